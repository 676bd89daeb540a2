"""Measuring large tables, side by side with a bare GROUP BY item of the same engine and with `krippendorff`.

Every route starts from the same Parquet file with one row for each rating, and runs in a process of its own, whose peak
of memory is its own as well; making the table and importing packages are not counted. Every round runs all routes, one
after the other, so that whatever else the machine does falls on each alike. Reported are medians over rounds of seconds
on the clock and of processor seconds (all threads), and how many times those of the bare GROUP BY they are. The routes
to `krippendorff` have to give the same alphas as ours.

Run: python bench/measure.py 1e6 1e7 [--rounds 5] [--memory 4GB] [--ids far] [--peers 2e7]
"""

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, Literal

import duckdb
import krippendorff
import numpy as np
import pandas as pd
import pyarrow.parquet as pq

from alignmentcard.measurement.run import Machine, run
from alignmentcard.measurement.settings import Settings
from alignmentcard.measurement.statistics.agreement import pattern_agreement
from alignmentcard.measurement.statistics.patterns import count_patterns
from alignmentcard.measurement.tables.account import account
from alignmentcard.measurement.tables.files import find
from alignmentcard.measurement.tables.ratings import Source, open_ratings
from alignmentcard.measurement.tables.scale import StatedScale
from alignmentcard.measurement.tables.study import open_study
from alignmentcard.model.release import Columns

COLUMNS = Columns(item="item", rater="rater", value="value")
WITH_GROUP = Columns(item="item", rater="rater", value="value", attributes={"group": "grp"})
LEVELS: tuple[Literal["nominal", "ordinal", "interval"], ...] = ("nominal", "ordinal", "interval")
VALUES = [1, 2, 3, 4, 5]
BARE, OURS, PEER = "bare GROUP BY item", "agreement with intervals", "krippendorff, "
Alphas = dict[str, float]
Route = Callable[[Path, Machine], Alphas | None]


IDS = {"numbers": "CAST({of} AS BIGINT)", "far": "CAST(({of}) * 7919 AS BIGINT)", "texts": "'{kind}-' || ({of})"}
"""How ids are written: whole numbers from 0 on, such that are far apart, or texts."""


def generate(path: Path, ratings: int, *, ids: str) -> None:
    """Write ratings on five values, ten on each item, by raters in two groups, in random order."""
    item, rater = "i // 10", "(hash(i // 10) + (i % 10) * 7919) % 5003"
    written = [IDS[ids].replace("{kind}", kind).replace("{of}", of) for kind, of in (("i", item), ("r", rater))]
    with duckdb.connect() as connection:
        connection.execute(f"""
            COPY (SELECT {written[0]} AS item, {written[1]} AS rater,
                    1 + least(4, (hash({item}, 1) % 1000 * 3 + hash(i, 2) % 1000 * 2) // 1000)::INT AS value,
                    CASE WHEN {rater} % 3 = 0 THEN 'a' ELSE 'b' END AS grp
                  FROM range({ratings}) t(i) ORDER BY hash(i)) TO '{path}'""")


def bare(path: Path, machine: Machine) -> None:
    """Count the ratings of each item, with DuckDB as it comes."""
    with closing(machine.open()) as engine:
        engine.query(f"SELECT count(*) AS n, max(c) AS c FROM (SELECT count(*) AS c FROM '{path}' GROUP BY item) s")


def agreement(path: Path, machine: Machine) -> Alphas:
    """Alpha at all levels, percent agreement, Fleiss' kappa and AC1, each with an interval of 1,000 replicates.

    Repeated answers are looked for, and the account says what became of each answer.
    """
    with closing(machine.open()) as engine:
        engine.seal([str(path)])
        table = open_ratings(engine, Source(find(path), COLUMNS))
        study = open_study(table, None, StatedScale("ordinal"), Settings())
        accounted = account(table, [study], str)
        if sum(file.used for file in accounted) != study.answers.ratings:
            raise SystemExit("The account does not add up.")
        found = pattern_agreement(count_patterns(study), study)
    return {level: found.alpha[level].value or 0.0 for level in LEVELS}


def everything(path: Path, machine: Machine) -> None:
    run([Source(find(path), COLUMNS)], machine=machine)


def everything_by_group(path: Path, machine: Machine) -> None:
    run([Source(find(path), WITH_GROUP)], machine=machine)


def counts_by_pandas(path: Path, _: Machine) -> Alphas:
    """Count the values of each item, as the package takes them for large tables."""
    frame = pq.read_table(path, columns=["item", "value"]).to_pandas()
    return alphas(value_counts=frame.groupby(["item", "value"]).size().unstack(fill_value=0).to_numpy())


def matrix_by_pandas(path: Path, _: Machine) -> Alphas:
    """Make its usual matrix, with a row for each rating of an item: one for each rater would be 500 times as large."""
    frame = pq.read_table(path, columns=["item", "value"]).to_pandas()
    row, item = frame.groupby("item").cumcount().to_numpy(), pd.factorize(frame["item"])[0]
    matrix = np.full((row.max() + 1, item.max() + 1), np.nan)
    matrix[row, item] = frame["value"]
    return alphas(reliability_data=matrix)


def counts_by_duckdb(path: Path, machine: Machine) -> Alphas:
    """Let the same engine count the values of each item."""
    counted = ", ".join(f"count(*) FILTER (value = {value}) AS c{value}" for value in VALUES)
    with closing(machine.open()) as engine:
        table = engine.query(f"SELECT {counted} FROM '{path}' GROUP BY item")
    return alphas(value_counts=np.column_stack([table.column(f"c{value}").to_numpy() for value in VALUES]))


def counts_by_position(path: Path, _: Machine) -> Alphas:
    """Count in an array, where the ids of items happen to be 0, 1, 2, …"""
    table = pq.read_table(path, columns=["item", "value"])
    item, value = (table.column(name).to_numpy() for name in ("item", "value"))
    counts = np.bincount(item * 5 + value - 1, minlength=(item.max() + 1) * 5)
    return alphas(value_counts=counts.reshape(-1, 5))


def alphas(**data: Any) -> Alphas:
    """Return alpha at three levels by the krippendorff package; it has no intervals."""
    return {
        level: float(krippendorff.alpha(**data, value_domain=VALUES, level_of_measurement=level)) for level in LEVELS
    }


ROUTES: dict[str, Route] = {
    BARE: bare,
    OURS: agreement,
    "everything": everything,
    "everything, with a group axis": everything_by_group,
    f"{PEER}counts by pandas": counts_by_pandas,
    f"{PEER}matrix by pandas": matrix_by_pandas,
    f"{PEER}counts by DuckDB": counts_by_duckdb,
    f"{PEER}ids are 0, 1, 2, …": counts_by_position,
}


def measure_one(name: str, path: Path, machine: Machine) -> None:
    """Run one route in this process, and print what it took."""
    clock, processor = time.perf_counter(), time.process_time()
    found = ROUTES[name](path, machine)
    taken = [time.perf_counter() - clock, time.process_time() - processor, peak()]
    print(json.dumps({"taken": taken, "alphas": found}))


def peak() -> float:
    """Return the most memory that this process had, in GB; of its own, not of the one that started it."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(next(line for line in status.read_text().splitlines() if "VmHWM" in line).split()[1]) / 2**20
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


def compare(path: Path, routes: Sequence[str], rounds: int, more: Sequence[str]) -> dict[str, list[float]]:
    """Run all routes in turn, so many times; return the medians of clock, processor and memory of each."""
    taken: dict[str, list[list[float]]] = {name: [] for name in routes}
    known: Alphas = {}
    for _ in range(rounds):
        for name in routes:
            ran = subprocess.run([sys.executable, __file__, "--only", name, "--table", str(path), *more],
                                 check=True, capture_output=True, text=True)  # fmt: skip
            found = json.loads(ran.stdout)
            taken[name].append(found["taken"])
            known = known or found["alphas"] or {}
            if found["alphas"] and not np.allclose(list(known.values()), list(found["alphas"].values()), atol=1e-9):
                raise SystemExit(f"{name} gives {found['alphas']}, not {known}.")
    return {name: [statistics.median(part) for part in zip(*times, strict=True)] for name, times in taken.items()}


def show(medians: dict[str, list[float]]) -> None:
    print(f"  {'':<34} {'clock':>9} {'ratio':>7} {'processor':>11} {'ratio':>7} {'peak':>9}")
    for name, (clock, processor, memory) in medians.items():
        ratios = clock / medians[BARE][0], processor / medians[BARE][1]
        print(f"  {name:<34} {clock:>8.2f}s {ratios[0]:>7.2f} {processor:>10.2f}s {ratios[1]:>7.2f} {memory:>6.2f} GB")
    for name in (name for name in medians if name.startswith(PEER)):
        clock, processor = (medians[name][part] / medians[OURS][part] for part in (0, 1))
        print(f"  {name} takes {clock:.1f} times our clock, {processor:.1f} times our processor seconds")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("ratings", nargs="*", type=float, default=[1e6, 1e7])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--memory", help="limit of the engine, such as 4GB")
    parser.add_argument("--temporary", type=Path, help="folder for the table and for what is spilled")
    parser.add_argument("--ids", choices=IDS, default="numbers")
    parser.add_argument("--peers", type=float, default=2e7, help="the most ratings that krippendorff is given")
    parser.add_argument("--only", help=argparse.SUPPRESS)
    parser.add_argument("--table", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.only:
        measure_one(options.only, options.table, Machine(memory=options.memory, temporary=options.temporary))
        return
    limits = {"--memory": options.memory, "--temporary": options.temporary and str(options.temporary)}
    more = [part for name, value in limits.items() if value for part in (name, value)]
    for ratings in map(int, options.ratings):
        left_out = [name for name in ROUTES if name.startswith(PEER) and ratings > options.peers]
        left_out += [f"{PEER}ids are 0, 1, 2, …"] if options.ids != "numbers" else []
        with tempfile.TemporaryDirectory(dir=options.temporary) as folder:
            path = Path(folder) / f"{ratings}.parquet"
            generate(path, ratings, ids=options.ids)
            print(f"{ratings:,} ratings, ids as {options.ids}, {options.rounds} rounds, DuckDB {duckdb.__version__}, "
                  f"memory {options.memory or 'unlimited'}", flush=True)  # fmt: skip
            show(compare(path, [name for name in ROUTES if name not in left_out], options.rounds, more))


if __name__ == "__main__":
    main()
