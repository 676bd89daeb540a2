"""Cards inside a README: where the front matter stands, and whether it carries a card."""

import re
from pathlib import PurePath

from alignmentcard.messages.retold import worded
from alignmentcard.text.marks import Span

KEY = "alignmentcard"
"""The key of the front matter below which a card stands; hubs keep keys that they do not know."""
ENDINGS = (".md", ".markdown")
NAME = "readme.md"

START = re.compile(r"\ufeff?\s*---(?:\r\n|\r|\n)")
END = re.compile(r"(?:\r\n|\r|\n|(?<=[\r\n]))---[ \t]*(?:\r\n|\n|\Z)")
"""As the Hugging Face hub reads them; front matter with nothing in it is accepted besides."""
FIRST = re.compile(r"(?:[ \t]*(?:#[^\r\n]*)?(?:\r\n|\r|\n))*([ {]*)")
"""What stands before the first key."""


def is_readme(name: str) -> bool:
    """Say whether a file is Markdown, by its name."""
    return name.lower().endswith(ENDINGS) and PurePath(name).suffix != ""


def front_matter(text: str) -> Span | None:
    """Return where the YAML of the front matter stands, without the lines of dashes; None where there is none."""
    start = START.match(text)
    end = END.search(text, start.end()) if start else None
    return Span(start.end(), max(start.end(), end.start())) if start and end else None


def carries_card(text: str) -> bool:
    """Say whether the front matter has the key of a card, without reading the YAML."""
    start, span = START.match(text), front_matter(text)
    if start is None:
        return False
    first = FIRST.match(text, start.end())
    before = first[1] if first else ""
    begin = r"[{,\s]" if "{" in before else rf"^{before}"
    key = re.compile(rf"{begin}[\"']?{KEY}[\"']?[ \t]*:", re.MULTILINE)
    return key.search(text, start.end(), span.end if span else len(text)) is not None


def why_none(text: str) -> str:
    """Say in one sentence why a README has no card."""
    if not START.match(text):
        return worded(
            "This README has no card: it does not begin with front matter, which stands between two lines of ---."
        )
    if front_matter(text) is None:
        return worded("This README has no card: its front matter has no end, a second line of ---.")
    return worded("This README has no card: its front matter has no key `{key}`.", key=KEY)
