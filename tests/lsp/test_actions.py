import pytest
from hypothesis import given
from hypothesis import strategies as st

from alignmentcard.checker.check import Report, check, mend
from alignmentcard.document import parse
from alignmentcard.edit import Edit, apply
from alignmentcard.lsp.actions import all_safe, changes, repairs
from alignmentcard.lsp.checking import Checking
from alignmentcard.profiles import load_profile
from alignmentcard.rules import Rule, catalogue
from alignmentcard.rules.example import bad_card, evidence_for, whole_card

MINIMAL = load_profile("minimal")
FIXED = [rule for rule in catalogue() if rule.docs.fix]


def applied(text: str, edits: tuple[Edit, ...]) -> str:
    """Apply edits as an editor does: all at once, and none may touch another."""
    done = [0]
    pieces = []
    for edit in edits:
        assert edit.start >= done[-1]
        pieces += [text[done[-1] : edit.start], edit.text]
        done.append(edit.end)
    return "".join((*pieces, text[done[-1] :]))


def bad(rule: Rule) -> Report:
    """Return what a check of the bad example gives, with measurements for a rule that looks at them."""
    profile = load_profile(rule.docs.profile or "minimal")
    return check(parse(bad_card(rule)), profile, **evidence_for(rule, rule.docs.measured))


@pytest.mark.parametrize("rule", FIXED, ids=lambda rule: rule.code)
def test_a_quick_fix_changes_what_the_same_fix_changes_on_the_command_line(rule: Rule) -> None:
    report = bad(rule)
    offered = list(repairs(report, 0, len(report.document.text)))
    assert offered
    for repair in offered:
        fix = repair.findings[0].fix
        if fix and fix.title == repair.title:
            assert applied(report.document.text, repair.edits) == apply(report.document, [fix])[0]
        assert report.document.again(applied(report.document.text, repair.edits)).faults == ()


@pytest.mark.parametrize("rule", [r for r in FIXED if "facts" not in r.needs], ids=lambda rule: rule.code)
def test_mending_all_gives_the_text_of_check_fix(rule: Rule) -> None:
    report, profile = bad(rule), load_profile(rule.docs.profile or "minimal")
    mended, _ = mend(report.document, lambda fix: fix.safe, profile=profile)
    assert applied(report.document.text, all_safe(report, Checking(profile))) == mended.text


def test_certain_repairs_come_first_and_only_those_at_the_place() -> None:
    text = whole_card("framework:\n  dimensions: specific\n  defintions: descriptive\n  authority: [raters, lawyer]\n")
    report = check(parse(text), profile=MINIMAL)
    everywhere = list(repairs(report, 0, len(text)))
    assert [repair.safe for repair in everywhere] == sorted((repair.safe for repair in everywhere), reverse=True)
    here = text.index("defintions") + 3
    assert [repair.findings[0].code for repair in repairs(report, here, here)] == ["AC004"]
    assert list(repairs(report, 0, 3)) == []


def test_a_sound_card_needs_nothing() -> None:
    report = check(parse(whole_card("")), profile=MINIMAL)
    assert all_safe(report, Checking(MINIMAL)) == ()


@given(st.lists(st.sampled_from("ab\n"), max_size=30), st.lists(st.sampled_from("ab\n"), max_size=30))
def test_changes_lead_from_one_text_to_the_other(old: list[str], new: list[str]) -> None:
    before, after = "".join(old), "".join(new)
    assert applied(before, changes(before, after)) == after
