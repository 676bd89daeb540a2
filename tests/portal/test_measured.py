"""What was measured on a card page: sentences, charts and tables, and nothing about few people."""

import json
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_portal import CARDS, entry_of, text_of

from alignmentcard.checker.check import check
from alignmentcard.checker.measurements import recorded_beside
from alignmentcard.document import parse, read
from alignmentcard.measurement.results.definitions import UNDEFINED
from alignmentcard.measurement.results.facts import Facts, read_facts
from alignmentcard.measurement.results.values import (
    Cohesion,
    Difference,
    Estimate,
    GroupCohesion,
    Groups,
    ItemFacts,
    RaterFacts,
    Runs,
    Spread,
)
from alignmentcard.messages import speaking
from alignmentcard.portal.card import page as pages
from alignmentcard.portal.card.measured.account import _gathered
from alignmentcard.portal.card.measured.dimension import measured
from alignmentcard.portal.charts.bars import Bar, Part, Whole, bars, stacks
from alignmentcard.portal.charts.dots import Dot, dots
from alignmentcard.portal.charts.drawing import Scale
from alignmentcard.portal.charts.line import Series, lines
from alignmentcard.portal.collection.entry import CardEntry

FACTS = read_facts(CARDS / "full.measured.json")
CARD = entry_of(text_of("full"), "full").card
DOCUMENT = parse(text_of("full"))


def page_of(facts: Facts) -> str:
    return pages.page(CardEntry("full", check(parse(text_of("full"), "full.card.yaml"), facts=facts)))


def changed(**parts: object) -> Facts:
    """The facts of the full card, with other parts for its only dimension."""
    found = FACTS.dimensions["harmful"]
    return replace(FACTS, dimensions={"harmful": replace(found, **parts)})


def blocks(facts: Facts) -> dict[str, object]:
    found = measured(DOCUMENT, CARD, facts)
    return {block.title: block for block in (*found.pool, *found.dimensions[0].blocks)}


def test_every_chart_has_a_sentence_before_it_and_a_table_after_it():
    found = blocks(FACTS)
    drawn = [block for block in found.values() if block.chart]
    assert len(drawn) == 10
    assert all(block.sentences[0].endswith(".") and block.table.rows for block in drawn)


def test_every_chart_is_an_image_with_a_title_and_a_description():
    for svg in re.findall(r'<svg class="figure".*?</svg>', page_of(FACTS), re.DOTALL):
        root = ET.fromstring(svg)
        assert root.attrib["role"] == "img"
        assert root.findtext("title")
        assert len(root.findtext("desc")) > len("few words")


@pytest.mark.parametrize(
    ("title", "sentence"),
    [
        ("Agreement between raters", "Corrected for chance, raters agree at 0.54 (0.52 to 0.56)"),
        ("Agreement between raters", "The authors state Krippendorff's alpha (nominal) 0.54; the data gives 0.54."),
        ("How far answers spread on an item", "On 11\u202f% of the items everybody gave the same answer."),
        (
            "How many ratings are enough",
            "Two groups with 10 ratings each still differ by 0.057; 0.01 would count as settled.",
        ),
        ("Differences between groups", "By gender, “woman” and “man” differ by 3.4 points ("),
        ("Differences between groups", "No difference is more than chance when all six are looked at together"),
        (
            "Who agrees with whom",
            "The lowest agreement between groups is 1.00 times that within: “woman” and “man” (gender).",
        ),
        (
            "Who is overruled",
            "One majority label for each item contradicts 15\u202f% of the answers by “40 and over” (age)",
        ),
        ("Where disagreement comes from", "54\u202f% are between items, 1\u202f% between raters"),
        ("Held, made up, or drawn", "81\u202f% of the answers are held however people are asked"),
        ("Held, made up, or drawn", "Assumptions: A rater's answer to an item is either held"),
        ("Raters by gender", "9\u202f% of the raters would have to be others to meet it"),
        ("Raters by gender", "Nobody in the table is: nonbinary."),
        ("The released label", "was not measured, since the table has no released label."),
    ],
)
def test_a_number_has_its_sentence(title, sentence):
    assert sentence in " ".join(blocks(FACTS)[title].sentences)


def test_what_the_authors_state_stands_beside_what_was_measured():
    assert ("Krippendorff's alpha (nominal) harmful", "0.54", "0.543") in measured(DOCUMENT, CARD, FACTS).compared


def test_raters_of_one_pool_among_several_stand_beside_those_of_all():
    two = CARD.model_copy(update={"pools": [CARD.pools[0], CARD.pools[0].model_copy(update={"id": "experts"})]})
    found = {what: near for what, _, near, _ in measured(DOCUMENT, two, FACTS).apart}
    assert found["Raters (experts)"] == f"{FACTS.pool.raters} in all pools"
    rows = blocks(FACTS)["Differences between groups"].table.rows
    assert rows[-1][:2] == ("Gender: woman against man, the share of “yes”, stated by the authors", "3.1 (-1.5 to 7.9)")


def test_without_measurements_the_page_says_how_to_get_them():
    html = pages.page(entry_of(text_of("full"), "full"))
    assert "alignmentcard measure full.card.yaml" in html
    assert 'class="figure"' not in html


@pytest.mark.parametrize("reason", UNDEFINED)
def test_a_number_that_is_not_defined_is_said_in_words_and_never_drawn(reason):
    data = json.loads(FACTS.to_json())
    found = data["dimensions"]["harmful"]
    found["agreement"]["krippendorff_alpha"] = {"undefined": reason}
    for part in ("convergence", "groups", "consistency", "aggregation"):
        found[part] = {"undefined": reason}
    found["components"] = {name: {"undefined": reason} for name in ("item", "rater", "rest")}
    html = page_of(Facts.from_json(json.dumps(data)))
    assert html.count(UNDEFINED[reason].sentence.replace("'", "&#39;")) >= 6
    assert "nan" not in "".join(re.findall(r'<svg class="figure".*?</svg>', html, re.DOTALL))


@pytest.mark.parametrize("count", [0, 1, 4])
def test_a_group_of_few_is_never_shown(count):
    data = json.loads(FACTS.to_json())
    data["pool"]["axes"][0]["raters"] = {"woman": 12, "man": 8, "agender": count}
    found = blocks(Facts.from_json(json.dumps(data)))["Raters by gender"]
    assert "agender" not in f"{found.chart} {found.table} {found.sentences}"
    assert "Groups of fewer than 5 raters are not shown by themselves." in found.sentences


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "]]></svg><img src=x onerror=alert(1)>", "{{ 7*7 }}"])
def test_names_of_groups_and_of_dimensions_end_as_visible_text(text):
    plain, hostile = page_of(FACTS), page_of(Facts.from_json(FACTS.to_json().replace("under 40", text)))
    assert re.findall(r"<[a-z]+", hostile) == re.findall(r"<[a-z]+", plain)
    assert "49" not in re.findall(r"40 and over against (\S+)", hostile) != []


def test_only_the_first_of_many_dimensions_is_unfolded():
    many = replace(FACTS, dimensions={f"d{n}": FACTS.dimensions["harmful"] for n in range(40)})
    assert page_of(many).count('<details class="ac-dimension" open') == 1


numbers = st.floats(-1e6, 1e6)


@given(st.lists(st.tuples(numbers, numbers, numbers), max_size=5))
def test_points_never_leave_the_paper(found):
    svg = dots("Title", "About", [Dot("a", v, min(low, v), max(high, v)) for v, low, high in found], Scale(-1, 1, (0,)))
    assert all(0 <= float(x) <= 400 for x in re.findall(r'\b(?:x1|x2|cx)="([-\d.]+)"', svg))


@given(st.lists(st.tuples(st.integers(1, 1000), st.floats(0, 1)), min_size=1, max_size=8, unique_by=lambda p: p[0]))
def test_lines_never_leave_the_paper(points):
    svg = lines("Title", "About", [Series("one", tuple(sorted(points)))], 0.01)
    height = float(ET.fromstring(svg).attrib["viewBox"].split()[3])
    assert all(0 <= float(y) <= height for y in re.findall(r'\b(?:y1|y2|cy)="([-\d.]+)"', svg))


@given(st.lists(st.floats(0, 1), min_size=1, max_size=4))
def test_bars_and_parts_are_as_long_as_their_shares(shares):
    svg = bars("Title", "About", [Bar("a", one) for one in shares])
    widths = [float(width) for width in re.findall(r'class="bar"[^>]*width="([\d.]+)"', svg)]
    assert widths == pytest.approx([380 * one for one in shares], abs=0.1)
    whole = stacks("Title", "About", [Whole("w", tuple(Part("p", one) for one in shares))])
    drawn = [float(width) for width in re.findall(r'class="part part-\d+" x="[\d.]+" y="20" width="([\d.]+)"', whole)]
    assert sum(drawn) == pytest.approx(380 if sum(shares) else 0, abs=0.3)


def test_people_who_were_asked_in_one_way_only_are_not_said_to_hold_or_make_up():
    data = json.loads(FACTS.to_json())
    for reading in ("signal", "signal_by_item"):
        for kind in ("genuine", "constructed"):
            data["dimensions"]["harmful"]["consistency"][reading][kind] = {"undefined": "no_repeats"}
    found = blocks(Facts.from_json(json.dumps(data)))["Held, made up, or drawn"]
    assert found.chart is None
    assert found.sentences[0].startswith(
        "8\u202f% of the answers are drawn anew each time. The others are held at least"
    )


def test_a_table_that_does_not_say_who_the_raters_are_is_named_as_the_reason():
    columns = {role: name for role, name in FACTS.table.columns.items() if not role.startswith("attributes.")}
    facts = replace(changed(groups=Groups(undefined="small_groups")), table=replace(FACTS.table, columns=columns))
    assert "does not say who the raters are" in blocks(facts)["Groups of raters"].sentences[0]


def test_two_groups_that_items_have_too_few_ratings_for_are_no_matter_of_who_answered():
    found = FACTS.dimensions["harmful"].convergence
    without = (*found.between_halves[:-1], Estimate(undefined="no_overlap"))
    rows = blocks(changed(convergence=replace(found, between_halves=without)))["How many ratings are enough"].table.rows
    assert rows[-1][1] == f"most items have fewer than {2 * found.raters[-1]} ratings"


def test_convergence_that_was_reached_names_the_number():
    found = replace(FACTS.dimensions["harmful"].convergence, reached=10)
    sentences = blocks(changed(convergence=found))["How many ratings are enough"].sentences
    assert sentences[0].startswith("From 10 ratings of an item on, two groups of raters differ by less than 0.01.")


def texts(chart) -> list[tuple[str, str]]:
    return re.findall(r'<text class="([a-z-]+)"[^>]*>([^<]*)</text>', str(chart))


def test_a_chart_says_below_its_axis_what_the_numbers_and_the_lines_are():
    points = "points, to the right where the first group has more"
    for title, foot in {
        "Agreement between raters": "0 is chance, 1 is full agreement; lines: intervals of 95\u202f%",
        "Differences between groups": f"{points}; lines: intervals of 95\u202f%",
        "How far answers spread on an item": "half of the items lie on the line",
        "Who agrees with whom": "alpha, 0 is chance; lines: intervals of 95\u202f%",
        "Who is overruled": "share of the answers of each group",
        "Raters by gender": f"share of the {sum(FACTS.pool.axes[0].raters.values())} raters who are described",
    }.items():
        lines = [("figure-tick", line) for line in foot.split("; ")]
        assert texts(blocks(FACTS)[title].chart)[-len(lines) :] == lines


def test_differences_stand_under_the_groups_that_they_are_between_each_with_its_sign():
    found = texts(blocks(FACTS)["Differences between groups"].chart)
    heads = [text for kind, text in found if kind == "figure-head"]
    assert sorted(heads) == ["Age: 40 and over against under 40", "Gender: woman against man"]
    assert all(text[0] in "+−" for kind, text in found if kind == "figure-number")
    assert "Share" not in "".join(text for kind, text in found if kind == "figure-head")
    assert {"The share of “yes”", "The share of “no”"} <= {text for kind, text in found if kind == "figure-text"}


def test_a_coefficient_is_named_in_full_beside_its_interval():
    found = [text for kind, text in texts(blocks(FACTS)["Agreement between raters"].chart) if kind == "figure-text"]
    assert "Krippendorff&#x27;s alpha (nominal)" in found
    assert not [text for text in found if text.endswith("…")]


def test_stated_numbers_that_cannot_be_compared_have_names_of_their_own():
    path = Path(__file__).parents[2] / "site" / "cards" / "concor.card.yaml"
    document = read(path)
    report = check(document, **recorded_beside(document))
    rows = measured(document, report.card, report.facts).apart
    names = [name for name, *_ in rows]
    assert "Krippendorff's alpha (nominal) contentious (First group of scholars)" in names
    assert len(set(names)) == len(names)
    assert not [why for *_, why in rows if re.search(r"\d,\d", why)]


NONE = Estimate(undefined="no_numbers")


def group(mean=NONE, **shares):
    return GroupCohesion({name: Estimate(one) for name, one in shares.items()}, mean, NONE, NONE, NONE, 12)


def numbers_drawn(chart):
    return re.findall(r'class="figure-number"[^>]*>([^<]*)<', chart)


def test_how_raters_spread_is_drawn_from_the_smallest_to_the_largest():
    spread = Spread(0.25, 0.5, 0.55, 1.0)
    found = blocks(changed(raters=RaterFacts(10, shown=4, agreement=spread, pace=Spread(0.2, 1.0, 1.4, 5.0))))
    block = found["Raters beside each other"]
    assert numbers_drawn(block.chart) == ["0.50 (0.25 to 1.00)"]  # a pace has no place on a scale up to 1
    line = re.search(r'class="figure-interval" x1="([0-9.]+)" x2="([0-9.]+)"', block.chart)
    assert [float(end) for end in line.groups()] == [105.0, 390.0]
    assert "from the smallest to the largest" in block.chart
    alone = blocks(changed(raters=RaterFacts(10, shown=1, agreement=spread)))["Raters beside each other"]
    assert alone.chart is None


def test_items_that_divide_people_are_shares_of_those_with_two_answers():
    found = blocks(changed(items=ItemFacts(rated_twice=40, divided=20, tied=4, copied=0)))["Items that divide people"]
    said = ["20 (50\u202f%)", "4 (10\u202f%)", "0 (0\u202f%)"]
    assert numbers_drawn(found.chart) == said == [cell for _, cell in found.table.rows]
    assert blocks(changed(items=ItemFacts()))["Items that divide people"].chart is None


@pytest.mark.parametrize(("tag", "name"), [("en", "alpha (nominal)"), ("es", "alfa (nominal)")])
def test_coefficients_of_two_parts_are_named_in_the_language_of_the_page(tag: str, name: str):
    two = {"alpha_nominal": (0.25, 0.5)}
    less = Difference("age", ("young", "old"), 9, True, two, {"alpha_nominal": Estimate(-0.25, -0.5, 0.0)})
    with speaking(tag):
        block = next(block for title, block in blocks(changed(differences=(less,))).items() if "young" in title)
    assert block.table.rows[0][0] == name


def test_what_groups_answer_are_parts_where_values_are_few_and_else_means():
    few = Cohesion("age", {"young": group(no=0.25, yes=0.75), "old": group(no=0.5, yes=0.5)})
    block = blocks(changed(cohesion=(few,)))["What groups by age answer"]
    assert block.table.rows == (("young", "25\u202f%", "75\u202f%"), ("old", "50\u202f%", "50\u202f%"))
    assert block.chart.count('class="part part-1"') == 3  # two groups and the legend
    many = {f"v{number}": 0.25 for number in range(4)}
    means = Cohesion("age", {"young": group(Estimate(2.5, 2.25, 2.75), **many), "old": group(Estimate(3.5), **many)})
    block = blocks(changed(cohesion=(means,)))["What groups by age answer"]
    assert numbers_drawn(block.chart) == ["2.50 (2.25 to 2.75)", "3.50"]
    without = Cohesion("age", {"young": group(**many)})
    assert "What groups by age answer" not in blocks(changed(cohesion=(without,)))


def test_distances_of_runs_and_of_raters_stand_on_one_scale():
    within, between = Estimate(0.2, both_low=0.1, both_high=0.3), Estimate(0.4, no_both="few_raters")
    runs = Runs(within, between, Estimate(0.5), raters=5, cells=50, runs=2.0, unit="share_of_pairs")
    block = blocks(changed(runs=runs))["Runs and personas"]
    assert numbers_drawn(block.chart) == ["0.20 (0.10 to 0.30)", "0.40"]
    points = [float(x) for x in re.findall(r'class="figure-point" cx="([0-9.]+)"', block.chart)]
    assert points == [86.0, 162.0]


def test_what_was_set_aside_of_several_dimensions_is_said_once():
    notes = [f"{name}: 74 answers come twice" for name in ("harmful", "rude")]
    both = [*notes, "severity: 9 answers come twice", "harmful: not all is read", "Rows: 3 are empty"]
    assert list(_gathered(both, ("harmful", "rude", "severity"))) == [
        "harmful, rude: 74 answers come twice",
        "severity: 9 answers come twice",
        "harmful: not all is read",
        "Rows: 3 are empty",
    ]


def test_usual_attributes_of_raters_are_called_in_the_language_of_the_page():
    with speaking("de"):
        html = page_of(FACTS)
    assert "Bewertende nach Geschlecht" in html
    assert "<caption>Geschlecht" in html
    assert "(Geschlecht)." in re.sub(r"<[^>]+>", "", html)
    assert not re.search(r"\bgender\b", html[html.index('id="measured"') : html.index('id="everything"')])
