"""The middle depth of a card page: what raters saw, and what became of their disagreement."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from alignmentcard.links import href
from alignmentcard.messages import _, _n
from alignmentcard.model import Card, Dimension
from alignmentcard.model.release import Aggregation
from alignmentcard.portal.card.lines import Fact, fact_of
from alignmentcard.words import figure, several


@dataclass(frozen=True)
class Question:
    """A dimension as its raters met it."""

    id: str
    name: str
    asks: str
    definition: str
    facts: tuple[Fact, ...]
    values: tuple[str, ...]
    abstain: tuple[str, ...]

    @property
    def scaled(self) -> bool:
        """Whether it is known what raters could answer."""
        return bool(self.values or self.abstain)


def questions(card: Card) -> list[Question]:
    """Return the dimensions in the order of the card."""
    return [_question(dimension) for dimension in card.dimensions]


def _question(dimension: Dimension) -> Question:
    definition = dimension.definition
    return Question(
        dimension.id,
        dimension.name or dimension.id,
        dimension.asks or "",
        definition.text or "",
        tuple(_about(dimension)),
        tuple(value for value in dimension.scale.values if value not in dimension.scale.abstain),
        tuple(dimension.scale.abstain),
    )


MATRIX = 3
"""From so many dimensions on, what is short about them stands in one table."""


@dataclass(frozen=True)
class Matrix:
    """What is said of many dimensions: what holds for all of them, and in a table where they differ."""

    shared: tuple[Fact, ...]
    heads: tuple[str, ...]
    """Names of the lines in which they differ."""
    rows: tuple[tuple[Question, tuple[Fact | None, ...]], ...]
    meanings: tuple[tuple[str, str], ...]
    """Each answer of a vocabulary in the table with its meaning, once."""
    one_scale: bool
    """Whether raters had the same answers to all of them."""
    silent: tuple[str, ...]
    """Names of those whose question is not known."""


def matrix(questions: Sequence[Question]) -> Matrix | None:
    """Put dimensions side by side; nothing where they are few."""
    if len(questions) < MATRIX:
        return None
    told = [{fact.label: fact for fact in one.facts} for one in questions]
    heads = dict.fromkeys(label for facts in told for label in facts)
    columns = {head: [facts.get(head) for facts in told] for head in heads}
    apart = {head: column for head, column in columns.items() if len(set(column)) > 1}
    shared = [column[0] for head, column in columns.items() if head not in apart]
    differing = [fact for column in apart.values() for fact in column if fact]
    return Matrix(
        tuple(fact for fact in shared if fact),
        tuple(apart),
        tuple((one, tuple(column[n] for column in apart.values())) for n, one in enumerate(questions)),
        tuple({fact.text: fact.meaning for fact in differing if fact.meaning}.items()),
        len({(one.values, one.abstain) for one in questions}) == 1,
        tuple(one.name for one in questions if not one.asks),
    )


def _about(dimension: Dimension) -> Iterator[Fact]:
    definition = dimension.definition
    yield from fact_of(_("Where the answer comes from"), "Subjectivity", dimension.subjectivity)
    yield from fact_of(_("What raters were told"), "Detail", definition.detail)
    if definition.parts:
        yield Fact(_("The definition names"), several(definition.parts))
    yield from _guidelines(dimension)
    yield from fact_of(_("How they answered"), "Feedback", dimension.feedback)
    yield from fact_of(_("Disagreement here"), "Disagreement", dimension.disagreement)
    scale = dimension.scale
    if scale.min is not None and scale.max is not None:
        yield Fact(_("Range"), _("{min} to {max}", min=figure(scale.min), max=figure(scale.max)))


def _guidelines(dimension: Dimension) -> Iterator[Fact]:
    given = dimension.definition.guidelines
    parts = [_n("{count} page", "{count} pages", given.pages)] if given.pages else []
    parts += [_("with judged examples")] if given.examples else []
    parts += [_("with unclear cases")] if given.edge_cases else []
    parts += [_("version {version}", version=given.version)] if given.version else []
    if parts or given.url:
        yield Fact(_("Guidelines"), ", ".join(parts) or _("Read them"), href=href(given.url))


@dataclass(frozen=True)
class Handling:
    """What was done with several ratings of one item."""

    what: str
    facts: tuple[Fact, ...]


def handlings(card: Card) -> list[Handling]:
    """Return how ratings were combined, for each set of dimensions."""
    names = {dimension.id: dimension.name or dimension.id for dimension in card.dimensions}
    return [
        Handling(
            several([names.get(one, one) for one in entry.dimensions]) or _("All dimensions"), tuple(_handled(entry))
        )
        for entry in card.aggregation
    ]


def _handled(entry: Aggregation) -> Iterator[Fact]:
    yield from fact_of(_("Combined by"), "Method", entry.method)
    yield from fact_of(_("Ties"), "Ties", entry.ties)
    if entry.weighting:
        yield Fact(_("Weights"), entry.weighting)
    for one in entry.filters:
        yield Fact(_("Removed"), one.rule, _removed(one.items_removed, one.ratings_removed))
    if entry.rationale:
        yield Fact(_("Why"), entry.rationale)


def _removed(items: int | None, ratings: int | None) -> str:
    parts: Sequence[str | None] = (
        _n("{count} item", "{count} items", items) if items is not None else None,
        _n("{count} rating", "{count} ratings", ratings) if ratings is not None else None,
    )
    return several([part for part in parts if part])


def releases(card: Card) -> list[Fact]:
    """Return what others can get."""
    release = card.release
    facts = [
        *fact_of(_("Finest level released"), "ReleaseLevel", release.level),
        *fact_of(_("Same rater recognisable"), "RaterIds", release.rater_ids),
        *fact_of(_("About raters"), "RaterAttributes", release.rater_attributes),
        *fact_of(_("Reasons of raters"), "Reasoning", release.reasoning),
        *fact_of(_("Access"), "Access", release.access),
    ]
    return facts + ([Fact(_("A rater can withdraw"), release.withdrawal)] if release.withdrawal else [])
