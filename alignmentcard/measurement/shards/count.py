"""Counting shards: the tallies of the items of each, beside what is known of the whole table.

What is counted does not depend on what a shard finds: where another shard may need a tally, this one has it as well.
Shards of one process are counted one after the other, after one pass over the table that spreads the answers to them.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from alignmentcard.measurement.described import files_of, refuse_changed, states
from alignmentcard.measurement.results.extras import stated_extras
from alignmentcard.measurement.run import UNNAMED, Machine, Progress, as_card_says, opened_table
from alignmentcard.measurement.settings import Settings
from alignmentcard.measurement.shards.collect import collect, collect_other, tally_members
from alignmentcard.measurement.shards.part import Head
from alignmentcard.measurement.shards.slices import Slice, Slices
from alignmentcard.measurement.shards.spread import rows_of
from alignmentcard.measurement.shards.whole import (
    Whole,
    head_of,
    open_wholes,
    rater_ids,
    refuse_extras,
    spread_all,
)
from alignmentcard.measurement.tables.loading import Source
from alignmentcard.measurement.tables.ratings import Ratings
from alignmentcard.measurement.tables.study import Study, take_shard, with_copies
from alignmentcard.measurement.tables.tallies import Columns, Kept
from alignmentcard.model import Card


@dataclass(frozen=True)
class Shard:
    """What a shard counted."""

    number: int
    head: Head
    tallies: dict[str, Columns]


def count_shards(
    sources: Sequence[Source],
    chosen: Slices,
    card: Card | None = None,
    settings: Settings | None = None,
    *,
    machine: Machine | None = None,
    dimension: str | None = None,
    place: Path = Path("ratings"),
    progress: Progress = lambda _: None,
    look: Callable[[Ratings], None] = lambda _: None,
) -> Iterator[Shard]:
    """Count the items of some shards of a table, as `run` would measure it; `place` is the card, or the table.

    A shard is yielded when it is counted, and what it took is given back before the next one.
    """
    stated = stated_extras(card) if card else ()
    settings = as_card_says(settings or Settings(), card).also(stated)
    refuse_extras(settings, stated)
    progress("digest of the files")
    before, files = states(sources), tuple(files_of(sources, place.parent))
    with closing((machine or Machine()).open()) as engine:
        table = opened_table(engine, sources, card, settings, progress)
        look(table)
        wholes = open_wholes(table, card, replace(settings, pair=table.pair), dimension, progress)
        head = head_of(table, wholes, card, files, place, chosen.of)
        ids = rater_ids(table)
        spread_all(wholes, chosen, progress)
        for one in chosen:
            tallies = _counted(table, wholes, one, head, Kept(ids), progress)
            refuse_changed(before, states(sources))
            yield Shard(one.number, head, tallies)


def _counted(
    table: Ratings, wholes: Sequence[Whole], one: Slice, head: Head, kept: Kept, progress: Progress
) -> dict[str, Columns]:
    """Count the items of one shard."""
    studies = [with_copies(take_shard(whole.study, rows_of(whole.study, one))) for whole in wholes]
    tally_members(table, studies, head.texts, kept)
    for whole, study in zip(wholes, studies, strict=True):
        progress(f"shard {one.number} of {one.of}: {whole.name or UNNAMED}: counting")
        patterns = collect(replace(study, tallies=kept), whole.method, whole.asked)
        for other in _others(whole, study, one):
            collect_other(replace(other, tallies=kept), study, patterns)
    return kept.kept


def _others(whole: Whole, study: Study, one: Slice) -> Iterator[Study]:
    """Yield what a shard is under other choices; where nobody answered again it is the same under another key."""
    for other in whole.others:
        if study.repeated:
            yield take_shard(other, rows_of(whole.study, one), study.repeats)
        else:
            yield replace(study, settings=other.settings, key=other.key)
    if whole.stored:
        yield take_shard(whole.stored, rows_of(whole.stored, one))
