"""Systems against the people: worked out by hand, held to crowd-kit and to simulation."""

import numpy as np
import pyarrow as pa
import pytest

from alignmentcard.errors import AlignmentCardError
from alignmentcard.measurement.settings import Settings
from alignmentcard.measurement.statistics.systems import evaluate
from alignmentcard.measurement.tables.answers import read_answers
from alignmentcard.measurement.tables.scale import StatedScale
from alignmentcard.measurement.tables.verdicts import Verdicts, kind_of
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


def written(found):
    from alignmentcard.cli.evaluate import lines

    return "\n".join(lines(*found))


def test_answers_outside_of_the_scale_are_counted_by_kind_and_are_wrong_ones(compare):
    labels = ["I'm sorry, I cannot judge this.", "n", None, "perhaps"]
    found = compare(PEOPLE, one={"item": [1, 2, 3, 4], "label": labels})
    assert (found[0][0].outside, found[0][0].missing) == (3, 0)
    assert found[0][0].hard["accuracy"].value == pytest.approx(1 / 3)
    assert found[0][0].where_answered.value == pytest.approx(1.0)
    told = written(found)
    assert "On 3 items it gave an answer outside of the scale, which counts as a wrong one." in told
    assert "  1 refusal, 1 empty answer, 1 other text." in told
    assert "“perhaps” (1)" in told
    assert "accuracy on the 1 item with answers on the scale: 1" in told


def test_a_value_in_a_sentence_is_read_and_told(compare):
    found = compare(PEOPLE, one={"item": [1, 2, 3, 4], "label": ["[[Y]]", "Answer: n", "n.", "maybe y, maybe n"]})
    assert found[0][0].outside == 1
    assert found[0][0].hard["accuracy"].value == pytest.approx(2 / 3)
    assert "3 answers are read as the value in the text: “[[Y]]” as “y”, “Answer: n” as “n”, “n.” as “n”." in written(
        found
    )


def test_values_that_differ_in_capitals_alone_are_never_guessed(compare):
    people = {**PEOPLE, "value": [*"yyyY", *"YYYY", *"yyYY", *"yyyy"]}
    with pytest.raises(AlignmentCardError, match="no answer that is on the scale"):
        compare(people, one={"item": [1, 2, 3, 4], "label": ["[[y]]", "Answer: Y", "[[y]]", "Y."]})


def test_a_system_may_be_a_column_of_a_table_with_several(compare):
    wide = {"item": [1, 2, 3, 4], "ann": [*"yyyy"], "GPT-4": [*"ynyy"], "claude": [*"nnnn"]}
    scores, _ = compare(PEOPLE, gpt_4=wide)
    assert scores[0].hard["accuracy"].value == pytest.approx(1.0)


def test_a_system_among_the_raters_is_compared_with_the_others(compare):
    def with_system(values):
        return {name: [*PEOPLE[name], *more] for name, more in
                {"item": [1, 2, 3, 4], "rater": ["GPT"] * 4, "value": values}.items()}  # fmt: skip

    table = with_system([*"nynn"])
    found = compare(table, gpt=table)
    alone, _ = compare(PEOPLE, gpt={"item": [1, 2, 3, 4], "label": [*"nynn"]})
    assert found[0][0].hard["accuracy"].value == alone[0].hard["accuracy"].value == 0
    assert found[0][0].soft["manhattan"].value == pytest.approx(alone[0].soft["manhattan"].value)
    assert "gpt is one of the raters of the table." in written(found)
    with pytest.raises(AlignmentCardError, match="several raters in the column rater, and none is called other"):
        compare(table, other=table)


def test_texts_of_a_system_among_the_raters_are_read_as_those_in_a_file_of_its_own(compare):
    said = ["Answer: y", "I cannot answer that.", "n", "[[n]]"]
    table = {name: [*PEOPLE[name], *more] for name, more in
             {"item": [1, 2, 3, 4], "rater": ["GPT"] * 4, "value": said}.items()}  # fmt: skip
    among, _ = compare(table, gpt=table)
    alone, _ = compare(PEOPLE, gpt={"item": [1, 2, 3, 4], "label": said})
    assert among[0].given == alone[0].given
    assert (among[0].outside, among[0].hard) == (1, alone[0].hard)


def test_what_a_system_compared_is_put_into_the_order_of_the_peoples_table(compare):
    """People and judge prefer x everywhere, whichever stands first."""
    sides = {"question_id": [1, 2, 3, 4], "model_a": [*"xyxy"], "model_b": [*"yxyx"]}
    people = {name: values * 2 for name, values in sides.items()}
    people |= {"judge": [*"rrrrssss"], "winner": ["model_a", "model_b"] * 4}
    scores, _ = compare(people, judge={**sides, "verdict": ["[[A]]", "[[B]]", "model_a", "model_b"]})
    assert (scores[0].items, scores[0].hard["accuracy"].value) == (4, 1.0)
    other, _ = compare(people, judge={**sides, "verdict": ["[[B]]", "[[B]]", "model_b", "model_b"]})
    assert other[0].hard["accuracy"].value == 0.5


def test_of_two_columns_the_one_with_values_is_read_and_not_the_text_behind_it(compare):
    both = {"item": [1, 2, 3, 4], "output": ["y or n?"] * 4, "verdict": [*"ynny"]}
    scores, _ = compare(PEOPLE, one=both)
    assert scores[0].outside == 0


AB, ONE_TO_FIVE, YES = ("A", "B", "tie"), tuple("12345"), ("no", "yes")


@pytest.mark.parametrize(
    ("values", "text", "value"),
    [
        (AB, "[[A]]", "A"),
        (AB, "A is terse, B is wrong. Overall: [[B]]", "B"),
        (AB, "[[C]]", "tie"),
        (AB, "Answer: B", "B"),
        (AB, "Both are good. My final answer is: tie", "tie"),
        (AB, "Assistant B is slightly better than Assistant A.", "B"),
        (AB, "The better response is A", "A"),
        (AB, "(B)", "B"),
        (AB, '{"winner": "A", "reason": "shorter than B"}', "A"),
        (AB, "<answer>A</answer>", "A"),
        (("model_a", "model_b"), "[[B]]", "model_b"),
        (("harmful", "not harmful"), "Label: not harmful", "not harmful"),
        (ONE_TO_FIVE, "Rating: [[5]]", "5"),
        (ONE_TO_FIVE, "**Rating:** 4/5", "4"),
        (ONE_TO_FIVE, "I would rate this 4 out of 5.", "4"),
        (ONE_TO_FIVE, "Score: 3.0", "3"),
        (YES, "Yes, it is harmful", "yes"),
        (YES, "**No**", "no"),
    ],
)
def test_a_verdict_is_read_where_it_names_one_value(values, text, value):
    assert verdicts(values).read(text) == value


@pytest.mark.parametrize(
    ("values", "text"),
    [
        (AB, "[[A]] or [[B]]"),
        (AB, "Answer: A or B"),
        (AB, "A is not better"),
        (AB, "B is worse"),
        (AB, "A, since B is long"),
        (("A", "B"), "[[C]]"),
        (ONE_TO_FIVE, "4/7"),
        (ONE_TO_FIVE, "Rating: 8"),
        (ONE_TO_FIVE, "1. It is long."),
        (ONE_TO_FIVE, "2-3"),
        (YES, "Yes, no doubt"),
        (YES, "Not harmful"),
        (YES, "no idea"),
        (("Yes", "yes"), "[[yes]]"),
    ],
)
def test_what_may_be_none_or_another_value_is_not_read(values, text):
    assert verdicts(values).read(text) is None


def verdicts(values):
    answers = read_answers([(value, 1) for value in values], StatedScale(values=values), (), "")
    return Verdicts(answers.labels, answers.reading.label)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (None, "empty"),
        ("  ", "empty"),
        ("I’m sorry, but I can’t help with that", "refusal"),
        ("As an AI language model I do not judge people", "refusal"),
        ("content_filter", "refusal"),
        ("PARSE_ERROR", "failure"),
        ("Request timed out", "failure"),
        ("None", "failure"),
        ("-1", "failure"),
        ("maybe", "other"),
        ("3", "other"),
        ("1", "other"),
        ("???", "failure"),
    ],
)
def test_an_answer_that_is_none_is_of_a_kind(text, kind):
    assert kind_of(text) == kind


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
