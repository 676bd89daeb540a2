"""Alpha with merged values is worked out from what was measured, and is what measuring merged values gives."""

import numpy as np
import pyarrow as pa
import pytest

from alignmentcard.checker.check import check, selection
from alignmentcard.document import parse
from alignmentcard.loader import load
from alignmentcard.measurement.measure import measure
from alignmentcard.measurement.results.facts import Facts
from alignmentcard.measurement.settings import Settings
from alignmentcard.profiles import load_profile
from alignmentcard.rules.claims.explanations import alpha_of
from alignmentcard.rules.example import whole_card

VALUES = ("1", "2", "3", "4", "5")
SCALE = """dimensions:
  - id: harmful
    subjectivity: latent_pattern
    feedback: rating
    scale: {level: %s, values: ["1", "2", "3", "4", "5"]}
"""


def ratings() -> dict[str, list[str]]:
    """Answers of 12 raters to 40 items, some missing, that lie near to a value of each item."""
    rng = np.random.default_rng(7)
    middle = rng.integers(1, 6, 40)
    rows = [(item, rater) for item in range(40) for rater in range(12) if rng.random() < 0.8]
    values = [str(int(np.clip(middle[item] + rng.integers(-1, 2), 1, 5))) for item, _ in rows]
    return {"item": [str(i) for i, _ in rows], "rater": [str(r) for _, r in rows], "value": values}


def facts_of(table: dict[str, list[str]], level: str = "nominal") -> Facts:
    card = load(parse(whole_card(SCALE % level))).card
    columns = {"item": "item", "rater": "rater", "value": "value"}
    return measure(pa.table(table), card, columns=columns, settings=Settings(replicates=0), dimension="harmful")


TABLE = ratings()
FACTS = facts_of(TABLE, "ordinal")


@pytest.mark.parametrize(
    "parts",
    [
        [["1"], ["2", "3", "4", "5"]],
        [["1", "2"], ["3", "4", "5"]],
        [["1", "3"], ["2"], ["4"], ["5"]],
        [["1"], ["2"], ["3"], ["4"], ["5"]],
    ],
)
def test_alpha_of_merged_values_is_that_of_a_table_in_which_they_are_merged(parts: list[list[str]]) -> None:
    first = {value: part[0] for part in parts for value in part}
    merged = facts_of({**TABLE, "value": [first[value] for value in TABLE["value"]]})
    matrix = FACTS.dimensions["harmful"].agreement.coincidences
    assert matrix
    alpha = merged.dimensions["harmful"].agreement.alpha["nominal"].value
    assert alpha_of(matrix, parts) == pytest.approx(alpha, abs=1e-9)


def told(value: float, level: str) -> str:
    agreement = (
        f"statistics:\n  agreement:\n    - {{dimension: harmful, metric: krippendorff_alpha, value: {value:.3f}}}\n"
    )
    text = whole_card(SCALE % level + agreement)
    facts = FACTS if level == "ordinal" else facts_of(TABLE)
    findings = check(parse(text), load_profile("minimal"), selection(("AC803",), ()), facts=facts).findings
    return " ".join(finding.message for finding in findings)


def alpha(*parts: list[str]) -> float:
    matrix = FACTS.dimensions["harmful"].agreement.coincidences
    assert matrix
    return alpha_of(matrix, parts)


def test_a_value_of_answers_that_were_cut_in_two_is_explained_by_the_cut() -> None:
    message = told(alpha(["1", "2"], ["3", "4", "5"]), "ordinal")
    assert "comes out when the values are cut in two, up to 2 and from 3 on." in message


def test_a_value_of_one_answer_against_all_others_is_explained_by_it() -> None:
    message = told(alpha(["3"], ["1", "2", "4", "5"]), "nominal")
    assert "comes out when 3 is told apart and all other values are one." in message


def test_a_value_of_answers_of_which_two_are_one_is_explained_by_them() -> None:
    message = told(alpha(["1", "4"], ["2"], ["3"], ["5"]), "nominal")
    assert "comes out when 1 and 4 count as one value." in message


def test_values_without_an_order_are_not_cut() -> None:
    message = told(alpha(["1", "2"], ["3", "4", "5"]), "nominal")
    assert "cut in two" not in message


@pytest.mark.parametrize(("values", "kept"), [(2, False), (3, True), (8, True), (9, False)])
def test_what_can_be_merged_is_kept_for_three_to_eight_values(values: int, kept: bool) -> None:
    table = {"item": [str(n // 2) for n in range(4 * values)], "rater": ["a", "b"] * 2 * values}
    table["value"] = [f"v{n // 2 % values}" for n in range(4 * values)]
    columns = {"item": "item", "rater": "rater", "value": "value"}
    facts = measure(pa.table(table), columns=columns, settings=Settings(replicates=0))
    [found] = facts.dimensions.values()
    assert (found.agreement.coincidences is not None) == kept
