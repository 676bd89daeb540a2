"""AlignmentCard: a standard, a checker and a portal for the data that aligns language models."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from alignmentcard.checker.check import Report as Report
    from alignmentcard.checker.check import check as check
    from alignmentcard.document import Document as Document
    from alignmentcard.document import parse as parse
    from alignmentcard.document import read as read
    from alignmentcard.loader import load as load
    from alignmentcard.measurement.measure import measure as measure
    from alignmentcard.model import Card as Card
    from alignmentcard.rules.finding import Finding as Finding

HOMES = {
    "Card": "model",
    "Document": "document",
    "Finding": "rules.finding",
    "Report": "checker.check",
    "check": "checker.check",
    "load": "loader",
    "measure": "measurement.measure",
    "parse": "document",
    "read": "document",
}
"""The module that each public name stands in; no module of the package is called like a public name."""

__all__ = ["Card", "Document", "Finding", "Report", "check", "load", "measure", "parse", "read"]


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used, so that importing the package costs nothing."""
    if name == "__version__":
        from importlib.metadata import version

        return version("alignmentcard")
    if name not in HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{HOMES[name]}"), name)
