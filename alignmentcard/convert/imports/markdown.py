"""Data Cards, Datasheets and Data Statements in Markdown, as far as their headings allow."""

from collections.abc import Iterator

from alignmentcard.convert.imports.found import Found
from alignmentcard.convert.imports.headings import from_headings


def markdown(text: str) -> Iterator[Found]:
    """Read a Markdown text by its headings."""
    yield from from_headings(text)
