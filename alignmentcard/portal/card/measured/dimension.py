"""What was measured about a dimension, as sentences, charts and tables; what the authors state stands beside it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from alignmentcard.document import Document
from alignmentcard.measurement.results.definitions import single_numbers
from alignmentcard.measurement.results.facts import Facts
from alignmentcard.measurement.results.values import DimensionFacts, Estimate, ItemSpread
from alignmentcard.messages import _, _n, spoken
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
        tuple(
            _("{path}, SHA-256 {sha256}", path=file.path, sha256=file.sha256) if file.sha256 else file.path
            for file in facts.files
        ),
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
    each = sizes.ratings_per_item
    many = (
        _n("{count} rating of each item", "{count} ratings of each item", int(each.min))
        if each.min == each.max
        else _("{min} to {max} ratings of each item", min=figure(each.min), max=figure(each.max))
    )
    said = {
        "ratings": _n("{count} rating", "{count} ratings", sizes.ratings),
        "items": _n("{count} item", "{count} items", sizes.items),
        "each": many,
    }
    if sizes.raters is None:
        return _("{ratings} of {items}; {each}.", **said)
    return _(
        "{ratings} by {raters} of {items}; {each}.", raters=_n("{count} rater", "{count} raters", sizes.raters), **said
    )


def _spread(found: DimensionFacts) -> Block:
    spread = found.spread
    title = _("How far answers spread on an item")
    quartiles = spread.normalised or spread.deviation
    if not quartiles:
        return Block(title, (_("The spread {reason}.", reason=why(spread.undefined)),))
    middle, low, high = quartiles["median"], quartiles["lower"], quartiles["upper"]
    share_of = spread.normalised is not None
    said = [
        _unanimous(spread),
        _(
            "On the item in the middle, answers spread over {middle} of what the scale "
            "allows; on half of the items over {low} to {high}.",
            middle=percent(middle),
            low=percent(low),
            high=percent(high),
        )
        if share_of
        else _(
            "On the item in the middle, the standard deviation is {middle}; on half of the items {low} to {high}.",
            middle=spoken().decimals(middle),
            low=spoken().decimals(low),
            high=spoken().decimals(high),
        ),
    ]
    scale = Scale(0, 1, (0, 0.25, 0.5, 0.75, 1)) if share_of else _from_zero(high)
    label = _("Spread: 0 none, 1 all values alike") if share_of else _("Standard deviation of the answers to an item")
    dot = Dot(label, middle, low, high, said=spoken().decimals(middle))
    known = ((_("lower quarter"), "lower", low), (_("middle"), "median", middle), (_("upper quarter"), "upper", high))
    table = Table(
        (_("Items"), _("Entropy over its maximum") if share_of else _("Standard deviation")),
        tuple((label, _quartile(spread, name, one)) for label, name, one in known),
    )
    return Block(
        title, tuple(filter(None, said)), dots(title, " ".join(said), [dot], scale, about_axis=_(SPREAD_FOOT)), table
    )


def _quartile(spread: ItemSpread, name: str, value: float) -> str:
    """Write a quartile with its interval; without one where others have one, say why."""
    said = estimate(Estimate(value, *spread.intervals.get(name, ())), 3)
    if name in spread.intervals or not spread.intervals:
        return said
    return _("{number} (no interval: {reason})", number=said, reason=_("many items have the same spread"))


def _unanimous(spread: ItemSpread) -> str:
    share_of = spread.unanimous
    if share_of is None:
        return ""
    if share_of == 0:
        return _("On no item did everybody give the same answer.")
    whole = share(Estimate(share_of, *spread.intervals.get("unanimous", ())))
    much = _("less than {share}", share=spoken().percent(0.01)) if share_of < 0.01 else whole
    return _("On {much} of the items everybody gave the same answer.", much=much)


def _from_zero(most: float) -> Scale:
    last = most * 1.2 or 1.0
    return Scale(0, last, (0, float(f"{last / 2:.1g}")))


def _components(found: DimensionFacts) -> Block:
    title = _("Where disagreement comes from")
    parts = found.components
    if parts.item.value is None or parts.rater.value is None or parts.rest.value is None:
        return Block(
            title,
            (_("Where disagreement comes from {reason}.", reason=why(parts.item.undefined or parts.rater.undefined)),),
        )
    said = (
        _(
            "Of all differences between answers, {items} are between items, {raters} "
            "between raters whatever the item, and {rest} are neither.",
            items=percent(parts.item.value),
            raters=percent(parts.rater.value),
            rest=percent(parts.rest.value),
        ),
        _(
            "A part that stays with the rater is perspective. The rest is perspective on "
            "single items, noise, or answers made up on the spot."
        ),
        _("There is no interval: items and raters would have to be drawn together.")
        if parts.item.no_interval == "crossed"
        else "",
    )
    known = ((_("Item"), parts.item), (_("Rater"), parts.rater), (_("Rest"), parts.rest))
    whole = Whole(_("All differences between answers"), tuple(Part(name, one.value or 0.0) for name, one in known))
    table = Table((_("Part"), _("Share")), tuple((name, share(one)) for name, one in known))
    block = Block(title, tuple(filter(None, said)), stacks(title, said[0], [whole]), table)
    return block.with_notes([parts.note] if parts.note else [])


def _single_numbers(found: DimensionFacts) -> Iterator[Block]:
    for title, number in single_numbers(found):
        name = _(title)
        said = (
            _("{name} {reason}.", name=name, reason=why(number.undefined))
            if number.value is None
            else _("{name} is {number}.", name=name, number=estimate(number))
        )
        yield Block(name, (said,))


def _aggregation(found: DimensionFacts) -> Iterator[Block]:
    done = found.aggregation
    title = _("The released label")
    if done.reproduced is None:
        if done.method:
            yield Block(
                title,
                (_("Whether the stated method gives the released label {reason}.", reason=why(done.undefined)),),
            )
        return
    said = (
        _(
            "The stated method, {method}, gives the released label of {reproduced} of {items} items.",
            method=term(done.method),
            reproduced=percent(done.reproduced),
            items=figure(done.items),
        ),
        _("On {ties} of them, the best values are equally frequent.", ties=figure(done.ties)) if done.ties else "",
        _n("{count} item carries several labels.", "{count} items carry several labels.", done.contradictory)
        if done.contradictory
        else "",
    )
    yield Block(title, tuple(filter(None, said)))
