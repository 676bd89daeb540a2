"""Pages and navigation that a new portal begins with, in its language; what no catalogue knows stays English."""

import re
from collections.abc import Iterator
from hashlib import sha256

from alignmentcard.messages import SOURCE, _, spoken
from alignmentcard.portal import configuration
from alignmentcard.portal.configuration import CONFIG
from alignmentcard.resources import folder

PAGES = (
    *("catalogue.md", "check.md", "compare.md", "measure.md", "review.md", "write.md"),
    *("reports/index.md", "reports/changes.md"),
)
"""Pages below `docs` whose few sentences are about what the program puts into them."""
REFERENCE = tuple(
    f"reference/{name}.md"
    for name in (
        *("rules", "fields", "vocabulary", "profiles", "statistics"),
        *("commands", "crosswalk", "croissant-extension"),
    )
)
"""Pages below `docs` that are translated whole: what stands before and behind what the program puts into them."""
START = "index.md"
SHELL = "docs/cards/_shell.md"
"""What the page of every card is filled into; it has no words of its own."""

TITLE = re.compile(r"^(title: )(\S.*)()$|^(# )(\S.*)()$", re.MULTILINE)
HEADING = re.compile(r"^## (\S.*)$", re.MULTILINE)
PART = re.compile(
    r"(?<=\n\n)()((?!```)[A-Z`](?:[^\n]|\n(?!\n))+)()(?=\n\n|\n*\Z)"  # a paragraph
    r"|^(## )(\S.*?)((?: \{ #[\w-]+ \})?)$"
    r"|^(- )([A-Z](?:[^\n]|\n  )+)()$"
    r"|(?<=\| )()([A-Za-z][^|`\n]*)()(?= \|)",  # a cell of a table
    re.MULTILINE,
)
TRANSLATES = re.compile(r"\A(---\n(?:.*\n)*?)translates: ([0-9a-f]{16})\n")
"""What a translated page says first: the beginning of the digest of the English page that it was made of."""
NO_HEAD = "---\n---\n\n"
INTRO = re.compile(r"(?<=\n\n)()([A-Z](?:[^\n]|\n(?!\n|\{))+)(\n\{ \.ac-intro \})")


def in_language(name: str, text: str) -> str:
    """Return a file of the starter in the language that is spoken; `name` is its path in the portal."""
    if spoken().is_source:
        return text
    if name == CONFIG:
        return configuration.in_language(text, spoken().tag)
    if name.removeprefix("docs/") in (*PAGES, START):
        return INTRO.sub(_said, TITLE.sub(_said, text))
    if name.removeprefix("docs/") in REFERENCE:
        return PART.sub(_said, TITLE.sub(_said, HEADING.sub(_anchored, text)))
    if name.endswith(".md") and name.startswith("docs/") and name != SHELL:
        return _translated(name.removeprefix("docs/"), text) or marked(text)
    return text


def whole() -> Iterator[str]:
    """Yield the pages below `docs` that are translated as a whole, each in a file of its own."""
    docs = folder("site") / "docs"
    for name in sorted(path.relative_to(docs).as_posix() for path in docs.rglob("*.md")):
        if name not in (*PAGES, *REFERENCE, START) and f"docs/{name}" != SHELL:
            yield name


def digest(text: str) -> str:
    """Return what a translated page says of the English page that it was made of."""
    return sha256(text.encode()).hexdigest()[:16]


def _translated(name: str, text: str) -> str:
    """Return a page that was translated as a whole, below `languages/` at its path; empty where it is not up to date.

    A translation of an older text would say what is no longer so.
    """
    path = folder("languages") / spoken().kept_as / name
    page = path.read_text("utf-8") if spoken().kept_as and path.is_file() else ""
    told = TRANSLATES.match(page)
    if not told or told[2] != digest(text):
        return ""
    return (told[1] + page[told.end() :]).removeprefix(NO_HEAD)


def marked(text: str) -> str:
    """Say in the head of a page that it stays in English, so that the theme marks it."""
    head = f"---\nlanguage: {SOURCE}\n"
    return text.replace("---\n", head, 1) if text.startswith("---\n") else f"{head}---\n\n{text}"


def _anchored(found: re.Match[str]) -> str:
    """Keep the anchor of a heading that is translated, so that links to it hold in every language."""
    words = re.findall(r"\w+", found[1].lower())
    return f"{found[0]} {{ #{'-'.join(words)} }}"


def _said(found: re.Match[str]) -> str:
    before, text, after = _parts(found)
    return f"{before}{_(' '.join(text.split()))}{after}"


def _parts(found: re.Match[str]) -> tuple[str, str, str]:
    first, text, last = (part for part in found.groups() if part is not None)
    return first, text, last


def texts() -> Iterator[str]:
    """Yield every text that a starter says in other languages."""
    site = folder("site")
    yield from (configuration.ANCHOR, *configuration.words())
    for path in (site / "docs" / name for name in REFERENCE):
        text = path.read_text("utf-8")
        yield from (*_found(TITLE, text), *_found(PART, text))
    for path in (*(site / "docs" / name for name in PAGES), folder("templates") / "portal" / START):
        text = path.read_text("utf-8")
        yield from (*_found(TITLE, text), *_found(INTRO, text))


def _found(pattern: re.Pattern[str], text: str) -> list[str]:
    return [" ".join(_parts(found)[1].split()) for found in pattern.finditer(text)]
