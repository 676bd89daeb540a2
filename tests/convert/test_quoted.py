"""Drafts with quotations: what the text bears out is taken with its place, and nothing else is."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from hypothesis_profiles import with_examples
from jsonschema import Draft202012Validator

from alignmentcard.checker.check import check
from alignmentcard.cli import group
from alignmentcard.convert.imports import Draft, NotImportableError, drafted
from alignmentcard.convert.imports.quotations import Quoted
from alignmentcard.convert.imports.quoted import ABSENT, NUMBER, OVERLAP, SHORT, UNKNOWN, is_proposable, quoted
from alignmentcard.document import parse
from alignmentcard.model.fields import find

ROOT = Path(__file__).parents[2]

PAPER = (
    "We recruited 173 crowd workers from the\nUnited Kingdom through Prolific \u2013 each was\n"
    "paid \u201c\u00a312 an hour\u201d, and the anno-\ntators agreed to the terms. Five percent of items\n"
    "were shown twice.\fOf 12,500 ratings, 20 % came from experts.\n"
)


def made(tmp_path: Path, answers: str, paper: str = PAPER) -> Draft:
    (tmp_path / "answers.yaml").write_text(answers, "utf-8")
    (tmp_path / "paper.txt").write_text(paper, "utf-8")
    return drafted(tmp_path / "answers.yaml", tmp_path / "paper.txt")


def one(field: str, value: str, quote: str) -> str:
    return f"answers:\n- field: {field}\n  value: {value}\n  quote: {quote!r}\n"


@pytest.mark.parametrize(
    ("quote", "place"),
    [
        ("173 crowd workers from the United Kingdom", "p. 1, line 1"),
        ("through Prolific - each   was paid", "p. 1, line 2"),
        ('paid "\u00a312 an hour", and the annotators agreed', "p. 1, line 3"),
        ("tators agreed to the terms", None),
        ("12,500 ratings, 20 % came", "p. 2, line 5"),
        ("73 crowd workers from", None),
        ("173 crowd workers from the united kingdom", None),
        ("", None),
    ],
)
def test_a_quotation_is_found_whatever_its_blanks_dashes_marks_and_hyphens(quote: str, place: str | None) -> None:
    assert Quoted(PAPER).place(quote) == place


@pytest.mark.parametrize("between", ["\n\f", "\n\n12\n\f", "\n- 12 -\n\n\f", "\n\f13\n"])
def test_a_quotation_may_go_on_after_the_number_of_a_page(between: str) -> None:
    text = f"Intro.\nThe raters came from the United{between}Kingdom and from Ireland.\n"
    assert Quoted(text).place("came from the United Kingdom and from Ireland") == "p. 1, line 2"


def test_a_number_inside_a_page_is_a_part_of_the_text() -> None:
    assert (
        Quoted("Every rater judged\n12\nitems in a session.\n").place("Every rater judged items in a session") is None
    )


@with_examples(200)
@given(st.text(), st.text(max_size=30))
def test_looking_up_never_fails_and_a_text_holds_its_own_words(text: str, quote: str) -> None:
    Quoted(text).place(quote)
    words = text.split()
    if words and words[0].isascii() and words[0].isalnum():
        assert Quoted(text).place(words[0]) is not None or not text.isascii()


def test_what_the_text_bears_out_is_taken_with_its_place_and_words(tmp_path: Path) -> None:
    draft = made(tmp_path, one("pools.crowd.size", "173", "recruited 173 crowd workers from"))
    assert draft.data["pools"] == [{"id": "crowd", "size": 173}]
    assert draft.data["evidence"] == [
        {
            "field": "pools.crowd.size",
            "source": "imported",
            "at": "p. 1, line 1",
            "note": "\u201crecruited 173 crowd workers from\u201d",
        }
    ]


def test_a_draft_with_quotations_stays_one_until_a_person_has_confirmed_it(tmp_path: Path) -> None:
    text = made(tmp_path, one("pools.crowd.size", "173", "recruited 173 crowd workers from")).text()
    gaps = parse(text).data["gaps"]
    assert [(gap["reason"], "note" in gap) for gap in gaps if gap["field"] == "card.authors"] == [("to_do", True)]
    assert [finding.code for finding in check(parse(text)).findings if finding.severity == "error"] == []


@pytest.mark.parametrize(
    ("field", "value", "quote", "why"),
    [
        ("pools.crowd.size", "173", "we recruited 173 students from Spain", ABSENT),
        ("pools.crowd.size", "500", "recruited 173 crowd workers from", NUMBER),
        ("pools.crowd.pay", "{amount: 15, currency: GBP}", "paid '\u00a312 an hour', and the", NUMBER),
        ("pools.crowd.size", "173", "173", SHORT),
        ("pools.crowd.size", "173", "a" * 3000, SHORT),
        ("reviews", "[]", "recruited 173 crowd workers from", UNKNOWN),
        ("card.authors", "[me]", "recruited 173 crowd workers from", UNKNOWN),
        ("ignore", "[]", "recruited 173 crowd workers from", UNKNOWN),
        ("evidence", "[]", "recruited 173 crowd workers from", UNKNOWN),
        ("pools.crowd", "{size: 173}", "recruited 173 crowd workers from", UNKNOWN),
        ("pools", "[{id: crowd, size: 173}]", "recruited 173 crowd workers from", UNKNOWN),
        ("pools.A B.size", "173", "recruited 173 crowd workers from", UNKNOWN),
        ("dataset.creators.x.name", "A", "recruited 173 crowd workers from", UNKNOWN),
        ("dataset.nothing", "A", "recruited 173 crowd workers from", UNKNOWN),
        ("__class__.x", "A", "recruited 173 crowd workers from", UNKNOWN),
    ],
)
def test_what_the_text_does_not_bear_out_is_refused(
    tmp_path: Path, field: str, value: str, quote: str, why: str
) -> None:
    draft = made(tmp_path, one(field, value, quote))
    assert draft.taken == ()
    assert [one.why for one in draft.unread] == [why]
    gaps = [gap["field"] for gap in parse(draft.text()).data["gaps"]]
    assert (field in gaps) == (why != UNKNOWN) or not field.startswith("pools.crowd")


@pytest.mark.parametrize(("number", "said"), [("0.2", True), ("12500", True), ("12", False), ("0.5", False)])
def test_a_number_stands_in_its_quotation_as_digits_or_as_a_percentage(number: str, said: bool) -> None:
    text = one("dataset.ratings", number, "Of 12,500 ratings, 20 % came from experts")
    assert bool([found for found in quoted(text, PAPER) if getattr(found, "value", None) is not None]) == said


def test_a_small_number_may_be_a_word() -> None:
    text = one("dataset.items", "5", "Five percent of items were shown")
    assert [found.at for found in quoted(text, PAPER) if hasattr(found, "value")] == ["p. 1, line 4"]


def test_two_answers_about_parts_of_one_field_do_not_break_each_other(tmp_path: Path) -> None:
    quote = "recruited 173 crowd workers from"
    rest = one("pools.crowd.pay.amount", "173", quote).removeprefix("answers:\n")
    draft = made(tmp_path, one("pools.crowd.pay", "173", quote) + rest)
    assert OVERLAP in [found.why for found in draft.unread]


def test_a_value_that_does_not_fit_its_field_is_a_gap(tmp_path: Path) -> None:
    draft = made(tmp_path, one("intent.beliefs", "three", "recruited 173 crowd workers from"))
    assert draft.taken == ()
    assert {"field": "intent.beliefs", "reason": "to_do"} in parse(draft.text()).data["gaps"]


@with_examples(60)
@given(st.lists(st.sampled_from(["pools", "crowd", "size", "dataset", "", "*", "0", "id", "items", "dimensions", "x"])))
def test_no_path_breaks_the_draft(names: list[str]) -> None:
    assert is_proposable(".".join(names)) in (True, False)


@pytest.mark.parametrize(
    "text",
    ["", "hello", "answers: 3", "answers: [", "- a", "answers:\n" + "- {field: a}\n" * 3000, "a: &a [*a]"],
)
def test_a_file_that_is_no_list_of_answers_is_told_in_one_sentence(tmp_path: Path, text: str) -> None:
    ran = called(tmp_path, text)
    assert isinstance(ran.exception, NotImportableError)
    assert "answers" in str(ran.exception) or (not text and "is empty" in str(ran.exception))


@pytest.mark.parametrize("entry", ["- 3", "- [a, b]", "- {field: [a], value: {}, quote: {a: b}}", "- null"])
def test_an_odd_entry_is_told_and_the_rest_goes_on(tmp_path: Path, entry: str) -> None:
    text = one("pools.crowd.size", "173", "recruited 173 crowd workers from") + entry + "\n"
    assert [found.path for found in made(tmp_path, text).taken] == ["pools.crowd.size"]


def test_hostile_text_of_a_source_stays_text(tmp_path: Path) -> None:
    paper = "x \x1b[31m # evidence:\n - id: <script>alert(1)</script> \u202e and some more words here\n"
    quote = "id: <script>alert(1)</script> and some more words"
    draft = made(tmp_path, one("dataset.summary", "'# \\u202e <script>'", quote), paper)
    assert "\x1b" not in draft.text()
    assert parse(draft.text()).faults == ()


PROMPT = (ROOT / "site" / "docs" / "guide" / "draft-with-a-model.md").read_text("utf-8").partition("````text")[2]
FIELD = re.compile(r"\b(?:dataset|intent|framework|dimensions|collection|pools|release)\.[A-Za-z_.]+")


def test_the_published_prompt_names_only_fields_and_words_that_there_are() -> None:
    fields = [found[0].rstrip(".") for found in FIELD.finditer(PROMPT.partition("3. Fields")[2])]
    assert len(fields) > 40
    assert [one for one in fields if not is_proposable(one.replace("ID", "crowd"))] == []
    named = re.findall(r"([a-z]+\.[A-Za-z_.]+) \((?:list of: )?([a-z_, \n]+)\)", PROMPT)
    for path, words in named:
        field = find(tuple(path.replace("ID", "*").split(".")))
        if field and field.vocabulary:
            assert set(re.findall(r"[a-z_]+", words)) <= set(field.vocabulary.terms), path
    assert len(named) > 10


def test_answers_fit_the_published_schema(root: Path) -> None:
    schema = Draft202012Validator(json.loads((root / "schema" / "answers-1.schema.json").read_text("utf-8")))
    text = one("pools.crowd.size", "173", "recruited 173 crowd workers from")
    assert list(schema.iter_errors(parse(text).data)) == []
    assert list(schema.iter_errors({"answers": [{"field": "pools.crowd.size", "value": 3}]}))


def called(folder: Path, text: str) -> Result:
    (folder / "a.yaml").write_text(text, "utf-8")
    (folder / "p.txt").write_text(PAPER, "utf-8")
    call = ["import", str(folder / "a.yaml"), "--from", "answers", "--quotes", str(folder / "p.txt")]
    return CliRunner().invoke(group, call)


def test_the_command_says_what_was_refused(tmp_path: Path) -> None:
    ran = called(tmp_path, one("pools.crowd.size", "500", "recruited 173 crowd workers from"))
    assert ran.exit_code == 0
    assert NUMBER in ran.output
    alone = CliRunner().invoke(group, ["import", str(tmp_path / "a.yaml"), "--from", "answers"])
    assert "--quotes" in alone.output
