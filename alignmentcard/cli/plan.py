"""alignmentcard plan: how many ratings and raters are enough, before any are collected."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from alignmentcard.cli import measuring as show
from alignmentcard.cli import terminal
from alignmentcard.measurement.tables.telling import counted

if TYPE_CHECKING:
    from alignmentcard.measurement.statistics.pilot import Pilot
    from alignmentcard.measurement.statistics.power import AgreementAsk
    from alignmentcard.measurement.statistics.sample import Ask, Plan

ALL = 0.5
"""A margin of a share from which every answer lies within it, whoever is asked."""

WHAT_TO_SAY = (
    "Say what is to be known. How near a share should be: alignmentcard plan --margin 5% --items 500 --per-rater 50. "
    "That agreement will be shown, if alpha is about 0.7: alignmentcard plan --agreement 0.7 --above 0.6 --power 0.8. "
    "The same from ratings that you have: alignmentcard plan --pilot ratings.csv --margin 0.05."
)


def _share(ctx: click.Context, param: click.Parameter, value: str | None) -> float | None:
    """Read 0.05 or 5%."""
    text = (value or "").strip()
    try:
        return None if value is None else float(text[:-1]) / 100 if text.endswith("%") else float(text)
    except ValueError:
        raise click.BadParameter(f"{text} is no number. Write 0.05 or 5%.") from None


SHARE: dict[str, Any] = {"metavar": "SHARE", "callback": _share}


class _Plan(click.Command):
    """A command that gives whole examples where an option lacks its value."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the options."""
        try:
            return super().parse_args(ctx, args)
        except click.BadOptionUsage as error:
            raise click.BadOptionUsage(error.option_name, f"{error.message} {WHAT_TO_SAY}", ctx) from None


@click.command(cls=_Plan)
@click.option("--margin", **SHARE, help="How near a share should be: 0.05 or 5% is 5 points.")
@click.option("--confidence", **SHARE, default="0.95", show_default=True, help="How sure that is to be.")
@click.option("--share", **SHARE, help="Expected share of the answer in question.  [default: 0.5]")
@click.option(
    "--deviation",
    type=click.FloatRange(0, min_open=True),
    help="Expected standard deviation of answers, in place of a share; the margin is then in points of the scale.",
)
@click.option("--items", type=click.IntRange(1), default=1, show_default=True, help="How many items there are.")
@click.option("--per-rater", type=click.IntRange(1), default=1, show_default=True, help="Items that a rater answers.")
@click.option(
    "--correlation",
    type=click.FloatRange(0, 1),
    default=0.0,
    show_default=True,
    help="How alike one rater's answers are: the rater share of a measurement.",
)
@click.option("--population", type=click.IntRange(1), help="People that raters are drawn from.  [default: very many]")
@click.option("--agreement", **SHARE, help="Plan for agreement instead: the alpha that is expected.")
@click.option("--pilot", metavar="TABLE", help="Plan for agreement by a table of ratings that you have, or its card.")
@click.option("--column", "columns", multiple=True, metavar="ROLE=NAME", help="With --pilot: which column holds what.")
@click.option("--dimension", help="With --pilot: which dimension of the card the table is about.")
@click.option("--values", type=click.IntRange(2, 5), default=2, show_default=True, help="Values of the scale.")
@click.option("--above", **SHARE, help="What alpha is to be shown to be above.")
@click.option("--power", **SHARE, default="0.8", show_default=True, help="How likely it is to be shown.")
@click.option("--item-cost", type=click.FloatRange(0), default=0.0, show_default=True, help="What an item costs.")
@click.option("--rating-cost", type=click.FloatRange(0), default=1.0, show_default=True, help="What a rating costs.")
def command(
    margin: float | None,
    confidence: float,
    share: float | None,
    deviation: float | None,
    items: int,
    per_rater: int,
    correlation: float,
    population: int | None,
    agreement: float | None,
    pilot: str | None,
    columns: tuple[str, ...],
    dimension: str | None,
    values: int,
    above: float | None,
    power: float,
    item_cost: float,
    rating_cost: float,
) -> None:
    """Say how many ratings and raters are enough for a margin at a confidence, or for agreement to be shown."""
    _go_together(pilot, agreement, (margin, above), about=bool(columns or dimension))
    if pilot is None and agreement is None:
        if margin is None:
            raise click.UsageError(WHAT_TO_SAY)
        if above is not None:
            raise click.UsageError("--above goes with --agreement, the alpha that is expected, or with --pilot.")
        margin, variance, confidence = _margin_and_variance(margin, share, deviation, confidence)
        found = _for_margin(margin, confidence, variance, items, per_rater, correlation, population)
    else:
        from alignmentcard.measurement.statistics.power import AgreementAsk

        known = _by_pilot(pilot, columns, dimension) if pilot is not None else None
        expected, shares = (known.alpha.value or 0.0, ()) if known else (agreement or 0.0, _shares(share, values))
        asked = AgreementAsk(
            expected, shares, confidence, margin, above, power, item_cost, rating_cost,
            deviations=known.deviation if known else None,
        )  # fmt: skip
        found = _for_agreement(asked)
    for line in found:
        terminal.say(line)


def _go_together(
    pilot: str | None, agreement: float | None, wanted: tuple[float | None, float | None], *, about: bool
) -> None:
    """Refuse options of a pilot that do not go together; `about` says that there are some about its table."""
    if pilot is not None and agreement is not None:
        raise click.UsageError("Give --pilot or --agreement, not both: a pilot says which agreement to expect.")
    if pilot is not None and wanted == (None, None):
        raise click.UsageError("--pilot needs --margin or --above: what is to be known of alpha.")
    if agreement is not None and wanted == (None, None):
        raise click.UsageError(
            "--agreement needs --margin or --above, what is to be known of alpha: plan --agreement 0.7 --above 0.6."
        )
    if about and pilot is None:
        raise click.UsageError("--column and --dimension go with --pilot, the table that they are about.")


def _by_pilot(table: str, columns: tuple[str, ...], dimension: str | None) -> "Pilot":
    """Read a pilot, and say what it shows."""
    from alignmentcard.cli.columns import with_clear_columns
    from alignmentcard.measurement.run import opened
    from alignmentcard.measurement.settings import Settings
    from alignmentcard.measurement.statistics.pilot import read_pilot
    from alignmentcard.measurement.tables.sources import sources_of

    card, data = show.read_card(Path(table), None)

    def work(named: tuple[str, ...]) -> "Pilot":
        sources = sources_of(card, Path(table).parent, data, show.read_columns(named))
        with opened(sources, card, Settings(), dimension=dimension) as (study, _):
            return read_pilot(study)

    found = with_clear_columns(work, columns, ["alignmentcard", "plan", "--pilot", table])
    items = int(found.patterns.items.sum())
    terminal.say(f"The pilot: alpha ({found.level}) {show.estimate(found.alpha)}, on {counted(items, 'item')}.")
    return found


def _margin_and_variance(
    margin: float, share: float | None, deviation: float | None, confidence: float
) -> tuple[float, float, float]:
    """Return the margin, the variance of one answer and the confidence, asking where one may be meant in percent."""
    if share is not None and deviation is not None:
        raise click.UsageError("Give --share or --deviation, not both.")
    confidence = _within_one("--confidence", confidence)
    if deviation is not None:
        return margin, deviation**2, confidence
    expected = 0.5 if share is None else _within_one("--share", share)
    return _margin_of_share(margin), expected * (1 - expected), confidence


def _for_margin(
    margin: float, confidence: float, variance: float, items: int, per_rater: int, correlation: float,
    population: int | None,
) -> Iterator[str]:  # fmt: skip
    """Yield how many ratings and raters bring what is asked within a margin."""
    from alignmentcard.measurement.statistics.sample import Ask, plan

    ask = Ask(margin, confidence, variance, items, per_rater, correlation, population)
    yield f"For a margin of {margin:g} at {100 * confidence:g}% confidence:"
    yield from (*show.lined_up(list(_enough(plan(ask), population))), *_drawn(ask))


def _shares(share: float | None, values: int) -> tuple[float, ...]:
    """Return the shares of the values: that of the first as stated, and the rest alike."""
    first = 1 / values if share is None else _within_one("--share", share)
    return (first, *((1 - first) / (values - 1) for _ in range(values - 1)))


def _for_agreement(ask: "AgreementAsk") -> Iterator[str]:
    """Yield what it takes with few raters on many items, and with many on few, and which of them costs least."""
    from alignmentcard.measurement.statistics.power import cheapest, steps

    found = list(steps(ask))
    least = cheapest(found)
    margin = "" if ask.margin is None else f" within {ask.margin:g}"
    above = "" if ask.above is None else f" above {ask.above:g} with a power of {ask.power:g}"
    yield f"For an alpha of {ask.agreement:.2g}{margin}{above}, at {100 * ask.confidence:g}% confidence:"
    yield f"  {'raters':>8}  {'items':>9}  {'ratings':>10}  {'cost':>12}"
    most = max(step.cost for step in found)
    for step in found:
        bar = "█" * round(30 * step.cost / most) if most else ""
        line = f"  {step.raters:>8,}  {step.items:>9,}  {step.ratings:>10,}  {step.cost:>12,.2f}  {bar}"
        yield line.rstrip()
    cost = "costs" if least.raters == 1 else "cost"
    yield f"{counted(least.raters, 'rater')} on each of {counted(least.items, 'item')} {cost} least."


def _within_one(option: str, value: float) -> float:
    """Return a share that lies between 0 and 1, asking where it may be meant in percent."""
    value = _meant(option, value) if value >= 1 else value
    if not 0 < value < 1:
        raise click.UsageError(f"{option} is {value:g}. It must lie between 0 and 1, such as 0.5 or 50%.")
    return value


def _margin_of_share(margin: float) -> float:
    """Return a margin of a share, asking where it may be meant in percent."""
    margin = _meant("--margin", margin) if margin >= 1 else margin
    if margin >= ALL:
        raise click.UsageError(
            f"A margin of {margin:g} is met by any answer, since a share near one half cannot be further away. "
            "Choose a narrower one, such as 0.05; for a mean on a scale give --deviation too."
        )
    return margin


def is_asked() -> bool:
    """Say whether somebody sits in front of both ends."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def _meant(option: str, value: float) -> float:
    """Ask whether a number above 1 is one of a hundred; where nobody can be asked, say how to write it."""
    percent = value / 100
    if value > 100:
        raise click.UsageError(f"{option} is {value:g}, which is more than the whole. A share lies between 0 and 1.")
    if is_asked() and click.confirm(
        f"{option} is {value:g}, and a share lies between 0 and 1. Is {value:g}% meant, which is {percent:g}?",
        default=True,
    ):
        return percent
    scale = "; for a mean on a scale give --deviation too" if option == "--margin" else ""
    raise click.UsageError(
        f"{option} is {value:g}, and a share lies between 0 and 1. For {value:g} percent write {option} {percent:g} "
        f"or {option} {value:g}%{scale}."
    )


def _enough(found: "Plan", population: int | None) -> Iterator[tuple[str, str]]:
    """Yield what is enough for each item and for the mean of all."""
    each = f"{counted(found.ratings_per_item, 'rating')}; {found.ratings:,} in all, "
    if found.raters is None:
        each += f"more than {population:,} people give; they would, with --per-rater {found.each_would_answer}"
    else:
        each += f"by {counted(found.raters, 'rater')}"
    yield "each item", each
    ratings, raters = counted(found.overall_ratings, "rating"), counted(found.overall_raters, "rater")
    yield "mean of all items", f"{ratings}, by {raters}"
    yield "design effect", f"{found.design_effect:.2f}"


def _drawn(ask: "Ask") -> Iterator[str]:
    """Yield the margin by the number of ratings on an item, with a bar for each."""
    from alignmentcard.measurement.statistics.sample import ladder

    yield "Margin by ratings on an item:"
    steps = list(ladder(ask))
    most = max(value for _, value in steps)
    for count, value in steps:
        yield f"  {count:>8,}  {value:.4f}  {'█' * round(40 * value / most) if most else ''}".rstrip()
