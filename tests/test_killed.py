"""Every command that writes, killed at many points of its run: each file is the old one or the new one."""

import ast
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from small_portal import source_in
from test_faults import MEASURING, SOUND, WRITERS, filled, measured  # noqa: F401  a fixture

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
HERE = Path(__file__).parent
PACKAGE = HERE.parent / "alignmentcard"
FURTHER = {
    "check --write-baseline": ["check", ".", "--baseline", "baseline.json", "--write-baseline"],
    "check --add-ignore": ["check", SOUND, "--add-ignore", "So it is."],
    "check, with its cache": ["check", ".", "--jobs", "1"],
    "fmt of several": ["fmt", "."],
    "check --fix of several": ["check", ".", "--profile", "minimal", "--fix", "--unsafe-fixes"],
    "report -o of Parquet": ["report", SOUND, "--format", "parquet", "-o", "out.parquet"],
    "report -o of JSON": ["report", SOUND, "--format", "json", "-o", "out.json"],
    "site new": ["site", "new", "portal"],
    "site build": ["site", "build", "small", "-o", "out"],
}
COMMANDS = {name: arguments for name, (arguments, _) in WRITERS.items()} | FURTHER
LACKING = ("migrate",)
"""It writes nothing as long as the standard has one version; tests/test_faults.py gives it another."""
BY_DAY, AT_NIGHT = 12, 300
QUICK = ("fmt", "check --fix of several")
WRITES = {
    "saving.py": "all others",
    **dict.fromkeys(("portal/build/linked_folders.py", "portal/build/swap.py", "portal/build/build.py"), "site build"),
    **dict.fromkeys(("portal/build/placeholders.py", "portal/build/prose.py"), "site build"),
    "portal/start.py": "site new",
    "portal/browser/offline.py": "site build, into a folder of its own that takes its place at the end",
    "portal/browser/pack.py": "site build --browser, into a folder of its own that takes its place at the end",
    **dict.fromkeys(("measurement/tables/delimited/careful.py", "measurement/tables/json_files.py"), "measure"),
    "checker/signatures.py": "review, into a folder of its own that is gone at the end",
    **dict.fromkeys(("model/export.py", "measurement/export.py", "author/gallery.py"), "what we run ourselves"),
}
"""The modules that write into files, and by which command each is reached."""


def test_every_module_that_writes_is_known() -> None:
    found = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute | ast.Name):
                called = node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id
                modes = [one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
                opens = called in ("open", "fdopen") and any(set(mode) & set("wax+") for mode in modes if len(mode) < 4)
                if opens or called in ("write_text", "write_bytes"):
                    found.add(path.relative_to(PACKAGE).as_posix())
    assert found - {"cli/__init__.py"} == set(WRITES)


def tree(folder: Path) -> dict[str, bytes]:
    """Return all files but those of caches, which are read as empty where they are not whole."""
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in found.items() if not _kept_beside(name)}


def _kept_beside(name: str) -> bool:
    return name.startswith("cache/") or "-cache/" in name


def killed(name: str, start: Path, home: Path, count: int) -> tuple[list[int], int, Path]:
    """Kill a command at so many points, each in a copy of a folder; return the points, all calls, and a whole run."""
    home.mkdir()
    for copy in ("warm", "whole", *map(str, range(count))):
        shutil.copytree(start, home / copy)
    imports = ["duckdb", "pyarrow.parquet", "alignmentcard.cli.measure", "alignmentcard.measurement.run"]
    plan = {
        "arguments": COMMANDS[name], "count": count, "home": str(home), "warm": str(home / "warm"),
        "whole": str(home / "whole"), "imports": imports if COMMANDS[name][0] in MEASURING else [],
    }  # fmt: skip
    command = [sys.executable, str(HERE / "killed.py"), json.dumps(plan)]
    known = {**os.environ, "PYTHONPATH": str(PACKAGE.parent)}
    done = subprocess.run(command, env=known, stdout=subprocess.PIPE, text=True, check=True)
    first, *ends = map(json.loads, done.stdout.splitlines())
    status, calls, stops = first
    assert status in (0, 1)
    assert len(stops) == len(ends) == count
    assert set(ends) <= {-9, status}
    assert ends.count(-9) > count * 0.9
    return stops, calls, home / "whole"


@pytest.fixture
def start(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Return a folder with something for a command."""
    name = request.node.callspec.params["name"]
    if COMMANDS[name][0] in MEASURING:
        return shutil.copytree(request.getfixturevalue("measured"), tmp_path / "start")
    folder = filled(tmp_path / "start")
    if name == "site build":
        pytest.importorskip("mkdocs")
        source_in(folder)
    return folder


@pytest.mark.parametrize(
    ("name", "count"),
    [(name, BY_DAY) for name in QUICK]
    + [pytest.param(name, AT_NIGHT, marks=pytest.mark.nightly) for name in COMMANDS if name not in LACKING],
)
def test_killed_at_any_point_each_file_is_the_old_one_or_the_new_one(
    name: str, count: int, start: Path, tmp_path: Path
) -> None:
    old = tree(start)
    stops, calls, whole = killed(name, start, tmp_path / "home", count)
    new = tree(whole)
    states: dict[str, Path] = {}
    for number in range(len(stops)):
        folder = tmp_path / "home" / str(number)
        now = tree(folder)
        for path, content in now.items():
            allowed = [side[path] for side in (old, new) if path in side]
            assert content in allowed or _left(path), f"{path} after {stops[number]} of {calls} calls"
        assert set(old) & set(new) <= set(now)
        states.setdefault(repr(sorted((hash(text), _left(path)) for path, text in now.items())), folder)
    for folder in states.values():  # what a run that was killed left is gone after the next one
        if tree(folder) != new:
            again(folder, COMMANDS[name])
            assert tree(folder) == new
    sys.stdout.write(f"{name}: {len(stops)} points of {calls:,} calls, {len(states)} states\n")


def _left(path: str) -> bool:
    """Say whether a file is one that was not in its place yet."""
    return re.search(r"(?:^|/)\.alignmentcard-[0-9a-f]{16}\.tmp", path) is not None


def again(folder: Path, arguments: list[str]) -> None:
    known = {**os.environ, "PYTHONPATH": str(PACKAGE.parent), "XDG_CACHE_HOME": str(folder / "cache")}
    command = [sys.executable, "-m", "alignmentcard", *arguments]
    subprocess.run(command, cwd=folder, env=known, capture_output=True, check=False)
