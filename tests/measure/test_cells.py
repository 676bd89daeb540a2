"""What a cell means: spellings of one answer, words for no answer, abstentions, several labels, orders."""

import json
from datetime import date, datetime
from decimal import Decimal

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from alignmentcard.measurement.run import run
from alignmentcard.measurement.settings import Settings
from alignmentcard.measurement.statistics.agreement import agreement
from alignmentcard.measurement.statistics.patterns import count_patterns
from alignmentcard.measurement.statistics.several_labels import several_labels
from alignmentcard.measurement.tables.answers import read_answers
from alignmentcard.measurement.tables.files import find
from alignmentcard.measurement.tables.ratings import Source
from alignmentcard.measurement.tables.scale import ScaleError, StatedScale
from alignmentcard.model.release import Columns

FIVE = StatedScale("ordinal", ("1", "2", "3", "4", "5"))


def answers_of(values, said=None, missing=(), untyped=False, separator=None):
    counted = [(value, 1) for value in values]
    return read_answers(counted, said or StatedScale(), missing, "The table", untyped=untyped, separator=separator)


def given_labels(found):
    return [None if code < 0 else found.labels[code] for code in found.codes]


@pytest.mark.parametrize(("values", "said", "labels"), [
    (["1", "1.0", "01", " 1", "+1", "1e0"], StatedScale(), ["1"] * 6),
    (["1", "1.0", "2"], FIVE, ["1", "1", "2"]),
    ([1.0, 2.0], FIVE, ["1", "2"]),
    ([1, 2], StatedScale("ordinal", ("1.0", "2.0")), ["1.0", "2.0"]),
    ([Decimal("1.50"), Decimal("1.5")], StatedScale(), ["1.5", "1.5"]),
    (["0.50", ".5", 0.5], StatedScale("interval"), ["0.5"] * 3),
    (["1234567890123456789", "1234567890123456788"], StatedScale(), ["1234567890123456789", "1234567890123456788"]),
    (["1", "1.0", "x"], StatedScale(), ["1", "1.0", "x"]),
    (["1.0", "01", "x"], StatedScale("nominal", ("1", "x")), ["1", "1", "x"]),
    (["01", "1", "1.0"], StatedScale("nominal", ("01", "1")), ["01", "1", "1.0"]),
    (["1,5", "5,1"], StatedScale(), ["1,5", "5,1"]),
    (["True", "true", "FALSE"], StatedScale(), ["true", "true", "false"]),
    (["True", True, "no"], StatedScale("nominal", ("true", "false", "no")), ["true", "true", "no"]),
    (["true", "false"], StatedScale("nominal", ("TRUE", "FALSE")), ["TRUE", "FALSE"]),
    (["True", "other"], StatedScale(), ["True", "other"]),
    (["Yes", "yes", "yes "], StatedScale(), ["Yes", "yes", "yes "]),
    ([b"a", b"\xff"], StatedScale(), ["a", "\\xff"]),
    ([{"b": 1, "a": 2}, {"a": 2, "b": 1}], StatedScale(), ['{"a": 2, "b": 1}'] * 2),
], ids=str)  # fmt: skip
def test_spellings_of_one_answer_are_one_answer(values, said, labels):
    assert given_labels(answers_of(values, said)) == labels


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-999, max_value=999))
def test_any_number_is_the_same_answer_as_text_and_as_number(number):
    texts = [str(number), f"{number:.6f}", f" {number} ", f"{number:e}"]
    assert len(set(given_labels(answers_of([*texts, number, float(number)])))) == 1


def test_merged_spellings_are_told_with_their_counts_and_examples():
    found = read_answers([("1", 5), ("1.0", 2), ("01", 1), ("2", 9)], StatedScale(), (), "The table")
    assert found.counts == (8, 9)
    assert found.told == (
        "3 ratings: spellings of one answer are counted together: “01”, “1”, “1.0” as 1.",
    )  # fmt: skip


def test_labels_that_differ_in_capitals_or_blanks_only_are_told_and_not_merged():
    found = read_answers([("Kind", 1), ("kind", 3), ("kind ", 1), ("rude", 2)], StatedScale(), (), "The table")
    assert found.labels == ("Kind", "kind", "kind ", "rude")
    assert [line.partition(" differ")[0] for line in found.told] == ["“Kind” (1), “kind” (3), “kind ” (1)"]


WORDS = ["NA", "N/A", "NaN", "nan", "null", "None", "NULL", "#N/A", "-"]


@pytest.mark.parametrize("word", [*WORDS, " NA "])
def test_words_for_no_answer_are_none_in_a_text_file(word):
    found = read_answers([("x", 3), (word, 2)], StatedScale(), (), "The table", untyped=True)
    assert (found.labels, found.set_aside, found.missing) == (("x",), {f"missing code {word.strip()}": 2}, 2)
    assert found.told == (
        f"2 ratings: {word.strip()} is read as missing. If it is an answer, list it under scale.values.",
    )


@pytest.mark.parametrize("said", [StatedScale("nominal", ("x", "None")), StatedScale("nominal", ("x",), ("None",))])
def test_a_word_that_the_card_lists_is_an_answer(said):
    found = answers_of(["x", "None"], said, untyped=True)
    assert (found.set_aside, found.ratings, found.outside) == ({}, 2, ())


@pytest.mark.parametrize("word", ["NA", "unknown", "Prefer not to say", "?", "n/a"])
def test_such_words_in_a_typed_file_are_answers_and_doubted(word):
    found = answers_of(["x", word])
    assert (found.set_aside, found.doubtful) == ({}, (word,))


@pytest.mark.parametrize(("values", "doubtful"), [
    (["1", "2", "3", "-99"], ("-99",)), (["1", "2", "999"], ("999",)), ([str(n) for n in range(101)], ()),
    (["-99", "-98", "-97"], ()), (["99"], ()),
])  # fmt: skip
def test_a_number_of_nines_is_doubted_where_it_is_far_off(values, doubtful):
    assert answers_of(values).doubtful == doubtful


@pytest.mark.parametrize("value", [None, float("nan"), Decimal("NaN"), "", "  ", [], [None, ""]])
def test_an_empty_cell_holds_no_value(value):
    assert answers_of(["x", value]).set_aside == {"no value": 1}


@pytest.mark.parametrize(("value", "code"), [
    ("-99", "-99"), ("-99.0", "-99"), (-99.0, "-99"), (-99, "-99.0"), (" -99", "-99"), (True, "true"), ("TRUE", "true"),
    ("EXPIRED ", "EXPIRED"),
])  # fmt: skip
def test_a_missing_code_is_found_in_any_spelling(value, code):
    assert answers_of([value, "5"], missing=[code]).set_aside == {f"missing code {code}": 1}


@pytest.mark.parametrize(("values", "said"), [
    (["1", "2", "dk"], StatedScale("ordinal", ("1", "2"), ("dk",))),
    (["1", "2", "dk"], StatedScale("ordinal", ("1", "2", "dk"), ("dk",))),
    (["1", "2", "dk"], StatedScale("interval", (), ("dk",))),
    (["1", "2", "0.0"], StatedScale("interval", (), ("0",))),
    (["1", "2", True], StatedScale("ordinal", ("1", "2"), ("true",))),
])  # fmt: skip
def test_an_abstention_is_on_the_scale_and_has_no_place_in_its_order(values, said):
    found = answers_of(values, said)
    assert (found.outside, found.ratings) == ((), 3)
    assert [found.labels[code] for code in found.abstain] == list(said.abstain)
    assert found.placeless == found.abstain
    assert found.line is not None


def test_a_number_scale_with_an_abstention_is_one_of_numbers_without_a_card():
    assert answers_of(["1", "2", "3", "dk"], StatedScale(abstain=("dk",))).level == "interval"


def rated(text):
    """A table from `item rater value` lines."""
    rows = [line.split() for line in text.split(",")]
    return {name: [row[place] for row in rows] for place, name in enumerate(("item", "rater", "value"))}


ABSTAINED = rated("1 a 1,1 b 1,2 a 5,2 b 5,3 a 2,3 b 2,4 a dk,4 b 1,5 a 1,5 b dk")


@pytest.mark.parametrize("values", [("1", "2", "3", "4", "5"), ("1", "2", "3", "4", "5", "dk"), ()])
def test_ordered_agreement_leaves_abstentions_out_and_nominal_counts_them(study_of, values):
    study = study_of(ABSTAINED, StatedScale("ordinal", values, ("dk",)))
    found = agreement(study, count_patterns(study))
    assert found.krippendorff_alpha.value == 1
    assert found.alpha["interval"].value == 1
    assert found.alpha["nominal"].value == pytest.approx(0.5)
    assert found.percent_agreement.value == 0.6


def test_ordered_agreement_leaves_abstentions_out_on_a_scale_of_many_values(study_of):
    numbers = [str(number) for number in range(40) for _ in "ab"]
    table = {
        "item": [f"i{place // 2}" for place in range(84)], "rater": [*"ab"] * 42,
        "value": [*numbers, "dk", "1", "2", "dk"],
    }  # fmt: skip
    study = study_of(table, StatedScale("interval", (), ("dk",)), settings=Settings(replicates=50))
    found = agreement(study, None)
    assert [found.alpha[level].value for level in ("ordinal", "interval", "ratio")] == [1, 1, 1]
    assert found.percent_agreement.value == pytest.approx(40 / 42)
    assert (found.items, found.ratings) == (42, 84)


def test_chance_in_fleiss_kappa_comes_from_all_rated_items(study_of):
    """As Fleiss and Gwet define it: items with one rating have shares of values, though no pairs."""
    study = study_of(rated("1 a x,1 b y,2 a x,2 b x,3 a y,3 b y,4 a y,5 a y,6 a y"))
    found = agreement(study, count_patterns(study))
    assert found.fleiss_kappa.value == pytest.approx(1 / 9)
    assert found.alpha["nominal"].value == pytest.approx(4 / 9)


def test_answers_that_an_ordered_scale_does_not_have_are_counted_shown_and_left_out_of_order(study_of):
    table = rated("1 a low,1 b low,2 a high,2 b high,3 a Low,3 b low,4 a mid,4 b mid")
    study = study_of(table, StatedScale("ordinal", ("low", "mid", "high")))
    assert study.answers.outside == ("Low",)
    assert any("no place in its order" in line for line in study.answers.told)
    assert agreement(study, count_patterns(study)).krippendorff_alpha.value == 1


SETS = [
    text.split() for text in ("joy fear", "fear joy", "anger", "anger", "joy anger", "anger joy", "fear", "fear joy")
]
SPELLINGS = {
    "commas": ([",".join(part) for part in SETS], None, StatedScale()),
    "commas and blanks": ([", ".join(part) for part in SETS], None, StatedScale()),
    "stated separator": ([";".join(part) for part in SETS], ";", StatedScale()),
    "labels of the card": (["|".join(part) for part in SETS], None, StatedScale("nominal", ("joy", "fear", "anger"))),
    "JSON": ([json.dumps(part) for part in SETS], None, StatedScale()),
    "Python": ([str(part) for part in SETS], None, StatedScale()),
    "NumPy": ([str(part).replace(",", "") for part in SETS], None, StatedScale()),
    "lists": (SETS, None, StatedScale()),
}


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_several_labels_are_a_set_in_any_spelling(study_of, spelling):
    values, separator, said = SPELLINGS[spelling]
    table = {"item": [f"i{place // 2}" for place in range(8)], "rater": [*"ab"] * 4, "value": values}
    study = study_of(table, said, settings=Settings(replicates=0, separator=separator))
    found = several_labels(study, patterns := count_patterns(study))
    assert agreement(study, patterns).percent_agreement.value == 0.75
    assert found["sets"].alpha["masi"].value == pytest.approx(masi_alpha(SETS), abs=1e-12)
    assert sorted(found) == ["anger", "fear", "joy", "sets"]
    assert study.answers.outside == ()


def masi_alpha(answers):
    """Alpha of pairs of answers with the distance that nltk calls masi: 1 - |A & B| / |A | B| * m."""

    def apart(a, b):
        common, either = len(a & b), len(a | b)
        if a == b:
            m = 1.0
        elif common == min(len(a), len(b)):
            m = 0.67
        else:
            m = 0.33 if common else 0.0
        return 1 - common / either * {1.0: 1, 0.67: 2 / 3, 0.33: 1 / 3, 0.0: 0}[m]

    sets = [set(answer) for answer in answers]
    observed = sum(2 * apart(a, b) for a, b in zip(sets[::2], sets[1::2], strict=True)) / len(sets)
    expected = sum(apart(a, b) for a in sets for b in sets) / (len(sets) * (len(sets) - 1))
    return 1 - observed / expected


@pytest.mark.parametrize("values", [["no, thanks", "thanks, no"], ["yes; no", "no"]])
def test_a_comma_alone_does_not_make_several_labels_where_the_card_lists_the_answer(values):
    assert answers_of(values, StatedScale("nominal", tuple(values))).sets is None


def test_how_several_labels_were_found_is_told():
    found = answers_of(["joy,fear", "fear,joy"])
    assert any("read as several labels, with “,” between them" in line for line in found.told)


@pytest.mark.parametrize(("values", "labels"), [
    ([["r1", "r2"], ["r2", "r1"]], ["r1 > r2", "r2 > r1"]),
    (['["r1", "r2"]', "r1 > r2", "r1>r2"], ["r1 > r2"] * 3),
    (["a > c = b", "a > b = c", "b > a = c"], ["a > b = c", "a > b = c", "b > a = c"]),
])  # fmt: skip
def test_a_ranking_keeps_its_order_and_ties_have_none(values, labels):
    assert given_labels(answers_of(values, StatedScale(ranked=True))) == labels
    assert answers_of(values, StatedScale(ranked=True, values=("r1", "r2"))).sets is None


@pytest.mark.parametrize(("values", "said", "word"), [
    ([float("inf"), 1.0], StatedScale(), "inf"),
    (["inf", "1"], StatedScale(), "inf"),
    (["-Infinity"], StatedScale("ratio"), "-Infinity"),
    (["9" * 5000, "1"], StatedScale(), "5,000 signs"),
    (["9" * 5000], StatedScale(), "5,000 signs"),
    (["1e999", "1"], StatedScale(), "1e999"),
    ([date(2024, 5, 1)], StatedScale(), "dates or times, such as 2024-05-01"),
    ([datetime(2024, 5, 1, 12)], StatedScale(), "dates or times"),
    (["1", "two"], StatedScale("interval"), "two"),
], ids=str)  # fmt: skip
def test_what_no_scale_can_have_is_refused_in_a_sentence(values, said, word):
    with pytest.raises(ScaleError, match=word):
        answers_of(values, said)


@pytest.mark.parametrize("values", [["inf", "sup"], ["inf"], ["Infinity", "zero"]])
def test_infinity_among_words_is_a_word(values):
    assert answers_of(values).ratings == len(values)


def test_a_typed_file_and_a_text_file_of_the_same_answers_give_the_same(tmp_path):
    values = ["1", "1.0", "2", "", "2", "3", "NA", "3"]
    rows = [(f"i{place // 2}", "ab"[place % 2], value) for place, value in enumerate(values)]
    (tmp_path / "t.csv").write_text("item,rater,value\n" + "".join(f"{','.join(row)}\n" for row in rows))
    numbers = [None if value in ("", "NA") else float(value) for *_, value in rows]
    items, raters, _ = zip(*rows, strict=True)
    pq.write_table(pa.table({"item": items, "rater": raters, "value": numbers}), tmp_path / "t.parquet")
    found = [measured(tmp_path / name).agreement for name in ("t.csv", "t.parquet")]
    assert found[0] == found[1]
    assert found[0].krippendorff_alpha.value == pytest.approx(8 / 11)


def measured(path, columns=None):
    facts = run([Source(find(path), columns or Columns())], settings=Settings(replicates=0, draws=5))
    return next(iter(facts.dimensions.values()))


@pytest.mark.parametrize("lines", [
    ('{"value": 1}', '{"value": "1"}', '{"value": 1.0}', '{"value": "01"}'),
    ('{"value": true}', '{"value": "True"}', '{"value": "true"}', '{"value": true}'),
    ('{"value": ["b", "a"]}', '{"value": "[\\"a\\", \\"b\\"]"}', '{"value": ["a", "b"]}', '{"value": ["b", "a"]}'),
], ids=["numbers", "booleans", "lists"])  # fmt: skip
def test_json_values_and_their_texts_are_one_answer(tmp_path, lines):
    rows = [{"item": place // 2, "rater": place % 2, **json.loads(line)} for place, line in enumerate(lines)]
    (tmp_path / "t.jsonl").write_text("\n".join(map(json.dumps, rows)))
    found = measured(tmp_path / "t.jsonl")
    assert (len(found.sizes.values), found.agreement.percent_agreement.value) == (1, 1)


@pytest.mark.parametrize(("kind", "values", "labels"), [
    (pa.float32(), [0.1, 0.1, 0.3, 0.3], {"0.1": 2, "0.3": 2}),
    (pa.decimal128(10, 3), [Decimal("1.500"), Decimal("1.5"), Decimal(2), Decimal(2)], {"1.5": 2, "2": 2}),
    (pa.uint64(), [2**64 - 1, 2**64 - 1, 0, 0], {"0": 2, "18446744073709551615": 2}),
    (pa.bool_(), [True, True, False, False], {"false": 2, "true": 2}),
    (pa.dictionary(pa.int32(), pa.string()), ["a", "a", "b", "b"], {"a": 2, "b": 2}),
    (pa.struct({"a": pa.int64()}), [{"a": 1}, {"a": 1}, {"a": 2}, {"a": 2}], {"1": 2, "2": 2}),
    (pa.list_(pa.int64()), [[1, 2], [2, 1], [3], [3]], {"1,2": 2, "3": 2}),
], ids=str)  # fmt: skip
def test_every_type_of_a_column_is_joined_to_its_codes(study_of, kind, values, labels):
    study = study_of({"item": [*"1122"], "rater": [*"abab"], "value": pa.array(values, kind)})
    assert dict(zip(study.answers.labels, study.answers.counts, strict=True)) == labels
    assert agreement(study, count_patterns(study)).percent_agreement.value == 1


COUNTED = "item,value,count\n1,a,{}\n1,b,2\n"


@pytest.mark.parametrize("count", ["1.5", "-49", "inf", "nan", "many", "1e300", "9007199254740993"])
def test_a_count_that_no_number_of_answers_can_be_is_refused(tmp_path, count):
    (tmp_path / "t.csv").write_text(COUNTED.format(count))
    with pytest.raises(Exception, match=rf"holds the count “{count}”") as refused:
        measured(tmp_path / "t.csv")
    assert "a whole number, 0 or more" in str(refused.value)


@pytest.mark.parametrize(("count", "values"), [
    ("3", {"a": 3, "b": 2}), ("3.0", {"a": 3, "b": 2}), ("0", {"b": 2}), ("", {"b": 2}),
    ("2000000000", {"a": 2 * 10**9, "b": 2}),
])  # fmt: skip
def test_whole_counts_are_counted_and_nothing_is_no_rating(tmp_path, count, values):
    (tmp_path / "t.csv").write_text(COUNTED.format(count))
    assert measured(tmp_path / "t.csv").sizes.values == values


@pytest.mark.parametrize(("occasions", "first"), [
    (["10/1/2025", "2/1/2025"], "late"), (["2/13/2025", "10/1/2025"], "early"), (["20/1/2025", "1/2/2025"], "early"),
    (["wave 2", "wave 10"], "early"), (["2", "10"], "early"), (["2025-02-01", "2025-01-31"], "late"),
    (["3.1.25 9:05", "13.1.25 10:05"], "early"), (["1/13/2025 9:05", "1/13/2025 10:05"], "early"),
])  # fmt: skip
def test_the_first_answer_is_the_one_that_was_given_first(study_of, occasions, first):
    table = {"item": ["1"] * 2, "rater": ["a"] * 2, "value": ["early", "late"], "occasion": occasions}
    study = study_of(table, columns=Columns(occasion="occasion"))
    kept = [row["code"] for row in study.rows(f"SELECT code FROM {study.ratings}")]
    assert [study.answers.labels[code] for code in kept] == [first]


@pytest.mark.parametrize("occasions", [
    ["1/2/2025", "2/1/2025"], ["13/1/2025", "1/13/2025"], ["1/1/2025", "2025-02-01"],
    ["1/13/2025 9:05 PM", "1/13/2025 9:06 PM"],
])  # fmt: skip
def test_occasions_whose_order_is_not_clear_are_refused(study_of, occasions):
    table = {"item": ["1"] * 2, "rater": ["a"] * 2, "value": ["x", "y"], "occasion": occasions}
    with pytest.raises(Exception, match="2025-10-01"):
        study_of(table, columns=Columns(occasion="occasion"))


@pytest.mark.parametrize("method", ["wawa", "dawid_skene", "majority_vote", "kos"])
def test_every_method_of_aggregation_runs_or_says_why_not(study_of, method):
    from alignmentcard.measurement.statistics.aggregation import aggregation

    if method != "majority_vote":
        pytest.importorskip("crowdkit")
    table = {
        "item": [f"i{place // 3}" for place in range(30)], "rater": [*"abc"] * 10,
        "value": ["x" if place % 7 else "y" for place in range(30)], "label": ["x"] * 30,
    }  # fmt: skip
    found = aggregation(study_of(table, columns=Columns(label="label")), method)
    assert (found.items, found.undefined) == (10, None)
    assert method == "kos" or found.reproduced == 1.0


def test_a_released_label_is_read_as_answers_are(study_of):
    from alignmentcard.measurement.statistics.aggregation import aggregation

    table = {
        "item": [*"1122"],
        "rater": [*"abab"],
        "value": ["1", "1.0", "2", "2"],
        "label": ["01", "1.0", "2", "2.00"],
    }
    found = aggregation(study_of(table, columns=Columns(label="label")), "majority_vote")
    assert (found.items, found.reproduced, found.contradictory) == (2, 1.0, 0)


@pytest.mark.parametrize(("scale", "shift"), [("1", "0"), ("1e-7", "0"), ("1", "1e15")])
@pytest.mark.parametrize(("label", "reproduced"), [("1.5", 1.0), ("2", 1.0), ("1.9", 0.0)])
def test_a_mean_is_reproduced_or_not_wherever_numbers_stand(study_of, scale, shift, label, reproduced):
    from alignmentcard.measurement.statistics.aggregation import aggregation

    def moved(text):
        return str(Decimal(text) * Decimal(scale) + Decimal(shift))

    values, labels = ("1", "2", "7"), (label, label, "7")
    table = {"item": [*"112"], "rater": [*"aba"], "value": [*map(moved, values)], "label": [*map(moved, labels)]}
    found = aggregation(study_of(table, StatedScale("interval"), columns=Columns(label="label")), "mean")
    assert found.reproduced == pytest.approx((1 + reproduced) / 2)


# Answers that a reader may take for something else

LIKE_NUMBERS, STEPS = "look like numbers with something around them", "look like steps of a scale"
NO_NUMBERS = "is no number, all others are: "
ASKED = {
    "stars in words": (["1 star", "2 stars", "3 stars"], LIKE_NUMBERS),
    "stars": (["★☆☆", "★★☆", "★★★"], LIKE_NUMBERS),
    "number and word": (["1 - No", "2 - Perhaps", "3 - Yes"], LIKE_NUMBERS),
    "number in brackets": (["(1) No", "(2) Perhaps", "(3) Yes"], LIKE_NUMBERS),
    "percent": (["20%", "40 %", "60%"], LIKE_NUMBERS),
    "of five": (["1/5", "2/5", "5/5"], LIKE_NUMBERS),
    "thousands": (["1,000", "2,000", "3,000"], LIKE_NUMBERS),
    "open end": (["1", "2", "3", "4+"], f"{NO_NUMBERS}“4+” (1)"),
    "don't know": (["1", "2", "3", "don't know"], f"{NO_NUMBERS}“don't know” (1)"),
    "error of a spreadsheet": (["1", "2", "3", "#DIV/0!"], "--column 'missing=#DIV/0!'"),
    "decimal comma": (["1", "2", "3", "3,5"], f"{NO_NUMBERS}“3,5” (1)"),
    "halves": (["1", "1½", "2", "2½"], LIKE_NUMBERS),
    "numbers in words": (["one", "Two", "three"], STEPS),
    "Roman numbers": (["I", "II", "III"], STEPS),
    "adverbs": (["Not at all", "A little", "Very", "Extremely"], STEPS),
    "don't know and a command": (["1", "2", "3", "don't know"], "--column 'missing=don'\"'\"'t know'"),
    "agreement": (["Disagree", "Strongly disagree", "Strongly agree", "Agree"], STEPS),
    "frequency": (["never", "sometimes", "always"], STEPS),
    "yes in two ways": (["Y", "Yes", "N"], "“Y” (1), “Yes” (1) are counted as different answers"),
    "true and one": (["true", "1", "0"], "“1” (1), “true” (1) are counted as different answers"),
    "no in four languages": (["0", "no", "Nein", "False", "Ja", "1"], "“0” (1), “False” (1), “Nein” (1), “no” (1) are"),
    "yes beside an answer of its own": (["Yes", "Ja", "No", "unsure"], "“Ja” (1), “Yes” (1) are counted as different"),
    "numbers beside words": (["1", "0", "yes", "no", "unclear"], "“1” (1), “yes” (1) are counted as different"),
    "sí": (["Sí", "yes", "No"], "“Sí” (1), “yes” (1) are counted as different"),
    "orders": (["A > B > C", "B>A=C"], "look like orders of preference"),
    "several labels": (["toxic", "insult", "insult/toxic"], "say --separator '/'"),
    "several labels, one of them never alone": (["toxic", "insult,toxic"], "say --separator ','"),
    "far number": (["1", "2", "3", "99"], "“99” (1) may stand for no answer, and is counted as one"),
    "skipped": (["a", "b", "skipped"], "“skipped” (1) may stand for no answer"),
    "unknown": (["a", "b", "unknown"], "“unknown” (1) may stand for no answer"),
}


@pytest.mark.parametrize("case", ASKED)
def test_answers_that_may_be_meant_otherwise_are_asked_about(case):
    values, told = ASKED[case]
    assert told in " ".join(answers_of(values).told)


def test_a_blank_before_a_sign_neither_hides_numbers_nor_makes_them_others_unasked():
    told = " ".join(answers_of(["20%", "20 %", "40%", "60%"]).told)
    assert LIKE_NUMBERS in told
    assert "“20 %” (1), “20%” (1) differ only in capitals, blanks, quotation marks" in told


@pytest.mark.parametrize(("one", "other"), [("kind", "kind\u200b"), ("kind", '"kind"'), ("kind", "“Kind”")])
def test_what_looks_the_same_on_a_screen_is_asked_about(one, other):
    told = " ".join(answers_of([one, other, "rude"]).told)
    assert f"“{other}” (1)" in told
    assert "signs that nobody sees, and are counted as different answers" in told


ORDER = StatedScale("ordinal", ("1", "2", "3"))
MEANT = {
    "capitals": (StatedScale("ordinal", ("no", "perhaps", "yes")), ["No", "perhaps", "yes"], "“No” is probably no."),
    "anchors in the data": (ORDER, ["1 - bad", "2", "3 (good)"], "“1 - bad” is probably 1; “3 (good)” is probably 3."),
    "anchors in the card": (StatedScale("ordinal", ("1 = bad", "2", "3 = well")), ["1"], "“1” is probably 1 = bad."),
    "no answer": (ORDER, ["1", "2", "n/a"], "“n/a” (1) is counted as an answer. If it is none, list it under"),
    "a code": (ORDER, ["1", "2", "-99"], "“-99” (1) is counted as an answer"),
    "cannot say": (ORDER, ["1", "2", "Don't know"], "under scale.abstain"),
}  # fmt: skip


@pytest.mark.parametrize("case", MEANT)
def test_what_an_answer_off_the_scale_probably_means_is_told(case):
    scale, values, told = MEANT[case]
    assert told in " ".join(answers_of(values, scale).told)


@pytest.mark.parametrize("values", [["1", "2", "4"], ["1", "2", "2a"], ["1", "2", "wrong"]])
def test_nothing_is_made_of_an_answer_that_is_like_no_value(values):
    told = " ".join(answers_of(values, ORDER).told)
    assert "probably" not in told
    assert "is counted as an answer" not in told


def test_one_emoji_in_several_tones_is_asked_about():
    told = " ".join(answers_of(["👍", "👍🏽", "👎"]).told)
    assert "“👍” (1), “👍🏽” (1) are one sign in several forms or tones of skin" in told
    assert "“👎”" not in told


@pytest.mark.parametrize("values", [
    ["x", "y", "z"], ["1", "2", "3"], ["1", "x", "y", "z"], ["1 star", "2 stars"], ["0", "1", "x"], ["yes", "no"],
    ["1a", "1b", "2"], ["2024-01-01", "2024-01-02", "2024-02-01"], ["high", "fish", "bird", "dog", "cat", "cow", "hen"],
    ["R&B", "soul", "jazz"], ["Yes, but not now", "Yes, always", "No, never"], ["A>B", "tie"],
    ["1,5", "5,1"], ["-1", "0", "1"], ["x", "y", "n", "no"],
    ["Yes", "No", "unsure"], ["1 2", "12"], ["A", "B", "C", "D"], ["one", "both", "neither"], ["I", "you", "we"],
], ids=str)  # fmt: skip
def test_plain_answers_are_not_asked_about(values):
    assert answers_of(values).told == ()


@pytest.mark.parametrize("case", ASKED)
def test_answers_that_a_card_lists_are_not_asked_about(case):
    values, _ = ASKED[case]
    assert answers_of(values, StatedScale("ordinal", tuple(values))).told == ()


@pytest.mark.parametrize(("values", "doubtful"), [
    (["1", "2", "3", "4", "5", "9"], ("9",)), (["1", "2", "3", "4", "5", "-1"], ("-1",)),
    (["0", "1", "2", "-1"], ("-1",)), (["1", "2", "3", "4", "8", "9"], ("8", "9")),
    (["-1", "0", "1"], ()), ([str(n) for n in range(1, 11)], ()), (["-2", "-1", "0", "1", "2"], ()),
    (["1", "2", "3", "88", "99"], ("88", "99")), (["1", "5", "9"], ()), (["7", "8", "9"], ()), (["1", "9"], ()),
])  # fmt: skip
def test_a_usual_code_beside_whole_numbers_in_a_row_is_doubted(values, doubtful):
    assert answers_of(values).doubtful == doubtful


def test_the_minus_of_typesetters_is_a_minus():
    assert given_labels(answers_of(["−1", "-1", "0"])) == ["-1", "-1", "0"]


@pytest.mark.parametrize(("written", "label"), [
    ("３", "3"), ("٣", "3"), ("۳", "3"), ("३", "3"), ("３．５", "3.5"), ("٣٫٥", "3.5"), ("－３", "-3"), ("＋３", "3"),
])  # fmt: skip
def test_digits_of_another_script_are_the_same_numbers_and_told(written, label):
    found = answers_of([written, label, "1"])
    assert given_labels(found) == [label, label, "1"]
    assert found.line is not None
    assert any(f"“{written}” as {label}" in text for text in found.told)
    assert given_labels(answers_of([written, "1"], StatedScale("ordinal", ("1", label)))) == [label, "1"]


@pytest.mark.parametrize("written", ["²", "③", "三", "３/５"])
def test_signs_that_only_look_like_digits_stay_words(written):
    assert given_labels(answers_of([written, "1"])) == [written, "1"]


@pytest.mark.parametrize("written", ["Dont Know", "dont  know", " DONT KNOW "])
def test_an_abstention_in_other_capitals_or_blanks_is_one_and_told(written):
    said = StatedScale("ordinal", ("1", "2", "3"), ("dont know",))
    found = read_answers([("1", 3), ("3", 2), (written, 2)], said, (), "The table")
    assert found.labels == ("1", "2", "3", "dont know")
    assert found.outside == ()
    assert [found.labels[code] for code in found.abstain] == ["dont know"]
    assert found.told == (f"2 ratings: spellings of one answer are counted together: “{written}” as dont know.",)


def test_an_abstention_with_another_apostrophe_is_one():
    found = read_answers([("1", 3), ("Don’t know", 2)], StatedScale("ordinal", ("1", "2"), ("don't know",)), (), "")
    assert found.counts[found.labels.index("don't know")] == 2


def test_a_value_that_differs_from_an_abstention_in_capitals_stays_a_value():
    found = read_answers([("No", 3), ("no", 2), ("NO", 1)], StatedScale("nominal", ("No", "yes"), ("no",)), (), "")
    assert dict(zip(found.labels, found.counts, strict=True)) == {"No": 3, "yes": 0, "NO": 1, "no": 2}
    assert found.outside == ("NO",)


@pytest.mark.parametrize(("said", "expected"), [
    (StatedScale("ordinal", ("1000", "2000")), ("1000", "2000")),
    (StatedScale("ordinal", ("1", "2")), ("1", "2")),
    (StatedScale("ordinal", ("1.000", "2.000")), ("1.000", "2.000")),
    (StatedScale("interval", low=0, high=5000), ("1", "2")),
    (StatedScale("interval", low=100, high=5000), ("1000", "2000")),
    (StatedScale("interval", low=0, high=5), ("1", "2")),
])  # fmt: skip
def test_the_scale_says_whether_points_stand_between_thousands(said, expected):
    found = read_answers([("1.000", 3), ("2.000", 2)], said, (), "The table", points=False)
    assert tuple(label for label, count in zip(found.labels, found.counts, strict=True) if count) == expected
    assert any("thousands" in one for one in found.told) is (expected == ("1000", "2000") or said.high == 5000)
