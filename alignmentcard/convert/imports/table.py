"""Rating tables: what was asked, on which scale, how much there is and who answered, as far as a table tells."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from alignmentcard.convert.imports.found import Found, Left, NotImportableError, Taken, Unread, left
from alignmentcard.convert.imports.values import slug
from alignmentcard.errors import AlignmentCardError, MissingExtraError
from alignmentcard.messages.retold import worded
from alignmentcard.model.release import Columns

if TYPE_CHECKING:
    from alignmentcard.measurement.results.values import Composition, Sizes
    from alignmentcard.measurement.tables.adapters.aggregates import AggregateError
    from alignmentcard.measurement.tables.ratings import Ratings
    from alignmentcard.measurement.tables.study import Study

ENDINGS = (
    *(".parquet", ".pq", ".csv", ".tsv", ".tab", ".jsonl", ".ndjson"),
    *(".arrow", ".feather", ".xlsx", ".xlsm", ".xls", ".ods"),
)
PACKED = (".gz", ".zst")
ANSWER = "answer"
POOL = "raters"
AXES = {
    "gender": ("gender", "sex"),
    "age": ("age", "age_group", "age_band", "age_bucket", "age_range"),
    "race": ("race", "ethnicity", "race_ethnicity"),
    "education": ("education", "education_level"),
    "country": ("country", "nationality", "country_of_residence"),
    "first language": ("first_language", "native_language", "mother_tongue"),
    "religion": ("religion",),
    "politics": ("politics", "political_affiliation", "political_orientation"),
}
"""Attributes of raters, and how their columns are usually called."""
PREFIXES = ("rater_", "annotator_", "worker_", "participant_", "coder_", "user_")
NOT_ONCE = "It is no attribute that each rater has once."
EMPTY = "It is empty for all raters whose answers count."
TOO_FEW = "Its groups are too small to be shown: nobody should be recognised by them."
TOO_MANY = "It has more groups than a card should list."
MOST_GROUPS = 30
MOST_DIMENSIONS = 50


def table(text: str) -> Iterator[Found]:
    """Refuse a table that is given as text: it is read where it stands."""
    raise NotImportableError(
        worded("This is a table of ratings, which is read from a file. In a portal, choose it on the page Measure.")
    )
    yield  # a reader is a generator


def has_table_name(name: str) -> bool:
    """Say whether a file is a table by its ending."""
    bare = name.lower()
    return next((bare.removesuffix(end) for end in PACKED if bare.endswith(end)), bare).endswith(ENDINGS)


def is_export_text(text: str) -> bool:
    """Say whether a text of JSON, or of JSON on each line, is the export of an annotation tool."""
    from alignmentcard.measurement.tables.adapters import is_export

    bare = text.lstrip("\ufeff")
    for values in (lambda: json.loads(bare), lambda: [json.loads(line) for line in bare.split("\n", 3)[:3] if line]):
        try:
            return is_export(values())
        except ValueError:
            continue
    return False


def table_file(path: Path, columns: Columns, layout: str | None = None) -> Iterator[Found]:
    """Read a table of ratings, or the export of a tool; what is not said about its columns is guessed."""
    try:
        from alignmentcard.measurement.engine.engines import open_engine
        from alignmentcard.measurement.settings import Settings
        from alignmentcard.measurement.statistics.pool import counted_ratings, pool
        from alignmentcard.measurement.tables.adapters.aggregates import AggregateError
        from alignmentcard.measurement.tables.files import find
        from alignmentcard.measurement.tables.loading import Source
        from alignmentcard.measurement.tables.ratings import open_ratings
    except ModuleNotFoundError as error:
        raise MissingExtraError(worded("Importing a table of ratings"), "measure") from error

    files = find(path)
    try:
        with closing(open_engine("duckdb")) as engine:
            engine.seal(list(files.paths))
            first = open_ratings(engine, Source(files, columns), layout=layout)
            axes = {**_axes(list(first.types)), **first.layout.columns.attributes}
    except AggregateError as error:
        yield from _outcomes(path, error)
        return
    with closing(open_engine("duckdb")) as engine:
        engine.seal(list(files.paths))
        opened = open_ratings(engine, Source(files, columns.model_copy(update={"attributes": axes})), layout=layout)
        studies, unread = _studies(opened)
        found = pool(opened, Settings().minimum_cell, {}, counted_ratings(opened, list(studies.values())))
        usable = [
            axis for axis in found.axes if axis.raters and not axis.inconsistent and len(axis.raters) <= MOST_GROUPS
        ]
        attributes = {axis.axes[0]: axes[axis.axes[0]] for axis in usable}
        yield from (Unread(axes[axis.axes[0]], _why_not(axis)) for axis in found.axes if axis.axes[0] not in attributes)
        yield from _file(path, files.form, opened, attributes)
        yield from _tool(opened)
        yield from _set_aside(opened, list(studies.values()))
        yield from unread
        yield from _asked(opened, studies)
        yield from _raters(opened, found.raters, usable)


def _outcomes(path: Path, error: "AggregateError") -> Iterator[Found]:
    """Yield what is known of a file that holds outcomes and no single answers."""
    from alignmentcard.measurement.tables.telling import counted

    yield Taken("release.files", [{"path": path.name}], str(counted(error.items, "row")))
    yield Taken("release.level", "aggregate", "rows without single answers")
    yield Taken("dataset.items", error.items, "rows")
    yield Left("release.files", error.reason, "rows")


def _tool(opened: "Ratings") -> Iterator[Found]:
    """Yield the program in which people answered, and how its export was understood."""
    from alignmentcard.measurement.tables.adapters import PROGRAMS

    if opened.tool in PROGRAMS:
        yield Taken("collection.tool", opened.tool, "form of the file")
    if opened.told:
        yield Left("release.files", "\n".join(f"- {one}" for one in opened.told), opened.tool or "file")


def _set_aside(opened: "Ratings", studies: Sequence["Study"]) -> Iterator[Found]:
    """Yield how many answers do not count, by reason, where some do not."""
    from alignmentcard.measurement.results.account import total
    from alignmentcard.measurement.tables.account import account

    found = total(account(opened, studies, str))
    if found and found.set_aside:
        reasons = ", ".join(f"{reason} {count:,}" for reason, count in found.set_aside.items())
        text = f"Of {found.answers:,} answers {found.used:,} count. Set aside: {reasons}."
        yield Left("release.files", text, opened.tool or "file")


def _why_not(axis: "Composition") -> str:
    """Say why a column that is called like an attribute of raters is not taken for one."""
    if axis.inconsistent:
        return NOT_ONCE
    if not axis.raters and not axis.folded:
        return EMPTY
    return TOO_MANY if len(axis.raters) > MOST_GROUPS else TOO_FEW


def _axes(columns: list[str]) -> dict[str, str]:
    """Return the columns that look like attributes of raters."""
    names = {name: axis for axis, usual in AXES.items() for name in usual}
    found: dict[str, str] = {}
    for column in columns:
        bare = column.lower().replace(" ", "_").replace("-", "_")
        bare = next((bare.removeprefix(prefix) for prefix in PREFIXES if bare.startswith(prefix)), bare)
        if bare in names:
            found.setdefault(names[bare], column)
    return found


def _file(path: Path, form: str, opened: "Ratings", attributes: dict[str, str]) -> Iterator[Found]:
    """Yield the file with its columns; those of a recognised tool are known again and need not be named."""
    from alignmentcard.measurement.tables.columns import can_be_said
    from alignmentcard.measurement.tables.files import digest
    from alignmentcard.measurement.tables.telling import counted

    layout = opened.layout
    columns = {role: name for role, name in layout.columns.model_dump().items() if name and role != "attributes"}
    told = [f"{role} is {columns[role]}" for role in layout.guessed]
    own = {role for role, name in columns.items() if not isinstance(name, str) or can_be_said(name, opened.types)}
    columns = {role: name for role, name in columns.items() if role in own}
    told += [f"{axis} is {column}" for axis, column in attributes.items()]
    if opened.tool:
        columns, told = {}, []
    if attributes:
        columns["attributes"] = attributes
    file: dict[str, Any] = {"path": path.name, "holds": "ratings"}
    if path.is_file():
        file["sha256"] = digest(str(path))
    if columns:
        file["columns"] = columns
    if form in ("csv", "parquet", "jsonl"):
        file["format"] = form
    yield Taken("release.files", [file], str(counted(opened.rows, "answer" if opened.export else "row")))
    if told:
        text = f"Columns are guessed from names and contents: {', '.join(told)}. Are they right?"
        yield Left("release.files", text, "names of columns")


def _studies(opened: "Ratings") -> tuple[dict[str | None, "Study"], list[Found]]:
    """Open each question of the table, and say why some cannot be."""
    from alignmentcard.measurement.settings import Settings
    from alignmentcard.measurement.tables.scale import StatedScale
    from alignmentcard.measurement.tables.study import open_study, with_copies

    found: dict[str | None, Study] = {}
    unread: list[Found] = []
    for number, name in enumerate(_questions(opened)):
        try:
            found[name] = with_copies(open_study(opened, name, StatedScale(), Settings(), number))
        except AlignmentCardError as error:
            unread.append(Unread(name or "answers", str(error)))
    return found, unread


def _asked(opened: "Ratings", studies: Mapping[str | None, "Study"]) -> Iterator[Found]:
    """Yield a dimension for each question in the table, and how much there is."""
    from alignmentcard.measurement.statistics.sizes import count_items, sizes

    for name, study in studies.items():
        column = ANSWER if opened.tool else str(opened.layout.columns.value or "ratings")
        yield from _dimension(study, name, column)
    ratings = sum(study.answers.ratings for study in studies.values())
    if ratings:
        yield Taken("dataset.ratings", ratings, "answers that count")
        yield Taken("dataset.items", count_items(list(studies.values())), "different items with an answer that counts")
    yield from _per_item([(name, sizes(study)) for name, study in studies.items()])


def _questions(opened: "Ratings") -> list[str | None]:
    from alignmentcard.measurement.engine.engines import rows

    if not opened.dimension:
        return [None]
    found = rows(opened.engine.query(
        "SELECT CAST(dimension AS STRING) AS d FROM ratings WHERE dimension IS NOT NULL GROUP BY 1 ORDER BY d"
    ))  # fmt: skip
    if len(found) > MOST_DIMENSIONS:
        raise NotImportableError(
            worded(
                "The column {dimension} looks like the dimension and has {found} different values. Rename "
                "it, and import again.",
                dimension=opened.layout.columns.dimension,
                found=len(found),
            )
        )
    return [row["d"] for row in found]


def _dimension(study: "Study", question: str | None, column: str) -> Iterator[Found]:
    name = question or column
    key, answers = slug(name) or "ratings", study.answers
    path = f"dimensions.{key}"
    yield Taken(f"{path}.id", key, name)
    if question:
        yield Taken(f"{path}.name", question, f"values of {study.table.layout.columns.dimension or 'columns'}")
    if study.table.pair:
        yield Taken(f"{path}.feedback", "comparison", "two things that are compared")
    doubtful = list(answers.doubtful)
    told = [line for line in answers.told if not line.startswith(tuple(f"“{label}” (" for label in doubtful))]
    if told:
        yield Left(path, "\n".join(f"- {line}" for line in told), name)
    if answers.narrow:
        values = [label for label in answers.labels if label not in doubtful]
        yield Taken(f"{path}.scale.values", values, f"values of {name}")
        if doubtful:
            text = f"{', '.join(doubtful)} may stand for no answer. Add to the values, or declare as missing?"
            yield Left(f"{path}.scale.values", text, name)
        if not answers.line and len(values) > 2:
            yield Left(path, "The values stand by the alphabet. If they have an order, put them into it.", name)
    elif answers.line:
        first, last = answers.labels[0], answers.labels[-1]
        text = f"Answers are {len(answers.labels):,} different numbers from {first} to {last}. Which were possible?"
        yield Left(path, text, name)


def _per_item(counted: list[tuple[str | None, "Sizes"]]) -> Iterator[Found]:
    """Yield how many ratings an item has, where that is the same for all questions."""
    path = f"pools.{POOL}.ratings_per_item"
    spreads = [
        (size.ratings_per_item.min, size.ratings_per_item.median, size.ratings_per_item.max) for _, size in counted
    ]
    if len(set(spreads)) == 1:
        for name, value in zip(("min", "median", "max"), spreads[0], strict=True):
            yield Taken(f"{path}.{name}", int(value) if value.is_integer() else value, "ratings of an item")
    else:
        told = [f"- {name}: {low:g} to {high:g}, median {middle:g}"
                for (name, _), (low, middle, high) in zip(counted, spreads, strict=True)]  # fmt: skip
        yield from left(path, "\n".join(told), "ratings of an item")


def _raters(opened: "Ratings", raters: int | None, axes: list["Composition"]) -> Iterator[Found]:
    """Yield the pool; groups smaller than the smallest cell that may be shown stand together as other."""
    yield Taken(f"pools.{POOL}.id", POOL, "rows")
    if raters:
        column = opened.layout.columns.rater or "columns"
        yield Taken(f"pools.{POOL}.size", raters, f"different values of {column}")
    composition = [{"axis": one.axes[0], "counts": dict(one.raters), "undisclosed": one.undisclosed} for one in axes]
    if composition:
        columns = ", ".join(opened.layout.columns.attributes[one.axes[0]] for one in axes)
        yield Taken(f"pools.{POOL}.composition", composition, f"columns {columns}")
