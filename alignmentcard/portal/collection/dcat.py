"""What the catalogue in DCAT says: DCAT 3 as the profile DCAT-AP narrows it for data portals."""

from collections.abc import Iterator
from typing import Any

from alignmentcard.convert.exports.croissant import exists
from alignmentcard.convert.exports.schema_org import media_type, orcid_address
from alignmentcard.convert.persons import with_kind
from alignmentcard.links import href
from alignmentcard.messages import SOURCE, _, later, spoken
from alignmentcard.model import NAMESPACE, Card
from alignmentcard.model.dataset import Creator
from alignmentcard.portal.card.packed import ARCHIVE
from alignmentcard.portal.collection.entry import CardEntry
from alignmentcard.portal.settings import About
from alignmentcard.words import english_term

CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    **{f"dcat:{name}": {"@type": "@id"} for name in ("landingPage", "downloadURL", "accessURL", "mediaType")},
    **{f"dcat:{name}": {"@type": "@id"} for name in ("packageFormat", "compressFormat")},
    **{f"dct:{name}": {"@type": "@id"} for name in ("conformsTo", "license", "language")},
    "foaf:homepage": {"@type": "@id"},
}
CROISSANT = "http://mlcommons.org/croissant/1.1"
STANDARD = NAMESPACE.rstrip("/")
MEDIA = "https://www.iana.org/assignments/media-types/"
LANGUAGE = ("https://id.loc.gov/vocabulary/iso639-1/", "https://id.loc.gov/vocabulary/iso639-2/")
"""Where languages of two letters and of three have an address."""
PACKED = {
    "dcat:packageFormat": "http://publications.europa.eu/resource/authority/file-type/TAR",
    "dcat:compressFormat": f"{MEDIA}application/gzip",
}
"""How the files of a large portal come."""
DESCRIBED = (
    (later("Card"), "card.json", "application/json", STANDARD),
    ("Croissant", "card.croissant.json", "application/ld+json", CROISSANT),
)
KINDS = {4: "xsd:gYear", 7: "xsd:gYearMonth", 10: "xsd:date"}
"""Types of dates by their length."""


def catalog(about: About, address: str, modified: str) -> dict[str, Any]:
    """Return what the catalogue says of itself; `address` is that of the portal, `modified` its newest day."""
    base = {"@base": address} if address else {}
    home = {"foaf:homepage": about.publisher_url} if about.publisher_url else {}
    told = {
        "@context": {**base, **CONTEXT},
        "@id": address or "./",
        "@type": "dcat:Catalog",
        "dct:title": about.title,
        "dct:description": about.description,
        "dct:publisher": {"@type": "foaf:Agent", "foaf:name": about.publisher, **home},
        "dct:modified": typed(modified),
    }
    return _filled(told)


def dataset(entry: CardEntry, card: Card, *, packed: bool) -> dict[str, Any]:
    """Return what the catalogue says of one card; `packed` is the layout of a large portal."""
    data, page = card.dataset, f"cards/{entry.address}/"
    told = {
        "@id": page,
        "@type": "dcat:Dataset",
        "dct:identifier": data.id,
        "dct:title": data.title,
        "dct:description": entry.summary or entry.sentence,
        "dcat:version": data.version,
        "dct:issued": typed(data.published),
        "dct:language": [one for one in map(_language, data.languages) if one],
        "dct:creator": [_agent(*one) for one in with_kind(data.creators)],
        "dcat:keyword": [word for use in card.intent.uses for word in _tagged(english_term(use))],
        "dcat:landingPage": page,
        "dcat:distribution": [*_described(page, packed), *_released(card)],
    }
    return _filled(told)


def _tagged(words: str) -> list[dict[str, str]]:
    """Return words of ours with their language, in English and in the language of the portal."""
    said = {SOURCE: words, spoken().tag: _(words)}
    return [{"@value": text, "@language": tag} for tag, text in said.items()]


def typed(day: str | None) -> dict[str, str] | None:
    """Return a date, a month or a year of the calendar with its type."""
    kind = KINDS.get(len(day)) if day and exists(day) else None
    return {"@value": day, "@type": kind} if day and kind else None


def _filled(told: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in told.items() if value}


def _language(tag: str) -> str | None:
    """Return the address of a language; dialects have that of theirs."""
    code = tag.partition("-")[0].lower()
    known = code.isascii() and code.isalpha() and len(code) in (2, 3)
    return f"{LANGUAGE[len(code) - 2]}{code}" if known else None


def _agent(one: Creator, person: bool) -> dict[str, Any]:
    kind = ["foaf:Agent", "foaf:Person" if person else "foaf:Organization"]
    address = orcid_address(one.orcid)
    return {**({"@id": address} if address else {}), "@type": kind, "foaf:name": one.name}


def _described(page: str, packed: bool) -> Iterator[dict[str, Any]]:
    for title, name, kind, standard in DESCRIBED:
        yield {
            "@type": "dcat:Distribution",
            "dct:title": _tagged(title),
            "dcat:accessURL": page,
            "dcat:downloadURL": page + (ARCHIVE if packed else name),
            "dcat:mediaType": MEDIA + kind,
            **(PACKED if packed else {}),
            "dct:conformsTo": standard,
        }


def _released(card: Card) -> Iterator[dict[str, Any]]:
    licence = _licence(card.dataset.license)
    kinds = {href(file.url): media_type(file) for file in card.release.files}
    for one in dict.fromkeys(filter(None, [*kinds, href(card.dataset.links.download)])):
        kind = kinds.get(one)
        told = {
            "@type": "dcat:Distribution",
            "dct:title": _tagged(later("Data")),
            "dcat:accessURL": one,
            "dcat:downloadURL": one if one in kinds else None,
            "dcat:mediaType": MEDIA + kind if kind else None,
            "dct:license": licence,
        }
        yield _filled(told)


def _licence(text: str | None) -> str | None:
    return f"https://spdx.org/licenses/{text}" if text and " " not in text and "://" not in text else href(text)
