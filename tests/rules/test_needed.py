"""What a record cannot be without: no gap hides that it is missing, and no repair takes it out."""

from collections.abc import Iterator
from copy import deepcopy
from itertools import pairwise
from typing import Any

import pytest

from alignmentcard.checker.check import check, mend
from alignmentcard.document import parse
from alignmentcard.lsp.ways import ways
from alignmentcard.model.fields import Field, tree
from alignmentcard.rules.example import whole_card
from alignmentcard.text.writing import block_of_levels

SOUND = parse(whole_card("")).data


def needed(field: Field) -> Iterator[str]:
    for child in field.children.values():
        if child.required and child.path not in ("alignmentcard", "gaps.*.field", "gaps.*.reason"):
            yield child.path
        yield from needed(child)


def without(path: str) -> tuple[dict[str, Any], str]:
    """Take a field out of a sound card, and return its path in that card."""
    data = deepcopy(SOUND)
    *above, name = path.split(".")
    here: Any = data
    names = []
    for part, below in pairwise([*above, name]):
        if part == "*":
            here[:] = here or [{}]
            here = here[0]
            names.append(str(here.get("id", 0)))
        else:
            here = here.setdefault(part, [] if below == "*" else {})
            names.append(part)
    here.pop(name, None)
    return data, ".".join([*names, name])


@pytest.mark.parametrize("path", [*needed(tree())])
def test_no_gap_stands_for_what_a_record_cannot_be_without(path):
    data, named = without(path)
    for gap in (named, named.split(".")[0]):
        data["gaps"] = [{"field": gap, "reason": "unknown"}]
        report = check(parse(block_of_levels(data, 0)))
        assert report.card is None
        assert "error" in {finding.severity for finding in report.findings}


def test_what_is_not_known_takes_its_record_with_it_and_only_where_that_says_nothing_else():
    for pay, mended in (({"amount": "unknown"}, True), ({"amount": "unknown", "currency": "USD"}, False)):
        data = deepcopy(SOUND)
        data["pools"][0]["pay"] = pay
        text, _ = mend(parse(block_of_levels(data, 0)), lambda _: True)
        assert ("pay" not in text.data["pools"][0]) == mended
        finding = next(one for one in check(parse(block_of_levels(data, 0))).findings if one.code == "AC006")
        assert "delete `pools.us-panel.pay` and write under gaps" in finding.help
        if mended:
            assert {"field": "pools.us-panel.pay", "reason": "unknown"} in text.data["gaps"]


def test_help_names_the_record_that_can_be_a_gap():
    data, _ = without("pools.*.pay.amount")
    data["pools"][0]["pay"] = {"currency": "USD"}
    finding = next(one for one in check(parse(block_of_levels(data, 0))).findings if one.code == "AC005")
    assert "take `pools.us-panel.pay` out and list it under gaps" in finding.help


@pytest.mark.parametrize(("pay", "field"), [({"amount": 9.5}, "pay.amount"), ({"amount": 9.5}, "pay"), ({}, "size")])
def test_an_editor_offers_to_take_out_only_what_its_record_can_be_without(pay, field):
    data = deepcopy(SOUND)
    data["pools"][0]["pay"] = pay or data["pools"][0].get("pay", {"amount": 9.5})
    data["gaps"] = [{"field": f"pools.us-panel.{field}", "reason": "unknown"}]
    report = check(parse(block_of_levels(data, 0)))
    filled = next(one for one in report.findings if one.code == "AC008")
    titles = [fix.title for fix in ways(report, filled)]
    assert ("Take the value out" in titles) == (field != "pay.amount")
