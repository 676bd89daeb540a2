"""The head of a card page: what it is, and five answers in words."""

import json

import pytest
from small_portal import entry_of, text_of

from alignmentcard.portal.card import lead
from alignmentcard.portal.card.everything import everything, paths
from alignmentcard.portal.card.gaps import asked, missing
from alignmentcard.portal.card.people import people
from alignmentcard.portal.card.stated import agreements
from alignmentcard.portal.catalogue.compare import LINES, _who, row
from alignmentcard.portal.collection.summary import summary_of
from alignmentcard.profiles import load_profile
from alignmentcard.profiles.completeness import completeness
from alignmentcard.report.glance import at_a_glance
from alignmentcard.words import coefficient


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (1.0, "Full agreement"),
        (0.81, "Closer to full agreement than to chance"),
        (0.5, "About half way between chance and full agreement"),
        (0.16, "Closer to chance than to full agreement"),
        (0.0, "No more than chance would give"),
        (-0.3, "Less than chance would give"),
    ],
)
def test_a_coefficient_is_told_in_words(value, said):
    assert lead.nearness(value) == said


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ([0.161], "Closer to chance than to full agreement: 0.16, measured (0 is chance, 1 is full)"),
        ([0.1, 0.3], "Closer to chance than to full agreement: 0.10 to 0.30, measured (0 is chance, 1 is full)"),
        ([0.1, 0.9], "Differs by question: 0.10 to 0.90, measured (0 is chance, 1 is full)"),
    ],
)
def test_one_word_stands_for_several_coefficients_only_where_it_fits_all(values, said):
    assert lead.corrected(values, "measured") == said


@pytest.mark.parametrize(
    ("summary", "first", "rest"),
    [
        ("Pairs of replies. People chose one.", "Pairs of replies.", "People chose one."),
        ("Replies of the U.S. Senate and others. More.", "Replies of the U.S. Senate and others.", "More."),
        ("Values of 0.5 and more. Then, e.g. this.", "Values of 0.5 and more.", "Then, e.g. this."),
        ("No full stop", "No full stop", ""),
        ("", "", ""),
    ],
)
def test_the_first_sentence_of_a_summary_leads(summary, first, rest):
    assert lead.split(summary) == (first, rest)


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("pools.experts.size", "how many experts there were"),
        ("dimensions.harm.definition.guidelines.version", "which version of the guidelines was used (harm)"),
        ("release.withdrawal", "whether a rater can withdraw"),
        ("collection.unit", "what raters looked at for one answer"),
    ],
)
def test_a_gap_is_the_question_that_it_leaves_open(path, said):
    assert asked(path) == said


def test_a_line_ends_between_words():
    assert lead.shortened("A claim. And more.") == "A claim"
    long = lead.shortened("word " * 40)
    assert len(long) < 80
    assert long.endswith("word …")


def test_what_it_is_not_for_goes_on_in_the_line():
    card = entry_of(text_of("full")).card
    intent = card.intent.model_copy(update={"not_for": ("Training a classifier. It is small.",)})
    card = card.model_copy(update={"intent": intent})
    assert list(lead.answers(card, None, []))[-1].text.endswith("; not for: training a classifier")


@pytest.mark.parametrize("name", ["least", "full", "model"])
def test_every_card_answers_five_questions(name):
    entry = entry_of(text_of(name), name)
    gaps = missing(entry.card, paths(everything(entry.data, entry.card)))
    found = list(lead.answers(entry.card, entry.report.facts, gaps))
    assert [one.name for one in found] == ["Judged by", "Agreement", "Released", "Missing", "Use"]
    assert all(one.text for one in found)


@pytest.mark.parametrize(
    ("dimensions", "definitions", "said"),
    [
        ("specific", "descriptive", "Raters were asked about one named trait and used their own idea of it."),
        ("broad", "descriptive", "Raters were asked for one general judgement and used their own idea of it."),
        ("specific", "prescriptive", "Raters were asked about one named trait and applied what experts had laid down."),
        (None, None, "The card does not say what kind of question raters answered, or who fixed what it means."),
    ],
)
def test_the_place_is_one_plain_sentence(full, dimensions, definitions, said):
    framework = full.card.framework.model_copy(
        update={"dimensions": dimensions, "definitions": definitions, "authority": ["experts"], "strength": "clear"}
    )
    card = full.card.model_copy(update={"framework": framework, "dimensions": full.card.dimensions[:1]})
    assert lead.place(card).startswith(said)


def test_raters_whose_number_is_not_known_beside_others_make_it_at_least(least):
    entry = entry_of(least.replace("    kind: human\n", "    kind: human\n    size: 12\n  - {id: more, kind: human}\n"))
    assert lead._who(entry.card) == "At least 12 people"
    assert (
        lead._who(entry_of(least.replace("    kind: human\n", "    kind: human\n    size: 12\n")).card) == "12 people"
    )


@pytest.mark.parametrize(
    ("pools", "said"),
    [
        ("size_stated: {at_least: 3500}", "at least 3 500 people"),
        ("size_stated: {about: 1000}", "about 1 000 people"),
        ("size: 12\n  - {id: more, kind: human, size_stated: {about: 30}}", "about 42 people"),
        ("size: 12\n  - {id: more, kind: human}", "at least 12 people"),
        ("size: 12", "12 people"),
        ("", "people, number unknown"),
    ],
)
def test_head_catalogue_comparison_and_list_of_pools_say_the_same_of_how_many_judged(least, pools, said):
    entry = entry_of(least.replace("    kind: human\n", f"    kind: human\n    {pools}\n"))
    said = said.replace(" 0", "\u202f0").replace(" 5", "\u202f5")
    known = "unknown" not in said
    assert summary_of(entry).pool == said
    assert lead._who(entry.card) == (said[0].upper() + said[1:] if known else "People; how many is not known")
    assert _who(entry.card) == [said if known else "people"]
    if known and "\n" not in pools:
        assert people(entry.card)[0].title.casefold().startswith(said)


STATED = [
    ([{"metric": "weighted_kappa", "value": 0.46}],
     "Weighted kappa",
     "About half way between chance and full agreement: 0.46, stated by the authors (0 is chance, 1 is full)"),
    ([{"metric": "scott_pi", "value": 0.9}],
     "Scott's pi", "Closer to full agreement than to chance: 0.90, stated by the authors (0 is chance, 1 is full)"),
    ([{"metric": "pearson", "value": 0.4}, {"metric": "pearson", "value": 0.6, "note": "Of the second round. Later."}],
     "Pearson's correlation", "Pearson's correlation 0.4 to 0.6, stated by the authors"),
    ([{"metric": "other", "metric_name": "Bennett's S", "value": 0.7}],
     "Bennett's S", "Bennett's S 0.7, stated by the authors"),
    ([{"metric": "other", "value": 0.7, "note": "Share that follow the majority, of all."}],
     "Another coefficient (Share that follow the majority)", "Another coefficient 0.7, stated by the authors"),
    ([{"metric": "cohen_kappa", "value": 0.7, "between": ["somebody", "judge"]}],
     "Cohen's kappa (between “somebody” and “judge”)",
     "Cohen's kappa between “somebody” and “judge” 0.7, stated by the authors"),
    ([{"metric": "cohen_kappa", "value": 0.2, "of": {"stage": "before_filters"}},
      {"metric": "cohen_kappa", "value": 0.8, "of": {"stage": "after_filters", "subset": {"split": "test"}}}],
     "Cohen's kappa (before anything was removed)",
     "Differs by what was counted: 0.20 to 0.80, stated by the authors (0 is chance, 1 is full)"),
    ([], None, "Not stated, and not measured here"),
]  # fmt: skip


@pytest.mark.parametrize(("stated", "name", "said"), STATED)
def test_whatever_coefficient_the_authors_state_is_told_and_of_what_it_is(least, stated, name, said):
    entry = entry_of(f"{least}statistics: {json.dumps({'agreement': stated})}\n")
    assert lead._agreement(entry.card, None).text == said
    rows = agreements(entry.card)
    assert [row.name for row in rows[:1]] == ([name] if name else [])
    lines = {line.name: texts for line, texts in zip(LINES, row(entry)["lines"][1:], strict=True)}
    assert lines["Stated agreement"] == [f"{one.name}: {one.value}" for one in rows]
    terminal = " ".join(at_a_glance(entry.report, completeness(entry.report.document, load_profile("minimal"))))
    named = coefficient(entry.card.statistics.agreement[0]) if stated else "not stated"
    assert named in terminal
