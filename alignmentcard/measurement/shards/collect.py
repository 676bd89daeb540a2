"""The tallies of a shard: everything that may be asked of the whole, whatever this shard finds."""

import itertools
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from alignmentcard.errors import AlignmentCardError
from alignmentcard.measurement.statistics.aggregation import MODELS, tally_labels
from alignmentcard.measurement.statistics.agreement import FEW_RATERS
from alignmentcard.measurement.statistics.components import tally_cells
from alignmentcard.measurement.statistics.consistency import ASKED_AGAIN, tally_asked_again
from alignmentcard.measurement.statistics.few_raters import tally_signatures
from alignmentcard.measurement.statistics.groups import large_axes, tally_effects
from alignmentcard.measurement.statistics.pairs import MOST_PAIRS, MOST_RATERS, tally_pairs
from alignmentcard.measurement.statistics.patterns import (
    KNOWN,
    Packed,
    Patterns,
    count_kept,
    count_patterns,
    tally_patterns,
)
from alignmentcard.measurement.statistics.perspectives import Joint, count_jointly, tally_overruled
from alignmentcard.measurement.statistics.rater_answers import tally_raters
from alignmentcard.measurement.statistics.rater_cells import enough_raters, tally_rater_cells
from alignmentcard.measurement.tables import copies
from alignmentcard.measurement.tables.ratings import Ratings
from alignmentcard.measurement.tables.scale import NARROW
from alignmentcard.measurement.tables.study import Study, counted_again, tally_codes
from alignmentcard.measurement.tables.tallies import Kept, Shape

if TYPE_CHECKING:
    import pyarrow as pa

BY_FILE = Shape(("file",), ("n",))


def refuse(study: Study, method: str | None) -> None:
    """Refuse a dimension of which shards do not add up to the whole."""
    of = f"Dimension “{study.name}”" if study.name else "The table"
    instead = "Measure it in one run, without --shard"
    if not study.answers.narrow:
        raise AlignmentCardError(
            f"{of} has {len(study.answers.labels):,} different answers. With more than {NARROW}, agreement holds each "
            f"item against the answers to all others, which a shard does not see. {instead}."
        )
    if method in MODELS and study.table.labelled:
        raise AlignmentCardError(
            f"{of} has labels made by {method}, a model of all items together, which shards cannot be added up to. "
            f"{instead}, or take the method out of the card."
        )


def collect_other(study: Study, main: Study, patterns: Patterns) -> None:
    """Keep what the whole may ask of a study under other choices; `patterns` are those of the `main` one."""
    tally_codes(study)
    counted_again(study)
    if study.ratings == main.ratings:
        tally_patterns(study, "items", len(study.answers.labels), lambda: patterns)
    else:
        count_patterns(study)


@dataclass(frozen=True)
class Asked:
    """The raters of all shards in the order of their ids, how often each was asked, and answers of nobody known."""

    ids: "pa.Array"
    sizes: NDArray[np.int64]
    nobody: int


def asked_of(study: Study) -> Asked:
    """Say who was asked, in all shards."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if not study.table.rater:
        return Asked(pa.array([], pa.string()), np.zeros(0, dtype=np.int64), 0)
    found = study.query(f"SELECT rater, CAST(sum(n) AS BIGINT) AS n FROM {study.whole} GROUP BY rater")
    nobody = found.filter(pc.is_null(found.column("rater"))).column("n").to_pylist()
    known = found.filter(pc.is_valid(found.column("rater"))).combine_chunks()
    known = known.take(pc.sort_indices(pc.cast(known.column("rater"), pa.string())))
    return Asked(known.column("rater"), np.asarray(known.column("n"), dtype=np.int64), sum(nobody))


def collect(study: Study, method: str | None, asked: Asked) -> Patterns:
    """Keep what the whole may ask of a study; return the counts of the shard's items."""
    tally_codes(study)
    counted_again(study)
    study.tally("asked", BY_FILE, lambda: _by_file(study, study.askings))
    study.tally("used", BY_FILE, lambda: _by_file(study, study.ratings))
    if study.table.labelled:
        tally_labels(study, method)
    if not study.table.rater:
        return count_patterns(study)
    tally_raters(study)
    _keep_copies(study)
    axes = list(large_axes(study))
    joint = count_jointly(study, *axes[0]) if axes else None
    if joint:
        patterns, packed = joint.together(), joint.packed
    else:
        patterns, packed = count_kept(study)
    _collect_raters(study, asked, patterns, packed)
    for number, axis, names in axes:
        joint = joint if joint and joint.number == number else count_jointly(study, number, axis, names)
        _collect_groups(study, joint)
    return patterns


def _collect_raters(study: Study, asked: Asked, patterns: Patterns, packed: Packed | None) -> None:
    ids, sizes = asked.ids, asked.sizes
    if asked.nobody:
        count_patterns(study, where=KNOWN)
    elif study.settings.replicates and not study.counts_repeats and len(ids):
        again = bool(study.repeats) or study.occasions
        tally_rater_cells(study, packed, ids.take(_places(enough_raters(sizes, study.settings.seed, repeated=again))))
    names = _as_texts(ids)
    few = 2 <= len(names) <= FEW_RATERS
    if few and not study.counts_repeats:
        tally_signatures(study, names)
    by_pair = not few or study.settings.repeats == "all"
    if by_pair and len(names) <= MOST_RATERS and int(patterns.items @ patterns.sizes**2) <= MOST_PAIRS:
        tally_pairs(study)
    if study.occasions or study.repeats:
        tally_asked_again(study, across=False)
        tally_asked_again(study, across=False, copies=False)
    else:
        for what in ("asked again", "asked again, without copies"):
            study.tally(what, ASKED_AGAIN, lambda: _empty(ASKED_AGAIN))
    if study.conditions:
        tally_asked_again(study, across=True)
    if study.settings.repeats == "all":
        tally_cells(study)


def _keep_copies(study: Study) -> None:
    """Keep what a merge asks of copies."""
    import pyarrow as pa

    found = study.copies or copies.Copies(Counter())
    by_file = [[*found.by_file], [*found.by_file.values()]]
    table = pa.table([pa.array(one, pa.int64()) for one in by_file], ["file", "n"])
    study.tally("copies", copies.BY_FILE, lambda: table)
    apart = pa.table({"askings": [found.askings], "versions": [found.versions]})
    study.tally("told apart", copies.APART, lambda: apart)


def _collect_groups(study: Study, joint: Joint) -> None:
    for pair in itertools.combinations(joint.names, 2):
        tally_effects(study, joint.number, joint.names, pair, joint)
    if study.table.labelled:
        tally_overruled(study, joint)


def group_sizes(study: Study) -> dict[str, dict[str, int]]:
    """Return how many raters the groups have that are compared, by axis; the whole has to find the same."""
    if not study.table.rater:
        return {}
    found = {}
    for number, _, names in large_axes(study):
        counted = study.rows(
            f"SELECT a{number} AS grp, count(*) AS n FROM members WHERE a{number} IS NOT NULL GROUP BY a{number}"
        )
        sizes = {row["grp"]: int(row["n"]) for row in counted}
        found[f"{number}"] = {name: sizes[name] for name in names}
    return found


def tally_members(table: Ratings, studies: Sequence[Study], texts: Sequence[Sequence[str]], kept: Kept) -> None:
    """Count the answers of each rater by what is said of the rater; groups are numbers, -1 where nothing is said."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if not table.rater:
        return
    names = tuple(f"a{number}" for number in range(len(table.attributes)))
    fields = ", ".join(["rater", *names])
    parts = "\nUNION ALL\n".join(f"SELECT {fields}, n FROM {study.ratings}" for study in studies)

    def count() -> pa.Table:
        found = table.engine.query(
            f"SELECT {fields}, CAST(sum(n) AS BIGINT) AS n FROM ({parts}) r WHERE rater IS NOT NULL GROUP BY {fields}"
        )
        columns = {"rater": found.column("rater"), "n": found.column("n")}
        for name, known in zip(names, texts, strict=True):
            place = pc.index_in(pc.cast(found.column(name), pa.string()), value_set=pa.array(known, pa.string()))
            columns[name] = pc.fill_null(place, -1)
        return pa.table(columns)

    kept.get("members", members_shape(len(names)), count)


def members_shape(axes: int) -> Shape:
    """Return the columns of the tally of raters."""
    return Shape(("rater", *(f"a{number}" for number in range(axes))), ("n",), ("rater",))


def _by_file(study: Study, relation: str) -> "pa.Table":
    import pyarrow as pa

    found = study.table.counting.answers(relation)
    return pa.table({"file": pa.array(list(found), pa.int64()), "n": pa.array(list(found.values()), pa.int64())})


def _places(numbers: "np.ndarray[tuple[int], np.dtype[np.int64]]") -> "pa.Array":
    import pyarrow as pa

    return pa.array(numbers)


def _as_texts(ids: "pa.Array") -> list[str]:
    import pyarrow as pa
    import pyarrow.compute as pc

    return list(pc.cast(ids, pa.string()).to_pylist())


def _empty(shape: Shape) -> "pa.Table":
    import pyarrow as pa

    columns = {key: pa.array([], pa.string() if key in shape.raters else pa.int64()) for key in shape.keys}
    return pa.table(columns | {one: pa.array([], pa.int64()) for one in shape.sums})
