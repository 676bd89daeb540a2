"""AlignmentCard: a standard, a checker and a portal for the data that aligns language models."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from alignmentcard.check import Report, check
    from alignmentcard.document import Document, parse, read
    from alignmentcard.finding import Finding
    from alignmentcard.load import load
    from alignmentcard.model import Card

__all__ = ["Card", "Document", "Finding", "Report", "check", "load", "parse", "read"]

_HOMES = {
    "Card": "model",
    "Document": "document",
    "Finding": "finding",
    "Report": "check",
    "check": "check",
    "load": "load",
    "parse": "document",
    "read": "document",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used, so that importing the package costs nothing."""
    if name == "__version__":
        from importlib.metadata import version

        return version("alignmentcard")
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
