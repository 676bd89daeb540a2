"""Checked cards to a report: one function for each format, all of the same list of findings."""

from collections.abc import Callable, Iterable, Iterator

from alignmentcard.check import Report
from alignmentcard.report.github import as_github
from alignmentcard.report.junit import as_junit
from alignmentcard.report.machine import as_json
from alignmentcard.report.markdown import as_markdown
from alignmentcard.report.sarif import as_sarif
from alignmentcard.report.text import as_text

Format = Callable[[Iterable[Report]], Iterator[str]]

FORMATS: dict[str, Format] = {
    "text": as_text,
    "json": as_json,
    "sarif": as_sarif,
    "github": as_github,
    "junit": as_junit,
    "markdown": as_markdown,
}
