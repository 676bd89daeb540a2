"""Completeness: what a card answers, lists as a gap or leaves open, told alike in every format."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from alignmentcard.cli import group
from alignmentcard.document import parse, read
from alignmentcard.profiles import load_profile, names
from alignmentcard.profiles.completeness import Completeness, completeness
from alignmentcard.profiles.tally import Tally
from alignmentcard.report.completeness import FORMATS, verdict
from alignmentcard.rules.example import whole_card

PROFILE = """
name: ours
title: Ours
expects:
  - {section: First, question: All there?, fields: [dataset.title, dataset.contact]}
  - {section: First, question: One missing?, fields: [dataset.title, dataset.links.paper]}
  - {section: Second, question: Not known?, fields: [dataset.version, dataset.published]}
  - {section: Second, question: Of nobody?, fields: ["pools.*.model"], when: {kind: synthetic}}
"""
GAP = "gaps:\n  - {field: dataset.published, reason: not_recorded, note: 'About <2020>'}\n"


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    path = tmp_path / "ours.yaml"
    path.write_text(PROFILE, encoding="utf-8")
    return path


@pytest.fixture
def held(profile: Path) -> Completeness:
    return completeness(parse(whole_card(GAP), "a.card.yaml"), load_profile(str(profile)))


def test_a_question_is_as_open_as_the_most_open_of_its_fields(held: Completeness) -> None:
    assert [answer.state for answer in held.answers] == ["answered", "open", "gap", "not asked"]
    assert verdict(held) == "1 of 3 questions answered, 1 gap with a reason, 1 left open."


def test_places_name_the_line_of_the_answer_and_of_the_gap(held: Completeness) -> None:
    lines = whole_card(GAP).splitlines()
    places = {place.path: place for answer in held.answers for place in answer.places}
    assert "title: " in lines[places["dataset.title"].line - 1]
    assert "dataset.published" in lines[places["dataset.published"].line - 1]
    assert (places["dataset.published"].reason, places["dataset.published"].note) == ("not_recorded", "About <2020>")
    assert places["dataset.links.paper"].line is None


def test_a_list_that_is_missing_leaves_its_questions_open(profile: Path) -> None:
    document = parse(whole_card("").replace("pools:", "poools:"))
    path = profile.with_name("pools.yaml")
    path.write_text("expects: [{field: pools.*.size}]\n", encoding="utf-8")
    assert completeness(document, load_profile(str(path))).count("open") == 1


@pytest.mark.parametrize(
    "text", ["", "[]", "dataset: 3", "gaps: 3", "gaps: [3, {field: [a]}]", "pools: [1, {kind: []}]"]
)
def test_a_card_that_is_wrong_is_read_as_far_as_it_can_be(text: str) -> None:
    held = completeness(parse(text), load_profile("standard"))
    assert held.count("answered") <= 1
    assert held.count("open") > 20


def test_all_formats_tell_the_same_states(held: Completeness) -> None:
    record = json.loads("".join(FORMATS["json"]([held])))["cards"][0]
    assert [question["state"] for question in record["questions"]] == [answer.state for answer in held.answers]
    assert (record["answered"], record["gap"], record["open"], record["not_asked"]) == (1, 1, 1, 1)
    text = "\n".join(FORMATS["text"]([held])).splitlines()
    assert [line[2:6] for line in text if line.endswith("?")] == ["yes ", "OPEN", "gap ", "-   "]
    rows = [line.split(" | ")[1] for line in FORMATS["markdown"]([held]) if line.startswith("| ") and "---" not in line]
    assert [state for state in rows if state != "answer"] == ["yes", "OPEN", "gap", "-"]


def test_markdown_escapes_what_the_card_says(held: Completeness) -> None:
    assert "About &lt;2020&gt;" in "\n".join(FORMATS["markdown"]([held]))


def call(*arguments: str) -> str:
    result = CliRunner().invoke(group, ["profiles", *arguments], catch_exceptions=False)
    assert result.exit_code == 0
    return result.stdout


def test_profiles_are_listed_with_their_questions() -> None:
    lines = call().splitlines()
    assert any(line.startswith("crowdworksheets") and "39 questions" in line for line in lines)


def test_one_profile_is_shown_with_what_it_inherits_and_wants() -> None:
    page = call("standard")
    assert "With everything that minimal asks." in page
    assert "pools.*.countries (where kind is human)" in page


def test_profiles_as_json_have_questions_and_fields() -> None:
    data = json.loads(call("minimal", "--format", "json"))
    assert data["format"] == 1
    assert data["profiles"][0]["questions"][0]["fields"] == ["dataset.license"]


def test_a_card_is_held_to_one_profile_or_to_all(profile: Path) -> None:
    card = profile.with_name("a.card.yaml")
    card.write_text(whole_card(GAP), encoding="utf-8")
    assert "1 of 3 questions answered" in call(str(profile), "--card", str(card))
    overview = call("--card", str(card)).splitlines()
    assert len(overview) == 1 + len(json.loads(call("--format", "json"))["profiles"])


def test_a_file_that_is_no_card_is_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "a.card.yaml"
    path.write_text("a: [", encoding="utf-8")
    result = CliRunner().invoke(group, ["profiles", "minimal", "--card", str(path)])
    assert "cannot be read as a card" in str(result.exception)


def test_a_tally_counts_what_completeness_tells(root: Path, profile: Path) -> None:
    asking = [load_profile(name) for name in (*names(), str(profile))]
    tally = Tally(asking)
    for path in sorted((root / "site" / "cards").glob("*.card.yaml")):
        document = read(path)
        held = {one.name: completeness(document, one) for one in asking}
        told = {name: tuple(map(one.count, ("answered", "gap", "open"))) for name, one in held.items()}
        assert tally.of(document) == told, path
