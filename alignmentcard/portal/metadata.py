"""What machines read in the head of a card page: schema.org Dataset as JSON-LD, description, social cards."""

import json
from collections.abc import Iterator
from typing import Any

from markupsafe import Markup

from alignmentcard.links import arxiv, href
from alignmentcard.model import Card
from alignmentcard.portal.entry import Entry
from alignmentcard.resources import visible

SPDX = "https://spdx.org/licenses/{}.html"
LONGEST = 200
"""Characters of a description that search engines and social sites show."""


def head(entry: Entry, canonical: str | None) -> Markup:
    """Return the elements for the head of a card page."""
    parts = [
        _meta("og:type", "website"),
        _meta("og:title", entry.title),
        _meta("og:description", entry.sentence[:LONGEST]),
        Markup('<link rel="describedby" type="application/json" href="card.json">'),
        Markup('<link rel="describedby" type="application/yaml" href="card.yaml">'),
    ]
    if canonical:
        parts.append(_meta("og:url", canonical))
    if entry.card:
        script = as_script(dataset(entry.card, canonical))
        parts.append(Markup('<script type="application/ld+json">{}</script>').format(script))
    return Markup("\n").join(parts)


def _meta(name: str, content: str) -> Markup:
    return Markup('<meta property="{}" content="{}">').format(name, visible(content))


def as_script(value: Any) -> Markup:
    """Write JSON so that nothing in it can end the script element."""
    text = json.dumps(value, ensure_ascii=False, indent=1)
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))  # noqa: S704


def dataset(card: Card, canonical: str | None) -> dict[str, Any]:
    """Return a card as a schema.org Dataset; fields without a value are left out."""
    return dict(_properties(card, canonical))


def _properties(card: Card, canonical: str | None) -> Iterator[tuple[str, Any]]:
    data = card.dataset
    found = {
        "url": canonical or href(data.links.homepage),
        "version": data.version,
        "license": SPDX.format(data.license) if data.license and " " not in data.license else data.license,
        "inLanguage": data.languages,
        "datePublished": data.published,
        "creator": [_creator(creator.name, creator.orcid, creator.affiliation) for creator in data.creators],
        "identifier": href(data.links.doi),
        "sameAs": href(data.links.homepage),
        "citation": href(data.links.paper) or arxiv(data.links.paper),
        "variableMeasured": [dimension.name or dimension.id for dimension in card.dimensions],
        "measurementTechnique": sorted({d.feedback for d in card.dimensions if d.feedback}),
        "isAccessibleForFree": {"open": True, "closed": False}.get(card.release.access or ""),
        "distribution": [_download(f.url, f.format, f.sha256) for f in card.release.files if href(f.url)],
    }
    yield "@context", "https://schema.org/"
    yield "@type", "Dataset"
    yield "name", data.title
    yield "description", data.summary or data.title
    yield from ((name, value) for name, value in found.items() if value not in (None, []))


def _creator(name: str, orcid: str | None, affiliation: str | None) -> dict[str, Any]:
    kind = "Person" if orcid or affiliation else "Organization"
    creator: dict[str, Any] = {"@type": kind, "name": name}
    if orcid:
        creator["@id"] = f"https://orcid.org/{orcid.rpartition('/')[2]}"
    if affiliation:
        creator["affiliation"] = {"@type": "Organization", "name": affiliation}
    return creator


def _download(url: str | None, form: str | None, digest: str | None) -> dict[str, Any]:
    found = {"contentUrl": href(url), "encodingFormat": form, "sha256": digest}
    return {"@type": "DataDownload", **{name: value for name, value in found.items() if value}}
