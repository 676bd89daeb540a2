"""Cards that fill every field and say nothing do not stand beside those that say something."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest

from alignmentcard.checker.check import Report, check
from alignmentcard.document import parse, read
from alignmentcard.model.fields import find
from alignmentcard.resources import folder

SENTENCES = {"rationale", "not_for", "whose_values", "text", "maintenance", "withdrawal", "personal_data", "outcome"}
EVASIVE: dict[str, Callable[[str], str]] = {
    "the same sentence": lambda _: "This dataset stands for the values of all its makers.",
    "filler": lambda _: "Lorem ipsum dolor sit amet, consectetur adipiscing elit.",
    "one word": lambda _: "values values values values values values values",
    "not recorded": lambda _: "Not recorded.",
    "unknown": lambda _: "unknown",
    "with more words": lambda _: "Not available at this time.",
    "best practices": lambda name: f"The {'usual' if len(name) % 2 else 'relevant'} practices were followed.",
    "the standard's own words": lambda name: DESCRIBED.get(name, "unknown"),
}
DESCRIBED = {
    name: field.description
    for section, name in (("framework", "rationale"), ("intent", "not_for"), ("intent", "whose_values"))
    if (field := find((section, name)))
}


def own(name: str = "comparison") -> dict[str, Any]:
    """Return the data of a starter that is somebody's own by its id, its title and its summary."""
    data: dict[str, Any] = json.loads(json.dumps(read(folder("templates") / "starters" / f"{name}.card.yaml").data))
    data["dataset"] |= {"id": "daily-replies", "title": "Daily Replies"}
    data["dataset"]["summary"] = "In our study, " + data["dataset"]["summary"]
    return data


def said(data: Any, words: Callable[[str], str], name: str = "") -> Any:
    """Put words in the place of all sentences."""
    if isinstance(data, dict):
        return {key: said(value, words, key) for key, value in data.items()}
    if isinstance(data, list):
        return [said(value, words, name) for value in data]
    return words(name) if isinstance(data, str) and name in SENTENCES else data


def checked(data: Any) -> Report:
    return check(parse(json.dumps(data, ensure_ascii=False), "x.card.yaml"))


def level(report: Report) -> int:
    assert report.level
    return report.level.number


@pytest.mark.parametrize("words", EVASIVE.values(), ids=list(EVASIVE))
def test_a_card_that_says_nothing_stays_a_draft(words: Callable[[str], str]) -> None:
    assert level(checked(own())) == 2
    assert level(checked(said(own(), words))) == 0


def test_to_accept_empty_words_does_not_make_them_an_answer() -> None:
    data = said(own(), EVASIVE["the same sentence"]) | {"ignore": [{"rule": "AC036", "reason": "Fine so."}]}
    assert level(checked(data)) == 0


def test_one_slip_does_not_make_a_card_a_draft() -> None:
    data = own()
    data["release"]["maintenance"] = "unknown"
    report = checked(data)
    assert [one.code for one in report.findings] == ["AC036"]
    assert level(report) == 1


def test_a_card_with_the_summary_of_a_starter_stays_a_draft() -> None:
    data = own()
    data["dataset"]["summary"] = re.sub("^In our study, ", "", data["dataset"]["summary"])
    report = checked(data)
    assert level(report) == 0
    assert report.level
    assert "still that of a starter" in report.level.missing[0]


PLACED: dict[str, Any] = {
    "alignmentcard": "1.1",
    "dataset": {"id": "a-b", "title": "A"},
    "intent": {"written": "ex_ante"},
    "framework": {"dimensions": "specific", "definitions": "descriptive"},
    "dimensions": [{"id": "a", "name": "A", "subjectivity": "latent_pattern"}],
    "pools": [{"id": "p", "kind": "human"}],
    "aggregation": [{"method": "none"}],
    "release": {"level": "none"},
    "gaps": [],
}


def test_a_card_of_gaps_is_not_coherent() -> None:
    """Every question that is asked of it becomes a gap, until nothing is left to say."""
    data = PLACED
    for _ in range(9):
        listed = {gap["field"] for gap in data["gaps"]}
        fields = dict.fromkeys(one.field for one in checked(data).findings if one.field not in listed)
        data = data | {"gaps": [*data["gaps"], *({"field": one, "reason": "not_recorded"} for one in fields)]}
    report = checked(data)
    assert not report.findings
    assert level(report) == 1


@pytest.mark.parametrize(
    "path", sorted((folder("templates") / "starters").glob("*.card.yaml")), ids=lambda one: one.stem
)
def test_sentences_of_starters_say_something(path: Any) -> None:
    assert "AC036" not in {one.code for one in check(read(path)).findings}
