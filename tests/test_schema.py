"""The files of the standard: up to date, readable by those they are for, and no different from the model."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator
from rdflib import DCTERMS, RDF, RDFS, SKOS, Graph, URIRef

from alignmentcard.checker.check import check
from alignmentcard.cli.schema import FILES as PRINTED
from alignmentcard.cli.schema import command
from alignmentcard.document import parse, read
from alignmentcard.model import Card
from alignmentcard.model.export import FILES, NAMESPACE, json_schema, vocabularies
from alignmentcard.model.fields import tree, walk
from alignmentcard.report.machine import as_json
from alignmentcard.rules import catalogue
from alignmentcard.rules.example import bad_card, good_card, whole_card

SCHEMA = Path(__file__).parent.parent / "schema"


@pytest.mark.parametrize("name", FILES)
def test_file_is_what_the_model_gives(name: str) -> None:
    assert (SCHEMA / name).read_text(encoding="utf-8") == FILES[name](), "make schema brings it up to date"


@pytest.mark.parametrize("name", PRINTED)
def test_command_prints_each_file(name: str) -> None:
    printed = CliRunner().invoke(command, ["--format", name])
    assert printed.output == (SCHEMA / PRINTED[name]).read_text(encoding="utf-8")


def schemas(schema: Any) -> Iterator[dict[str, Any]]:
    """Every schema inside a schema."""
    if isinstance(schema, dict):
        yield schema
        for keyword in ("properties", "$defs"):
            for inner in schema.get(keyword, {}).values():
                yield from schemas(inner)
        for keyword in ("items", "additionalProperties", "propertyNames"):
            yield from schemas(schema.get(keyword))


def test_json_schema_is_one_and_has_no_noise() -> None:
    schema = json_schema()
    Draft202012Validator.check_schema(schema)
    assert schema["$id"] == "https://w3id.org/alignmentcard/1.1/schema.json"
    for inner in schemas(schema):
        assert not {"default", "anyOf", "question"} & set(inner)
        assert inner.get("type") != "null"
        assert not ("properties" in inner and inner.get("additionalProperties") is not False)


def test_json_schema_explains_every_field_and_every_term() -> None:
    schema = json_schema()
    for record in (schema, *schema["$defs"].values()):
        assert record["description"]
        for field in record["properties"].values():
            target = schema["$defs"][field["$ref"].rpartition("/")[2]] if "$ref" in field else field
            assert field.get("title", target.get("title"))
            assert field.get("description", target.get("description"))
    for inner in schemas(schema):
        if "enum" in inner:
            assert len(inner["enumDescriptions"]) == len(inner["enum"])


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")  # rdflib's own parser
def test_context_makes_linked_data_of_a_card() -> None:
    context = json.loads((SCHEMA / "context.jsonld").read_text(encoding="utf-8"))
    data = {**context, **parse(whole_card("")).data}
    graph = Graph().parse(data=json.dumps(data), format="json-ld")
    definitions = list(graph.objects(None, URIRef(f"{NAMESPACE}framework.definitions")))
    assert definitions == [URIRef(f"{NAMESPACE}definitions/{data['framework']['definitions']}")]
    assert len(list(graph.objects(None, URIRef(f"{NAMESPACE}pools")))) == len(data["pools"])


def test_every_property_and_term_of_the_context_is_in_the_vocabulary() -> None:
    graph = Graph().parse(SCHEMA / "vocabulary.ttl")

    def ids(terms: dict[str, Any]) -> Iterator[str]:
        for term in terms.values():
            if isinstance(term, dict):
                yield term["@id"]
                yield from ids({key: value for key, value in term.get("@context", {}).items() if key != "@vocab"})

    context = json.loads((SCHEMA / "context.jsonld").read_text(encoding="utf-8"))["@context"]
    properties = {str(subject) for subject in graph.subjects(RDF.type, RDF.Property)}
    assert set(ids(context)) == properties
    assert len(properties) == len(list(walk()))


def test_vocabulary_defines_every_field_and_term_once_with_its_source() -> None:
    graph = Graph().parse(SCHEMA / "vocabulary.ttl")
    concepts = set(graph.subjects(RDF.type, SKOS.Concept))
    assert len(concepts) == sum(len(words.terms) for words in vocabularies())
    assert len(set(graph.subjects(RDF.type, SKOS.ConceptScheme))) == len(vocabularies())
    for concept in concepts:
        assert len(str(graph.value(concept, SKOS.definition))) > 5
        assert graph.value(concept, DCTERMS.source)
        assert graph.value(concept, SKOS.inScheme)
    for property_ in graph.subjects(RDF.type, RDF.Property):
        assert graph.value(property_, RDFS.comment)
        assert (graph.value(property_, RDFS.domain), RDF.type, RDFS.Class) in graph
    subjects = [str(subject) for subject in set(graph.subjects(RDF.type, None))]
    assert len(subjects) == len({subject.rstrip("/") for subject in subjects})
    assert all(len(list(graph.objects(URIRef(subject), RDF.type))) == 1 for subject in subjects)


def test_words_of_others_are_matched() -> None:
    graph = Graph().parse(SCHEMA / "vocabulary.ttl")
    matched = set(graph.subjects(SKOS.exactMatch, None)) | set(graph.subjects(SKOS.closeMatch, None))
    assert {str(concept).removeprefix(NAMESPACE) for concept in matched} == {
        f"{words.name}/{word}" for words in vocabularies() for word, term in words.terms.items() if term.maps
    }


def test_tree_of_fields_is_the_model() -> None:
    assert list(tree().children) == list(Card.model_fields)


REPORTS = {
    "sound": whole_card(""),
    "nothing but a version": 'alignmentcard: "1.1"\n',
    "not YAML": "a: [\n",
    "accepted": good_card(next(rule for rule in catalogue() if rule.code == "AC013")),
    **{rule.code: bad_card(rule) for rule in catalogue()},
}


@pytest.fixture(scope="module")
def report_schema() -> Draft202012Validator:
    schema = json.loads((SCHEMA / "report-1.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


@pytest.mark.parametrize("text", REPORTS.values(), ids=REPORTS)
def test_report_fits_its_schema(text: str, report_schema: Draft202012Validator) -> None:
    printed = "\n".join(as_json([check(parse(text, "a.card.yaml"))]))
    report_schema.validate(json.loads(printed))


def test_report_of_several_cards_fits_its_schema(report_schema: Draft202012Validator) -> None:
    cards = sorted((SCHEMA.parent / "site" / "cards").glob("*.card.yaml"))
    printed = "\n".join(as_json([check(read(path)) for path in cards]))
    report = json.loads(printed)
    report_schema.validate(report)
    assert report["cards"] == len(report["levels"]) == len(cards)


def test_report_schema_refuses_what_is_no_report(report_schema: Draft202012Validator) -> None:
    printed = "\n".join(as_json([check(parse("a: 1\n", "a.card.yaml"))]))
    for change in ({"format": 2}, {"more": 1}, {"findings": [{"code": "AC001"}]}):
        assert not report_schema.is_valid({**json.loads(printed), **change})
