"""What machines read in the head of a card page: JSON-LD, description, social cards."""

from collections.abc import Iterator
from textwrap import shorten
from typing import Any

from markupsafe import Markup

from alignmentcard.convert.exports.schema_org import dataset, for_pages
from alignmentcard.portal.card.downloads import compact
from alignmentcard.portal.card.pictures import Picture
from alignmentcard.portal.charts.picture_words import HEIGHT, WIDTH
from alignmentcard.portal.collection.entry import CardEntry
from alignmentcard.resources import visible

LONGEST = 200
"""Characters of a description that search engines and social sites show."""

UNLISTED = Markup('<meta name="robots" content="noindex">')


def head(entry: CardEntry, canonical: str | None, *, packed: bool = False, picture: Picture | None = None) -> Markup:
    """Return the elements for the head of a card page; `packed` is the layout of a large portal.

    `picture` is what other sites show beside a link to it.
    """
    parts = [
        _meta("og:type", "website"),
        _meta("og:title", entry.title),
        _meta("og:description", shorten(entry.sentence, LONGEST, placeholder="…")),
    ]
    if picture:
        parts += _shown(picture)
    if entry.latest and not packed:
        parts.append(Markup('<link rel="describedby" type="application/json" href="card.json">'))
    if entry.latest:
        parts.append(Markup('<link rel="describedby" type="application/yaml" href="card.yaml">'))
    if canonical:
        parts.append(_meta("og:url", canonical))
    if entry.status or not entry.latest:
        parts.append(UNLISTED)
    elif entry.card:
        script = as_script(dataset(entry.card, canonical))
        parts.append(Markup('<script type="application/ld+json">{}</script>').format(script))
    return Markup("\n").join(parts)


def _shown(picture: Picture) -> Iterator[Markup]:
    yield _meta("og:image", picture.address)
    if picture.says:
        yield _meta("og:image:width", str(WIDTH))
        yield _meta("og:image:height", str(HEIGHT))
        yield _meta("og:image:alt", picture.says)
        yield Markup('<meta name="twitter:image" content="{}">').format(picture.address)
    yield Markup('<meta name="twitter:card" content="summary_large_image">')


def _meta(name: str, content: str) -> Markup:
    return Markup('<meta property="{}" content="{}">').format(name, visible(content))


def as_script(value: Any) -> Markup:
    """Write JSON so that nothing in it can end the script element."""
    return Markup(for_pages(compact(value)))  # noqa: S704
