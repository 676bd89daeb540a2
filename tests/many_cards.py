"""Folders of cards of every kind, and calls of the program on them."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from alignmentcard.rules.example import whole_card

MENDED = "framework:\n  dimensions: specific\n  definitions: Descriptive\n  authority: [raters]\n"
KINDS = (
    whole_card(""),
    whole_card("intent:\n  written: ex_ante\n  beliefs: many\n  disagreement: noise\n"),
    whole_card(MENDED),
    whole_card("dataset:\n  title: 3\n"),
    "alignmentcard: '1.1'\ndataset: {id: a\n",
    "",
)


def write_cards(folder: Path, count: int) -> list[str]:
    """Write cards that are sound, contradict themselves, do not fit, are no YAML, or cannot be read."""
    folder.mkdir(exist_ok=True)
    for number in range(count):
        text = KINDS[number % len(KINDS)].replace("\n  id: ", f"\n  id: c{number}-", 1)
        (folder / f"{number:03}.card.yaml").write_text(text, encoding="utf-8")
    (folder / "bytes.card.yaml").write_bytes(b"dataset:\n  title: caf\xe9\n")
    (folder / "gone.card.yaml").symlink_to(folder / "nowhere")
    (folder / "README.md").write_text(f"---\nalignmentcard:\n{_indented(KINDS[1])}---\n# Data\n", encoding="utf-8")
    return sorted(map(str, folder.iterdir()))


def _indented(text: str) -> str:
    return "".join(f"  {line}\n" for line in text.splitlines())


def write_package(folder: Path, body: str) -> Path:
    """Write a package with one rule, as an installer leaves it behind."""
    about = folder / "strange_cards-1.0.dist-info"
    about.mkdir(parents=True)
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: strange-cards\nVersion: 1.0\n", encoding="utf-8")
    (about / "entry_points.txt").write_text("[alignmentcard.rules]\nstrange = strange_cards\n", encoding="utf-8")
    lines = ["import os, time", "from alignmentcard.rules import rule", '@rule("ZZ001", "strange", "info")']
    lines += ["def check(document):", '    """Nothing."""', f"    {body}", "    yield from ()", ""]
    (folder / "strange_cards.py").write_text("\n".join(lines), encoding="utf-8")
    return folder


def start(*arguments: object, cache: Path, package: Path | None = None) -> subprocess.Popen[str]:
    environment = {**os.environ, "XDG_CACHE_HOME": str(cache), **({"PYTHONPATH": str(package)} if package else {})}
    command = [sys.executable, "-m", "alignmentcard", "check", *map(str, arguments)]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True, "encoding": "utf-8"}
    return subprocess.Popen(command, env=environment, start_new_session=True, preexec_fn=can_be_stopped, **pipes)


def can_be_stopped() -> None:
    """Take Ctrl-C as a program on a terminal does, also where a shell started the tests in the background."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
