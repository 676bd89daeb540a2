"""The report as JUnit XML: a suite for each card and a case for each finding."""

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from alignmentcard.check import Report
from alignmentcard.finding import Finding
from alignmentcard.report.text import visible


def as_junit(reports: Iterable[Report]) -> Iterator[str]:
    """Yield one XML document.

    An error is a failure; a warning or a question is a skipped case, so that a build shows it and does not break; an
    accepted finding, or a card without findings, is a case that passed.
    """
    root = Element("testsuites", name="alignmentcard")
    for report in reports:
        _suite(root, report)
    for name in ("tests", "failures", "skipped"):
        root.set(name, str(sum(int(suite.get(name, 0)) for suite in root)))
    indent(root)
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield tostring(root, encoding="unicode")


def _suite(root: Element, report: Report) -> None:
    failures = report.count("error")
    suite = SubElement(
        root,
        "testsuite",
        name=_text(report.document.name),
        tests=str(len(report.findings) + len(report.accepted) or 1),
        failures=str(failures),
        skipped=str(len(report.findings) - failures),
        errors="0",
    )
    for finding in report.findings:
        case = _case(suite, finding)
        outcome = SubElement(case, "failure" if finding.severity == "error" else "skipped")
        outcome.set("message", _text(finding.message))
        outcome.text = _text(f"{finding.file}:{finding.line}:{finding.column} {finding.help} {finding.url}")
        if finding.severity == "error":
            outcome.set("type", finding.code)
    for accepted in report.accepted:
        SubElement(_case(suite, accepted.finding), "system-out").text = _text(f"Accepted: {accepted.reason}")
    if not len(suite):
        SubElement(suite, "testcase", name="nothing to report", classname=_text(report.document.name))


def _case(suite: Element, finding: Finding) -> Element:
    name = _text(f"{finding.code} {finding.name} {finding.field}".strip())
    file = _text(finding.file)
    return SubElement(suite, "testcase", name=name, classname=file, file=file, line=str(finding.line))


def _text(text: str) -> str:
    """Write out the characters that XML cannot carry."""
    return visible(text).replace("\ufffe", "<U+FFFE>").replace("\uffff", "<U+FFFF>")
