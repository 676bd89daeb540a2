"""From each kind of file to a card, on a real terminal: what somebody does who has a file and the README."""

import sys
from pathlib import Path

import pexpect
import pytest

from alignmentcard.checker.check import check
from alignmentcard.document import read
from alignmentcard.profiles import load_profile

README = """---
license: cc-by-4.0
language: en
pretty_name: Sort of Safe
annotations_creators: [crowdsourced]
---
# Sort of Safe

## Annotation process
Raters read each reply twice.
"""
CROISSANT = """{"@context": {"@vocab": "https://schema.org/", "rai": "http://mlcommons.org/croissant/RAI/"},
 "@type": "Dataset", "name": "Sort of Safe", "license": "CC-BY-4.0", "inLanguage": "en",
 "description": "Replies of a chat assistant, each judged by people from an online panel who said if it is harmful.",
 "rai:dataAnnotationProtocol": "Raters read each reply twice."}"""
DATASHEET = "# Datasheet for Sort of Safe\n\n## Motivation\n\nTo learn what people find harmful.\n"
TABLE = "item,rater,answer\n" + "".join(
    f"i{item},r{rater},{'yn'[item % 2]}\n" for item in range(6) for rater in range(6)
)
CITATION = (
    'cff-version: 1.2.0\ntitle: Sort of Safe\nauthors: [{family-names: Example, given-names: Ada}]\nmessage: "-"\n'
)
FILES = {
    "README.md": README,
    "croissant.json": CROISSANT,
    "datasheet.md": DATASHEET,
    "ratings.csv": TABLE,
    "CITATION.cff": CITATION,
}


@pytest.mark.parametrize("name", FILES)
def test_from_a_file_to_a_card_without_errors(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(FILES[name], encoding="utf-8")
    call = ["-m", "alignmentcard", "import", name, "-o", "mine.card.yaml"]
    child = pexpect.spawn(sys.executable, call, cwd=str(tmp_path), encoding="utf-8", timeout=240, dimensions=(40, 120))
    child.expect("Written to mine.card.yaml. Next: alignmentcard check mine.card.yaml")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    report = check(read(tmp_path / "mine.card.yaml"), load_profile("minimal"))
    assert report.card is not None
    assert report.count("error") == 0


def test_a_card_that_exists_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(README, encoding="utf-8")
    (tmp_path / "mine.card.yaml").write_text("mine", encoding="utf-8")
    call = ["-m", "alignmentcard", "import", "README.md", "-o", "mine.card.yaml"]
    child = pexpect.spawn(sys.executable, call, cwd=str(tmp_path), encoding="utf-8", timeout=240)
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 2
    assert (tmp_path / "mine.card.yaml").read_text(encoding="utf-8") == "mine"
