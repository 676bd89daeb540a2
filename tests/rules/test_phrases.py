"""Phrases are known by their examples, and near misses are left alone."""

import pytest

from alignmentcard.rules.phrases import entries, found_in

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
