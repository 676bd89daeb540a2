"""How often the derived position of a card lies where its authors put it: python bench/coordinates.py [FOLDER ...]

Cards are those of the gallery and of the folders that are named. Leave-one-out: for each card the best of many sets of
weights, each at most half as much again or half as little as ours, is chosen on all other cards and tried on that one.
"""

import random
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from alignmentcard import coordinates
from alignmentcard.document import read
from alignmentcard.loader import load
from alignmentcard.model import Card

GALLERY = Path(__file__).parent.parent / "site" / "cards"
NAMES = (
    "NAMED", "TOLD", "SEVERAL", "MANIFEST", "PART", "VOTES", "GUIDELINES", "EXAMPLES", "EDGE_CASES", "SELECTED",
    "FIXED_ABOVE", "LEFT_OPEN",
)  # fmt: skip
OURS = {name: getattr(coordinates, name) for name in NAMES}
SETS, SPREAD, SEED = 500, 0.5, 20260101


def verdicts(card: Card) -> Counter[str]:
    """Count for both axes whether the derived side is the declared one, the other, or not sure."""
    found, said = coordinates.derive(card), card.framework
    pairs = ((found.dimensions, said.dimensions), (found.definitions, said.definitions))
    return Counter("not sure" if side is None else "right" if side == own else "wrong" for side, own in pairs if own)


def weigh(weights: dict[str, float]) -> None:
    for name, weight in weights.items():
        setattr(coordinates, name, weight)


def total(counts: Iterable[Counter[str]]) -> str:
    summed = sum(counts, Counter[str]())
    return ", ".join(f"{summed[word]} {word}" for word in ("right", "not sure", "wrong"))


def leave_one_out(cards: list[Card]) -> str:
    draw = random.Random(SEED)
    sets = [OURS, *({name: weight * draw.uniform(1 - SPREAD, 1 + SPREAD) for name, weight in OURS.items()}
                    for _ in range(SETS))]  # fmt: skip
    table = []
    for weights in sets:
        weigh(weights)
        table.append([verdicts(card) for card in cards])
    weigh(OURS)
    scores = [[one["right"] - one["wrong"] for one in row] for row in table]
    best = [
        max(range(len(sets)), key=lambda n, left=left: (sum(scores[n]) - scores[n][left], draw.random()))
        for left in range(len(cards))
    ]
    return total(table[chosen][left] for left, chosen in enumerate(best))


def cards_in(folder: Path) -> list[Card]:
    found = [load(read(path)).card for path in sorted(folder.glob("*.card.yaml"))]
    return [card for card in found if card]


def main() -> None:
    for folder in (GALLERY, *map(Path, sys.argv[1:])):
        cards = cards_in(folder)
        places = len({(found.x, found.y) for found in map(coordinates.derive, cards)})
        print(f"{folder}: {len(cards)} cards at {places} places; {total(map(verdicts, cards))}")
        print(f"  leave-one-out: {leave_one_out(cards)}")


if __name__ == "__main__":
    main()
