"""Cards in the front matter of a README: found, read with places in the README, mended there and nowhere else."""

import json
from pathlib import Path
from textwrap import indent

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from alignmentcard.checker.check import check, mend
from alignmentcard.cli import group
from alignmentcard.document import parse, parse_readme, read
from alignmentcard.edit import Add, Append, Fix, Operation, Remove, Rename, Set, apply
from alignmentcard.loader import load
from alignmentcard.portal.card import page as pages
from alignmentcard.portal.collection.entry import CardEntry
from alignmentcard.profiles import load_profile
from alignmentcard.rules.example import whole_card
from alignmentcard.text.readme import carries_card, front_matter

MISSPELT = "framework:\n  dimensions: Specific\n  definitions: descriptive\n  authority: [raters]\n"
TEXT = "# Data\n\nText with --- and\n\n---\n\nalignmentcard: not here\n"


def readme(card: str, before: str = "license: mit\n", after: str = "tags:\n- a   # b\n", body: str = TEXT) -> str:
    return f"---\n{before}alignmentcard:\n{indent(card, '  ')}{after}---\n{body}"


@pytest.fixture
def call(tmp_path: Path):
    def run(*arguments: object):
        return CliRunner().invoke(group, list(map(str, arguments)))

    return run


def test_a_card_in_a_readme_is_read_as_the_same_card() -> None:
    document = parse_readme(readme(whole_card("")), "README.md")
    assert document.faults == ()
    assert document.data == parse(whole_card("")).data
    assert load(document).card == load(parse(whole_card(""))).card


def test_findings_stand_where_they_are_in_the_readme() -> None:
    inside = check(parse_readme(readme(whole_card(MISSPELT)), "README.md"), profile=load_profile("minimal")).findings
    alone = check(parse(whole_card(MISSPELT), "README.md"), profile=load_profile("minimal")).findings
    assert [(f.code, f.field, f.line - 3, f.column - 2) for f in inside] == [
        (f.code, f.field, f.line, f.column) for f in alone
    ]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("start", ["", "\ufeff", "\n\n"])
def test_fixes_change_the_readme_byte_by_byte(newline: str, start: str) -> None:
    text = (start + readme(whole_card(MISSPELT))).replace("\n", newline)
    mended, done = mend(parse_readme(text, "README.md"), lambda fix: fix.safe, profile=load_profile("minimal"))
    assert len(done) == 1
    assert mended.text == text.replace("Specific", "specific")


# Each case: a card, what to do, and the card after it; all of it stands inside a README.
OPERATIONS = {
    "a new section is indented like the others": ("a: 1\n", Add((), "x", {"y": 1}), "a: 1\nx:\n  y: 1\n"),
    "a new section of records": ("a: 1\n", Add((), "x", {"y": {"z": 1}}), "a: 1\nx:\n  y:\n    z: 1\n"),
    "a new list at the end": ("a: 1\n", Append(("x",), {"y": 1}), "a: 1\nx:\n  - {y: 1}\n"),
    "a section before another": ("c: 3\n", Add((), "b", 2, ("c",)), "b: 2\nc: 3\n"),
    "the last section goes": ("a: 1\nb:\n  c: 1\n", Remove(("b",)), "a: 1\n"),
    "a new value": ("a: 1\nb: 2\n", Set(("a",), "x"), "a: x\nb: 2\n"),
    "a new key": ("a: 1\n", Rename(("a",), "x"), "x: 1\n"),
    "an entry more": ("a:\n  - b\n", Append(("a",), "x"), "a:\n  - b\n  - x\n"),
}


@pytest.mark.parametrize("after", ["", "tags: [a]\n", "# end\n"])
@pytest.mark.parametrize(("card", "operation", "meant"), OPERATIONS.values(), ids=OPERATIONS)
def test_operations_stay_inside_the_card(card: str, operation: Operation, meant: str, after: str) -> None:
    text, done = apply(parse_readme(readme(card, after=after)), [Fix("", (operation,))])
    assert done
    assert parse_readme(text).data == parse(meant).data
    assert text == readme(meant, after=after)


def test_a_card_in_braces_is_mended_in_its_braces() -> None:
    text = "---\nalignmentcard: {a: 1} # c\n---\n"
    assert apply(parse_readme(text), [Fix("", (Add((), "x", 2),))])[0] == "---\nalignmentcard: {a: 1, x: 2} # c\n---\n"


CARRYING = {
    "---\nalignmentcard:\n---\n": True,
    "---\n# about\n\n  'alignmentcard' : 1\n  a: 2\n---\n": True,
    "---\n{a: 1, alignmentcard: {}}\n---\n": True,
    "---\nalignmentcard: no end\n": True,
    "---\na:\n  alignmentcard: 1\n---\n": False,
    "---\n# alignmentcard: 1\na: 2\n---\n": False,
    "---\nmy-alignmentcard: 1\n---\n": False,
    "alignmentcard: 1\n": False,
}


@pytest.mark.parametrize(("text", "carries"), CARRYING.items())
def test_the_key_of_a_card_is_looked_for_among_the_first_keys(text: str, carries: bool) -> None:
    assert carries_card(text) is carries


NO_CARD = {
    "no front matter": ("# Data\n", "does not begin with front matter"),
    "empty": ("", "does not begin with front matter"),
    "no end": ("---\nalignmentcard:\n  a: 1\n", "has no end"),
    "no key": ("---\nlicense: mit\n---\nalignmentcard:\n", "has no key `alignmentcard`"),
    "nothing in it": ("---\n---\n# Data\n", "has no key `alignmentcard`"),
    "key without value": ("---\nalignmentcard:\nlicense: mit\n---\n", "has no card below it"),
    "not YAML": ("---\nalignmentcard: [a\n---\n", "not YAML"),
}


@pytest.mark.parametrize(("text", "reason"), NO_CARD.values(), ids=NO_CARD)
def test_a_readme_without_a_card_is_told_in_one_sentence(call, tmp_path: Path, text: str, reason: str) -> None:
    path = tmp_path / "README.md"
    path.write_text(text, encoding="utf-8")
    result = call("check", "--format", "json", path)
    assert result.exit_code == 1
    (finding,) = json.loads(result.stdout)["findings"]
    assert finding["code"] == "AC001"
    assert reason in finding["message"]


def test_what_is_wrong_in_the_rest_of_the_front_matter_is_told_at_its_place() -> None:
    document = parse_readme(readme(whole_card(""), before="license: mit\nlicense: mit\n"))
    (fault,) = document.faults
    assert (fault.kind, document.position(fault.span.start), fault.route) == ("duplicate-key", (3, 1), ())


def test_keys_without_value_count_only_inside_the_card() -> None:
    assert parse_readme(readme("a:\nb: 1\n", before="c:\n")).empty == (("a",),)


def test_a_folder_stands_for_its_readme_only_where_it_carries_a_card(call, tmp_path: Path) -> None:
    for name, text in {"a": readme(whole_card("")), "b": "# Nothing\n", "c": "---\nlicense: mit\n---\n"}.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / "README.md").write_text(text, encoding="utf-8")
    (tmp_path / "notes.md").write_text(readme(whole_card("")), encoding="utf-8")
    result = call("check", "--profile", "minimal", tmp_path)
    assert result.output == "1 card (level 2, coherent, 100 % of minimal answered): nothing to report.\n"


def test_fix_and_diff_work_on_a_readme(call, tmp_path: Path) -> None:
    path, other = tmp_path / "README.md", tmp_path / "x.card.yaml"
    path.write_text(readme(whole_card(MISSPELT)), encoding="utf-8")
    other.write_text(whole_card(MISSPELT.replace("Specific", "specific")), encoding="utf-8")
    assert call("check", "--fix", "--profile", "minimal", path).exit_code == 0
    assert path.read_text(encoding="utf-8") == readme(whole_card(MISSPELT.replace("Specific", "specific")))
    assert call("diff", path, other).exit_code == 0


def test_the_card_alone_can_be_had_as_yaml() -> None:
    document = parse_readme(readme(whole_card("")))
    assert parse(document.card_text).data == document.data
    assert parse(whole_card("")).card_text == whole_card("")


@given(st.text(st.sampled_from("-\n\r a:{}[]'\"#&*|alignmentcard\ufeff\x00"), max_size=60))
def test_no_readme_stops_the_program(text: str) -> None:
    for whole_text in (text, f"---\nalignmentcard:{text}\n---\n", f"---\n{text}\n---\nx"):
        document = parse_readme(whole_text)
        assert check(document, profile=load_profile("minimal")) is not None
        place = front_matter(whole_text)
        assert place is None or 0 <= place.start <= place.end <= len(whole_text)
        assert carries_card(whole_text) or document.faults


def test_a_readme_that_is_not_utf_8_is_told(tmp_path: Path) -> None:
    path = tmp_path / "README.md"
    path.write_bytes(b"---\nalignmentcard:\n  a: \xff\n---\n")
    assert "not UTF-8" in read(path).faults[0].message


def test_measure_reads_the_card_of_a_readme_and_the_check_finds_its_measurements(call, tmp_path: Path) -> None:
    pytest.importorskip("duckdb")
    (tmp_path / "README.md").write_text(readme(whole_card("")), encoding="utf-8")
    rows = [f"{item},r{rater},{'yes' if item > rater else 'no'}" for item in range(4) for rater in range(3)]
    (tmp_path / "ratings.csv").write_text("\n".join(["item,rater,value", *rows]) + "\n", encoding="utf-8")
    result = call(
        *("measure", tmp_path / "README.md", "--data", tmp_path / "ratings.csv", "--dimension", "harmful"),
        *(f"--column={role}={role}" for role in ("item", "rater", "value")),
    )
    assert result.exit_code == 0, result.output
    assert (tmp_path / "README.measured.json").is_file()


def test_a_page_shows_the_card_of_a_readme_with_the_card_alone_as_its_source(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(readme(whole_card("")), encoding="utf-8")
    entry = CardEntry("sort-of-safe", check(read(tmp_path / "README.md")))
    assert entry.card == load(parse(whole_card(""))).card
    assert "Text with --- and" not in pages.page(entry)
