"""Other programs: a checkout of a stranger brings none that runs, and one module starts all there are."""

import ast
import os
import re
import subprocess
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
import yaml
from small_portal import source_in
from test_integrations import TYPO, Runner

from alignmentcard.rules.example import whole_card

PACKAGE = Path(__file__).parent.parent / "alignmentcard"
OURS = {"alignmentcard", "_virtualenv", "tests", "test", "fuzz"}
INSTALLED = {name for name in packages_distributions() if name.isidentifier()} - OURS
DECOY = "import os\nwith open({log!r}, 'a') as log:\n    log.write({name!r} + chr(10))\nraise SystemExit(9)\n"


def decoys(folder: Path, names: set[str]) -> Path:
    """Put a module for each name into a folder; return the file in which each that runs writes its name."""
    log = folder.parent / "ran"
    log.touch()
    for name in names:
        (folder / f"{name}.py").write_text(DECOY.format(log=str(log), name=name))
    return log


@pytest.fixture
def checkout(tmp_path: Path) -> tuple[Path, Path]:
    """Return a folder with cards and a decoy for every module there is, and what decoys write to."""
    here = tmp_path / "here"
    here.mkdir()
    (here / "a.card.yaml").write_text(whole_card(""))
    (here / "b.card.yaml").write_text(whole_card(TYPO))
    return here, decoys(here, INSTALLED | set(sys.stdlib_module_names) | {"sitecustomize", "usercustomize"})


SCRIPT = """
import multiprocessing
from alignmentcard.cli import main
if __name__ == "__main__":
    multiprocessing.set_start_method({!r})
    main()
"""


@pytest.fixture
def script(tmp_path: Path, request: pytest.FixtureRequest) -> str:
    """Return what an installation puts among the programs, with a way to start further processes."""
    path = tmp_path / "bin" / "alignmentcard"
    path.parent.mkdir()
    path.write_text(SCRIPT.format(getattr(request, "param", "fork")))
    return str(path)


def call(here: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    known = {key: value for key, value in os.environ.items() if key != "PYTHONSAFEPATH"}
    environment = {**known, "PYTHONPATH": str(PACKAGE.parent)}
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=here, env=environment, capture_output=True, text=True, timeout=240, check=False)


@pytest.mark.parametrize("script", ["fork", "forkserver", "spawn"], indirect=True)
def test_processes_that_check_import_nothing_from_the_checkout(script: str, checkout: tuple[Path, Path]) -> None:
    here, log = checkout
    done = call(here, script, "check", ".", "--jobs", "2", "--no-cache", "--profile", "minimal")
    assert (log.read_text(), done.returncode) == ("", 1)
    assert "2 cards" in done.stdout


def test_build_of_a_portal_imports_nothing_from_the_checkout(
    script: str, checkout: tuple[Path, Path], tmp_path: Path
) -> None:
    pytest.importorskip("material", reason="building needs the extra portal")
    here, log = checkout
    source = source_in(tmp_path)
    done = call(here, script, "site", "build", "--draft", str(source), "-o", str(tmp_path / "out"))
    assert (log.read_text(), done.returncode) == ("", 0)
    assert all("broken.card.yaml" in line for line in done.stderr.splitlines())


def test_processes_of_a_build_import_nothing_from_the_checkout(checkout: tuple[Path, Path], tmp_path: Path) -> None:
    here, log = checkout
    script = tmp_path / "script.py"
    pool = "if __name__ == '__main__':\n    with workers(1, 'spawn') as pool:\n"
    work = "        print(pool.submit(len, 'four').result())\n"
    script.write_text(f"from alignmentcard.processes import workers\n{pool}{work}")
    assert (call(here, str(script)).stdout, log.read_text()) == ("4\n", "")


def test_module_of_ours_imports_nothing_else_from_the_checkout(tmp_path: Path) -> None:
    here = tmp_path / "here"
    here.mkdir()
    (here / "a.card.yaml").write_text(whole_card(""))
    log = decoys(here, INSTALLED | {"sitecustomize", "usercustomize"})
    done = call(here, "-m", "alignmentcard", "check", ".", "--profile", "minimal", "--jobs", "2")
    assert (log.read_text(), done.returncode) == ("", 0)


def test_action_imports_nothing_from_the_checkout(root: Path, tmp_path: Path) -> None:
    runner = Runner(root, tmp_path)
    (runner.workspace / "a.card.yaml").write_text(whole_card(TYPO))
    (runner.temp / "alignmentcard").symlink_to(root)
    log = decoys(runner.workspace, INSTALLED | set(sys.stdlib_module_names) | {"sitecustomize"})
    result = runner.step("Check cards", profile="minimal")
    assert (log.read_text(), result.returncode) == ("", 1)
    assert result.stdout.startswith("::error file=a.card.yaml,line=")
    installed = runner.step("Install AlignmentCard", plugins="--help")
    assert log.read_text() == ""
    assert "Invalid requirement" in installed.stderr


def test_decoy_would_run(checkout: tuple[Path, Path]) -> None:
    here, log = checkout
    assert call(here, "-m", "mkdocs").returncode == 9
    assert call(here, "-c", "import click").returncode == 9
    assert len(log.read_text().splitlines()) == 2


STARTS = {
    *("subprocess", "pty", "popen2", "webbrowser", "asyncio.create_subprocess_exec", "asyncio.create_subprocess_shell"),
    *("os.system", "os.popen", "os.startfile", "os.posix_spawn", "os.posix_spawnp", "os.fork", "os.forkpty"),
}
POOLS = ("ProcessPoolExecutor", "get_context", "Process", "Pool")


def names(tree: ast.AST) -> set[str]:
    """Return the dotted names that a module imports or calls."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
        elif isinstance(node, ast.Call):
            found.add(ast.unparse(node.func))
    return found


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_one_module_starts_programs_and_one_starts_processes(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    called = {ast.unparse(node.func).split(".")[-1] for node in ast.walk(tree) if isinstance(node, ast.Call)}
    if path.name != "programs.py":
        found = names(tree)
        assert found & STARTS == set()
        assert not [name for name in found if re.match(r"os\.(exec|spawn)", name)]
    if path.name != "processes.py":
        assert called & set(POOLS) == set()


def test_scan_would_notice() -> None:
    assert names(ast.parse("import subprocess")) & STARTS
    assert names(ast.parse("from subprocess import run")) & STARTS
    assert names(ast.parse("from os import system")) & STARTS
    assert names(ast.parse("os.popen('x')")) & STARTS


def test_every_start_of_python_in_the_action_keeps_the_checkout_out(root: Path) -> None:
    steps = yaml.safe_load((root / "action.yml").read_text(encoding="utf-8"))["runs"]["steps"]
    starts = [line for step in steps for line in step.get("run", "").splitlines() if '"$PYTHON"' in line]
    assert len(starts) == 2
    assert all('"$PYTHON" -P -m ' in line for line in starts)


def test_hooks_start_the_script(root: Path) -> None:
    hooks = yaml.safe_load((root / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert all(hook["entry"].split()[0] == "alignmentcard" for hook in hooks)
