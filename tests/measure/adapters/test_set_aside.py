"""Nothing vanishes without a reason: what an export holds beside its answers is counted."""

from collections import Counter

import pytest
import tool_exports
from tool_exports import ANSWERS, NAMED, control, dump, label_studio, lines

from alignmentcard.measurement.engine.engines import UnreadableTableError
from alignmentcard.measurement.run import run
from alignmentcard.measurement.settings import Settings
from alignmentcard.measurement.tables.adapters import exported, long_table
from alignmentcard.measurement.tables.adapters.export import AskedDimension
from alignmentcard.measurement.tables.files import find
from alignmentcard.measurement.tables.loading import Source
from alignmentcard.model.release import Columns

ASKED = {"tone": AskedDimension("rating", ("calm", "sharp"))}


def read(path, asked=ASKED, columns=None):
    return exported(find(path), columns or Columns(), asked)


def reasons(export):
    total = Counter()
    for counts in export.set_aside.values():
        total.update(counts)
    return dict(total)


CASES = {
    "label_studio": {"cancelled": 4, "ground truth": 4, "draft": 4, "prediction": 4, "free text": 10},
    "label_studio_min": {"free text": 10},
    "argilla_nested": {"draft": 4, "discarded": 4, "prediction": 4, "mark on a part of the item": 4},
    "argilla_jsonl": {"draft": 4, "discarded": 4, "prediction": 4, "mark on a part of the item": 4},
    "argilla_1": {"discarded": 4},
    "doccano": {"no value": 6},
    "doccano_all_beside": {"no value": 6, "labels of all members in one file": 4},
    "prodigy": {"cancelled": 1, "rejected task": 1},
    "potato": {"survey page": 3, "attention check": 3, "free text": 10},
    "potato_table": {"survey page": 1, "free text": 10},
    "inception": {"no annotation": 3, "several marks at one place": 3, "annotation without a label": 2},
    "mturk": {"rejected assignment": 4, "no value": 10},
    "mturk_json": {"rejected assignment": 4},
    "qualtrics": {"preview or test response": 6, "unfinished response": 5, "free text": 3, "time on a page": 3,
                  "no value": 2},
    "google_form": {"question with answers of its own": 3, "no value": 2},
    "multipref": {"another group of people": 8, "confidence, time or reason": 30},
    "lewidi_2025": {"no value": 2},
    "lewidi_splits": {"no value": 2, "item without answers, as in a blind test set": 1},
    "polis_matrix": {},
}  # fmt: skip


@pytest.mark.parametrize("shape", CASES)
def test_what_is_not_taken_is_counted_by_its_reason(tmp_path, shape):
    assert reasons(read(NAMED[shape](tmp_path))) == CASES[shape]


def test_counts_are_kept_for_each_file(tmp_path):
    found = read(NAMED["doccano"](tmp_path)).set_aside
    assert {path.rpartition("/")[2]: counts for path, counts in found.items()} == {
        "ben.jsonl": {"no value": 1}, "cleo.jsonl": {"no value": 1}, "unknown.jsonl": {"no value": 4}
    }  # fmt: skip


def test_an_export_without_an_answer_says_what_it_held(tmp_path):
    nothing = {"id": 1, "data": {}, "drafts": [{"result": [control("q", "choices", {"choices": ["x"]})]}]}
    path = dump(tmp_path / "t.json", [{**nothing, "annotations": [{"result": [], "completed_by": 3}]}])
    with pytest.raises(UnreadableTableError, match=r"holds no answers of people \(Label Studio\).*draft 1, no value 1"):
        long_table([str(path)])


def test_a_file_of_another_kind_among_the_exports_is_set_aside(tmp_path):
    label_studio(tmp_path)
    path = dump(tmp_path / "users.json", [{"id": 1, "email": "a@example.org"}, {"id": 2, "email": "b@example.org"}])
    assert read(tmp_path).set_aside[str(path)] == {"not of Label Studio": 2}


def test_sentences_are_no_answers_unless_the_card_asks_for_them(tmp_path):
    texts = [f"Number {n} sounds to me as if nobody had cared at all." for n in range(5)]
    rows = [{"id": n, "annotator": "ana", "annotation_id": n, "lead_time": 1, "note": text, "tone": "calm"}
            for n, text in enumerate(texts)]  # fmt: skip
    path = dump(tmp_path / "min.json", rows)
    assert set(read(path).table["dimension"].to_pylist()) == {"tone"}
    assert set(read(path, {**ASKED, "note": AskedDimension()}).table["dimension"].to_pylist()) == {"tone", "note"}


def test_several_files_of_one_project_keep_the_ids_of_its_items(tmp_path):
    for rater in tool_exports.RATERS:
        (tmp_path / rater).mkdir()
        label_studio(tmp_path / rater, [rater])
    found = read(f"{tmp_path}/*/project-3.json")
    assert len(set(found.table["item"].to_pylist())) == len(tool_exports.ITEMS)
    assert found.table.num_rows == len(ANSWERS)


def test_an_answer_in_two_exports_of_one_project_counts_once(tmp_path):
    for part in "ab":
        (tmp_path / part).mkdir()
        NAMED["mturk"](tmp_path / part)
    found = read(f"{tmp_path}/*/*.csv")
    assert found.table.num_rows == len(ANSWERS)
    assert reasons(found)["the same answer in another file"] == len(ANSWERS)


def test_each_file_of_an_export_has_an_account_of_its_own(tmp_path):
    for part, people in (("a", "xy"), ("b", "z")):
        dump(tmp_path / f"{part}.json", {"1": {"annotations": dict.fromkeys(people, "calm") | {"w": None}}})
    accounts = run([Source(find(tmp_path))], settings=Settings(replicates=0)).account
    assert [(one.path, one.used, one.answers) for one in accounts] == [("a.json", 2, 3), ("b.json", 1, 2)]


@pytest.mark.parametrize("content", [True, False], ids=["other texts", "the same people without texts"])
def test_ids_that_start_anew_in_each_file_are_kept_apart(tmp_path, content):
    for part in "ab":
        given = {"ana": {"a": "calm", "b": "sharp"}[part], "ben": "calm"}
        items = {str(n): {"annotations": given} | ({"text": f"{part}{n}"} if content else {})
                 for n in (1, 2)}  # fmt: skip
        dump(tmp_path / f"{part}.json", items)
    found = read(tmp_path)
    assert sorted(set(found.table["item"].to_pylist())) == ["a.json:1", "a.json:2", "b.json:1", "b.json:2"]
    assert "Item ids start anew in each file, so the file is a part of the id." in found.notes


def test_an_occasion_is_kept_only_where_somebody_answers_again(tmp_path):
    once = [{"text": "x", "_input_hash": n, "_task_hash": n, "answer": "accept", "options": [], "accept": ["a"],
             "_annotator_id": "ana", "_timestamp": n} for n in (1, 2)]  # fmt: skip
    assert "occasion" not in read(lines(tmp_path / "a.jsonl", once), {}).table.column_names
    again = [*once, {**once[0], "_timestamp": 9}]
    assert read(lines(tmp_path / "b.jsonl", again), {}).table["occasion"].to_pylist() == ["1", "2", "9"]


def test_answers_in_the_form_of_an_annotation_are_read_and_its_times_are_none(tmp_path):
    form = {"Which is better?": "A", "Explain": "because"}
    times = {"time_spent_in_secs": 30, "completed_at": "2024-01-01", "submitted_date": "2024-01-01"}
    lines(tmp_path / "tasks.jsonl", [
        {"task_id": task, "responses": [{"worker_id": who, **times, "data": form} for who in "xyz"]} for task in "ab"
    ])  # fmt: skip
    found = read(tmp_path / "tasks.jsonl", {})
    assert set(found.table["dimension"].to_pylist()) == {"Which is better?", "Explain"}
    assert reasons(found) == {"confidence, time or reason": 18}


def test_fields_that_say_more_of_themselves_are_their_answers(tmp_path):
    def field(answer):
        return {"type": "category", "field_id": "harmful", "response": [[answer]]}

    lines(tmp_path / "tasks.jsonl", [
        {"task_id": task, "responses": [{"worker_id": who, "annotations": {"harmful": field(answer)}}
                                        for who, answer in zip("xyz", ("yes", "no", "yes"), strict=True)]}
        for task in "ab"
    ])  # fmt: skip
    found = read(tmp_path / "tasks.jsonl", {})
    assert set(found.table["dimension"].to_pylist()) == {"harmful"}
    assert found.table["value"].to_pylist() == ["yes", "no", "yes"] * 2
