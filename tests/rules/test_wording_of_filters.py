"""What the words of a filter say about disagreement, and which numbers are a bar for agreement."""

import pytest

from alignmentcard.model.release import Filter
from alignmentcard.rules.aggregation import removes_dissent
from alignmentcard.rules.statistics.disagreement import BAR

REMOVES_DISSENT = [
    "items on which raters disagreed",
    "Items with no clear majority",
    "posts without consensus among the three annotators",
    "raters whose labels deviate from the majority",
    "answers that differ from the median by more than two points",
    "items with low inter-rater agreement",
    "pairs below 60 % agreement",
    "items whose agreement was below 0.5",
    "non-unanimous items",
    "split votes",
    "minority labels were discarded",
    "high-disagreement items",
    "raters with less than 70 % agreement with the others",
    "items where agreement < 0.5",
    "Disagreements were thrown out",
    "items with no majority vote",
    "items on which fewer than half of the raters agreed",
    "items below a two-thirds majority",
    "members whose answers strayed far from those of the rest",
    "ratings far from the median",
]
LEAVES_DISSENT = [
    "raters who failed two attention checks",
    "raters who disagree with the gold answer more than twice",
    "raters whose answers to a repeated question disagreed with their first answer",
    "answers of strongly disagree to the consent question",
    "sessions under two minutes",
    "duplicates; nothing was removed because of disagreement, not because raters disagree",
    "items without any disagreement, which teach nothing",
    "items with full agreement",
    "non-English posts",
    "items with fewer than three ratings",
    "people under 18",
    "ratings above the agreed maximum of items a day",
    "raters who withdrew from the user agreement",
    "raters who did not sign the agreement",
    "raters without a signed agreement",
    "raters without a user agreement",
    "people below the age of majority",
    "low quality ratings, before the majority vote",
    "sessions under one minute, before the majority vote",
]
BARS = [
    "agreement above 0.6",
    "Krippendorff's alpha of at least .67",
    "kappa > 0.4",
    "agreement of less than 70 percent",
    "agreement with others under 60 %",
    "reliability exceeding 0.8",
]
NO_BARS = [
    "alpha was 0.21",
    "agreement rose after the pilot",
    "answers in less than 0.5 seconds",
    "at least 3 raters an item",
    "raters agreed on most items; above all on the short ones",
    "over 100 raters took part",
]


@pytest.mark.parametrize("rule", REMOVES_DISSENT)
def test_filter_takes_out_what_raters_differ_about(rule: str) -> None:
    assert removes_dissent(Filter(rule=rule))


@pytest.mark.parametrize("rule", LEAVES_DISSENT)
def test_filter_is_about_something_else(rule: str) -> None:
    assert not removes_dissent(Filter(rule=rule))


@pytest.mark.parametrize("text", BARS)
def test_number_that_agreement_has_to_reach_is_a_bar(text: str) -> None:
    assert BAR.search(text)


@pytest.mark.parametrize("text", NO_BARS)
def test_other_numbers_are_no_bar(text: str) -> None:
    assert not BAR.search(text)
