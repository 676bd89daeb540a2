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
