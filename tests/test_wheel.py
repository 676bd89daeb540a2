"""The wheel: what is installed from it works without the checkout."""

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from alignmentcard.rules.example import whole

ROOT = Path(__file__).parent.parent

pytestmark = pytest.mark.slow


def run(*command: str | Path, cwd: Path) -> str:
    environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("elsewhere")


@pytest.fixture(scope="module")
def wheel(folder: Path) -> Path:
    run(sys.executable, "-m", "build", "--wheel", "--outdir", folder / "dist", ROOT, cwd=folder)
    (built,) = (folder / "dist").glob("alignmentcard-*.whl")
    return built


@pytest.fixture(scope="module")
def program(wheel: Path, folder: Path) -> Path:
    venv.create(folder / "venv", with_pip=True)
    bin_ = folder / "venv" / "bin"
    run(bin_ / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", wheel, cwd=folder)
    return bin_ / "alignmentcard"


@pytest.fixture(scope="module")
def portals(wheel: Path, folder: Path) -> Path:
    """Return the program of a second environment, which has what portals need."""
    venv.create(folder / "portals", with_pip=True)
    bin_ = folder / "portals" / "bin"
    install = ("-m", "pip", "install", "--quiet", "--disable-pip-version-check", f"{wheel}[portal]")
    run(bin_ / "python", *install, cwd=folder)
    return bin_ / "alignmentcard"


def test_installed_program_starts_and_builds_a_portal(portals: Path, folder: Path) -> None:
    run(portals, "site", "new", "ours", "--name", "Ours", "--url", "https://example.org/ours/", cwd=folder)
    assert "Cards: 1." in run(portals, "site", "build", "ours", cwd=folder)
    built = folder / "ours" / "build"
    for page in (
        "",
        "catalogue",
        "compare",
        "cards/example-how-rude",
        "reports",
        "reference/rules",
        "reference/commands",
    ):
        html = (built / page / "index.html").read_text(encoding="utf-8")
        assert "Ours</title>" in html, page
        assert "<!-- alignmentcard:" not in html, page
    scripts = {path.name for path in (built / "assets").glob("*.js")}
    assert {"portal.js", "catalogue.js", "compare.js"} <= scripts


def test_a_new_portal_keeps_what_was_built_out_of_its_repository(portals: Path, folder: Path) -> None:
    run(portals, "site", "new", "kept", "--url", "https://example.org/", cwd=folder)
    new = folder / "kept"
    run("git", "init", "--quiet", cwd=new)
    run(portals, "site", "build", ".", cwd=new)
    (new / "cards" / ".alignmentcard-0123.tmp").write_text("half")
    told = run("git", "status", "--short", "--untracked-files=all", cwd=new)
    assert {line.split("/")[0] for line in told.splitlines()} == {
        "?? .github",
        "?? .gitignore",
        "?? README.md",
        "?? cards",
        "?? docs",
        "?? mkdocs.yml",
        "?? overrides",
    }
    assert ".tmp" not in told


def test_type_checkers_are_told_that_the_package_has_types(wheel: Path) -> None:
    assert "alignmentcard/py.typed" in zipfile.ZipFile(wheel).namelist()


def test_installed_program_checks_a_card(program: Path, folder: Path) -> None:
    (folder / "a.card.yaml").write_text(whole(""), encoding="utf-8")
    assert "1 card" in run(program, "check", "a.card.yaml", "--profile", "minimal", cwd=folder)


def test_installed_program_explains_a_rule(program: Path, folder: Path) -> None:
    assert run(program, "explain", "AC206", cwd=folder).startswith("AC206 ")


@pytest.mark.parametrize("path", sorted((ROOT / "schema").glob("*.*")), ids=lambda path: path.name)
def test_installed_program_carries_the_files_of_the_standard(path: Path, program: Path, folder: Path) -> None:
    find = "from alignmentcard.resources import folder; print(folder('schema'))"
    shipped = Path(run(program.parent / "python", "-c", find, cwd=folder).strip())
    assert ROOT not in shipped.parents
    assert (shipped / path.name).read_bytes() == path.read_bytes()


def test_installed_program_prints_the_schema(program: Path, folder: Path) -> None:
    expected = (ROOT / "schema" / "alignmentcard-1.0.schema.json").read_text(encoding="utf-8")
    assert run(program, "schema", cwd=folder) == expected


def test_installed_program_has_the_commands_of_the_checkout(program: Path, folder: Path) -> None:
    assert run(program, "--help", cwd=folder) == run(
        sys.executable, "-m", "alignmentcard", "--help", cwd=folder
    ).replace("python -m alignmentcard", "alignmentcard")
