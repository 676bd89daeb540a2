"""Repairs: each changes what it means to change, and no other byte."""

import re
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from yaml_texts import yaml_texts

from alignmentcard.document import parse
from alignmentcard.edit import Add, Append, Fix, Operation, Remove, Rename, Set, apply, edits_of
from alignmentcard.paths import Route, value_at
from alignmentcard.text.writing import block, block_of_levels, flow, scalar

# Each case: a text, what to do, and the text after it.
CASES = {
    "set in block": ("a: 1 # c\nb: 2\n", Set(("a",), "x"), "a: x # c\nb: 2\n"),
    "set in flow": ("a: {b: 1, c: [2, 3]}\n", Set(("a", "c", 0), "x y"), "a: {b: 1, c: [x y, 3]}\n"),
    "set a quoted value": ("a: 'it''s'\n", Set(("a",), "1.0"), 'a: "1.0"\n'),
    "set a value of several lines": ("a: |\n  b\n  c\nd: 1\n", Set(("a",), "x"), "a: x\nd: 1\n"),
    "set a plain text that goes on": ("a: b\n  c\nd: 1\n", Set(("a",), "x"), "a: x\nd: 1\n"),
    "set a list in place of a value": ("a: b # c\n", Set(("a",), ["b"]), "a: [b] # c\n"),
    "set in place of a mapping": ("a:\n  b: 1\n  c: 2\nd: 1\n", Set(("a",), "x"), "a: x\nd: 1\n"),
    "set in place of a list on the margin": ("a:\n- b\n- c\nd: 1\n", Set(("a",), "x"), "a: x\nd: 1\n"),
    "set below a comment": ("a: # c\n  b: 1\nd: 1\n", Set(("a",), "x"), "a: # c\n  x\nd: 1\n"),
    "set an entry of a list": ("- a\n- b: 1\n  c: 2\n", Set((1,), "x"), "- a\n- x\n"),
    "set where nothing is": ("a: # c\nb:\n- \n-\n", Set(("a",), "x"), "a: x # c\nb:\n- \n-\n"),
    "set where nothing is in a list": ("a:\n-\n- b\n", Set(("a", 0), "x"), "a:\n- x\n- b\n"),
    "set a key of a flow mapping without a colon": ("{a, b: 1}\n", Set(("a",), "x"), "{a: x, b: 1}\n"),
    "set in crlf": ("a: 1\r\nb: 2\r\n", Set(("a",), "x"), "a: x\r\nb: 2\r\n"),
    "set without a final line end": ("a: 1\nb: 2", Set(("b",), "x"), "a: 1\nb: x"),
    "set behind a byte order mark": ("\ufeffa: 1\n", Set(("a",), "x"), "\ufeffa: x\n"),
    "rename in block": ("a: 1 # c\nb: 2\n", Rename(("a",), "x"), "x: 1 # c\nb: 2\n"),
    "rename in flow": ("{a: 1, 'b': 2}\n", Rename(("b",), "x"), "{a: 1, x: 2}\n"),
    "rename the first key of an entry": ("- a: 1\n  b: 2\n", Rename((0, "a"), "x"), "- x: 1\n  b: 2\n"),
    "remove in block": ("a: 1\n# about b\nb: 2 # c\nc: 3\n", Remove(("b",)), "a: 1\n# about b\nc: 3\n"),
    "remove several lines": ("a: |\n  b\n\n  c\nd:\n  - e\n", Remove(("a",)), "d:\n  - e\n"),
    "remove the last key": ("a: 1\nb:\n  c: 1\n", Remove(("b",)), "a: 1\n"),
    "remove the last without a final line end": ("a: 1\nb: 2", Remove(("b",)), "a: 1\n"),
    "remove first in flow": ("a: [b, c, d]\n", Remove(("a", 0)), "a: [c, d]\n"),
    "remove last in flow": ("a: {b: 1, c: 2}\n", Remove(("a", "c")), "a: {b: 1}\n"),
    "remove in flow over lines": ("a: [b,\n  c,\n  d]\n", Remove(("a", 1)), "a: [b,\n  d]\n"),
    "remove the first key of an entry": ("- a: 1\n  b: 2\n", Remove((0, "a")), "- b: 2\n"),
    "remove an entry": ("a:\n  - b: 1\n    c: 2\n  - d\n", Remove(("a", 0)), "a:\n  - d\n"),
    "remove an entry on the margin": ("a:\n- b\n- c\n", Remove(("a", 1)), "a:\n- b\n"),
    "remove an entry below its dash": ("a:\n  - # no - dash\n    b: 1\n  - c\n", Remove(("a", 0)), "a:\n  - c\n"),
    "remove between comments": ("- a\n# - x\n- b\n# - y\n- c\n", Remove((1,)), "- a\n# - x\n# - y\n- c\n"),
    "remove from a list in a list": ("- - a\n  - b\n- c\n", Remove((0, 0)), "- - b\n- c\n"),
    "remove last from a list in a list": ("- - a\n  - b\n- c\n", Remove((0, 1)), "- - a\n- c\n"),
    "remove the only entry": ("a:\n  - b\nc: 1\n", Remove(("a", 0)), "c: 1\n"),
    "remove the only key of the only entry": ("a: [{b: 1}]\nc: 1\n", Remove(("a", 0, "b")), "c: 1\n"),
    "remove a key without value": ("a:\nb: 1\n", Remove(("a",)), "b: 1\n"),
    "remove in crlf": ("a: 1\r\nb: 2\r\nc: 3\r\n", Remove(("b",)), "a: 1\r\nc: 3\r\n"),
    "add in block": ("a: 1 # c\n# end\n", Add((), "x", "y"), "a: 1 # c\nx: y\n# end\n"),
    "add in flow": ("a: {b: 1} # c\n", Add(("a",), "x", ["y"]), "a: {b: 1, x: [y]} # c\n"),
    "add to an empty mapping": ("a: {}\n", Add(("a",), "x", "y"), "a: {x: y}\n"),
    "add before a key": ("a: 1\n# about c\nc: 3\n", Add((), "b", 2, ("d", "c")), "a: 1\nb: 2\n# about c\nc: 3\n"),
    "add before the first key": ("# top\nc: 3\n", Add((), "b", 2, ("c",)), "# top\nb: 2\nc: 3\n"),
    "add before the first key of an entry": ("- c: 3\n  d: 4\n", Add((0,), "b", 2, ("c",)), "- b: 2\n  c: 3\n  d: 4\n"),
    "add to an entry": ("- a: 1\n- b\n", Add((0,), "x", "y"), "- a: 1\n  x: y\n- b\n"),
    "add without a final line end": ("a:\n  b: 1", Add(("a",), "x", "y"), "a:\n  b: 1\n  x: y\n"),
    "add a section that is not there": ("a: 1\n", Add(("b",), "x", "y"), "a: 1\nb:\n  x: y\n"),
    "add to a key without value": ("a: # c\nb: 1\n", Add(("a",), "x", "y"), "a: # c\n  x: y\nb: 1\n"),
    "add in crlf": ("a: 1\r\n", Add((), "x", {"y": {"z": 1}}), "a: 1\r\nx:\r\n  y:\r\n    z: 1\r\n"),
    "add behind a byte order mark": ("\ufeffc: 3\n", Add((), "b", 2, ("c",)), "\ufeffb: 2\nc: 3\n"),
    "append in block": ("a:\n  - b # c\nd: 1\n", Append(("a",), {"x": 1}), "a:\n  - b # c\n  - {x: 1}\nd: 1\n"),
    "append on the margin": ("a:\n- b\nd: 1\n", Append(("a",), "x"), "a:\n- b\n- x\nd: 1\n"),
    "append in flow": ("a: [b, c] # d\n", Append(("a",), "x"), "a: [b, c, x] # d\n"),
    "append to an empty list": ("a: []\n", Append(("a",), "x"), "a: [x]\n"),
    "append to a list in a list": ("- - a\n- b\n", Append((0,), "x"), "- - a\n  - x\n- b\n"),
    "append below a dash with a comment": ("-   # - c\n    a: 1\n", Append((), "x"), "-   # - c\n    a: 1\n- x\n"),
    "append to a list that is not there": ("a: 1\nz: 2\n", Append(("b",), "x", ("z",)), "a: 1\nb: [x]\nz: 2\n"),
    "append to a key without value": ("a:\nb: 1\n", Append(("a",), "x"), "a:\n  - x\nb: 1\n"),
    "append to a null": ("a: null # c\nb: 1\n", Append(("a",), "x"), "a: [x] # c\nb: 1\n"),
    "add to a null": ("a: ~\nb: 1\n", Add(("a",), "x", "y"), "a: {x: y}\nb: 1\n"),
    "append without a final line end": ("a:\n  - b", Append(("a",), "x"), "a:\n  - b\n  - x\n"),
}


@pytest.mark.parametrize(("before", "operation", "after"), CASES.values(), ids=CASES)
def test_operation_gives_exactly_this_text(before: str, operation: Operation, after: str) -> None:
    text, done = apply(parse(before), [Fix("", (operation,))])
    assert text == after
    assert len(done) == 1


IMPOSSIBLE = {
    "rename to a key that is there": ("a: 1\nb: 2\n", Rename(("a",), "b")),
    "add a key that is there": ("a: 1\n", Add((), "a", 2)),
    "add to a list": ("a: [b]\n", Add(("a",), "x", 1)),
    "append to a text": ("a: b\n", Append(("a",), 1)),
    "set where there is no key": ("a: 1\n", Set(("b",), 1)),
    "remove the whole card": ("a: 1\n", Remove(("a",))),
    "remove what others repeat": ("a: &x [1]\nb: *x\n", Remove(("a",))),
    "add where empty lines belong to the text above": ("a: |+\n  b\n\n", Add((), "c", 1)),
    "remove what keeps a comment out of a text": ("- |\n a\n- b\n  # c\n- d\n", Remove((1,))),
    "add where a text ends without a line end": ("a: |\n  b", Add((), "c", 1)),
    "remove a key that is there twice": ("a: 1\na: 2\nb: 3\n", Remove(("a",))),
}


@pytest.mark.parametrize(("before", "operation"), IMPOSSIBLE.values(), ids=IMPOSSIBLE)
def test_operation_that_would_come_out_otherwise_is_not_made(before: str, operation: Operation) -> None:
    assert apply(parse(before), [Fix("", (operation,))]) == (before, [])


def test_repairs_that_touch_each_other_take_turns() -> None:
    first, second = Fix("", (Set(("a",), 2),)), Fix("", (Set(("a",), 3),))
    assert apply(parse("a: 1\n"), [first, second]) == ("a: 2\n", [first])


def test_entries_for_one_list_are_added_together_in_their_order() -> None:
    fixes = [Fix("", (Append(("a",), word),)) for word in "xyz"]
    assert apply(parse("a:\n  - b"), fixes) == ("a:\n  - b\n  - x\n  - y\n  - z\n", fixes)


def test_removing_every_entry_takes_turns_and_ends_without_the_list() -> None:
    document = parse("a:\n  - b\n  - c\nd: 1\n")
    text, done = apply(document, [Fix("", (Remove(("a", n)),)) for n in (0, 1)])
    assert (text, len(done)) == ("a:\n  - c\nd: 1\n", 1)
    assert apply(parse(text), [Fix("", (Remove(("a", 0)),))])[0] == "d: 1\n"


def test_one_impossible_repair_does_not_stop_the_others() -> None:
    good = Fix("", (Set(("c",), 2),))
    text, done = apply(parse("a: &x [1]\nb: *x\nc: 1\n"), [Fix("", (Remove(("a",)),)), good])
    assert (text, done) == ("a: &x [1]\nb: *x\nc: 2\n", [good])


def test_repair_of_several_operations_is_made_whole_or_not_at_all() -> None:
    whole = Fix("", (Remove(("b",)), Add((), "c", [1])))
    assert apply(parse("a: 1\nb: 2\n"), [whole])[0] == "a: 1\nc: [1]\n"
    assert apply(parse("a: 1\nb: 2\n"), [Fix("", (Remove(("b",)), Set(("z",), 1)))]) == ("a: 1\nb: 2\n", [])


SWALLOWS = re.compile(r"\|\+|[|>][^|>]*[^\r\n]$|[|>](?s:.*)  # - deep")
"""A literal text takes in what follows: kept empty lines, a line end that was not there, an indented comment."""
VALUES = st.recursive(
    st.one_of(
        *(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text(max_size=6)),
        st.sampled_from(
            ["no", "null", "1.0", "a: b", "a #b", "- a", "é", "two words", "\x7f\x85\u2028\ufeff", "'", "<<"]
        ),
    ),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=5,
)


@given(VALUES)
def test_what_is_written_is_read_again(value: Any) -> None:
    assert parse(f"a: {flow(value)}\n").data == {"a": value}
    whole = {"a": [value], "b": {"c": value}}
    assert parse(block(whole, 0)).data == whole
    assert parse(block_of_levels(whole, 0)).data == parse(f"x:\n{block_of_levels(whole, 2)}").data["x"] == whole


@pytest.mark.parametrize(
    ("value", "text"),
    {"a b": "a b", "no": '"no"', "note": "note", "true": '"true"', 1.0: "1.0", 1e-7: "1.0e-07", "": '""'}.items(),
)
def test_words_are_quoted_only_where_they_need_it(value: Any, text: str) -> None:
    assert scalar(value) == text


def routes(data: Any, route: Route = ()) -> list[Route]:
    pairs = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [route] * bool(route) + [below for key, value in pairs for below in routes(value, (*route, key))]


@st.composite
def operations(draw: st.DrawFn) -> tuple[str, Operation]:
    text = draw(yaml_texts().filter(lambda text: not SWALLOWS.search(text)))
    data = parse(text).data
    route = draw(st.sampled_from(routes(data)))
    here, holder = value_at(data, route), value_at(data, route[:-1])
    kinds: list[Operation] = [Set(route, draw(VALUES)), Remove(route)]
    if isinstance(holder, dict):
        kinds += [Rename(route, "new key")]
        kinds += [Add(route[:-1], "new key", draw(VALUES), draw(st.sampled_from([(), (str(route[-1]),)])))]
        kinds += [Append((*route[:-1], "new key"), draw(VALUES))]
    if isinstance(here, list):
        kinds += [Append(route, draw(VALUES))]
    if here is None and isinstance(holder, dict):
        kinds += [Add(route, "new key", 1), Append(route, 1)]
    return text, draw(st.sampled_from(kinds))


def expected(data: Any, operation: Operation) -> Any:
    """What the data is to be, written without a look at how the program does it."""
    match operation:
        case Set(route, value):
            return changed(data, route, lambda _: [value])
        case Remove(route):
            without = changed(data, route, lambda _: [])
            emptied = len(route) > 1 and value_at(without, route[:-1]) in ([], {})
            return expected(data, Remove(route[:-1])) if emptied else without
        case Add(route, key, value):
            return changed(data, route, lambda here: [{**(here or {}), key: value}])
        case Append(route, value) if route[-1:] == ("new key",):
            return changed(data, route[:-1], lambda here: [{**here, "new key": [value]}])
        case Append(route, value):
            return changed(data, route, lambda here: [[*(here or []), value]])
        case Rename(route, key):
            return changed(data, route[:-1], lambda h: [{key if k == route[-1] else k: v for k, v in h.items()}])


def changed(data: Any, route: Route, change: Any) -> Any:
    if not route:
        return change(data)[0]
    if isinstance(data, dict):
        pairs = [(k, v) for k, v in data.items()]
        return {k: new for k, v in pairs for new in (below(v, route, change) if k == route[0] else [v])}
    return [new for n, v in enumerate(data) for new in (below(v, route, change) if n == route[0] else [v])]


def below(value: Any, route: Route, change: Any) -> list[Any]:
    return change(value) if len(route) == 1 else [changed(value, route[1:], change)]


@given(operations())
def test_operation_gives_the_expected_data_and_changes_only_its_span(case: tuple[str, Operation]) -> None:
    before, operation = case
    document, fix = parse(before), Fix("", (operation,))
    assume(not (isinstance(operation, Remove) and expected(document.data, operation) in ({}, [])))
    text, done = apply(document, [fix])
    assert done == [fix]
    assert parse(text).data == expected(document.data, operation)
    (piece,) = edits_of(document, fix)
    assert text.startswith(before[: piece.start])
    assert text.endswith(before[piece.end :])
    assert len(text) == len(before) - (piece.end - piece.start) + len(piece.text)
