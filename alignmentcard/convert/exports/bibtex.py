"""Card to a BibTeX entry, to cite the data."""

import re
from collections.abc import Iterator

from alignmentcard.convert.exports.schema_org import is_person
from alignmentcard.links import arxiv, doi, href
from alignmentcard.model import Card
from alignmentcard.model.dataset import Creator

SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{character: f"\\{character}" for character in "&%$#_"},
}
"""Braces are words, for BibTeX counts them to find the end of a field, also behind a backslash."""
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def bibtex(card: Card) -> str:
    """Write the entry of a dataset."""
    lines = (f"  {name} = {value},\n" for name, value in _fields(card) if value)
    return f"@misc{{{card.dataset.id},\n{''.join(lines)}}}\n"


def _fields(card: Card) -> Iterator[tuple[str, str]]:
    data, links = card.dataset, card.dataset.links
    yield "title", f"{{{{{escape(data.title)}}}}}"
    yield "author", _braced(" and ".join(_author(one) for one in data.creators))
    yield "year", _braced((data.published or "")[:4])
    yield "month", MONTHS[int(data.published[5:7]) - 1] if data.published and len(data.published) > 4 else ""
    yield "version", _braced(escape(data.version or ""))
    yield "howpublished", "{Dataset}"
    yield "doi", _braced(escape(doi(links.doi) or ""))
    address = href(links.homepage) or href(links.repository) or href(links.download)
    yield "url", _braced(_in_url(address or href(links.paper) or arxiv(links.paper) or ""))


def _author(one: Creator) -> str:
    return escape(one.name) if is_person(one) and " and " not in one.name else f"{{{escape(one.name)}}}"


def _braced(text: str) -> str:
    return f"{{{text}}}" if text else ""


def _in_url(address: str) -> str:
    """Keep an address as it is but for braces, which would end the field, and a backslash."""
    return address.replace("\\", "%5C").replace("{", "%7B").replace("}", "%7D")


def escape(text: str) -> str:
    """Write a text so that LaTeX prints it as it is."""
    return re.sub(r"[\\{}~^&%$#_]", lambda found: SPECIAL[found.group()], " ".join(text.split()))
