"""One row is one answer, or one value of an item with its count."""

from typing import Any

from alignmentcard.measurement.tables.columns import ColumnError, Layout, listed
from alignmentcard.measurement.tables.layouts.asked import Asked, settled
from alignmentcard.measurement.tables.layouts.cells import objects, opened
from alignmentcard.measurement.tables.layouts.hints import same_values
from alignmentcard.measurement.tables.layouts.in_cells import LOOKED_AT, TEXTS
from alignmentcard.measurement.tables.profiles import NESTED, Profile, Table
from alignmentcard.measurement.tables.usual_names import DECISIONS, PERSONAL, PLACES, TIMES, bare, named, names_somebody
from alignmentcard.messages.retold import worded

SHOWN = 8
LEAST = 2
LONGEST_MARK = 8
ROLES = ("item", "rater", "value", "dimension", "occasion", "condition", "label")


def lay(table: Table, asked: Asked) -> Layout:
    """Settle the columns of a table whose rows are answers."""
    roles = ROLES if asked.said.rater else (*ROLES, "count")
    found, guessed = asked.filled(roles)
    if found["rater"] and not asked.said.count:
        found["count"] = None
    if "value" in guessed:
        _refuse_objects(table, str(found["value"]))
    _need(table, asked, found)
    return settled(found, "counts" if found["count"] else "long", guessed, items=asked.items(found))


def lay_counts(table: Table, asked: Asked) -> Layout:
    """Settle the columns of a table whose rows are values with a count."""
    found, guessed = asked.filled(("item", "value", "count", "dimension", "condition", "label"))
    asked.need(found, ("item", "value", "count"))
    return settled({**found, "rater": None}, "counts", guessed, items=asked.items(found))


def _need(table: Table, asked: Asked, found: dict[str, Any]) -> None:
    if not found["value"] and found["rater"]:
        _refuse_people(table, asked, str(found["rater"]))
    if not found["value"]:
        _refuse_boxes(table, asked)
    if not found["item"] or not found["value"]:
        asked.need(found, ("item", "value"), *(same_values(table, asked, found) if not found["value"] else ()))


def _refuse_people(table: Table, asked: Asked, rater: str) -> None:
    """Refuse a table that tells of people, with a row for each, and holds nothing that looks like an answer."""
    known = [name for name in table.columns if name != rater and PERSONAL.fullmatch(bare(name))]
    seen = table.profile(table.columns)
    rest = [one for name, one in seen.items() if name not in (rater, *known) and not _is_beside(one)]
    if len(known) < LEAST or rest or not seen[rater].unique:
        return
    raise ColumnError(
        worded(
            "{name} has a row for each person ({rater}) and says who they are ({columns}); it holds no answers. "
            "Measure the table of ratings. In its card, such a file stands under release.files with holds: raters.",
            name=asked.name,
            rater=rater,
            columns=listed(known),
        )
    )


def _refuse_boxes(table: Table, asked: Asked) -> None:
    """Refuse columns of boxes that are ticked or left empty: an empty cell would count as no answer."""
    free = [name for name in table.columns if name not in asked.guess.taken and not named("item", name)]
    marks: dict[str, list[str]] = {}
    for name, one in table.profile(free).items():
        if one.different == 1 and one.values and one.filled < one.rows and len(one.values[0]) <= LONGEST_MARK:
            marks.setdefault(one.values[0].lower(), []).append(name)
    mark, boxes = max(marks.items(), key=lambda one: len(one[1]), default=("", []))
    if len(boxes) >= LEAST:
        raise ColumnError(
            worded(
                "{columns} hold “{mark}” or nothing, as boxes that are ticked do. An empty cell counts as no answer: "
                "write a value such as 0 into the empty cells, 1 into the others, and measure again.",
                columns=listed(boxes),
                mark=mark,
            )
        )


def _is_beside(seen: Profile) -> bool:
    """Say whether a column holds neither answers nor what is known of people: ids, times, what became of a row."""
    by_name = TIMES.fullmatch(bare(seen.name)) or names_somebody(seen.name)
    decided = bool(seen.values) and {value.lower() for value in seen.values} <= DECISIONS
    return seen.different < LEAST or seen.unfit or seen.dates or decided or bool(by_name)


def _refuse_objects(table: Table, name: str) -> None:
    """Refuse a column that is only probably the answer, and whose cells are objects, or lists of them, as labels."""
    if not table.types[name].startswith((*TEXTS, *NESTED)):
        return
    column = table.engine.identifier(name)
    wanted = f"SELECT {column} AS cell FROM {table.relation} WHERE {column} IS NOT NULL LIMIT {LOOKED_AT}"
    cells = [opened(one) for one in table.engine.query(wanted).column("cell").to_pylist()]
    held = [cell for cell in cells if isinstance(cell, dict) or objects(cell)]
    if 2 * len(held) <= len(cells):
        return
    known = list(dict.fromkeys(str(key) for cell in held for one in _objects(cell) for key in one))
    if PLACES & {*known}:
        return  # marks on parts of an item are told as such
    fields = ", ".join(known[:SHOWN])
    if any(isinstance(cell, list) for cell in held):
        raise ColumnError(
            worded(
                "The column {column} holds a list of objects in each cell, with the fields {fields}. Write a row for "
                "each object, with the answer, the item and the person in columns of their own, and measure again; or "
                "name another column: --column value=NAME.",
                column=name,
                fields=fields,
            )
        )
    raise ColumnError(
        worded(
            "The column {column} holds an object in each cell, with the fields {fields}. Write the one that is the "
            "answer into a column of its own, and measure again; or name another column: --column value=NAME.",
            column=name,
            fields=fields,
        )
    )


def _objects(cell: Any) -> list[Any]:
    return [cell] if isinstance(cell, dict) else objects(cell)
