"""How often intervals of what `evaluate` says of a system hold the truth, on simulated tables.

People answer as in `coverage_graded.py`; the system is one more of them, asked five times about each item. What is true
of the same people and the same system is taken from 30,000 items. What people would say of all items, from a few items
that they judged and many that the system judged, is held to the share that the truth was drawn with.

Run: python bench/coverage_systems.py [--tables 100] [--only system] (or another of `PARTS`)
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import product
from types import SimpleNamespace
from typing import cast

import numpy as np
from coverage_graded import (
    ANSWERS,
    DESIGNS,
    SETTINGS,
    Array,
    Design,
    Found,
    People,
    Whole,
    answered,
    drawn,
    looked_at,
    places_of,
    show,
    told,
)

from alignmentcard.measurement.results.values import Estimate
from alignmentcard.measurement.statistics.alternative_annotator import Ratings, alternative_test
from alignmentcard.measurement.statistics.prediction_powered import powered
from alignmentcard.measurement.statistics.soft_measures import ceiling
from alignmentcard.measurement.statistics.soft_measures import places_of as on_line
from alignmentcard.measurement.statistics.systems import _difference, _hard, _soft
from alignmentcard.measurement.tables.answers import read_answers
from alignmentcard.measurement.tables.scale import StatedScale
from alignmentcard.measurement.tables.study import Study

EVERY = (*DESIGNS[:4], Design(50, 1500, 4), Design(500, 2000, 20))
"""Each rater answers 30 items or more, so that the same raters are in the alternative annotator test each time."""
YES_NO = read_answers([("no", 1), ("yes", 1)], StatedScale("nominal"), (), "")
TIMES, EPSILON = 5, 0.2
EXPECTED, APART = (1, 2, 5, 8, 20, 40), 0.2
"""How often people are expected to say yes to the items that they judged.

Each table has a share of its own, up to a fifth from what is expected: of one share alone, an interval of so few counts
holds now more and now less, as the whole numbers that there can be happen to lie.
"""
TRUTH = 30_000


def of_system(design: Design, both: tuple[People, People], items: int, replicates: int, seed: list[int]) -> Found:
    """Draw a table and what a system says of its items, and return all numbers about the system with their ends."""
    rng = np.random.default_rng(seed)
    counts, (item, rater, code), said = _judged(design, both, places_of(items, rng), rng)
    shares = np.zeros((items, 6))
    np.add.at(shares, (np.repeat(np.arange(items), TIMES), said), 1 / TIMES)
    settings, once = replace(SETTINGS, replicates=replicates), said[::TIMES]
    study = cast("Study", SimpleNamespace(answers=ANSWERS, settings=settings))
    found: dict[str, Estimate] = _hard(counts, np.eye(6)[once], settings) | _soft(study, counts, shares)
    for name, (people_reach, system_reaches) in ceiling(counts, shares, ANSWERS, settings).items():
        found |= {f"half of the people, {name}": people_reach, f"system beside it, {name}": system_reaches}
    ratings = Ratings(item, rater, code - 1)
    for scale, line in {"names": None, "numbers": on_line(ANSWERS)}.items():
        found[f"advantage, {scale}"] = alternative_test(ratings, once, line, EPSILON, settings).advantage
    return looked_at(found)


def _judged(
    design: Design, both: tuple[People, People], places: Array, rng: np.random.Generator
) -> tuple[Array, tuple[Whole, Whole, Whole], Whole]:
    """Draw the counts of people's answers (items, 6), the answers themselves, and what a system says when asked."""
    people, system = both
    table = drawn(design, people, places, rng)
    item, rater, code = (np.asarray(table[name]) for name in ("item", "rater", "value"))
    counts = np.zeros((len(places), 6))
    np.add.at(counts, (item, code - 1), 1)
    asked = np.repeat(np.arange(len(places)), TIMES)
    return counts, (item, rater, code), answered(system, places, asked, np.zeros(len(asked), dtype=np.int64), rng)


def system_held(design: Design, tables: int, seed: int = 0) -> dict[str, list[bool]]:
    """Say whether intervals over items hold what is true of the same people and the same system."""
    rng = np.random.default_rng([seed, design.raters])
    both = People.drawn(design.raters, rng), People.drawn(1, rng)
    truth = of_system(design, both, TRUTH, 0, [seed, 2**31])
    held: dict[str, list[bool]] = defaultdict(list)
    for number in range(tables):
        for name, (_, ends) in of_system(design, both, design.items, SETTINGS.replicates, [seed, number]).items():
            if ends is not None:
                held[name].append(ends[0] <= truth[name][0] <= ends[1])
    return held


def powered_held(
    items: int, right: float, expected: float, tables: int, seed: int = 0, others: int = 2000
) -> dict[str, list[bool]]:
    """Say whether the share that all people would give is held: from people alone, and with a system."""
    held: dict[str, list[bool]] = defaultdict(list)
    for number in range(tables):
        rng = np.random.default_rng([seed, items, number])
        rate = rng.uniform(1 - APART, 1 + APART) * expected / items
        truth = rng.random(items + others) < rate
        said = np.eye(3)[np.where(rng.random(len(truth)) < right, truth, ~truth).astype(int)]
        people = np.eye(3)[truth[:items].astype(int)] * 4
        ends = powered(people, said[:items], said[items:], YES_NO, SETTINGS).numbers["yes"]
        for name, one in zip(("people", "people and system"), ends, strict=True):
            if one.low is not None and one.high is not None:
                held[name].append(one.low <= rate <= one.high)
    return held


def hard_held(design: Design, tables: int, pool: int) -> dict[str, list[bool]]:
    """Say whether intervals of single labels hold what is true of the same people and the same system, of one pool."""
    rng = np.random.default_rng([pool, design.raters])
    both = People.drawn(design.raters, rng), People.drawn(1, rng)

    def found(items: int, replicates: int, *seed: int) -> Found:
        rng = np.random.default_rng([pool, *seed])
        counts, _, said = _judged(design, both, places_of(items, rng), rng)
        return looked_at(_hard(counts, np.eye(6)[said[::TIMES]], replace(SETTINGS, replicates=replicates)))

    truth, held = found(4 * TRUTH, 0, 2**31), defaultdict(list)
    for number in range(tables):
        for name, (_, ends) in found(design.items, SETTINGS.replicates, number).items():
            if ends is not None:
                held[name].append(ends[0] <= truth[name][0] <= ends[1])
    return held


def show_hard(tables: int) -> Iterator[str]:
    """Of several pools."""
    for design, pool in product(DESIGNS[:5], range(8)):
        yield f"{design}, pool {pool}  {told(hard_held(design, tables, pool))}"


def means_held(
    items: int, close: float, tables: int, seed: int = 0, others: int = 2000, values: int = 5
) -> dict[str, list[bool]]:
    """Say whether the mean that all people would give is held: from people alone, and with a system.

    Places of items are skewed as elsewhere here; `close` is how a system's noise compares with that of people.
    """
    answers = read_answers([(str(one + 1), 1) for one in range(values)], StatedScale("interval"), (), "")
    held: dict[str, list[bool]] = defaultdict(list)
    cuts = np.linspace(-1.5, 2.0, values - 1)

    def drawn_means(number: int, rng: np.random.Generator) -> tuple[Whole, Whole]:
        places = places_of(number, rng)
        people = np.digitize(places[:, None] + rng.normal(size=(number, 4)), cuts)
        return people, np.digitize(places * 0.8 + rng.normal(size=number) * close, cuts)

    truth = float(drawn_means(2_000_000, np.random.default_rng(2**31))[0].mean()) + 1
    for number in range(tables):
        people, said = drawn_means(items + others, np.random.default_rng([seed, items, number]))
        counts, shares = (people[:items, :, None] == np.arange(values + 1)).sum(axis=1), np.eye(values + 1)[said]
        ends = powered(counts.astype(np.float64), shares[:items], shares[items:], answers, SETTINGS).numbers["mean"]
        for name, one in zip(("people", "people and system"), ends, strict=True):
            if one.low is not None and one.high is not None:
                held[name].append(one.low <= truth <= one.high)
    return held


def two_held(design: Design, tables: int, seed: int = 0) -> dict[str, list[bool]]:
    """Say whether intervals of how much closer to the same people one system is than another hold what is true."""
    rng = np.random.default_rng([seed, design.raters])
    people, first, second = People.drawn(design.raters, rng), People.drawn(1, rng), People.drawn(1, rng)

    def found(items: int, replicates: int, *seeds: int) -> Found:
        rng = np.random.default_rng([seed, *seeds])
        places = places_of(items, rng)
        counts = _judged(design, (people, first), places, rng)[0]
        asked, one = np.repeat(np.arange(items), TIMES), np.zeros(TIMES * items, dtype=np.int64)
        answers = []
        for system in (first, second):
            shares = np.zeros((items, 6))
            np.add.at(shares, (asked, answered(system, places, asked, one, rng)), 1 / TIMES)
            answers.append({str(item): row for item, row in enumerate(shares)})
        study = cast("Study", SimpleNamespace(answers=ANSWERS, settings=replace(SETTINGS, replicates=replicates)))
        by_item = {str(item): row for item, row in enumerate(counts)}
        named = {"first": answers[0], "second": answers[1]}
        return looked_at(_difference(study, by_item, named, ("first", "second")).closer)

    truth, held = found(TRUTH, 0, 2**31), defaultdict(list)
    for number in range(tables):
        for name, (_, ends) in found(design.items, SETTINGS.replicates, number).items():
            if ends is not None:
                held[name].append(ends[0] <= truth[name][0] <= ends[1])
    return held


def show_means(tables: int) -> Iterator[str]:
    for items, close in product((100, 150, 400), (0.3, 1.0, 3.0)):
        yield f"{items} items, a system with noise {close:g}  {told(means_held(items, close, tables))}"


def show_two(tables: int) -> Iterator[str]:
    for design in DESIGNS:
        yield f"{design}, two systems  {told(two_held(design, tables))}"


def show_system(tables: int) -> Iterator[str]:
    for design in EVERY:
        yield f"{design}  {told(system_held(design, tables))}"


def show_powered(tables: int) -> Iterator[str]:
    for items, expected, right in product((100, 200, 400), EXPECTED, (0.5, 0.8, 0.95, 0.98, 0.99, 0.995)):
        held = powered_held(items, right, expected, tables)
        yield f"{items} items, {expected} yes expected, a system that is right in {right:g}  {told(held)}"


PARTS: Mapping[str, Callable[[int], Iterator[str]]] = {
    "system": show_system,
    "hard": show_hard,
    "two": show_two,
    "powered": show_powered,
    "means": show_means,
}


if __name__ == "__main__":
    show(PARTS, __doc__)
