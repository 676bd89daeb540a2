"""How a table is read, shown back: what one row means, which column is what, and five ratings."""

from collections.abc import Iterator

from alignmentcard.measurement.engine.engines import rows
from alignmentcard.measurement.tables.columns import listed
from alignmentcard.measurement.tables.layouts import MEANS
from alignmentcard.measurement.tables.ratings import Ratings

SHOWN = 5
LONGEST = 40


def reading(table: Ratings) -> Iterator[str]:
    """Yield how a table is read, a line each; the ratings are the first that come."""
    layout = table.layout
    yield f"Read as “{layout.shape}”: {MEANS[layout.shape]}."
    columns = {role: name for role, name in layout.columns.model_dump().items() if isinstance(name, str)}
    guessed = set(layout.guessed)
    told = [f"{role} is {name}{' (guessed)' if role in guessed else ''}" for role, name in columns.items()]
    told += [f"{dimension} is {name}" for dimension, name in layout.answers.items()]
    if told:
        yield f"{', '.join(told)}."
    unread = table.layout.unread(table.types)
    if unread and layout.shape == "long" and layout.guessed:
        yield f"Not read: {listed(unread)}."
    yield from _ratings(table)


def first_ratings(table: Ratings) -> tuple[list[str], list[list[str]]]:
    """Return what is known of the first ratings that come, and the ratings, a list each."""
    names = [name for name in ("item", "rater", "dimension", "value", "n") if _has(table, name)]
    fields = ", ".join(f"CAST({name} AS STRING) AS {name}" for name in names)
    found = rows(table.engine.query(
        f"SELECT {fields} FROM {table.relation} WHERE value IS NOT NULL AND item IS NOT NULL LIMIT {SHOWN}"
    ))  # fmt: skip
    lines = [[_short(row[name]) for name in names] for row in found]
    return ["times" if name == "n" else name for name in names], lines


def _ratings(table: Ratings) -> Iterator[str]:
    names, lines = first_ratings(table)
    titled = [names, *lines]
    widths = [max(len(line[place]) for line in titled) for place in range(len(names))]
    for line in titled:
        yield "  " + "  ".join(f"{cell:<{width}}" for cell, width in zip(line, widths, strict=True)).rstrip()


def _has(table: Ratings, name: str) -> bool:
    if name == "rater":
        return table.rater
    if name == "dimension":
        return table.dimension
    return name != "n" or table.layout.columns.count is not None


def _short(text: str | None) -> str:
    line = " ".join((text or "").split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"
