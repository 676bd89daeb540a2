"""The standard as plain files for other programs: JSON Schema, JSON-LD context and vocabulary, made from the model.

`python -m alignmentcard.model.export FOLDER` writes them; a test holds the committed files to the model.
"""

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from alignmentcard.model.base import Term, Vocabulary
from alignmentcard.model.card import NAMESPACE, VERSION, Card
from alignmentcard.model.fields import Field, tree, walk


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) that accepts what the model accepts."""
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"{NAMESPACE}schema.json",
        "title": f"AlignmentCard {VERSION}",
    }
    schema = Card.model_json_schema()
    records = schema.pop("$defs")
    return {**head, **schema, **head, "$defs": records}


def context() -> dict[str, Any]:
    """Return the JSON-LD 1.1 context that makes linked data of a card."""
    return {"@context": {"@version": 1.1, **_terms(tree())}}


def _terms(record: Field) -> dict[str, Any]:
    return {child.name: _term(child) for child in record.children.values()}


def _term(field: Field) -> dict[str, Any]:
    term: dict[str, Any] = {"@id": NAMESPACE + _name(field)}
    if field.shape == "list":
        term["@container"] = "@set" if field.children or field.vocabulary else "@list"
    if field.children:
        term["@context"] = _terms(field)
    elif field.shape == "table":
        term["@type"] = "@json"
    elif field.vocabulary:
        term |= {"@type": "@vocab", "@context": {"@vocab": f"{NAMESPACE}{field.vocabulary.name}/"}}
    return term


def _name(field: Field) -> str:
    return field.path.replace(".*", "")


PREFIXES = {
    "ac": NAMESPACE,
    "dct": "http://purl.org/dc/terms/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
RANGES = {"text": "xsd:string", "whole number": "xsd:integer", "number": "xsd:decimal", "true or false": "xsd:boolean"}
ELSEWHERE = {
    "crowdkit": ("skos:exactMatch", "https://github.com/Toloka/crowd-kit#"),
    "hf": ("skos:closeMatch", "https://github.com/huggingface/datasets/blob/main/templates/README_guide.md#"),
    "datacards": ("skos:closeMatch", "https://github.com/PAIR-code/datacardsplaybook#"),
}
"""Where the words of others are explained, and how near ours are: the same, or only close."""


def vocabulary() -> str:
    """Return every record, field and term of the standard with its definition, as Turtle."""
    return "\n".join(_turtle()) + "\n"


def _turtle() -> Iterator[str]:
    yield from (f"@prefix {prefix}: <{iri}> ." for prefix, iri in PREFIXES.items())
    yield ""
    yield _statement(f"<{NAMESPACE}>", "dct:title", _text("AlignmentCard"), dct__hasVersion=_text(VERSION))
    for name, description in _records():
        label, comment = _text(name), _text(description)
        yield _statement(f"ac:{name}", "a", "rdfs:Class", rdfs__label=label, rdfs__comment=comment)
    for field in walk():
        yield _property(field)
    for words in vocabularies():
        yield _scheme(words)
        for word, term in words.terms.items():
            yield _concept(words, word, term)


def _records() -> Iterator[tuple[str, str]]:
    schema = json_schema()
    yield "Card", schema["description"]
    yield from ((name, record["description"]) for name, record in schema["$defs"].items())


def vocabularies() -> list[Vocabulary]:
    """Return every vocabulary once, in the order in which a card uses them."""
    return list({field.vocabulary.name: field.vocabulary for field in walk() if field.vocabulary}.values())


def _property(field: Field) -> str:
    holder = _holders()[_name(field)]
    range_ = f"ac:{field.record}" if field.record else "skos:Concept" if field.vocabulary else RANGES.get(field.type)
    return _statement(
        f"<{NAMESPACE}{_name(field)}>",
        *("a", "rdf:Property"),
        rdfs__label=_text(field.name.replace("_", " ")),
        rdfs__comment=_text(field.description),
        rdfs__domain=f"ac:{holder}",
        rdfs__range=range_ if field.shape != "table" else "rdf:JSON",
    )


def _holders() -> dict[str, str]:
    """Return for each field the record that it belongs to."""
    above = [tree(), *(field for field in walk() if field.children)]
    return {_name(child): parent.record or "" for parent in above for child in parent.children.values()}


def _scheme(words: Vocabulary) -> str:
    return _statement(
        f"<{NAMESPACE}{words.name}>",
        *("a", "skos:ConceptScheme"),
        skos__prefLabel=_text(words.name.replace("_", " ")),
        skos__definition=_text(words.description),
        dct__source=_source(words),
    )


def _concept(words: Vocabulary, word: str, term: Term) -> str:
    matches: dict[str, list[str]] = {}
    for name in term.maps:
        prefix, _, rest = name.partition(":")
        relation, page = ELSEWHERE[prefix]
        matches.setdefault(relation.replace(":", "__"), []).append(f"<{page}{quote(rest)}>")
    return _statement(
        f"<{NAMESPACE}{words.name}/{word}>",
        *("a", "skos:Concept"),
        skos__inScheme=f"<{NAMESPACE}{words.name}>",
        skos__notation=json.dumps(word),
        skos__prefLabel=_text(word.replace("_", " ")),
        skos__definition=_text(term.definition),
        dct__source=_source(words),
        **{relation: ", ".join(iris) for relation, iris in matches.items()},
    )


def _source(words: Vocabulary) -> str:
    """Return where the words come from; the standard itself where they are its own."""
    return _text(words.source) if words.source else f"<{NAMESPACE}>"


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False) + "@en"


def _statement(subject: str, verb: str, what: str, /, **more: str | None) -> str:
    """Write a subject with what is said of it; two underscores in a name stand for the colon of a prefix."""
    said = [f"{verb} {what}", *(f"{name.replace('__', ':')} {value}" for name, value in more.items() if value)]
    return f"{subject} " + " ;\n    ".join(said) + " .\n"


FILES: dict[str, Callable[[], str]] = {
    f"alignmentcard-{VERSION}.schema.json": lambda: _json(json_schema()),
    "context.jsonld": lambda: _json(context()),
    "vocabulary.ttl": vocabulary,
}


def _json(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def write(folder: Path) -> None:
    """Write all files into a folder."""
    for name, text in FILES.items():
        (folder / name).write_text(text(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
