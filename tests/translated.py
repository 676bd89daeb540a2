"""Pages that are translated as a whole: what they share with the English page, and what is renewed without a person.

A page says in its head which English text it was made of: `translates: ` and the beginning of a digest.
"""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import markdown
import yaml

from alignmentcard.portal.prose import TRANSLATES, digest, whole

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "site" / "docs"
LANGUAGES = ROOT / "languages"
HEAD = re.compile(r"\A---\n.*?^---\n+", re.DOTALL | re.MULTILINE)
BLOCK = re.compile(r"^( *)(`{3,})[^`\n]*\n.*?^\1\2$", re.DOTALL | re.MULTILINE)
"""A block of code between its fences."""


def pages() -> Iterator[tuple[str, str]]:
    """Yield the pages that are translated, each with its language."""
    for language in sorted(path.name for path in LANGUAGES.iterdir() if path.is_dir()):
        folder = LANGUAGES / language
        yield from ((language, path.relative_to(folder).as_posix()) for path in sorted(folder.rglob("*.md")))


def missing(language: str) -> list[str]:
    """The pages that are not there in a language."""
    return [name for name in whole() if not (LANGUAGES / language / name).is_file()]


def text_of(name: str, language: str = "") -> str:
    """A page as it stands in a language, or in English."""
    return ((LANGUAGES / language if language else DOCS) / name).read_text("utf-8")


def is_current(name: str, language: str) -> bool:
    """Whether a page translates the English text of today."""
    told = TRANSLATES.match(text_of(name, language))
    return bool(told) and told[2] == digest(text_of(name))


def renewed(page: str, english: str) -> str:
    """Give a translated page the code of the English page of today, if nothing but code has changed in that.

    With the code that the translation has, the English page is then the one that it was made of.
    """
    told = TRANSLATES.match(page)
    before, now = blocks(page), blocks(english)
    if not told or len(before) != len(now) or digest(_with(english, before)) != told[2]:
        return page
    start, end = told.span(2)
    return _with(page[:start] + digest(english) + page[end:], now)


def renew() -> Iterator[str]:
    """Renew what can be renewed; yield a sentence about each page that somebody has to look at."""
    for language, name in pages():
        path = LANGUAGES / language / name
        if not (DOCS / name).is_file():
            yield f"languages/{language}/{name}: there is no such page in English"
            continue
        path.write_text(renewed(text_of(name, language), text_of(name)), "utf-8")
        if not is_current(name, language):
            now = digest(text_of(name))
            yield f"languages/{language}/{name}: translates an older text; the digest of today's is {now}"
    for language in sorted({language for language, _ in pages()}):
        yield from (f"languages/{language}/{name}: is not translated" for name in missing(language))


def blocks(text: str) -> list[str]:
    """The blocks of code of a page, with their fences."""
    return [found.group() for found in BLOCK.finditer(text)]


def _with(text: str, code: list[str]) -> str:
    left = iter(code)
    return BLOCK.sub(lambda found: next(left), text)


class Shape(HTMLParser):
    """What a page has that no language changes: its headings, links, tables and lists, and the words in code."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.headings: list[tuple[str, str | None]] = []
        self.links: list[str | None] = []
        self.tables: list[list[int]] = []
        self.items: list[str] = []
        self.feed(_built(HEAD.sub("", text)))
        self.links.sort(key=str)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if re.fullmatch("h[1-6]", tag):
            self.headings.append((tag, told.get("id")))
        elif tag in ("a", "img"):
            self.links.append(told.get("href", told.get("src")))
        elif tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append(0)
        elif tag in ("td", "th"):
            self.tables[-1][-1] += 1
        elif tag in ("li", "ol", "ul"):
            self.items.append(tag)


def _built(text: str) -> str:
    """Make a page as the site generator does."""
    config = re.sub(r"^extra:.*", "", (ROOT / "site" / "mkdocs.yml").read_text("utf-8"), flags=re.DOTALL | re.MULTILINE)
    named = [one if isinstance(one, str) else next(iter(one)) for one in yaml.safe_load(config)["markdown_extensions"]]
    return markdown.markdown(text, extensions=named)


def head_of(text: str) -> dict[str, object]:
    """What stands in the head of a page, without what only a translation says."""
    found = HEAD.match(text)
    told = yaml.safe_load(found.group().strip().strip("-")) if found else {}
    return {key: value for key, value in told.items() if key not in ("translates", "title")}


def comments(text: str) -> list[str]:
    """The comments of a page, which programs read."""
    return re.findall(r"^<!-- .*? -->$", text, re.MULTILINE)
