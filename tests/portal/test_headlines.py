"""Sentences at the head of a card about what the ratings show: each says what its numbers say, and else nothing."""

import json
from typing import Any

import pytest
from small_portal import CARDS

from alignmentcard.measurement.results.facts import Facts, read_facts
from alignmentcard.portal.card.headlines import MOST, headlines

FACTS = read_facts(CARDS / "full.measured.json")
NAMES = {"harmful": "Harm"}


def facts_with(**changes: Any) -> Facts:
    """Return measurements of which nothing deserves a sentence, but for what is changed: `part__name=value`."""
    data = json.loads(FACTS.to_json())
    found = data["dimensions"]["harmful"]
    found["spread"]["unanimous"] = 0.5
    found["groups"] = {"effects": [], "agreement": [], "overruled": []}
    found["components"]["rater"]["value"] = 0.01
    found["convergence"].pop("reached", None)
    found["consistency"].pop("same", None)
    found["aggregation"] = {}
    for path, value in changes.items():
        *parts, last = path.split("__")
        place = found
        for part in parts:
            place = place[part]
        place[last] = value
    return Facts.from_json(json.dumps(data))


def test_where_no_number_is_remarkable_there_is_no_sentence():
    assert headlines(facts_with(), NAMES) == []
    assert headlines(None, NAMES) == []


EACH = {"min": 123, "max": 123, "mean": 123, "median": 123}
ALL = {
    "sizes__repeats": 0,
    "sizes__items": 350,
    "sizes__items_rated_twice": 350,
    "sizes__raters": 123,
    "sizes__ratings_per_item": EACH,
}
SOME = {**ALL, "sizes__ratings_per_item": {**EACH, "min": 2}}


@pytest.mark.parametrize(
    ("numbers", "share", "said"),
    [
        (ALL, 0.0, ["On none of 350 items did all 123 raters agree."]),
        (SOME, 0.0, ["On none of 350 items that several people judged did all of them agree."]),
        (ALL, 0.004, ["On less than 1\u202f% of 350 items that several people judged, all of them agreed."]),
        (ALL, 0.1, ["On 10\u202f% of 350 items that several people judged, all of them agreed."]),
        (ALL, 0.11, []),
        (ALL, 0.89, []),
        (ALL, 0.93, ["On 93\u202f% of 350 items that several people judged, all of them agreed."]),
        ({**ALL, "sizes__items_rated_twice": 9}, 0.0, []),
    ],
)
def test_items_on_which_everybody_agrees_are_told_where_they_are_rare_or_usual(numbers, share, said):
    assert headlines(facts_with(**numbers, spread__unanimous=share), NAMES) == said


def effect(value: float, adjusted: float | None) -> dict[str, Any]:
    one = json.loads(FACTS.to_json())["dimensions"]["harmful"]["groups"]["effects"][0]
    ends = {"value": value, "low": value - 3, "high": value + 3}
    return {**one, "groups": ["women", "men"], "axis": "gender", "metric": "share of yes", "effect": ends,
            "unit": "percentage_points", "p_adjusted": adjusted}  # fmt: skip


@pytest.mark.parametrize(
    ("effects", "said"),
    [
        ([effect(4.0, 0.01), effect(9.0, 0.2)],
         ["By gender, “women” and “men” differ by 4.0 points (1.0 to 7.0) in the share of “yes”."]),
        ([effect(4.0, 0.01), effect(-9.0, 0.04)],
         ["By gender, “women” and “men” differ by 9.0 points (6.0 to 12.0) in the share of “yes”."]),
        ([effect(9.0, 0.05), effect(30.0, None)], []),
    ],
)  # fmt: skip
def test_groups_differ_only_where_that_is_more_than_chance(effects, said):
    assert headlines(facts_with(groups__effects=effects), NAMES) == said


def overruled(ratio: float, low: float) -> dict[str, Any]:
    return {"axis": "age", "label": "majority", "share": {"old": 0.3, "young": 0.2},
            "ratio": {"old": ratio, "young": 1 / ratio}, "share_intervals": {},
            "ratio_intervals": {"old": [low, ratio + 1], "young": [0.1, 0.9]}}  # fmt: skip


@pytest.mark.parametrize(("ratio", "low", "told"), [(1.5, 1.1, True), (1.5, 0.9, False), (1.2, 1.1, False)])
def test_a_group_is_overruled_only_where_it_is_surely_so_more_than_others(ratio, low, told):
    said = (
        f"One majority label for each item contradicts 30\u202f% of the answers by “old” (age), {ratio} times the "
        "share of all others."
    )
    assert headlines(facts_with(groups__overruled=[overruled(ratio, low)]), NAMES) == [said] * told


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"components__rater": {"value": 0.17}},
         ["17\u202f% of all differences between answers stay with the rater, whatever the item."]),
        ({"components__rater": {"value": 0.14}}, []),
        ({"convergence__reached": 80},
         ["From 80 ratings of an item on, more of them would hardly change what it seems to be."]),
        ({"convergence__reached": 1}, []),
        ({"aggregation": {"method": "majority", "reproduced": 0.9, "items": 990, "ties": 0, "contradictory": 0}},
         ["The stated method, majority, gives another label than the released one on 10\u202f% of 990 items."]),
        ({"aggregation": {"method": "majority", "reproduced": 1.0, "items": 990, "ties": 0, "contradictory": 0}}, []),
    ],
)  # fmt: skip
def test_what_stays_with_the_rater_what_settles_and_what_the_label_is(changes, said):
    assert headlines(facts_with(**changes), NAMES) == said


@pytest.mark.parametrize(("pairs", "told"), [(123, True), (29, False)])
def test_what_people_answer_again_is_told_of_pairs_enough(pairs, told):
    one = {"value": 0.89}
    same = {"pairs": pairs, "agreement": one, "stability": one, "stability_by_item": one, "alpha": {}}
    said = f"Asked again, the same person gave the same answer in 89\u202f% of {pairs} pairs."
    assert headlines(facts_with(consistency__same=same), NAMES) == [said] * told


def test_of_several_dimensions_the_one_is_named_and_the_sentences_stay_few():
    data = json.loads(facts_with(**ALL, spread__unanimous=0.5, convergence__reached=80).to_json())
    data["dimensions"]["rude"] = json.loads(facts_with(**ALL, spread__unanimous=0.0).to_json())["dimensions"]["harmful"]
    assert headlines(Facts.from_json(json.dumps(data)), NAMES) == [
        "rude: On none of 350 items did all 123 raters agree.",
        "Harm: From 80 ratings of an item on, more of them would hardly change what it seems to be.",
    ]
    full = facts_with(
        **ALL,
        spread__unanimous=0.0,
        groups__effects=[effect(4.0, 0.01)],
        groups__overruled=[overruled(1.5, 1.1)],
        components__rater={"value": 0.2},
        convergence__reached=80,
    )
    assert len(headlines(full, NAMES)) == MOST
