"""What the families identity, pools and protocol must not call a fault, beside what they must."""

from typing import Any

import pytest

from alignmentcard.checker.check import check
from alignmentcard.document import parse
from alignmentcard.edit import flow
from alignmentcard.profiles import load_profile
from alignmentcard.rules.example import whole_card
from alignmentcard.rules.pools.recruitment import margin_of, raters_for

MINIMAL = load_profile("minimal")

PANEL: dict[str, Any] = {
    "id": "panel",
    "role": ["rater"],
    "kind": "human",
    "size": 800,
    "ratings_per_item": {"min": 90, "median": 100, "max": 110},
    "recruitment": {"channel": "panel", "sampling": "quota"},
    "countries": ["US"],
    "pay": {"amount": 12, "currency": "USD", "per": "hour"},
    "consent": "informed",
    "composition": [
        {"axis": "gender", "basis": "self_reported", "counts": {"woman": 410, "man": 390}, "undisclosed": 0}
    ],
    "target": {
        "population": "adults in the US",
        "composition": [{"axis": "gender", "shares": {"woman": 0.51, "man": 0.49}}],
    },
}
DATASET = {"id": "x", "title": "X", "summary": "x" * 60, "license": "MIT", "contact": "data@example.org"}
COLLECTION: dict[str, Any] = {
    "setting": "online_panel",
    "quality_controls": ["attention_check"],
    "abstention": True,
    "pilot": {"raters": 25},
    "repeats": [{"kind": "retest"}],
}
RATED = {
    "id": "harmful",
    "name": "Harmful content",
    "asks": "Do you find this reply harmful?",
    "breadth": "specific",
    "definition": {"detail": "label"},
    "subjectivity": "latent_projective",
    "feedback": "rating",
}
SYNTHETIC = {"id": "judge", "role": ["rater"], "kind": "synthetic", "size": 1, "model": {"name": "m"}}


def without(record: dict[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in record.items() if key != name}


def composed(counts: dict[str, int], *, size: int = 100, axis: str = "gender", **more: Any) -> dict[str, Any]:
    return {**PANEL, "size": size, "composition": [{"axis": axis, "basis": "self_reported", "counts": counts, **more}]}


def aimed(population: str, sampling: str = "convenience", **recruitment: str) -> dict[str, Any]:
    way = {"channel": "panel", "sampling": sampling, **recruitment}
    return {**PANEL, "recruitment": way, "target": {"population": population}}


def codes(sections: dict[str, Any]) -> set[str]:
    text = "".join(f"{name}: {flow(value)}\n" for name, value in sections.items())
    report = check(parse(whole_card(text)), profile=MINIMAL)
    assert report.card is not None, "a card that does not fit the schema raises no rule, and shows nothing"
    return {finding.code for finding in report.findings}


def gap(field: str) -> dict[str, Any]:
    return {"gaps": [{"field": field, "reason": "not_published"}]}


IDENTITY = [
    ("AC101", False, {"dataset": {**DATASET, "license": "apache-2.0"}}),
    ("AC101", False, {"dataset": {**DATASET, "license": "LicenseRef-Ours"}}),
    ("AC101", True, {"dataset": {**DATASET, "license": "proprietary"}}),
    ("AC102", False, {"dataset": {**DATASET, "languages": ["EN", "zh-Hant", "swl", "mul", "x-own"]}}),
    ("AC102", True, {"pools": [{**PANEL, "languages": ["English"]}]}),
    (
        "AC103",
        False,
        {"dataset": {**DATASET, "links": {"paper": "arXiv:2310.02457", "doi": "https://doi.org/10.1000/182"}}},
    ),
    ("AC103", False, {"dataset": {**DATASET, "links": {"download": "s3://bucket/data.parquet"}}}),
    (
        "AC103",
        False,
        {"dataset": {**DATASET, "creators": [{"name": "A", "orcid": "https://orcid.org/0000-0002-1694-233X"}]}},
    ),
    ("AC103", True, {"dataset": {**DATASET, "contact": "Ada Example"}}),
    ("AC103", True, {"sources": [{"id": "census", "title": "C", "arxiv": "2313.02457"}]}),
    ("AC103", True, {"release": {"level": "individual", "files": [{"path": "a.csv", "sha256": "abc"}]}}),
    ("AC104", False, {"collection": {**COLLECTION, "period": {"start": "2023-06", "end": "2023"}}}),
    (
        "AC104",
        False,
        {"dataset": {**DATASET, "published": "2023"}, "collection": {**COLLECTION, "period": {"start": "2023-11"}}},
    ),
    ("AC104", False, {"collection": {**COLLECTION, "period": {"start": "2024-02-29"}}}),
    ("AC104", True, {"collection": {**COLLECTION, "period": {"start": "2023-02-29"}}}),
    (
        "AC104",
        True,
        {"dataset": {**DATASET, "published": "2022"}, "collection": {**COLLECTION, "period": {"start": "2023-11"}}},
    ),
    (
        "AC105",
        False,
        {"dataset": without(DATASET, "contact"), "release": {"level": "aggregate", "maintenance": "The lab."}},
    ),
    ("AC105", False, {"dataset": without(DATASET, "contact"), **gap("dataset.contact")}),
    ("AC105", True, {"dataset": without(DATASET, "contact")}),
    ("AC106", False, {"pools": [{**PANEL, "countries": ["US", "XK", "TW"]}]}),
    ("AC106", True, {"pools": [{**PANEL, "countries": ["EU"]}]}),
    ("AC107", False, {"pools": [{**PANEL, "pay": {"amount": 3, "currency": "HRK"}}]}),
    ("AC107", False, {"pools": [{**PANEL, "pay": {"amount": 3, "standard": "course credit"}}]}),
    ("AC107", True, {"pools": [{**PANEL, "pay": {"amount": 3, "currency": "$"}}]}),
]
POOLS = [
    ("AC401", True, {"pools": [without(PANEL, "composition")]}),
    ("AC401", False, {"pools": [without(PANEL, "composition")], **gap("pools.panel.composition")}),
    ("AC401", False, {"pools": [PANEL, {"id": "authors", "role": ["guideline_author"], "kind": "human", "size": 3}]}),
    ("AC401", False, {"pools": [PANEL, SYNTHETIC]}),
    ("AC402", False, {"pools": [without(PANEL, "target")], **gap("pools.panel.target")}),
    ("AC402", False, {"pools": [without(PANEL, "target")], "dimensions": [{**RATED, "subjectivity": "manifest"}]}),
    ("AC403", False, {"pools": [composed({"a": 60, "b": 55}, question="Tick all that apply.")]}),
    ("AC403", False, {"pools": [composed({"a": 60, "b": 30})], **gap("pools.panel.composition.0.undisclosed")}),
    ("AC403", True, {"pools": [composed({"a": 60, "b": 55}, undisclosed=0)]}),
    ("AC403", True, {"pools": [{**PANEL, "ratings_per_item": {"min": 5, "median": 3, "max": 9}}]}),
    (
        "AC403",
        False,
        {
            "pools": [
                {
                    **PANEL,
                    "target": {
                        "population": "p",
                        "composition": [{"axis": "age", "shares": {"a": 0.33, "b": 0.33, "c": 0.33}}],
                    },
                }
            ]
        },
    ),
    (
        "AC403",
        True,
        {
            "pools": [
                {
                    **PANEL,
                    "target": {"population": "p", "composition": [{"axis": "age", "shares": {"a": 0.5, "b": 0.4}}]},
                }
            ]
        },
    ),
    ("AC404", False, {"pools": [composed({"Woman": 52, "Man": 48}, undisclosed=0)]}),
    ("AC404", False, {"pools": [composed({"young": 100}, axis="age", undisclosed=0)]}),
    ("AC404", True, {"pools": [composed({"woman": 90, "man": 10}, undisclosed=0)]}),
    ("AC404", True, {"pools": [composed({"female": 50, "male": 50}, undisclosed=0)]}),
    ("AC405", False, {"pools": [PANEL, {**SYNTHETIC, "consent": "none", "languages": ["en"]}]}),
    ("AC405", True, {"pools": [PANEL, {**SYNTHETIC, "pay": {"amount": 1, "currency": "USD"}}]}),
    ("AC406", False, {"pools": [PANEL, SYNTHETIC]}),
    ("AC406", True, {"pools": [SYNTHETIC]}),
    ("AC407", False, {"pools": [PANEL, SYNTHETIC]}),
    ("AC407", True, {"pools": [PANEL, {**SYNTHETIC, "model": {"name": "m", "personas": True, "runs_per_item": 1}}]}),
    ("AC408", False, {"pools": [{**PANEL, "recruitment": {"channel": "authors"}}]}),
    ("AC408", True, {"pools": [{**PANEL, "recruitment": {"channel": "experts"}}]}),
    (
        "AC409",
        False,
        {"pools": [{**without(PANEL, "pay"), "recruitment": {"channel": "volunteers", "sampling": "quota"}}]},
    ),
    ("AC410", True, {"pools": [aimed("adults in the US")]}),
    ("AC410", True, {"pools": [aimed("the population of Kenya", "self_selected")]}),
    ("AC410", True, {"pools": [aimed("people in South Africa")]}),
    ("AC410", False, {"pools": [aimed("adults in the US", "quota")]}),
    ("AC410", False, {"pools": [aimed("users of the product in the US")]}),
    ("AC410", False, {"pools": [aimed("adults in the UK who are on Prolific", platform="Prolific")]}),
    ("AC410", False, {"pools": [aimed("people who work in IT or use AI")]}),
    ("AC410", False, {"pools": [aimed("nurses in Germany")]}),
    ("AC411", True, {"pools": [{**without(PANEL, "composition"), "size": 96}]}),
    ("AC411", False, {"pools": [{**without(PANEL, "composition"), "size": 97}]}),
    ("AC411", False, {"pools": [{**PANEL, "size": 50}, {**PANEL, "id": "more", "size": 50}]}),
    (
        "AC411",
        False,
        {"pools": [{**PANEL, "size": 12, "recruitment": {"channel": "volunteers", "sampling": "census"}}]},
    ),
    ("AC411", False, {"pools": [{**PANEL, "size": 12}], "dimensions": [{**RATED, "subjectivity": "latent_pattern"}]}),
    (
        "AC412",
        False,
        {"pools": [{**PANEL, "composition": [{"axis": "country", "basis": "platform", "counts": {"US": 800}}]}]},
    ),
]
PROTOCOL = [
    ("AC501", True, {"collection": {**COLLECTION, "abstention": False}, "dimensions": [RATED]}),
    ("AC501", False, {"collection": without(COLLECTION, "abstention"), "dimensions": [RATED]}),
    (
        "AC501",
        False,
        {"collection": {**COLLECTION, "abstention": False}, "dimensions": [{**RATED, "subjectivity": "manifest"}]},
    ),
    (
        "AC501",
        False,
        {"collection": {**COLLECTION, "abstention": False}, "dimensions": [{**RATED, "feedback": "vote"}]},
    ),
    ("AC502", True, {"collection": without(COLLECTION, "repeats")}),
    ("AC502", False, {"collection": without(COLLECTION, "repeats"), **gap("collection.repeats")}),
    ("AC502", False, {"collection": {**without(COLLECTION, "repeats"), "quality_controls": ["consistency_check"]}}),
    ("AC502", False, {"collection": {**without(COLLECTION, "repeats"), "setting": "product_use"}}),
    (
        "AC502",
        False,
        {"collection": without(COLLECTION, "repeats"), "dimensions": [{**RATED, "disagreement": "noise"}]},
    ),
    ("AC503", False, {"collection": {**COLLECTION, "order": "fixed"}, "dimensions": [RATED]}),
    ("AC503", True, {"collection": {**COLLECTION, "order": "fixed"}, "dimensions": [{**RATED, "feedback": "ranking"}]}),
    ("AC504", False, {"collection": {**COLLECTION, "quality_controls": ["none"]}}),
    ("AC505", False, {"collection": {**COLLECTION, "minutes_per_session": 60, "items_per_session": 200}}),
    ("AC505", True, {"collection": {**COLLECTION, "items_per_session": 201}}),
    ("AC505", False, {"collection": {**COLLECTION, "items_per_session": 9999}, "pools": [SYNTHETIC]}),
]
CASES = [*IDENTITY, *POOLS, *PROTOCOL]


@pytest.mark.parametrize(("code", "raised", "sections"), CASES, ids=[f"{n}-{case[0]}" for n, case in enumerate(CASES)])
def test_a_rule_speaks_where_it_should_and_only_there(code: str, raised: bool, sections: dict[str, Any]) -> None:
    assert (code in codes(sections)) is raised


def test_a_small_group_that_was_merged_into_other_is_not_missing() -> None:
    shares = {"woman": 0.5, "man": 0.47, "nonbinary": 0.03}
    target = {"population": "members", "composition": [{"axis": "gender", "shares": shares}]}
    merged = {**composed({"woman": 50, "man": 45, "other": 5}, undisclosed=0), "target": target}
    assert "AC404" not in codes({"pools": [merged]})
    assert "AC404" in codes({"pools": [{**composed({"woman": 52, "man": 48}, undisclosed=0), "target": target}]})


def test_a_group_of_which_nobody_was_to_be_expected_is_not_missing() -> None:
    target = {
        "population": "members",
        "composition": [{"axis": "gender", "shares": {"woman": 0.5, "man": 0.495, "nonbinary": 0.005}}],
    }
    assert "AC404" not in codes({"pools": [{**composed({"woman": 50, "man": 50}, undisclosed=0), "target": target}]})


@pytest.mark.parametrize(("margin", "raters"), [(0.1, 97), (0.05, 385), (0.03, 1068), (0.01, 9604)])
def test_the_sample_size_is_that_of_the_text_books(margin: float, raters: int) -> None:
    assert raters_for(margin) == raters
    assert margin_of(raters) <= margin < margin_of(raters - 1)
