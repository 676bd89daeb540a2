"""What is measured is shown: every number reaches the terminal and the page of a card, or it is said here why not.

A number is shown where the output changes when the number does. Tried with everything that the gallery has measured.
A new statistic fails these tests until it is shown, or its path stands in one of the two lists with a reason.
"""

import dataclasses
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

import pytest

from alignmentcard.cli.measured import lines
from alignmentcard.document import parse, read
from alignmentcard.loader import load
from alignmentcard.measurement.results.facts import Facts, read_facts
from alignmentcard.measurement.results.values import (
    Aggregated,
    Coefficients,
    Cohesion,
    Difference,
    DimensionFacts,
    Estimate,
    GroupCohesion,
    ItemFacts,
    PoolFacts,
    Preferences,
    RaterFacts,
    Runs,
    Spread,
)
from alignmentcard.model import Card
from alignmentcard.portal.card.measured.dimension import measured
from alignmentcard.rules.example import whole_card

ROOT = Path(__file__).parent.parent.parent
MEASURED = sorted([*(ROOT / "site" / "cards").glob("*.measured.json"), *(ROOT / "tests").rglob("full.measured.json")])

GLANCE = "A terminal shows what leads; the page has it."
BASE = "How much a number rests on; measured.json has it."
DETAIL = "Another number that is shown says nearly the same; measured.json has it."
NEITHER: dict[str, str] = {
    "dimension.agreement.ratings": BASE,
    "dimension.agreement.coincidences": "Rules compute coefficients of merged values from it; measured.json has it.",
    "dimension.labels.coincidences": "Rules compute coefficients of merged values from it; measured.json has it.",
    "dimension.agreement.cohen_max": DETAIL,
    "dimension.agreement.cohen_min": DETAIL,
    "dimension.agreement.cohen_pairs": BASE,
    "dimension.consistency.across.alpha": DETAIL,
    "dimension.consistency.same.alpha": DETAIL,
    "dimension.groups.effects.p_value": "p_adjusted, which allows for all differences looked at, is shown.",
    "dimension.labels.alpha": DETAIL,
    "dimension.labels.cohen_kappa": DETAIL,
    "dimension.labels.cohen_max": DETAIL,
    "dimension.labels.cohen_min": DETAIL,
    "dimension.labels.cohen_pairs": BASE,
    "dimension.labels.fleiss_kappa": DETAIL,
    "dimension.labels.gwet_ac1": DETAIL,
    "dimension.labels.items": BASE,
    "dimension.labels.percent_agreement": DETAIL,
    "dimension.labels.ratings": BASE,
    "dimension.sizes.items_rated_twice": BASE,
    "dimension.sizes.missing": "Empty answers are no ratings, so no number rests on them; measured.json has it.",
    "dimension.sizes.outside_scale": "A rule tells of it, with the values.",
    "dimension.sizes.ratings_per_item.mean": DETAIL,
    "dimension.sizes.ratings_per_rater": "The effective number of raters says how uneven they are.",
    "dimension.sizes.repeats": "What repeated answers show is shown.",
    "dimension.sizes.values": "Soft labels have the answers to every item.",
    "dimension.spread.entropy": "In bits it cannot be compared between scales; over its maximum it is shown.",
    "dimension.variants.sizes": BASE,
    "pool.axes.inconsistent": "A check of the table; measured.json has it.",
    "pool.distances.jensen_shannon": DETAIL,
    "pool.distances.weights": "For those who weight ratings; measured.json has them.",
    "pool.pairs": "Cells are small where two attributes meet; rules look at them.",
    "pool.rating_gini": DETAIL,
    "pool.unique": "A rule about privacy tells of it where it is many.",
}
NOT_ON_TERMINAL = (
    NEITHER
    | dict.fromkeys(
        ("dimension.agreement.items", "dimension.coefficients.complete", "dimension.coefficients.pairs"), BASE
    )
    | dict.fromkeys(
        (
            "dimension.aggregation.contradictory",
            "dimension.aggregation.ties",
            "dimension.consistency.across.stability",
            "dimension.consistency.across.stability_by_item",
            "dimension.consistency.same.stability",
            "dimension.consistency.same.stability_by_item",
            "dimension.consistency.signal_by_item",
            "dimension.convergence.items",
            "dimension.convergence.to_all",
            "dimension.groups.agreement",
            "dimension.groups.effects.items",
            "dimension.groups.effects.p_adjusted",
            "dimension.groups.effects.raters",
            "dimension.groups.overruled.ratio",
            "dimension.groups.overruled.ratio_intervals",
            "dimension.spread.deviation",
            "dimension.spread.normalised",
            "dimension.variants.items",
            "dimension.variants.ratings",
            "pool.axes.folded",
            "pool.axes.ratings",
            "pool.effective_raters",
            "pool.raters",
        ),
        GLANCE,
    )
)
NOT_ON_PAGE = NEITHER | {
    "dimension.sizes.ratings_per_item.median": "The page says smallest and largest, in a sentence.",
    "dimension.sizes.single": "What other choices about single ratings would give is shown.",
}
"""What is not shown, by its path or that of what holds it, and why."""


def numbers(kind: Any) -> Iterator[tuple[str, ...]]:
    """Yield the paths to numbers in a type; texts are names and reasons of numbers."""
    if dataclasses.is_dataclass(kind) and kind is not Estimate:
        for name, inner in get_type_hints(kind).items():
            yield from ((name, *rest) for rest in numbers(inner))
    elif kind in (int, float, Estimate):
        yield ()
    elif get_origin(kind) in (tuple, Mapping) or get_args(kind):
        inner = [one for one in get_args(kind) if one not in (str, type(None), ...)]
        yield from dict.fromkeys(path for one in inner for path in numbers(one))


PATHS = [
    *(("dimension", *path) for path in numbers(DimensionFacts)),
    *(("pool", *path) for path in numbers(PoolFacts)),
]


def changed(value: Any, path: tuple[str, ...]) -> Any:
    """Return a value with all numbers at a path changed."""
    if dataclasses.is_dataclass(value) and not isinstance(value, Estimate):
        return dataclasses.replace(value, **{path[0]: changed(getattr(value, path[0]), path[1:])})
    if isinstance(value, Mapping):
        return {key: changed(one, path) for key, one in value.items()}
    if isinstance(value, tuple):
        return tuple(changed(one, path) for one in value)
    if isinstance(value, Estimate):
        return dataclasses.replace(value, value=changed(value.value, path), undefined=None)
    if isinstance(value, int | float) and not path:
        return value + (7 if isinstance(value, int) else 0.27)
    return value  # None where there is no such number, or nothing that could hold it


@cache
def examples() -> list[tuple[Card, Facts]]:
    """Return cards and what was measured for them, and one that has what none of them has."""
    cards = [load(read(path.with_name(path.name.replace(".measured.json", ".card.yaml")))).card for path in MEASURED]
    found = [(card, read_facts(path)) for card, path in zip(cards, MEASURED, strict=True) if card]
    card, facts = found[-1]
    return [*found, (card, dataclasses.replace(facts, dimensions={n: rare(d) for n, d in facts.dimensions.items()}))]


EXTRA_NUMBERS = [name for name, kind in get_type_hints(Coefficients).items() if kind is Estimate]


HALF = Estimate(0.5)


def rare(found: DimensionFacts) -> DimensionFacts:
    """Return facts with a label, several labels in an answer, a scale of many values, and every single number."""
    single = [name for name, kind in get_type_hints(DimensionFacts).items() if Estimate in (kind, *get_args(kind))]
    return dataclasses.replace(
        found,
        **{name: Estimate(0.5) for name in single},
        aggregation=Aggregated("majority_vote", items=90, reproduced=0.5, ties=3, contradictory=2),
        agreement=dataclasses.replace(found.agreement, cohen_min=0.2, cohen_max=0.4, cohen_pairs=12),
        labels={"insult": found.agreement},
        items=ItemFacts(90, 60, 7, 4, doubtful=3),
        raters=RaterFacts(
            5,
            20,
            3,
            1,
            *[Spread(0.1, 0.2, 0.3, 0.4)] * 4,
            gold=Spread(0.1, 0.2, 0.3, 0.4),
            pace=Spread(0.1, 0.9, 1.1, 2.0),
            hurried=2,
            later=Estimate(-0.1, -0.2, -0.01),
        ),
        coefficients=Coefficients(**dict.fromkeys(EXTRA_NUMBERS, Estimate(0.5)), pairs=3, complete=20),
        cohesion=(Cohesion("sex", {"f": GroupCohesion({"yes": HALF}, HALF, HALF, HALF, HALF, 9)}, ("x",)),),
        preferences=Preferences(Estimate(0.5), Estimate(0.2), {"one": Estimate(1010.0)}, comparisons=30, ties=4),
        differences=(Difference("sex", ("f", "m"), 30, True, {"gwet_ac1": (0.7, 0.2)}, {"gwet_ac1": HALF}),),
        runs=Runs(HALF, HALF, HALF, 5, 40, 3.0, "share_of_pairs"),
        spread=dataclasses.replace(found.spread, normalised=None, deviation=found.spread.normalised),
    )


def on_terminal(card: Card, facts: Facts) -> object:
    return list(lines(facts))


def on_page(card: Card, facts: Facts) -> object:
    page = measured(parse(whole_card("")), card, facts)
    return page.pool, page.dimensions


def with_changed(facts: Facts, path: tuple[str, ...]) -> Facts:
    part, *rest = path
    if part == "pool":
        return dataclasses.replace(facts, pool=changed(facts.pool, tuple(rest)))
    return dataclasses.replace(
        facts, dimensions={name: changed(found, tuple(rest)) for name, found in facts.dimensions.items()}
    )


@cache
def before(show: Callable[[Card, Facts], object]) -> list[object]:
    return [show(card, facts) for card, facts in examples()]


def shown(show: Callable[[Card, Facts], object], path: tuple[str, ...]) -> bool:
    pairs = zip(before(show), examples(), strict=True)
    return any(show(card, with_changed(facts, path)) != said for said, (card, facts) in reversed(list(pairs)))


def excepted(path: tuple[str, ...], exceptions: Mapping[str, str]) -> bool:
    return any(".".join(path[:length]) in exceptions for length in range(1, len(path) + 1))


@pytest.mark.parametrize("path", PATHS, ids=".".join)
@pytest.mark.parametrize(
    ("show", "exceptions"), [(on_terminal, NOT_ON_TERMINAL), (on_page, NOT_ON_PAGE)], ids=["terminal", "page"]
)
def test_a_number_is_shown_or_it_is_said_why_not(show, exceptions: dict[str, str], path: tuple[str, ...]) -> None:
    assert shown(show, path) != excepted(path, exceptions)


@pytest.mark.parametrize("exceptions", [NOT_ON_TERMINAL, NOT_ON_PAGE], ids=["terminal", "page"])
def test_an_exception_is_of_something_and_has_a_reason(exceptions: dict[str, str]) -> None:
    for name, reason in exceptions.items():
        assert any(excepted(path, {name: reason}) for path in PATHS), name
        assert reason.endswith("."), name
