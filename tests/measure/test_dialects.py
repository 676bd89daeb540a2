"""CSV in whatever dialect: every row arrives, or it is said by line and cause which one does not."""

import csv
import gzip
import io
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis_profiles import with_examples

from alignmentcard.measurement.engine.engines import UnreadableTableError, open_engine
from alignmentcard.measurement.engine.places import PLACE
from alignmentcard.measurement.measure import measure
from alignmentcard.measurement.run import Machine, run
from alignmentcard.measurement.settings import Settings
from alignmentcard.measurement.tables.delimited import reading
from alignmentcard.measurement.tables.delimited.reading import read_text_tables
from alignmentcard.measurement.tables.files import find
from alignmentcard.measurement.tables.ratings import Source

WILD = Path(__file__).parents[3] / "shared" / "cases" / "wild" / "43-csv-dialects"
NAMES = ["item", "rater", "value", "text"]
ROWS = [[f"i{n // 3}", "abc"[n % 3], ("kind", "rude")[n * n % 7 % 2], f"text {n}"] for n in range(60)]


def written(rows=ROWS, names=NAMES, *, end="\n", **dialect):
    """Write rows as text with Python's writer."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator=end, **dialect).writerows([names, *rows])
    return out.getvalue()


def read(folder, data, name="t.csv"):
    """Return the rows that come back, in order, and what is told about the file."""
    (folder / name).write_bytes(data if isinstance(data, bytes) else data.encode())
    engine = open_engine()
    try:
        notes = read_text_tables(engine, "source", find(folder / name).paths).notes
        table = engine.query("SELECT * FROM source")
        table = table.drop_columns(list(PLACE))
        return table.column_names, sorted([[cell or "" for cell in row.values()] for row in table.to_pylist()]), notes
    finally:
        engine.close()


UMLAUTS = [[*row[:3], "Größe über alles"] for row in ROWS]
LONG = [[f"i{n // 3}", "abc"[n % 3], ("yes", "no")[n % 2]] for n in range(60_000)]
LATE = written([*LONG[:30_000], ["i0", "q", 'said "yes", twice\nor more'], *LONG[30_000:]], NAMES[:3])
ALIKE = {
    "commas": written(),
    "semicolons": written(delimiter=";"),
    "tabs": written(delimiter="\t"),
    "bars": written(delimiter="|"),
    "all quoted": written(quoting=csv.QUOTE_ALL, end="\r\n"),
    "single quotes": written(quoting=csv.QUOTE_ALL, quotechar="'"),
    "carriage returns": written(end="\r"),
    "a mark of the encoding": "\ufeff" + written(end="\r\n"),
    "UTF-16": written().encode("utf-16"),
    "UTF-16 without a mark": written().encode("utf-16-le"),
    "sep line": "sep=;\n" + written(delimiter=";"),
    "quoted sep line": '"sep=;"\r\n' + written(delimiter=";", end="\r\n"),
    "title": "Export of project 7, made 2025-03-02\n\n" + written(),
    "title of two lines": "Ratings\nmade,in,2025\n" + written(),
    "blanks before quotes": "item, rater, value, text\n"
    + "".join(f'{item},{rater}, "{value}","{text}"\n' for item, rater, value, text in ROWS),
    "blanks before quotes, below a sep line": "sep=,\n"
    + "".join(f'{item},{rater}, "{value}", "{text}"\n' for item, rater, value, text in [NAMES, *ROWS]),
    "blank lines": written().replace("\ni7", "\n\n\ni7") + "\n  \n",
    "a separator more": written().replace("text 7", "text 7,"),
    "no end of the last line": written().rstrip("\n"),
    "files put together": written(ROWS[:30]) + written(ROWS[30:]),
}


@pytest.mark.parametrize("case", ALIKE)
def test_the_same_rows_come_back_from_every_dialect(tmp_path, case):
    names, rows, _ = read(tmp_path, ALIKE[case])
    assert names == NAMES
    assert rows == sorted(ROWS)


@pytest.mark.parametrize("name", ["t.csv.gz", "parts.csv.gz", "t.tsv.gz", "latin.csv.gz", "t.csv.zst"])
def test_packed_files_are_read_as_others_are(tmp_path, name):
    text = written(UMLAUTS, delimiter="\t" if "tsv" in name else ",")
    data = text.encode("cp1252" if "latin" in name else "utf-8")
    if name.endswith(".zst"):
        with pa.output_stream(tmp_path / "t", compression="zstd") as file:
            file.write(data)
        packed = (tmp_path / "t").read_bytes()
    else:
        parts = [data[:200], data[200:]] if name.startswith("parts") else [data]
        packed = b"".join(map(gzip.compress, parts))
    assert read(tmp_path, packed, name)[1] == sorted(UMLAUTS)


TOLD = {
    "Latin-1": (written(UMLAUTS).encode("latin-1"), UMLAUTS, "read as Windows-1252"),
    "UTF-16": (written().encode("utf-16"), ROWS, "read as UTF-16"),
    "title": ("Export of project 7\n" + written(), ROWS, "1 line above the names of columns left out: “Export of pro"),
    "short rows": (
        written([row[:3] if n % 2 else row for n, row in enumerate(ROWS)]),
        [[*row[:3], ""] if n % 2 else row for n, row in enumerate(ROWS)],
        "30 rows end after value; the rest is read as empty",
    ),
    "files put together": (written(ROWS[:30]) + written(ROWS[30:]), ROWS, "1 row repeats the names of columns"),
    "quotes that are text": (
        "\n".join("\t".join(row) for row in [NAMES, *([*row[:3], '"Oh no she said'] for row in ROWS)]),
        [[*row[:3], '"Oh no she said'] for row in ROWS],
        "quotation marks are part of the values",
    ),
    "quotes that are text in the names too": (
        "\n".join("\t".join([*row[:3], '"Oh no']) for row in [NAMES, *ROWS]),
        [[*row[:3], '"Oh no'] for row in ROWS],
        "quotation marks are part of the values",
    ),
    "quotes that would join rows": (
        "\n".join("\t".join(row) for row in [NAMES, *ROWS])
        .replace("text 10\n", '"so\n').replace("text 20\n", 'be it"\n'),
        [[*row[:3], {"text 10": '"so', "text 20": 'be it"'}.get(row[3], row[3])] for row in ROWS],
        "quotation marks are part of the values",
    ),
    "numbers of rows": (
        "\n".join([",".join(NAMES), *(f'"{n}",' + ",".join(row) for n, row in enumerate(ROWS, 1))]),
        [[str(n), *row] for n, row in enumerate(ROWS, 1)],
        "the first column has no name and is read as the number of the row",
    ),
    "descriptions below the names": (
        ",".join(NAMES) + "\nItem,Rater,Answer,Text\n" + ",".join('"{""ImportId"":""x""}"' for _ in NAMES) + "\n"
        + written().partition("\n")[2],
        ROWS,
        "2 lines below the names of columns left out",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", TOLD)
def test_what_is_out_of_the_ordinary_is_read_and_told(tmp_path, case):
    data, rows, told = TOLD[case]
    names, found, notes = read(tmp_path, data)
    assert [name for name in names if name in NAMES[:3]] == NAMES[:3]
    assert found == sorted(rows)
    assert told in " ".join(notes)


PIVOT = ",label,label\nrater,ann,ben\nitem,,\n1,x,y\n2,y,y\n"


def test_three_lines_of_a_pivot_table_are_names_of_columns(tmp_path):
    names, rows, notes = read(tmp_path, PIVOT)
    assert names[:3] == ["item", "ann", "ben"]
    assert [row[:3] for row in rows] == [["1", "x", "y"], ["2", "y", "y"]]
    assert "three lines of a pivot table are read as the names of columns: item, ann, ben." in " ".join(notes)


def test_what_was_turned_stands_before_the_names_where_it_is_several_things(tmp_path):
    two = PIVOT.replace(",label,label", ",label,label,score,score").replace("ann,ben", "ann,ben,ann,ben")
    two = two.replace("item,,", "item,,,,").replace("1,x,y", "1,x,y,3,4").replace("2,y,y", "2,y,y,5,6")
    assert read(tmp_path, two)[0] == ["item", "label_ann", "label_ben", "score_ann", "score_ben"]


READ = {
    "hashes": [["#metoo", *row[1:]] if n % 5 else row for n, row in enumerate(ROWS)],
    "first hash": [["#1", *row[1:]] for row in ROWS],
    "separators of other dialects": [[*row[:3], "a; b\tc|d"] for row in ROWS],
    "quotes and lines": [[*row[:3], 'line "one"\n\nline, two,\n'] for row in ROWS],
    "lines with as many commas as rows": [[*row[:3], "one, two\nwell, yes, or, no"] for row in ROWS],
    "backslashes": [[*row[:3], 'C:\\dir\\ and "\\'] for row in ROWS],
}


@pytest.mark.parametrize("case", READ)
def test_signs_inside_of_values_are_part_of_them(tmp_path, case):
    assert read(tmp_path, written(READ[case]))[1] == sorted(READ[case])
    assert read(tmp_path, written(READ[case], delimiter="\t"))[1] == sorted(READ[case])


def test_quotes_escaped_by_backslashes_are_read(tmp_path):
    rows = [[*row[:3], 'she said "no", twice'] for row in ROWS]
    assert read(tmp_path, written(rows, doublequote=False, escapechar="\\"))[1] == sorted(rows)


def test_quotes_and_lines_that_come_late_are_read(tmp_path):
    _, rows, _ = read(tmp_path, LATE)
    assert len(rows) == 60_001
    assert {row[2] for row in rows} == {"yes", "no", 'said "yes", twice\nor more'}


def test_columns_of_one_name_and_of_none_are_told_apart(tmp_path):
    text = written([["0", *row, "z"] for row in ROWS], ["", *NAMES, "Text"])
    names, _, notes = read(tmp_path, text)
    assert names == ["column_1", "item", "rater", "value", "text", "Text_2"]
    assert notes == ("t.csv: several columns are called Text; the later one is Text_2 here.",)


REFUSED = {
    "too few values": (written().replace("\ni7,b", "\ni7"), "line 24, has 3 values, and the table has 4 columns"),
    "too many values": (written().replace("text 20", "te,xt"), "line 22, has 5 values"),
    "a total below": (written() + "Total: 60\n", "line 62, has 1 value"),
    "a row cut by a line break": (written().replace("text 9", "te\nxt"), "line 12, has 1 value"),
    "a file cut off in quotes": (written(quoting=csv.QUOTE_ALL)[:-3], "never ends"),
    "text after a quote": (
        written([[*row[:3], "a, b"] for row in ROWS]).replace('"a, b"', '"a, b" c', 1), "line 2: text follows"
    ),
    "no names": (written()[21:], "has no names of columns"),
    "one column": ("value\nyes\nno\n", "has one column only"),
    "empty": ("", "is empty"),
    "blank": ("\n \n\n", "is empty"),
    "Cyrillic of old": (written([[*row[:3], "доброе утро"] for row in ROWS]).encode("cp1251"),
                        "iconv -f CP1251"),
    "Japanese of old": (written([[*row[:3], "今日はいい天気です"] for row in ROWS]).encode("cp932"),
                        "It may be in SHIFT_JIS (Japanese)"),
    "Chinese of old": (written([[*row[:3], "今天天气很好吗"] for row in ROWS]).encode("gb18030"),
                       "Save it as UTF-8, such as with: iconv -f GB18030 -t UTF-8"),
    "Korean of old": (written([[*row[:3], "오늘은 날씨가 좋다"] for row in ROWS]).encode("euc-kr"),
                      "It may be in EUC-KR (Korean)"),
    "no encoding at all": (written().encode() + b"\x81\x8d\xff\xfe\x90\n", "cannot be told"),
    "two encodings": (
        written(UMLAUTS).encode() + written(UMLAUTS).encode("latin-1"), "line 63, is not UTF-8, and other lines are"
    ),
    "a workbook": (b"PK\x03\x04" + b"x" * 100, "is an Excel workbook or another ZIP archive"),
    "a pointer": ("version https://git-lfs.github.com/spec/v1\n", "a pointer of Git LFS"),
    "a page": ("<!DOCTYPE html><html></html>", "is a page of the web"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_read_right_is_refused_by_its_cause(tmp_path, case):
    data, told = REFUSED[case]
    with pytest.raises(UnreadableTableError) as failure:
        read(tmp_path, data)
    assert told in str(failure.value)
    assert "\n" not in str(failure.value)


@pytest.mark.parametrize(("name", "told"), [
    ("t.rds", "is a file of R"), ("t.zip", "is an archive. Unpack it"), ("t.txt", "call it .csv or .tsv"),
    ("t.csv.xz", "packed with xz"),
])  # fmt: skip
def test_files_of_other_programs_are_called_by_their_kind(tmp_path, name, told):
    (tmp_path / name).write_text("x")
    with pytest.raises(UnreadableTableError, match=told):
        find(tmp_path / name)


def test_a_folder_without_tables_says_what_it_holds(tmp_path):
    (tmp_path / "README.md").write_text("x")
    with pytest.raises(UnreadableTableError, match=r"There is no table in the folder .* It holds README\.md\."):
        find(tmp_path)


CELLS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"], include_characters="\n"), max_size=12)
TABLES = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(["kind", "rude"]), CELLS), min_size=1, max_size=30)


@given(
    TABLES,
    st.sampled_from(",;\t|"),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
@with_examples(30)
def test_any_table_written_in_any_dialect_comes_back(tmp_path_factory, table, separator, end, quoting, encoding):
    rows = [[f"i{n // 3}", *row] for n, row in enumerate(table)]
    text = written(rows, delimiter=separator, end=end, quoting=quoting)
    names, found, _ = read(tmp_path_factory.mktemp("any"), text.encode(encoding))
    assert names == NAMES
    assert found == sorted(rows)


STRAY = st.lists(
    st.tuples(st.sampled_from(['"', "\n", ",", ";", "\t", "\r", '\\"', ""]), st.integers(25, 900)),
    min_size=1,
    max_size=3,
)


@given(st.sampled_from(",;\t|"), st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]), STRAY)
@with_examples(40)
def test_stray_signs_never_cost_a_row_in_silence(tmp_path_factory, separator, quoting, stray):
    text = written([[*row[:3], 'a, b' if n % 4 else "two\nlines"] for n, row in enumerate(ROWS)],
                   delimiter=separator, quoting=quoting)  # fmt: skip
    for sign, place in stray:
        text = text[:place] + sign + text[place + (not sign) :]
    try:
        _, rows, _ = read(tmp_path_factory.mktemp("any"), text)
    except UnreadableTableError:
        return
    assert len(rows) == len(ROWS)


def test_files_of_several_dialects_are_one_table(tmp_path):
    (tmp_path / "a.csv").write_text(written(ROWS[:30]))
    (tmp_path / "b.csv").write_text(written([row[::-1] for row in ROWS[30:]], NAMES[::-1], delimiter=";", end="\r"))
    engine = open_engine()
    read_text_tables(engine, "source", find(tmp_path).paths)
    found = engine.query("SELECT * FROM source").drop_columns(list(PLACE))
    engine.close()
    assert found.column_names == NAMES
    assert sorted(list(row.values()) for row in found.to_pylist()) == sorted(ROWS)


@pytest.mark.parametrize("case", ["commas", "semicolons", "tabs", "bars", "all quoted"])
def test_files_on_a_server_are_read_by_their_first_lines(tmp_path, monkeypatch, case):
    monkeypatch.setattr(reading, "REMOTE", ("/",))
    _, rows, _ = read(tmp_path, ALIKE[case])
    assert rows == sorted(ROWS)
    with pytest.raises(UnreadableTableError, match=r"Download it, and name it\."):
        read(tmp_path, ALIKE["title"])


def test_names_of_folders_are_columns(tmp_path):
    for wave in ("01", "2"):
        (tmp_path / f"wave={wave}").mkdir()
        (tmp_path / f"wave={wave}" / "t.csv").write_text(written())
    engine = open_engine()
    read_text_tables(engine, "source", find(tmp_path).paths)
    found = engine.query("SELECT wave, count(*) AS n FROM source GROUP BY 1 ORDER BY 1").to_pylist()
    engine.close()
    assert found == [{"wave": "01", "n": 60}, {"wave": "2", "n": 60}]


WILD_SIZES = {"hash-few.csv": (1200, 3600)}


@pytest.mark.parametrize("name", [
    *("bom cr-only crlf-quoted dup-columns hash-few hash-first hash-item index-column latin1 newlines pipes plain "
    "semicolon semicolons-in-text sep-line short-rows tabs-in-text title-line trailing-comma utf16").split(),
    "unquoted-quote.tsv",
])  # fmt: skip
def test_published_oddities_give_all_items_and_ratings(name):
    path = WILD / (name if "." in name else f"{name}.csv")
    if not path.exists():
        pytest.skip("the cases are not at hand (../shared/cases)")
    facts = run([Source(find(path))], settings=Settings(replicates=0), machine=Machine())
    size = facts.dimensions["ratings"].sizes
    assert (size.items, size.ratings) == WILD_SIZES.get(path.name, (20, 60))
    assert size.raters == 3


def test_a_published_table_that_grows_wider_is_refused_by_its_line():
    if not WILD.exists():
        pytest.skip("the cases are not at hand (../shared/cases)")
    with pytest.raises(UnreadableTableError, match="line 38, has 4 values, and the table has 3 columns"):
        run([Source(find(WILD / "widening.csv"))])


def test_an_empty_line_of_separators_below_the_names_describes_nothing(tmp_path):
    (tmp_path / "t.csv").write_text("item,rater,value\n1,a,x\n,,\n1,b,y\n")
    facts = measure(tmp_path / "t.csv", settings=Settings(replicates=0))
    assert facts.dimension(None).sizes.ratings == 2
    assert not any("describe" in one for one in facts.told)


COMMAS = {
    "decimals": (["1,5", "2", "2,5", "1,5"], {"1.5": 2, "2": 1, "2.5": 1}),
    "several labels": (["1,2", "2", "1,2,3", "2,1"], {"1,2": 1, "2": 1, "1,2,3": 1, "2,1": 1}),
    "words": (["a,b", "b", "b,a", "b"], {"a,b": 2, "b": 2}),
}


@pytest.mark.parametrize("case", COMMAS)
def test_a_comma_between_semicolons_stands_before_decimals_where_all_values_are_numbers(tmp_path, case):
    """Excel writes 1.5 as 1,5 in many countries, and semicolons between values there."""
    values, expected = COMMAS[case]
    rows = [f"{n // 2};{'ab'[n % 2]};{value}" for n, value in enumerate(values)]
    (tmp_path / "t.csv").write_text("\n".join(["item;rater;value", *rows]) + "\n")
    facts = measure(tmp_path / "t.csv", settings=Settings(replicates=0))
    assert dict(facts.dimension(None).sizes.values) == expected
    assert any("1,5 is read as 1.5" in one for one in facts.told) is (case == "decimals")


def test_a_comma_that_is_no_decimal_further_down_is_left_alone(tmp_path):
    rows = [f"{n};a;1,5" for n in range(2_000)] + ["x;a;1,5,6"]
    (tmp_path / "t.csv").write_text("\n".join(["item;rater;value", *rows]) + "\n")
    facts = measure(tmp_path / "t.csv", settings=Settings(replicates=0))
    assert "1.5" not in facts.dimension(None).sizes.values


ENDS = {
    "in turns": ["\n", "\r"],
    "in turns, a return first": ["\r", "\n"],
    "three kinds": ["\r\n", "\n", "\r"],
    "few returns": ["\n"] * 9 + ["\r"],
    "few line feeds": ["\r"] * 9 + ["\n"],
    "two returns": ["\r\r\n"],
}


@pytest.mark.parametrize("case", ENDS)
@pytest.mark.parametrize("names", [NAMES, ["q", "w", "x", "y"]], ids=["known", "other"])
def test_lines_that_end_in_several_ways_are_read_whole(tmp_path, case, names):
    lines = written(names=names).split("\n")[:-1]
    text = "".join(line + ENDS[case][n % len(ENDS[case])] for n, line in enumerate(lines))
    found, rows, _ = read(tmp_path, text)
    assert (found, rows) == (names, sorted(ROWS))


def test_returns_that_come_late_are_ends_of_lines_as_well(tmp_path):
    text = written(LONG, NAMES[:3])
    late = text.rindex("\n", 0, -2)
    assert len(read(tmp_path, text[:late] + "\r" + text[late + 1 :])[1]) == len(LONG)


def test_a_return_inside_of_a_text_is_no_end_of_a_line(tmp_path):
    rows = [[*row[:3], "one\rtwo" if n == 20 else row[3]] for n, row in enumerate(ROWS)]
    found = read(tmp_path, "\n".join("\t".join(row) for row in [NAMES, *rows]) + "\n")[1]
    assert found == sorted([*row[:3], row[3].replace("\r", " ")] for row in rows)


def test_uneven_rows_say_that_ends_of_lines_may_be_why(tmp_path):
    with pytest.raises(UnreadableTableError, match="Some lines end with a carriage return alone, which may be why"):
        read(tmp_path, written().replace("text 20\n", "te,xt\r").replace("text 40", "te,xt"))


def said_of(found):
    """Return all sentences about how a table and its answers were read."""
    return (*found.told, *(found.dimension(None).sizes.told or ()))


POINTS = {
    "a comma before decimals": (["1.000,50", "2,5", "300", "2,5"], {"1000.5": 1, "2.5": 2, "300": 1}, "1.000,5 is"),
    "several points": (["1.000.000", "2.000.000"] * 2, {"1000000": 2, "2000000": 2}, "1.000.000 is read as 1000000"),
    "smaller numbers without": (["950", "1.000", "12.500", "950"], {"950": 2, "1000": 1, "12500": 1}, "1000."),
    "nothing else": (["1.500", "2.000", "1.500", "3.000"], {"1.5": 2, "2": 1, "3": 1}, "nothing in the table says"),
    "a smaller number": (["1.500", "0.250"] * 2, {"1.5": 2, "0.25": 2}, None),
    "the same scale twice": (["1", "2", "1.000", "2.000"], {"1": 2, "2": 2}, "counted together"),
}  # fmt: skip


@pytest.mark.parametrize("case", POINTS)
def test_points_that_may_stand_between_thousands_are_settled_or_asked_about(tmp_path, case):
    values, expected, told = POINTS[case]
    rows = [f"{n // 2};{'ab'[n % 2]};{value}" for n, value in enumerate(values)]
    (tmp_path / "t.csv").write_text("\n".join(["item;rater;value", *rows]) + "\n")
    found = measure(tmp_path / "t.csv", settings=Settings(replicates=0))
    assert dict(found.dimension(None).sizes.values) == expected
    said = [one for one in said_of(found) if "point" in one or "counted together" in one]
    assert [told in one for one in said] == ([True] if told else [])


def test_another_column_says_what_points_are(tmp_path):
    head, rows = "item;rater;value;seconds", [f"{n // 2};{'ab'[n % 2]};{n % 3 + 1}.000;" for n in range(12)]
    for seconds, expected, told in (("3,5", "1000", "as a comma in the file shows"), ("3.5", "1", "")):
        (tmp_path / "t.csv").write_text("\n".join([head, *(row + seconds for row in rows)]) + "\n")
        found = measure(tmp_path / "t.csv", settings=Settings(replicates=0))
        assert expected in found.dimension(None).sizes.values
        assert any("point" in one for one in said_of(found)) is bool(told)
        assert told in " ".join(found.told)


def test_a_comma_between_values_leaves_points_before_decimals(tmp_path):
    (tmp_path / "t.csv").write_text(
        "item,rater,value\n" + "".join(f"{n // 2},{n % 2},{n % 3 + 1}.000\n" for n in range(12))
    )
    found = measure(tmp_path / "t.csv", settings=Settings(replicates=0))
    assert set(found.dimension(None).sizes.values) == {"1", "2", "3"}
    assert not any("point" in one for one in said_of(found))


def test_counts_with_points_are_refused(tmp_path):
    (tmp_path / "t.csv").write_text("item;value;count\n1;x;1.000\n1;y;20\n2;x;5\n2;y;7\n")
    with pytest.raises(
        UnreadableTableError, match=r"holds the count “1\.000”, whose point may stand between thousands"
    ):
        measure(tmp_path / "t.csv", settings=Settings(replicates=0))
