"""Pages and navigation that a new portal begins with, in its language; what no catalogue knows stays English."""

import re
from collections.abc import Iterator

from alignmentcard.messages import SOURCE, _, speaking, spoken
from alignmentcard.messages.languages import known
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
CONFIG, START = "mkdocs.yml", "index.md"
SHELL = "docs/cards/_shell.md"
"""Becomes the pages of cards and rules, which are in the language of the portal."""

NAMED = re.compile(r"^( *- )([A-Z][^:\n]*)(: ?[\w./-]*)$|^( +name: )(Switch [\w ]+)()$", re.MULTILINE)
NAME = re.compile(r"^( *- )([^\s:][^:\n]*)(: ?[\w./-]*)$|^( +name: )(\S[^\n]*)()$", re.MULTILINE)
"""A name as `NAMED` finds it, in any language."""
TITLE = re.compile(r"^(title: )(\S.*)()$|^(# )(\S.*)()$", re.MULTILINE)
PART = re.compile(
    r"(?<=\n\n)()((?!```)[A-Z`](?:[^\n]|\n(?!\n))+)()(?=\n\n|\n*\Z)"  # a paragraph
    r"|^(## )(\S.*)()$"
    r"|^(- )([A-Z](?:[^\n]|\n  )+)()$"
    r"|(?<=\| )()([A-Za-z][^|`\n]*)()(?= \|)",  # a cell of a table
    re.MULTILINE,
)
INTRO = re.compile(r"(?<=\n\n)()([A-Z](?:[^\n]|\n(?!\n|\{))+)(\n\{ \.ac-intro \})")


def in_language(name: str, text: str) -> str:
    """Return a file of the starter in the language that is spoken; `name` is its path in the portal."""
    if spoken().is_source:
        return text
    if name == CONFIG:
        return NAMED.sub(_said, text.replace("name: material\n", f"name: material\n  language: {spoken().tag}\n", 1))
    if name.removeprefix("docs/") in (*PAGES, START):
        return INTRO.sub(_said, TITLE.sub(_said, text))
    if name.removeprefix("docs/") in REFERENCE:
        return PART.sub(_said, TITLE.sub(_said, text))
    if name.endswith(".md") and name.startswith("docs/") and name != SHELL:
        return _marked(text)
    return text


def renamed(config: str, language: str) -> str:
    """Say the names in the configuration of a portal in a language; those that no starter has stay as they are."""
    english = dict(_names())

    def said(found: re.Match[str]) -> str:
        before, text, after = _parts(found)
        return f"{before}{_(english[text])}{after}" if text in english else found[0]

    with speaking(language):
        return NAME.sub(said, config)


def _names() -> Iterator[tuple[str, str]]:
    """Yield every name of a starter's configuration in each language, with the English one."""
    names = _found(NAMED, (folder("site") / CONFIG).read_text("utf-8"))
    for tag in (*known(), SOURCE):
        with speaking(tag):
            yield from ((_(name), name) for name in names)


def _marked(text: str) -> str:
    """Say in the head of a page that it stays in English, so that the theme marks it."""
    head = f"---\nlanguage: {SOURCE}\n"
    return text.replace("---\n", head, 1) if text.startswith("---\n") else f"{head}---\n\n{text}"


def _said(found: re.Match[str]) -> str:
    before, text, after = _parts(found)
    return f"{before}{_(' '.join(text.split()))}{after}"


def _parts(found: re.Match[str]) -> tuple[str, str, str]:
    first, text, last = (part for part in found.groups() if part is not None)
    return first, text, last


def texts() -> Iterator[str]:
    """Yield every text that a starter says in other languages."""
    site = folder("site")
    yield from _found(NAMED, (site / CONFIG).read_text("utf-8"))
    for path in (site / "docs" / name for name in REFERENCE):
        text = path.read_text("utf-8")
        yield from (*_found(TITLE, text), *_found(PART, text))
    for path in (*(site / "docs" / name for name in PAGES), folder("templates") / "portal" / START):
        text = path.read_text("utf-8")
        yield from (*_found(TITLE, text), *_found(INTRO, text))


def _found(pattern: re.Pattern[str], text: str) -> list[str]:
    return [" ".join(_parts(found)[1].split()) for found in pattern.finditer(text)]
