"""A plain installation: what needs an optional part names it, and everything else works."""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from alignmentcard.cli import EXTRAS
from alignmentcard.rules.example import whole_card

PARTS = {
    "measure": ["measure", "a.card.yaml", "--data", "a.csv"],
    "evaluate": ["evaluate", "a.card.yaml", "--data", "a.csv", "--system", "s=a.csv"],
    "check --data": ["check", "named.card.yaml", "--data", "."],
    "review": ["review", "named.card.yaml", "--data", ".", "--by", "Bo Reviewer"],
    "import of a table": ["import", "a.csv"],
    "new from a table": ["new", "b.card.yaml", "--from", "a.csv", "--yes"],
    "report --format parquet": ["report", ".", "--format", "parquet", "-o", "out"],
    "render": ["render", "a.card.yaml"],
    "lsp": ["lsp"],
    "site build": ["site", "build", "site"],
}
WITHOUT = {
    "check": ["check", "a.card.yaml", "--profile", "minimal"],
    "show": ["show", "a.card.yaml"],
    "explain": ["explain", "AC801"],
    "plan": ["plan", "--margin", "0.05"],
    "diff": ["diff", "a.card.yaml", "a.card.yaml"],
    "report": ["report", "a.card.yaml"],
    "export": ["export", "a.card.yaml", "--to", "schema-org"],
    "import": ["import", "README.md"],
    "new": ["new", "b.card.yaml", "--answers", "answers.yaml", "--yes"],
    "fmt": ["fmt", "a.card.yaml"],
}
FILES = "release:\n  level: individual\n  files:\n    - {path: a.csv, holds: ratings}\n"
HIDING = """
import sys
class Hidden:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in NAMES:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
sys.meta_path.insert(0, Hidden())
from alignmentcard.cli import main
main()
"""


def call(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    (folder / "a.card.yaml").write_text(whole_card(""))
    (folder / "named.card.yaml").write_text(whole_card(FILES))
    (folder / "a.csv").write_text("item,rater,label\n1,a,1\n1,b,0\n2,a,1\n2,b,1\n")
    (folder / "README.md").write_text("# Title\n\nWords.\n")
    (folder / "answers.yaml").write_text("dataset.title: A title of a dataset\n")
    (folder / "site" / "cards").mkdir(parents=True)
    (folder / "site" / "mkdocs.yml").write_text("site_name: x\n")
    code = HIDING.replace("NAMES", repr(set(EXTRAS)))
    known = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    return subprocess.run(
        [sys.executable, "-c", code, *arguments], cwd=folder, env=known, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("name", PARTS)
def test_command_names_the_part_that_it_needs(name: str, tmp_path: Path) -> None:
    done = call(tmp_path, *PARTS[name])
    said = done.stderr.splitlines()[-1]
    assert re.search(r"needs an optional part\. Install it with: pip install 'alignmentcard\[\w+\]'$", said)
    assert done.returncode == 2


@pytest.mark.parametrize("name", WITHOUT)
def test_command_works_without_any_part(name: str, tmp_path: Path) -> None:
    done = call(tmp_path, *WITHOUT[name])
    assert "optional part" not in done.stderr
    assert done.returncode in (0, 1)
    assert "Traceback" not in done.stderr


MODULES = {
    "python-calamine": "python_calamine",
    "mkdocs-material": "material",
    "crowd-kit": "crowdkit",
    "python-docx": "docx",
    "pillow": "PIL",
}


def test_every_optional_package_has_its_part(root: Path) -> None:
    named = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    found = {
        MODULES.get(package, package): extra
        for extra, packages in named.items()
        if extra not in ("all", "dev")
        for package in (re.split(r"[<>=\[ ]", text)[0] for text in packages)
        if package != "alignmentcard"
    }
    assert found == EXTRAS
