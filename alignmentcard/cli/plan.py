"""alignmentcard plan: how many ratings and raters are enough, before any are collected."""

import click

from alignmentcard.cli import measuring as show
from alignmentcard.cli import terminal


@click.command()
@click.option("--margin", type=float, required=True, help="How near a share, or a mean, should be: 0.05 is 5 points.")
@click.option("--confidence", type=float, default=0.95, show_default=True)
@click.option("--share", type=click.FloatRange(0, 1), help="Expected share of the answer in question.  [default: 0.5]")
@click.option("--deviation", type=float, help="Expected standard deviation of answers, in place of a share.")
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
def command(
    margin: float,
    confidence: float,
    share: float | None,
    deviation: float | None,
    items: int,
    per_rater: int,
    correlation: float,
    population: int | None,
) -> None:
    """Say how many ratings and raters are enough for a margin at a confidence."""
    from alignmentcard.measurement.statistics.sample import Ask, ladder, plan

    if share is not None and deviation is not None:
        raise click.UsageError("Give --share or --deviation, not both.")
    expected = 0.5 if share is None else share
    variance = deviation**2 if deviation is not None else expected * (1 - expected)
    ask = Ask(margin, confidence, variance, items, per_rater, correlation, population)
    found = plan(ask)
    terminal.say(f"For a margin of {margin:g} at {confidence:.0%} confidence:")
    pairs = [
        (
            "each item",
            f"{found.ratings_per_item:,} ratings; {found.ratings:,} in all, by {found.raters:,} raters",
        ),
        ("mean of all items", f"{found.overall_ratings:,} ratings, by {found.overall_raters:,} raters"),
        ("design effect", f"{found.design_effect:.2f}"),
    ]
    for line in show.rows(pairs):
        terminal.say(line)
    terminal.say("Margin by ratings on an item:")
    steps = list(ladder(ask))
    most = max(value for _, value in steps)
    for count, value in steps:
        terminal.say(f"  {count:>8,}  {value:.4f}  {'█' * round(40 * value / most) if most else ''}".rstrip())
