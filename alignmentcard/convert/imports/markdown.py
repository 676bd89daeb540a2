"""Data Cards, Datasheets and Data Statements in Markdown, as far as their headings allow."""

from collections.abc import Iterator

from alignmentcard.convert.imports.found import Found
from alignmentcard.convert.imports.headings import from_headings
from alignmentcard.convert.imports.latex_headings import as_markdown, is_latex


def markdown(text: str) -> Iterator[Found]:
    """Read a Markdown text by its headings; so is the same in LaTeX."""
    yield from from_headings(as_markdown(text) if is_latex(text) else text)
