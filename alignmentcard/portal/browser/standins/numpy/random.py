"""Numbers drawn as numpy's default generator draws them: from the same seed the same.

PCG64 (O'Neill 2014) seeded by a hash of the seed; bounded whole numbers by Lemire 2019; binomial numbers by inversion
or BTPE (Kachitvichyanukul & Schmeiser 1988); hypergeometric ones by counting, or by ratio of uniforms (Stadlober 1990).
"""

import math
from array import array
from typing import Any

from numpy.array import INT, asarray, broadcast_to, ndarray

WORD, MASK64, MASK128 = 0xFFFFFFFF, (1 << 64) - 1, (1 << 128) - 1
MULTIPLIER = (2549297995355413924 << 64) + 4865540595714422341
TO_DOUBLE = 1.0 / 9007199254740992.0
FEW = 64
"""Numbers that are drawn here even where a page draws faster: to hand them over takes longer."""
kernel: Any = None
"""What a page draws many numbers with: the module `draws.mjs`; None where there is none."""


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

    def _double(self) -> float:
        return (self._next64() >> 11) * TO_DOUBLE

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
        parts = asarray(shares).values
        if kernel is not None and all(share * int(total) <= 30.0 for share in parts):
            out = array("i", bytes(4 * size * len(parts)))
            words = kernel.multinomial(self._words(), int(total), array("d", parts), out)
            if words is not None:
                self._told(words)
                return ndarray(out.tolist(), (size, len(parts)), INT)
        values: list[int] = []
        for _ in range(size):
            left, rest, row = int(total), 1.0, [0] * len(parts)
            for place, share in enumerate(parts[:-1]):
                row[place] = drawn = self._binomial(share / rest, left)
                left -= drawn
                if left <= 0:
                    break
                rest -= share
            if left > 0:
                row[-1] = left
            values += row
        return ndarray(values, (size, len(parts)), INT)

    def _binomial(self, p: float, n: int) -> int:
        if not n or not p:
            return 0
        if p <= 0.5:
            return self._inverted(n, p) if p * n <= 30 else self._accepted(n, p)
        q = 1.0 - p
        return n - (self._inverted(n, q) if q * n <= 30 else self._accepted(n, q))

    def _inverted(self, n: int, p: float) -> int:
        q = 1.0 - p
        first, mean = math.exp(n * math.log1p(-p)), n * p
        bound = int(min(n, mean + 10.0 * math.sqrt(mean * q + 1)))
        found, px, u = 0, first, self._double()
        while u > px:
            found += 1
            if found > bound:
                found, px, u = 0, first, self._double()
            else:
                u -= px
                px = ((n - found + 1) * p * px) / (found * q)
        return found

    def _accepted(self, n: int, p: float) -> int:
        """Draw by acceptance in four regions; p is at most one half."""
        r = min(p, 1.0 - p)
        q = 1.0 - r
        fm = n * r + r
        m = int(math.floor(fm))
        p1 = math.floor(2.195 * math.sqrt(n * r * q) - 4.6 * q) + 0.5
        xm = m + 0.5
        xl, xr = xm - p1, xm + p1
        c = 0.134 + 20.5 / (15.3 + m)
        a = (fm - xl) / (fm - xl * r)
        laml = a * (1.0 + a / 2.0)
        a = (xr - fm) / (xr * q)
        lamr = a * (1.0 + a / 2.0)
        p2 = p1 * (1.0 + 2.0 * c)
        p3 = p2 + c / laml
        p4 = p3 + c / lamr
        nrq = n * r * q
        while True:
            u, v = self._double() * p4, self._double()
            if u <= p1:
                y = int(math.floor(xm - p1 * v + u))
                break
            if u <= p2:
                x = xl + (u - p1) / c
                v = v * c + 1.0 - abs(m - x + 0.5) / p1
                if v > 1.0:
                    continue
                y = int(math.floor(x))
            elif u <= p3:
                y = int(math.floor(xl + math.log(v) / laml)) if v else -1
                if y < 0 or v == 0.0:
                    continue
                v = v * (u - p2) * laml
            else:
                y = int(math.floor(xr - math.log(v) / lamr)) if v else n + 1
                if y > n or v == 0.0:
                    continue
                v = v * (u - p3) * lamr
            if _fits(y, v, n, m, r, q, nrq, xm):
                break
        return n - y if p > 0.5 else y

    def hypergeometric(self, good: Any, bad: Any, sample: Any) -> ndarray:
        """Draw how many of a sample are good ones, value by value."""
        first = asarray(good)
        given = [first.values, *(broadcast_to(one, first.shape).values for one in (bad, sample))]
        drawn = self._by_kernel(given) if kernel is not None and first.size > FEW else None
        return ndarray(list(map(self._of_urn, *given)) if drawn is None else drawn, first.shape, INT)

    def _by_kernel(self, given: list[list[int]]) -> list[int] | None:
        """Let the page draw from urns; None where a number has more than 32 bits."""
        try:
            urns = [array("i", values) for values in given]
        except OverflowError:
            return None
        out = array("i", bytes(4 * len(urns[0])))
        self._told(kernel.hypergeometric(self._words(), *urns, out))
        return out.tolist()

    def _words(self) -> list[int]:
        """Return the state as words of 32 bits, as a page wants it."""
        words = [number >> 32 * place & WORD for number in (self._state, self._step) for place in range(4)]
        return [*words, int(self._kept is not None), self._kept or 0]

    def _told(self, words: Any) -> None:
        """Take the state that a page has come to."""
        found = words.to_py()
        self._state = sum(word << 32 * place for place, word in enumerate(found[:4]))
        self._kept = found[9] if found[8] else None

    def _of_urn(self, good: int, bad: int, sample: int) -> int:
        good, bad, sample = int(good), int(bad), int(sample)
        if sample >= 10 and sample <= good + bad - 10:
            return self._by_ratio(good, bad, sample)
        total = good + bad
        more = sample > total // 2
        left, rest = total - sample if more else sample, good
        while left > 0 and rest > 0 and total > rest:
            total -= 1
            if self._masked(total) < rest:
                rest -= 1
            left -= 1
        if total == rest:
            rest -= left
        return rest if more else good - rest

    def _by_ratio(self, good: int, bad: int, sample: int) -> int:
        total = good + bad
        drawn, few, many = min(sample, total - sample), min(good, bad), max(good, bad)
        p, q = few / total, many / total
        mu = drawn * p
        a = mu + 0.5
        var = float(total - drawn) * drawn * p * q / (total - 1)
        c = math.sqrt(var + 0.5)
        h = 1.7155277699214135 * c + 0.8989161620588988
        m = int(math.floor(float(drawn + 1) * (few + 1) / (total + 2)))

        def logs(k: int) -> float:
            return (
                log_factorial(k) + log_factorial(few - k) + log_factorial(drawn - k) + log_factorial(many - drawn + k)
            )

        g = logs(m)
        b = int(min(min(drawn, few) + 1, math.floor(a + 16 * c)))
        while True:
            u, v = self._double(), self._double()
            x = a + h * (v - 0.5) / u
            if x < 0.0 or x >= b:
                continue
            k = int(math.floor(x))
            t = g - logs(k)
            if u * (4.0 - u) - 3.0 <= t:
                break
            if u * (u - t) >= 1:
                continue
            if 2.0 * math.log(u) <= t:
                break
        if good > bad:
            k = drawn - k
        return good - k if drawn < sample else k

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


def log_factorial(k: int) -> float:
    """Return the logarithm of a factorial."""
    if k < 126:
        return math.log(math.factorial(k))
    return (k + 0.5) * math.log(k) - k + (0.9189385332046728 + (1.0 / k) * (1 / 12.0 - 1 / (360.0 * k * k)))


def _fits(y: int, v: float, n: int, m: int, r: float, q: float, nrq: float, xm: float) -> bool:
    k = abs(y - m)
    if not (k > 20 and k < nrq / 2.0 - 1):
        s = r / q
        a, f = s * (n + 1), 1.0
        for i in range(m + 1, y + 1):
            f *= a / i - s
        for i in range(y + 1, m + 1):
            f /= a / i - s
        return v <= f
    rho = (k / nrq) * ((k * (k / 3.0 + 0.625) + 0.16666666666666666) / nrq + 0.5)
    t, log_v = -k * k / (2 * nrq), math.log(v)
    if log_v < t - rho:
        return True
    if log_v > t + rho:
        return False
    x1, f1, z, w = y + 1, m + 1, n + 1 - m, n - y + 1
    bound = xm * math.log(f1 / x1) + (n - m + 0.5) * math.log(z / w) + (y - m) * math.log(w * r / (x1 * q))
    return log_v <= bound + sum(map(_tail, (f1, z, x1, w)))


def _tail(x: int) -> float:
    square = float(x * x)
    return (13680.0 - (462.0 - (132.0 - (99.0 - 140.0 / square) / square) / square) / square) / x / 166320.0


def default_rng(seed: int) -> Generator:
    """Return a generator that starts from a seed."""
    return Generator(seed)
