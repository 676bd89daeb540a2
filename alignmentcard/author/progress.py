"""How far a card in the making has come."""

from dataclasses import dataclass, field
from typing import Any

from alignmentcard.model import VERSION
from alignmentcard.profiles import Profile


@dataclass(frozen=True)
class Progress:
    """What is answered, what is suggested, and what was left out or insisted on."""

    profile: Profile
    data: dict[str, Any] = field(default_factory=lambda: {"alignmentcard": VERSION})
    draft: dict[str, Any] = field(default_factory=dict)
    name: str = ""
    """What the file is called, which the id is made from."""
    passed: frozenset[str] = frozenset()
    complete: frozenset[str] = frozenset()
    """Records that were there from the start; nobody is asked about the rest of them."""
    answered: int = 0
    whole: bool = False
    """Whether what is answered is asked about too, as a form shows it."""
    more: tuple[str, ...] = ()
    """Fields that the author wants to say something of though nobody asks: paths of the standard, with their stars."""
