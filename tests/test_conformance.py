"""The conformance suite: this program finds in its cards what the suite says, no more and no less."""

import json
import re
from collections import Counter
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from alignmentcard.checker.check import Report, check
from alignmentcard.checker.measurements import beside
from alignmentcard.document import read
from alignmentcard.measurement.results.facts import facts_path
from alignmentcard.profiles import load_profile
from alignmentcard.resources import folder
from alignmentcard.rules import catalogue
from alignmentcard.rules.finding import Finding
from alignmentcard.rules.limits import Limits

SUITE = folder("schema") / "conformance"
FOLDERS = sorted(path for path in SUITE.iterdir() if path.is_dir())
NEEDS_MORE = ("AC016", "AC017")
"""Rules that look at an earlier version of the card, or of the standard."""


@cache
def expected(home: Path) -> dict[str, Any]:
    return json.loads((home / "expected.json").read_text(encoding="utf-8"))


CARDS = [(home, name) for home in FOLDERS for name in expected(home)["cards"]]


def run(home: Path, name: str) -> Report:
    document = read(home / name)
    profile = load_profile(expected(home)["cards"][name]["profile"], home)
    return check(document, profile, **beside(document))


def places(findings: list[Finding], *keys: str) -> list[dict[str, Any]]:
    return [{key: getattr(finding, key) for key in keys} for finding in findings]


@pytest.mark.parametrize(("home", "name"), CARDS, ids=[f"{home.name}-{name.split('.')[0]}" for home, name in CARDS])
def test_card_has_the_findings_that_the_suite_expects(home: Path, name: str) -> None:
    report, wanted = run(home, name), expected(home)["cards"][name]
    accepted = [entry.finding for entry in report.accepted]
    assert places(list(report.findings), "code", "severity", "field", "line", "column") == wanted["findings"]
    assert places(accepted, "code", "field", "line", "column") == wanted["accepted"]


@pytest.mark.parametrize("home", FOLDERS, ids=lambda home: home.name)
def test_folder_lists_each_of_its_cards_once_and_each_is_what_its_name_says(home: Path) -> None:
    cards = expected(home)["cards"]
    assert sorted(cards) == sorted(path.name for path in home.glob("*.card.yaml"))
    assert expected(home)["rule"] == home.name
    for name, entry in cards.items():
        raised = home.name in [finding["code"] for finding in entry["findings"]]
        assert raised == name.startswith("raises-"), name


@pytest.mark.parametrize("home", FOLDERS, ids=lambda home: home.name)
def test_cards_of_a_folder_differ_in_text_measurements_or_profile(home: Path) -> None:
    cards = expected(home)["cards"]
    distinct = {(text(home / name), text(facts_path(home / name)), entry["profile"]) for name, entry in cards.items()}
    assert len(distinct) == len(cards)


def text(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.exists() else None


@pytest.mark.parametrize("home", FOLDERS, ids=lambda home: home.name)
def test_measurements_belong_to_a_card_of_the_folder(home: Path) -> None:
    assert set(home.glob("*.measured.json")) <= {facts_path(home / name) for name in expected(home)["cards"]}


def test_every_rule_that_needs_one_card_has_two_cards_that_raise_it_and_two_that_come_close() -> None:
    kinds = Counter((home.name, name.rpartition("-")[0]) for home, name in CARDS)
    codes = [rule.code for rule in catalogue() if not rule.code.startswith(NEEDS_MORE)]
    assert {code: (kinds[code, "raises"] >= 2, kinds[code, "near-miss"] >= 2) for code in codes} == dict.fromkeys(
        codes, (True, True)
    )
    assert {home.name for home in FOLDERS} == set(codes)


def test_the_readme_names_every_limit_with_its_value() -> None:
    rows = re.findall(r"^\| `(\w+)` \| ([\d.]+) \|", (SUITE / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert {name: float(value) for name, value in rows} == asdict(Limits())
