"""What keeps a card a draft, whatever it fills: nobody asked yet, a starter's words, or words that say nothing."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from alignmentcard.messages import later
from alignmentcard.messages.retold import worded
from alignmentcard.model import Card
from alignmentcard.resources import folder
from alignmentcard.rules.finding import Finding

STARTER = ("example-", "(example)")
"""How the id of a starter begins and its title ends; its data, its people and its numbers are invented."""
NO_ANSWER = frozenset({"AC031", "AC036"})
"""Rules that find words in the place of an answer."""
NAMED = 3
"""So many fields that are still to do are named."""


def drafted(card: Card) -> Iterator[str]:
    """Yield what says that nobody has given answers yet."""
    waiting = [gap.field for gap in card.gaps if gap.reason == "to_do"]
    if waiting:
        fields, more = ", ".join(waiting[:NAMED]), len(waiting) - NAMED
        yield (
            worded(
                "somebody to ask about {fields} and {more} more, listed under gaps as to_do", fields=fields, more=more
            )
            if more > 0
            else worded("somebody to ask about {fields}, listed under gaps as to_do", fields=fields)
        )
    begins, ends = STARTER
    if card.dataset.id.startswith(begins) and card.dataset.title.rstrip().endswith(ends):
        yield worded(INVENTED, begins=begins, ends=ends)
    elif any((card.dataset.summary or "").startswith(line) for line in _lines_of_starters()):
        yield worded(COPIED)


@cache
def _lines_of_starters() -> tuple[str, ...]:
    """Return the first lines of the summaries of all starters, each long enough to be nobody else's."""
    texts = [path.read_text("utf-8") for path in (folder("templates") / "starters").glob("*.card.yaml")]
    found = (re.search(r"^  summary: (?:>-\n    )?(.{40,})$", text, re.MULTILINE) for text in texts)
    return tuple(one[1].strip() for one in found if one)


COPIED = later("data of your own: the summary is still that of a starter, which is invented")
INVENTED = later(
    "data of your own: id and title are still those of a starter, {begins}… and … {ends}, which is invented"
)


def hollow_in(findings: Sequence[Finding]) -> Iterator[str]:
    """Yield that several fields hold words that answer nothing; one is a slip."""
    fields = list(dict.fromkeys(one.field for one in findings if one.code in NO_ANSWER))
    if len(fields) >= NAMED:
        named, more = ", ".join(fields[:NAMED]), len(fields) - NAMED
        yield (
            worded("answers in place of words that say nothing, in {fields} and {more} more", fields=named, more=more)
            if more
            else worded("answers in place of words that say nothing, in {fields}", fields=named)
        )
