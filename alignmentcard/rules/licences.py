"""Does the licence of the data leave those of its parts standing? (AC109)"""

import re
from collections.abc import Iterator

from alignmentcard.codes.licences import commercial_use
from alignmentcard.messages.retold import worded
from alignmentcard.model import Card
from alignmentcard.rules.rule import Problem, rule

SHARE_ALIKE = re.compile(r"\bCC-BY(?:-NC)?-SA-|\bODbL-|\b[AL]?GPL-|\bGFDL-", re.IGNORECASE)
"""Licences whose terms go with every copy and everything that is made of it."""
WITHOUT_TERMS = re.compile(
    r"CC0-[\d.]+|CC-BY-[\d.]+|MIT(?:-0)?|Apache-[\d.]+|BSD-[\w-]+|ODC-By-[\d.]+|PDDL-[\d.]+", re.IGNORECASE
)
"""Licences that let others set terms of their own."""


@rule("AC109", "licence-wider-than-its-parts", "info")
def licence_wider_than_its_parts(card: Card) -> Iterator[Problem]:
    """The licence of the data allows what that of some of its items does not.

    Whoever uses the data reads one licence. If a part came under terms that forbid commercial use, or that go with
    every copy, users break them without knowing. A licence of one's own can say which terms hold for which part; often
    the licence is meant for the answers alone, and then the card should say so.

    Bad:
        dataset:
          license: CC0-1.0
          sources_of_items:
            - {name: questions of a forum, share: 1, license: CC-BY-SA-4.0, written_by: people}
    Good:
        dataset:
          license: CC-BY-SA-4.0
          sources_of_items:
            - {name: questions of a forum, share: 1, license: CC-BY-SA-4.0, written_by: people}
    Source: Longpre et al. 2023, on licences that are lost when datasets are put together
    """
    whole = card.dataset.license
    for position, part in enumerate(card.dataset.sources_of_items):
        if not whole or not part.license:
            continue
        commercial = commercial_use(whole) == "allowed" and commercial_use(part.license) == "forbidden"
        alike = WITHOUT_TERMS.fullmatch(whole) and SHARE_ALIKE.search(part.license) and " OR " not in part.license
        if not commercial and not alike:
            continue
        asks = worded("forbids commercial use") if commercial else worded("goes with every copy")
        message = worded(
            "The data is under {whole}, and the licence of “{part}” {asks}: {licence}.",
            whole=whole,
            part=part.name,
            asks=asks,
            licence=part.license,
        )
        help_ = worded(
            "Put the data under terms that keep those of its parts; or accept this, and say that the licence is that "
            "of the answers."
        )
        yield Problem(("dataset", "sources_of_items", position, "license"), message, help_)
