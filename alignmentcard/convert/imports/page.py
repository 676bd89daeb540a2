"""Pages of the web (.html) as Markdown: headings, paragraphs, lists of terms, tables and links.

What a browser does not show as text (programs, styles) is left out, and so are bars for finding one's way. The parser
of Python takes minutes for a page that opens ten thousand elements and closes none; this one looks at each sign once.
"""

import html
import re

PROGRAMS = ("script", "style", "template", "svg", "noscript", "title")
"""Elements that hold no text of the page itself."""
UNSEEN = frozenset(("nav", "footer", "button", "select"))
BLOCKS = frozenset(
    "address article aside blockquote body dd details div dl dt fieldset figcaption figure form h1 h2 h3 h4 h5 h6 "
    "header hr li main ol p pre section summary table tbody tfoot thead tr ul".split()
)
LEADS = {**{f"h{level}": f"{'#' * level} " for level in range(1, 7)}, "li": "- ", "dt": "###### "}
CELLS = ("td", "th")
BOLD = ("b", "strong")
PAGE = re.compile(
    r"(?:\ufeff)?\s*(?:<\?xml[^>]{0,200}>\s*|<!--(?:(?!-->).){0,1000}-->\s*){0,3}<(?:!doctype html|html)\b",
    re.IGNORECASE | re.DOTALL,
)
"""The beginning of a page; a browser that saves one writes before it where it comes from."""
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,20})\b([^<>]{0,4000})>|<[!?][^<>]{0,4000}>")
ADDRESS = re.compile(r"""\bhref\s{0,3}=\s{0,3}["']?(?:mailto:)?([^\s"'<>]{3,1000})""", re.IGNORECASE)


def is_page(text: str) -> bool:
    """Say whether a text is a page of the web."""
    return PAGE.match(text) is not None


def as_markdown(text: str) -> str:
    """Return what a page of the web says, in Markdown."""
    bare = _without(text, "<!--", "-->")
    for name in PROGRAMS:
        bare = _without(bare, f"<{name}", f"</{name}>")
    page, place = _Page(), 0
    for found in TAG.finditer(bare):
        page.say(bare[place : found.start()])
        page.element((found[2] or "").lower(), found[3] or "", closes=bool(found[1]))
        place = found.end()
    page.say(bare[place:])
    return page.text()


def _without(text: str, start: str, end: str) -> str:
    """Return a text without what stands between two marks; what is never closed goes on to the end."""
    low, kept, place = text.lower(), [], 0
    while (begin := low.find(start, place)) >= 0:
        kept.append(text[place:begin])
        close = low.find(end, begin)
        place = close + len(end) if close >= 0 else len(text)
    return "".join((*kept, text[place:]))


class _Page:
    """The lines of a page, while its elements open and close."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.words: list[str] = []
        self.cells: list[str] | None = None
        self.lead = ""
        self.address = ""
        self.unseen = 0

    def text(self) -> str:
        """Close what is open, and return all lines."""
        self._end_row()
        self._end_line()
        return "\n".join(one if one.startswith("| ") else f"\n{one}\n" for one in self.lines) + "\n"

    def say(self, text: str) -> None:
        """Take a text between two tags."""
        if text and not self.unseen:
            self.words.append(html.unescape(text))

    def element(self, name: str, attributes: str, *, closes: bool) -> None:
        """Take a tag."""
        if name in UNSEEN:
            self.unseen = max(0, self.unseen - 1) if closes else self.unseen + 1
        elif name == "a":
            self._link(attributes, closes=closes)
        elif name in ("tr", "table"):
            self._end_row()
            self._end_line()
        elif name in CELLS:
            self._cell(closes=closes)
        elif name in BLOCKS and self.cells is None:
            self._end_line()
            self.lead = "" if closes else LEADS.get(name, "")
        else:
            self.words.append("**" if name in BOLD and self.cells is None else " " if name in BLOCKS | {"br"} else "")

    def _cell(self, *, closes: bool) -> None:
        """Begin a cell, or end one; ends may be left out."""
        if self.cells is None:
            self._end_line()
            self.cells = []
        elif said := self._said():
            self.cells.append(said)
        elif closes:
            self.cells.append("")

    def _link(self, attributes: str, *, closes: bool) -> None:
        """Keep the address of a link, and write it where its text does not say it."""
        found = ADDRESS.search(attributes)
        if closes and self.address and self.address not in "".join(self.words[-3:]):
            self.words.append(f" ({self.address})")
        address = found[1] if found and not closes else ""
        self.address = html.unescape(address) if address.startswith(("http://", "https://")) or "@" in address else ""

    def _said(self) -> str:
        said = " ".join("".join(self.words).split())
        self.words.clear()
        return said

    def _end_row(self) -> None:
        if self.cells is not None:
            cells = [*self.cells, self._said()]
            while cells and not cells[-1]:
                cells.pop()
            if cells:
                self.lines.append(f"| {' | '.join(cells)} |")
            self.cells = None

    def _end_line(self) -> None:
        """Close a line; one of which nothing is to be seen is none."""
        said = self._said()
        if said.strip("* "):
            self.lines.append(f"{self.lead}{said}")
        self.lead = ""
