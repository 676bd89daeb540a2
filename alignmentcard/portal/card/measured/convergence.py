"""How answers settle as raters are added."""

from collections.abc import Sequence

from alignmentcard.measurement.results.values import Convergence, Estimate
from alignmentcard.messages import _, _n, spoken
from alignmentcard.model.statistics import Convergence as Stated
from alignmentcard.portal.card.measured.block import Block, Table, estimate, why
from alignmentcard.portal.charts.line import Series, lines
from alignmentcard.words import figure, term


def convergence_block(found: Convergence, stated: Sequence[Stated]) -> Block:
    """Return how the distance falls with the number of ratings."""
    title = _("How many ratings are enough")
    if found.undefined or not found.raters:
        return Block(title, (_("How answers settle {reason}.", reason=why(found.undefined)),))
    halves, whole = _points(found, found.between_halves), _points(found, found.to_all)
    reached = _reached(found, halves)
    said = (
        _(
            "{reached} The distance is the Jensen-Shannon divergence in bits, where 0 is the same distribution.",
            reached=reached,
        ),
        _(
            "The full line compares two separate groups of raters, and is the one to judge "
            "by. The dashed line compares a part with all ratings, and ends at zero by "
            "construction."
        ),
    )
    series = [
        Series(_("between two groups"), halves, _band(found, found.between_halves)),
        Series(_("from all ratings"), whole, dashed=True),
    ]
    for one in stated:
        pairs = tuple((float(k), float(v)) for k, v in zip(one.raters, one.value, strict=False))
        series.append(Series(_("stated: {metric}", metric=term(one.metric)), pairs, dashed=True))
    rows = tuple(
        (str(k), _between(k, half), estimate(all_, 4), figure(items))
        for k, half, all_, items in zip(found.raters, found.between_halves, found.to_all, found.items, strict=False)
    )
    table = Table((_("Ratings"), _("Between two groups"), _("From all ratings"), _("Items")), rows)
    return Block(title, said, lines(title, reached, [one for one in series if one.points], found.tolerance), table)


def _between(ratings: int, found: Estimate) -> str:
    """Write the distance of two groups with so many ratings each; they need twice as many of an item."""
    if found.value is None:
        return _("most items have fewer than {twice} ratings", twice=figure(2 * ratings))
    return estimate(found, 4)


def _reached(found: Convergence, halves: Sequence[tuple[float, float]]) -> str:
    if found.reached:
        return _n(
            "From {reached} rating of an item on, two groups of raters differ by less than {tolerance}.",
            "From {reached} ratings of an item on, two groups of raters differ by less than {tolerance}.",
            found.reached,
            reached=figure(found.reached),
            tolerance=figure(found.tolerance),
        )
    if not halves:
        return _("Items have too few ratings to compare two groups of raters.")
    most, value = halves[-1]
    return _n(
        "Two groups with {most} rating each still differ by {value}; {tolerance} "
        "would count as settled. More ratings would change what an item seems to be.",
        "Two groups with {most} ratings each still differ by {value}; {tolerance} "
        "would count as settled. More ratings would change what an item seems to be.",
        int(most),
        most=figure(most),
        value=spoken().decimals(value, 3),
        tolerance=figure(found.tolerance),
    )


def _points(found: Convergence, values: Sequence[Estimate]) -> tuple[tuple[float, float], ...]:
    return tuple((k, v.value) for k, v in zip(found.raters, values, strict=False) if v.value is not None)


def _band(found: Convergence, values: Sequence[Estimate]) -> tuple[tuple[float, float, float], ...]:
    known = zip(found.raters, values, strict=False)
    return tuple((k, v.low, v.high) for k, v in known if v.low is not None and v.high is not None)
