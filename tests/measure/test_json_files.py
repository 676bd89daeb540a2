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


def test_rows_without_names_are_told(tmp_path):
    (tmp_path / "t.json").write_text(json.dumps([list(row) for row in RATINGS]))
    with pytest.raises(AlignmentCardError, match="holds rows without names of columns"):
        measured(tmp_path / "t.json")


def test_shapes_in_images_are_told_as_marks(tmp_path):
    shapes = {"images": [{"id": 1}], "annotations": [{"id": 1, "image_id": 1, "bbox": [1, 2, 3, 4]}], "categories": []}
    (tmp_path / "t.json").write_text(json.dumps(shapes))
    with pytest.raises(AlignmentCardError, match="holds marks on parts of a text, an image"):
        measured(tmp_path / "t.json")
