"""The key `without` of a question: parts of the fields that it is not about, in forms and in questionnaires."""

from pathlib import Path

import pytest

from alignmentcard.document import parse
from alignmentcard.errors import BadProfileError
from alignmentcard.loader import load
from alignmentcard.model import Card
from alignmentcard.profiles import load_profile
from alignmentcard.report.forms.narrowed import less
from alignmentcard.report.forms.written import write_form
from alignmentcard.report.questionnaire import questionnaire

PAPER, DATA = "https://arxiv.org/abs/2401.00001", "https://example.org/data"
LINKS = {"homepage": DATA, "paper": PAPER, "doi": "10.48550/arXiv.2401.00001"}
CARD = f"""alignmentcard: "1.1"
dataset:
  id: a
  title: A
  creators: [{{name: Ada Lopez}}]
  links: {{homepage: "{DATA}", paper: "{PAPER}", doi: 10.48550/arXiv.2401.00001}}
"""


def card() -> Card:
    read = load(parse(CARD)).card
    assert read is not None
    return read


def profile(folder: Path, without: str, form: str = "") -> str:
    asked = f"  - {{question: Where?, fields: [dataset.links], without: [{without}]}}\n"
    path = folder / "ours.yaml"
    path.write_text(f"name: ours\ntitle: Ours\n{form}expects:\n{asked}", "utf-8")
    return str(path)


def test_the_doi_of_a_paper_goes_with_its_address_and_one_of_the_data_stays() -> None:
    kept = less(["dataset.links.paper"], {"dataset": {"links": LINKS}})
    assert kept == {"dataset": {"links": {"homepage": DATA}}}
    own = {"dataset": {"links": {**LINKS, "doi": "10.5281/zenodo.1"}}}
    assert less(["dataset.links.paper"], own)["dataset"]["links"] == {"homepage": DATA, "doi": "10.5281/zenodo.1"}


@pytest.mark.parametrize(
    ("path", "left"),
    [
        ("pools.*.pay", {"pools": [{"id": "a"}, {"id": "b"}]}),
        ("pools.*.pay.amount", {"pools": [{"id": "a", "pay": {"currency": "EUR"}}, {"id": "b"}]}),
        ("pools", {}),
        ("dataset.summary", {"pools": [{"id": "a", "pay": {"amount": 1, "currency": "EUR"}}, {"id": "b"}]}),
    ],
)
def test_any_part_of_a_card_can_be_left_out(path: str, left: dict) -> None:
    data = {"pools": [{"id": "a", "pay": {"amount": 1, "currency": "EUR"}}, {"id": "b"}]}
    assert less([path], data) == left


def test_a_questionnaire_answers_without_it(tmp_path: Path) -> None:
    text = questionnaire(card(), profile(tmp_path, "dataset.links.paper"))
    assert DATA in text
    assert PAPER not in text


@pytest.mark.parametrize("without", ["dataset.links.paper", "dataset.links.homepage"])
def test_a_form_answers_without_it(tmp_path: Path, without: str) -> None:
    made = "form: {version: '1', read: '2026-11-30', second_hand: false}\n"
    text = write_form(load_profile(profile(tmp_path, without, made)), [card()], "text")
    assert (PAPER in text, DATA in text) == ("homepage" in without, "paper" in without)


def test_a_part_that_the_standard_does_not_have_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadProfileError, match=r"no field `dataset\.links\.parer`"):
        load_profile(profile(tmp_path, "dataset.links.parer"))
