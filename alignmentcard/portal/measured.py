"""What was measured about a dimension, as sentences, charts and tables; what the authors state stands beside it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from alignmentcard.measure.facts import Facts
from alignmentcard.measure.results import Agreement, Convergence, DimensionFacts, Estimate
from alignmentcard.model import Card
from alignmentcard.model.statistics import Agreement as Stated
from alignmentcard.model.statistics import Convergence as StatedConvergence
from alignmentcard.portal.block import Block, Table, estimate, percent, share, why
from alignmentcard.portal.chartbars import Part, Whole, stacks
from alignmentcard.portal.chartdots import Dot, dots
from alignmentcard.portal.chartline import Series, lines
from alignmentcard.portal.drawing import Scale
from alignmentcard.portal.measuredgroups import group_blocks
from alignmentcard.portal.measuredpool import pool_blocks
from alignmentcard.portal.measuredrepeats import repeats
from alignmentcard.portal.words import figure, term
from alignmentcard.reviews import Claim, claims
from alignmentcard.rules.claims import measured_coefficient


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
    """Numbers that the authors state: what of, stated, measured."""
    pool: tuple[Block, ...]
    dimensions: tuple[Dimension, ...]


def measured(card: Card, facts: Facts) -> Measured:
    """Return what was measured, dimension by dimension, in the order of the card."""
    names = {dimension.id: dimension.name or dimension.id for dimension in card.dimensions}
    order = [*(name for name in names if name in facts.dimensions), *(n for n in facts.dimensions if n not in names)]
    return Measured(
        facts.program,
        tuple(f"{file.path}, SHA-256 {file.sha256}" if file.sha256 else file.path for file in facts.files),
        tuple(_compared(claim, card) for claim in claims(card, facts)),
        tuple(pool_blocks(card, facts)),
        tuple(_dimension(name, names.get(name, name), card, facts) for name in order),
    )


def _compared(claim: Claim, card: Card) -> tuple[str, str, str]:
    kind, _, rest = claim.path.partition(".")
    if kind == "statistics":
        stated = card.statistics.agreement[int(rest.split(".")[1].partition(":")[0])]
        name = _name(stated)
        of = " ".join(filter(None, [name, f"({stated.level})" if stated.level else "", stated.dimension or ""]))
        return of, f"{claim.stated:g}", "not measured" if claim.measured is None else f"{claim.measured:.3g}"
    what = f"Raters ({rest.partition('.')[0]})" if kind == "pools" else rest.capitalize()
    return what, figure(claim.stated), "not measured" if claim.measured is None else figure(claim.measured)


def _dimension(id_: str, name: str, card: Card, facts: Facts) -> Dimension:
    found = facts.dimensions[id_]
    stated = [one for one in card.statistics.agreement if facts.dimension(one.dimension) is found]
    settled = [one for one in card.statistics.convergence if facts.dimension(one.dimension) is found]
    blocks = (
        _agreement(found, stated, facts),
        *_variants(found),
        _spread(found),
        _convergence(found.convergence, settled),
        *group_blocks(id_, found, card, facts),
        _components(found),
        repeats(found.consistency),
        *_aggregation(found),
    )
    return Dimension(id_, name, _lead(found), blocks)


def _lead(found: DimensionFacts) -> str:
    sizes = found.sizes
    who = f" by {figure(sizes.raters)} raters" if sizes.raters is not None else ""
    each = sizes.ratings_per_item
    many = figure(each.min) if each.min == each.max else f"{figure(each.min)} to {figure(each.max)}"
    return f"{figure(sizes.ratings)} ratings{who} of {figure(sizes.items)} items; {many} ratings of each item."


COEFFICIENTS = {
    "krippendorff_alpha": "Krippendorff's alpha",
    "fleiss_kappa": "Fleiss' kappa",
    "gwet_ac1": "Gwet's AC1",
    "cohen_kappa": "Cohen's kappa",
    "percent_agreement": "Percent agreement",
}


def _agreement(found: DimensionFacts, stated: Sequence[Stated], facts: Facts) -> Block:
    agreement = found.agreement
    rows = list(_coefficients(agreement))
    beside = [_stated_dot(one) for one in stated]
    ends = [end for dot in (*rows, *beside) for end in (dot.value, dot.low) if end is not None]
    scale = Scale(-1, 1, (-1, -0.5, 0, 0.5, 1)) if min(ends, default=0) < 0 else Scale(0, 1, (0, 0.2, 0.4, 0.6, 0.8, 1))
    about = "; ".join(f"{dot.label}: {dot.said}" for dot in (*rows, *beside))
    drawn = dots("Agreement between raters", about, [*rows, *beside], scale, 0.0) if ends else None
    table = Table(("Coefficient", "Value and interval"), tuple((dot.label, dot.said) for dot in (*rows, *beside)))
    return Block("Agreement between raters", tuple(_agreement_said(found, stated, facts)), drawn, table)


def _coefficients(agreement: Agreement) -> Iterator[Dot]:
    for name, label in COEFFICIENTS.items():
        found: Estimate = getattr(agreement, name)
        level = f", {agreement.level} level" if name == "krippendorff_alpha" else ""
        yield Dot(f"{label}{level}", found.value, found.low, found.high, said=estimate(found))
    for level, found in agreement.alpha.items():
        if level != agreement.level:
            yield Dot(f"Krippendorff's alpha, {level} level", found.value, found.low, found.high, said=estimate(found))


def _stated_dot(one: Stated) -> Dot:
    level = f", {one.level} level" if one.level else ""
    return Dot(
        f"Stated: {_name(one)}{level}",
        one.value / 100 if one.metric == "percent_agreement" and one.value > 1 else one.value,
        one.low,
        one.high,
        hollow=True,
        said=estimate(Estimate(one.value, one.low, one.high)),
    )


def _name(one: Stated) -> str:
    return "another coefficient" if one.metric == "other" else COEFFICIENTS.get(one.metric) or term(one.metric)


def _agreement_said(found: DimensionFacts, stated: Sequence[Stated], facts: Facts) -> Iterator[str]:
    agreement, alpha = found.agreement, found.agreement.krippendorff_alpha
    if alpha.value is None:
        yield f"Krippendorff's alpha {why(alpha.undefined)}."
    else:
        yield (
            f"Corrected for chance, raters agree at {estimate(alpha)}: Krippendorff's alpha at the {agreement.level} "
            "level, where 0 is what chance would give and 1 is full agreement."
        )
    if agreement.percent_agreement.value is not None:
        yield f"Two raters give the same answer {percent(agreement.percent_agreement.value)} of the time."
    if alpha.low is not None:
        yield _held_fixed(alpha, facts)
    for one in stated:
        value = measured_coefficient(one, found)
        if value is not None:
            yield f"The authors state {term(one.metric)} {one.value:g}; the data gives {value:.2f}."


def _held_fixed(alpha: Estimate, facts: Facts) -> str:
    confidence = facts.settings.get("confidence")
    how = f"{100 * float(confidence):g}\u202f% of the time" if confidence is not None else "almost always"
    text = f"Intervals hold {how} when other items of the same kind are drawn and the raters stay the same."
    if alpha.rater_low is not None and alpha.rater_high is not None:
        text += f" With other raters, alpha would lie between {alpha.rater_low:.2f} and {alpha.rater_high:.2f}."
    return text


def _variants(found: DimensionFacts) -> Iterator[Block]:
    name = f"alpha_{found.agreement.level}"
    known = [one for one in found.variants if one.coefficients.get(name) is not None]
    if len(known) < 2:
        return
    values = [one.coefficients[name] or 0.0 for one in known]
    said = (
        f"What is counted moves Krippendorff's alpha between {min(values):.2f} and {max(values):.2f}: abstentions, "
        "repeated answers, and items with one rating."
    )
    rows = tuple(
        (
            f"{one.abstentions} / {one.repeats} / {one.single_rated}"
            + (f" / {term(one.pairs)}" if one.pairs != "none" else ""),
            f"{value:.2f}",
            percent(one.coefficients.get("percent_agreement")),
            figure(one.items),
            figure(one.ratings),
        )
        for one, value in zip(known, values, strict=True)
    )
    head = ("Abstentions / repeats / single ratings", "Alpha", "Percent agreement", "Items", "Ratings")
    yield Block("What other choices would give", (said,), None, Table(head, rows), "All choices as a table")


def _spread(found: DimensionFacts) -> Block:
    spread = found.spread
    title = "How far answers spread on an item"
    quartiles = spread.normalised or spread.deviation
    if not quartiles:
        return Block(title, (f"The spread {why(spread.undefined)}.",))
    middle, low, high = quartiles["median"], quartiles["lower"], quartiles["upper"]
    share_of = spread.normalised is not None
    said = [
        _unanimous(spread.unanimous),
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
    table = Table(
        ("Items", "Entropy over its maximum" if share_of else "Standard deviation"),
        (("lower quarter", f"{low:.3f}"), ("middle", f"{middle:.3f}"), ("upper quarter", f"{high:.3f}")),
    )
    return Block(title, tuple(filter(None, said)), dots(title, " ".join(said), [dot], scale), table)


def _unanimous(share_of: float | None) -> str:
    if share_of is None:
        return ""
    if share_of == 0:
        return "On no item did everybody give the same answer."
    much = "less than 1\u202f%" if share_of < 0.01 else percent(share_of)
    return f"On {much} of the items everybody gave the same answer."


def _from_zero(most: float) -> Scale:
    last = most * 1.2 or 1.0
    return Scale(0, last, (0, float(f"{last / 2:.1g}")))


def _convergence(found: Convergence, stated: Sequence[StatedConvergence]) -> Block:
    title = "How many ratings are enough"
    if found.undefined or not found.raters:
        return Block(title, (f"How answers settle {why(found.undefined)}.",))
    halves, whole = _points(found, found.between_halves), _points(found, found.to_all)
    reached = _reached(found, halves)
    said = (
        f"{reached} The distance is the Jensen-Shannon divergence in bits, where 0 is the same distribution.",
        "The full line compares two separate groups of raters, and is the one to judge by. The dashed line compares "
        "a part with all ratings, and ends at zero by construction.",
    )
    series = [
        Series("between two groups", halves, _band(found, found.between_halves)),
        Series("from all ratings", whole, dashed=True),
    ]
    for one in stated:
        pairs = tuple((float(k), float(v)) for k, v in zip(one.raters, one.value, strict=False))
        series.append(Series(f"stated: {term(one.metric)}", pairs, dashed=True))
    rows = tuple(
        (str(k), estimate(half, 4), estimate(all_, 4), figure(items))
        for k, half, all_, items in zip(found.raters, found.between_halves, found.to_all, found.items, strict=False)
    )
    table = Table(("Ratings", "Between two groups", "From all ratings", "Items"), rows)
    return Block(title, said, lines(title, reached, [one for one in series if one.points], found.tolerance), table)


def _reached(found: Convergence, halves: Sequence[tuple[float, float]]) -> str:
    if found.reached:
        return (
            f"From {found.reached} ratings of an item on, two groups of raters differ by less than {found.tolerance:g}."
        )
    if not halves:
        return "Items have too few ratings to compare two groups of raters."
    most, value = halves[-1]
    return (
        f"Two groups with {figure(most)} ratings each still differ by {value:.3f}; {found.tolerance:g} would count as "
        "settled. More ratings would change what an item seems to be."
    )


def _points(found: Convergence, values: Sequence[Estimate]) -> tuple[tuple[float, float], ...]:
    return tuple((k, v.value) for k, v in zip(found.raters, values, strict=False) if v.value is not None)


def _band(found: Convergence, values: Sequence[Estimate]) -> tuple[tuple[float, float, float], ...]:
    known = zip(found.raters, values, strict=False)
    return tuple((k, v.low, v.high) for k, v in known if v.low is not None and v.high is not None)


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
    )
    known = (("Item", parts.item), ("Rater", parts.rater), ("Rest", parts.rest))
    whole = Whole("All differences between answers", tuple(Part(name, one.value or 0.0) for name, one in known))
    table = Table(("Part", "Share"), tuple((name, share(one)) for name, one in known))
    return Block(title, tuple(filter(None, said)), stacks(title, said[0], [whole]), table)


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
