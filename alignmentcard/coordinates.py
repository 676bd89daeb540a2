"""The position of a card in the unit square, derived from its dimensions, and how sure that is.

The horizontal axis runs from broad (0) to specific (1), the vertical one from descriptive (0) to prescriptive (1).

    x = mean over dimensions of the breadth score
        specific: 0.7, and 0.1 each where raters were told what it means, where the card has three or more named
                  traits, and where everybody can see the trait on the surface (manifest)
        broad:    0.1 for each part that the definition names, at most 0.45; 0.1 for votes that nobody asked for
        Where named traits explain a general comparison or ranking, it counts alone. They do where it names as many
        parts as there are traits; and where they are only rated, if it names any part or they are fewer than three.
    y = mean over dimensions of the definition score, plus the weight of training and authority, within 0 and 1
        detail:       none 0, label 0.1, brief 0.4, detailed 0.65
        guidelines:   0.1 where there are any, 0.05 with examples, 0.1 with edge cases
        disagreement: 0.05 where it is noise, -0.05 where it is signal
        training:     0.1 for a qualification test or a feedback loop
        authority:    0.15 where only organisation, designers, experts or law fix the meaning,
                      -0.2 where only raters, community, users or a model do

A dimension that does not say whether it is broad counts as broad when its name is a placeholder, else it is left
out of x. A manifest dimension without a definition is left out of y: what everybody sees the same way needs none.
What a card does not say counts as nothing in the position and spans all that it may be in its range. A card is on
one side of an axis only where its whole range is. The weights are ours; they were set on the gallery and held to
cards that were placed by hand without looking at them (`bench/coordinates.py`).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import fsum
from typing import NamedTuple, Self

from alignmentcard.model import Card, Dimension
from alignmentcard.once import once
from alignmentcard.paths import covering

DETAIL = {"none": 0.0, "label": 0.1, "brief": 0.4, "detailed": 0.65}
NAMED, TOLD, SEVERAL, MANIFEST = 0.7, 0.1, 0.1, 0.1
PART, MOST_PARTS, VOTES = 0.1, 0.45, 0.1
GUIDELINES, EXAMPLES, EDGE_CASES = 0.1, 0.05, 0.1
SELECTED = 0.1
FIXED_ABOVE, LEFT_OPEN = 0.15, -0.2
DISAGREEMENT = {"noise": 0.05, "signal": -0.05}
SELECTING = frozenset({"qualification_test", "feedback_loop"})
COMPARING = frozenset({"comparison", "pairwise_strength", "ranking", "best_worst", "reply_choice"})
SIDE_RATINGS = frozenset({"rating", "critique", None})
ABOVE = frozenset({"organisation", "designers", "experts", "law"})
OPEN = frozenset({"raters", "community", "users", "model"})
SEVERAL_TRAITS = 3
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


class Score(NamedTuple):
    """A score as far as the card tells it, and the range that it can lie in whatever the card leaves open."""

    value: float
    low: float
    high: float

    def __add__(self, other: tuple[float, ...]) -> Self:  # type: ignore[override]  # scores add up, tuples do not
        """Add two scores part by part."""
        return type(self)(*(one + more for one, more in zip(self, other, strict=True)))

    def clamped(self) -> Self:
        """Return the score with value and range cut to 0 to 1."""
        return type(self)(*(round(min(1.0, max(0.0, part)), 3) for part in self))


def _known(value: float) -> Score:
    return Score(value, value, value)


def _open(low: float, high: float) -> Score:
    """Return the score of something that the card does not say: nothing, and all that it may be."""
    return Score(0.0, low, high)


NOTHING, UNKNOWN = _known(0.0), Score(0.5, 0.0, 1.0)


@dataclass(frozen=True)
class Position:
    """A place in the unit square; a coordinate is None where nothing in the card speaks to it.

    `across` and `up` are the ranges that the coordinates can lie in.
    """

    x: float | None
    y: float | None
    across: tuple[float, float] = (0.0, 1.0)
    up: tuple[float, float] = (0.0, 1.0)

    @property
    def dimensions(self) -> str | None:
        """Broad or specific; None in the middle or where it is not sure."""
        return _side(self.across, "broad", "specific")

    @property
    def definitions(self) -> str | None:
        """Descriptive or prescriptive; None in the middle or where it is not sure."""
        return _side(self.up, "descriptive", "prescriptive")


@once
def derive(card: Card) -> Position:
    """Derive the position of a card from what it says about its dimensions, training and authority."""
    x, y = _across(card), _up(card)
    return Position(x and x.value, y and y.value, x[1:] if x else (0.0, 1.0), y[1:] if y else (0.0, 1.0))


def placed(card: Card) -> Position:
    """Return where to draw a card: its derived position, moved inside its declared quadrant."""
    derived, declared = derive(card), card.framework
    return Position(
        _inside(derived.x, declared.dimensions, "specific"),
        _inside(derived.y, declared.definitions, "prescriptive"),
        _range_inside(derived.across, declared.dimensions, "specific"),
        _range_inside(derived.up, declared.definitions, "prescriptive"),
    )


def quadrant(card: Card) -> str | None:
    """Return the character of the declared quadrant, None where the card does not declare one."""
    return QUADRANTS.get((card.framework.dimensions or "", card.framework.definitions or ""))


def is_placeholder(name: str) -> bool:
    """Say whether a name stands for anything and so for nothing."""
    words = name.strip().lower().replace("-", " ").replace("_", " ").split()
    return "_".join(words) in PLACEHOLDERS


def _across(card: Card) -> Score | None:
    named = sum(dimension.breadth == "specific" for dimension in card.dimensions)
    return _mean([(_breadth(one, named), _breadth_of(one) is not None) for one in deciding(card.dimensions)])


def deciding(dimensions: Sequence[Dimension]) -> Sequence[Dimension]:
    """Return the dimensions that make the judgement: a general comparison alone, where named traits explain it."""
    named = [one for one in dimensions if _breadth_of(one) == "specific"]
    general = [one for one in dimensions if _breadth_of(one) == "broad" and one.feedback in COMPARING]
    parts = max((len(one.definition.parts) for one in general), default=0)
    beside = all(one.feedback in SIDE_RATINGS for one in named) and (parts or len(named) < SEVERAL_TRAITS)
    return general if general and (beside or parts >= len(named)) else dimensions


def _breadth_of(dimension: Dimension) -> str | None:
    return dimension.breadth or ("broad" if is_placeholder(dimension.name or dimension.id) else None)


def _breadth(dimension: Dimension, named: int) -> Score:
    breadth, detail = _breadth_of(dimension), dimension.definition.detail
    if breadth is None:
        return UNKNOWN
    if breadth == "broad":
        parts = min(MOST_PARTS, PART * len(dimension.definition.parts))
        return _known(parts or VOTES * (dimension.feedback == "vote"))
    told = _open(0.0, TOLD) if detail is None else _known(TOLD * (detail not in ("none", "label")))
    seen = dimension.subjectivity
    manifest = _open(0.0, MANIFEST) if seen is None else _known(MANIFEST * (seen == "manifest"))
    return _known(NAMED + SEVERAL * (named >= SEVERAL_TRAITS)) + told + manifest


def _up(card: Card) -> Score | None:
    gap = covering(tuple(gap.field for gap in card.gaps))
    details = [
        (_definition(one, gap), one.definition.detail is not None) for one in card.dimensions if not _needs_none(one)
    ]
    found = _mean(details)
    around = _disagreement(card) + _training(card) + _authority(card)
    return (found + around).clamped() if found else None


def _needs_none(dimension: Dimension) -> bool:
    return dimension.subjectivity == "manifest" and dimension.definition.detail == "none"


def _definition(dimension: Dimension, gap: Callable[[str], object]) -> Score:
    detail, guidelines = dimension.definition.detail, dimension.definition.guidelines
    told = _open(0.0, max(DETAIL.values())) if detail is None else _known(DETAIL[detail])
    if guidelines.url or guidelines.version or guidelines.pages:
        return (
            told
            + _known(GUIDELINES)
            + _optional(guidelines.examples, EXAMPLES)
            + _optional(guidelines.edge_cases, EDGE_CASES)
        )
    unknown = detail is None or gap(f"dimensions.{dimension.id}.definition.guidelines")
    return told + (_open(0.0, GUIDELINES + EXAMPLES + EDGE_CASES) if unknown else NOTHING)


def _optional(said: bool | None, weight: float) -> Score:
    return _open(0.0, weight) if said is None else _known(weight * said)


def _disagreement(card: Card) -> Score:
    """Return what disagreement means, as a mean over the dimensions."""
    means = [dimension.disagreement or card.intent.disagreement for dimension in card.dimensions]
    weights = [DISAGREEMENT.get(meaning or "", 0.0) for meaning in means]
    unknown = sum(meaning is None for meaning in means) / (len(means) or 1)
    value = fsum(weights) / (len(weights) or 1)
    return Score(value, value + unknown * DISAGREEMENT["signal"], value + unknown * DISAGREEMENT["noise"])


def _training(card: Card) -> Score:
    kinds = card.collection.training
    return _known(SELECTED * (not SELECTING.isdisjoint(kinds))) if kinds else _open(0.0, SELECTED)


def _authority(card: Card) -> Score:
    named = set(card.framework.authority)
    if not named:
        return _open(LEFT_OPEN, FIXED_ABOVE)
    return _known(FIXED_ABOVE if named <= ABOVE else LEFT_OPEN if named <= OPEN else 0.0)


def _mean(scores: Sequence[tuple[Score, bool]]) -> Score | None:
    """Return the mean of scores; None where no dimension says anything. Values are of those that do."""
    said = [score.value for score, is_said in scores if is_said]
    if not said:
        return None
    low, high = (fsum(parts) / len(scores) for parts in list(zip(*(score for score, _ in scores), strict=True))[1:])
    return Score(fsum(said) / len(said), low, high).clamped()


def _side(between: tuple[float, float], low: str, high: str) -> str | None:
    return high if between[0] > MIDDLE else low if between[1] < MIDDLE else None


def _inside(value: float | None, declared: str | None, high: str) -> float | None:
    if declared is None:
        return value
    if declared == high:
        return max(MIDDLE + EDGE, value if value is not None else 0.75)
    return min(MIDDLE - EDGE, value if value is not None else 0.25)


def _range_inside(between: tuple[float, float], declared: str | None, high: str) -> tuple[float, float]:
    low, up = (_inside(end, declared, high) or 0.0 for end in between)
    return low, up
