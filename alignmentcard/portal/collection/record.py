"""What files and reports about all cards know of one, as plain values that can be kept between builds."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from os import SEEK_END
from typing import IO, NamedTuple, Self
from zlib import compress, decompress

from alignmentcard.model import Card
from alignmentcard.portal.card.downloads import compact
from alignmentcard.portal.catalogue.flat import row
from alignmentcard.portal.collection.dcat import dataset
from alignmentcard.portal.collection.entry import CardEntry
from alignmentcard.portal.house import counted, tally
from alignmentcard.profiles.own_fields import Answer
from alignmentcard.profiles.tally import Counts

QUICK = 1
"""How hard to pack."""


class Kept(NamedTuple):
    """Bytes that stand in a file, and not in memory, until they are wanted."""

    file: IO[bytes]
    start: int
    length: int

    def read(self) -> bytes:
        """Return them; processes that share the file must not do so at once, since it has one place to read at."""
        self.file.seek(self.start)
        return self.file.read(self.length)


@dataclass(frozen=True, slots=True)
class CardRecord:
    """One card, as plain values."""

    id: str
    title: str
    sentence: str
    level: int | None
    answered: float | None
    """Share of the questions of the profile that the card answers."""
    errors: int
    digest: str | None
    version: str | None
    packed: bytes | Kept
    """Its row and its entry in the catalogue, which are most of what is known of it and are read once, at the end."""
    news: list[tuple[str, str, str]]
    """What the card says happened to its data: date, version, text."""
    rules: dict[str, int]
    """How often each rule spoke."""
    accepted: dict[str, int]
    venues: dict[str, Counts]
    """For each profile that asks questions."""
    own: dict[str, list[Answer]]
    """What it answers to each field of the house of the portal, by the path of the field; nothing where it does not."""

    @property
    def row(self) -> str:
        """Its row in `cards.json`, as JSON."""
        return self._listed()[0]

    @property
    def dataset(self) -> str:
        """What the catalogue in DCAT says of it, as JSON; empty where it does not fit the standard."""
        return self._listed()[2]

    def _listed(self) -> tuple[str, str, str]:
        packed = self.packed.read() if isinstance(self.packed, Kept) else self.packed
        return decompress(packed).decode().partition("\n")

    def whole(self) -> Self:
        """Return the record with all of it in memory."""
        return replace(self, packed=self.packed.read()) if isinstance(self.packed, Kept) else self

    def slim(self, file: IO[bytes]) -> Self:
        """Return the record with what is read at the end put into a file."""
        if isinstance(self.packed, Kept):
            return self
        kept = Kept(file, file.seek(0, SEEK_END), len(self.packed))
        file.write(self.packed)
        return replace(self, packed=kept)


def record_of(entry: CardEntry, address: str = "", *, packed: bool = False) -> CardRecord:
    """Return what is kept of a card; `address` is that of the portal, where it knows its own.

    `packed` is the layout of a large portal.
    """
    report, card, level = entry.report, entry.card, entry.level
    entered = compact(dataset(entry, card, packed=packed)) if card else ""
    return CardRecord(
        entry.address,
        entry.title,
        entry.sentence,
        level.number if level else None,
        level.share if level else None,
        report.count("error"),
        entry.digest,
        card.dataset.version if card else None,
        compress(f"{compact(row(entry, address))}\n{entered}".encode(), QUICK),
        list(_news(card, entry.sentence)) if card else [],
        dict(Counter(finding.code for finding in report.findings)),
        dict(Counter(one.finding.code for one in report.accepted)),
        tally(entry.house).of(entry.report.document) if card else {},
        {one.path: given for one in counted(entry.house) if (given := one.answers(card))} if card else {},
    )


def _news(card: Card, sentence: str) -> Iterator[tuple[str, str, str]]:
    told = [change for change in card.history if change.date]
    for change in told:
        yield change.date or "", change.version, change.changes
    if card.dataset.published and card.dataset.version not in [change.version for change in told]:
        yield card.dataset.published, card.dataset.version or "", sentence
