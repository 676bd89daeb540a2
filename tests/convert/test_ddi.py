"""DDI-Codebook: what an archive of surveys gets.

The schema itself is not a part of this repository: it is under the LGPL, and no registry has it as a package. Where a
folder with codebook.xsd of DDI 2.5 is named in DDI_SCHEMAS, every card of the gallery is held to it; it was on
29 November 2026, and all fitted. Everywhere the order, number and attributes of elements are, as that schema has them,
and a whole file.

python tests/convert/test_ddi.py writes the expected file again
"""

import os
import re
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given
from hypothesis_profiles import with_examples
from test_model import SCHEMA, data_of

from alignmentcard.convert.exports.ddi import SPACE, ddi, lacks_for_ddi
from alignmentcard.document import parse, read
from alignmentcard.loader import load
from alignmentcard.model import Card

ROOT = Path(__file__).parents[2]
GALLERY = sorted((ROOT / "site" / "cards").glob("*.card.yaml"))
FULL = ROOT / "tests" / "portal" / "cards" / "full.card.yaml"
EXPECTED = ROOT / "tests" / "cases" / "ddi" / "full.xml"
ORDER = {
    "codeBook": "stdyDscr fileDscr dataDscr",
    "stdyDscr": "citation stdyInfo method dataAccs othrStdyMat",
    "citation": "titlStmt rspStmt prodStmt distStmt verStmt holdings",
    "titlStmt": "titl IDNo",
    "rspStmt": "AuthEnty",
    "prodStmt": "copyright fundAg",
    "distStmt": "contact distDate",
    "verStmt": "version",
    "stdyInfo": "abstract sumDscr",
    "sumDscr": "collDate nation anlyUnit universe dataKind",
    "method": "dataColl anlyInfo",
    "dataColl": "collectorTraining sampProc collMode resInstru collSitu actMin weight cleanOps",
    "anlyInfo": "respRate dataAppr",
    "dataAccs": "setAvail useStmt",
    "setAvail": "accsPlac avlStatus collSize complete",
    "useStmt": "confDec conditions",
    "othrStdyMat": "relMat relPubl",
    "fileDscr": "fileTxt",
    "fileTxt": "fileName fileType",
    "dataDscr": "var",
    "var": "labl qstn valrng txt catgry",
    "qstn": "qstnLit",
    "valrng": "range",
    "catgry": "catValu",
}
"""For each element those that may stand in it, in the order of the schema."""
ONCE = frozenset(
    "titlStmt rspStmt prodStmt distStmt titl copyright distDate version anlyInfo collSize complete confDec conditions "
    "fileName fileType catValu qstnLit range citation".split()
)
"""Elements of which there is at most one where they stand."""
MUST = {"codeBook": "stdyDscr", "stdyDscr": "citation", "citation": "titlStmt", "titlStmt": "titl", "valrng": "range"}
"""What an element cannot be without."""
DATED = re.compile(r"\d{4}(?:-\d\d){0,2}")
WORDS = {
    "event": {"start", "end", "single"},
    "missing": {"Y", "N"},
    "nature": {*"nominal ordinal interval ratio".split()},
}
"""Attributes that have one of a few words."""


def card_of(path: Path) -> Card:
    card = load(read(path)).card
    assert card is not None
    return card


def misplaced(element: Element) -> list[str]:
    """Return what stands where the schema has no place for it."""
    name, order = element.tag.removeprefix(f"{{{SPACE}}}"), []
    inside = [child.tag.removeprefix(f"{{{SPACE}}}") for child in element]
    known = ORDER.get(name, "").split()
    order = [known.index(one) if one in known else -1 for one in inside]
    found = [f"{name}: {inside}"] if -1 in order or order != sorted(order) else []
    found += [f"{one} twice in {name}" for one in ONCE if inside.count(one) > 1]
    found += [f"{name} without {MUST[name]}"] if name in MUST and MUST[name] not in inside else []
    found += [f"{name}: {key}={said}" for key, said in element.items() if not _fits(key, said)]
    return found + [text for child in element for text in misplaced(child)]


def _fits(attribute: str, said: str) -> bool:
    if attribute == "date":
        return DATED.fullmatch(said) is not None
    return said in WORDS.get(attribute, {said}) and (
        attribute != "ID" or re.match(r"[A-Za-z_][\w.-]*$", said) is not None
    )


def texts(root: Element, name: str) -> list[str]:
    return [one.text or "" for one in root.iter(f"{{{SPACE}}}{name}")]


@with_examples(40)
@given(data_of(SCHEMA).map(Card.model_validate))
def test_every_card_becomes_xml_in_the_order_of_the_schema(card: Card) -> None:
    root = ElementTree.fromstring(ddi(card))
    assert misplaced(root) == []
    ids = [one.get("ID") for one in root.iter(f"{{{SPACE}}}var")]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("inside", "wrong"),
    [
        ("<titlStmt/>", "titlStmt without titl"),
        ("<titlStmt><titl>A</titl></titlStmt><titlStmt><titl>B</titl></titlStmt>", "titlStmt twice in citation"),
        ("<distStmt><distDate date='May 2024'/></distStmt>", "citation without titlStmt"),
        ("<distStmt><distDate date='May 2024'/></distStmt>", "distDate: date=May 2024"),
        ("<distStmt/><titlStmt><titl>A</titl></titlStmt>", "citation: ['distStmt', 'titlStmt']"),
    ],
)
def test_what_the_schema_refuses_is_found(inside: str, wrong: str) -> None:
    root = ElementTree.fromstring(f"<citation xmlns='{SPACE}'>{inside}</citation>")
    assert wrong in misplaced(root)


@pytest.mark.parametrize("path", [*GALLERY, FULL], ids=lambda path: path.name)
def test_a_card_of_the_gallery_has_what_the_schema_asks_where_it_asks_it(path: Path) -> None:
    assert misplaced(ElementTree.fromstring(ddi(card_of(path)))) == []


def test_the_file_is_as_somebody_has_read_it() -> None:
    assert ddi(card_of(FULL)) == EXPECTED.read_text("utf-8")


def test_models_that_judged_are_told_as_the_way_of_collecting() -> None:
    text = (
        'alignmentcard: "1.1"\ndataset: {id: a, title: A}\n'
        "pools: [{id: judge, role: [rater], kind: synthetic, model: {name: judge-8b, provider: Acme}}]\n"
        "intent: {scope: particular, whose_values: Readers of a forum.}\n"
    )
    card = load(parse(text)).card
    assert card is not None
    assert "<collMode>The model judge-8b of Acme judged items.</collMode>" in ddi(card)
    assert "not for people in general. The data carries the values of" in ddi(card)


def test_each_question_is_a_variable_with_its_wording_and_values() -> None:
    card = card_of(FULL)
    root = ElementTree.fromstring(ddi(card))
    assert [one.get("name") for one in root.iter(f"{{{SPACE}}}var")] == [one.id for one in card.dimensions]
    assert texts(root, "qstnLit") == [" ".join(one.asks.split()) for one in card.dimensions if one.asks]
    assert texts(root, "catValu") == [value for one in card.dimensions for value in one.scale.values]


@pytest.mark.parametrize(
    ("paper", "own"),
    [
        ("https://aclanthology.org/2021.a-main.5/", []),
        ("https://arxiv.org/abs/2112.07475", ["10.18653/v1/2021.a-main.5"]),
    ],
)
def test_the_doi_of_a_paper_is_not_that_of_the_data(paper: str, own: list[str]) -> None:
    links = f"links: {{doi: 10.18653/v1/2021.a-main.5, paper: {paper}}}"
    card = load(parse(f'alignmentcard: "1.1"\ndataset: {{id: a-b, title: A, {links}}}\n')).card
    assert card is not None
    root = ElementTree.fromstring(ddi(card))
    assert texts(root, "IDNo") == ["a-b", *own]
    assert texts(root, "relPubl") == [paper, *(() if own else ("https://doi.org/10.18653/v1/2021.a-main.5",))]


@pytest.mark.parametrize(
    ("url", "name"),
    [("https://a.example/data/all%20x.csv?raw=1", "all%20x.csv"), ("https://a.example", "https://a.example")],
)
def test_a_file_is_called_by_its_name(url: str, name: str) -> None:
    card = load(
        parse(f'alignmentcard: "1.1"\ndataset: {{id: a-b, title: A}}\nrelease: {{files: [{{url: "{url}"}}]}}\n')
    ).card
    assert card is not None
    assert texts(ElementTree.fromstring(ddi(card)), "fileName") == [name]


def test_text_of_a_card_is_never_markup_and_characters_that_xml_lacks_are_left_out() -> None:
    title = "</titl><x>&amp; \\u0000\\u0007\\ufffe]]>"
    card = load(parse(f'alignmentcard: "1.1"\ndataset: {{id: a-b, title: "{title}"}}\n')).card
    assert card is not None
    assert texts(ElementTree.fromstring(ddi(card)), "titl") == ["</titl><x>&amp; ]]>"]


def test_what_archives_want_and_a_card_does_not_say_is_told() -> None:
    card = load(parse('alignmentcard: "1.1"\ndataset: {id: a-b, title: A}\n')).card
    assert card is not None
    assert "dataset.creators" in "\n".join(lacks_for_ddi(ddi(card)))
    assert not any("dataset.creators" in one for one in lacks_for_ddi(ddi(card_of(GALLERY[0]))))


@pytest.mark.parametrize("path", [*GALLERY, FULL], ids=lambda path: path.name)
def test_a_card_of_the_gallery_is_valid_by_the_schema(path: Path) -> None:
    folder = os.environ.get("DDI_SCHEMAS")
    if not folder:
        pytest.skip("needs a folder with codebook.xsd of DDI 2.5 in DDI_SCHEMAS")
    etree = pytest.importorskip("lxml.etree", reason="needs lxml")
    schema = etree.XMLSchema(etree.parse(str(Path(folder) / "codebook.xsd")))
    assert schema.validate(etree.fromstring(ddi(card_of(path)).encode())), schema.error_log


if __name__ == "__main__":
    EXPECTED.parent.mkdir(exist_ok=True)
    EXPECTED.write_text(ddi(card_of(FULL)), "utf-8")
