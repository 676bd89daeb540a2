"""Who the raters in the table are, and how far they are from the target population."""

from collections.abc import Iterator

from alignmentcard.measurement.results.facts import Facts
from alignmentcard.measurement.results.values import Composition
from alignmentcard.messages import _, _n, spoken
from alignmentcard.model import Card
from alignmentcard.portal.card.measured.block import Block, Table, percent
from alignmentcard.portal.charts.bars import Bar, bars
from alignmentcard.portal.sentences import RATERS_FOOT
from alignmentcard.words import figure, several, term

DEFAULT_CELL = 5


def pool_blocks(card: Card, facts: Facts) -> Iterator[Block]:
    """Yield one block for each axis that raters are described on; groups under the smallest cell are not shown."""
    cell = int(facts.settings.get("minimum_cell", DEFAULT_CELL))
    for composition in facts.pool.axes:
        yield _axis(composition, _target(card, composition.axes[0]), facts, cell)


def _target(card: Card, axis: str) -> dict[str, float]:
    targets = (target for pool in card.pools if pool.target for target in pool.target.composition)
    return next((dict(target.shares) for target in targets if target.axis == axis), {})


def _axis(composition: Composition, target: dict[str, float], facts: Facts, cell: int) -> Block:
    axis = composition.axes[0]
    shown = {name: count for name, count in composition.raters.items() if count >= cell}
    total = sum(composition.raters.values()) or 1
    rows = [
        Bar(name, count / total, target.get(name), f"{figure(count)}, {percent(count / total)}")
        for name, count in shown.items()
    ]
    rows += [Bar(name, 0.0, wanted, _("nobody")) for name, wanted in target.items() if name not in composition.raters]
    said = tuple(_said(composition, axis, facts, hidden=len(composition.raters) - len(shown), cell=cell))
    title = _("Raters by {axis}", axis=term(axis))
    lines = [
        (
            name,
            figure(count),
            percent(count / total),
            percent(target.get(name)),
            figure(composition.ratings.get(name, 0)),
        )
        for name, count in shown.items()
    ]
    lines += [
        (name, "0", percent(0.0), percent(one), "0") for name, one in target.items() if name not in composition.raters
    ]
    table = Table((_("Group"), _("Raters"), _("Share"), _("Target"), _("Ratings")), tuple(lines))
    return Block(
        title,
        said,
        bars(title, said[0], rows, about_axis=_(RATERS_FOOT, count=figure(total))) if rows else None,
        table,
    )


def _said(composition: Composition, axis: str, facts: Facts, hidden: int, cell: int) -> Iterator[str]:
    total = sum(composition.raters.values())
    said = {"total": figure(total), "axis": term(axis)}
    if composition.undisclosed:
        silent = figure(composition.undisclosed)
        yield _n(
            "{total} rater in the table is described by {axis}; {silent} more did not say.",
            "{total} raters in the table are described by {axis}; {silent} more did not say.",
            total,
            silent=silent,
            **said,
        )
    else:
        yield _n(
            "{total} rater in the table is described by {axis}.",
            "{total} raters in the table are described by {axis}.",
            total,
            **said,
        )
    distance = next((one for one in facts.pool.distances if one.axis == axis), None)
    if distance:
        yield (
            _(
                "A line in a bar is the share that the target population has. "
                "{total_variation} of the raters would have to be others to meet it (total "
                "variation).",
                total_variation=percent(distance.total_variation),
            )
        )
        if distance.absent:
            yield _("Nobody in the table is: {absent}.", absent=several(distance.absent))
        if facts.pool.effective_raters is not None and facts.pool.raters:
            yield (
                _(
                    "Weighted to the target, the {raters} raters count as much as {effective_raters}.",
                    raters=figure(facts.pool.raters),
                    effective_raters=spoken().decimals(facts.pool.effective_raters, 0),
                )
            )
    if composition.folded or hidden:
        yield _("Groups of fewer than {cell} raters are not shown by themselves.", cell=cell)
