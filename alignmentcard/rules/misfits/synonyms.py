"""What people call the words and fields of the standard, from the table beside this file."""

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from alignmentcard.document import read

TABLE = Path(__file__).parent / "synonyms.yaml"


class Synonym(NamedTuple):
    """The word of the standard that another word stands for, and how: `same`, `often` or `says_more`."""

    term: str
    how: str


def plain(word: str) -> str:
    """Write a word so that it can be compared: without case, with blanks and hyphens as underscores."""
    return "_".join(word.strip().casefold().translate(SIGNS).replace("-", " ").replace("_", " ").split())


SIGNS = str.maketrans({"’": "'", "α": "alpha", "κ": "kappa", "τ": "tau", "ρ": "rho", "π": "pi"})
"""An apostrophe of a word processor, and letters that name coefficients."""


@cache
def _table() -> Any:
    return read(TABLE).data


@cache
def _terms(vocabulary: str) -> Mapping[str, Synonym]:
    found: dict[str, Synonym] = {}
    for term, kinds in _table()["terms"].get(vocabulary, {}).items():
        for how, languages in kinds.items():
            for word in _words(languages):
                found.setdefault(word, Synonym(term, how))
    return found


@cache
def _fields() -> Mapping[str, tuple[str, ...]]:
    return {path: tuple(_words(languages)) for path, languages in _table()["fields"].items()}


def _words(languages: Mapping[str, list[str]]) -> Iterable[str]:
    return (plain(word) for words in languages.values() for word in words)


def synonym(vocabulary: str, word: str, among: Iterable[str]) -> Synonym | None:
    """Return the word of a vocabulary that another word stands for; None where the table does not have it."""
    found = _terms(vocabulary).get(plain(word))
    return found if found and found.term in set(among) else None


def _folded(word: str) -> str:
    """Write a name with the letters that people type where they have no umlauts: Größe is groesse."""
    return plain(word).translate(UMLAUTS)


UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})


def field_called(parent: str, word: str, among: Iterable[str]) -> str | None:
    """Return the field below a parent that others call by a word; `parent` is a pattern such as `pools.*`."""
    called = _folded(word)
    for name in among:
        path = f"{parent}.{name}" if parent else name
        if called in map(_folded, _fields().get(path, ())):
            return name
    return None
