"""Card to DDI-Codebook 2.5, the XML that archives of surveys take: the study, its people, its questions and its files.

The order of elements is that of the schema. Source: DDI Alliance, DDI-Codebook 2.5 (2012), codebook.xsd.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from alignmentcard.codes.countries import country_name
from alignmentcard.convert.ac_block import as_data
from alignmentcard.convert.exports.schema_org import funders, licence_address
from alignmentcard.convert.prose.statements import statements, work_of_models
from alignmentcard.convert.prose.subjects import named
from alignmentcard.convert.prose.words import OWN_LICENCE, counted, ended, plain, spaced
from alignmentcard.messages import later
from alignmentcard.messages.retold import joined, worded
from alignmentcard.model import Card

SPACE = "ddi:codebook:2_5"
DATE_EVENTS = ("start", "end")
FORBIDDEN = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 65534, 65535))
"""Characters that XML cannot hold at all."""
SURROGATES = dict.fromkeys(range(55296, 57344), "�")
Attributes = dict[str, str]


def ddi(card: Card) -> str:
    """Write a card as a codebook of DDI 2.5."""
    book = Element("codeBook", {"xmlns": SPACE, "version": "2.5", "xml:lang": "en"})
    study = SubElement(book, "stdyDscr")
    for part in (_citation, _information, _method, _access, _publications):
        part(card, study)
    _files(card, book)
    _variables(card, book)
    indent(book)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(book, encoding="unicode")}\n'


def _add(parent: Element, name: str, text: Any, attributes: Attributes | None = None) -> None:
    """Add an element with a text, unless there is no text."""
    if text not in (None, ""):
        kept = {key: _safe(value) for key, value in (attributes or {}).items() if value}
        SubElement(parent, name, kept).text = _safe(plain(text))


def _safe(text: str) -> str:
    return text.translate(FORBIDDEN).translate(SURROGATES)


def _group(parent: Element, name: str, parts: Iterable[tuple[str, Any, Attributes]]) -> None:
    """Add an element that holds others, unless none of them has a text."""
    filled = [(tag, text, attributes) for tag, text, attributes in parts if text not in (None, "")]
    if filled:
        inside = SubElement(parent, name)
        for tag, text, attributes in filled:
            _add(inside, tag, text, attributes)


def _in_sentences(card: Card, *paths: str) -> str:
    """Return what a card says at some paths, in sentences."""
    return " ".join(dict.fromkeys(ended(text) for path in paths for text in statements(card, path, apart=True)))


def _each(card: Card, name: str, *paths: str) -> Iterator[tuple[str, str, Attributes]]:
    yield from (
        (name, text, {})
        for text in dict.fromkeys(ended(text) for path in paths for text in statements(card, path, apart=True))
    )


def _own_doi(card: Card) -> str | None:
    """Return the DOI of the data; one that the address of the paper ends with is that of the paper."""
    doi, paper = card.dataset.links.doi, (card.dataset.links.paper or "").rstrip("/")
    return None if doi and paper.endswith(f"/{doi.rpartition('/')[2]}") else doi


def _in_words(licence: str) -> str:
    """Write the names of own licences as words; those that are known keep their ids."""
    return re.sub(rf"{OWN_LICENCE}([\w.-]+)", lambda found: found[1].replace("-", " "), licence)


def _citation(card: Card, study: Element) -> None:
    data, citation = card.dataset, SubElement(study, "citation")
    ids = [("IDNo", data.id, {"agency": "AlignmentCard"}), ("IDNo", _own_doi(card), {"agency": "DOI"})]
    _group(citation, "titlStmt", [("titl", data.title, {}), *ids])
    people: list[tuple[str, Any, Attributes]] = [
        ("AuthEnty", one.name, {"affiliation": one.affiliation or ""}) for one in data.creators
    ]
    _group(citation, "rspStmt", people)
    _group(
        citation,
        "prodStmt",
        [("copyright", _in_words(data.license or ""), {}), *(("fundAg", one, {}) for one in funders(card))],
    )
    contact = (data.contact or "").removeprefix("mailto:")
    mail = {"email": contact} if "@" in contact and "://" not in contact else {"URI": contact}
    _group(
        citation,
        "distStmt",
        [("contact", contact, mail), ("distDate", data.published, {"date": data.published or ""})],
    )
    _group(citation, "verStmt", [("version", data.version, {})])
    home = data.links.homepage or data.links.repository or data.links.download
    _add(citation, "holdings", home, {"URI": home or ""})


def _information(card: Card, study: Element) -> None:
    information = SubElement(study, "stdyInfo")
    _add(information, "abstract", card.dataset.summary)
    _add(information, "abstract", _in_sentences(card, "intent.uses", "intent.not_for"), {"contentType": "purpose"})
    period, countries = card.collection.period, dict.fromkeys(one for pool in card.pools for one in pool.countries)
    dates: list[tuple[str, Any, Attributes]] = [
        ("collDate", getattr(period, event), {"event": event, "date": getattr(period, event) or ""})
        for event in DATE_EVENTS
    ]
    nations: list[tuple[str, Any, Attributes]] = [("nation", country_name(code), {"abbr": code}) for code in countries]
    _group(
        information,
        "sumDscr",
        [
            *dates,
            *nations,
            ("anlyUnit", _in_sentences(card, "collection.unit"), {}),
            ("universe", _universe(card), {}),
            ("dataKind", _in_sentences(card, "dimensions.*.feedback"), {}),
        ],
    )


def _universe(card: Card) -> str:
    """Say whom the raters stand for; where nobody is named, for whom the result speaks and whose values it has."""
    target = _in_sentences(card, "pools.*.target")
    return target or _in_sentences(card, "intent.scope", "intent.whose_values")


def _models(card: Card) -> Iterator[dict[str, Any]]:
    return (pool for pool in as_data(card).get("pools", []) if pool.get("kind") == "synthetic")


def _method(card: Card, study: Element) -> None:
    method = SubElement(study, "method")
    _group(
        method,
        "dataColl",
        [
            *_each(card, "collectorTraining", "collection.training"),
            *_each(card, "sampProc", "pools.*.size", "pools.*.recruitment"),
            *_each(card, "collMode", "collection.setting"),
            *(("collMode", work_of_models(pool), {}) for pool in _models(card)),
            ("resInstru", " ".join(map(ended, statements(card, "dimensions.*.definition"))), {}),
            *_each(card, "collSitu", "pools.*.pay", "pools.*.consent", "pools.*.ethics"),
            *_each(card, "actMin", "collection.quality_controls"),
            *_each(card, "weight", "aggregation.*.weighting"),
            *_each(card, "cleanOps", "aggregation.*.filters", "aggregation.*.method"),
        ],
    )
    reached: list[tuple[str, Any, Attributes]] = [("respRate", text, {}) for text in _rates(as_data(card))]
    _group(
        method,
        "anlyInfo",
        [*reached, *_each(card, "dataAppr", "statistics.agreement", "pools.*.composition")],
    )
    if not len(method):
        study.remove(method)


def _rates(data: dict[str, Any]) -> Iterator[str]:
    """Yield how many of a pool answered each question about themselves."""
    for pool in data.get("pools", []):
        for one in pool.get("composition", []):
            asked, answered = one.get("asked", pool.get("size")), sum(one.get("counts", {}).values())
            if asked and answered:
                yield f"Of {plain(asked)} people, {plain(answered)} said their {spaced(one['axis'])}."


def _access(card: Card, study: Element) -> None:
    access = SubElement(study, "dataAccs")
    links = card.dataset.links
    place = links.download or links.repository or links.homepage
    items = counted(card.dataset.items, "items") if card.dataset.items is not None else ""
    available = [("accsPlac", place, {"URI": place or ""}), ("avlStatus", _in_sentences(card, "release.access"), {})]
    _group(
        access,
        "setAvail",
        [*available, ("collSize", items, {}), ("complete", _in_sentences(card, "release.level"), {})],
    )
    address = licence_address(card.dataset.license or "") or ""
    terms = [_in_sentences(card, "dataset.license"), address if address.startswith("http") else ""]
    private = _in_sentences(card, "release.personal_data", "release.rater_attributes")
    _group(access, "useStmt", [("confDec", private, {}), ("conditions", " ".join(filter(None, terms)), {})])
    if not len(access):
        study.remove(access)


def _publications(card: Card, study: Element) -> None:
    sources = _each(card, "relMat", "dataset.derived_from", "dataset.sources_of_items")
    links = card.dataset.links
    of_paper = f"https://doi.org/{links.doi}" if links.doi and not _own_doi(card) else None
    _group(study, "othrStdyMat", [*sources, ("relPubl", links.paper, {}), ("relPubl", of_paper, {})])


def _files(card: Card, book: Element) -> None:
    for one in card.release.files:
        described = SubElement(book, "fileDscr", {"URI": _safe(one.url)} if one.url else {})
        _group(
            described,
            "fileTxt",
            [("fileName", one.path or _last_part(one.url or ""), {}), ("fileType", one.format, {})],
        )


def _last_part(url: str) -> str:
    """Return the name of a file at an address, which stands whole beside it; of a mere host, the address."""
    path = url.partition("?")[0].partition("#")[0].partition("://")[2].rstrip("/")
    return path.rpartition("/")[2] if "/" in path else url


def _variables(card: Card, book: Element) -> None:
    """Describe each dimension as a variable, with its question and its values."""
    dimensions = as_data(card).get("dimensions", [])
    if dimensions:
        described = SubElement(book, "dataDscr")
        for one in dimensions:
            _variable(described, one)


def _variable(parent: Element, one: dict[str, Any]) -> None:
    scale = one.get("scale", {})
    level = {"nominal": "nominal", "ordinal": "ordinal", "interval": "interval", "ratio": "ratio"}
    nature = {"nature": level[scale["level"]]} if scale.get("level") in level else {}
    variable = SubElement(parent, "var", {"ID": f"V-{one['id']}", "name": one["id"], **nature})
    _add(variable, "labl", named(one).strip("“”"))
    if one.get("asks"):
        _group(variable, "qstn", [("qstnLit", one["asks"], {})])
    ends = {name: f"{scale[name]:g}" for name in ("min", "max") if isinstance(scale.get(name), int | float)}
    if ends:
        SubElement(SubElement(variable, "valrng"), "range", ends)
    _add(variable, "txt", one.get("definition", {}).get("text"))
    for value in scale.get("values", []):
        missing = {"missing": "Y"} if value in scale.get("abstain", []) else {}
        category = SubElement(variable, "catgry", missing)
        _add(category, "catValu", value)


def lacks_for_ddi(text: str) -> Iterator[str]:
    """Yield what archives ask for beyond what the schema requires."""
    for name, said in WANTED.items():
        if f"<{name}" not in text:
            yield joined(" ", ["DDI:", worded(said)])


WANTED = {
    "AuthEnty": later("archives want to know who made the data (dataset.creators)."),
    "abstract": later("archives want an abstract (dataset.summary)."),
    "universe": later("archives want the universe: whom the raters stand for (pools, target)."),
    "sampProc": later("archives want to know how people were sampled (pools, recruitment)."),
}
