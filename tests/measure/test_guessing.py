"""Which column holds what: taken where names and contents are clear, else asked in one message for all roles."""

import json

import pyarrow as pa
import pytest

from alignmentcard.errors import AlignmentCardError
from alignmentcard.measurement.engine.engines import open_engine
from alignmentcard.measurement.measure import measure
from alignmentcard.measurement.settings import Settings
from alignmentcard.measurement.tables.adapters.export import AskedDimension
from alignmentcard.measurement.tables.guessing import UnclearTableError
from alignmentcard.measurement.tables.ratings import Source, open_ratings
from alignmentcard.measurement.tables.showing import reading
from alignmentcard.model.release import Columns

FAST = Settings(replicates=0, draws=1, minimum_cell=1)

N = 60
EACH = range(N)
ITEMS = [f"i{n // 3}" for n in EACH]
PEOPLE = [f"w{n % 3}" for n in EACH]
ANSWERS = [("kind", "rude")[n * n % 7 % 2] for n in EACH]
ROWS = [str(n) for n in EACH]
PROSE = [f"This is what the model said to number {n}, at some length and freely written." for n in EACH]
ABOUT = [f"A text about {n // 3}, which somebody wrote and three people read." for n in EACH]
SHARES = [n / 61 for n in EACH]

CLEAR = {
    "usual names": ({"item_id": ITEMS, "rater_id": PEOPLE, "label": ANSWERS}, ("item_id", "rater_id", "label")),
    "names of other programs": (
        {"ItemID": ITEMS, "Annotator ID": PEOPLE, "Rating": ANSWERS}, ("ItemID", "Annotator ID", "Rating")
    ),
    "German": ({"Kommentar": ITEMS, "Bewerter:in": PEOPLE, "Bewertung": ANSWERS},
               ("Kommentar", "Bewerter:in", "Bewertung")),
    "Spanish": ({"comentario": ITEMS, "evaluador": PEOPLE, "puntuación": ANSWERS},
                ("comentario", "evaluador", "puntuación")),
    "French": ({"identifiant": ITEMS, "annotateur": PEOPLE, "réponse": ANSWERS},
               ("identifiant", "annotateur", "réponse")),
    "Chinese": ({"文本编号": ITEMS, "标注员": PEOPLE, "情感标签": ANSWERS}, ("文本编号", "标注员", "情感标签")),
    "Japanese, with an id of people": ({"文番号": ITEMS, "評価者ID": PEOPLE, "評価": ANSWERS},
                                       ("文番号", "評価者ID", "評価")),
    "Korean": ({"문장": ITEMS, "평가자": PEOPLE, "점수": ANSWERS}, ("문장", "평가자", "점수")),
    "Russian": ({"ID текста": ITEMS, "Аннотатор": PEOPLE, "Оценка": ANSWERS}, ("ID текста", "Аннотатор", "Оценка")),
    "Arabic": ({"النص": ITEMS, "المقيم": PEOPLE, "التقييم": ANSWERS}, ("النص", "المقيم", "التقييم")),
    "German with sharp s": ({"Äußerung": ITEMS, "Befragte": PEOPLE, "Einschätzung": ANSWERS},
                            ("Äußerung", "Befragte", "Einschätzung")),
    "an id of the row beside that of the item": (
        {"id": ROWS, "rater_id": PEOPLE, "item_id": ITEMS, "rating": ANSWERS}, ("item_id", "rater_id", "rating")
    ),
    "an id of the row and texts that come again": (
        {"id": ROWS, "text": ABOUT, "worker": PEOPLE, "label": ANSWERS}, ("text", "worker", "label")
    ),
    "an id of the answer": (
        {"annotation_id": ROWS, "doc": ITEMS, "coder": PEOPLE, "label": ANSWERS}, ("doc", "coder", "label")
    ),
    "an id of the item alone": ({"id": ITEMS, "user": PEOPLE, "vote": ANSWERS}, ("id", "user", "vote")),
    "free text called response": (
        {"item": ITEMS, "rater": PEOPLE, "response": PROSE, "choice": ANSWERS}, ("item", "rater", "choice")
    ),
    "a score of a model": (
        {"item": ITEMS, "rater": PEOPLE, "score": SHARES, "label": ANSWERS}, ("item", "rater", "label")
    ),
    "what became of an answer": (
        {"item": ITEMS, "rater": PEOPLE, "answer": ["accept"] * N, "label": ANSWERS}, ("item", "rater", "label")
    ),
    "a time called score": (
        {"item": ITEMS, "rater": PEOPLE, "score": [1.7e9 + n for n in EACH], "vote": ANSWERS}, ("item", "rater", "vote")
    ),
    "scores that people gave": (
        {"utterance_id": ROWS, "user_id": PEOPLE, "score": [n % 97 for n in EACH]}, ("utterance_id", "user_id", "score")
    ),
    "a rating from nobody named": ({"id": ITEMS, "label": ANSWERS}, ("id", None, "label")),
}  # fmt: skip


def opened(engine, table, **options):
    asked = {name: AskedDimension() for name in options.get("dimensions", ())}
    return open_ratings(engine, Source(pa.table(table), options.pop("columns", Columns()), asked), **options)


@pytest.mark.parametrize("case", CLEAR)
def test_clear_columns_are_taken(engine, case):
    table, (item, rater, value) = CLEAR[case]
    found = opened(engine, table).layout
    assert (found.columns.item, found.columns.rater, found.columns.value) == (item, rater, value)
    assert set(found.guessed) == {"item", "value", *(["rater"] if rater else [])}


UNCLEAR = {
    "an answer of an own name beside who worked for a platform": (
        {"stimulus": ITEMS, "performer": PEOPLE, "tone": ANSWERS},
        "Say it with --column item=stimulus --column rater=performer --column value=tone, or",
    ),
    "an answer of an own name": (
        {"doc": ITEMS, "coder": PEOPLE, "tone": ANSWERS},
        "It is not clear which column holds the value. value: perhaps tone (2 different: kind, rude). Say it with "
        "--column item=doc --column rater=coder --column value=tone, or",
    ),
    "two answers": (
        {"item": ITEMS, "rater": PEOPLE, "label": ANSWERS, "vote": ANSWERS},
        "value: perhaps vote (2 different: kind, rude) or label (2 different: kind, rude)",
    ),
    "nothing": (
        {"a": ["x"] * N, "b": PROSE},
        "which column holds the item and the value. item: perhaps b (differs in every row); value: perhaps a (always "
        "x) or b (is free text). Say it with --column item=b --column value=a, or",
    ),
    "only free text": (
        {"item": ITEMS, "rater": PEOPLE, "response": PROSE}, "value: perhaps response (is free text)"
    ),
    "people as columns": (
        {"doc": ["1", "2", "3"], "maria": [*"kkr"], "jo": ["r", None, "<no annotation>"], "chen": [*"krk"]},
        "maria, jo, chen hold the same few values: if each is a person, name them as the rater",
    ),
    "a name with a blank": (
        {"doc": ITEMS, "coder": PEOPLE, "my tone": ANSWERS}, "--column 'value=my tone'"
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", UNCLEAR)
def test_open_roles_come_in_one_message_with_reasons_and_what_to_say(engine, case):
    table, text = UNCLEAR[case]
    with pytest.raises(UnclearTableError) as failure:
        opened(engine, table)
    assert text in str(failure.value)
    assert "\n" not in str(failure.value)


@pytest.mark.parametrize("case", UNCLEAR)
def test_what_the_message_says_to_say_is_enough(engine, case):
    with pytest.raises(UnclearTableError) as failure:
        opened(engine, UNCLEAR[case][0])
    said = dict(one.split("=") for one in failure.value.said)
    roles = {role: name for role, name in said.items() if "." not in role}
    questions = {role.partition(".")[2]: name for role, name in said.items() if "." in role}
    found = opened(engine, UNCLEAR[case][0], columns=Columns(**roles, dimensions=questions)).layout
    assert (found.columns.item, dict(found.answers)) == (said["item"], questions)


def test_people_as_columns_are_proposed_as_raters(engine):
    with pytest.raises(UnclearTableError) as failure:
        opened(engine, UNCLEAR["people as columns"][0])
    assert failure.value.said == ("item=doc", "rater=maria,jo,chen")


@pytest.mark.parametrize(("columns", "raters"), [
    ({"anna": [*"1125"], "ben": [*"1245"]}, "anna,ben"),
    ({"AB": [*"kkr"], "CD": [*"krk"], "final": [*"kkr"]}, "AB,CD"),
    ({"AB": [*"1125"], "CD": [*"1245"], "Mean": [1.0, 1.5, 3.0, 5.0]}, "AB,CD"),
])  # fmt: skip
def test_two_people_are_proposed_as_raters_and_what_was_made_of_them_is_not(engine, columns, raters):
    rows = len(next(iter(columns.values())))
    with pytest.raises(UnclearTableError) as failure:
        opened(engine, {"doc": [*"abcd"][:rows], **columns})
    assert failure.value.said == ("item=doc", f"rater={raters}")


def test_a_question_may_be_written_otherwise_than_the_dimension(engine):
    found = opened(engine, {"item_id": ITEMS, "rater_id": PEOPLE, "Q_overall": ANSWERS}, dimensions=["q-overall"])
    assert found.layout.answers == {"q-overall": "Q_overall"}


def test_columns_that_are_empty_are_said_to_be(engine):
    table = {"item": ITEMS, "rater": [None] * N, "value": ANSWERS}
    found = opened(engine, {**table, "rater": pa.array([None] * N, pa.string())})
    assert not found.rater
    assert found.told == ("The column rater is empty, so raters cannot be told apart.",)
    with pytest.raises(AlignmentCardError, match=r"The column “item” \(item\) is empty in every row"):
        opened(engine, {**table, "item": pa.array([""] * N)}, columns=Columns(item="item"))


def test_a_guess_is_kept_with_what_was_measured(engine):
    assert opened(engine, CLEAR["a rating from nobody named"][0]).layout.guessed == ("item", "value")


def test_a_rank_beside_what_is_ranked_is_not_passed_over():
    table = pa.table({"prompt": [1, 1, 2, 2], "annotator": [*"aaaa"], "response": [*"ABAB"], "rank": [1, 2, 2, 1]})
    with pytest.raises(UnclearTableError, match=r"response .* or rank"):
        measure(table)


def test_a_mean_beside_columns_of_the_same_values_is_no_table_of_outcomes(tmp_path):
    table = pa.table({"id": [1, 2, 3], "x": [1, 2, 3], "y": [3, 2, 1], "mean": [2.0, 2.0, 2.5]})
    with pytest.raises(UnclearTableError, match="hold the same few values: if each is a person"):
        measure(table)


def test_columns_that_were_not_read_are_named():
    table = pa.table({"id": [1, 1, 2, 2], "rater": [*"abab"], "value": [1, 2, 2, 2], "sarcasm": [0, 1, 1, 0]})
    engine = open_engine()
    assert "Not read: sarcasm." in list(reading(open_ratings(engine, Source(table))))
    engine.close()


# Items of more than one column


def replies(second, rater=True):
    """Return two things to rate for each of four prompts, each rated by three people."""
    rows = [
        (f"p{item}", f"{side}", f"r{who}", "xyz"[(item + who) % 3])
        for item in range(4)
        for side in "ab"
        for who in range(3)
    ]
    names = ("prompt_id", second, "annotator", "rating")
    found = {name: list(column) for name, column in zip(names, zip(*rows, strict=True), strict=True)}
    return {name: column for name, column in found.items() if rater or name != "annotator"}


@pytest.mark.parametrize(("second", "rater"), [
    ("response", True), ("Kategorie", True), ("sentence_id", True), ("response", False), ("model_a", False),
])  # fmt: skip
def test_a_column_that_tells_apart_what_one_item_holds_is_told(second, rater):
    facts = measure(pa.table(replies(second, rater)), settings=FAST)
    assert any(f"Answers to one prompt_id differ in {second}" in one for one in facts.told)
    assert any(f"--column item=prompt_id,{second}" in one for one in facts.told)


@pytest.mark.parametrize("more", [
    {"comment": [f"c{n}" for n in range(24)]}, {"gender": ["f", "m"] * 12}, {"response": ["same"] * 24},
], ids=str)  # fmt: skip
@pytest.mark.parametrize("rater", [True, False])
def test_other_columns_are_no_part_of_an_item(more, rater):
    table = replies("response", rater)
    table["prompt_id"] = [f"{one}{two}" for one, two in zip(table["prompt_id"], table.pop("response"), strict=True)]
    assert not any("differ in" in one for one in measure(pa.table({**table, **more}), settings=FAST).told)


def test_an_item_that_is_said_is_not_asked_about():
    facts = measure(pa.table(replies("response")), columns={"item": "prompt_id"}, settings=FAST)
    assert not any("differ in" in one for one in facts.told)


def test_columns_with_the_same_values_beside_a_rater_are_proposed_as_questions():
    table = {"item_id": [*"112233"], "rater_id": [*"ababab"], "warm": [*"121212"], "clear": [*"112211"]}
    with pytest.raises(UnclearTableError) as found:
        measure(pa.table(table), settings=FAST)
    assert "--column rater=rater_id --column dimensions.warm=warm --column dimensions.clear=clear" in str(found.value)


def test_a_text_that_differs_in_every_row_is_no_answer():
    table = {"prompt": [f"p{n // 2}" for n in range(20)], "response": [f"text {n}" for n in range(20)]}
    with pytest.raises(UnclearTableError, match=r"response .differs in every row"):
        measure(pa.table(table), settings=FAST)


STATES = {
    "tainted": ("_tainted", ["true", "false"], "The column _tainted (false, true) was not read"),
    "test questions": ("_golden", ["true", "false"], "--column only._golden=VALUE"),
    "status": ("assignment_status", ["Approved", "Rejected"], "3 rows (assignment_status: Rejected 3)"),
    "always the same": ("status", ["submitted", "submitted"], None),
    "another name": ("platform", ["web", "phone"], None),
}


@pytest.mark.parametrize("case", STATES)
def test_a_column_that_may_say_which_rows_count_is_told(case):
    name, values, told = STATES[case]
    table = {"item_id": [*"112233"], "rater_id": [*"ababab"], "rating": [*"xyxyxy"], name: values * 3}
    found = [
        one
        for one in measure(pa.table(table), settings=FAST).told
        if "was not read" in one or one.startswith("Not acc")
    ]
    assert len(found) == (told is not None)
    assert (told or "") in " ".join(found)


def test_numbered_answers_beside_ids_of_raters_are_questions_and_no_people():
    table = {"item_id": [*"112233"], "rater_id": [*"ababab"], "label_1": [*"121212"], "label_2": [*"112211"]}
    with pytest.raises(UnclearTableError) as found:
        measure(pa.table(table), settings=FAST)
    assert "--column rater=rater_id --column dimensions.label_1=label_1" in str(found.value)


PROPOSED = {
    "an attribute and the text before the answer": (
        {"text": ITEMS, "gender": PEOPLE, "offensiveness": ANSWERS}, "offensiveness"
    ),
    "an id of a platform": (
        {"Submission ID": ROWS, "Session GUID": PEOPLE, "Is it kind?": ANSWERS}, "Is it kind?"
    ),
    "a list of people": ({"annotators": [f"w1;w{n % 4}" for n in EACH], "tone": ANSWERS}, "tone"),
    "what a platform says of a submission": (
        {"Status": ["APPROVED", "REJECTED"] * 30, "Time taken": ROWS, "Total approvals": [100 + n % 7 for n in EACH],
         "Country of residence": PEOPLE, "rating_helpful": [n % 4 for n in EACH]}, "rating_helpful"
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", PROPOSED)
def test_what_is_proposed_first_as_the_answer_is_what_was_asked(engine, case):
    columns, value = PROPOSED[case]
    with pytest.raises(UnclearTableError) as raised:
        opened(engine, {"instance_id": ITEMS, "user_id": PEOPLE, **columns})
    assert raised.value.said[-1] == f"value={value}"


def test_a_column_of_objects_as_text_is_no_answer(engine):
    cells = [f'{{"objects": [], "tone": {n % 2}}}' for n in EACH]
    with pytest.raises(AlignmentCardError, match="holds an object in each cell, with the fields objects, tone"):
        opened(engine, {"item": ITEMS, "rater": PEOPLE, "label": cells})


@pytest.mark.parametrize("name", ["rater", "worker_id", "subject"])
def test_fields_of_an_answer_by_one_person_are_columns(engine, name):
    given = [{"stars": n % 3} for n in EACH]
    found = opened(engine, {"stimulus": ITEMS, name: PEOPLE, "rating": given}).layout
    assert (found.columns.item, found.columns.rater, found.columns.value) == ("stimulus", name, "rating.stars")


def test_a_question_that_differs_in_every_row_is_no_dimension(engine):
    table = {"pair_id": ROWS[:12], "judge_name": ["one"] * 12, "question": PROSE[:12], "label": ["A>B", "B>A"] * 6}
    assert opened(engine, table).layout.columns.dimension is None


def test_judges_by_model_and_their_runs_are_raters_and_occasions():
    rows = [(q, j, r, 1 + (q * r + len(j)) % 5) for q in range(6) for j in ("gpt-4", "claude") for r in (1, 2)]
    names = ("prompt_id", "judge_model", "run", "score")
    found = measure(pa.table(dict(zip(names, map(list, zip(*rows, strict=True)), strict=True))), settings=FAST)
    assert [found.table.columns[role] for role in ("item", "rater", "occasion", "value")] == list(names)


def test_compared_models_may_have_numbers():
    rows = [
        (q, *(("x", "y") if q % 2 else ("y", "x")), "model_1", j, r) for q in range(6) for j in "ab" for r in (1, 2)
    ]
    names = ("question_id", "model_1", "model_2", "winner", "judge_model", "run")
    found = measure(pa.table(dict(zip(names, map(list, zip(*rows, strict=True)), strict=True))), settings=FAST)
    assert found.dimension(None).sizes.values == {"model_1": 6, "model_2": 6}  # one order of x and y


def test_a_table_of_people_is_told_as_one(engine):
    people = {
        "Submission id": [f"s{n}" for n in range(9)], "Participant id": [f"p{n}" for n in range(9)],
        "Status": ["APPROVED"] * 8 + ["RETURNED"], "Started at": [f"2024-01-01T10:0{n}:00" for n in range(9)],
        "Completion code": ["C1"] * 9, "Age": [str(20 + n) for n in range(9)], "Sex": ["Male", "Female", "Male"] * 3,
    }  # fmt: skip
    with pytest.raises(AlignmentCardError, match=r"a row for each person .* holds no answers.* holds: raters"):
        open_ratings(engine, Source(pa.table(people)))
    with pytest.raises(UnclearTableError):
        open_ratings(engine, Source(pa.table(people | {"I trust it": ["a", "b", "c"] * 3})))


def test_boxes_that_are_ticked_are_told(engine):
    ticked = [("x", None)[n % 2] for n in range(6)]
    boxes = {"item": [*"aabbcc"], "rater": [*"xyxyxy"], "toxic": ticked, "insult": ticked[::-1]}
    with pytest.raises(AlignmentCardError, match=r"toxic, insult hold “x” or nothing, as boxes that are ticked do"):
        open_ratings(engine, Source(pa.table(boxes)))


def test_an_item_that_comes_again_where_a_row_is_one_is_told(engine):
    tokens = {"token": ["the", "bus", "the", "the"], "annotator_1": [*"OBOO"], "annotator_2": [*"OBBO"]}
    with pytest.raises(UnclearTableError, match="If each row is one, write its number into a column called item"):
        open_ratings(engine, Source(pa.table(tokens)))


@pytest.mark.parametrize("text", [True, False], ids=["as JSON in text", "as lists"])
def test_a_list_of_objects_is_no_label(engine, text):
    cells = [[{"task": "T0", "value": word}] for word in ("yes", "no", "yes", "no")]
    table = {"classification_id": [*"1234"], "user": [*"abab"], "subject_ids": [*"1122"],
             "annotations": list(map(json.dumps, cells)) if text else cells}  # fmt: skip
    with pytest.raises(AlignmentCardError, match="list of objects in each cell, with the fields task, value"):
        open_ratings(engine, Source(pa.table(table)))
