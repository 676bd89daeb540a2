"""A field that is not written yet, as far as it is certain: with the fields that it cannot be without."""

from typing import Any

from alignmentcard.model.fields import Field


def skeleton(field: Field) -> Any:
    """Return the value to begin a field with; None where the author has to write one."""
    if field.shape == "list":
        return [below(field)] if field.children else []
    if field.shape == "table":
        return {}
    return below(field) if field.children else None


def below(field: Field) -> dict[str, Any]:
    """Return the fields that a record needs, or the first one where it needs none."""
    needed = {name: child for name, child in field.children.items() if child.required}
    first = dict([next(iter(field.children.items()))])
    return {name: skeleton(child) for name, child in (needed or first).items()}
