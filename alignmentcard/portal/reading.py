"""The middle depth of a card page: what raters saw, who they were, what became of their disagreement."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from alignmentcard.model import Card, Dimension, Pool
from alignmentcard.model.pools import Composition
from alignmentcard.model.release import Aggregation
from alignmentcard.portal.charts import bar
from alignmentcard.portal.links import href
from alignmentcard.portal.words import figure, meaning, several, term


@dataclass(frozen=True)
class Fact:
    """One line: what it is about, what the card says, and what that means."""

    label: str
    text: str
    meaning: str = ""
    href: str | None = None


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


@dataclass(frozen=True)
class Share:
    """A group of a pool: how many, which share, and which share of the target population."""

    group: str
    count: int
    share: float
    target: float | None
    chart: Markup


@dataclass(frozen=True)
class People:
    """A pool: who they were."""

    id: str
    title: str
    facts: tuple[Fact, ...]
    groups: tuple[tuple[str, tuple[Share, ...]], ...]


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


def _about(dimension: Dimension) -> Iterator[Fact]:
    definition = dimension.definition
    yield from _term("Where the answer comes from", "Subjectivity", dimension.subjectivity)
    yield from _term("What raters were told", "Detail", definition.detail)
    if definition.parts:
        yield Fact("The definition names", several(definition.parts))
    yield from _guidelines(dimension)
    yield from _term("How they answered", "Feedback", dimension.feedback)
    yield from _term("Disagreement here", "Disagreement", dimension.disagreement)
    scale = dimension.scale
    if scale.min is not None and scale.max is not None:
        yield Fact("Range", f"{figure(scale.min)} to {figure(scale.max)}")


def _guidelines(dimension: Dimension) -> Iterator[Fact]:
    given = dimension.definition.guidelines
    parts = [f"{given.pages} pages"] if given.pages else []
    parts += ["with judged examples"] if given.examples else []
    parts += ["with unclear cases"] if given.edge_cases else []
    parts += [f"version {given.version}"] if given.version else []
    if parts or given.url:
        yield Fact("Guidelines", ", ".join(parts) or "Read them", href=href(given.url))


def _term(title: str, vocabulary: str, word: str | None) -> Iterator[Fact]:
    if word:
        said = term(word)
        yield Fact(title, said[0].upper() + said[1:], meaning(vocabulary, word))


def people(card: Card) -> list[People]:
    """Return the pools in the order of the card."""
    return [People(pool.id, _pool_title(pool), tuple(_pool(pool)), tuple(_groups(pool))) for pool in card.pools]


def _pool_title(pool: Pool) -> str:
    who = {"human": "people", "synthetic": "models"}.get(pool.kind or "", "members, people or models")
    count = figure(pool.size) if pool.size else "An unknown number of"
    did = several([ROLES[role] for role in pool.role])
    return f"{count} {who if pool.size != 1 else ONE.get(pool.kind or '', 'member')}{' who ' + did if did else ''}"


ONE = {"human": "person", "synthetic": "model"}
ROLES = {
    "rater": "judged items",
    "guideline_author": "wrote the guidelines",
    "adjudicator": "decided where raters differed",
    "prompter": "wrote what was judged",
}


def _pool(pool: Pool) -> Iterator[Fact]:
    recruitment = pool.recruitment
    if pool.countries:
        yield Fact("Countries", several(pool.countries))
    if pool.languages:
        yield Fact("Languages", several(pool.languages))
    yield from _term("Reached through", "Channel", recruitment.channel)
    if recruitment.platform:
        yield Fact("Platform", recruitment.platform)
    yield from _term("Chosen by", "Sampling", recruitment.sampling)
    if recruitment.criteria:
        yield Fact("Had to fulfil", "; ".join(recruitment.criteria))
    if pool.pay:
        each = f" per {pool.pay.per}" if pool.pay.per else ""
        yield Fact("Pay", f"{pool.pay.amount:g} {pool.pay.currency or ''}{each}", pool.pay.standard or "")
    yield from _term("Consent", "Consent", pool.consent)
    if pool.ethics:
        yield from _term("Ethics board", "EthicsStatus", pool.ethics.status)
    if pool.target:
        yield Fact("Should stand for", pool.target.population)
    if pool.model:
        version = f" {pool.model.version}" if pool.model.version else ""
        yield Fact(
            "Model", f"{pool.model.name}{version}", "Told to answer as different people." if pool.model.personas else ""
        )
    yield from _ratings(pool)


def _ratings(pool: Pool) -> Iterator[Fact]:
    each = pool.ratings_per_item
    if each.min is not None and each.min == each.max:
        yield Fact("Ratings of each item", figure(each.min))
    elif each.min is not None and each.max is not None:
        middle = f", half of the items at most {figure(each.median)}" if each.median is not None else ""
        yield Fact("Ratings of each item", f"{figure(each.min)} to {figure(each.max)}{middle}")
    elif each.median is not None:
        yield Fact("Ratings of each item", f"{figure(each.median)} in the middle")


def _groups(pool: Pool) -> Iterator[tuple[str, tuple[Share, ...]]]:
    for composition in pool.composition:
        yield composition.axis, tuple(_shares(composition, _target(pool, composition.axis)))


def _target(pool: Pool, axis: str) -> dict[str, float]:
    known = pool.target.composition if pool.target else []
    return next((dict(target.shares) for target in known if target.axis == axis), {})


def _shares(composition: Composition, target: dict[str, float]) -> Iterator[Share]:
    counts = dict(composition.counts)
    if composition.undisclosed:
        counts["did not say"] = composition.undisclosed
    total = sum(counts.values()) or 1
    for group in (*counts, *(name for name in target if name not in counts)):
        count, wanted = counts.get(group, 0), target.get(group)
        yield Share(group, count, count / total, wanted, bar(count / total, wanted))


@dataclass(frozen=True)
class Handling:
    """What was done with several ratings of one item."""

    what: str
    facts: tuple[Fact, ...]


def handlings(card: Card) -> list[Handling]:
    """Return how ratings were combined, for each set of dimensions."""
    names = {dimension.id: dimension.name or dimension.id for dimension in card.dimensions}
    return [
        Handling(several([names.get(one, one) for one in entry.dimensions]) or "All dimensions", tuple(_handled(entry)))
        for entry in card.aggregation
    ]


def _handled(entry: Aggregation) -> Iterator[Fact]:
    yield from _term("Combined by", "Method", entry.method)
    yield from _term("Ties", "Ties", entry.ties)
    if entry.weighting:
        yield Fact("Weights", entry.weighting)
    for one in entry.filters:
        yield Fact("Removed", one.rule, _removed(one.items_removed, one.ratings_removed))
    if entry.rationale:
        yield Fact("Why", entry.rationale)


def _removed(items: int | None, ratings: int | None) -> str:
    parts: Sequence[str | None] = (
        f"{figure(items)} items" if items is not None else None,
        f"{figure(ratings)} ratings" if ratings is not None else None,
    )
    return several([part for part in parts if part])


def releases(card: Card) -> list[Fact]:
    """Return what others can get."""
    release = card.release
    facts = [
        *_term("Finest level released", "ReleaseLevel", release.level),
        *_term("Same rater recognisable", "RaterIds", release.rater_ids),
        *_term("About raters", "RaterAttributes", release.rater_attributes),
        *_term("Reasons of raters", "Reasoning", release.reasoning),
        *_term("Access", "Access", release.access),
    ]
    return facts + ([Fact("A rater can withdraw", release.withdrawal)] if release.withdrawal else [])
