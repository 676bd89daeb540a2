"""Contradictions that a tired author writes into a sound card are found, and sound cards stay sound."""

from pathlib import Path
from typing import Any

import pytest

from alignmentcard.checker.check import check
from alignmentcard.document import parse, read
from alignmentcard.resources import folder
from alignmentcard.rules.arithmetic import numbers_disagree
from alignmentcard.rules.example import whole_card
from alignmentcard.rules.pools.place import named_countries

CONTENT = Path(__file__).parents[3] / "shared" / "cases" / "content"
CONTRADICTIONS = sorted((CONTENT / "contradictions").glob("*.card.yaml"))
STARTERS = sorted((folder("templates") / "starters").glob("*.card.yaml"))


def codes(path: Path) -> set[str]:
    return {finding.code for finding in check(read(path)).findings}


@pytest.mark.skipif(not CONTRADICTIONS, reason="the cases that several projects share are not here")
@pytest.mark.parametrize("path", CONTRADICTIONS, ids=lambda path: path.name.partition(".")[0])
def test_a_contradiction_in_a_sound_starter_is_found(path: Path) -> None:
    assert codes(path)


POINTLESS = [
    ("ultrafeedback", {"AC305", "AC604"}),
    ("cvalues-comparison", {"AC302", "AC304", "AC305"}),
    ("shp-2", {"AC305", "AC401", "AC402", "AC606", "AC710"}),
    ("goemotions", {"AC704"}),
    ("oasst1", {"AC201", "AC210"}),
    ("dices-990", {"AC401"}),
    ("alpacafarm-human", {"AC904"}),
]
"""What was said of real data that is false, or that nobody could act on."""


@pytest.mark.skipif(not CONTRADICTIONS, reason="the cases that several projects share are not here")
@pytest.mark.parametrize(("name", "pointless"), POINTLESS, ids=[name for name, _ in POINTLESS])
def test_careful_cards_of_real_data_are_told_nothing_pointless(name: str, pointless: set[str]) -> None:
    found = [one.code for one in check(read(CONTENT / "cards" / f"{name}.card.yaml")).findings]
    assert not pointless & set(found)
    assert found.count("AC213") <= 1, "one finding a card says which dimensions lack guidelines"


@pytest.mark.parametrize("path", STARTERS, ids=lambda path: path.name.partition(".")[0])
def test_a_sound_starter_has_no_finding(path: Path) -> None:
    assert codes(path) == set()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("adults in the US", {"US"}),
        ("adults in Brazil who are online", {"BR"}),
        ("residents of the United Kingdom and Ireland", {"GB", "IE"}),
        ("us, the members of the panel", set()),
        ("workers of the platform", set()),
    ],
)
def test_countries_that_a_text_names(text: str, wanted: set[str]) -> None:
    assert named_countries(text) == wanted


def messages(*changes: tuple[str, Any]) -> list[str]:
    text = whole_card("")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return [finding.message for finding in check(parse(text)).findings if finding.code == numbers_disagree.code]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ([("languages: [en]\n", "languages: [en]\n  items: 350\n  ratings: 50000\n")], "fewer"),
        ([("languages: [en]\n", "languages: [en]\n  items: 1000\n  ratings: 500\n")], "make more"),
        ([("languages: [en]\n", "languages: [en]\n  counts: [{axis: language, items: {fr: 10}}]\n")], "Items in fr"),
        (
            [("languages: [en]\n", "languages: [en]\n  known_issues: [{title: a, since: 2.0.0, fixed_in: 1.9.1}]\n")],
            "cannot have been mended",
        ),
        (
            [
                (
                    "languages: [en]\n",
                    "languages: [en]\n  items: 100\n  sources_of_items: [{name: a, items: 50, share: 0.9}]\n",
                )
            ],
            "not of 0.9",
        ),
        (
            [("card:\n", "history: [{version: 1.2.0, date: 2024-05, changes: More items.}]\ncard:\n")],
            "history tells of version 1.2.0",
        ),
        ([("collection:\n", "collection:\n  turns: {min: 4, median: 2}\n")], "4, 2"),
        (
            [
                (
                    "{dimension: harmful, metric: krippendorff_alpha,",
                    "{dimension: harmful, metric: krippendorff_alpha, of: {pool: us-panel},",
                ),
                ("raters: 800", "raters: 5000"),
            ],
            "of the pool `us-panel`",
        ),
        ([("languages: [en]\n", "languages: [en]\n  items: 300\n")], "350 items"),
        ([("raters: [25, 50, 100]", "raters: [25, 50, 1000]")], "1,000 raters"),
        ([("items: 100, raters: 40", "items: 100, raters: 801")], "801 raters were asked again"),
        ([("size: 800", "size: 20"), ("raters: 800", "raters: 20")], "which has 20 members"),
        (
            [("gap_days: 14", "gap_days: 140"), ("  setting:", "  period: {start: 2024-05, end: 2024-07}\n  setting:")],
            "140 days lie between two askings, and the collection lasted 92 days at most",
        ),
    ],
)
def test_numbers_that_cannot_both_be_right_are_named(changes: list[tuple[str, str]], said: str) -> None:
    assert any(said in message for message in messages(*changes)), messages(*changes)


KEPT, HELP = "Differences are what the data is for;", "The institute answers questions"
SAID = {
    "scored": (
        "comparison", "Which of these two replies would you rather have got?",
        "How much do you like this reply, from 1 to 7?",
    ),
    "forced": ("rating-descriptive", "Quão rude acha esta resposta?", "Quão rude? Items cannot be skipped."),
    "on request": ("rating-descriptive", HELP, "The data is given only on request, answers questions"),
    "the age of each": (
        "rating-descriptive", "None; counts by item and country only.",
        "Each row holds the age of the rater.",
    ),
    "one order": ("comparison", KEPT, "The replies were shown in a fixed order;"),
    "nobody again": ("comparison", KEPT, "No rater saw the same pair twice;"),
    "no checks": ("comparison", KEPT, "There were no attention checks;"),
    "whoever came": ("comparison", KEPT, "No quotas were set;"),
    "judged by one": (
        "comparison", "Adults in Ireland said which of the two they",
        "Each pair was judged by a single adult, who said which they",
    ),
    "not paid": ("comparison", "18 or older, lives in Ireland", "volunteers who were not paid, lives in Ireland"),
    "a longer scale": ("rating-descriptive", "Quão rude acha esta resposta?", "How rude, from 1 (not at all) to 7?"),
    "another scale of points": ("rating-descriptive", "Quão rude acha esta resposta?", "Rate this on a 7-point scale."),
    "three on each": ("comparison", "Adults in Ireland said", "Three adults judged each pair and said"),
    "judged four times": ("comparison", "Adults in Ireland said", "Each judged four times. Adults in Ireland said"),
    "a majority of five": ("rating-prescriptive", "the majority of three", "the majority of five"),
    "more items": ("comparison", "Pairs of replies", "10,000 pairs of replies"),
    "few of a rater": ("written-afterwards", "unit: one comment", "unit: one comment; each worker rated five comments"),
    "at most": ("written-afterwards", "unit: one comment", "unit: one comment; no worker rated more than five"),
    "another year": ("comparison", KEPT, "Votes were collected in 2021;"),
    "until before": ("comparison", "until 2030", "until 2023"),
    "on fewer items": ("synthetic-judge", "note: The five people.", "note: On the 150 replies that five people read."),
    "another platform": ("comparison", "Adults in Ireland said", "Workers on Mechanical Turk said"),
    "another language": ("comparison", "to questions about daily life.", "in Swahili to questions about daily life."),
    "speakers": ("comparison", "criteria: [18 or older", "criteria: [native speaker of German"),
    "another licence": ("comparison", "Pairs of replies", "Free under CC BY-NC 4.0. Pairs of replies"),
    "a third one": ("comparison", KEPT, "Where two people differed a third one settled it;"),
    "nothing but counts": ("comparison", "Sentences of reasons", "The files hold nothing but counts; reasons"),
    "each label": ("closed-experts", "Replies of an assistant", "The labels of each nurse are published. Replies"),
    "an answer key": ("rating-descriptive", "A shared definition", "Answers were checked against an answer key. It"),
    "must choose": ("comparison", "you rather have got?", "you rather have got? You must choose one."),
    "shown on the left": (
        "comparison", "  setting: online_panel",
        "  context_shown: The reply of the older model always stood on the left.\n  setting: online_panel",
    ),
    "got nothing": ("comparison", "above the living wage in Ireland", "participants were volunteers and got nothing"),
    "by one contractor": ("rating-prescriptive", "The policy has one meaning", "Each was labelled by one contractor"),
    "not passed on": ("comparison", "The authors look after", "Nobody may redistribute it; they look after"),
    "living elsewhere": ("comparison", "lives in Ireland]", "lives in Kenya]"),
    "a codebook": (
        "rating-descriptive", "Replies of a customer service assistant",
        "Raters followed a detailed codebook. Replies of an assistant",
    ),
    "own reading": (
        "rating-prescriptive", "framework:\n",
        "framework:\n  rationale: Raters are free to decide for themselves.\n",
    ),
    "no guideline": (
        "rating-prescriptive", "  authors: A lawyer", "  authors: Nobody; no guideline was written. A lawyer",
    ),
    "a policy": ("comparison", "Adults in Ireland, each for themselves.", "The firm, as laid down in its policy."),
    "edge case": ("rating-descriptive", "A shared definition", "This is an edge case. A shared definition"),
    "a fact": ("comparison", "would you rather have got?", "is factually correct?"),
    "one by itself": ("comparison", "a question and two replies to it", "one reply at a time"),
    "the mean": ("rating-prescriptive", "the majority of three", "the mean of the scores of three"),
    "experts": ("written-afterwards", "answers of crowd workers", "answers of expert linguists"),
    "no knowledge": ("closed-experts", "licensed nurse, five years of practice", "no medical background needed"),
    "not seen": (
        "assisted", "The question and the label of the model, without its reasons.",
        "The question; nobody saw what the model had said.",
    ),
    "corrected": (
        "rating-prescriptive", "Short posts", "Contractors corrected the labels of a classifier. Short posts",
    ),
    "a persona": ("open-judge", "https://example.org/open-judge/prompt.txt", "You are a 34-year-old nurse from Cork."),
    "no pilot": ("comparison", "The words would rather have got", "No pilot was run. The words would rather have got"),
    "not told": (
        "rating-descriptive", "None; counts by item and country only.",
        "Raters were not told that their answers would be published.",
    ),
    "no board": ("comparison", "rationale: No trait", "rationale: No ethics board was asked. No trait"),
    "open call": ("closed-experts", "sampling: convenience, criteria: [licensed nurse",
        "sampling: probability, criteria: [answered an open call, licensed nurse",
    ),
    "not traced": (
        "comparison", "Raters write to the contact address with their pseudonym; the next version leaves them out.",
        "Not possible, because no rater ids were kept.",
    ),
    "kept back": ("comparison", KEPT, "Individual ratings are not shared;"),
    "singles": ("rating-descriptive", HELP, "Individual ratings are published; the institute answers questions"),
    "nothing personal": ("written-afterwards", "  access: open\n", "  access: open\n  personal_data: None.\n"),
    "not commercial": ("comparison", "Saying which assistant is better for people outside Ireland.", "Commercial use."),
    "afterwards": ("comparison", "Pairs of replies", "This card was written from the paper. Pairs of replies"),
    "real users": (
        "rating-prescriptive", "  summary: >-\n    Short posts",
        "  sources_of_items: [{name: posts, written_by: models}]\n  summary: >-\n    Posts that real users wrote",
    ),
    "the truth": ("community-distribution", "Shares of each answer are kept;", "What most said is the ground truth;"),
    "practised": ("written-afterwards", "Every\n    answer is released.", "After practising, they rated."),
}  # fmt: skip


@pytest.mark.parametrize("case", SAID)
def test_a_sentence_against_a_field_is_asked_about(case: str) -> None:
    starter, old, new = SAID[case]
    text = (folder("templates") / "starters" / f"{starter}.card.yaml").read_text("utf-8")
    assert old in text
    findings = check(parse(text.replace(old, new, 1), "x.card.yaml")).findings
    assert [one.code for one in findings] == ["AC219"]


HONEST = {
    "one answer and no more": ("demonstration", "One text for each prompt;", "We release one answer for each prompt;"),
    "turns of dialogues": (
        "mixture", "Dialogues from a forum", "250 dialogues with four turns each from a forum",
    ),
    "passed on": ("comparison", "The authors look after", "Anybody may redistribute it; they look after"),
    "cannot tell": ("comparison", "you rather have got?", "you rather have got? You may say that you cannot tell."),
    "no key": ("rating-descriptive", "A shared definition", "There was no answer key. A shared definition"),
    "volunteers before": (
        "comparison", "above the living wage in Ireland", "above the living wage; in the pilot they were volunteers",
    ),
    "living in two": ("comparison", "lives in Ireland]", "lives in Ireland or Northern Ireland]"),
    "drawn from more": ("comparison", "Pairs of replies", "500 pairs out of 12,000 pairs of replies"),
    "as many items": ("comparison", "Pairs of replies", "500 pairs of replies"),
    "the scale that is there": (
        "rating-descriptive", "Quão rude acha esta resposta?", "How rude do you find it, from 1 (not at all) to 4?",
    ),
    "a pilot by three": ("comparison", KEPT, "In the pilot three people rated each pair;"),
    "as many on each": ("comparison", "Adults in Ireland said", "Each judged by 20 adults. Adults in Ireland said"),
    "majority of the others": ("rating-prescriptive", "the majority of three", "the majority of all three"),
    "not on a platform": ("comparison", "Adults in Ireland said", "Unlike workers on Mechanical Turk, adults said"),
    "texts of two languages": ("demonstration", "in English or Swahili", "in Swahili, with terms in Latin,"),
    "two languages spoken": ("comparison", "criteria: [18 or older", "criteria: [speaks English and Irish"),
    "the licence that it has": ("comparison", "Pairs of replies", "Free under CC BY 4.0. Pairs of replies"),
    "a later year": ("comparison", "until 2030", "until 2026"),
    "the period": ("comparison", KEPT, "Votes were collected in autumn 2024;"),
    "no other guideline": (
        "rating-prescriptive", "  authors: A lawyer", "  authors: No guideline beyond the policy was given. A lawyer",
    ),
    "lists edge cases": ("comparison", "rationale: No trait", "rationale: No list of edge cases is shown. No trait"),
    "not the mean": (
        "rating-prescriptive", "so the majority of three",
        "so, and not as the mean of the scores, the majority of three",
    ),
    "replies of experts": (
        "written-afterwards", "with answers of crowd workers", "by experts, with answers of crowd workers",
    ),
    "which model": ("comparison", KEPT, "Raters were not told which model wrote the reply;"),
    "not only counts": ("comparison", KEPT, "Not only a majority is released;"),
    "until counts are made": (
        "comparison", "Raters write to the contact address with their pseudonym;",
        "Nobody outside can tell whose answers they are; raters write with their pseudonym;",
    ),
    "no truth": (
        "community-distribution", "Shares of each answer are kept;", "What most said is not called the truth;",
    ),
    "need not be correct": (
        "comparison", "would you rather have got?", "would you rather have got? It need not be the correct one.",
    ),
    "denied": ("comparison", KEPT, "No reply always stood on the left;"),
    "of the practice": ("comparison", KEPT, "The practice pairs always came first;"),
    "elsewhere": ("comparison", KEPT, "Averaging would treat disagreement as noise;"),
    "of something else": ("rating-descriptive", HELP, "Errors are mended on request, and it answers questions"),
    "a use of its own": (
        "rating-descriptive", "Deciding whether a single reply is rude.",
        "Evaluating people who answer customers.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", HONEST)
def test_an_honest_sentence_is_left_alone(case: str) -> None:
    starter, old, new = HONEST[case]
    text = (folder("templates") / "starters" / f"{starter}.card.yaml").read_text("utf-8")
    assert old in text
    assert not check(parse(text.replace(old, new, 1), "x.card.yaml")).findings


def test_a_use_is_ruled_out_whatever_is_used_is_called() -> None:
    text = (folder("templates") / "starters" / "rating-descriptive.card.yaml").read_text("utf-8")
    text = text.replace("Deciding whether a single reply is rude.", "Evaluating assistants.")
    assert [one.code for one in check(parse(text, "x.card.yaml")).findings] == ["AC220"]
