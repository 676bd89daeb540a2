"""The Responsible NLP checklist as submission systems keep it: a word and an elaboration to each number."""

import pytest

from alignmentcard.convert.imports import Draft, draft
from alignmentcard.convert.imports.crowds import size_of
from alignmentcard.convert.imports.scales import scales
from alignmentcard.convert.imports.shares import each

ANSWERS = {
    "B2": ("Discuss The License For Artifacts", "Yes", "Appendix A. Ratings are released under CC BY 4.0."),
    "B5": ("Documentation Of Artifacts", "Yes", "Section 3: languages are English and Hindi."),
    "B6": ("Statistics For Data", "Yes", "Table 1. 3,120 pairs of notes."),
    "D1": ("Instructions Given To Participants", "Yes", "Raters chose one of good, fair, bad."),
    "D2": ("Recruitment And Payment", "Yes", "64 raters on Prolific, paid £10.50 per hour."),
    "D3": ("Data Consent", "Yes", "All raters gave informed consent."),
    "D4": ("Ethics Review Board Approval", "N/A", "Exempt, as decided by the Ethics Committee of Kalvik."),
    "D5": ("Characteristics Of Annotators", "No", "We did not ask for ages."),
}


def read(text: str, name: str = "sheet.md") -> Draft:
    found = draft(text, name=name)
    assert isinstance(found, Draft)
    return found


def in_lines() -> str:
    """Each field on a line of its own, as a page of the system is copied."""
    rows = [f"{n} {title}: {word}\n{n} Elaboration: {more}" for n, (title, word, more) in ANSWERS.items()]
    return "\n".join(
        ["B Use Or Create Scientific Artifacts: Yes", *rows, "E Ai Assistants In Research Or Writing: Yes"]
    )


def in_code() -> str:
    """Each field as a heading, with its content as code."""
    rows = [
        f"### {n} {title} *\n```\n☑ {word}\n```\n\n### {n} Elaboration\n```\n{more}\n```\n"
        for n, (title, word, more) in ANSWERS.items()
    ]
    return "\n".join(["# Responsible NLP Checklist (ours)\n\n### D Human Subjects *\n```\n☑ Yes\n```\n", *rows])


def in_bold() -> str:
    """In the order of the alphabet, which puts elaborations before what they elaborate."""
    rows = [f"**{n} Elaboration:** {more}\n\n**{n} {title}:** {word}" for n, (title, word, more) in ANSWERS.items()]
    return "\n\n".join(rows)


def below() -> str:
    """A heading, the word below it, and the elaboration with its own label."""
    rows = [f"## {n} {title}\n{word}\n\nElaboration: {more}" for n, (title, word, more) in ANSWERS.items()]
    return "\n\n".join(rows)


def with_dashes() -> str:
    """A point with the word that is chosen in the form, and one below it."""
    rows = [
        f'- **{n} {title}** — Form: **{word}**\n  - Elaboration: *"{more}"*'
        for n, (title, word, more) in ANSWERS.items()
    ]
    return "\n".join(rows)


@pytest.mark.parametrize("layout", [in_lines, in_code, in_bold, below, with_dashes])
def test_the_fields_of_a_submission_are_read_in_every_layout(layout: object) -> None:
    assert callable(layout)
    found = read(layout())
    assert {path: found.values.get(path) for path in WANTED} == WANTED
    assert not [one for one in found.unread if one.at[:1] in "BD"]


WANTED = {
    "dataset.license": "CC-BY-4.0",
    "dataset.languages": ["en", "hi"],
    "dataset.items": 3120,
    "dimensions.rating.scale.values": ["good", "fair", "bad"],
    "pools.raters.size": 64,
    "pools.raters.recruitment.platform": "Prolific",
    "pools.raters.pay": {"amount": 10.5, "currency": "GBP", "per": "hour"},
    "pools.raters.consent": "informed",
    "pools.raters.ethics": {"status": "exempt", "body": "Ethics Committee of Kalvik"},
}


@pytest.mark.parametrize("layout", [in_lines, in_code, in_bold, below])
def test_every_elaboration_is_kept_below_its_own_question(layout: object) -> None:
    assert callable(layout)
    told = {one.at: one.text for one in read(layout()).left}
    for title, more in (("recruited and paid", "64 raters"), ("relevant statistics", "3,120 pairs")):
        assert [text for at, text in told.items() if title in at and more in text]
    assert not [text for text in told.values() if "Use Or Create" in text or "Ai Assistants" in text or "```" in text]


def test_an_answer_that_does_not_apply_is_kept_with_what_is_told_all_the_same() -> None:
    text = in_lines().replace("Exempt, as decided by", "We asked")
    assert [one for one in read(text).left if "We asked the Ethics Committee" in one.text]


def test_headings_of_an_appendix_are_no_questions_of_the_checklist() -> None:
    text = "# Talk\n\n## B1 Pilot\n\nWe met.\n\n## D2 Interface\n\nA page with two buttons.\n"
    assert not [one for one in read(text).left if "Did you" in one.at]


def test_the_name_of_the_form_is_no_name_of_data() -> None:
    assert read(in_code()).values.get("dataset.title") is None


@pytest.mark.parametrize(("text", "size"), [("34 women and 30 men", None), ("12 women judged them", 12)])
def test_parts_of_those_who_judged_are_not_all_of_them(text: str, size: int | None) -> None:
    assert size_of(text) == size


def test_judgements_of_an_item_are_read_behind_a_comma() -> None:
    assert list(each("1,260 stories, each rated by three parents")) == [
        ("pools.raters.ratings_per_item", {"min": 3, "max": 3})
    ]


def test_a_choice_is_one_of_the_answers() -> None:
    assert ("dimensions.rating.scale.values", ["good", "fair", "bad"]) in list(
        scales("They chose one of good, fair, bad.")
    )


def test_labels_that_are_there_or_not_are_no_answers() -> None:
    assert list(scales("A 0 marks the absence of a label. The labels are: rude, ironic, and false.")) == []


NEURIPS = """NeurIPS Paper Checklist

5. Open access to data and code
Question: Does the paper provide open access to the data and code, with sufficient instruc-
tions to faithfully reproduce the main experimental results?
Answer: [Yes]
Justification: The 5,400 rated dialogues are at https://huggingface.co/datasets/kaya/detours
under CC BY 4.0.
Guidelines:
• The answer NA means that paper does not include experiments requiring code.
11. Safeguards
Question: Does the paper describe safeguards that have been put in place for responsible
release of data or models that have a high risk for misuse?
Answer: [Yes]
Justification: Access needs a signed form.
14. Crowdsourcing and Research with Human Subjects
Question: For crowdsourcing experiments and research with human subjects, does the paper
include the full text of instructions given to participants?
Answer: [Yes]
Justification: 120 crowd workers from Toloka were paid $9 per hour; each dialogue was rated
by three of them.
15. Institutional Review Board (IRB) Approvals or Equivalent for Research with Human
Subjects
Question: Does the paper describe potential risks incurred by study participants, whether
such risks were disclosed to the subjects, and whether Institutional Review Board (IRB)
approvals were obtained?
Answer: [NA]
Justification: Our university has no board.
"""


def test_a_paper_checklist_copied_from_a_page_is_read_although_its_lines_are_broken() -> None:
    found = read(NEURIPS, "checklist.txt")
    assert found.values["dataset.license"] == "CC-BY-4.0"
    assert found.values["pools.raters.pay"] == {"amount": 9.0, "currency": "USD", "per": "hour"}
    assert found.values["pools.raters.ratings_per_item"] == {"min": 3, "max": 3}
    assert ("release", "Access needs a signed form.") in [(one.path, one.text) for one in found.left]
    assert not [one for one in found.left if "Crowdsourcing and Research" in one.text or "Subjects" in one.text]


def test_what_an_answer_says_beside_an_address_is_kept() -> None:
    assert [one for one in read(NEURIPS, "checklist.txt").left if "The 5,400 rated dialogues" in one.text]


def test_an_answer_behind_its_word_without_a_justification_is_the_answer() -> None:
    text = (
        "NeurIPS Paper Checklist\n\n13. New assets\nQuestion: Are new assets introduced in the paper documented, and "
        "is the documentation provided alongside the assets?\nAnswer: [Yes] 9,300 rated jokes under CC BY-NC 4.0.\n\n"
        "15. Institutional review board (IRB) approvals or equivalent\nQuestion: Does the paper describe whether "
        "Institutional Review Board (IRB) approvals were obtained?\nAnswer: [Yes] The IRB of Port College approved.\n"
    )
    made = read(text, "checklist.txt")
    assert [one.text for one in made.left if one.at.startswith("Are new")] == ["9,300 rated jokes under CC BY-NC 4.0."]
    assert made.values["pools.raters.ethics"] == {"status": "approved", "body": "IRB of Port College"}


def test_ages_before_a_comma_are_no_people_and_who_chose_is_no_answer() -> None:
    assert size_of("Raters aged 29 to 61, all native speakers") is None
    found = list(scales("they chose the first, the second or neither"))
    assert ("dimensions.rating.scale.values", ["the first", "the second", "neither"]) in found
