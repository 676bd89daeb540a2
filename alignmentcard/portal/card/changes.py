"""What changed from version to version, where earlier cards stand beside a card in a folder named `earlier`."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from alignmentcard.diff import Change, diff
from alignmentcard.document import Document, read
from alignmentcard.loader import load
from alignmentcard.measurement.engine.confined import leads_out
from alignmentcard.messages import _
from alignmentcard.model import Card
from alignmentcard.report.changes import Comparison, in_words
from alignmentcard.text.digits import whole

EARLIER = "earlier"
"""Folder beside cards that holds earlier versions of them: `earlier/my-data-1.0.0.card.yaml`."""


@dataclass(frozen=True)
class Step:
    """The way from one version to the next: a verdict on the version, and rows of changes."""

    title: str
    verdict: str
    rows: tuple[tuple[str, str, str, str], ...]
    """Bump, field, what changed in words, and what it means."""


def earlier_files(card: Path) -> list[Path]:
    """Return the files of earlier versions of a card, by name."""
    folder = os.path.join(os.path.dirname(card), EARLIER)  # noqa: PTH118, PTH120 (asked for each of thousands of cards)
    if not os.path.isdir(folder):  # noqa: PTH112
        return []
    found = sorted(Path(folder).glob(f"{card.name.partition('.card.')[0]}-*.card.y*ml"))
    return [path for path in found if not leads_out(path, card.parent)]


@dataclass(frozen=True)
class Earlier:
    """An earlier version of a card, as it was written and as it is understood."""

    document: Document
    card: Card


def earlier_versions(card: Path) -> tuple[Earlier, ...]:
    """Return the earlier versions of a card that can be read, oldest first."""
    read_ = ((document, load(document).card) for document in map(read, earlier_files(card)))
    found = [Earlier(document, one) for document, one in read_ if one]
    return tuple(sorted(found, key=lambda one: _version(one.card.dataset.version)))


def earlier_cards(card: Path) -> tuple[Card, ...]:
    """Return the same without their texts."""
    return tuple(one.card for one in earlier_versions(card))


def steps(earlier: Sequence[Card], card: Card) -> Iterator[Step]:
    """Yield the ways between versions, the newest first."""
    for old, new in reversed(list(pairwise([*earlier, card]))):
        found = Comparison(old.dataset.version, new.dataset.version, tuple(diff(old, new)))
        yield Step(
            _("From {old} to {new}", old=found.old or "?", new=found.new or "?"),
            found.verdict,
            tuple(map(_row, found.changes)),
        )


def _row(change: Change) -> tuple[str, str, str, str]:
    return _(change.bump), change.path, in_words(change), _(change.meaning)


def _version(version: str | None) -> tuple[int, ...]:
    parts = map(whole, (version or "0").split("-")[0].split("."))
    return tuple(number for number in parts if number is not None)
