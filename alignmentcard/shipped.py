"""Folders that travel with the program: the shipped copy, or that of the checkout."""

from pathlib import Path

PACKAGE = Path(__file__).parent


def folder(name: str) -> Path:
    """Return the folder `schema`, `templates`, `languages` or `site`: the shipped copy, or that of the checkout."""
    shipped = PACKAGE / "_shipped" / name
    return shipped if shipped.is_dir() else PACKAGE.parent / name
