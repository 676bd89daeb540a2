"""Tables as they come: layouts, formats, exports of tools; and one clear sentence for each that cannot be read."""

import gzip
import json
from dataclasses import replace

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from alignmentcard.errors import AlignmentCardError
from alignmentcard.measurement.engine.engines import UnreadableTableError, open_engine
from alignmentcard.measurement.settings import Pair, Settings
from alignmentcard.measurement.statistics.patterns import count_patterns
from alignmentcard.measurement.statistics.sizes import sizes
from alignmentcard.measurement.tables.files import find
from alignmentcard.measurement.tables.layouts import settle
from alignmentcard.measurement.tables.profiles import Table
from alignmentcard.measurement.tables.ratings import Source, open_ratings
from alignmentcard.measurement.tables.scale import StatedScale
from alignmentcard.measurement.tables.study import open_study
from alignmentcard.model.release import Columns

LONG = {"item": ["1", "1", "2", "2"], "rater": ["a", "b", "a", "b"], "value": ["yes", "no", "yes", "yes"]}
COUNTS = [((0, 2), 1), ((1, 1), 1)]


def patterns_of(study):
    found = count_patterns(study)
    return [(tuple(row), n) for row, n in zip(found.counts.tolist(), found.items.tolist(), strict=True)]


def opened(engine, path, columns=None, dimension=None, **options):
    table = open_ratings(engine, Source(find(path), columns or Columns()), **options)
    return open_study(table, dimension, StatedScale(), Settings(replicates=0))


def write_parquet(folder):
    pq.write_table(pa.table(LONG), folder / "t.parquet")
    return folder / "t.parquet"


def write_csv(folder):
    rows = [",".join(row) for row in zip(*LONG.values(), strict=True)]
    (folder / "t.csv").write_text("\n".join([",".join(LONG), *rows]) + "\n")
    return folder / "t.csv"


def write_jsonl(folder):
    rows = [dict(zip(LONG, row, strict=True)) for row in zip(*LONG.values(), strict=True)]
    (folder / "t.jsonl").write_text("\n".join(json.dumps(row) for row in rows))
    return folder / "t.jsonl"


def write_json(folder):
    rows = [dict(zip(LONG, row, strict=True)) for row in zip(*LONG.values(), strict=True)]
    (folder / "t.json").write_text(json.dumps(rows))
    return folder / "t.json"


def write_gzip(folder):
    path = write_csv(folder)
    (folder / "t.csv.gz").write_bytes(gzip.compress(path.read_bytes()))
    path.unlink()
    return folder / "t.csv.gz"


def write_wide(folder):
    (folder / "t.csv").write_text("item,annotator_1,annotator_2,gold\n1,yes,no,no\n2,yes,yes,yes\n")
    return folder / "t.csv"


def write_folder(folder):
    table = pa.table(LONG)
    (folder / "parts").mkdir()
    pq.write_table(table.slice(0, 2), folder / "parts" / "a.parquet")
    pq.write_table(table.slice(2), folder / "parts" / "b.parquet")
    return folder / "parts"


def write_glob(folder):
    return write_folder(folder) / "*.parquet"


WRITERS = [write_parquet, write_csv, write_jsonl, write_json, write_gzip, write_wide, write_folder, write_glob]


@pytest.mark.parametrize("write", WRITERS, ids=lambda write: write.__name__.removeprefix("write_"))
def test_the_same_ratings_are_read_from_every_layout(engine, tmp_path, write):
    study = opened(engine, write(tmp_path))
    assert study.answers.labels == ("no", "yes")
    assert patterns_of(study) == COUNTS
    assert sizes(study).raters == 2


EXPORTS = {
    "label_studio": [
        {"id": 1, "data": {"text": "x"}, "annotations": [
            {"completed_by": 7, "result": [{"from_name": "q", "type": "choices", "value": {"choices": ["yes"]}}]},
            {"completed_by": {"id": 8, "email": "a@b.org"},
             "result": [{"from_name": "q", "type": "choices", "value": {"choices": ["no"]}}]},
            {"completed_by": 9, "was_cancelled": True,
             "result": [{"from_name": "q", "type": "choices", "value": {"choices": ["no"]}}]}]},
        {"id": 2, "data": {"text": "x"}, "annotations": [
            {"completed_by": rater, "result": [
                {"from_name": "q", "type": "choices", "value": {"choices": ["yes"]}},
                {"from_name": "box", "type": "rectanglelabels", "value": {"x": 1}}]} for rater in (7, 8)]},
    ],
    "argilla_1": {"records": [
        {"id": "1", "responses": [{"user_id": "u", "status": "submitted", "values": {"q": {"value": "yes"}}},
                                  {"user_id": "w", "status": "submitted", "values": {"q": {"value": "no"}}},
                                  {"user_id": "z", "status": "discarded", "values": {"q": {"value": "no"}}}]},
        {"id": "2", "responses": [{"user_id": u, "values": {"q": {"value": "yes"}}} for u in "uw"]}]},
    "argilla_2": [
        {"id": "1", "responses": {"q": [{"value": "yes", "user_id": "u"}, {"value": "no", "user_id": "w"}]}},
        {"id": "2", "fields": {}, "responses": {"q": [{"value": "yes", "user_id": u} for u in "uw"]}}],
    "argilla_columns": [
        {"id": "1", "q.responses": ["yes", "no"], "q.responses.users": ["u", "w"],
         "q.responses.status": ["submitted", "submitted"]},
        {"id": "2", "q.responses": ["yes", "yes", "no"], "q.responses.users": ["u", "w", "z"],
         "q.responses.status": ["submitted", "submitted", "draft"]}],
    "potato": [
        {"instance_id": "1", "user_id": "u", "label_annotations": {"q": {"yes": "1"}}},
        {"instance_id": "1", "user_id": "w", "label_annotations": {"q": {"no": True, "yes": None}}},
        {"instance_id": "2", "user_id": "u", "label_annotations": {"q": {"yes": "yes"}}},
        {"instance_id": "2", "user_id": "w", "label_annotations": {"q": {"yes": "yes"}}}],
    "lewidi_2023": {
        "1": {"text": "x", "annotations": "yes,no", "annotators": "u,w", "hard_label": "yes", "soft_label": {}},
        "2": {"text": "x", "annotations": "yes,yes", "annotators": "u,w", "hard_label": "yes", "soft_label": {}}},
    "lewidi_2025": {
        "1": {"annotations": {"u": "yes", "w": "no"}, "annotators": "u,w"},
        "2": {"annotations": {"u": "yes", "w": "yes"}, "annotators": "u,w"}},
}  # fmt: skip


@pytest.mark.parametrize("tool", EXPORTS)
def test_exports_of_annotation_tools_are_read(engine, tmp_path, tool):
    (tmp_path / "export.json").write_text(json.dumps(EXPORTS[tool]))
    study = opened(engine, tmp_path / "export.json")
    assert patterns_of(study) == COUNTS
    assert sizes(study).raters == 2


def test_the_hard_label_of_an_export_is_the_released_label(engine, tmp_path):
    (tmp_path / "export.json").write_text(json.dumps(EXPORTS["lewidi_2023"]))
    assert opened(engine, tmp_path / "export.json").table.labelled


def test_questions_may_stand_in_columns_named_as_the_dimensions(engine):
    table = {"item": [1, 1], "rater": [*"ab"], "toxic": ["yes", "no"], "funny": ["no", "no"]}
    ratings = open_ratings(engine, Source(pa.table(table)), ["toxic", "funny"])
    assert ratings.dimension
    assert patterns_of(open_study(ratings, "toxic", StatedScale(), Settings())) == [((1, 1), 1)]


def test_gold_is_never_a_rater(engine):
    table = {"item": [1, 2], "label_1": [*"yn"], "label_2": [*"yy"], "label_9": [*"yn"]}
    engine.hold("source", pa.table(table))
    types = dict.fromkeys(table, "string")
    study_columns = settle(Table(engine, "source", types), Columns(item="item", gold="label_9", rater="label_*"))
    assert study_columns.raters == ("label_1", "label_2")


def test_missing_codes_are_no_answers(engine, study_of):
    study = study_of({"item": [1, 1, 2], "value": ["yes", "N/A", None]}, columns=Columns(missing=["N/A"]))
    assert study.answers.labels == ("yes",)
    assert sizes(study).ratings == 1
    assert sizes(study).missing == 2


@pytest.mark.parametrize(
    ("values", "labels"),
    [
        ([1.0, 2.0, None], ("1", "2")),
        ([True, False, True], ("false", "true")),
        (["b", "a", " "], ("a", "b")),
        ([0.5, float("nan"), 1.0], ("0.5", "1")),
        (["10", "9", "x"], ("10", "9", "x")),
        (["10", "9", "1"], ("1", "9", "10")),
        ([["b", "a"], ["a"], ["a"]], ("a", "a,b")),
    ],
    ids=["floats", "booleans", "texts", "nan", "mixed", "numbers as texts", "lists"],
)
def test_values_are_written_as_a_card_writes_them(study_of, values, labels):
    study = study_of({"item": [1, 1, 2], "value": values})
    assert study.answers.labels == labels
    assert sum(study.answers.counts) == int(count_patterns(study).sizes @ count_patterns(study).items)


def test_values_outside_the_scale_are_measured_and_named(study_of):
    found = sizes(study_of({"item": [1, 1, 2], "value": ["yes", "maybe", "no"]}, StatedScale(values=("no", "yes"))))
    assert found.outside_scale == {"maybe": 1}
    assert list(found.values) == ["no", "yes", "maybe"]


def test_numbers_outside_the_range_are_named(study_of):
    study = study_of({"item": [1, 1], "value": [50, 101]}, StatedScale("interval", low=0, high=100))
    assert sizes(study).outside_scale == {"101": 1}


def test_pairs_stored_both_ways_round_are_one_item(study_of, real):
    source = duckdb.sql(f"""
        SELECT question_id, turn, annotator_id, winner_as_stored AS winner,
               CASE WHEN shown_swapped THEN model_second ELSE model_first END AS model_a,
               CASE WHEN shown_swapped THEN model_first ELSE model_second END AS model_b
        FROM '{real / "mtbench_human.parquet"}'""").to_arrow_table()
    columns = Columns(item="question_id, turn", rater="annotator_id", value="winner")
    table = {name: source.column(name).to_pylist() for name in source.column_names}
    pair = Settings(replicates=0, pair=Pair("model_a", "model_b", "model_a", "model_b"))
    found = sizes(study_of(table, columns=columns, settings=replace(pair, repeats="all")))
    assert (found.items, found.items_rated_twice, found.repeats) == (1814, 961, 1)


def test_attributes_and_labels_are_joined_from_other_tables(engine):
    ratings = Source(pa.table(LONG))
    described = Columns(rater="who", attributes={"gender": "sex"}, missing=["?"])
    raters = Source(
        pa.table({"who": ["a", "b"], "sex": ["f", "?"]}),
        described,
    )
    items = Source(pa.table({"id": ["1", "2"], "final": ["no", "yes"]}), Columns(item="id", label="final"))
    table = open_ratings(engine, ratings, extras=[raters, items])
    rows = engine.query("SELECT rater, a0, item, label FROM ratings ORDER BY item, rater").to_pylist()
    assert table.attributes == ("gender",)
    assert table.labelled
    assert [tuple(row.values()) for row in rows] == [
        ("a", "f", "1", "no"), ("b", None, "1", "no"), ("a", "f", "2", "yes"), ("b", None, "2", "yes"),
    ]  # fmt: skip


def truncated(folder):
    path = write_parquet(folder)
    path.write_bytes(path.read_bytes()[:-20])
    return path


def with_text(name, text):
    def write(folder):
        (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
        return folder / name

    return write


def parquet_of(table):
    def write(folder):
        pq.write_table(pa.table(table), folder / "t.parquet")
        return folder / "t.parquet"

    return write


BAD = {
    "truncated Parquet": (truncated, {}, "is cut off"),
    "not Parquet": (with_text("t.parquet", "item,value\n"), {}, "is not a Parquet file"),
    "empty Parquet": (parquet_of(dict.fromkeys(("item", "value"), pa.array([], "string"))), {}, "holds no ratings"),
    "damaged Parquet": (with_text("t.parquet", b"PAR1" + b"x" * 90 + b"\x10\x00\x00\x00PAR1"), {}, "cannot read"),
    "empty CSV": (with_text("t.csv", ""), {}, "is empty"),
    "header only": (with_text("t.csv", "item,value\n"), {}, "holds no ratings"),
    "million columns CSV": (with_text("t.csv", "x," * 1_000_000 + "\n"), {}, "more than 10,000 columns"),
    "million keys JSONL": (
        with_text("t.jsonl", json.dumps(dict.fromkeys(map(str, range(100_000)), 1))), {}, "more than 10,000 columns"
    ),
    "JSONL in latin-1": (with_text("t.jsonl", '{"item": "ä"}'.encode("latin-1")), {}, "not text in UTF-8"),
    "JSONL of lists": (with_text("t.jsonl", "[1, 2]\n"), {}, "not a JSON object"),
    "JSON cut off": (with_text("t.json", '[{"item": 1'), {}, "is not JSON"),
    "unknown JSON": (with_text("t.json", '{"a": 1}'), {}, "kind that is not known"),
    "unknown format": (with_text("t.xyz", "x"), {}, "is not Parquet, CSV"),
    "no such file": (lambda folder: folder / "nothing.csv", {}, "There is no file at"),
    "no such glob": (lambda folder: folder / "*.csv", {}, "There is no file at"),
    "missing column": (write_csv, {"value": "valeu"}, "no column “valeu” (value). Did you mean “value”?"),
    "missing item part": (write_csv, {"item": "item, turn"}, "no column “turn”"),
    "nothing to guess": (with_text("t.csv", "a,b\n1,2\n"), {}, "not clear which column holds the item and the value"),
    "no raters match": (write_csv, {"rater": "label_*"}, "No column matches"),
    "count is no number": (with_text("t.csv", "item,value,count\n1,y,many\n"), {"count": "count"}, "A count says"),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
def test_a_table_that_cannot_be_read_gives_one_sentence(engine, tmp_path, case):
    write, columns, text = BAD[case]
    with pytest.raises(AlignmentCardError) as failure:
        opened(engine, write(tmp_path), Columns(**columns))
    assert text in str(failure.value)
    assert "\n" not in str(failure.value)


@pytest.mark.parametrize(
    ("values", "said", "text"),
    [
        (["1", "two", "3"], StatedScale("interval"), "the scale is interval, but “two” is not a number"),
        ([f"text {n}" for n in range(3000)], StatedScale(), "Free text cannot be measured"),
    ],
    ids=["text on an interval scale", "free text"],
)
def test_answers_that_do_not_fit_their_scale_give_one_sentence(study_of, values, said, text):
    with pytest.raises(AlignmentCardError) as failure:
        study_of({"item": list(range(len(values))), "value": values}, said)
    assert text in str(failure.value)


def test_a_sealed_engine_reads_nothing_but_the_named_files(engine, tmp_path):
    path = write_parquet(tmp_path)
    (tmp_path / "secret.csv").write_text("a\n1\n")
    opened(engine, path)
    engine.seal([str(path)])
    assert engine.query("SELECT count(*) AS n FROM source").to_pylist() == [{"n": 4}]
    with pytest.raises(UnreadableTableError):
        engine.query(f"SELECT * FROM read_csv('{tmp_path / 'secret.csv'}')")
    with pytest.raises(UnreadableTableError):
        engine.query("SET enable_external_access = true")


def test_little_memory_spills_to_the_temporary_folder_and_leaves_nothing(tmp_path):
    small = open_engine(memory="60MB", temporary=tmp_path)
    small.view("numbers", "SELECT range AS i, hash(range) AS h FROM range(3000000)", keep=True)
    found = small.query("SELECT count(*) AS n FROM (SELECT h, sum(i) FROM numbers GROUP BY h) s").to_pylist()
    assert found == [{"n": 3000000}]
    small.close()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("memory", ["much", "4 apples"])
def test_an_amount_of_memory_that_is_none_gives_one_sentence(memory):
    with pytest.raises(AlignmentCardError, match="is not an amount of memory"):
        open_engine(memory=memory)
