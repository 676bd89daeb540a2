"""Names of files that a system allows: each card is checked, none stops the others."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from small_portal import source_in

from alignmentcard.card_files import find_cards
from alignmentcard.checker.measurements import recorded_beside
from alignmentcard.document import read
from alignmentcard.report import FORMATS
from alignmentcard.rules.example import whole_card

ENDING = b".card.yaml"
NAMES = {
    "254 bytes": b"a" * (254 - len(ENDING)),
    "255 bytes": b"a" * (255 - len(ENDING)),
    "255 bytes of long characters": "ä".encode() * 122,
    "no UTF-8": b"b\xff\xfe",
    "line breaks": b"c\r\nd",
    "quotes": b"\"e'`f`$(g)",
    "a dash": b"-h",
    "nothing": b"",
    "a space": b" ",
    "markup": b"<b>&amp;|*_#@x",
    "per cent": b"%s%0A{x}",
}
TYPO = "framework:\n  dimensions: Specific\n  definitions: descriptive\n  authority: [raters]\n"
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse some of these names")
MINIMAL = ("--profile", "minimal")
CALLS = {
    **{f"check --format {name}": ["check", ".", *MINIMAL, "--format", name] for name in FORMATS},
    "check --jobs": ["check", ".", *MINIMAL, "--jobs", "2"],
    "check --report": ["check", ".", *MINIMAL, *(f"--report={name}=../out.{name}" for name in FORMATS)],
    "check --fix": ["check", ".", *MINIMAL, "--fix"],
    "fmt": ["fmt", "."],
    "migrate": ["migrate", "."],
    **{f"report --format {name}": ["report", ".", "--format", name, "-o", "../out"] for name in ("json", "markdown")},
    "report --format parquet": ["report", ".", "--format", "parquet", "-o", "../out"],
    "profiles --card": ["profiles", "minimal", "--card", "."],
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a card of every name, each with a finding."""
    here = tmp_path / "here"
    here.mkdir()
    for name in NAMES.values():
        Path(os.fsdecode(os.fsencode(here) + b"/" + name + ENDING)).write_text(whole_card(TYPO))
    return here


def call(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[bytes]":
    known = {**os.environ, "XDG_CACHE_HOME": str(folder.parent / "cache")}
    command = [sys.executable, "-m", "alignmentcard", *arguments]
    return subprocess.run(command, cwd=folder, env=known, capture_output=True, timeout=240, check=False)


@pytest.mark.sampled(8)
@pytest.mark.parametrize("name", CALLS)
def test_command_goes_on_over_every_name(name: str, folder: Path) -> None:
    done = call(folder, *CALLS[name])
    assert b"Traceback" not in done.stderr
    assert done.returncode in (0, 1)


def test_every_card_has_its_finding(folder: Path) -> None:
    for more in ([], ["--jobs", "2", "--no-cache"]):
        report = json.loads(call(folder, "check", ".", *MINIMAL, "--format", "json", *more).stdout)
        found = [finding["file"] for finding in report["findings"] if finding["code"] == "AC006"]
        assert len(found) == report["cards"] == len(NAMES)


def test_name_that_leaves_no_room_for_measurements_is_told(tmp_path: Path) -> None:
    path = tmp_path / f"{'a' * 244}.card.yaml"
    path.write_text(whole_card(""))
    assert "File name too long. Give the card a shorter name." in str(recorded_beside(read(path))["trouble"])


def test_portal_is_built_over_all_names(tmp_path: Path) -> None:
    pytest.importorskip("material", reason="building needs the extra portal")
    source = source_in(tmp_path)
    for name in NAMES.values():
        Path(os.fsdecode(os.fsencode(source / "cards") + b"/" + name + ENDING)).write_text(whole_card(""))
    done = call(source, "site", "build", ".", "-o", str(tmp_path / "out"), "--draft")
    assert (done.returncode, b"Traceback" in done.stderr) == (0, False)
    assert len(list((tmp_path / "out" / "cards").glob("*/index.html"))) >= len(NAMES)


@pytest.mark.parametrize("line", ["x\\", "a" + "*a" * 40 + "b"], ids=["no pattern", "stars without end"])
def test_line_of_gitignore_that_is_no_use_is_left_out_and_the_others_stand(tmp_path: Path, line: str) -> None:
    (tmp_path / ".gitignore").write_text(f"{line}\nout.card.yaml\n")
    for name in (f"{'a' * 200}.card.yaml", "out.card.yaml"):
        (tmp_path / name).write_text(whole_card(""))
    assert [path.name for path in find_cards([tmp_path])] == [f"{'a' * 200}.card.yaml"]


def test_pattern_that_is_not_used_is_told_with_its_file(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("# a * b * c * d *\na*a*a*a*a*b\n*.tmp\n")
    (tmp_path / "a.card.yaml").write_text(whole_card(""))
    told: list[str] = []
    assert len(list(find_cards([tmp_path], told.append))) == 1
    assert [str(tmp_path / ".gitignore") in sentence and "a*a*a*a*a*b" in sentence for sentence in told] == [True]
