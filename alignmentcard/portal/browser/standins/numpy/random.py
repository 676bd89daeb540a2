"""Numbers drawn as numpy's default generator draws them: from the same seed the same.

PCG64 (O'Neill 2014) seeded by a hash of the seed; bounded whole numbers by Lemire 2019; binomial numbers by inversion
or BTPE (Kachitvichyanukul & Schmeiser 1988); hypergeometric ones by counting, or by ratio of uniforms (Stadlober 1990).
"""

from array import array
from typing import Any

from numpy.array import INT, asarray, broadcast_to, ndarray

WORD, MASK64, MASK128 = 0xFFFFFFFF, (1 << 64) - 1, (1 << 128) - 1
MULTIPLIER = (2549297995355413924 << 64) + 4865540595714422341
kernel: Any = None
"""What a page draws numbers of a distribution with: the module `draws.mjs`."""


def _states(entropy: int) -> list[int]:
    """Hash a seed into four words of 64 bits."""
    words = [entropy & WORD]
    while entropy := entropy >> 32:
        words.append(entropy & WORD)
    constant = 0x43B0D7E5

    def hashed(value: int) -> int:
        nonlocal constant
        value ^= constant
        constant = constant * 0x931E8875 & WORD
        value = value * constant & WORD
        return value ^ value >> 16

    def mixed(x: int, y: int) -> int:
        found = (0xCA01F9DD * x - 0x4973F715 * y) & WORD
        return found ^ found >> 16

    pool = [hashed(words[n] if n < len(words) else 0) for n in range(4)]
    for source in range(4):
        for target in range(4):
            if source != target:
                pool[target] = mixed(pool[target], hashed(pool[source]))
    for word in words[4:]:
        for target in range(4):
            pool[target] = mixed(pool[target], hashed(word))
    constant, found = 0x8B51F9DD, []
    for n in range(8):
        value = pool[n % 4] ^ constant
        constant = constant * 0x58F38DED & WORD
        value = value * constant & WORD
        found.append(value ^ value >> 16)
    return [found[n] | found[n + 1] << 32 for n in range(0, 8, 2)]


class Generator:
    """Draws numbers."""

    def __init__(self, seed: int) -> None:
        high, low, inner, outer = _states(int(seed))
        self._step = ((inner << 64 | outer) << 1 | 1) & MASK128
        self._state = ((self._step + (high << 64 | low)) * MULTIPLIER + self._step) & MASK128
        self._kept: int | None = None

    def _next64(self) -> int:
        self._state = state = (self._state * MULTIPLIER + self._step) & MASK128
        value, turn = (state >> 64 ^ state) & MASK64, state >> 122
        return (value >> turn | value << (64 - turn)) & MASK64

    def _next32(self) -> int:
        if self._kept is not None:
            value, self._kept = self._kept, None
            return value
        word = self._next64()
        self._kept = word >> 32
        return word & WORD

    def _below(self, most: int) -> int:
        """Draw a whole number from 0 to `most`."""
        if not most:
            return 0
        many = most + 1
        product = self._next32() * many
        if product & WORD < many:
            threshold = (WORD - most) % many
            while product & WORD < threshold:
                product = self._next32() * many
        return product >> 32

    def _masked(self, most: int) -> int:
        """Draw a whole number from 0 to `most`, by refusing larger ones."""
        mask = (1 << most.bit_length()) - 1
        while (value := self._next32() & mask) > most:
            pass
        return value

    def integers(self, low: int, high: int, size: int) -> ndarray:
        """Draw whole numbers from `low` to below `high`."""
        return ndarray([low + self._below(int(high) - low - 1) for _ in range(size)], (size,), INT)

    def permutation(self, size: int) -> ndarray:
        """Return 0 to below a number in a drawn order."""
        found = list(range(size))
        for place in range(size - 1, 0, -1):
            other = self._masked(place)
            found[place], found[other] = found[other], found[place]
        return ndarray(found, (size,), INT)

    def multinomial(self, total: int, shares: Any, size: int) -> ndarray:
        """Draw how often each of some cases comes up, `size` times."""
        parts = array("d", asarray(shares).values)
        out = array("i", bytes(4 * size * len(parts)))
        self._told(kernel.multinomial(self._words(), int(total), parts, out))
        return ndarray(array("q", out), (size, len(parts)), INT)

    def hypergeometric(self, good: Any, bad: Any, sample: Any) -> ndarray:
        """Draw how many of a sample are good ones, value by value."""
        first = asarray(good)
        try:
            urns = [array("i", broadcast_to(one, first.shape).values) for one in (first, bad, sample)]
        except OverflowError:
            raise NotImplementedError("urns of more than 32 bits are not drawn from in a page") from None
        out = array("i", bytes(4 * first.size))
        self._told(kernel.hypergeometric(self._words(), *urns, out))
        return ndarray(array("q", out), first.shape, INT)

    def _words(self) -> list[int]:
        """Return the state as words of 32 bits, as a page wants it."""
        words = [number >> 32 * place & WORD for number in (self._state, self._step) for place in range(4)]
        return [*words, int(self._kept is not None), self._kept or 0]

    def _told(self, words: Any) -> None:
        """Take the state that a page has come to."""
        found = words.to_py()
        self._state = sum(word << 32 * place for place, word in enumerate(found[:4]))
        self._kept = found[9] if found[8] else None

    def choice(self, total: int, size: int, replace: bool = True) -> ndarray:
        """Draw so many different numbers from 0 to below `total`: by Floyd's way, or from the end of a shuffled row."""
        if replace:
            raise NotImplementedError("numbers that come again are drawn as whole numbers")
        if total > 10_000 and size > total // 50:
            row = list(range(total))
            self._shuffle(row, max(total - size, 1))
            return ndarray(row[total - size :], (size,), INT)
        chosen: dict[int, None] = {}
        for last in range(total - size, total):
            drawn = self._below(last)
            chosen[last if drawn in chosen else drawn] = None
        row = list(chosen)
        self._shuffle(row, 1)
        return ndarray(row, (size,), INT)

    def _shuffle(self, row: list[int], first: int) -> None:
        for place in range(len(row) - 1, first - 1, -1):
            other = self._below(place)
            row[place], row[other] = row[other], row[place]

    def standard_normal(self, size: Any) -> ndarray:
        """Refuse: only tables of more patterns or items than a page measures need it."""
        raise NotImplementedError("normal numbers are not drawn in a page")


def default_rng(seed: int) -> Generator:
    """Return a generator that starts from a seed."""
    return Generator(seed)
