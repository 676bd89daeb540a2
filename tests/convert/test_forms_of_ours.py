"""Forms that this program wrote come back: in LaTeX, as text, and with the paragraphs that they had."""

from pathlib import Path

import pytest

from alignmentcard.convert.exports import FORMATS
from alignmentcard.convert.imports import Draft, draft
from alignmentcard.convert.imports.latex_headings import as_markdown
from alignmentcard.convert.imports.ours.reading import read
from alignmentcard.document import read as read_card
from alignmentcard.loader import load
from alignmentcard.model import Card
from alignmentcard.report.forms import form_text
from alignmentcard.report.questionnaire import FORMATS as QUESTIONNAIRES

CARD = Path(__file__).parents[2] / "site" / "cards" / "xstest-completions.card.yaml"
ENDINGS = {"latex": "tex", "text": "txt"}


@pytest.fixture(scope="module")
def card() -> Card:
    loaded = load(read_card(CARD)).card
    assert loaded
    return loaded


def drafted(text: str, name: str) -> Draft:
    found = draft(text, name=name)
    assert isinstance(found, Draft)
    return found


@pytest.mark.parametrize("style", ENDINGS)
@pytest.mark.parametrize("form", ["arr", "ab-2013"])
def test_a_filled_form_says_the_same_in_latex_and_as_text(card: Card, form: str, style: str) -> None:
    values = drafted(form_text(form, card, style=style), f"form.{ENDINGS[style]}").values
    assert values["dataset.title"] == card.dataset.title
    assert values["dataset.license"] == card.dataset.license
    assert values["dataset.links.paper"] == "https://aclanthology.org/2024.naacl-long.301/"
    assert values["dataset.items"] == card.dataset.items
    assert values["collection.unit" if form == "ab-2013" else "dataset.ratings"] in (card.collection.unit, 4500)


@pytest.mark.parametrize("form", ["crowdworksheets", "data-statement"])
def test_a_questionnaire_names_the_data_and_ends_texts_with_their_paragraphs(card: Card, form: str) -> None:
    values = drafted(QUESTIONNAIRES[form].write(card), "form.md").values
    assert values["dataset.title"] == card.dataset.title
    assert values.get("collection.unit") in (None, card.collection.unit)


def test_an_appendix_in_latex_is_read_by_its_run_in_headings(card: Card) -> None:
    values = drafted(FORMATS["latex"].write(card), "card.tex").values
    assert values["dataset.title"] == card.dataset.title
    assert values["intent.not_for"] == card.intent.not_for
    assert values["collection.unit"] == card.collection.unit


def test_an_address_that_may_be_broken_is_whole() -> None:
    text = "\\section{Data}\nSee https://\\allowbreak{}a.\\allowbreak{}example/\\allowbreak{}%\nb.\n"
    assert "https://a.example/b." in as_markdown(text)


def test_a_text_behind_a_sentence_ends_with_its_paragraph_and_nothing_is_said_twice() -> None:
    said = "For each answer a rater looked at a post.\n\nPosts are short."
    found = read(said, whole=True)
    assert dict(found.values)["collection.unit"] == "a post"
    assert ("", "Posts are short.") in found.rest
    twice = read("The items come from posts (written by people).\n\nThe items come from posts (written by people).")
    assert dict(twice.values)["dataset.sources_of_items"] == [{"name": "posts", "written_by": "people"}]
