"""Texts that do not fit the schema: none of them may pass for a card about which there is nothing to say."""

import pytest

from alignmentcard.checker.check import check
from alignmentcard.document import parse
from alignmentcard.rules.example import whole_card

MISFITS = [
    ("collection: {unit: one reply, with its question}\n", "AC004", "with its question"),
    ("collection:\n  unit:\n  units:\n", "AC004", "units"),
    ("collection: {unit: }\n", "AC006", "collection.unit"),
]


@pytest.mark.parametrize(("section", "code", "named"), MISFITS)
def test_a_key_without_a_value_is_reported(section: str, code: str, named: str) -> None:
    report = check(parse(whole_card(section)))
    assert report.card is None
    assert any(finding.code == code and named in finding.message for finding in report.findings)
