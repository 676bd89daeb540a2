"""Measuring a table in shards: seconds on the clock and of processors, memory and disk of the shards and the merge.

The ratings are simulated: five values, ten ratings on each item, by 5,003 raters in two groups. One process counts
`--at-once` shards after one pass over the table, all of them if nothing is said, and processes run one after the other;
with `--whole`, one run measures the same table, and the bytes are compared. With `--check`, queries of DuckDB that
share nothing with the program count answers and items, and work out alpha; the merge must say the same. The table is
written in pieces, so that making it takes little memory.

Run: python bench/shards.py 1e7 --shards 16 [--at-once 4] [--whole] [--check] [--memory 2GB] [--temporary FOLDER]
A billion rows: python bench/shards.py 1e9 --shards 128 --memory 800MB --check --temporary FOLDER
"""

import argparse
import contextlib
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import duckdb

PIECE = 10_000_000
COLUMNS = ("item=item", "rater=rater", "value=value", "attributes.group=grp")
PROGRAM = """
import sys
from pathlib import Path
from alignmentcard.cli import main
try:
    main()
finally:
    status = Path("/proc/self/status").read_text()
    print("peak", next(line for line in status.splitlines() if "VmHWM" in line).split()[1], file=sys.stderr)
"""


def generate(path: Path, ratings: int) -> None:
    """Write ratings on five values, ten on each item, by raters in two groups; pieces that are there are left."""
    for number, start in enumerate(range(0, ratings, PIECE)):
        file, written = path / f"{number:04}.parquet", path / f"{number:04}.tmp"
        if not file.exists():
            write(written, range(start, min(start + PIECE, ratings)))
            written.rename(file)


def write(file: Path, piece: range) -> None:
    item, rater = "i // 10", "(hash(i // 10) + (i % 10) * 7919) % 5003"
    with duckdb.connect() as connection:
        connection.execute(f"""
            COPY (SELECT CAST({item} AS BIGINT) AS item, CAST({rater} AS BIGINT) AS rater,
                    1 + least(4, (hash({item}, 1) % 1000 * 3 + hash(i, 2) % 1000 * 2) // 1000)::INT AS value,
                    CASE WHEN {rater} % 3 = 0 THEN 'a' ELSE 'b' END AS grp
                  FROM range({piece.start}, {piece.stop}) t(i)) TO '{file}' (FORMAT parquet)""")


@dataclass(frozen=True)
class Taken:
    """What a process took: seconds on the clock and of processors, the peak of its memory and of the disk in MB."""

    seconds: float
    processors: float
    memory: float
    disk: float


def timed(folder: Path, *arguments: str) -> Taken:
    """Run the program in a process of its own; the disk is what stands in `folder`, beside what stood there before."""
    start, before, ended, disk = time.perf_counter(), os.times(), threading.Event(), [size(folder)]

    def watch() -> None:
        while not ended.wait(1):
            disk.append(size(folder))

    watcher = threading.Thread(target=watch)
    watcher.start()
    ran = subprocess.run([sys.executable, "-c", PROGRAM, *arguments], capture_output=True, text=True)
    ended.set()
    watcher.join()
    if ran.returncode:
        raise SystemExit(ran.stderr)
    peak = next(line for line in ran.stderr.splitlines() if line.startswith("peak")).split()[1]
    after = os.times()
    processors = after.children_user + after.children_system - before.children_user - before.children_system
    return Taken(time.perf_counter() - start, processors, int(peak) / 1024, max(disk) - disk[0])


def size(folder: Path) -> float:
    """Return how much stands in a folder and in those in it, in MB; files may vanish meanwhile."""
    total = 0
    for place, _, names in os.walk(folder):
        for name in names:
            with contextlib.suppress(OSError):
                total += (Path(place) / name).stat().st_blocks * 512
    return total / 2**20


def show(what: str, taken: Taken) -> None:
    print(f"  {what:<16} {taken.seconds:>8.1f} s {taken.processors:>8.1f} s of processors {taken.memory:>8.0f} MB of "
          f"memory {taken.disk:>8.0f} MB of disk", flush=True)  # fmt: skip


def compare(folder: Path, options: argparse.Namespace) -> None:
    """Count the shards, merge them, and measure the whole."""
    table, parts = options.table or folder / "table", folder / "parts"
    table.mkdir(exist_ok=True)
    generate(table, int(options.ratings))
    read = [str(table), "--one-set", "--yes", *(part for one in COLUMNS for part in ("--column", one))]
    read += ["--memory", options.memory] if options.memory else []
    read += ["--temporary", str(folder)]
    parts.mkdir()
    for first in [options.only] if options.only else range(1, options.shards + 1, options.at_once or options.shards):
        last = first if options.only else min(first + (options.at_once or options.shards) - 1, options.shards)
        output = parts / f"{first}.json" if first == last else parts
        named = f"{first}-{last}/{options.shards}"
        show(f"shards {named}", timed(folder, "measure", *read, "--shard", named, "--output", str(output)))
    written = sorted(parts.iterdir())
    print(f"  the largest part has {max(part.stat().st_size for part in written) / 2**20:.1f} MB", flush=True)
    if options.only:
        return
    merged = folder / "merged.json"
    show("merge", timed(folder, "measure", "--merge", *map(str, written), "--output", str(merged)))
    if options.check:
        check(table, merged)
    if options.whole:
        whole = folder / "whole.json"
        show("one run", timed(folder, "measure", *read, "--output", str(whole)))
        if whole.read_bytes() != merged.read_bytes():
            raise SystemExit("The merge is not what one run measured.")
        print("  the merge is what one run measured, byte for byte")


def check(table: Path, merged: Path) -> None:
    """Count answers and items file by file, since no item is in two, and work out alpha of the values as numbers."""
    patterns: Counter[tuple[int, ...]] = Counter()
    fields = ", ".join(f"count(*) FILTER (value = {value}) AS v{value}" for value in range(1, 6))
    for file in sorted(table.iterdir()):
        with duckdb.connect(config={"memory_limit": "600MB"}) as connection:
            found = connection.execute(
                f"SELECT v1, v2, v3, v4, v5, count(*) FROM (SELECT item, {fields} FROM read_parquet(?) GROUP BY item) "
                "GROUP BY ALL", [str(file)]
            ).fetchall()  # fmt: skip
        for *counts, items in found:
            patterns[tuple(counts)] += items
    known = {
        "answers": sum(sum(counts) * items for counts, items in patterns.items()),
        "items": patterns.total(),
        "alpha of numbers": alpha(patterns, lambda one, other: (one - other) ** 2),
        "alpha of names": alpha(patterns, lambda one, other: one != other),
    }
    facts = json.loads(merged.read_text(encoding="utf-8"))
    agreement = facts["dimensions"]["ratings"]["agreement"]
    told = {
        "answers": sum(file["used"] for file in facts["account"]),
        "items": agreement["items"],
        "alpha of numbers": agreement["alpha"]["interval"]["value"],
        "alpha of names": agreement["alpha"]["nominal"]["value"],
    }
    for name, value in known.items():
        print(f"  {name}: {value:,} by plain queries, {told[name]:,} by the merge", flush=True)
        if abs(value - told[name]) > 1e-9:
            raise SystemExit("The merge is not what plain queries count.")


def alpha(patterns: Counter[tuple[int, ...]], distance: Callable[[int, int], float]) -> float:
    """Work out Krippendorff's alpha of items with at least two answers: one less observed by expected distance."""
    observed, values, totals = 0.0, range(5), [0] * 5
    for counts, items in patterns.items():
        if (size := sum(counts)) > 1:
            apart = sum(counts[c] * counts[k] * distance(c, k) for c in values for k in values)
            observed += items * apart / (size - 1)
            totals = [total + items * count for total, count in zip(totals, counts, strict=True)]
    every = sum(totals)
    expected = sum(totals[c] * totals[k] * distance(c, k) for c in values for k in values) / (every - 1)
    return round(1 - observed / expected, 10)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("ratings", nargs="?", type=float, default=1e7)
    parser.add_argument("--shards", type=int, default=16)
    parser.add_argument("--at-once", type=int, help="how many shards a process counts, all if nothing is said")
    parser.add_argument("--check", action="store_true", help="count with plain queries as well, and compare")
    parser.add_argument("--whole", action="store_true", help="measure the table in one run as well, and compare")
    parser.add_argument("--only", type=int, help="count one shard, and merge nothing")
    parser.add_argument("--table", type=Path, help="folder of the table; what an earlier run wrote there is used")
    parser.add_argument("--memory", help="limit of the engine, such as 2GB")
    parser.add_argument("--temporary", type=Path, help="folder for the table, the parts and what is spilled")
    options = parser.parse_args()
    print(f"{int(options.ratings):,} ratings, {options.shards} shards, DuckDB {duckdb.__version__}, "
          f"memory {options.memory or 'unlimited'}", flush=True)  # fmt: skip
    with tempfile.TemporaryDirectory(dir=options.temporary) as folder:
        compare(Path(folder), options)


if __name__ == "__main__":
    main()
