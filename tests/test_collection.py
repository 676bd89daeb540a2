"""Many cards as a whole, and the level that is asked of each."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from alignmentcard.checker.check import check
from alignmentcard.checker.collection import BROKEN, NOT_STATED, collect
from alignmentcard.cli import group
from alignmentcard.document import parse
from alignmentcard.profiles import load_profile
from alignmentcard.rules.example import whole_card

MINIMAL = load_profile("minimal")
BROAD = (
    "framework:\n  dimensions: broad\n  definitions: descriptive\n  authority: [raters]\n"
    "dimensions:\n  - {id: harmful, name: Overall, asks: Which is better?, breadth: broad,\n"
    "     definition: {detail: label}, subjectivity: latent_projective, feedback: comparison}\n"
)


def reports(*examples: str):
    return [check(parse(whole_card(example), f"{n}.card.yaml"), MINIMAL) for n, example in enumerate(examples)]


def test_counts_are_those_of_the_cards() -> None:
    found = collect(reports("", BROAD, "framework:\n  dimensions: neither\n", "release:\n  access: open\n"))
    assert found.levels == {"draft": 1, "placed": 0, "coherent": 2, "measured": 0, "verified": 0, BROKEN: 1}
    assert found.quadrants["specific, descriptive"] == 2
    assert found.quadrants["broad, descriptive"] == 1
    assert found.quadrants["broad, prescriptive"] == 0
    assert found.quadrants[NOT_STATED] == 1
    assert found.countries == {"US": 3, NOT_STATED: 1}
    assert found.releases == {"individual": 2, NOT_STATED: 2}
    assert found.findings["AC905 release-unstated"] == 1
    assert [row.id for row in found.rows] == ["sort-of-safe"] * 4


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.card.yaml").write_text(whole_card(""), encoding="utf-8")
    hostile = whole_card("").replace("title: Sort of Safe", 'title: "<b>|pipe| @everyone"')
    (tmp_path / "b.card.yaml").write_text(hostile, encoding="utf-8")
    return tmp_path


def call(*arguments: object) -> str:
    result = CliRunner().invoke(group, list(map(str, arguments)))
    assert result.exit_code == 0, result.output
    return result.stdout


def test_json_and_markdown_tell_the_same(folder: Path) -> None:
    data = json.loads(call("report", folder, "--profile", "minimal", "--format", "json"))
    assert (data["format"], len(data["rows"]), data["levels"]["coherent"]) == (1, 2, 2)
    markdown = call("report", folder, "--profile", "minimal")
    assert "# 2 cards" in markdown
    assert "| coherent | 2 |" in markdown


def test_text_of_a_card_stays_text_in_markdown(folder: Path) -> None:
    markdown = call("report", folder)
    assert "<b>" not in markdown
    assert "|pipe|" not in markdown


def test_parquet_has_a_row_for_each_card(folder: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    call("report", folder, "--format", "parquet", "-o", folder / "cards.parquet")
    rows = parquet.read_table(folder / "cards.parquet").to_pylist()
    assert [row["raters"] for row in rows] == [800, 800]


def test_a_level_that_is_not_reached_is_told_with_what_is_missing(folder: Path) -> None:
    options = ["check", "--profile", "minimal", str(folder / "a.card.yaml"), "--require-level"]
    assert CliRunner().invoke(group, [*options, "2"]).exit_code == 0
    result = CliRunner().invoke(group, [*options, "3"])
    assert result.exit_code == 1
    assert "level 3, measured, is required. Missing: measurements" in result.stderr


OWN = """name: house
title: Our house
schema:
  properties:
    extensions:
      properties:
        acme:
          properties:
            team: {type: string}
            costs: {type: object, properties: {euro: {type: [number, "null"]}}}
            open: {type: boolean, title: May others see it}
            tags: {type: array, items: {type: string}}
            silent: {type: string}
"""
ANSWERS = (
    "team: Maps\n    costs: {euro: 100.5}\n    open: true\n    tags: [red, new]",
    "team: Maps\n    costs: {euro: 300}",
    "team: Ma|l",
    "team: [",
)


def test_answers_to_fields_of_a_profile_are_summed_up(tmp_path: Path) -> None:
    (tmp_path / "house.yaml").write_text(OWN)
    (cards := tmp_path / "cards").mkdir()
    for number, answers in enumerate(ANSWERS):
        (cards / f"{number}.card.yaml").write_text(f"{whole_card('')}extensions:\n  acme:\n    {answers}\n")
    asked = (cards, "--profile", tmp_path / "house.yaml")
    told = call("report", *asked).partition("## Fields that the profile adds\n")[2].partition("## Cards")[0]
    assert told.split("\n")[3:-2] == [
        "| Team | 3 | Maps: 2, Ma\\|l: 1 |",
        "| Costs: Euro | 2 | 400.5 in all; 100.5 to 300, 200.25 in the middle |",
        "| May others see it | 1 | Yes: 1 |",
        "| Tags | 1 | new: 1, red: 1 |",
        "| Silent | 0 | nothing |",
    ]
    own = {one["path"]: one for one in json.loads(call("report", *asked, "--format", "json"))["own"]}
    assert own["extensions.acme.team"]["answers"] == {"Maps": 2, "Ma|l": 1}
    numbers = own["extensions.acme.costs.euro"]["numbers"]
    assert numbers == {"total": 400.5, "least": 100.5, "most": 300, "middle": 200.25}
    assert "Fields that" not in call("report", cards)
