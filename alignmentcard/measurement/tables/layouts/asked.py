"""What is known before a table is looked at, and how roles are filled from it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from alignmentcard.measurement.tables.columns import Layout, columns_named
from alignmentcard.measurement.tables.guessing import Guess, unclear
from alignmentcard.model.release import Columns


@dataclass(frozen=True)
class Asked:
    """What is said about the columns, the card's dimensions and values, and the guesses about one table."""

    said: Columns
    dimensions: tuple[str, ...]
    values: tuple[str, ...]
    guess: Guess
    name: str

    @property
    def columns(self) -> list[str]:
        """Return the columns of the table."""
        return self.guess.table.columns

    def filled(self, roles: Sequence[str]) -> tuple[dict[str, Any], list[str]]:
        """Give each role its column: the one that is said, else the one that is guessed; return these roles as well."""
        found, guessed = self.said.model_dump(), []
        for role in roles:
            if found[role] is None and (name := self.guess.role(role)):
                found[role] = name
                guessed.append(role)
        return found, guessed

    def need(
        self, found: Mapping[str, Any], roles: Iterable[str], more: str = "", instead: Mapping[str, str] | None = None
    ) -> None:
        """Refuse a table in which roles are open."""
        missing = [role for role in roles if not found[role]]
        if missing:
            known = {role: name for role, name in found.items() if isinstance(name, str)}
            raise unclear(self.guess, missing, known, more, instead)

    def items(self, found: Mapping[str, Any]) -> tuple[str, ...]:
        """Return the columns that name the item together."""
        return columns_named("item", str(found["item"]), self.columns)


def settled(found: Mapping[str, Any], shape: str, guessed: Iterable[str], **more: Any) -> Layout:
    """Put a layout together from the columns by role."""
    return Layout(
        Columns.model_validate(dict(found)),
        shape,
        guessed=tuple(sorted(role for role in guessed if found[role])),
        **more,
    )
