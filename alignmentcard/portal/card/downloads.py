"""Files that stand beside the page of a card: the card in every format, its measurements, its badge."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from math import isfinite
from typing import Any

from alignmentcard.convert.exports import FORMATS
from alignmentcard.convert.exports.bibtex import bibtex
from alignmentcard.convert.exports.croissant import as_croissant
from alignmentcard.convert.exports.csl_json import as_csl_json
from alignmentcard.messages import SOURCE, _, speaking
from alignmentcard.portal.catalogue import compare
from alignmentcard.portal.charts.badge import badge_json, badge_svg
from alignmentcard.portal.collection.entry import CardEntry


@dataclass(frozen=True)
class Download:
    """A file that a reader can take away; `title` is its name on the page."""

    name: str
    title: str
    group: str = "card"


def downloads(entry: CardEntry) -> list[Download]:
    """Return what is offered on the page of a card; of an earlier version, the card as it was written."""
    if not entry.latest:
        return [Download(f"v{entry.version}.card.yaml", _("The card as its authors wrote it, YAML"))]
    found = [
        Download("card.yaml", _("The card as its authors wrote it, YAML")),
        Download("card.json", _("The card as JSON")),
    ]
    if entry.card:
        found += [Download(f"card{FORMATS[name].ending}", _(FORMATS[name].about)) for name in OFFERED]
    if entry.report.facts:
        found.append(Download("card.measured.json", _("The measurements as JSON")))
    return [
        *found,
        Download("badge.svg", _("The badge as SVG"), "badge"),
        Download("badge.json", _("The badge as JSON, for badge services"), "badge"),
    ]


OFFERED = ("croissant", "bibtex", "csl-json")
"""Formats that readers and their programs look for beside a page; `export` writes these and the others for people."""


def files(entry: CardEntry) -> Iterator[tuple[str, str]]:
    """Yield the name and the text of every file beside the page."""
    yield "card.yaml", entry.report.document.card_text
    yield "card.json", _as_json(entry.data)
    if entry.card:
        with speaking(SOURCE):  # their sentences are English, so that no word between them may be of another language
            exported = compact(as_croissant(entry.card)), bibtex(entry.card), compact(as_csl_json(entry.card))
        yield from zip(("card.croissant.json", "card.bib", "card.csl.json"), exported, strict=True)
    if entry.report.facts:
        yield "card.measured.json", entry.report.facts.to_json()
    yield "compare.json", compact(compare.row(entry))
    yield "badge.svg", str(badge_svg(entry))
    yield "badge.json", compact(badge_json(entry))


def _as_json(data: Any) -> str:
    """Write data as JSON; hardly any has a number that JSON does not have."""
    try:
        return json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    except ValueError:
        return compact(finite(data))


def finite(value: Any) -> Any:
    """Copy data with numbers that JSON does not have, such as infinity, as text."""
    if isinstance(value, dict):
        return {key: finite(one) for key, one in value.items()}
    if isinstance(value, list):
        return [finite(one) for one in value]
    return str(value) if isinstance(value, float) and not isfinite(value) else value


def compact(value: object) -> str:
    """Write JSON without spaces."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
