"""What was asked for by name, on the page of a card."""

from collections.abc import Iterator

from alignmentcard.measurement.results.definitions import NO_INTERVAL, named_numbers
from alignmentcard.measurement.results.values import Coefficients, DimensionFacts, Estimate, Preferences
from alignmentcard.portal.card.measured.block import Block, Table, estimate
from alignmentcard.portal.charts.dots import Dot, dots
from alignmentcard.portal.charts.drawing import Scale
from alignmentcard.words import figure


def extra_blocks(found: DimensionFacts) -> Iterator[Block]:
    """Yield a block for each thing that was asked for by name."""
    if found.coefficients is not None:
        yield _coefficients(found.coefficients)
    if found.preferences is not None:
        yield _preferences(found.preferences)


def _coefficients(found: Coefficients) -> Block:
    title = "Other coefficients"
    named = list(named_numbers("coefficients", found))
    known = [
        Dot(name, one.value, one.low, one.high, said=estimate(one)) for name, one in named if one.value is not None
    ]
    said = [f"{len(known)} of {len(named)} coefficients that papers report beside alpha are defined for these answers."]
    if found.pairs > 1:
        said.append(f"Those of two raters are means over {figure(found.pairs)} pairs of raters.")
    if found.complete:
        said.append(f"Every rater answered {figure(found.complete)} of the items; ICC(A), ICC(C) and W rest on these.")
    ends = [end for dot in known for end in (dot.value, dot.low) if end is not None]
    scale = Scale(-1, 1, (-1, -0.5, 0, 0.5, 1)) if min(ends, default=0) < 0 else Scale(0, 1, (0, 0.2, 0.4, 0.6, 0.8, 1))
    about = "; ".join(f"{dot.label}: {dot.said}" for dot in known)
    table = Table(("Coefficient", "Value and interval"), tuple((name, _cell(one)) for name, one in named))
    return Block(title, tuple(said), dots(title, about, known, scale, 0.0) if known else None, table)


def _preferences(found: Preferences) -> Block:
    title = "Strength of what was compared"
    known = [
        Dot(name, one.value, one.low, one.high, said=estimate(one))
        for name, one in found.ratings.items()
        if one.value is not None
    ]
    said = [f"{figure(found.comparisons)} comparisons, {figure(found.ties)} of them ties."]
    said += [f"{name}: {_cell(one)}." for name, one in named_numbers("preferences", found)]
    about = "; ".join(f"{dot.label}: {dot.said}" for dot in known)
    table = Table(("Compared", "Rating and interval"), tuple((name, _cell(one)) for name, one in found.ratings.items()))
    ends = [end for dot in known for end in (dot.value, dot.low, dot.high) if end is not None]
    return Block(title, tuple(said), dots(title, about, known, _around(ends), 1000.0) if known else None, table)


def _around(ends: list[float]) -> Scale:
    """Return a scale in steps of hundreds around the usual rating and all others."""
    low, high = min(*ends, 1000.0) // 100 * 100, -(-max(*ends, 1000.0) // 100) * 100
    low, high = (low, high) if low < high else (low - 100, high + 100)
    return Scale(low, high, tuple(low + (high - low) * step / 4 for step in range(5)))


def _cell(found: Estimate) -> str:
    reason = NO_INTERVAL.get(found.no_interval, found.no_interval) if found.no_interval else ""
    return f"{estimate(found)} (no interval: {reason})" if reason else estimate(found)
