"""Card to Croissant 1.1 with RAI 1.0 and PROV, the shape that the NeurIPS 2026 track asks for, and the card itself.

The context is the one that mlcroissant accepts: it wants https://schema.org/ where examples of the specification have
http. Texts of the `rai:` properties are the sentences that the crosswalk sends there.
"""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from alignmentcard.convert.ac_block import CONTEXT as AC_CONTEXT
from alignmentcard.convert.ac_block import KEY, as_data, to_block
from alignmentcard.convert.crosswalk import ROWS
from alignmentcard.convert.exports.bibtex import bibtex
from alignmentcard.convert.exports.croissant_files import distribution, record_sets
from alignmentcard.convert.exports.provenance import activities, derivations, has_synthetic_data
from alignmentcard.convert.exports.schema_org import dataset, interval
from alignmentcard.convert.prose.prepared import with_names
from alignmentcard.convert.prose.sentences import said_in
from alignmentcard.convert.prose.statements import work_of_models
from alignmentcard.model import Card

CONFORMS_TO = ["http://mlcommons.org/croissant/1.1", "http://mlcommons.org/croissant/RAI/1.0"]
ALIASES = (
    *("arrayShape", "citeAs", "column", "containedIn", "equivalentProperty", "extract", "field", "fileObject"),
    *("fileProperty", "fileSet", "format", "includes", "isArray", "isLiveDataset", "jsonPath", "key", "md5"),
    *("parentField", "path", "recordSet", "references", "regex", "repeated", "replace", "samplingRate", "separator"),
    *("source", "subField", "transform"),
)
"""Names that stand for a term of Croissant without its prefix."""
CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "sc": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "dct": "http://purl.org/dc/terms/",
    "prov": "http://www.w3.org/ns/prov#",
    "conformsTo": "dct:conformsTo",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "description": {"@container": "@language"},
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "name": {"@container": "@language"},
    **{name: f"cr:{name}" for name in ALIASES},
    **AC_CONTEXT,
}
ONE_TEXT = frozenset(
    f"rai:{name}"
    for name in (
        *("annotationsPerItem", "dataAnnotationProtocol", "dataCollection", "dataReleaseMaintenancePlan"),
        "dataSocialImpact",
    )
)
"""Properties that take one text; the others take one for each record of the card."""
CORE = (
    *("alternateName", "description", "url", "sameAs", "identifier", "version", "license", "inLanguage"),
    *("datePublished", "creator", "citation", "keywords", "isAccessibleForFree"),
)
"""Properties that Croissant takes from schema.org as they are."""
WRITING = frozenset(("prompter", "prompt_writer", "generator"))
"""What members of a pool do who make items and judge none."""


def croissant(card: Card) -> str:
    """Write a card as a Croissant file."""
    return as_text(as_croissant(card))


def as_text(data: dict[str, Any]) -> str:
    """Write a Croissant file."""
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def as_croissant(card: Card) -> dict[str, Any]:
    """Return a card as Croissant; properties without a value are left out."""
    return {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "name": card.dataset.title,
        "conformsTo": CONFORMS_TO,
        **described(card),
        **_filled(
            {
                "distribution": [entry for _, entry in distribution(card)],
                "recordSet": record_sets(card),
            }
        ),
    }


def described(card: Card) -> dict[str, Any]:
    """Return what a card says about a dataset, without its name and its files."""
    basics, data = dataset(card), as_data(card)
    named = with_names(data)
    said = _sentences(named)
    if not exists(card.dataset.published):
        basics.pop("datePublished", None)
    return _filled(
        {
            **{name: basics.get(name) for name in CORE},
            "citeAs": bibtex(card),
            **{term: " ".join(texts) if term in ONE_TEXT else texts for term, texts in said.items()},
            "rai:dataCollectionTimeframe": interval(card.collection.period),
            "rai:hasSyntheticData": has_synthetic_data(card),
            "prov:wasDerivedFrom": derivations(card),
            "prov:wasGeneratedBy": activities(card, named["pools"] if card.pools else [], said),
            KEY: to_block(data),
        }
    )


LIMITATIONS = "rai:dataLimitations"


def _sentences(data: Mapping[str, Any]) -> dict[str, list[str]]:
    """Return the texts of each property; models that wrote items only are no tools that annotate."""
    pools = data.get("pools", [])
    writers = [
        one for one in pools if one.get("kind") == "synthetic" and one.get("role") and WRITING.issuperset(one["role"])
    ]
    told = said_in("croissant", {**data, "pools": [one for one in pools if one not in writers]})
    if writers:  # what is not stated of them still has to name them
        told.setdefault("rai:dataCollection", []).extend(map(work_of_models, writers))
        told[LIMITATIONS] = said_in("croissant", data).get(LIMITATIONS, [])
    return {term: told.get(term, []) for term in TERMS}


def exists(day: str | None) -> bool:
    """Say whether a date is one of the calendar; programs refuse the whole file for one that is not."""
    if not day:
        return False
    whole = day + "-01-01"[len(day) - len("2024") :]
    try:
        date.fromisoformat(whole)
    except ValueError:
        return False
    return True


def _filled(properties: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in properties.items() if value not in (None, "", [], {})}


TERMS = tuple(
    dict.fromkeys(
        term
        for row in ROWS
        if row["croissant"].how == "said"
        for term in row["croissant"].term.split("; ")
        if term != "rai:hasSyntheticData"
    )
)
