"""A portal of four cards: one full, one with the least, one by a model, one that does not fit the standard."""

import shutil
from pathlib import Path

from alignmentcard.checker.check import check
from alignmentcard.document import parse
from alignmentcard.portal.collection.entry import CardEntry

HERE = Path(__file__).parent
CARDS = HERE / "portal" / "cards"
SITE = HERE.parent / "site"


def source_in(folder: Path) -> Path:
    """Copy the prose of our own portal, with the cards of the tests."""
    source = folder / "small"
    for name in ("docs", "overrides"):
        shutil.copytree(SITE / name, source / name)
    shutil.copy(SITE / "mkdocs.yml", source / "mkdocs.yml")
    shutil.copytree(CARDS, source / "cards")
    return source


def decided(source: Path, *lines: str) -> Path:
    """Write what the operator of a portal decides into its configuration."""
    config = source / "mkdocs.yml"
    told = "".join(f"    {line}\n" for line in lines)
    before, here, after = config.read_text("utf-8").partition("  generator: false\n")
    config.write_text(f"{before}{here}  alignmentcard:\n{told}{after}", "utf-8")
    return source


def text_of(name: str) -> str:
    """Return the text of one of the cards."""
    return (CARDS / f"{name}.card.yaml").read_text("utf-8")


def entry_of(text: str, address: str = "card") -> CardEntry:
    """Check a card given as text."""
    return CardEntry(address, check(parse(text, f"{address}.card.yaml")))
