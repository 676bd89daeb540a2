"""Datasheets as people fill the templates: what the template prints is no answer, and hints are no questions."""

import pytest

from alignmentcard.convert.imports import Draft, draft
from alignmentcard.convert.imports.answers import says_none, without_form
from alignmentcard.convert.imports.boards import board
from alignmentcard.convert.imports.crowds import size_of
from alignmentcard.convert.imports.dates import period
from alignmentcard.convert.imports.free_words import standing_for
from alignmentcard.convert.imports.mentioned import countries
from alignmentcard.convert.imports.question_names import AGREED, CLEANING, COUNT, FOUND, LICENCE, WITHDRAWAL

FILLED = """# Datasheet: *Harbour Talk*

## Motivation
*The questions in this section are primarily intended to encourage dataset creators to articulate their reasons.*

1. **For what purpose was the dataset created?** Was there a specific task in mind? Please provide a description.

	*To learn which remarks sailors find polite.*

3. **What support was needed to make this dataset?** (e.g. who funded the creation of the dataset? If there is an
associated grant, provide the name of the grantor.)

	*A grant of the Port of Kalvik.*

## Composition

*Dataset creators should read through the questions in this section prior to any data collection.*

- **Were the individuals in question notified about the data collection?** *(If so, please describe how notice was \
provided, and reproduce the exact language to which the individuals consented.)*

    A leaflet told them.
"""


def read(text: str) -> Draft:
    found = draft(text, name="sheet.md")
    assert isinstance(found, Draft)
    return found


def test_what_a_template_prints_below_a_chapter_is_nobodys_answer() -> None:
    made = read(FILLED)
    told = [one.text for one in (*made.left, *made.unread)]
    assert not [text for text in told if "primarily intended" in text or "should read through" in text]


def test_a_hint_in_brackets_is_no_question() -> None:
    made = read(FILLED)
    places = [one.at for one in (*made.taken, *made.left, *made.unread)]
    assert not [at for at in places if at.startswith("(")]
    assert "pools" in [one.path for one in made.left if "leaflet" in one.text]


@pytest.mark.parametrize(
    "hint",
    [
        "(“Raw” data or features? In either case, please provide a description.)",
        "If so, please explain why (e.g., it was lost). This does not include intentionally removed information, but "
        "might include, e.g., redacted text.",
        "Does this match? If not, please describe it. Finally, list when the dataset was first published.",
        "For example, is there anything that a user might need to know (e.g., legal risks) If so, please provide a "
        "description. Is there anything a future user could do to mitigate these undesirable harms?",
    ],
)
def test_hints_of_a_template_are_taken_off_an_answer(hint: str) -> None:
    assert without_form(f"{hint} It is raw text.").strip("* ") == "It is raw text."


def test_of_two_periods_one_of_which_goes_on_none_is_read() -> None:
    assert list(period("The archives are divided into 1851-1981 and 1981-present.")) == []


def test_the_last_of_a_list_of_countries_behind_an_or_is_one_of_them() -> None:
    text = "Their location must be in United States, Canada, Australia, or New Zealand."
    assert list(countries(text)) == [("pools.raters.countries", ["US", "CA", "AU", "NZ"])]


def test_committees_that_have_no_english_name_approve_too() -> None:
    text = "The collection was approved by the Comité d'éthique de la recherche, Polytechnique Montreal."
    assert list(board(text)) == [("pools.raters.ethics", {"status": "approved"})]


def test_an_answer_to_a_form_is_kept_even_below_tags_of_a_page() -> None:
    text = (
        "---\nlayout: page\n---\n# Datasheet\n\n### Why was it created?\n\nFor talks.\n\n### Who funded it?\n\n"
        "The port.\n\n### Is there Information Missing from it?\n\nUnfinished talks were left out.\n\n"
        "### Are there recommended data splits?\n\nWe split by month.\n\n### Changelog\n\nRun it.\n"
    )
    made = read(text)
    assert ("dataset.known_issues", "Unfinished talks were left out.") in [(one.path, one.text) for one in made.left]
    assert "We split by month." in made.text()
    assert "Run it." not in made.text()


BLIND = """# Datasheet for datasets from "Gusts and Squalls"

## Motivation

_The questions in this section are primarily intended to encourage dataset creators
to clearly articulate their reasons for creating the dataset
about funding interests._

### Who created the dataset?

(Omitted for anonymity.)

### Who funded the creation of the dataset?

The Port of Kalvik. TODO: Ada: any grants from Lindoso?

### Who is supporting/hosting/maintaining the dataset?

Removed for double-blind review.
"""


def test_what_blind_review_leaves_out_is_no_answer_and_what_is_to_do_is_no_part_of_one() -> None:
    made = read(BLIND)
    assert made.values["dataset.title"] == "Gusts and Squalls"
    assert made.values["intent.funded_by"] == ["The Port of Kalvik."]
    assert "release.maintenance" not in made.values
    assert not [one for one in made.left if "anonymity" in one.text or "primarily" in one.text]


@pytest.mark.parametrize(
    ("text", "none"),
    [
        ("N/A.", True),
        ("Not applicable. Left blank.", True),
        ("N/A. See Section 3.", True),
        ("N/A. " * 2000, True),
        ("N/A. Our faculty has no ethics board.", False),
        ("None. All remarks are newly written.", False),
    ],
)
def test_what_is_said_behind_a_question_that_does_not_apply_is_kept(text: str, none: bool) -> None:
    assert says_none(text) == none
    made = read(f"# Datasheet\n\n## Is the dataset self-contained?\n\n{text}\n")
    assert [one.text for one in made.left if one.path == "dataset.derived_from"] == ([] if none else [text])


def test_from_what_does_not_apply_nothing_is_read_but_that_there_is_no_board() -> None:
    made = read(
        "# Datasheet\n\n## Who was involved in the data collection process?\n\nN/A. Models at $9 an hour are none.\n\n"
        "## Were any ethical review processes conducted?\n\nN/A. Our faculty has no ethics board.\n"
    )
    assert "pools.raters.pay" not in made.values
    assert made.values["pools.raters.ethics"] == {"status": "none"}


def test_a_part_that_are_women_is_no_number_of_raters() -> None:
    assert size_of("All annotators live in Kenya; four are women.") is None


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("How do you get one score?", CLEANING),
        ("Can someone drop out later?", WITHDRAWAL),
        ("How well did they agree?", AGREED),
        ("What may I do with it?", LICENCE),
        ("Where is it?", FOUND),
        ("What's inside?", COUNT),
    ],
)
def test_questions_in_the_words_of_every_day_are_known(question: str, meant: str) -> None:
    assert standing_for(question) == meant


def test_labels_above_texts_that_are_set_in_need_no_empty_line_between() -> None:
    text = (
        "FACT SHEET: CANTEEN\n\nOwner\n  Ruth Ade and Sven Lind (Institute for Work)\nContent\n  980 notes in Swedish\n"
        "Reward\n  150 SEK per session\nLicence\n  CC0\nQuestions to\n  canteen@iwr.example\n"
    )
    values = read(text).values
    assert values["dataset.creators"] == [{"name": "Ruth Ade"}, {"name": "Sven Lind"}]
    assert values["pools.raters.pay"] == {"amount": 150.0, "currency": "SEK", "per": "session"}
    assert (values["dataset.license"], values["dataset.contact"]) == ("CC0-1.0", "mailto:canteen@iwr.example")
