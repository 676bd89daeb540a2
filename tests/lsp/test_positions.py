import pytest
from hypothesis import given
from hypothesis import strategies as st

from alignmentcard.lsp.positions import WIDTHS, Positions

CASES = [
    ("abc", "utf-16", 2, (0, 2)),
    ("a\nbc", "utf-16", 3, (1, 1)),
    ("a\r\nbc", "utf-16", 4, (1, 1)),
    ("a\rbc", "utf-16", 3, (1, 1)),
    ("a\u2028bc", "utf-16", 3, (0, 3)),
    ("🙂🙂x", "utf-16", 2, (0, 4)),
    ("🙂🙂x", "utf-8", 2, (0, 8)),
    ("🙂🙂x", "utf-32", 2, (0, 2)),
    ("é\n🙂ßx", "utf-16", 4, (1, 3)),
    ("é\n🙂ßx", "utf-8", 4, (1, 6)),
    ("", "utf-16", 0, (0, 0)),
    ("a\n", "utf-16", 2, (1, 0)),
]


@pytest.mark.parametrize(("text", "encoding", "offset", "position"), CASES)
def test_offsets_become_positions_and_back(text: str, encoding: str, offset: int, position: tuple[int, int]) -> None:
    positions = Positions(text, encoding)
    assert positions.position(offset) == position
    assert positions.offset(*position) == offset


@pytest.mark.parametrize(
    ("line", "column", "offset"), [(0, 99, 2), (1, 99, 6), (9, 0, 6), (1, 1, 4), (1, 2, 5), (1, 3, 6)]
)
def test_positions_outside_a_line_or_inside_a_character_mean_the_nearest_before(
    line: int, column: int, offset: int
) -> None:
    assert Positions("ab\r\n🙂x", "utf-16").offset(line, column) == offset


@given(st.text(alphabet=st.sampled_from("aé🙂\r\n\u2028"), max_size=40), st.sampled_from(sorted(WIDTHS)))
def test_every_offset_outside_a_line_end_survives_the_round_trip(text: str, encoding: str) -> None:
    positions = Positions(text, encoding)
    for offset in range(len(text) + 1):
        if text[offset - 1 : offset + 1] != "\r\n":
            assert positions.offset(*positions.position(offset)) == offset
