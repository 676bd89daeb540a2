"""Earlier versions of a card with pages of their own, beside the page of the latest."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from alignmentcard.checker.check import check
from alignmentcard.portal.card.changes import Earlier
from alignmentcard.portal.collection.entry import CardEntry, Version
from alignmentcard.profiles import Profile

NAMED = re.compile(r"[0-9A-Za-z][0-9A-Za-z.-]{0,39}")
"""How a version is written that can be the name of a file."""
LATEST = "./"


def with_versions(entry: CardEntry, earlier: Sequence[Earlier]) -> CardEntry:
    """Return a card that knows its earlier versions, and which of them have pages."""
    found = tuple(Version(version, file_of(version)) for version in reversed(_named(entry, earlier)))
    known = (Version(entry.version, LATEST), *found) if found else ()
    return replace(entry, earlier=tuple(one.card for one in earlier), versions=known)


def file_of(version: str) -> str:
    """Return the name of the file with the page of a version."""
    return f"v{version}.html"


def written(version: str) -> str:
    """Return the name of the file with an earlier version as it was written."""
    return f"v{version}.card.yaml"


def earlier_entries(entry: CardEntry, earlier: Sequence[Earlier], profile: Profile) -> Iterator[CardEntry]:
    """Yield the earlier versions that have pages, the oldest first; measurements are of the latest alone."""
    named = set(_named(entry, earlier))
    for place, one in enumerate(earlier):
        if one.card.dataset.version in named:
            named.discard(one.card.dataset.version)
            before = tuple(other.card for other in earlier[:place])
            yield replace(entry, report=check(one.document, profile), earlier=before, latest=False)


def _named(entry: CardEntry, earlier: Sequence[Earlier]) -> list[str]:
    """Return the versions that can be told apart by the names of files, the oldest first."""
    found = (one.card.dataset.version for one in earlier)
    return list(dict.fromkeys(v for v in found if v and NAMED.fullmatch(v) and v != entry.version))
