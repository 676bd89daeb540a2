"""Intervals, differences, curves and repeats that a card states beside those that the data gives."""

import json

import pytest

from alignmentcard.checker.check import check, selection
from alignmentcard.document import parse
from alignmentcard.profiles import load_profile
from alignmentcard.rules.example import measured, whole_card

EFFECT = {"axis": "gender", "groups": ["woman", "man"], "metric": "share of yes", "unit": "percentage_points",
          "effect": {"value": 3.0, "low": 1.1, "high": 4.9}, "items": 350, "raters": [410, 380]}  # fmt: skip
SAME = {"pairs": 400, "agreement": {"value": 0.83, "low": 0.8, "high": 0.86}, "stability": {"value": 0.75},
        "stability_by_item": {"value": 0.7}, "alpha": {}}  # fmt: skip
SIGNAL = {"genuine": {"value": 0.6, "low": 0.5, "high": 0.7}, "constructed": {"value": 0.2},
          "non_attitude": {"value": 0.2}}  # fmt: skip


def told(kind: str, entry: str, **found: object) -> list[tuple[str, str]]:
    """Return codes and messages about one stated entry of a kind."""
    text = whole_card(f"statistics:\n  {kind}:\n    - {{dimension: harmful, {entry}}}\n")
    facts = measured(json.dumps({"dimensions": {"harmful": found}}))
    findings = check(parse(text), load_profile("minimal"), selection(("AC8",), ()), facts=facts).findings
    return [(finding.code, finding.message) for finding in findings]


@pytest.mark.parametrize(
    ("ends", "told_as"),
    [
        ("low: 0.18, high: 0.24", ""),
        ("low: 0.2, high: 0.23", ""),
        ("low: 0.17, high: 0.25, confidence: 0.99", ""),
        ("low: 0.205, high: 0.215", "narrower"),
        ("low: 0.05, high: 0.37", "wider"),
        ("low: 0.05, high: 0.37, note: Bootstrap over raters", ""),
        ("low: 0.21", ""),
    ],
)
def test_an_interval_is_compared_by_its_width(ends: str, told_as: str) -> None:
    found = told("agreement", f"metric: krippendorff_alpha, level: nominal, value: 0.21, {ends}")
    assert [code for code, _ in found] == (["AC818"] if told_as else [])
    assert all(f"far {told_as} than measured: 0.180 to 0.240 when items are drawn again" in text for _, text in found)


def test_the_interval_of_a_value_that_differs_is_not_told_twice() -> None:
    found = told("agreement", "metric: krippendorff_alpha, level: nominal, value: 0.31, low: 0.309, high: 0.311")
    assert [code for code, _ in found] == ["AC803"]


POINTS = "unit: percentage_points"


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        (f"axis: gender, groups: [woman, man], value: 3.1, {POINTS}", ""),
        (f"axis: gender, groups: [woman, man], value: 1, {POINTS}", ""),
        (f"axis: gender, groups: [man, woman], value: -3.1, {POINTS}", ""),
        (f"axis: Gender, groups: [Woman, Man], metric: Share of yes, value: 4.9, {POINTS}", ""),
        (f"axis: gender, groups: [woman, man], value: 8, {POINTS}", "the data gives 3 (1.1 to 4.9)."),
        (f"axis: gender, groups: [woman, man], value: -3.1, {POINTS}", "the same with the groups in the other order."),
        (f"axis: gender, groups: [woman, man], value: 0.031, {POINTS}", "a share; the unit is points of a percentage."),
        (f"axis: age, groups: [old, young], value: 8, {POINTS}", ""),
        ("axis: gender, groups: [woman, man], value: 8, unit: ratio", ""),
        (f"axis: gender, groups: [woman, man], metric: share of no, value: 8, {POINTS}", ""),
        (f"axis: gender, groups: [woman, man], value: 8, {POINTS}, note: Of the earlier release", ""),
    ],
)
def test_a_difference_is_compared_with_the_measured_one_of_the_same_groups(entry: str, message: str) -> None:
    found = told("group_effects", entry, groups={"effects": [EFFECT]})
    assert [code for code, _ in found] == (["AC819"] if message else [])
    assert all(text.endswith(message) for _, text in found)


@pytest.mark.parametrize(
    ("entry", "messages"),
    [
        ("metric: jensen_shannon, raters: [25, 50], value: [0.02, 0.008]", []),
        ("metric: Jensen-Shannon divergence, raters: [25, 50], value: [0.012, 0.004]", []),
        ("metric: jensen_shannon, raters: [25, 70], value: [0.02, 0.0001]", []),
        ("metric: kullback_leibler, raters: [25], value: [0.3]", []),
        ("metric: jensen_shannon, raters: [50], value: [0.0001]", ["the data gives 0.008 or 0.004."]),
        ("metric: jensen_shannon, raters: [25], value: [0.15]", ["a distance, and not a divergence."]),
    ],
)
def test_a_curve_is_compared_at_the_numbers_of_raters_that_were_measured(entry: str, messages: list[str]) -> None:
    found = told("convergence", entry)
    assert [code for code, _ in found] == ["AC820"] * len(messages)
    assert all(text.endswith(message) for (_, text), message in zip(found, messages, strict=True))


@pytest.mark.parametrize(
    ("entry", "wrong"),
    [
        ("kind: retest, agreement: 0.83", []),
        ("agreement: 0.85", []),
        ("kind: retest, agreement: 0.95", ["an agreement of repeated answers of 0.95"]),
        ("kind: rewording, agreement: 0.95", []),
        ("kind: retest, pairs: 100, agreement: 0.95", []),
        ("genuine: 0.6, constructed: 0.2, non_attitude: 0.2", []),
        ("genuine: 0.9, constructed: 0.1, non_attitude: 0", ["genuine preferences of 0.9", "constructed", "non-att"]),
    ],
)
def test_repeats_are_compared_with_those_of_the_same_kind(entry: str, wrong: list[str]) -> None:
    found = told("consistency", entry, consistency={"same": SAME, "signal": SIGNAL})
    assert [code for code, _ in found] == ["AC821"] * len(wrong)
    assert all(part in text for (_, text), part in zip(found, wrong, strict=True))


SIZES = {"items": 350, "items_rated_twice": 350, "ratings": 300, "missing": 0, "single": 0.0, "outside_scale": {},
         "ratings_per_item": {"min": 90, "max": 110, "mean": 100, "median": 100}, "values": {}}  # fmt: skip
COUNTED = [{"axes": ["gender"], "raters": {"woman": 11, "man": 9}, "ratings": {}, "undisclosed": 4, "folded": 0}]
FOLDED = [{"axes": ["gender"], "raters": {"woman": 11, "other": 13}, "ratings": {}, "undisclosed": 0, "folded": 2}]


def told_of(card: str, found: dict[str, object] | None = None, **facts: object) -> list[tuple[str, str, str]]:
    """Return codes, messages and advice about a section of a card, beside what the data of one dimension has."""
    whole = measured(json.dumps({**facts, "dimensions": {"harmful": found or {}}}))
    findings = check(parse(whole_card(card)), load_profile("minimal"), selection(("AC8",), ()), facts=whole).findings
    return [(finding.code, finding.message, finding.help or "") for finding in findings]


@pytest.mark.parametrize(
    ("size", "wrong"),
    [
        ("size_stated: {about: 25}", False),
        ("size_stated: {about: 20}", False),
        ("size_stated: {at_least: 20}", False),
        ("size_stated: {about: 240}", True),
        ("size_stated: {at_least: 100}", True),
    ],
)
def test_a_rough_number_of_raters_is_compared_roughly(size: str, wrong: bool) -> None:
    found = told_of(f"pools:\n  - {{id: us-panel, role: [rater], kind: human, {size}}}\n", pool={"raters": 24})
    assert [code for code, _, _ in found] == (["AC801"] if wrong else [])


@pytest.mark.parametrize(("stated", "wrong"), [(300, False), (380, False), (381, True), (80, True)])
def test_ratings_may_count_answers_to_a_question_that_was_asked_again(stated: int, wrong: bool) -> None:
    card = f"dataset:\n  id: sort-of-safe\n  title: Sort of Safe\n  ratings: {stated}\n"
    found = told_of(card, {"sizes": {**SIZES, "repeats": 80}})
    assert [code for code, _, _ in found] == (["AC801"] if wrong else [])


@pytest.mark.parametrize(
    ("axes", "counts", "wrong"),
    [
        (COUNTED, "counts: {woman: 11, man: 9}, undisclosed: 4", False),
        (COUNTED, "counts: {woman: 11, man: 9, unknown: 4}, undisclosed: 0", False),
        (COUNTED, "counts: {woman: 11}, undisclosed: 13", False),
        (COUNTED, "counts: {woman: 11, man: 9}, undisclosed: 0", True),
        (COUNTED, "counts: {woman: 11, man: 9}, undisclosed: 0, asked: 20", False),
        (COUNTED, "counts: {woman: 11, man: 9}, undisclosed: 40", True),
        (FOLDED, "counts: {woman: 11, man: 9, other: 4}", False),
        (FOLDED, "counts: {woman: 11, man: 9}, undisclosed: 4", False),
    ],
)
def test_raters_who_did_not_say_are_counted_too(axes: list[dict[str, object]], counts: str, wrong: bool) -> None:
    entry = f"{{axis: gender, basis: self_reported, {counts}}}"
    card = f"pools:\n  - id: us-panel\n    role: [rater]\n    kind: human\n    composition:\n      - {entry}\n"
    found = told_of(card, pool={"raters": 24, "axes": axes})
    assert [code for code, _, _ in found] == (["AC804"] if wrong else [])


@pytest.mark.parametrize(("pairs", "wrong"), [(400, False), (100, False), (600, False), (900, True)])
def test_more_pairs_than_there_are_were_not_asked_again(pairs: int, wrong: bool) -> None:
    found = told("consistency", f"kind: retest, pairs: {pairs}", consistency={"same": SAME})
    assert [code for code, _ in found] == (["AC801"] if wrong else [])


@pytest.mark.parametrize(("contradictory", "codes"), [(0, []), (19, ["AC807"])])
def test_an_aggregated_label_is_one_for_each_item(contradictory: int, codes: list[str]) -> None:
    label = {"method": "majority_vote", "items": 41, "reproduced": 1.0, "ties": 0, "contradictory": contradictory}
    found = told_of("aggregation:\n  - {method: majority_vote, rationale: One label.}\n", {"aggregation": label})
    assert [code for code, _, _ in found] == codes


def test_answers_that_differ_from_the_scale_in_capitals_only_are_told_as_such() -> None:
    [(_, _, capitals)] = told_of("", {"sizes": {**SIZES, "outside_scale": {"Yes": 3, "no ": 2}}})
    [(_, _, other)] = told_of("", {"sizes": {**SIZES, "outside_scale": {"Yes": 3, "maybe": 2}}})
    assert "capitals" in capitals
    assert "capitals" not in other


@pytest.mark.parametrize(
    ("kind", "entry", "found"),
    [
        ("group_effects", f"axis: gender, groups: [woman, man], value: 8, {POINTS}", {"groups": {"effects": [EFFECT]}}),
        ("convergence", "metric: jensen_shannon, raters: [50], value: [0.0001]", {}),
        ("consistency", "kind: retest, agreement: 0.95", {"consistency": {"same": SAME}}),
    ],
)
@pytest.mark.parametrize(
    ("of", "compared"),
    [("subset: {split: test}", False), ("pool: us-panel", False), ("items: 50", False), ("items: 350", True)],
)
def test_what_is_of_a_part_of_the_data_is_not_held_against_all_of_it(
    kind: str, entry: str, found: dict[str, object], of: str, compared: bool
) -> None:
    assert bool(told(kind, f"{entry}, of: {{{of}}}", **found)) == compared


@pytest.mark.parametrize(("of", "wrong"), [("stage: before_filters", False), ("pool: us-panel", True)])
def test_a_coefficient_from_before_items_were_removed_is_of_more_of_them(of: str, wrong: bool) -> None:
    entry = f"metric: krippendorff_alpha, level: nominal, value: 0.21, items: 990, of: {{{of}}}"
    assert ("AC801" in [code for code, _ in told("agreement", entry)]) == wrong
