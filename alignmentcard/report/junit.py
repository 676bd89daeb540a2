"""The report as JUnit XML: a suite for each card and a case for each finding."""

from collections import Counter
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from alignmentcard.checker.check import Checked
from alignmentcard.report.silence import sentences
from alignmentcard.report.spool import several
from alignmentcard.report.text import visible
from alignmentcard.rules.finding import Finding


def as_junit(reports: Iterable[Checked]) -> Iterator[str]:
    """Yield one XML document.

    An error is a failure; a warning or a question is a skipped case, so that a build shows it and does not break; an
    accepted finding, or a card without findings, is a case that passed.
    """
    reports = several(reports)
    counts: Counter[str] = Counter(tests=0, failures=0, skipped=0)
    for report in reports:
        counts.update(_counts(report))
    root = Element("testsuites", {"name": "alignmentcard", **{name: str(count) for name, count in counts.items()}})
    start = tostring(root, encoding="unicode")
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f"{start.removesuffix(' />')}>" if counts["tests"] else start
    for suite in map(_suite, reports):
        indent(suite, level=1)
        yield f"  {tostring(suite, encoding='unicode')}"
    if counts["tests"]:
        yield "</testsuites>"


def _counts(report: Checked) -> dict[str, int]:
    """Count the cases of a card; one without findings is a case that passed."""
    failures = report.count("error")
    tests = len(report.findings) + len(report.accepted) or 1
    return {"tests": tests, "failures": failures, "skipped": len(report.findings) - failures}


def _suite(report: Checked) -> Element:
    counts = {name: str(count) for name, count in _counts(report).items()}
    suite = Element("testsuite", {"name": _text(report.document.name), **counts, "errors": "0"})
    if report.silenced:
        properties = SubElement(suite, "properties")
        for sentence in sentences(report.silenced):
            SubElement(properties, "property", name="silenced", value=_text(sentence))
    for finding in report.findings:
        case = _case(suite, finding)
        outcome = SubElement(case, "failure" if finding.severity == "error" else "skipped")
        outcome.set("message", _text(finding.message))
        outcome.text = _text(f"{finding.file}:{finding.line}:{finding.column} {finding.help} {finding.url}")
        if finding.severity == "error":
            outcome.set("type", finding.code)
    for accepted in report.accepted:
        SubElement(_case(suite, accepted.finding), "system-out").text = _text(f"Accepted: {accepted.reason}")
    if not (report.findings or report.accepted):
        SubElement(suite, "testcase", name="nothing to report", classname=_text(report.document.name))
    return suite


def _case(suite: Element, finding: Finding) -> Element:
    name = _text(f"{finding.code} {finding.name} {finding.field}".strip())
    file = _text(finding.file)
    return SubElement(suite, "testcase", name=name, classname=file, file=file, line=str(finding.line))


def _text(text: str) -> str:
    """Write out the characters that XML cannot carry."""
    return visible(text).replace("\ufffe", "<U+FFFE>").replace("\uffff", "<U+FFFF>")
