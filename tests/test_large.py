"""Cards of thousands of entries: the work grows as the card does, and lists of findings end."""

import sys
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alignmentcard.checker.check import MOST, check, mend
from alignmentcard.convert.imports.stated import people
from alignmentcard.diff import bump_between
from alignmentcard.document import Document, parse
from alignmentcard.paths import Cover, Finder, covers, route_of
from alignmentcard.profiles import load_profile
from alignmentcard.profiles.completeness import completeness
from alignmentcard.rules.example import whole_card
from alignmentcard.rules.misfits import within
from alignmentcard.rules.misfits.dates import in_parts
from alignmentcard.text.writing import block_of_levels

DATA = parse(whole_card("")).data
STANDARD = load_profile("standard")


def entries(section: str, make: Callable[[int], dict[str, Any]]) -> Callable[[int], dict[str, Any]]:
    """Return what makes a card with so many entries in a section."""
    return lambda count: {**DATA, section: [make(number) for number in range(count)]}


def both(*makers: Callable[[int], dict[str, Any]]) -> Callable[[int], dict[str, Any]]:
    """Return what makes a card with many entries in several sections, each the last key of what makes it."""

    def made(count: int) -> dict[str, Any]:
        data = dict(DATA)
        for maker in makers:
            part = maker(count)
            data |= {name: value for name, value in part.items() if value is not DATA.get(name)}
        return data

    return made


DIMENSIONS = entries("dimensions", lambda n: {"id": f"d{n}"})
CARDS = {
    "dimensions": DIMENSIONS,
    "dimensions of one name": entries("dimensions", lambda n: {"id": "d"}),
    "pools": entries("pools", lambda n: {"id": f"p{n}", "kind": "human", "role": ["rater"]}),
    "gaps": both(DIMENSIONS, entries("gaps", lambda n: {"field": f"dimensions.d{n}.asks", "reason": "unknown"})),
    "gaps with a star": both(
        DIMENSIONS, entries("gaps", lambda n: {"field": "dimensions.*.asks", "reason": "unknown"})
    ),
    "gaps that lead nowhere": both(
        DIMENSIONS, entries("gaps", lambda n: {"field": f"dimensions.e{n}.asks", "reason": "unknown"})
    ),
    "what is accepted": both(
        DIMENSIONS, entries("ignore", lambda n: {"rule": "AC009", "field": f"dimensions.d{n}", "reason": "So it is."})
    ),
    "what is accepted in vain": both(
        DIMENSIONS, entries("ignore", lambda n: {"rule": "AC009", "field": f"dimensions.e{n}", "reason": "So it is."})
    ),
    "aggregation": both(
        DIMENSIONS, entries("aggregation", lambda n: {"dimensions": [f"d{n}"], "method": "majority_vote"})
    ),
    "aggregation of what is not there": both(
        DIMENSIONS, entries("aggregation", lambda n: {"dimensions": [f"dd{n}"], "method": "majority_vote"})
    ),
    "sources that are not there": both(
        entries("sources", lambda n: {"id": f"s{n}", "title": "T"}),
        entries("evidence", lambda n: {"field": "dataset.title", "source": f"t{n}"}),
    ),
    "unknown fields": lambda count: {**DATA, **{f"field{number}": 1 for number in range(count)}},
}


def card(kind: str, count: int) -> Document:
    return parse(block_of_levels(CARDS[kind](count), 0))


def calls(work: Callable[[], object]) -> int:
    """Count the calls that some work takes."""
    count = 0

    def counted(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("kind", CARDS)
def test_work_grows_as_the_card_does(kind: str) -> None:
    some, more = card(kind, 150), card(kind, 450)
    check(some, STANDARD)
    assert calls(lambda: check(more, STANDARD)) < 4 * calls(lambda: check(some, STANDARD))
    assert calls(lambda: completeness(more, STANDARD)) < 4 * calls(lambda: completeness(some, STANDARD))


@pytest.mark.parametrize("kind", CARDS)
def test_what_is_said_grows_as_the_card_does(kind: str) -> None:
    found = check(card(kind, 400), STANDARD).findings
    assert max(len(f"{finding.message}{finding.help}") for finding in found) < 1000


def test_list_of_findings_ends_and_says_that_there_are_more() -> None:
    found = check(card("dimensions", MOST + 200), STANDARD).findings
    for code in ("AC005", "AC009"):
        assert sum(finding.code == code for finding in found) == MOST + 1
        assert [f.field for f in found if f.code == code and "more than 1,000 places" in f.message] == [""]


def test_mending_of_many_places_ends() -> None:
    mended, done = mend(card("gaps that lead nowhere", 300), lambda fix: fix.safe, profile=STANDARD)
    assert mended.faults == ()
    assert done == []


NAMES = st.sampled_from(["a", "b", "*", "c", "0", ""])
PATHS = st.lists(NAMES, min_size=1, max_size=4).map(".".join)


@given(st.lists(PATHS, max_size=8), PATHS)
def test_several_paths_cover_what_each_of_them_covers(paths: list[str], path: str) -> None:
    cover = Cover(paths)
    expected = {one for one in paths if covers(one, path)}
    assert set(cover.covers_of(path)) == expected
    assert cover(path) == bool(expected)


ENTRIES = st.lists(st.fixed_dictionaries({}, optional={"id": st.sampled_from(["a", "b", "0", 1, None])}), max_size=4)


@given(ENTRIES, st.lists(st.sampled_from(["x.a", "x.b.id", "x.0", "x.3", "x.01", "y", "x"]), max_size=4))
def test_finder_finds_the_same_again(listed: list[dict[str, Any]], paths: list[str]) -> None:
    data = {"x": listed}
    find = Finder(data)
    assert [find(path) for path in paths] == [route_of(data, path) for path in paths]
    assert find("x.a") == next((("x", n) for n, entry in enumerate(listed) if entry.get("id") == "a"), None)


def test_a_text_in_place_of_a_number_is_read_for_what_is_meant_up_to_a_length(monkeypatch: pytest.MonkeyPatch) -> None:
    lengths: list[int] = []
    monkeypatch.setattr(within, "estimate", lambda text: lengths.append(len(text)))
    for digits in (10, 400_000):
        value = {"system": "A", "hard": {"metric": "accuracy", "value": f"-{'9' * digits} ?"}}
        found = check(parse(block_of_levels({**DATA, "evaluations": [value]}, 0))).findings
        assert [one.code for one in found if one.field.endswith("hard.value")] == ["AC006"]
    assert lengths == [13]


@pytest.mark.parametrize("text", ["9" * 2_000, f"-{'9' * 300}", "9.9" * 600, "9 " * 900, f"{'9' * 900} ({'9' * 900}"])
def test_digits_in_place_of_a_number_part_in_one_way_only(text: str) -> None:
    assert within.estimate(text) is None


@pytest.mark.parametrize("digits", ["9" * 20_000, "²", "1.²", f"1.{'9' * 5_000}"])
def test_digits_that_are_no_number_stop_nothing(digits: str) -> None:
    dataset = {**DATA["dataset"], "version": digits}
    gaps = [{"field": f"pools.{digits[:200]}.size", "reason": "unknown"}]
    card = {**DATA, "dataset": dataset, "gaps": gaps, "history": [{"version": digits, "changes": "The first."}]}
    report = check(parse(block_of_levels(card, 0)))
    assert report.card is not None
    assert bump_between(digits, "1.0") is None
    assert in_parts({"year": digits}) is None
    assert list(people(f"{digits} workers took part")) in ([], [("pools.raters.size", 2)])
