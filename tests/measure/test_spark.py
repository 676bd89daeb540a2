"""Spark gives what DuckDB gives, to the byte, on every published table."""

import shutil
import warnings
from dataclasses import replace

import pyarrow.parquet as pq
import pytest
from pyarrow import csv

from alignmentcard.measurement.engine.engines import UnreadableTableError
from alignmentcard.measurement.results.values import EXTRAS
from alignmentcard.measurement.run import Machine, run
from alignmentcard.measurement.settings import Pair, Settings
from alignmentcard.measurement.tables.files import find
from alignmentcard.measurement.tables.ratings import Source
from alignmentcard.model.release import Columns

pytestmark = [pytest.mark.slow, pytest.mark.spark]

TABLES = {
    "concor": {"attributes": {"sex": "sex", "student": "student_status"}, "missing": ["DATA EXPIRED"]},
    "annotation_paradigms": {"condition": "condition", "attributes": {"gender": "gender"}},
    "hatecheck": {"label": "expert_gold"},
    "mtbench_human": {"occasion": "occasion", "attributes": {"kind": "judge_kind"}},
    "dices_350": {"gold": "expert_gold"},
    "pandalm_pairs": {},
    "polis_concussions": {"occasion": "timestamp_ms", "attributes": {"group": "opinion_group"}},
    "polis_minwage": {"occasion": "occasion", "attributes": {"group": "opinion_group"}},
    "polis_bowling_green": {"attributes": {"group": "opinion_group"}},
    "xstest_completions": {},
    "convabuse_full": {"dimension": "question", "occasion": "occasion"},
}
SMALL = ("hatecheck",)
"""The others take longer, and find what these do."""
SAID = [("item", "rater", "value"), *((str(n // 3), f"r{n % 3}", "xyz"[n * n % 7 % 3]) for n in range(60))]
FAST = Settings(replicates=100, draws=20)


@pytest.fixture(autouse=True)
def needs_spark():
    if shutil.which("java") is None:
        pytest.skip("Spark needs Java, and there is none on the path")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        pytest.importorskip("pyspark")
        yield


def measured(path, columns, engine, dimension=None):
    return run([Source(find(path), columns)], settings=FAST, machine=Machine(engine), dimension=dimension).to_json()


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(
    "name", [pytest.param(one, marks=[pytest.mark.nightly] * (one not in SMALL)) for one in TABLES]
)
def test_both_engines_give_the_same_bytes(real, name):
    columns = Columns.model_validate({"item": "item_id", "rater": "annotator_id", "value": "value", **TABLES[name]})
    dimension = "severity" if columns.dimension else None
    path = real / f"{name}.parquet"
    assert measured(path, columns, "spark", dimension) == measured(path, columns, "duckdb", dimension)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(("suffix", "text"), [
    ("csv", 'item,rater,value\n1,a,"it\'s"\n1,b,no\n2,a,"a\\b"\n2,b,"a\\b"\n'),
    ("jsonl", '{"item": 1, "rater": "a", "value": 0.5}\n{"item": 1, "rater": "b", "value": 1}\n'),
    ("csv", "item,rater,value\n" + "".join(f"{n // 3},r{n % 3},{n * n % 97 / 10}\n" for n in range(300))),
    ("csv", "item,rater,value\n" + "".join(f"{n // 3},r{n % 3},label {n * n % 41}\n" for n in range(300))),
])  # fmt: skip
@pytest.mark.sampled(1)
def test_both_engines_read_the_same_texts(tmp_path, suffix, text):
    path = tmp_path / f"t.{suffix}"
    path.write_text(text)
    assert measured(path, Columns(), "spark") == measured(path, Columns(), "duckdb")


@pytest.mark.nightly
@pytest.mark.filterwarnings("ignore")
def test_both_engines_give_the_same_bytes_of_what_is_asked_for_by_name(tmp_path):
    path = tmp_path / "t.csv"
    rows = (
        f"{n // 12},r{n % 12},{1 + n * n % 23 % 5},{'fm'[n % 2]},{1 + n % 3 // 2},{n * n % 17 + 0.5},{n * 7 % 720}\n"
        for n in range(720)
    )
    path.write_text("item,rater,value,sex,wave,lead_time,trial\n" + "".join(rows))
    columns = Columns(item="item", rater="rater", value="value", attributes={"sex": "sex"}, occasion="wave")
    asked = replace(FAST, extras=(*EXTRAS,))
    found = [run([Source(find(path), columns)], settings=asked, machine=Machine(one)) for one in ("spark", "duckdb")]
    assert found[0].to_json() == found[1].to_json()
    assert all(f'"{name}"' in found[0].to_json() for name in ("kendall_w", "association", "differences", "pace"))


@pytest.mark.nightly
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("lengths", ["tokens_a,tokens_b", "answer_a,answer_b"])
def test_both_engines_say_the_same_of_what_is_compared(tmp_path, lengths):
    path, models = tmp_path / "t.csv", ("gpt", "claude", "llama")
    texts = lengths.startswith("answer")
    rows = []
    for n in range(240):
        a, b = models[n % 3], models[(n + 1 + n % 2) % 3]
        long = [f"{'word ' * (10 + size)}." if texts else size for size in (n * n % 11, n * 7 % 13)]
        rows.append(f"{n // 5},{('ann', 'bob', *models)[n % 5]},{a},{b},{long[0]},{long[1]},{'abt'[n * n % 7 % 3]}\n")
    path.write_text(f"item,rater,model_a,model_b,{lengths},value\n" + "".join(rows))
    columns = Columns(item="item", rater="rater", value="value")
    asked = replace(FAST, extras=("preferences",), pair=Pair("model_a", "model_b", "a", "b"))
    found = [run([Source(find(path), columns)], settings=asked, machine=Machine(one)) for one in ("spark", "duckdb")]
    assert found[0].to_json() == found[1].to_json()
    said = found[0].dimension(None).preferences
    assert None not in (said.longer_won.value, said.self_preferred.value)


DIALECTS = {
    "semicolons": "".join(f"{';'.join(row)}\n" for row in SAID),
    "tabs with quotes that are text": "".join("\t".join([*row, '"so']) + "\n" for row in SAID),
    "bars and carriage returns": "".join("|".join(row) + "\r\n" for row in SAID),
    "an old encoding": "".join(",".join([*row, "größer"]) + "\n" for row in SAID).encode("cp1252"),
    "a title above": "Ratings of 2025\n\n" + "".join(f"{','.join(row)}\n" for row in SAID),
    "lists as JSON": "item,annotators,labels\n" + "".join(
        f'{n},"[""a"", ""b""]","[""x"", ""{"xy"[n % 2]}""]"\n' for n in range(20)
    ),
}  # fmt: skip


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("case", DIALECTS)
@pytest.mark.sampled(1)
def test_both_engines_read_every_dialect_alike(tmp_path, case):
    path, text = tmp_path / "t.csv", DIALECTS[case]
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    found = measured(path, Columns(), "duckdb")
    assert '"ratings": 40' in found or '"ratings": 60' in found
    assert measured(path, Columns(), "spark") == found


@pytest.mark.nightly
@pytest.mark.filterwarnings("ignore")
def test_names_of_folders_are_columns_on_both_engines(tmp_path):
    for wave in ("01", "2"):
        (tmp_path / f"wave={wave}").mkdir()
        rows = "".join(f"{','.join(row)}\n" for row in SAID)
        (tmp_path / f"wave={wave}" / "t.csv").write_text(rows)
    columns = Columns(occasion="wave")
    assert measured(tmp_path, columns, "spark") == measured(tmp_path, columns, "duckdb")


FILES = {
    "again": {"t.csv": ["1,a,x", "1,b,y", "1,a,y", "2,a,x", "2,b,x", "2,b,y", "2,,y", ",a,x", "3,a,"]},
    "ids that start anew": {"one.csv": ["0,a,x", "0,b,x", "1,a,y", "1,b,y"], "two.csv": ["0,a,y", "0,b,y", "1,b,x"]},
    "other columns": {"one.csv": ["0,a,x", "1,b,y"], "raters.csv": ["rater,sex", "a,f", "b,m"]},
    "keys in folders": {"language=de/a b.csv": ["0,a,x", "0,b,x"], "language=en/a b.csv": ["0,a,y", "0,b,x"]},
    "blanks and points": {"one.csv": ["1.0, a,x", "1.0,b,x", "2.0,a ,y"], "two.csv": ["1,c,x", "2,c,y"]},
}


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(
    ("case", "repeats"), [*((case, "first") for case in FILES), ("again", "last"), ("again", "all")]
)
@pytest.mark.sampled(1)
def test_both_engines_account_for_the_same_answers(tmp_path, case, repeats):
    for name, rows in FILES[case].items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        rows = rows if rows[0].startswith("rater") else ["item,rater,value", *rows]
        (tmp_path / name).write_text("\n".join(rows) + "\n")
    source = Source(find(tmp_path), Columns(item="item", rater="rater", value="value"))
    settings = Settings(replicates=20, draws=5, repeats=repeats)
    spark, duckdb = (run([source], settings=settings, machine=Machine(name)).to_json() for name in ("spark", "duckdb"))
    assert spark == duckdb


@pytest.mark.nightly
@pytest.mark.filterwarnings("ignore")
def test_both_engines_take_the_same_answer_of_a_large_file_for_the_first(tmp_path):
    rows = [f"{item},{rater},{'xy'[(item + rater) % 2]}" for item in range(20_000) for rater in range(3)]
    again = [f"{item},{rater},{'yx'[(item + rater) % 2]}" for item in range(900) for rater in range(3)]
    (tmp_path / "t.csv").write_text("\n".join(["item,rater,value", *rows, *again]))
    pq.write_table(csv.read_csv(tmp_path / "t.csv"), tmp_path / "t.parquet", row_group_size=5000)
    for path in (tmp_path / "t.csv", tmp_path / "t.parquet"):
        spark, duckdb = (
            run([Source(find(path), Columns())], settings=Settings(replicates=0, draws=2), machine=Machine(name))
            for name in ("spark", "duckdb")
        )
        assert spark.to_json() == duckdb.to_json()
        assert duckdb.dimension(None).sizes.values == {"x": 30_000, "y": 30_000}


@pytest.mark.filterwarnings("ignore")
def test_an_object_store_without_its_package_is_said_in_a_sentence():
    with pytest.raises(UnreadableTableError, match=r'No FileSystem for scheme "s3".* spark.jars.packages'):
        measured("s3://bucket/x.parquet", Columns(), "spark")


@pytest.mark.filterwarnings("ignore")
def test_both_engines_read_questions_by_the_ids_of_the_card(tmp_path):
    path, columns = tmp_path / "t.csv", Columns(dimension="question", dimensions={"harm": "is it harm?"})
    rows = [f"{n // 3},r{n % 3},{'is it harm?' if n % 2 else 'tone'},{n % 5}" for n in range(60)]
    path.write_text("\n".join(["item,rater,question,value", *rows]) + "\n")
    found = measured(path, columns, "duckdb")
    assert measured(path, columns, "spark") == found
    assert '"harm": {' in found
