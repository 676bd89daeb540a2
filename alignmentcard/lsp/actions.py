"""Repairs as an editor takes them: one at a time for a finding, or all that are certain."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from alignmentcard.checker.check import Report
from alignmentcard.document import Document
from alignmentcard.edit import Edit, apply, edits_of
from alignmentcard.lsp.checking import Checking
from alignmentcard.rules.finding import Finding
from alignmentcard.text.marks import Span

MOST = 100
"""Repairs that are offered at once; nobody reads a longer menu."""


@dataclass(frozen=True)
class Repair:
    """A repair that is offered for a finding, as edits that do not touch each other."""

    title: str
    safe: bool
    edits: tuple[Edit, ...]
    finding: Finding


def repairs(report: Report, start: int, end: int) -> Iterator[Repair]:
    """Yield the repairs of findings that touch a stretch of the text, certain ones first."""
    document = report.document
    found = [finding for finding in report.findings if finding.fix and _touches(document, finding, start, end)]
    for finding in sorted(found, key=lambda finding: not (finding.fix and finding.fix.safe))[:MOST]:
        fix = finding.fix
        if fix and apply(document, [fix])[1]:
            edits = sorted(edits_of(document, fix), key=lambda edit: (edit.start, edit.end))
            yield Repair(fix.title, fix.safe, tuple(edits), finding)


def _touches(document: Document, finding: Finding, start: int, end: int) -> bool:
    span = place(document, finding)
    return span.start <= end and start <= span.end


def place(document: Document, finding: Finding) -> Span:
    """Return where a finding stands."""
    return Span(document.offset(finding.line, finding.column), document.offset(finding.end_line, finding.end_column))


def all_safe(report: Report, checking: Checking) -> tuple[Edit, ...]:
    """Return the changes that `check --fix` would make."""
    if not any(finding.fix and finding.fix.safe for finding in report.findings):
        return ()
    return changes(report.document.text, checking.mend(report.document).text)


def changes(old: str, new: str) -> tuple[Edit, ...]:
    """Return the lines that differ as edits, so that the cursor and folds of an editor stay where they are."""
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    starts = [0]
    for line in before:
        starts.append(starts[-1] + len(line))
    blocks = SequenceMatcher(None, before, after).get_opcodes()
    return tuple(
        Edit(starts[first], starts[last], "".join(after[begin:end]))
        for tag, first, last, begin, end in blocks
        if tag != "equal"
    )
