"""Preferences between two things: held to scipy's own maximum, to closed forms and to simulation."""

import itertools
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis_profiles import with_examples
from scipy.optimize import minimize

from alignmentcard.cli.measured_extras import extra_rows
from alignmentcard.measurement.settings import Pair, Settings
from alignmentcard.measurement.statistics.davidson import circular, errors, fit
from alignmentcard.measurement.statistics.preferences import preferences
from alignmentcard.measurement.tables.scale import StatedScale
from alignmentcard.portal.card.measured.extras import extra_blocks

PAIR = Pair("left", "right", "l", "r")
SIDES = np.array(list(itertools.combinations(range(4), 2)))


def log_likelihood(at, sides, outcomes):
    theta, tie = at[:4], at[4]
    one, other = theta[sides[:, 0]], theta[sides[:, 1]]
    weights = np.column_stack([one, other, tie + (one + other) / 2])
    return -(outcomes * (weights - np.logaddexp.reduce(weights, axis=1)[:, None])).sum() + theta.sum() ** 2


@pytest.mark.parametrize("seed", range(4))
def test_strengths_are_where_scipy_finds_the_maximum(seed):
    outcomes = np.random.default_rng(seed).integers(1, 40, (6, 3)).astype(float)
    best = minimize(log_likelihood, np.zeros(5), (SIDES, outcomes), tol=1e-12)
    assert fit(SIDES, outcomes, 4) == pytest.approx(best.x, abs=1e-4)


def test_two_things_without_ties_have_the_log_of_their_odds():
    found = fit(np.array([[0, 1]]), np.array([[30.0, 10.0, 0.0]]), 2)
    assert found[0] - found[1] == pytest.approx(np.log(3))
    assert found[2] == -np.inf


@pytest.mark.parametrize("times", [1, 3])
def test_the_error_of_two_things_is_that_of_their_odds_and_items_are_no_more_for_being_answered_often(times):
    """The variance of log odds is 1 / n p q, with what is left of an item put right by its leverage, 1 / n."""
    won = np.repeat([1, 0], [30, 10])
    outcomes = np.column_stack([won, 1 - won, np.zeros(40)]) * times
    best = fit(np.array([[0, 1]]), outcomes.sum(axis=0)[None], 2)
    found = errors(np.array([[0, 1]]), best, np.zeros(40, dtype=np.int64), outcomes)
    assert found == pytest.approx([(40 / 39 / (30 * 10 / 40)) ** 0.5 / 2] * 2)


def test_errors_of_strengths_are_those_of_fitting_again_without_each_item():
    """With many items both are the same to a few parts in a hundred; ties and several answers to an item count."""
    rng = np.random.default_rng(3)
    pairs = rng.integers(0, 6, 1500)
    outcomes = rng.multinomial(2, [0.5, 0.3, 0.2], size=1500).astype(float)
    whole = np.array([outcomes[pairs == pair].sum(axis=0) for pair in range(6)])
    best = fit(SIDES, whole, 4)
    again = []
    for pair, outcome in zip(pairs, outcomes, strict=True):
        without = whole.copy()
        without[pair] -= outcome
        again.append(fit(SIDES, without, 4, best)[:4])
    jackknifed = np.sqrt(1499 * np.var(again, axis=0))
    assert errors(SIDES, best, pairs, outcomes) == pytest.approx(jackknifed, rel=0.02)


def test_a_thing_that_few_items_compare_has_no_interval(study_of):
    few, many = (simulated(study_of, [0.3, 0.0, 0.0, -0.3], rows=rows).ratings["A"] for rows in (30, 80))
    assert (few.low, few.no_interval) == (None, "few_items")
    assert many.low < many.value < many.high


def test_a_thing_that_always_wins_has_no_finite_strength():
    assert fit(np.array([[0, 1], [1, 2]]), np.array([[9.0, 0, 0], [4, 5, 0]]), 3) is None


@pytest.mark.parametrize(("last", "share"), [([0.0, 3.0, 0.0], 1.0), ([3.0, 0.0, 0.0], 0.0)])
def test_threes_in_a_circle_are_counted(last, share):
    sides = np.array([[0, 1], [1, 2], [0, 2]])
    assert circular(sides, np.array([[3.0, 0, 0], [3.0, 0, 0], last]), 3) == share


def simulated(study_of, strengths, first=1.0, rows=1500, replicates=60):
    rng = np.random.default_rng(7)
    columns = {"left": [], "right": [], "value": [], "item": list(range(rows)), "rater": ["a"] * rows}
    for _ in range(rows):
        left, right = rng.permutation(len(strengths))[:2]
        weights = np.array([np.exp(strengths[left]) * first, np.exp(strengths[right])])
        weights = np.append(weights, 0.4 * np.sqrt(weights.prod()))
        columns["left"].append("ABCD"[left])
        columns["right"].append("ABCD"[right])
        columns["value"].append("lrt"[rng.choice(3, p=weights / weights.sum())])
    return preferences(study_of(columns, StatedScale(), settings=Settings(pair=PAIR, replicates=replicates)))


def test_known_strengths_are_found_within_their_intervals(study_of):
    found = simulated(study_of, [0.8, 0.2, -0.2, -0.8])
    assert list(found.ratings) == list("ABCD")
    for name, strength in zip("ABCD", [0.8, 0.2, -0.2, -0.8], strict=True):
        rating = found.ratings[name]
        assert abs(rating.value - (1000 + 400 / np.log(10) * strength)) < 1.5 * (rating.high - rating.low)
    assert found.first_shown.low < 0.5 < found.first_shown.high
    assert found.circular.value == 0
    assert found.comparisons == 1500


@pytest.mark.parametrize("rows", [40, 400])
def test_circles_have_no_interval(study_of, rows):
    found = simulated(study_of, [0.8, 0.2, -0.2, -0.8], rows=rows).circular
    assert (found.low, found.no_interval) == (None, "drawn_circles")


def test_a_place_that_decides_is_seen(study_of):
    assert simulated(study_of, [0.0, 0.0, 0.0], first=2.0).first_shown.low > 0.5


def test_sides_are_counted_by_hand(study_of):
    columns = {
        "item": [1, 2, 3, 4], "rater": [*"abcd"], "left": [*"ABBA"], "right": [*"BAAB"], "value": [*"llrt"],
    }  # fmt: skip
    found = preferences(study_of(columns, StatedScale(), settings=Settings(pair=PAIR, replicates=0)))
    assert (found.comparisons, found.ties) == (4, 1)
    assert found.first_shown.value == pytest.approx(2 / 3)
    odds = 10 ** ((found.ratings["A"].value - found.ratings["B"].value) / 400)
    assert odds == pytest.approx(2 / 1)


def test_a_table_without_pairs_says_what_is_missing(study_of):
    found = preferences(study_of({"item": [1, 1], "rater": [*"ab"], "value": [*"xy"]}))
    assert found.first_shown.undefined == "no_pairs"
    others = dict.fromkeys(("coefficients", "raters", "items", "cohesion", "differences", "runs"))
    facts = SimpleNamespace(**others, preferences=found)
    assert dict(extra_rows(facts)) == {"preferences": "not measured: no columns name what was compared (--pair)"}
    [block] = extra_blocks(facts)
    assert [sentence.count("name what was compared") for sentence in block.sentences] == [1]


MODELS = ("gpt", "claude", "llama")
SIDED = Pair("model_a", "model_b", "a", "b")


@st.composite
def judged(draw):
    """Draw comparisons of models by people and by the models themselves; some things are of one length."""
    rows = []
    for item in range(draw(st.integers(1, 25))):
        a, b = draw(st.permutations(MODELS))[:2]
        lengths = draw(st.integers(1, 3)), draw(st.integers(1, 3))
        raters = draw(st.sets(st.sampled_from(["ann", "bob", *MODELS]), min_size=1))
        rows += [(item, rater, a, b, *lengths, draw(st.sampled_from("abt"))) for rater in sorted(raters)]
    names = ("item", "rater", "model_a", "model_b", "tokens_a", "tokens_b", "value")
    return dict(zip(names, map(list, zip(*rows, strict=True)), strict=True))


def by_going_through_rows(columns):
    """The share that longer things won, and how much more judges choose themselves, row by row."""
    rows = [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
    rows = [row for row in rows if row["value"] != "t"]
    longer = [(row["tokens_a"] > row["tokens_b"]) == (row["value"] == "a") for row in rows
              if row["tokens_a"] != row["tokens_b"]]  # fmt: skip

    def wins(of, against, by):
        given = [row for row in rows if {row["model_a"], row["model_b"]} == {of, against} and by(row["rater"])]
        return [row[f"model_{row['value']}"] == of for row in given]

    more = []
    for of, against in itertools.permutations(MODELS, 2):
        own = wins(of, against, lambda rater, of=of: rater == of)
        others = wins(of, against, lambda rater, both=(of, against): rater not in both)
        if own and others:
            more += [np.mean(own) - np.mean(others)] * len(own)
    return (np.mean(longer) if longer else None), (np.mean(more) if more else None)


@settings(with_examples(25), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(judged())
def test_length_and_kinship_are_those_of_going_through_rows(study_of, columns):
    found = preferences(study_of(columns, StatedScale(), settings=Settings(pair=SIDED, replicates=0)))
    longer, more = by_going_through_rows(columns)
    assert found.longer_won.value == (None if longer is None else pytest.approx(longer))
    assert found.self_preferred.value == (None if more is None else pytest.approx(more))
    assert found.longer_won.undefined == ("no_lengths" if longer is None else None)
    assert found.self_preferred.undefined == ("no_judges" if more is None else None)


def kin(judges_lean, rows=900):
    """Compare two models of one strength, by people and by the models themselves, who may lean to themselves."""
    rng = np.random.default_rng(5)
    rater = np.array(["p", "q", "gpt", "claude"])[np.arange(rows) % 4]
    turned = rng.random(rows) < 0.5
    chance = 0.5 + judges_lean * (rater == "gpt") - judges_lean * (rater == "claude")
    won = np.where(rng.random(rows) < chance, "gpt", "claude")
    a, b = np.where(turned, "claude", "gpt"), np.where(turned, "gpt", "claude")
    value = np.where(a == won, "a", "b")
    return {"item": (np.arange(rows) // 4).tolist(), "rater": rater.tolist(), "model_a": a.tolist(),
            "model_b": b.tolist(), "value": value.tolist()}  # fmt: skip


@pytest.mark.parametrize(("lean", "found"), [(0.0, False), (0.25, True)])
def test_judges_who_prefer_themselves_are_seen_and_others_are_not(study_of, lean, found):
    more = preferences(study_of(kin(lean), StatedScale(), settings=Settings(pair=SIDED, replicates=200))).self_preferred
    assert abs(more.value - lean) < 0.12
    assert (more.low > 0) is found


@pytest.mark.parametrize(("rows", "reason"), [(58, "few_comparisons"), (60, None)])
def test_few_judgements_about_oneself_have_no_interval(study_of, rows, reason):
    """Half of the judgements are by the models about themselves."""
    more = preferences(
        study_of(kin(0.2, rows), StatedScale(), settings=Settings(pair=SIDED, replicates=20))
    ).self_preferred
    assert more.value is not None
    assert (more.no_interval, more.low is None) == (reason, reason is not None)


def test_texts_tell_their_length_and_many_of_them_are_not_put_into_an_order(study_of):
    texts = [" ".join(["word"] * (10 + number)) + f" {number}" for number in range(120)]
    columns = {"item": list(range(60)), "rater": ["a"] * 60, "response_a": texts[::2], "response_b": texts[1::2],
               "value": ["b"] * 45 + ["a"] * 15}  # fmt: skip
    pair = Pair("response_a", "response_b", "a", "b")
    found = preferences(study_of(columns, StatedScale(), settings=Settings(pair=pair, replicates=100)))
    assert found.longer_won.value == pytest.approx(0.75)
    assert found.longer_won.low < 0.75 < found.longer_won.high
    assert (found.circular.undefined, found.ratings) == ("too_many_things", {})


@pytest.mark.parametrize(
    "columns",
    [("model_a", "model_b"), ("model_a", "model_b", "prompt_a", "prompt_b"), ("answer_a", "answer_b")],
    ids=["names", "other texts", "short answers"],
)
def test_without_lengths_nothing_is_said_of_them(study_of, columns):
    table = {"item": [1, 2], "rater": ["x", "y"], "value": ["a", "b"], **{name: ["p", "qq"] for name in columns}}
    table[columns[1]] = ["r", "ss"]
    pair = Pair(*columns[:2], "a", "b")
    found = preferences(study_of(table, StatedScale(), settings=Settings(pair=pair, replicates=0)))
    assert found.longer_won.undefined == "no_lengths"
