"""The contents of card pages as Markdown pages, for a site generator to build beside ours."""

import re
import shutil
import sys
from html.parser import HTMLParser
from pathlib import Path

BEFORE = {"h1": "\n\n# ", "h2": "\n\n## ", "h3": "\n\n### ", "h4": "\n\n#### ", "p": "\n\n", "li": "\n- "}
BEFORE |= {"dt": "\n\n**", "dd": "** ", "tr": "\n| ", "code": "`", "div": "\n\n", "table": "\n\n", "ul": "\n"}
AFTER = {"th": " | ", "td": " | ", "code": "`"}


class Markdown(HTMLParser):
    """The contents of a card page as Markdown."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.cells = -1
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.parts.append(BEFORE.get(tag, ""))
        if tag == "thead":
            self.cells = 0
        self.cells += tag == "th" and self.cells >= 0

    def handle_endtag(self, tag: str) -> None:
        self.parts.append(AFTER.get(tag, ""))
        if tag == "thead":
            self.parts.append("\n|" + " --- |" * self.cells)
            self.cells = -1

    def handle_data(self, data: str) -> None:
        self.parts.append(" ".join(data.split()) and f"{' '.join(data.split())} ")

    def __str__(self) -> str:
        return re.sub(r"\n{3,}", "\n\n", "".join(self.parts)).strip() + "\n"


def write_peer(source: Path, built: Path, peer: Path) -> tuple[int, int]:
    """Write the card pages of a portal as Markdown; return how many and how many bytes of HTML they were."""
    shutil.copytree(source, peer, ignore=shutil.ignore_patterns("cards", "build", ".*"))
    (peer / "docs" / "cards").mkdir()
    pages = sorted((built / "cards").glob("*/index.html"))
    size = 0
    for page in pages:
        found = re.search(
            r'<article class="md-content__inner md-typeset">.*(?=</article>)', page.read_text("utf-8"), re.DOTALL
        )
        contents = found[0] if found else sys.exit(f"{page} has no contents")
        size += len(contents.encode())
        text = re.sub(r"<(svg|script|pre).*?</\1>", "", contents, flags=re.DOTALL)
        (peer / "docs" / "cards" / f"{page.parent.name}.md").write_text(str(Markdown(text)), "utf-8")
    return len(pages), size
