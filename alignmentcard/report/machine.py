"""The JSON report; its shape is versioned by `format` and described in schema/report-1.schema.json."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from alignmentcard.check import Report
from alignmentcard.finding import Finding
from alignmentcard.levels import level_of

FORMAT = 1
SHOWN = (
    *("code", "name", "severity", "file", "field"),
    *("line", "column", "end_line", "end_column", "message", "help", "url"),
)


def as_json(reports: Iterable[Report]) -> Iterator[str]:
    """Yield one JSON document with all findings, levels, accepted findings and skipped families."""
    reports = list(reports)
    skipped: dict[str, str] = {}
    for report in reports:
        for family, reason in report.skipped.items():
            skipped.setdefault(family, reason)
    yield json.dumps(
        {
            "format": FORMAT,
            "cards": len(reports),
            "findings": [_finding(finding) for report in reports for finding in report.findings],
            "accepted": [
                {**_finding(entry.finding), "reason": entry.reason} for report in reports for entry in report.accepted
            ],
            "levels": dict(_levels(reports)),
            "skipped": skipped,
        },
        ensure_ascii=False,
        indent=2,
    )


def _levels(reports: Iterable[Report]) -> Iterator[tuple[str, dict[str, Any]]]:
    for report in reports:
        level = level_of(report)
        if level:
            yield report.document.name, {"level": level.number, "name": level.name, "missing": list(level.missing)}


def _finding(finding: Finding) -> dict[str, Any]:
    entry: dict[str, Any] = {name: getattr(finding, name) for name in SHOWN}
    entry["fix"] = {"safe": finding.fix.safe, "title": finding.fix.title} if finding.fix else None
    return entry
