"""How often intervals hold the truth in a second family of simulated tables, which no interval was tuned on.

Answers are on five values by a graded threshold model: raters have thresholds and a spread of their own, the noise is
logistic, the places of items are skewed. Unless a design is crossed, a few raters give most answers, and items have
unequal numbers of them. What is true of all items and all such people is taken from a table in which everybody answers
two items; what is true of the same raters and all items from 20,000 items of theirs.

Run: python bench/coverage_graded.py [--tables 100] [--only agreement] (or another of `PARTS`)
"""

import argparse
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from functools import cache
from itertools import product
from types import SimpleNamespace
from typing import cast

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from alignmentcard.measurement.engine.engines import open_engine
from alignmentcard.measurement.results.values import Estimate
from alignmentcard.measurement.settings import Pair, Settings
from alignmentcard.measurement.statistics import weights
from alignmentcard.measurement.statistics.agreement import agreement
from alignmentcard.measurement.statistics.cohesion import over_both
from alignmentcard.measurement.statistics.few_raters import Signatures
from alignmentcard.measurement.statistics.group_answers import ratio
from alignmentcard.measurement.statistics.intraclass import intraclass
from alignmentcard.measurement.statistics.more_coefficients import (
    FEW_RATERS,
    _conger_interval,
    _even,
    _of_pairs,
    _weighted,
    more_coefficients,
)
from alignmentcard.measurement.statistics.patterns import Patterns, count_kept, distinct
from alignmentcard.measurement.statistics.pool import members
from alignmentcard.measurement.statistics.preferences import preferences
from alignmentcard.measurement.statistics.rater_cells import _least_effective as least_effective
from alignmentcard.measurement.statistics.rater_cells import cells_of
from alignmentcard.measurement.statistics.rater_times import later_agreement
from alignmentcard.measurement.statistics.raters import Rater, _with_gold, raters_of
from alignmentcard.measurement.statistics.spread import spread
from alignmentcard.measurement.tables.answers import read_answers
from alignmentcard.measurement.tables.ratings import Source, open_ratings
from alignmentcard.measurement.tables.scale import StatedScale
from alignmentcard.measurement.tables.study import Study, open_study
from alignmentcard.model.release import Columns

Array = NDArray[np.float64]
Whole = NDArray[np.int64]
Ends = tuple[float, float]
Found = dict[str, tuple[float, Ends | None]]
"""Numbers by name, with the interval that is looked at."""
THRESHOLDS = np.array([-1.4, -0.3, 0.5, 1.6])
SAID = StatedScale("interval", ("1", "2", "3", "4", "5"))
ANSWERS = read_answers([(str(one), 1) for one in range(1, 6)], SAID, (), "")
SETTINGS = Settings(replicates=300, draws=20)
COLUMNS = Columns(item="item", rater="rater", value="value", attributes={"side": "side"})
ITEMS_OF_TRUTH, PEOPLE_OF_TRUTH = 20_000, 40_000
PLACES = np.linspace(-2, 14, 321)
"""Where items may be, in steps of 0.05, for what all people say of them."""


@dataclass(frozen=True)
class Design:
    """So many raters and items, and the usual number of answers to an item; crossed where all answer all."""

    raters: int
    items: int
    per_item: float
    crossed: bool = False


DESIGNS = (
    Design(5, 150, 5, crossed=True), Design(10, 150, 10, crossed=True), Design(5, 200, 3.5), Design(10, 200, 4),
    Design(50, 200, 4), Design(500, 400, 4),
)  # fmt: skip


@dataclass(frozen=True)
class People:
    """Raters: thresholds, shape (raters, 4), how far their answers spread, and how much each answers."""

    thresholds: Array
    spread: Array
    busy: Array

    @classmethod
    def drawn(cls, raters: int, rng: np.random.Generator) -> "People":
        """Draw raters; some are stricter than others, and some use the middle of the scale less."""
        shift, wide = rng.normal(size=(raters, 1)) * 0.5, np.exp(rng.normal(size=(raters, 1)) * 0.25)
        busy = 1 / rng.permutation(np.arange(1, raters + 1)) ** 0.5
        return cls(THRESHOLDS * wide + shift, np.exp(rng.normal(size=raters) * 0.4), busy)


def places_of(items: int, rng: np.random.Generator) -> Array:
    """Draw the places of items: skewed, with mean 0 and deviation 1.2."""
    return np.asarray((rng.gamma(2.0, size=items) - 2) / 2**0.5 * 1.2)


def answered(people: People, places: Array, item: Whole, rater: Whole, rng: np.random.Generator) -> Whole:
    """Draw what raters say of items: 0 to 4."""
    felt = places[item] + rng.logistic(size=len(item)) * 0.55 * people.spread[rater]
    return np.asarray((felt[:, None] > people.thresholds[rater]).sum(axis=1))


def drawn(design: Design, people: People, places: Array, rng: np.random.Generator) -> pa.Table:
    """Draw a table about items at these places; raters in turn belong to two sides that do not differ."""
    items = len(places)
    order = np.argsort(-(np.log(people.busy) + rng.gumbel(size=(items, design.raters))), axis=1)
    many = np.full(items, design.raters)
    if not design.crossed:
        many = np.minimum(2 + rng.poisson(design.per_item - 2, items), design.raters)
    chosen = np.arange(design.raters) < many[:, None]
    item, rater = np.nonzero(chosen)[0], order[chosen]
    return as_table(item, rater, answered(people, places, item, rater, rng))


def as_table(item: Whole, rater: Whole, code: Whole) -> pa.Table:
    side = np.where(rater % 2, "left", "right")
    return pa.table({"item": item, "rater": rater, "value": code + 1, "side": side})


def of_everybody(seed: int) -> pa.Table:
    """Draw a table in which items have four answers, and each rater answers two items."""
    rng = np.random.default_rng([seed, 2**31])
    item, rater = np.repeat(np.arange(PEOPLE_OF_TRUTH), 4), rng.permutation(np.arange(4 * PEOPLE_OF_TRUTH) // 2)
    people = People.drawn(2 * PEOPLE_OF_TRUTH, rng)
    return as_table(item, rater, answered(people, places_of(PEOPLE_OF_TRUTH, rng), item, rater, rng))


def measured(table: pa.Table, measure: Callable[[Study], Found], settings: Settings = SETTINGS,
             said: StatedScale = SAID) -> Found:  # fmt: skip
    """Measure a table as the program would."""
    engine = open_engine()
    ratings = open_ratings(engine, Source(table, COLUMNS), pair=settings.pair)
    members(ratings)
    found = measure(open_study(ratings, None, said if settings.pair is None else StatedScale(), settings))
    engine.close()
    return found


def ends_of(one: Estimate, *, both: bool = False) -> Ends | None:
    low, high = (one.both_low, one.both_high) if both else (one.low, one.high)
    return None if low is None or high is None else (low, high)


def looked_at(named: Mapping[str, Estimate], *, both: bool = False) -> Found:
    return {name: (one.value, ends_of(one, both=both)) for name, one in named.items() if one.value is not None}


def usual(study: Study, *, both: bool) -> Found:
    """Agreement as it is always measured."""
    found = agreement(study, *count_kept(study))
    named = {f"alpha {level}": one for level, one in found.alpha.items()}
    named |= {name: getattr(found, name) for name in ("percent_agreement", "fleiss_kappa", "gwet_ac1", "cohen_kappa")}
    return looked_at(named, both=both)


def by_name(study: Study, *names: str) -> Found:
    """Coefficients that are asked for by name: those named, or all."""
    found = more_coefficients(study, count_kept(study)[0], SAID)
    every = {one.name: getattr(found, one.name) for one in fields(found)}
    return looked_at({n: e for n, e in every.items() if isinstance(e, Estimate) and (not names or n in names)})


def beside_others(study: Study) -> Found:
    """Each rater's agreement with the others, by Wilson."""
    return {one.name: (one.agreement, one.ends) for one in raters_of(study)[0] if one.agreement is not None}


def held_by(design: Design, measure: Callable[[Study], Found], tables: int, *, same_raters: bool,
            truth: Found | None = None, seed: int = 0) -> dict[str, list[bool]]:  # fmt: skip
    """Say, table by table, whether intervals hold what is true of the same raters, or of all people.

    The same raters stay for all tables: what is true of them is measured once, on many items, where it is not given.
    """
    people = People.drawn(design.raters, np.random.default_rng([seed, design.raters]))
    if same_raters and truth is None:
        rng = np.random.default_rng([seed, 2**31])
        many = drawn(design, people, places_of(ITEMS_OF_TRUTH, rng), rng)
        truth = measured(many, measure, replace(SETTINGS, replicates=2))
    held: dict[str, list[bool]] = defaultdict(list)
    for number in range(tables):
        rng = np.random.default_rng([seed, design.raters, number])
        who = people if same_raters else People.drawn(design.raters, rng)
        for name, (_, ends) in measured(drawn(design, who, places_of(design.items, rng), rng), measure).items():
            if ends is not None and truth is not None and name in truth:
                held[name].append(ends[0] <= truth[name][0] <= ends[1])
    return held


def told(held: Mapping[str, list[bool]]) -> str:
    """Write how often each interval held the truth, and on how many tables where these are few."""
    few = {name: "" if len(one) > 30 else f" ({len(one)} tables)" for name, one in held.items()}
    return "  ".join(f"{name} {np.mean(one):.3f}{few[name]}" for name, one in held.items()) or "withheld"


def show_agreement(tables: int) -> Iterator[str]:
    truth = measured(of_everybody(0), lambda study: usual(study, both=False), replace(SETTINGS, replicates=0))
    for design in DESIGNS:
        held = held_by(design, lambda study: usual(study, both=True), tables, same_raters=False, truth=truth)
        yield f"{design}  over items and raters  {told(held)}"
        held = held_by(design, lambda study: usual(study, both=False), tables, same_raters=True)
        yield f"{design}  over items  {told(held)}"


def show_coefficients(tables: int) -> Iterator[str]:
    """Over items with the same raters; intraclass correlations also over items and raters, as their intervals claim."""
    people = variances()
    for design in (Design(2, 150, 2, crossed=True), *DESIGNS):
        yield f"{design}  over items  {told(held_by(design, by_name, tables, same_raters=True))}"
        if design.raters <= 50:
            held = held_by(design, lambda study: by_name(study, *people), tables, same_raters=False, truth=people)
            yield f"{design}  over items and raters  {told(held)}"


def named_held(design: Design, tables: int, seed: int = 0) -> dict[str, list[bool]]:
    """Say whether intervals of coefficients by name hold what is true of the same raters; without the engine."""
    people = People.drawn(design.raters, np.random.default_rng([seed, design.raters]))
    truth = named_of(design, people, 4 * ITEMS_OF_TRUTH, 0, np.random.default_rng([seed, 2**31]))
    held: dict[str, list[bool]] = defaultdict(list)
    for number in range(tables):
        rng = np.random.default_rng([seed, design.raters, number])
        for name, (_, ends) in named_of(design, people, design.items, SETTINGS.replicates, rng).items():
            if ends is not None:
                held[name].append(ends[0] <= truth[name][0] <= ends[1])
    return held


def named_of(design: Design, people: People, items: int, replicates: int, rng: np.random.Generator) -> Found:
    """Draw a table and return its coefficients by name, from counts as the engine would give them."""
    table = drawn(design, people, places_of(items, rng), rng)
    item, rater, value = (np.asarray(table[name]) for name in ("item", "rater", "value"))
    rows = np.full((items, design.raters), -1)
    rows[item, rater] = value - 1
    if len(np.unique(value)) < 5:
        return {}
    study = cast("Study", SimpleNamespace(answers=ANSWERS, settings=replace(SETTINGS, replicates=replicates),
                                          counts_repeats=False, table=SimpleNamespace(rater=True)))  # fmt: skip
    patterns = distinct((rows[:, :, None] == np.arange(5)).sum(axis=1), np.ones(items, dtype=np.int64))
    places = weights.places_of(ANSWERS, SAID.values)
    found = {**_weighted(study, patterns, places), "brennan_prediger": _even(study, patterns, SAID)}
    if design.raters <= FEW_RATERS:
        kinds, many = np.unique(rows, axis=0, return_counts=True)
        signatures = Signatures(tuple(map(str, range(design.raters))), kinds, many, 5)
        found |= _of_pairs(study, patterns, signatures, places)[0]
        found["conger_kappa"] = _of_all(study, patterns, signatures)
    return looked_at(found)


def _of_all(study: Study, patterns: Patterns, signatures: Signatures) -> Estimate:
    sums = weights.sums(patterns.items @ weights.features(patterns, np.eye(5)))
    by_rater = np.einsum("i,irv->rv", signatures.items, signatures.answers[:, :, None] == np.arange(5)).astype(float)
    return _conger_interval(float(weights.conger_kappa(sums.agreement / sums.paired, by_rater)), signatures, study)


def show_named(tables: int) -> Iterator[str]:
    """Over items, with the same raters; without the engine."""
    for design in (Design(2, 150, 2, crossed=True), *DESIGNS):
        yield f"{design}  over items  {told(named_held(design, tables))}"


SLIDER = StatedScale("interval", ())


def on_slider(design: Design, people: People, places: Array, rng: np.random.Generator) -> pa.Table:
    """Draw a table of whole numbers from 0 to 100, a third of which are rounded to tens."""
    table = drawn(design, people, places, rng)
    item, rater = np.asarray(table["item"]), np.asarray(table["rater"])
    stretch, shift = 1.4 / people.thresholds[:, -1].clip(0.7), people.thresholds.mean(axis=1)
    felt = places[item] + rng.logistic(size=len(item)) * 0.55 * people.spread[rater] - shift[rater]
    value = np.clip(np.rint(45 + 14 * stretch[rater] * felt), 0, 100).astype(np.int64)
    value = np.where(rng.random(len(item)) < 1 / 3, np.rint(value / 10).astype(np.int64) * 10, value)
    return pa.table({"item": item, "rater": rater, "value": value, "side": table["side"]})


def of_many_values(study: Study) -> Found:
    """Agreement and the spread of items on a scale with too many values to count each."""
    found, apart = agreement(study, None), spread(study, None)
    named = {f"alpha {level}": one for level, one in found.alpha.items()}
    ends = {"unanimous": apart.unanimous, **(apart.deviation or {})}
    spreads = {f"spread: {name}": (value, apart.intervals.get(name)) for name, value in ends.items()}
    return {**looked_at({**named, "percent_agreement": found.percent_agreement}),
            **{name: (value, ends) for name, (value, ends) in spreads.items() if value is not None}}  # fmt: skip


def wide_held(design: Design, tables: int, seed: int = 0) -> dict[str, list[bool]]:
    """Say whether intervals over items on a slider hold what is true of the same raters."""
    people = People.drawn(design.raters, np.random.default_rng([seed, design.raters]))

    def found(items: int, replicates: int, *seeds: int) -> Found:
        rng = np.random.default_rng([seed, design.raters, *seeds])
        table = on_slider(design, people, places_of(items, rng), rng)
        return measured(table, of_many_values, replace(SETTINGS, replicates=replicates), SLIDER)

    truth, held = found(ITEMS_OF_TRUTH, 2, 2**31), defaultdict(list)
    for number in range(tables):
        for name, (_, ends) in found(design.items, SETTINGS.replicates, number).items():
            if ends is not None:
                held[name].append(ends[0] <= truth[name][0] <= ends[1])
    return held


def show_wide(tables: int, pools: int = 20) -> Iterator[str]:
    """Of several pools together: of one share, an interval of few counts holds as the whole numbers happen to lie."""
    for design in DESIGNS:
        held: dict[str, list[bool]] = defaultdict(list)
        for pool in range(pools):
            for name, one in wide_held(design, tables // pools, pool).items():
                held[name] += one
        yield f"{design}  0 to 100, over items  {told(held)}"


LABELS = 60


def with_labels(design: Design, care: Array, items: int, rng: np.random.Generator) -> pa.Table:
    """Draw a table of labels from a long list: three suit an item, some better; raters take any other without `care`.

    The list is used unequally: the label at place n as often as 1 / n.
    """
    usual = 1 / np.arange(1, LABELS + 1)
    usual /= usual.sum()
    suit = np.argsort(-(np.log(usual) + rng.gumbel(size=(items, LABELS))), axis=1)[:, :3]
    table = drawn(design, People.drawn(design.raters, np.random.default_rng(0)), np.zeros(items), rng)
    item, rater = np.asarray(table["item"]), np.asarray(table["rater"])
    best = rng.choice(3, size=len(item), p=(0.6, 0.25, 0.15))
    any_other = rng.choice(LABELS, size=len(item), p=usual)
    code = np.where(rng.random(len(item)) < care[rater], suit[item, best], any_other)
    return pa.table({"item": item, "rater": rater, "value": np.char.add("label ", code.astype(str)),
                     "side": table["side"]})  # fmt: skip


def labels_held(design: Design, tables: int, seed: int = 0) -> dict[str, list[bool]]:
    """Say whether intervals over items of labels from a long list hold what is true of the same raters."""
    care = np.random.default_rng([seed, design.raters]).beta(8, 3, size=design.raters)

    def found(items: int, replicates: int, *seeds: int) -> Found:
        table = with_labels(design, care, items, np.random.default_rng([seed, design.raters, *seeds]))
        return measured(table, of_many_values, replace(SETTINGS, replicates=replicates), StatedScale("nominal"))

    truth, held = found(ITEMS_OF_TRUTH, 2, 2**31), defaultdict(list)
    for number in range(tables):
        for name, (_, ends) in found(design.items, SETTINGS.replicates, number).items():
            if ends is not None:
                held[name].append(ends[0] <= truth[name][0] <= ends[1])
    return held


def show_labels(tables: int) -> Iterator[str]:
    for design in DESIGNS:
        yield f"{design}  {LABELS} labels, over items  {told(labels_held(design, tables))}"


def gold_held(items: int, raters: int, tables: int, seed: int = 0) -> list[bool]:
    """Say whether intervals of raters' shares of gold answers hold what is true of each rater; without the engine."""
    held, rng = [], np.random.default_rng([seed, items, raters])
    study = cast("Study", SimpleNamespace(settings=SETTINGS))
    for _ in range(tables):
        for true in rng.beta(8, 2, size=raters):
            same = float(rng.binomial(items, true))
            ends = _with_gold(Rater("", items, "", 1.0, 0, None, None, None), same, float(items), study).gold_ends
            held += [ends[0] <= true <= ends[1]] if ends else []
    return held


def show_gold(tables: int) -> Iterator[str]:
    """Of all raters together, who give the gold answer in 0.8 of all on average, some more and some less often."""
    for items, raters in product((1, 5, 10, 20, 50, 200), (5, 50)):
        held = gold_held(items, raters, tables)
        yield f"{items} items with a gold answer, {raters} raters  {told({'gold': held})}"


def variances() -> Found:
    """Return the intraclass correlations of all items and people, from a large table in which all answer all."""
    rng = np.random.default_rng(2**31)
    raters, items = 1500, 3000
    item, rater = np.indices((items, raters)).reshape(2, -1)
    said = answered(People.drawn(raters, rng), places_of(items, rng), item, rater, rng).reshape(items, raters)
    total, of_items, of_raters = said.var(), said.mean(axis=1).var(), said.mean(axis=0).var()
    rest = total - of_items - of_raters
    return {"icc_1": (of_items / total, None), "icc_a1": (of_items / total, None),
            "icc_c1": (of_items / (of_items + rest), None)}  # fmt: skip


def cohesion_held(design: Design, tables: int, seed: int = 0) -> dict[str, list[bool]]:
    """Say whether intervals over items and raters hold how far half of the raters agree, and with the others.

    Groups do not differ, so that both are the share of variance that items have among all people, and their ratio is 1.
    """
    held: dict[str, list[bool]] = defaultdict(list)
    for number in range(tables):
        rng = np.random.default_rng([seed, design.raters, number])
        table = drawn(design, People.drawn(design.raters, rng), places_of(design.items, rng), rng)
        item, rater, value = (np.asarray(table[name]) for name in ("item", "rater", "value"))
        code = value - 1 + 5 * (rater % 2)
        counts = np.zeros((design.items, 15), dtype=np.int64)
        np.add.at(counts, (item, code), 1)
        ids, rater = np.unique(rater, return_inverse=True)
        sizes = np.bincount(rater)
        cells = cells_of(rater, counts[item], code, np.ones(len(item), dtype=np.int64), sizes)
        cells = replace(cells, effective=least_effective(ids % 2, sizes))
        found = Patterns(*np.unique(counts, axis=0, return_counts=True))
        for name, ends in over_both(found, cells, ANSWERS, "interval", SETTINGS.confidence).items():
            if isinstance(ends, tuple):
                held[name].append(ends[0] <= (1.0 if name == "association" else share_of_items()) <= ends[1])
    return held


@cache
def share_of_items() -> float:
    """Return which share of the variance of all people's answers lies between items: alpha of all people and items."""
    each, values = said_of_places(), np.arange(1, 6)
    places = places_of(2_000_000, np.random.default_rng(2**31))
    mean, square = (np.interp(places, PLACES, values**power @ each) for power in (1, 2))
    return float(mean.var() / (square.mean() - mean.mean() ** 2))


def show_groups(tables: int) -> Iterator[str]:
    crossed = (Design(number, 200, number, crossed=True) for number in (10, 20))
    for design in (*crossed, Design(30, 200, 8), Design(100, 400, 8), Design(1000, 800, 8)):
        yield f"{design}  {told(cohesion_held(design, tables))}"


SHARES = (
    (5, 10, 30), (10, 10, 40), (50, 10, 125), (250, 10, 625), (250, 10, 200), (250, 10, 2000),
    (5, 20, 50), (10, 20, 60), (50, 20, 250), (250, 20, 1000), (500, 10, 1250), (500, 20, 2000),
    (5, 10, 10), (10, 10, 10), (50, 10, 10), (500, 10, 10), (5, 20, 20), (10, 20, 20), (50, 20, 20), (500, 20, 20),
)  # fmt: skip
"""Raters of a group, answers of each, on average, and items, which all of them answer where there are no more."""


def show_shares(tables: int) -> Iterator[str]:
    """Over the raters of a group, of three and of five values."""
    for (raters, each, items), values in product(SHARES, (3, 5)):
        held = shares_held(Design(raters, items, raters * each / items, crossed=each == items), values, tables)
        yield f"{raters} raters of the group, {each} answers each, {items} items, {values} values  {told(held)}"


def shares_held(design: Design, values: int, tables: int, seed: int = 0) -> dict[str, list[bool]]:
    """Say whether intervals over raters hold what all people say of the same items; without the engine.

    Of three values, the two lowest and the two highest of the five count as one.
    """
    held: dict[str, list[bool]] = defaultdict(list)
    given = cast("Study", SimpleNamespace(table=SimpleNamespace(rater=True), settings=SETTINGS))
    of = np.arange(5) if values == 5 else np.array([0, 0, 1, 2, 2])
    said, numbers = np.eye(values)[of].T @ said_of_places(), np.vstack([np.eye(values), np.arange(values)])
    for number in range(tables):
        rng = np.random.default_rng([seed, number, design.raters])
        places, people = places_of(design.items, rng), People.drawn(design.raters, rng)
        order = np.argsort(-(np.log(people.busy) + rng.gumbel(size=(design.items, design.raters))), axis=1)
        many = np.full(design.items, design.raters)
        if not design.crossed:
            many = np.minimum(rng.poisson(design.per_item, design.items), design.raters)
        chosen = np.arange(design.raters) < many[:, None]
        item, rater = np.nonzero(chosen)[0], order[chosen]
        code = of[answered(people, places, item, rater, rng)]
        by_rater, by_item = np.zeros((design.raters, values)), np.zeros((design.items, values), dtype=np.int64)
        np.add.at(by_rater, (rater, code), 1)
        np.add.at(by_item, (item, code), 1)
        found = Patterns(by_item, np.ones(design.items, dtype=np.int64))
        true = numbers @ np.mean([np.interp(places[item], PLACES, one) for one in said], axis=1)
        for position, one in enumerate(numbers):
            if (ends := ends_of(ratio(given, by_rater[by_rater.any(axis=1)], found, one))) is not None:
                name = f"share of {position + 1}" if position < values else "mean"
                held[name].append(ends[0] <= true[position] <= ends[1])
    return held


@cache
def said_of_places() -> Array:
    """Return how often all people give each value to items at `PLACES`: shape (5, places)."""
    people = People.drawn(400_000, np.random.default_rng(2**31))
    spread = people.spread[:, None] * 0.55
    above = np.array([(1 / (1 + np.exp((people.thresholds - place) / spread))).mean(axis=0) for place in PLACES])
    whole = np.hstack([np.ones((len(PLACES), 1)), above, np.zeros((len(PLACES), 1))])
    return np.asarray(-np.diff(whole, axis=1).T)


def show_raters(tables: int) -> Iterator[str]:
    """Of single raters; those of 500 have some 40 items each, and what is true of them is taken from some 3,200."""
    for design in (*DESIGNS[:4], Design(50, 500, 4), Design(500, 5000, 4)):
        truth = many_beside_others(design) if design.raters > 50 else None
        held = held_by(design, beside_others, tables, same_raters=True, truth=truth)
        every = sorted(float(np.mean(one)) for one in held.values() if len(one) > tables / 2)
        inside = np.quantile(every, (0.05, 0.95))
        yield (f"{design}  agreement with the others  mean {np.mean(every):.3f}  lowest {every[0]:.3f}  "
               f"nine of ten raters {inside[0]:.3f} to {inside[1]:.3f}")  # fmt: skip


def many_beside_others(design: Design, parts: int = 20, seed: int = 0) -> Found:
    """Return the agreement of each rater with the others on very many items, counted without the engine."""
    people, sums = (
        People.drawn(design.raters, np.random.default_rng([seed, design.raters])),
        np.zeros((2, design.raters)),
    )
    for part in range(parts):
        rng = np.random.default_rng([seed, 2**31, part])
        table = drawn(design, people, places_of(ITEMS_OF_TRUTH, rng), rng)
        item, rater, value = (np.asarray(table[name]) for name in ("item", "rater", "value"))
        counts = np.zeros((ITEMS_OF_TRUTH, 6))
        np.add.at(counts, (item, value), 1)
        others, same = counts.sum(axis=1)[item] - 1, counts[item, value] - 1
        paired = others > 0
        np.add.at(sums[0], rater[paired], same[paired] / others[paired])
        np.add.at(sums[1], rater[paired], 1)
    return {str(one): (float(sums[0, one] / sums[1, one]), None) for one in range(design.raters)}


def compared(items: int, per_item: int, rng: np.random.Generator, far: float = 1.2) -> pa.Table:
    """Draw comparisons of eight things, from -`far` to `far`: one may be better on an item than it usually is."""
    strengths, first = np.linspace(-far, far, 8), 0.3
    pairs = np.argsort(rng.random((items, 8)), axis=1)[:, :2]
    lean = rng.normal(size=items) * 0.8
    item = np.repeat(np.arange(items), per_item)
    turned = rng.random(len(item)) < 0.5
    ahead = (strengths[pairs[:, 0]] - strengths[pairs[:, 1]] + lean)[item]
    felt = np.where(turned, -ahead, ahead) + first + rng.logistic(size=len(item))
    names = np.array(list("ABCDEFGH"))[pairs[item]]
    shown = np.where(turned[:, None], names[:, ::-1], names)
    return pa.table({
        "item": item, "rater": np.tile(np.arange(per_item), items), "left": shown[:, 0], "right": shown[:, 1],
        "value": np.where(felt > 0.4, "l", np.where(felt < -0.4, "r", "t")), "side": np.full(len(item), "one"),
    })  # fmt: skip


def of_pairs(study: Study) -> Found:
    """What comparisons say, over items."""
    found = preferences(study)
    ratings = {f"rating {name}": one for name, one in found.ratings.items()}
    return looked_at({"first_shown": found.first_shown, "circular": found.circular, **ratings})


def show_preferences(tables: int) -> Iterator[str]:
    settings = replace(SETTINGS, pair=Pair("left", "right", "l", "r"))
    for items, per_item, far in ((150, 1, 1.2), (150, 5, 1.2), (600, 3, 1.2), (150, 1, 3.0), (400, 1, 3.0)):
        many = compared(60_000, per_item, np.random.default_rng(2**31), far)
        truth, held = measured(many, of_pairs, replace(settings, replicates=0)), defaultdict(list)
        for number in range(tables):
            table = compared(items, per_item, np.random.default_rng([items, number]), far)
            for name, (_, ends) in measured(table, of_pairs, settings).items():
                if ends is not None:
                    held[name].append(ends[0] <= truth[name][0] <= ends[1])
        yield f"{items} items, {per_item} answers each, things {far:g} from the mean  {told(held)}"


def judged(items: int, per_item: int, rng: np.random.Generator, people: int = 8) -> pa.Table:
    """Draw comparisons of eight things by these and by people: what is longer, or one's own, has it easier."""
    pairs = np.argsort(rng.random((items, 8)), axis=1)[:, :2]
    long, lean = rng.lognormal(sigma=0.5, size=(items, 2)), rng.normal(size=items) * 0.8
    item = np.repeat(np.arange(items), per_item)
    judge = np.argsort(rng.random((items, 8 + people)), axis=1)[:, :per_item].reshape(-1)
    own = (pairs[item, 0] == judge).astype(float) - (pairs[item, 1] == judge)
    strengths = np.linspace(-1.2, 1.2, 8)
    ahead = strengths[pairs[:, 0]] - strengths[pairs[:, 1]] + 0.3 * np.sign(long[:, 0] - long[:, 1]) + lean
    felt = ahead[item] + 0.8 * own + rng.logistic(size=len(item))
    names, who = np.array(list("ABCDEFGH")), np.array([*"ABCDEFGH", *(f"person {n}" for n in range(people))])
    return pa.table({
        "item": item, "rater": who[judge], "left": names[pairs[item, 0]], "right": names[pairs[item, 1]],
        "left_length": long[item, 0], "right_length": long[item, 1],
        "value": np.where(felt > 0.4, "l", np.where(felt < -0.4, "r", "t")), "side": np.full(len(item), "one"),
    })  # fmt: skip


def of_judges(study: Study) -> Found:
    found = preferences(study)
    return looked_at({"longer_won": found.longer_won, "self_preferred": found.self_preferred})


def show_judges(tables: int) -> Iterator[str]:
    settings = replace(SETTINGS, pair=Pair("left", "right", "l", "r"))
    for items, per_item, people in ((100, 1, 8), (150, 5, 8), (600, 1, 8), (600, 3, 8), (600, 5, 42), (2000, 10, 492)):
        many = judged(60_000, per_item, np.random.default_rng(2**31), people)
        truth, held = measured(many, of_judges, replace(settings, replicates=0)), defaultdict(list)
        for number in range(tables):
            table = judged(items, per_item, np.random.default_rng([items, number]), people)
            for name, (_, ends) in measured(table, of_judges, settings).items():
                if ends is not None:
                    held[name].append(ends[0] <= truth[name][0] <= ends[1])
        yield f"{8 + people} judges, {items} items, {per_item} answers each  {told(held)}"


def of_numbers(study: Study) -> Found:
    """Intraclass correlations of a table in which all raters answer all items."""
    return looked_at(intraclass(study, study.ratings))


def show_intraclass(tables: int) -> Iterator[str]:
    """Over items, with the same raters."""
    for raters, items in ((2, 50), (2, 150), (5, 150), (10, 150), (50, 150), (500, 60)):
        design = Design(raters, items, raters, crossed=True)
        yield f"{design}  {told(held_by(design, of_numbers, tables, same_raters=True))}"


def tired(raters: int, items: int, per_item: int, rng: np.random.Generator) -> pa.Table:
    """Draw answers with their moments: the later, the more noise, with some raters much more than with others."""
    busy = 1 / rng.permutation(np.arange(1, raters + 1)) ** 0.3
    order = np.argsort(-(np.log(busy) + rng.gumbel(size=(items, raters))), axis=1)[:, :per_item]
    item, rater = np.repeat(np.arange(items), per_item), order.reshape(-1)
    moment = rng.random(len(item))
    noise = rng.normal(size=len(item)) * (0.6 + rng.gamma(2.0, 0.5, size=raters)[rater] * moment)
    felt = rng.normal(size=items)[item] * 1.2 + rng.normal(size=raters)[rater] * 0.4 + noise
    columns = {"item": item, "rater": rater, "value": np.digitize(felt, (-1.2, -0.4, 0.4, 1.2)) + 1}
    return pa.table({**columns, "timestamp": (moment * 1e6).astype(int), "side": np.full(len(item), "one")})


def of_later(study: Study) -> Found:
    """How much more raters agree with the others in the later half of their answers."""
    raters = study.rows(f"SELECT DISTINCT CAST(rater AS STRING) AS name FROM {study.ratings}")
    found = later_agreement(study, {row["name"] for row in raters})
    return looked_at({"later": found}) if found else {}


def show_later(tables: int, of_truth: int = 200) -> Iterator[str]:
    """Over raters; what is true is the mean of many tables of other raters."""
    for raters, items in ((5, 200), (8, 200), (10, 200), (50, 400), (500, 2500)):

        def found(*seed: int, raters: int = raters, items: int = items) -> tuple[float, Ends | None]:
            rng = np.random.default_rng([raters, *seed])
            return measured(tired(raters, items, 4, rng), of_later, replace(SETTINGS, replicates=2))["later"]

        truth = float(np.mean([found(10**6, number)[0] for number in range(min(of_truth, 40_000 // raters))]))
        ends = (found(number)[1] for number in range(tables))
        held = [one[0] <= truth <= one[1] for one in ends if one is not None]
        yield f"{raters} raters, {items} items  {told({'later': held})}"


PARTS: Mapping[str, Callable[[int], Iterator[str]]] = {
    "agreement": show_agreement,
    "coefficients": show_coefficients,
    "named": show_named,
    "wide": show_wide,
    "labels": show_labels,
    "groups": show_groups,
    "shares": show_shares,
    "raters": show_raters,
    "gold": show_gold,
    "preferences": show_preferences,
    "judges": show_judges,
    "intraclass": show_intraclass,
    "later": show_later,
}


def show(parts: Mapping[str, Callable[[int], Iterator[str]]], about: str | None) -> None:
    """Print the lines of the parts that are asked for, as they come."""
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tables", type=int, default=100, help="tables that are drawn for each line")
    parser.add_argument("--only", choices=parts)
    options = parser.parse_args()
    for part in [options.only] if options.only else parts:
        for line in parts[part](options.tables):
            print(f"{part:<{max(map(len, parts))}} {line}", flush=True)


if __name__ == "__main__":
    show(PARTS, __doc__)
