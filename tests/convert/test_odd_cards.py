"""Cards that nobody expects, through every export and form: empty, all gaps, very many, very long, full of marks."""

import json
import re
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

import pytest

from alignmentcard.cli.export import FORMATS
from alignmentcard.convert.exports.huggingface import BEGIN, END
from alignmentcard.convert.exports.readme_merge import merge_readme
from alignmentcard.document import parse
from alignmentcard.loader import load
from alignmentcard.model import Card
from alignmentcard.model.fields import tree
from alignmentcard.report import forms

MARKS = (
    r"\input{/etc/passwd} $x^2$ 50% & #1 _a_ ~b {c} **bold** <b>x</b> [l](javascript:a) ![i](x) | `code` "
    "\u202eabc \u05e9\u05dc\u05d5\u05dd \u4f60 ''' --- " + f"{END} {BEGIN}" + ' ]]> {{ x }} {% y %} ((( z ))) "q"'
)
PEOPLE = {"role": ["rater"], "kind": "human", "countries": ["US"]}
GAPS = (
    "dataset.license pools dimensions collection aggregation statistics intent release framework dataset.links".split()
)


def card_of(**sections: Any) -> Card:
    data = {"alignmentcard": "1.1", **sections}
    card = load(parse(json.dumps({**data, "dataset": {"id": "a-b", "title": "A", **data.get("dataset", {})}}))).card
    assert card is not None
    return card


CARDS = {
    "empty lists": card_of(dataset={"languages": [], "creators": []}, dimensions=[], pools=[], aggregation=[]),
    "gaps alone": card_of(gaps=[{"field": field, "reason": "unknown"} for field in GAPS]),
    "very many": card_of(
        dimensions=[{"id": f"d{n}", "name": f"Trait {n}", "definition": {"detail": "label"}} for n in range(40)],
        pools=[{"id": f"p{n}", "size": n + 2, **PEOPLE} for n in range(12)],
        gaps=[{"field": f"pools.p{n}.pay", "reason": "unknown"} for n in range(11)],
    ),
    "very long": card_of(dataset={"title": "x" * 290, "summary": "word " * 199}, intent={"not_for": ["y " * 9000]}),
    "no names": card_of(dimensions=[{"id": "d"}], pools=[{"id": "p", **PEOPLE}], aggregation=[{"method": "other"}]),
    "marks": card_of(
        dataset={"title": MARKS, "summary": MARKS, "creators": [{"name": MARKS, "affiliation": MARKS}]},
        intent={"not_for": [MARKS, MARKS], "funded_by": [MARKS], "whose_values": MARKS},
        dimensions=[{"id": "d", "name": MARKS, "asks": MARKS, "definition": {"detail": "brief", "text": MARKS}}],
        pools=[{"id": "p", **PEOPLE, "composition": [{"axis": MARKS, "basis": "inferred", "counts": {MARKS: 1}}]}],
        gaps=[{"field": "dataset.contact", "reason": "unknown", "note": MARKS}],
    ),
}


@pytest.mark.parametrize("name", CARDS)
def test_every_export_and_form_is_written(name: str) -> None:
    for known, one in FORMATS.items():
        text = one.write(CARDS[name])
        assert text.endswith("\n") or (known == "in-toto" and not text), known
    for form in forms.FORMATS:
        for style in forms.STYLES:
            assert forms.form_text(form, CARDS[name], style=style)


@pytest.mark.parametrize("name", CARDS)
def test_a_reader_of_the_format_takes_what_is_written(name: str) -> None:
    ElementTree.fromstring(FORMATS["ddi"].write(CARDS[name]))
    for known in ("croissant", "schema-org", "datacite", "csl-json"):
        json.loads(FORMATS[known].write(CARDS[name]))


def test_a_text_with_the_marks_of_a_readme_is_replaced_whole_by_the_next_export() -> None:
    first = FORMATS["huggingface"].write(CARDS["marks"]) + "\nWhat the author wrote below.\n"
    assert merge_readme(CARDS["marks"], first) == first


def test_latex_has_the_meaning_of_each_command_that_it_uses() -> None:
    for text in (FORMATS["latex"].write(CARDS["marks"]), forms.form_text("arr", CARDS["marks"], style="latex")):
        assert r"\acchar{4F60}" in text
        defined, used = (
            set(re.findall(pattern, text)) for pattern in (r"providecommand\{\\(ac\w+)", r"\\(ac[hl]\w+)\{")
        )
        assert used <= defined


def test_groups_of_those_who_did_the_same_share_a_noun() -> None:
    text = forms.form_text("arr", CARDS["very many"], style="text")
    assert "For the raters in the groups “p0”, “p1”, “p2”," in text
    assert text.count("the raters in the group") <= 16


def test_a_whole_section_that_is_a_gap_is_told_in_words() -> None:
    text = " ".join(json.loads(FORMATS["croissant"].write(CARDS["gaps alone"]))["rai:dataLimitations"])
    assert "does not state the licence or where the dataset and its paper are found;" in text
    assert "does not state who judged or how answers were collected;" in text


def emptied() -> Iterator[Card]:
    """Yield a card for each record inside an entry that holds an empty list beside a field that says something."""
    for section in tree().children.values():
        for record in section.children.values():
            lists = [one.name for one in record.children.values() if one.shape in ("list", "table")]
            if section.shape == "list" and record.type == record.shape == "record" and lists:
                empty: dict[str, Any] = {one: {} if record.children[one].shape == "table" else [] for one in lists}
                entry = {"id": "a", "kind": "human", "dimension": "a", record.name: empty}
                known = {name: one for name, one in entry.items() if name in section.children}
                card = load(parse(json.dumps({**LEAST, section.name: [known]}))).card
                if card is not None:
                    yield card


LEAST = {"alignmentcard": "1.1", "dataset": {"id": "a-b", "title": "A"}}


def test_a_record_that_holds_only_empty_lists_says_nothing() -> None:
    cards = list(emptied())
    assert len(cards) > 2
    for card in cards:
        for name, form in FORMATS.items():
            assert form.write(card) or name == "in-toto", name
