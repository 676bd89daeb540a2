"""Reports as plain text, for the cache and between processes: what every format of a report needs, and no card."""

import json
from collections.abc import Iterable
from dataclasses import asdict, astuple, fields
from typing import Any

from alignmentcard.checker.check import Checked, Remembered
from alignmentcard.checker.levels import Level
from alignmentcard.document import Document
from alignmentcard.edit import operations
from alignmentcard.edit.operations import Fix
from alignmentcard.rules.finding import Accepted, Finding, Silenced, Unchecked

SHAPE = 4
"""Goes up when what is packed changes, so that nothing is read that an earlier program wrote."""

PLAIN = [field.name for field in fields(Finding) if field.name not in ("file", "route", "fix")]
UNCHECKED = [field.name for field in fields(Unchecked) if field.name != "file"]
ROUTES = ("route", "to", "before")


def pack(checked: Checked) -> str:
    """Write down what a report says; the file and its text are known to whoever reads it again."""
    level = checked.level
    accepted = [[entry.reason, _finding(entry.finding)] for entry in checked.accepted]
    reached = list(astuple(level)) if level else None
    unchecked = [[getattr(one, name) for name in UNCHECKED] for one in checked.unchecked]
    findings = [_finding(one) for one in checked.findings]
    silenced = [list(asdict(one).values()) for one in checked.silenced]
    return json.dumps([findings, accepted, checked.skipped, unchecked, reached, silenced], separators=(",", ":"))


def unpack(packed: str, name: str, text: str, in_readme: bool) -> Remembered:
    """Read a report of a file again; the text is let go where nothing is shown of it."""
    findings, accepted, skipped, unchecked, reached, silenced = json.loads(packed)
    return Remembered(
        Document(name, text if findings or accepted else "", in_readme=in_readme),
        tuple(_unpacked_finding(entry, name) for entry in findings),
        tuple(Accepted(_unpacked_finding(entry, name), reason) for reason, entry in accepted),
        skipped,
        tuple(Unchecked(name, *entry) for entry in unchecked),
        level=Level(reached[0], tuple(reached[1]), *reached[2:]) if reached else None,
        silenced=tuple(Silenced(*entry) for entry in silenced),
    )


def _finding(finding: Finding) -> list[Any]:
    return [[getattr(finding, name) for name in PLAIN], finding.route, _fix(finding.fix) if finding.fix else None]


def _unpacked_finding(entry: list[Any], name: str) -> Finding:
    plain, route, fix = entry
    return Finding(**dict(zip(PLAIN, plain, strict=True)), file=name, route=tuple(route), fix=fix and _mending(fix))


def _fix(fix: Fix) -> list[Any]:
    return [fix.title, fix.safe, [[type(one).__name__, asdict(one)] for one in fix.operations]]


def _mending(entry: list[Any]) -> Fix:
    title, safe, steps = entry
    return Fix(title, tuple(getattr(operations, kind)(**dict(_values(values.items()))) for kind, values in steps), safe)


def _values(items: Iterable[tuple[str, Any]]) -> Iterable[tuple[str, Any]]:
    return ((name, tuple(value) if name in ROUTES else value) for name, value in items)
