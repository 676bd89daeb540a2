"""Tables of raters or of items beside the ratings: what they know is joined to each rating by its id."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from alignmentcard.measurement.engine.engines import Engine, rows
from alignmentcard.measurement.tables.columns import ColumnError
from alignmentcard.measurement.tables.keys import parts_of, read_key
from alignmentcard.measurement.tables.loading import Source, load
from alignmentcard.measurement.tables.telling import counted, word_for
from alignmentcard.messages.retold import worded

FIELDS = ("item", "rater", "value", "dimension", "occasion", "condition", "n", "file", "place")


@dataclass(frozen=True)
class Extra:
    """A table of raters or of items, loaded under a name; `columns` are canonical names and its own."""

    name: str
    source: str
    key: str
    columns: dict[str, str]
    told: tuple[str, ...]


def load_extra(engine: Engine, name: str, source: Source, axes: Sequence[str]) -> Extra:
    """Load a table of raters or items as `name`, one row for each key, with canonical column names."""
    said = source.columns
    loaded = load(engine, f"{name}_rows", source)
    key = "rater" if said.rater else "item"
    columns = {f"a{axes.index(axis)}": column for axis, column in said.attributes.items()}
    if said.label:
        columns["label"] = said.label
    ids = parts_of(getattr(said, key) or "", loaded.types)
    for wanted in (*ids, *columns.values()):
        if not wanted or wanted not in loaded.types:
            missing = worded("neither a rater nor an item column")
            if wanted:
                missing = worded("no column “{wanted}”", wanted=wanted)
            raise ColumnError(
                worded(
                    "{name} has {missing}, so it cannot be joined. It has: {types}.",
                    name=source.name,
                    missing=missing,
                    types=", ".join(loaded.types),
                )
            )
    read = read_key(engine, loaded.relation, ids, loaded.types, loaded.files)
    known = [f"{known_text(engine, column, said.missing)} AS {canonical}" for canonical, column in columns.items()]
    selected = ", ".join([f"CAST({read.expression} AS STRING) AS k", *known])
    engine.view(f"{name}_read", f"SELECT {selected} FROM {name}_rows")
    for canonical, column in columns.items():
        _refuse_varying(engine, f"{name}_read", canonical, f"The {key}", column, source.name)
    fields = [f"max({canonical}) AS {canonical}" for canonical in columns]
    engine.view(name, f"SELECT {', '.join(['k', *fields])} FROM {name}_read WHERE k IS NOT NULL GROUP BY k", keep=True)
    return Extra(name, source.short, key, columns, read.told)


def _refuse_varying(engine: Engine, relation: str, field: str, whose: str, column: str, where: str) -> None:
    """Refuse a table that says two things of one rater or item."""
    found = rows(engine.query(
        f"SELECT k, min({field}) AS low, max({field}) AS high FROM {relation} WHERE k IS NOT NULL GROUP BY k "
        f"HAVING min({field}) < max({field}) ORDER BY k LIMIT 1"
    ))  # fmt: skip
    for one in found:
        raise ColumnError(
            worded(
                "{whose} “{one}” has both “{one2}” and “{one3}” under “{column}” in {where}. It can have one "
                "only: correct the table, or leave the column out.",
                whose=whose,
                one=one["k"],
                one2=one["low"],
                one3=one["high"],
                column=column,
                where=where,
            )
        )


def join(rated: str, joined: Sequence[Extra], axes: Sequence[str]) -> str:
    """Join what the tables of raters and items know to each rating; the ratings' own columns come first."""
    if not joined:
        return f"SELECT * FROM {rated}"
    selected = [f"r.{name}" for name in FIELDS]
    for name in ["label", *(f"a{number}" for number in range(len(axes)))]:
        known = [f"r.{name}", *(f"{extra.name}.{name}" for extra in joined if name in extra.columns)]
        selected.append(f"coalesce({', '.join(known)}) AS {name}" if len(known) > 1 else f"r.{name}")
    tables = " ".join(f"LEFT JOIN {extra.name} ON CAST(r.{extra.key} AS STRING) = {extra.name}.k" for extra in joined)
    return f"SELECT {', '.join(selected)} FROM {rated} r {tables}"


def matched(engine: Engine, rated: str, extra: Extra) -> Iterator[str]:
    """Tell which ids are in one of two tables only; refuse a table of which none is among the ratings."""
    ids = f"SELECT DISTINCT CAST({extra.key} AS STRING) AS k FROM {rated} WHERE {extra.key} IS NOT NULL"
    found = rows(engine.query(
        "SELECT count(r.k) AS ids, count(e.k) AS rows, sum(CASE WHEN r.k = e.k THEN 1 ELSE 0 END) AS both, "
        "min(r.k) AS one, min(e.k) AS other "
        f"FROM ({ids}) r FULL JOIN (SELECT k FROM {extra.name}) e ON r.k = e.k"
    ))[0]  # fmt: skip
    if not found["ids"] or not found["rows"]:
        return
    both, ids_, listed = int(found["both"] or 0), int(found["ids"]), int(found["rows"])
    if not both:
        raise ColumnError(
            worded(
                "No {key} of {source} is among the ratings. There, an id is “{found}”; in the ratings, one "
                "is “{found2}”. Write the ids in the same way, or name another column.",
                key=extra.key,
                source=extra.source,
                found=found["other"],
                found2=found["one"],
            )
        )
    if both < ids_:
        left = ids_ - both
        named = {"some": counted(left, extra.key), "all": ids_, "file": extra.source}
        yield word_for(
            left,
            worded("{some} of {all:,} is not in {file}.", **named),
            worded("{some} of {all:,} are not in {file}.", **named),
        )
    if both < listed:
        named = {"some": counted(listed - both, extra.key), "file": extra.source}
        yield word_for(
            listed - both,
            worded("{some} of {file} has no ratings.", **named),
            worded("{some} of {file} have no ratings.", **named),
        )


def known_text(engine: Engine, column: str, missing: Sequence[str]) -> str:
    """Read an attribute as text, null where it holds a code for a missing value."""
    text = f"CAST({engine.identifier(column)} AS STRING)"
    codes = ", ".join(engine.text(code) for code in missing)
    return f"CASE WHEN {text} IN ({codes}) THEN NULL ELSE {text} END" if codes else text
