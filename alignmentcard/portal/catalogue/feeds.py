"""Files about all cards for machines: an Atom feed, a catalogue in DCAT, a table in JSON and in Parquet."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from heapq import nlargest
from importlib.util import find_spec
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from markupsafe import Markup

from alignmentcard.messages import _, spoken
from alignmentcard.portal.card.downloads import compact
from alignmentcard.portal.catalogue import compare
from alignmentcard.portal.catalogue.flat import COUNTS, LISTS
from alignmentcard.portal.collection import dcat
from alignmentcard.portal.collection.site import Collection
from alignmentcard.portal.markup import element, escaped

UNKNOWN = "1970-01-01"
"""A feed must give a date; this one is given where no card states any."""

LATEST = 100
"""Entries of the feed; programs fetch the whole of it again and again."""


def parts(site: Collection) -> Iterator[tuple[str, Iterator[str]]]:
    """Yield the path of every file that holds much of each card, and its contents part by part."""
    yield "cards.json", _listed('{"format":1,"cards":[', (record.row for record in site.records))
    yield "catalog.jsonld", catalog(site)


def _listed(head: str, texts: Iterable[str]) -> Iterator[str]:
    """Yield what begins a list in JSON, its entries, and what ends it and the mapping that it is in."""
    yield head
    for number, text in enumerate(texts):
        yield f",{text}" if number else text
    yield "]}"


def files(site: Collection) -> Iterator[tuple[str, str | bytes]]:
    """Yield the path and the contents of every other file."""
    yield "compare/index.json", compact(_compared(site))
    yield "feed.xml", atom(site)
    if find_spec("pyarrow"):
        from alignmentcard.measurement.engine.parquet import table

        yield "cards.parquet", table((record.row for record in site.records), COUNTS, LISTS)


def _compared(site: Collection) -> dict[str, Any]:
    return compare.index([(record.id, record.title) for record in site.records], packed=site.packed)


@dataclass(frozen=True)
class News:
    """Something that happened to a card on a day."""

    date: str
    id: str
    version: str
    title: str
    text: str


def news(site: Collection, most: int) -> list[News]:
    """Return what happened to the cards last, the newest first.

    A card is news on the day on which it changed; where the folder of cards has no history, when its data did.
    """
    return [News(*one) for one in nlargest(most, _told(site))]


def _told(site: Collection) -> Iterator[tuple[str, str, str, str, str]]:
    for one in site.records:
        if not site.days:
            yield from ((date, one.id, version, one.title, text) for date, version, text in one.news)
        elif one.id in site.days:
            yield site.days[one.id], one.id, one.version or "", one.title, one.sentence


def moment(date: str) -> str:
    """Write a date, a month or a year as the moment that feeds want."""
    return f"{date}{'-01-01'[len(date) - 4 :] if len(date) < 10 else ''}T00:00:00Z"


def atom(site: Collection) -> str:
    """Write the feed of new and changed cards."""
    told = news(site, LATEST)
    parts = [
        element("title", _("{portal}: new and changed cards", portal=site.about.title)),
        element("id", _urn(site, "feed.xml")),
        element("updated", moment(told[0].date if told else UNKNOWN)),
        element("author", element("name", site.about.publisher)),
        element("link", rel="alternate", href=site.address or "./"),
    ]
    if site.address:
        parts.append(element("link", rel="self", href=f"{site.address}feed.xml"))
    said_in = {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": spoken().tag}
    feed = element("feed", *parts, *(_entry(site, one) for one in told), **said_in)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{feed!s}\n'


def _entry(site: Collection, one: News) -> Markup:
    title = _("{title}, version {version}", title=one.title, version=one.version) if one.version else one.title
    return Markup(  # noqa: S704 (every part is escaped)
        f"<entry><title>{escaped(title)}</title><id>{_urn(site, f'{one.id}@{one.version}@{one.date}')}</id>"
        f'<updated>{escaped(moment(one.date))}</updated><link rel="alternate" '
        f'href="{escaped(site.address)}cards/{one.id}/"></link><summary>{escaped(one.text)}</summary></entry>'
    )


def _urn(site: Collection, name: str) -> str:
    """Name something for good, also where the portal does not know its address."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, (site.address or 'alignmentcard:') + name)}"


def catalog(site: Collection) -> Iterator[str]:
    """Write the catalogue in DCAT 3 part by part, with a link to the Croissant file of each card."""
    head = compact(dcat.catalog(site.about, site.address, max(site.days.values(), default="")))
    datasets = (_dated(told, site.days.get(one.id)) for one in site.records if (told := one.dataset))
    return _listed(f'{head[:-1]},"dcat:dataset":[', datasets)


def _dated(dataset: str, day: str | None) -> str:
    """Add to what the catalogue says of a card when that changed last."""
    told = dcat.typed(day)
    return f'{dataset[:-1]},"dct:modified":{compact(told)}}}' if told else dataset
