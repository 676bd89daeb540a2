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
    if found.preferences is not None:
        compared = found.preferences
        yield "comparisons", f"{compared.comparisons:,}, {compared.ties:,} of them ties"
        for name, number in named_numbers("preferences", compared):
            yield name.lower(), show.estimate(number)
        for thing, rating in compared.ratings.items():
            yield f"  {thing}", show.estimate(rating)
