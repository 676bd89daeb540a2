"""The shape that the NeurIPS 2026 Evaluations and Datasets track asks for in a Croissant file."""

import json
from typing import Any

import pytest
from oracles import graph_of, through_mlcroissant

from alignmentcard.convert.exports import FORMATS
from alignmentcard.model import Card

ASKED = (
    *("rai:dataLimitations", "rai:dataBiases", "rai:personalSensitiveInformation", "rai:dataUseCases"),
    *("rai:dataSocialImpact", "rai:hasSyntheticData", "prov:wasDerivedFrom", "prov:wasGeneratedBy"),
)
PROV = "http://www.w3.org/ns/prov#"
POOLS: list[dict[str, Any]] = [
    {"id": "crowd", "role": ["rater", "prompter"], "kind": "human", "size": 20, "countries": ["GB"]},
    {"id": "judge", "role": ["rater"], "kind": "synthetic", "model": {"name": "example-model", "version": "2"}},
    {"id": "team", "role": ["guideline_author"], "kind": "human"},
    {"id": "lead", "role": ["adjudicator"], "kind": "human"},
]
DATA: dict[str, Any] = {
    "alignmentcard": "1.1",
    "dataset": {
        "id": "x",
        "title": "X",
        "derived_from": [
            {"id": "https://example.org/data", "relation": "subset"},
            {"id": "an id", "relation": "merged"},
        ],
    },
    "intent": {"uses": ["evaluation"], "not_for": ["Moderation."], "scope": "particular", "whose_values": "Ours."},
    "collection": {"period": {"start": "2024-05", "end": "2024-06-30"}},
    "pools": POOLS,
    "aggregation": [{"filters": [{"rule": "failed two checks"}]}],
    "release": {"personal_data": "None."},
}


def export(**changes: Any) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(FORMATS["croissant"].write(Card.model_validate({**DATA, **changes})))
    return data


def test_every_key_that_is_asked_for_is_there_and_stays_there() -> None:
    data = export()
    assert [key for key in ASKED if key not in data] == []
    assert [key for key in ASKED if key not in through_mlcroissant(json.dumps(data))] == []


def test_every_pool_is_an_agent_of_an_activity() -> None:
    activities = export()["prov:wasGeneratedBy"]
    told = {a["prov:label"]: [agent["@id"] for agent in a.get("prov:wasAttributedTo", [])] for a in activities}
    assert told == {
        "Guidelines": ["pool_team"],
        "Collection": ["pool_crowd"],
        "Annotation": ["pool_crowd", "pool_judge"],
        "Quality review": ["pool_lead"],
        "Preprocessing": [],
    }


def test_an_agent_says_who_it_is_and_a_model_is_a_software_agent() -> None:
    (annotation,) = (a for a in export()["prov:wasGeneratedBy"] if a["prov:label"] == "Annotation")
    people, model = annotation["prov:wasAttributedTo"]
    assert (people["@type"], people["prov:label"]) == ("prov:Agent", "crowd (n=20)")
    assert "There were 20 raters, who" in people["sc:description"]
    assert (model["@type"], model["prov:label"]) == ("prov:SoftwareAgent", "example-model 2")
    assert ", version 2" in model["sc:description"]


def test_times_are_moments_where_the_day_is_known() -> None:
    (annotation,) = (a for a in export()["prov:wasGeneratedBy"] if a["prov:label"] == "Annotation")
    assert annotation["prov:startedAtTime"] == "2024-05"
    assert annotation["prov:endedAtTime"] == annotation["prov:atTime"] == "2024-06-30T00:00:00Z"


def test_it_is_prov() -> None:
    predicates = {str(predicate) for predicate in graph_of(export()).predicates()}
    assert {f"{PROV}wasGeneratedBy", f"{PROV}wasDerivedFrom", f"{PROV}wasAttributedTo", f"{PROV}label"} <= predicates


def test_only_addresses_are_ids_of_what_data_was_made_from() -> None:
    assert export()["prov:wasDerivedFrom"] == [
        {"@id": "https://example.org/data", "prov:label": "https://example.org/data (subset)"},
        {"prov:label": "an id (merged)"},
    ]


@pytest.mark.parametrize(
    ("pools", "relation", "writers", "synthetic"),
    [
        (POOLS[:1], "subset", ["people"], False),
        (POOLS[:1], "subset", [], None),
        (POOLS[:1], "subset", ["people", "models"], True),
        (POOLS[:1], "subset", ["both"], True),
        (POOLS[:2], "subset", [], True),
        (POOLS[:1], "generated_from", ["people"], True),
        ([{"id": "unknown"}], "subset", ["people"], None),
        ([*POOLS[:1], {"id": "unknown"}], "subset", ["people"], None),
    ],
)
def test_synthetic_data_is_stated_where_the_card_tells(
    pools: Any, relation: str, writers: list[str], synthetic: bool | None
) -> None:
    sources = [{"name": f"Source {number}", "written_by": who} for number, who in enumerate(writers)]
    derived = [{"id": "y", "relation": relation}]
    dataset = {**DATA["dataset"], "derived_from": derived, "sources_of_items": sources}
    assert export(pools=pools, dataset=dataset).get("rai:hasSyntheticData") is synthetic
