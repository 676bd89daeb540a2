"""What is true of several entries of a list, said of them together, and of each entry what is true of it alone."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from alignmentcard.convert.prose.subjects import Data, spoken_of, subject_of_all
from alignmentcard.convert.prose.words import NAMED_BEFORE, Subject

Pieces = Callable[[Data, Subject], Iterable[str]]
"""Says an entry in sentences about somebody, each of which is compared with those of other entries."""
Places = tuple[int, ...]


def grouped(card: Data, section: str, entries: Sequence[Data], pieces: Pieces) -> dict[Places, list[int]]:
    """Return which sentences are true of which entries: places of the entries, and of the sentences in the first.

    Sentences that are true of the same entries stand together, where the first of them would stand.
    """
    true_of: dict[str, list[int]] = {}
    for place, entry in enumerate(entries):
        for text in dict.fromkeys(pieces(entry, unnamed(card, section, entry))):
            true_of.setdefault(text, []).append(place)
    groups: dict[Places, list[int]] = {}
    for text, places in true_of.items():
        first = entries[places[0]]
        texts = list(dict.fromkeys(pieces(first, unnamed(card, section, first))))
        groups.setdefault(tuple(places), []).append(texts.index(text))
    return groups


def said_of_all(
    card: Data, section: str, entries: Sequence[Data], pieces: Pieces, apart: bool = False
) -> Iterator[str]:
    """Yield sentences about entries; only the first about the same ones names them, unless they stand `apart`."""
    groups = grouped(card, section, entries, pieces)
    for texts in said_in_groups(card, section, entries, pieces, groups, apart):
        yield from texts


def said_in_groups(
    card: Data,
    section: str,
    entries: Sequence[Data],
    pieces: Pieces,
    groups: Mapping[Places, Sequence[int]],
    apart: bool = False,
) -> Iterator[list[str]]:
    """Yield the sentences that are true of the same entries, which the first of them names."""
    for places, texts in groups.items():
        those = [entries[place] for place in places]
        subject = subject_of_all(card, section, those)
        named = list(dict.fromkeys(pieces(those[0], subject)))
        again = named if apart else list(dict.fromkeys(pieces(those[0], the_same(subject, those))))
        told = [named[texts[0]], *(again[place] for place in texts[1:])]
        yield list(map(of_any, told))


def of_any(text: str) -> str:
    """Return a sentence that denies something of each as it is denied of all."""
    return text.replace("a definition of each of", "a definition of")


def unnamed(card: Data, section: str, entry: Data) -> Subject:
    """Return how sentences about an entry are the same for all of which they are true."""
    return spoken_of(card, entry) if section == "dimensions" else NAMED_BEFORE


def the_same(subject: Subject, entries: Sequence[Data]) -> Subject:
    """Return how a sentence calls those whom the sentence before it has named."""
    what = "it" if len(entries) == 1 else "each of them"
    return replace(subject, who="they", group="", nouns=None, what=what, every=False)
