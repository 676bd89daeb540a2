"""The report as GitLab's Code Quality: a list of JSON, shown beside the lines of a merge request."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import sha256

from alignmentcard.checker.check import Checked
from alignmentcard.report.places import from_root
from alignmentcard.report.text import visible
from alignmentcard.rules.finding import Finding

SEVERITIES = {"error": "major", "warning": "minor", "info": "info"}


def as_gitlab(reports: Iterable[Checked]) -> Iterator[str]:
    """Yield one JSON list with an entry for each finding."""
    seen: Counter[str] = Counter()
    before = ""
    yield "["
    for report in reports:
        for finding in report.findings:
            if before:
                yield f"{before},"
            before = f"  {json.dumps(_entry(finding, seen), ensure_ascii=False)}"
    yield from [before] if before else []
    yield "]"


def _entry(finding: Finding, seen: Counter[str]) -> dict[str, object]:
    path = from_root(finding.file)
    name = f"{path}\n{finding.code}\n{finding.field}\n{finding.message}"
    seen[name] += 1
    return {
        "description": visible(f"{finding.code} {finding.message} {finding.help}".strip()),
        "check_name": finding.name,
        "fingerprint": sha256(f"{name}\n{seen[name]}".encode("utf-8", "replace")).hexdigest(),
        "severity": SEVERITIES[finding.severity],
        "location": {"path": path, "positions": {"begin": {"line": finding.line, "column": finding.column}}},
    }
