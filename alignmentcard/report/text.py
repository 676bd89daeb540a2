"""The report for people: place, message, the line with the span marked, what to do, and where to read more."""

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from textwrap import wrap
from typing import Any

from alignmentcard.checker.check import Checked
from alignmentcard.edit import flow
from alignmentcard.model.fields import find
from alignmentcard.paths import split
from alignmentcard.report.grouped import SEVERITY, Group, grouped
from alignmentcard.report.silence import sentences
from alignmentcard.report.total import Total
from alignmentcard.rules.finding import Finding
from alignmentcard.text.visible import visible as visible

Paint = Callable[[str, str], str]
LONGEST_LINE = 120


def plain(text: str, style: str) -> str:
    """Return the text as it is; what colour is for on a terminal."""
    return text


def as_text(
    reports: Iterable[Checked], paint: Paint = plain, *, everything: bool = True, counts: bool = True
) -> Iterator[str]:
    """Yield the findings of each card, then one line that sums up.

    `everything` shows each finding in full, in the order of the text. Without it errors come first, findings that say
    the same stand together, warnings of a card with many of them take a line each, and the next three things are told.
    """
    total = Total()
    ahead: list[tuple[Group, Checked]] = []
    for report in reports:
        total += report
        yield from _in_full(report, paint) if everything else _in_short(report, ahead, paint)
        yield from _unchecked(report, paint)
    if not counts:
        return
    if not everything:
        yield from _next(ahead, total, paint)
    yield paint(total.sentence, "place")
    yield from map(visible, sentences(total.silenced))
    if total.safe:
        yield f"{total.safe} can be mended with --fix."
    if total.offered:
        yield f"{total.offered} more can be mended with --fix --unsafe-fixes; read them first."
    if not everything and total.findings > FEW:
        yield "Every finding with its line: --verbose"


FEW = 8
"""Findings of a card up to which each is shown in full."""
STEPS = 3
"""Things that are told to do next."""


def _in_full(report: Checked, paint: Paint) -> Iterator[str]:
    for finding in report.findings:
        yield from _finding(finding, report, paint)


def _in_short(report: Checked, ahead: list[tuple[Group, Checked]], paint: Paint) -> Iterator[str]:
    groups = grouped(report.findings)
    ahead += [(group, report) for group in groups[:STEPS]]
    ahead.sort(key=lambda one: SEVERITY[one[0].first.severity])
    del ahead[STEPS:]
    many = len(report.findings) > FEW
    for number, group in enumerate(groups):
        if many and (group.first.severity != "error" or number >= FEW):
            yield _line(group, paint)
        else:
            yield from _finding(replace(group.first, message=group.sentence), report, paint)
    if many:
        yield ""


def _line(group: Group, paint: Paint) -> str:
    first = group.first
    place = paint(f"{visible(first.file)}:{first.line}:{first.column}", "place")
    return f"{place}: {paint(f'{first.severity} {first.code}', first.severity)} {visible(group.sentence)}"


def _next(ahead: list[tuple[Group, Checked]], total: Total, paint: Paint) -> Iterator[str]:
    """Yield the next three things to do, each with its line and what to write or to call."""
    if total.findings <= STEPS:
        return
    steps = [f"alignmentcard check {_named(ahead, total)} --fix   mends {total.safe} of them"] if total.safe else []
    steps += [_step(group) for group, _ in ahead if not (group.first.fix and group.first.fix.safe)]
    yield paint("Next:", "place")
    for number, step in enumerate(steps[:STEPS], 1):
        yield from wrap(visible(step), WIDTH, initial_indent=f"{number}. ", subsequent_indent="   ", **UNBROKEN)
    yield ""


WIDTH = 80
UNBROKEN: dict[str, Any] = {"break_long_words": False, "break_on_hyphens": False}


def _named(ahead: list[tuple[Group, Checked]], total: Total) -> str:
    return ahead[0][1].document.name if total.cards == 1 and ahead else "PATHS"


def _step(group: Group) -> str:
    first = group.first
    what = first.help or (first.fix.title if first.fix else "") or group.sentence
    about = f" ({first.field})" if first.field and first.field not in what else ""
    return f"{first.file}:{first.line}{about}: {_words(first)}{what}"


def _words(finding: Finding) -> str:
    """Return the line to write where a field is missing, with an example or the words that it takes."""
    field = (
        find(split(finding.field)) if finding.field and finding.message.startswith(f"`{finding.field}` is") else None
    )
    if field is None or field.children or "empty" not in finding.message:
        return ""
    if field.vocabulary:
        terms = list(field.vocabulary.terms)
        some = " | ".join(terms[:STEPS]) + (" | …" if len(terms) > STEPS else "")
        return f"Write `{field.name}: {f'[{some}]' if field.shape == 'list' else some}`. "
    return f"Write `{field.name}: {flow(field.example)}`. " if field.example is not None else ""


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
