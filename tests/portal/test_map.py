"""The place glyph and the map."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alignmentcard.coordinates import Position
from alignmentcard.portal.chartmap import LETTER, MOST_LABELS, NARROW, ORDER, WIDE, Mark, area, chart, short, wanted
from alignmentcard.portal.charts import glyph
from alignmentcard.portal.layout import Box, Wanted, box, place

FIELD = Box(0, 0, 400, 300)


@pytest.mark.parametrize(
    ("quadrant", "corner", "position"),
    [
        ("◰", (2, 2), Position(0.1, 0.9)),
        ("◳", (12, 2), Position(1.0, 1.0)),
        ("◱", (2, 12), Position(0.0, 0.0)),
        ("◲", (12, 12), Position(0.53, 0.47)),
    ],
)
def test_the_dot_of_a_glyph_lies_in_the_filled_quarter(quadrant, corner, position):
    svg = glyph(quadrant, position)
    x, y = (float(v) for v in re.search(r'cx="([\d.]+)" cy="([\d.]+)"', svg).groups())
    assert f'x="{corner[0]}" y="{corner[1]}"' in svg
    assert corner[0] <= x <= corner[0] + 10
    assert corner[1] <= y <= corner[1] + 10


def test_a_glyph_has_a_name_or_is_hidden_from_those_who_do_not_see_it():
    assert 'aria-label="Specific, prescriptive"' in glyph("◳")
    assert 'aria-hidden="true"' in glyph("◳", named=False)


def test_a_card_without_place_has_an_empty_glyph():
    assert "glyph-quarter" not in glyph(None)
    assert "Not placed" in glyph(None)


marks = st.lists(
    st.builds(
        Wanted,
        x=st.floats(20, 380),
        y=st.floats(20, 280),
        radius=st.floats(5, 12),
        width=st.floats(0, 160),
        height=st.just(17.0),
    ),
    max_size=14,
)


@given(marks)
def test_marks_and_labels_never_overlap(wants):
    boxes = [box(want, spot) for want, spot in zip(wants, place(wants, FIELD), strict=True)]
    assert all(one.inside(FIELD) for one in boxes)
    assert not [(a, b) for n, a in enumerate(boxes) for b in boxes[:n] if a.meets(b)]


def test_a_mark_with_room_stays_at_its_place():
    (spot,) = place([Wanted(100, 100, 5, 50, 17)], FIELD)
    assert (spot.x, spot.y) == (100, 100)


def test_many_more_marks_than_fit_keep_their_places():
    wants = [Wanted(100, 100, 5) for _ in range(1000)]
    assert {(spot.x, spot.y) for spot in place(wants, FIELD)} == {(100, 100)}


def mark(quadrant: str, x: float | None = 0.5, y: float | None = 0.5, title: str = "Title") -> Mark:
    return Mark(title, "cards/a/", quadrant, Position(x, y), 1)


@pytest.mark.parametrize("sheet", [WIDE, NARROW], ids=lambda sheet: sheet.name)
@pytest.mark.parametrize("quadrant", ORDER)
def test_a_mark_is_drawn_inside_its_declared_quadrant(sheet, quadrant):
    for corner in ((0.0, 0.0), (1.0, 1.0), (None, None)):
        want = wanted(sheet, mark(quadrant, *corner), 0)
        assert box(want, place([want], area(sheet, quadrant))[0]).inside(area(sheet, quadrant))


def test_the_map_links_every_card_and_every_quadrant():
    svg = chart(WIDE, [mark(quadrant) for quadrant in ORDER], "catalogue/")
    assert svg.count('href="cards/a/"') == 4
    assert svg.count('href="catalogue/?quadrant=') == 4


@pytest.mark.parametrize(
    ("title", "room", "label"),
    [
        ("Short", 30, "Short"),
        ("A title of several words that goes on", 24, "A title of several…"),
        ("Onewordthatislongerthantheroomforit", 20, "Onewordthatislonger…"),
        ("A title that gets the least room there is", 0, "A title that gets…"),
    ],
)
def test_a_label_is_cut_between_words_where_it_can_be(title, room, label):
    assert short(title, room) == label


def test_a_title_is_text_on_the_map():
    svg = chart(NARROW, [mark("◰", title='"><script>alert(1)</script>')], "catalogue/")
    assert "<script" not in svg
    assert "&lt;script&gt;" in svg


def test_a_crowded_quadrant_shortens_labels_and_draws_none_outside_of_it() -> None:
    title = "Ratings of five dimensions by groups in the US"
    marks = [replace(mark("◲", 1.0, 0.25), title=f"{n} {title}", raters=1000) for n in range(MOST_LABELS)]
    drawn = str(chart(WIDE, marks, ""))
    field = area(WIDE, "◲")
    for x, anchor, text in re.findall(r'class="map-label" x="([\d.]+)" y="[\d.]+" text-anchor="(\w+)">([^<]*)<', drawn):
        far = float(x) + (1 if anchor == "start" else -1) * len(text) * LETTER
        assert field.left <= far <= field.right, text
