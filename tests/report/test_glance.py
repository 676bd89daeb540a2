"""show: a card at a glance, in any width, for any card."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from alignmentcard.checker.check import check
from alignmentcard.cli import group
from alignmentcard.document import parse, read
from alignmentcard.profiles import load_profile
from alignmentcard.profiles.completeness import completeness
from alignmentcard.report.glance import at_a_glance
from alignmentcard.report.text import visible
from alignmentcard.resources import folder
from alignmentcard.rules.example import whole_card

ROOT = Path(__file__).parent.parent.parent
GALLERY = sorted((ROOT / "site" / "cards").glob("*.card.yaml"))
EXAMPLE = folder("templates") / "example.card.yaml"
TITLES = ["Place", "Level", "Dimensions", "Pools", "Agreement", "Missing"]


def shown(text: str, width: int = 80) -> list[str]:
    document, profile = parse(text), load_profile()
    report = check(document, profile=profile)
    return list(at_a_glance(report, completeness(document, profile), width))


def call(*arguments: object, **options: object):
    return CliRunner().invoke(group, ["show", *map(str, arguments)], **options)


@pytest.mark.parametrize("width", [40, 80, 120])
@pytest.mark.parametrize("path", GALLERY, ids=lambda path: path.name)
def test_every_card_of_the_gallery_fits_the_width(path: Path, width: int) -> None:
    result = call(path, "--width", width)
    lines = result.output.splitlines()
    assert result.exit_code == 0
    assert [line for line in lines if len(line) > width] == []
    assert [line for line in lines if line in TITLES] == TITLES


@pytest.mark.parametrize(
    ("dimensions", "definitions", "sign", "mark_is"),
    [
        ("broad", "prescriptive", "◰", (True, True)),
        ("specific", "prescriptive", "◳", (True, False)),
        ("broad", "descriptive", "◱", (False, True)),
        ("specific", "descriptive", "◲", (False, False)),
    ],
)
def test_the_mark_stands_in_the_declared_quadrant(
    dimensions: str, definitions: str, sign: str, mark_is: tuple[bool, bool]
) -> None:
    lines = shown(whole_card(f"framework: {{dimensions: {dimensions}, definitions: {definitions}}}\n"))
    row, line = next((n, line) for n, line in enumerate(lines) if "●" in line)
    middle = next(n for n, line in enumerate(lines) if line.lstrip().startswith("├"))
    assert (row < middle, line.index("●") < lines[middle].index("┼")) == mark_is
    assert any(line.lstrip().startswith(sign) for line in lines)


def test_a_card_without_coordinates_has_no_mark() -> None:
    gaps = "gaps: [{field: framework.dimensions, reason: unknown}, {field: framework.definitions, reason: unknown}]\n"
    lines = shown(whole_card(f"framework: {{}}\ndimensions: [{{id: a, name: Tone}}]\n{gaps}"))
    assert not any("●" in line for line in lines)
    assert any("Not placed" in line for line in lines)


def test_each_group_has_a_bar_of_its_share_with_the_target_beside_it() -> None:
    text = "\n".join(shown(EXAMPLE.read_text(encoding="utf-8")))
    woman, man = (
        next(line for line in text.splitlines() if line.strip().startswith(f"{name} ")) for name in ("woman", "man")
    )
    assert woman.endswith("51% (target 51%)")
    assert woman.count("█") > man.count("█") > 0


def test_a_target_group_that_nobody_is_in_has_an_empty_bar() -> None:
    pool = """pools:
  - id: a
    kind: human
    composition: [{axis: age, counts: {young: 10}}]
    target: {population: all, composition: [{axis: age, shares: {young: 0.5, old: 0.5}}]}
"""
    line = next(line for line in shown(whole_card(pool)) if line.strip().startswith("old "))
    assert "█" not in line
    assert line.endswith("0% (target 50%)")


def test_agreement_stands_with_its_interval_or_says_that_it_has_none() -> None:
    bare, bounded = "{metric: fleiss_kappa, value: 0.4}", "{metric: pearson, value: 0.5, low: 0.4, high: 0.6}"
    text = "\n".join(shown(whole_card(f"statistics: {{agreement: [{bare}, {bounded}]}}\n")))
    assert "Fleiss' kappa 0.4, no interval" in text
    assert "0.5 [0.4, 0.6]" in text


def test_the_level_says_what_the_next_one_takes() -> None:
    lines = shown(EXAMPLE.read_text(encoding="utf-8"))
    assert lines[lines.index("Level") + 1] == "  1, placed, 89 % answered"
    assert lines[lines.index("Level") + 2].startswith("  coherent takes: ")


HOSTILE = """dataset: {id: a, title: "A\\x1b[31m\\u202eB"}
pools: [{id: p, kind: human, composition: [{axis: "\\x07", counts: {"\\x1b[2J": 1}}]}]
gaps: [{field: dataset.summary, reason: unknown}]
"""


def test_hidden_characters_are_written_out() -> None:
    text = "\n".join(shown(whole_card(HOSTILE)))
    assert visible(text.replace("\n", "")) == text.replace("\n", "")
    assert "<U+001B>" in text


def test_no_colour_and_no_codes_where_the_output_is_no_terminal() -> None:
    assert "\x1b" not in call(EXAMPLE).output


def test_an_output_of_ascii_gets_ascii() -> None:
    result = CliRunner(charset="ascii").invoke(group, ["show", str(EXAMPLE)])
    assert result.exit_code == 0
    assert result.stdout_bytes.isascii()


def test_what_is_no_card_is_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "x.card.yaml"
    path.write_text("a: 1\n", encoding="utf-8")
    result = call(path)
    assert result.exit_code != 0
    assert "is not a card that can be shown" in str(result.exception)


def test_a_card_that_does_not_load_gives_no_lines() -> None:
    report = check(parse("a: 1\n"))
    assert list(at_a_glance(report, None, completeness(read(EXAMPLE), load_profile()))) == []
