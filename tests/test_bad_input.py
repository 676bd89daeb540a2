"""Whatever is put in: a finding or one line, exit status 1 or 2, never a traceback."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from permissions import bound

from alignmentcard.card_files import find_cards
from alignmentcard.checker.check import check
from alignmentcard.document import parse, read
from alignmentcard.errors import NothingToCheckError
from alignmentcard.loader import MOST
from alignmentcard.profiles import load_profile
from alignmentcard.rules.example import whole_card

FAULTY = Path(__file__).parent / "cases" / "document" / "faulty"
PATIENCE = 240
"""Seconds until a test gives up on a program that hangs; what it takes is a matter of bench."""


def run(*arguments: str, cwd: Path, stdin: Any = subprocess.DEVNULL) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "alignmentcard", *arguments]
    return subprocess.run(command, cwd=cwd, stdin=stdin, capture_output=True, text=True, timeout=PATIENCE, check=False)


def sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(50 << 20)


def text(content: str) -> Callable[[Path], object]:
    return lambda path: path.write_text(content, encoding="utf-8")


def faulty(name: str) -> Callable[[Path], object]:
    return lambda path: path.write_bytes((FAULTY / f"{name}.yaml").read_bytes())


def link(target: str) -> Callable[[Path], object]:
    return lambda path: path.symlink_to(target)


# What to put in place of a card, and how its one finding begins.
FINDINGS: dict[str, tuple[Callable[[Path], object], str]] = {
    "binary": (lambda path: path.write_bytes(bytes(range(256)) * 1000), "AC001 The file is not UTF-8 text"),
    "empty": (text(""), "AC001 The file is empty."),
    "only comments": (text("# x\n" * 1000), "AC001 The file is empty."),
    "list at the top": (text("- a\n- b\n"), "AC006 `the card` must be a mapping, and is a list."),
    "word at the top": (text("a\n"), 'AC006 `the card` must be a mapping, and is `"a"`.'),
    "not UTF-8": (faulty("not-utf-8"), "AC001 The file is not UTF-8 text: byte 4, in line 1, is 0xff."),
    "UTF-16": (faulty("utf-16"), "AC001 The file is not UTF-8 text: byte 1, in line 1, is 0xff."),
    "NUL": (faulty("nul"), "AC001 This is not YAML: the character U+0000 is not allowed."),
    "fifty megabytes": (sparse, "AC012 The file has 52,428,800 bytes; a card may have 1,048,576."),
    "bomb of aliases": (faulty("alias-bomb"), "AC012 The card has more than 100,000 values"),
    "10,000 levels": (faulty("deep"), "AC012 The card is nested deeper than 64 levels."),
    "10,000 levels of lines": (text("- " * 10_000), "AC012 The card is nested deeper than 64 levels."),
    "two cards": (faulty("two-documents"), "AC001 The file holds more than one YAML document."),
    "object of a program": (faulty("tag"), "AC001 The tag !python/object has no meaning here."),
    "pipe": (os.mkfifo, "AC001 This is a folder, a device or a pipe, not a file."),
    "device": (link("/dev/zero"), "AC001 This is a folder, a device or a pipe, not a file."),
    "link to itself": (link("bad.card.yaml"), "AC001 This link leads nowhere."),
    "link to nothing": (link("nowhere"), "AC001 This link leads nowhere."),
}


@pytest.mark.parametrize(("put", "beginning"), FINDINGS.values(), ids=FINDINGS)
@pytest.mark.sampled(6)
def test_bad_card_is_one_finding_and_hides_no_other_card(
    put: Callable[[Path], object], beginning: str, tmp_path: Path
) -> None:
    put(tmp_path / "bad.card.yaml")
    (tmp_path / "good.card.yaml").write_text(whole_card(""), encoding="utf-8")
    done = run("check", ".", "--profile", "minimal", "--format", "json", cwd=tmp_path)
    report = json.loads(done.stdout)
    found = [finding for finding in report["findings"] if finding["file"] == "bad.card.yaml"]
    assert [f"{finding['code']} {finding['message']}"[: len(beginning)] for finding in found] == [beginning]
    assert report["cards"] == 2
    assert "good.card.yaml" in report["levels"]
    assert (done.returncode, done.stderr) == (1, "")


@pytest.mark.parametrize(("put", "beginning"), FINDINGS.values(), ids=FINDINGS)
@pytest.mark.sampled(6)
def test_bad_card_is_shown_to_people_and_left_alone_by_fix(
    put: Callable[[Path], object], beginning: str, tmp_path: Path
) -> None:
    put(tmp_path / "bad.card.yaml")
    done = run("check", "bad.card.yaml", "--fix", cwd=tmp_path)
    assert f": error {beginning}" in done.stdout
    assert (done.returncode, done.stderr) == (1, "")
    assert [path.name for path in tmp_path.iterdir()] == ["bad.card.yaml"]


# What is called, and the one line that answers.
LINES = {
    "folder without cards": (["check", "folder"], "alignmentcard: There are no cards in folder."),
    "folder that holds itself": (["check", "circle"], "alignmentcard: There are no cards in circle."),
    "missing file": (["check", "missing.card.yaml"], "alignmentcard: There is no file or folder called missing"),
    "empty name": (["check", ""], "alignmentcard: There are no cards in ."),
    "name too long": (["check", "x" * 5000], f"alignmentcard: {'x' * 5000} cannot be opened: File name too long."),
    "unknown rule": (["explain", "AC999"], "Error: Invalid value for CODE: there is no rule AC999."),
    "unknown profile": (["check", "folder", "--profile", "nothing"], "alignmentcard: "),
}


@pytest.mark.parametrize(("arguments", "beginning"), LINES.values(), ids=LINES)
def test_call_that_cannot_be_carried_out_is_one_line(arguments: list[str], beginning: str, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "circle").mkdir()
    (tmp_path / "circle" / "again").symlink_to("..")
    os.mkfifo(tmp_path / "folder" / "README.md")
    os.mkfifo(tmp_path / "folder" / ".gitignore")
    done = run(*arguments, cwd=tmp_path)
    assert done.stderr.splitlines()[-1].startswith(beginning)
    assert (done.returncode, done.stdout) == (2, "")


def test_standard_input_without_end_is_too_large(tmp_path: Path) -> None:
    with Path("/dev/zero").open("rb") as endless:
        done = run("check", "-", cwd=tmp_path, stdin=endless)
    assert "<stdin>:1:1: error AC012 The card has more than 1,048,576 bytes." in done.stdout
    assert (done.returncode, done.stderr) == (1, "")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_card_without_permission_is_a_finding(tmp_path: Path) -> None:
    path = tmp_path / "bad.card.yaml"
    path.write_text(whole_card(""), encoding="utf-8")
    path.chmod(0)
    done = run("check", path.name, cwd=tmp_path)
    assert "AC001 The file cannot be read: Permission denied." in done.stdout
    assert (done.returncode, done.stderr) == (1, "")


@pytest.mark.parametrize("refused", ["stat", "read_bytes"])
def test_refusal_of_the_system_is_a_fault(refused: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "bad.card.yaml"
    path.write_text(whole_card(""), encoding="utf-8")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, refused, refuse)
    assert [fault.message for fault in read(path).faults] == ["The file cannot be read: Permission denied."]


def test_folder_that_may_not_be_read_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path) -> None:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr(os, "scandir", refuse)
    with pytest.raises(NothingToCheckError, match=r"The folder .* cannot be read: Permission denied\."):
        list(find_cards([tmp_path]))


READERS = {
    "check": ["check", ".", "--profile", "minimal"],
    "check --jobs": ["check", ".", "--profile", "minimal", "--jobs", "2"],
    "check --fix": ["check", ".", "--profile", "minimal", "--fix"],
    "fmt": ["fmt", "."],
    "migrate": ["migrate", "."],
    "report": ["report", "."],
    "profiles": ["profiles", "minimal", "--card", "."],
}


@pytest.mark.parametrize("content", ["", "framework: {dimensions: Specific}\n"], ids=["sound", "with a finding"])
@pytest.mark.parametrize("name", READERS)
@pytest.mark.sampled(4)
def test_folder_below_that_may_not_be_read_is_told_and_fails(name: str, content: str, tmp_path: Path) -> None:
    (tmp_path / "good.card.yaml").write_text(whole_card(content), encoding="utf-8")
    (tmp_path / "closed").mkdir(mode=0)
    command = [sys.executable, "-m", "alignmentcard", *READERS[name]]
    done = subprocess.run(
        command, cwd=tmp_path, capture_output=True, text=True, timeout=PATIENCE, check=False, preexec_fn=bound
    )
    (tmp_path / "closed").chmod(0o700)
    said = "alignmentcard: The folder closed cannot be read: Permission denied. Its cards are missing here."
    assert done.stderr.splitlines().count(said) == 1
    assert done.returncode == 2
    assert "good.card.yaml" in done.stdout or "1 card" in done.stdout + done.stderr or "Sort of Safe" in done.stdout


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everything")
def test_card_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "bad.card.yaml").write_text(FOUR_MISTAKES, encoding="utf-8")
    tmp_path.chmod(0o500)
    done = run("check", "bad.card.yaml", "--fix", cwd=tmp_path)
    tmp_path.chmod(0o700)
    assert "cannot be written: Permission denied. Nothing was changed." in done.stderr
    assert done.returncode == 2


FOUR_MISTAKES = (
    whole_card("")
    .replace("  beliefs: many\n", "  belifs: many   # a typo in a key\n")
    .replace("    kind: human\n", "    kind: Human\n")
    .replace("    name: Harmful content\n", "")
    .replace("  license: CC-BY-4.0\n", "  license: CC-BY-4.0\n  license: MIT  # twice\n")
)


def place(text: str, word: str) -> tuple[int, int]:
    before = text[: text.index(word)]
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_four_mistakes_are_four_findings_and_what_is_certain_is_mended(line_end: str, tmp_path: Path) -> None:
    path = tmp_path / "a.card.yaml"
    before = FOUR_MISTAKES.replace("\n", line_end).encode()
    path.write_bytes(before)
    called = ["check", path.name, "--profile", "minimal", "--format", "json"]

    first = run(*called, cwd=tmp_path)
    found = [(f["code"], f["field"], (f["line"], f["column"])) for f in json.loads(first.stdout)["findings"]]
    assert first.returncode == 1
    assert sorted(found) == [
        ("AC002", "dataset.license", place(FOUR_MISTAKES, "license: MIT")),
        ("AC004", "intent.belifs", place(FOUR_MISTAKES, "belifs")),
        ("AC005", "dimensions.harmful.name", place(FOUR_MISTAKES, "id: harmful")),
        ("AC006", "pools.us-panel.kind", place(FOUR_MISTAKES, "Human")),
    ]

    run(*called, "--fix", cwd=tmp_path)
    assert path.read_bytes() == before.replace(b"belifs", b"beliefs").replace(b"kind: Human", b"kind: human")
    second = run(*called, cwd=tmp_path)
    assert sorted(f["code"] for f in json.loads(second.stdout)["findings"]) == ["AC002", "AC005"]
    assert parse(path.read_bytes().decode()).data["intent"]["beliefs"] == "many"


def test_list_of_what_does_not_fit_ends_and_says_how_much_more_there_is() -> None:
    text = whole_card("") + "".join(f"field{number}: 1\n" for number in range(3000))
    found = check(parse(text), profile=load_profile("minimal")).findings
    assert [finding.code for finding in found].count("AC004") == MOST
    assert [f.message for f in found if "more places" in f.message] == [
        "2,000 more places do not fit the standard; they are shown when the first ones are mended."
    ]
