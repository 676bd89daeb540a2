"""How raters stand beside each other and how items divide them, on the page of a card; nobody is named."""

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from alignmentcard.measurement.results.values import ItemFacts, RaterFacts, Spread
from alignmentcard.messages import _, _n, spoken
from alignmentcard.portal.card.measured.block import Block, Table, reasoned, why
from alignmentcard.portal.charts.bars import Bar, bars
from alignmentcard.portal.charts.dots import Dot, dots
from alignmentcard.portal.charts.drawing import Scale
from alignmentcard.words import figure, percent


def raters_block(found: RaterFacts) -> Block:
    """Return how raters spread: sentences, the reach of each number, and a table."""
    title = _("Raters beside each other")
    if found.undefined:
        return Block(title, (_("How raters stand beside each other {reason}.", reason=why(found.undefined)),))
    rows = tuple((name, *_numbers(spread)) for name, spread in _of_each_rater(found) if spread is not None)
    table = Table((_("Of each rater"), _("Smallest"), _("Middle"), _("Mean"), _("Largest")), rows)
    drawn = [_reach(name, spread) for name, spread in _drawn_of_each_rater(found) if spread is not None]
    chart = _chart(title, drawn) if drawn and found.shown > 1 else None
    said = tuple(_raters_said(found))
    return Block(title, said, chart, table if rows else None, _("How the raters spread, as a table"))


def _raters_said(found: RaterFacts) -> Iterator[str]:
    yield _n(
        "{shown} rater has {least} answers or more, and nobody to be compared with.",
        "{shown} raters have {least} answers or more and are compared.",
        found.shown,
        shown=figure(found.shown),
        least=figure(found.least),
    )
    if found.hidden:
        yield _n("{count} has fewer, and is left out.", "{count} have fewer, and are left out.", found.hidden)
    if found.one_answer:
        yield _("{one_answer} gave the same answer to everything.", one_answer=figure(found.one_answer))
    if found.hurried:
        yield _n(
            "{count} usually takes a third of the middle rater's time or less.",
            "{count} usually take a third of the middle rater's time or less.",
            found.hurried,
        )
    if found.later is not None:
        yield _(
            "Agreement with the others in the later half of the answers, less that in the earlier half: {later}.",
            later=reasoned(found.later),
        )


def _of_each_rater(found: RaterFacts) -> Sequence[tuple[str, Spread | None]]:
    return (
        (_("Share of a rater's most frequent answer"), found.most_frequent),
        (_("Agreement with the others"), found.agreement),
        (_("Spammer score: 0 says nothing about the item, 1 follows from it"), found.spammer),
        (_("Alpha when one rater is left out"), found.alpha_without),
        (_("Share of answers that are the gold answer"), found.gold),
        (_("Usual time for an answer, over that of the middle rater"), found.pace),
    )


def _drawn_of_each_rater(found: RaterFacts) -> Sequence[tuple[str, Spread | None]]:
    """Return what is drawn, by shorter names; a usual time has no place on a scale to 1."""
    return (
        (_("Most frequent answer"), found.most_frequent),
        (_("Agreement with the others"), found.agreement),
        (_("Spammer score"), found.spammer),
        (_("Alpha without one rater"), found.alpha_without),
        (_("Answers like the gold answer"), found.gold),
    )


def _reach(name: str, found: Spread) -> Dot:
    """Return the middle rater with a line from the smallest to the largest."""
    low, middle, high = (spoken().decimals(number) for number in (found.min, found.median, found.max))
    said = _("{value} ({low} to {high})", value=middle, low=low, high=high)
    return Dot(name, found.median, found.min, found.max, said=said)


def _chart(title: str, rows: Sequence[Dot]) -> Markup:
    about = "; ".join(f"{dot.label}: {dot.said}" for dot in rows)
    below = min((dot.low for dot in rows if dot.low is not None), default=0.0) < 0
    scale = Scale(-1, 1, (-1, -0.5, 0, 0.5, 1)) if below else Scale(0, 1, (0, 0.2, 0.4, 0.6, 0.8, 1))
    axis = _("Points are the middle rater; lines reach from the smallest to the largest.")
    return dots(title, about, rows, scale, 0.0, axis)


def _numbers(found: Spread) -> tuple[str, ...]:
    return tuple(spoken().decimals(number) for number in (found.min, found.median, found.mean, found.max))


def items_block(found: ItemFacts) -> Block:
    """Return on how many items people are divided, and what is odd about others."""
    title = _("Items that divide people")
    if found.undefined:
        return Block(title, (_("How items divide people {reason}.", reason=why(found.undefined)),))
    counted = (
        (_("Different answers"), found.divided),
        (_("No most frequent answer"), found.tied),
        (_("True answer in doubt"), found.doubtful),
        (_("Same answers as another item"), found.copied),
    )
    rated = found.rated_twice
    rows = [
        Bar(name, count / rated, said=f"{figure(count)} ({percent(count / rated)})")
        for name, count in counted
        if rated and count is not None
    ]
    about = "; ".join(f"{row.label}: {row.said}" for row in rows)
    axis = _n(
        "Share of the one item with two answers or more",
        "Shares of the {rated} items with two answers or more",
        rated,
        rated=figure(rated),
    )
    table = Table((_("Items"), _("Number and share")), tuple((row.label, row.said) for row in rows))
    chart = bars(title, about, rows, about_axis=axis) if rows else None
    return Block(title, tuple(_items_said(found)), chart, table if rows else None)


def _items_said(found: ItemFacts) -> Iterator[str]:
    yield _n(
        "{divided} of {rated_twice} items has different answers; on {tied} of them two values are the most frequent.",
        "{divided} of {rated_twice} items have different answers; on {tied} of them two values are the most frequent.",
        found.divided,
        divided=figure(found.divided),
        rated_twice=figure(found.rated_twice),
        tied=figure(found.tied),
    )
    if found.doubtful is not None:
        yield _n(
            "The true answer to {count} item stays in doubt, by the model of Dawid and Skene.",
            "The true answer to {count} items stays in doubt, by the model of Dawid and Skene.",
            found.doubtful,
        )
    if found.copied:
        yield _n(
            "{count} item has just the answers of another one; rows may have been copied.",
            "{count} items have just the answers of another one; rows may have been copied.",
            found.copied,
        )
