"""How often intervals hold the truth, and how often tests find a difference where there is none, by simulation.

Raters have a leaning of their own and items a place; an answer is their sum and noise, cut into values. What is true of
all items and all such people is known in closed form; what is true of the same raters and all items is taken from
quadrature, or from a table of 20,000 items. Everything that has an interval is looked at: agreement over items, and
over items and raters together; differences between groups, and their test; repeated answers; spread, convergence,
agreement within and between groups, and shares that are overruled; differences of coefficients.

Run: python bench/coverage.py [--tables 200] [--only agreement] (or another of `PARTS`; each takes some minutes)
"""

import argparse
import itertools
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from statistics import NormalDist
from types import SimpleNamespace
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from alignmentcard.measurement.results.values import Estimate, GroupEffect, ItemSpread, Overruled
from alignmentcard.measurement.settings import Settings
from alignmentcard.measurement.statistics.agreement import coefficients, over_both, pattern_agreement
from alignmentcard.measurement.statistics.bootstrap import estimated
from alignmentcard.measurement.statistics.coefficients import Sums
from alignmentcard.measurement.statistics.consistency import _Pairs as Pairs
from alignmentcard.measurement.statistics.consistency import _signal as signal
from alignmentcard.measurement.statistics.convergence import _steps
from alignmentcard.measurement.statistics.differences import Compared
from alignmentcard.measurement.statistics.differences import _again as drawn_again
from alignmentcard.measurement.statistics.differences import over_both as between_parts
from alignmentcard.measurement.statistics.groups import RaterSums, difference
from alignmentcard.measurement.statistics.part_cells import PartCells
from alignmentcard.measurement.statistics.patterns import Patterns
from alignmentcard.measurement.statistics.perspectives import Joint, who_agrees, who_is_overruled
from alignmentcard.measurement.statistics.rater_cells import RaterCells, cells_of
from alignmentcard.measurement.statistics.runs import Cells, spread_of
from alignmentcard.measurement.statistics.spread import spread
from alignmentcard.measurement.tables.answers import read_answers
from alignmentcard.measurement.tables.scale import Answers, StatedScale
from alignmentcard.measurement.tables.study import Study

Array = NDArray[np.float64]
Whole = NDArray[np.int64]
CUTS = {"nominal": (-0.6, 0.6), "ordinal": (-1.5, -0.5, 0.5, 1.5), "interval": (-2.0, -1.2, -0.4, 0.4, 1.2, 2.0)}
SETTINGS = Settings(replicates=300, draws=20)
ITEMS_OF_TRUTH = 20_000
PLACES, WEIGHTS = np.polynomial.hermite_e.hermegauss(80)
WEIGHTS = WEIGHTS / WEIGHTS.sum()
Named = dict[str, tuple[float | None, Any]]
"""Numbers by name, with the ends of their intervals."""
cdf = np.vectorize(NormalDist().cdf)


@dataclass(frozen=True)
class Design:
    """So many raters and items, so many answers to an item, and how far raters lean."""

    raters: int
    items: int
    per_item: int
    leaning: float = 0.6


AGREEMENT = (
    Design(3, 200, 3), Design(5, 200, 5), Design(5, 1000, 5), Design(5, 500, 5, 0.2), Design(8, 1000, 8),
    Design(10, 200, 10), Design(10, 1000, 10), Design(10, 300, 3), Design(50, 200, 50), Design(50, 300, 3),
    Design(500, 1000, 3), Design(500, 200, 50),
)  # fmt: skip
GROUPS = (
    Design(10, 60, 10), Design(10, 200, 4), Design(10, 200, 2, 0.0), Design(20, 100, 4), Design(100, 200, 4),
    Design(100, 300, 3, 0.0), Design(500, 500, 3), Design(1000, 1000, 10),
)  # fmt: skip


DIFFERENCES = (
    Design(25, 200, 25), Design(30, 200, 4), Design(50, 200, 50), Design(50, 200, 4), Design(500, 400, 3),
)  # fmt: skip
REST = (Design(5, 200, 5), Design(10, 200, 10), Design(10, 200, 4), Design(50, 200, 10), Design(500, 400, 10))
NOISE = (1.0, 0.5)
"""Deviation of the noise in the second of two parts; that of the first is 1."""


@dataclass(frozen=True)
class Table:
    """Ratings as arrays, and how the raters lean."""

    item: Whole
    rater: Whole
    code: Whole
    leanings: Array


def drawn(design: Design, level: str, rng: np.random.Generator, leanings: Array | None = None) -> Table:
    """Draw a table; raters lean as they are said to, or are drawn as well."""
    leaning = rng.normal(size=design.raters) * design.leaning if leanings is None else leanings
    who = np.argsort(rng.random((design.items, design.raters)), axis=1)[:, : design.per_item]
    item, rater = np.repeat(np.arange(design.items), design.per_item), who.reshape(-1)
    place = rng.normal(size=design.items)[item] + leaning[rater] + rng.normal(size=len(item))
    return Table(item, rater, np.digitize(place, CUTS[level]), leaning)


def answers_of(level: str) -> Answers:
    """Return the scale as it would be read."""
    values = len(CUTS[level]) + 1
    return read_answers([(str(value + 1), 1) for value in range(values)], StatedScale(level), (), "")


def counted(table: Table, design: Design, values: int) -> tuple[Patterns, RaterCells]:
    """Count a table as the engine would."""
    counts = np.zeros((design.items, values), dtype=np.int64)
    np.add.at(counts, (table.item, table.code), 1)
    patterns, number = np.unique(counts, axis=0, return_counts=True)
    ones, sizes = np.ones(len(table.item), dtype=np.int64), np.bincount(table.rater, minlength=design.raters)
    return Patterns(patterns, number), cells_of(table.rater, counts[table.item], table.code, ones, sizes)


def shares(places: Array, deviation: float, level: str) -> Array:
    """Return how often each value is given at some places: shape (places, values)."""
    below = cdf((np.array(CUTS[level]) - places[:, None]) / deviation)
    return np.diff(np.hstack([np.zeros((len(places), 1)), below, np.ones((len(places), 1))]), axis=1)


def coefficients_of(pairs: Array, marginal: Array, answers: Answers) -> dict[str, float]:
    """Return the coefficients of the distribution of pairs of answers to one item."""
    many = np.array(1e12)
    sums = Sums(pairs * many, np.trace(pairs) * many, marginal * many, many, many)
    return {name: float(one(sums)) for name, one in coefficients(answers).items()}


def true_of_people(design: Design, level: str, noise: float = 1.0) -> dict[str, float]:
    """Return what is true of all items and all raters."""
    given = shares(PLACES, float(np.hypot(design.leaning, noise)), level)
    return coefficients_of(np.einsum("i,iv,iw->vw", WEIGHTS, given, given), WEIGHTS @ given, answers_of(level))


def true_of_raters(leanings: Array, level: str, noise: float = 1.0) -> dict[str, float]:
    """Return what is true of all items and some raters."""
    each = np.stack([shares(PLACES + leaning, noise, level) for leaning in leanings])
    every, raters = each.sum(axis=0), len(leanings)
    pairs = np.einsum("i,iv,iw->vw", WEIGHTS, every, every) - np.einsum("i,riv,riw->vw", WEIGHTS, each, each)
    return coefficients_of(pairs / (raters * (raters - 1)), WEIGHTS @ every / raters, answers_of(level))


def agreement_covers(design: Design, level: str, tables: int, seed: int = 0) -> dict[str, dict[str, float]]:
    """Return how often each coefficient's interval holds the truth: over items, and over items and raters."""
    held: dict[str, dict[str, list[bool]]] = {"items": defaultdict(list), "both": defaultdict(list)}
    answers, people = answers_of(level), true_of_people(design, level)
    study = cast("Study", SimpleNamespace(answers=answers, settings=SETTINGS))
    for number in range(tables):
        table = drawn(design, level, np.random.default_rng([seed, number]))
        patterns, cells = counted(table, design, len(answers.labels))
        agreed, same = pattern_agreement(patterns, study), true_of_raters(table.leanings, level)
        for name, ends in over_both(patterns, cells, answers, SETTINGS.confidence).items():
            one = agreed.alpha.get(name.removeprefix("alpha_")) or cast("Estimate", getattr(agreed, name, None))
            if one.low is not None and one.high is not None:
                held["items"][name].append(one.low <= same[name] <= one.high)
            if isinstance(ends, tuple):
                held["both"][name].append(ends[0] <= people[name] <= ends[1])
    return {over: {name: float(np.mean(one)) for name, one in found.items()} for over, found in held.items()}


def two_rounds(
    design: Design, level: str, kind: str, noise: float, rng: np.random.Generator, leanings: Array | None = None
) -> tuple[Whole, Whole, Whole, Whole]:
    """Draw two rounds with the same items: by the same people, by two pools; the second has another noise.

    Return item, rater, code and part of each answer. Raters of both pools lean as they are said to, shape (2, raters),
    or are drawn as well.
    """
    places = rng.normal(size=design.items)
    if leanings is None:
        leanings = rng.normal(size=(2, design.raters)) * design.leaning
    rounds = []
    for number, deviation in enumerate((1.0, noise)):
        who = np.argsort(rng.random((design.items, design.raters)), axis=1)[:, : design.per_item].reshape(-1)
        item, pool = np.repeat(np.arange(design.items), design.per_item), number if kind == "pools" else 0
        place = places[item] + leanings[pool, who] + rng.normal(size=len(item)) * deviation
        code = np.digitize(place, CUTS[level])
        rounds.append((item, who + pool * design.raters, code, np.full(len(item), number)))
    item, rater, code, part = (np.concatenate(one) for one in zip(*rounds, strict=True))
    return item, rater, code, part


def counted_apart(
    answered: tuple[Whole, Whole, Whole, Whole], items: int, answers: Answers
) -> tuple[Compared, PartCells]:
    """Count answers of two parts as the engine would."""
    item, rater, code, part = answered
    values, raters = len(answers.labels), int(rater.max()) + 1
    counts = np.zeros((items, 2 * values), dtype=np.int64)
    np.add.at(counts, (item, code + values * part), 1)
    said = np.zeros((raters, items), dtype=np.int64)
    np.add.at(said, (rater, item), (code + 1) * (values + 1) ** part)
    who, what = np.nonzero(said)
    sizes = np.bincount(rater, minlength=raters)
    cells = cells_of(who, counts[what], said[who, what], np.ones(len(who), dtype=np.int64), sizes)
    each = [np.bincount(rater[part == number], minlength=raters) for number in (0, 1)]
    effective = min(float(one.sum()) ** 2 / float((one**2).sum()) for one in each)
    patterns, number = np.unique(counts, axis=0, return_counts=True)
    return Compared(answers, Patterns(patterns, number)), PartCells(**vars(replace(cells, effective=effective)))


def differences_cover(
    design: Design, level: str, kind: str, noise: float, tables: int, seed: int = 0
) -> dict[str, dict[str, float]]:
    """Return how often the interval of each difference over items and raters holds the truth, and 0."""
    truth = true_of_people(design, level), true_of_people(design, level, noise)
    held: dict[str, dict[str, list[bool]]] = {"truth": defaultdict(list), "none": defaultdict(list)}
    for number in range(tables):
        answered = two_rounds(design, level, kind, noise, np.random.default_rng([seed, number]))
        compared, cells = counted_apart(answered, design.items, answers_of(level))
        for name, ends in between_parts(compared, cells, SETTINGS.confidence).items():
            if isinstance(ends, tuple):
                held["truth"][name].append(ends[0] <= truth[0][name] - truth[1][name] <= ends[1])
                held["none"][name].append(ends[0] <= 0 <= ends[1])
    return {what: {name: float(np.mean(one)) for name, one in found.items()} for what, found in held.items()}


def differences_over_items(
    design: Design, level: str, kind: str, noise: float, tables: int, seed: int = 0
) -> dict[str, float]:
    """Return how often the interval of each difference over items holds what is true of the same raters."""
    held: dict[str, list[bool]] = defaultdict(list)
    leanings = np.random.default_rng([seed, 2**31]).normal(size=(2, design.raters)) * design.leaning
    first = true_of_raters(leanings[0], level)
    second = true_of_raters(leanings[1 if kind == "pools" else 0], level, noise)
    for number in range(tables):
        answered = two_rounds(design, level, kind, noise, np.random.default_rng([seed, number]), leanings)
        compared, _ = counted_apart(answered, design.items, answers_of(level))
        point = compared.less(compared.summed)
        for name, again in drawn_again(compared, cast("Study", SimpleNamespace(settings=SETTINGS))).items():
            ends = ends_of(estimated(float(point[name]), again, SETTINGS.confidence))
            if ends is not None:
                held[name].append(ends[0] <= first[name] - second[name] <= ends[1])
    return {name: float(np.mean(one)) for name, one in held.items()}


def sums_of_raters(table: Table, design: Design, numbers: Array) -> RaterSums:
    """Sum what each rater of two groups is to the difference of their means of `numbers`, as the engine would.

    `numbers` has one for each value; the share of a value is the mean of 1 for it and 0 for all others.

    With a and b answers of the groups to an item, and s and t times the value among them: see `groups`.
    """
    first, given = table.rater % 2 == 1, np.asarray(numbers[table.code], dtype=np.float64)
    a, b, s, t = (
        np.bincount(table.item, part * weight, design.items)[table.item]
        for weight in (np.ones(len(given)), given)
        for part in (first, ~first)
    )
    both = (a > 0) & (b > 0)
    a, b, s, t, g, y, rater = (one[both] for one in (a, b, s, t, first, given, table.rater))
    weight, part, size = a * b / (a + b), (b * s - a * t) / (a + b), a + b - 1
    lost_weight = weight - np.where(g, a - 1, a) * np.where(g, b, b - 1) / size
    left = np.where(g, b * (s - y) - (a - 1) * t, (b - 1) * s - a * (t - y)) / size
    lost, twice = part - left, 1 / (a + b) - 1 / design.raters
    columns = (weight / (a + b), lost_weight, part / (a + b), lost,
               twice * lost**2, twice * lost * lost_weight, twice * lost_weight**2)  # fmt: skip
    w, lw, parts, away, *squares = (np.bincount(rater, column, design.raters) for column in columns)
    here = np.bincount(rater, minlength=design.raters) > 0
    sides = np.arange(design.raters) % 2 == 1
    return RaterSums(sides[here], w[here], lw[here], parts[here, None], away[here, None],
                     np.stack(squares, axis=1)[here, None])  # fmt: skip


def group_test(design: Design, tables: int, seed: int = 0, *, mean: bool = False) -> tuple[float, float]:
    """Return how often a difference is found at 5 % where there is none, and how often the interval holds none.

    It is that of a share of three values, or that of the `mean` of seven numbers.
    """
    level, numbers = ("interval", np.arange(7.0)) if mean else ("nominal", np.array([1.0, 0.0, 0.0]))
    none = GroupEffect("side", ("left", "right"), "share", "percentage_points", Estimate(), 0, (0, 0))
    found = []
    for number in range(tables):
        table = drawn(design, level, np.random.default_rng([seed, number]))
        found.append(difference(SETTINGS, none, sums_of_raters(table, design, numbers)))
    known = [(one.p_value, ends) for one in found if one.p_value is not None and (ends := ends_of(one.effect))]
    rejected, holds = [p < 0.05 for p, _ in known], [low <= 0 <= high for _, (low, high) in known]
    return float(np.mean(rejected)), float(np.mean(holds))


def ends_of(one: Estimate) -> tuple[float, float] | None:
    return None if one.low is None or one.high is None else (one.low, one.high)


def asked_again(raters: int, rng: np.random.Generator) -> tuple[Pairs, Pairs]:
    """Draw pairs of answers of each rater, asked in the same way and in another; see `true_of_repeats`."""
    pairs, found = rng.integers(10, 40, raters), []
    for held in (rng.beta(6, 2, raters), rng.beta(4, 4, raters)):
        who = np.repeat(np.arange(raters), pairs)
        chances = rng.dirichlet(np.ones(3), len(who))
        first, again = ((rng.random(len(who))[:, None] > np.cumsum(chances, axis=1)[:, :2]).sum(axis=1) for _ in "ab")
        last = np.where(rng.random(len(who)) < held[who], first, again)
        table, sums = np.zeros((3, 3)), np.zeros((raters, 4))
        np.add.at(table, (first, last), 1)
        pooled = (table + table.T).sum(axis=0) / (2 * table.sum())
        each = np.column_stack([np.ones(len(who)), first == last, np.full(len(who), (pooled**2).sum()),
                                (chances**2).sum(axis=1)])  # fmt: skip
        np.add.at(sums, who, each)
        found.append(Pairs([str(number) for number in range(raters)], table, sums))
    return found[0], found[1]


def true_of_repeats() -> dict[str, float]:
    """Return what is true: raters hold 3/4 of their answers, and 1/2 where they are asked in another way.

    What is not held is drawn from the shares of the item, which are equal for all values on average, so that two draws
    agree in 1/2 of all pairs, and answers to two items in 1/3.
    """
    same, across = 0.75, 0.5
    pooled = {held: (held + (1 - held) / 2 - 1 / 3) / (1 - 1 / 3) for held in (same, across)}
    known = {"agreement": same + (1 - same) / 2}
    for name, one, other in (("pooled", pooled[same], pooled[across]), ("by item", same, across)):
        known |= {f"held, {name}": one, f"genuine, {name}": other, f"constructed, {name}": one - other,
                  f"non-attitude, {name}": 1 - one}  # fmt: skip
    return known


def retest_covers(raters: int, tables: int, seed: int = 0) -> dict[str, list[bool]]:
    """Say whether the intervals of what repeated questions show hold what is true of all people."""
    held: dict[str, list[bool]] = defaultdict(list)
    study = cast("Study", SimpleNamespace(answers=answers_of("nominal"), settings=SETTINGS))
    truth = true_of_repeats()
    for number in range(tables):
        same, across = asked_again(raters, np.random.default_rng([seed, raters, number]))
        again = same.repeated(study)
        named = {
            "agreement": again.agreement,
            "held, pooled": again.stability,
            "held, by item": again.stability_by_item,
        }
        for reading, name in enumerate(("pooled", "by item")):
            shares = signal(same, across, study, reading)
            named |= {f"genuine, {name}": shares.genuine, f"constructed, {name}": shares.constructed,
                      f"non-attitude, {name}": shares.non_attitude} if shares else {}  # fmt: skip
        for name, one in named.items():
            if (ends := ends_of(one)) is not None:
                held[name].append(ends[0] <= truth[name] <= ends[1])
    return held


def rest_of(design: Design, level: str, leanings: Array, rng: np.random.Generator, *, truth: bool) -> Named:
    """Draw a table and return spread, convergence, agreement within and between groups, and who is overruled.

    Each number with its ends by name; from counts as the engine would give them. Of a truth there are no ends.
    """
    answers, table = answers_of(level), drawn(design, level, rng, leanings)
    counts = np.zeros((design.items, 3, len(answers.labels)), dtype=np.int64)
    np.add.at(counts, (table.item, table.rater % 2, table.code), 1)
    rows, items = np.unique(counts.reshape(design.items, -1), axis=0, return_counts=True)
    joint = Joint(0, "side", ("left", "right"), rows.reshape(len(rows), 3, -1), items, None)
    settings = replace(SETTINGS, replicates=0) if truth else SETTINGS
    study = cast("Study", SimpleNamespace(answers=answers, settings=settings, table=SimpleNamespace(labelled=False)))
    steps = _steps(counts.sum(axis=1), 2 if truth else SETTINGS.draws, SETTINGS.confidence, rng)
    groups = who_agrees(study, joint)
    named = {f"{what} {name}": one for what in ("within", "between") for name, one in getattr(groups, what).items()}
    for k, to_all, halves, _ in steps:
        named |= {f"convergence of {k} to all": to_all, f"convergence of {k} between halves": halves}
    found = {name: (one.value, (one.low, one.high)) for name, one in named.items()}
    return {**found, **_spread_of(spread(study, joint.together())), **_overruled_of(who_is_overruled(study, joint))}


def _spread_of(found: ItemSpread) -> Named:
    values = {"entropy": found.entropy, "unanimous": found.unanimous, **(found.normalised or {})}
    return {f"spread: {name}": (value, found.intervals.get(name)) for name, value in values.items()}


def _overruled_of(found: Overruled) -> Named:
    shares = {f"overruled {name}": (one, found.share_intervals.get(name)) for name, one in found.share.items()}
    ratios = {f"overruled {name}, ratio": (one, found.ratio_intervals.get(name)) for name, one in found.ratio.items()}
    return {**shares, **ratios}


def rest_covers(design: Design, level: str, tables: int, seed: int = 0, pools: int = 4) -> dict[str, list[bool]]:
    """Say whether all other intervals over items hold what is true of the same raters and all items.

    Raters are drawn as often as `pools` says, and each time so many tables of theirs.
    """
    held: dict[str, list[bool]] = defaultdict(list)
    for pool in range(pools):
        rng = np.random.default_rng([seed, design.raters, pool])
        leanings = rng.normal(size=design.raters) * design.leaning
        truth = rest_of(replace(design, items=ITEMS_OF_TRUTH), level, leanings, rng, truth=True)
        for _ in range(tables // pools):
            for name, (_, ends) in rest_of(design, level, leanings, rng, truth=False).items():
                if ends is not None and None not in ends and name in truth:
                    held[name].append(ends[0] <= cast("float", truth[name][0]) <= ends[1])
    return held


def show_agreement(tables: int) -> None:
    for level in CUTS:
        for design in AGREEMENT:
            for over, found in agreement_covers(design, level, tables).items():
                told = "  ".join(f"{name} {share:.2f}" for name, share in found.items()) or "withheld"
                print(f"{level:<9} {design}  over {over:<5}  {told}", flush=True)


def show_differences(tables: int) -> None:
    kinds = ("pools", "rounds")
    for design, level, kind, noise in itertools.product(DIFFERENCES, CUTS, kinds, NOISE):
        held = differences_cover(design, level, kind, noise, tables)
        told = "  ".join(f"{name} {share:.3f}" for name, share in held["truth"].items()) or "withheld"
        print(f"{level:<9} {design}  {kind:<6} noise {noise:g}  {told}", flush=True)


def show_differences_over_items(tables: int) -> None:
    designs = (Design(5, 200, 5), Design(10, 200, 10), Design(10, 300, 4), Design(50, 200, 4), Design(500, 400, 3))
    for design, level, kind, noise in itertools.product(designs, CUTS, ("pools", "rounds"), NOISE):
        held = differences_over_items(design, level, kind, noise, tables)
        told = "  ".join(f"{name} {share:.3f}" for name, share in held.items())
        print(f"{level:<9} {design}  {kind:<6} noise {noise:g}, over items  {told}", flush=True)


def runs_cover(raters: int, items: int, leaning: float, tables: int, seed: int = 0, *, apart: float = 0.0,
               named: bool = False) -> dict[str, float]:  # fmt: skip
    """Return how often the intervals of two runs of each rater hold what is true.

    All deviations but leanings are 1; those of runs differ between raters by a factor of e^`apart` (one deviation).
    Where answers are `named`, they are cut into three values, and what is true is taken from 500,000 raters.
    """
    held, true = defaultdict(list), _true_of_runs(leaning, apart, named=named)
    for number in range(tables):
        rng = np.random.default_rng([seed, raters, number])
        cells = _cells_of(_said(raters, items, leaning, apart, rng), named=named)
        for name, one in spread_of(cells, SETTINGS).items():
            if one.both_low is not None and one.both_high is not None:
                held[name].append(one.both_low <= true[name] <= one.both_high)
    return {name: float(np.mean(one)) for name, one in held.items()}


def _said(raters: int, items: int, leaning: float, apart: float, rng: np.random.Generator) -> Array:
    """Draw two runs of each rater on each item: shape (items, raters, 2)."""
    place = rng.normal(size=(items, 1)) + rng.normal(size=raters) * leaning + rng.normal(size=(items, raters))
    deviation = np.exp(rng.normal(size=raters) * apart)
    return np.asarray(place[..., None] + rng.normal(size=(items, raters, 2)) * deviation[:, None])


def _cells_of(said: Array, *, named: bool) -> Cells:
    items, raters, _ = said.shape
    item, rater = np.indices((items, raters)).reshape(2, -1)
    points = np.eye(3)[np.digitize(said, CUTS["nominal"])] if named else said[..., None]
    square, mean = (points**2).sum(axis=-1).mean(axis=-1), points.mean(axis=2)
    runs = np.full(len(item), 2.0)
    return Cells(item, rater, runs, mean.reshape(len(item), -1), square.reshape(-1), 0.5 if named else 1.0)


def _true_of_runs(leaning: float, apart: float, *, named: bool) -> dict[str, float]:
    within = 2 * float(np.exp(2 * apart**2))
    between = within + 2 * (leaning**2 + 1)
    if named:
        rng = np.random.default_rng(2**31)
        place, people = rng.normal(size=500_000), (2, 500_000)
        felt = place + rng.normal(size=people) * leaning + rng.normal(size=people)
        noise = np.exp(rng.normal(size=people) * apart)
        first, other = (np.digitize(felt + rng.normal(size=people) * noise, CUTS["nominal"]) for _ in range(2))
        within, between = float((first != other).mean()), float((first[0] != first[1]).mean())
    return {"within": within, "between": between, "share": 1 - within / between}


def show_runs(tables: int) -> None:
    sizes = ((20, 50), (50, 50), (100, 50), (500, 100))
    for (raters, items), leaning, named in itertools.product(sizes, (0.7, 1.5), (False, True)):
        for apart in (0.0, 0.3, 0.6):
            held = runs_cover(raters, items, leaning, tables, apart=apart, named=named)
            told = "  ".join(f"{name} {share:.3f}" for name, share in held.items())
            what = "names" if named else "numbers"
            print(f"runs      {raters} raters lean {leaning:g}, runs differ {apart:g}, {items} items, {what}  {told}",
                  flush=True)  # fmt: skip


def show_groups(tables: int) -> None:
    for design, mean in itertools.product(GROUPS, (False, True)):
        level, holds = group_test(design, tables, mean=mean)
        what = "mean" if mean else "share"
        print(f"groups    {design}  {what}  found without a difference {level:.3f}  interval holds none {holds:.3f}",
              flush=True)  # fmt: skip


def show_retest(tables: int) -> None:
    for raters in (1, 3, 5, 10, 50, 500):
        held = retest_covers(raters, tables)
        told = "  ".join(f"{name} {np.mean(one):.3f}" for name, one in held.items()) or "withheld"
        print(f"retest    {raters} raters  {told}", flush=True)


def show_rest(tables: int) -> None:
    for level, design in itertools.product(CUTS, REST):
        for name, held in rest_covers(design, level, tables).items():
            print(f"{level:<9} {design} {name:<40} {np.mean(held):.3f} of {len(held)}", flush=True)


PARTS: Mapping[str, Callable[[int], None]] = {
    "agreement": show_agreement,
    "differences": show_differences,
    "differences-items": show_differences_over_items,
    "groups": show_groups,
    "runs": show_runs,
    "retest": show_retest,
    "rest": show_rest,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tables", type=int, default=200, help="tables that are drawn for each line")
    parser.add_argument("--only", choices=PARTS)
    options = parser.parse_args()
    for part in [options.only] if options.only else PARTS:
        PARTS[part](options.tables)


if __name__ == "__main__":
    main()
