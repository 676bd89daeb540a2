"""Croissant 0.8, 1.0 and 1.1 with RAI, in the spellings that occur, and the card that our own files carry."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from alignmentcard.convert.ac_block import BLOCK, KEY, find_block
from alignmentcard.convert.imports.carried import carried
from alignmentcard.convert.imports.citation import sources
from alignmentcard.convert.imports.distribution import files
from alignmentcard.convert.imports.found import (
    Found,
    Left,
    NotImportableError,
    Taken,
    Unread,
    closest,
    left,
    question,
    texts,
)
from alignmentcard.convert.imports.json_ld import dataset_in, is_a, name_of, read_json, texts_in
from alignmentcard.convert.imports.prov import agents, derivations
from alignmentcard.convert.imports.values import address, creators, date, languages, licence, period, summary
from alignmentcard.links import doi
from alignmentcard.messages.retold import worded

RAI = {
    "dataAnnotationProtocol": "collection",
    "dataAnnotationPlatform": "collection.platform",
    "dataAnnotationAnalysis": "aggregation",
    "annotationsPerItem": "pools",
    "annotatorDemographics": "pools",
    "machineAnnotationTools": "pools",
    "dataCollection": "collection",
    "dataCollectionType": "collection.setting",
    "dataCollectionMissingData": "collection",
    "dataCollectionRawData": "collection",
    "dataCollectionTimeframe": "collection.period",
    "dataPreprocessingProtocol": "aggregation",
    "dataImputationProtocol": "aggregation",
    "dataManipulationProtocol": "aggregation",
    "dataReleaseMaintenancePlan": "release.maintenance",
    "personalSensitiveInformation": "release.personal_data",
    "dataSocialImpact": "intent",
    "dataBiases": "intent.not_for",
    "dataLimitations": "intent.not_for",
    "dataUseCases": "intent.uses",
    "hasSyntheticData": "pools",
}
"""Properties of RAI 1.0, and hasSyntheticData, which venues ask for; their texts belong to these fields."""
SPELLINGS = {
    "dataCollectionTimeFrame": "dataCollectionTimeframe",
    "dataDataManipulationProtocol": "dataManipulationProtocol",
}
"""Names that mlcroissant uses, and those of the specification."""
NO_FIELD = {
    *("keywords", "isLiveDataset", "sdVersion", "sdLicense"),
    *("recordSet", "publisher", "isAccessibleForFree", "dateCreated", "dateModified", "alternateName", "usageInfo"),
    *("includedInDataCatalog", "thumbnailUrl", "isBasedOn", "variableMeasured", "measurementTechnique", "funder"),
    *("spatialCoverage", "hasPart", "isPartOf", "contentSize", "image", "about", "maintainer", "examples", "genre"),
}
QUIET = {"@context", "@type", "@id", "@language", "conformsTo"}


def croissant(text: str) -> Iterator[Found]:
    """Read a Croissant file, or another description of a dataset in JSON-LD."""
    data = dataset_in(read_json(text))
    if data is None:
        raise NotImportableError(worded("This JSON describes no dataset: it is not an object with keys such as name."))
    yield from _card(data)
    context = data.get("@context")
    for key, value in data.items():
        vocabulary, name = name_of(key, context)
        yield from _property(key, vocabulary, name, _unwrapped(value))


def _unwrapped(value: Any) -> Any:
    """Return the list that stands in a JSON-LD list or set."""
    inner = [value[key] for key in ("@list", "@set") if key in value] if isinstance(value, dict) else []
    return inner[0] if inner else value


def _card(data: dict[str, Any]) -> Iterator[Found]:
    """Yield the card that the file carries, where it carries one."""
    if any(BLOCK.search(key) for key in data):
        try:
            block = find_block(data)
        except (ValueError, TypeError, RecursionError):
            block = None
        yield from carried(block, KEY)


def _property(key: str, vocabulary: str, name: str, value: Any) -> Iterator[Found]:
    if vocabulary == "prov":
        yield from PROV.get(name, _no_field)(key, value)
    elif (proper := SPELLINGS.get(name, name)) in RAI:
        yield from _responsible(key, proper, value)
    elif vocabulary == "rai":
        near = closest(name, RAI)
        yield Unread(key, f"RAI 1.0 has no such property.{question(f'rai:{near}' if near else None)}")
        yield from left(RAI.get(near or "", "collection"), texts_in(value) or value, key)
    elif name in CORE:
        yield from CORE[name](key, value)
    elif name in NO_FIELD:
        yield from _no_field(key, value)
    elif name not in QUIET and not BLOCK.search(key):
        yield Unread(key, f"It is not a property that is read.{question(closest(name, (*CORE, *RAI)))}")


def _no_field(key: str, value: Any) -> Iterator[Found]:
    yield Unread(key, "A card has no field for it.")


def _responsible(key: str, name: str, value: Any) -> Iterator[Found]:
    """Yield a property of RAI: free texts for fields that are free texts, the rest for the author to place."""
    path, texts_ = RAI[name], texts_in(value)
    if path in ("release.maintenance", "release.personal_data") and texts_:
        yield Taken(path, " ".join(texts_), key)
    elif path == "collection.period":
        yield from _period(key, texts_)
    else:
        yield from left(path, texts_, key)


def _period(key: str, texts_: list[str]) -> Iterator[Found]:
    parts = texts_[0].split("/") if len(texts_) == 1 else texts_
    found = period(*parts) if len(parts) == 2 else None
    if found:
        yield Taken("collection.period.start", found[0], key)
        yield Taken("collection.period.end", found[1], key)
    else:
        yield from left("collection.period", texts_, key)


def _reader_of_one(path: str, read: Callable[[str], Any]) -> Callable[[str, Any], Iterator[Found]]:
    """Make a reader of a property with one text; what it cannot read, and further texts, are left."""

    def reader(key: str, value: Any) -> Iterator[Found]:
        found = texts_in(value)
        result = read(found[0]) if found else None
        if result:
            yield Taken(path, result, key)
        yield from left(path, found[1:] if result else found, key)

    return reader


def _address(otherwise: Callable[[str, Any], Iterator[Found]]) -> Callable[[str, Any], Iterator[Found]]:
    """Make a reader of an address, which may be that of a DOI."""

    def reader(key: str, value: Any) -> Iterator[Found]:
        dois = [one for one in texts_in(value) if RESOLVED.match(one) and doi(one)]
        for one in dois[:1]:
            yield Taken("dataset.links.doi", doi(one), key)
        if len(dois) < len(texts_in(value)) or key.endswith("url"):
            yield from otherwise(key, value)

    return reader


RESOLVED = re.compile(r"https?://(?:dx\.)?doi\.org/", re.IGNORECASE)


def _languages(key: str, value: Any) -> Iterator[Found]:
    tags, rest = languages(
        [one.get("alternateName") or one.get("name") if isinstance(one, dict) else one for one in _boxed(value)]
    )
    if tags:
        yield Taken("dataset.languages", tags, key)
    yield from left("dataset.languages", rest, key)


def _creators(key: str, value: Any) -> Iterator[Found]:
    named = [(one, list(creators(_prefixless(one)))) for one in _boxed(value)]
    people = [person for _, found in named for person in found]
    if people:
        yield Taken("dataset.creators", people, key)
    yield from left("dataset.creators", [texts_in(one) or texts(one) for one, found in named if not found], key)


def _prefixless(value: Any) -> Any:
    return {name_of(key, None).name: one for key, one in value.items()} if isinstance(value, dict) else value


def _boxed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _citation(key: str, value: Any) -> Iterator[Found]:
    for text in texts_in(value):
        yield from sources(text, key)


def _files(key: str, value: Any) -> Iterator[Found]:
    yield from files(key, [one for one in _boxed(value) if isinstance(one, dict)])


def _generated(key: str, value: Any) -> Iterator[Found]:
    yield from agents(key, [one for one in _boxed(value) if isinstance(one, dict)])
    yield from (
        Left("collection", text, key) for one in _boxed(value) if not isinstance(one, dict) for text in texts_in(one)
    )


CORE: dict[str, Callable[[str, Any], Iterator[Found]]] = {
    "name": _reader_of_one("dataset.title", lambda text: text),
    "description": _reader_of_one("dataset.summary", summary),
    "url": _address(_reader_of_one("dataset.links.homepage", address)),
    "sameAs": _address(_reader_of_one("dataset.links.repository", lambda _: None)),
    "license": _reader_of_one("dataset.license", licence),
    "version": _reader_of_one("dataset.version", lambda text: text),
    "datePublished": _reader_of_one("dataset.published", date),
    "identifier": _reader_of_one("dataset.links.doi", doi),
    "temporalCoverage": _reader_of_one("collection.period", lambda _: None),
    "inLanguage": _languages,
    "creator": _creators,
    "author": _creators,
    "citeAs": _citation,
    "citation": _citation,
    "distribution": _files,
}
PROV: dict[str, Callable[[str, Any], Iterator[Found]]] = {
    "wasDerivedFrom": derivations,
    "wasGeneratedBy": _generated,
    "wasAttributedTo": lambda key, value: left("dataset.creators", texts_in(value), key),
    "wasAssociatedWith": lambda key, value: left("pools", texts_in(value), key),
    "isAssociatedWith": lambda key, value: left("pools", texts_in(value), key),
}


def describes_dataset(text: str) -> bool:
    """Say whether a text of JSON is a description of a dataset and not a table."""
    try:
        data = read_json(text)
    except NotImportableError:
        return text.lstrip("\ufeff \t\r\n").startswith("{")
    one = dataset_in(data)
    return one is not None and ("@context" in one or is_a(one, "Dataset"))
