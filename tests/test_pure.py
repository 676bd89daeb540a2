"""The reader of pages, which have no C: faster than the parser that it is made from, and the same event for event."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from alignmentcard.text import pure

ROOT = Path(__file__).parents[1]
TEXTS = sorted([*(ROOT / "templates").rglob("*.yaml"), *(ROOT / "tests" / "portal" / "cards").glob("*.yaml")])
SIGNS = (
    *"ab:-?#,[]{}&*!|>'\"% \t\n\r\\.\x85\u2028\ufeff",
    *("\r\n", "  ", "- ", ": ", "\n  ", "---\n", "...", "%YAML 1.1\n---\n", " #", "é", "🙂", "a b"),
)


def told(events) -> list[tuple[object, ...]]:
    """What events say and where, and the complaint that ends them."""
    found: list[tuple[object, ...]] = []
    try:
        for one in events:
            names = ("value", "anchor", "tag", "implicit", "style", "flow_style")
            said = [getattr(one, name, None) for name in names]
            found.append((type(one).__name__, *said, place(one.start_mark), place(one.end_mark)))
    except YAMLError as error:
        marks = [place(getattr(error, name, None)) for name in ("context_mark", "problem_mark")]
        found.append((type(error).__name__, getattr(error, "problem", str(error)), *marks))
    return found


def place(mark) -> tuple[int, int, int] | None:
    return mark and (mark.index, mark.line, mark.column)


def usual(text: str):
    return YAML(typ="safe", pure=True).parse(text)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_cards_have_the_same_events(path):
    text = path.read_text("utf-8")
    assert told(pure.parse(text)) == told(usual(text))


@given(st.lists(st.sampled_from(SIGNS), max_size=40).map("".join))
def test_texts_of_signs_that_mean_something_have_the_same_events_and_complaints(text):
    assert told(pure.parse(text)) == told(usual(text))


@given(st.sampled_from(TEXTS), st.integers(0), st.integers(0), st.sampled_from(SIGNS))
def test_pieces_of_cards_with_a_sign_too_many_have_the_same_events_and_complaints(path, start, at, sign):
    text = path.read_text("utf-8")
    piece = text[start % len(text) :][:600]
    text = piece[: at % (len(piece) + 1)] + sign + piece[at % (len(piece) + 1) :]
    assert told(pure.parse(text)) == told(usual(text))
