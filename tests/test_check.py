"""Checking a card: order, acceptance, severity, skipping, and mending."""

import re
from dataclasses import replace

import pytest

from alignmentcard.checker.check import Selection, check, mend, selection
from alignmentcard.document import parse
from alignmentcard.profiles import load_profile
from alignmentcard.rules import catalogue
from alignmentcard.rules.added import INPUTS
from alignmentcard.rules.example import whole_card

MINIMAL = load_profile("minimal")
NOISE = "intent:\n  written: ex_ante\n  beliefs: many\n  disagreement: noise\n"


def report(example: str, profile=MINIMAL):
    return check(parse(whole_card(example)), profile=profile)


def codes(example: str, profile=MINIMAL) -> list[str]:
    return [finding.code for finding in report(example, profile).findings]


def test_findings_come_in_the_order_of_the_text() -> None:
    findings = report("dataset:\n  id: A\n  titel: B\nframework:\n  dimensions: Broad\n").findings
    assert [f.line for f in findings] == sorted(f.line for f in findings)
    assert len({f.line for f in findings}) >= 3


def test_a_finding_accepted_with_a_reason_is_set_aside_and_kept_visible() -> None:
    found = report(f"{NOISE}ignore:\n  - {{rule: AC302, reason: The paper needs one answer.}}\n")
    assert found.findings == ()
    assert [(a.finding.code, a.reason) for a in found.accepted] == [("AC302", "The paper needs one answer.")]


def test_acceptance_covers_a_field_and_what_is_in_it_and_nothing_else() -> None:
    assert codes(f"{NOISE}ignore:\n  - {{rule: AC302, field: intent, reason: There was no other.}}\n") == []
    elsewhere = f"{NOISE}ignore:\n  - {{rule: AC302, field: release, reason: There was no other.}}\n"
    assert sorted(codes(elsewhere)) == ["AC013", "AC302"]


@pytest.mark.parametrize(
    "reason", ["x", "ok", "n/a", "TODO", "Because.", "not applicable", "to do", "…", "?!", "not known", " ", "é"]
)
def test_what_is_no_reason_accepts_nothing(reason: str) -> None:
    told = report(f"{NOISE}ignore:\n  - {{rule: AC302, reason: '{reason}'}}\n")
    assert (told.accepted, {"AC302"} <= {finding.code for finding in told.findings}) == ((), True)


@pytest.mark.parametrize("reason", ["There was no other.", "データは公開済み", "We like it."])
def test_a_reason_can_be_in_any_words(reason: str) -> None:
    assert codes(f"{NOISE}ignore:\n  - {{rule: AC302, reason: {reason}}}\n") == []


def test_a_finding_without_a_reason_is_not_accepted() -> None:
    assert sorted(codes(f"{NOISE}ignore:\n  - {{rule: AC302}}\n")) == ["AC013", "AC302"]


def test_an_error_cannot_be_accepted() -> None:
    example = "intent:\n  written: ex_ante\n  beliefs: one\n  disagreement: signal\n"
    ignored = example + "ignore:\n  - {rule: AC206, reason: We like it so.}\n"
    assert sorted(codes(ignored)) == ["AC013", "AC206"]


def test_a_profile_changes_severity_and_switches_rules_off() -> None:
    strict = replace(MINIMAL, rules={"AC302": "error"})
    assert [f.severity for f in report(NOISE, strict).findings] == ["error"]
    assert codes(NOISE, replace(MINIMAL, rules={"AC302": "off"})) == []


def test_rules_that_need_a_card_are_skipped_and_counted_when_there_is_none() -> None:
    found = report("framework:\n  dimensions: neither\n  definitions: descriptive\n")
    assert [f.code for f in found.findings] == ["AC006"]
    assert found.skipped["framework"] == "the card does not fit the schema yet"


def test_every_rule_names_inputs_that_the_checker_has() -> None:
    assert {name for rule in catalogue() for name in rule.inputs} <= set(INPUTS)


def test_mending_stops_when_nothing_is_left_and_changes_no_other_byte() -> None:
    text = whole_card(
        "framework:\n  dimensions: Specific   # as planned\n  defintions: 'descriptive'\n  authority: raters\n"
    )
    mended, done = mend(parse(text), lambda fix: fix.safe, profile=MINIMAL)
    assert len(done) == 3
    expected = (
        text.replace("Specific ", "specific ").replace("defintions", "definitions").replace(": raters", ": [raters]")
    )
    assert mended.text == expected
    assert check(mended, profile=MINIMAL).findings == ()


def test_levels_count_up_as_a_card_gets_better() -> None:
    assert report("framework:\n  dimensions: neither\n").level is None
    unplaced = report(
        "dimensions:\n  - id: harmful\n    name: Harmful content\n    asks: Is it?\n    breadth: specific\n"
    )
    assert unplaced.level.number == 0
    assert "dimensions.harmful.subjectivity is not stated" in unplaced.level.missing
    assert report(NOISE).level.number == 1
    assert report("").level.number == 2


@pytest.mark.parametrize("selects", [selection(("AC0",), ()), selection((), ("AC",))], ids=["one family", "none"])
def test_a_level_is_the_same_whatever_rules_are_told(selects: Selection) -> None:
    document = parse(whole_card(NOISE))
    narrow, wide = check(document, selects=selects), check(document)
    assert narrow.level
    assert wide.level
    assert narrow.level.number == wide.level.number == 1
    hidden = wide.count("warning") - narrow.count("warning")
    assert re.search(rf"\b{hidden} warnings? of rules that were not selected", " ".join(narrow.level.missing))
