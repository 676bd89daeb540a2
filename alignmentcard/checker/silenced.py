"""What a project's own settings and profile keep out of a report: counted, so that nothing turns green unseen."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Unpack

from alignmentcard.checker.check import Report, begins, check
from alignmentcard.document import Document
from alignmentcard.profiles import Profile, load_profile
from alignmentcard.rules import Rule
from alignmentcard.rules.evidence import Evidence
from alignmentcard.rules.finding import Finding, Silenced
from alignmentcard.rules.limits import Limits
from alignmentcard.rules.rule import SEVERITIES

LAST = {"accepted", "findings"}
"""Inputs of rules that look at the findings of all others, which a part of the rules does not give."""
Codes = tuple[str, ...]


@dataclass(frozen=True)
class Choice:
    """Which rules are run and by whose choice: of those who check, or of the project whose cards are checked."""

    select: Codes = ()
    ignore: Codes = ()
    settings: str = ""
    """The file with the settings of the project; empty where it has none."""
    settings_select: Codes = ()
    settings_ignore: Codes = ()
    profile: str = ""
    """A profile that is a file or that the settings name; empty for one of ours that those who check name."""

    def wants(self, rule: Rule) -> bool:
        """Whether a rule is run."""
        named = not rule.preview or rule.code in (*self.select, *self.settings_select)
        return named and self.asks(rule) and self.keeps(rule)

    def asks(self, rule: Rule) -> bool:
        """Whether those who check leave a rule in."""
        return begins(rule, self.select, self.ignore)

    def keeps(self, rule: Rule) -> bool:
        """Whether the settings of the project leave a rule in."""
        return begins(rule, self.settings_select, self.settings_ignore)

    @property
    def by_settings(self) -> str:
        """Name the settings that leave rules out."""
        named = {"select": self.settings_select, "ignore": self.settings_ignore}
        parts = (f"{name} {', '.join(codes)}" for name, codes in named.items() if codes)
        return f"{self.settings} ({'; '.join(parts)})"


def report_of(choice: Choice, document: Document, profile: Profile, **evidence: Unpack[Evidence]) -> Report:
    """Check a card, and count the findings that the project's choice keeps out of the report or makes milder."""
    report = check(document, profile, choice.wants, **evidence)
    if not (choice.settings_select or choice.settings_ignore or choice.profile):
        return report
    return replace(report, silenced=tuple(_silenced(choice, report, profile, evidence)))


def _silenced(choice: Choice, report: Report, profile: Profile, evidence: Evidence) -> Iterator[Silenced]:
    """Compare a report with what the standard profile says where the project leaves nothing out."""
    left_out: set[str] = set()

    def touched(rule: Rule) -> bool:
        if not choice.keeps(rule):
            left_out.add(rule.code)
        changed = rule.code in left_out or (choice.profile and _can_say_less(profile, rule))
        return bool(changed and not rule.preview and choice.asks(rule) and LAST.isdisjoint(rule.inputs))

    shown = {_place(finding): finding for finding in report.findings}
    counts, errors = Counter[tuple[str, bool]](), Counter[tuple[str, bool]]()
    for finding in check(report.document, load_profile(), touched, **evidence).findings:
        left = shown.get(_place(finding))
        if left is None or SEVERITIES.index(left.severity) > SEVERITIES.index(finding.severity):
            by = choice.by_settings if finding.code in left_out else f"the profile {choice.profile}"
            counts[by, left is not None] += 1
            errors[by, left is not None] += finding.severity == "error"
    yield from (Silenced(by, milder, count, errors[by, milder]) for (by, milder), count in counts.items())


def _can_say_less(profile: Profile, rule: Rule) -> bool:
    """Whether a rule may say less with a profile than with the standard one."""
    severity = profile.severity(rule)
    milder = severity is None or SEVERITIES.index(severity) > SEVERITIES.index(rule.severity)
    return milder or "profile" in rule.inputs or ("limits" in rule.inputs and profile.limits != Limits())


def _place(finding: Finding) -> tuple[str, str, int, int]:
    return finding.code, finding.field, finding.line, finding.column
