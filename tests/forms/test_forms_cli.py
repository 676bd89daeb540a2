"""Forms on the command line: written as asked, listed for one card, filled from a folder."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from alignmentcard.cli.export import command as export
from alignmentcard.cli.report import command as report

ROOT = Path(__file__).parents[2]
CARD = str(ROOT / "site" / "cards" / "prism.card.yaml")
OTHER = str(ROOT / "site" / "cards" / "oasst1.card.yaml")


def ran(*arguments: str) -> Result:
    return CliRunner().invoke(report if arguments[0] == "report" else export, arguments[1:])


def test_a_form_is_written_as_text_for_boxes() -> None:
    text = ran("export", CARD, "--to", "arr", "--as", "text").output
    assert "B1. Did you cite the creators of artifacts you used?\nYes. The dataset was made by" in text


def test_the_checklist_of_neurips_is_latex_with_its_macros() -> None:
    text = ran("export", CARD, "--to", "neurips-checklist").output
    assert text.count(r"\item {\bf ") == 16
    assert r"Answer: \answerYes{}" in text


def test_the_list_takes_the_card_as_argument_or_option() -> None:
    assert ran("export", CARD, "--list", "--json").output == ran("export", "--list", "--card", CARD, "--json").output
    found = {one["name"]: one for one in json.loads(ran("export", CARD, "--list", "--json").output)}
    assert found["arr"]["asked"] == 11
    assert found["neurips-checklist"]["elsewhere"] == 10


def test_a_form_is_filled_from_several_cards(tmp_path: Path) -> None:
    output = tmp_path / "summary.md"
    assert ran("report", CARD, OTHER, "--to", "eu-summary", "-o", str(output)).exit_code == 0
    assert "- **PRISM alignment dataset**: Answers come from people who were asked for them" in output.read_text(
        "utf-8"
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("export", "--list"), "Say which card: alignmentcard export CARD --to FORMAT."),
        (("export", CARD), "Say which format with --to, or see with --list"),
        (("export", CARD, "--to", "bibtex", "--as", "text"), "--as goes with ab-2013"),
        (("export", CARD, "--json"), "--json goes with --list."),
        (("report", CARD, "--as", "text"), "--as goes with --to."),
    ],
)
def test_what_does_not_go_together_is_told(arguments: tuple[str, ...], said: str) -> None:
    result = ran(*arguments)
    assert result.exit_code == 2
    assert said in " ".join(result.output.replace("│", " ").split())
