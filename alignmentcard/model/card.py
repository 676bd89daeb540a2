"""The card as a whole: its sections in the order in which the decisions are taken."""

from typing import Annotated, Any, Literal

from alignmentcard.model.base import Section, Text, about, entries, mapping, record
from alignmentcard.model.collection import Collection
from alignmentcard.model.dataset import Dataset
from alignmentcard.model.framework import Dimension, Framework
from alignmentcard.model.intent import Intent
from alignmentcard.model.pools import Pool
from alignmentcard.model.records import Authorship, Change, Evidence, Gap, Ignore, Review, Source
from alignmentcard.model.release import Aggregation, Release
from alignmentcard.model.statistics import Evaluation, Statistics
from alignmentcard.once import once
from alignmentcard.paths import Cover, covering

VERSION = "1.1"
NAMESPACE = f"https://w3id.org/alignmentcard/{VERSION}/"
"""Where the terms of the standard have their names, and its files their addresses."""

REQUIRED = (
    "dataset.summary",
    "framework.dimensions",
    "framework.definitions",
    "dimensions",
    "dimensions.*.name",
    "pools",
    "pools.*.kind",
    "release.level",
)
"""Fields that a card must fill or list as a gap; `*` stands for every id. Ids and titles cannot be gaps."""


RETIRING: dict[str, str] = {}
"""Fields that will go, by their pattern, and the version of the standard in which they go; none so far."""


class Card(Section):
    """One release of one dataset: what was asked, of whom, by whose definitions, and what became of the answers."""

    alignmentcard: Annotated[Literal["1.1"], about("Version of the standard that the card was written for.")]
    dataset: Annotated[Dataset, about("What the data is, who made it and where it stands.")]
    intent: Intent = record(Intent, "What the data is for, whose norms it carries, and what disagreement in it means.")
    framework: Framework = record(
        Framework, "The coordinates: broad or specific dimensions, prescriptive or descriptive definitions."
    )
    dimensions: list[Dimension] = entries("What raters were asked about, one entry for each question.")
    collection: Collection = record(Collection, "How people were asked.")
    pools: list[Pool] = entries("Everyone and everything that gave judgements or wrote the rules.")
    aggregation: list[Aggregation] = entries("How several ratings became one label.")
    release: Release = record(Release, "What others can get.")
    statistics: Statistics = record(Statistics, "What the authors state about agreement, stability and groups.")
    evaluations: list[Evaluation] = entries("Systems compared with the people.")
    card: Authorship = record(Authorship, "Who wrote the card.")
    sources: list[Source] = entries("Texts that facts in the card come from.")
    evidence: list[Evidence] = entries("Where a source says what a field says.")
    gaps: list[Gap] = entries("Fields that are empty on purpose, and why.")
    ignore: list[Ignore] = entries("Findings that the author accepts, with the reason.")
    history: list[Change] = entries("What changed from version to version.")
    reviews: list[Review] = entries("Who measured again and read the card.")
    extensions: dict[Text, dict[str, Any]] = mapping(
        "Fields of organisations, each under its name; checked by profiles."
    )

    @property
    def raters(self) -> list[Pool]:
        """The pools that gave judgements."""
        return [pool for pool in self.pools if pool.rates]

    def is_gap(self, path: str) -> bool:
        """Say whether a field, or what contains it, is listed as a gap."""
        return covered_by_gaps(self)(path)


@once
def covered_by_gaps(card: Card) -> Cover:
    """Return what says of a path whether a gap covers it."""
    return covering(tuple(gap.field for gap in card.gaps))
