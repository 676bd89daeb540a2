"""Measuring: from a table and what is said about it to facts."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import alignmentcard
from alignmentcard.errors import AlignmentCardError
from alignmentcard.measurement.described import (
    dimensions_of,
    files_of,
    method_of,
    refuse_changed,
    shown,
    states,
    table_facts,
    told_settings,
)
from alignmentcard.measurement.engine.engines import Engine, open_engine
from alignmentcard.measurement.results.extras import stated_extras
from alignmentcard.measurement.results.facts import FORMAT, Facts, card_digest
from alignmentcard.measurement.results.values import DimensionFacts
from alignmentcard.measurement.settings import Settings
from alignmentcard.measurement.statistics.dimension import measure_dimension
from alignmentcard.measurement.statistics.pool import counted_ratings, pool, refuse_varying
from alignmentcard.measurement.tables.account import account, notes
from alignmentcard.measurement.tables.files import Files
from alignmentcard.measurement.tables.loading import Source, load
from alignmentcard.measurement.tables.ratings import Ratings, open_ratings
from alignmentcard.measurement.tables.scale import StatedScale
from alignmentcard.measurement.tables.study import Study, open_study, with_copies
from alignmentcard.messages.retold import joined, worded
from alignmentcard.model import Card

Progress = Callable[[str], None]
Opening = Callable[[Ratings, str | None, StatedScale, Settings, int], Study]
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
    settings = as_card_says(settings, card).also(stated_extras(card) if card else ())
    progress(worded("digest of the files"))
    before, files = states(sources), tuple(files_of(sources, root))
    with closing((machine or Machine()).open()) as engine:
        table = opened_table(engine, sources, card, settings, progress)
        settings = replace(settings, pair=table.pair)
        look(table)
        names = list(dimensions_of(table, wanted_of(card), dimension))
        studies = [
            with_copies(opened_study(table, name, card, settings, number, progress))
            for number, name in enumerate(names)
        ]
        accounted = account(table, studies, lambda path: shown(path, root))
        progress(worded("raters"))
        counting = counted_ratings(table, studies)
        found_pool = pool(table, settings.minimum_cell, targets(card), counting)
        refuse_varying(table, counting)
        facts = {
            name or UNNAMED: measured(study, name, card, number, progress)
            for number, (name, study) in enumerate(zip(names, studies, strict=True))
        }
        refuse_changed(before, states(sources))
        return Facts(
            format=FORMAT,
            program=f"alignmentcard {alignmentcard.__version__}",
            settings=told_settings(settings),
            files=files,
            table=table_facts(table),
            pool=found_pool,
            dimensions=facts,
            card=card_digest(card) if card else None,
            account=accounted,
            told=(*table.told, *notes(accounted, studies)),
        )


def opened_table(
    engine: Engine,
    sources: Sequence[Source],
    card: Card | None,
    settings: Settings,
    progress: Progress = lambda _: None,
    beside: Mapping[str, Files] | None = None,
) -> Ratings:
    """Read the sources as the card and the settings say; the engine reaches nothing else but the files `beside`.

    `beside` are files of systems by name; a rater who is called so is one of them.
    """
    progress(worded("reading"))
    given = [source.data for source in sources if isinstance(source.data, Files)]
    engine.seal([path for files in (*given, *(beside or {}).values()) for path in files.paths])
    return open_ratings(
        engine, sources[0], wanted_of(card), settings.pair, sources[1:], scale_values(card), settings.layout,
        one_set=settings.one_set, apart=tuple(beside or {}),
    )  # fmt: skip


def as_card_says(settings: Settings, card: Card | None) -> Settings:
    """Return the settings with the smallest cell that a card promises, if it does."""
    promised = card.release.minimum_cell if card else None
    return replace(settings, minimum_cell=promised) if promised else settings


def opened_study(
    table: Ratings,
    name: str | None,
    card: Card | None,
    settings: Settings,
    number: int,
    progress: Progress,
    opening: Opening = open_study,
) -> Study:
    """Open a dimension; one without ratings is refused."""
    progress(f"{name or UNNAMED}: " + worded("reading"))
    study = opening(table, name if table.dimension else None, stated_scale(card, name), settings, number)
    if not study.answers.ratings:
        gone = joined(", ", [joined(" ", (f"{count:,}", worded(reason))) for reason, count in study.valueless.items()])
        told_why = worded(" ({gone})", gone=gone) if gone else ""
        raise AlignmentCardError(
            worded(
                "Dimension “{name}” has no ratings in the table{told_why}. Check its column and missing codes.",
                name=name,
                told_why=told_why,
            )
        )
    return study


def measured(
    study: Study, name: str | None, card: Card | None, number: int = 0, progress: Progress = lambda _: None
) -> DimensionFacts:
    """Measure everything about one dimension."""
    return measure_dimension(
        study,
        stated_scale(card, name),
        method_of(card, name),
        number,
        lambda what: progress(f"{name or UNNAMED}: " + what),
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
    systems = systems or {}
    with closing((machine or Machine()).open()) as engine:
        table = opened_table(engine, sources, card, settings, beside=systems)
        settings = replace(settings, pair=table.pair)
        relations = {name: f"system{number}" for number, name in enumerate(systems)}
        for name, files in systems.items():
            load(engine, relations[name], Source(files))
        found = list(dimensions_of(table, wanted_of(card), dimension))
        if len(found) != 1:
            names = ", ".join(str(name) for name in found[:12])
            raise AlignmentCardError(
                worded("The table holds several dimensions. Choose one with --dimension: {names}.", names=names)
            )
        yield (
            open_study(table, found[0] if table.dimension else None, stated_scale(card, found[0]), settings),
            relations,
        )


def wanted_of(card: Card | None) -> list[str]:
    """Return the dimensions of a card, by their ids."""
    return [dimension.id for dimension in card.dimensions] if card else []


def stated_scale(card: Card | None, name: str | None) -> StatedScale:
    """Return what a card says about the scale of a dimension."""
    found = next((d for d in card.dimensions if d.id == name), None) if card else None
    if found is None:
        return StatedScale()
    scale = found.scale
    ranked = found.feedback in ("ranking", "best_worst")
    return StatedScale(scale.level, tuple(scale.values), tuple(scale.abstain), scale.min, scale.max, ranked)


def scale_values(card: Card | None) -> list[str]:
    """Return the values of all scales of a card."""
    return [value for dimension in card.dimensions for value in dimension.scale.values] if card else []


def targets(card: Card | None) -> Mapping[str, Mapping[str, float]]:
    """Return the shares of groups that the raters should have, by axis."""
    pools = card.raters if card else []
    return {part.axis: part.shares for pool in pools if pool.target for part in pool.target.composition}
