"""Nothing that a table or a card holds is ever read as SQL, as a path or as a pattern: on either engine."""

import ast
import json
import os
import re
import shutil
import warnings
from functools import cache
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

import alignmentcard.measurement
from alignmentcard.errors import AlignmentCardError
from alignmentcard.measurement.engine.engines import DuckDB, Spark, UnreadableTableError, open_engine
from alignmentcard.measurement.engine.parts import Part
from alignmentcard.measurement.run import Machine, measured, opened, run
from alignmentcard.measurement.settings import Pair, Settings
from alignmentcard.measurement.statistics.soft_labels import soft_labels
from alignmentcard.measurement.statistics.systems import evaluate
from alignmentcard.measurement.tables.files import find
from alignmentcard.measurement.tables.ratings import Source
from alignmentcard.model.release import Columns

MARK = "zq7"
"""Stands in every hostile text, and must stand in no query."""
SIGNS = [
    "'", "''", '"', "`", "\\", "\\'", "\\\\'", "'; COPY (SELECT 1) TO '{target}'; --",
    "'); COPY (SELECT 1) TO '{target}'; --", '"; COPY (SELECT 1) TO \'{target}\'; --', "$$", "$1", "?", "%s", "{x}",
    "/*", "--", "\0", "\n", "\t", "é🙂", "\u202e", ",", "[1]", "~", "*", "getvariable('x')", "' OR 1=1 --", "\x1b[31m",
]  # fmt: skip
FAST = Settings(replicates=20, draws=5, minimum_cell=1)


def needs_spark():
    if shutil.which("java") is None:
        pytest.skip("Spark needs Java, and there is none on the path")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        pytest.importorskip("pyspark")


@pytest.fixture(
    params=["duckdb", pytest.param("spark", marks=[pytest.mark.nightly, pytest.mark.filterwarnings("ignore")])]
)
def machine(request):
    if request.param == "spark":
        needs_spark()
    return Machine(request.param)


@pytest.fixture
def queries(monkeypatch):
    """Collect every statement that is given to an engine."""
    found = []

    def watch(engine, name):
        before = getattr(engine, name)

        def given_to(self, *arguments, **options):
            found.extend(text for text in arguments if isinstance(text, str) and " " in text)
            return before(self, *arguments, **options)

        monkeypatch.setattr(engine, name, given_to)

    for engine, names in ((DuckDB, ("query", "view", "_run")), (Spark, ("query", "view"))):
        for name in names:
            watch(engine, name)
    return found


def without_columns(query):
    """Take the quoted names of columns out of a query; what is left must be our own words."""
    return re.sub(r'"(?:[^"]|"")*"|`(?:[^`]|``)*`', "column", query)


def refuse_marks(queries):
    assert queries
    for query in queries:
        assert MARK not in without_columns(query), query


def hostile(sign, target, name=""):
    return f"{MARK}{name}{sign.replace('{target}', str(target))}"


def rows_of(sign, target):
    """Six items that four raters in two groups answer, with hostile text wherever a table can have one."""
    column = {
        name: hostile(sign.replace("\0", ""), target, name)
        for name in ("item", "rater", "value", "group", "label", "wave", "way", "question", "kind")
    }
    column["rater"] = column["rater"].replace("*", "")  # which stands for any letters there, as help says
    rows = [
        {
            column["item"]: hostile(sign, target, f"i{item}"), column["rater"]: hostile(sign, target, f"r{rater}"),
            column["value"]: hostile(sign, target, f"v{(item * rater) % 3}"),
            column["group"]: hostile(sign, target, f"g{rater % 2}"),
            column["label"]: hostile(sign, target, f"v{item % 3}"),
            column["wave"]: hostile(sign, target, f"w{rater % 2}"), column["way"]: hostile(sign, target, "c"),
            column["question"]: hostile(sign, target, f"q{item % 2}"), column["kind"]: hostile(sign, target, "k"),
        }
        for item in range(6) for rater in range(4)
    ]  # fmt: skip
    columns = Columns(
        item=column["item"], rater=column["rater"], value=column["value"], label=column["label"],
        occasion=column["wave"], condition=column["way"], dimension=column["question"],
        attributes={hostile(sign, target, "axis"): column["group"]}, only={column["kind"]: hostile(sign, target, "k")},
        missing=[hostile(sign, target, "missing")], dimensions={"asked": hostile(sign, target, "q0")},
    )  # fmt: skip
    return rows, columns


@pytest.mark.parametrize("sign", SIGNS)
def test_no_text_of_a_table_or_a_card_stands_in_a_query(tmp_path, queries, sign):
    target = tmp_path / "target"
    rows, columns = rows_of(sign, target)
    path = tmp_path / f"{MARK}.parquet"
    pq.write_table(pa.Table.from_pylist(rows), path)
    facts = run([Source(find(path), columns)], settings=FAST)
    assert [found.sizes.ratings for found in facts.dimensions.values()] == [12, 12]
    assert all(len(found.groups.effects) for found in facts.dimensions.values())
    assert "asked" in facts.dimensions
    refuse_marks(queries)
    assert not target.exists()


@pytest.mark.nightly
@pytest.mark.filterwarnings("ignore")
def test_spark_gives_the_same_for_all_of_these_texts_together(tmp_path, queries):
    needs_spark()
    target, path = tmp_path / "target", tmp_path / f"{MARK}.parquet"
    rows, columns = rows_of("".join(SIGNS).replace("\0", ""), target)
    for number, row in enumerate(rows):
        row[str(columns.item)] = hostile(SIGNS[number % 6], target, f"i{number % 6}")
        row[str(columns.value)] = hostile(SIGNS[number % len(SIGNS)], target, f"v{number % 5}")
    pq.write_table(pa.Table.from_pylist(rows), path)
    found = [run([Source(find(path), columns)], settings=FAST, machine=Machine(kind)) for kind in ("duckdb", "spark")]
    assert found[0].to_json() == found[1].to_json()
    refuse_marks(queries)
    assert not target.exists()


@pytest.mark.parametrize("sign", [sign for sign in SIGNS if sign not in ("\0", "\n")])
@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_no_text_of_a_text_file_stands_in_a_query(tmp_path, queries, sign, form):
    target, path = tmp_path / "target", tmp_path / f"t.{form}"
    values = [hostile(sign, target, name) for name in "xyxx"]
    rows = [{"item": str(place // 2), "rater": "ab"[place % 2], "value": value} for place, value in enumerate(values)]
    if form == "jsonl":
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    else:
        lines = [",".join('"' + text.replace('"', '""') + '"' for text in row.values()) for row in rows]
        path.write_text("item,rater,value\n" + "\n".join(lines) + "\n", encoding="utf-8")
    facts = run([Source(find(path))], settings=FAST)
    assert next(iter(facts.dimensions.values())).sizes.values == {values[0]: 3, values[1]: 1}
    refuse_marks(queries)
    assert not target.exists()


@pytest.mark.parametrize("kind", ["list", "object"])
def test_no_text_inside_a_list_or_an_object_stands_in_a_query(machine, queries, tmp_path, kind):
    """A value of JSONL once ended the statement and ran COPY over the data file."""
    texts = [hostile(sign, tmp_path / "target") for sign in SIGNS]
    values = [[text, "b"] if kind == "list" else {"k": text} for text in texts for _ in "ab"]
    table = {"item": [place // 2 for place in range(len(values))], "rater": ["a", "b"] * len(texts)}
    facts = run([Source(pa.table({**table, "value": values}))], settings=FAST, machine=machine)
    found = next(iter(facts.dimensions.values()))
    assert (len(found.sizes.values), found.agreement.percent_agreement.value) == (len(texts), 1)
    refuse_marks(queries)
    assert not (tmp_path / "target").exists()


@pytest.mark.parametrize("sign", ["'\"`\\'; COPY (SELECT 1) TO '{target}'; --"])
def test_pairs_wide_tables_raters_beside_and_systems_are_safe_too(machine, queries, tmp_path, sign):
    target = tmp_path / "target"

    def text(name):
        return hostile(sign, target, name)

    pairs = pa.table({
        "item": ["1", "1"], "rater": ["a", "b"], text("left"): [text("m"), text("n")],
        text("right"): [text("n"), text("m")], "value": [text("l"), text("r")],
    })  # fmt: skip
    pair = Pair(text("left"), text("right"), text("l"), text("r"))
    facts = run([Source(pairs)], settings=Settings(replicates=0, pair=pair), machine=machine)
    assert next(iter(facts.dimensions.values())).agreement.percent_agreement.value == 1
    wide = pa.table({"item": ["1", "2"], text("w1"): [text("x"), text("y")], text("w2"): [text("x"), text("x")]})
    facts = run([Source(wide, Columns(rater=f"{MARK}w*"))], settings=FAST, machine=machine)
    assert next(iter(facts.dimensions.values())).sizes.raters == 2
    refuse_marks(queries)
    assert not target.exists()


def test_systems_and_soft_labels_of_hostile_tables_are_safe(queries, tmp_path):
    target = tmp_path / "target"
    values = [hostile(sign, target) for sign in ("'", '"', "'; COPY (SELECT 1) TO '{target}'; --")]
    table = {"item": [*"112233"], "rater": [*"ababab"], "value": [value for value in values for _ in "ab"]}
    path = tmp_path / "s.parquet"
    pq.write_table(pa.table({"item": [*"123"], "label": values}), path)
    with opened([Source(pa.table(table))], None, FAST, systems={"s": find(path)}) as (study, systems):
        scores, _ = evaluate(study, systems)
        assert scores[0].hard["accuracy"].value == 1
        assert soft_labels(study).num_rows == 3
    refuse_marks(queries)
    assert not target.exists()


@cache
def shared():
    """An engine for many examples."""
    return open_engine()


@given(st.text(st.characters(codec="utf-8")))
def test_any_text_is_written_as_digits_and_comes_back(text):
    written = shared().text(text)
    assert re.fullmatch(r"decode\(from_hex\('[0-9a-f]*'\)\)", written)
    assert shared().query(f"SELECT {written} AS x").to_pylist() == [{"x": text}]


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1))
def test_any_name_of_a_column_comes_back(name):
    shared().hold("named", pa.table({name: [1]}))
    assert shared().query(f"SELECT {shared().identifier(name)} AS x FROM named").to_pylist() == [{"x": 1}]


@pytest.mark.parametrize("name", ["a\0b", "\ud800"])
def test_a_name_that_no_engine_can_hold_is_refused(name):
    with pytest.raises(UnreadableTableError, match="Rename"):
        shared().identifier(name)


def test_half_of_a_sign_is_refused_as_a_text():
    with pytest.raises(UnreadableTableError, match="not text in UTF-8"):
        shared().text("\udcff")


NAMES = [
    "a*b",
    "[x]",
    "q?",
    "{a,b}",
    "it's",
    '"',
    "~",
    "~root",
    "a b",
    "é",
    "k=v",
    "back\\slash",
    "a]b[",
    "%41",
    "a:b",
    "#",
    "$(x)",
]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("form", ["parquet", "csv"])
def test_a_file_of_any_name_is_read_and_no_other(tmp_path, name, form):
    """Other files fit the name where it is taken for a pattern; what they hold must not be read."""
    for number, one in enumerate([name, "axxb", "x", "qx", "a", "ab"]):
        table = pa.table({"item": ["1", "1"], "rater": [*"ab"], "value": [f"v{number}", f"v{number}"]})
        path = tmp_path / f"{one}.{form}"
        if form == "parquet":
            pq.write_table(table, path)
        else:
            path.write_text("item,rater,value\n" + "".join(f"1,{rater},v{number}\n" for rater in "ab"))
    facts = run([Source(find(tmp_path / f"{name}.{form}"))], settings=FAST)
    assert next(iter(facts.dimensions.values())).sizes.values == {"v0": 2}


def test_a_folder_called_tilde_is_that_folder_and_not_the_home(tmp_path, monkeypatch):
    home, folder = tmp_path / "home", tmp_path / "~"
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.chdir(tmp_path)
    for number, place in enumerate((folder, home)):
        place.mkdir()
        (place / "r.csv").write_text(f"item,rater,value\n1,a,v{number}\n1,b,v{number}\n")
    facts = run([Source(find("~/r.csv"))], settings=FAST)
    assert next(iter(facts.dimensions.values())).sizes.values == {"v0": 2}


@pytest.mark.spark
@pytest.mark.filterwarnings("ignore")
def test_spark_reads_a_file_of_any_name_or_says_that_it_does_not(tmp_path):
    needs_spark()
    engine = open_engine("spark")
    for number, name in enumerate(NAMES):
        folder = tmp_path / str(number)
        folder.mkdir()
        path = folder / f"{name}.csv"
        path.write_text(f"item\n{number}\n")
        if set(name) & set("*?[]{}\\:"):
            with pytest.raises(UnreadableTableError, match="Rename it"):
                engine.read_text("named", Part((str(path),), (0,), ("item",)))
        else:
            engine.read_text("named", Part((str(path),), (0,), ("item",)))
            assert engine.query("SELECT item FROM named").to_pylist() == [{"item": str(number)}]


def test_a_pipe_is_refused_and_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "r.csv")
    with pytest.raises(UnreadableTableError, match="a pipe or a device"):
        find(tmp_path / "r.csv")


def test_a_device_is_refused():
    with pytest.raises(UnreadableTableError, match="a pipe or a device"):
        find("/dev/zero", form="csv")


def test_a_file_that_another_took_the_place_of_is_noticed(tmp_path, monkeypatch):
    """The other file has the same size and time, so only that it is another one tells."""
    path, other = tmp_path / "r.csv", tmp_path / "other.csv"
    for one, value in ((path, "x"), (other, "y")):
        one.write_text(f"item,rater,value\n1,a,{value}\n1,b,{value}\n")
        os.utime(one, (1, 1))

    def swapped(*arguments, **options):
        other.replace(path)
        return measured(*arguments, **options)

    monkeypatch.setattr("alignmentcard.measurement.run.measured", swapped)
    with pytest.raises(UnreadableTableError, match="was changed while it was read"):
        run([Source(find(path))], settings=FAST)


@pytest.mark.parametrize(("name", "text", "sentence"), [
    ("deep.jsonl", '{"item":1,"rater":1,"value":' + "[" * 100_000 + "]" * 100_000 + "}\n", "nested too deep"),
    ("deep.json", "[" * 100_000 + "]" * 100_000, "nested too deep"),
    ("objects.jsonl", ('{"item":1,"rater":1,"value":' + '{"a":' * 90 + "1" + "}" * 91 + "\n") * 2, "nested too deep"),
    ("digits.jsonl", '{"item":1,"rater":1,"value":' + "9" * 5000 + "}\n", "thousands of digits"),
    ("digits.json", '[{"item":1,"rater":1,"value":' + "9" * 5000 + "}]", "thousands of digits"),
    ("half.jsonl", '{"item":1,"rater":1,"value":"\\ud83d"}\n', "half of a sign"),
    ("half.json", '[\n{"item":1,"rater":1,"value":"\\ude00"}]', "line 2, holds half of a sign"),
])  # fmt: skip
def test_files_that_hold_what_no_table_can_are_refused_in_a_sentence(tmp_path, name, text, sentence):
    (tmp_path / name).write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(AlignmentCardError, match=sentence):
        run([Source(find(tmp_path / name))], settings=FAST)


@pytest.mark.parametrize("text", ['"\\ud83d\\ude00"', '"\\\\ud83d"', '"\\\\\\\\ud83d"'])
def test_whole_pairs_and_backslashes_are_no_halves(tmp_path, text):
    rows = [f'{{"item": 1, "rater": {rater}, "value": {text}}}' for rater in (1, 2)]
    (tmp_path / "t.json").write_text(f"[{', '.join(rows)}]")
    facts = run([Source(find(tmp_path / "t.json"))], settings=FAST)
    assert next(iter(facts.dimensions.values())).sizes.values == {json.loads(text): 2}


@pytest.mark.parametrize("old", [b"value", b"aaaa"], ids=["name", "value"])
def test_bytes_in_parquet_that_are_no_text_are_refused_in_a_sentence(tmp_path, machine, old):
    path = tmp_path / "t.parquet"
    table = pa.table({"item": [*"1122"], "rater": [*"abab"], "value": ["aaaa", "b", "aaaa", "b"]})
    pq.write_table(table, path, compression="none", use_dictionary=False, write_statistics=False)
    path.write_bytes(path.read_bytes().replace(old, b"\xff" * len(old)))
    with pytest.raises(AlignmentCardError, match=r"UTF-?8|which column holds the value"):
        run([Source(find(path))], settings=FAST, machine=machine)


SQL = re.compile(r"\b(SELECT|FROM|WHERE|CASE|WHEN|CREATE|ALTER|GROUP BY|ORDER BY|JOIN|SET|CAST|IN \()")
SAFE = frozenset({"hexadecimal"})


def statements():
    """Every f-string of the package that holds words of SQL, with its file and line."""
    for path in sorted(Path(alignmentcard.measurement.__file__).parent.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.JoinedStr):
                words = "".join(str(part.value) for part in node.values if isinstance(part, ast.Constant))
                if SQL.search(words):
                    yield f"{path.name}:{node.lineno}", node


def test_there_are_statements_to_look_at():
    assert len(list(statements())) > 50


def test_no_statement_puts_anything_between_quotes_but_digits():
    """A value between quotes is how it is read as SQL: texts go through the engine's `text`, which writes digits."""
    for where, node in statements():
        before = ""
        for part in node.values:
            if isinstance(part, ast.Constant):
                before = str(part.value)
            elif isinstance(part, ast.FormattedValue):
                quoted = before.endswith(("'", '"', "`"))
                allowed = ast.unparse(part.value) in QUOTED
                assert not quoted or allowed, f"{where}: {ast.unparse(part.value)} stands between quotes"
                before = ""


QUOTED = frozenset({"pattern", "name", "FILE", "PATH", "ROW"})
"""What may: patterns that stand in the code, and names of relations that it gives."""
WRITERS = frozenset({"str", "repr", "ascii", "format", "dumps"})
NUMBERS = frozenset({"weight"})


def test_no_statement_writes_a_value_as_python_would():
    """`str(value)` once put a list of JSONL into a statement as it stood."""
    for where, node in statements():
        for part in (part for part in node.values if isinstance(part, ast.FormattedValue)):
            shown = ast.unparse(part.value)
            assert part.conversion == -1 or shown in NUMBERS, (
                f"{where}: {shown} is written by its {chr(part.conversion)}"
            )
            named = {one.id for one in ast.walk(part.value) if isinstance(one, ast.Name)}
            named |= {one.attr for one in ast.walk(part.value) if isinstance(one, ast.Attribute)}
            assert not named & WRITERS, f"{where}: {shown} turns a value into a text"


def test_no_statement_is_put_together_in_another_way():
    """By `%` or `.format`, which the two tests above would not see."""
    for path in sorted(Path(alignmentcard.measurement.__file__).parent.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod):
                assert not isinstance(node.left, ast.Constant) or not isinstance(node.left.value, str)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                assert node.func.attr not in ("format", "format_map"), f"{path.name}:{node.lineno}"
