"""What a project has settled about findings: those of a baseline are known, those of some files are not wanted.

The command line and the editor ask the same, so that they show the same. What is set aside is counted as accepted, and
the level of a card stays what it is with all of its findings.
"""

import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from alignmentcard.checker.check import Checked, Remembered
from alignmentcard.errors import BadSettingsError
from alignmentcard.rules.finding import Accepted, Finding, Silenced

FORMAT = 1
Key = tuple[str, str, str]
"""A file as it stands from the folder of the baseline, a rule, and a field."""


@dataclass(frozen=True)
class Baseline:
    """Findings that were there when a project began to check, and that are not shown again."""

    path: Path
    known: Counter[Key] = field(default_factory=Counter)

    @classmethod
    def read(cls, path: Path) -> "Baseline":
        """Read a baseline; BadSettingsError where there is none or it is none."""
        try:
            data: Any = json.loads(path.read_text(encoding="utf-8"))
            found = [
                ((file, entry["rule"], entry["field"]), entry.get("count", 1))
                for file, entries in data["findings"].items()
                for entry in entries
            ]
            return cls(path, Counter(dict(found)))
        except FileNotFoundError:
            raise BadSettingsError(f"There is no baseline {path} yet. To write it: add --write-baseline") from None
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise BadSettingsError(f"The baseline {path} cannot be read: {error or type(error).__name__}.") from None

    def key(self, finding: Finding) -> Key:
        """Name a finding so that it is known again when lines above it have moved."""
        file, home = _whole(finding.file), _whole(self.path).parent
        near = file.relative_to(home) if file.is_relative_to(home) else file
        return near.as_posix(), finding.code, finding.field

    def written(self, findings: Iterable[Finding]) -> str:
        """Return the text of a baseline that knows some findings."""
        counts = Counter(self.key(finding) for finding in findings)
        files: dict[str, list[dict[str, Any]]] = {}
        for (file, rule, path), count in sorted(counts.items()):
            files.setdefault(file, []).append({"rule": rule, "field": path, "count": count})
        return json.dumps({"format": FORMAT, "findings": files}, ensure_ascii=False, indent=2) + "\n"


@dataclass(frozen=True)
class Settled:
    """A baseline, and the rules that are not wanted in some files: pattern and beginnings of codes."""

    baseline: Baseline | None = None
    per_file: tuple[tuple[str, tuple[str, ...]], ...] = ()
    home: Path = field(default_factory=Path.cwd)
    """The folder that patterns begin at."""
    by: str = ""
    """The settings of the project that say so; empty where those who check do."""

    def open_and_set_aside(self, findings: Iterable[Finding]) -> tuple[tuple[Finding, ...], tuple[Accepted, ...]]:
        """Part findings into those that are to be shown, and those that are set aside with the reason."""
        left = Counter(self.baseline.known) if self.baseline else Counter[Key]()
        shown: list[Finding] = []
        aside: list[Accepted] = []
        for finding in findings:
            reason = self._unwanted(finding) or self._known(finding, left)
            if reason:
                aside.append(Accepted(finding, reason))
            else:
                shown.append(finding)
        return tuple(shown), tuple(aside)

    def _unwanted(self, finding: Finding) -> str:
        codes = tuple(self.codes_for(finding.file))
        return "The settings do not want this rule in this file." if codes and finding.code.startswith(codes) else ""

    def codes_for(self, file: str) -> Iterator[str]:
        """Yield the beginnings of codes that are not wanted in a file."""
        path = _whole(file)
        near = (path.relative_to(self.home) if path.is_relative_to(self.home) else path).as_posix()
        for pattern, codes in self.per_file:
            if fnmatch(near, pattern) or fnmatch(near, f"*/{pattern}") or fnmatch(near, f"{pattern.rstrip('/')}/*"):
                yield from codes

    def _known(self, finding: Finding, left: Counter[Key]) -> str:
        if self.baseline is None:
            return ""
        key = self.baseline.key(finding)
        left[key] -= 1
        return f"It is in the baseline {self.baseline.path}." if left[key] >= 0 else ""

    def of(self, report: Checked) -> Checked:
        """Return a report without what is settled; its level stays."""
        if not self.baseline and not self.per_file:
            return report
        shown, aside = self.open_and_set_aside(report.findings)
        if not aside:
            return report
        silenced = report.silenced
        if self.by:
            errors = sum(one.finding.severity == "error" for one in aside)
            silenced = (*silenced, Silenced(self.by, milder=False, findings=len(aside), errors=errors))
        return remembered(report, findings=shown, accepted=(*report.accepted, *aside), silenced=silenced)


def remembered(report: Checked, **changes: Any) -> Remembered:
    """Return a report with some of its fields changed; the level stays that of the whole report."""
    kept = {one.name: getattr(report, one.name) for one in fields(Checked)}
    return Remembered(**{**kept, **changes}, level=report.level)


def _whole(path: Path | str) -> Path:
    """Return a path from the root, without a step upwards; links are left as they are."""
    return Path(os.path.normpath(Path.cwd() / path))


def per_file_of(text: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Read `PATTERN:CODE`, several of them with commas between; BadSettingsError for another text."""
    found: dict[str, list[str]] = {}
    for entry in filter(None, (part.strip() for part in text.split(","))):
        pattern, colon, code = entry.rpartition(":")
        if not colon or not pattern or not code.strip().isalnum():
            raise BadSettingsError(f"{entry}: write a pattern, a colon and a code, as in old/*.card.yaml:AC2.")
        found.setdefault(pattern.strip(), []).append(code.strip().upper())
    return tuple((pattern, tuple(codes)) for pattern, codes in found.items())
