"""The report for people: place, message, the line with the span marked, what to do, and where to read more."""

import unicodedata
from collections.abc import Callable, Iterable, Iterator

from alignmentcard.checker.check import Checked
from alignmentcard.report.silence import sentences
from alignmentcard.report.total import Total
from alignmentcard.rules.finding import Finding
from alignmentcard.text.visible import visible as visible

Paint = Callable[[str, str], str]
LONGEST_LINE = 120


def plain(text: str, style: str) -> str:
    """Return the text as it is; what colour is for on a terminal."""
    return text


def as_text(reports: Iterable[Checked], paint: Paint = plain) -> Iterator[str]:
    """Yield the findings of each card, then one line that sums up."""
    total = Total()
    for report in reports:
        total += report
        for finding in report.findings:
            yield from _finding(finding, report, paint)
        yield from _unchecked(report, paint)
    yield paint(total.sentence, "place")
    yield from map(visible, sentences(total.silenced))
    if total.safe:
        yield f"{total.safe} can be mended with --fix."
    if total.offered:
        yield f"{total.offered} more can be mended with --fix --unsafe-fixes; read them first."


def _unchecked(report: Checked, paint: Paint) -> Iterator[str]:
    """Yield a line for each stated number that the data says nothing about."""
    for one in report.unchecked:
        place = paint(f"{visible(one.file)}:{one.line}:{one.column}", "place")
        yield f"{place}: not checked: {visible(one.stated)}: {visible(one.reason)}."
    if report.unchecked:
        yield ""


def _finding(finding: Finding, report: Checked, paint: Paint) -> Iterator[str]:
    place = f"{visible(finding.file)}:{finding.line}:{finding.column}"
    head = paint(f"{finding.severity} {finding.code}", finding.severity)
    yield f"{paint(place, 'place')}: {head} {visible(finding.message)}"
    yield from _excerpt(finding, report, paint)
    margin = " " * len(str(finding.line))
    if finding.help:
        yield f"{margin} = {visible(finding.help)}"
    if finding.fix:
        how = "--fix" if finding.fix.safe else "--fix --unsafe-fixes"
        yield f"{margin} = {how} does this: {visible(finding.fix.title)}"
    yield f"{margin} = {paint(f'alignmentcard explain {finding.code}', 'faint')}"
    yield ""


def _excerpt(finding: Finding, report: Checked, paint: Paint) -> Iterator[str]:
    line = report.document.line(finding.line) if report.document.text else ""
    if not line.strip():
        return
    first = max(0, finding.column - LONGEST_LINE // 2) if len(line) > LONGEST_LINE else 0
    shown = line[first : first + LONGEST_LINE]
    end = finding.end_column if finding.end_line == finding.line else len(line) + 1
    before, marked = line[first : finding.column - 1], line[finding.column - 1 : min(end - 1, first + LONGEST_LINE)]
    margin = " " * len(str(finding.line))
    yield f"{margin} |"
    yield f"{finding.line} | {visible(shown)}"
    yield f"{margin} | {' ' * _width(before)}{paint('^' * max(1, _width(marked)), finding.severity)}"


def _width(text: str) -> int:
    """Count the columns that a text takes on a terminal; East Asian wide characters take two."""
    shown = visible(text)
    return sum(0 if unicodedata.combining(c) else 1 + (unicodedata.east_asian_width(c) in "WF") for c in shown)
