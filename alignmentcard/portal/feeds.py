"""Files about all cards for machines: an Atom feed, a catalogue in DCAT, a table in JSON and in Parquet."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from markupsafe import Markup

from alignmentcard.links import href
from alignmentcard.model import Card
from alignmentcard.portal import compare
from alignmentcard.portal.downloads import compact
from alignmentcard.portal.entry import Entry
from alignmentcard.portal.markup import element
from alignmentcard.portal.rows import COUNTS, LISTS, rows
from alignmentcard.portal.site import Site

UNKNOWN = "1970-01-01"
"""A feed must give a date; this one is given where no card states any."""


def files(site: Site) -> Iterator[tuple[str, str | bytes]]:
    """Yield the path and the contents of every file."""
    found = rows(site)
    yield "cards.json", compact({"format": 1, "cards": found})
    yield "compare/index.json", compact(compare.index(site.cards))
    yield "feed.xml", atom(site)
    yield "catalog.jsonld", compact(catalog(site))
    if find_spec("pyarrow"):
        from alignmentcard.measure.parquet import table

        yield "cards.parquet", table(found, COUNTS, LISTS)


@dataclass(frozen=True)
class News:
    """Something that happened to a card on a day."""

    entry: Entry
    date: str
    version: str
    text: str


def news(cards: Sequence[Entry]) -> list[News]:
    """Return what the cards say happened, the newest first: publications and the entries of their histories."""
    found = [one for entry in cards if entry.card for one in _of(entry, entry.card)]
    return sorted(found, key=lambda one: (one.date, one.entry.address, one.version), reverse=True)


def _of(entry: Entry, card: Card) -> Iterator[News]:
    told = [change for change in card.history if change.date]
    for change in told:
        yield News(entry, change.date or "", change.version, change.changes)
    if card.dataset.published and card.dataset.version not in [change.version for change in told]:
        yield News(entry, card.dataset.published, card.dataset.version or "", entry.sentence)


def moment(date: str) -> str:
    """Write a date, a month or a year as the moment that feeds want."""
    return f"{date}{'-01-01'[len(date) - 4 :] if len(date) < 10 else ''}T00:00:00Z"


def atom(site: Site) -> str:
    """Write the feed of new and changed cards."""
    told = news(site.cards)
    parts = [
        element("title", "Cards"),
        element("id", _urn(site, "feed.xml")),
        element("updated", moment(told[0].date if told else UNKNOWN)),
        element("author", element("name", "AlignmentCard")),
        element("link", rel="alternate", href=site.address or "./"),
    ]
    if site.address:
        parts.append(element("link", rel="self", href=f"{site.address}feed.xml"))
    entries = [_entry(site, one) for one in told]
    return '<?xml version="1.0" encoding="utf-8"?>\n' + element(
        "feed", *parts, *entries, xmlns="http://www.w3.org/2005/Atom"
    )


def _entry(site: Site, one: News) -> Markup:
    version = f", version {one.version}" if one.version else ""
    return element(
        "entry",
        element("title", f"{one.entry.title}{version}"),
        element("id", _urn(site, f"{one.entry.address}@{one.version}@{one.date}")),
        element("updated", moment(one.date)),
        element("link", rel="alternate", href=f"{site.address}cards/{one.entry.address}/"),
        element("summary", one.text),
    )


def _urn(site: Site, name: str) -> str:
    """Name something for good, also where the portal does not know its address."""
    base = site.address or "alignmentcard:"
    return f"urn:uuid:{uuid5(NAMESPACE_URL, base + name)}"


CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "dcat:landingPage": {"@type": "@id"},
    "dcat:downloadURL": {"@type": "@id"},
    "dcat:accessURL": {"@type": "@id"},
    "dct:conformsTo": {"@type": "@id"},
    "dct:license": {"@type": "@id"},
}
CROISSANT = "http://mlcommons.org/croissant/1.1"
STANDARD = "https://w3id.org/alignmentcard/1.0"
MEDIA = "https://www.iana.org/assignments/media-types/"


def catalog(site: Site) -> dict[str, Any]:
    """Return the catalogue in DCAT 3, with a link to the Croissant file of each card."""
    known = [(entry, entry.card) for entry in site.cards if entry.card]
    return {
        "@context": CONTEXT,
        "@id": site.address or "./",
        "@type": "dcat:Catalog",
        "dct:title": "Alignment cards",
        "dcat:dataset": [_dataset(entry, card, f"{site.address}cards/{entry.address}/") for entry, card in known],
    }


def _dataset(entry: Entry, card: Card, page: str) -> dict[str, Any]:
    data = card.dataset
    found: dict[str, Any] = {
        "@id": page,
        "@type": "dcat:Dataset",
        "dct:identifier": data.id,
        "dct:title": data.title,
        "dct:description": entry.summary or entry.sentence,
        "dcat:version": data.version,
        "dct:issued": data.published,
        "dct:language": list(data.languages),
        "dct:license": _licence(data.license),
        "dct:creator": [{"@type": "foaf:Agent", "foaf:name": creator.name} for creator in data.creators],
        "dcat:keyword": list(card.intent.uses),
        "dcat:landingPage": page,
        "dcat:distribution": [*_described(page), *_released(card)],
    }
    return {name: value for name, value in found.items() if value}


def _licence(text: str | None) -> str | None:
    return f"https://spdx.org/licenses/{text}" if text and " " not in text and "://" not in text else href(text)


def _described(page: str) -> Iterator[dict[str, Any]]:
    for name, kind, standard in (
        ("card.json", "application/json", STANDARD),
        ("card.croissant.json", "application/ld+json", CROISSANT),
    ):
        yield {
            "@type": "dcat:Distribution",
            "dct:title": "Card" if standard == STANDARD else "Croissant",
            "dcat:downloadURL": page + name,
            "dcat:mediaType": {"@id": MEDIA + kind},
            "dct:conformsTo": standard,
        }


def _released(card: Card) -> Iterator[dict[str, Any]]:
    address = href(card.dataset.links.download)
    addresses = [href(file.url) for file in card.release.files] + [address]
    for one in dict.fromkeys(filter(None, addresses)):
        yield {"@type": "dcat:Distribution", "dct:title": "Data", "dcat:accessURL": one}
