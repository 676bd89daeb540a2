"""What the documents say is what the program does."""

import re
from pathlib import Path

from alignmentcard.checker.check import check
from alignmentcard.document import parse
from alignmentcard.profiles import load_profile
from alignmentcard.report import FORMATS
from alignmentcard.rules.example import whole_card


def blocks(text: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


def test_readme_shows_the_finding_that_its_card_really_gives(root: Path) -> None:
    readme = (root / "README.md").read_text(encoding="utf-8")
    (card,), (shown,) = blocks(readme, "yaml"), blocks(readme, "text")
    document = parse(whole_card(card), "my-data.card.yaml")
    report = check(document, profile=load_profile("minimal"))
    assert "\n".join(FORMATS["text"]([report])) == shown.rstrip()


def test_no_page_promises_an_index_that_the_package_is_not_on(root: Path) -> None:
    pages = [root / "README.md", *(root / "site" / "docs").rglob("*.md"), *(root / "editors").glob("*/README.md")]
    pages += (root / "site" / "docs" / "assets").glob("*.js")
    assert [path.name for path in pages if "pip install alignmentcard" in (text := path.read_text(encoding="utf-8"))
            or re.search(r"(?:pip|pipx) install '?alignmentcard|uvx '?alignmentcard", text)] == []  # fmt: skip


def test_readme_fits_on_a_few_screens(root: Path) -> None:
    assert len((root / "README.md").read_text(encoding="utf-8").splitlines()) <= 150


def test_links_of_the_documents_lead_somewhere(root: Path) -> None:
    for name in ("README.md", "CONTRIBUTING.md"):
        for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", (root / name).read_text(encoding="utf-8")):
            assert (root / target).exists(), f"{name} links {target}"
