"""What the page that measures is told, asked here with the libraries of the command line."""

from pathlib import Path
from shutil import copytree

from click.testing import CliRunner

from alignmentcard.cli import group
from alignmentcard.measurement.run import Machine
from alignmentcard.portal.browser.measuring import look, measured

EXAMPLE = Path(__file__).parents[2] / "site" / "docs" / "guide" / "example"
CARD, TABLE = "rude.card.yaml", "ratings.csv"


def test_a_table_with_its_card_gives_the_file_of_the_command_line(tmp_path):
    folder = copytree(EXAMPLE, tmp_path / "example")
    told = measured(str(folder), TABLE, {}, CARD, machine=Machine())
    done = CliRunner().invoke(group, ["measure", str(folder / CARD), "--data", str(folder / TABLE), "--yes"])
    assert done.exit_code == 0, done.output
    assert told["json"] == (folder / told["name"]).read_text("utf-8")
    assert "What was measured" in told["html"]


def test_a_table_is_shown_as_it_is_understood():
    told = look(str(EXAMPLE), TABLE, {}, machine=Machine())
    assert told["named"] == {"item": "post", "rater": "person", "value": "answer"}
    assert told["guessed"] == ["item", "rater", "value"]
    assert told["ratings"]["head"] == ["Item rated", "Who rated it", "Answer given"]
    assert len(told["ratings"]["rows"]) == 5


def test_what_is_not_clear_comes_with_candidates(tmp_path):
    (tmp_path / "odd.csv").write_text("a,b,c\n1,2,3\n2,3,1\n", "utf-8")
    told = look(str(tmp_path), "odd.csv", {}, machine=Machine())
    assert told["columns"] == ["a", "b", "c"]
    assert told["unclear"]
