"""One row is an item, and a cell holds what several people answered: lists, mappings by person, or lists of objects."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from alignmentcard.measurement.engine.places import FILE, placed
from alignmentcard.measurement.tables.columns import ColumnError, Layout, listed
from alignmentcard.measurement.tables.guessing import DECISIONS, MACHINE, SURE, TIMES, WORDS, bare, named
from alignmentcard.measurement.tables.layouts import cells
from alignmentcard.measurement.tables.layouts.asked import Asked, settled
from alignmentcard.measurement.tables.layouts.cells import Answer, fields_of, kind_of
from alignmentcard.measurement.tables.profiles import NESTED, Table
from alignmentcard.measurement.tables.words import same_words

if TYPE_CHECKING:
    import pyarrow as pa

LOOKED_AT = 200
MOST_ROWS = 5_000_000
RELATION = "answers_in_cells"
ROW = "row"
LISTED = ("annotations", "labels", "ratings", "scores", "votes", "answers", "judgments", "judgements", "responses",
          "annotation", "label", "rating", "score", "vote", "answer", "values", "individual_ratings", "human_scores",
          "all_labels", "raw_labels", "annotator_labels")  # fmt: skip
PEOPLE = ("annotators", "raters", "workers", "coders", "judges", "users", "evaluators", "participants", "labelers",
          "annotator_ids", "rater_ids", "worker_ids", "user_ids", "coder_ids", "who")  # fmt: skip
FIELDS = ("value", "rating", "label", "score", "answer", "annotation", "choice", "vote", "response", "judgment",
          "preference", "labels", "stars", "strength")  # fmt: skip


@dataclass(frozen=True)
class _Found:
    """Columns whose cells hold answers, and how they are read; `kinds` are the kinds of all columns that hold several.

    `about` is the dimension of each column or field, `inner` a list within the objects and `part` what names these.
    """

    columns: tuple[str, ...]
    read: Callable[[Mapping[str, Any]], Iterator[Answer]]
    shape: str
    rater: str | None
    values: Mapping[str, str | None]
    beside: tuple[str, ...] = ()
    note: str = ""
    more: Mapping[str, str] = field(default_factory=dict)


def find(table: Table, asked: Asked) -> Layout | None:
    """Find cells that hold several people's answers; a list beside a column of raters is what one of them chose."""
    said = asked.said
    if said.count or (said.value and "." not in said.value and not _holds_several(table, said.value)):
        return None
    if said.value is None and _has_plain_answers(table, asked):
        return None
    sample = _sample(table)
    if not sample or (_one_rater_a_row(table, asked, sample)):
        return None
    found = _found(table, asked, sample)
    return _layout(table, asked, found) if found else None


def lay(table: Table, asked: Asked) -> Layout:
    """Settle the columns, where the layout is stated."""
    sample = _sample(table)
    found = _found(table, asked, sample, stated=True)
    if found is None:
        held = listed(sample) or "none"
        raise ColumnError(
            "Name the column whose cells hold several answers with --column value=NAME, and in a list of objects the "
            f"field: --column value=NAME.FIELD --column rater=NAME.FIELD. Columns with lists or mappings: {held}."
        )
    return _layout(table, asked, found)


def _holds_several(table: Table, name: str) -> bool:
    return name in table.types and (table.types[name].startswith(NESTED) or "string" in table.types[name])


def _has_plain_answers(table: Table, asked: Asked) -> bool:
    """Say whether a column with a plain value in each cell is so called that it holds the answers."""
    flat = [name for name in table.columns if not table.types[name].startswith(NESTED)]
    return any(bare(name) in ("value", "rating") and "string" not in table.types[name] for name in flat)


def _one_rater_a_row(table: Table, asked: Asked, sample: Mapping[str, list[Any]]) -> bool:
    """Say whether a plain column names the rater of the row."""
    said = asked.said.rater
    if said:
        return said in table.types and said not in sample
    flat = [name for name in table.columns if name not in sample]
    return any(named("rater", name) >= SURE and bare(name) not in PEOPLE for name in flat)


def _sample(table: Table) -> dict[str, list[Any]]:
    """Return some cells of each column that holds lists, mappings or JSON."""
    names = [
        name for name in table.columns if table.types[name].startswith((*NESTED, "string", "large_string", "json"))
    ]
    if not names:
        return {}
    fields = ", ".join(table.engine.identifier(name) for name in names)
    rows = table.engine.query(f"SELECT {fields} FROM {table.relation} LIMIT {LOOKED_AT}").to_pylist()
    found = {}
    for name in names:
        filled = [row[name] for row in rows if row[name] not in (None, "", [])]
        several = [cell for cell in filled if kind_of(cell)]
        if several and len(several) >= 0.9 * len(filled):
            found[name] = several
    return found


def _found(table: Table, asked: Asked, sample: Mapping[str, list[Any]], *, stated: bool = False) -> _Found | None:
    """Settle which cells hold the answers."""
    kinds = {name: _kind(values) for name, values in sample.items()}
    said = (asked.said.value or "").split(".")
    if asked.said.value:
        kinds = {name: kind for name, kind in kinds.items() if name == said[0] or name == asked.said.rater}
    groups = [name for name, kind in kinds.items() if kind.startswith("objects") and _people_in(sample[name], asked)]
    if len(groups) > 1 and not asked.said.value:
        raise _several_groups(asked, groups, sample)
    if groups:
        return _objects(asked, groups[0], sample[groups[0]], said[1:])
    mappings = [name for name, kind in kinds.items() if kind == "mapping"]
    chosen = next((name for name in mappings if asked.said.value or bare(name) in LISTED or bare(name) in PEOPLE), None)
    if chosen and _by_person(sample[chosen], asked):
        return _mapping(chosen)
    lists = [name for name, kind in kinds.items() if kind == "list"]
    return _lists(asked, lists, sample, stated=stated or bool(asked.said.value and asked.said.rater is None))


def _kind(values: Sequence[Any]) -> str:
    found = {kind_of(value) for value in values}
    return next(iter(found)) or "" if len(found) == 1 else ""


# objects


def _people_in(values: Sequence[Any], asked: Asked) -> bool:
    """Say whether objects are answers: they name people, or a value is asked of them."""
    fields = fields_of(values)
    wanted = (asked.said.value or "").split(".")
    if len(wanted) > 1 and wanted[1] in fields:
        return True
    return _person(fields) is not None or _inner(fields) is not None


def _person(fields: Mapping[str, list[Any]]) -> str | None:
    likely = sorted(fields, key=lambda name: -named("rater", name))
    return likely[0] if likely and named("rater", likely[0]) >= SURE else None


def _inner(fields: Mapping[str, list[Any]]) -> str | None:
    """Find a field that itself holds objects that name people."""
    for name, values in fields.items():
        several = [value for value in values if kind_of(value) == "objects"]
        if several and _person(fields_of(several)):
            return name
    return None


def _objects(asked: Asked, column: str, values: Sequence[Any], said: Sequence[str]) -> _Found:
    fields = fields_of(values)
    inner = _inner(fields) if _person(fields) is None or (said and said[0] == _inner(fields)) else None
    part = None
    if inner:
        part = next((name for name in fields if named("item", name) > 0 and name != inner), None)
        part = part or next((name for name in fields if bare(name) in ("model", "system", "name")), None)
        fields = fields_of([value for value in fields[inner] if value is not None])
        said = said[1:] if said and said[0] == inner else said
    rater = (asked.said.rater or "").rpartition(".")[2] or _person(fields)
    rater = rater if rater in fields else _person(fields)
    prefix = f"{column}.{inner}." if inner else f"{column}."
    answers = _fields(asked, fields, rater, said, prefix)

    def read(row: Mapping[str, Any]) -> Iterator[Answer]:
        return cells.from_objects(row[column], rater, answers, inner, part)

    beside = tuple(f"{prefix}{name}" for name in fields if name != rater and name not in answers)
    values_of = {f"{prefix}{name}": about for name, about in answers.items()}
    more = {"part": f"{column}.{part or 'place'}"} if inner else {}
    return _Found((column,), read, "nested", f"{prefix}{rater}" if rater else None, values_of, beside, more=more)


def _fields(
    asked: Asked, fields: Mapping[str, list[Any]], rater: str | None, said: Sequence[str], prefix: str
) -> dict[str, str | None]:
    """Return the fields that hold answers, by the dimension they are about."""
    if said:
        if said[0] not in fields:
            raise ColumnError(f"{prefix[:-1]} has no field “{said[0]}”. It has: {listed(fields)}.")
        return {said[0]: None}
    of_card = {name: id_ for id_ in asked.dimensions for name in fields if same_words(id_, name)}
    if of_card:
        return dict(of_card)
    likely = [name for name in fields if name != rater and _is_answer(name, fields[name])]
    for usual in FIELDS:
        if usual in map(bare, likely):
            return {next(name for name in likely if bare(name) == usual): None}
    if len(likely) == 1:
        return {likely[0]: None}
    if not likely:
        raise ColumnError(f"No field of {prefix[:-1]} looks like an answer. It has: {listed(fields)}.")
    raise ColumnError(
        f"Several fields of {prefix[:-1]} may be the answer: {listed(likely)}. Name one: --column "
        f"value={prefix}{likely[0]}, or give the dimensions of the card these ids."
    )


def _is_answer(name: str, values: Sequence[Any]) -> bool:
    """Say whether a field of objects holds short answers."""
    plain = bare(name)
    texts = [str(value) for value in values if isinstance(value, cells.SCALAR)]
    if not texts or TIMES.fullmatch(plain) or MACHINE.fullmatch(plain) or plain.endswith(("id", "confidence", "spent")):
        return False
    if {one.lower() for one in texts} <= DECISIONS:
        return False
    return sum(map(len, texts)) / len(texts) <= WORDS


def _several_groups(asked: Asked, groups: Sequence[str], sample: Mapping[str, list[Any]]) -> ColumnError:
    fields = fields_of(sample[groups[0]])
    of_card = [name for id_ in asked.dimensions for name in fields if same_words(id_, name)]
    answer = next(iter(of_card), None) or next(
        (n for n in fields if _is_answer(n, fields[n]) and n != _person(fields)), "FIELD"
    )
    return ColumnError(
        f"{asked.name}: several columns hold lists of answers by people: {listed(groups)}. Name the one to measure: "
        f"--column value={groups[0]}.{answer} --column rater={groups[0]}.{_person(fields)}"
    )


# mappings


def _by_person(values: Sequence[Any], asked: Asked) -> bool:
    """Say whether the keys of mappings are people: not the card's values, which counts or shares would have."""
    maps = [value for cell in values if isinstance(value := cells.opened(cell), dict)]
    keys = {str(key) for one in maps for key in one}
    numbers = [one for one in maps if all(isinstance(v, int | float) for v in one.values() if v is not None)]
    shares = [one for one in numbers if one and abs(sum(v or 0 for v in one.values()) - 1) < 1e-6]
    if keys & set(asked.values) or (len(shares) == len(maps) and any(isinstance(v, float) for v in shares[0].values())):
        raise ColumnError(
            f"{asked.name} says for each item how many chose which value, or which share: the single answers are not "
            "in it."
        )
    return True


def _mapping(column: str) -> _Found:
    def read(row: Mapping[str, Any]) -> Iterator[Answer]:
        return cells.from_mapping(row[column])

    return _Found((column,), read, "lists", f"key of {column}", {column: None})


# lists


def _lists(asked: Asked, names: Sequence[str], sample: Mapping[str, list[Any]], *, stated: bool) -> _Found | None:
    """Settle which lists hold answers; without raters beside, only where a list has a value twice or it is stated."""
    raters = asked.said.rater if asked.said.rater in names else next((n for n in names if bare(n) in PEOPLE), None)
    others = [name for name in names if name != raters]
    of_card = {name: id_ for id_ in asked.dimensions for name in others if same_words(id_, name)}
    said = [name for name in others if name == asked.said.value]
    answers: dict[str, str | None] = dict.fromkeys(said) if said else dict(of_card)
    if not answers:
        usual = [name for name in others if bare(name) in LISTED] or (others if len(others) == 1 else [])
        answers = dict.fromkeys(usual[:1])
    if not answers or not (stated or raters or _twice(sample, answers) or of_card):
        return None
    about = {name: id_ for name, id_ in answers.items() if id_ is not None} if len(answers) > 1 else {}
    columns = (*answers, *([raters] if raters else []))

    def read(row: Mapping[str, Any]) -> Iterator[Answer]:
        return cells.from_lists({name: row[name] for name in answers}, row[raters] if raters else None, about)

    beside = tuple(name for name in names if name not in columns)
    note = "" if raters else "The lists hold several people's answers, and nobody is named: no rater can be followed."
    return _Found(columns, read, "lists", raters, answers, beside, note)


def _twice(sample: Mapping[str, list[Any]], answers: Mapping[str, object]) -> bool:
    for name in answers:
        for cell in sample[name]:
            values = [str(value) for value in cells.opened(cell)]
            if len(values) != len(set(values)):
                return True
    return False


# the table that comes of it


def _layout(table: Table, asked: Asked, found: _Found) -> Layout:
    if table.rows > MOST_ROWS:
        raise ColumnError(f"{asked.name} has more than {MOST_ROWS:,} rows with lists. Write one row for each answer.")
    asked.guess.taken |= {*found.columns, *(name for name in table.columns if table.types[name].startswith(NESTED))}
    asked.guess.rows_are_items = True
    said, guessed = asked.filled(("item", "occasion", "condition", "label"))
    items = asked.items(said) if said["item"] else _whole_row(table)
    kept = {name for role in ("occasion", "condition", "label", "gold") if (name := said[role])}
    kept |= {*asked.said.attributes.values(), *items}
    value = " and ".join(found.values)
    names = {"rater": found.rater, "value": value, "dimension": "name of the answer", "part": found.more.get("part")}
    several = len(found.values) > 1
    turned = _turned(table, asked, found, sorted(kept), {role: name for role, name in names.items() if name})
    table.engine.hold(RELATION, placed(turned))
    notes = [found.note] if found.note else []
    notes.append(f"Answers are in {listed(found.values)}" + (f", given by {found.rater}." if found.rater else "."))
    if found.beside:
        notes.append(f"Not read: {listed(found.beside)}.")
    if not items:
        items, said["item"] = (ROW,), ROW
        notes.append("No column names the item, so each row is one.")
    elif not said["item"]:
        said["item"] = ", ".join(items)
        notes.append(f"An item is named by {listed(items)} together, which differ in every row.")
    said |= {"rater": found.rater, "value": value, "dimension": names["dimension"] if several else None, "count": None}
    if names["part"]:
        items, said["item"] = (*items, names["part"]), ", ".join((*items, names["part"]))
    guessed += [role for role in ("rater", "value") if getattr(asked.said, role) is None]
    return settled(said, found.shape, guessed, items=items, relation=RELATION, notes=tuple(notes))


def _whole_row(table: Table) -> tuple[str, ...]:
    """Return the plain columns that together differ in every row; nothing where they do not."""
    flat = [name for name in table.columns if not table.types[name].startswith(NESTED)][:12]
    if not flat:
        return ()
    fields = ", ".join(table.engine.identifier(name) for name in flat)
    found = table.engine.query(f"SELECT count(*) AS n FROM (SELECT DISTINCT {fields} FROM {table.relation}) d")
    return tuple(flat) if found.column("n")[0].as_py() == table.rows else ()


def _turned(table: Table, asked: Asked, found: _Found, kept: Sequence[str], names: Mapping[str, str]) -> "pa.Table":
    """Write one row for each answer, with the columns of its row that are needed."""
    import pyarrow as pa

    engine = table.engine
    wanted = dict.fromkeys([*kept, *found.columns, FILE])
    fields = ", ".join(engine.identifier(name) for name in wanted)
    rows = engine.query(f"SELECT {fields} FROM {table.relation}")
    places: list[int] = []
    columns: dict[str, list[str | None]] = {role: [] for role in names}
    start = 0
    for batch in rows.select(list(found.columns)).to_batches(max_chunksize=10_000):
        for number, row in enumerate(batch.to_pylist(), start):
            for answer in _answers(asked, found, row, number):
                places.append(number)
                told = {"rater": answer.rater, "value": answer.value, "dimension": answer.about, "part": answer.part}
                for role, values in columns.items():
                    values.append(told[role])
        start += batch.num_rows
    taken = rows.select([*kept, FILE]).take(pa.array(places, pa.int64()))
    for role, name in names.items():
        taken = taken.append_column(name, pa.array(columns[role], pa.string()))
    return (
        taken if kept and kept != [ROW] else taken.append_column(ROW, pa.array([str(n) for n in places], pa.string()))
    )


def _answers(asked: Asked, found: _Found, row: Mapping[str, Any], number: int) -> Iterator[Answer]:
    try:
        yield from found.read(row)
    except cells.UnevenError as error:
        column, values, who = error.args
        raise ColumnError(
            f"{asked.name}, row {number + 1}: {column} holds {values} answers and {found.rater} names {who} people. "
            "Mend that row, or name the columns: --column value=NAME --column rater=NAME."
        ) from None
