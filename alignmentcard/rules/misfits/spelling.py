"""Which word was meant by one that is not known: the same word mistyped, or a part of it, and nothing further off."""

from collections.abc import Iterable
from functools import lru_cache

ALIKE = 0.82
"""How alike two words must be for one to be a spelling of the other; found by trying typing errors on all terms."""
ROUGHLY = 0.6
"""How alike a word and a guess must be at all."""
LONGEST = 100
"""Letters of a word from which no spelling of a short name is looked for in it."""
MOST = 200
"""Words that one is compared with; a card with more ids is read by programs."""
WHOLE = 4
"""Letters from which a word that is a part of another one may mean it, as in `reward` and `reward_model`."""


def closest(word: str, among: Iterable[str]) -> tuple[str | None, bool]:
    """Return the word that was probably meant, and whether that is certain."""
    return _closest(word.strip().lower().replace("-", "_").replace(" ", "_"), tuple(among))


@lru_cache(1000)
def _closest(plain: str, among: tuple[str, ...]) -> tuple[str | None, bool]:
    if plain in among:
        return plain, True
    if len(plain) > LONGEST:
        return None, False
    from difflib import SequenceMatcher, get_close_matches

    near = get_close_matches(plain, among[:MOST], n=2, cutoff=ROUGHLY)
    alike = [SequenceMatcher(None, one, plain).ratio() >= ALIKE for one in near]
    meant = next((one for one in near if _could_mean(plain, one)), None)
    return meant, bool(near) and meant == near[0] and sum(alike) == 1


def _could_mean(word: str, other: str) -> bool:
    """Say whether a word can be another one mistyped, or a part of it; words that only share letters cannot."""
    parts = min(word, other, key=len), max(word, other, key=len)
    if len(parts[0]) >= WHOLE and (parts[1].startswith(parts[0]) or parts[0] in parts[1].split("_")):
        return True
    return _slips(word, other) <= max(1, len(parts[1]) // 4)


def _slips(word: str, other: str) -> int:
    """Count the letters that must be put in, taken out, replaced or swapped to make one word of another."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(word, 1):
        now = [row]
        for column, wanted in enumerate(other, 1):
            cost = min(last[column] + 1, now[-1] + 1, last[column - 1] + (letter != wanted))
            if row > 1 and column > 1 and letter == other[column - 2] and word[row - 2] == wanted:
                cost = min(cost, before[column - 2] + 1)
            now.append(cost)
        before, last = last, now
    return last[-1]
