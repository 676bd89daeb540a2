"""The report with one line for each finding, as compilers write it."""

from collections.abc import Iterable, Iterator

from alignmentcard.checker.check import Checked
from alignmentcard.report.silence import sentences
from alignmentcard.report.text import visible
from alignmentcard.report.total import Total


def as_concise(reports: Iterable[Checked]) -> Iterator[str]:
    """Yield a line for each finding, with a mark where --fix mends it, then the counts."""
    total = Total()
    for report in reports:
        total += report
        for finding in report.findings:
            mark = " [*]" if finding.fix and finding.fix.safe else ""
            place = f"{visible(finding.file)}:{finding.line}:{finding.column}"
            yield f"{place}: {finding.severity} {finding.code}{mark} {visible(finding.message)}"
    yield total.sentence
    yield from map(visible, sentences(total.silenced))
