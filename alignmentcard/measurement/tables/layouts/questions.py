"""One row is what one person answered about one item, with a column for each dimension of the card."""

from alignmentcard.measurement.tables.columns import Layout, answers_of
from alignmentcard.measurement.tables.layouts.asked import Asked, settled
from alignmentcard.measurement.tables.profiles import NESTED, Table

ROLES = ("item", "rater", "dimension", "occasion", "condition", "label")


def find(table: Table, asked: Asked) -> Layout | None:
    """Find columns named as dimensions of the card."""
    if asked.said.value or asked.said.count:
        return None
    answers = answers_of(table.columns, asked.said, asked.dimensions)
    flat = {one: name for one, name in answers.items() if not table.types[name].startswith(NESTED[3:])}
    return _layout(asked, flat) if flat else None


def lay(table: Table, asked: Asked) -> Layout:
    """Settle the columns, where the layout is stated; without a card, columns may be named as dimensions.ID=NAME."""
    answers = answers_of(table.columns, asked.said, asked.dimensions)
    if not answers:
        asked.need({"value": None}, ("value",), "Name the questions with --column dimensions.ID=NAME. ")
    return _layout(asked, answers)


def _layout(asked: Asked, answers: dict[str, str]) -> Layout:
    asked.guess.taken |= set(answers.values())
    found, guessed = asked.filled(ROLES)
    asked.need(found, ("item",))
    return settled(found, "questions", guessed, items=asked.items(found), answers=answers)
