"""Do the measurements belong to these files and this card? (AC808, AC809, AC817)"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from alignmentcard.measurement.results.place import card_digest
from alignmentcard.messages.retold import worded
from alignmentcard.model import Card
from alignmentcard.rules.rule import Problem, rule

if TYPE_CHECKING:
    from alignmentcard.measurement.results.facts import Facts


@rule("AC808", "data-changed", "error")
def data_changed(card: Card, facts: "Facts", recorded: "Facts | None" = None) -> Iterator[Problem]:
    """A file is not the one that was measured.

    The measurements beside the card speak of other bytes than the card releases. They may still be right; nobody
    can know.

    Bad:
        release:
          withdrawal: Raters write to the contact address.
          files:
            - {path: ratings.parquet, format: parquet, holds: ratings,
              sha256: ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff}
    Good:
        release:
          withdrawal: Raters write to the contact address.
          files:
            - {path: ratings.parquet, format: parquet, holds: ratings,
              sha256: 0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0}
    Source: The data itself
    """
    measured = {file.path: file.sha256 for file in facts.files if file.sha256}
    for position, file in enumerate(card.release.files):
        digest = measured.get(file.path or "")
        if file.sha256 and digest and digest != file.sha256.lower():
            message = worded(
                "`{path}` was measured with the digest {digest}…, and the card states {sha256}….",
                path=file.path,
                digest=digest[:12],
                sha256=file.sha256[:12],
            )
            yield Problem(
                ("release", "files", position, "sha256"), message, worded("Measure again: alignmentcard measure CARD")
            )
    earlier = {file.path: file.sha256 for file in recorded.files if file.sha256} if recorded else {}
    for path, digest in measured.items():
        if path in earlier and earlier[path] != digest:
            message = worded(
                "`{path}` has the digest {str}…; the file that was measured had {earlier}….",
                path=path,
                str=str(digest)[:12],
                earlier=earlier[path][:12],
            )
            yield Problem(
                ("release",), message, worded("Get the file that was measured, or measure again and say what changed.")
            )


@rule("AC809", "stale-measurement", "warning")
def stale_measurement(card: Card, facts: "Facts") -> Iterator[Problem]:
    """The card has changed since it was measured, in a part that the measurement depends on.

    Scales, columns, missing codes and the method of aggregation decide what is counted. After a change there, the
    numbers beside the card are those of another card.

    Bad:
        dimensions:
          - id: harmful
            scale: {level: nominal, values: ["no", "unsure", "yes"], abstain: [unsure]}
    Measured:
        {"card": "sha256:0000000000000000000000000000000000000000000000000000000000000000"}
    Good:
        dimensions:
          - id: harmful
            scale: {level: nominal, values: ["no", "unsure", "yes"], abstain: [unsure]}
    Source: The standard, "Principles"
    """
    if facts.card and facts.card != card_digest(card):
        message = worded(
            "Since the data was measured, the card has changed in its scales, files, columns, targets or aggregation."
        )
        yield Problem(("release",), message, worded("Measure again: alignmentcard measure CARD"))


@rule("AC817", "unreadable-measurement", "error")
def unreadable_measurement(trouble: str) -> Iterator[Problem]:
    """The measurements of the card cannot be used.

    The file beside the card is broken or of another version, or the data cannot be measured again. So nobody can tell
    whether the numbers in the card are those of the data.

    Bad:
        dataset:
          id: sort-of-safe
          title: Sort of Safe
    Measured:
        {"format": 0}
    Good:
        dataset:
          id: sort-of-safe
          title: Sort of Safe
    Source: The standard, "Principles"
    """
    yield Problem((), trouble, worded("Until then the card is not compared with its data."))
