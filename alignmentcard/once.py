"""What many rules ask of one card, worked out once."""

from collections.abc import Callable
from typing import TypeVar

Thing = TypeVar("Thing")
Answer = TypeVar("Answer")


def once(work: Callable[[Thing], Answer]) -> Callable[[Thing], Answer]:
    """Keep what came of the last thing, for as long as that very thing is asked about; cards do not change."""
    last: list[tuple[Thing, Answer]] = []

    def answer(thing: Thing) -> Answer:
        kept = last[0] if last else None
        if kept is None or kept[0] is not thing:
            kept = (thing, work(thing))
            last[:] = [kept]
        return kept[1]

    return answer
