"""Forms that are handed in: every question in its own words, sentences as an author writes them, gaps with reasons.

python tests/forms/test_forms.py writes the expected files again
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from alignmentcard.document import parse
from alignmentcard.loader import load
from alignmentcard.messages import speaking
from alignmentcard.model import Card
from alignmentcard.model.dataset import ItemSource
from alignmentcard.profiles import form_names, load_profile
from alignmentcard.report.forms import form_text
from alignmentcard.report.forms.filled import filled
from alignmentcard.report.forms.overview import as_json, as_text, fillings

ROOT = Path(__file__).parents[2]
GALLERY = sorted((ROOT / "site" / "cards").glob("*.card.yaml"))
FEW = [path for path in GALLERY if path.stem.split(".")[0] in ("prism", "oasst1", "hatecheck")]
EXPECTED = Path(__file__).parent / "expected"
FULL = ROOT / "tests" / "portal" / "cards" / "full.card.yaml"
UNFIT = {
    "a path of a field": r"\b(dataset|intent|framework|dimensions|collection|pools|aggregation|release)\.[a-z*]",
    "a code of a vocabulary": r"(?<![/\w.?=&#-])[a-z]+_[a-z]+\w*(?![/.])",
    "work that is left": r"; others may\b|\bsources that were read\b",
    "what it is about by itself": r"\bThis concerns “",
    "the same people named again": r"(The raters(?: in the groups? [^.]*?”)?) (?:are|were) [^.]*\. \1 (?:are|had|sp)",
    "who reported what, again": r"By [\w ]+, they are, (as they [\w ]+): [^.]*\. By [\w ]+, they are, \1",
    "a number behind no answer": r"Not answered: [^.]*\bthe number of (?:items|single judgements)\. [^.]*\d",
    "a place that only its author can see": r"\bbeside (?:this|the) card\b",
    "a placeholder": r"TODO|\bNone\b(?! of)|\(\s*\)|\[\s*\]|“”",
    "doubled stops": r"(?<!\.)\.\.(?!\.)|\.”\.|\?\.|!\.|\s\.|:\.|,\.| ,|;\.",
}
GLOSSES = re.compile(r"another method; say which|the card describes a dataset that already existed|\(people\.?\)")


def card_of(path: Path) -> Card:
    card = load(parse(path.read_text("utf-8"))).card
    assert card is not None
    return card


def golden(name: str) -> str:
    return form_text(name, card_of(ROOT / "site" / "cards" / "prism.card.yaml"))


def unfit(name: str, text: str) -> Iterator[tuple[str, str]]:
    """What nobody would hand in, beside the words of the form itself."""
    form = load_profile(name).form
    assert form is not None
    for question in form.questions:
        text = text.replace(question.text, "").replace(question.section, "")
    for kind, pattern in UNFIT.items():
        yield from ((kind, text[max(0, one.start() - 40) : one.end() + 40]) for one in re.finditer(pattern, text))
    yield from (("a gloss", one.group()) for one in GLOSSES.finditer(text))


def hold_to_every_form(path: Path) -> None:
    card = card_of(path)
    for name in form_names():
        text = form_text(name, card, style="text")
        form = load_profile(name).form
        assert form is not None
        assert [one.text for one in form.questions if one.text not in text] == []
        assert list(unfit(name, text)) == []
        assert re.findall(r"Not answered:(?! \w)", text) == []


@pytest.mark.parametrize("path", FEW, ids=lambda path: path.name)
def test_a_form_has_every_question_in_its_own_words_and_answers_fit_to_hand_in(path: Path) -> None:
    hold_to_every_form(path)


@pytest.mark.nightly
@pytest.mark.parametrize("path", [*GALLERY, FULL], ids=lambda path: path.name)
def test_every_card_of_the_gallery_fills_every_form_fit_to_hand_in(path: Path) -> None:
    hold_to_every_form(path)


@pytest.mark.parametrize("name", form_names())
def test_a_filled_form_is_as_somebody_of_the_venue_has_read_it(name: str) -> None:
    assert golden(name) == (EXPECTED / f"{name}.txt").read_text("utf-8")


@pytest.mark.parametrize("name", form_names())
def test_a_form_says_where_and_when_its_wording_was_read(name: str) -> None:
    profile = load_profile(name)
    assert profile.form is not None
    assert profile.source
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", profile.form.read)
    hand = "second-hand" in form_text(name, card_of(FULL))
    some = any(one.second_hand for one in profile.form.questions)
    assert hand == (profile.form.second_hand or some)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("the same people named again", "The raters were recruited as students. The raters speak English."),
        ("the same people named again", "The raters in the group “a” are 3. The raters in the group “a” had to."),
        ("who reported what, again", "By age, they are, as they reported themselves: old. By sex, they are, as they"),
        ("a number behind no answer", "Not answered: no source states the number of items. About 44 are named."),
    ],
)
def test_what_nobody_would_hand_in_is_found(kind: str, text: str) -> None:
    full = text if not text.endswith("as they") else f"{text} reported themselves: f."
    assert re.search(UNFIT[kind], full)


@pytest.mark.parametrize(
    ("note", "begins"),
    [
        (
            "About 44,000 comparisons are named for the parts.",
            "No public source states the exact number of items. About 44,000 comparisons are named for the parts.",
        ),
        (
            "Thousands, by the abstract",
            "No public source states the exact number of items (thousands, by the abstract).",
        ),
        ("The paper says nothing.", "Not answered: no public source states the number of items. The paper says"),
    ],
)
def test_what_is_known_of_a_number_is_no_missing_answer(note: str, begins: str) -> None:
    gap = f'gaps:\n  - {{field: dataset.items, reason: not_published, note: "{note}"}}\n'
    text = form_text("ab-2013", changed("", gap), style="text")
    assert text.partition("for dynamic datasets.\n")[2].startswith(begins)


def test_a_form_over_several_cards_answers_for_each_by_its_title() -> None:
    text = form_text("eu-summary", *map(card_of, FEW))
    answers = text.partition("Modality, training data size")[2].partition("\n### ")[0]
    assert re.findall(r"^- \*\*(.+?)\*\*: ", answers, re.MULTILINE) == [card_of(path).dataset.title for path in FEW]


INTERACTIONS = (
    "Was data from user interactions with the AI model (e.g. user input and prompts) used to train the model?"
)


@pytest.mark.parametrize(
    ("pool", "more", "kind", "said"),
    [
        ("", "collection: {setting: crowd_platform}\n", "human", "Answers come from people who were asked for them"),
        ("    recruitment: {channel: students}\n", "", "human", "Answers come from people who were asked for them"),
        ("    recruitment: {channel: product_users}\n", "", "human", "Not answered: the documentation of the data"),
        ("", "collection: {setting: product_use}\n", "human", "Answers were collected while people used a product."),
        ("", "collection: {setting: other}\n", "synthetic", "Answers come from models, and from no people."),
    ],
)
def test_whether_data_comes_from_users_is_told_by_who_gave_the_answers(
    pool: str, more: str, kind: str, said: str
) -> None:
    assert eu_answer(INTERACTIONS, changed(pool, more, kind)).startswith(said)


def test_what_people_said_to_a_model_is_told_where_the_form_asks_about_users() -> None:
    chat = "collection: {setting: lab, unit: a chat of a visitor with the assistant}\n"
    told = "product. For each answer a rater looked at a chat of a visitor with the assistant."
    assert told in eu_answer(INTERACTIONS, changed("", chat))
    post = "collection: {setting: lab, unit: a post of a forum}\n"
    assert "looked at" not in eu_answer(INTERACTIONS, changed("", post))


def test_use_of_a_product_is_counted_and_sources_of_users_are_told() -> None:
    sources = [ItemSource(name="prompts that users shared", written_by="people")]
    used = changed("", "collection: {setting: product_use}\n")
    asked = changed("", "collection: {setting: lab}\n")
    asked = asked.model_copy(update={"dataset": asked.dataset.model_copy(update={"sources_of_items": sources})})
    told = eu_answer(INTERACTIONS, used, asked, changed("")).splitlines()
    assert told[0] == (
        "Of the 3 datasets, answers were collected while people used a product for 1 and by asking people for them "
        "for 1; for 1 it is not known."
    )
    assert told[2].endswith("The items come from prompts that users shared (written by people).")


ASKED_SYNTHETIC = "by the provider or on their behalf to train the model?"


@pytest.mark.parametrize(
    ("unit", "begins"),
    [
        ("a reply of a language model", "Yes. For each answer a rater looked at a reply of a language model."),
        ("a conversation between a visitor and a chatbot", "Yes. For each answer a rater looked at"),
        ("a text that was not written by a model", "People judged the items; the documentation"),
        ("a message of a user to a chatbot", "People judged the items; the documentation"),
        ("a post of a forum", "People judged the items; the documentation"),
        ("texts that were scored by a language model", "People judged the items; the documentation"),
        ("a reply of a person to a chatbot", "People judged the items; the documentation"),
        ("replies of people about an assistant", "People judged the items; the documentation"),
        ("four texts written by a large language model", "Yes. For each answer a rater looked at four texts"),
        ("a chat of a patient with the assistant", "Yes. For each answer a rater looked at a chat"),
    ],
)
def test_what_raters_looked_at_tells_that_a_model_wrote_it(unit: str, begins: str) -> None:
    assert eu_answer(ASKED_SYNTHETIC, changed("", f"collection: {{unit: {unit}}}\n")).startswith(begins)


def test_a_summary_tells_that_a_model_wrote_what_was_judged() -> None:
    card = changed("")
    known = card.dataset.model_copy(update={"summary": "Choices between two answers of a language model. By people."})
    told = eu_answer(ASKED_SYNTHETIC, card.model_copy(update={"dataset": known}))
    assert told.startswith("Yes. Models wrote items, or parts of them.")


def test_a_dataset_that_another_was_made_from_has_its_title_where_both_fill_the_form() -> None:
    first = load(parse('alignmentcard: "1.1"\ndataset: {id: old-data, title: Old data of 2020}\n')).card
    text = 'alignmentcard: "1.1"\ndataset: {id: new, title: New, derived_from: [{id: old-data, relation: subset}]}\n'
    second = load(parse(text)).card
    assert first is not None
    assert second is not None
    question = "General description of other publicly available datasets not listed above"
    assert "The dataset is a part of “Old data of 2020”." in eu_answer(question, first, second)
    assert "The dataset is a part of the dataset “old data”." in eu_answer(question, second)


@pytest.mark.parametrize(
    ("rationale", "said"),
    [
        ("Where two differ by more than one step.", "made by majority vote (where two differ by more than one step)."),
        ("For tests only. Ties are rare.", "made by majority vote (for tests only). Ties are rare."),
        ("As usual.", "made by majority vote (as usual)."),
        ("Most raters agreed.", "made by majority vote. Most raters agreed."),
    ],
)
def test_a_rationale_that_is_no_sentence_stands_behind_the_method(rationale: str, said: str) -> None:
    more = f"aggregation:\n  - {{method: majority_vote, rationale: {rationale}}}\n"
    assert said in form_text("ab-2013", changed("", more), style="text")


@pytest.mark.parametrize(
    ("license_", "access", "said"),
    [
        ("LicenseRef-Not-Released", "closed", "There is no licence for others: “Not Released”."),
        ("LicenseRef-Clinic", "closed", "The data is under a licence of its own, “Clinic”."),
        ("MIT", "open", "The dataset is released under the MIT licence."),
        (
            "LicenseRef-Northern-Clinic",
            "open",
            "The dataset is released under a licence of its own, “Northern Clinic”.",
        ),
    ],
)
def test_a_licence_of_what_nobody_can_get_releases_nothing(license_: str, access: str, said: str) -> None:
    card = changed("", f"release: {{access: {access}}}\n")
    card = card.model_copy(update={"dataset": card.dataset.model_copy(update={"license": license_})})
    assert said in form_text("ab-2013", card, style="text")


@pytest.mark.parametrize("tag", ["de", "es"])
def test_no_word_of_another_language_stands_between_the_answers(tag: str) -> None:
    with speaking(tag):
        assert golden("ab-2013") == (EXPECTED / "ab-2013.txt").read_text("utf-8")


@pytest.mark.parametrize(
    ("level", "values", "asks", "left"),
    [
        ("nominal", '["0", "1"]', "Is it so?", True),
        ("nominal", '["0", "1"]', "Is it so (1) or not (0)?", False),
        ("ordinal", '["0", "1"]', "Is it so?", False),
        ("nominal", '["no", "yes"]', "Is it so?", False),
    ],
)
def test_numbers_that_stand_for_kinds_want_their_meaning(level: str, values: str, asks: str, left: bool) -> None:
    scale = f"asks: {asks!r}, feedback: rating, scale: {{level: {level}, values: {values}}}"
    text = f'alignmentcard: "1.1"\ndataset: {{id: a, title: A}}\ndimensions: [{{id: good, name: Good, {scale}}}]\n'
    card = load(parse(f"{text}collection: {{unit: a post}}\n")).card
    assert card is not None
    said = "The documentation of the data does not state what the answers “0” and “1” mean."
    assert (said in form_text("ab-2013", card, style="text")) == left
    found = filled(load_profile("ab-2013"), [card])[3]
    assert found.state == ("partly" if left else "answered")
    assert found.told[0].lacks == (("dimensions.good.scale.values",) if left else ())


def test_what_does_not_arise_stands_behind_what_is_not_known() -> None:
    gaps = "gaps: [{field: release.rater_attributes, reason: not_applicable, note: Nobody was named.}]\n"
    answer = form_text("ab-2013", changed("", gaps), style="text").partition("of Section 1798.140.\n")[2]
    assert answer.startswith("Not answered: the documentation of the data does not state what personal data")
    assert answer.index("does not arise, as nobody was named.") > answer.index("personal data")


def test_a_part_of_a_rule_is_told_without_the_number_of_the_whole() -> None:
    rules = "{rule: Spam was left out; illegal texts were removed, items_removed: 9}"
    answer = eu_answer("General description of measures taken", changed("", f"aggregation:\n  - filters: [{rules}]\n"))
    assert answer.strip() == "Illegal texts were removed."


def test_a_short_rationale_goes_on_behind_a_method_that_ends_in_a_year() -> None:
    card = changed("", "aggregation: [{method: bradley_terry, rationale: As usual}]\n")
    assert "of Bradley and Terry (1952), as usual." in form_text("ab-2013", card, style="text")


def test_what_is_withheld_with_a_reason_is_not_said_to_protect_somebody() -> None:
    told = form_text("ab-2013", changed("", "gaps: [{field: dataset.items, reason: withheld, note: For sale}]\n"))
    assert "the number of items; it is known and withheld (for sale)." in told
    told = form_text("ab-2013", changed("", "gaps: [{field: dataset.items, reason: withheld}]\n"))
    assert "the number of items; it is known and withheld to protect somebody." in told


def test_a_part_of_a_sentence_that_is_about_something_else_is_no_measure() -> None:
    text = "release: {personal_data: Names were taken out; toxic replies were kept on purpose.}\n"
    answer = eu_answer("General description of measures taken", changed("", text))
    assert answer.startswith("Toxic replies were kept on purpose.")


def test_no_ethics_board_means_no_where_the_form_asks_yes_or_no() -> None:
    text = form_text("arr", changed("    ethics: {status: none}\n"), style="text")
    assert "by an ethics review board?\nNo. No ethics board was asked about the work with the raters." in text


def test_an_ethics_board_that_approved_means_yes() -> None:
    text = form_text("arr", changed("    ethics: {status: approved, body: Board of X}\n"), style="text")
    assert "by an ethics review board?\nYes. The Board of X approved the work with the raters." in text


@pytest.mark.parametrize(
    ("name", "question", "more", "kind", "begins"),
    [
        ("eu-summary", "publicly available datasets to train", "release: {access: open}\n", "human", "Yes. Anybody"),
        ("eu-summary", "publicly available datasets to train", "release: {access: closed}\n", "human", "No. The data"),
        ("eu-summary", "interactions with the AI model", "collection: {setting: lab}\n", "human", "Answers"),
        ("eu-summary", "interactions with the AI model", "collection: {setting: product_use}\n", "human", "Answers"),
        ("eu-summary", "synthetic AI-generated", "", "synthetic", "Yes. A model judged items."),
        ("eu-summary", "synthetic AI-generated", "", "human", "People judged the items; the documentation"),
        (
            "eu-summary",
            "other than those described",
            "",
            "human",
            "Left to the provider or developer: the question is about the provider",
        ),
        ("neurips-checklist", "the usage of LLMs", "", "synthetic", "Yes. A model judged items."),
        ("neurips-checklist", "the usage of LLMs", "", "human", "People judged the items; the documentation"),
        ("neurips-checklist", "describe safeguards", "release: {access: open}\n", "human", "Anybody"),
        ("neurips-checklist", "describe safeguards", "release: {access: gated}\n", "human", "Yes. Anybody"),
    ],
)
def test_yes_and_no_stand_only_where_the_card_supports_them(
    name: str, question: str, more: str, kind: str, begins: str
) -> None:
    lines = form_text(name, changed("", more, kind), style="text").splitlines()
    at = next(number for number, line in enumerate(lines) if question in line)
    assert lines[at + 1].startswith(begins)


HOURLY = "    recruitment: {channel: students}\n    countries: [KE]\n    pay: {amount: 9, currency: USD, per: hour"
ADEQUATE = "does not state by which standard pay was set, such as a minimum wage where people live."


@pytest.mark.parametrize(
    ("pay", "begins", "asked"),
    [
        (f"{HOURLY}}}\n", "No, not all of it. ", True),
        (f"{HOURLY}, standard: twice the minimum wage of Kenya}}\n", "Yes. ", False),
        ("    pay: {amount: 0}\n", "No, not all of it. ", False),
        ("    recruitment: {channel: students}\n", "No, not all of it. ", False),
    ],
)
def test_pay_that_is_told_without_a_standard_is_not_said_to_be_adequate(pay: str, begins: str, asked: bool) -> None:
    text = form_text("arr", changed(pay), style="text")
    answer = text.partition("(e.g., country of residence)?\n")[2].partition("\n\n")[0]
    assert answer.startswith(begins)
    assert (ADEQUATE in answer) == asked


@pytest.mark.parametrize(
    ("question", "said", "left"),
    [
        (
            "purchased or licensed by the developer.",
            "The dataset is released under the MIT licence.",
            "whether it bought the data",
        ),
        ("first used during development", "This version was published in 2024.", "on which dates it first used"),
    ],
)
def test_what_a_developer_did_is_left_to_them_beside_what_the_card_knows(question: str, said: str, left: str) -> None:
    card = changed("")
    known = card.dataset.model_copy(update={"license": "MIT", "published": "2024"})
    text = form_text("ab-2013", card.model_copy(update={"dataset": known}), style="text")
    answer = text.partition(f"{question}\n")[2].partition("\n\n")[0]
    assert answer.startswith(said)
    assert f"Left to the provider or developer: {left}" in answer


@pytest.mark.parametrize("status", ["approved", "exempt"])
def test_a_review_and_consent_alone_do_not_say_yes_to_a_question_about_risks(status: str) -> None:
    text = form_text(
        "neurips-checklist", changed(f"    consent: informed\n    ethics: {{status: {status}}}\n"), style="text"
    )
    answer = text.partition("were obtained?\n")[2].partition("\n\n")[0]
    assert answer.startswith("The raters were told")
    assert answer.endswith(
        "Left to the authors of the paper: which risks participants ran, and whether they were told of them."
    )


@pytest.mark.parametrize(
    ("name", "asked", "said", "left"),
    [
        ("arr", "used outside of research contexts)?", "The data is intended for", "whether the use of what the data"),
        ("arr", "steps taken to protect / anonymize it?", "The release holds", "how the items were checked for names"),
        ("neurips-checklist", "mentioned and properly respected?", "The dataset was made by", "whether the terms of"),
    ],
)
def test_no_yes_is_said_for_checks_that_only_authors_know(name: str, asked: str, said: str, left: str) -> None:
    text = form_text(name, card_of(ROOT / "site" / "cards" / "prism.card.yaml"), style="text")
    answer = text.partition(f"{asked}\n")[2].partition("\n\n")[0]
    assert answer.startswith(said)
    assert f"Left to the authors of the paper: {left}" in answer


@pytest.mark.parametrize(
    ("name", "more", "said"),
    [
        ("arr", "intent: {uses: [reward_model, other]}\n", "training reward models and other purposes that"),
        (
            "arr",
            "intent: {not_for: [Law., Medicine]}\n",
            "be used for the following: (1) Law. (2) Medicine.",
        ),
        ("arr", "intent: {not_for: [Law]}\n", "should not be used for the following: Law."),
        ("eu-summary", "collection: {period: {start: 2023-04, end: 2023-06-02}}\n", "from April 2023 to 2 June 2023."),
        (
            "ai-act-annex-iv",
            "collection: {setting: lab, tool: own page}\n",
            "with somebody present, with their own page.",
        ),
        ("ab-2013", "release: {personal_data: None}\n", "The release holds no personal data."),
        ("ab-2013", "", "Left to the provider or developer: whether items are protected by copyright"),
    ],
)
def test_an_answer_reads_as_an_author_writes_it(name: str, more: str, said: str) -> None:
    assert said in form_text(name, changed("", more), style="text")


@pytest.mark.parametrize(
    ("code", "said"), [("US", "in the United States."), ("NL", "in the Netherlands."), ("KE", "in Kenya.")]
)
def test_a_country_stands_with_its_article(code: str, said: str) -> None:
    assert said in form_text("arr", changed(f"    countries: [{code}]\n"), style="text")


def eu_answer(question: str, *cards: Card) -> str:
    text = form_text("eu-summary", *cards, style="text")
    return text.partition(f"{question}\n")[2].partition("\n\n")[0]


RULES = "aggregation:\n  - method: mean\n    filters:\n"


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("", "Not answered: the documentation of the data does not state which measures were taken against illegal"),
        (
            f"{RULES}      - {{rule: raters who were too fast}}\n",
            "Not answered: the documentation of the data does not",
        ),
        (
            f"{RULES}      - {{rule: Illegal images were left out.}}\n",
            "Illegal images were left out.",
        ),
    ],
)
def test_only_what_is_about_illegal_content_is_told_as_a_measure_against_it(more: str, said: str) -> None:
    answer = eu_answer("3.2. General description of measures taken".removeprefix("3.2. "), changed("", more))
    assert answer.startswith(said)
    assert "too fast" not in answer


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("release: {access: open}\n", "The documentation of the data does not state who made the dataset"),
        ("release: {access: closed}\n", "The data is not available to others."),
        ("gaps: [{field: release.access, reason: not_published}]\n", "Not answered: no public source states who can"),
        ("", "Not answered: the documentation of the data does not state who can get the data."),
    ],
)
def test_only_what_others_can_get_is_listed_as_publicly_available(more: str, said: str) -> None:
    linked = changed("", more).model_copy()
    answer = eu_answer("2.1.2. List of large publicly available datasets", linked)
    assert answer.startswith(said) or said.lower() in answer.lower()


def test_datasets_of_which_the_same_is_true_stand_together() -> None:
    cards = [changed("", "release: {access: open}\n"), changed("", "release: {access: open}\n"), changed("")]
    answer = eu_answer("2.1.1. Have you used publicly available datasets to train the model?", *cards)
    assert answer.splitlines()[0] == "Yes, for 2 of the 3 datasets; not known for 1."
    assert answer.splitlines()[1] == "A and A: Yes. Anybody can get the data without asking."
    assert len(answer.splitlines()) == 3


PERIODS = ("{start: 2023-04, end: 2023-06-02}", '{start: "2022", end: 2023-06}', "{start: 2023-01}")


def test_what_is_asked_once_about_all_data_has_one_answer() -> None:
    cards = [changed("", f"collection: {{period: {one}}}\n") for one in PERIODS]
    assert eu_answer("Latest date of data acquisition/collection for model training", *cards).splitlines()[0] == (
        "The latest date that is known is June 2023, of “A”. For 1 of the 3 datasets no last date is known."
    )
    spoken = [["en"], ["en", "nl"], []]
    cards = [
        card.model_copy(update={"dataset": card.dataset.model_copy(update={"languages": tags, "items": len(tags)})})
        for card, tags in zip(cards, spoken, strict=True)
    ]
    answer = eu_answer("Description of the linguistic characteristics of the overall training data", *cards)
    assert answer.startswith("Items are in these languages, with the number of datasets: English (2) and Dutch (1).")
    assert [line[:24] for line in answer.splitlines()[1:]] == ["A: The documentation of "]
    assert ": 3 in all." in eu_answer("Modality, training data size and types of content", *cards)


SOURCES = "[{name: prompts of visitors, written_by: people}, {name: replies of 2 models, written_by: models}]"


@pytest.mark.parametrize(
    ("sources", "other", "synthetic"),
    [
        (
            SOURCES,
            "No other dataset is named among the sources of the items.",
            "Yes. Items, or parts of them, come from replies of 2 models.",
        ),
        (
            "[{name: FLAN, written_by: people}]",
            "The items come from FLAN (written by people).",
            "People judged the items, and the sources of the items that are named were written by people.",
        ),
        (
            "[{name: FLAN, written_by: people}, {name: more prompts, written_by: people}]",
            "Items, or parts of them, come from FLAN (written by people).",
            "People judged the items, and the sources of the items that are named were written by people.",
        ),
    ],
)
def test_a_source_is_told_where_it_answers_and_a_part_is_not_taken_for_all(
    sources: str, other: str, synthetic: str
) -> None:
    text = f'alignmentcard: "1.1"\ndataset: {{id: a, title: A, sources_of_items: {sources}}}\n'
    card = load(parse(f"{text}pools:\n  - {{id: people, role: [rater], kind: human}}\n")).card
    assert card is not None
    question = "General description of other publicly available datasets not listed above"
    assert eu_answer(question, card).splitlines()[0] == other
    asked = "Was synthetic AI-generated data created by the provider or on their behalf to train the model?"
    assert eu_answer(asked, card).splitlines()[0] == synthetic


def test_models_are_not_called_people_where_people_only_wrote_the_rules() -> None:
    more = "  - {id: us, role: [guideline_author], kind: human}\n"
    text = form_text("ai-act-annex-iv", changed("", more, kind="synthetic"), style="text")
    assert "composition of the people" not in text


KEPT = "Unsafe conversations were kept on purpose."
OPTIONAL = "Other relevant information about data processing (optional)"


def test_an_optional_question_repeats_nothing_and_misses_nothing() -> None:
    mean = "aggregation: [{method: mean}]\n"
    kept = f"{mean}release: {{personal_data: {KEPT}}}\n"
    assert eu_answer("General description of measures taken", changed("", kept)).startswith(KEPT)
    assert eu_answer(OPTIONAL, changed("", kept)).strip() == "Labels are the mean of the ratings."
    assert eu_answer(OPTIONAL, changed("", mean)).strip() == "Labels are the mean of the ratings."
    assert "Not answered" not in eu_answer(OPTIONAL, changed("", mean), changed(""))
    assert "Not answered" in eu_answer(OPTIONAL, changed(""))


def test_a_long_sentence_stands_once_in_a_form_of_sentences_and_in_each_box_of_others() -> None:
    use = (
        "Comparing people on the same reply, as each was scored only by the one who had asked for it, and nobody else. "
        * 2
    )
    card = changed("", f"intent: {{not_for: ['{use}']}}\n")
    text = form_text("ai-act-annex-iv", card, style="text")
    assert text.count("omparing people") == 2
    assert text.count("See the answer to 10(2)(e).") == 1
    boxes = form_text("neurips-checklist", card, style="text")
    assert boxes.count("omparing people") == 4
    assert "See the answer" not in boxes


def test_what_is_left_is_not_said_again_behind_a_missing_answer() -> None:
    assert "Left to" not in eu_answer("General description of measures taken", changed(""))


def test_a_list_has_only_those_that_belong_in_it_and_most_are_counted() -> None:
    cards = [changed("", f"release: {{access: {word}}}\n") for word in ("open", "closed", "open", "open", "open")]
    listed = eu_answer("2.1.2. List of large publicly available datasets", *cards)
    assert "not available" not in listed
    assert "\nNot listed, of the 5 datasets: 1 that others cannot get.\n" in listed
    known = eu_answer("2.1.1. Have you used publicly available datasets to train the model?", *cards).splitlines()
    assert known[1:] == [
        "A: No. The data is not available to others.",
        "The other 4 datasets: Yes. Anybody can get the data without asking.",
    ]


def test_what_is_known_for_a_part_only_is_a_no_with_what_is_known() -> None:
    more = "  - {id: others, role: [rater], kind: human}\n"
    answer = form_text("arr", changed("    consent: informed\n", more), style="text")
    assert (
        "would be used?\nNo, not for all of them. The raters in the group “people” were told what the data is for"
        in answer.replace("how the data would be used?\n", "would be used?\n")
    )


def test_a_definition_is_quoted_once() -> None:
    text = form_text("arr", card_of(ROOT / "site" / "cards" / "hh-rlhf.card.yaml"), style="text")
    assert text.count("Ask yourself") == 1


def test_another_method_is_told_by_its_rationale() -> None:
    card = changed("", "aggregation:\n  - {method: other, rationale: Stars were drawn by lot.}\n")
    assert "Stars were drawn by lot." in form_text("ab-2013", card, style="text")


def test_a_question_about_people_does_not_apply_where_only_models_judged() -> None:
    text = form_text("arr", changed("", kind="synthetic"), style="text")
    assert "by an ethics review board?\nN/A. No people took part as raters" in text


@pytest.mark.parametrize("asked", ["disclaimers of any risks to participants or annotators, etc.?", "review board?"])
def test_who_only_wrote_the_rules_is_no_participant(asked: str) -> None:
    more = "  - {id: us, role: [guideline_author], kind: human}\n"
    answer = form_text("arr", changed("", more, kind="synthetic"), style="text").partition(f"{asked}\n")[2]
    assert answer.startswith("N/A. No people took part as raters")


@pytest.mark.parametrize(("detail", "word"), [("none", "Yes."), ("label", "Yes."), ("brief", "No, not all of it.")])
def test_a_definition_that_raters_did_not_get_has_no_text_to_miss(detail: str, word: str) -> None:
    dimension = f"{{id: good, name: Good, asks: How?, definition: {{detail: {detail}}}}}"
    people = "pools:\n  - {id: people, role: [rater], kind: human}\n"
    text = f'alignmentcard: "1.1"\ndataset: {{id: a-b, title: A}}\ndimensions:\n  - {dimension}\n{people}'
    card = load(parse(text)).card
    assert card is not None
    answer = (
        form_text("arr", card, style="text").partition("participants or annotators, etc.?\n")[2].partition("\n\n")[0]
    )
    assert answer.startswith(word)
    assert ("does not state the full text" in answer) == word.startswith("No")


def test_no_model_is_asked_how_it_was_recruited() -> None:
    more = "  - {id: us, role: [guideline_author], kind: human, recruitment: {channel: authors}}\n"
    text = form_text("ai-act-annex-iv", changed("", more, kind="synthetic"), style="text")
    assert "The authors of the guidelines are authors of the data." in text
    assert "how people were recruited" not in text


def changed(pool: str, more: str = "", kind: str = "human") -> Card:
    text = (
        'alignmentcard: "1.1"\ndataset: {id: a-b, title: A}\ndimensions:\n  - {id: good, name: Good}\n'
        f"pools:\n  - id: people\n    role: [rater]\n    kind: {kind}\n{pool}{more}"
    )
    card = load(parse(text)).card
    assert card is not None
    return card


PUT_OFF = """gaps:
  - {field: dataset.license, reason: to_do, note: ask Mira}
  - {field: release.access, reason: to_do}
"""


def test_what_an_author_put_off_is_told_with_its_field_and_without_the_author_s_own_note() -> None:
    text = form_text("ab-2013", changed("", PUT_OFF), style="text")
    told = "the card still has to say the licence (dataset.license) and who can get the data (release.access)."
    assert f"Not answered: {told}" in text
    assert "Mira" not in text


def test_the_list_says_of_each_question_that_remains_which_fields_answer_it() -> None:
    from alignmentcard.cli.export import FORMATS

    found = {one.name: one for one in fillings(changed("", PUT_OFF), FORMATS)}
    eu = found["eu-summary"]
    places = dict(zip((text.partition(":")[0] for text in eu.remaining), eu.lacks, strict=True))
    assert places["2.1.1"] == ("release.access",)
    assert places["2.1.2"] == ("release.access",)
    assert places["2.5"] == ("dataset.sources_of_items",)
    assert "which of these sources" in eu.left[list(places).index("2.1.3")]
    shown = as_text([found["arr"]])
    assert "    Write in the card: pools.people.consent\n" in shown
    assert "Add in the form: " in shown


def test_the_list_says_of_each_form_how_much_is_answered_and_fits_a_terminal() -> None:
    from alignmentcard.cli.export import FORMATS

    found = list(fillings(card_of(FULL), FORMATS))
    assert [one.name for one in found] == list(FORMATS)
    assert all(one.answered + len(one.remaining) == one.asked for one in found if one.asked)
    assert max(map(len, as_text(found).splitlines())) <= 80
    assert {one["name"] for one in json.loads(as_json(found))} == set(FORMATS)


if __name__ == "__main__":
    EXPECTED.mkdir(exist_ok=True)
    for form in form_names():
        (EXPECTED / f"{form}.txt").write_text(golden(form), "utf-8")
