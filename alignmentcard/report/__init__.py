"""Checked cards to a report: one function for each format, all of the same list of findings."""

from collections.abc import Callable, Iterable, Iterator

from alignmentcard.check import Report
from alignmentcard.report.machine import as_json
from alignmentcard.report.text import as_text

Format = Callable[[Iterable[Report]], Iterator[str]]

FORMATS: dict[str, Format] = {"text": as_text, "json": as_json}
