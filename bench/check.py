"""Checking cards, side by side with programs that check or load descriptions of data in formats of their own.

Every program is installed into an environment of its own below --peers, as a user has it: peers once, ours each time
from this checkout. A peer that cannot be installed is left out with a line. Whole processes are measured, in turn,
round after round, so that whatever else the machine does falls on each alike: seconds on the clock, processor seconds
of all processes, and the peak of memory (for several processes the sum of their proportional shares). Ratios are taken
in each round, a file against a file of check-jsonschema; medians are shown. A single card is never taken from the
cache; cold is without it, warm with everything in it. Run: python bench/check.py [--cards 10000] [--rounds 3]
"""

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from memory import held

ROOT = Path(__file__).parent.parent
SCHEMA = ROOT / "schema" / "alignmentcard-1.1.schema.json"
LINES = range(150, 206)
OURS = "alignmentcard"
STANDARD = "check-jsonschema"


@dataclass(frozen=True)
class Peer:
    """A package, how one file of its format is made of a card, and what it does with a list of files."""

    package: str
    suffix: str
    make: Callable[[int, Path], str]
    script: str


class Run(NamedTuple):
    clock: float
    processor: float
    megabytes: float


def card(number: int, source: Path) -> str:
    return source.read_text(encoding="utf-8").replace("\n  id: ", f"\n  id: c{number}-", 1)


def readme(number: int, source: Path) -> str:
    tags = "\n".join(f"- tag-{number}-{n}" for n in range(60))
    body = "\n".join(source.read_text(encoding="utf-8").splitlines()[:95])
    return (
        f"---\nlicense: mit\nlanguage:\n- en\npretty_name: Data {number}\ntags:\n{tags}\n---\n# Data {number}\n{body}\n"
    )


def croissant(number: int, source: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-m", OURS, "export", str(source), "--to", "croissant"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return done.stdout


def package(number: int, source: Path) -> str:
    fields = "\n".join(f"        - {{name: column{n}, type: string, description: Column {n}}}" for n in range(155))
    return (
        f"name: data-{number}\ntitle: Data\nlicenses:\n  - name: MIT\nresources:\n  - name: ratings\n"
        f"    path: ratings.csv\n    format: csv\n    encoding: utf-8\n    schema:\n      fields:\n{fields}\n"
    )


def instance(number: int, source: Path) -> str:
    columns = "\n".join(f"  - name: column{n}\n    count: {n}\n    level: individual" for n in range(55))
    return f"id: data-{number}\ntitle: Data {number}\nversion: '1.0'\ncolumns:\n{columns}\n"


LINKML = """id: https://example.org/data
name: data
prefixes: {linkml: https://w3id.org/linkml/}
imports: [linkml:types]
default_range: string
classes:
  Data:
    attributes:
      id: {required: true}
      title: {}
      version: {}
      columns: {range: Column, multivalued: true, inlined_as_list: true}
  Column:
    attributes:
      name: {required: true}
      count: {range: integer}
      level: {range: Level}
enums:
  Level: {permissible_values: {individual: {}, aggregate: {}}}
"""

PEERS = (
    Peer(
        "huggingface_hub", ".md", readme,
        "from huggingface_hub import DatasetCard\nfor f in files: DatasetCard.load(f)",
    ),
    Peer("mlcroissant", ".json", croissant, "import mlcroissant\nfor f in files: mlcroissant.Dataset(jsonld=f)"),
    Peer(
        "frictionless", ".yaml", package,
        "from frictionless import Package\nfor f in files: assert not Package.validate_descriptor(f).errors",
    ),
    Peer(
        "linkml", ".yaml", instance,
        "import yaml\nfrom linkml.validator import Validator\n"
        "from linkml.validator.plugins import JsonschemaValidationPlugin\n"
        f"v = Validator(yaml.safe_load({LINKML!r}), [JsonschemaValidationPlugin(closed=True)])\n"
        "for f in files: assert not v.validate(yaml.safe_load(open(f)), 'Data').results",
    ),
)  # fmt: skip


def installed(package: str, home: Path) -> Path | None:
    """Return the folder of the programs of an environment with a package; None, and a line, where there is none."""
    here = home / package
    if not (here / "installed").exists():
        subprocess.run([sys.executable, "-m", "venv", here], check=True)
        done = subprocess.run([here / "bin" / "pip", "install", "-q", package], capture_output=True, text=True)
        if done.returncode:
            print(f"{package} is left out: it cannot be installed here.", flush=True)
            return None
        (here / "installed").touch()
    return here / "bin"


def ours(home: Path) -> Path:
    """Return the folder of the programs of an environment with this checkout, as it is now."""
    here = home / OURS
    if not here.exists():
        subprocess.run([sys.executable, "-m", "venv", here], check=True)
    for more in ([], ["--force-reinstall", "--no-deps"]):
        subprocess.run([str(here / "bin" / "pip"), "install", "-q", *more, str(ROOT)], check=True, capture_output=True)
    return here / "bin"


def measure(command: list[str], environment: dict[str, str]) -> Run:
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    peak = [0.0]
    watch = threading.Thread(target=follow, args=(process, peak), daemon=True)
    watch.start()
    _, told = process.communicate()
    clock, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    if process.returncode not in (0, 1) or "Traceback" in told:
        raise SystemExit(f"{' '.join(command)[:200]}: {told[-500:]}")
    watch.join()
    return Run(clock, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, peak[0])


def follow(process: subprocess.Popen[str], peak: list[float]) -> None:
    """Add up the memory of a process and its children until it ends."""
    while process.poll() is None:
        peak[0] = max(peak[0], held(process.pid))
        time.sleep(0.05)


def written(folder: Path, suffix: str, count: int, make: Callable[[int, Path], str]) -> list[str]:
    sources = sorted(
        path
        for path in (ROOT / "site" / "cards").glob("*.card.yaml")
        if len(path.read_text("utf-8").splitlines()) in LINES
    )
    folder.mkdir()
    costly = {source: make(0, source) for source in sources} if make is croissant else {}
    for number in range(count):
        source = sources[number % len(sources)]
        text = costly.get(source) or make(number, source)
        (folder / f"{number:06}{suffix}").write_text(text, encoding="utf-8")
    return sorted(map(str, folder.iterdir()))


def programs(home: Path, peers: Path, cards: int, some: int, *, alone: bool) -> dict[str, tuple[list[str], int]]:
    """Return the commands by name, each with the number of files that it is given."""
    files = written(home / "cards", ".card.yaml", cards, card)
    found: dict[str, tuple[list[str], int]] = {}
    program = None if alone else installed(STANDARD, peers)
    if program:
        call = [str(program / STANDARD), "--schemafile", str(SCHEMA)]
        found[f"{STANDARD}, one card"] = ([*call, files[0]], 1)
        found[f"{STANDARD}, {cards:,}"] = ([*call, *files], cards)
    check = [str(ours(peers) / OURS), "check"]
    found[f"{OURS}, one card"] = ([*check, files[0]], 1)
    found[f"{OURS}, {cards:,}, one process"] = ([*check, "--no-cache", "--jobs", "1", str(home / "cards")], cards)
    found[f"{OURS}, {cards:,}, cold"] = ([*check, "--no-cache", str(home / "cards")], cards)
    found[f"{OURS}, {cards:,}, warm"] = ([*check, str(home / "cards")], cards)
    for peer in PEERS if some and not alone else ():
        program = installed(peer.package, peers)
        if program:
            own = written(home / peer.package, peer.suffix, some, peer.make)
            call = [str(program / "python"), "-W", "ignore", "-c", f"import sys\nfiles = sys.argv[1:]\n{peer.script}"]
            found[f"{peer.package}, one file"] = ([*call, own[0]], 1)
            found[f"{peer.package}, {some:,}"] = ([*call, *own], some)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cards", type=int, default=10_000)
    parser.add_argument("--some", type=int, default=200, help="files for peers with formats of their own; 0: none")
    parser.add_argument("--alone", action="store_true", help="without peers, for sizes at which they take an hour")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--peers", type=Path, default=Path(tempfile.gettempdir()) / "alignmentcard-peers")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        environment = {**os.environ, "XDG_CACHE_HOME": f"{name}/cache", "HF_HUB_OFFLINE": "1"}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        calls = programs(Path(name), chosen.peers, chosen.cards, chosen.some, alone=chosen.alone)
        runs: dict[str, list[Run]] = {title: [] for title in calls}
        for title, (command, _) in calls.items():
            if title.endswith(("warm", "one card", "one file")):
                measure(command, environment)
        for _ in range(chosen.rounds):
            for title, (command, _) in calls.items():
                runs[title].append(measure(command, environment))
    print(
        f"{'':40}{'clock s':>9}{'processor s':>13}{'ms a file':>11}{'peak MB':>9}{'clock ratio':>13}{'processor':>11}"
    )
    for title, (_, count) in calls.items():
        clock, processor, peak = (statistics.median(column) for column in zip(*runs[title], strict=True))
        figures = f"{clock:9.2f}{processor:13.2f}{processor / count * 1000:11.2f}{peak:9.0f}"
        print(f"{title:40}{figures}{ratio(calls, runs, title, 0):>13}{ratio(calls, runs, title, 1):>11}")
    print(f"Load at the end: {os.getloadavg()[0]:.1f}.")


def ratio(calls: dict[str, tuple[list[str], int]], runs: dict[str, list[Run]], title: str, figure: int) -> str:
    """Return how long a file takes, compared round by round with a file of check-jsonschema: one alone, or of many."""
    alone = calls[title][1] == 1
    standard = next((name for name in calls if name.startswith(STANDARD) and (calls[name][1] == 1) == alone), None)
    if standard is None:
        return ""
    share = calls[standard][1] / calls[title][1]
    pairs = zip(runs[title], runs[standard], strict=True)
    found = statistics.median(mine[figure] * share / theirs[figure] for mine, theirs in pairs)
    return f"1/{1 / found:.1f}" if found < 0.1 else f"{found:.2f}"


if __name__ == "__main__":
    main()
