"""The counts of a report: what its last line, its table and its exit status say."""

from collections.abc import Iterable
from dataclasses import dataclass

from alignmentcard.checker.check import Checked
from alignmentcard.report.silence import added
from alignmentcard.rules.finding import Silenced

WORDS = {"error": "error", "warning": "warning", "info": "question"}


@dataclass(frozen=True)
class Total:
    """How many cards were checked, and what was found in them."""

    cards: int = 0
    error: int = 0
    warning: int = 0
    info: int = 0
    accepted: int = 0
    safe: int = 0
    """Findings that --fix mends."""
    offered: int = 0
    """Findings that --fix --unsafe-fixes mends."""
    silenced: tuple[Silenced, ...] = ()
    """What settings and a profile of the project keep out."""
    level: str = ""
    """The level of the last card."""

    def __add__(self, report: Checked) -> "Total":
        """Count one more card."""
        fixes = [finding.fix for finding in report.findings if finding.fix]
        return Total(
            self.cards + 1,
            self.error + report.count("error"),
            self.warning + report.count("warning"),
            self.info + report.count("info"),
            self.accepted + len(report.accepted),
            self.safe + sum(fix.safe for fix in fixes),
            self.offered + sum(not fix.safe for fix in fixes),
            added(self.silenced, report.silenced),
            level_words(report),
        )

    @property
    def findings(self) -> int:
        """All findings that are not accepted."""
        return self.error + self.warning + self.info

    @property
    def sentence(self) -> str:
        """Say the counts in one line."""
        level = f" ({self.level})" if self.cards == 1 else ""
        accepted = f"; {self.accepted} accepted with a reason" if self.accepted else ""
        return f"{counted(self.cards, 'card')}{level}: {self.found}{accepted}."

    @property
    def found(self) -> str:
        """Say what was found, leaving out what was not."""
        counts = [counted(getattr(self, severity), word) for severity, word in WORDS.items() if getattr(self, severity)]
        return ", ".join(counts) or "nothing to report"


def total(reports: Iterable[Checked]) -> Total:
    """Count several cards."""
    counts = Total()
    for report in reports:
        counts += report
    return counts


def counted(number: int, word: str) -> str:
    """Write a number with its word."""
    return f"{number} {word}{'' if number == 1 else 's'}"


def level_words(report: Checked) -> str:
    """Say which level a card has reached, and how much of the profile it answers."""
    level = report.level
    return f"level {level.words}" if level else "does not fit the schema"
