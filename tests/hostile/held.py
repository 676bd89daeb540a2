"""Outputs held to what they must be."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from hostile import places
from hostile.oracles import ORACLES, Shape
from hostile.outputs import Output, document, outputs
from hostile.strings import HARMLESS, turned


@cache
def expected() -> dict[str, Shape]:
    """Return what outputs of harmless cards consist of, for each kind of output."""
    found: dict[str, set[object]] = defaultdict(set)
    for turn in range(0, len(HARMLESS), 2):
        for _, kind, text in outputs(document(places.card(turned(HARMLESS, turn)))):
            assert kind in ORACLES, f"an output of a new kind, {kind}: say in ORACLES of tests/hostile how it is read"
            found[kind] |= ORACLES[kind](text)
    return {kind: frozenset(shape) for kind, shape in found.items()}


def refuse(found: Iterable[Output], allowed: dict[str, Shape]) -> int:
    """Hold each output to its oracle; return how many there were."""
    count, wrong = 0, []
    for name, kind, text in found:
        count += 1
        try:
            more = ORACLES[kind](text) - allowed[kind]
            assert not more, more
        except Exception as error:
            wrong.append(f"{name}: {error!r}"[:1000])
    assert not wrong, "\n".join(wrong)
    return count
