"""Answers of each kind of control in the shapes of the versions of Label Studio, Argilla, Potato and LeWiDi."""

import json

import pytest

from alignmentcard.measurement.engine.engines import UnreadableTableError
from alignmentcard.measurement.tables.adapters import long_table
from alignmentcard.measurement.tables.files import find

FIELDS = ("item", "rater", "dimension", "value")


def control(name, kind, value, **more):
    return {"id": "a1", "from_name": name, "to_name": "text", "type": kind, "value": value, **more}


def task(*results, **annotation):
    return {"id": 4, "data": {"text": "x"}, "predictions": [{"result": [control("q", "choices", {"choices": ["no"]})]}],
            "drafts": [], "annotations": [{"id": 9, "completed_by": 7, "was_cancelled": False, "ground_truth": False,
                                           "result": list(results), **annotation}]}  # fmt: skip


LABEL_STUDIO = {
    "choices": (task(control("q", "choices", {"choices": ["yes"]})), [("q", "yes")]),
    "several choices": (task(control("q", "choices", {"choices": ["b", "a"]})), [("q", "a,b")]),
    "rating and number": (
        task(control("stars", "rating", {"rating": 4}), control("n", "number", {"number": 3.5})),
        [("stars", "4"), ("n", "3.5")],
    ),
    "pairwise": (task(control("pw", "pairwise", {"selected": "left"})), [("pw", "left")]),
    "taxonomy": (
        task(control("t", "taxonomy", {"taxonomy": [["harm", "insult"], ["harm"]]})),
        [("t", "harm,harm / insult")],
    ),
    "ranker": (task(control("r", "ranker", {"ranker": {"best": ["b", "a", "c"]}})), [("r", "b > a > c")]),
    "free text": (task(control("why", "textarea", {"text": ["because"]})), []),
    "spans, and choices about a span": (
        task(control("l", "labels", {"start": 0, "end": 4, "text": "x", "labels": ["PER"]}),
             control("q", "choices", {"start": 0, "end": 4, "choices": ["yes"]})),
        [],
    ),
    "relation": (task({"from_id": "a", "to_id": "b", "type": "relation", "direction": "right"}), []),
    "skipped": (task(control("q", "choices", {"choices": ["yes"]}), was_cancelled=True), []),
    "ground truth": (task(control("q", "choices", {"choices": ["yes"]}), ground_truth=True), []),
    "nothing was chosen": (task(), []),
    "before 1.0": (
        {"id": 4, "data": {}, "completions": [
            {"completed_by": 7, "result": [control("q", "choices", {"choices": ["yes"]})]}]},
        [("q", "yes")],
    ),
    "rater as a record": (
        task(control("q", "choices", {"choices": ["yes"]}), completed_by={"id": 7, "email": "a@b.org"}),
        [("q", "yes")],
    ),
}  # fmt: skip

USERS = {"user_id": "u", "status": "submitted"}
ARGILLA = {
    "version 1": (
        {"external_id": "4", "responses": [
            {**USERS, "values": {"q": {"value": "yes"}, "stars": {"value": 4}}},
            {"user_id": "w", "status": "draft", "values": {"q": {"value": "no"}}},
            {"user_id": "x", "status": "discarded", "values": None}]},
        [("q", "yes"), ("stars", "4")],
    ),
    "version 1 on the hub": (
        {"prompt": "x", "external_id": "4", "metadata": "{}", "q-suggestion": "no", "q": [
            {**USERS, "value": "yes"}, {"user_id": "w", "value": "no", "status": "discarded"}]},
        [("q", "yes")],
    ),
    "several labels": (
        {"id": "4", "responses": {"q": [{"user_id": "u", "value": ["b", "a"]}]}, "status": "completed",
         "suggestions": {"q": {"value": ["a"], "score": None, "agent": "m"}}},
        [("q", "a,b")],
    ),
    "ranks": (
        {"id": "4", "responses": {"r": [{"user_id": "u", "value": [
            {"rank": 2, "value": "c"}, {"rank": 1, "value": "a"}, {"rank": 2, "value": "b"}]}]}},
        [("r", "a > b = c")],
    ),
    "spans": (
        {"id": "4", "responses": {"s": [{"user_id": "u", "value": [{"start": 0, "end": 3, "label": "x"}]}]}}, []
    ),
    "version 2 in columns": (
        {"id": "4", "status": "completed", "q.suggestion": "no", "q.suggestion.score": 0.9,
         "q.responses": ["yes", "no"],
         "q.responses.users": ["u", "w"], "q.responses.status": ["submitted", "discarded"], "s.responses": None},
        [("q", "yes")],
    ),
}  # fmt: skip

POTATO = {
    "radio": ({"sentiment": {"positive": "1"}}, [("sentiment", "positive")]),
    "true and false": ({"q": {"yes": True, "no": False}}, [("q", "yes")]),
    "texts for true and false": ({"q": {"yes": "true", "no": "false"}}, [("q", "yes")]),
    "keys, with 0 for what is not chosen": ({"q": {"yes": "1", "no": "0"}}, [("q", "yes")]),
    "several": ({"topics": {"b": "2", "a": "1"}}, [("topics", "a,b")]),
    "likert": ({"toxicity": {"3": "3"}}, [("toxicity", "3")]),
    "likert of older versions": ({"toxicity": {"scale_3": "3"}}, [("toxicity", "3")]),
    "slider": ({"how": {"slider": "73"}}, [("how", "73")]),
    "pairwise": ({"better": {"selection": "A", "justification": "shorter"}}, [("better", "A")]),
    "pairwise on a scale": ({"better": {"scale_value": "-2"}}, [("better", "-2")]),
    "free text": ({"why": {"text_box": "because"}}, []),
    "nothing": ({"q": {}}, []),
}


def answers(path):
    return [tuple(row[name] for name in FIELDS if name in row) for row in long_table([str(path)]).table.to_pylist()]


def written(folder, name, data):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(data if isinstance(data, str) else json.dumps(data))
    return path


@pytest.mark.parametrize("case", LABEL_STUDIO)
def test_label_studio(tmp_path, case):
    data, expected = LABEL_STUDIO[case]
    other = task(control("sure", "choices", {"choices": ["yes"]}))
    found = answers(written(tmp_path, "t.json", [data, other]))
    assert found == [*(("4", "7", *answer) for answer in expected), ("4", "7", "sure", "yes")]


@pytest.mark.parametrize("case", ARGILLA)
def test_argilla(tmp_path, case):
    data, expected = ARGILLA[case]
    other = {"id": "4", "responses": {"sure": [{"user_id": "u", "value": "yes"}]}}
    found = answers(written(tmp_path, "t.json", [data, other]))
    assert found == [*(("4", "u", *answer) for answer in expected), ("4", "u", "sure", "yes")]


@pytest.mark.parametrize("case", POTATO)
def test_potato(tmp_path, case):
    data, expected = POTATO[case]
    more = {"displayed_text": "x", "span_annotations": [], "behavioral_data": {}}
    records = [{"id": "4", "label_annotations": labels, **more}
               for labels in (data, {"sure": {"yes": "1"}})]  # fmt: skip
    path = written(tmp_path, "u/annotated_instances.jsonl", "\n".join(json.dumps(record) for record in records) + "\n")
    assert find(path).form == "jsonl"
    assert answers(path) == [*(("4", "u", *answer) for answer in expected), ("4", "u", "sure", "yes")]


def test_potato_keeps_the_state_of_each_rater_in_a_folder(tmp_path):
    pairs = {"4": [[{"schema": "q", "name": "yes"}, "true"], [{"schema": "stars", "name": "3"}, "3"]]}
    named = {"4": {"q": {"no": "true"}}}
    written(tmp_path, "u/user_state.json", {"user_id": "u", "instance_id_to_label_to_value": pairs})
    written(tmp_path, "w/user_state.json", {"instance_id_to_label_to_value": named})
    found = find(tmp_path / "*" / "user_state.json")
    assert [tuple(row.values()) for row in long_table(found.paths).table.to_pylist()] == [
        ("4", "u", "q", "yes", 0), ("4", "u", "stars", "3", 0), ("4", "w", "q", "no", 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"1": {"annotations": "yes,no", "annotators": "a,b", "hard_label": "yes",},}',
         [("1", "a", "yes"), ("1", "b", "no")]),
        ('{"1": {"annotations": {"a": "x,y", "b": "-3"}}, "2": {"annotations": {}}}',
         [("1", "a", "x,y"), ("1", "b", "-3")]),
        ('{"1": {"text": "a, ]", "annotations": "0", "annotators": "a",}}', [("1", "a", "0")]),
    ],
    ids=["commas that JSON does not have", "several labels, and an item without answers", "commas inside of texts"],
)  # fmt: skip
def test_lewidi(tmp_path, text, expected):
    assert answers(written(tmp_path, "t.json", text)) == expected


def test_answers_of_models_are_no_answers_of_people(tmp_path):
    records = [{"item": "1", "rater": "a", "value": "yes", "responses": ["text one", "text two"]}]
    assert long_table([str(written(tmp_path, "t.json", records))]).table.column("value").to_pylist() == ["yes"]


def test_an_export_without_answers_is_refused(tmp_path):
    with pytest.raises(UnreadableTableError, match="holds no answers"):
        long_table([str(written(tmp_path, "t.json", [task()]))])
