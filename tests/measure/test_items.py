"""Items that divide people: counted by hand."""

import csv

import numpy as np
import pyarrow.parquet as pq
import pytest

from alignmentcard.measurement.settings import Settings
from alignmentcard.measurement.statistics.dawid_skene import posterior
from alignmentcard.measurement.statistics.items import copied, divided, doubt, item_facts, write_items
from alignmentcard.measurement.statistics.patterns import count_patterns
from alignmentcard.measurement.tables.scale import StatedScale
from alignmentcard.model.release import Columns

ANSWERS = {
    "calm": "y" * 15, "split": "ynynn" * 3, "copy": "ynynn" * 3, "even": "yynn" * 3, "near": "ynynx" * 3, "one": "y",
    "same": "y" * 15,
}  # fmt: skip
POINTS = Settings(replicates=0)


@pytest.fixture
def study(study_of):
    rows = [(item, f"r{place}", value) for item, values in ANSWERS.items() for place, value in enumerate(values)]
    columns = dict(zip(("item", "rater", "value"), map(list, zip(*rows, strict=True)), strict=True))
    return study_of(columns, StatedScale("nominal", ("y", "n", "x")), settings=POINTS)


def test_the_most_divided_items_come_first_and_single_ratings_are_left_out(study):
    assert [one.item for one in divided(study)] == ["near", "even", "copy", "split", "calm", "same"]
    near, even, *_ = divided(study)
    assert near.counts == (6, 6, 3)
    assert even.entropy == pytest.approx(1)


def test_divided_tied_and_copied_items_are_counted(study):
    found = item_facts(study, count_patterns(study))
    assert (found.rated_twice, found.divided, found.tied, found.copied) == (6, 4, 2, 2)


def test_items_on_which_everybody_agrees_are_not_taken_for_copies(study):
    assert copied(study) == {"split": "copy"}


def test_answers_that_few_people_give_to_many_items_are_no_copies(study_of):
    rows = [(item, rater, "yn"[(item >> rater) % 2]) for item in range(32) for rater in range(3)]
    columns = dict(zip(("item", "rater", "value"), map(list, zip(*rows, strict=True)), strict=True))
    assert copied(study_of(columns, settings=POINTS)) == {}


def test_items_whose_answers_other_people_gave_are_no_copies(study_of):
    rows = {"item": ["a"] * 15 + ["b"] * 15, "rater": [f"r{n}" for n in range(30)], "value": list("ynynn" * 6)}
    assert copied(study_of(rows, settings=POINTS)) == {}


@pytest.mark.parametrize("name", ["items.csv", "items.parquet"])
def test_items_are_written_as_the_name_of_the_file_says(study, tmp_path, name):
    path = tmp_path / name
    write_items(study, path)
    rows = (
        pq.read_table(path).to_pylist()
        if name.endswith("parquet")
        else list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
    )
    assert list(rows[0]) == ["item", "ratings", "count_y", "count_n", "count_x", "entropy", "same_answers_as",
                             "dawid_skene_answer", "dawid_skene_doubt"]  # fmt: skip
    assert [(one["item"], int(one["count_n"]), one["same_answers_as"] or None) for one in rows] == [
        ("near", 6, None), ("even", 6, None), ("copy", 9, None), ("split", 9, "copy"), ("calm", 0, None),
        ("same", 0, None),
    ]  # fmt: skip


def test_a_scale_of_many_values_says_why_items_are_not_counted(study_of):
    study = study_of(
        {"item": [n // 2 for n in range(80)], "value": list(range(80))}, StatedScale("interval"), settings=POINTS
    )
    assert item_facts(study, None).undefined == "too_many_values"


def likelihood(true, item, rater, code):
    """The log likelihood of all answers, with the raters' errors that fit the chances of the true values best."""
    errors = np.zeros((rater.max() + 1, true.shape[1], true.shape[1]))
    np.add.at(errors, (rater, code), true[item])
    errors /= np.maximum(errors.sum(axis=1, keepdims=True), 1e-300)
    weight = np.tile(np.log(np.maximum(true.mean(axis=0), 1e-300)), (len(true), 1))
    np.add.at(weight, item, np.log(np.maximum(errors[rater, code], 1e-300)))
    return np.logaddexp.reduce(weight, axis=1).sum()


@pytest.mark.parametrize(("seed", "same"), [(0, True), (1, True), (2, False)])
def test_the_chance_of_each_answer_is_that_of_crowd_kit_or_likelier(seed, same):
    """crowd-kit stops where its bound on the likelihood falls by rounding, at times long before nothing moves."""
    pandas, crowdkit = pytest.importorskip("pandas"), pytest.importorskip("crowdkit.aggregation")
    rng = np.random.default_rng(seed)
    item, rater = np.repeat(np.arange(60), 5), np.tile(np.arange(5), 60)
    truth, right = rng.integers(0, 3, 60), np.array([0.9, 0.8, 0.7, 0.6, 0.4])
    code = np.where(rng.random(300) < right[rater], truth[item], rng.integers(0, 3, 300))
    frame = pandas.DataFrame({"task": item, "worker": rater, "label": code})
    theirs = crowdkit.DawidSkene(n_iter=500, tol=1e-12).fit_predict_proba(frame).sort_index()[[0, 1, 2]].to_numpy()
    ours = posterior(item, rater, code, 3)
    assert likelihood(ours, item, rater, code) >= likelihood(theirs, item, rater, code) - 1e-6
    assert not same or ours == pytest.approx(theirs, abs=1e-5)
    assert (ours.argmax(axis=1) == truth).mean() > 0.75


def test_a_majority_of_raters_who_guess_does_not_outvote_those_who_know():
    rng = np.random.default_rng(1)
    truth = rng.integers(0, 2, 200)
    said = np.column_stack([truth, truth, *rng.integers(0, 2, (3, 200))])
    true = posterior(np.repeat(np.arange(200), 5), np.tile(np.arange(5), 200), said.reshape(-1), 2)
    majority = (said.mean(axis=1) > 0.5).astype(int)
    assert (true.argmax(axis=1) == truth).mean() == 1 > (majority == truth).mean()


def test_items_in_doubt_are_counted_and_written(study, tmp_path):
    doubts = doubt(study)
    found = item_facts(study, count_patterns(study))
    assert found.doubtful == sum(chance > 0.1 for _, chance in doubts.values())
    assert doubts["calm"][0] == "y"
    write_items(study, tmp_path / "i.csv")
    with (tmp_path / "i.csv").open(encoding="utf-8") as file:
        rows = {row["item"]: row for row in csv.DictReader(file)}
    assert rows["calm"]["dawid_skene_answer"] == "y"
    assert float(rows["split"]["dawid_skene_doubt"]) == pytest.approx(doubts["split"][1], abs=1e-9)


def commented():
    """Item 1 divides f and m wholly, item 2 not; of item 3 each group gave one answer, and x gave one anywhere."""
    rows = [(1, "a", "y", "f", "so kind"), (1, "b", "y", "f", None), (1, "c", "n", "m", "no\n way"),
            (1, "d", "n", "m", " "),
            (2, "a", "y", "f", None), (2, "b", "n", "f", None), (2, "c", "y", "m", "both"), (2, "d", "n", "m", None),
            (2, "e", "n", "x", None), (3, "a", "y", "f", None), (3, "c", "n", "m", None)]  # fmt: skip
    return dict(zip(("item", "rater", "value", "sex", "comment"), map(list, zip(*rows, strict=True)), strict=True))


def test_groups_that_differ_and_comments_stand_beside_an_item(study_of, tmp_path):
    columns = Columns(item="item", rater="rater", value="value", attributes={"sex": "sex"})
    write_items(study_of(commented(), StatedScale("nominal", ("y", "n")), columns, POINTS), tmp_path / "i.csv")
    with (tmp_path / "i.csv").open(newline="") as file:
        rows = {row["item"]: row for row in csv.DictReader(file)}
    apart = {item: (row["apart_by_sex"], row["groups_apart_by_sex"]) for item, row in rows.items()}
    assert apart == {"1": ("1", "f – m"), "2": ("0", "f – m"), "3": ("", "")}
    assert {item: row["comments"] for item, row in rows.items()} == {"1": "so kind | no way", "2": "both", "3": ""}


def test_without_groups_and_comments_there_are_no_columns_for_them(study, tmp_path):
    write_items(study, tmp_path / "i.csv")
    assert not {"comments", "apart_by_sex"} & set((tmp_path / "i.csv").read_text().splitlines()[0].split(","))
