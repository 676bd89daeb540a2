"""What every command leaves by: 0 nothing to report, 1 findings, 2 the call cannot be carried out."""

import os
from pathlib import Path

import pytest
from cli.calls import CLEAN, FINDINGS, MISUSE
from conftest import ROOT
from warm import Program

from alignmentcard.cli import COMMANDS
from alignmentcard.document import parse
from alignmentcard.layout.text import formatted
from alignmentcard.rules.example import whole_card

BROKEN = "framework:\n  dimensions: Specific\n  definitions: descriptive\n  authority: [raters]\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("exit")
    text = whole_card("")
    texts = {
        "good.card.yaml": text,
        "bad.card.yaml": whole_card(BROKEN),
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


@pytest.mark.parametrize(
    ("call", "status"),
    [*((c, 0) for c in sorted(CLEAN)), *((c, 1) for c in sorted(FINDINGS)), *((c, 2) for c in sorted(MISUSE))],
)
def test_command_leaves_by(call: str, status: int, program: Program, folder: Path, tmp_path: Path) -> None:
    known = {**os.environ, "XDG_CACHE_HOME": str(folder / "cache"), "NO_MKDOCS_2_WARNING": "1"}
    found, out, err = program.run(call.split(), folder, known, tmp_path)
    assert "Traceback" not in err
    assert (found, bool(status and not (out + err).strip())) == (status, False), out + err


def test_every_command_is_tried_clean_and_misused() -> None:
    assert {call.split()[0] for call in MISUSE} >= set(COMMANDS)
    assert {call.split()[0] for call in CLEAN} >= set(COMMANDS) - {"lsp"}
