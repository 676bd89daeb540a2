"""Measuring a table in shards: seconds on the clock and the peak of memory of each shard, and of the merge.

The ratings are simulated: five values, ten ratings on each item, by 5,003 raters in two groups. Each shard runs in a
process of its own, one after the other, as a scheduler would start them; with `--whole`, one run measures the same
table, and the bytes are compared. The table is written in pieces, so that making it takes little memory.

Run: python bench/shards.py 1e7 --shards 16 [--whole] [--memory 2GB] [--temporary FOLDER] [--only 3]
A billion rows: python bench/shards.py 1e9 --shards 10 --memory 800MB
"""

import argparse
import subprocess
import sys
import tempfile
import time
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
    """Write ratings on five values, ten on each item, by raters in two groups."""
    item, rater = "i // 10", "(hash(i // 10) + (i % 10) * 7919) % 5003"
    pieces = [range(start, min(start + PIECE, ratings)) for start in range(0, ratings, PIECE)]
    for number, piece in enumerate(pieces):
        with duckdb.connect() as connection:
            connection.execute(f"""
                COPY (SELECT CAST({item} AS BIGINT) AS item, CAST({rater} AS BIGINT) AS rater,
                        1 + least(4, (hash({item}, 1) % 1000 * 3 + hash(i, 2) % 1000 * 2) // 1000)::INT AS value,
                        CASE WHEN {rater} % 3 = 0 THEN 'a' ELSE 'b' END AS grp
                      FROM range({piece.start}, {piece.stop}) t(i)) TO '{path}/{number:04}.parquet'""")


def timed(*arguments: str) -> tuple[float, float]:
    """Run the program in a process of its own; return seconds on the clock and the peak of its memory in MB."""
    start = time.perf_counter()
    ran = subprocess.run([sys.executable, "-c", PROGRAM, *arguments], capture_output=True, text=True)
    if ran.returncode:
        raise SystemExit(ran.stderr)
    peak = next(line for line in ran.stderr.splitlines() if line.startswith("peak")).split()[1]
    return time.perf_counter() - start, int(peak) / 1024


def show(what: str, seconds: float, megabytes: float) -> None:
    print(f"  {what:<16} {seconds:>8.1f} s {megabytes:>8.0f} MB", flush=True)


def compare(folder: Path, options: argparse.Namespace) -> None:
    """Count the shards, merge them, and measure the whole."""
    table = options.table or folder / "table"
    if not options.table:
        table.mkdir()
        generate(table, int(options.ratings))
    read = [str(table), "--one-set", "--yes", *(part for one in COLUMNS for part in ("--column", one))]
    read += ["--memory", options.memory] if options.memory else []
    read += ["--temporary", str(folder)]
    numbers = [options.only] if options.only else range(1, options.shards + 1)
    parts, taken = [folder / f"{number}.json" for number in numbers], []
    for number, part in zip(numbers, parts, strict=True):
        taken.append(timed("measure", *read, "--shard", f"{number}/{options.shards}", "--output", str(part)))
        show(f"shard {number}", *taken[-1])
    print(f"  the largest part has {max(part.stat().st_size for part in parts) / 2**20:.1f} MB")
    if options.only:
        return
    merged = folder / "merged.json"
    show("all shards", sum(seconds for seconds, _ in taken), max(megabytes for _, megabytes in taken))
    show("merge", *timed("measure", "--merge", *map(str, parts), "--output", str(merged)))
    if options.whole:
        whole = folder / "whole.json"
        show("one run", *timed("measure", *read, "--output", str(whole)))
        if whole.read_bytes() != merged.read_bytes():
            raise SystemExit("The merge is not what one run measured.")
        print("  the merge is what one run measured, byte for byte")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("ratings", nargs="?", type=float, default=1e7)
    parser.add_argument("--shards", type=int, default=16)
    parser.add_argument("--whole", action="store_true", help="measure the table in one run as well, and compare")
    parser.add_argument("--only", type=int, help="count one shard, and merge nothing")
    parser.add_argument("--table", type=Path, help="a table of an earlier run, which is made if none is named")
    parser.add_argument("--memory", help="limit of the engine, such as 2GB")
    parser.add_argument("--temporary", type=Path, help="folder for the table, the parts and what is spilled")
    options = parser.parse_args()
    print(f"{int(options.ratings):,} ratings, {options.shards} shards, DuckDB {duckdb.__version__}, "
          f"memory {options.memory or 'unlimited'}", flush=True)  # fmt: skip
    with tempfile.TemporaryDirectory(dir=options.temporary) as folder:
        compare(Path(folder), options)


if __name__ == "__main__":
    main()
