"""Reading: the data and positions of any text are those of ruamel.yaml, with libyaml and without."""

import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.constructor import SafeConstructor
from yaml_texts import yaml_texts

from alignmentcard.document import MAX_BYTES, Document, Fault, decode, parse, read
from alignmentcard.paths import Route
from alignmentcard.text.builder import MAX_DEPTH, MAX_NODES

CASES = Path(__file__).parent / "cases" / "document"
TREE = Path(__file__).parent.parent
YAML_FILES = sorted(
    path
    for folder in ("schema", "templates", "site", "tests/cases", "bench")
    for pattern in ("*.yaml", "*.yml")
    for path in (TREE / folder).rglob(pattern)
    if "faulty" not in path.parts and path.name != "mkdocs.yml"
)
FAULTY = sorted((CASES / "faulty").glob("*.yaml"))

each_file = pytest.mark.parametrize("path", YAML_FILES, ids=lambda path: str(path.relative_to(TREE)))


class CoreSchema(SafeConstructor):
    """A date is a text in YAML 1.2."""


CoreSchema.add_constructor("tag:yaml.org,2002:timestamp", SafeConstructor.construct_yaml_str)


def ruamel_data(text: str) -> Any:
    yaml = YAML(typ="safe", pure=True)
    yaml.Constructor = CoreSchema
    return yaml.load(text)


def with_text_keys(data: Any) -> Any:
    """A key of a card is its text; ruamel.yaml makes numbers of some."""
    if isinstance(data, dict):
        return {key if isinstance(key, str) else f"<{key}>": with_text_keys(value) for key, value in data.items()}
    return [with_text_keys(entry) for entry in data] if isinstance(data, list) else data


def starts(data: Any, route: Route = ()) -> Iterator[tuple[Route, tuple[int, int], tuple[int, int] | None]]:
    """Where ruamel.yaml's round trip says that values and keys begin, counted from 1."""
    if isinstance(data, CommentedMap):
        for key, value in data.items():
            (key_line, key_column), (line, column) = data.lc.key(key), data.lc.value(key)
            yield (*route, key), (line + 1, column + 1), (key_line + 1, key_column + 1)
            yield from starts(value, (*route, key))
    elif isinstance(data, CommentedSeq):
        for n, value in enumerate(data):
            line, column = data.lc.item(n)
            yield (*route, n), (line + 1, column + 1), None
            yield from starts(value, (*route, n))


def routes(data: Any, route: Route = ()) -> Iterator[tuple[Route, Any]]:
    yield route, data
    pairs = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in pairs:
        yield from routes(value, (*route, key))


def same(one: Any, other: Any) -> bool:
    """Equal in value and kind, with nan equal to nan."""
    if isinstance(one, dict) and isinstance(other, dict):
        return list(one) == list(other) and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, float) and isinstance(other, float) and math.isnan(one):
        return math.isnan(other)
    return type(one) is type(other) and one == other


def assert_same_positions(text: str) -> None:
    document = parse(text)
    for route, start, key_start in starts(YAML(pure=True).load(text)):
        mark, key = document.mark(route), document.key(route)
        assert mark is not None
        if mark.start < mark.end and mark.style != "alias":
            assert document.position(mark.start) == start, route
        if key_start:
            assert key is not None
            assert document.position(key.start) == key_start, route


def assert_values_end_where_they_end(document: Document) -> None:
    """The text from start to end of a value, at its column, is that value again and nothing else."""
    for route, value in routes(document.data):
        mark = document.mark(route)
        assert mark is not None
        piece = document.text[mark.start : mark.end]
        assert piece == piece.strip(" \t\r\n")
        column = document.position(mark.start)[1] - 1
        if piece:
            again = [parse(" " * column + piece + end).data for end in ("\n", "")]
            assert "|+" in piece or any(same(data, value) for data in again), route
        else:
            assert value is None


def marks(document: Document) -> list[tuple[Any, ...]]:
    found = ((route, document.mark(route), document.key(route)) for route, _ in routes(document.data))
    return [(route, mark.start, mark.end, mark.style, key) for route, mark, key in found if mark]


def assert_no_c_needed(text: str) -> None:
    quick, pure = parse(text), parse(text, pure=True)
    assert same(quick.data, pure.data)
    assert marks(quick) == marks(pure)
    assert quick.empty == pure.empty
    assert [fault.kind for fault in quick.faults] == [fault.kind for fault in pure.faults]


@given(yaml_texts())
def test_data_is_that_of_ruamel(text: str) -> None:
    assert parse(text).faults == ()
    assert same(with_text_keys(ruamel_data(text)), parse(text).data)


@given(yaml_texts())
def test_values_and_keys_begin_where_ruamel_says(text: str) -> None:
    assert_same_positions(text)


@given(yaml_texts())
def test_values_end_where_they_end(text: str) -> None:
    assert_values_end_where_they_end(parse(text))


@given(yaml_texts())
def test_pure_parser_gives_the_same_as_libyaml(text: str) -> None:
    assert_no_c_needed(text)


@each_file
@pytest.mark.sampled(120)
def test_files_of_the_tree_read_as_ruamel_reads_them(path: Path) -> None:
    document = read(path)
    assert_no_c_needed(document.text)
    if document.faults and "conformance" in path.parts:
        return  # a case that is there because nobody can read it
    assert document.faults == ()
    assert same(with_text_keys(ruamel_data(document.text)), document.data)
    assert_same_positions(document.text)
    if "&" not in document.text:
        assert_values_end_where_they_end(document)


def shown(document: Document, fault: Fault) -> str:
    (line, column), (end_line, end_column) = map(document.position, fault.span)
    return f"{line}:{column}-{end_line}:{end_column} {fault.kind}: {fault.message} {fault.help}".rstrip()


@pytest.mark.parametrize("path", FAULTY, ids=lambda path: path.stem)
def test_faults_say_what_is_wrong_and_where(path: Path) -> None:
    document = read(path)
    expected = path.with_suffix(".txt").read_text(encoding="utf-8")
    assert "".join(f"{shown(document, fault)}\n" for fault in document.faults) == expected


@pytest.mark.parametrize("path", FAULTY, ids=lambda path: path.stem)
def test_faults_are_of_the_same_kind_without_c(path: Path) -> None:
    document = read(path)
    if document.text:
        assert_no_c_needed(document.text)


# fmt: off
CORE_SCHEMA = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    "0": 0, "-0": 0, "012": 12, "+7": 7, "-19": -19, "0o14": 12, "0xC": 12, "0xc": 12,
    "0.": 0.0, ".5": 0.5, "12e03": 12000.0, "-2E+05": -200000.0, "+1.5": 1.5, "1e400": math.inf,
    ".inf": math.inf, "-.Inf": -math.inf, "+.INF": math.inf, ".nan": math.nan, ".NAN": math.nan,
    **{word: word for word in ("yes", "no", "on", "off", "y", "N", "nULL", "tRUE", "None", "nan", "inf", ".iNf")},
    **{word: word for word in ("1_000", "0b1", "0o8", "-0o7", "+0x1", "0X1", "1:30", "2024-05-01", "1.2.3", "1e")},
    **{word: word for word in (".", "-.", "+", "=", "<<", "9" * 301, "٣")},
}
# fmt: on


@pytest.mark.parametrize(("word", "value"), CORE_SCHEMA.items(), ids=[word[:12] or "nothing" for word in CORE_SCHEMA])
def test_plain_words_are_read_by_the_core_schema(word: str, value: Any) -> None:
    assert same(parse(f"a: {word}\n").data, {"a": value})
    assert same(parse(f"a: {word}\n", pure=True).data, {"a": value})


def test_quotes_and_the_tag_of_texts_make_a_text_of_anything() -> None:
    assert parse("a: ['true', \"1\", '', '~', ! 5, !!str 6]\n").data == {"a": ["true", "1", "", "~", "5", "6"]}


def test_keys_are_texts() -> None:
    assert parse("1: a\ntrue: b\n~: c\n").data == {"1": "a", "true": "b", "~": "c"}


def test_merge_keys_are_keys_like_any_other() -> None:
    assert parse("a: &x {b: 1}\nc:\n  <<: *x\n").data == {"a": {"b": 1}, "c": {"<<": {"b": 1}}}


def test_first_of_two_values_counts_and_both_are_read() -> None:
    document = parse("a: {b: 1}\na: {b: , c: 2, c: 3}\n")
    assert document.data == {"a": {"b": 1}}
    assert document.empty == ()
    assert [fault.route for fault in document.faults] == [("a",), ("a", "c")]


def test_keys_without_value_are_known_also_behind_an_alias() -> None:
    document = parse("a: &x {b: , c: [{d: }]}\ne: *x\nf: &y\ng: *y\n")
    assert document.empty == (
        *(("a", "b"), ("a", "c", 0, "d"), ("e", "b"), ("e", "c", 0, "d")),
        *(("f",), ("g",)),
    )


def test_nothing_stands_right_behind_its_colon() -> None:
    for pure in (False, True):
        document = parse("a:   # c\nb :\nc: {d, e: }\n", pure=pure)
        places = {route: document.mark(route) for route in (("a",), ("b",), ("c", "d"), ("c", "e"))}
        assert {route: mark and mark.start for route, mark in places.items()} == {
            ("a",): 2, ("b",): 12, ("c", "d"): 18, ("c", "e"): 22
        }  # fmt: skip


def test_behind_an_alias_stand_the_marks_of_what_it_repeats() -> None:
    document = parse("a: &x {b: 1}\nc: *x\n")
    assert document.mark(("c", "b")) is document.mark(("a", "b"))
    alias = document.mark(("c",))
    assert alias
    assert document.text[alias.start : alias.end] == "*x"


@pytest.mark.parametrize("levels", [MAX_DEPTH, MAX_DEPTH + 1])
def test_depth_is_bounded(levels: int) -> None:
    for text in ("[" * levels + "]" * levels, "".join(f"{' ' * n}a:\n" for n in range(levels))):
        assert bool(parse(text).faults) == (levels > MAX_DEPTH)


def test_values_are_counted_with_aliases_written_out() -> None:
    tens = MAX_NODES // 10 - 2
    text = "a: &a [1, 2, 3, 4, 5, 6, 7, 8, 9]\nb: ["
    assert parse(text + "*a, " * tens + "]\n").faults == ()
    assert [fault.kind for fault in parse(text + "*a, " * (tens + 2) + "]\n").faults] == ["too-large"]


def test_size_is_bounded() -> None:
    assert decode(b"a: " + b"b" * (MAX_BYTES - 3)).faults == ()
    assert [fault.kind for fault in decode(b"a: " + b"b" * (MAX_BYTES - 2)).faults] == ["too-large"]


def test_columns_are_counted_without_the_byte_order_mark() -> None:
    document = parse("\ufeffa: 1\nb: 2\n")
    assert [document.position(document.span((key,)).start) for key in "ab"] == [(1, 4), (2, 4)]
    assert document.line(1) == "a: 1"


def test_lines_end_at_any_line_end() -> None:
    document = parse("a: 1\r\nb: 2\rc: 3\nd: 4")
    assert [document.position(document.span((key,)).start) for key in "abcd"] == [(n, 4) for n in (1, 2, 3, 4)]
    assert [document.line(n) for n in (1, 2, 3, 4)] == ["a: 1", "b: 2", "c: 3", "d: 4"]


def test_reading_stops_after_a_thousand_keys_that_stand_twice() -> None:
    kinds = [fault.kind for fault in parse("a: 1\n" * 5000).faults]
    assert kinds == ["duplicate-key"] * (len(kinds) - 1) + ["too-large"]
    assert 1000 <= len(kinds) < 1010
