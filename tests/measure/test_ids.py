"""Ids are texts and stay so; tables of raters and items find their ids or say that they do not."""

import json

import pyarrow as pa
import pytest

from alignmentcard.errors import AlignmentCardError
from alignmentcard.measurement.measure import measure
from alignmentcard.measurement.run import run
from alignmentcard.measurement.settings import Settings
from alignmentcard.measurement.tables.files import find
from alignmentcard.measurement.tables.loading import Source
from alignmentcard.model.release import Columns

FAST = Settings(replicates=0, draws=1, minimum_cell=1)
POINT = "are written with a decimal point, as 1.0 is: read as whole numbers."


def measured(folder, text, name="r.csv", extras=(), **columns):
    (folder / name).write_text(text)
    said = Columns(**{"item": "item", "rater": "rater", "value": "value", **columns})
    facts = run([Source(find(folder / name), said), *extras], settings=FAST)
    return facts, facts.dimension(None)


def csv_of(ids):
    return "item,rater,value\n" + "".join(f"{id_},{rater},x\n" for id_ in ids for rater in "ab")


def jsonl_of(ids):
    return "".join(json.dumps({"item": id_, "rater": rater, "value": "x"}) + "\n" for id_ in ids for rater in "ab")


IDS = {
    "leading zeros": (["007", "7", "0007"], 3, "3 ids of items differ from another one only in"),
    "64 bits": (["9007199254740992", "9007199254740993", "9223372036854775807"], 3, ""),
    "capitals": (["a", "A"], 2, "2 ids of items differ from another one only in"),
    "numbers that are whole": (["1.0", "2.0", "11.0"], 3, POINT),
    "numbers that are not all whole": (["1.0", "1", "1.5"], 3, ""),
    "exponents": (["1e5", "100000.0"], 2, ""),
    "blanks": (["7", " 7", "7 ", "\u00a07"], 1, "Blanks around ids in the column “item” were left out in 6 rows."),
}


@pytest.mark.parametrize("write", [csv_of, jsonl_of], ids=["csv", "jsonl"])
@pytest.mark.parametrize("case", IDS)
def test_an_id_stays_the_text_that_it_is(tmp_path, case, write):
    ids, items, told = IDS[case]
    facts, found = measured(tmp_path, write(ids), "r.csv" if write is csv_of else "r.jsonl")
    assert found.sizes.items == items
    assert told in " ".join(facts.told)
    assert bool(facts.told) is (bool(told) or found.sizes.repeats > 0)


@pytest.mark.parametrize("ids", [[2**53, 2**53 + 1], ["a", "b"], [True, False], [1.5, 2.5]])
def test_ids_with_a_type_stay_apart(ids):
    table = {"item": [id_ for id_ in ids for _ in "ab"], "rater": [*"ab"] * 2, "value": ["x"] * 4}
    assert measure(pa.table(table), settings=FAST).dimension(None).sizes.items == 2


def test_whole_numbers_with_a_decimal_point_are_whole_in_typed_columns_too():
    table = {"item": [1.0, 1.0, 2.0, None], "rater": [*"abab"], "value": ["x"] * 4}
    facts = measure(pa.table(table), settings=FAST)
    assert facts.dimension(None).sizes.items == 2
    assert POINT in facts.told[0]


def test_parts_of_an_id_never_make_the_id_of_another_item():
    table = {"q": ["1|2", "1", "1\\|2"], "turn": ["3", "2|3", "3"], "value": [*"xyz"]}
    found = measure(pa.table(table), columns={"item": "q, turn"}, settings=FAST).dimension(None)
    assert found.sizes.items == 3


def test_numbers_and_texts_mixed_in_jsonl_keep_their_texts(tmp_path):
    ids = ["007", 7, 9007199254740993, 9007199254740992, "7"]
    assert measured(tmp_path, jsonl_of(ids), "r.jsonl")[1].sizes.items == 4


# Tables of raters and items


RATINGS = "item,rater,value\n1,11,x\n1,12,y\n2,11,x\n2,13,y\n"


def raters_of(folder, text, **columns):
    (folder / "raters.csv").write_text(text)
    return Source(find(folder / "raters.csv"), Columns(rater="id", attributes={"gender": "sex"}, **columns))


def test_raters_are_found_whose_ids_have_a_decimal_point_in_one_of_two_tables(tmp_path):
    raters = raters_of(tmp_path, "id,sex\n11.0,f\n12.0,m\n13.0,f\n")
    facts, _ = measured(tmp_path, RATINGS, extras=[raters])
    assert facts.pool.axes[0].raters == {"f": 2, "m": 1}
    assert facts.told == (f"The ids in the column “id” {POINT}",)


def test_a_table_that_holds_none_of_the_raters_shows_an_id_of_each_side(tmp_path):
    with pytest.raises(AlignmentCardError) as failure:
        measured(tmp_path, RATINGS, extras=[raters_of(tmp_path, "id,sex\nr11,f\nr12,m\n")])
    assert "No rater of " in str(failure.value)
    assert "There, an id is “r11”; in the ratings, one is “11”." in str(failure.value)


def test_raters_in_one_table_only_are_counted(tmp_path):
    facts, _ = measured(tmp_path, RATINGS, extras=[raters_of(tmp_path, "id,sex\n11,f\n12,m\n20,m\n21,f\n")])
    assert facts.told[0].startswith("1 rater of 3 is not in ")
    assert "2 raters of " in facts.told[1]
    assert "raters.csv have no ratings." in facts.told[1]


@pytest.mark.parametrize("id_", ["11", "12"])
def test_nothing_that_is_told_names_a_rater(tmp_path, id_):
    facts, _ = measured(tmp_path, RATINGS, extras=[raters_of(tmp_path, "id,sex\n11,f\n 12 ,m\n20,m\n")])
    assert facts.told
    assert not any(id_ in sentence for sentence in facts.told)


def test_a_rater_with_two_genders_in_the_table_of_raters_is_refused(tmp_path):
    with pytest.raises(AlignmentCardError, match=r"The rater “11” has both “f” and “m” under “sex” in .*raters.csv"):
        measured(tmp_path, RATINGS, extras=[raters_of(tmp_path, "id,sex\n11,f\n11,m\n12,m\n")])


def test_a_code_for_a_missing_value_is_no_second_gender(tmp_path):
    raters = raters_of(tmp_path, "id,sex\n11,f\n11,?\n12,m\n13,m\n", missing=["?"])
    assert measured(tmp_path, RATINGS, extras=[raters])[0].pool.axes[0].raters == {"f": 1, "m": 2}


def test_an_attribute_that_varies_within_a_rater_is_refused(tmp_path):
    text = "item,rater,value,mood\n1,a,x,good\n1,b,y,bad\n2,a,x,bad\n"
    with pytest.raises(AlignmentCardError, match=r"Rater “a” has both “bad” and “good” under mood"):
        measured(tmp_path, text, attributes={"mood": "mood"})


def test_an_item_with_two_labels_in_the_table_of_items_is_refused(tmp_path):
    (tmp_path / "items.csv").write_text("id,final\n1,x\n1,y\n2,x\n")
    items = Source(find(tmp_path / "items.csv"), Columns(item="id", label="final"))
    with pytest.raises(AlignmentCardError, match=r"The item “1” has both “x” and “y” under “final”"):
        measured(tmp_path, RATINGS, extras=[items])


# Nobody, and nothing to compare


def test_an_empty_column_of_raters_is_told_and_tells_nobody_apart(tmp_path):
    facts, found = measured(tmp_path, "item,rater,value\n1,,x\n1,,y\n2,,x\n2,,x\n")
    assert facts.told == ("The column “rater” (rater) is empty: raters cannot be told apart.",)
    assert (found.sizes.raters, facts.pool.undefined) == (None, "no_raters")
    assert found.agreement.percent_agreement.value == 0.5


def test_items_that_one_person_answered_have_no_pair_of_people(tmp_path):
    _, found = measured(tmp_path, "item,rater,value\n1,a,x\n1,a,x\n2,b,x\n2,b,y\n")
    assert found.agreement.percent_agreement.undefined == "no_overlap"


# Ids that may not be what they seem

SEEMING = {
    "capitals": (["Doc1", "doc1"], "2 ids of items differ from another one only in capitals"),
    "accents": (["caf\u00e9", "cafe\u0301", "tea"], "2 ids of items differ"),
    "leading zeros": (["007", "7", "8"], "2 ids of items differ"),
    "totals": (["1", "2", "Total"], "“Total” counts as an item"),
    "shortened": (["1.23457E+17", "1.23458E+17"], "2 ids of items are numbers such as 1.23457E+17"),
    "made dates": (["3-Mar", "mar4", "x"], "1 id of items looks like a date such as 3-Mar"),
}


@pytest.mark.parametrize("write", [csv_of, jsonl_of], ids=["csv", "jsonl"])
@pytest.mark.parametrize("case", SEEMING)
def test_ids_that_may_not_be_what_they_seem_are_told_and_stay_apart(tmp_path, case, write):
    ids, told = SEEMING[case]
    facts, found = measured(tmp_path, write(ids), "r.csv" if write is csv_of else "r.jsonl")
    assert found.sizes.items == len(ids)
    assert told in " ".join(facts.told)


@pytest.mark.parametrize(("raters", "told"), [
    (("a", "A"), "2 ids of raters differ"), (("a", "majority vote"), "“majority vote” counts as a rater"),
    (("a", "gpt-4o"), "“gpt-4o” looks like a model and counts as a rater"), (("a", ""), "2 answers without a rater"),
])  # fmt: skip
def test_raters_that_may_not_be_what_they_seem_are_told(tmp_path, raters, told):
    rows = [f"{item},{rater},{value}" for item, value in (("p", "x"), ("q", "y")) for rater in raters]
    facts, _ = measured(tmp_path, "\n".join(["item,rater,value", *rows]) + "\n")
    assert told in " ".join(facts.told)


def test_a_list_may_name_who_answered(tmp_path):
    rows = [{"item": str(n), "rater": [who, "v1"], "value": "x"} for n in range(3) for who in ("gpt", "llama")]
    _, found = measured(tmp_path, "".join(json.dumps(row) + "\n" for row in rows), "r.jsonl")
    assert (found.sizes.items, found.sizes.raters) == (3, 2)
