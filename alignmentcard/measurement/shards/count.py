"""Counting one shard: what is known of the whole table, and the tallies of the shard's items.

What is counted does not depend on what the shard finds: where another shard may need a tally, this one has it as well.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

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
from alignmentcard.measurement.engine.engines import rows
from alignmentcard.measurement.results.extras import stated_extras
from alignmentcard.measurement.results.facts import card_digest, facts_path
from alignmentcard.measurement.run import (
    UNNAMED,
    Machine,
    Progress,
    as_card_says,
    opened_study,
    opened_table,
    stated_scale,
    targets,
)
from alignmentcard.measurement.settings import Settings
from alignmentcard.measurement.shards.collect import collect, collect_other, group_sizes, refuse, tally_members
from alignmentcard.measurement.shards.part import Dimension, Flags, Head
from alignmentcard.measurement.shards.scales import Scale
from alignmentcard.measurement.shards.slices import Slice
from alignmentcard.measurement.statistics.pool import members
from alignmentcard.measurement.tables.account import account
from alignmentcard.measurement.tables.loading import Source
from alignmentcard.measurement.tables.ratings import Ratings, as_stored
from alignmentcard.measurement.tables.study import Study, open_study
from alignmentcard.measurement.tables.tallies import Columns, Kept
from alignmentcard.model import Card

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True)
class Shard:
    """What a shard counted."""

    number: int
    head: Head
    tallies: dict[str, Columns]


def count_shard(
    sources: Sequence[Source],
    chosen: Slice,
    card: Card | None = None,
    settings: Settings | None = None,
    *,
    machine: Machine | None = None,
    dimension: str | None = None,
    place: Path = Path("ratings"),
    progress: Progress = lambda _: None,
    look: Callable[[Ratings], None] = lambda _: None,
) -> Shard:
    """Count the items of one shard of a table, as `run` would measure it; `place` is the card, or the table."""
    settings = as_card_says(settings or Settings(), card).also(stated_extras(card) if card else ())
    wanted = [d.id for d in card.dimensions] if card else []
    refuse_extras(settings, stated_extras(card) if card else ())
    progress("digest of the files")
    before, files = states(sources), tuple(files_of(sources, place.parent))
    with closing((machine or Machine()).open()) as engine:
        table = opened_table(engine, sources, card, settings, progress)
        settings = replace(settings, pair=table.pair)
        look(table)
        names = list(dimensions_of(table, wanted, dimension))
        studies = [
            opened_study(table, name, card, settings, number, progress, chosen.condition)
            for number, name in enumerate(names)
        ]
        methods = [method_of(card, name) for name in names]
        for study, method in zip(studies, methods, strict=True):
            refuse(study, method)
        progress("raters")
        kept = Kept(_raters(table, studies))
        texts = _texts(table)
        tally_members(table, studies, texts, kept)
        scales: dict[str, Scale] = {}
        groups: dict[str, dict[str, int]] = {}
        for number, (study, method) in enumerate(zip(studies, methods, strict=True)):
            progress(f"{names[number] or UNNAMED}: counting")
            scales[study.key] = Scale.of(study.answers)
            patterns = collect(replace(study, tallies=kept), method)
            for other in _others(study, card, names[number], number, chosen):
                scales[other.key] = Scale.of(other.answers)
                collect_other(replace(other, tallies=kept), study, patterns)
            groups |= group_sizes(study)
        refuse_changed(before, states(sources))
        head = Head(
            program=f"alignmentcard {alignmentcard.__version__}",
            shards=chosen.of,
            settings=told_settings(settings),
            files=files,
            table=table_facts(table),
            told=table.told,
            account=account(table, [_every(study) for study in studies], lambda path: shown(path, place.parent)),
            dimensions=tuple(
                Dimension(name, stated_scale(card, name), method) for name, method in zip(names, methods, strict=True)
            ),
            flags=_flags(table),
            target=facts_path(place).name,
            card=card_digest(card) if card else None,
            targets={axis: dict(shares) for axis, shares in targets(card).items()},
            attributes=table.attributes,
            texts=tuple(tuple(one.to_pylist()) for one in texts),
            groups=groups,
            raters=len(kept.raters),
            scales=scales,
        )
        return Shard(chosen.number, head, kept.kept)


def refuse_extras(settings: Settings, stated: Sequence[str]) -> None:
    """Refuse what is asked for by name: it looks at all items, or at single ones, together."""
    if settings.extras:
        asked = "the card states" if {*settings.extras} <= {*stated} else "--with asks for"
        raise AlignmentCardError(
            f"Shards cannot be added up to {', '.join(settings.extras)}, which {asked}: that looks at all items "
            "together. Measure the table in one run, without --shard."
        )


def _raters(table: Ratings, studies: Sequence[Study]) -> "pa.Array":
    """Make the relation `members` of all shards, as if all answers counted; return the ids in order, as texts."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if not table.rater:
        return pa.array([], pa.string())
    fields = ", ".join(["rater", "n", *(f"a{number}" for number in range(len(table.attributes)))])
    table.engine.view("asked", "\nUNION ALL\n".join(f"SELECT {fields} FROM {study.whole}" for study in studies))
    members(table, "asked")
    found = table.engine.query("SELECT CAST(rater AS STRING) AS rater FROM members").column("rater")
    ids = pc.cast(found, pa.string()).combine_chunks()
    return ids.take(pc.sort_indices(ids))


def _texts(table: Ratings) -> "list[pa.Array]":
    """Return the groups on each axis, in order."""
    import pyarrow as pa

    found = []
    for number in range(len(table.attributes)):
        asked = f"SELECT DISTINCT a{number} AS grp FROM {table.relation} WHERE a{number} IS NOT NULL"
        found.append(pa.array(sorted(row["grp"] for row in rows(table.engine.query(asked))), pa.string()))
    return found


def _others(study: Study, card: Card | None, name: str | None, number: int, chosen: Slice) -> Iterator[Study]:
    """Yield what a study is under other choices: of repeated answers another counts, pairs stand as stored."""
    table, scale = study.table, stated_scale(card, name)
    of = name if table.dimension else None
    if table.rater and study.settings.repeats != "all":
        for repeats in ("first", "last", "all"):
            if repeats != study.settings.repeats:
                settings = replace(study.settings, repeats=repeats)
                yield _again(study, settings, of, number, chosen, card, name)
    if study.settings.pair:
        stored = as_stored(table, study.settings.pair)
        yield open_study(stored, of, scale, study.settings, number, shard=chosen.condition)


def _again(
    study: Study, settings: Settings, of: str | None, number: int, chosen: Slice, card: Card | None, name: str | None
) -> Study:
    """Open a study with other settings; where nobody answered again it is the same under another key."""
    if study.repeated:
        return open_study(study.table, of, stated_scale(card, name), settings, number, study.repeats, chosen.condition)
    return replace(study, settings=settings, key=study.key.removesuffix(study.settings.repeats) + settings.repeats)


def _every(study: Study) -> Study:
    """Return a study in which all answers of all shards count."""
    return replace(study, ratings=study.whole, askings=study.whole, repeated=False)


def _flags(table: Ratings) -> Flags:
    columns = table.layout.columns
    return Flags(
        rater=table.rater,
        labelled=table.labelled,
        dimension=table.dimension,
        occasion=columns.occasion is not None,
        condition=columns.condition is not None,
    )
