"""The one way out: no text of a stranger steers a terminal, hides, forges a line, or speaks to a runner of CI."""

import ast
import io
import json
import os
import pty
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from cli.calls import BROKEN, CALLS, CARD, CELL, MEASURING, PROFILE, TABLE, WORDS
from click.testing import CliRunner
from warm import Program

from alignmentcard.cli import COMMANDS, group, terminal
from alignmentcard.document import parse
from alignmentcard.loader import load
from alignmentcard.rules.example import whole_card
from alignmentcard.text.visible import UNSEEN, visible
from alignmentcard.text.writing import scalar

PACKAGE = Path(__file__).parent.parent.parent / "alignmentcard"
OURS = re.compile(r"\x1b\[(?:[0-2]|22|3[0-7])m|\r\x1b\[K")
"""What we colour with, and how progress is taken away."""


def card() -> str:
    """Write a card that loads and holds the words wherever a text of its author can stand."""
    said = scalar(WORDS)
    text = whole_card(
        "release:\n  level: individual\n  rater_ids: pseudonymous\n  access: open\n"
        f"  files:\n    - path: {scalar(TABLE)}\n      holds: ratings\n      columns:\n        item: item\n"
        f"        rater: {scalar('rater ' + CELL)}\n        value: label\n"
        f"        attributes: {{{said}: {scalar('group ' + CELL)}}}\n"
    )
    text = text.replace("  title: ", f"  title: {said}  #", 1)
    text = text.replace("    name: Harmful content\n", f"    name: {said}\n")
    assert load(parse(text)).card is not None
    return text


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder in which everything is called and filled by somebody who means harm."""
    here = tmp_path_factory.mktemp("terminal") / "here"
    here.mkdir()
    (here / CARD).write_text(card(), encoding="utf-8")
    broken = card().replace("  beliefs: many\n", f"  {scalar('beliefs ' + WORDS)}: many\n")
    (here / BROKEN).write_text(broken.replace("kind: human", f"kind: {scalar(WORDS)}"), encoding="utf-8")
    (here / "small.card.yaml").write_text(whole_card(""), encoding="utf-8")
    rows = [f"i{i},r{r},{(i * r) % 2},{'ab'[r % 2]}{CELL}" for i in range(8) for r in range(12)]
    lines = [f'item,"rater {CELL}",label,"group {CELL}"', *(f'{a},{b},{c},"{d}"' for a, b, c, d in map(cells, rows))]
    (here / TABLE).write_text("\n".join((*lines, "")), encoding="utf-8", newline="")
    (here / "system.csv").write_text("item,label\n" + "".join(f"i{i},1\n" for i in range(8)))
    (here / "README.md").write_text(f"---\nlicense: {scalar(WORDS)}\n---\n# {WORDS}\n\n## {WORDS}\n", "utf-8")
    (here / "answers.yaml").write_text(f"dataset.title: {scalar(WORDS)}\n", "utf-8")
    (here / PROFILE).write_text(f"title: {scalar(WORDS)}\ndescription: {scalar(WORDS)}\nextends: minimal\n")
    return here


def cells(row: str) -> list[str]:
    return row.split(",", 3)


FEW = ("measure", "plan", "show", "check of a name", "check --format json", "export croissant")
SCRIPT = "from alignmentcard.cli import main; main()"


def on_terminal(program: Program, folder: Path, arguments: list[str], tmp_path: Path) -> str:
    """Run the program on a terminal of its own; return everything that it wrote."""
    ours, theirs = pty.openpty()
    environment = {**os.environ, "PYTHONPATH": str(PACKAGE.parent), "COLUMNS": "100", "XDG_CACHE_HOME": str(tmp_path)}
    with Path(os.devnull).open("rb") as nothing:
        program.begin(arguments, folder, environment, (nothing.fileno(), theirs, theirs))
    os.close(theirs)
    read = bytearray()
    while True:
        try:
            part = os.read(ours, 1 << 16)
        except OSError:  # the other end is closed
            break
        if not part:
            break
        read += part
    os.close(ours)
    assert program.end() in (0, 1, 2)
    return read.decode(errors="replace").replace("\r\n", "\n")


def test_every_command_is_called() -> None:
    assert {arguments[0] for arguments in CALLS.values()} == set(COMMANDS) - {"lsp"}


@pytest.mark.parametrize("name", CALLS)
def test_command_shows_what_is_hidden(name: str, program: Program, folder: Path, tmp_path: Path) -> None:
    if name in MEASURING:
        pytest.importorskip("duckdb", reason="measuring needs the extra measure")
    here = shutil.copytree(folder, tmp_path / "here")
    shown = on_terminal(program, here, CALLS[name], tmp_path)
    assert shown
    assert "Traceback" not in shown
    left = OURS.sub("", shown)
    assert UNSEEN.findall(left.replace("\n", "")) == []
    assert [line for line in left.split("\n") if terminal.COMMAND.search(line) and not name.endswith("github")] == []


@pytest.mark.parametrize("name", ["measure", "evaluate", "check of a name", "check --fix", "fmt --check", "show"])
def test_sentences_are_visible_in_a_log_too(name: str, folder: Path, tmp_path: Path) -> None:
    here = shutil.copytree(folder, tmp_path / "here")
    known = {**os.environ, "PYTHONPATH": str(PACKAGE.parent)}
    command = [sys.executable, "-c", SCRIPT, *CALLS[name]]
    done = subprocess.run(command, cwd=here, env=known, capture_output=True, encoding="utf-8", check=False)
    for stream in (done.stdout, done.stderr):
        assert UNSEEN.findall(stream.replace("\n", "")) == []
        assert [line for line in stream.split("\n") if terminal.COMMAND.search(line)] == []


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "latin-1", "utf-8"])
@pytest.mark.parametrize("name", FEW)
@pytest.mark.sampled(8)
def test_output_that_knows_few_characters_is_no_error(name: str, encoding: str, folder: Path, tmp_path: Path) -> None:
    if name in MEASURING:
        pytest.importorskip("duckdb", reason="measuring needs the extra measure")
    here = shutil.copytree(folder, tmp_path / "here")
    known = {**os.environ, "PYTHONPATH": str(PACKAGE.parent), "PYTHONIOENCODING": encoding, "LC_ALL": "C"}
    command = [sys.executable, "-c", SCRIPT, *CALLS[name]]
    done = subprocess.run(command, cwd=here, env=known, capture_output=True, check=False)
    assert b"Traceback" not in done.stderr
    assert done.returncode in (0, 1)
    if name == "check --format json":
        assert json.loads(done.stdout.decode("utf-8"))["cards"] == 3
    elif not name.startswith("export"):
        done.stdout.decode(encoding)
    if name == "plan":
        assert ("█" if encoding == "utf-8" else "#").encode(encoding) * 20 in done.stdout


def test_characters_that_do_not_fit_read_as_the_same_in_json() -> None:
    terminal.prepare()
    written = '"ä€😀"'.encode("ascii", terminal.FITTING).decode()
    assert json.loads(written) == "ä€😀"


def test_text_in_a_format_of_its_own_reaches_a_file_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    taken = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", taken)
    terminal.document("a\t\x1bä::error\n")
    terminal.document("::error b")
    assert taken.buffer.getvalue() == "a\t\x1bä::error\n::error b".encode()


LINES = {
    "::error::x": ":<U+003A>error::x",
    "  ::error::x": "  :<U+003A>error::x",
    "a ##[group]x": "a <U+0023>#[group]x",
    "##vso[task.setvariable]": "<U+0023>#vso[task.setvariable]",
    "\n::error::x\n": "\n:<U+003A>error::x\n",
    "a\n::error::x": "a ::error::x",
    "a\r::error::x": "a<U+000D>::error::x",
    "path::to": "path::to",
    "## Heading": "## Heading",
}


@pytest.mark.parametrize(("line", "shown"), LINES.items())
def test_line_is_no_command_and_one_line(line: str, shown: str, capsys: pytest.CaptureFixture[str]) -> None:
    terminal.say(line)
    terminal.tell(line)
    assert capsys.readouterr() == (f"{shown}\n", f"{shown}\n")


def test_only_our_own_colours_pass(capsys: pytest.CaptureFixture[str]) -> None:
    terminal.say("\x1b[31ma\x1b[0m\x1b[2J")
    assert capsys.readouterr().out == "<U+001B>[31ma<U+001B>[0m<U+001B>[2J\n"


def test_error_of_several_lines_forges_none(folder: Path) -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT, "check", "x\nalignmentcard: all is well\n::error::x"],
                          cwd=folder, capture_output=True, text=True, check=False)  # fmt: skip
    lines = done.stderr.splitlines()
    assert lines[0] == "alignmentcard: There is no file or folder called x"
    assert lines[1:] == ["  alignmentcard: all is well", "  :<U+003A>error::x."]


@pytest.mark.parametrize(
    "character", ["\x00", "\x1b", "\x7f", "\x9b", "\r", "\u202e", "\u2066", "\udcff", "\U000e0041"]
)
def test_character_is_named(character: str) -> None:
    assert visible(f"a{character}b") == f"a<U+{ord(character):04X}>b"


WRITERS = ("click.echo", "click.secho", "click.open_file", "click.get_text_stream", "click.echo_via_pager", "print")
STREAMS = re.compile(r"sys\.(?:__)?(?:stdout|stderr)(?:__)?(?:\.buffer)?\.write|os\.write")


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_nothing_else_writes_to_a_terminal(path: Path) -> None:
    if path.name == "terminal.py":
        return
    tree = ast.parse(path.read_text(encoding="utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    into_files = [node for node in calls if any(word.arg == "file" for word in node.keywords)]
    called = {ast.unparse(node.func) for node in calls if node not in into_files}
    assert called.isdisjoint(WRITERS)
    assert [name for name in called if STREAMS.fullmatch(name)] == []


def test_group_prepares_for_other_callers() -> None:
    assert CliRunner(charset="ascii").invoke(group, ["plan", "--margin", "0.05"]).exit_code == 0
