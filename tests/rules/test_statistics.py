"""Which values a coefficient can have, and which interval can belong to a value."""

import pytest

from alignmentcard.checker.check import check
from alignmentcard.document import parse
from alignmentcard.profiles import load_profile
from alignmentcard.rules.example import whole_card

MINIMAL = load_profile("minimal")
SIZES = "items: 350, raters: 2"
STATED = """statistics:
  agreement:
    - {dimension: harmful, metric: METRIC, level: nominal, NUMBERS}
"""


def flagged(code: str, text: str) -> list[str]:
    report = check(parse(whole_card(text)), profile=MINIMAL)
    return [finding.field.removeprefix("statistics.") for finding in report.findings if finding.code == code]


def impossible(metric: str, numbers: str) -> list[str]:
    text = STATED.replace("METRIC", metric).replace("NUMBERS", f"{numbers}, {SIZES}")
    return [field.rpartition(".")[2] for field in flagged("AC705", text)]


@pytest.mark.parametrize(
    ("metric", "value", "is_possible"),
    [
        ("krippendorff_alpha", -0.4, True),
        ("krippendorff_alpha", 1, True),
        ("krippendorff_alpha", 1.01, False),
        ("krippendorff_alpha", -1.2, False),
        ("cohen_kappa", -1, True),
        ("fleiss_kappa", 78, False),
        ("gwet_ac1", -0.9, True),
        ("percent_agreement", 0, True),
        ("percent_agreement", -0.1, False),
        ("percent_agreement", 1.5, False),
        ("intraclass_correlation", -2.5, True),
        ("intraclass_correlation", 1.5, False),
        ("spearman", -1, True),
        ("pearson", -1.1, False),
        ("other", 12, True),
    ],
)
def test_value_lies_in_the_range_of_its_coefficient(metric: str, value: float, is_possible: bool) -> None:
    assert impossible(metric, f"value: {value}") == ([] if is_possible else ["value"])


@pytest.mark.parametrize(
    ("numbers", "wrong"),
    [
        ("value: 0.21, low: 0.18, high: 0.24", []),
        ("value: 0.21, low: 0.21, high: 0.21", []),
        ("value: 0.2, low: 0.204, high: 0.24", []),
        ("value: 0.2, low: 0.26, high: 0.3", ["value"]),
        ("value: 0.214, low: 0.22, high: 0.3", ["value"]),
        ("value: 0.214, low: 0.217, high: 0.3", ["value"]),
        ("value: 0.31, high: 0.3", []),
        ("value: 0.36, high: 0.3", ["value"]),
        ("value: 0.5, low: 0.6, high: 0.4", ["low"]),
        ("value: 0.9, low: 0.8, high: 1.1", ["high"]),
    ],
)
def test_interval_contains_its_value_within_rounding(numbers: str, wrong: list[str]) -> None:
    assert impossible("krippendorff_alpha", numbers) == wrong


@pytest.mark.parametrize(
    ("shares", "wrong"),
    [
        ("genuine: 0.6, constructed: 0.2, non_attitude: 0.2", []),
        ("genuine: 0.33, constructed: 0.33, non_attitude: 0.33", []),
        ("genuine: 0.7, constructed: 0, non_attitude: 0.35", []),
        ("genuine: 0.6, non_attitude: 0.2", []),
        ("genuine: 0.61, constructed: 0.3, non_attitude: 0.25", ["consistency.0"]),
    ],
)
def test_shares_of_answers_add_up_unless_one_was_cut_off_at_zero(shares: str, wrong: list[str]) -> None:
    text = f"statistics:\n  consistency:\n    - {{dimension: harmful, kind: retest, {shares}}}\n"
    assert flagged("AC705", text) == wrong


@pytest.mark.parametrize(
    ("metric", "raters", "note", "is_misused"),
    [
        ("cohen_kappa", 2, "", False),
        ("cohen_kappa", 3, "", True),
        ("cohen_kappa", 3, ", note: Mean over all pairs", False),
        ("cohen_kappa", 3, ", note: After repair of the table", True),
        ("conger_kappa", 3, "", False),
    ],
)
def test_cohens_kappa_is_for_two_raters_or_pairs_of_them(metric: str, raters: int, note: str, is_misused: bool) -> None:
    text = STATED.replace("METRIC", metric).replace("NUMBERS", f"value: 0.3, items: 90, raters: {raters}{note}")
    assert flagged("AC703", text) == (["agreement.0.metric"] if is_misused else [])


@pytest.mark.parametrize(
    ("raters", "values", "wrong"),
    [
        ("[25, 50, 100]", "[0.03, 0.012, 0.006]", []),
        ("[100, 50, 25]", "[0.006, 0.012, 0.03]", []),
        ("[25, 50, 100]", "[0.03, 0.012, 0.011]", ["convergence.0.value.2"]),
        ("[100, 50, 25]", "[0.011, 0.012, 0.03]", ["convergence.0.value.0"]),
        ("[25, 50]", "[0.03, 0.02, 0.011]", []),
    ],
)
def test_convergence_is_judged_at_the_most_raters(raters: str, values: str, wrong: list[str]) -> None:
    text = f"statistics:\n  convergence:\n    - {{metric: jensen_shannon, raters: {raters}, value: {values}}}\n"
    assert flagged("AC710", text) == wrong
