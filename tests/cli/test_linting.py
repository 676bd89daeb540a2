"""Options that people know from other linters: each does one thing, and what is left out is counted."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from alignmentcard.checker.check import check
from alignmentcard.cli import COMMANDS, group, linting
from alignmentcard.document import parse, read
from alignmentcard.lsp.checking import checking_of
from alignmentcard.report.places import from_root
from alignmentcard.rules import Rule
from alignmentcard.rules.example import whole_card
from alignmentcard.rules.rule import Problem, rule

TYPO = whole_card("framework:\n  dimensions: Specific\n  definitions: descriptive\n  authority: [raters]\n")
EMPTY = whole_card("intent:\n  written: ex_ante\n  beliefs: many\n")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "cards" / "old").mkdir(parents=True)
    (tmp_path / "cards" / "typo.card.yaml").write_text(TYPO, encoding="utf-8")
    (tmp_path / "cards" / "empty.card.yaml").write_text(EMPTY, encoding="utf-8")
    (tmp_path / "cards" / "old" / "typo.card.yaml").write_text(TYPO, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(group, ["check", *arguments], input=stdin)


def found(*arguments: str) -> list[tuple[str, str]]:
    report = json.loads(run("--format", "json", "--profile", "minimal", *arguments).stdout)
    return [(finding["file"], finding["code"]) for finding in report["findings"]]


def test_diff_shows_what_fix_would_change_and_changes_nothing(project: Path) -> None:
    result = run("cards/typo.card.yaml", "--diff")
    assert "-  dimensions: Specific\n+  dimensions: specific\n" in result.stdout
    assert result.exit_code == 1
    assert (project / "cards" / "typo.card.yaml").read_text(encoding="utf-8") == TYPO


def test_diff_of_a_card_that_fix_leaves_alone_is_empty(project: Path) -> None:
    result = run("cards/empty.card.yaml", "--diff")
    assert (result.stdout, result.exit_code) == ("", 0)


def test_diff_shows_the_repairs_that_are_only_offered_when_they_are_wanted(project: Path) -> None:
    assert "reason: to_do" in run("cards/empty.card.yaml", "--diff", "--unsafe-fixes").stdout


def test_statistics_count_findings_by_rule(project: Path) -> None:
    lines = run("cards", "--profile", "minimal", "--statistics").stdout.splitlines()
    assert lines[0] == "2  AC006  error    wrong-value, --fix mends 2"
    assert lines[1] == "1  AC009  warning  silent-omission"


def test_add_ignore_accepts_what_is_left_with_a_reason(project: Path) -> None:
    run("cards/empty.card.yaml", "--profile", "minimal", "--add-ignore", "Nobody knows.")
    card = read(project / "cards" / "empty.card.yaml")
    entry = {"rule": "AC009", "field": "intent.disagreement", "reason": "Nobody knows."}
    assert card.data["ignore"] == [entry]
    assert found("cards/empty.card.yaml") == []


def test_add_ignore_accepts_no_error(project: Path) -> None:
    assert run("cards/typo.card.yaml", "--add-ignore", "It is not wrong.").exit_code == 1
    assert (project / "cards" / "typo.card.yaml").read_text(encoding="utf-8") == TYPO


def test_baseline_leaves_out_what_was_there_and_shows_what_is_new(project: Path) -> None:
    assert run("cards", "--profile", "minimal", "--baseline", "known.json", "--write-baseline").exit_code == 0
    assert found("cards", "--baseline", "known.json") == []
    path = project / "cards" / "typo.card.yaml"
    path.write_text("# a line above\n" + TYPO.replace("kind: human", "kind: Human"), encoding="utf-8")
    assert found("cards", "--baseline", "known.json") == [("cards/typo.card.yaml", "AC006")]


def test_baseline_counts_what_it_leaves_out_and_leaves_the_level(project: Path) -> None:
    run("cards/typo.card.yaml", "--baseline", "known.json", "--write-baseline")
    told = run("cards/typo.card.yaml", "--baseline", "known.json").stdout
    assert "1 accepted with a reason" in told
    assert "does not fit the schema" in told


def test_baseline_is_the_same_from_every_folder(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("cards", "--profile", "minimal", "--baseline", "known.json", "--write-baseline")
    monkeypatch.chdir(project / "cards" / "old")
    assert found("..", "--baseline", "../../known.json") == []


@pytest.mark.parametrize("text", [None, "", "[]", '{"findings": []}', '{"findings": {"a": [{}]}}'])
def test_baseline_that_is_none_is_one_sentence(text: str | None, project: Path) -> None:
    if text is not None:
        (project / "known.json").write_text(text, encoding="utf-8")
    result = run("cards", "--baseline", "known.json")
    assert "baseline known.json" in str(result.exception)


def test_baseline_needs_a_name_to_be_written(project: Path) -> None:
    assert "--baseline FILE --write-baseline" in run("cards", "--write-baseline").stderr


def test_editor_leaves_out_what_the_baseline_of_the_settings_knows(project: Path) -> None:
    (project / "alignmentcard.toml").write_text('profile = "minimal"\nbaseline = "known.json"\n', encoding="utf-8")
    path = project / "cards" / "empty.card.yaml"
    assert [finding.code for finding in checking_of(path).check(read(path)).findings] == ["AC009"]
    run("cards", "--write-baseline")
    assert checking_of(path).check(read(path)).findings == ()


def test_extend_select_adds_to_what_is_selected(project: Path) -> None:
    (project / "alignmentcard.toml").write_text('select = ["AC006"]\n', encoding="utf-8")
    assert {code for _, code in found("cards")} == {"AC006"}
    assert {code for _, code in found("cards", "--extend-select", "AC009")} == {"AC006", "AC009"}


@pytest.mark.parametrize("pattern", ["old/*", "cards/old/*.card.yaml", "cards/old"])
def test_rules_can_be_unwanted_in_some_files(pattern: str, project: Path) -> None:
    assert found("cards", "--select", "AC006", "--per-file-ignores", f"{pattern}:AC006") == [
        ("cards/typo.card.yaml", "AC006")
    ]


def test_rules_of_some_files_are_settings_of_a_project(project: Path) -> None:
    text = '[per-file-ignores]\n"cards/old/*" = ["AC0"]\n"typo.card.yaml" = ["AC006"]\n'
    (project / "alignmentcard.toml").write_text(text, encoding="utf-8")
    assert found("cards") == [("cards/empty.card.yaml", "AC009")]


def test_pattern_without_a_code_is_one_sentence(project: Path) -> None:
    assert "write a pattern, a colon and a code" in str(run("cards", "--per-file-ignores", "old").exception)


def test_settings_extend_others(project: Path) -> None:
    (project / "base.toml").write_text('profile = "minimal"\nselect = ["AC009"]\npaths = ["cards"]\n', encoding="utf-8")
    (project / "cards" / "alignmentcard.toml").write_text(
        'extend = "../base.toml"\nselect = ["AC006"]\n', encoding="utf-8"
    )
    result = run("--settings", "cards/alignmentcard.toml", "--format", "json")
    assert {finding["code"] for finding in json.loads(result.stdout)["findings"]} == {"AC006"}


@pytest.mark.parametrize(
    ("text", "sentence"), [('extend = "b.toml"', "extend themselves"), ('extend = "c.toml"', "which has no settings")]
)
def test_settings_that_extend_nothing_or_themselves_are_one_sentence(text: str, sentence: str, project: Path) -> None:
    (project / "alignmentcard.toml").write_text(text, encoding="utf-8")
    (project / "b.toml").write_text('extend = "alignmentcard.toml"', encoding="utf-8")
    assert sentence in str(run("cards").exception)


@pytest.mark.parametrize("pattern", ["old/", "cards/old", "**/old/**"])
def test_folders_can_be_left_out(pattern: str, project: Path) -> None:
    assert [file for file, _ in found("cards", "--select", "AC006", "--exclude", pattern)] == ["cards/typo.card.yaml"]


def test_what_is_named_is_checked_although_it_is_left_out_below_folders(project: Path) -> None:
    (project / "alignmentcard.toml").write_text('exclude = ["old/"]\n', encoding="utf-8")
    assert [file for file, _ in found("cards", "--select", "AC006")] == ["cards/typo.card.yaml"]
    named = "cards/old/typo.card.yaml"
    assert found(named, "--select", "AC006") == [(named, "AC006")]


def test_settings_are_shown_with_where_they_come_from(project: Path) -> None:
    (project / "alignmentcard.toml").write_text('profile = "minimal"\n', encoding="utf-8")
    lines = run("cards", "--show-settings", "--select", "AC0").stdout.splitlines()
    assert lines[0] == f"# settings: {project / 'alignmentcard.toml'}"
    assert "profile = minimal   # from the settings" in lines
    assert "select = AC0   # from the command line" in lines
    assert "fail-on = error" in lines


def test_standard_input_has_the_name_that_it_is_given(project: Path) -> None:
    report = json.loads(run("-", "--stdin-filename", "mine.card.yaml", "--format", "json", stdin=TYPO).stdout)
    assert {finding["file"] for finding in report["findings"]} == {"mine.card.yaml"}


def test_standard_input_that_is_called_readme_is_one(project: Path) -> None:
    text = "---\nalignmentcard:\n  dataset: {id: x}\n---\n# Data\n"
    report = json.loads(run("-", "--stdin-filename", "README.md", "--format", "json", stdin=text).stdout)
    assert {finding["code"] for finding in report["findings"]} >= {"AC003"}


def test_quiet_shows_findings_alone(project: Path) -> None:
    told = run("cards/typo.card.yaml", "--quiet").stdout
    assert "error AC006" in told
    assert "1 card" not in told


@pytest.mark.parametrize(("wanted", "coloured"), [("always", True), ("never", False), ("auto", False)])
def test_colour_is_what_is_asked_for(wanted: str, coloured: bool, project: Path) -> None:
    command = [sys.executable, "-m", "alignmentcard", "check", "cards/typo.card.yaml", "--color", wanted]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ("\x1b[" in done.stdout) == coloured


def test_exit_zero_reports_and_passes(project: Path) -> None:
    result = run("cards", "--exit-zero")
    assert "error AC006" in result.stdout
    assert result.exit_code == 0


def test_concise_is_a_line_for_each_finding(project: Path) -> None:
    lines = run("cards/typo.card.yaml", "--format", "concise").stdout.splitlines()
    assert len(lines) == 2
    assert lines[0].startswith("cards/typo.card.yaml:")
    assert ': error AC006 [*] `"Specific"` is not a word' in lines[0]


def test_gitlab_is_a_list_with_places_from_the_root_and_names_that_differ(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project / "cards")
    entries = json.loads(run(".", "--format", "gitlab").stdout)
    assert {entry["location"]["path"] for entry in entries} >= {"cards/typo.card.yaml", "cards/old/typo.card.yaml"}
    assert len({entry["fingerprint"] for entry in entries}) == len(entries)
    assert {entry["severity"] for entry in entries} <= {"info", "minor", "major", "critical", "blocker"}


@pytest.mark.parametrize("name", ["typo.card.yaml", "./typo.card.yaml", "old/../typo.card.yaml"])
@pytest.mark.parametrize("format_", ["github", "sarif", "gitlab"])
def test_places_are_those_from_the_root_of_the_repository(
    format_: str, name: str, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project / "cards")
    assert "cards/typo.card.yaml" in run(name, "--format", format_).stdout
    absolute = project / "cards" / "typo.card.yaml"
    assert from_root(str(absolute)) == from_root(name) == "cards/typo.card.yaml"


def test_without_a_repository_places_are_those_of_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert from_root("sub/a.card.yaml") == "sub/a.card.yaml"
    assert from_root(str(tmp_path / "a.card.yaml")) == "a.card.yaml"


def test_watch_checks_again_when_a_card_changed_and_only_then(project: Path) -> None:
    path = project / "cards" / "typo.card.yaml"
    looked: list[int] = []
    steps = iter([path.touch, lambda: None, lambda: path.write_text(EMPTY, encoding="utf-8"), path.unlink])

    def wait() -> bool:
        step = next(steps, None)
        if step is None:
            return False
        before = path.stat().st_mtime_ns
        step()
        if path.exists() and step.__name__ != "<lambda>":
            import os

            os.utime(path, ns=(before + 10**9, before + 10**9))
        return True

    linting.watch(lambda: project.glob("cards/*.card.yaml"), lambda: looked.append(1), wait)
    assert len(looked) == 4


def test_watch_shows_what_a_check_shows(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def leave() -> bool:
        raise KeyboardInterrupt

    monkeypatch.setattr(linting, "forever", leave)
    result = run("cards/typo.card.yaml", "--watch")
    assert result.stdout.count("error AC006") == 1
    assert "Waiting for a change." in result.stderr


SAID = {
    "init": "new",
    "validate": "check",
    "lint": "check",
    "rules": "explain",
    "format": "fmt",
    "chekc": "check",
    "exprot": "export",
}


@pytest.mark.parametrize("name", SAID)
def test_command_that_there_is_not_is_told_which_was_meant(name: str) -> None:
    result = CliRunner().invoke(group, [name])
    assert f"There is no command {name}. Did you mean: alignmentcard {SAID[name]}" in result.stderr
    assert result.exit_code == 2


def test_command_that_nobody_means_is_told_where_the_list_is() -> None:
    assert "To list the commands: alignmentcard --help" in CliRunner().invoke(group, ["zzz"]).stderr


def test_every_command_that_others_call_otherwise_is_there() -> None:
    from alignmentcard.cli import CALLED

    assert set(CALLED) <= set(COMMANDS)
    assert not {name for names in CALLED.values() for name in names} & set(COMMANDS)


@rule("ZZ900", "tried", "warning", since="0.2.0", preview=True)
def tried() -> Iterator[Problem]:
    """A rule that is tried."""
    yield Problem((), "Tried.")


def test_rule_in_preview_runs_only_where_it_is_selected_by_its_code(monkeypatch: pytest.MonkeyPatch) -> None:
    from alignmentcard.checker import check as module

    monkeypatch.setattr(module, "catalogue", lambda: (tried,))
    monkeypatch.setattr(module, "_chosen", module._chosen.__wrapped__)
    document = parse(whole_card(""))
    assert check(document, selects=module.selection((), ())).findings == ()
    assert check(document, selects=module.selection(("ZZ",), ())).findings == ()
    assert [f.code for f in check(document, selects=module.selection(("ZZ900",), ())).findings] == ["ZZ900"]


@pytest.mark.parametrize(
    ("made", "state"),
    [
        (tried, "preview"),
        (Rule("ZZ901", "old", "info", tried.check, deprecated="Look at ZZ902."), "deprecated"),
        (Rule("ZZ903", "new", "info", tried.check), ""),
    ],
)
def test_list_of_rules_says_what_will_go_and_what_may_change(made: Rule, state: str) -> None:
    assert made.state == state


def test_list_of_rules_says_since_when_each_is_there() -> None:
    records = json.loads(CliRunner().invoke(group, ["explain", "--format", "json"]).stdout)["rules"]
    assert {record["since"] for record in records} == {"0.1.0"}
    assert {(record["preview"], record["deprecated"]) for record in records} == {(False, None)}
    assert "since 0.1.0" in CliRunner().invoke(group, ["explain"]).stdout


@pytest.mark.parametrize("reason", [" ", "ok", "See the paper."])
def test_a_reason_that_is_none_accepts_nothing(project: Path, reason: str) -> None:
    before = (project / "cards" / "empty.card.yaml").read_text(encoding="utf-8")
    result = run("cards/empty.card.yaml", "--profile", "minimal", "--add-ignore", reason)
    assert (result.exit_code, "needs the reason" in result.stderr) == (2, True)
    assert (project / "cards" / "empty.card.yaml").read_text(encoding="utf-8") == before


def test_equal_repairs_are_told_once_with_their_number(project: Path) -> None:
    result = run("cards/empty.card.yaml", "--fix", "--unsafe-fixes")
    assert result.stderr.count("List it as a gap") == 1
    assert "List it as a gap (" in result.stderr
    assert result.stderr.count("reason: to_do} added") > 1


def test_diff_names_the_options_that_make_the_changes(project: Path) -> None:
    assert run("cards/empty.card.yaml", "--diff").stderr == "No card would be changed.\n"
    assert "1 card would be changed; --fix changes it." in run("cards/typo.card.yaml", "--diff").stderr
    assert "--fix --unsafe-fixes changes it" in run("cards/empty.card.yaml", "--diff", "--unsafe-fixes").stderr


@pytest.mark.parametrize("words", [["show"], ["diff"], ["review", "--verify"], ["export", "--to", "croissant"]])
def test_file_that_is_not_there_is_not_called_a_card_with_faults(words: list[str], project: Path) -> None:
    names = ["nowhere.card.yaml"] * (2 if words == ["diff"] else 1)
    error = CliRunner().invoke(group, [words[0], *names, *words[1:]]).exception
    assert str(error) == "There is no file called nowhere.card.yaml. Check the path."
