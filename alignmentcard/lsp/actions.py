"""Repairs as an editor takes them: one for a finding, one for all that are alike, or all that are certain."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import islice

from alignmentcard.checker.check import Report
from alignmentcard.document import Document
from alignmentcard.edit import Append, Edit, Fix, apply
from alignmentcard.lsp.checking import Checking
from alignmentcard.lsp.ways import ways, written
from alignmentcard.messages import later
from alignmentcard.messages.retold import worded
from alignmentcard.rules.finding import Finding
from alignmentcard.text.marks import Span

MOST = 100
"""Repairs that are offered at once; nobody reads a longer menu."""
MOST_READ = 1_000_000
"""Characters that are read again to see that repairs come out as meant; in a large card fewer are offered."""
ALIKE = 300
"""Repairs of one kind that one action makes; the next ones are offered after it."""
COMPARED = 2000
"""Lines that are compared one by one; more become one change."""


@dataclass(frozen=True)
class Repair:
    """A repair that is offered for findings, as edits that do not touch each other."""

    title: str
    safe: bool
    edits: tuple[Edit, ...]
    findings: tuple[Finding, ...]


def repairs(report: Report, start: int, end: int) -> Iterator[Repair]:
    """Yield the ways out of findings that touch a stretch of the text, certain ones first, then those for all alike."""
    document = report.document
    here = [finding for finding in report.findings if _touches(document, finding, start, end)][:MOST]
    found = ((fix, finding) for finding in here for fix in ways(report, finding))
    ordered = sorted(found, key=lambda pair: not pair[0].safe)
    most = max(min(MOST, MOST_READ // max(len(document.text), 1)), 4)
    for fix, finding in islice(ordered, most):
        if apply(document, [fix])[1]:
            edits = sorted(written(document, fix), key=_place)
            yield Repair(fix.title, fix.safe, tuple(edits), (finding,))
    titles = dict.fromkeys(fix.title for fix, finding in ordered if fix is finding.fix or fix.title == AS_GAP)
    for title in islice(titles, 4):
        yield from _alike(report, title)


def _alike(report: Report, title: str) -> Iterator[Repair]:
    """Yield one repair for all findings whose repair is called the same, where there are several."""
    same = [(fix, finding) for finding in report.findings for fix in ways(report, finding) if fix.title == title]
    text, done = together(report.document, [fix for fix, _ in same[:ALIKE]])
    if len(done) < 2:
        return
    made = {id(fix) for fix in done}
    findings = tuple(finding for fix, finding in same if id(fix) in made)
    yield Repair(
        _for_all(title, len(done), len(same)),
        all(fix.safe for fix in done),
        changes(report.document.text, text),
        findings,
    )


AS_GAP = "List it as a gap"


def together(document: Document, fixes: list[Fix]) -> tuple[str, list[Fix]]:
    """Carry out repairs; the first entry of a list makes the list, and the others are added to it."""
    text, done = apply(document, fixes)
    rest = fixes[1:]
    if len(done) == 1 and done[0] is fixes[0] and all(type(o) is Append for fix in rest for o in fix.operations):
        text, more = apply(document.again(text), rest)
        done += more
    return text, done


def _for_all(title: str, done: int, known: int) -> str:
    """Say what a repair does in many places, such as “List all 12 as gaps”."""
    many = worded("all {done:,}", done=done) if done == known else worded(SOME, done=done, known=known)
    if title == AS_GAP:
        return worded("List {many} as gaps", many=many)
    return worded("{title}, in {many} places", title=title, many=many)


SOME = later("{done:,} of {known:,}")


def _touches(document: Document, finding: Finding, start: int, end: int) -> bool:
    span = place(document, finding)
    return span.start <= end and start <= span.end


def _place(edit: Edit) -> tuple[int, int]:
    return edit.start, edit.end


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
    top = _alike_lines(zip(before, after, strict=False))
    most = min(len(before), len(after)) - top
    bottom = min(_alike_lines(zip(reversed(before), reversed(after), strict=False)), most)
    start = sum(map(len, before[:top]))
    mine, theirs = before[top : len(before) - bottom], after[top : len(after) - bottom]
    return tuple(_changed(start, mine, theirs))


def _alike_lines(pairs: Iterable[tuple[str, str]]) -> int:
    """Count the lines at the beginning that are the same."""
    count = 0
    for one, other in pairs:
        if one != other:
            break
        count += 1
    return count


def _changed(start: int, before: list[str], after: list[str]) -> Iterator[Edit]:
    """Yield the edits from some lines, which begin at an offset, to others."""
    if len(before) + len(after) > COMPARED:
        yield Edit(start, start + sum(map(len, before)), "".join(after))
        return
    starts = [start]
    for line in before:
        starts.append(starts[-1] + len(line))
    for tag, first, last, begin, end in SequenceMatcher(None, before, after).get_opcodes():
        if tag != "equal":
            yield Edit(starts[first], starts[last], "".join(after[begin:end]))
