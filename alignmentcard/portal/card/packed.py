"""The layout of a large portal: what is derived from a card stands in one archive beside its page.

A page of a large portal shows the card as it was written in place of the tree of its fields, with an anchor at each
field that something on the page leads to.
"""

import gzip
import io
import re
from collections.abc import Collection, Iterable, Iterator
from functools import cache
from tarfile import BLOCKSIZE, USTAR_FORMAT, TarInfo

from markupsafe import Markup

from alignmentcard.document import Document, Span, parse
from alignmentcard.messages import _
from alignmentcard.portal.card.downloads import Download
from alignmentcard.portal.markup import escaped

ARCHIVE = "card.tar.gz"
ALONE = ("card.yaml", "badge.svg", "badge.json")
"""Files that programs of others ask for by their address, and so stand by themselves."""

LEVEL = 6
"""How hard to pack: with 9 an archive is as large to a hundredth, and takes twice the time."""
ALIKE = ("badge.svg", "badge.json")
"""Files that are the same for many cards; the badge is so without the digest of its card."""
DIGEST = re.compile("<desc>.*?</desc>")


def beside(files: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str | bytes]]:
    """Yield the files beside a page, with those that are derived in an archive: the same card, the same bytes.

    They are packed as one, for they say the same in several formats.
    """
    into = io.BytesIO()
    for name, text in files:
        if name in ALONE:
            yield name, DIGEST.sub("", text) if name in ALIKE else text
        else:
            content = text.encode()
            into.write(_header(name, len(content)) + content + bytes(-len(content) % BLOCKSIZE))
    yield ARCHIVE, gzip.compress(into.getvalue() + bytes(2 * BLOCKSIZE), LEVEL, mtime=0)


def _header(name: str, size: int) -> bytes:
    """Return the header of a file in the archive: that of an empty one, with its size and its sum put in."""
    empty, total = _empty_header(name)
    digits = b"%011o" % size
    checked = b"%06o\0 " % (total + sum(digits) - sum(b"0" * len(digits)))
    return empty[:SIZE] + digits + empty[SIZE + len(digits) : SUM] + checked + empty[SUM + len(checked) :]


@cache
def _empty_header(name: str) -> tuple[bytes, int]:
    """Return the header of an empty file, and the sum of its bytes, those of the sum counted as blanks."""
    made = TarInfo(name).tobuf(USTAR_FORMAT)
    return made, sum(made) - sum(made[SUM : SUM + 8]) + sum(b" " * 8)


SIZE, SUM = 124, 148
"""Where size and sum stand in a header: pax(1), "ustar Interchange Format"."""


def offered(downloads: Iterable[Download]) -> list[Download]:
    """Return what a page offers: what stands alone, and the archive with what is in it."""
    found = list(downloads)
    if len(found) == 1:  # as of an earlier version
        return found
    inside = ", ".join(one.name for one in found if one.name not in ALONE)
    alone = [one for one in found if one.name in ALONE]
    return [alone[0], Download(ARCHIVE, _("All formats in one archive: {inside}", inside=inside)), *alone[1:]]


class WrittenCard(Collection[str]):
    """The card as it was written, as what its page shows; holds the paths of the fields that stand in it."""

    def __init__(self, document: Document) -> None:
        self._document = parse(document.card_text, document.name) if document.in_readme else document
        self._asked: dict[str, Span] = {}

    def __contains__(self, path: object) -> bool:
        """Say whether a field is there; one that was asked for gets an anchor."""
        route = self._document.route_of(str(path))
        mark = self._document.mark(route) if route else None
        if not route or not mark:
            return False
        first = next(iter(mark.keys.values()), Span(mark.start, mark.start))
        self._asked[str(path)] = self._document.key(route) or first
        return True

    def __len__(self) -> int:
        """Count the anchors."""
        return len(self._asked)

    def __iter__(self) -> Iterator[str]:
        """Yield the paths of the anchors."""
        return iter(self._asked)

    def html(self) -> Markup:
        """Return the text with its anchors."""
        text, parts, end = self._document.text, list[str](), 0
        for path, span in sorted(self._asked.items(), key=lambda one: (one[1].start, one[1].end)):
            parts += [escaped(text[end : span.start]), f'<span id="field-{escaped(path)}">']
            parts += [escaped(text[max(span.start, end) : span.end]), "</span>"]
            end = max(span.end, end)
        return Markup("".join([*parts, escaped(text[end:])]))  # noqa: S704 (every part is escaped)
