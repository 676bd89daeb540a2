"""Citations: BibTeX and CITATION.cff, and entries of BibTeX inside other texts."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from alignmentcard.codes.identifiers import is_arxiv, is_doi
from alignmentcard.convert.imports.found import Found, NotImportableError, Taken, Unread, left, plain, texts
from alignmentcard.convert.imports.values import address, contact, creators, date, language, licence, summary
from alignmentcard.document import Document, parse
from alignmentcard.links import doi
from alignmentcard.messages.retold import worded

ENTRY = re.compile(r"@([A-Za-z]{3,20})\s*\{\s*([^\s,{}\"]{0,200})\s*,")
FIELD = re.compile(r"\s*,?\s*([A-Za-z][\w-]{0,40})\s*=\s*")
ACCENT = re.compile(r"""\\(?:([`'^"~=.])\s*|([uvHcdr])(?:\s+|(?=\{)))\{?\\?([A-Za-z])(?![A-Za-z]*\s*=)\}?""")
MARKS = dict(
    zip("`'^\"~=.uvHcdr", "\u0300\u0301\u0302\u0308\u0303\u0304\u0307\u0306\u030c\u030b\u0327\u0323\u030a", strict=True)
)
"""Accents of TeX, and the characters that put the same accent on the letter before them."""
DATASET_KINDS = ("dataset", "data", "software")
LONGEST = 100_000
MOST = 5


def sources(text: str, at: str) -> Iterator[Found]:
    """Yield a source for each entry of BibTeX in a text; a text without one is left as it is."""
    entries = [fields for _, fields in bibtex_entries(text) if fields.get("title")][:MOST]
    for number, fields in enumerate(entries, 1):
        yield from _source(fields, "paper" if number == 1 else f"paper-{number}", at)
    if not entries:
        yield from left("sources", text, at)


def bibtex(text: str) -> Iterator[Found]:
    """Read a BibTeX file; an entry of a dataset also says what the dataset is called and who made it."""
    entries = list(bibtex_entries(text))
    if not entries:
        raise NotImportableError(worded("There is no entry of BibTeX in the text, such as @misc{name, title = {…}}."))
    for kind, fields in entries[:1] if entries[0][0] in DATASET_KINDS else []:
        yield from _dataset(fields, f"@{kind}")
    yield from sources(text, "BibTeX")


def _dataset(fields: dict[str, str], at: str) -> Iterator[Found]:
    if fields.get("title"):
        yield Taken("dataset.title", fields["title"], f"{at}, title")
    names = [{"name": name} for name in _people(fields.get("author", ""))]
    if names:
        yield Taken("dataset.creators", names, f"{at}, author")
    yield from _checked("dataset.published", date(fields.get("year", "")), fields.get("year"), f"{at}, year")
    yield from _checked("dataset.version", fields.get("version"), None, f"{at}, version")
    yield from _checked("dataset.links.doi", doi(fields.get("doi")), fields.get("doi"), f"{at}, doi")
    yield from _checked("dataset.links.homepage", address(fields.get("url", "")), fields.get("url"), f"{at}, url")


def _people(text: str) -> list[str]:
    """Return the names in a list of BibTeX, given names first."""
    parts = [plain(name).partition(",") for name in re.split(r"\s+and\s+", text) if name.strip()]
    return [f"{given.strip()} {family.strip()}".strip() for family, _, given in parts if family.strip() != "others"]


def _source(fields: dict[str, str], name: str, at: str) -> Iterator[Found]:
    yield Taken(f"sources.{name}.title", fields["title"], at)
    found = {
        "authors": fields.get("author"),
        "year": date(fields.get("year", "")),
        "url": address(fields.get("url", "")),
        "doi": doi(fields.get("doi")),
        "arxiv": next((text for text in (fields.get("eprint", ""),) if is_arxiv(text)), None),
    }
    for field, value in found.items():
        if value:
            yield Taken(f"sources.{name}.{field}", value, at)


def _checked(path: str, value: Any, text: Any, at: str) -> Iterator[Found]:
    if value:
        yield Taken(path, value, at)
    else:
        yield from left(path, text, at)


def bibtex_entries(text: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the kind and the fields of each entry of BibTeX; what is not closed ends with the text."""
    text = text[:LONGEST]
    place = 0
    while found := ENTRY.search(text, place):
        fields, place = _fields(text, found.end())
        yield found[1].lower(), fields


def _fields(text: str, place: int) -> tuple[dict[str, str], int]:
    fields: dict[str, str] = {}
    while found := FIELD.match(text, place):
        value, place = _value(text, found.end())
        fields.setdefault(found[1].lower(), plain(re.sub(r"[{}]", "", ACCENT.sub(_accented, value))))
    return fields, place


def _accented(found: re.Match[str]) -> str:
    """Write a letter with an accent of TeX as one character; the dotless i takes its accent like any other."""
    return unicodedata.normalize("NFC", found[3] + MARKS[found[1] or found[2]])


def _value(text: str, start: int) -> tuple[str, int]:
    """Return a value in braces, in quotes or bare, and where it ends."""
    if start >= len(text) or text[start] not in '{"':
        end = re.compile(r"[,}\n]|\Z").search(text, start)
        stop = end.start() if end else len(text)
        return text[start:stop], stop
    depth, quoted = 0, text[start] == '"'
    for place in range(start + quoted, len(text)):
        depth += {"{": 1, "}": -1}.get(text[place], 0)
        if (not quoted and depth <= 0) or (quoted and text[place] == '"' and depth <= 0):
            return text[start + 1 : place], place + 1
    return text[start + 1 :], len(text)


def citation_cff(text: str) -> Iterator[Found]:
    """Read a CITATION.cff."""
    document = parse(text)
    data = document.data
    if document.faults and not isinstance(data, dict):
        fault = document.faults[0]
        raise NotImportableError(f"{fault.message} {fault.help}".strip())
    if not isinstance(data, dict) or "cff-version" not in data:
        raise NotImportableError(worded("This is not a citation file: it is not YAML with the key cff-version."))
    one = {key: next(iter(texts(value)), "") for key, value in data.items()}
    people = list(creators(data.get("authors")))
    if people:
        yield Taken("dataset.creators", people, "authors")
    for path, key, value in (
        ("dataset.title", "title", one.get("title")),
        ("dataset.summary", "abstract", summary(one.get("abstract", ""))),
        ("dataset.version", "version", _as_written(document, "version") or one.get("version")),
        ("dataset.published", "date-released", date(one.get("date-released", ""))),
        ("dataset.languages", "languages", [tag for tag in [language(one.get("languages", ""))] if tag]),
        ("dataset.links.doi", "doi", one.get("doi") if is_doi(one.get("doi", "")) else None),
        ("dataset.links.repository", "repository-code", address(one.get("repository-code", ""))),
        ("dataset.links.homepage", "url", address(one.get("url", ""))),
    ):
        yield from _checked(path, value, data.get(key), key)
    yield from _licences(data.get("license"))
    yield from _identifiers(data)
    yield from _contacts(data.get("contact"))
    yield from _papers(data)
    for key in sorted(set(data) - KNOWN):
        yield Unread(key, "It is not read from citation files.")


def _as_written(document: Document, key: str) -> str:
    """Return a value as it stands in the text: a version of 1.10 is not the number 1.1."""
    mark = document.mark((key,))
    return document.text[mark.start : mark.end] if mark and mark.style == "plain" else ""


def _licences(value: Any) -> Iterator[Found]:
    """Take one licence; several are alternatives, of which the author of the card says which holds."""
    named = list(texts(value))
    if len(named) > 1:
        yield from left("dataset.license", f"One of: {', '.join(named)}", "license")
    elif named:
        yield from _checked("dataset.license", licence(named[0]), value, "license")


def _identifiers(data: dict[str, Any]) -> Iterator[Found]:
    """Take the one DOI that stands only among the identifiers; of several, one is often that of all versions."""
    listed = data.get("identifiers")
    named = [one for one in (listed if isinstance(listed, list) else []) if isinstance(one, dict)]
    dois = [found for one in named if one.get("type") == "doi" for found in [doi(str(one.get("value")))] if found]
    if data.get("doi") or not dois:
        return
    if len(dois) == 1:
        yield Taken("dataset.links.doi", dois[0], "identifiers")
    else:
        yield from left("dataset.links.doi", dois, "identifiers")


def _contacts(value: Any) -> Iterator[Found]:
    """Take where the one person answers who is named for questions; of several, leave all."""
    entries = [one for one in (value if isinstance(value, list) else []) if isinstance(one, dict)]
    places = [str(one["email"]) for one in entries if one.get("email")]
    yield from _checked("dataset.contact", contact(places[0]) if len(places) == 1 else None, places, "contact")


def _papers(data: dict[str, Any]) -> Iterator[Found]:
    """Take what is to be cited and what is referred to as sources."""
    listed = data.get("references")
    named = [("preferred-citation", data.get("preferred-citation"))]
    named += [("references", one) for one in (listed if isinstance(listed, list) else [])]
    papers = [(at, one) for at, one in named if isinstance(one, dict) and isinstance(one.get("title"), str)]
    for number, (at, paper) in enumerate(papers[:MOST], 1):
        name = "paper" if number == 1 else f"paper-{number}"
        people = ", ".join(str(one["name"]) for one in creators(paper.get("authors")) if one.get("name"))
        fields = {key: str(paper[key]) for key in ("title", "year", "url", "doi") if paper.get(key)}
        yield from _source({**fields, **({"author": people} if people else {})}, name, at)


KNOWN = {
    *("title", "abstract", "version", "license", "date-released", "languages", "doi", "repository-code", "url"),
    *("authors", "cff-version", "message", "type", "preferred-citation", "references", "identifiers", "contact"),
}
