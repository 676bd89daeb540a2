"""How a terminal shows what was measured: for each dimension a line a number, then curves and who the raters are."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from alignmentcard.cli import measuring as show
from alignmentcard.cli.measured_extras import extra_rows
from alignmentcard.measurement.results.definitions import single_numbers, withheld
from alignmentcard.measurement.tables.telling import counted

if TYPE_CHECKING:
    from alignmentcard.measurement.results.facts import Facts
    from alignmentcard.measurement.results.values import Agreement, Convergence, DimensionFacts, PoolFacts


def lines(facts: "Facts") -> Iterator[str]:
    """Yield the lines that a terminal shows of measurements."""
    if facts.table.tool:
        yield f"Recognised as {facts.table.tool}."
    if facts.table.guessed:
        columns = ", ".join(f"{role} is {facts.table.columns[role]}" for role in facts.table.guessed)
        yield f"Guessed from names and contents of columns: {columns}."
    yield from show.account_lines(facts.account)
    yield from facts.told
    yield from _also(facts)
    for name, dimension in facts.dimensions.items():
        yield name
        yield from show.lined_up(list(_dimension(dimension)))
        yield from (f"  {line}" for line in dimension.sizes.told or ())
        yield from _plot(dimension.convergence)
    yield from _pool(facts.pool)


def _also(facts: "Facts") -> Iterator[str]:
    """Yield what else can be measured of such a table, and was not asked for."""
    asked = facts.dimensions.values()
    if any(name.startswith("pair.") for name in facts.settings) and not any(one.preferences for one in asked):
        yield "Which of the compared things wins, and whether place or length decides: --with preferences."
    occasion = facts.table.columns.get("occasion", "")
    if occasion.lower() in ("run", "run_id") and not any(one.runs for one in asked):
        yield "How far answers spread over the runs, beside the raters: --with runs."


def _dimension(found: "DimensionFacts") -> Iterator[tuple[str, str]]:
    size, agreed = found.sizes, found.agreement
    raters = [counted(size.raters, "rater")] if size.raters is not None else []
    yield "sizes", ", ".join([counted(size.items, "item"), *raters, counted(size.ratings, "rating")])
    per = size.ratings_per_item
    if not size.items_rated_twice:
        yield "note", "no item has two answers by different people, so their agreement cannot be measured"
    yield "ratings per item", f"{per.min:g} to {per.max:g}, median {per.median:g}; {size.single:.1%} of items have one"
    if size.outside_scale:
        yield "not on the scale", ", ".join(f"{label} ({count:,})" for label, count in _first(size.outside_scale))
    yield from _agreement(agreed)
    for variant in found.variants:
        if (
            variant.abstentions == "dropped"
            and (alpha := variant.coefficients.get(f"alpha_{agreed.level}")) is not None
        ):
            yield "  without abstentions", f"alpha {show.number(alpha)} ({variant.repeats} answers of each rater)"
    yield from _labels(found)
    yield (
        "unanimous items",
        show.number(found.spread.unanimous) + show.interval_text(found.spread.intervals.get("unanimous")),
    )
    yield "share: item", show.estimate(found.components.item)
    yield "share: rater", show.estimate(found.components.rater)
    yield "share: rest", show.estimate(found.components.rest)
    yield from _consistency(found)
    for effect in found.groups.effects:
        told = f"{show.estimate(effect.effect)} {effect.unit.replace('_', ' ')}, {effect.metric}"
        yield f"{effect.axis}: {' – '.join(effect.groups)}", told
    for axis in found.groups.overruled:
        for group, share in axis.share.items():
            told = show.number(share) + show.interval_text(axis.share_intervals.get(group))
            yield f"{axis.axis}: {group} overruled", f"{told} of the answers, by the {axis.label} label"
    if found.aggregation.reproduced is not None:
        yield "label reproduced", f"{found.aggregation.reproduced:.1%} of {counted(found.aggregation.items, 'item')}"
    for title, number in single_numbers(found):
        yield title.lower(), show.estimate(number)
    yield from extra_rows(found)


def _agreement(agreed: "Agreement") -> Iterator[tuple[str, str]]:
    yield f"alpha ({agreed.level})", show.estimate(agreed.krippendorff_alpha)
    for level, value in agreed.alpha.items():
        if level != agreed.level:
            yield f"alpha ({level})", show.estimate(value)
    yield "percent agreement", show.estimate(agreed.percent_agreement)
    yield "Fleiss' kappa", show.estimate(agreed.fleiss_kappa)
    yield "Gwet's AC1", show.estimate(agreed.gwet_ac1)
    yield "Cohen's kappa", show.estimate(agreed.cohen_kappa)
    alpha = agreed.krippendorff_alpha
    if alpha.no_both:
        yield "note", f"intervals are over items, with the raters as they are: {withheld(alpha.no_both)}"


def _labels(found: "DimensionFacts") -> Iterator[tuple[str, str]]:
    for label, of_label in found.labels.items():
        if "masi" in of_label.alpha:
            yield "alpha (MASI, sets)", show.estimate(of_label.alpha["masi"])
        else:
            yield f"  label {label}", f"alpha {show.estimate(of_label.krippendorff_alpha)}"


def _first(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """Return the most frequent of some counts."""
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:5]


def _consistency(found: "DimensionFacts") -> Iterator[tuple[str, str]]:
    for name, pairs in (("asked again", found.consistency.same), ("asked another way", found.consistency.across)):
        if pairs is not None:
            agree = "pair agrees" if pairs.pairs == 1 else "pairs agree"
            yield name, f"{show.estimate(pairs.agreement)} of {pairs.pairs:,} {agree}"
    if found.consistency.signal is not None:
        yield "non-attitudes", show.estimate(found.consistency.signal.non_attitude)
        if found.consistency.across is not None:
            yield "genuine", show.estimate(found.consistency.signal.genuine)
            yield "constructed", show.estimate(found.consistency.signal.constructed)


def _plot(found: "Convergence") -> Iterator[str]:
    """Draw the divergence between two halves as bars."""
    pairs = zip(found.raters, found.between_halves, strict=True)
    known = [(k, half.value) for k, half in pairs if half.value is not None]
    if not known:
        return
    yield "  Divergence between two groups of k raters (bits):"
    most = max(value for _, value in known)
    yield from (f"  {k:>6}  {value:.4f}  {'█' * round(40 * value / most) if most else ''}" for k, value in known)
    reached = f"at k = {found.reached}" if found.reached else "not reached"
    yield f"  Under {found.tolerance:g}: {reached}."


def _pool(found: "PoolFacts") -> Iterator[str]:
    for axis in found.axes:
        groups = ", ".join(f"{name} {count:,}" for name, count in axis.raters.items())
        yield f"raters by {' and '.join(axis.axes)}: {groups}; {axis.undisclosed:,} did not say"
    for distance in found.distances:
        absent = f"; absent: {', '.join(distance.absent)}" if distance.absent else ""
        yield f"distance to target, {distance.axis}: {distance.total_variation:.3f} (total variation){absent}"
