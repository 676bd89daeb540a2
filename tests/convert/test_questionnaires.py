"""Questionnaires: every question of the profile stands there once, with the answer of the card or what is missing."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis_profiles import with_examples
from test_model import SCHEMA, data_of

from alignmentcard.convert.exports.huggingface import plain_text
from alignmentcard.document import parse
from alignmentcard.loader import load
from alignmentcard.model import Card
from alignmentcard.profiles import load_profile
from alignmentcard.report.questionnaire import FORMATS

ROOT = Path(__file__).parents[2]
PROFILES = {"datasheet": "datasheets", "crowdworksheets": "crowdworksheets", "data-statement": "data-statements"}
TOGETHER = "Other questions"
FUNDED = "Who funded the creation of the dataset?"
GLOSSARY = load_profile("data-statements").questions[-1].text
GALLERY = sorted((ROOT / "site" / "cards").glob("*.card.yaml"))
FULL = (ROOT / "tests" / "portal" / "cards" / "full.card.yaml").read_text("utf-8")


def card_of(text: str) -> Card:
    card = load(parse(text)).card
    assert card is not None
    return card


def answers(text: str) -> dict[str, str]:
    """Cut a questionnaire at its questions; those that stand together have one answer."""
    parts = re.split(r"^### (.+)\n", text, flags=re.MULTILINE)
    found: dict[str, str] = {}
    for question, answer in zip(parts[1::2], parts[2::2], strict=True):
        said = answer.partition("\n## ")[0].strip()
        if question.startswith(TOGETHER):
            why, _, those = said.partition("\n\n")
            found |= {one.removeprefix("- "): why for one in those.split("\n")}
        else:
            found[question] = said
    return found


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("path", GALLERY, ids=lambda path: path.name.removesuffix(".card.yaml"))
def test_every_question_of_the_profile_is_there_and_none_is_left_without_a_word(path: Path, name: str) -> None:
    found = answers(FORMATS[name].write(card_of(path.read_text("utf-8"))))
    assert sorted(found) == sorted(plain_text(question.text) for question in load_profile(PROFILES[name]).questions)
    assert all(found.values())


@with_examples(40)
@given(data_of(SCHEMA).map(Card.model_validate))
def test_every_card_answers_every_question_in_some_way(card: Card) -> None:
    for name, form in FORMATS.items():
        found = answers(form.write(card))
        asked = [plain_text(question.text) for question in load_profile(PROFILES[name]).questions]
        assert sorted(found) == sorted(asked)


def test_an_answer_is_told_in_sentences() -> None:
    found = answers(FORMATS["datasheet"].write(card_of(FULL)))
    assert found["How many instances are there in total (of each type, if appropriate)?"] == (
        "The dataset has 990 items that were judged.\n\nThere are 19,800 single judgements."
    )


def test_a_question_without_an_answer_says_why() -> None:
    found = answers(FORMATS["datasheet"].write(card_of(FULL)))
    assert found["Were any ethical review processes conducted (e.g., by an institutional review board)?"] == (
        "No public source states whether an ethics board reviewed the work. The paper says nothing of a board."
    )
    assert found["Is there an erratum?"] == "Not answered, as this was not documented:"


def test_questions_of_a_section_that_a_card_says_nothing_to_stand_together() -> None:
    for name, form in FORMATS.items():
        text = form.write(card_of(FULL))
        for section in re.split(r"^## .+$", text, flags=re.MULTILINE):
            assert section.count("Not answered") <= 1, name
    last = FORMATS["datasheet"].write(card_of(FULL)).rpartition("### ")[2]
    assert last.startswith(f"{TOGETHER} of this section\n\nNot answered, as this was not documented:\n\n- ")


@pytest.mark.parametrize(
    ("reasons", "said"),
    [
        (("unknown", "unknown"), ["The documentation"]),
        (("unknown", "to_do"), ["For “Good”, the documentation", "For “Bad”, the documentation"]),
    ],
)
def test_entries_that_lack_the_same_for_the_same_reason_are_named_together(
    reasons: tuple[str, str], said: list[str]
) -> None:
    gaps = [
        f"  - {{field: dimensions.{one}.asks, reason: {why}}}"
        for one, why in zip(("good", "bad"), reasons, strict=True)
    ]
    dimensions = "dimensions:\n  - {id: good, name: Good}\n  - {id: bad, name: Bad}"
    head = 'alignmentcard: "1.1"\ndataset: {id: a-b, title: A}'
    text = FORMATS["datasheet"].write(card_of("\n".join([head, dimensions, "gaps:", *gaps, ""])))
    assert re.findall(r"^(.+?) of the data does not state the exact words", text, re.MULTILINE) == said


def test_what_is_asked_about_people_is_not_answered_with_a_model() -> None:
    model = "  - {id: judge, kind: synthetic, size: 1, composition: [{axis: seed, counts: {a: 1}}]}\n"
    text = re.sub(r"^pools:\n", "pools:\n" + model, FULL, flags=re.MULTILINE)
    told = answers(FORMATS["datasheet"].write(card_of(text)))[
        "Does the dataset identify any subpopulations (e.g., by age, gender)?"
    ]
    assert "woman (12)" in told
    assert "judge" not in told


def test_questions_about_people_do_not_arise_where_only_a_model_judged() -> None:
    text = (ROOT / "tests" / "portal" / "cards" / "model.card.yaml").read_text("utf-8")
    found = answers(FORMATS["crowdworksheets"].write(card_of(text)))
    asked = next(question for question in found if question.startswith("How much were annotators compensated?"))
    assert found[asked] == "No people took part as raters, so the question does not arise."


def test_free_text_of_the_questionnaire_itself_answers_what_the_standard_does_not_ask() -> None:
    extensions = (
        "extensions:\n  datasheets: {funding: 'Fund of <Somewhere>'}\n  data-statements: {glossary: {harm: hurt}}\n"
    )
    card = card_of(FULL + extensions)
    assert "Fund of &lt;Somewhere&gt;" in answers(FORMATS["datasheet"].write(card))[FUNDED]
    assert "harm: hurt" in answers(FORMATS["data-statement"].write(card))[GLOSSARY]


def test_text_of_a_card_never_becomes_a_heading_or_markup() -> None:
    hostile = FULL.replace("title: Harm in replies, judged under a policy", 'title: "# <b>x</b> [a](b) `c`\\u202e"')
    assert hostile != FULL
    head = FORMATS["datasheet"].write(card_of(hostile)).splitlines()[0]
    assert head == r"# Datasheet for a dataset: \# &lt;b&gt;x&lt;/b&gt; \[a\](b) \`c\`‹U+202E›"


OLDER = "Will older versions of the dataset continue to be supported/hosted/maintained?"
THIRD = "Have any third parties imposed IP-based or other restrictions on the data associated with the instances?"


def test_what_no_field_answers_is_left_open_unless_an_author_says_it() -> None:
    full = FULL.replace("  ratings: 19800\n", "  ratings: 19800\n  sources_of_items: [{name: a forum}]\n")
    data = "history:\n  - {version: '0.9', date: '2024-05-03', changes: Twelve replies were added.}\n"
    found = answers(FORMATS["datasheet"].write(card_of(full + data)))
    assert "Version 0.9 appeared on 3 May 2024. Twelve replies were added." in " ".join(found[OLDER].split())
    assert found[OLDER].endswith("does not state whether older versions are still kept and supported.")
    assert found[THIRD].endswith("does not state whether third parties restrict the use of the items.")
    own = "extensions:\n  datasheets: {restrictions: The forum forbids sale., older_versions: All stay on the hub.}\n"
    found = answers(FORMATS["datasheet"].write(card_of(full + data + own)))
    assert found[OLDER].endswith("All stay on the hub.")
    assert found[THIRD].endswith("The forum forbids sale.")


def test_pay_stands_where_a_data_statement_asks_for_it() -> None:
    statement = FORMATS["data-statement"].write(card_of(FULL))
    assert "paid" not in statement.partition("## 12 Metadata")[2].partition("## 13 ")[0]
    assert "paid" in statement.partition("## 13 ")[2]


def test_consent_is_no_answer_about_risks() -> None:
    path = ROOT / "site" / "cards" / "d3code.card.yaml"
    text = FORMATS["crowdworksheets"].write(card_of(path.read_text("utf-8")))
    told = next(said for question, said in answers(text).items() if question.startswith("What, if any, risks did"))
    assert told.endswith(
        "does not state which risks the task posed for raters and whether they were told of them before."
    )


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("path", GALLERY, ids=lambda path: path.name.partition(".")[0])
def test_a_long_answer_stands_once_and_is_referred_to(path: Path, name: str) -> None:
    found = answers(FORMATS[name].write(card_of(path.read_text("utf-8"))))
    told = [said for said in found.values() if len(said) >= 60 and "does not arise." not in said]
    long = [said for said in told if not said.startswith(("See the answer to", "Not answered"))]
    assert len(long) == len(set(long))
    questions = [question.partition(" (")[0].rstrip("?") for question in found]
    for said in found.values():
        if said.startswith("See the answer to"):
            assert said.removeprefix("See the answer to “").removesuffix("”.") in questions


NEVER = "gaps: [{{field: release.personal_data, reason: not_applicable{note}}}]\n"


@pytest.mark.parametrize(
    ("note", "said"),
    [
        (", note: Raters are numbered.", "No, as raters are numbered."),
        (", note: numbers only", "No (numbers only)."),
        ("", "No, the question does not arise for this data."),
    ],
)
def test_what_the_data_does_not_have_is_a_no(note: str, said: str) -> None:
    card = card_of('alignmentcard: "1.1"\ndataset: {id: a, title: A}\n' + NEVER.format(note=note))
    found = answers(FORMATS["datasheet"].write(card))
    assert next(text for question, text in found.items() if "considered confidential" in question) == said


def test_a_question_which_of_two_things_is_so_is_not_answered_by_no() -> None:
    gap = "gaps: [{field: dataset.derived_from, reason: not_applicable, note: The data is new.}]\n"
    found = answers(FORMATS["datasheet"].write(card_of('alignmentcard: "1.1"\ndataset: {id: a, title: A}\n' + gap)))
    said = next(text for question, text in found.items() if "all possible instances" in question)
    assert said == "The question of whether the dataset was made from another one does not arise, as the data is new."
    assert next(text for question, text in found.items() if "self-contained" in question).startswith("See the answer")


def test_only_a_licence_tells_what_third_parties_restrict() -> None:
    made = 'alignmentcard: "1.1"\ndataset: {{id: a, title: A, sources_of_items: [{{name: a forum{more}}}]}}\n'
    bare = answers(FORMATS["datasheet"].write(card_of(made.format(more=""))))[THIRD]
    assert bare == "The documentation of the data does not state whether third parties restrict the use of the items."
    licensed = answers(FORMATS["datasheet"].write(card_of(made.format(more=", license: CC-BY-4.0"))))
    assert "does not state" not in licensed[THIRD]
