"""Phrases are known by their examples, and near misses are left alone."""

import re

import phrase_words
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alignmentcard.resources import folder
from alignmentcard.rules.phrases import FLAGS, WORDS, entries, expanded, found_in, sources
from alignmentcard.rules.said import SAID_IN

MATCHES = [(entry["sense"], text) for entry in entries() for text in entry["matches"]]
MISSES = [(entry["sense"], text) for entry in entries() for text in entry["misses"]]


@pytest.mark.parametrize(("sense", "text"), MATCHES)
def test_an_example_of_a_sense_is_read(sense: str, text: str) -> None:
    assert found_in(sense, text)


@pytest.mark.parametrize(("sense", "text"), MISSES)
def test_a_near_miss_is_left_alone(sense: str, text: str) -> None:
    assert found_in(sense, text) is None


@pytest.mark.parametrize(
    "text",
    [
        "This does not reduce noise.",
        'Nobody said "reduce noise".',
        'They wrote "average the noise" on the wall.',
        "Raters were told that more answers reduce the noise.",
    ],
)
def test_what_is_denied_or_quoted_is_not_said(text: str) -> None:
    assert found_in("noise", text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Unlike earlier work, we do not take the majority; the majority vote was never used.",
        "Other datasets resolve disagreements by discussion.",
        "In future versions, disagreements will be resolved by discussion.",
        "Users can take a majority vote.",
    ],
)
def test_what_others_do_or_may_do_later_is_not_said(text: str) -> None:
    assert found_in("averaged", text) is None


@pytest.mark.parametrize(
    "text", ["Mistakes are the main reason why raters disagree.", "Disagreement between raters is a mistake."]
)
def test_words_that_say_it_together_stand_in_any_order(text: str) -> None:
    assert found_in("noise", text)


SOURCES = [pytest.param(source, groups, id=str(number)) for number, (source, groups) in enumerate(sources())]


def test_the_words_that_patterns_need_are_up_to_date() -> None:
    assert (folder("schema") / WORDS).read_text(encoding="utf-8") == phrase_words.text()


@pytest.mark.sampled(20)
@pytest.mark.parametrize(("source", "groups"), SOURCES)
@given(data=st.data())
@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_text_without_the_words_cannot_match(source: str, groups: dict[str, str], data: st.DataObject) -> None:
    pattern = re.compile(expanded(source, groups), FLAGS)
    text = data.draw(st.from_regex(pattern, alphabet=st.characters(max_codepoint=0x17E)))
    assert all(any(word in text.lower() for word in words) for words in phrase_words.needed(pattern.pattern))


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("abc", [{"abc"}]),
        ("(?:abc|bcd) efg", [{"abc", "bcd"}, {"efg"}]),
        ("(?:abc|.)", []),
        ("(?:abc)*def", [{"def"}]),
        ("(?:abc)+", [{"abc"}]),
        ("abc?de", []),
        ("rat(?:er|ing)s", [{"rat"}]),
        ("(?:crater|rater)", [{"rater"}]),
        ("(?!abc)def", [{"def"}]),
    ],
)
def test_words_are_needed_only_where_every_match_has_them(pattern: str, words: list[set[str]]) -> None:
    assert [set(found) for found in phrase_words.needed(pattern)] == words


def test_every_sense_is_looked_for_somewhere() -> None:
    assert {entry["sense"] for entry in entries()} == set(SAID_IN)
