"""Every export of every card that we ship is what the tools of its format take."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from oracles import graph_of, through_mlcroissant

from alignmentcard.convert.ac_block import as_data, find_block
from alignmentcard.convert.exports import FORMATS
from alignmentcard.convert.exports.bibtex import paper_of
from alignmentcard.convert.exports.croissant import CONTEXT
from alignmentcard.document import parse, parse_readme, read
from alignmentcard.loader import load
from alignmentcard.model import Card
from alignmentcard.rules.example import whole_card

ROOT = Path(__file__).parents[2]
PATHS = sorted(
    path
    for folder in ("site/cards", "templates", "tests/portal/cards")
    for path in (ROOT / folder).rglob("*.card.yaml")
    if path.name != "broken.card.yaml"
)
each_card = pytest.mark.parametrize("path", PATHS, ids=lambda path: path.name.removesuffix(".card.yaml"))
SCHEMA_ORG = "https://schema.org/"
RAI = "http://mlcommons.org/croissant/RAI/"


def card_of(path: Path) -> Card:
    card = load(read(path)).card
    assert card is not None
    return card


@each_card
def test_croissant_has_no_errors_and_carries_the_card(path: Path) -> None:
    card = card_of(path)
    assert find_block(through_mlcroissant(FORMATS["croissant"].write(card))) == as_data(card)


@each_card
def test_croissant_is_the_graph_that_it_means_to_be(path: Path) -> None:
    card = card_of(path)
    graph = graph_of(json.loads(FORMATS["croissant"].write(card)))
    names = [str(name) for _, _, name in graph.triples((None, None, None)) if str(name) == card.dataset.title]
    properties = {str(predicate) for predicate in graph.predicates()}
    assert names
    assert f"{RAI}annotatorDemographics" in properties
    assert "http://www.w3.org/ns/prov#wasGeneratedBy" in properties


@each_card
def test_a_readme_is_read_by_the_hub_and_carries_the_card(path: Path) -> None:
    hub = pytest.importorskip("huggingface_hub")
    card = card_of(path)
    text = FORMATS["huggingface"].write(card)
    found = hub.DatasetCard(text)
    assert found.data.to_dict()["alignmentcard"] == as_data(card)
    assert found.data.pretty_name == card.dataset.title
    rewritten = parse_readme(str(found))
    assert rewritten.faults == ()
    assert rewritten.data == as_data(card)


def test_schema_org_ends_no_script_of_a_page() -> None:
    words = "</script><script>alert(1)</script>&amp;<!--"
    card = load(parse(whole_card("").replace("title: Sort of Safe", f"title: '{words}'"))).card
    assert card is not None
    text = FORMATS["schema-org"].write(card)
    assert not set(text) & set("<>&")
    assert json.loads(text)["name"] == words


@each_card
def test_schema_org_is_a_dataset(path: Path) -> None:
    card = card_of(path)
    data = json.loads(FORMATS["schema-org"].write(card))
    assert data.pop("@context") == SCHEMA_ORG
    graph = graph_of({"@context": {"@vocab": SCHEMA_ORG}, **data})
    kinds = {str(kind) for kind in graph.objects(predicate=None, subject=None)}
    assert f"{SCHEMA_ORG}Dataset" in kinds
    assert 50 <= len(data["description"]) <= 5000
    assert all(re.match(r"https?://", entry["contentUrl"]) for entry in data.get("distribution", []))


@each_card
def test_datacite_lacks_nothing_but_what_it_says(path: Path) -> None:
    schema45 = pytest.importorskip("datacite.schema45")
    form = FORMATS["datacite"]
    text = form.write(card_of(path))
    errors = list(schema45.validator.iter_errors(json.loads(text)))
    known = ["'publicationYear' is a required property"] if any("year" in told for told in form.lacks(text)) else []
    assert [error.message for error in errors] == known


@each_card
def test_bibtex_is_the_dataset_with_its_title_and_the_paper_that_the_card_lists(path: Path) -> None:
    pybtex = pytest.importorskip("pybtex.database")
    from pybtex.richtext import Text

    card = card_of(path)
    entries = pybtex.parse_string(FORMATS["bibtex"].write(card), "bibtex").entries
    paper = [f"{card.dataset.id}-paper"] if paper_of(card) else []
    assert list(entries) == [card.dataset.id, *paper]
    entry = entries[card.dataset.id]
    assert Text.from_latex(entry.fields["title"]).render_as("text") == " ".join(card.dataset.title.split())
    assert len(entry.persons.get("author", [])) == len(card.dataset.creators)


@pytest.mark.parametrize(
    ("names", "people"),
    [
        (["Ada Example", "Marieke van Erp", "Alex S. Taylor", "Wei-Lin Chiang"], True),
        (["Polis", "The Computational Democracy Project"], False),
        (["Ada Example", "Example University"], False),
        (["Allen Institute for AI", "Stanford NLP"], False),
        (["Ada Example"], False),
        (["Ada Example", "Surge AI"], False),
    ],
)
def test_several_who_are_called_as_people_are_people(names: list[str], people: bool) -> None:
    dataset = {"id": "x", "title": "X", "creators": [{"name": name} for name in names]}
    card = Card.model_validate({"alignmentcard": "1.1", "dataset": dataset})
    kind = "Person" if people else "Organization"
    for name in ("croissant", "schema-org"):
        assert {one["@type"] for one in json.loads(FORMATS[name].write(card))["creator"]} == {kind}
    assert (f"{{{names[0]}}}" in FORMATS["bibtex"].write(card)) is not people
    attributes = json.loads(FORMATS["datacite"].write(card))
    told = attributes.get("data", {}).get("attributes", attributes)["creators"]
    assert {one["nameType"] for one in told} == {"Personal" if people else "Organizational"}


def test_one_who_has_an_affiliation_is_a_person() -> None:
    creators = [{"name": "Polis"}, {"name": "Ada Example", "affiliation": "X"}]
    dataset = {"id": "x", "title": "X", "creators": creators}
    told = json.loads(FORMATS["croissant"].write(Card.model_validate({"alignmentcard": "1.1", "dataset": dataset})))
    assert [one["@type"] for one in told["creator"]] == ["Organization", "Person"]


def test_a_group_beside_people_stays_a_group() -> None:
    card = card_of(ROOT / "site" / "cards" / "mtbench-human.card.yaml")
    told = json.loads(FORMATS["croissant"].write(card))["creator"]
    assert {one["name"] for one in told if one["@type"] == "Organization"} == {"LMSYS"}
    assert len(told) > 1


@each_card
def test_csl_json_has_the_fields_of_its_schema(path: Path) -> None:
    (item,) = json.loads(FORMATS["csl-json"].write(card_of(path)))
    assert item["type"] == "dataset"
    assert set(item) <= CSL_FIELDS
    assert all(set(name) == {"literal"} for name in item.get("author", []))
    assert all(isinstance(part, int) for part in item.get("issued", {"date-parts": [[]]})["date-parts"][0])


CSL_FIELDS = {
    *("id", "type", "title", "author", "issued", "version", "abstract", "language", "license", "DOI", "URL"),
}
"""Those of csl-data.json (citation-style-language/schema, 1.0.2) that an export writes."""


def test_citations_can_be_made_from_csl_json() -> None:
    citeproc = pytest.importorskip("citeproc")
    from citeproc.source.json import CiteProcJSON

    card = card_of(ROOT / "tests" / "portal" / "cards" / "full.card.yaml")
    items = json.loads(FORMATS["csl-json"].write(card))
    assert "license" in items[0]
    source = CiteProcJSON([{key: value for key, value in item.items() if key != "license"} for item in items])
    style = citeproc.CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = citeproc.CitationStylesBibliography(style, source, citeproc.formatter.plain)
    bibliography.register(citeproc.Citation([citeproc.CitationItem(card.dataset.id)]))
    (cited,) = map(str, bibliography.bibliography())
    assert cited.startswith("Ada Example (2024) “Harm in replies, judged under a policy”.")


@pytest.mark.parametrize(
    ("day", "there"),
    {
        "2024": True,
        "2024-02": True,
        "2024-02-29": True,
        "2023-02-29": False,
        "0000": False,
        "2024-04-31": False,
    }.items(),
)
def test_a_date_that_does_not_exist_is_left_out_of_croissant(day: str, there: bool) -> None:
    card = Card.model_validate({"alignmentcard": "1.1", "dataset": {"id": "x", "title": "X", "published": day}})
    text = FORMATS["croissant"].write(card)
    assert through_mlcroissant(text)
    assert ("datePublished" in json.loads(text)) is there


def test_context_is_the_one_that_mlcroissant_expects() -> None:
    pytest.importorskip("mlcroissant")
    from mlcroissant._src.core.context import Context, CroissantVersion
    from mlcroissant._src.core.rdf import make_context

    expected: dict[str, Any] = make_context(Context(conforms_to=CroissantVersion.V_1_1))
    assert {name: CONTEXT.get(name) for name in expected} == expected
    assert set(CONTEXT) - set(expected) == {"prov", "ac", "ac:card"}
