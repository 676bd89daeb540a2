"""A release, made in a copy as RELEASING.md says: what is installed from it works without the checkout."""

import os
import re
import shutil
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest
from packaging.metadata import Metadata
from release import PLACES, versions

from alignmentcard.rules.example import whole_card

ROOT = Path(__file__).parent.parent
VERSION = "99.2.0"
AWAY = "## 5. Publish"
"""Where the steps begin that leave the machine."""

pytestmark = pytest.mark.slow


def run(*command: str | Path, cwd: Path) -> str:
    environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def steps() -> list[str]:
    """Return the commands of RELEASING.md, for another version."""
    page, _, away = (ROOT / "RELEASING.md").read_text(encoding="utf-8").partition(AWAY)
    assert "```sh" not in away
    (version,) = set(re.findall(r"release\.py (\S+)", page))
    return [block.replace(version, VERSION) for block in re.findall(r"```sh\n(.*?)```", page, re.DOTALL)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("elsewhere")


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Return a copy of the checkout in which a release was made, and what was said at the last step."""
    copy = tmp_path_factory.mktemp("release") / "checkout"
    git = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    for name in subprocess.run(git, cwd=ROOT, capture_output=True, check=True).stdout.decode().split("\0"):
        if name and (ROOT / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, copy / name)
    (copy / ".venv").symlink_to(sys.prefix)
    said = [run("bash", "-euo", "pipefail", "-c", step, cwd=copy) for step in steps()]
    return copy, said[-1]


@pytest.fixture(scope="module")
def wheel(released: tuple[Path, str]) -> Path:
    (built,) = (released[0] / "dist").glob("alignmentcard-*.whl")
    return built


@pytest.fixture(scope="module")
def program(released: tuple[Path, str]) -> Path:
    return released[0] / "build" / "empty" / "bin" / "alignmentcard"


@pytest.fixture(scope="module", params=["unpacked", pytest.param("installed", marks=pytest.mark.nightly)])
def portals(request: pytest.FixtureRequest, wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a program that builds portals: what is in the wheel, with our libraries or with those of its lock."""
    folder = tmp_path_factory.mktemp("portals")
    if request.param == "unpacked":
        with zipfile.ZipFile(wheel) as built:
            built.extractall(folder)
        program = folder / "alignmentcard.sh"
        program.write_text(f'#!/bin/sh\nPYTHONPATH={folder} exec {sys.executable} -m alignmentcard "$@"\n')
        program.chmod(0o755)
        assert VERSION in run(program, "--version", cwd=folder), "it is what was released, not the checkout"
        return program
    venv.create(folder / "portals", with_pip=True)
    bin_ = folder / "portals" / "bin"
    pip = ("-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes", "--requirement")
    run(bin_ / "python", *pip, ROOT / "requirements" / "portal.txt", cwd=folder)
    run(bin_ / "python", "-m", "pip", "install", "--quiet", "--no-deps", wheel, cwd=folder)
    return bin_ / "alignmentcard"


def test_a_release_has_one_version_everywhere(released: tuple[Path, str], program: Path, folder: Path) -> None:
    copy, said = released
    assert run(program, "--version", cwd=folder).strip() == said.splitlines()[1] == f"alignmentcard {VERSION}"
    assert versions(copy) == {name: {VERSION} for name in PLACES}
    assert f"## {VERSION} - " in (copy / "CHANGELOG.md").read_text(encoding="utf-8")
    names = {f"alignmentcard-{VERSION}.tar.gz", f"alignmentcard-{VERSION}-py3-none-any.whl"}
    assert {path.name for path in (copy / "dist").iterdir()} == names


def test_an_index_would_take_what_is_said_about_a_release(wheel: Path) -> None:
    archive = wheel.with_name(f"alignmentcard-{VERSION}.tar.gz")
    with zipfile.ZipFile(wheel) as built, tarfile.open(archive) as source:
        information = source.extractfile(f"alignmentcard-{VERSION}/PKG-INFO")
        texts = [built.read(f"alignmentcard-{VERSION}.dist-info/METADATA"), information.read()]
        assert f"alignmentcard-{VERSION}.dist-info/licenses/LICENSE" in built.namelist()
        assert f"alignmentcard-{VERSION}.dist-info/licenses/alignmentcard/portal/fonts/OFL.txt" in built.namelist()
    for text in texts:
        told = Metadata.from_email(text, validate=True)  # raises where the index would refuse
        assert (told.name, str(told.version)) == ("alignmentcard", VERSION)
        assert told.description_content_type == "text/markdown"
        assert told.description == (ROOT / "README.md").read_text(encoding="utf-8")
        assert told.license_expression == "Apache-2.0 AND OFL-1.1"
        assert told.requires_python == ">=3.11"


@pytest.fixture(scope="module")
def ours(portals: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Return a new portal in a repository of its own that was built, and what was said of it."""
    folder = tmp_path_factory.mktemp("new")
    run(portals, "site", "new", "ours", "--name", "Ours", "--url", "https://example.org/ours/", cwd=folder)
    run("git", "init", "--quiet", cwd=folder / "ours")
    return folder / "ours", run(portals, "site", "build", ".", cwd=folder / "ours")


def test_installed_program_starts_and_builds_a_portal(ours: tuple[Path, str]) -> None:
    folder, said = ours
    assert "Cards: 1." in said
    built = folder / "build"
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


def test_a_new_portal_keeps_what_was_built_out_of_its_repository(ours: tuple[Path, str]) -> None:
    new, _ = ours
    (new / "cards" / ".alignmentcard-0123.tmp").write_text("half")
    told = run("git", "status", "--short", "--untracked-files=all", cwd=new)
    assert {line.split("/")[0] for line in told.splitlines()} == {
        "?? .github",
        "?? .gitignore",
        "?? .gitlab-ci.yml",
        "?? README.md",
        "?? cards",
        "?? deploy",
        "?? docs",
        "?? mkdocs.yml",
        "?? overrides",
    }
    assert ".tmp" not in told


def test_type_checkers_are_told_that_the_package_has_types(wheel: Path) -> None:
    assert "alignmentcard/py.typed" in zipfile.ZipFile(wheel).namelist()


def test_installed_program_checks_a_card(program: Path, folder: Path) -> None:
    (folder / "a.card.yaml").write_text(whole_card(""), encoding="utf-8")
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
    expected = (ROOT / "schema" / "alignmentcard-1.1.schema.json").read_text(encoding="utf-8")
    assert run(program, "schema", cwd=folder) == expected


def test_installed_program_has_the_commands_of_the_checkout(program: Path, folder: Path) -> None:
    assert run(program, "--help", cwd=folder) == run(
        sys.executable, "-m", "alignmentcard", "--help", cwd=folder
    ).replace("python -m alignmentcard", "alignmentcard")
