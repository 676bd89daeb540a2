"""Measuring large tables, side by side with a bare GROUP BY item of the same engine and with `krippendorff`.

Every round runs all of them, one after the other, so that whatever else the machine does falls on each alike. Reported
are medians over rounds of seconds on the clock and of processor seconds (all threads), and ratios of both; the second
hardly depends on what else is running. Run: python bench/measure.py 1e6 1e7 [--memory 4GB] [--rounds 5]
"""

import argparse
import resource
import statistics
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import duckdb
import krippendorff
import numpy as np
import pyarrow.parquet as pq

from alignmentcard.measure.agreement import pattern_agreement
from alignmentcard.measure.files import find
from alignmentcard.measure.patterns import count_patterns
from alignmentcard.measure.run import Machine, run
from alignmentcard.measure.scale import Said
from alignmentcard.measure.settings import Settings
from alignmentcard.measure.study import open_study
from alignmentcard.measure.tables import Source, open_ratings
from alignmentcard.model.release import Columns

COLUMNS = Columns(item="item", rater="rater", value="value")
WITH_GROUP = Columns(item="item", rater="rater", value="value", attributes={"group": "grp"})
MOST_FOR_PEER = 20_000_000
BARE = "bare GROUP BY item"


def generate(path: Path, ratings: int) -> None:
    """Write ratings on five values, ten on each item, by raters in two groups, in random order."""
    with duckdb.connect() as connection:
        connection.execute(f"""
            COPY (SELECT i // 10 AS item, CAST((hash(i // 10) + (i % 10) * 7919) % 5003 AS BIGINT) AS rater,
                    1 + least(4, (hash(i // 10, 1) % 1000 * 3 + hash(i, 2) % 1000 * 2) // 1000)::INT AS value,
                    CASE WHEN (hash(i // 10) + (i % 10) * 7919) % 5003 % 3 = 0 THEN 'a' ELSE 'b' END AS grp
                  FROM range({ratings}) t(i) ORDER BY hash(i)) TO '{path}'""")


def bare(path: Path, machine: Machine) -> None:
    with closing(machine.open()) as engine:
        engine.query(f"SELECT count(*) AS n, max(c) AS c FROM (SELECT count(*) AS c FROM '{path}' GROUP BY item) s")


def agreement(path: Path, machine: Machine) -> None:
    """Alpha at all levels, percent agreement, Fleiss' kappa and AC1, each with an interval of 1,000 replicates."""
    with closing(machine.open()) as engine:
        table = open_ratings(engine, Source(find(path), COLUMNS))
        study = open_study(table, None, Said("ordinal"), Settings())
        pattern_agreement(count_patterns(study), study)


def everything(path: Path, machine: Machine, columns: Columns) -> None:
    run([Source(find(path), columns)], machine=machine)


def peer(path: Path, *, dense: bool) -> None:
    """Alpha at three levels by the krippendorff package, from counts of values by item; no intervals.

    The counts come from pandas, as for any ids; or, `dense`, from positions in an array, where ids are 0, 1, 2, …
    """
    table = pq.read_table(path, columns=["item", "value"])
    if dense:
        item, value = (table.column(name).to_numpy() for name in ("item", "value"))
        counts = np.bincount(item * 5 + value - 1, minlength=(item.max() + 1) * 5).reshape(-1, 5)
    else:
        frame = table.to_pandas()
        counts = frame.groupby(["item", "value"]).size().unstack(fill_value=0).to_numpy()
    for level in ("nominal", "ordinal", "interval"):
        krippendorff.alpha(value_counts=counts, value_domain=[1, 2, 3, 4, 5], level_of_measurement=level)


def taken_by(call: Callable[[], None]) -> tuple[float, float]:
    """Return seconds on the clock and of the processor."""
    clock, processor = time.perf_counter(), time.process_time()
    call()
    return time.perf_counter() - clock, time.process_time() - processor


def compare(ratings: int, rounds: int, machine: Machine, folder: Path) -> None:
    path = folder / f"{ratings}.parquet"
    generate(path, ratings)
    calls: dict[str, Callable[[], None]] = {
        BARE: lambda: bare(path, machine),
        "agreement with intervals": lambda: agreement(path, machine),
        "everything": lambda: everything(path, machine, COLUMNS),
        "everything, with a group axis": lambda: everything(path, machine, WITH_GROUP),
    }
    if ratings <= MOST_FOR_PEER:
        calls["krippendorff, counts by pandas"] = lambda: peer(path, dense=False)
        calls["krippendorff, dense ids"] = lambda: peer(path, dense=True)
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in calls}
    for _ in range(rounds):
        for name, call in calls.items():
            taken[name].append(taken_by(call))
    medians = {name: [statistics.median(part) for part in zip(*times, strict=True)] for name, times in taken.items()}
    print(f"{ratings:,} ratings, {rounds} rounds, DuckDB {duckdb.__version__}, memory {machine.memory or 'unlimited'}")
    print(f"  {'':<32} {'clock':>9} {'ratio':>7} {'processor':>11} {'ratio':>7}")
    for name, (clock, processor) in medians.items():
        ratios = clock / medians[BARE][0], processor / medians[BARE][1]
        print(f"  {name:<32} {clock:>8.2f}s {ratios[0]:>7.2f} {processor:>10.2f}s {ratios[1]:>7.2f}")
    print(f"  most memory so far: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20:.1f} GB", flush=True)
    path.unlink()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("ratings", nargs="*", type=float, default=[1e6, 1e7])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--memory")
    parser.add_argument("--temporary", type=Path)
    options = parser.parse_args()
    machine = replace(Machine(), memory=options.memory, temporary=options.temporary)
    with tempfile.TemporaryDirectory(dir=options.temporary) as folder:
        for ratings in options.ratings:
            compare(int(ratings), options.rounds, machine, Path(folder))


if __name__ == "__main__":
    main()
