"""The place glyph and the map."""

import re
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alignmentcard.checker.check import check
from alignmentcard.coordinates import Position
from alignmentcard.document import read
from alignmentcard.messages import speaking
from alignmentcard.portal.charts.inline import glyph
from alignmentcard.portal.collection.entry import CardEntry
from alignmentcard.portal.collection.summary import summary_of
from alignmentcard.portal.map.cells import cell
from alignmentcard.portal.map.chart import MOST_LABELS, ORDER, area, chart, gathered, short, wanted
from alignmentcard.portal.map.letters import width
from alignmentcard.portal.map.marks import NARROW, WIDE, Mark
from alignmentcard.portal.map.page import marks_of
from alignmentcard.portal.map.spacing import Box, Wanted, box, place

GALLERY = Path(__file__).parents[2] / "site" / "cards"
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


@given(st.lists(st.floats(20, 280), max_size=12))
def test_marks_of_one_column_stand_in_the_order_of_their_true_heights(heights):
    wants = [Wanted(380, y, 8, 100, 17) for y in heights]
    spots = place(wants, FIELD)
    order = sorted(range(len(wants)), key=lambda n: heights[n])
    assert [spots[n].y for n in order] == sorted(spot.y for spot in spots)
    assert {spot.x for spot in spots} <= {380}


def test_marks_of_one_place_share_the_move():
    assert [spot.y for spot in place([Wanted(200, 150, 10)] * 3, FIELD)] == [129, 150, 171]


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


@pytest.mark.parametrize(
    ("text", "drawn"),
    [("WebGPT Comparisons", 132.0), ("MWMWMW", 66.7), ("illicit title", 55.2), ("Größe der Übereinstimmung", 171.1)],
)
def test_a_label_has_the_room_that_the_widest_common_face_takes(text, drawn):
    assert drawn <= width(text) <= 1.2 * drawn


def test_both_axes_are_named_on_the_wide_map():
    svg = chart(WIDE, [mark("◰")], "")
    names = re.findall(r'class="map-axis[^"]*"[^>]*>([^<]*)<', svg)
    assert names == [
        *("← one general judgement", "What raters were asked about", "named traits →"),
        *("← left to the raters", "Who says what it means", "spelt out by somebody →"),
    ]
    assert "map-axis" not in chart(NARROW, [mark("◰")], "")


def test_every_title_of_the_gallery_stands_whole_on_the_wide_map():
    cards = [CardEntry(path.stem, check(read(path))) for path in sorted(GALLERY.glob("*.card.yaml"))]
    marks = marks_of([summary_of(entry) for entry in cards])
    drawn = re.findall(r'class="map-label"[^>]*>([^<]*)<', chart(WIDE, marks, ""))
    assert len(marks) > 40
    said = unescape(" ".join(drawn))
    assert [one.title for one in marks if one.title not in said] == []


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
        far = float(x) + (1 if anchor == "start" else -1) * width(text)
        assert field.left <= far <= field.right, text


@pytest.mark.parametrize(
    ("quadrant", "position", "name"),
    [
        ("◲", Position(1.0, 0.25), "specific-descriptive.6.5.2"),
        ("◲", Position(0.5, 0.0), "specific-descriptive.6.0.0"),
        ("◰", Position(0.1, 1.0), "broad-prescriptive.6.1.3"),
        ("◰", Position(0.9, 0.1), "broad-prescriptive.6.5.0"),
        ("◳", Position(None, None), "specific-prescriptive.6.0.0"),
    ],
)
def test_a_cell_lies_in_the_declared_quadrant(quadrant, position, name):
    assert cell(quadrant, position, 6) == name


def test_a_quadrant_of_few_cards_marks_each_and_one_of_many_counts_those_at_one_place():
    few = [mark("◲", 1.0, 0.25) for _ in range(MOST_LABELS)]
    assert [len(crowd) for crowd in gathered(few, 6)] == [1] * MOST_LABELS
    many = [*few, mark("◲", 0.6, 0.25)]
    assert [len(crowd) for crowd in gathered(many, 6)] == [1, MOST_LABELS]


@pytest.mark.parametrize("sheet", [WIDE, NARROW], ids=lambda sheet: sheet.name)
def test_a_mark_of_several_cards_says_how_many_and_leads_to_them(sheet):
    svg = str(chart(sheet, [mark("◲", 1.0, 0.25)] * (MOST_LABELS + 1), "catalogue/"))
    assert f'href="catalogue/?at={cell("◲", Position(1.0, 0.25), sheet.across)}"' in svg
    assert f'aria-label="×{MOST_LABELS + 1} cards at about this place, Specific, descriptive.' in svg


@pytest.mark.parametrize("sheet", [WIDE, NARROW], ids=lambda sheet: sheet.name)
def test_a_map_of_thousands_has_few_marks_and_none_is_outside_of_its_quadrant(sheet):
    marks = [mark("◲", (n * 7919 % 1000) / 1000, (n * 104729 % 997) / 997) for n in range(3000)]
    svg = str(chart(sheet, marks, "catalogue/"))
    field = area(sheet, "◲")
    shapes = [
        tuple(map(float, found)) for found in re.findall(r'crowd-shape" cx="([\d.]+)" cy="([\d.]+)" r="([\d.]+)', svg)
    ]
    assert 4 < len(shapes) <= 24
    assert all(Box(x - r, y - r, x + r, y + r).inside(field) for x, y, r in shapes)


def test_a_mark_says_how_many_of_its_cards_have_each_value():
    one = replace(mark("◲", 1.0, 0.25), values=("release.none", "subjectivity.manifest"))
    assert 'data-values="release.none:1 subjectivity.manifest:1"' in str(chart(WIDE, [one], ""))
    many = [one] * MOST_LABELS + [replace(one, values=("release.individual",))]
    said = f'data-values="release.individual:1 release.none:{MOST_LABELS} subjectivity.manifest:{MOST_LABELS}"'
    assert said in str(chart(WIDE, many, ""))


def test_a_place_that_is_not_sure_shows_how_far_it_reaches_and_a_sure_one_does_not():
    sure, unsure = (
        replace(mark("◲", 0.8, 0.2), position=Position(0.8, 0.2, (0.8, 0.8), up)) for up in ((0.2, 0.2), (0, 0.5))
    )
    (path,) = re.findall(
        r'class="map-range" d="M([\d.]+) [\d.]+H([\d.]+)M[\d.]+ ([\d.]+)V([\d.]+)"', chart(WIDE, [unsure], "")
    )
    left, right, low, high = map(float, path)
    assert (left, low > high) == (right, True)
    assert "map-range" not in chart(WIDE, [sure], "")


@pytest.mark.parametrize(("language", "squeezed"), [("en", False), ("de", False), ("es", False), ("en-XA", True)])
def test_names_of_axes_keep_their_room_in_every_language(language, squeezed):
    with speaking(language):
        svg = chart(WIDE, [mark("◰")], "")
    found = re.findall(r'<text class="map-axis([^"]*)"([^>]*)>([^<]*)<', svg)
    assert ("textLength" in svg) == squeezed
    for length, names in ((1120, found[:3]), (700, found[3:])):
        middle = next(width(name) for kind, _, name in names if kind)
        for _, attributes, name in (one for one in names if not one[0]):
            told = re.search(r'textLength="(\d+)"', attributes)
            assert (float(told[1]) if told else width(name)) <= (length - middle) / 2 - 16
