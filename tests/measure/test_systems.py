"""Systems against the people: worked out by hand, held to crowd-kit and to simulation."""

import numpy as np
import pyarrow as pa
import pytest

from alignmentcard.errors import AlignmentCardError
from alignmentcard.measurement.settings import Settings
from alignmentcard.measurement.statistics.systems import evaluate
from alignmentcard.measurement.tables.scale import StatedScale
from alignmentcard.model.release import Columns

PEOPLE = {
    "item": np.repeat([1, 2, 3, 4], 4).tolist(),
    "rater": ["a", "b", "c", "d"] * 4,
    "value": [*"yyyn", *"nnnn", *"yynn", *"yyyy"],
}


@pytest.fixture
def compare(study_of):
    def compared(people, settings=None, columns=None, **systems):
        study = study_of(
            people, StatedScale(values=("n", "y")), columns=columns, settings=settings or Settings(replicates=200)
        )
        for name, system in systems.items():
            study.engine.hold(f"s_{name}", pa.table(system))
        return evaluate(study, {name: f"s_{name}" for name in systems})

    return compared


def test_hard_measures_use_items_with_a_single_most_frequent_answer(compare):
    scores, _ = compare(PEOPLE, one={"item": [1, 2, 3, 4], "label": [*"ynyn"]})
    assert (scores[0].items, scores[0].ties) == (4, 1)
    assert scores[0].hard["accuracy"].value == pytest.approx(2 / 3)
    assert scores[0].hard["macro_f1"].value == pytest.approx((2 / 3 + 2 / 3) / 2)
    assert scores[0].hard["cohen_kappa"].value == pytest.approx(0.4)


def test_the_people_themselves_are_at_no_distance(compare):
    shares = {"item": [1, 2, 3, 4], "share_y": [0.75, 0.0, 0.5, 1.0], "share_n": [0.25, 1.0, 0.5, 0.0]}
    scores, _ = compare(PEOPLE, one=shares)
    assert scores[0].soft["jensen_shannon"].value == pytest.approx(0.0)
    by_hand = (-0.75 * np.log2(0.75) - 0.25 * np.log2(0.25) + 1 + 2 * np.log2(1.001)) / 4
    assert scores[0].soft["cross_entropy"].value == pytest.approx(by_hand)


def test_shares_in_percent_are_those_without(compare):
    plain = {"item": [1, 2, 3, 4], "y": [0.7, 0.0, 0.5, 1.0], "n": [0.3, 1.0, 0.5, None]}
    percent = {"item": [1, 2, 3, 4], "y": ["70%", "0%", " 50 %", "100%"], "n": ["30%", "1.0", "50%", ""]}
    scores, _ = compare(PEOPLE, plain=plain, percent=percent)
    assert scores[0].soft["manhattan"].value == pytest.approx(scores[1].soft["manhattan"].value)
    assert scores[0].soft["cross_entropy"].value == pytest.approx(scores[1].soft["cross_entropy"].value)


@pytest.mark.parametrize("cell", ["n/a", "0,7", "inf", "seventy"])
def test_a_share_that_is_none_is_refused_by_its_cell(compare, cell):
    with pytest.raises(AlignmentCardError, match=f"column y, in the row of item 2, has “{cell}”.* such as 68%"):
        compare(PEOPLE, one={"item": [1, 2], "y": ["1", cell], "n": ["0", "0.5"]})


def test_answers_outside_of_the_scale_are_named_and_those_nearly_on_it_told(compare):
    from alignmentcard.cli.evaluate import lines

    scores, differences = compare(PEOPLE, one={"item": [1, 2, 3, 4], "label": ["Y", "n", "Y", "perhaps"]})
    told = "\n".join(lines(scores, differences))
    assert scores[0].outside == 3
    assert "“Y” (2), “perhaps” (1)" in told
    assert "“Y” differs from “y” in capitals or blanks only." in told
    assert "“perhaps” differs" not in told


def test_several_runs_of_a_system_are_a_distribution(compare):
    runs = {"item": [1, 1, 1, 1], "label": [*"yyyn"]}
    scores, _ = compare(PEOPLE, one=runs)
    assert scores[0].soft["jensen_shannon"].value == pytest.approx(0.0)


def test_a_nearer_system_is_nearer_with_its_interval(compare):
    rng = np.random.default_rng(0)
    share = rng.uniform(0.1, 0.9, 150)
    people = {
        "item": np.repeat(np.arange(150), 12).tolist(),
        "value": ["ny"[int(rng.random() < share[item])] for item in range(150) for _ in range(12)],
    }
    near, far = ({"item": list(range(150)), "y": q.tolist(), "n": (1 - q).tolist()} for q in (share, 1 - share))
    _, differences = compare(people, near=near, far=far)
    assert differences[0].systems == ("near", "far")
    assert all(closer.low > 0 for closer in differences[0].closer.values())


def test_equal_systems_do_not_differ(compare):
    one = {"item": [1, 2, 3, 4], "label": [*"ynyn"]}
    _, differences = compare(PEOPLE, one=one, two=one)
    assert {name: closer.value for name, closer in differences[0].closer.items()} == dict.fromkeys(
        ("accuracy", "jensen_shannon", "cross_entropy", "manhattan"), 0.0
    )


def test_each_large_group_is_compared_on_its_own(compare):
    rows = [(i, f"{g}{r}", "y" if g == "f" else "n", g) for i in range(8) for g in "fm" for r in range(6)]
    people = {name: [row[place] for row in rows] for place, name in enumerate(("item", "rater", "value", "sex"))}
    system = {"item": list(range(8)), "label": ["y"] * 8}
    scores, _ = compare(people, columns=Columns(attributes={"sex": "sex"}), one=system)
    assert scores[0].groups["sex: f"]["jensen_shannon"].value == pytest.approx(0.0)
    assert scores[0].groups["sex: m"]["jensen_shannon"].value == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("system", "text"),
    [
        ({"item": [9], "label": ["y"]}, "answered none of the items"),
        ({"item": [1], "label": ["maybe"]}, "It answers “maybe”; people answered “n”, “y”."),
        (
            {"item": [1, 1], "judge_model": ["a", "b"], "verdict": ["y", "n"]},
            "several systems in the column judge_model: a, b",
        ),
        ({"x": [1], "z": ["y"]}, "needs an item column"),
    ],
)
def test_a_system_that_cannot_be_compared_gives_one_sentence(compare, system, text):
    with pytest.raises(AlignmentCardError, match=text):
        compare(PEOPLE, one=system)
