"""Sheets of earlier versions of this program: their sentences are read as what they said then."""

from typing import Any

import pytest

from alignmentcard.convert.imports import draft
from alignmentcard.convert.imports.ours.older import PHRASES
from alignmentcard.convert.imports.ours.reading import read
from alignmentcard.convert.prose.phrases import PHRASES as NOW
from alignmentcard.convert.prose.phrases import Together
from alignmentcard.convert.prose.words import Subject

SUBJECT = Subject(who="the raters", what="“Tone of reply”")
AFTER = " The documentation of the data does not state what people were paid."
BOOLEANS = {"yes": True, "no": False}
WORDS = [
    (path, word, text)
    for path, phrase in PHRASES
    if not isinstance(phrase, str)
    for word, text in (phrase.alone if isinstance(phrase, Together) else phrase).items()
]
GIVEN: dict[str, tuple[str, Any]] = {
    "dimensions.*.definition.parts": ("first of them and the second", ["first of them", "the second"]),
    "framework.exclusions": ("(1) sarcasm, in any form. (2) quotations.", ["sarcasm, in any form.", "quotations."]),
    "dimensions.*.priority": ("2", 2),
    "dimensions.*.weight": ("2", 2),
}


def back(text: str) -> dict[str, Any]:
    said = dict(read(text, whole=True).values)
    labels = said.pop("aggregation", [{}])[0]
    named = {one.replace(".raters.", ".*.").replace(".tone-of-reply.", ".*."): value for one, value in said.items()}
    named |= {f"aggregation.*.{name}": value for name, value in labels.items()}
    pay = named.pop("pools.*.pay", {})
    return named | {f"pools.*.pay.{name}": value for name, value in pay.items()}


@pytest.mark.parametrize(("path", "word", "text"), WORDS)
def test_a_word_in_an_older_phrase_is_read(path: str, word: str, text: str) -> None:
    found = back(f"{SUBJECT.put_into(text)}{AFTER}").get(path)
    assert found in (word, [word]), text


@pytest.mark.parametrize(("path", "phrase"), [one for one in PHRASES if isinstance(one[1], str)])
def test_a_text_in_an_older_phrase_is_read(path: str, phrase: str) -> None:
    said, value = GIVEN.get(path, ("words of an author", "words of an author"))
    text = SUBJECT.put_into(phrase).replace("{}", said)
    text = text if text.endswith(".") else f"{text}."
    found = back(f"{text}{AFTER}").get(path)
    assert found in (value, [value]), text


@pytest.mark.parametrize(
    ("text", "path", "value"),
    [
        (
            "The data is intended for comparing models with the judgements of people and training reward models.",
            "intent.uses",
            ["evaluation", "reward_model"],
        ),
        (
            "Careless answers were found with a review of the answers by hand and attention checks.",
            "collection.quality_controls",
            ["manual_review", "attention_check"],
        ),
        (
            "By gender, the raters are, as they reported themselves: woman (10), man (9), 2 did not say.",
            "pools.*.composition",
            [{"axis": "gender", "basis": "self_reported", "counts": {"woman": 10, "man": 9}, "undisclosed": 2}],
        ),
        (
            "Known error: Twelve replies occur twice. Affected: the test split.",
            "dataset.known_issues",
            [{"title": "Twelve replies occur twice", "affects": "the test split"}],
        ),
        (
            "Step “first”: Rate one reply. Done by contractors and staff. The rule was: three for each.",
            "collection.stages",
            [{"id": "first", "who": ["contractors", "staff"], "asks": "Rate one reply", "rule": "three for each"}],
        ),
        (
            "Items or ratings were removed by this rule: spam. It removed 1,200 ratings.",
            "aggregation.*.filters",
            [{"rule": "spam", "ratings_removed": 1200}],
        ),
        (
            "The raters were paid GBP 16.50 an hour. On the amount: at least this; set above the living wage.",
            "pools.*.pay.standard",
            "at least this; set above the living wage",
        ),
    ],
)
def test_a_record_in_older_sentences_is_read(text: str, path: str, value: Any) -> None:
    assert back(text).get(path) == value


@pytest.mark.parametrize(
    ("brackets", "platform", "tool"),
    [("Upwork; an own interface", "Upwork", "an own interface"), ("an own interface", None, "an own interface")],
)
def test_the_tool_once_stood_in_brackets_with_the_platform(brackets: str, platform: str | None, tool: str) -> None:
    found = back(f"Answers were collected on a crowdsourcing platform ({brackets}).")
    assert (found.get("collection.platform"), found.get("collection.tool")) == (platform, tool)


def test_what_was_not_said_is_no_answer_in_the_words_of_then_either() -> None:
    text = "The documentation of the data does not say how a rater can withdraw: it was looked for and not found."
    assert read(text, whole=True).values == []
    assert read(text, whole=True).gaps


def test_older_phrases_are_read_in_sheets_of_ours_and_not_in_those_of_others() -> None:
    question = "\n\n### Any other comments?\n\nWeights: see the model card.\n"
    answers = [draft(f"# {title}{question}", name="s.md").data for title in ("Datasheet for a dataset: A", "Our sheet")]
    assert ["aggregation" in one for one in answers] == [True, False]
    assert not read("Withdrawal: write to us.").values


def test_no_phrase_stands_among_those_of_today_and_of_then() -> None:
    today = {
        text
        for phrase in NOW.values()
        for text in ([phrase] if isinstance(phrase, str) else [] if isinstance(phrase, Together) else phrase.values())
    }
    then = {one for _, one in PHRASES if isinstance(one, str)} | {text for _, _, text in WORDS}
    assert not today & then
