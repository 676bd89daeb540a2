import pytest
from lsp.test_actions import applied

from alignmentcard.checker.check import check
from alignmentcard.checker.partial import in_spite_of_errors
from alignmentcard.document import parse
from alignmentcard.lsp.actions import repairs
from alignmentcard.lsp.folding import folds
from alignmentcard.lsp.positions import Positions
from alignmentcard.lsp.shown import level_in_a_line
from alignmentcard.profiles import load_profile
from alignmentcard.rules.example import whole_card

STANDARD = load_profile("standard")
CARD = whole_card("intent:\n  written: ex_ante\n  beliefs: many\n  disagreement: noise\n")


def offered(text: str, where: str) -> dict[str, str]:
    """Return what each way out at a place makes of a text."""
    at = text.index(where)
    return {r.title: applied(text, r.edits) for r in repairs(check(parse(text), STANDARD), at, at)}


def test_a_finding_that_names_two_ways_out_offers_both() -> None:
    ways = offered(CARD, "noise")
    assert ways["Write signal"] == CARD.replace("noise", "signal")
    assert ways["Write mixed"] == CARD.replace("noise", "mixed")
    accepted = parse(ways["Accept AC302 here, and say why"]).data["ignore"]
    assert accepted == [{"rule": "AC302", "field": "intent.disagreement"}]


def test_an_absent_field_is_written_with_what_it_cannot_be_without() -> None:
    ways = offered(CARD.replace("  creators:\n    - {name: Ada Example}\n", ""), "dataset:")
    assert "\n  creators:\n    - {name: }\n" in ways["Write creators"]
    assert parse(ways["List it as a gap"]).data["gaps"]


def test_all_that_are_alike_are_listed_as_gaps_at_once() -> None:
    silent = [f for f in check(parse(CARD), STANDARD).findings if f.code == "AC009"]
    made = offered(CARD, "dataset:")[f"List all {len(silent)} as gaps"]
    assert [gap["field"] for gap in parse(made).data["gaps"]] == [finding.field for finding in silent]
    assert all(f.code != "AC009" for f in check(parse(made), STANDARD).findings)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("beliefs: many", "beliefs: lots"),
        ("size: 800", "size: many"),
        ("unit: one reply in a dialogue", "unit: one reply in a dialogue\n  nonsense: 1"),
        ("sources:\n", "sources:\n  - {id: other}\n"),
    ],
)
def test_what_does_not_fit_the_schema_hides_nothing_else(right: str, wrong: str) -> None:
    whole_ = {(f.code, f.field) for f in check(parse(CARD), STANDARD).findings}
    assert right in CARD
    report = check(parse(CARD.replace(right, wrong, 1)), STANDARD)
    both = in_spite_of_errors(report, lambda rule: True)
    errors = {(f.code, f.field) for f in report.findings}
    found = {(f.code, f.field) for f in both.findings}
    near = {pair for pair in whole_ if pair[1] in ("intent.beliefs", "pools.us-panel.size")}
    assert len(whole_) > 5
    assert found - errors <= whole_
    assert whole_ - found <= near | {("AC302", "intent.disagreement")}
    assert both.level is None


def test_sections_entries_and_remarks_fold() -> None:
    text = "# one\n# two\n\ndataset:\n  id: a\n  counts:\n    - of: b\n      items: 1\npools: [a]\n"
    found = [tuple(fold) for fold in folds(parse(text), Positions(text))]
    assert found == [(3, 7, "region"), (5, 7, "region"), (6, 7, "region"), (0, 1, "comment")]


def test_the_line_above_a_card_tells_level_and_share() -> None:
    assert level_in_a_line(check(parse(CARD), STANDARD)).startswith("Level 1, placed, ")
    assert "% answered" in level_in_a_line(check(parse(CARD), STANDARD))
    assert level_in_a_line(check(parse("framework: 1\n"), STANDARD)).startswith("No level yet")
