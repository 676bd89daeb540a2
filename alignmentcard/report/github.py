"""The report as commands of the GitHub Actions runner, which shows them beside the lines of a pull request."""

from collections.abc import Iterable, Iterator

from alignmentcard.checker.check import Checked
from alignmentcard.report.places import from_root
from alignmentcard.report.silence import sentences
from alignmentcard.report.text import visible
from alignmentcard.report.total import Total
from alignmentcard.rules.finding import Finding

COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}


def as_github(reports: Iterable[Checked]) -> Iterator[str]:
    """Yield one annotation for each finding, then the counts, and what is silenced."""
    total = Total()
    for report in reports:
        total += report
        for finding in report.findings:
            yield _annotation(finding)
    yield total.sentence
    yield from (f"::notice title=Silenced findings::{_data(sentence)}" for sentence in sentences(total.silenced))


def _annotation(finding: Finding) -> str:
    where = {"file": from_root(finding.file), "line": finding.line, "endLine": finding.end_line, "col": finding.column}
    if finding.line == finding.end_line:  # the runner refuses the end of a column on another line
        where["endColumn"] = finding.end_column
    where["title"] = f"{finding.code} {finding.name}"
    properties = ",".join(f"{name}={_property(str(value))}" for name, value in where.items())
    return f"::{COMMANDS[finding.severity]} {properties}::{_data(f'{finding.message} {finding.help}'.strip())}"


def _data(text: str) -> str:
    return visible(text).replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
