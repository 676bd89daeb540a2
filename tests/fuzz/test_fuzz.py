"""The corpus of hostile files, and a few changed ones: nothing breaks the program; `make fuzz` goes on for longer."""

from pathlib import Path

import pytest
from fuzz.changed import CORPUS, any_card, changed, changed_table, descriptions
from fuzz.invariants import holds, imports, measures
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
