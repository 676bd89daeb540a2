"""What settings and profiles of a project keep out of a report is said in it: no check turns green unseen."""

import json
from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner, Result

from alignmentcard.cli import group
from alignmentcard.report import FORMATS
from alignmentcard.rules import catalogue
from alignmentcard.rules.example import whole_card

BAD = whole_card("framework:\n  dimensions: Specific\n  definitions: descriptive\n  authority: [raters]\n")
"""A card with one error, AC006."""
EMPTY = whole_card("intent:\n  written: ex_ante\n  beliefs: many\n")
"""A card in which the standard profile misses something, AC009."""
ALL_OFF = "rules:\n" + "".join(f'  {rule.code}: "off"\n' for rule in catalogue())
OFF = 'rules: {AC006: "off"}\n'
MILD = "rules: {AC006: info}\n"
OWN, TABLE = "alignmentcard.toml", "pyproject.toml"
Files = Mapping[str, str]

# What a repository brings, how the check is called, and what the summary says of it.
SILENCED: dict[str, tuple[Files, list[str], str]] = {
    "ignore": ({OWN: 'ignore = ["AC006"]'}, [], "1 finding is silenced by alignmentcard.toml (ignore AC006), an"),
    "select": ({OWN: 'select = ["AC1"]'}, [], "silenced by alignmentcard.toml (select AC1), 1 an error."),
    "everything": ({OWN: 'ignore = ["AC"]'}, [], "9 findings are silenced by alignmentcard.toml (ignore AC), 1 an"),
    "pyproject": (
        {TABLE: '[tool.alignmentcard]\nignore = ["AC006"]'}, [], "1 finding is silenced by pyproject.toml (ignore",
    ),
    "settings by name": (
        {"more.toml": 'ignore = ["AC006"]'}, ["--settings", "more.toml"], "1 finding is silenced by more.toml (ignore",
    ),
    "profile of the settings": (
        {OWN: 'profile = "x.yaml"', "x.yaml": f"extends: standard\n{OFF}"}, [],
        "1 finding is silenced by the profile x.yaml, an error.",
    ),
    "profile by name": (
        {"x.yaml": f"extends: standard\n{OFF}"}, ["--profile", "x.yaml"], "1 finding is silenced by the profile x.yaml",
    ),
    "profile with everything off": ({OWN: 'profile = "x.yaml"', "x.yaml": ALL_OFF}, [], "9 findings are silenced"),
    "profile that asks nothing": ({OWN: 'profile = "x.yaml"', "x.yaml": "title: X\n"}, [], "8 findings are silenced"),
    "profile of ours that the settings take": ({OWN: 'profile = "minimal"'}, [], "silenced by the profile minimal."),
    "profile that makes milder": (
        {OWN: 'profile = "x.yaml"', "x.yaml": f"extends: standard\n{MILD}"}, [],
        "1 finding is made milder by the profile x.yaml, an error otherwise.",
    ),
    "both": (
        {OWN: 'profile = "x.yaml"\nignore = ["AC006"]', "x.yaml": "title: X\n"}, [],
        "1 finding is silenced by alignmentcard.toml (ignore AC006), an error; 8 by the profile x.yaml.",
    ),
}  # fmt: skip

# What those who check decide themselves, or what leaves nothing out.
NOT_SILENCED: dict[str, tuple[Files, list[str]]] = {
    "ignore of the caller": ({}, ["--ignore", "AC006"]),
    "select of the caller": ({}, ["--select", "AC1"]),
    "profile of ours": ({}, ["--profile", "minimal"]),
    "caller wins": ({OWN: 'ignore = ["AC006"]\nprofile = "minimal"'}, ["--ignore", "AC5", "--profile", "standard"]),
    "rule that the caller leaves out too": ({OWN: 'ignore = ["AC006"]'}, ["--select", "AC1"]),
    "rule that finds nothing": ({OWN: 'ignore = ["AC001"]'}, []),
    "stricter profile": ({"x.yaml": "extends: standard\nrules: {AC009: error}\n"}, ["--profile", "x.yaml"]),
}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "cards").mkdir()
    (tmp_path / "cards" / "bad.card.yaml").write_text(BAD, encoding="utf-8")
    (tmp_path / "cards" / "empty.card.yaml").write_text(EMPTY, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path


def checked(project: Path, files: Files, *arguments: str) -> Result:
    for name, text in files.items():
        (project / name).write_text(text, encoding="utf-8")
    return CliRunner().invoke(group, ["check", "cards", *arguments])


@pytest.mark.parametrize(("files", "arguments", "sentence"), SILENCED.values(), ids=SILENCED)
def test_summary_says_what_a_project_silences(project: Path, files: Files, arguments: list[str], sentence: str) -> None:
    assert sentence in checked(project, files, *arguments).stdout


@pytest.mark.parametrize(("files", "arguments"), NOT_SILENCED.values(), ids=NOT_SILENCED)
def test_choice_of_the_caller_is_not_told(project: Path, files: Files, arguments: list[str]) -> None:
    result = checked(project, files, *arguments)
    assert "silenced" not in result.stdout
    assert "milder" not in result.stdout


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_says_it_in_this_process_in_others_and_from_the_cache(project: Path, form: str) -> None:
    for jobs in ([], ["--jobs", "2"], ["--jobs", "2"]):
        result = checked(project, {OWN: 'ignore = ["AC006"]'}, "--format", form, *jobs)
        assert result.exit_code == 0
        told = result.stderr if form == "gitlab" else result.stdout  # which has no place for it
        assert "alignmentcard.toml (ignore AC006)" in told.replace("\\", "")


def test_machines_get_the_counts(project: Path) -> None:
    result = checked(project, {OWN: 'ignore = ["AC006"]'}, "--format", "json")
    told = {"by": "alignmentcard.toml (ignore AC006)", "milder": False, "findings": 1, "errors": 1}
    assert json.loads(result.stdout)["silenced"] == [told]


def test_counts_of_several_cards_are_added(project: Path) -> None:
    (project / "cards" / "more.card.yaml").write_text(BAD, encoding="utf-8")
    said = checked(project, {OWN: 'ignore = ["AC006"]'}).stdout
    assert "2 findings are silenced by alignmentcard.toml (ignore AC006), 2 errors." in said


def test_names_of_strangers_steer_nothing(project: Path) -> None:
    name = "x\n::error::y\x1b[31m.yaml"
    for form in ("text", "github", "markdown", "junit"):
        said = checked(project, {name: ALL_OFF}, "--profile", name, "--format", form).stdout
        assert "\x1b" not in said
        assert not [line for line in said.splitlines() if line.startswith("::error")]
        assert form != "junit" or ElementTree.fromstring(said) is not None


def test_settings_that_choose_the_cards_are_told(project: Path) -> None:
    (project / OWN).write_text('paths = ["cards"]')
    assert "The cards were chosen by alignmentcard.toml (paths)." in CliRunner().invoke(group, ["check"]).stderr
