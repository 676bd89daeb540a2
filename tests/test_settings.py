"""Settings of a project: found upwards, overruled by the command line, and wrong ones named in one sentence."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from alignmentcard.cli import group
from alignmentcard.errors import BadSettingsError
from alignmentcard.rules.example import whole_card
from alignmentcard.settings import OWN_FILE, load_settings

TYPO = "framework:\n  dimensions: Specific\n  definitions: descriptive\n  authority: [raters]\n"
EMPTY = "intent:\n  written: ex_ante\n  beliefs: many\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "cards" / "deep").mkdir(parents=True)
    (tmp_path / "cards" / "typo.card.yaml").write_text(whole_card(TYPO), encoding="utf-8")
    (tmp_path / "cards" / "empty.card.yaml").write_text(whole_card(EMPTY), encoding="utf-8")
    monkeypatch.chdir(tmp_path / "cards" / "deep")
    return tmp_path


def found(*arguments: str) -> tuple[int, list[str]]:
    result = CliRunner().invoke(group, ["check", "--format", "json", *arguments])
    codes = [finding["code"] for finding in json.loads(result.stdout)["findings"]]
    return result.exit_code, codes


def complaint(*arguments: str) -> str:
    result = CliRunner().invoke(group, ["check", *arguments])
    assert result.exit_code
    return str(result.exception) if result.exception and not result.stderr else result.stderr


def test_settings_are_found_upwards_from_the_current_folder(project: Path) -> None:
    (project / "alignmentcard.toml").write_text('profile = "minimal"\nignore = ["AC006"]\n', encoding="utf-8")
    assert found("..") == (0, ["AC009"])


def test_pyproject_holds_settings_in_its_own_table(project: Path) -> None:
    text = '[project]\nname = "x"\n[tool.alignmentcard]\nprofile = "minimal"\nselect = ["AC00"]\nfail-on = "warning"\n'
    (project / "pyproject.toml").write_text(text, encoding="utf-8")
    assert found("../empty.card.yaml") == (1, ["AC009"])


def test_a_pyproject_without_the_table_does_not_end_the_search(project: Path) -> None:
    (project / "cards" / "pyproject.toml").write_text('[project]\nname = "x"\n', encoding="utf-8")
    (project / "pyproject.toml").write_text('[tool.alignmentcard]\nselect = ["AC006"]\n', encoding="utf-8")
    assert found("..") == (1, ["AC006"])


def test_the_own_file_goes_before_pyproject(project: Path) -> None:
    (project / "alignmentcard.toml").write_text('select = ["AC006"]\n', encoding="utf-8")
    (project / "pyproject.toml").write_text('[tool.alignmentcard]\nselect = ["AC001"]\n', encoding="utf-8")
    assert found("..")[1] == ["AC006"]


def test_the_command_line_wins(project: Path) -> None:
    (project / "alignmentcard.toml").write_text('select = ["AC006"]\nformat = "junit"\n', encoding="utf-8")
    assert found("..", "--select", "AC009", "--profile", "minimal") == (0, ["AC009"])


def test_without_paths_those_of_the_settings_are_checked(project: Path) -> None:
    (project / "alignmentcard.toml").write_text(
        'paths = ["cards/typo.card.yaml"]\nselect = ["AC006"]\n', encoding="utf-8"
    )
    assert found() == (1, ["AC006"])


def test_without_paths_anywhere_the_sentence_says_what_to_name(project: Path) -> None:
    assert "Name the cards to check" in complaint()


def test_a_profile_of_the_settings_stands_beside_them(project: Path) -> None:
    (project / "ours.yaml").write_text("name: ours\nexpects:\n  - {field: dataset.contact}\n", encoding="utf-8")
    (project / "alignmentcard.toml").write_text('profile = "ours.yaml"\n', encoding="utf-8")
    assert found("../empty.card.yaml") == (0, [])


def test_another_file_of_settings_can_be_named(project: Path) -> None:
    (project / "strict.toml").write_text(
        'profile = "minimal"\nselect = ["AC009"]\nfail-on = "warning"\n', encoding="utf-8"
    )
    assert found("..", "--settings", str(project / "strict.toml")) == (1, ["AC009"])


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("profil = 'x'", "has the unknown setting profil. Settings are: profile, select"),
        ("profile = 3", "profile must be a text in quotes; it is 3."),
        ("select = 'AC2'", "select must be a list of texts in quotes; it is 'AC2'."),
        ("ignore = [1]", "ignore must be a list of texts in quotes; it is [1]."),
        ("fail-on = 'never'", "fail-on is 'never'; it can be error, warning, info."),
        ("format = 'pdf'", "format is 'pdf'; it can be text, json, sarif"),
        ("profile = ", "cannot be read: Invalid value"),
        ("select = ['ZZ1']", "no rule's code begins with ZZ1"),
        ("profile = 'nowhere'", "There is no profile and no file called nowhere."),
        ("profile = 'nowhere.yaml'", "There is no profile and no file called "),
        ("paths = ['nowhere']", "There is no file or folder called "),
    ],
)
def test_a_wrong_setting_is_one_sentence(project: Path, text: str, sentence: str) -> None:
    (project / "alignmentcard.toml").write_text(text, encoding="utf-8")
    arguments = [] if text.startswith("paths") else ["../typo.card.yaml"]
    assert sentence in complaint(*arguments)


def test_settings_that_are_no_table_are_one_sentence(project: Path) -> None:
    (project / "pyproject.toml").write_text("[tool]\nalignmentcard = 3\n", encoding="utf-8")
    assert "tool.alignmentcard must be a table" in complaint("..")


def test_wrong_settings_do_not_hide_the_help(project: Path) -> None:
    (project / "alignmentcard.toml").write_text("profil = 3", encoding="utf-8")
    assert CliRunner().invoke(group, ["check", "--help"]).exit_code == 0


@pytest.mark.parametrize("name", ["nowhere.toml", "pyproject.toml"])
def test_a_named_file_without_settings_is_one_sentence(project: Path, name: str) -> None:
    (project / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
    assert "so there are no settings to take from it." in complaint("--settings", str(project / name), "..")


def test_reports_are_written_beside_the_output(project: Path) -> None:
    arguments = ["check", "..", "--report", "sarif=a.sarif", "--report", "markdown=a.md"]
    result = CliRunner().invoke(group, arguments)
    assert "error AC006" in result.stdout
    assert json.loads(Path("a.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"
    assert Path("a.md").read_text(encoding="utf-8").startswith("### Alignment cards: ")


@pytest.mark.parametrize("report", ["sarif", "pdf=x", "=x", "sarif="])
def test_a_report_without_a_format_or_a_file_is_one_sentence(project: Path, report: str) -> None:
    assert "write a format and a file, as in sarif=findings.sarif." in complaint("..", "--report", report)


@pytest.mark.parametrize("text", ["a = " + "[" * 10_000 + "]" * 10_000, "a = " + "{b = " * 10_000 + "1" + "}" * 10_000])
def test_settings_that_are_nested_without_end_are_one_sentence(project: Path, text: str) -> None:
    (project / "alignmentcard.toml").write_text(f"{text}\n", encoding="utf-8")
    assert "are nested too deeply to be read." in complaint()


@pytest.mark.parametrize(
    "text", ["SECRET\n", "SECRET: 1\n", "rules: {SECRET: error}\n", "{SECRET", "expects: [SECRET]\n"]
)
@pytest.mark.parametrize("way", ["by its path", "by a link"])
def test_a_file_elsewhere_is_not_quoted_to_whoever_names_it_as_a_profile(project: Path, text: str, way: str) -> None:
    (project / "secret.yaml").write_text(text, encoding="utf-8")
    (project / "cards" / "link.yaml").symlink_to("../secret.yaml")
    named = "../secret.yaml" if way == "by its path" else "link.yaml"
    (project / "cards" / "alignmentcard.toml").write_text(f'profile = "{named}"\n', encoding="utf-8")
    said = complaint("../typo.card.yaml")
    assert "SECRET" not in said
    assert f"{project / 'secret.yaml'}, which is not a sound profile." in said


@pytest.mark.parametrize(
    "text", ["SECRET = 1\n", "profile = 'SECRET'\nfail-on = 'SECRET'\n", "SECRET: 1\n", "ignore = 'SECRET'"]
)
def test_settings_that_are_a_link_to_a_file_elsewhere_are_not_quoted(project: Path, text: str) -> None:
    (project / "secret").write_text(text, encoding="utf-8")
    (project / "cards" / "alignmentcard.toml").symlink_to("../secret")
    said = complaint("../typo.card.yaml")
    assert "SECRET" not in said
    assert "is a link to a file elsewhere, and what is wrong there is not shown." in said


UNUSABLE = {
    "NUL to extend": ('extend = "\\u0000"', "U\\+0000"),
    "NUL as a baseline": ('baseline = "a\\u0000"', "U\\+0000"),
    "NUL in a list": ('paths = ["\\u0000"]', "U\\+0000"),
    "NUL in a table": ('per-file-ignores = {"\\u0000" = []}', "U\\+0000"),
    "long": (f'extend = "{"x" * 300}"', "extend a file that cannot be opened"),
}


@pytest.mark.parametrize(("text", "sentence"), UNUSABLE.values(), ids=UNUSABLE)
def test_name_that_no_file_can_have_is_one_sentence(project: Path, text: str, sentence: str) -> None:
    (project / OWN_FILE).write_text(text)
    with pytest.raises(BadSettingsError, match=sentence):
        load_settings(project / OWN_FILE, {})
