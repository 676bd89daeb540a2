"""The examples of rules as whole cards: the sections of an example put in place of those of a sound card."""

import re

from alignmentcard.model import Card
from alignmentcard.resources import folder

SOUND = "example.card.yaml"
SECTION = re.compile(r"^(?=[^\s#-])", re.MULTILINE)
ORDER = tuple(Card.model_fields)


def whole(example: str, without: tuple[str, ...] = ()) -> str:
    """Return a whole card in which the sections of an example stand in place of those of the sound card."""
    sections = _sections((folder("templates") / SOUND).read_text(encoding="utf-8"))
    for name, text in _sections(example):
        known = [n for n, _ in sections]
        if name in known:
            sections[known.index(name)] = (name, text)
        else:
            sections.insert(_place(name, known), (name, text))
    return "".join(text for name, text in sections if name not in without)


def _sections(text: str) -> list[tuple[str, str]]:
    return [(_name(piece), piece) for piece in SECTION.split(text) if piece.strip()]


def _name(piece: str) -> str:
    return piece.partition(":")[0].strip()


def _place(name: str, known: list[str]) -> int:
    if name not in ORDER:
        return len(known)
    later = ORDER[ORDER.index(name) :]
    return next((n for n, other in enumerate(known) if other in later), len(known))
