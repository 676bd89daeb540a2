"""The card inside a Croissant file, as it is: written as a JSON literal of JSON-LD, and read back.

Programs that read Croissant treat what they do not know as a graph: mlcroissant drops empty lists and zeros, takes
lists of one apart and forgets the order of longer ones. A value that the context declares as `@json` is one literal
to them and comes back whole: as a text, which after several passes is a text within a text.
"""

import json
import math
import re
from typing import Any

from alignmentcard.model import NAMESPACE, Card

KEY = "ac:card"
CONTEXT: dict[str, Any] = {"ac": NAMESPACE, KEY: {"@id": KEY, "@type": "@json"}}
"""What the context of the file must say for the block to survive."""
BLOCK = re.compile(r"(?:ac:|https://w3id\.org/alignmentcard/[0-9.]+/)card$")
"""What the key of a card ends in: prefixes may have been written out, in any version of the standard."""
NUMBER = "\\number"
"""Key of a number that JSON cannot write; keys of cards that begin so are escaped by another backslash."""


def to_block(data: dict[str, Any]) -> dict[str, Any]:
    """Return the data of a card as plain JSON."""
    block: dict[str, Any] = _written(data)
    return block


def as_data(card: Card) -> dict[str, Any]:
    """Return what would stand in the file of a card; whole numbers without a point, as people write them."""
    data = card.model_dump(exclude_unset=True)
    return {name: value if name == "extensions" else _whole(value) for name, value in data.items()}


def _whole(value: Any) -> Any:
    if type(value) is str:
        return value
    if isinstance(value, dict):
        return {key: _whole(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [_whole(entry) for entry in value]
    return int(value) if isinstance(value, float) and value.is_integer() and abs(value) < LARGE else value


LARGE = 1e15
"""From here on a number with all its digits is harder to read than one with an exponent."""


def from_block(value: Any) -> Any:
    """Return the data of a card from a block, before or after it went through another program."""
    while isinstance(value, str):
        try:
            value = json.loads(value)
        except ValueError:
            return value
    return _read(value)


def find_block(croissant: dict[str, Any]) -> Any:
    """Return the data of the card that a Croissant file carries, or None; prefixes may have been written out."""
    return next((from_block(value) for key, value in croissant.items() if BLOCK.match(key)), None)


def _written(value: Any) -> Any:
    if type(value) is str:
        return value
    if isinstance(value, dict):
        return {_escaped(key): _written(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [_written(entry) for entry in value]
    if isinstance(value, float) and not math.isfinite(value):
        return {NUMBER: str(value)}
    return value


def _read(value: Any) -> Any:
    if isinstance(value, dict):
        if value.keys() == {NUMBER}:
            return float(value[NUMBER])
        return {_unescaped(key): _read(entry) for key, entry in value.items()}
    return [_read(entry) for entry in value] if isinstance(value, list) else value


def _escaped(key: str) -> str:
    """Keep keys apart from those of JSON-LD, whose ids must not have spaces, and from the key of numbers."""
    return f"\\{key}" if key.startswith(("@", "\\")) else key


def _unescaped(key: str) -> str:
    return key[1:] if key.startswith("\\") else key
