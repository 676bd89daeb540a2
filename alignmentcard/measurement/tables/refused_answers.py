"""Answers that no scale can hold, refused with an example and what to correct; `where` names their dimension."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from alignmentcard.measurement.tables.cells import as_number, as_text, is_infinite, is_time, is_too_long
from alignmentcard.measurement.tables.numbers import read_number
from alignmentcard.measurement.tables.scale import ScaleError, StatedScale
from alignmentcard.messages.retold import worded

MOST_TEXTS = 2_000
SHOWN = 40


def refuse_times(values: Iterable[object], said: StatedScale, where: str) -> None:
    """Refuse dates and times that are no values of the stated scale: such a column hardly holds answers."""
    found = next((value for value in values if is_time(value) and as_text(value) not in said.values), None)
    if found is not None:
        raise ScaleError(
            worded(
                "{where}: the answers are dates or times, such as {found}. Name the column that holds the "
                "answers: --column value=NAME.",
                where=where,
                found=as_text(found),
            )
        )


def refuse_infinite(values: Sequence[object], said: StatedScale, where: str) -> None:
    """Refuse what no arithmetic holds, where all else is a number or the scale is one of numbers."""
    found = [value for value in values if is_infinite(value)]
    if not found:
        return
    rest = [value for value in values if not is_infinite(value)]
    typed = any(not isinstance(value, str) for value in found)
    alone = not rest and not any(map(is_too_long, found))
    if typed or said.numeric or (not said.values and not alone and all(as_number(one) is not None for one in rest)):
        raise ScaleError(
            worded(
                "{where}: “{short}” is no number that can be measured. Correct it, or declare it as missing "
                "under columns.missing.",
                where=where,
                short=_short(as_text(found[0])),
            )
        )


def refuse_words(counts: Mapping[str, int], said: StatedScale, where: str) -> None:
    """Refuse a word where the card says that answers are numbers on a line."""
    labels = [label for label in [*counts, *said.values] if label not in said.abstain]
    odd = next((label for label in labels if read_number(label) is None), None)
    if said.level in ("interval", "ratio") and odd is not None:
        raise ScaleError(
            worded(
                "{where}: the scale is {level}, but “{odd}” is not a number. Correct level or missing codes.",
                where=where,
                level=said.level,
                odd=_short(odd),
            )
        )


def refuse_free_text(counts: Mapping[str, int], numbers: Mapping[str, Decimal] | None, where: str) -> None:
    """Refuse more different texts than any scale has."""
    if numbers is None and len(counts) > MOST_TEXTS:
        raise ScaleError(
            worded(
                "{where}: more than {most_texts:,} different texts. Free text cannot be measured as a scale.",
                where=where,
                most_texts=MOST_TEXTS,
            )
        )


def _short(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}… ({len(text):,} signs)"
