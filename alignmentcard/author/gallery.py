"""For each word of the vocabularies a real dataset that chose it, from the cards of the gallery.

`python -m alignmentcard.author.gallery CARDS FILE` writes the table that travels with the program; a test holds the
committed file to the cards.
"""

import json
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

from alignmentcard.document import read
from alignmentcard.messages import _
from alignmentcard.model.fields import Field, walk
from alignmentcard.paths import expand, path_of, value_at
from alignmentcard.resources import folder

FILE = "gallery.json"
LONGEST = 150
"""What a card says of its choice is shown beside the choice, so it must be short."""
NOT_ASKED = ("gaps", "ignore", "evidence", "statistics", "evaluations")


class Example(NamedTuple):
    """A dataset that chose a word, and what its card says about the choice."""

    card: str
    says: str = ""
    named: str = ""
    """The name of the dimension whose field it is, where the card says nothing of the choice."""

    @property
    def sentence(self) -> str:
        """The example as it stands beside a choice."""
        if self.says:
            return _("As in “{card}”: {says}", card=self.card, says=self.says)
        if self.named:
            return _("As in “{card}”: “{named}”.", card=self.card, named=self.named)
        return _("As in “{card}”.", card=self.card)


@cache
def gallery() -> dict[str, dict[str, Example]]:
    """Return the table: path of a field, word, example."""
    table = json.loads((folder("templates") / FILE).read_text(encoding="utf-8"))
    return {path: {word: Example(*entry) for word, entry in words.items()} for path, words in table.items()}


def examples(cards: Iterable[Any]) -> dict[str, dict[str, Example]]:
    """Choose an example for each word: a card that remarks on its choice, and each time another one.

    The turn of a card depends on nothing but its title, so that a new card changes few examples.
    """
    cards = list(cards)
    table: dict[str, dict[str, Example]] = {}
    for field in walk():
        if field.vocabulary is None or field.path.startswith(NOT_ASKED):
            continue
        for word in field.vocabulary.terms:
            found = list(_candidates(cards, field, word))
            if found:
                chosen = min(
                    found,
                    key=lambda one: (
                        not (one.says or one.named),
                        crc32(f"{word} {one.card}".encode()),
                        one.says,
                        one.named,
                    ),
                )
                table.setdefault(field.path, {})[word] = chosen
    return table


def _candidates(cards: Iterable[Any], field: Field, word: str) -> Iterator[Example]:
    for data in cards:
        for route in expand(data, field.path):
            if _chose(data, route, word):
                yield Example(data["dataset"]["title"], *_remark_on(data, route))


def _chose(data: Any, route: tuple[str | int, ...], word: str) -> bool:
    try:
        value = value_at(data, route)
    except (KeyError, IndexError, TypeError):
        return False
    return word in value if isinstance(value, list) else value == word


def _remark_on(data: Any, route: tuple[str | int, ...]) -> tuple[str, str]:
    """Return the card's own remark about a field; else, for a field of a dimension, the name of the dimension."""
    path = path_of(data, route)
    notes = (entry.get("note", "") for entry in data.get("evidence", []) if entry["field"] == path)
    note = next((note for note in notes if 0 < len(note) <= LONGEST), "")
    if note or route[0] != "dimensions":
        return str(note), ""
    dimension = data["dimensions"][route[1]]
    return "", str(dimension.get("name", dimension["id"]))


def main(cards: Path, file: Path) -> None:
    """Write the table for the cards of a folder."""
    table = examples(read(path).data for path in sorted(cards.glob("*.card.yaml")))
    file.write_text(json.dumps(table, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
