"""Merging the parts of all shards into the measurement that one run would have made, to the byte."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from alignmentcard.measurement.engine.engines import Engine, open_engine, rows
from alignmentcard.measurement.results.account import FileAccount
from alignmentcard.measurement.results.facts import FORMAT, Facts
from alignmentcard.measurement.results.values import DimensionFacts
from alignmentcard.measurement.run import UNNAMED, Progress
from alignmentcard.measurement.settings import Settings, settings_of
from alignmentcard.measurement.shards.collect import BY_FILE, group_sizes, members_shape
from alignmentcard.measurement.shards.part import Head, Part, PartError, read_part
from alignmentcard.measurement.statistics.dimension import measure_dimension
from alignmentcard.measurement.statistics.pool import pool
from alignmentcard.measurement.tables import copies
from alignmentcard.measurement.tables.account import AGAIN, notes
from alignmentcard.measurement.tables.columns import ColumnError, Layout
from alignmentcard.measurement.tables.counting import Counting
from alignmentcard.measurement.tables.loading import Loaded
from alignmentcard.measurement.tables.ratings import Ratings
from alignmentcard.measurement.tables.signs import missing_codes
from alignmentcard.measurement.tables.study import Study, open_study, with_copies
from alignmentcard.measurement.tables.tallies import Added, Columns, TallyError, add_up
from alignmentcard.measurement.tables.telling import word_for
from alignmentcard.model.release import Columns as Named

if TYPE_CHECKING:
    import pyarrow as pa

MOST_LISTED = 8


def merge(paths: Sequence[Path], progress: Progress = lambda _: None) -> tuple[Facts, str]:
    """Merge the parts of all shards of one table; return the facts, and the name of the file that is usual for them."""
    progress("reading the parts")
    head, tables = _together(paths)
    with closing(open_engine()) as engine:
        return _measured(head, Added(tables, {key: one.answers() for key, one in head.scales.items()}), engine,
                         progress), head.target  # fmt: skip


def _together(paths: Sequence[Path]) -> tuple[Head, dict[str, Columns]]:
    """Read parts one after the other, add up their tallies, and see that each shard is there once."""
    first: tuple[Path, Head] | None = None
    seen: dict[int, Path] = {}
    tables: dict[str, Columns] = {}
    for path in paths:
        part = read_part(path)
        if first is None:
            first = path, part.head
        elif part.head != first[1]:
            raise PartError(_difference(path, part.head, *first))
        if part.shard in seen:
            raise PartError(
                f"{seen[part.shard]} and {path} are both shard {part.shard} of {part.head.shards}. Name each part once."
            )
        tables = _added(tables, part, first=not seen)
        seen[part.shard] = path
    if first is None:
        raise PartError("There is no part to merge. Name the files that measure --shard wrote.")
    missing = [number for number in range(1, first[1].shards + 1) if number not in seen]
    if missing:
        named = ", ".join(map(str, missing[:MOST_LISTED])) + (" …" if len(missing) > MOST_LISTED else "")
        raise PartError(
            f"Of {first[1].shards} shards {word_for(len(missing), 'one is', f'{len(missing)} are')} missing: {named}. "
            f"Count {word_for(len(missing), 'it', 'them')} with --shard, and name all parts."
        )
    return first[1], tables


def _added(tables: dict[str, Columns], part: Part, *, first: bool) -> dict[str, Columns]:
    """Add the tallies of a part; what not every part has is left out."""
    more = part.columns
    if first:
        return {name: add_up([table], keys_of(table)) for name, table in more.items()}
    both = [name for name in tables if name in more]
    if odd := next((name for name in both if [*tables[name]] != [*more[name]]), None):
        raise PartError(f"Shard {part.shard} has other columns of “{odd}” than the parts before it. Count it again.")
    return {name: add_up([tables[name], more[name]], keys_of(more[name])) for name in both}


SUMS = ("n", "askings", "items", "pairs", "chance", "squares", "hits", "ties", "contradictory")


def keys_of(table: Columns) -> int:
    """Return how many columns of a tally are keys, which stand before the sums."""
    names = list(table)
    if names[:2] == ["rater", "g"]:
        return 2
    if names == ["rater", "k", "squares"]:
        return 1
    return next((place for place, name in enumerate(names) if name in SUMS), len(names))


def _difference(path: Path, head: Head, other: Path, first: Head) -> str:
    """Say what differs between the heads of two parts, and what to do."""
    told = {
        "program": f"was written by {head.program} and {other} by {first.program}. Count all shards with one version",
        "shards": f"is one of {head.shards} shards and {other} one of {first.shards}. Count all shards of one number",
        "files": f"is of another table than {other}. Count all shards of one table",
        "card": f"was counted for another card than {other}, or for the card as it was. Count all shards for one card",
        "settings": f"was counted with other settings than {other}. Count all shards with the same options",
        "table": f"reads the columns of the table otherwise than {other}. Count all shards with the same columns",
    }
    for name, text in told.items():
        if getattr(head, name) != getattr(first, name):
            return f"{path} {text}."
    return f"{path} was read otherwise than {other}. Count all shards anew, with the same options."


def _measured(head: Head, tallies: Added, engine: Engine, progress: Progress) -> Facts:
    """Measure as `run` does, on what shards counted."""
    settings, table = settings_of(head.settings), _table(head, tallies, engine)
    try:
        return _facts(head, settings, table, tallies, progress)
    except (IndexError, KeyError, ValueError, ZeroDivisionError, OverflowError) as error:
        raise PartError(
            f"The parts hold numbers that do not fit together ({type(error).__name__}). Count all shards anew."
        ) from error


def _facts(head: Head, settings: Settings, table: Ratings, tallies: Added, progress: Progress) -> Facts:
    studies = [
        with_copies(open_study(table, one.name if head.flags.dimension else None, one.said, settings, number))
        for number, one in enumerate(head.dimensions)
    ]
    for study in studies:
        if not study.answers.ratings:
            raise PartError("The parts hold no ratings. Count all shards anew.")
    accounted = _account(head, studies, settings)
    progress("raters")
    counting = _members(head, tallies, table.engine)
    found_pool = pool(table, settings.minimum_cell, head.targets, counting)
    _refuse_varying(table)
    groups: dict[str, dict[str, int]] = {}
    for study in studies:
        groups |= group_sizes(study)
    if groups != head.groups:
        raise TallyError(
            "Which groups are large enough to compare depends on which repeated answers count, and the parts compare "
            "others. Measure the table in one run, or with --repeats all."
        )
    facts: dict[str, DimensionFacts] = {}
    for number, (one, study) in enumerate(zip(head.dimensions, studies, strict=True)):
        name = one.name or UNNAMED
        facts[name] = measure_dimension(study, one.said, one.method, number, _told_of(progress, name))
    return Facts(
        format=FORMAT,
        program=head.program,
        settings=head.settings,
        files=head.files,
        table=replace(head.table, missing_codes=missing_codes(table) if table.rater else {}),
        pool=found_pool,
        dimensions=facts,
        card=head.card,
        account=accounted,
        told=(*head.told, *notes(accounted, studies)),
    )


def _told_of(progress: Progress, name: str) -> Progress:
    return lambda what: progress(f"{name}: {what}")


def _table(head: Head, tallies: Added, engine: Engine) -> Ratings:
    """Return a table that nobody can read, of which all is known that statistics ask."""
    flags = head.flags
    named = Named(
        item="item",
        value="value",
        rater="rater" if flags.rater else None,
        occasion="occasion" if flags.occasion else None,
        condition="condition" if flags.condition else None,
        dimension="dimension" if flags.dimension else None,
    )
    layout = Layout(named, head.table.shape)
    loaded = Loaded("", "", {}, tuple(one.path or "" for one in head.account), {})
    pair = settings_of(head.settings).pair
    return Ratings(
        engine, layout, loaded, head.attributes, flags.labelled, Counting(engine, layout, loaded), {}, head.told,
        tool=head.table.tool, pair=pair, tallies=tallies,
    )  # fmt: skip


def _members(head: Head, tallies: Added, engine: Engine) -> str:
    """Hold the answers of each rater with what is said of the rater; return the name of the relation."""
    import pyarrow as pa

    shape = members_shape(len(head.attributes))
    if not head.flags.rater:
        return ""
    found = tallies.get("members", shape, lambda: pa.table({}))
    columns = {"rater": found.column("rater"), "n": found.column("n")}
    for number, texts in enumerate(head.texts):
        columns[f"a{number}"] = _texts(found.column(f"a{number}"), texts)
    engine.hold("counting_held", pa.table(columns))
    engine.view("counting", "SELECT * FROM counting_held", keep=True)
    return "counting"


def _texts(places: "pa.ChunkedArray", texts: Sequence[str]) -> "pa.Array":
    import pyarrow as pa

    numbers = places.to_pylist()
    if any(number >= len(texts) for number in numbers):
        raise PartError("The parts name a group that is not there. Count all shards anew.")
    return pa.array([texts[number] if number >= 0 else None for number in numbers], pa.string())


def _refuse_varying(table: Ratings) -> None:
    """Refuse an attribute that a rater has two of; parts do not say who that is."""
    for number, axis in enumerate(table.attributes if table.rater else ()):
        odd = rows(table.engine.query(f"SELECT count(*) AS n FROM members WHERE odd_a{number} = 1"))[0]["n"]
        if odd:
            raise ColumnError(
                f"{odd:,} {'rater has' if odd == 1 else 'raters have'} more than one {axis}. An attribute of raters is "
                f"the same in all of their rows: correct the table, or leave attributes.{axis} out."
            )


def _account(head: Head, studies: Sequence[Study], settings: Settings) -> tuple[FileAccount, ...]:
    """Say what became of the answers of each file, once it is known which repeated answers count."""
    asked, used = (_by_file(studies, what) for what in ("asked", "used"))
    for number, file in enumerate(head.account):
        if asked[number] != file.used:
            raise TallyError(
                f"The shards hold {asked[number]:,} answers and the table {file.used:,}: some items are in no shard or "
                "in several. Count all shards with one engine, and merge them again."
            )
    copied: Counter[int] = Counter()
    for study in studies:
        copied.update(study.copies.by_file if study.copies and study.copied else {})
    return tuple(
        _with_repeats(file, used[number], copied[number], AGAIN.get(settings.repeats))
        for number, file in enumerate(head.account)
    )


def _with_repeats(file: FileAccount, used: int, copied: int, reason: str | None) -> FileAccount:
    again = file.used - used
    if not again or reason is None:
        return file
    gone = {name: count for name, count in ((reason, again - copied), (copies.COPY, copied)) if count}
    return replace(file, used=used, set_aside=dict(sorted({**file.set_aside, **gone}.items())))


def _by_file(studies: Iterable[Study], what: str) -> Counter[int]:
    found: Counter[int] = Counter()
    for study in studies:
        found.update(dict(_counts(study, what)))
    return found


def _counts(study: Study, what: str) -> Iterator[tuple[int, int]]:
    import pyarrow as pa

    table: Mapping[str, list[int]] = study.tally(what, BY_FILE, lambda: pa.table({})).to_pydict()
    yield from zip(table["file"], table["n"], strict=True)
