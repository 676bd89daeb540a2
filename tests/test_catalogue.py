"""The catalogue as a whole: every rule is documented, and its examples are true."""

import re

import pytest

from alignmentcard.checker.check import check, mend
from alignmentcard.document import parse
from alignmentcard.profiles import Profile, load_profile
from alignmentcard.rules import Rule, catalogue
from alignmentcard.rules.evidence import Evidence
from alignmentcard.rules.example import bad_card, evidence_for, good_card, measured, whole_card

RULES = catalogue()
MINIMAL = load_profile("minimal")

each_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)


def profile_of(rule: Rule) -> Profile:
    return load_profile(rule.docs.profile) if rule.docs.profile else MINIMAL


def codes(text: str, profile: Profile = MINIMAL, data: Evidence | None = None) -> list[str]:
    return [finding.code for finding in check(parse(text), profile, **(data or {})).findings]


def test_codes_and_names_are_used_once() -> None:
    assert len({rule.code for rule in RULES}) == len({rule.name for rule in RULES}) == len(RULES)


def test_the_sound_card_is_clean_under_every_profile_it_is_used_with() -> None:
    assert codes(whole_card("")) == codes(whole_card(""), data={"facts": measured()}) == []


@each_rule
def test_documentation_is_complete(rule: Rule) -> None:
    docs = rule.docs
    assert re.fullmatch(r"AC\d{3}", rule.code)
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name)
    assert docs.summary.endswith(".")
    assert len(docs.why) > 80, "says why it matters and for whom"
    assert docs.bad
    assert docs.good
    assert docs.source


@each_rule
def test_bad_example_raises_this_code_and_no_other(rule: Rule) -> None:
    assert set(codes(bad_card(rule), profile_of(rule), evidence_for(rule, rule.docs.measured))) == {rule.code}


@each_rule
def test_good_example_raises_nothing(rule: Rule) -> None:
    assert codes(good_card(rule), profile_of(rule), evidence_for(rule)) == []


@each_rule
def test_fix_turns_bad_into_good_byte_for_byte(rule: Rule) -> None:
    bad = parse(bad_card(rule))
    mended, done = mend(bad, lambda fix: True, profile=profile_of(rule), **evidence_for(rule, rule.docs.measured))
    assert bool(done) == bool(rule.docs.fix), "the docs say what the fix does, if there is one"
    if done:
        assert mended.text == good_card(rule)
