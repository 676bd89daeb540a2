"""The corpus of hostile files, and a few changed ones: nothing breaks the program; `make fuzz` goes on for longer."""

from collections.abc import Callable
from pathlib import Path

import pytest
from fuzz import around
from fuzz.changed import CORPUS, any_card, changed, changed_table, descriptions
from fuzz.invariants import holds, imports, measures
from fuzz.run import Hunt
from hypothesis import given
from hypothesis_profiles import with_examples

FILES = sorted(CORPUS.iterdir())
LARGE = {
    "long text": b'alignmentcard: "1.1"\ndataset:\n  title: ' + b"x" * (10 << 20) + b"\n",
    "long text under the limit": b'alignmentcard: "1.1"\ndataset:\n  title: ' + b"x" * 1_000_000 + b"\n",
    "long key": b"x" * 900_000 + b": 1\n",
    "many keys": b"".join(b"key%d: 1\n" % number for number in range(20_000)),
    "many lines of one text": b"a: |\n" + b"  x\n" * 200_000,
    "many brackets": b"a: " + b"[" * 500_000,
    "many quotes": b"'" * 900_001,
}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_hostile_file_breaks_nothing(path: Path) -> None:
    holds(path.read_bytes())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_hostile_file_is_imported_or_told(path: Path) -> None:
    imports(path.read_bytes())


@pytest.mark.parametrize("content", LARGE.values(), ids=LARGE)
def test_large_file_breaks_nothing(content: bytes) -> None:
    holds(content)


@with_examples(30)
@given(any_card())
def test_changed_card_breaks_nothing(content: bytes) -> None:
    holds(content)


@with_examples(30)
@given(changed(descriptions()))
def test_changed_description_is_imported_or_told(content: bytes) -> None:
    imports(content)


@with_examples(5)
@given(changed_table())
def test_changed_table_is_measured_or_told(table: tuple[str, bytes]) -> None:
    pytest.importorskip("duckdb")
    measures(*table)


@with_examples(20)
@given(around.measurements())
def test_changed_measurements_are_read_or_a_finding(content: bytes) -> None:
    around.measured(content)


@with_examples(50)
@given(around.settings())
def test_changed_settings_are_read_or_told(content: bytes) -> None:
    around.set_up(content)


@with_examples(30)
@given(around.profiles())
def test_changed_profile_is_used_or_told(content: bytes) -> None:
    around.profiled(content)


@with_examples(10)
@given(around.repositories())
def test_changed_repository_is_read_or_told(asked: tuple[str, str, bytes]) -> None:
    around.revised(asked)


@pytest.mark.parametrize("target", [around.measured, around.set_up, around.profiled])
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_hostile_file_around_a_card_is_told(path: Path, target: Callable[[bytes], None]) -> None:
    target(path.read_bytes())


def test_what_was_tried_is_told_by_target(tmp_path: Path) -> None:
    hunt = Hunt(tmp_path)
    for content in (b"", b"x"):
        hunt.attempt(around.set_up, content, kind="settings")
    hunt.attempt(around.profiled, b"", kind="profiles")
    told = [line.split(",")[0].split() for line in hunt.told()]
    assert told == [["2", "settings"], ["1", "profiles"], ["3", "inputs"]]
