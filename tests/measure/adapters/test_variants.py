"""What else the exports of a tool may hold: other controls, older versions, groups, reviews, rankings."""

import json

import pyarrow as pa
import pytest
from tool_exports import (
    annotation,
    control,
    dump,
    google_rows,
    lines,
    prodigy_task,
    qualtrics_table,
    spreadsheet,
    table,
    tone,
    turk,
)

from alignmentcard.measurement.engine.engines import UnreadableTableError
from alignmentcard.measurement.measure import measure
from alignmentcard.measurement.settings import Settings
from alignmentcard.measurement.tables.adapters import exported, long_table
from alignmentcard.measurement.tables.adapters.export import AskedDimension
from alignmentcard.measurement.tables.files import find
from alignmentcard.model.release import Columns

FIELDS = ("item", "rater", "dimension", "value")
TONE = {"tone": AskedDimension("rating", ("calm", "sharp"))}


def answers(path, asked=None, columns=None):
    """Return item, rater, dimension and value of each answer, in order."""
    read = exported(find(path), columns or Columns(), asked or {}).table
    return sorted(tuple(row.get(name) for name in FIELDS) for row in read.to_pylist())


def reasons(path, asked=None):
    return {reason: count for counts in exported(find(path), Columns(), asked or {}).set_aside.values()
            for reason, count in counts.items()}  # fmt: skip


def one_task(*results, **more):
    return [{"id": 4, "data": {"post": "x"}, "annotations": [annotation("ana", *results, **more)]}]


LABEL_STUDIO = {
    "nested choices": (control("cat", "choices", {"choices": [["Tone", "Very", "Odd"]]}), "Tone / Very / Odd"),
    "several paths": (control("cat", "choices", {"choices": [["B", "x"], ["A"]]}), "A,B / x"),
    "a rank in a bucket": (control("cat", "ranker", {"ranker": {"_": [], "best": ["r2", "r1"]}}), "r2 > r1"),
    "a date": (control("cat", "datetime", {"datetime": "2026-01-02"}), "2026-01-02"),
}  # fmt: skip


@pytest.mark.parametrize("case", LABEL_STUDIO)
def test_label_studio_writes_each_control_in_its_way(tmp_path, case):
    result, expected = LABEL_STUDIO[case]
    path = dump(tmp_path / "t.json", one_task(result, tone("calm")))
    assert answers(path) == [("4", "ana", "cat", expected), ("4", "ana", "tone", "calm")]


def test_label_studio_choices_of_one_control_in_two_results_are_one_answer(tmp_path):
    path = dump(tmp_path / "t.json", one_task(tone("sharp"), tone("calm")))
    assert answers(path) == [("4", "ana", "tone", "calm,sharp")]


def test_label_studio_answers_about_a_part_of_the_item_are_marks(tmp_path):
    part = control("tone", "choices", {"start": 0, "end": 3, "text": "abc", "choices": ["sharp"]})
    path = dump(tmp_path / "t.json", one_task(part, tone("calm")))
    assert (answers(path), reasons(path)) == ([("4", "ana", "tone", "calm")], {"mark on a part of the item": 1})


def test_label_studio_knows_a_person_by_e_mail_and_by_id(tmp_path):
    task = one_task(tone("calm"))
    task.append(
        {
            "id": 5,
            "data": {},
            "annotations": [{"completed_by": {"email": "ana@example.org"}, "result": [tone("sharp")]}],
        }
    )
    assert [rater for _, rater, *_ in answers(dump(tmp_path / "t.json", task))] == ["ana", "ana"]


def test_label_studio_keeps_one_file_for_each_annotation_in_a_cloud_storage(tmp_path):
    for number, value in enumerate(("calm", "sharp")):
        one = {**annotation(f"r{number}", tone(value)), "task": {"id": 4, "data": {"post": "x"}}}
        dump(tmp_path / "s3" / str(number), one).rename(tmp_path / "s3" / f"{number}.json")
    assert answers(tmp_path / "s3") == [("4", "r0", "tone", "calm"), ("4", "r1", "tone", "sharp")]


def test_label_studio_tables_tell_answers_from_the_data_of_the_task(tmp_path):
    rows = [[n, text, "calm" if n < 3 else "sharp", rater, 7, 1.0, f"https://example.org/{n}"]
            for n, text in enumerate(("How it began", "How it went on", "How it ended", "And after that"))
            for rater in ("ana", "ben")]  # fmt: skip
    names = ["id", "post", "tone", "annotator", "annotation_id", "lead_time", "url"]
    order = sorted(names)
    path = table(
        tmp_path / "t.csv", order, [[dict(zip(names, row, strict=True))[name] for name in order] for row in rows]
    )
    assert {dimension for _, _, dimension, _ in answers(path)} == {"tone"}


def ranked(*orders):
    users = [{"value": list(order), "user_id": f"u{n}", "status": "submitted"} for n, order in enumerate(orders)]
    return [{"id": "1", "fields": {"p": "x"}, "responses": {"best": users}}]


RANKINGS = {
    "the card says ranking": ({"best": AskedDimension("ranking")}, [("b", "a"), ("b", "a")], {"b > a"}),
    "the card says rating": ({"best": AskedDimension("rating")}, [("b", "a"), ("a", "b")], {"a,b"}),
    "nobody says, and all arrange the same things": (
        {},
        [("b", "a", "c"), ("a", "b", "c")],
        {"b > a > c", "a > b > c"},
    ),
    "nobody says, and the things differ": ({}, [("b", "a"), ("a",)], {"a,b", "a"}),
}


@pytest.mark.parametrize("case", RANKINGS)
def test_argilla_lists_are_orders_or_sets(tmp_path, case):
    asked, orders, expected = RANKINGS[case]
    assert {value for *_, value in answers(dump(tmp_path / "r.json", ranked(*orders)), asked)} == expected


def test_doccano_spans_and_typed_texts_are_no_labels(tmp_path):
    spans = [{"id": n, "text": "x", "label": [[0, 3, "PER"]], "Comments": []} for n in (1, 2)]
    path = lines(tmp_path / "m" / "ana.jsonl", [*spans, {"id": 3, "text": "y", "label": ["calm"], "Comments": []}])
    assert answers(path) == [("3", "ana", None, "calm")]
    assert reasons(path) == {"mark on a part of the item": 2}


def test_doccano_of_older_versions_names_users_in_the_file(tmp_path):
    rows = [{"id": 1, "text": "x", "meta": {}, "annotation_approver": None, "annotations": [
        {"label": 3, "user": 1}, {"label": 4, "user": 2}]}]  # fmt: skip
    assert answers(lines(tmp_path / "all.jsonl", rows)) == [("1", "1", None, "label 3"), ("1", "2", None, "label 4")]
    told = long_table([str(tmp_path / "all.jsonl")]).notes
    assert len(told) == 1
    assert "read as words (label 3)" in told[0]


def test_doccano_labels_have_their_names_where_the_file_has_them(tmp_path):
    given = [{"label": 3, "user": 1}, {"label": {"id": 4, "text": "dry"}, "user": 2}]
    rows = [{"id": 1, "text": "x", "annotations": given}]
    labels = [{"id": 3, "text": "calm"}, {"id": 4, "text": "dry"}]
    path = dump(tmp_path / "all.json", {"labels": labels, "data": rows})
    assert answers(path) == [("1", "1", None, "calm"), ("1", "2", None, "dry")]
    assert long_table([str(path)]).notes == ()


@pytest.mark.parametrize("name", ["all", "train"])
def test_doccano_files_that_name_nobody_have_no_rater(tmp_path, name):
    path = lines(tmp_path / f"{name}.jsonl", [{"id": 1, "text": "x", "label": ["b", "a"], "Comments": []}])
    assert answers(path) == [("1", None, None, "a,b")]


def test_doccano_a_file_alone_is_told_to_count_as_one_person(tmp_path):
    rows = [{"id": 1, "text": "x", "label": ["b"], "Comments": []}]
    alone = lines(tmp_path / "export.jsonl", rows)
    assert answers(alone) == [("1", "export", None, "b")]
    assert "count as those of one person, called as the file is: export" in long_table([str(alone)]).notes[0]
    both = [str(alone), str(lines(tmp_path / "ana.jsonl", rows))]
    assert long_table(both).notes == ()


def test_prodigy_labels_shown_one_by_one_are_dimensions(tmp_path):
    given = (("RUDE", "accept"), ("DRY", "reject"), ("SHY", "ignore"))
    tasks = [{"text": "x", "_input_hash": 1, "_task_hash": n, "label": label, "answer": answer, "_annotator_id": "ana"}
             for n, (label, answer) in enumerate(given)]  # fmt: skip
    path = lines(tmp_path / "t.jsonl", tasks)
    assert answers(path) == [("1", "ana", "DRY", "reject"), ("1", "ana", "RUDE", "accept")]


def test_prodigy_several_questions_about_one_input_are_several_items(tmp_path):
    tasks = [prodigy_task("5", "ana", [choice], _task_hash=n) for n, choice in ((61, "calm"), (62, "sharp"))]
    assert answers(lines(tmp_path / "t.jsonl", tasks)) == [
        ("61", "set-ana", None, "calm"), ("62", "set-ana", None, "sharp"),
    ]  # fmt: skip


def test_prodigy_marks_and_typed_texts_are_set_aside(tmp_path):
    base = {"_input_hash": 1, "_task_hash": 1, "answer": "accept", "_annotator_id": "ana"}
    tasks = [prodigy_task("5", "ana", ["calm"]), {**base, "_view_id": "ner_manual", "spans": [{"start": 0, "end": 1}]},
             {**base, "_view_id": "text_input", "user_input": "so"}]  # fmt: skip
    assert reasons(lines(tmp_path / "t.jsonl", tasks)) == {"mark on a part of the item": 1, "free text": 1}


def test_prodigy_review_keeps_the_answer_of_each_session_and_the_final_one(tmp_path):
    versions = [{"accept": ["calm"], "answer": "accept", "sessions": ["ana", "ben"]},
                {"accept": ["sharp"], "answer": "accept", "sessions": ["cleo"]}]  # fmt: skip
    path = lines(tmp_path / "t.jsonl", [prodigy_task("5", "lead", ["calm"], _view_id="review", versions=versions)])
    found = exported(find(path), Columns(), {}).table.to_pylist()
    assert [(row["rater"], row["value"], row["hard_label"]) for row in found] == [
        ("ana", "calm", "calm"), ("ben", "calm", "calm"), ("cleo", "sharp", "calm"),
    ]  # fmt: skip


def test_inception_features_of_two_layers_are_told_apart(tmp_path):
    header = ["Type", "Collection", "Document", "Layer", "Feature", "Position", "ana", "ben"]
    rows = [["Span", "c", "d.txt", f"custom.{layer}", "value", "0-4", "x", "y"] for layer in ("Tone", "Topic")]
    found = {(item, dimension) for item, _, dimension, _ in answers(table(tmp_path / "d.csv", header, rows))}
    assert found == {("c|d.txt|0-4", "Tone.value"), ("c|d.txt|0-4", "Topic.value")}


TURK = {
    "a checkbox": ({"Answer.rude.on": lambda value: str(value == "sharp").lower()}, "rude", {"true", "false"}),
    "several labels": ({"Answer.t.labels": lambda value: json.dumps([value, "odd"])}, "t", {"calm,odd", "odd,sharp"}),
    "a number": ({"Answer.stars": lambda value: len(value)}, "stars", {"4", "5"}),
    "parts that are questions": ({"Answer.q.1": str, "Answer.q.2": str}, "q.1", {"calm", "sharp"}),
}  # fmt: skip


@pytest.mark.parametrize("case", TURK)
def test_mechanical_turk_answers_of_each_element(tmp_path, case):
    columns, name, expected = TURK[case]
    assert {value for _, _, dimension, value in answers(turk(tmp_path, columns)) if dimension == name} == expected


def test_mechanical_turk_hits_with_numbered_inputs_hold_several_items(tmp_path):
    header = ["HITId", "AssignmentId", "WorkerId", "AssignmentStatus", "Input.post_1", "Input.post_2", "Answer.tone_1",
              "Answer.tone_2"]  # fmt: skip
    path = table(tmp_path / "b.csv", header, [["H", "A", "W", "Approved", "x", "y", "calm", "sharp"]])
    assert answers(path) == [("H|1", "W", "tone", "calm"), ("H|2", "W", "tone", "sharp")]


def test_mechanical_turk_results_of_the_command_line_have_lower_case_names(tmp_path):
    header = ["hitid", "hittypeid", "assignmentid", "workerid", "assignmentstatus", "Answer.tone"]
    rows = [["H", "T", "A1", "W1", "Approved", "calm"], ["H", "T", "A2", "W2", "Rejected", "sharp"]]
    assert answers(table(tmp_path / "b.tsv", header, rows, delimiter="\t")) == [("H", "W1", "tone", "calm")]


def test_qualtrics_choices_in_columns_of_their_own_are_one_answer(tmp_path):
    columns = [(f"tone_{n}", f"How? - Selected Choice - {word}", {"ImportId": "QID1", "choiceId": str(n)})
               for n, word in ((1, "calm"), (2, "dry"))]  # fmt: skip
    path = qualtrics_table(tmp_path, columns, lambda rater: ["calm", "dry" if rater == "ana" else ""])
    assert [value for *_, value in answers(path, {"tone": AskedDimension()})] == ["calm,dry", "calm", "calm"]


def test_qualtrics_raters_are_those_of_the_panel_and_items_may_stand_in_embedded_data(tmp_path):
    columns = [("tone", "How does it sound?", "QID1"), ("PROLIFIC_PID", "PROLIFIC_PID", "PROLIFIC_PID"),
               ("item_id", "item_id", "item_id")]  # fmt: skip
    path = qualtrics_table(tmp_path, columns, lambda rater: ["calm", f"5f{rater}", "p7"])
    assert answers(path, TONE)[0] == ("p7", "5fana", "tone", "calm")


def test_questions_named_for_an_item_and_a_dimension(tmp_path):
    columns = [(f"post{n}_{name}", "How?", f"QID{n}{k}") for n in (1, 2) for k, name in enumerate(("tone", "length"))]
    path = qualtrics_table(tmp_path, columns, lambda _: ["calm", "short", "sharp", "long"])
    asked = {**TONE, "length": AskedDimension()}
    assert {(item, dimension) for item, _, dimension, _ in answers(path, asked)} == {
        ("post1", "tone"), ("post1", "length"), ("post2", "tone"), ("post2", "length"),
    }  # fmt: skip


def test_a_form_in_another_language_with_a_grid(tmp_path):
    header, *rows = google_rows(True)
    path = table(tmp_path / "f.csv", ["Zeitstempel", "E-Mail-Adresse", *header[2:]], rows)
    assert ("Post 7001", "ana@example.org", "How does it sound?", "calm") in answers(path)


def test_arena_ties_and_verdicts_of_both_orders(tmp_path):
    rows = [{"question_id": 1, "model_1": "b", "model_2": "a", "g1_winner": "model_1", "g2_winner": "tie",
             "judge": ["gpt", "pair"], "turn": 2}]  # fmt: skip
    assert answers(lines(tmp_path / "j.jsonl", rows)) == [
        ("1|2", "gpt pair", None, "model_a"), ("1|2", "gpt pair", None, "tie"),
    ]  # fmt: skip


def test_ultrafeedback_has_an_item_for_each_completion(tmp_path):
    given = {"helpfulness": {"Rating": "4", "Rationale": "r"}, "honesty": {"Rating": "N/A", "Rationale": "r"}}
    scores = {"overall_score": 7.5, "fine-grained_score": 4.0}
    completions = [{"model": model, "annotations": given, **scores} for model in ("m1", "m2")]
    rows = [{"instruction": "p", "models": ["m1", "m2"], "completions": completions}]
    path = tmp_path / "t.parquet"
    pa.parquet.write_table(pa.Table.from_pylist(rows), path)
    assert answers(path) == [
        ("0|m1", "model judge", "helpfulness", "4"), ("0|m1", "model judge", "overall_score", "7.5"),
        ("0|m2", "model judge", "helpfulness", "4"), ("0|m2", "model judge", "overall_score", "7.5"),
    ]  # fmt: skip
    assert reasons(path) == {"no value": 2, "mean of other ratings": 2}


def test_another_group_of_people_can_be_named(tmp_path):
    rows = [
        {
            "comparison_id": "c1",
            "crowd": [{"evaluator": "n1", "better": "A"}],
            "experts": [{"evaluator": "e1", "better": "B"}],
        }
    ]
    path = dump(tmp_path / "m.json", rows)
    assert answers(path) == [("c1", "n1", "better", "A")]
    assert answers(path, columns=Columns(only={"group": "experts"})) == [("c1", "e1", "better", "B")]


AGGREGATES = {
    "chosen and rejected": {"chosen": "x", "rejected": "y", "score_chosen": 8.0, "score_rejected": 5.0},
    "means and counts": {"message_id": "m", "labels": {"quality": {"value": 0.5, "count": 3}}},
    "means and counts as lists": {"message_id": "m", "labels": {"name": ["quality"], "value": [0.5], "count": [3]}},
    "a tree of messages": {"message_tree_id": "t", "prompt": {"labels": {"spam": {"value": 0.0, "count": 2}}}},
}


@pytest.mark.parametrize("case", AGGREGATES)
def test_outcomes_for_several_people_are_refused_with_the_reason(tmp_path, case):
    with pytest.raises(UnreadableTableError, match=r"2 rows, each with .* not single answers"):
        answers(lines(tmp_path / "t.jsonl", [AGGREGATES[case]] * 2))


def test_chosen_texts_with_people_are_answers_about_one_pair(tmp_path):
    rows = [
        {"prompt": "p", "chosen": a, "rejected": b, "annotator": who}
        for who, a, b in (("ana", "x", "y"), ("ben", "y", "x"))
    ]
    found = answers(lines(tmp_path / "t.jsonl", rows))
    assert len({item for item, *_ in found}) == 1
    assert {value for *_, value in found} == {"first", "second"}


def test_the_sheet_of_a_workbook_can_be_named(tmp_path):
    pytest.importorskip("python_calamine")
    sheets = {name: [["item", "rater", "value"], [1, "ana", value]] for name, value in (("May", 3), ("June", 4.5))}
    path = spreadsheet(tmp_path / "t.xlsx", sheets)
    first, second = exported(find(path), Columns(), {}), exported(find(path), Columns(only={"sheet": "June"}), {})
    assert (first.table["value"].to_pylist(), second.table["value"].to_pylist()) == (["3"], ["4.5"])
    assert "Name another with --column only.sheet=NAME: June." in first.notes[0]
    facts = measure(path, columns={"only": {"sheet": "June"}}, settings=Settings(replicates=0, draws=1))
    assert facts.dimension(None).sizes.ratings == 1


def test_a_sheet_that_is_not_there_is_named(tmp_path):
    pytest.importorskip("python_calamine")
    path = spreadsheet(tmp_path / "t.xlsx", {"May": [["item", "value"], ["1", "x"]]})
    with pytest.raises(UnreadableTableError, match=r"has no sheet “July”. It has: May"):
        exported(find(path), Columns(only={"sheet": "July"}), {})


def test_columns_of_the_file_that_an_author_names_are_read_as_they_stand(tmp_path):
    path = lines(tmp_path / "t.jsonl", [prodigy_task("5", "ana", ["calm"])])
    assert exported(find(path), Columns(item="_input_hash", rater="_session_id", value="accept"), {}) is None
    assert exported(find(path), Columns(item="item", rater="rater", value="value"), {}).tool == "Prodigy"


def test_questions_with_one_answer_each_are_items_by_the_values_of_the_card(tmp_path):
    columns = [(f"Q{n}", f"How does post {n} sound?", f"QID{n}") for n in (1, 2)] + [("Q3", "Your age?", "QID3")]
    path = qualtrics_table(tmp_path, columns, lambda _: ["calm", "sharp", "40"])
    assert {(item, value) for item, _, _, value in answers(path, TONE)} == {("Q1", "calm"), ("Q2", "sharp")}
    assert reasons(path, TONE)["question with answers of its own"] == 3


ORDINARY = {
    "a log that begins with a time": {"timestamp": "2026-01-01 10:00", "item": "1", "rater": "a", "value": "x"},
    "a table of ratings": {"item": "1", "rater": "ana", "value": "calm"},
    "several labels of a text": {"id": 1, "text": "x", "label": ["b", "a"]},
    "texts with labels": {"id": 1, "text": "x", "label": "calm", "annotator": "ana"},
    "a conversation": {"id": 1, "conversations": [{"from": "human", "value": "x"}], "annotator": "ana", "rating": 3},
    "answers of models": {"id": 1, "responses": ["one", "two"], "annotator": "ana", "rating": 3},
    "vectors": {"prompt": "p", "response": "r", "embedding": [0.1] * 64, "annotator": "ana", "rating": 3},
}


@pytest.mark.parametrize("case", ORDINARY)
def test_what_no_tool_wrote_is_a_flat_table(tmp_path, case):
    assert exported(find(lines(tmp_path / "t.jsonl", [ORDINARY[case]] * 3)), Columns(), {}) is None
    assert exported(find(dump(tmp_path / "t.json", [ORDINARY[case]] * 3)), Columns(), {}) is None
    cells = [[str(value) for value in ORDINARY[case].values()]] * 3
    assert exported(find(table(tmp_path / "t.csv", list(ORDINARY[case]), cells)), Columns(), {}) is None


SHEETS = {
    "a title above the names": (
        [["Ratings of May"], ["item", "rater", "value"], [1, "ana", 3], [2, "ana", 4]],
        "1 row above the names of columns left out: “Ratings of May”",
    ),
    "a legend above the names": (
        [["1 = bad", "", "5 = good"], ["item", "rater", "value"], [1, "ana", 3], [2, "ana", 4]], "1 row above",
    ),
    "names that come again": (
        [["item", "rater", "value"], [1, "ana", 3], ["item", "rater", "value"], [2, "ana", 4]],
        "1 row repeats the names of columns",
    ),
    "a note beside the table": ([["item", "rater", "value", ""], [1, "ana", 3, ""], [2, "ana", 4, "sic"]], ""),
    "two columns of one name": (
        [["item", "rater", "value", "value"], [1, "ana", 3, 5], [2, "ana", 4, 5]],
        "several columns are called value; the later one is value_2 here",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", SHEETS)
def test_a_sheet_is_read_from_the_row_of_its_names(tmp_path, case):
    pytest.importorskip("python_calamine")
    rows, told = SHEETS[case]
    found = exported(find(spreadsheet(tmp_path / "t.xlsx", {"May": rows})), Columns(), {})
    assert found.table["item"].to_pylist() == ["1", "2"]
    assert found.table["value"].to_pylist() == ["3", "4"]
    assert told in " ".join(found.notes)
    assert bool(found.notes) is bool(told)


def test_a_sheet_without_a_table_is_passed_over(tmp_path):
    pytest.importorskip("python_calamine")
    sheets = {"README": [["This workbook holds ratings"]], "data": [["item", "value"], [1, "x"]]}
    found = exported(find(spreadsheet(tmp_path / "t.xlsx", sheets)), Columns(), {})
    assert found.table["value"].to_pylist() == ["x"]


@pytest.mark.parametrize(("text", "told"), [
    ("<html><table><tr><td>item</td></tr></table>", "is a web page, not a spreadsheet"),
    ("item,rater,value\n1,a,2\n", "is text and no spreadsheet"),
])  # fmt: skip
def test_what_is_only_called_a_spreadsheet_is_told_as_what_it_is(tmp_path, text, told):
    pytest.importorskip("python_calamine")
    path = tmp_path / "t.xlsx"
    path.write_text(text)
    with pytest.raises(UnreadableTableError, match=told):
        exported(find(path), Columns(), {})


def test_files_of_a_cloud_storage_have_no_ending(tmp_path):
    for number, one in enumerate(one_task(tone("calm"))[0]["annotations"]):
        dump(tmp_path / "out" / str(number), {**one, "task": {"id": 4, "data": {"post": "x"}}})
    assert answers(tmp_path / "out") == [("4", "ana", "tone", "calm")]


def test_an_empty_file_of_somebody_who_did_nothing_stands_in_no_way(tmp_path):
    lines(tmp_path / "ana.jsonl", [{"id": 1, "text": "x", "label": ["calm"]}])
    (tmp_path / "ben.jsonl").touch()
    found = find(tmp_path)
    assert [path.rpartition("/")[2] for path in found.paths] == ["ana.jsonl"]
    assert found.beside == ("ben.jsonl",)


def test_marks_of_brat_are_told_as_what_they_are(tmp_path):
    (tmp_path / "a.ann").write_text("T1\tPER 0 4\tAnna\n")
    (tmp_path / "a.txt").write_text("Anna went")
    with pytest.raises(UnreadableTableError, match=r"no table in the folder.*a\.ann holds marks on parts of a text"):
        find(tmp_path)


def test_a_table_of_texts_keeps_the_lists_of_argilla(tmp_path):
    row = {"id": "r1", "text": "x", "tone.responses": "['calm', 'sharp']", "tone.responses.users": "['ana' 'ben']",
           "tone.responses.status": "['submitted', 'draft']", "tone.suggestion": ""}  # fmt: skip
    path = table(tmp_path / "t.csv", list(row), [list(row.values())])
    assert answers(path) == [("r1", "ana", "tone", "calm")]
    assert reasons(path) == {"draft": 1}


def test_columns_of_label_studio_in_another_order_are_answers(tmp_path):
    rows = [
        [f"A post of number {n}", n, rater, 7, "2026", 2.0, value]
        for n in (1, 2)
        for rater, value in (("a", "x"), ("b", "y"))
    ]
    header = ["post", "id", "annotator", "annotation_id", "created_at", "lead_time", "tone"]
    assert {name for _, _, name, _ in answers(table(tmp_path / "t.csv", header, rows))} == {"tone"}


def test_the_aggregated_report_of_appen_holds_no_single_answers(tmp_path):
    path = table(
        tmp_path / "a.csv", ["_unit_id", "_trusted_judgments", "tone", "tone:confidence"], [[1, 3, "calm", 0.7]]
    )
    with pytest.raises(UnreadableTableError, match="one outcome and how sure it is"):
        answers(path)


def test_without_columns_of_right_answers_appen_asked_what_differs_in_a_unit(tmp_path):
    rows = [[1, "ana", "Post", "calm"], [1, "ben", "Post", "sharp"]]
    path = table(tmp_path / "f.csv", ["_unit_id", "_worker_id", "post", "tone"], rows)
    assert answers(path) == [("1", "ana", "tone", "calm"), ("1", "ben", "tone", "sharp")]


def test_sheets_with_the_same_columns_are_told(tmp_path):
    pytest.importorskip("python_calamine")
    rows = [["item", "value"], ["1", "3"], ["2", "4"]]
    book = spreadsheet(tmp_path / "t.xlsx", {"ana": rows, "ben": rows, "notes": [["about", "it"], ["x", "y"]]})
    told = " ".join(exported(find(book), Columns(), {}).notes)
    assert "Sheets with the same columns: ana, ben. If each holds the answers of one person" in told


def test_a_hit_that_was_published_again_is_told(tmp_path):
    header = ["HITId", "AssignmentId", "WorkerId", "AssignmentStatus", "Input.post", "Answer.tone"]
    rows = [["H1", "A1", "W1", "Approved", "Post 1", "calm"], ["H2", "A2", "W2", "Approved", "Post 1", "sharp"],
            ["H3", "A3", "W1", "Approved", "Post 2", "calm"]]  # fmt: skip
    path = table(tmp_path / "t.csv", header, rows)
    assert [item for item, *_ in answers(path)] == ["H1", "H2", "H3"]
    assert "HITs that show what an earlier HIT shows: 1." in " ".join(exported(find(path), Columns(), {}).notes)


WITHIN = {
    "a value in an object": (lambda who, one: {"user": {"id": who, "name": who}, "label": {"value": one}}, None),
    "an answer with its reason": (
        lambda who, one: {"worker": who, "answer": {"choice": one, "why": "since it is so, as I see it"}}, "answer"),
    "scores by question": (lambda who, one: {"rater": who, "scores": {"tone": one, "pace": "2"}}, "tone"),
    "categories of a job": (
        lambda who, one: {"author": {"email": who}, "labelType": "DEFAULT", "createdAt": "2024-01-01", "jsonResponse": {
            "JOB_0": {"categories": [{"name": one, "confidence": 100}]}}}, "jsonResponse"),
    "a kind that is the answer": (lambda who, one: {"annotator": who, "type": one}, "type"),
}  # fmt: skip


@pytest.mark.parametrize("case", WITHIN)
def test_what_stands_in_objects_of_an_annotation_is_read(tmp_path, case):
    write, about = WITHIN[case]
    given = [("1", "0", "calm"), ("1", "b", "sharp"), ("2", "0", "calm")]
    rows = [{"id": item, "annotations": [write(who, one) for i, who, one in given if i == item]} for item in "12"]
    found = answers(dump(tmp_path / "r.json", rows))
    assert [one for one in found if one[2] != "pace"] == [(i, who, about, one) for i, who, one in given]
