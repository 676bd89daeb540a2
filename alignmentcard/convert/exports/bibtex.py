"""Card to a BibTeX entry, to cite the data."""

import re
from collections.abc import Iterator

from alignmentcard.convert.persons import with_kind
from alignmentcard.links import arxiv, doi, href
from alignmentcard.messages import later
from alignmentcard.messages.retold import worded
from alignmentcard.model import Card
from alignmentcard.model.dataset import Creator
from alignmentcard.model.records import Source

SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{character: f"\\{character}" for character in "&%$#_"},
}
"""Braces are words, for BibTeX counts them to find the end of a field, also behind a backslash."""
ARXIV_ID = re.compile(r"(?:arxiv\.org/(?:abs|pdf)/|^arxiv:|^)(\d{4}\.\d{4,5})", re.IGNORECASE)
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def bibtex(card: Card) -> str:
    """Write the entry of a dataset, and of the paper that describes it where the card lists it as a source."""
    paper = paper_of(card)
    entries = [_entry(card.dataset.id, _fields(card))]
    entries += [_entry(f"{card.dataset.id}-paper", _paper(card, paper))] if paper else []
    return "\n".join(entries)


def lacks_for_bibtex(text: str) -> Iterator[str]:
    """Say what styles of references print, and the entry of a dataset does not have."""
    first = text.partition("\n\n")[0]
    for name, sentence in WANTED.items():
        if f"\n  {name} = " not in first:
            yield worded(sentence)


WANTED = {
    "author": later("Styles of references print authors: write dataset.creators."),
    "year": later("Styles of references print a year: write dataset.published."),
}


def _entry(key: str, fields: Iterator[tuple[str, str]]) -> str:
    lines = (f"  {name} = {value},\n" for name, value in fields if value)
    return f"@misc{{{key},\n{''.join(lines)}}}\n"


def paper_of(card: Card) -> Source | None:
    """Return the source that is the paper of the dataset: the one with its address."""
    paper = _bare(card.dataset.links.paper)
    return next((one for one in card.sources if paper and paper in (_bare(one.url), _bare(one.arxiv))), None)


def _bare(address: str | None) -> str:
    """Return an address, or the arXiv id in it, so that two spellings of one place are the same."""
    text = (address or "").strip()
    found = ARXIV_ID.search(text)
    return found[1] if found else re.sub(r"^https?://(?:www\.)?|/+$", "", text)


def _paper(card: Card, paper: Source) -> Iterator[tuple[str, str]]:
    identifier = ARXIV_ID.search(card.dataset.links.paper or "")
    yield "title", f"{{{{{escape(paper.title)}}}}}"
    yield "author", _braced(_people(paper.authors or ""))
    yield "year", _braced(escape(str(paper.year or "")))
    yield "eprint", _braced(identifier[1] if identifier else "")
    yield "archiveprefix", "{arXiv}" if identifier else ""
    yield "url", _braced(_in_url(href(card.dataset.links.paper) or arxiv(card.dataset.links.paper) or ""))


def _people(text: str) -> str:
    """Return names as BibTeX joins them; `et al.` and `and others` are the same to it."""
    text = re.sub(r",?\s+(?:et al\.?|and others\b.*)$", ", others", " ".join(text.split()))
    names = [name for name in re.split(r",\s+and\s+|,\s+|\s+and\s+|;\s*", text) if name]
    return " and ".join(escape(name) for name in names)


def _fields(card: Card) -> Iterator[tuple[str, str]]:
    data, links = card.dataset, card.dataset.links
    yield "title", f"{{{{{escape(data.title)}}}}}"
    yield "author", _braced(" and ".join(_author(*one) for one in with_kind(data.creators)))
    yield "year", _braced((data.published or "")[:4])
    yield "month", MONTHS[int(data.published[5:7]) - 1] if data.published and len(data.published) > 4 else ""
    yield "version", _braced(escape(data.version or ""))
    yield "howpublished", "{Dataset}"
    yield "doi", _braced(escape(doi(links.doi) or ""))
    address = href(links.homepage) or href(links.repository) or href(links.download)
    paper = href(links.paper) or arxiv(links.paper)
    yield "url", _braced(_in_url(address or paper or ""))
    named = paper_of(card) is not None
    yield "note", _braced(escape(f"Described in {paper}")) if paper and address and not named else ""


def _author(one: Creator, person: bool) -> str:
    return escape(one.name) if person and " and " not in one.name else f"{{{escape(one.name)}}}"


def _braced(text: str) -> str:
    return f"{{{text}}}" if text else ""


def _in_url(address: str) -> str:
    """Keep an address as it is but for braces, which would end the field, and a backslash."""
    return address.replace("\\", "%5C").replace("{", "%7B").replace("}", "%7D")


def escape(text: str) -> str:
    """Write a text so that LaTeX prints it as it is."""
    return re.sub(r"[\\{}~^&%$#_]", lambda found: SPECIAL[found.group()], " ".join(text.split()))
