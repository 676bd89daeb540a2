"""What every command leaves by: 0 nothing to report, 1 findings, 2 the call cannot be carried out."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from cli.calls import CLEAN, FINDINGS, MISUSE
from conftest import ROOT

from alignmentcard.cli import COMMANDS
from alignmentcard.document import parse
from alignmentcard.layout.text import formatted
from alignmentcard.rules.example import whole

BROKEN = "framework:\n  dimensions: Specific\n  definitions: descriptive\n  authority: [raters]\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("exit")
    text = whole("")
    texts = {
        "good.card.yaml": text,
        "bad.card.yaml": whole(BROKEN),
        "other.card.yaml": text.replace("authority: [raters]", "authority: [experts]").replace("noise", "signal"),
        "tidy.card.yaml": formatted(parse(text)),
        "untidy.card.yaml": text,
        "ratings.csv": "item,rater,label\n1,a,yes\n1,b,no\n2,a,yes\n2,b,yes\n",
        "system.csv": "item,label\n1,yes\n2,yes\n",
        "README.md": "# Some data\n\nIt has words.\n",
        "answers.yaml": "dataset.title: Some data\n",
    }
    for name, content in texts.items():
        (made / name).write_text(content, encoding="utf-8")
    for name, card in (("small", "good"), ("broken", "bad")):
        (made / name / "docs" / "cards").mkdir(parents=True)
        (made / name / "cards").mkdir()
        shell = (ROOT / "site" / "docs" / "cards" / "_shell.md").read_text(encoding="utf-8")
        (made / name / "docs" / "cards" / "_shell.md").write_text(shell, encoding="utf-8")
        (made / name / "mkdocs.yml").write_text(f"site_name: x\nsite_dir: ../{name}-out\n", encoding="utf-8")
        (made / name / "docs" / "index.md").write_text("# Cards\n", encoding="utf-8")
        (made / name / "cards" / "a.card.yaml").write_text(texts[f"{card}.card.yaml"], encoding="utf-8")
    return made


def leaves(folder: Path, call: str) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-m", "alignmentcard", *call.split()],
        cwd=folder, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL,
        env={**os.environ, "XDG_CACHE_HOME": str(folder / "cache"), "NO_MKDOCS_2_WARNING": "1"},
    )  # fmt: skip
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("call", "status"),
    [*((c, 0) for c in sorted(CLEAN)), *((c, 1) for c in sorted(FINDINGS)), *((c, 2) for c in sorted(MISUSE))],
)
def test_command_leaves_by(call: str, status: int, folder: Path) -> None:
    found, told = leaves(folder, call)
    assert (found, bool(status and not told.strip())) == (status, False), told


def test_every_command_is_tried_clean_and_misused() -> None:
    assert {call.split()[0] for call in MISUSE} >= set(COMMANDS)
    assert {call.split()[0] for call in CLEAN} >= set(COMMANDS) - {"lsp"}
