"""Card to a schema.org Dataset in JSON-LD: what search engines read, and no more."""

import json
import re
from collections.abc import Iterator
from mimetypes import guess_type
from typing import Any
from urllib.parse import urlsplit

from alignmentcard.codes.licences import is_expression
from alignmentcard.convert.persons import with_kind
from alignmentcard.convert.prose.denials import is_nothing
from alignmentcard.links import arxiv, doi, href
from alignmentcard.messages import _, later
from alignmentcard.messages.retold import worded
from alignmentcard.model import Card
from alignmentcard.model.collection import Period
from alignmentcard.model.dataset import Creator
from alignmentcard.model.release import File
from alignmentcard.words import term

SPDX = "https://spdx.org/licenses/{}.html"
SIMPLE = re.compile(r"[A-Za-z0-9.-]+")
SHORTEST, LONGEST = 50, 5000
"""Characters of a description that Google's data set search takes."""
ORCID = re.compile(r"(?:[0-9]{4}-){3}[0-9]{3}[0-9Xx]$")
PLACES = {
    "broad": later("broad dimensions"),
    "specific": later("specific dimensions"),
    "prescriptive": later("prescriptive definitions"),
    "descriptive": later("descriptive definitions"),
}
"""Coordinates of a card as somebody would look for them."""
MEDIA_TYPES = {"csv": "text/csv", "jsonl": "application/jsonl", "parquet": "application/vnd.apache.parquet"}


def schema_org(card: Card) -> str:
    """Write a card as JSON-LD for the head of a web page."""
    return for_pages(json.dumps(dataset(card), ensure_ascii=False, indent=2)) + "\n"


def for_pages(text: str) -> str:
    """Write JSON so that nothing in it can end the script element of a page that it is put into."""
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def dataset(card: Card, canonical: str | None = None) -> dict[str, Any]:
    """Return a card as a schema.org Dataset; fields without a value are left out."""
    return {name: value for name, value in _properties(card, canonical) if value not in (None, [], {})}


def _properties(card: Card, canonical: str | None) -> Iterator[tuple[str, Any]]:
    data, links = card.dataset, card.dataset.links
    yield "@context", "https://schema.org/"
    yield "@type", "Dataset"
    yield "name", data.title
    yield "alternateName", data.id if data.id != data.title else None
    yield "description", description(card)
    yield "url", canonical or href(links.homepage) or href(links.repository) or href(links.download)
    yield "sameAs", href(links.homepage) if canonical else href(links.repository)
    yield "identifier", _resolver(links.doi)
    yield "version", data.version
    yield "license", licence_address(data.license)
    yield "inLanguage", data.languages
    yield "datePublished", data.published
    yield "creator", [creator(*one) for one in with_kind(data.creators)]
    yield "funder", [{"@type": "Organization", "name": name} for name in funders(card)]
    yield "citation", href(links.paper) or arxiv(links.paper)
    yield "isBasedOn", [href(one.id) for one in data.derived_from if href(one.id)]
    yield "keywords", keywords(card)
    yield "variableMeasured", [dimension.name or dimension.id for dimension in card.dimensions]
    yield "measurementTechnique", sorted({term(d.feedback) for d in card.dimensions if d.feedback})
    yield "spatialCoverage", sorted({country for pool in card.pools for country in pool.countries})
    yield "isAccessibleForFree", {"open": True, "closed": False}.get(card.release.access or "")
    yield "distribution", [_download(file) for file in card.release.files if href(file.url)]


def funders(card: Card) -> list[str]:
    """Return who paid for the data; an author may have written that nobody did."""
    return [name for name in card.intent.funded_by if not is_nothing(name)]


def description(card: Card) -> str:
    """Return the summary, or, where it is a gap, a sentence of what is known."""
    if card.dataset.summary:
        return card.dataset.summary
    names = ", ".join(dimension.name or dimension.id for dimension in card.dimensions)
    return f"{card.dataset.title}: judgements for the alignment of language models" + (
        f", on {names}." if names else "."
    )


def keywords(card: Card) -> list[str]:
    """Return the words by which such data is looked for, in the language that is spoken."""
    found = [_("alignment"), _("human feedback") if any(p.kind == "human" for p in card.pools) else _("feedback")]
    found += map(term, card.intent.uses)
    found += [_(PLACES[word]) for word in (card.framework.dimensions, card.framework.definitions) if word]
    return list(dict.fromkeys(found))


def licence_address(text: str | None) -> str | None:
    """Return the address of a licence of the SPDX list; an expression, and a licence of one's own, stay as they are."""
    listed = text and SIMPLE.fullmatch(text) and "LicenseRef-" not in text and is_expression(text)
    return SPDX.format(text) if listed else text


def interval(period: Period) -> str | None:
    """Write a period as an ISO 8601 interval, open where an end is not known."""
    if not (period.start or period.end):
        return None
    return f"{period.start or '..'}/{period.end or '..'}"


def creator(one: Creator, person: bool) -> dict[str, Any]:
    """Return a creator as a person or an organisation."""
    found: dict[str, Any] = {"@type": "Person" if person else "Organization", "name": one.name}
    if address := orcid_address(one.orcid):
        found["@id"] = address
    if one.affiliation:
        found["affiliation"] = {"@type": "Organization", "name": one.affiliation}
    return found


def orcid_address(text: str | None) -> str | None:
    """Return the address of an ORCID, which people write with or without it; None where a text is none."""
    found = ORCID.search(text or "")
    return f"https://orcid.org/{found[0].upper()}" if found else None


def _resolver(text: str | None) -> str | None:
    found = doi(text)
    return f"https://doi.org/{found}" if found else href(text)


def media_type(file: File) -> str | None:
    """Return the media type of a file, from its format or from the end of its name; None where neither says it."""
    name = urlsplit(href(file.url) or "").path or file.path or ""
    ending = name.rpartition(".")[2].lower()
    return MEDIA_TYPES.get(file.format or ending) or guess_type(name)[0]


def _download(file: File) -> dict[str, Any]:
    found = {"contentUrl": href(file.url), "encodingFormat": media_type(file), "sha256": file.sha256}
    return {"@type": "DataDownload", **{name: value for name, value in found.items() if value}}


def lacks_for_google(text: str) -> Iterator[str]:
    """Say what Google's data set search requires and a description does not have."""
    length = len(json.loads(text)["description"])
    if not SHORTEST <= length <= LONGEST:
        yield worded(
            "Google's data set search takes descriptions of {shortest} to {longest} characters; this one has {length}. "
            "Write dataset.summary.",
            shortest=SHORTEST,
            longest=LONGEST,
            length=length,
        )
