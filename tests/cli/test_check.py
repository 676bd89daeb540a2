"""alignmentcard check, as somebody calls it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from alignmentcard.cli import group
from alignmentcard.rules.example import whole_card

BAD = "framework:\n  dimensions: Specific\n  definitions: descriptive\n  authority: [raters]\n"
OPTIONS = ["--profile", "minimal"]


@pytest.fixture
def call():
    return lambda *arguments, **options: CliRunner().invoke(group, ["check", *OPTIONS, *map(str, arguments)], **options)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "good.card.yaml").write_text(whole_card(""), encoding="utf-8")
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "bad.card.yml").write_text(whole_card(BAD), encoding="utf-8")
    (tmp_path / "notes.yaml").write_text("not: a card", encoding="utf-8")
    return tmp_path


def test_a_clean_card_gives_one_line_and_exit_0(call, folder: Path) -> None:
    result = call(folder / "good.card.yaml")
    assert (result.exit_code, result.output) == (
        0,
        "1 card (level 2, coherent, 100 % of minimal answered): nothing to report.\n",
    )


def test_a_finding_shows_place_code_line_mark_help_and_where_to_read_more(call, folder: Path) -> None:
    result = call(folder / "inner" / "bad.card.yml")
    lines = result.output.splitlines()
    line = whole_card(BAD).splitlines().index("  dimensions: Specific") + 1
    assert result.exit_code == 1
    assert lines[0].endswith(
        f'bad.card.yml:{line}:15: error AC006 `"Specific"` is not a word of this vocabulary. Did you mean `specific`?'
    )
    assert lines[2:4] == [f"{line} |   dimensions: Specific", f"{' ' * len(str(line))} |               ^^^^^^^^"]
    assert any("alignmentcard explain AC006" in text for text in lines)


def test_a_folder_stands_for_all_cards_below_it(call, folder: Path) -> None:
    result = call(folder)
    assert result.exit_code == 1
    assert "2 cards: 1 error." in result.output


def test_ignored_and_hidden_folders_are_left_out(call, folder: Path) -> None:
    (folder / ".gitignore").write_text("inner/\n", encoding="utf-8")
    assert "1 card" in call(folder).output


def test_a_folder_without_cards_is_told_in_one_sentence(call, tmp_path: Path) -> None:
    result = call(tmp_path)
    assert "There are no cards in" in str(result.exception)


def test_fix_changes_the_file_and_says_so(call, folder: Path) -> None:
    path = folder / "inner" / "bad.card.yml"
    result = call("--fix", path)
    assert result.exit_code == 0
    assert "mended 1: Write specific" in result.stderr
    assert path.read_text(encoding="utf-8") == whole_card(BAD.replace("Specific", "specific"))


def test_standard_input_is_a_card(call) -> None:
    assert call("-", input=whole_card("")).exit_code == 0


def test_fix_of_standard_input_is_refused(call) -> None:
    result = call("--fix", "-", input=whole_card(BAD))
    assert result.exit_code == 2
    assert "standard input" in result.stderr


def test_json_has_findings_levels_and_what_was_skipped(call, folder: Path) -> None:
    data = json.loads(call("--format", "json", folder).stdout)
    assert data["format"] == 1
    assert data["cards"] == 2
    assert [finding["code"] for finding in data["findings"]] == ["AC006"]
    assert [level["level"] for level in data["levels"].values()] == [2]
    assert data["skipped"]["framework"]


def test_select_and_ignore_take_codes_and_beginnings_of_codes(call, folder: Path) -> None:
    assert call("--select", "AC2", folder).exit_code == 0
    assert call("--ignore", "AC006", folder).exit_code == 0
    assert "no rule's code begins with XX1" in call("--select", "XX1", folder).stderr


def test_fail_on_decides_from_which_severity_on_the_exit_status_is_1(call, folder: Path) -> None:
    noise = "intent:\n  written: ex_ante\n  beliefs: many\n  disagreement: noise\n"
    (folder / "good.card.yaml").write_text(whole_card(noise), encoding="utf-8")
    assert call(folder / "good.card.yaml").exit_code == 0
    assert call("--fail-on", "warning", folder / "good.card.yaml").exit_code == 1


def test_control_characters_of_a_card_do_not_reach_the_terminal(call, folder: Path) -> None:
    hostile = 'framework:\n  dimensions: "\\e[31mred\\u202e"\n  definitions: descriptive\n'
    (folder / "good.card.yaml").write_text(whole_card(hostile), encoding="utf-8")
    output = call(folder).output
    assert "\x1b" not in output
    assert "\u202e" not in output
