"""Statistics against simulated raters whose truth is known, and against plain counting."""

import itertools
import json
from collections import Counter

import numpy as np
import pyarrow as pa
import pytest

from alignmentcard.measurement.settings import Settings
from alignmentcard.measurement.statistics.aggregation import aggregation
from alignmentcard.measurement.statistics.components import components
from alignmentcard.measurement.statistics.consistency import consistency
from alignmentcard.measurement.statistics.convergence import convergence, divergence
from alignmentcard.measurement.statistics.groups import groups
from alignmentcard.measurement.statistics.patterns import count_patterns
from alignmentcard.measurement.statistics.pool import groups_to_merge, pool
from alignmentcard.measurement.statistics.sizes import sizes, weighted_quantile
from alignmentcard.measurement.statistics.soft_labels import soft_labels
from alignmentcard.measurement.statistics.spread import entropy, spread
from alignmentcard.measurement.tables.scale import StatedScale
from alignmentcard.model.release import Columns

ABC = StatedScale(values=("a", "b", "c"))


def table(rows, names):
    return {name: list(column) for name, column in zip(names, zip(*rows, strict=True), strict=True)}


def crossed(items, raters, answer, names=("item", "rater", "value")):
    return table([(i, r, *np.atleast_1d(answer(i, r)).tolist()) for i in range(items) for r in range(raters)], names)


# Sizes, spread, soft labels


@pytest.mark.parametrize("share", [0.0, 0.25, 0.5, 0.9, 1.0])
def test_quantiles_of_weighted_values_are_those_of_the_repeated_values(share):
    values, units = np.array([1.0, 2.0, 5.0, 7.0]), np.array([3, 1, 4, 2])
    assert weighted_quantile(values, units, share) == pytest.approx(np.quantile(np.repeat(values, units), share))


def test_sizes_are_those_of_counting(study_of):
    rows = [(1, "a", "y"), (1, "b", "n"), (1, "b", "n"), (2, "a", "y"), (3, "c", "y")]
    found = sizes(study_of(table(rows, ("item", "rater", "value")), settings=Settings(replicates=0, repeats="all")))
    assert (found.items, found.items_rated_twice, found.ratings, found.raters, found.repeats) == (3, 1, 5, 3, 1)
    assert found.single == pytest.approx(2 / 3)
    assert found.ratings_per_rater.median == 2


def test_entropy_of_an_even_split_is_one_bit():
    assert entropy(np.array([[2, 2], [4, 0]])).tolist() == [1.0, 0.0]


def test_spread_of_a_slider_is_the_standard_deviation(study_of):
    rng = np.random.default_rng(3)
    values = rng.integers(0, 1000, size=(40, 5))
    study = study_of({"item": np.repeat(np.arange(40), 5), "value": values.reshape(-1)}, StatedScale("interval"))
    deviations = values.std(axis=1, ddof=1)
    assert spread(study, None).deviation["median"] == pytest.approx(np.median(deviations))


def test_soft_labels_are_shares_with_their_number_of_ratings(study_of):
    found = soft_labels(study_of({"item": [1, 1, 1, 2], "value": ["y", "n", "y", "n"]})).to_pylist()
    assert found[0] == {"item": 1, "ratings": 3, "share_n": pytest.approx(1 / 3), "share_y": pytest.approx(2 / 3)}


# Convergence


def test_convergence_is_that_of_exact_enumeration(study_of):
    """All draws of k answers, and all pairs of disjoint draws, of two items."""
    items = ["aabbbc", "abbbbb"]
    study = study_of(
        {"item": [0] * 6 + [1] * 6, "value": list("".join(items))}, ABC, settings=Settings(replicates=0, draws=20_000)
    )
    found = convergence(study, count_patterns(study))
    for k, to_all, halves in zip(found.raters, found.to_all, found.between_halves, strict=True):
        assert to_all.value == pytest.approx(np.mean([_exact_to_all(item, k) for item in items]), abs=0.004)
        if 2 * k <= 6:
            assert halves.value == pytest.approx(np.mean([_exact_halves(item, k) for item in items]), abs=0.006)


def _share(answers):
    counts = Counter(answers)
    return np.array([counts[value] for value in "abc"]) / len(answers)


def _exact_to_all(item, k):
    draws = itertools.combinations(item, k)
    return np.mean([divergence(_share(draw), _share(item)) for draw in draws])


def _exact_halves(item, k):
    pairs = (
        (first, second)
        for first in itertools.combinations(range(len(item)), k)
        for second in itertools.combinations([place for place in range(len(item)) if place not in first], k)
    )
    return np.mean([divergence(_share([item[p] for p in a]), _share([item[p] for p in b])) for a, b in pairs])


def test_dices_settles_as_was_computed_before(real, study_of):
    expected = json.loads((real / "expected.json").read_text())["dices_350"]
    expected = next(value for key, value in expected.items() if key.startswith("convergence"))
    study = study_of(real / "dices_350.parquet", StatedScale(values=("No", "Unsure", "Yes")))
    found = convergence(study, count_patterns(study))
    known = dict(zip(map(str, found.raters), found.to_all, strict=True))
    for k, value in expected.items():
        assert known[k].value == pytest.approx(value, rel=0.03)
    assert found.reached is None


# Variance components


@pytest.mark.parametrize("dropped", [0.0, 0.6], ids=["every rater on every item", "sparse"])
def test_variance_components_are_those_that_were_simulated(study_of, dropped):
    rng = np.random.default_rng(11)
    item, rater = rng.normal(0, 2, 250), rng.normal(0, 1, 80)
    rows = [
        (i, r, float(np.round(50 + 5 * (item[i] + rater[r] + rng.normal(0, 1.5)), 1)))
        for i in range(250) for r in range(80) if rng.random() >= dropped
    ]  # fmt: skip
    study = study_of(table(rows, ("item", "rater", "value")), StatedScale("interval"))
    found = components(study, None, 0)
    whole = 4 + 1 + 2.25
    assert found.item.value == pytest.approx(4 / whole, abs=0.07)
    assert found.rater.value == pytest.approx(1 / whole, abs=0.05)
    assert found.rest.value == pytest.approx(2.25 / whole, abs=0.05)


def test_components_of_names_add_up_over_their_indicators(study_of):
    """Each rater says one thing whatever the item: all of the variance is the rater's."""
    study = study_of(crossed(12, 9, lambda i, r: "abc"[r % 3]), ABC)
    found = components(study, count_patterns(study), 0)
    assert found.rater.value == pytest.approx(1.0)
    assert (found.item.value, found.rest.value) == (0.0, 0.0)


def test_repeated_answers_do_not_disturb_the_components(study_of):
    rng = np.random.default_rng(4)
    item, rater = rng.normal(0, 1, 60), rng.normal(0, 1, 30)
    rows = [
        (i, r, int(np.clip(np.round(5 + 2 * item[i] + 2 * rater[r] + rng.normal(0, 2)), 0, 10)))
        for i in range(60) for r in range(30) for _ in range(1 + (i + r) % 2)
    ]  # fmt: skip
    study = study_of(table(rows, ("item", "rater", "value")), StatedScale("interval"))
    found = components(study, count_patterns(study), sizes(study).repeats)
    assert found.rest.value == pytest.approx(1 / 3, abs=0.08)


# Pool


def people(*groups):
    """Write a table in which each group of raters, (name, members), answers one item."""
    rows = [("i", f"{name}{n}", "y", name) for name, members in groups for n in range(members)]
    return table(rows, ("item", "rater", "value", "sex"))


SEX = Columns(attributes={"sex": "sex"})


def test_composition_counts_raters_and_ratings(study_of):
    rows = [(1, "a", "y", "f"), (2, "a", "y", "f"), (1, "b", "n", "m"), (1, "c", "n", None)]
    study = study_of(table(rows, ("item", "rater", "value", "sex")), columns=SEX)
    found = pool(study.table, 1, {}).axes[0]
    assert (found.raters, found.ratings, found.undisclosed) == ({"f": 1, "m": 1}, {"f": 2, "m": 1}, 1)


def test_small_groups_stand_together_as_other(study_of):
    study = study_of(people(("f", 10), ("m", 8), ("x", 3), ("z", 2)), columns=SEX)
    assert pool(study.table, 5, {}).axes[0].raters == {"f": 10, "m": 8, "other": 5}


def test_no_number_under_the_smallest_cell_is_ever_shown():
    for sizes_of in itertools.product(range(1, 9), repeat=3):
        counts = {(f"g{n}",): (size, size) for n, size in enumerate(sizes_of)}
        folded = groups_to_merge(counts, 5)
        other = sum(counts[group][0] for group in folded)
        assert not folded or other >= 5 or folded == set(counts)
        assert all(size >= 5 for group, (size, _) in counts.items() if group not in folded)


def test_a_pool_smaller_than_the_smallest_cell_shows_no_group(study_of):
    assert pool(study_of(people(("f", 2), ("m", 1)), columns=SEX).table, 5, {}).axes[0].raters == {}


def test_weights_bring_the_pool_to_its_target(study_of):
    study = study_of(people(("f", 10), ("m", 30)), columns=SEX)
    found = pool(study.table, 5, {"sex": {"f": 0.5, "m": 0.5}})
    distance = found.distances[0]
    assert distance.total_variation == pytest.approx(0.25)
    assert distance.weights == {"f": pytest.approx(2.0), "m": pytest.approx(2 / 3)}
    assert found.effective_raters == pytest.approx(40**2 / (10 * 4 + 30 * 4 / 9))


def test_groups_that_are_in_the_target_and_not_in_the_pool_are_absent(study_of):
    study = study_of(people(("f", 10), ("m", 10)), columns=SEX)
    assert pool(study.table, 5, {"sex": {"f": 0.4, "m": 0.4, "x": 0.2}}).distances[0].absent == ("x",)


def test_raters_with_a_combination_of_their_own_are_counted(study_of):
    rows = [(1, r, "y", a, b) for r, a, b in [(1, "f", "x"), (2, "f", "x"), (3, "f", "y"), (4, "m", "x")]]
    columns = Columns(attributes={"sex": "sex", "age": "age"})
    study = study_of(table(rows, ("item", "rater", "value", "sex", "age")), columns=columns)
    assert pool(study.table, 1, {}).unique == 2


# Groups


def two_groups(shift, raters=40, items=60, seed=0):
    """Simulate raters of two groups; the second says yes more often by `shift`."""
    rng = np.random.default_rng(seed)
    base = rng.uniform(0.2, 0.7, items)
    rows = [
        (i, r, "yes" if rng.random() < base[i] + shift * (r % 2) else "no", "fm"[r % 2])
        for i in range(items) for r in range(raters) if rng.random() < 0.7
    ]  # fmt: skip
    return table(rows, ("item", "rater", "value", "sex"))


def test_a_difference_between_groups_is_found_with_item_effects_removed(study_of):
    study = study_of(two_groups(0.2), columns=SEX, settings=Settings(replicates=500))
    found = groups(study).effects[0]
    assert found.groups == ("f", "m")
    assert found.effect.value == pytest.approx(-20, abs=5)
    assert found.effect.low < -20 < found.effect.high
    assert found.p_adjusted < 0.001


def test_a_difference_that_comes_from_different_items_is_none(study_of):
    """Women rate mostly items that all say yes to: their share of yes is higher, yet nobody differs on an item."""
    found = []
    for seed in range(10):
        rng = np.random.default_rng(seed)
        rows = [
            (i, r, "yes" if (i % 2) ^ (rng.random() < 0.1) else "no", "fm"[r % 2])
            for i in range(60) for r in range(30) if rng.random() < (0.9 if i % 2 == (r + 1) % 2 else 0.3)
        ]  # fmt: skip
        study = study_of(table(rows, ("item", "rater", "value", "sex")), columns=SEX, settings=Settings(replicates=300))
        found.append(groups(study).effects[0].effect)
    assert abs(np.mean([effect.value for effect in found])) < 2
    assert sum(effect.low < 0 < effect.high for effect in found) >= 7


def test_intervals_of_group_effects_cover_no_difference(study_of):
    settings = Settings(replicates=200)
    effects = [
        groups(study_of(two_groups(0.0, 24, 25, s), columns=SEX, settings=settings)).effects[0] for s in range(40)
    ]
    assert sum(one.effect.low <= 0 <= one.effect.high for one in effects) >= 33


def test_p_values_are_adjusted_by_holm():
    from alignmentcard.measurement.results.values import Estimate, GroupEffect
    from alignmentcard.measurement.statistics.groups import _holm

    effects = [GroupEffect("x", ("a", "b"), "m", "u", Estimate(), 1, (5, 5), p) for p in (0.01, 0.04, 0.03)]
    assert [one.p_adjusted for one in _holm(effects)] == pytest.approx([0.03, 0.06, 0.06])


def test_groups_with_views_of_their_own_agree_within_and_not_between(study_of):
    rng = np.random.default_rng(6)
    truth = rng.integers(0, 2, (2, 80))
    answer = lambda i, r: ("ny"[truth[r % 2, i]], "fm"[r % 2])  # noqa: E731
    study = study_of(crossed(80, 12, answer, ("item", "rater", "value", "sex")), columns=SEX)
    found = groups(study).agreement[0]
    assert found.within["f"].value == found.within["m"].value == 1.0
    assert abs(found.between["f ~ m"].value) < 0.3


def test_agreement_between_halves_of_one_group_is_that_within_it(study_of):
    rng = np.random.default_rng(8)
    base = rng.beta(0.5, 0.5, 400)
    answer = lambda i, r: ("y" if rng.random() < base[i] else "n", "fm"[r % 2])  # noqa: E731
    study = study_of(crossed(400, 12, answer, ("item", "rater", "value", "sex")), columns=SEX)
    found = groups(study).agreement[0]
    assert found.ratio["f ~ m"] == pytest.approx(1.0, abs=0.05)


def test_a_minority_is_overruled_by_the_majority(study_of):
    answer = lambda i, r: ("y" if r < 10 else "n", "big" if r < 10 else "small")  # noqa: E731
    study = study_of(crossed(6, 15, answer, ("item", "rater", "value", "sex")), columns=SEX)
    found = groups(study).overruled[0]
    assert found.share == {"big": 0.0, "small": 1.0}
    assert found.label == "majority"


def test_the_released_label_overrules_where_there_is_one(study_of):
    answer = lambda i, r: ("y" if r < 10 else "n", "big" if r < 10 else "small", "n")  # noqa: E731
    data = crossed(6, 15, answer, ("item", "rater", "value", "sex", "final"))
    found = groups(study_of(data, columns=Columns(attributes={"sex": "sex"}, label="final"))).overruled[0]
    assert (found.label, found.share) == ("released", {"big": 1.0, "small": 0.0})


def test_groups_under_the_smallest_cell_are_not_compared(study_of):
    assert groups(study_of(people(("f", 10), ("m", 4)), columns=SEX)).undefined == "small_groups"


# Consistency


def asked_again(held, constructed, raters=60, items=40, seed=0):
    """Simulate raters: a share of answers is held, a share depends on the way of asking, the rest is drawn."""
    rng = np.random.default_rng(seed)
    rows = []
    for r, i in itertools.product(range(raters), range(items)):
        kind, own, by_way = rng.random(), rng.integers(0, 2), rng.integers(0, 2, 2)
        for way, occasion in itertools.product((0, 1), (1, 2)):
            drawn = rng.integers(0, 2)
            value = own if kind < held else by_way[way] if kind < held + constructed else drawn
            rows.append((i, r, "ny"[value], occasion, "AB"[way]))
    return table(rows, ("item", "rater", "value", "occasion", "condition"))


@pytest.mark.parametrize(("held", "constructed"), [(0.6, 0.2), (1.0, 0.0), (0.0, 0.0), (0.3, 0.5)])
def test_signal_shares_are_those_that_were_simulated(study_of, held, constructed):
    found = consistency(study_of(asked_again(held, constructed), settings=Settings(replicates=200)))
    assert found.signal.genuine.value == pytest.approx(held, abs=0.05)
    assert found.signal.constructed.value == pytest.approx(constructed, abs=0.05)
    assert found.signal.non_attitude.value == pytest.approx(1 - held - constructed, abs=0.05)


def test_an_estimate_below_zero_is_shown_as_zero_with_a_note(study_of):
    rows = [(1, r, value, occasion) for r in range(6) for occasion, value in ((1, "y"), (2, "n"))]
    found = consistency(study_of(table(rows, ("item", "rater", "value", "occasion")))).signal
    assert found.non_attitude.value == 1.0
    rows = [(1, r, "ny"[occasion % 2], occasion, "A") for r in range(6) for occasion in (1, 2)]
    rows += [(1, r, "ny"[(occasion + 1) % 2], occasion, "B") for r in range(6) for occasion in (1, 2)]
    crossed_over = consistency(study_of(table(rows, ("item", "rater", "value", "occasion", "condition"))))
    assert crossed_over.signal.genuine.value == 0.0
    assert "genuine" in crossed_over.signal.note


@pytest.mark.parametrize("name", ["polis_concussions", "polis_minwage"])
def test_votes_given_again_agree_as_was_computed_before(real, study_of, name):
    expected = json.loads((real / "expected.json").read_text())[name]
    expected = next(value for key, value in expected.items() if key.startswith("test_retest"))
    found = consistency(study_of(real / f"{name}.parquet", columns=Columns(occasion="timestamp_ms"))).same
    assert found.pairs == expected["pairs"]
    assert found.agreement.value == pytest.approx(expected["exact_agreement"], abs=1e-6)


def test_second_judgements_agree_as_was_computed_before(real, study_of):
    expected = json.loads((real / "expected.json").read_text())["convabuse_full"][
        "test_retest severity, occasion 1 vs 2"
    ]
    study = study_of(real / "convabuse_full.parquet", StatedScale("ordinal", ("-3", "-2", "-1", "0", "1")),
                     where="question = 'severity' AND occasion <= 2")  # fmt: skip
    found = consistency(study).same
    assert found.pairs == expected["pairs"]
    assert found.agreement.value == pytest.approx(expected["exact_agreement"], abs=1e-6)
    for level in ("nominal", "ordinal", "interval"):
        assert found.alpha[level] == pytest.approx(expected[f"alpha_within_rater_{level}"], abs=1e-6)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ({"item": [1, 1], "value": ["y", "n"]}, "no_raters"),
        ({"item": [1, 1], "rater": ["a", "b"], "value": ["y", "n"]}, "no_repeats"),
        ({"item": [1, 1], "rater": ["a", "b"], "value": ["y", "n"], "occasion": [1, 1]}, "no_repeats"),
    ],
)
def test_without_repeated_questions_there_is_no_consistency(study_of, data, reason):
    assert consistency(study_of(data)).undefined == reason


# Aggregation


def labelled(labels, answers):
    rows = [
        (i, r, value, label)
        for i, (label, row) in enumerate(zip(labels, answers, strict=True))
        for r, value in enumerate(row)
    ]
    return table(rows, ("item", "rater", "value", "label"))


LABEL = Columns(value="value", label="label")


def test_the_majority_gives_the_label_or_not_and_ties_are_counted(study_of):
    found = aggregation(study_of(labelled("yyny", ["yyn", "nnn", "yn", "yyy"]), columns=LABEL), "majority_vote")
    assert (found.items, found.reproduced, found.ties) == (4, 0.75, 1)


@pytest.mark.parametrize(("method", "labels"), [("mean", ["1.67", "2.0"]), ("median", ["1.0", "2.0"])])
def test_averages_are_compared_to_the_places_that_are_written(study_of, method, labels):
    data = labelled(labels, [[1, 1, 3], [2, 2, 2]])
    assert aggregation(study_of(data, StatedScale("interval"), columns=LABEL), method).reproduced == 1.0


def test_items_with_several_labels_are_contradictory(study_of):
    data = {"item": [1, 1, 2, 2], "rater": [*"abab"], "value": [*"yyny"], "label": [*"ynnn"]}
    found = aggregation(study_of(data, columns=LABEL), "majority_vote")
    assert (found.items, found.contradictory) == (1, 1)


def test_models_of_raters_are_worked_out_by_crowdkit(study_of):
    crowd, pandas = pytest.importorskip("crowdkit.aggregation"), pytest.importorskip("pandas")
    rng = np.random.default_rng(9)
    truth = rng.integers(0, 2, 60)
    data = crossed(60, 7, lambda i, r: "ny"[truth[i] if rng.random() < 0.55 + 0.06 * r else 1 - truth[i]])
    frame = pandas.DataFrame({"task": data["item"], "worker": data["rater"], "label": data["value"]})
    given = crowd.DawidSkene().fit_predict(frame)
    data["label"] = [given[item] for item in data["item"]]
    assert aggregation(study_of(data, columns=LABEL), "dawid_skene").reproduced == 1.0


def test_a_majority_of_votes_is_that_of_crowdkit_on_random_tables(study_of):
    crowd, pandas = pytest.importorskip("crowdkit.aggregation"), pytest.importorskip("pandas")
    rng = np.random.default_rng(10)
    data = crossed(80, 5, lambda i, r: "ab"[rng.integers(0, 2)])
    frame = pandas.DataFrame({"task": data["item"], "worker": data["rater"], "label": data["value"]})
    given = crowd.MajorityVote().fit_predict(frame)
    data["label"] = [given[item] for item in data["item"]]
    assert aggregation(study_of(data, columns=LABEL), "majority_vote").reproduced == 1.0


@pytest.mark.parametrize(
    ("columns", "method", "reason"), [(None, "majority_vote", "no_labels"), (LABEL, "elo", "unknown_method")]
)
def test_what_cannot_be_repeated_has_a_name(study_of, columns, method, reason):
    data = labelled("yn", ["yy", "nn"])
    if columns is None:
        del data["label"]
    assert aggregation(study_of(data, columns=columns), method).undefined == reason


def test_arrow_tables_of_other_integer_types_are_read(study_of):
    data = {"item": pa.array([1, 1], "int8"), "rater": pa.array([1, 2], "uint16"), "value": pa.array([1, 2], "int32")}
    assert sizes(study_of(data)).raters == 2
