"""What was measured about a dimension, as sentences, charts and tables; what the authors state stands beside it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from alignmentcard.document import Document
from alignmentcard.measurement.results.definitions import single_numbers
from alignmentcard.measurement.results.facts import Facts
from alignmentcard.measurement.results.values import DimensionFacts, Estimate, ItemSpread
from alignmentcard.model import Card
from alignmentcard.model.statistics import Agreement
from alignmentcard.portal.card.measured.account import account_block
from alignmentcard.portal.card.measured.agreement import agreement_block, variants
from alignmentcard.portal.card.measured.beside import apart, compared, unlike
from alignmentcard.portal.card.measured.block import Block, Table, estimate, percent, share, why
from alignmentcard.portal.card.measured.convergence import convergence_block
from alignmentcard.portal.card.measured.extras import extra_blocks
from alignmentcard.portal.card.measured.groups import group_blocks
from alignmentcard.portal.card.measured.pool import pool_blocks
from alignmentcard.portal.card.measured.repeats import repeats
from alignmentcard.portal.charts.bars import Part, Whole, stacks
from alignmentcard.portal.charts.dots import Dot, dots
from alignmentcard.portal.charts.drawing import Scale
from alignmentcard.portal.sentences import SPREAD_FOOT
from alignmentcard.rules.claims.claim import Claim, claims
from alignmentcard.words import figure, term


@dataclass(frozen=True)
class Dimension:
    """What was measured about one dimension."""

    id: str
    name: str
    lead: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Measured:
    """All that was measured for a card."""

    program: str
    files: tuple[str, ...]
    compared: tuple[tuple[str, str, str], ...]
    """Numbers that the authors state and the data gives too: what of, stated, measured."""
    apart: tuple[tuple[str, str, str, str], ...]
    """Numbers that stand side by side and are not of the same thing: what of, stated, measured, why."""
    account: Block | None
    pool: tuple[Block, ...]
    dimensions: tuple[Dimension, ...]


def measured(document: Document, card: Card, facts: Facts) -> Measured:
    """Return what was measured, dimension by dimension, in the order of the card."""
    names = {dimension.id: dimension.name or dimension.id for dimension in card.dimensions}
    order = [*(name for name in names if name in facts.dimensions), *(n for n in facts.dimensions if n not in names)]
    stated = list(claims(document, card, facts))
    return Measured(
        facts.program,
        tuple(f"{file.path}, SHA-256 {file.sha256}" if file.sha256 else file.path for file in facts.files),
        tuple(compared(claim) for claim in stated if not unlike(claim, facts)),
        tuple(apart(claim, card, facts) for claim in stated if unlike(claim, facts)),
        account_block(facts),
        tuple(pool_blocks(card, facts)),
        tuple(_dimension(name, names.get(name, name), card, facts, stated) for name in order),
    )


def _dimension(id_: str, name: str, card: Card, facts: Facts, claimed: Sequence[Claim]) -> Dimension:
    found = facts.dimensions[id_]
    like = _like(card, claimed, found, facts)
    settled = [one for one in card.statistics.convergence if facts.dimension(one.dimension) is found]
    blocks = (
        agreement_block(found, like, [one for one in claimed if _is_of(one, found, facts)], facts),
        *variants(found),
        *extra_blocks(found),
        _spread(found),
        convergence_block(found.convergence, settled),
        *group_blocks(id_, found, card, facts),
        _components(found),
        repeats(found.consistency),
        *_aggregation(found),
        *_single_numbers(found),
    )
    return Dimension(id_, name, _lead(found), blocks)


def _is_of(claim: Claim, found: DimensionFacts, facts: Facts) -> bool:
    return claim.route[:2] == ("statistics", "agreement") and facts.dimension(claim.dimension) is found


def _like(card: Card, claimed: Sequence[Claim], found: DimensionFacts, facts: Facts) -> list[Agreement]:
    """Return the stated coefficients that are of the same thing as the measured ones."""
    like = {claim.route[2] for claim in claimed if _is_of(claim, found, facts) and not claim.unchecked}
    return [one for position, one in enumerate(card.statistics.agreement) if position in like]


def _lead(found: DimensionFacts) -> str:
    sizes = found.sizes
    who = f" by {figure(sizes.raters)} raters" if sizes.raters is not None else ""
    each = sizes.ratings_per_item
    many = figure(each.min) if each.min == each.max else f"{figure(each.min)} to {figure(each.max)}"
    return f"{figure(sizes.ratings)} ratings{who} of {figure(sizes.items)} items; {many} ratings of each item."


def _spread(found: DimensionFacts) -> Block:
    spread = found.spread
    title = "How far answers spread on an item"
    quartiles = spread.normalised or spread.deviation
    if not quartiles:
        return Block(title, (f"The spread {why(spread.undefined)}.",))
    middle, low, high = quartiles["median"], quartiles["lower"], quartiles["upper"]
    share_of = spread.normalised is not None
    said = [
        _unanimous(spread),
        f"On the item in the middle, answers spread over {percent(middle)} of what the scale allows; on half of the "
        f"items over {percent(low)} to {percent(high)}."
        if share_of
        else f"On the item in the middle, the standard deviation is {middle:.2f}; on half of the items {low:.2f} to "
        f"{high:.2f}.",
    ]
    scale = Scale(0, 1, (0, 0.25, 0.5, 0.75, 1)) if share_of else _from_zero(high)
    label = (
        "Spread of answers, 0 none to 1 all values alike"
        if share_of
        else "Standard deviation of the answers to an item"
    )
    dot = Dot(label, middle, low, high, said=f"{middle:.2f}")
    known = (("lower quarter", "lower", low), ("middle", "median", middle), ("upper quarter", "upper", high))
    table = Table(
        ("Items", "Entropy over its maximum" if share_of else "Standard deviation"),
        tuple((label, estimate(Estimate(one, *spread.intervals.get(name, ())), 3)) for label, name, one in known),
    )
    return Block(
        title, tuple(filter(None, said)), dots(title, " ".join(said), [dot], scale, about_axis=SPREAD_FOOT), table
    )


def _unanimous(spread: ItemSpread) -> str:
    share_of = spread.unanimous
    if share_of is None:
        return ""
    if share_of == 0:
        return "On no item did everybody give the same answer."
    whole = share(Estimate(share_of, *spread.intervals.get("unanimous", ())))
    much = "less than 1\u202f%" if share_of < 0.01 else whole
    return f"On {much} of the items everybody gave the same answer."


def _from_zero(most: float) -> Scale:
    last = most * 1.2 or 1.0
    return Scale(0, last, (0, float(f"{last / 2:.1g}")))


def _components(found: DimensionFacts) -> Block:
    title = "Where disagreement comes from"
    parts = found.components
    if parts.item.value is None or parts.rater.value is None or parts.rest.value is None:
        return Block(title, (f"Where disagreement comes from {why(parts.item.undefined or parts.rater.undefined)}.",))
    said = (
        f"Of all differences between answers, {percent(parts.item.value)} are between items, "
        f"{percent(parts.rater.value)} between raters whatever the item, and {percent(parts.rest.value)} are neither.",
        "A part that stays with the rater is perspective. The rest is perspective on single items, noise, or answers "
        "made up on the spot.",
        parts.note,
        "There is no interval: items and raters would have to be drawn together."
        if parts.item.no_interval == "crossed"
        else "",
    )
    known = (("Item", parts.item), ("Rater", parts.rater), ("Rest", parts.rest))
    whole = Whole("All differences between answers", tuple(Part(name, one.value or 0.0) for name, one in known))
    table = Table(("Part", "Share"), tuple((name, share(one)) for name, one in known))
    return Block(title, tuple(filter(None, said)), stacks(title, said[0], [whole]), table)


def _single_numbers(found: DimensionFacts) -> Iterator[Block]:
    for title, number in single_numbers(found):
        said = why(number.undefined) if number.value is None else f"is {estimate(number)}"
        yield Block(title, (f"{title} {said}.",))


def _aggregation(found: DimensionFacts) -> Iterator[Block]:
    done = found.aggregation
    title = "The released label"
    if done.reproduced is None:
        if done.method:
            yield Block(title, (f"Whether the stated method gives the released label {why(done.undefined)}.",))
        return
    said = (
        f"The stated method, {term(done.method)}, gives the released label of {percent(done.reproduced)} of "
        f"{figure(done.items)} items.",
        f"On {figure(done.ties)} of them, the best values are equally frequent." if done.ties else "",
        f"{figure(done.contradictory)} items carry several labels." if done.contradictory else "",
    )
    yield Block(title, tuple(filter(None, said)))
