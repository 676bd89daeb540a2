"""What the exit status of `check` depends on, and the words and colours of what it shows."""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import click

from alignmentcard.checker.check import Checked
from alignmentcard.checker.levels import NAMES
from alignmentcard.cli import terminal, wants_colour
from alignmentcard.report import FORMATS
from alignmentcard.report.silence import added
from alignmentcard.report.text import as_text, plain, visible
from alignmentcard.report.total import level_words
from alignmentcard.rules.finding import Silenced

FAILING = {"error": ("error",), "warning": ("error", "warning"), "info": ("error", "warning", "info")}
"""The severities that `--fail-on` counts, by what is given to it."""
STYLES = {"error": "red", "warning": "yellow", "info": "blue"}


@dataclass
class Outcome:
    """What decides the exit status, noted while reports pass by."""

    failing: tuple[str, ...]
    level: int | None
    failed: bool = False
    below: list[str] = field(default_factory=list)
    silenced: tuple[Silenced, ...] = ()

    def watch(self, reports: Iterable[Checked]) -> Iterator[Checked]:
        """Pass reports on."""
        for report in reports:
            self.failed = self.failed or any(report.count(severity) for severity in self.failing)
            self.silenced = added(self.silenced, report.silenced)
            if self.level is not None and _reached(report) < self.level:
                self.failed = True
                self.below.append(_below(report, self.level))
            yield report


def _reached(report: Checked) -> int:
    level = report.level
    return level.number if level else -1


def _below(report: Checked, wanted: int) -> str:
    """Say which level a card has not reached, and what is missing."""
    level = report.level
    here = level_words(report)
    missing = f" Missing: {'; '.join(level.missing)}." if level and level.missing else ""
    return visible(f"{report.document.name}: {here}; level {wanted}, {NAMES[wanted]}, is required.{missing}")


def show(format_: str, reports: Iterable[Checked], verbose: bool, *, quiet: bool) -> None:
    """Write reports; on a terminal each line takes the place of the progress."""
    if format_ == "text":
        colour = wants_colour(sys.stdout)
        lines = as_text(reports, _paint if colour else plain, everything=verbose, counts=not quiet)
        terminal.report(lines, styled=colour, over_progress=colour and wants_colour(sys.stderr))
    elif format_ == "statistics":
        from alignmentcard.report.statistics import as_statistics

        terminal.report(as_statistics(reports))
    else:
        terminal.documents(FORMATS[format_](reports))


def _paint(text: str, style: str) -> str:
    if style in STYLES:
        return click.style(text, fg=STYLES[style], bold=True)
    return click.style(text, bold=style == "place", dim=style == "faint")
