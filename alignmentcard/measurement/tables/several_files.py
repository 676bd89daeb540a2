"""A table in several files: are items of the same id in two of them the same, or do ids start anew in each?

They start anew where the text of an item is another in another file, where raters gave other answers to the same ids,
or where the files are splits, which share no items. Then the file is part of an item's id. Where one item's text is the
same in several files, it is the same item, and where no column names raters each file may be one person's, or each
folder of files. Whatever is taken is told, unless nothing is shared.
"""

import re
import shlex
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from alignmentcard.measurement.engine.engines import Engine, rows
from alignmentcard.measurement.engine.places import FILE, FOLDER, OF_FILES, folders_of, names_of
from alignmentcard.measurement.tables.columns import ROLES, Layout
from alignmentcard.measurement.tables.keys import Key, by_number, parts_of
from alignmentcard.measurement.tables.loading import Loaded
from alignmentcard.measurement.tables.telling import counted, word_for
from alignmentcard.messages.retold import worded

SPLITS = frozenset({"train", "training", "dev", "development", "val", "valid", "validation", "test", "trial", "eval"})
MOST_CONTENT = 12
ENOUGH = 0.05
"""The share of pairs of item and rater that are in several files, from which on this is no chance."""
SHORT_TEXT, LONG_TEXT = 5, 15
"""So many letters and a blank make a text: the same short one is no chance, and a short comment is no item's text."""


@dataclass(frozen=True)
class Settled:
    """The layout with the file where it is part of an id, and sentences about it."""

    layout: Layout
    told: tuple[str, ...] = ()


def settle_files(engine: Engine, loaded: Loaded, layout: Layout, item: Key | None) -> Settled:
    """Settle what the files of a table are to each other; needs the relation `rated`."""
    rater = layout.columns.rater or ""
    by_hand = {*layout.items, *parts_of(rater, ())} & set(OF_FILES)
    if item is None or len(loaded.files) < 2 or by_hand:
        return Settled(layout)
    files = "SELECT item, min(file) AS low, max(file) AS high FROM rated WHERE item IS NOT NULL GROUP BY item"
    found = rows(
        engine.query(f"SELECT count(*) AS n, sum(CASE WHEN low < high THEN 1 ELSE 0 END) AS shared FROM ({files}) f")
    )
    items, shared = int(found[0]["n"]), int(found[0]["shared"] or 0)
    if not shared:
        return Settled(layout)
    engine.view("shared", f"SELECT item FROM ({files}) f WHERE low < high", keep=True)
    same, other = _content(engine, loaded, layout, item)
    reason = _splits(loaded.files) if not same else ""
    reason = reason or (worded("“{column}” is another for the same id", column=other) if other and not same else "")
    reason = reason or ("" if same else _answers(engine))
    if reason:
        return _anew(layout, loaded, shared, reason)
    people = () if rater or layout.shape not in ("long", "questions") else tuple(_people(engine, loaded.files))
    if same and len(people) == 1:
        return _by_place(layout, loaded, people[0])
    told = () if same else (_taken(layout, items, shared),)
    return Settled(layout, (*told, *([_offered(people)] if people else ())))


def _anew(layout: Layout, loaded: Loaded, shared: int, reason: str) -> Settled:
    """Make the file part of an item's id."""
    columns = layout.columns.model_copy(update={"item": ", ".join([FILE, *layout.items])})
    ids = word_for(
        shared,
        worded("{count:,} id stands in several", count=shared),
        worded("{count:,} ids stand in several", count=shared),
    )
    told = worded(
        "Ids of items start anew in each of {files:,} files: {ids}, and {reason}. So the file was made part of the id "
        "(item={item}); if the files are one set, say --one-set.",
        files=len(loaded.files),
        ids=ids,
        reason=reason,
        item=columns.item,
    )
    return Settled(replace(layout, columns=columns, items=(FILE, *layout.items)), (told,))


def _people(engine: Engine, paths: Sequence[str]) -> Iterator[str]:
    """Yield what may be one person's each, where no column names raters: a file, a folder of files, or either."""
    folders = folders_of(paths)
    nested = 1 < len(set(folders)) < len(folders)
    if nested and _once(engine, by_number(engine, "file", folders)):
        yield FOLDER
    elif _once(engine, "file"):
        yield from (FOLDER, FILE) if nested else (FILE,)


def _offered(people: Sequence[str]) -> str:
    """Say how the raters are named, where only the files may tell them apart."""
    if people == (FILE,):
        return worded(
            "No column names raters, and each file has one answer to an item. If each file is one rater's, say "
            "--column rater={rater}.",
            rater=FILE,
        )
    if people == (FOLDER,):
        return worded(
            "No column names raters, and each folder has one answer to an item. If each folder is one rater's, say "
            "--column rater={rater}.",
            rater=FOLDER,
        )
    return worded(
        "No column names raters. If each file is one rater's, say --column rater={file}; if each folder is, --column "
        "rater={folder}.",
        file=FILE,
        folder=FOLDER,
    )


def _by_place(layout: Layout, loaded: Loaded, place: str) -> Settled:
    """Take the file, or the folder, for the rater."""
    columns = layout.columns.model_copy(update={"rater": place})
    if place == FOLDER:
        told = worded(
            "The table has no column of raters, and each of its {folders:,} folders has one answer to an item: the "
            "folder was taken for the rater (rater={rater}). If it is not, say --one-set.",
            folders=len(set(folders_of(loaded.files))),
            rater=FOLDER,
        )
        return Settled(replace(layout, columns=columns), (told,))
    told = worded(
        "The table has no column of raters, and each of its {files:,} files has one answer to an item: the file was "
        "taken for the rater (rater={rater}). If it is not, say --one-set.",
        files=len(loaded.files),
        rater=FILE,
    )
    return Settled(replace(layout, columns=columns), (told,))


def _taken(layout: Layout, items: int, shared: int) -> str:
    named = {"count": shared, "items": counted(items, "item"), "item": shlex.quote(",".join([FILE, *layout.items]))}
    return word_for(
        shared,
        worded(
            "{count:,} of {items} stands in several files, and was taken for one. If ids start anew in each file, say "
            "--column item={item}.",
            **named,
        ),
        worded(
            "{count:,} of {items} stand in several files, and were taken for the same ones. If ids start anew in each "
            "file, say --column item={item}.",
            **named,
        ),
    )


def _splits(paths: Sequence[str]) -> str:
    names = [SPLITS & set(re.split(r"[^a-z]+", name.lower())) for name in names_of(paths)]
    different = all(names) and len(set(map(frozenset, names))) > 1
    return worded("files named for splits share no items") if different else ""


def _answers(engine: Engine) -> str:
    """Say whether raters gave other answers to the same ids in other files."""
    kept = "SELECT r.* FROM rated r JOIN shared s ON r.item = s.item WHERE r.value IS NOT NULL AND r.rater IS NOT NULL"
    asked = "item, rater, dimension, occasion, condition"
    ends = "min(CAST(value AS STRING)) AS one, max(CAST(value AS STRING)) AS other"
    by_file = f"SELECT {asked}, file, {ends} FROM ({kept}) k GROUP BY {asked}, file"
    differ = "min(one) < max(one) OR min(other) < max(other)"
    pairs = (
        f"SELECT count(*) AS files, CASE WHEN {differ} THEN 1 ELSE 0 END AS changed FROM ({by_file}) f GROUP BY {asked}"
    )
    found = rows(engine.query(
        "SELECT count(*) AS n, sum(CASE WHEN files > 1 THEN 1 ELSE 0 END) AS again, sum(changed) AS changed "
        f"FROM ({pairs}) p"
    ))[0]  # fmt: skip
    anew = found["changed"] and found["again"] >= ENOUGH * found["n"]
    return worded("raters gave other answers to the same ids") if anew else ""


def _once(engine: Engine, place: str) -> bool:
    """Say whether each file, or whatever an expression makes of it, has at most one answer to an item."""
    counted = f"SELECT count(*) AS n FROM rated WHERE value IS NOT NULL GROUP BY item, dimension, {place}"
    return bool(rows(engine.query(f"SELECT max(n) AS n FROM ({counted}) c"))[0]["n"] == 1)


@dataclass(frozen=True)
class _Column:
    """What a column that might describe items is like, on items that stand in several files."""

    name: str
    varied: int
    fixed: int
    texts: float
    long_texts: float
    items: int
    differ: int


def _content(engine: Engine, loaded: Loaded, layout: Layout, item: Key) -> tuple[str, str]:
    """Return a column that describes items and is the same in other files, and one that is not; empty without one."""
    names = list(_described(loaded, layout))[:MOST_CONTENT]
    if not names:
        return "", ""
    file = engine.identifier(FILE)
    texts = ", ".join(f"CAST({engine.identifier(name)} AS STRING) AS c{n}" for n, name in enumerate(names))
    ends = ", ".join(f"min(c{n}) AS low{n}, max(c{n}) AS high{n}" for n in range(len(names)))
    engine.view("described", f"""
        SELECT d.item, file, count(*) AS lines, {ends}
        FROM (SELECT {item.expression} AS item, {file} AS file, {texts} FROM {layout.relation}) d
        JOIN shared s ON d.item = s.item GROUP BY d.item, file""", keep=True)  # fmt: skip
    repeated = rows(engine.query("SELECT max(lines) AS n FROM described"))[0]["n"] > 1
    found = [_looked_at(engine, name, n) for n, name in enumerate(names)]
    telling = [one for one in found if one.items and not one.varied and not one.fixed]
    same = (one.name for one in telling if (repeated or one.texts >= 0.5) and one.differ <= ENOUGH * one.items)
    other = (one.name for one in telling if (repeated or one.long_texts >= 0.5) and one.differ >= 0.5 * one.items)
    return next(same, ""), next(other, "")


def _described(loaded: Loaded, layout: Layout) -> Iterator[str]:
    """Yield columns that have no role and might describe items."""
    said = layout.columns
    taken = {getattr(said, role) for role in ROLES} | {*said.attributes.values(), *said.only}
    taken |= {*layout.items, *layout.raters, *layout.answers.values()}
    for name, kind in loaded.types.items():
        if name not in taken and kind.startswith(("string", "large_string", "int", "uint", "dictionary")):
            yield name


def _looked_at(engine: Engine, name: str, n: int) -> _Column:
    """Look at a column: does it vary within a file, is it one value in each file, is it text, does it differ?"""
    text = f"low{n} LIKE '% %' AND try_cast(low{n} AS TIMESTAMP) IS NULL AND length(low{n}) >="
    within = rows(engine.query(
        f"SELECT sum(CASE WHEN low{n} < high{n} THEN 1 ELSE 0 END) AS varied, "
        f"avg(CASE WHEN {text} {SHORT_TEXT} THEN 1e0 ELSE 0e0 END) AS texts, "
        f"avg(CASE WHEN {text} {LONG_TEXT} THEN 1e0 ELSE 0e0 END) AS long_texts FROM described"
    ))[0]  # fmt: skip
    fixed = f"SELECT file FROM described GROUP BY file HAVING min(low{n}) < max(high{n})"
    across = rows(engine.query(
        "SELECT count(*) AS items, sum(CASE WHEN low < high THEN 1 ELSE 0 END) AS differ FROM ("
        f"SELECT min(low{n}) AS low, max(high{n}) AS high FROM described WHERE low{n} IS NOT NULL "
        "GROUP BY item HAVING count(*) > 1) i"
    ))[0]  # fmt: skip
    several = rows(engine.query(f"SELECT count(*) AS n FROM ({fixed}) f"))[0]["n"]
    return _Column(name, int(within["varied"] or 0), int(not several), float(within["texts"] or 0),
                   float(within["long_texts"] or 0), int(across["items"]), int(across["differ"] or 0))  # fmt: skip
