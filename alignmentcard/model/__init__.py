"""The card as typed records, a file for each section; the source of the JSON Schema and the reference manual."""

from alignmentcard.model.card import NAMESPACE, REQUIRED, RETIRING, VERSION, Card
from alignmentcard.model.framework import Dimension
from alignmentcard.model.pools import Pool

__all__ = ["NAMESPACE", "REQUIRED", "RETIRING", "VERSION", "Card", "Dimension", "Pool"]
