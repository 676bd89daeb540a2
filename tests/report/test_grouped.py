"""What a reader sees after the first check: errors first, equal findings as one, and three things to do next."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from alignmentcard.checker.check import check
from alignmentcard.cli import group
from alignmentcard.document import parse
from alignmentcard.report.grouped import grouped
from alignmentcard.report.text import as_text

TRAITS = ("helpfulness", "correctness", "coherence", "complexity", "verbosity")
FRESH = (
    'alignmentcard: "1.1"\n'
    "dataset: {id: mine, title: Mine, summary: Replies of a chat assistant that people"
    " from an online panel judged for five traits.}\n"
    "intent: {written: ex_post}\nframework: {dimensions: specific, definitions: descriptive}\ndimensions:\n"
    + "".join(f"  - {{id: {trait}, name: {trait.capitalize()}}}\n" for trait in TRAITS)
    + "pools:\n  - {id: crowd, kind: human}\nrelease: {level: individual}\n"
)


def short(text: str) -> str:
    return "\n".join(as_text([check(parse(text, "a.card.yaml"))], everything=False))


def sentences(text: str) -> list[str]:
    return [one.sentence for one in grouped(check(parse(text)).findings)]


def test_a_field_that_is_empty_in_several_entries_is_one_sentence() -> None:
    told = "asks: Is it so?, breadth: specific, feedback: rating, scale: {level: text}, definition: {detail: label}, "
    found = sentences(FRESH.replace("name: ", f"{told}name: "))
    assert "`subjectivity` is empty in 5 dimensions, and the profile standard expects it." in found


def test_fields_that_are_empty_in_the_same_entries_go_together() -> None:
    assert any(" are empty in 5 dimensions, and the profile standard expects them." in one for one in sentences(FRESH))


def test_each_finding_stands_in_one_group() -> None:
    findings = check(parse(FRESH)).findings
    together = [finding for one in grouped(findings) for finding in one.findings]
    assert sorted(map(id, together)) == sorted(map(id, findings))
    assert len(grouped(findings)) < len(findings) / 2


def test_errors_come_first_and_in_full() -> None:
    lines = short(FRESH.replace("level: individual", "level: everything")).splitlines()
    assert lines[0].startswith("a.card.yaml:13:18: error AC006 ")
    assert lines[2].startswith("13 | release:")


def test_a_warning_among_many_takes_a_line() -> None:
    lines = short(FRESH).split("\nNext:")[0].splitlines()
    assert all(line.startswith("a.card.yaml:") for line in lines if line)


def test_three_things_to_do_next_have_their_line_and_what_to_write() -> None:
    after = short(FRESH).split("\nNext:\n")[1].splitlines()
    assert [line[:2] for line in after if line[:1].isdigit()][:3] == ["1.", "2.", "3."]
    assert "Write `" in " ".join(after)
    assert all(len(line) <= 80 for line in after)


def test_a_repair_that_is_certain_is_the_first_thing_to_do() -> None:
    after = short(FRESH.replace("release:", "gaps: [{field: pools, reason: unknown}]\nrelease:")).split("\nNext:\n")[1]
    assert after.startswith("1. alignmentcard check a.card.yaml --fix")


@pytest.mark.parametrize(("option", "lines"), [([], False), (["--verbose"], True)])
def test_every_finding_with_its_line_is_shown_when_it_is_asked_for(
    option: list[str], lines: bool, tmp_path: Path
) -> None:
    path = tmp_path / "a.card.yaml"
    path.write_text(FRESH, encoding="utf-8")
    shown = CliRunner().invoke(group, ["check", str(path), *option]).stdout
    assert ("= alignmentcard explain AC009" in shown) == lines
    assert ("Every finding with its line: --verbose" in shown) != lines


def test_fix_says_which_field_got_which_change(tmp_path: Path) -> None:
    path = tmp_path / "a.card.yaml"
    text = FRESH.replace("kind: human", "kind: llm").replace("summary:", "description:")
    path.write_text(text.replace("specific,", "Specific,"), encoding="utf-8")
    told = CliRunner().invoke(group, ["check", str(path), "--fix"]).stderr
    assert "  pools.crowd.kind: llm -> synthetic\n" in told
    assert "  framework.dimensions: Specific -> specific\n" in told
    assert "  dataset.description: renamed from description to summary\n" in told
