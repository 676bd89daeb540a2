"""The numbers that rules compare with, each with its source; a profile may set them under `limits`."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Thresholds of rules."""

    definition_words: int = 12
    """Words from which a definition counts as more than a label (ours)."""
    pilot_raters: int = 20
    """Raters of a pilot that show where a task fails: 20 to 30 in Kraus & Kroll 2025, first experiments."""
