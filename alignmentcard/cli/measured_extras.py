"""How a terminal shows what was asked for by name."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from alignmentcard.cli import measuring as show
from alignmentcard.measurement.results.definitions import named_numbers

if TYPE_CHECKING:
    from alignmentcard.measurement.results.values import DimensionFacts


def extra_rows(found: "DimensionFacts") -> Iterator[tuple[str, str]]:
    """Yield what each line is called and what it says; of coefficients those that could be measured."""
    if found.coefficients is not None:
        for name, number in named_numbers("coefficients", found.coefficients):
            if number.value is not None:
                yield name, show.estimate(number)
    for axis in found.cohesion or ():
        for name, group in axis.groups.items():
            yield f"{axis.axis}: {name}", "" if group.raters is None else f"{group.raters:,} raters"
            yield "  agreement within", show.estimate(group.within)
            yield "  agreement with all others", show.estimate(group.across)
            yield "  within over across", show.estimate(group.association)
            if group.mean.value is not None:
                yield "  mean", show.estimate(group.mean)
            yield from ((f"  share of {label}", show.estimate(share)) for label, share in group.shares.items())
        if axis.merged:
            yield f"{axis.axis}: other", f"merged, since each has too few raters: {', '.join(axis.merged)}"
