"""Columns that are not clear: asked on a terminal, elsewhere said in one command that would do."""

import shlex
import sys

import pexpect
import pytest
from click.testing import CliRunner

from alignmentcard.cli.import_ import command as import_
from alignmentcard.cli.measure import command as measure
from alignmentcard.errors import AlignmentCardError
from alignmentcard.measurement.results.facts import read_facts

CARD = """\
alignmentcard: "1.1"
dataset: {id: tones, title: Tones, summary: Answers of three people about the tone of some texts in a forum.}
dimensions: [{id: politeness, name: Politeness}]
"""
LONG = "doc,coder,tone\n" + "".join(
    f"d{n // 3},c{n % 3},{('kind', 'rude')[n * n % 7 % 2]}\n" for n in range(60)
)  # fmt: skip
NAMED = "doc,maria,jo,chen\n1,kind,kind,rude\n2,rude,,rude\n3,kind,kind,kind\n"


@pytest.fixture
def card(tmp_path):
    (tmp_path / "tones.card.yaml").write_text(CARD, encoding="utf-8")
    (tmp_path / "t.csv").write_text(LONG, encoding="utf-8")
    (tmp_path / "named.csv").write_text(NAMED, encoding="utf-8")
    return tmp_path / "tones.card.yaml"


def call(command, *arguments):
    return CliRunner().invoke(command, [str(argument) for argument in arguments])


@pytest.mark.parametrize("table", ["t.csv", "named.csv"])
def test_the_whole_command_that_is_said_does_it(card, table):
    data = card.with_name(table)
    failed = call(measure, card, "--data", data, "--yes")
    assert isinstance(failed.exception, AlignmentCardError)
    said = shlex.split(str(failed.exception).partition("The whole command: ")[2])
    assert said[:2] == ["alignmentcard", "measure"]
    assert call(measure, *said[2:], "--replicates", "0").exit_code == 0
    assert read_facts(card.with_name("tones.measured.json")).dimension("politeness").sizes.raters == 3


def test_import_says_a_command_that_does_it(card):
    failed = call(import_, card.with_name("t.csv"))
    said = shlex.split(str(failed.exception).partition("The whole command: ")[2])
    done = call(import_, *said[2:])
    assert done.exit_code == 0
    assert "columns: {item: doc, rater: coder, value: tone}" in done.stdout


def test_a_stated_layout_is_kept_with_the_settings(card):
    matrix = card.with_name("matrix.csv")
    matrix.write_text("coder,a,b\nx,1,2\ny,1,1\nz,2,2\n", encoding="utf-8")
    done = call(measure, card, "--data", matrix, "--layout", "matrix", "--replicates", "0")
    assert done.exit_code == 0
    assert "Read as “matrix”: one row is a person, with a column for each item." in done.stderr
    facts = read_facts(card.with_name("tones.measured.json"))
    assert facts.settings["layout"] == "matrix"
    assert (facts.table.shape, facts.dimension("politeness").sizes.items) == ("matrix", 2)


def test_what_was_out_of_the_ordinary_is_kept_with_what_was_measured(card):
    table = card.with_name("old.csv")
    table.write_bytes(LONG.replace("kind", "köstlich").encode("latin-1"))
    named = [part for one in ("item=doc", "rater=coder", "value=tone") for part in ("--column", one)]
    done = call(measure, card, "--data", table, *named, "--replicates", "0")
    assert done.exit_code == 0
    note = "old.csv is not in UTF-8; it was read as Windows-1252, the old encoding of Western Europe."
    assert read_facts(card.with_name("tones.measured.json")).told == (note,)
    assert note in done.stdout


def test_items_with_one_answer_are_said_to_be_so(card):
    table = card.with_name("single.csv")
    table.write_text("item,rater,value\n1,a,x\n2,b,y\n3,a,x\n", encoding="utf-8")
    done = call(measure, card, "--data", table, "--replicates", "0")
    assert "no item has two answers by different people, so their agreement cannot be measured" in done.stdout


@pytest.mark.parametrize("program", ["measure", "import"])
def test_on_a_terminal_what_is_not_clear_is_asked(card, program):
    calls = {
        "measure": [card.name, "--data", "t.csv", "--replicates", "0"],
        "import": ["t.csv", "-o", "mine.card.yaml"],
    }
    child = pexpect.spawn(
        sys.executable, ["-m", "alignmentcard", program, *calls[program]], cwd=str(card.parent), encoding="utf-8",
        timeout=240, dimensions=(40, 120),
    )  # fmt: skip
    child.expect("Which column holds the answer")
    child.expect("tone")
    child.send("\x1b[B\r")
    child.expect("Written to")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
