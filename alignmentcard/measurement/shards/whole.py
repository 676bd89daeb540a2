"""What is known of the whole table before a shard of it is counted: the same for each shard, and looked up once."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import alignmentcard
from alignmentcard.errors import AlignmentCardError
from alignmentcard.measurement.described import dimensions_of, method_of, shown, table_facts, told_settings
from alignmentcard.measurement.engine.engines import rows
from alignmentcard.measurement.results.facts import FileFacts, card_digest, facts_path
from alignmentcard.measurement.run import Progress, opened_study, stated_scale, targets
from alignmentcard.measurement.settings import Settings
from alignmentcard.measurement.shards.collect import Asked, asked_of, group_sizes, refuse
from alignmentcard.measurement.shards.part import Dimension, Flags, Head
from alignmentcard.measurement.shards.scales import Scale
from alignmentcard.measurement.shards.slices import Slices
from alignmentcard.measurement.shards.spread import spread
from alignmentcard.measurement.statistics.pool import members
from alignmentcard.measurement.tables.account import account
from alignmentcard.measurement.tables.ratings import Ratings, as_stored
from alignmentcard.measurement.tables.study import Study, open_whole
from alignmentcard.model import Card

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True)
class Whole:
    """A dimension of a table: the answers of all shards.

    `others` are what it is where another of a rater's answers to an item counts, `stored` what it is with pairs as they
    stand in the table.
    """

    study: Study
    name: str | None
    method: str | None
    asked: Asked
    others: tuple[Study, ...]
    stored: Study | None

    @property
    def spread(self) -> tuple[Study, ...]:
        """Return the studies whose answers are spread to shards; the others have those of the first."""
        return (self.study, self.stored) if self.stored else (self.study,)


def open_wholes(
    table: Ratings, card: Card | None, settings: Settings, dimension: str | None, progress: Progress
) -> list[Whole]:
    """Open the dimensions of a table, and make the relation `members` of their raters."""
    wanted = [d.id for d in card.dimensions] if card else []
    names = list(dimensions_of(table, wanted, dimension))
    studies = [
        opened_study(table, name, card, settings, number, progress, open_whole) for number, name in enumerate(names)
    ]
    methods = [method_of(card, name) for name in names]
    for study, method in zip(studies, methods, strict=True):
        refuse(study, method)
    progress("raters")
    if table.rater:
        _hold_members(table, studies)
    return [
        Whole(study, name, method, asked_of(study), tuple(_others(study)), _stored(study, card, name, number))
        for number, (study, name, method) in enumerate(zip(studies, names, methods, strict=True))
    ]


def spread_all(wholes: Sequence[Whole], chosen: Slices, progress: Progress) -> None:
    """Spread the answers to the items of some shards."""
    for study in (study for whole in wholes for study in whole.spread):
        progress("spreading answers to shards")
        spread(study, chosen)


def head_of(
    table: Ratings, wholes: Sequence[Whole], card: Card | None, files: tuple[FileFacts, ...], place: Path, shards: int
) -> Head:
    """Tell what is known of the whole table."""
    settings, studies = wholes[0].study.settings, [whole.study for whole in wholes]
    groups: Mapping[str, Mapping[str, int]] = {
        number: sizes for study in studies for number, sizes in group_sizes(study).items()
    }
    return Head(
        program=f"alignmentcard {alignmentcard.__version__}",
        shards=shards,
        settings=told_settings(settings),
        files=files,
        table=table_facts(table),
        told=table.told,
        account=account(table, studies, lambda path: shown(path, place.parent)),
        dimensions=tuple(Dimension(one.name, stated_scale(card, one.name), one.method) for one in wholes),
        flags=_flags(table),
        target=facts_path(place).name,
        card=card_digest(card) if card else None,
        targets={axis: dict(shares) for axis, shares in targets(card).items()},
        attributes=table.attributes,
        texts=tuple(tuple(one.to_pylist()) for one in group_texts(table)),
        groups=groups,
        raters=len(rater_ids(table)),
        scales={study.key: Scale.of(study.answers) for one in wholes for study in (*one.others, *one.spread)},
    )


def refuse_extras(settings: Settings, stated: Sequence[str]) -> None:
    """Refuse what is asked for by name: it looks at all items, or at single ones, together."""
    if settings.extras:
        asked = "the card states" if {*settings.extras} <= {*stated} else "--with asks for"
        raise AlignmentCardError(
            f"Shards cannot be added up to {', '.join(settings.extras)}, which {asked}: that looks at all items "
            "together. Measure the table in one run, without --shard."
        )


def _hold_members(table: Ratings, studies: Sequence[Study]) -> None:
    """Make the relation `members` of all shards, as if all answers counted."""
    fields = ", ".join(["rater", "n", *(f"a{number}" for number in range(len(table.attributes)))])
    table.engine.view("asked", "\nUNION ALL\n".join(f"SELECT {fields} FROM {study.whole}" for study in studies))
    members(table, "asked")


def rater_ids(table: Ratings) -> "pa.Array":
    """Return the ids of the relation `members` in order, as texts."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if not table.rater:
        return pa.array([], pa.string())
    found = table.engine.query("SELECT CAST(rater AS STRING) AS rater FROM members").column("rater")
    ids = pc.cast(found, pa.string()).combine_chunks()
    return ids.take(pc.sort_indices(ids))


def group_texts(table: Ratings) -> "list[pa.Array]":
    """Return the groups on each axis, in order."""
    import pyarrow as pa

    found = []
    for number in range(len(table.attributes)):
        asked = f"SELECT DISTINCT a{number} AS grp FROM {table.relation} WHERE a{number} IS NOT NULL"
        found.append(pa.array(sorted(row["grp"] for row in rows(table.engine.query(asked))), pa.string()))
    return found


def _others(study: Study) -> Iterator[Study]:
    """Yield what a study is where another of repeated answers counts."""
    counts = study.settings.repeats
    if study.table.rater and counts != "all":
        for repeats in ("first", "last", "all"):
            if repeats != counts:
                key = study.key.removesuffix(counts) + repeats
                yield replace(study, settings=replace(study.settings, repeats=repeats), key=key)


def _stored(study: Study, card: Card | None, name: str | None, number: int) -> Study | None:
    """Return what a study is with compared things as they stand in the table, where they were put into one order."""
    if not study.settings.pair:
        return None
    table = as_stored(study.table, study.settings.pair)
    return open_whole(table, name if table.dimension else None, stated_scale(card, name), study.settings, number)


def _flags(table: Ratings) -> Flags:
    columns = table.layout.columns
    return Flags(
        rater=table.rater,
        labelled=table.labelled,
        dimension=table.dimension,
        occasion=columns.occasion is not None,
        condition=columns.condition is not None,
    )
