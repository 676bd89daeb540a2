"""What each kind of output must be, whatever stands in it."""

import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from io import BytesIO
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
import yaml

from alignmentcard.cli.terminal import COMMAND
from alignmentcard.resources import visible
from alignmentcard.text.visible import UNSEEN

Shape = frozenset[object]
"""What an output consists of beside its texts; that of a hostile card has nothing that no harmless card has."""

SCHEMES = {"", "http", "https", "mailto"}
ADDRESSES = ("href", "src", "action", "formaction", "data", "srcset", "srcdoc", "xlink:href")
OURS = re.compile(r"^::(?:error|warning|notice) (?:file=[^:,]*,line=\d+[^:]*|title=[^:,]*)::|^[^:#]")
"""An annotation as we write it, or a line that is none."""


class Page(HTMLParser):
    """The elements of a page, each with its attributes and with the schemes of what it leads to."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.shape: set[object] = set()
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            assert not name.startswith("on"), f"{tag} {name}={value}"
            if name in ADDRESSES:
                self._leads(tag, name, value or "")
        self.shape.add((tag, *sorted(name for name, _ in attrs)))

    def _leads(self, tag: str, name: str, value: str) -> None:
        assert value.startswith("#") or UNSEEN.search(value) is None, value
        if value.startswith("data:"):
            assert re.match(r"data:(?!text/html)[a-z/+-]+;base64,", value), value[:80]
            return
        assert urlsplit(value).scheme in SCHEMES, value[:80]
        assert tag in ("a", "link") or "zq.example" not in value, f"{tag} {name}={value}"

    def handle_comment(self, data: str) -> None:
        assert "zq" not in data

    def handle_decl(self, decl: str) -> None:
        assert decl.lower() == "doctype html"

    def handle_pi(self, data: str) -> None:
        raise AssertionError(data)


def html(text: str) -> Shape:
    """A page has only our elements and attributes, leads nowhere that runs, and hides no character."""
    assert visible(bare := re.sub(r"(?s)<pre.*?</pre>|<script.*?</script>", "", text)) == bare
    return frozenset(Page(text).shape)


def markdown(text: str) -> Shape:
    """What Markdown makes of it is such a page too; the head of a README is YAML with keys of ours."""
    head, body = re.match(r"(?s)(?:---\n(.*?)\n---\n)?(.*)", text).groups()  # type: ignore[union-attr]
    keys = frozenset(("key", key) for key in yaml.safe_load(head)) if head else frozenset()
    rendered = pytest.importorskip("markdown_it").MarkdownIt("gfm-like", {"linkify": False}).render(body)
    return keys | Page(rendered).shape


def json_text(text: str) -> Shape:
    """JSON is read by every reader: no number that is none, no half of a character."""
    data = json.loads(text, parse_constant=_no_number)
    json.dumps(data, ensure_ascii=False).encode()
    return frozenset(data) if isinstance(data, dict) else frozenset()


def _no_number(name: str) -> None:
    raise AssertionError(name)


def xml(text: str) -> Shape:
    """XML is read, and has no element and no attribute but ours."""
    assert "<!DOCTYPE" not in text
    assert "<!ENTITY" not in text
    elements = list(ElementTree.fromstring(text).iter())
    for element in elements:
        for name, value in element.attrib.items():
            assert not name.startswith("on")
            assert not name.endswith("href") or urlsplit(value).scheme in SCHEMES
    return frozenset((element.tag, *sorted(element.attrib)) for element in elements)


def plain(text: str) -> Shape:
    """Lines for a terminal have no character that steers it or hides."""
    assert UNSEEN.search(text.replace("\n", "")) is None
    return frozenset()


def github(text: str) -> Shape:
    """Each line is an annotation of ours or none at all."""
    plain(text)
    for line in text.removesuffix("\n").split("\n"):
        assert OURS.match(line), line
        assert line.startswith("::") or not COMMAND.search(line), line
    return frozenset()


def latex(text: str) -> Shape:
    """LaTeX has no command of a stranger, and no sign of his that TeX acts on."""
    assert not re.search(r"(?<!\\)(?:\\\\)*\\zq", text)
    assert text.count(r"\end{document}") <= 1
    bare = re.sub(r"\\(?:\\|[{}%$#&_~^])", "", text)
    assert bare.count("{") == bare.count("}")
    assert "^^" not in bare
    assert "$" not in bare
    return frozenset(re.findall(r"\\[a-zA-Z]+", bare)) - USUAL


USUAL = frozenset(
    rf"\text{name}" for name in ("backslash", "asciitilde", "asciicircum", "less", "greater", "bar", "quotedblleft")
)
USUAL |= {r"\char", r"\acchar", r"\acletter", r"\allowbreak"}
"""What an escaped text has."""


def json_lines(text: str) -> Shape:
    """Each line is JSON by itself."""
    return frozenset().union(*(json_text(line) for line in text.splitlines()))


def bibtex(text: str) -> Shape:
    """BibTeX is an entry with our fields, and one for the paper where the card lists it."""
    found = pytest.importorskip("pybtex.database").parse_string(text, "bibtex")
    assert len(found.entries) in (1, 2)
    return frozenset().union(*({entry.type, *entry.fields} for entry in found.entries.values()))


def parquet(content: bytes) -> Shape:
    """Parquet is read, and has our columns."""
    table = pytest.importorskip("pyarrow.parquet").read_table(BytesIO(content))
    return frozenset(table.column_names)


ORACLES: dict[str, Callable[..., Shape]] = {
    "html": html, "jsonl": json_lines, "md": markdown, "json": json_text, "jsonld": json_text, "xml": xml, "svg": xml,
    "txt": plain, "github": github, "tex": latex, "bib": bibtex, "parquet": parquet,
}  # fmt: skip
"""By the kind of an output; one that has none here is a mistake, so that no new kind goes unseen."""
