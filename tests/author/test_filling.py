"""A card as a form: what it asks, and that an answer changes nothing but its own lines."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alignmentcard.author import filling as fill
from alignmentcard.author.changed import operations_between, pruned
from alignmentcard.author.filling import Filling
from alignmentcard.author.question import RefusedError
from alignmentcard.document import parse
from alignmentcard.edit.operations import intended
from alignmentcard.layout.commented import commented
from alignmentcard.profiles import load_profile

ROOT = Path(__file__).parents[2]
CARDS = sorted([*(ROOT / "site" / "cards").glob("*.card.yaml"), *(ROOT / "templates" / "starters").glob("*.card.yaml")])
BEGUN = """\
# Written by hand; the blank lines and this remark stay.
alignmentcard: "1.1"   # the version

dataset:
  title:   'Two traits'   # not settled
  id: two-traits
dimensions:
  # the first
  - {id: harmful, name: Harmful}
  - id: helpful   # the second
    name: Helpful
"""


def of(text: str, profile: str = "minimal") -> Filling:
    return Filling(parse(text, "card.yaml"), load_profile(profile))


def said(text: str, path: str, value: object, **options: bool) -> str:
    return fill.answered(of(text), path, value, **options)


def without(text: str, *lines: str) -> str:
    """The text without some lines."""
    return "".join(line for line in text.splitlines(True) if line.strip() not in lines)


def test_an_answer_adds_its_line_and_changes_no_other():
    after = said(BEGUN, "intent.beliefs", "many")
    assert without(after, "intent:", "beliefs: many") == BEGUN
    assert after.index("title:") < after.index("beliefs: many") < after.index("dimensions:")


def test_another_answer_takes_the_place_of_the_first():
    after = said(BEGUN, "dataset.title", "Three traits")
    assert after == BEGUN.replace("'Two traits'", "Three traits")


def test_one_answer_serves_for_all_dimensions():
    after = said(BEGUN, "dimensions.harmful.subjectivity", "manifest", alike=True)
    assert [one["subjectivity"] for one in parse(after).data["dimensions"]] == ["manifest", "manifest"]
    assert "# the first" in after
    assert "# the second" in after


def test_what_no_two_dimensions_share_is_answered_for_one():
    filling = of(BEGUN, "standard")
    after = parse(fill.answered(filling, "dimensions.harmful.asks", "Is this harmful?", alike=True)).data
    assert [one.get("asks") for one in after["dimensions"]] == ["Is this harmful?", None]


def test_an_answer_takes_back_the_gap_that_stood_in_its_place():
    listed = fill.as_gap(of(BEGUN), "dataset.license", "not_published", "The page names none.")
    gap = {"field": "dataset.license", "reason": "not_published", "note": "The page names none."}
    assert parse(listed).data["gaps"] == [gap]
    assert without(said(listed, "dataset.license", "CC0-1.0"), "license: CC0-1.0") == BEGUN


def test_a_gap_of_a_record_goes_when_its_first_part_is_answered():
    text = said(said(BEGUN, "pools", "synthetic"), "dataset.license", "CC0-1.0")
    path = "pools.models.model.name"
    listed = fill.as_gap(of(text), path, "to_do")
    assert parse(listed).data["gaps"] == [{"field": "pools.models.model", "reason": "to_do"}]
    after = parse(said(listed, path, "A model")).data
    assert after["pools"][0]["model"] == {"name": "A model"}
    assert "gaps" not in after


def test_an_answer_that_is_taken_back_leaves_the_text_as_it_was():
    after = said(BEGUN, "intent.beliefs", "many")
    assert fill.cleared(of(after), "intent.beliefs") == BEGUN
    assert said(after, "intent.beliefs", "") == BEGUN


@pytest.mark.parametrize("path", ["dataset.title", "dimensions"])
def test_what_a_card_cannot_do_without_is_not_taken_back(path):
    with pytest.raises(RefusedError):
        fill.cleared(of(BEGUN if path != "dimensions" else 'alignmentcard: "1.1"\n'), path)


def test_what_the_checker_would_write_otherwise_is_offered_and_can_be_insisted_on():
    with pytest.raises(RefusedError) as refused:
        said(BEGUN, "dataset.license", "CC BY 4.0")
    assert refused.value.instead == "CC-BY-4.0"
    assert parse(said(BEGUN, "dataset.license", "CC BY 4.0", insists=True)).data["dataset"]["license"] == "CC BY 4.0"


def test_answers_that_contradict_each_other_stand_and_are_findings():
    text = said(said(BEGUN, "framework.definitions", "descriptive"), "intent.beliefs", "one")
    assert "AC206" in {one.code for one in of(text).report.findings}


def test_what_is_no_value_of_a_field_is_refused_with_the_words_that_are():
    with pytest.raises(RefusedError, match=r"The words are: one, many"):
        said(BEGUN, "intent.beliefs", "several")


def test_entries_come_and_go_with_what_speaks_of_them():
    text = fill.with_entry(of(BEGUN), "dimensions", "Harmful")
    assert [one["id"] for one in parse(text).data["dimensions"]] == ["harmful", "helpful", "harmful-2"]
    text = fill.as_gap(of(text), "dimensions.harmful-2.subjectivity", "to_do")
    assert fill.without_entry(of(text), "dimensions", "harmful-2") == BEGUN


def test_gaps_that_answers_make_needless_come_and_go_with_the_answers():
    text = said(said(BEGUN, "pools", "human"), "aggregation", "none")
    before = {one["field"] for one in parse(text).data.get("gaps", [])}
    text = fill.answered(of(text, "standard"), "pools.raters.kind", "synthetic")
    made = {one["field"] for one in parse(text).data["gaps"]} - before
    assert "release.rater_attributes" in made
    after = fill.answered(of(text, "standard"), "pools.raters.kind", "human")
    assert "release.rater_attributes" not in {one["field"] for one in parse(after).data.get("gaps", [])}


def test_what_does_not_fit_the_standard_stays_in_the_text_and_out_of_the_form():
    text = BEGUN + "intent: {beliefs: [one, two], nonsense: 1}\npools: [1, 2]\ngaps: none\n"
    after = said(text, "dataset.license", "CC0-1.0")
    assert without(after, "license: CC0-1.0") == text
    assert said(text, "intent.beliefs", "many") == text.replace("[one, two]", "many")
    listed = fill.as_gap(of(text), "dataset.license", "to_do")
    assert "gaps: [{field: dataset.license, reason: to_do}]" in listed


def test_a_question_that_the_card_no_longer_has_is_refused():
    with pytest.raises(RefusedError, match="no such question"):
        said(BEGUN, "pools.raters.size", "3")


def test_an_empty_text_becomes_a_card_and_keeps_its_remarks():
    after = said("# mine\n", "dataset.title", "First")
    assert of("# mine\n").parts
    assert after.startswith("# mine\n")
    assert parse(after).data["dataset"] == {"id": "first", "title": "First"}


@pytest.mark.parametrize("path", CARDS, ids=lambda path: path.name)
@pytest.mark.sampled(2)
def test_every_answer_of_a_card_can_be_given_again_and_changes_nothing(path):
    text = path.read_text("utf-8")
    filling = of(text, "standard")
    for one in (one for part in filling.parts for one in part.every if one.state == "answered"):
        assert fill.answered(filling, one.path, one.value, insists=True) == text, one.path


@pytest.mark.parametrize("path", CARDS, ids=lambda path: path.name)
@pytest.mark.sampled(6)
def test_every_leaf_of_a_card_is_in_its_form(path):
    filling = of(path.read_text("utf-8"), "minimal")
    shown = {one.path for part in filling.parts for one in part.every if one.state != "open"}
    assert {"dataset.title", "framework.definitions"} <= shown
    for section in ("dataset", "intent", "release"):
        for name, value in filling.data.get(section, {}).items():
            if not isinstance(value, dict | list) and name != "id":
                assert f"{section}.{name}" in shown


def test_a_newcomer_reaches_level_1_with_the_questions_of_the_form_alone():
    text = commented({"alignmentcard": "1.1"})
    answers = {
        "dataset.title": "Polite replies",
        "dataset.summary": "Replies of an assistant to customers, judged by ten colleagues for how polite they are.",
        "dataset.license": "CC0-1.0",
        "intent.written": "ex_ante",
        "intent.beliefs": "one",
        "intent.disagreement": "noise",
        "framework.dimensions": "specific",
        "framework.definitions": "prescriptive",
        "dimensions": ["Polite"],
        "dimensions.polite.definition.detail": "detailed",
        "dimensions.polite.subjectivity": "latent_pattern",
        "pools": "human",
        "pools.raters.size": "10",
        "aggregation": "majority_vote",
        "release.level": "aggregate",
    }
    for path, value in answers.items():
        text = said(text, path, value)
    filling = of(text)
    open_ = [one for part in filling.parts for one in part.every if one.state == "open" and not one.question.optional]
    assert {one.path for one in open_} <= {"dimensions", "pools"}  # of which there may be more
    assert filling.report.level.number >= 1
    assert filling.report.count("error") == 0


scalars = st.none() | st.booleans() | st.integers(-9, 9) | st.text("ab: #-'\"\n", max_size=6)
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abcd"), inner, max_size=3),
    max_leaves=12,
)


records = st.dictionaries(st.sampled_from("abcd"), values, max_size=4)


@given(records, records)
def test_the_changes_between_two_values_make_one_of_the_other(old, new):
    new = pruned(new)
    data = old
    for _ in range(40):
        left = list(operations_between(data, new))
        if not left:
            break
        data = intended(data, left[:1])
    assert data == new
