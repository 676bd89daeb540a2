"""Who of those that made a dataset is a person, and who an organisation; a card does not have to say it."""

import re
from collections.abc import Sequence

from alignmentcard.model.dataset import Creator

GROUP = re.compile(
    r"Universit|Institut|College|School|Lab|Group|Team|Research|Cent(?:er|re)|Inc|Ltd|GmbH|Foundation|AI$"
)
"""What stands in names of groups, and is looked for anywhere in them."""
GROUP_WORDS = frozenset(
    {
        *("The", "Project", "Initiative", "Company", "Corporation", "Consortium", "Collective", "Alliance", "Network"),
        *("Academy", "Assembly", "Association", "Council", "Society", "Organisation", "Organization", "Department"),
        *("Technologies", "Systems", "Services", "Data", "Face", "Media", "Press", "Community", "Commission"),
    }
)
"""Words that names of groups have, and names of people hardly ever."""
FEWEST_WORDS, MOST_WORDS = 2, 4


def is_person(one: Creator) -> bool:
    """Say whether a creator is a person without doubt, which only an ORCID or an affiliation shows."""
    return bool(one.orcid or one.affiliation)


def with_kind(those: Sequence[Creator]) -> list[tuple[Creator, bool]]:
    """Return each creator with whether it is a person.

    Several who are called as people are, as the authors of a paper, are people. One alone of whom nothing but the
    name is known stays an organisation: a firm can be called as a person is.
    """
    called = [is_person(one) or _called_so(one.name) for one in those]
    authors = sum(called) > 1
    return [(one, is_person(one) or (authors and so)) for one, so in zip(those, called, strict=True)]


def _called_so(name: str) -> bool:
    words = name.replace(",", " ").split()
    if not FEWEST_WORDS <= len(words) <= MOST_WORDS or GROUP.search(name) or GROUP_WORDS & set(words):
        return False
    ends = (words[0], words[-1])
    whole = all(len(word) == 1 or not word.isupper() for word in (one.strip(".") for one in words))
    return whole and all(word[0].isupper() for word in ends)
