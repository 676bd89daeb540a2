"""The position of a card in the unit square, derived from its dimensions.

The horizontal axis runs from broad (0) to specific (1), the vertical one from descriptive (0) to prescriptive (1).

    x = mean over dimensions of the breadth score
        specific: 1
        broad:    0.1 for each part that the definition names, at most 0.4
    y = mean over dimensions of the definition score, plus the weight of training and authority, within 0 and 1
        detail:     none 0, label 0.1, brief 0.4, detailed 0.7
        guidelines: 0.1 where there are any, 0.1 with examples, 0.1 with edge cases
        training:   0.1 where raters were trained
        authority:  0.1 where only organisation, designers, experts or law fix the meaning,
                    -0.2 where only raters, community or users do

A dimension that does not say whether it is broad counts as broad when its name is a placeholder, else it is left
out of x. A manifest dimension without a definition is left out of y: what everybody sees the same way needs none.
The weights are ours. They are chosen so that one step of definition (a label, a sentence, a definition that goes
into cases) matters more than anything around it, and so that every entry of table 1 in Kirk et al. 2023
(arXiv:2310.02457) comes out where the paper puts it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import fsum

from alignmentcard.model import Card, Dimension

DETAIL = {"none": 0.0, "label": 0.1, "brief": 0.4, "detailed": 0.7}
PART, MOST_PARTS = 0.1, 0.4
GUIDELINES = EXAMPLES = EDGE_CASES = TRAINING = 0.1
FIXED_ABOVE, LEFT_OPEN = 0.1, -0.2
ABOVE = frozenset({"organisation", "designers", "experts", "law"})
OPEN = frozenset({"raters", "community", "users"})
MIDDLE = 0.5
EDGE = 0.03
"""How far inside its declared quadrant a card is drawn when its derived position lies outside."""

PLACEHOLDERS = frozenset(
    [
        "alignment",
        "aligned",
        "better",
        "best",
        "good",
        "goodness",
        "quality",
        "overall",
        "preference",
        "preferred",
        "preferences",
        "value",
        "values",
        "human_values",
        "human_preference",
        "human_preferences",
    ]
)
"""Names that stand for anything: Kirk et al. 2023, section 1, on empty signifiers."""

QUADRANTS = {
    ("broad", "prescriptive"): "◰",
    ("specific", "prescriptive"): "◳",
    ("broad", "descriptive"): "◱",
    ("specific", "descriptive"): "◲",
}


@dataclass(frozen=True)
class Position:
    """A place in the unit square; a coordinate is None where nothing in the card speaks to it."""

    x: float | None
    y: float | None

    @property
    def dimensions(self) -> str | None:
        """Broad or specific; None in the middle or where unknown."""
        return _side(self.x, "broad", "specific")

    @property
    def definitions(self) -> str | None:
        """Descriptive or prescriptive; None in the middle or where unknown."""
        return _side(self.y, "descriptive", "prescriptive")


def derive(card: Card) -> Position:
    """Derive the position of a card from what it says about its dimensions, training and authority."""
    breadths = [score for d in card.dimensions if (score := _breadth(d)) is not None]
    details = [score for d in card.dimensions if (score := _definition(d)) is not None]
    around = _training(card.collection.training) + _authority(card.framework.authority)
    return Position(
        x=round(fsum(breadths) / len(breadths), 3) if breadths else None,
        y=round(min(1.0, max(0.0, fsum(details) / len(details) + around)), 3) if details else None,
    )


def placed(card: Card) -> Position:
    """Return where to draw a card: its derived position, moved inside its declared quadrant."""
    derived = derive(card)
    return Position(
        _inside(derived.x, card.framework.dimensions, "specific"),
        _inside(derived.y, card.framework.definitions, "prescriptive"),
    )


def quadrant(card: Card) -> str | None:
    """Return the character of the declared quadrant, None where the card does not declare one."""
    return QUADRANTS.get((card.framework.dimensions or "", card.framework.definitions or ""))


def is_placeholder(name: str) -> bool:
    """Say whether a name stands for anything and so for nothing."""
    words = name.strip().lower().replace("-", " ").replace("_", " ").split()
    return "_".join(words) in PLACEHOLDERS


def _breadth(dimension: Dimension) -> float | None:
    breadth = dimension.breadth or ("broad" if is_placeholder(dimension.name or dimension.id) else None)
    if breadth is None:
        return None
    return 1.0 if breadth == "specific" else min(MOST_PARTS, PART * len(dimension.definition.parts))


def _definition(dimension: Dimension) -> float | None:
    definition, guidelines = dimension.definition, dimension.definition.guidelines
    undefined = definition.detail in (None, "none")
    if definition.detail is None or (undefined and dimension.subjectivity == "manifest"):
        return None
    given = bool(guidelines.url or guidelines.version or guidelines.pages)
    return (
        DETAIL[definition.detail]
        + GUIDELINES * given
        + EXAMPLES * bool(guidelines.examples)
        + EDGE_CASES * bool(guidelines.edge_cases)
    )


def _training(kinds: Iterable[str]) -> float:
    return TRAINING if any(kind != "none" for kind in kinds) else 0.0


def _authority(who: Iterable[str]) -> float:
    named = set(who)
    if not named:
        return 0.0
    return FIXED_ABOVE if named <= ABOVE else LEFT_OPEN if named <= OPEN else 0.0


def _side(value: float | None, low: str, high: str) -> str | None:
    if value is None or value == MIDDLE:
        return None
    return high if value > MIDDLE else low


def _inside(value: float | None, declared: str | None, high: str) -> float | None:
    if declared is None:
        return value
    if declared == high:
        return max(MIDDLE + EDGE, value if value is not None else 0.75)
    return min(MIDDLE - EDGE, value if value is not None else 0.25)
