"""What is stated and cannot be compared with the data is said, with the reason, wherever a card is shown."""

import json

import pytest
from jsonschema import Draft202012Validator

from alignmentcard.checker.check import Report, check
from alignmentcard.checker.serialization import pack, unpack
from alignmentcard.document import parse
from alignmentcard.portal.card import page
from alignmentcard.portal.collection.entry import CardEntry
from alignmentcard.profiles import load_profile
from alignmentcard.report import FORMATS
from alignmentcard.resources import folder
from alignmentcard.rules.example import measured, whole_card

SCHEMA = json.loads((folder("schema") / "report-1.schema.json").read_text(encoding="utf-8"))


def report(kind: str, entry: str, **found: object) -> Report:
    text = whole_card(f"statistics:\n  {kind}:\n    - {{dimension: harmful, {entry}}}\n")
    facts = measured(json.dumps({"dimensions": {"harmful": found}}))
    return check(parse(text, "a.card.yaml"), load_profile("minimal"), facts=facts)


ALPHA = "metric: krippendorff_alpha, level: nominal"
KAPPA = "metric: cohen_kappa, value: 0.3, raters: 2"


NOT_ASKED = "it was not measured; “alignmentcard measure --with coefficients” measures it"


@pytest.mark.parametrize(
    ("kind", "entry", "reason"),
    [
        ("agreement", "metric: pearson, value: 0.4", NOT_ASKED),
        ("agreement", "metric: other, value: 0.4",
         "measure does not compute this coefficient; write in its note how it was computed"),
        ("agreement", "metric: other, value: 0.4, note: By the script beside it",
         "measure does not compute this coefficient"),
        ("agreement", KAPPA, "not measured: there are too many pairs of raters"),
        ("agreement", f"{ALPHA}, value: 0.3, items: 50", "not comparable: it is of 50 items, and 350 were measured"),
        ("agreement", f"{ALPHA}, value: 0.21, items: 50", "not comparable: it is of 50 items, and 350 were measured"),
        ("agreement", f"{ALPHA}, value: 0.3, raters: 9", "not comparable: it is of 9 raters, and 800 were measured"),
        ("agreement", f"{ALPHA}, value: 0.3, missing_values: items_dropped",
         "not comparable: items without all ratings were left out of it"),
        ("agreement", f"{ALPHA}, value: 0.3, note: Of the first release",
         "not comparable: its note says that it is of a part of the data"),
        ("group_effects", "axis: age, groups: [old, young], value: 3", "measure compared no such groups by age"),
        ("convergence", "metric: kullback_leibler, raters: [25], value: [0.1]",
         "measure gives the Jensen-Shannon divergence, and not kullback_leibler"),
        ("convergence", "metric: jensen_shannon, raters: [7], value: [1]", "measure looked at other numbers of raters"),
        ("consistency", "kind: retest, agreement: 0.8", "not measured: nobody was asked twice"),
    ],
)  # fmt: skip
def test_a_statistic_that_cannot_be_compared_is_listed_with_the_reason(kind: str, entry: str, reason: str) -> None:
    checked = report(kind, entry)
    assert [one.reason for one in checked.unchecked] == [reason]
    assert {"AC803", "AC818", "AC819", "AC820", "AC821"}.isdisjoint(finding.code for finding in checked.findings)


@pytest.mark.parametrize(
    ("kind", "entry"),
    [
        ("agreement", f"{ALPHA}, value: 0.21, items: 350, raters: 800"),
        ("agreement", f"{ALPHA}, value: 0.21, note: After items had been removed"),
        ("agreement", f"{ALPHA}, value: 0.30"),
        ("convergence", "metric: jensen_shannon, raters: [25, 50], value: [0.02, 0.008]"),
    ],
)
def test_what_was_compared_is_not_listed(kind: str, entry: str) -> None:
    assert report(kind, entry).unchecked == ()


def test_without_measurements_nothing_is_listed() -> None:
    assert check(parse(whole_card(""))).unchecked == ()


PEARSON = report("agreement", "metric: pearson, value: 0.4, items: 350, raters: 800")


def test_the_text_says_where_it_stands_and_why() -> None:
    lines = list(FORMATS["text"]([PEARSON]))
    told = "Pearson's correlation of 0.4: it was not measured; “alignmentcard measure --with coefficients” measures it."
    [line] = [line for line in lines if "not checked" in line]
    number = PEARSON.document.text.split("\n").index("  agreement:") + 2
    assert line == f"a.card.yaml:{number}:7: not checked: {told}"


def test_the_json_has_it_in_a_list_of_its_own() -> None:
    data = json.loads("\n".join(FORMATS["json"]([PEARSON])))
    Draft202012Validator(SCHEMA).validate(data)
    [entry] = data["unchecked"]
    assert entry["field"] == "statistics.agreement.0"
    assert entry["reason"] == "it was not measured; “alignmentcard measure --with coefficients” measures it"


def test_the_page_of_the_card_says_why_two_numbers_are_not_held_against_each_other() -> None:
    html = page.page(CardEntry("a", report("agreement", f"{ALPHA}, value: 0.3, note: Of the first release")))
    assert "Not comparable, because its note says that it is of a part of the data.</span>" in html
    assert "0.3; the data gives" not in html


def test_the_page_says_which_choice_gives_a_stated_value() -> None:
    same = {"repeats": "all", "single_rated": "dropped", "pairs": "none", "items": 350, "ratings": 35000, "sizes": {}}
    variants = [
        {**same, "abstentions": abstentions, "coefficients": {"alpha_nominal": value}}
        for abstentions, value in (("counted", 0.2104), ("dropped", 0.25))
    ]
    html = page.page(CardEntry("a", report("agreement", f"{ALPHA}, value: 0.25, note: No unsure.", variants=variants)))
    assert "0.25; the data gives 0.21. The stated value comes out when abstentions are dropped." in html


def test_it_comes_back_from_another_process_and_from_the_cache() -> None:
    again = unpack(pack(PEARSON), "a.card.yaml", PEARSON.document.text, in_readme=False)
    assert again.unchecked == PEARSON.unchecked
