"""The report as SARIF 2.1.0, for code scanning and editors: every rule with its documentation, fixes included."""

import json
import os
from collections.abc import Iterable, Iterator
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import quote

from alignmentcard.checker.check import Checked
from alignmentcard.document import Document
from alignmentcard.edit import Fix, edits_of
from alignmentcard.report.places import from_root
from alignmentcard.report.silence import sentences, together
from alignmentcard.report.spool import several
from alignmentcard.rules import Rule, find
from alignmentcard.rules.finding import Finding
from alignmentcard.rules.rule import RULES_URL

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS = {"error": "error", "warning": "warning", "info": "note"}


def as_sarif(reports: Iterable[Checked]) -> Iterator[str]:
    """Yield one SARIF log with one run; accepted findings are results that are suppressed with their reason."""
    reports = several(reports)
    codes = sorted({f.code for r in reports for f in (*r.findings, *(a.finding for a in r.accepted))})
    yield from _written(_log(reports, codes))


def _log(reports: Iterable[Checked], codes: list[str]) -> dict[str, Any]:
    """Return a log in which what there is one of for each card or finding comes from a generator."""
    index = {code: position for position, code in enumerate(codes)}
    driver = {
        "name": "AlignmentCard",
        "version": version("alignmentcard"),
        "informationUri": RULES_URL,
        "rules": [_rule(rule) for rule in map(find, codes) if rule],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": True, "toolExecutionNotifications": list(_notes(reports))}],
        "artifacts": (
            {"location": {"uri": uri(report.document.name)}, "sourceLanguage": "yaml", "encoding": "utf-8"}
            for report in reports
        ),
        "results": (result for report in reports for result in _results(report, index)),
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _written(log: dict[str, Any]) -> Iterator[str]:
    """Yield a log as JSON, an entry at a time where entries come from a generator; the same as if written at once."""
    [run] = log["runs"]
    long = {name: entries for name, entries in run.items() if isinstance(entries, Iterator)}
    frame, end = _json({**log, "runs": [{**run, **dict.fromkeys(long, HERE)}]}), ""
    for entries in long.values():
        before, _, frame = frame.partition(_json(HERE))
        entry = next(entries, None)
        if entry is None:
            end += f"{before}[]"
            continue
        yield f"{end}{before}["
        while entry:
            following = next(entries, None)
            yield ENTRY + _json(entry).replace("\n", f"\n{ENTRY}") + ("," if following else "")
            entry = following
        end = "      ]"
    yield end + frame


HERE = "\0"
"""Holds the place of a long list."""
ENTRY = " " * 8


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


def uri(name: str) -> str:
    """Write a file's name as a URI: relative to the root of the repository, or to the current folder, if it can be."""
    path = from_root(name)
    if Path(path).is_absolute():
        return Path(path).as_uri()
    return quote(os.fsencode(path), safe="/")


def _rule(rule: Rule) -> dict[str, Any]:
    docs = rule.docs
    repair = " ".join(docs.fix.split())
    examples = (
        f"Not like this:\n\n```yaml\n{docs.bad.rstrip()}\n```\n\nLike this:\n\n```yaml\n{docs.good.rstrip()}\n```"
    )
    text = f"{docs.why}\n\nNot like this:\n\n{docs.bad.rstrip()}\n\nLike this:\n\n{docs.good.rstrip()}"
    end = f"{f'{chr(10)}{chr(10)}--fix: {repair}' if repair else ''}\n\nSource: {docs.source}"
    end += "".join(f"\n\n{reference}" for reference in rule.references)
    return {
        "id": rule.code,
        "name": "".join(part.capitalize() for part in rule.name.split("-")),
        "shortDescription": {"text": docs.summary},
        "fullDescription": {"text": " ".join(docs.why.split())},
        "help": {"text": text + end, "markdown": f"{docs.why}\n\n{examples}{end}"},
        "helpUri": rule.url,
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {"tags": [rule.family], "problem.severity": PROBLEM[rule.severity]},
    }


PROBLEM = {"error": "error", "warning": "warning", "info": "recommendation"}
"""What code scanning on GitHub calls the severities of problems that are not about security."""


def _notes(reports: Iterable[Checked]) -> Iterator[dict[str, Any]]:
    """Yield which rules did not run, and what the project keeps out."""
    reasons = {family: reason for report in reports for family, reason in report.skipped.items()}
    for family, reason in sorted(reasons.items()):
        yield {"level": "note", "message": {"text": f"Rules of the family {family} did not run: {reason}."}}
    for sentence in sentences(together(reports)):
        yield {"level": "warning", "message": {"text": _plain(sentence)}}


def _results(report: Checked, index: dict[str, int]) -> Iterator[dict[str, Any]]:
    for finding in report.findings:
        yield _result(finding, report.document, index)
    for accepted in report.accepted:
        suppression = {"kind": "inSource", "status": "accepted", "justification": accepted.reason}
        yield {**_result(accepted.finding, report.document, index), "suppressions": [suppression]}


def _result(finding: Finding, document: Document, index: dict[str, int]) -> dict[str, Any]:
    place = {"uri": uri(finding.file)}
    location: dict[str, Any] = {"physicalLocation": {"artifactLocation": place, "region": _region(finding)}}
    if finding.field:
        location["logicalLocations"] = [{"fullyQualifiedName": finding.field}]
    result = {
        "ruleId": finding.code,
        "ruleIndex": index[finding.code],
        "level": LEVELS[finding.severity],
        "message": {"text": _plain(f"{finding.message} {finding.help}".strip())},
        "locations": [location],
        "partialFingerprints": {"codeAndField/v1": _fingerprint(finding)},
    }
    replacements = _replacements(document, finding.fix) if finding.fix and finding.fix.safe else []
    if finding.fix and replacements:
        change = {"artifactLocation": place, "replacements": replacements}
        result["fixes"] = [{"description": {"text": finding.fix.title}, "artifactChanges": [change]}]
    return result


def _plain(text: str) -> str:
    """Keep a text that a card holds from being an embedded link."""
    return text.replace("](", "] (")


def _region(finding: Finding) -> dict[str, int]:
    return {
        "startLine": finding.line,
        "startColumn": finding.column,
        "endLine": finding.end_line,
        "endColumn": finding.end_column,
    }


def _fingerprint(finding: Finding) -> str:
    """Name a finding so that it is known again when lines above it have moved."""
    return sha256(f"{finding.code}\n{finding.field}\n{finding.message}".encode("utf-8", "replace")).hexdigest()


def _replacements(document: Document, fix: Fix) -> list[dict[str, Any]]:
    replacements = []
    if document.data is None:  # the report comes from the cache or another process, which keep only the text
        document = document.again(document.text)
    for edit in edits_of(document, fix):
        (line, column), (end_line, end_column) = document.position(edit.start), document.position(edit.end)
        region = {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column}
        replacements.append({"deletedRegion": region, "insertedContent": {"text": edit.text}})
    return replacements
