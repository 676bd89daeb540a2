"""The same ratings in any layout are the same ratings; what a row means is found, or stated by name."""

import json

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis_profiles import with_examples

from alignmentcard.errors import AlignmentCardError
from alignmentcard.measurement.engine.engines import open_engine
from alignmentcard.measurement.settings import Settings
from alignmentcard.measurement.statistics.patterns import count_patterns
from alignmentcard.measurement.statistics.sizes import sizes
from alignmentcard.measurement.tables.adapters.export import AskedDimension
from alignmentcard.measurement.tables.files import find
from alignmentcard.measurement.tables.guessing import UnclearTableError
from alignmentcard.measurement.tables.layouts import MEANS, STATED
from alignmentcard.measurement.tables.ratings import Source, open_ratings
from alignmentcard.measurement.tables.scale import StatedScale
from alignmentcard.measurement.tables.showing import reading
from alignmentcard.measurement.tables.study import open_study
from alignmentcard.model.release import Columns

RATINGS = [
    ("i1", "ann", "kind"), ("i1", "bob", "kind"), ("i1", "cho", "rude"),
    ("i2", "ann", "rude"), ("i2", "bob", "rude"), ("i2", "cho", "rude"),
    ("i3", "ann", "kind"), ("i3", "cho", "kind"),
    ("i4", "bob", "rude"), ("i4", "cho", "kind"),
]  # fmt: skip
ITEMS = ["i1", "i2", "i3", "i4"]
PEOPLE = ["ann", "bob", "cho"]


def cell(ratings, item, rater):
    return next((value for i, r, value in ratings if (i, r) == (item, rater)), None)


def answers(ratings, item):
    return [(rater, value) for i, rater, value in ratings if i == item]


def long(ratings):
    return [{"item": i, "rater": r, "value": v} for i, r, v in ratings]


def wide(ratings, name="annotator_{}"):
    names = {rater: name.format(number) for number, rater in enumerate(PEOPLE, 1)}
    return [{"id": item, **{names[r]: cell(ratings, item, r) for r in PEOPLE}} for item in ITEMS]


def named(ratings):
    return [{"doc": item, "text": f"t {item}", **{r: cell(ratings, item, r) for r in PEOPLE}} for item in ITEMS]


def beside(ratings):
    """Columns that name who gave the answer in the column of the same number; whoever answered first stands first."""
    rows = []
    for item in ITEMS:
        pairs = answers(ratings, item) + [(None, None)] * 3
        rows.append({"id": item, **{k: v for n in (1, 2, 3) for k, v in
                                    ((f"worker_{n}", pairs[n - 1][0]), (f"label_{n}", pairs[n - 1][1]))}})  # fmt: skip
    return rows


def by_letter(rows):
    """The same with letters in the place of numbers at the end of names."""
    letters = {"1": "A", "2": "B", "3": "C"}
    return [{name[:-1] + letters.get(name[-1], name[-1]): value for name, value in row.items()} for row in rows]


def matrix(ratings):
    return [{"participant": r, **{f"q{n}": cell(ratings, i, r) for n, i in enumerate(ITEMS, 1)}} for r in PEOPLE]


def mapping(ratings):
    return [{"id": item, "annotations": dict(answers(ratings, item))} for item in ITEMS]


def side_by_side(ratings):
    return [{"id": item, "annotators": [r for r, _ in answers(ratings, item)],
             "labels": [v for _, v in answers(ratings, item)]} for item in ITEMS]  # fmt: skip


def objects(ratings):
    return [{"id": item, "text": f"t {item}",
             "annotations": [{"annotator": r, "label": v, "time_spent": 3} for r, v in answers(ratings, item)]}
            for item in ITEMS]  # fmt: skip


def responses(ratings):
    """Two responses below each prompt, each with its answers: the items are a prompt and a response."""
    return [{"prompt_id": f"p{n}", "responses": [
        {"model": item, "ratings": [{"rater": r, "score": v} for r, v in answers(ratings, item)]} for item in two]}
        for n, two in enumerate([ITEMS[:2], ITEMS[2:]])]  # fmt: skip


def as_json(rows):
    """The same with lists and mappings as JSON in text."""
    return [{k: json.dumps(v) if isinstance(v, list | dict) else v for k, v in row.items()} for row in rows]


LAYOUTS = {
    "long": (long, {}, "long"),
    "wide by number": (wide, {}, "wide"),
    "wide by number and what": (lambda ratings: wide(ratings, "rater{}_label"), {}, "wide"),
    "wide by letter": (lambda ratings: by_letter(wide(ratings, "Annotator {}")), {}, "wide"),
    "wide with who it was, by letter": (lambda ratings: by_letter(beside(ratings)), {}, "wide"),
    "wide by names that are said": (named, {"item": "doc", "rater": "ann, bob,cho"}, "wide"),
    "wide with who it was": (beside, {}, "wide"),
    "matrix": (matrix, {}, "matrix"),
    "mapping by person": (mapping, {}, "lists"),
    "lists side by side": (side_by_side, {}, "lists"),
    "list of objects": (objects, {}, "nested"),
    "answers below responses": (responses, {}, "nested"),
}
FORMS = ("jsonl", "parquet", "json in csv")


def write(folder, rows, form):
    if form == "parquet":
        pq.write_table(pa.Table.from_pylist(rows), folder / "t.parquet")
        return folder / "t.parquet"
    if form == "jsonl":
        (folder / "t.jsonl").write_text("\n".join(json.dumps(row) for row in rows))
        return folder / "t.jsonl"
    import csv

    with (folder / "t.csv").open("w", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(as_json(rows))
    return folder / "t.csv"


def opened(engine, path, columns=None, **options):
    asked = {name: AskedDimension() for name in options.get("dimensions", ())}
    return open_ratings(engine, Source(find(path), Columns(**(columns or {})), asked), **options)


def measured(table, dimension=None):
    study = open_study(table, dimension, StatedScale(), Settings(replicates=0))
    found = count_patterns(study)
    counts = sorted((tuple(row), n) for row, n in zip(found.counts.tolist(), found.items.tolist(), strict=True))
    size = sizes(study)
    return study.answers.labels, counts, size.items, size.raters, size.ratings


def expected(tmp_path, ratings):
    engine = open_engine()
    try:
        return measured(opened(engine, write(tmp_path, long(ratings), "jsonl")))
    finally:
        engine.close()


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", LAYOUTS)
def test_the_same_ratings_come_from_every_layout(engine, tmp_path, name, form):
    make, said, shape = LAYOUTS[name]
    table = opened(engine, write(tmp_path, make(RATINGS), form), said)
    assert table.tool or table.layout.shape == shape
    assert measured(table) == expected(tmp_path, RATINGS)


@pytest.mark.parametrize("shape", ["lists", "nested"])
def test_an_export_that_is_recognised_is_read_where_its_layout_is_said_as_well(engine, tmp_path, shape):
    table = opened(engine, write(tmp_path, objects(RATINGS), "jsonl"), layout=shape)
    assert table.tool
    assert measured(table) == expected(tmp_path, RATINGS)


RATED = st.dictionaries(
    st.tuples(st.sampled_from(ITEMS), st.sampled_from(PEOPLE)), st.sampled_from(["kind", "rude"]), min_size=4
).map(lambda cells: sorted((item, rater, value) for (item, rater), value in cells.items()))


@given(
    RATED.filter(
        lambda rows: (
            len({v for *_, v in rows}) == 2 and len({r for _, r, _ in rows}) == 3 and len({i for i, *_ in rows}) == 4
        )
    ),
    st.sampled_from(sorted(LAYOUTS)),
    st.sampled_from(FORMS),
)
@with_examples(20)
def test_any_ratings_come_out_the_same_in_any_layout(tmp_path_factory, ratings, name, form):
    make, said, shape = LAYOUTS[name]
    folder, engine = tmp_path_factory.mktemp("any"), open_engine()
    try:
        path = write(folder, make(ratings), form)
        assert measured(opened(engine, path, said, layout=shape)) == expected(folder, ratings)
    finally:
        engine.close()


COUNTED = [{"item": item, "value": value, "n": sum(v == value for _, v in answers(RATINGS, item))}
           for item in ITEMS for value in ("kind", "rude")]  # fmt: skip


def counts_in_columns(names):
    return [{"id": item, **{names.format(value): sum(v == value for _, v in answers(RATINGS, item))
                            for value in ("kind", "rude")}} for item in ITEMS]  # fmt: skip


@pytest.mark.parametrize(("names", "said", "values"), [
    ("n_{}", {}, ()), ("{}_count", {}, ()), ("{}", {}, ("rude", "kind")), ("{}", {"count": "kind,rude"}, ()),
    ("votes for {}", {"count": "votes for *"}, ()),
])  # fmt: skip
def test_counts_stand_in_rows_or_in_columns(engine, tmp_path, names, said, values):
    table = opened(engine, write(tmp_path, counts_in_columns(names), "parquet"), said, values=values)
    assert table.layout.shape == "count-columns"
    found = measured(table)
    other = open_engine()
    rows = measured(opened(other, write(tmp_path, COUNTED, "jsonl")))
    other.close()
    assert found == rows
    assert found == (*expected(tmp_path, RATINGS)[:3], None, len(RATINGS))


def test_lists_of_scores_are_answers_of_people_who_are_not_named(engine, tmp_path):
    rows = [{"prompt": f"p{n}", "response": "r", "helpful": scores, "long": scores[::-1]}
            for n, scores in enumerate([[3, 4, 3], [0, 1], [4, 4, 4, 2]])]  # fmt: skip
    table = opened(engine, write(tmp_path, rows, "parquet"), dimensions=["helpful"])
    assert not table.rater
    assert measured(table, "helpful")[2:] == (3, None, 9)


@pytest.mark.parametrize(("who", "what"), [
    ("annotator", "rating"), ("worker_id", "label"), ("rater", "score"), ("annotator_id", "answer"),
])  # fmt: skip
@pytest.mark.parametrize("apart", [True, False])
def test_lists_of_people_may_be_called_in_the_singular_and_stand_in_an_object(engine, tmp_path, who, what, apart):
    lists = [{who: ["ana", "bo", "chen"], what: [n % 3, n % 3, 1]} for n in range(6)]
    rows = [{"id": f"p{n}", **(one if apart else {"annotations": one})} for n, one in enumerate(lists)]
    table = opened(engine, write(tmp_path, rows, "parquet"))
    assert table.layout.shape == "lists"
    assert measured(table)[2:] == (6, 3, 18)


def test_several_lists_of_scores_are_several_dimensions(engine, tmp_path):
    rows = [{"id": n, "helpful": [n % 3, 1], "clear": [2, n % 2]} for n in range(6)]
    table = opened(engine, write(tmp_path, rows, "jsonl"), dimensions=["helpful", "clear"])
    assert measured(table, "helpful")[2:] == (6, None, 12)
    assert measured(table, "clear")[2:] == (6, None, 12)


def test_a_list_beside_a_rater_is_what_one_person_chose(engine, tmp_path):
    rows = [{"item": n // 2, "rater": "ab"[n % 2], "labels": ["x", "y"] if n % 3 else ["y"]} for n in range(8)]
    table = opened(engine, write(tmp_path, rows, "jsonl"))
    assert table.layout.shape == "long"
    assert measured(table)[0] == ("x,y", "y")


def test_fields_of_objects_are_the_dimensions_of_the_card(engine, tmp_path):
    rows = [{"id": n, "notes": [{"evaluator": r, "overall_pref": "AB"[(n + k) % 2], "helpful_pref": "A", "spent": 9}
                                for k, r in enumerate("xyz")]} for n in range(4)]  # fmt: skip
    table = opened(engine, write(tmp_path, rows, "jsonl"), dimensions=["overall-pref", "helpful-pref"])
    assert measured(table, "overall-pref")[2:] == (4, 3, 12)
    assert measured(table, "helpful-pref")[0] == ("A",)


def test_of_several_lists_of_people_one_is_read_and_the_others_are_named(engine, tmp_path):
    each = {"experts": "ab", "crowd": "xyz"}
    rows = [{"id": n, **{name: [{"annotator": r, "label": "ky"[n % 2]} for r in who] for name, who in each.items()}}
            for n in range(4)]  # fmt: skip
    path = write(tmp_path, rows, "jsonl")
    table = opened(engine, path)
    assert measured(table)[2:] == (4, 2, 8)
    assert "crowd" in " ".join(table.told)
    other = open_engine()
    table = opened(other, path, {"value": "crowd.label", "rater": "crowd.annotator"})
    assert measured(table)[2:] == (4, 3, 12)
    other.close()


def test_objects_may_stand_by_the_name_of_the_person(engine, tmp_path):
    rows = [{"id": item, "annotations": {r: {"label": v, "seconds": 3} for r, v in answers(RATINGS, item)}}
            for item in ITEMS]  # fmt: skip
    table = opened(engine, write(tmp_path, rows, "json in csv"))
    assert measured(table) == expected(tmp_path, RATINGS)


def test_numbers_by_value_are_not_taken_for_numbers_by_person(engine, tmp_path):
    path = write(tmp_path, [{"id": n, "votes": {"yes": 3, "no": n}} for n in range(4)], "parquet")
    with pytest.raises(AlignmentCardError, match=r"a number for each of no, yes\. If these are people, say it with"):
        opened(engine, path)
    other = open_engine()
    assert opened(other, path, values=["yes", "no"]).layout.shape == "count-columns"
    other.close()


@pytest.mark.parametrize(("names", "raters"), [
    (("label", "label", "label"), ("label", "label_2", "label_3")),
    (("label", "label.1", "label.2"), ("label", "label.1", "label.2")),
    (("rating", "rating_3", "rating_2"), ("rating", "rating_2", "rating_3")),
    (("label", "label_1", "label_2"), ("label_1", "label_2")),
])  # fmt: skip
def test_the_first_of_columns_that_had_one_name_is_a_rater_as_the_others_are(engine, tmp_path, names, raters):
    """Programs call the second `label.1` or `label_2`; a column beside `label_1` is what was made of the answers."""
    rows = [",".join(("id", *names)), *(f"{n},{n % 2},{n % 3},1" for n in range(6))]
    (tmp_path / "t.csv").write_text("\n".join(rows) + "\n")
    assert opened(engine, tmp_path / "t.csv").layout.raters == raters


OBJECT = [{"meta": {"id": item}, "rating": {"by": rater, "score": score}} for item, rater, score in
          [("1", "a", 1), ("1", "b", 2), ("2", "a", 3), ("2", "b", 3)]]  # fmt: skip


@pytest.mark.parametrize("form", ["parquet", "jsonl", "json"])
def test_fields_of_objects_are_columns_and_no_people(engine, tmp_path, form):
    if form == "json":
        path = tmp_path / "t.json"
        path.write_text(json.dumps(OBJECT))
    else:
        path = write(tmp_path, OBJECT, form)
    found = opened(engine, path)
    columns = found.layout.columns
    assert (columns.item, columns.rater, columns.value) == ("meta.id", "rating.by", "rating.score")
    assert measured(found)[2:] == (2, 2, 4)


VOTES = [("1", 3, 0), ("2", 2, 1), ("3", 0, 4)]


@pytest.mark.parametrize("form", ["parquet", "jsonl", "csv"])
@pytest.mark.parametrize(
    "said",
    [{"values": ["yes", "no"]}, {"layout": "count-columns", "columns": {"count": "votes"}}],
    ids="cs",
)
def test_mappings_that_count_values_are_read_as_columns_that_do(engine, tmp_path, form, said):
    """{"yes": 3, "no": 1} says that four people answered; it is not what two people called yes and no answered."""
    path = write(tmp_path, [{"id": item, "votes": {"yes": yes, "no": no}} for item, yes, no in VOTES], form)
    found = opened(engine, path, **said)
    assert found.layout.shape == "count-columns"
    assert measured(found) == counted_in_columns()


def counted_in_columns():
    table = pa.table(dict(zip(("id", "n_yes", "n_no"), map(list, zip(*VOTES, strict=True)), strict=True)))
    other = open_engine()
    try:
        return measured(open_ratings(other, Source(table)))
    finally:
        other.close()


@pytest.mark.parametrize(("votes", "sentence"), [
    ({"yes": 1.5, "no": 2}, "votes"),
    ({"yes": -1, "no": 2}, "votes"),
])  # fmt: skip
def test_mappings_of_no_counts_are_not_taken_for_counts(engine, tmp_path, votes, sentence):
    path = write(tmp_path, [{"id": n, "votes": votes} for n in range(3)], "jsonl")
    with pytest.raises(AlignmentCardError, match=sentence):
        opened(engine, path, {"count": "votes"}, layout="count-columns")


def test_a_matrix_may_be_stated_by_the_columns_that_are_items(engine):
    table = pa.table({"Email": ["a@x", "b@x"], "Is it rude, at all?": [*"yn"], "Is it kind?": [*"yy"], "when": [1, 2]})
    said = Columns(rater="Email", item='"Is it rude, at all?",Is it kind?')
    found = open_ratings(engine, Source(table, said))
    assert found.layout.shape == "matrix"
    assert measured(found)[2:] == (2, 2, 4)
    assert found.told[1] == "These columns hold no ratings: when."


def test_a_mean_beside_the_raters_is_no_reason_to_refuse(engine):
    table = pa.table({"text": [*"ab"], "rater1": [1, 2], "rater2": [2, 2], "mean": [1.5, 2.0]})
    assert open_ratings(engine, Source(table)).layout.raters == ("rater1", "rater2")


def test_a_row_whose_lists_do_not_fit_is_named(engine, tmp_path):
    rows = side_by_side(RATINGS)
    rows[2]["labels"].append("kind")
    with pytest.raises(AlignmentCardError, match="row 3: labels holds 3 answers and annotators names 2 people"):
        opened(engine, write(tmp_path, rows, "jsonl"))


def test_a_label_of_another_number_is_no_rater_and_that_is_told(engine):
    table = {"item": ["1", "2"], "rater_1": [*"kr"], "rater_2": [*"kk"], "label_10": [*"kk"]}
    found = open_ratings(engine, Source(pa.table(table)))
    assert found.layout.raters == ("rater_1", "rater_2")
    assert found.told == (
        "Each of these 2 columns is a rater: rater_1, rater_2.", "These columns hold no ratings: label_10.",
    )  # fmt: skip


def test_confidence_and_majority_beside_the_raters_are_left_out_and_told(engine):
    table = {"id": [1, 2, 3], "annotator_1": [*"kkr"], "annotator_1_confidence": [5, 4, 1], "annotator_2": [*"krr"],
             "majority": [*"kkr"], "annotator_10": [None, "k", None]}  # fmt: skip
    found = open_ratings(engine, Source(pa.table(table)))
    assert found.layout.raters == ("annotator_1", "annotator_2", "annotator_10")
    assert found.told[1] == "These columns hold no ratings: annotator_1_confidence, majority."


def test_columns_of_people_can_be_stated_by_a_pattern(engine):
    table = {"id": [1, 2], "x_a": [*"kk"], "x_b": [*"kr"], "y": [*"rr"]}
    found = open_ratings(engine, Source(pa.table(table), Columns(rater="x_*")))
    assert found.layout.raters == ("x_a", "x_b")


ARENA = [("q1", "m1", "m2", "j1", "model_a"), ("q1", "m2", "m1", "j2", "model_b"), ("q1", "m1", "m2", "j3", "tie"),
         ("q2", "m1", "m3", "j1", "model_b"), ("q2", "m3", "m1", "j2", "model_b")]  # fmt: skip


def test_pairs_stored_either_way_round_are_turned_and_told(engine):
    names = ["question_id", "model_a", "model_b", "judge", "winner"]
    table = pa.table({name: [row[place] for row in ARENA] for place, name in enumerate(names)})
    found = open_ratings(engine, Source(table))
    assert found.layout.shape == "pairs"
    assert found.pair.first_wins == "model_a"
    values = engine.query("SELECT item, value FROM ratings ORDER BY item, rater").to_pylist()
    assert [row["value"] for row in values] == ["model_a", "model_a", "tie", "model_b", "model_a"]
    assert len({row["item"] for row in values}) == 2


OUTCOMES = {
    "chosen and rejected": [{"chosen": "x", "rejected": "y"}],
    "means with counts": [{"message_id": "m", "labels": {"quality": {"value": 0.75, "count": 3}}}],
    "a mean": [{"id": 1, "mean_rating": 3.4, "std": 0.2}],
    "shares in columns": [{"id": n, "p_yes": 0.75, "p_no": 0.25} for n in range(3)],
    "shares": [{"id": n, "labels": {"yes": 0.75, "no": 0.25}} for n in range(3)],
}


@pytest.mark.parametrize("case", OUTCOMES)
def test_outcomes_for_several_people_are_no_single_answers(engine, tmp_path, case):
    with pytest.raises(AlignmentCardError, match=r"no single answers|not single answers|single answers are not in it"):
        opened(engine, write(tmp_path, OUTCOMES[case], "jsonl"))


def test_every_layout_can_be_stated_and_says_what_a_row_means():
    assert MEANS.keys() == STATED.keys()


@pytest.mark.parametrize("layout", STATED)
def test_a_layout_that_does_not_fit_gives_one_sentence(engine, layout):
    with pytest.raises(AlignmentCardError) as failure:
        open_ratings(engine, Source(pa.table({"x": ["a long text " * 20] * 3})), layout=layout)
    assert "\n" not in str(failure.value)


def test_an_unknown_layout_names_the_known_ones(engine):
    with pytest.raises(AlignmentCardError, match=r"no layout called “tall”\. Choose one of: long, wide"):
        open_ratings(engine, Source(pa.table({"item": [1], "value": [1]})), layout="tall")


def test_how_a_table_is_read_is_shown_with_five_ratings(engine, tmp_path):
    lines = list(reading(opened(engine, write(tmp_path, wide(RATINGS), "parquet"))))
    assert lines[0] == "Read as “wide”: one row is an item, and each of some columns holds one person's answers."
    assert lines[1] == "item is id (guessed)."
    assert len(lines) == 2 + 1 + 5
    assert "annotator_1" in lines[3]


SURVEY = {
    "rater": [f"p{n}" for n in range(6)],
    "Q1": ["agree", "neutral", "disagree", "agree", "neutral", "agree"],
    "Q2": ["neutral", "agree", "neutral", "agree", "agree", "disagree"],
    "Q3": ["agree"] * 6,
}


@pytest.mark.parametrize(("more", "told"), [
    (["yes", "no"] * 3, "These columns have other answers than the rest, and are left out: Q4."),
    ([f"since it is {n}" for n in range(6)], "These columns hold no ratings: Q4."),
])  # fmt: skip
def test_a_column_of_another_question_is_no_item_of_a_matrix(engine, more, told):
    table = open_ratings(engine, Source(pa.table({**SURVEY, "Q4": more})))
    assert table.layout.statements == ("Q1", "Q2", "Q3")
    assert any(told in note for note in table.told)


def test_an_option_in_a_sentence_is_one_word_to_a_shell(engine):
    table = open_ratings(engine, Source(pa.table({**SURVEY, "Q 4": ["yes", "no"] * 3})))
    assert any(note.endswith("name them as the items: --column item='Q 4'.") for note in table.told)


def test_lists_beside_a_list_of_people_are_several_dimensions(engine, tmp_path):
    rows = [{"id": n, "annotators": ["a", "b"], "toxic": [n % 2, 1], "tone": ["dry", "kind"], "tags": ["x"]}
            for n in range(3)]  # fmt: skip
    table = opened(engine, write(tmp_path, rows, "jsonl"))
    assert sorted(set(table.engine.query("SELECT dimension FROM ratings").column("dimension").to_pylist())) == [
        "tone", "toxic",
    ]  # fmt: skip
    said = opened(engine, write(tmp_path, rows, "jsonl"), {"item": "id", "value": "tone"})
    assert {*said.engine.query("SELECT rater FROM ratings").column("rater").to_pylist()} == {"a", "b"}


def test_answers_with_letters_alone_are_no_people(engine):
    table = {"id": [f"i{n}" for n in range(6)], "response_a": [*"xyxyxy"], "response_b": [*"xxyyxy"]}
    with pytest.raises(UnclearTableError):
        open_ratings(engine, Source(pa.table(table)))
