"""Measuring: from a table and what is said about it to facts."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import alignmentcard
from alignmentcard.errors import AlignmentCardError
from alignmentcard.measurement.engine.engines import REMOTE, Engine, UnreadableTableError, open_engine, rows
from alignmentcard.measurement.results.extras import stated_extras
from alignmentcard.measurement.results.facts import FORMAT, Facts, FileFacts, TableFacts, card_digest
from alignmentcard.measurement.results.values import DimensionFacts
from alignmentcard.measurement.settings import Settings
from alignmentcard.measurement.statistics.dimension import measure_dimension
from alignmentcard.measurement.statistics.pool import counted_ratings, pool, refuse_varying
from alignmentcard.measurement.tables.account import account, told
from alignmentcard.measurement.tables.files import Files, digest
from alignmentcard.measurement.tables.loading import Source, load
from alignmentcard.measurement.tables.ratings import MOST_QUESTIONS, Ratings, open_ratings
from alignmentcard.measurement.tables.scale import Said
from alignmentcard.measurement.tables.signs import missing_codes, platform
from alignmentcard.measurement.tables.study import Study, open_study
from alignmentcard.model import Card

Progress = Callable[[str], None]
UNNAMED = "ratings"


@dataclass(frozen=True)
class Machine:
    """Where the work is done: engine, limit of its memory, folder to spill to, and the master of a Spark cluster."""

    engine: str = "duckdb"
    memory: str | None = None
    temporary: Path | None = None
    master: str | None = None

    def open(self) -> Engine:
        """Start the engine."""
        return open_engine(self.engine, memory=self.memory, temporary=self.temporary, master=self.master)


def run(
    sources: Sequence[Source],
    card: Card | None = None,
    settings: Settings | None = None,
    *,
    machine: Machine | None = None,
    dimension: str | None = None,
    root: Path | None = None,
    progress: Progress = lambda _: None,
    look: Callable[[Ratings], None] = lambda _: None,
) -> Facts:
    """Measure a table: the first source holds ratings, the others raters or items.

    `dimension` names the only dimension of a table; `root` is the folder that paths in the facts are relative to.
    `look` is given the table once it is clear how it is read.
    """
    settings = settings or Settings()
    if card and card.release.minimum_cell:
        settings = replace(settings, minimum_cell=card.release.minimum_cell)
    settings = settings.also(stated_extras(card) if card else ())
    wanted = [d.id for d in card.dimensions] if card else []
    progress("digest of the files")
    before, files = _states(sources), tuple(_files(sources, root))
    with closing((machine or Machine()).open()) as engine:
        progress("reading")
        engine.seal([path for source in sources if isinstance(source.data, Files) for path in source.data.paths])
        table = open_ratings(
            engine, sources[0], wanted, settings.pair, sources[1:], scale_values(card), settings.layout,
            one_set=settings.one_set,
        )  # fmt: skip
        settings = replace(settings, pair=table.pair)
        look(table)
        names = list(_dimensions(table, wanted, dimension))
        studies = [_opened(table, name, card, settings, number, progress) for number, name in enumerate(names)]
        accounted = account(table, studies, lambda path: _shown(path, root))
        progress("raters")
        counting = counted_ratings(table, studies)
        found_pool = pool(table, settings.minimum_cell, targets(card), counting)
        refuse_varying(table, counting)
        facts = {
            name or UNNAMED: measured(study, name, card, number, progress)
            for number, (name, study) in enumerate(zip(names, studies, strict=True))
        }
        _refuse_changed(before, _states(sources))
        return Facts(
            format=FORMAT,
            program=f"alignmentcard {alignmentcard.__version__}",
            settings=_told(settings),
            files=files,
            table=_table(table),
            pool=found_pool,
            dimensions=facts,
            card=card_digest(card) if card else None,
            account=accounted,
            told=(*table.told, *told(accounted, studies)),
        )


def _opened(
    table: Ratings, name: str | None, card: Card | None, settings: Settings, number: int, progress: Progress
) -> Study:
    progress(f"{name or UNNAMED}: reading")
    study = open_study(table, name if table.dimension else None, said(card, name), settings, number)
    if not study.answers.ratings:
        gone = ", ".join(f"{count:,} {reason}" for reason, count in study.valueless.items())
        told_why = f" ({gone})" if gone else ""
        raise AlignmentCardError(
            f"Dimension “{name}” has no ratings in the table{told_why}. Check its column and missing codes."
        )
    return study


def measured(
    study: Study, name: str | None, card: Card | None, number: int = 0, progress: Progress = lambda _: None
) -> DimensionFacts:
    """Measure everything about one dimension."""
    return measure_dimension(
        study, said(card, name), _method(card, name), number, lambda what: progress(f"{name or UNNAMED}: {what}")
    )


@contextmanager
def opened(
    sources: Sequence[Source],
    card: Card | None,
    settings: Settings,
    *,
    systems: Mapping[str, Files] | None = None,
    machine: Machine | None = None,
    dimension: str | None = None,
) -> Iterator[tuple[Study, dict[str, str]]]:
    """Open one dimension of a table, and files of systems beside it; yield the study and the systems' relations."""
    wanted = [d.id for d in card.dimensions] if card else []
    with closing((machine or Machine()).open()) as engine:
        paths = [source.data for source in sources if isinstance(source.data, Files)]
        engine.seal([path for files in [*paths, *(systems or {}).values()] for path in files.paths])
        table = open_ratings(
            engine, sources[0], wanted, settings.pair, sources[1:], scale_values(card), settings.layout,
            one_set=settings.one_set,
        )  # fmt: skip
        settings = replace(settings, pair=table.pair)
        relations = {name: f"system{number}" for number, name in enumerate(systems or {})}
        for name, files in (systems or {}).items():
            load(engine, relations[name], Source(files))
        found = list(_dimensions(table, wanted, dimension))
        if len(found) != 1:
            names = ", ".join(str(name) for name in found[:12])
            raise AlignmentCardError(f"The table holds several dimensions. Choose one with --dimension: {names}.")
        yield open_study(table, found[0] if table.dimension else None, said(card, found[0]), settings), relations


def said(card: Card | None, name: str | None) -> Said:
    """Return what a card says about the scale of a dimension."""
    found = next((d for d in card.dimensions if d.id == name), None) if card else None
    if found is None:
        return Said()
    scale = found.scale
    ranked = found.feedback in ("ranking", "best_worst")
    return Said(scale.level, tuple(scale.values), tuple(scale.abstain), scale.min, scale.max, ranked)


def scale_values(card: Card | None) -> list[str]:
    """Return the values of all scales of a card."""
    return [value for dimension in card.dimensions for value in dimension.scale.values] if card else []


def targets(card: Card | None) -> Mapping[str, Mapping[str, float]]:
    """Return the shares of groups that the raters should have, by axis."""
    pools = card.raters if card else []
    return {part.axis: part.shares for pool in pools if pool.target for part in pool.target.composition}


def _dimensions(table: Ratings, wanted: Sequence[str], named: str | None) -> list[str | None]:
    """List the dimensions to measure: those in the table, or the only one of the card."""
    if not table.dimension:
        if named is None and len(wanted) > 1:
            raise AlignmentCardError(
                f"The card has {len(wanted)} dimensions and the table does not tell them apart. Name the column with "
                "--column dimension=NAME, or say which dimension it is with --dimension ID."
            )
        return [named or (wanted[0] if wanted else None)]
    found = [row["d"] for row in rows(table.engine.query(
        f"SELECT CAST(dimension AS STRING) AS d FROM {table.relation} WHERE dimension IS NOT NULL GROUP BY 1 ORDER BY d"
    ))]  # fmt: skip
    if not found:
        column = table.layout.columns.dimension
        raise AlignmentCardError(f"No row with an item says which dimension it is about: “{column}” is empty in all.")
    if len(found) > MOST_QUESTIONS:
        raise AlignmentCardError(f"The dimension column has {len(found)} different values. Is it the right column?")
    if named is not None and named not in found:
        raise AlignmentCardError(f"The table has no dimension “{named}”. It has: {', '.join(found[:12])}.")
    return [named] if named is not None else found


def _method(card: Card | None, name: str | None) -> str | None:
    stated = card.aggregation if card else []
    fits = [entry for entry in stated if not entry.dimensions or name in entry.dimensions]
    return next((entry.method for entry in fits if entry.method), None)


def _files(sources: Sequence[Source], root: Path | None) -> Iterator[FileFacts]:
    for source in sources:
        if not isinstance(source.data, Files):
            continue
        for path in source.data.paths:
            shown = _shown(path, root)
            yield (
                FileFacts(shown)
                if path.startswith(REMOTE)
                else FileFacts(shown, digest(path), Path(path).stat().st_size)
            )


States = Mapping[str, tuple[int, ...]]


def _states(sources: Sequence[Source]) -> States:
    """Return which the files that lie on this machine are, with their sizes and times."""
    paths = (path for source in sources if isinstance(source.data, Files) for path in source.data.paths)
    status = {path: Path(path).stat() for path in paths if not path.startswith(REMOTE)}
    return {path: (one.st_dev, one.st_ino, one.st_size, one.st_mtime_ns) for path, one in status.items()}


def _refuse_changed(before: States, after: States) -> None:
    """Refuse what was read of files that somebody wrote to meanwhile: some of it is old and some new."""
    for path in before:
        if before[path] != after[path]:
            raise UnreadableTableError(f"{path} was changed while it was read. Measure again when it is at rest.")


def _shown(name: str, root: Path | None) -> str:
    """Return the path of a file as facts show it: relative to the card, or its name; addresses as they are."""
    if name.startswith(REMOTE):
        return name
    path = Path(name)
    try:
        return path.resolve().relative_to((root or Path()).resolve()).as_posix()
    except ValueError:
        return path.name


def _table(table: Ratings) -> TableFacts:
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


def _told(settings: Settings) -> dict[str, str | int | float]:
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
