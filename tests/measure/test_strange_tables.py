"""Tables as strangers have them: what is said of answers, sheets, dates, models and counts that are easily misread."""

import json

import pytest
from click.testing import CliRunner
from tool_exports import spreadsheet

from alignmentcard.cli import group


def measured(path, *more):
    """Measure a table without intervals; return what is told."""
    arguments = ["measure", str(path), "--yes", "--replicates", "0", "-o", str(path.parent / "out.json"), *more]
    found = CliRunner().invoke(group, arguments)
    assert found.exit_code == 0, found.output
    return found.output


def written(path, names, rows):
    path.write_text("\n".join([",".join(names), *(",".join(map(str, row)) for row in rows)]) + "\n")
    return path


SPANS = {
    "lists": [[[0, 4, "PER"]], [[0, 5, "PER"], [7, 9, "LOC"]]],
    "objects": [[{"start": 0, "end": 4, "label": "T"}], [{"start": 0, "end": 5, "label": "T"}]],
    "tags": [["B-PER", "O", "O"], ["O", "B-PER", "I-PER"]],
    "in brackets": ["(0, 4)", "(0, 5, LOC)"],
    "tags in a text": ["B-PER O O", "O B-PER I-PER"],
}


def in_lines(folder, values):
    rows = [{"item": i, "rater": r, "value": values[(i * i + k) % 2]} for i in range(6) for k, r in enumerate("abc")]
    path = folder / "t.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)))
    return path


@pytest.mark.parametrize("values", SPANS.values(), ids=SPANS)
def test_marks_on_parts_of_a_text_are_told(tmp_path, values):
    assert "look like marks on parts of a text" in measured(in_lines(tmp_path, values))


@pytest.mark.parametrize(
    "values", [["O", "A"], ["B-movie", "classic"], [[1, 2], [2]], ["start", "end"], ["(1, 2, 3)", "(2, 1, 3)"]]
)
def test_other_answers_are_no_marks(tmp_path, values):
    assert "parts of a text" not in measured(in_lines(tmp_path, values))


def test_days_are_offered_as_what_was_judged_and_never_as_the_answer(tmp_path):
    rows = [(f"2024-01-{day:02d}", rater, "good bad".split()[day % 2]) for day in range(1, 16) for rater in "abc"]
    path = written(tmp_path / "t.csv", ("date", "rater", "mood"), rows)
    found = CliRunner().invoke(group, ["measure", str(path), "--yes"])
    assert "--column item=date --column value=mood" in str(found.exception)
    assert "or date" not in str(found.exception).partition("value: perhaps")[2].partition("Say it")[0]


@pytest.mark.parametrize("name", ["trial", "round"])
def test_the_number_of_a_trial_is_offered_as_the_item(tmp_path, name):
    rows = [(f"p{person}", number, 1 + (person * number) % 5) for person in range(8) for number in range(1, 21)]
    path = written(tmp_path / "t.csv", ("participant", name, "response"), rows)
    found = CliRunner().invoke(group, ["measure", str(path), "--yes"])
    assert f"--column item={name}" in str(found.exception)


RATINGS = [["Item", "Rater", "Score"], *([f"s{n // 3}", "abc"[n % 3], str(n % 4)] for n in range(12))]


def test_the_sheet_that_has_ratings_is_read_and_the_other_one_named(tmp_path):
    info = [["Project", "Pilot"], ["Contact", "x"], ["Scale", "1 to 4"]]
    told = measured(spreadsheet(tmp_path / "t.xlsx", {"Info": info, "Ratings": RATINGS}))
    assert "one sheet is read, Ratings. Name another with --column only.sheet=NAME: Info." in told
    assert "4 items, 3 raters, 12 ratings" in told


HEADS = {
    "two groups": (
        [["doc", "Tone", "", "Fun", ""], ["", "ana", "ben", "ana", "ben"], ["d1", 1, 2, 1, 0], ["d2", 3, 3, 0, 0]],
        ("B1:C1", "D1:E1"), "Tone_*", "read as doc, Tone_ana, Tone_ben, Fun_ana, Fun_ben",
    ),
    "a pivot table of pandas": (
        [["", "value", "", ""], ["rater", "ana", "ben", "cleo"], ["doc", "", "", ""], ["d1", 1, 2, 2], ["d2", 3, 3, 1]],
        ("B1:D1",), "ana,ben,cleo", "read as doc, ana, ben, cleo",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", HEADS)
def test_names_that_were_merged_across_columns_are_a_part_of_the_names_below_them(tmp_path, case):
    rows, merged, raters, told = HEADS[case]
    path = spreadsheet(tmp_path / "t.xlsx", {"One": rows}, merged)
    table = measured(path, "--column", "item=doc", "--column", f"rater={raters}")
    assert f"names in several lines are {told}" in table
    assert "2 items" in table


def test_a_title_that_was_merged_is_no_name(tmp_path):
    rows = [["Ratings of March", "", ""], *RATINGS]
    told = measured(spreadsheet(tmp_path / "t.xlsx", {"One": rows}, ("A1:C1",)))
    assert "1 row above the names of columns left out: “Ratings of March”" in told
    assert "4 items, 3 raters, 12 ratings" in told


def test_other_sheets_are_named_where_columns_are_not_clear(tmp_path):
    one, other = [["x", "y"], ["p", "q"], ["r", "s"]], [["u", "v"], ["1", "2"], ["3", "4"]]
    path = spreadsheet(tmp_path / "t.xlsx", {"One": one, "Other": other})
    found = CliRunner().invoke(group, ["measure", str(path), "--yes"])
    assert "one sheet is read, One. Name another with --column only.sheet=NAME: Other." in str(found.exception)


def judgments(path):
    """Write judgments of both orders in which the place decides: the model shown first always wins."""
    rows = [{"question_id": n, "model_1": a, "model_2": b, "g1_winner": "model_1", "g2_winner": "model_2",
             "judge": ["gpt-4", "pair"], "turn": 1} for n in range(6) for a, b in ("xy", "yz", "zx")]  # fmt: skip
    path.write_text("\n".join(map(json.dumps, rows)))
    return path


def test_judgments_of_both_orders_keep_their_models_and_places(tmp_path):
    path = judgments(tmp_path / "j.jsonl")
    assert "whether place or length decides: --with preferences." in measured(path)
    told = measured(path, "--with", "preferences", "--repeats", "all")
    assert "won by what is shown first    1.000" in told
    assert "comparisons                   36, 0 of them ties" in told
    assert "    x                       " in told


def test_a_judge_that_is_a_model_is_the_rater_and_its_runs_are_told(tmp_path):
    rows = [(f"e{n}", model, run, (n + run) % 3) for n in range(8) for model in ("m1", "m2") for run in (0, 1)]
    told = measured(written(tmp_path / "t.csv", ("id", "judge_model", "run", "score"), rows))
    assert "rater is judge_model" in told
    assert "occasion is run" in told
    assert "over the runs, beside the raters: --with runs." in told


def test_one_of_a_thing_is_told_as_one(tmp_path):
    told = measured(written(tmp_path / "t.csv", ("item", "rater", "value"), [("1", "a", "x")]))
    assert "1 item, 1 rater, 1 rating" in told
    assert "Read 1 answer in 1 row: it counts." in told


def test_formats_of_import_stand_apart_from_what_they_are():
    told = CliRunner().invoke(group, ["import", "--help"]).output
    assert "neurips-checklist  NeurIPS" in told


OTHER = [["", "", ""], ["rater", "age", "gender"], ["ann", 31, "f"], ["bob", 40, "m"]]
SCORES = [["item", "ann", "bob"], ["i1", 1, 2], ["i2", 2, 2], ["i3", 4, 5]]


def test_another_table_below_an_empty_row_of_a_sheet_is_left_out_and_told(tmp_path):
    path = spreadsheet(tmp_path / "t.xlsx", {"One": [*SCORES, *OTHER]})
    told = measured(path, "--column", "rater=ann,bob")
    assert "another table begins below an empty row with the names rater, age, gender. It was left out, 3 rows" in told
    assert "3 items, 2 raters, 6 ratings" in told


@pytest.mark.parametrize(
    "below", [[["i4", 3, 3]], [["i4", "n/a", "n/a"], ["i5", 1, 1]], [["item", "ann", "bob"], ["i4", 1, 1]]]
)
def test_rows_below_an_empty_one_are_no_other_table(tmp_path, below):
    path = spreadsheet(tmp_path / "t.xlsx", {"One": [*SCORES, ["", "", ""], *below]})
    assert "another table" not in measured(path, "--column", "rater=ann,bob")


NAMES = ["doc", "Ann", "Ann", "Bob", "Bob"]


@pytest.mark.parametrize(("rows", "read"), [
    ([["", "Ann", "Ann", "Bob", "Bob"], ["doc", "clear", "kind", "clear", "kind"], ["d1", 1, 2, 2, 3],
      ["d2", 3, 3, 1, 1]], "read as doc, Ann_clear, Ann_kind, Bob_clear, Bob_kind"),
    ([NAMES, ["d1", "clear", "kind", "clear", "kind"], ["d2", "kind", "kind", "clear", "kind"]],
     "several columns are called Ann"),
    ([NAMES, ["d1", 1, 2, 2, 1], ["d2", 2, 1, 1, 1]], "several columns are called Ann"),
])  # fmt: skip
def test_names_that_come_again_over_the_same_names_are_a_part_of_them(tmp_path, rows, read):
    path = spreadsheet(tmp_path / "t.xlsx", {"One": rows})
    found = CliRunner().invoke(group, ["measure", str(path), "--yes", "-o", str(tmp_path / "o.json")])
    assert read in f"{found.output}{found.exception}"
