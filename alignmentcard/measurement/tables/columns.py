"""Which column holds what: said by the card or the command line, guessed where neither does."""

import csv
import difflib
import fnmatch
import re
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from alignmentcard.errors import AlignmentCardError
from alignmentcard.measurement.engine.places import OF_FILES
from alignmentcard.measurement.settings import Pair
from alignmentcard.measurement.tables.words import same_words
from alignmentcard.messages.retold import worded
from alignmentcard.model.release import Columns

NAMES = {
    "item": ("item", "item_id", "itemid", "unit", "unit_id", "task", "task_id", "text_id", "comment_id", "example_id",
             "instance_id", "instance", "id"),
    "rater": ("rater", "rater_id", "raterid", "annotator", "annotator_id", "annotatorid", "worker", "worker_id",
              "workerid", "coder", "coder_id", "user", "user_id", "judge", "voter", "participant", "participant_id"),
    "value": ("value", "rating", "answer", "annotation", "response", "score", "judgment", "judgement", "vote", "label"),
    "dimension": ("dimension", "question", "trait"),
    "occasion": ("occasion", "wave", "run", "run_id", "repetition"),
    "condition": ("condition",),
    "count": ("count", "n", "votes"),
    "label": ("hard_label", "majority_label", "aggregated_label"),
}  # fmt: skip
ROLES = ("item", "rater", "value", "dimension", "occasion", "condition", "count", "label", "gold")
SEVERAL = ("item", "rater", "count")
"""Roles that several columns may have together, with commas between, or by a pattern such as `label_*`."""


class ColumnError(AlignmentCardError):
    """A column that is needed is not in the table, or not clear."""


@dataclass(frozen=True)
class Layout:
    """How a table is laid out: the columns by role, its shape, and which roles were guessed.

    `answers` are columns by the dimension whose answers they hold, `statements` columns that are items, `named_by` the
    columns that name the rater of an answer's column. `relation` holds the rows, where the table was turned round;
    `pair` is what was compared. `notes` are sentences about what was taken for what.
    """

    columns: Columns
    shape: str
    items: tuple[str, ...] = ()
    raters: tuple[str, ...] = ()
    answers: Mapping[str, str] = field(default_factory=dict)
    guessed: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()
    named_by: Mapping[str, str] = field(default_factory=dict)
    relation: str = "source"
    pair: Pair | None = None
    notes: tuple[str, ...] = ()

    def unread(self, columns: Iterable[str]) -> list[str]:
        """Return the columns that no role was given to, of a table that has no other layout."""
        named = [name for name in self.columns.model_dump().values() if isinstance(name, str)]
        used = {*named, *self.items, *self.columns.attributes.values(), *self.columns.only}
        used |= {part.strip() for name in named for part in name.split(",")}
        return [name for name in columns if name not in used]


def answers_of(columns: Sequence[str], said: Columns, dimensions: Sequence[str]) -> dict[str, str]:
    """Find the columns that hold the answers for a dimension each: those named for it, or of its name.

    A column of the same letters and digits stands for it (`Q_overall` for `q-overall`), where there is one only.
    """
    if not said.dimension:
        for dimension, name in said.dimensions.items():
            if name not in columns:
                raise ColumnError(absent(name, f"dimension {dimension}", columns))
    named = {dimension: said.dimensions.get(dimension, dimension) for dimension in [*dimensions, *said.dimensions]}
    found = {}
    for dimension, name in named.items():
        alike = [name] if name in columns else [column for column in columns if same_words(column, name)]
        if len(alike) == 1:
            found[dimension] = alike[0]
    return found


def check_said(columns: Sequence[str], said: Columns) -> None:
    """Refuse columns that are named and not there."""
    for role in ROLES:
        name = getattr(said, role)
        if name is None:
            continue
        if role in SEVERAL:
            columns_named(role, name, columns)
        elif name not in columns and not (role == "value" and column_of(name, columns)):
            raise ColumnError(absent(name, role, columns))
    for axis, name in said.attributes.items():
        if name not in columns:
            raise ColumnError(absent(name, f"attribute {axis}", columns))


def columns_named(role: str, name: str, columns: Sequence[str], taken: Container[str | None] = ()) -> tuple[str, ...]:
    """Return the columns that a role is said to have: one, several with commas between, or those of a pattern."""
    if name in columns or name in OF_FILES:
        return (name,)
    if "*" in name:
        found = [column for column in columns if fnmatch.fnmatchcase(column, name) and column not in taken]
        if not found:
            raise ColumnError(
                worded("No column matches “{name}”. The table has: {columns}.", name=name, columns=listed(columns))
            )
        return tuple(found)
    parts = tuple(split_names(name))
    for part in parts:
        if part not in OF_FILES and part not in columns and not column_of(part, columns):
            raise ColumnError(absent(part, role, columns))
    return parts


def column_of(name: str, columns: Container[str]) -> str | None:
    """Return the column that a name with dots is a field in: of several, the one with the longest name."""
    while "." in name:
        name = name.rpartition(".")[0]
        if name in columns:
            return name
    return None


def split_names(names: str) -> list[str]:
    """Split names with commas between; one that holds a comma stands in quotation marks."""
    return [part.strip() for part in next(csv.reader([names], skipinitialspace=True), [])]


def join_names(names: Iterable[str]) -> str:
    """Write names with commas between."""
    return ",".join(f'"{name}"' if "," in name else name for name in names)


def can_be_said(name: str, columns: Container[str]) -> bool:
    """Say whether a name is a column, a field in one, or several of them with commas between."""
    parts = [name] if name in columns else split_names(name)
    return all(part in columns or column_of(part, columns) for part in parts)


def find_column(columns: Sequence[str], names: Sequence[str], taken: Container[str | None] = ()) -> str | None:
    """Find the first of some usual names among the columns, whatever their case."""
    by_name = {re.sub(r"[ .-]", "_", name).lower(): name for name in columns if name not in taken}
    return next((by_name[name] for name in names if name in by_name), None)


def absent(name: str, role: str, columns: Sequence[str]) -> str:
    """Say that a column is not there, and which one may be meant."""
    near = difflib.get_close_matches(name, columns, 1)
    hint = worded(" Did you mean “{near}”?", near=near[0]) if near else ""
    return worded(
        "The table has no column “{name}” ({role}).{hint} It has: {columns}.",
        name=name,
        role=role,
        hint=hint,
        columns=listed(columns),
    )


def listed(columns: Iterable[str]) -> str:
    """Name some columns."""
    names = list(columns)
    shown, more = ", ".join(names[:12]), len(names) - 12
    return worded("{shown} and {more} more", shown=shown, more=more) if more > 0 else shown
