"""AlignmentCard: a standard, a checker and a portal for the data that aligns language models."""

import sys
from importlib import import_module
from types import ModuleType
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


class _Package(ModuleType):
    """Keeps the functions `check` and `load` from being hidden by the modules of the same names."""

    def __setattr__(self, name: str, value: object) -> None:
        """Leave a public name as it is when the import of a module would take it."""
        if not (name in _HOMES and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
