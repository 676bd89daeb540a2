"""The conformance suite: this program finds in its cards what the suite says, no more and no less."""

import re
from collections import Counter
from dataclasses import asdict
from pathlib import Path

import pytest
from retold import left_in_english
from write_cases import KINDS, NEEDS_MORE, SUITE, cards_in, checked, entries_of, found, kind, left, text_of

from alignmentcard.measurement.results.facts import facts_path
from alignmentcard.rules import catalogue
from alignmentcard.rules.limits import Limits

FOLDERS = sorted(path for path in SUITE.iterdir() if path.is_dir())
CARDS = [(home, name) for home in FOLDERS for name in entries_of(home)]


@pytest.mark.parametrize(("home", "name"), CARDS, ids=[f"{home.name}-{name.split('.')[0]}" for home, name in CARDS])
def test_card_has_the_findings_that_the_suite_expects(home: Path, name: str) -> None:
    wanted = entries_of(home)[name]
    report = checked(home, name, wanted)
    assert found(report, wanted) == wanted
    assert left_in_english([*report.findings, *(one.finding for one in report.accepted)]) == []


@pytest.mark.parametrize("home", FOLDERS, ids=lambda home: home.name)
def test_folder_lists_each_of_its_cards_once_and_each_is_what_its_name_says(home: Path) -> None:
    cards = entries_of(home)
    assert sorted(cards) == sorted(path.name for path in home.glob("*.card.yaml"))
    for name, entry in cards.items():
        assert entry["about"].endswith("."), "somebody said what it is an example of"
        raised = home.name in [finding["code"] for finding in entry["findings"]]
        assert raised == name.startswith("raises-"), name


@pytest.mark.parametrize("home", FOLDERS, ids=lambda home: home.name)
def test_the_file_is_as_the_writer_of_cases_writes_it(home: Path) -> None:
    entries = entries_of(home)
    assert cards_in(home, entries) == list(entries)
    assert text_of(home.name, entries) == text(home / "expected.json")


def test_the_writer_of_cases_says_what_changed_and_what_only_people_can_write() -> None:
    place = {"code": "AC206", "line": 3, "column": 1}
    before = {"raises-1.card.yaml": {"about": "A stance.", "findings": [place]}}
    after = {
        "raises-1.card.yaml": {"about": "A stance.", "findings": []},
        "near-miss-1.card.yaml": {"about": "", "findings": []},
    }
    assert list(left("AC206", before, after)) == [
        "raises-1.card.yaml does not raise AC206. Change the card or its name.",
        "raises-1.card.yaml had AC206 at 3:1 and has nothing. Is that what the rule means?",
        "near-miss-1.card.yaml: say under about what it is an example of.",
        "Write 1 more raises-N.card.yaml.",
        "Write 1 more near-miss-N.card.yaml.",
    ]


@pytest.mark.parametrize("home", FOLDERS, ids=lambda home: home.name)
def test_cards_of_a_folder_differ_in_text_measurements_or_profile(home: Path) -> None:
    cards = entries_of(home)
    distinct = {(text(home / name), text(facts_path(home / name)), entry["profile"]) for name, entry in cards.items()}
    assert len(distinct) == len(cards)


def text(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.exists() else None


@pytest.mark.parametrize("home", FOLDERS, ids=lambda home: home.name)
def test_measurements_belong_to_a_card_of_the_folder(home: Path) -> None:
    assert set(home.glob("*.measured.json")) <= {facts_path(home / name) for name in entries_of(home)}


def test_every_rule_that_needs_one_card_has_two_cards_that_raise_it_and_two_that_come_close() -> None:
    kinds = Counter((home.name, kind(name)) for home, name in CARDS)
    codes = [rule.code for rule in catalogue() if rule.code not in NEEDS_MORE]
    assert [(code, each) for code in codes for each in KINDS if kinds[code, each] < 2] == []
    assert {home.name for home in FOLDERS} == set(codes)


def test_the_readme_names_every_limit_with_its_value() -> None:
    rows = re.findall(r"^\| `(\w+)` \| ([\d.]+) \|", (SUITE / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert {name: float(value) for name, value in rows} == asdict(Limits())
