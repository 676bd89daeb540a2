"""Items that divide people, items whose answer stays in doubt, and items whose answers look copied from another."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from alignmentcard.errors import AlignmentCardError
from alignmentcard.measurement.results.values import ItemFacts
from alignmentcard.measurement.statistics.dawid_skene import posterior
from alignmentcard.measurement.statistics.item_details import Apart, comments_on, groups_apart
from alignmentcard.measurement.statistics.patterns import Patterns, whole
from alignmentcard.measurement.statistics.spread import entropy
from alignmentcard.measurement.statistics.write_csv import write_csv
from alignmentcard.measurement.tables.study import Study
from alignmentcard.saving import write_atomically

if TYPE_CHECKING:
    import pyarrow as pa

MOST_BY_CHANCE = 0.05
"""Pairs of items with the same answers that chance may be expected to give, so that they are told."""
MOST_DOUBT = 0.1
"""The chance that another answer is true, above which an item is told to be in doubt."""
MOST_READ = 2_000_000
"""Answers up to which items are looked through one by one."""


@dataclass(frozen=True)
class Divided:
    """An item with its answers by value, their entropy in bits, and another item that has the same answers, if any.

    `likeliest` is the answer that is likeliest to be true by the model of Dawid and Skene, `doubt` the chance that
    another is; None where raters cannot be told apart.
    """

    item: Any
    counts: tuple[int, ...]
    entropy: float
    same_as: Any = None
    likeliest: str | None = None
    doubt: float | None = None


def item_facts(study: Study, patterns: Patterns | None) -> ItemFacts:
    """Return how many items divide people, and how many have the answers of another item."""
    if patterns is None:
        return ItemFacts(undefined="too_many_values")
    paired = patterns.rated(2)
    ordered = np.sort(paired.counts, axis=1)[:, ::-1]
    more = ordered[:, 1] if ordered.shape[1] > 1 else np.zeros(len(ordered), dtype=np.int64)
    copies, doubts = copied(study), doubt(study)
    return ItemFacts(
        int(paired.items.sum()),
        int(paired.items[more > 0].sum()),
        int(paired.items[(more > 0) & (more == ordered[:, 0])].sum()),
        None if copies is None else len({*copies, *copies.values()}),
        doubtful=None if doubts is None else sum(one > MOST_DOUBT for _, one in doubts.values()),
    )


def doubt(study: Study) -> dict[Any, tuple[str, float]] | None:
    """Return the likeliest answer to each item and the chance that another is true; None where that cannot be said."""
    if not study.table.rater or study.counts_repeats or study.answers.ratings > MOST_READ:
        return None
    found = study.query(
        f"SELECT item, CAST(rater AS STRING) AS r, code FROM {study.ratings} WHERE rater IS NOT NULL ORDER BY item, r"
    )
    if not found.num_rows:
        return None
    known = found.column("item").to_pylist()
    number = {item: place for place, item in enumerate(dict.fromkeys(known))}
    rater = np.unique(np.array(found.column("r").to_pylist(), dtype=str), return_inverse=True)[1]
    true = posterior(np.array([number[item] for item in known]), rater, whole(found.column("code")),
                     len(study.answers.labels))  # fmt: skip
    return {item: (study.answers.labels[int(row.argmax())], 1 - float(row.max()))
            for item, row in zip(number, true, strict=True)}  # fmt: skip


def copied(study: Study) -> dict[Any, Any] | None:
    """Return items whose answers are those of an earlier one, and which; None where that cannot be looked at.

    The same people gave the same answers, of which not all are alike, and so many that chance would hardly give a pair
    of such items: rows may have been copied.
    """
    if not study.table.rater or study.counts_repeats or study.answers.ratings > MOST_READ:
        return None
    found = study.query(
        f"SELECT item, CAST(rater AS STRING) AS r, code FROM {study.ratings} WHERE rater IS NOT NULL ORDER BY item, r"
    )
    blocks: dict[Any, list[tuple[str, int]]] = {}
    for item, rater, code in zip(*(found.column(name).to_pylist() for name in ("item", "r", "code")), strict=True):
        blocks.setdefault(item, []).append((rater, code))
    shares = np.array(study.answers.counts) / study.answers.ratings
    alike = float((shares**2).sum())
    teams = Counter(tuple(rater for rater, _ in block) for block in blocks.values())
    rare = {team for team, items in teams.items() if items * (items - 1) / 2 * alike ** len(team) < MOST_BY_CHANCE}
    first: dict[tuple[tuple[str, int], ...], Any] = {}
    same = {
        item: first.setdefault(tuple(block), item)
        for item, block in blocks.items()
        if len({code for _, code in block}) > 1 and tuple(rater for rater, _ in block) in rare
    }
    return {item: earlier for item, earlier in same.items() if earlier != item}


def divided(study: Study) -> Iterator[Divided]:
    """Yield the items with two ratings or more, the most divided first."""
    if not study.answers.narrow:
        raise AlignmentCardError("Items are written with their answers by value, and this scale has too many values.")
    counts = ", ".join(
        f"sum(CASE WHEN code = {code} THEN n ELSE 0 END) AS c{code}" for code in range(len(study.answers.labels))
    )
    found = study.query(f"SELECT item, {counts} FROM {study.ratings} GROUP BY item HAVING sum(n) > 1 ORDER BY item")
    table = np.column_stack([
        np.asarray(found.column(f"c{code}"), dtype=np.int64) for code in range(len(study.answers.labels))
    ])  # fmt: skip
    bits, items, copies = entropy(table), found.column("item").to_pylist(), copied(study) or {}
    doubts = doubt(study) or {}
    for place in np.lexsort((np.arange(len(items)), -table.sum(axis=1), -np.round(bits, 10))):
        item = items[place]
        yield Divided(item, tuple(map(int, table[place])), float(bits[place]), copies.get(item),
                      *doubts.get(item, (None, None)))  # fmt: skip


def write_items(study: Study, path: Path) -> None:
    """Write the items, the most divided first, as CSV or, where the name ends so, as Parquet."""
    labels = study.answers.labels
    apart, said = groups_apart(study), comments_on(study)
    head = ("item", "ratings", *(f"count_{label}" for label in labels), "entropy", "same_answers_as",
            "dawid_skene_answer", "dawid_skene_doubt",
            *(name for axis in apart for name in (f"apart_by_{axis}", f"groups_apart_by_{axis}")),
            *(("comments",) if said else ()))  # fmt: skip
    rows = [
        (one.item, sum(one.counts), *one.counts, one.entropy, one.same_as, one.likeliest, one.doubt,
         *(part for items in apart.values() for part in _apart(items.get(one.item))),
         *((said.get(one.item),) if said else ()))
        for one in divided(study)
    ]  # fmt: skip
    if path.suffix.casefold() != ".parquet":
        write_csv(path, head, rows)
        return
    import pyarrow.parquet as pq

    kept = BytesIO()
    pq.write_table(_arrow(head, rows), kept)
    write_atomically(path, kept.getvalue())


def _apart(found: Apart | None) -> tuple[float | None, str | None]:
    return (found.distance, " – ".join(found.groups)) if found else (None, None)


def _arrow(head: tuple[str, ...], rows: list[tuple[Any, ...]]) -> "pa.Table":
    import pyarrow as pa

    return pa.table({name: [row[place] for row in rows] for place, name in enumerate(head)})
