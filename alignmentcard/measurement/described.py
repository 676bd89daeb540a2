"""What is said of a table beside its statistics: its files, its dimensions, how it was read, and the settings."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from alignmentcard.errors import AlignmentCardError
from alignmentcard.measurement.engine.engines import REMOTE, UnreadableTableError, rows
from alignmentcard.measurement.results.facts import FileFacts, TableFacts
from alignmentcard.measurement.settings import Settings
from alignmentcard.measurement.tables.files import Files, digest
from alignmentcard.measurement.tables.loading import Source
from alignmentcard.measurement.tables.ratings import MOST_QUESTIONS, Ratings
from alignmentcard.measurement.tables.signs import missing_codes, platform
from alignmentcard.messages.retold import worded
from alignmentcard.model import Card


def dimensions_of(table: Ratings, wanted: Sequence[str], named: str | None) -> list[str | None]:
    """List the dimensions to measure: those in the table, or the only one of the card."""
    if not table.dimension:
        if named is None and len(wanted) > 1:
            raise AlignmentCardError(
                worded(
                    "The card has {count} dimensions and the table does not tell them apart. Name the column with "
                    "--column dimension=NAME, or say which dimension it is with --dimension ID.",
                    count=len(wanted),
                )
            )
        return [named or (wanted[0] if wanted else None)]
    found = [row["d"] for row in rows(table.engine.query(
        f"SELECT CAST(dimension AS STRING) AS d FROM {table.relation} WHERE dimension IS NOT NULL GROUP BY 1 ORDER BY d"
    ))]  # fmt: skip
    if not found:
        column = table.layout.columns.dimension
        raise AlignmentCardError(
            worded("No row with an item says which dimension it is about: “{column}” is empty in all.", column=column)
        )
    if len(found) > MOST_QUESTIONS:
        raise AlignmentCardError(
            worded("The dimension column has {count} different values. Is it the right column?", count=len(found))
        )
    if named is not None and named not in found:
        raise AlignmentCardError(
            worded("The table has no dimension “{named}”. It has: {found}.", named=named, found=", ".join(found[:12]))
        )
    return [named] if named is not None else found


def method_of(card: Card | None, name: str | None) -> str | None:
    """Return the method of aggregation that a card states for a dimension."""
    stated = card.aggregation if card else []
    fits = [entry for entry in stated if not entry.dimensions or name in entry.dimensions]
    return next((entry.method for entry in fits if entry.method), None)


def files_of(sources: Sequence[Source], root: Path | None) -> Iterator[FileFacts]:
    """Yield the files of some sources with their digests; paths are relative to `root`."""
    for source in sources:
        if not isinstance(source.data, Files):
            continue
        for path in source.data.paths:
            name = shown(path, root)
            yield (
                FileFacts(name) if path.startswith(REMOTE) else FileFacts(name, digest(path), Path(path).stat().st_size)
            )


States = Mapping[str, tuple[int, ...]]


def states(sources: Sequence[Source]) -> States:
    """Return which the files that lie on this machine are, with their sizes and times."""
    paths = (path for source in sources if isinstance(source.data, Files) for path in source.data.paths)
    status = {path: Path(path).stat() for path in paths if not path.startswith(REMOTE)}
    return {path: (one.st_dev, one.st_ino, one.st_size, one.st_mtime_ns) for path, one in status.items()}


def refuse_changed(before: States, after: States) -> None:
    """Refuse what was read of files that somebody wrote to meanwhile: some of it is old and some new."""
    for path in before:
        if before[path] != after[path]:
            raise UnreadableTableError(
                worded("{path} was changed while it was read. Measure again when it is at rest.", path=path)
            )


def shown(name: str, root: Path | None) -> str:
    """Return the path of a file as facts show it: relative to the card, or its name; addresses as they are."""
    if name.startswith(REMOTE):
        return name
    path = Path(name)
    try:
        return path.resolve().relative_to((root or Path()).resolve()).as_posix()
    except ValueError:
        return path.name


def table_facts(table: Ratings) -> TableFacts:
    """Say how a table was read; needs the relation `members` where it has raters."""
    columns = {role: name for role, name in table.layout.columns.model_dump().items() if isinstance(name, str)}
    attributes = {f"attributes.{axis}": name for axis, name in table.layout.columns.attributes.items()}
    dimensions = {f"dimensions.{id_}": name for id_, name in table.layout.columns.dimensions.items()}
    return TableFacts(
        shape=table.layout.shape,
        rows=table.rows,
        columns={**columns, **attributes, **dimensions},
        guessed=table.layout.guessed,
        missing_codes=missing_codes(table) if table.rater else {},
        rater_ids=platform(table) if table.rater else None,
        tool=table.tool,
    )


def told_settings(settings: Settings) -> dict[str, str | int | float]:
    """Flatten settings; what is not set is left out."""
    found: dict[str, str | int | float] = {}
    for name, value in asdict(settings).items():
        if isinstance(value, dict):
            found.update({f"{name}.{part}": text for part, text in value.items()})
        elif isinstance(value, tuple):
            found.update({name: ",".join(value)} if value else {})
        elif value is True:
            found[name] = "yes"
        elif value is not None and value is not False:
            found[name] = value
    return found
