"""Which column holds what: said by the card or the command line, guessed where neither does."""

import difflib
import fnmatch
import re
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from alignmentcard.errors import AlignmentCardError
from alignmentcard.measurement.engine.places import FILE
from alignmentcard.measurement.tables.keys import parts_of
from alignmentcard.model.release import Columns

NAMES = {
    "item": ("item", "item_id", "itemid", "unit", "unit_id", "task", "task_id", "text_id", "comment_id", "example_id",
             "instance_id", "instance", "id"),
    "rater": ("rater", "rater_id", "raterid", "annotator", "annotator_id", "annotatorid", "worker", "worker_id",
              "workerid", "coder", "coder_id", "user", "user_id", "judge", "voter", "participant", "participant_id"),
    "value": ("value", "rating", "answer", "annotation", "response", "score", "judgment", "judgement", "vote", "label"),
    "dimension": ("dimension", "question", "trait"),
    "occasion": ("occasion", "wave"),
    "condition": ("condition",),
    "count": ("count", "n", "votes"),
    "label": ("hard_label", "majority_label", "aggregated_label"),
}  # fmt: skip
ROLES = ("item", "rater", "value", "dimension", "occasion", "condition", "count", "label", "gold")


class ColumnError(AlignmentCardError):
    """A column that is needed is not in the table, or not clear."""


@dataclass(frozen=True)
class Layout:
    """How a table is laid out: the columns by role, its shape, and which roles were guessed.

    `answers` are columns by the dimension whose answers they hold.
    """

    columns: Columns
    shape: str
    items: tuple[str, ...] = ()
    raters: tuple[str, ...] = ()
    answers: Mapping[str, str] = field(default_factory=dict)
    guessed: tuple[str, ...] = ()


def lay_out(columns: Sequence[str], said: Columns, dimensions: Sequence[str] = ()) -> Layout:
    """Settle the layout of a table.

    The shapes are `long` (a row is one rating), `counts` (a row is an item, a value and how often it was given),
    `wide` (a row is an item, with a column for each rater: a rater column such as `label_*`) and `questions`
    (a row is one rater's answers, with a column for each dimension of the card).
    """
    _must_exist(columns, said)
    found = said.model_dump()
    wide = _wide(columns, said)
    answers = _answers(columns, said, dimensions) if not said.value and not wide else {}
    wanted = (
        ["item"]
        if wide
        else ["item", "rater", *([] if answers else ["value"]), "dimension", "occasion", "condition", "label"]
    )
    if not wide and not said.rater and not answers:
        wanted.append("count")
    taken = {found[role] for role in ROLES if found[role]} | set(said.attributes.values())
    guessed = []
    for role in wanted:
        if found[role] is None and (name := _guess(role, columns, taken)):
            found[role] = name
            taken.add(name)
            guessed.append(role)
    if found["rater"] and not said.count:
        found["count"] = None
    shape = "wide" if wide else "questions" if answers else "counts" if found["count"] else "long"
    for role in ("item",) if shape in ("wide", "questions") else ("item", "value"):
        if found[role] is None:
            raise ColumnError(_unclear(role, columns))
    items = _id_columns(str(found["item"]), "item", columns)
    settled = Columns.model_validate(found)
    return Layout(settled, shape, items, wide, answers, tuple(sorted(role for role in guessed if found[role])))


def _wide(columns: Sequence[str], said: Columns) -> tuple[str, ...]:
    gold = {said.gold, said.label, said.item}
    if said.rater and "*" in said.rater:
        found = [name for name in columns if fnmatch.fnmatchcase(name, said.rater) and name not in gold]
        if not found:
            raise ColumnError(f"No column matches “{said.rater}”. The table has: {_listed(columns)}.")
        return tuple(found)
    if said.rater or said.value or said.count:
        return ()
    pattern = re.compile(r"(label|annotator|rater|annotation|coder|worker)_?\d+", re.IGNORECASE)
    found = [name for name in columns if pattern.fullmatch(name) and name not in gold]
    return tuple(found) if len(found) > 1 else ()


def _answers(columns: Sequence[str], said: Columns, dimensions: Sequence[str]) -> dict[str, str]:
    """Find the columns that hold the answers for a dimension each: those named for it, or of its name."""
    if not said.dimension:
        for dimension, name in said.dimensions.items():
            if name not in columns:
                raise ColumnError(_absent(name, f"dimension {dimension}", columns))
    named = {dimension: said.dimensions.get(dimension, dimension) for dimension in [*dimensions, *said.dimensions]}
    return {dimension: name for dimension, name in named.items() if name in columns}


def _must_exist(columns: Sequence[str], said: Columns) -> None:
    for role in ROLES:
        name = getattr(said, role)
        if name is None or (role == "rater" and "*" in name):
            continue
        if role in ("item", "rater"):
            _id_columns(name, role, columns)
        elif name not in columns:
            raise ColumnError(_absent(name, role, columns))
    for axis, name in said.attributes.items():
        if name not in columns:
            raise ColumnError(_absent(name, f"attribute {axis}", columns))


def _id_columns(name: str, role: str, columns: Sequence[str]) -> tuple[str, ...]:
    """An id is one column, or several with commas between, where only together they name an item or a rater."""
    parts = parts_of(name, columns)
    for part in parts:
        if part not in columns and part != FILE:
            raise ColumnError(_absent(part, role, columns))
    return parts


def find_column(columns: Sequence[str], names: Sequence[str], taken: Container[str | None] = ()) -> str | None:
    """Find the first of some usual names among the columns, whatever their case."""
    by_name = {re.sub(r"[ .-]", "_", name).lower(): name for name in columns if name not in taken}
    return next((by_name[name] for name in names if name in by_name), None)


def _guess(role: str, columns: Sequence[str], taken: set[str]) -> str | None:
    return find_column(columns, NAMES[role], taken)


def _absent(name: str, role: str, columns: Sequence[str]) -> str:
    near = difflib.get_close_matches(name, columns, 1)
    hint = f" Did you mean “{near[0]}”?" if near else ""
    return f"The table has no column “{name}” ({role}).{hint} It has: {_listed(columns)}."


def _unclear(role: str, columns: Sequence[str]) -> str:
    return (
        f"No column of the table looks like the {role}. Name it with --column {role}=NAME, or in the card under "
        f"release.files.columns. The table has: {_listed(columns)}."
    )


def _listed(columns: Iterable[str]) -> str:
    names = list(columns)
    return ", ".join(names[:12]) + (f" and {len(names) - 12} more" if len(names) > 12 else "")
