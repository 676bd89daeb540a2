"""Every format tells the same findings, and none lets a card act through it."""

import json
import os
import re
from collections import Counter
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report.hostile import reports

from alignmentcard.checker.check import check
from alignmentcard.document import parse
from alignmentcard.profiles import load_profile
from alignmentcard.report import FORMATS
from alignmentcard.report.markdown import escaped
from alignmentcard.report.total import total
from alignmentcard.rules.example import whole_card

REPORTS = reports()
TOTAL = total(REPORTS)
FINDINGS = [finding for report in REPORTS for finding in report.findings]
ACCEPTED = [entry for report in REPORTS for entry in report.accepted]
CODES = Counter(finding.code for finding in FINDINGS)


def rendered(name: str) -> str:
    return "\n".join(FORMATS[name](REPORTS))


def codes_in_text(text: str) -> Counter[str]:
    return Counter(
        re.findall(r"^(?!\d+ \|)\S.*?:\d+:\d+: (?:error|warning|info) ([A-Z]{2}\d{3})[ ]", text, re.MULTILINE)
    )


def codes_in_json(text: str) -> Counter[str]:
    return Counter(finding["code"] for finding in json.loads(text)["findings"])


def codes_in_sarif(text: str) -> Counter[str]:
    return Counter(r["ruleId"] for r in json.loads(text)["runs"][0]["results"] if "suppressions" not in r)


def codes_in_github(text: str) -> Counter[str]:
    commands = re.findall(r"^::(?:error|warning|notice) file=[^:]*,title=([A-Z]{2}\d{3})[^:]*::", text, re.MULTILINE)
    return Counter(commands)


def codes_in_junit(text: str) -> Counter[str]:
    cases = ElementTree.fromstring(text).iter("testcase")
    return Counter(
        c.get("name", "")[:5] for c in cases if c.find("failure") is not None or c.find("skipped") is not None
    )


def codes_in_markdown(text: str) -> Counter[str]:
    counts: Counter[str] = Counter()
    for code, block in re.findall(r"<details><summary><b>\w+ (\w+)</b>(.*?)</details>", text, re.DOTALL):
        counts[code] += len(re.findall(r"^- line \d+: ", block, re.MULTILINE))
    return counts


def codes_in_gitlab(text: str) -> Counter[str]:
    return Counter(entry["description"][:5] for entry in json.loads(text))


READERS = {
    "concise": codes_in_text,
    "gitlab": codes_in_gitlab,
    "text": codes_in_text,
    "json": codes_in_json,
    "sarif": codes_in_sarif,
    "github": codes_in_github,
    "junit": codes_in_junit,
    "markdown": codes_in_markdown,
}


def test_the_list_has_every_severity_and_an_accepted_finding() -> None:
    assert {finding.severity for finding in FINDINGS} == {"error", "warning", "info"}
    assert [entry.finding.code for entry in ACCEPTED] == ["AC302"]
    assert TOTAL.findings == len(FINDINGS)


def test_every_format_is_read_back() -> None:
    assert READERS.keys() == FORMATS.keys()


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_tells_each_finding_once(name: str) -> None:
    assert READERS[name](rendered(name)) == CODES


@pytest.mark.parametrize("name", FORMATS)
def test_no_cards_is_a_report_without_findings(name: str) -> None:
    assert READERS[name]("\n".join(FORMATS[name]([]))) == Counter()


@pytest.mark.parametrize("name", ["text", "github", "junit", "markdown"])
def test_no_control_or_direction_character_is_passed_on(name: str) -> None:
    assert re.findall(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]", rendered(name)) == []


def test_junit_counts_what_it_holds() -> None:
    root = ElementTree.fromstring(rendered("junit"))
    assert root.get("failures") == str(TOTAL.error) == str(len(list(root.iter("failure"))))
    assert root.get("skipped") == str(TOTAL.warning + TOTAL.info) == str(len(list(root.iter("skipped"))))
    assert root.get("tests") == str(len(list(root.iter("testcase"))))


def test_junit_keeps_the_reason_of_an_accepted_finding() -> None:
    texts = [element.text for element in ElementTree.fromstring(rendered("junit")).iter("system-out")]
    assert texts == ['Accepted: One label is needed; <i>really</i> ]]> & "so".']


def test_github_gets_one_line_for_each_finding_and_a_last_one_with_the_counts() -> None:
    lines = rendered("github").splitlines()
    assert len(lines) == len(FINDINGS) + 1
    assert lines[-1] == TOTAL.sentence


def test_github_properties_are_escaped_as_the_runner_reads_them() -> None:
    assert "::warning file=cards/ä b%25%2Cc%3Ad.card.yaml,line=" in rendered("github")


def test_github_gets_no_end_column_on_another_line() -> None:
    for line, finding in zip(rendered("github").splitlines(), FINDINGS, strict=False):
        assert ("endColumn=" in line) == (finding.line == finding.end_line)


def test_markdown_shows_the_counts_of_every_card_in_its_table() -> None:
    rows = [line for line in rendered("markdown").splitlines() if line.startswith("| ")][2:]
    numbers = [[int(n) for n in re.findall(r"\| (\d+)(?= \|)", row)] for row in rows]
    assert [sum(column) for column in zip(*numbers, strict=True)] == [TOTAL.error, TOTAL.warning, TOTAL.info, 1]


def test_markdown_of_a_hostile_card_holds_no_tag_link_or_mention() -> None:
    text = rendered("markdown")
    tags = set(re.findall(r"<(/?\w+)", text.replace(r"\<", "")))
    assert tags <= {"details", "/details", "summary", "/summary", "b", "/b", "code", "/code"}
    assert re.findall(r"(?<!\\)\]\((?!https://w3id\.org/alignmentcard/rules/AC\d{3}\))", text) == []
    assert "@everyone" not in text
    assert "www.evil" not in text


def test_markdown_stops_where_github_would_cut_it_and_says_so() -> None:
    text = "\n".join(FORMATS["markdown"](REPORTS * 60))
    assert len(text) < 65_536
    assert "There is no room here for the rest; the log has it all." in text


@given(st.text(max_size=60))
def test_escaped_text_has_no_bare_markup_and_stays_on_one_line(text: str) -> None:
    shown = escaped(text).replace("<!-- -->", "")
    assert not re.search(r"[<>\n\r]", shown)
    assert not re.search(r"(?<!\\)[`*_\[\]|@#$]", shown.replace("\\\\", ""))


NAMES = (st.text(st.characters(exclude_categories=["Cs"]), max_size=20) | st.binary(max_size=20).map(os.fsdecode)).map(
    lambda name: name.translate({0: None, ord(":"): None})
)
"""Names that a file can have, bytes that are no text among them."""


@given(st.text(max_size=40), st.text(max_size=40), NAMES)
def test_no_text_of_a_card_or_name_of_a_file_changes_what_is_counted(key: str, value: str, name: str) -> None:
    text = whole_card(
        f"framework:\n  {json.dumps(key)}: 1\n  dimensions: {json.dumps(value)}\n  definitions: descriptive\n"
    )
    report = check(parse(text, f"c{name}.card.yaml"), profile=load_profile("minimal"))
    expected = Counter(finding.code for finding in report.findings)
    for format_, read in READERS.items():
        assert read("\n".join(FORMATS[format_]([report]))) == expected, format_
