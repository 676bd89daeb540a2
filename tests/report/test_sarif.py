"""SARIF: valid, complete, and its fixes and positions mean what ours mean."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from jsonschema import Draft4Validator
from report.hostile import reports

from alignmentcard.checker.check import Report, check
from alignmentcard.document import parse
from alignmentcard.edit import apply
from alignmentcard.profiles import load_profile
from alignmentcard.report.sarif import as_sarif, uri
from alignmentcard.rules import Rule, catalogue
from alignmentcard.rules.example import bad_card, evidence_for, whole_card

SCHEMA = json.loads((Path(__file__).parent / "schemas" / "sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8"))


def log(checked: list[Report]) -> dict:
    return json.loads("".join(as_sarif(checked)))


def run(checked: list[Report]) -> dict:
    return log(checked)["runs"][0]


def every_rule() -> list[Report]:
    return [bad_example(rule) for rule in catalogue()]


def bad_example(rule: Rule) -> Report:
    document = parse(bad_card(rule), f"{rule.code}.card.yaml")
    return check(document, load_profile(rule.docs.profile or "minimal"), **evidence_for(rule, rule.docs.measured))


@pytest.mark.parametrize("checked", [reports, every_rule, list], ids=["hostile", "every rule", "nothing"])
def test_a_log_is_valid(checked: Callable[[], list[Report]]) -> None:
    assert [error.message for error in Draft4Validator(SCHEMA).iter_errors(log(checked()))] == []


def test_columns_count_code_points() -> None:
    assert run([])["columnKind"] == "unicodeCodePoints"
    text = whole_card("framework:\n  rationale: 🦊🦊\n  dimensions: specific\n  definitions: descriptive\n")
    text = text.replace(
        "  rationale: 🦊🦊\n  dimensions: specific", '  {"rationale": "🦊🦊", "dimensions": "Specific"}', 1
    )
    text = text.replace("framework:\n  {", "framework: {").replace("\n  definitions: descriptive\n", "\n", 1)
    text = text.replace('"Specific"}', '"Specific", "definitions": "descriptive", "authority": ["raters"]}')
    result = run([check(parse(text), profile=load_profile("minimal"))])["results"][0]
    region = result["locations"][0]["physicalLocation"]["region"]
    line = text.splitlines()[region["startLine"] - 1]
    assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == '"Specific"'


def test_every_rule_has_help_a_link_and_its_documentation() -> None:
    rules = run(every_rule())["tool"]["driver"]["rules"]
    known = {rule.code: rule for rule in catalogue()}
    assert [entry["id"] for entry in rules] == sorted(known)
    for entry in rules:
        assert entry["helpUri"] == known[entry["id"]].url
        assert known[entry["id"]].docs.good.rstrip() in entry["help"]["text"]
        assert "```yaml" in entry["help"]["markdown"]
        assert entry["shortDescription"]["text"] == known[entry["id"]].summary


def test_results_point_at_their_rules() -> None:
    log_run = run(every_rule())
    for result in log_run["results"]:
        assert log_run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]


def test_a_safe_fix_replaces_what_check_would_replace_and_others_are_not_offered() -> None:
    seen = 0
    for report in every_rule():
        results = [result for result in run([report])["results"] if "suppressions" not in result]
        for finding, result in zip(report.findings, results, strict=True):
            safe = finding.fix if finding.fix and finding.fix.safe else None
            assert bool(safe) == ("fixes" in result)
            if safe:
                changes = result["fixes"][0]["artifactChanges"][0]["replacements"]
                assert replaced(report.document.text, changes) == apply(report.document, [safe])[0]
                seen += 1
    assert seen > 5


def replaced(text: str, replacements: list[dict]) -> str:
    lines = text.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    for change in reversed(replacements):
        region = change["deletedRegion"]
        start = starts[region["startLine"] - 1] + region["startColumn"] - 1
        end = starts[region["endLine"] - 1] + region["endColumn"] - 1
        text = text[:start] + change["insertedContent"]["text"] + text[end:]
    return text


def test_an_accepted_finding_is_suppressed_with_its_reason() -> None:
    suppressed = [result for result in run(reports())["results"] if "suppressions" in result]
    assert [(r["ruleId"], r["suppressions"][0]["kind"]) for r in suppressed] == [("AC302", "inSource")]
    assert suppressed[0]["suppressions"][0]["justification"].startswith("One label is needed")


def test_a_finding_keeps_its_fingerprint_when_lines_above_it_move() -> None:
    text = whole_card("framework:\n  dimensions: Specific\n  definitions: descriptive\n  authority: [raters]\n")
    minimal = load_profile("minimal")
    before, after = (run([check(parse(t), profile=minimal)])["results"][0] for t in (text, "# a comment\n" + text))
    assert before["partialFingerprints"] == after["partialFingerprints"]
    assert before["locations"] != after["locations"]


def test_a_message_holds_no_embedded_link() -> None:
    assert all("](" not in result["message"]["text"] for result in run(reports())["results"])


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a.card.yaml", "a.card.yaml"),
        ("./a/../b.card.yaml", "b.card.yaml"),
        ("ä b%,c:d.card.yaml", "%C3%A4%20b%25%2Cc%3Ad.card.yaml"),
        ("<stdin>", "%3Cstdin%3E"),
        ("a\udc80.card.yaml", "a%80.card.yaml"),
        ("/elsewhere/a b.yaml", "file:///elsewhere/a%20b.yaml"),
    ],
)
def test_uris_are_relative_where_they_can_be_and_percent_encoded(name: str, expected: str) -> None:
    assert uri(name) == expected


def test_an_absolute_path_below_the_current_folder_is_relative(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert uri(str(tmp_path / "cards" / "a.card.yaml")) == "cards/a.card.yaml"
