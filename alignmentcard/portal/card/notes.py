"""Evidence and gaps of a card, sorted by the fields that they speak about."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain

from alignmentcard.model import Card
from alignmentcard.model.records import Evidence, Gap


@dataclass(frozen=True)
class Proof:
    """Where a source says it."""

    source: str
    title: str
    at: str = ""
    note: str = ""


@dataclass(frozen=True)
class Notes:
    """What is said about fields, by their paths."""

    evidence: Mapping[str, tuple[Proof, ...]] = field(default_factory=dict)
    gaps: Mapping[str, Gap] = field(default_factory=dict)
    above: frozenset[str] = frozenset()
    """Paths of all that holds something they speak about."""

    @cached_property
    def spoken_of(self) -> frozenset[str]:
        """Paths of all fields that a gap or evidence concerns, or something inside them."""
        return self.above.union(self.evidence, self.gaps)


def notes_of(card: Card | None) -> Notes:
    """Sort evidence and gaps by path."""
    if card is None:
        return Notes()
    titles = {source.id: source.title for source in card.sources}
    evidence: dict[str, tuple[Proof, ...]] = {}
    for entry in card.evidence:
        evidence[entry.field] = (*evidence.get(entry.field, ()), _proof(entry, titles))
    gaps = {gap.field: gap for gap in card.gaps}
    return Notes(evidence, gaps, frozenset(chain.from_iterable(map(_above, (*evidence, *gaps)))))


def _above(path: str) -> Iterator[str]:
    while path := path.rpartition(".")[0]:
        yield path


def _proof(entry: Evidence, titles: Mapping[str, str]) -> Proof:
    return Proof(entry.source, titles.get(entry.source, entry.source), entry.at or "", entry.note or "")
