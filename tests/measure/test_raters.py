"""Raters beside each other: against plain counting, and who is not shown."""

import csv

import numpy as np
import pytest
from scipy.stats import norm, t
from statsmodels.stats.proportion import proportion_confint

from alignmentcard.errors import AlignmentCardError
from alignmentcard.measurement.settings import Pair, Settings
from alignmentcard.measurement.statistics.agreement import points
from alignmentcard.measurement.statistics.patterns import count_patterns
from alignmentcard.measurement.statistics.rater_tables import write_raters
from alignmentcard.measurement.statistics.raters import rater_facts, raters_of, spammer_score
from alignmentcard.measurement.tables.scale import StatedScale
from alignmentcard.model.release import Columns

ABC = StatedScale("nominal", ("a", "b", "c"))
POINTS = Settings(replicates=0)


def answers(items=40, raters=5, seed=2, gap=0.2):
    """Draw answers of raters of whom the last always says a; another answers two items only."""
    rng = np.random.default_rng(seed)
    truth = rng.choice(list("abc"), items)
    rows = [
        (f"i{i:02}", f"r{r}", "a" if r == raters - 1 else truth[i] if rng.random() < 0.7 else rng.choice(list("abc")))
        for i in range(items) for r in range(raters) if rng.random() >= gap
    ]  # fmt: skip
    return [*rows, ("i00", "rare", "b"), ("i01", "rare", "c")]


def table(rows):
    return dict(zip(("item", "rater", "value"), map(list, zip(*rows, strict=True)), strict=True))


def test_agreement_with_the_others_is_that_of_counting(study_of):
    rows = answers()
    found, hidden = raters_of(study_of(table(rows), ABC, settings=POINTS))
    assert [one.name for one in found] == ["r0", "r1", "r2", "r3", "r4"]
    assert hidden == 1
    for one in found:
        own = {item: value for item, rater, value in rows if rater == one.name}
        others = {item: [v for i, r, v in rows if i == item and r != one.name] for item in own}
        shares = [np.mean([v == own[item] for v in given]) for item, given in others.items() if given]
        assert one.agreement == pytest.approx(np.mean(shares))
        assert (one.answers, one.shared) == (len(own), len(shares))
        assert one.ends[0] < one.agreement < one.ends[1]
        worth = len(shares) * np.mean(shares) * (1 - np.mean(shares)) / np.var(shares, ddof=1)
        level = 2 * norm.sf(t.ppf(0.975, len(shares) - 1))
        wilson = proportion_confint(np.mean(shares) * worth, worth, alpha=level, method="wilson")
        assert one.ends == pytest.approx(wilson)


@pytest.mark.parametrize(("items", "raters"), [(20, 3), (30, 2), (20, 4)])
def test_a_rater_with_whom_all_agree_has_an_interval_of_some_width(study_of, items, raters):
    rows = [(f"i{item}", f"r{rater}", "ab"[item % 2]) for item in range(items) for rater in range(raters)]
    found, _ = raters_of(study_of(table(rows), ABC, settings=Settings(replicates=0, minimum_cell=1)))
    assert all(one.ends[0] < 0.9 and one.ends[1] == pytest.approx(1) for one in found)
    few, _ = raters_of(study_of(table([row for row in rows if row[0] != "i0"][: 19 * raters]), ABC, settings=POINTS))
    assert [one.ends for one in few] == [None] * raters


def test_alpha_without_a_rater_is_that_of_a_table_without_them(study_of):
    rows = answers()
    found, _ = raters_of(study_of(table(rows), ABC, settings=POINTS))
    for one in found:
        study = study_of(table([row for row in rows if row[1] != one.name]), ABC, settings=POINTS)
        assert one.alpha_without == pytest.approx(points(count_patterns(study), study.answers)["alpha_nominal"])


@pytest.mark.parametrize(
    ("beside", "score"),
    [
        ([[5, 0], [0, 9]], 1.0),
        ([[4, 4], [3, 3]], 0.0),
        ([[7, 0], [3, 0]], 0.0),
        ([[3, 1], [1, 3]], 0.25),
        ([[5, 2], [0, 0]], None),
    ],
    ids=["follows", "draws", "always the same", "half", "nothing to tell apart"],
)
def test_the_spammer_score_says_how_far_answers_depend_on_the_item(beside, score):
    assert spammer_score(np.array(beside, dtype=float)) == (None if score is None else pytest.approx(score))


def test_facts_name_nobody_and_tell_who_always_says_the_same(study_of):
    found = rater_facts(study_of(table(answers()), ABC, settings=POINTS))
    assert (found.shown, found.hidden, found.one_answer, found.least) == (5, 1, 1, 5)
    assert found.most_frequent.max == 1
    assert found.spammer.min == pytest.approx(0)
    assert found.agreement.min <= found.agreement.median <= found.agreement.max
    assert "r0" not in repr(found)


def test_a_table_without_raters_says_why_there_is_nothing(study_of, tmp_path):
    study = study_of({"item": [1, 1, 2], "value": ["a", "b", "a"]}, ABC, settings=POINTS)
    assert rater_facts(study).undefined == "no_raters"
    with pytest.raises(AlignmentCardError, match="does not tell raters apart"):
        write_raters(study, tmp_path / "raters.csv")


def test_raters_and_pairs_are_written_without_those_who_answered_too_little(study_of, tmp_path):
    rows = [(item, "=evil" if rater == "r0" else rater, value) for item, rater, value in answers()]
    written = write_raters(study_of(table(rows), ABC, settings=POINTS), tmp_path / "raters.csv")
    raters, pairs = (list(csv.DictReader(path.read_text(encoding="utf-8").splitlines())) for path in written)
    assert [one["rater"] for one in raters] == ["'=evil", "r1", "r2", "r3", "r4"]
    assert len(pairs) == 10
    assert {name for one in pairs for name in (one["rater"], one["other"])} == {one["rater"] for one in raters}
    mine = {(i, r): v for i, r, v in rows}
    both = [(mine[i, "r1"], mine[i, "r2"]) for i in {i for i, _, _ in rows} if {(i, "r1"), (i, "r2")} <= set(mine)]
    [pair] = [one for one in pairs if (one["rater"], one["other"]) == ("r1", "r2")]
    assert int(pair["shared_items"]) == len(both)
    assert float(pair["agreement"]) == pytest.approx(np.mean([a == b for a, b in both]), abs=1e-5)


def test_agreement_with_gold_is_that_of_counting(study_of, tmp_path):
    rng = np.random.default_rng(0)
    said, gold = rng.integers(1, 4, (30, 4)), rng.integers(1, 4, 30)
    rows = [(f"i{item}", f"r{rater}", int(said[item, rater])) for item, rater in np.ndindex(said.shape)]
    columns = {name: [row[place] for row in rows] for place, name in enumerate(("item", "rater", "value"))}
    columns["expert"] = [None if item < 10 else str(gold[item]) for item, _ in np.ndindex(said.shape)]
    roles = Columns(item="item", rater="rater", value="value", gold="expert")
    study = study_of(columns, StatedScale("nominal", ("1", "2", "3")), roles)
    found, _ = raters_of(study)
    for place, one in enumerate(found):
        same = int((said[10:, place] == gold[10:]).sum())
        assert (one.gold_items, one.gold) == (20, pytest.approx(same / 20))
        assert one.gold_ends == pytest.approx(proportion_confint(same, 20, method="wilson"))
    assert rater_facts(study).gold.max == max(one.gold for one in found)
    write_raters(study, tmp_path / "r.csv")
    with (tmp_path / "r.csv").open(encoding="utf-8") as file:
        assert [float(row["gold_agreement"]) for row in csv.DictReader(file)] == pytest.approx([r.gold for r in found])


def test_without_gold_nothing_is_said_of_it(study_of):
    found = rater_facts(study_of(table(answers()), StatedScale("nominal")))
    assert found.gold is None


def timed(names=("lead_time", "created_at"), tired=0.0, raters=8, items=60, seed=4):
    """Raters of whom the first takes a tenth of the time; they may answer at random more often in the end.

    Rows stand in another order than that of time.
    """
    rng = np.random.default_rng(seed)
    truth, rows = rng.choice(list("abc"), items), []
    for rater in range(raters):
        for turn, item in enumerate(rng.permutation(items)):
            lost = rng.random() < (tired if turn >= items / 2 else 0.1)
            value = rng.choice(list("abc")) if lost else truth[item]
            taken = 1 + rng.random() if rater == 0 else 10 + 10 * rng.random()
            rows.append((f"i{item:02}", f"r{rater}", value, taken, f"2026-01-{1 + turn // 24:02}T{turn % 24:02}:00"))
    rng.shuffle(rows)
    columns = dict(zip(("item", "rater", "value", *names), map(list, zip(*rows, strict=True)), strict=True))
    return columns | {names[0]: [float(one) for one in columns[names[0]]]}


def test_times_are_those_of_each_rater_beside_the_middle_one(study_of):
    columns = timed()
    study = study_of(columns, ABC, settings=POINTS)
    medians = {
        f"r{n}": np.median([t for r, t in zip(columns["rater"], columns["lead_time"], strict=True) if r == f"r{n}"])
        for n in range(8)
    }
    assert {one.name: one.time for one in raters_of(study)[0]} == pytest.approx(medians)
    found = rater_facts(study)
    assert found.hurried == 1
    assert found.pace.min == pytest.approx(min(medians.values()) / np.median(list(medians.values())))
    assert found.pace.median == pytest.approx(1)


@pytest.mark.parametrize(("tired", "seen"), [(0.1, False), (0.6, True)])
def test_raters_who_tire_agree_less_in_later_answers(study_of, tired, seen):
    columns = timed(tired=tired)
    later = rater_facts(study_of(columns, ABC, settings=Settings(replicates=1))).later
    rows = list(zip(*(columns[name] for name in ("rater", "created_at", "item", "value")), strict=True))
    more = []
    for name in sorted(set(columns["rater"])):
        own = sorted(row for row in rows if row[0] == name)
        shares = [np.mean([v == value for r, _, i, v in rows if i == item and r != name]) for _, _, item, value in own]
        more.append(np.mean(shares[30:]) - np.mean(shares[:30]))
    assert later.value == pytest.approx(np.mean(more))
    half = t.ppf(0.975, 7) * np.std(more, ddof=1) / 8**0.5
    assert (later.low, later.high) == pytest.approx((later.value - half, later.value + half))
    assert (later.high < 0) is seen


def test_times_of_comparisons_are_read_too(study_of):
    columns = {name: values for name, values in timed().items() if name != "value"}
    rows = len(columns["item"])
    sides = {
        "model_a": ["x", "y"] * (rows // 2),
        "model_b": ["y", "x"] * (rows // 2),
        "winner": ["a", "b"] * (rows // 2),
    }
    pair = Pair("model_a", "model_b", "a", "b")
    said = Columns(item="item", rater="rater", value="winner")
    found = rater_facts(study_of(columns | sides, StatedScale(), said, Settings(replicates=0, pair=pair)))
    assert found.hurried == 1
    assert found.later is not None


@pytest.mark.parametrize("moments", [["3/2/2026", "2026-01-01"], ["noon", "midnight"]], ids=["dates", "words"])
def test_moments_that_do_not_sort_as_time_are_let_be(study_of, moments):
    columns = timed()
    columns["created_at"] = [moments[place % 2] for place in range(len(columns["item"]))]
    found = rater_facts(study_of(columns, ABC, settings=POINTS))
    assert found.later is None
    assert found.pace is not None


def test_a_table_without_times_says_nothing_of_them(study_of):
    found = rater_facts(study_of(timed(("weight", "note")), ABC, settings=POINTS))
    assert (found.pace, found.hurried, found.later) == (None, None, None)
