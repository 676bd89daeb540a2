"""Sheets that this program filled from a card, read back: one inverse for each of its sentences."""

from alignmentcard.convert.imports.ours.answer import ours

__all__ = ["ours"]
