"""plan on the command line: what is meant in percent is asked about or explained, and never computed as it stands."""

import pytest
from click.testing import CliRunner, Result

from alignmentcard.cli import plan as module
from alignmentcard.cli.plan import command


def call(*arguments: str, said: str = "") -> Result:
    return CliRunner().invoke(command, arguments, input=said)


FIVE = "For a margin of 0.05 at 95% confidence:\n  each item          385 ratings; 385 in all, by 385 raters\n"


@pytest.mark.parametrize("margin", ["0.05", "5%", ".05", "5.0 %"])
def test_a_margin_is_a_share_or_has_a_sign_of_percent(margin: str) -> None:
    assert call("--margin", margin).stdout.startswith(FIVE)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--margin", "5"], "For 5 percent write --margin 0.05 or --margin 5%; for a mean on a scale give --deviation"),
        (["--margin", "1"], "For 1 percent write --margin 0.01 or --margin 1%"),
        (["--margin", "500"], "--margin is 500, which is more than the whole."),
        (["--margin", "0.6"], "A margin of 0.6 is met by any answer"),
        (["--margin", "60%"], "A margin of 0.6 is met by any answer"),
        (["--margin", "0.05", "--confidence", "95"], "For 95 percent write --confidence 0.95 or --confidence 95%."),
        (["--margin", "0.05", "--share", "30"], "For 30 percent write --share 0.3 or --share 30%."),
        (["--margin", "0.05", "--share", "0"], "--share is 0. It must lie between 0 and 1"),
        (["--margin", "five"], "five is no number. Write 0.05 or 5%."),
        (["--margin", "0.05", "--deviation", "-1"], "Invalid value for '--deviation'"),
        (["--margin", "nan"], "The margin is nan."),
    ],
)
def test_what_cannot_be_meant_is_explained_and_not_computed(arguments: list[str], sentence: str) -> None:
    result = call(*arguments)
    assert result.exit_code != 0
    assert sentence in " ".join(f"{result.stderr}{result.exception}".replace("│", " ").split())
    assert "ratings;" not in result.stdout


def test_on_a_scale_the_margin_is_in_its_points() -> None:
    assert "each item          62 ratings" in call("--margin", "5", "--deviation", "20").stdout


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "is_asked", lambda: True)


@pytest.mark.usefixtures("terminal")
def test_on_a_terminal_it_is_asked_whether_percent_is_meant() -> None:
    result = call("--margin", "5", said="\n")
    assert "Is 5% meant, which is 0.05? [Y/n]" in result.stdout
    assert FIVE in result.stdout
    assert call("--margin", "5", said="n\n").exit_code == 2


def test_more_raters_than_people_are_never_planned() -> None:
    result = call("--margin", "0.05", "--items", "500", "--population", "100")
    assert "each item          80 ratings; 40,000 in all, more than 100 people give" in result.stdout
    assert "they would, with --per-rater 400" in result.stdout
    again = call("--margin", "0.05", "--items", "500", "--population", "100", "--per-rater", "400")
    assert "by 100 raters" in again.stdout
    assert "  160  " not in again.stdout


def test_of_one_item_both_lines_say_the_same() -> None:
    lines = call("--margin", "0.05", "--items", "1", "--per-rater", "10").stdout.splitlines()
    assert lines[1].split("  ")[-1] == "385 ratings; 385 in all, by 385 raters"
    assert lines[2].split("  ")[-1] == "385 ratings, by 385 raters"


@pytest.mark.parametrize("arguments", [[], ["--power"], ["--margin"], ["--items", "50"]])
def test_without_what_it_needs_whole_commands_are_given(arguments: list[str]) -> None:
    result = call(*arguments)
    assert result.exit_code == 2
    assert "alignmentcard plan --agreement 0.7 --above 0.6 --power 0.8" in result.stderr


def test_agreement_alone_says_what_it_goes_with() -> None:
    assert "plan --agreement 0.7 --above 0.6." in call("--agreement", "0.7").stderr
