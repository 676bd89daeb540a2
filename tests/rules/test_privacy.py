"""Small groups and single raters: what the repair does to the text, and what the estimate says."""

from dataclasses import replace

import pytest

from alignmentcard.checker.check import check, mend
from alignmentcard.document import parse
from alignmentcard.measurement.results.values import PoolFacts
from alignmentcard.model.pools import Composition
from alignmentcard.profiles import load_profile
from alignmentcard.rules.example import measured, whole_card
from alignmentcard.rules.privacy import share_alone

POOL = """pools:
  - id: us-panel
    role: [rater]
    kind: human
    size: 800
    consent: informed
    composition:
      - axis: gender
        basis: self_reported
        {counts}
"""

MERGED = [
    ("{woman: 790, nonbinary: 4, agender: 6}", "{woman: 790, nonbinary: 4, agender: 6}"),
    ("{woman: 793, nonbinary: 4, agender: 3}", "{woman: 793, other: 7}"),
    ("{nonbinary: 4, agender: 3, woman: 793}", "{other: 7, woman: 793}"),
    ("{nonbinary: 4, woman: 793, agender: 3}", "{woman: 793, other: 7}"),
    ("{nonbinary: 1, agender: 2, other: 7, woman: 790}", "{other: 10, woman: 790}"),
    ('{ "a b": 4, woman: 793,  queer: 3 } # asked', "{ woman: 793,  other: 7 } # asked"),
]


def mended(counts: str) -> str:
    document = parse(whole_card(POOL.replace("{counts}", counts)))
    return mend(document, lambda fix: fix.title.startswith("Merge"), profile=load_profile("minimal"))[0].text


@pytest.mark.parametrize(("before", "after"), MERGED)
def test_small_groups_of_a_mapping_on_one_line_are_merged_and_nothing_else_changes(before: str, after: str) -> None:
    expected = whole_card(POOL.replace("{counts}", f"counts: {after}"))
    assert mended(f"counts: {before}") == expected


def test_small_groups_on_lines_of_their_own_are_merged_and_comments_stay() -> None:
    before = "counts:\n          nonbinary: 4\n          woman: 793  # of whom most\n          agender: 3  # said so\n"
    after = "counts:\n          woman: 793  # of whom most\n          other: 7  # said so\n"
    assert mended(before) == whole_card(POOL.replace("{counts}", after))


@pytest.mark.parametrize("counts", ["{woman: 797, nonbinary: 3}", "{woman: 796, nonbinary: 2, agender: 2}"])
def test_no_merge_is_offered_that_leaves_a_small_group(counts: str) -> None:
    document = parse(whole_card(POOL.replace("{counts}", f"counts: {counts}")))
    found = [f for f in check(document, profile=load_profile("minimal")).findings if f.code == "AC901"]
    assert [finding.fix for finding in found] == [None]


RELEASED = """release:
  level: individual
  rater_ids: pseudonymous
  rater_attributes: individual
  reasoning: released
  withdrawal: Raters write to the contact address.
"""


@pytest.mark.parametrize(("alone", "messages"), [(20, []), (21, ["In the data, 21 of 100 raters are alone"])])
def test_raters_who_are_alone_are_counted_where_the_data_was_measured(alone: int, messages: list[str]) -> None:
    facts = replace(measured(), pool=PoolFacts(raters=100, unique=alone))
    report = check(parse(whole_card(RELEASED)), facts=facts, profile=load_profile("minimal"))
    found = [finding.message for finding in report.findings if finding.code == "AC902"]
    assert [message.partition(" with")[0] for message in found] == messages


def test_one_attribute_singles_nobody_out() -> None:
    assert share_alone([Composition(axis="gender", counts={"woman": 1, "man": 1})]) == 0.0


def test_everybody_is_alone_where_combinations_are_as_many_as_raters_squared() -> None:
    axes = [Composition(axis=name, counts={str(n): 1 for n in range(100)}) for name in ("postcode", "birthday")]
    assert share_alone(axes) == pytest.approx((1 - 1 / 10_000) ** 99)


def test_more_combinations_than_can_be_counted_out_single_everybody_out() -> None:
    axes = [Composition(axis=str(m), counts={str(n): 1 for n in range(100)}) for m in range(4)]
    assert share_alone(axes) == 1.0
