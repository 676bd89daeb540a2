"""How many findings there are of each rule."""

from collections import Counter
from collections.abc import Iterable, Iterator

from alignmentcard.checker.check import Checked
from alignmentcard.report.total import Total
from alignmentcard.rules.finding import Finding


def as_statistics(reports: Iterable[Checked]) -> Iterator[str]:
    """Yield a line for each rule, the most frequent first: how often, the rule, and what --fix mends of it."""
    total, counts, mended, names = Total(), Counter[str](), Counter[str](), dict[str, Finding]()
    for report in reports:
        total += report
        for finding in report.findings:
            counts[finding.code] += 1
            mended[finding.code] += bool(finding.fix and finding.fix.safe)
            names.setdefault(finding.code, finding)
    width = len(str(max(counts.values(), default=0)))
    for code, count in sorted(counts.items(), key=lambda one: (-one[1], one[0])):
        fixed = f", --fix mends {mended[code]}" if mended[code] else ""
        yield f"{count:>{width}}  {code}  {names[code].severity:<7}  {names[code].name}{fixed}"
    yield total.sentence
