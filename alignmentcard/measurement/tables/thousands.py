"""Points in numbers: before decimals, as in 1.5, or between thousands, as German programs write 1.500.

A number such as 1.500 may be either. What else stands in the column, and the scale of the card, mostly say which.
"""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from alignmentcard.measurement.tables.numbers import POINTED, WRITTEN, read_number, without_points, write_number
from alignmentcard.measurement.tables.scale import StatedScale
from alignmentcard.messages.retold import worded

LEAST_BESIDE = 100
"""From here on a number without a point stands beside thousands; 1 beside 2.000 may be one scale in two spellings."""
THOUSAND = 1_000
EXAMPLES = 3


def are_decimals(cells: Iterable[str]) -> bool:
    """Say whether some number has a point that no thousands can have, as 0.5 and 1.25 do."""
    return any("." in cell and WRITTEN.fullmatch(cell) and not POINTED.fullmatch(cell) for cell in cells)


def stand_between_thousands(values: Iterable[object], said: StatedScale, *, known: bool) -> bool | None:
    """Say whether the points of a column stand between thousands; None where they may as well stand before decimals.

    `known` says that in this file a point stands before decimals.
    """
    texts = {value.strip() for value in values if isinstance(value, str)}
    pointed = [text for text in texts if POINTED.fullmatch(text)]
    if not pointed or are_decimals(texts) or {*pointed} <= {*said.values}:
        return False
    fitting = [_on_scale([read(text) for text in pointed], said) for read in (read_number, without_points)]
    if fitting[0] != fitting[1]:
        return fitting[1]
    if any(text.count(".") > 1 for text in pointed):
        return True
    beside = {number for text in texts if "." not in text and (number := read_number(text)) is not None}
    if beside & {read_number(text) for text in pointed}:
        return False
    if beside:
        most = max(abs(number) for number in beside)
        return True if LEAST_BESIDE <= most < THOUSAND else None
    return False if known else None


def sentences(values: Sequence[object], *, thousands: bool | None) -> Iterator[str]:
    """Tell what points in numbers were read as, or ask where they may be either."""
    pointed = sorted(value.strip() for value in values if isinstance(value, str) and POINTED.fullmatch(value.strip()))
    if thousands is False or not pointed:
        return
    shown = ", ".join(f"“{text}”" for text in pointed[:EXAMPLES])
    example, whole = pointed[0], pointed[0].replace(".", "")
    if thousands:
        yield worded(
            "The points in {answers} stand between thousands, as the other answers or the scale show: {example} is "
            "read as {whole}.",
            answers=shown,
            example=example,
            whole=whole,
        )
        return
    yield worded(
        "The points in {answers} may stand before decimals or between thousands, and nothing in the table says which. "
        "They are read as decimals: {example} is {number}. If they are thousands, write {whole} without a point, or "
        "list the values in a card, under scale.values.",
        answers=shown,
        example=example,
        number=write_number(Decimal(example)),
        whole=whole,
    )


def _on_scale(numbers: Sequence[Decimal | None], said: StatedScale) -> bool:
    """Say whether a scale that is stated has all of some numbers."""
    values = {number for label in said.values if (number := read_number(label)) is not None}
    if values:
        return {*numbers} <= values
    if said.low is None and said.high is None:
        return False
    return all(
        number is not None and (said.low is None or said.low <= number) and (said.high is None or number <= said.high)
        for number in numbers
    )
