"""What an editor would strike out of three forms, by kind: each row is a card, what is said, and what must not be."""

import html
import json
from typing import Any

import pytest

from alignmentcard.convert.exports.croissant import as_croissant
from alignmentcard.document import parse
from alignmentcard.loader import load
from alignmentcard.model import Card
from alignmentcard.report.forms import form_text
from alignmentcard.report.questionnaire import questionnaire

DATASET = {"id": "a", "title": "A"}


def card_of(sections: dict[str, Any]) -> Card:
    data = {"alignmentcard": "1.1", **sections, "dataset": {**DATASET, **sections.get("dataset", {})}}
    card = load(parse(json.dumps(data))).card
    assert card is not None
    return card


def handed_in(card: Card) -> str:
    """Return the ARR answers, the datasheet and the texts of the Croissant file as one text."""
    texts = [one for name, one in as_croissant(card).items() if name.startswith("rai:")]
    lines = [line for one in texts for line in (one if isinstance(one, list) else [str(one)])]
    return "\n".join((form_text("arr", card, style="text"), html.unescape(questionnaire(card, "datasheets")), *lines))


def hold(sections: dict[str, Any], said: list[str], never: list[str]) -> None:
    text = handed_in(card_of(sections))
    assert [one for one in said if one not in text] == [], text
    assert [one for one in never if one in text] == [], text


def pool(name: str, **more: Any) -> dict[str, Any]:
    return {"id": name, "kind": "human", "role": ["rater"], **more}


IDS: dict[str, tuple[dict[str, Any], list[str], list[str]]] = {
    "the source of shares": (
        {
            "pools": [pool("p", target={"population": "adults", "source": "s-1"})],
            "sources": [{"id": "s-1", "title": "Census of 2020"}],
        },
        ["The shares are from “Census of 2020”."],
        ["s-1"],
    ),
    "who did a step": (
        {
            "pools": [pool("first_ones"), pool("last_ones", role=["adjudicator"])],
            "collection": {"stages": [{"id": "one", "who": ["first_ones"]}, {"id": "two", "who": ["last_ones"]}]},
        },
        ["Step “one”, done by the raters.", "Step “two”, done by the adjudicators."],
        ["done by first ones", "done by last ones"],
    ),
    "between whom agreement is": (
        {
            "pools": [pool("x_1"), pool("x_2")],
            "statistics": {"agreement": [{"metric": "cohen_kappa", "value": 0.5, "between": ["x_1", "x_2"]}]},
        },
        ["It compares the raters in the groups “x 1” and “x 2”."],
        ["x_1 and x_2"],
    ),
}


@pytest.mark.parametrize("name", IDS)
def test_an_id_is_said_in_the_words_of_the_other_sentences(name: str) -> None:
    hold(*IDS[name])
