"""JSON that no tool wrote: the same ratings in every orientation, and nested as in JSONL."""

import json

import pytest

from alignmentcard.errors import AlignmentCardError
from alignmentcard.measurement.measure import measure
from alignmentcard.measurement.settings import Settings

RATINGS = [("1", "a", "x"), ("1", "b", "y"), ("2", "a", "y"), ("2", "b", "y")]
ROLES = ("item", "rater", "value")
RECORDS = [dict(zip(ROLES, row, strict=True)) for row in RATINGS]
BY_ITEM = {item: {r: v for i, r, v in RATINGS if i == item} for item in "12"}
FORMS = {
    "records": RECORDS,
    "records in data": {"data": RECORDS},
    "records under another name beside what is said of them": {"info": {"version": "1"}, "annotations": RECORDS},
    "columns with lists": {name: [row[name] for row in RECORDS] for name in ROLES},
    "columns by the number of the row": {name: {str(n): row[name] for n, row in enumerate(RECORDS)} for name in ROLES},
    "names beside rows": {"columns": list(ROLES), "index": [0, 1, 2, 3], "data": [list(row) for row in RATINGS]},
    "a mapping of items to people": BY_ITEM,
    "a mapping of items to fields": {
        item: {"answers": [{"rater": r, "value": v} for r, v in given.items()], "split": "a"}
        for item, given in BY_ITEM.items()
    },
    "items with people": [{"id": item, "annotations": given} for item, given in BY_ITEM.items()],
    "items with objects": [
        {"id": item, "responses": [{"user": r, "value": v} for r, v in given.items()]}
        for item, given in BY_ITEM.items()
    ],
}


def measured(path):
    found = measure(path, settings=Settings(replicates=0)).dimension(None)
    return found.sizes.items, found.sizes.raters, found.sizes.ratings, found.agreement.krippendorff_alpha.value


@pytest.mark.parametrize("form", FORMS)
def test_the_same_ratings_in_every_orientation(tmp_path, form):
    (tmp_path / "t.json").write_text(json.dumps(FORMS[form]))
    (tmp_path / "t.csv").write_text("item,rater,value\n" + "".join(",".join(row) + "\n" for row in RATINGS))
    assert measured(tmp_path / "t.json") == measured(tmp_path / "t.csv")


def test_a_list_without_people_holds_several_answers_and_not_one(tmp_path):
    (tmp_path / "t.json").write_text(json.dumps([{"id": n, "ratings": [1, 2, 2]} for n in range(3)]))
    assert measured(tmp_path / "t.json")[:3] == (3, None, 9)


def test_ids_of_many_digits_and_numbers_that_are_none_are_kept(tmp_path):
    long = [10**20, 10**20 + 1]
    rows = [{"item": item, "rater": r, "value": v} for item in long for r, v in (("a", 1), ("b", float("nan")))]
    (tmp_path / "t.json").write_text(json.dumps(rows))
    assert measured(tmp_path / "t.json")[:3] == (2, 1, 2)


@pytest.mark.parametrize("data", [{}, [], [1, 2], {"a": 1}, {"a": [1], "b": [1, 2]}, "x", 3, None])
def test_json_that_holds_no_table_is_refused(tmp_path, data):
    (tmp_path / "t.json").write_text(json.dumps(data))
    with pytest.raises(AlignmentCardError, match="JSON of a kind that is not known"):
        measured(tmp_path / "t.json")


def keyed(outer, inner):
    """Answers under two keys, all of them different in some way."""
    return {one: {other: (n + k) % 3 for k, other in enumerate(inner)} for n, one in enumerate(outer)}


PEOPLE, ITEMS = ["ann", "ben", "cem"], [f"doc{n}" for n in range(4)]
KEYED = {
    "people outside": (PEOPLE, ITEMS, True, "as the keys look"),
    "people inside": (ITEMS, PEOPLE, False, "as the keys look"),
    "numbered people outside": (["annotator_1", "annotator_2"], list("0123"), True, "as the keys look"),
    "ids of workers outside": ([f"A{n}BCDEFGH1JKL" for n in range(3)], ["x1", "x2"], True, "as the keys look"),
    "texts inside": (["A", "B"], [f"this is text {n}" for n in "12"], True, "as the keys look"),
    "texts outside": ([f"this is text {n}" for n in "12"], ["A", "B"], False, "as the keys look"),
    "fewer outside": (["7", "8"], ["3", "4", "5", "6"], True, "raters are mostly fewer than items"),
    "fewer inside": (["3", "4", "5", "6"], ["7", "8"], False, "raters are mostly fewer than items"),
    "no evidence": (["7", "8", "9"], ["4", "5", "6"], False, "although nothing in the file says so"),
}  # fmt: skip


@pytest.mark.parametrize("case", KEYED)
def test_which_keys_are_raters_is_decided_by_evidence_and_told(tmp_path, case):
    outer, inner, by_rater, why = KEYED[case]
    (tmp_path / "t.json").write_text(json.dumps(keyed(outer, inner)))
    found = measure(tmp_path / "t.json", settings=Settings(replicates=0))
    sizes = (len(inner), len(outer)) if by_rater else (len(outer), len(inner))
    assert (found.dimension(None).sizes.items, found.dimension(None).sizes.raters) == sizes
    assert [why in one for one in found.told if "outer keys" in one] == [True]
    turn = "--column item=rater --column rater=item" if by_rater else "--column rater=id"
    assert any(one.endswith(f"the other way round, say {turn}.") for one in found.told)


@pytest.mark.parametrize("case", KEYED)
def test_what_is_said_to_turn_keys_turns_them(tmp_path, case):
    outer, inner, by_rater, _ = KEYED[case]
    (tmp_path / "t.json").write_text(json.dumps(keyed(outer, inner)))
    columns = {"item": "rater", "rater": "item"} if by_rater else {"rater": "id"}
    found = measure(tmp_path / "t.json", columns=columns, settings=Settings(replicates=0))
    sizes = (len(outer), len(inner)) if by_rater else (len(inner), len(outer))
    assert (found.dimension(None).sizes.items, found.dimension(None).sizes.raters) == sizes
    assert not any("outer keys" in one for one in found.told)


@pytest.mark.parametrize(("head", "by_rater"), [("annotators", True), ("raters", True), ("items", False)])
def test_the_name_above_keys_says_what_they_are(tmp_path, head, by_rater):
    (tmp_path / "t.json").write_text(json.dumps({"version": 1, head: keyed(["7", "8"], ["4", "5", "6"])}))
    found = measure(tmp_path / "t.json", settings=Settings(replicates=0))
    assert found.dimension(None).sizes.items == (3 if by_rater else 2)
    assert any("as the name above them says" in one for one in found.told)


@pytest.mark.parametrize("outer", [PEOPLE, ITEMS])
def test_objects_under_two_keys_are_answers_with_their_fields(tmp_path, outer):
    inner = ITEMS if outer is PEOPLE else PEOPLE
    data = {one: {other: {"label": value, "time": 3} for other, value in given.items()}
            for one, given in keyed(outer, inner).items()}  # fmt: skip
    (tmp_path / "t.json").write_text(json.dumps(data))
    assert measured(tmp_path / "t.json")[:3] == (4, 3, 12)


@pytest.mark.parametrize("role", ["item", "rater"])
def test_lists_below_keys_leave_to_them_the_role_that_no_record_has(tmp_path, role):
    outer, inner = (PEOPLE, ITEMS) if role == "item" else (ITEMS, PEOPLE)
    data = {one: [{role: other, "label": value} for other, value in given.items()]
            for one, given in keyed(outer, inner).items()}  # fmt: skip
    (tmp_path / "t.json").write_text(json.dumps(data))
    found = measure(tmp_path / "t.json", settings=Settings(replicates=0))
    assert (found.dimension(None).sizes.items, found.dimension(None).sizes.raters) == (4, 3)
    assert any(f"are read as {'raters' if role == 'item' else 'items'}" in one for one in found.told)


def test_a_person_with_a_list_of_items_answered_each_of_them(tmp_path):
    rows = [{"annotator": person, "annotations": [{"item": item, "label": value} for item, value in given.items()]}
            for person, given in keyed(PEOPLE, ITEMS).items()]  # fmt: skip
    (tmp_path / "t.json").write_text(json.dumps(rows))
    assert measured(tmp_path / "t.json")[:3] == (4, 3, 12)


def test_numbers_that_add_up_to_the_same_are_asked_about_since_they_may_be_counts(tmp_path):
    data = {f"doc{n}": {"yes": n % 4, "no": 3 - n % 4} for n in range(6)}
    (tmp_path / "t.json").write_text(json.dumps(data))
    with pytest.raises(AlignmentCardError, match="if they are values and the numbers are counts, say --layout"):
        measured(tmp_path / "t.json")


def test_rows_without_names_are_told(tmp_path):
    (tmp_path / "t.json").write_text(json.dumps([list(row) for row in RATINGS]))
    with pytest.raises(AlignmentCardError, match="holds rows without names of columns"):
        measured(tmp_path / "t.json")


def test_shapes_in_images_are_told_as_marks(tmp_path):
    shapes = {"images": [{"id": 1}], "annotations": [{"id": 1, "image_id": 1, "bbox": [1, 2, 3, 4]}], "categories": []}
    (tmp_path / "t.json").write_text(json.dumps(shapes))
    with pytest.raises(AlignmentCardError, match="holds marks on parts of a text, an image"):
        measured(tmp_path / "t.json")
