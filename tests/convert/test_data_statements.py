"""Data statements in plain text and in Markdown, and what a sheet says that no field asks for."""

import pytest

from alignmentcard.convert.imports import Draft, draft
from alignmentcard.convert.imports.explicit import explicit
from alignmentcard.convert.imports.mentioned import countries, spoken
from alignmentcard.convert.imports.tongues import listed, tongues

PLAIN = """DATA STATEMENT FOR "CORRIDOR TALK"

A. CURATION RATIONALE

We picked exchanges in which a patient asks a question.

B. LANGUAGE VARIETY

BCP-47: en-GB and cy. Spoken English of South Wales.

C. SPEAKER DEMOGRAPHIC

Speakers were 61 patients and 24 nurses. They were paid 30 pounds per hour. All speakers live in Ireland.

D. ANNOTATOR DEMOGRAPHIC

15 annotators. All live in Wales. They were paid 15 pounds per hour.

F. TEXT CHARACTERISTICS

1,940 exchanges of 4 to 20 turns.

G. RECORDING QUALITY

About 3 % of words are unclear.

H. OTHER

Two hospitals took part.
"""


def read(text: str, name: str = "statement.txt") -> Draft:
    found = draft(text, name=name)
    assert isinstance(found, Draft)
    return found


def test_titles_in_capitals_or_with_a_letter_part_a_text_without_marks() -> None:
    left = {one.at[:1]: one.path for one in read(PLAIN).left}
    assert left["A"] == "intent"
    assert left["F"] == "dataset.sources_of_items"
    assert left["G"] == "dataset.known_issues"


def test_titles_in_other_texts_are_lines_of_them() -> None:
    text = "My notes\n\nWHAT I ATE\n\nSoup.\n\nA. TUESDAY\n\nBread.\n"
    assert not [one for one in read(text).left if one.at in ("WHAT I ATE", "A. TUESDAY")]


def test_those_who_spoke_are_no_raters() -> None:
    values = read(PLAIN).values
    assert {path for path in values if path.startswith("pools")} == {
        "pools.raters.size",
        "pools.raters.countries",
        "pools.raters.pay",
    }
    assert (values["pools.raters.size"], values["pools.raters.pay"]["amount"]) == (15, 15)


def test_what_a_sheet_says_without_a_field_stands_at_the_end_of_the_draft() -> None:
    made = read(PLAIN)
    assert [one.at for one in made.unread] == ["H. OTHER"]
    assert made.text().rstrip().endswith('# "H. OTHER":\n#   Two hospitals took part.')


def test_a_text_that_is_no_sheet_is_not_kept_whole() -> None:
    made = read("# Tool\n\n## Installation\n\nRun the program.\n", "notes.md")
    assert "Run the program" not in made.text()


@pytest.mark.parametrize(
    ("heading", "path"),
    [
        ("13 DISCLOSURES AND ETHICAL REVIEW", "pools"),
        ("9. Preprocessing and Data Formatting", "aggregation"),
        ("J. Capture Quality", "dataset.known_issues"),
        ("8. Linguistic Situation and Text Characteristics", "dataset.sources_of_items"),
        ("4. Documentation for Source Datasets", "dataset.derived_from"),
        ("2. Executive Summary", "dataset.summary"),
    ],
)
def test_headings_of_later_versions_of_the_schema_are_known(heading: str, path: str) -> None:
    text = f"# Data Statement for Tides\n\n## {heading}\n\nWords about it that nobody can read a value from here.\n"
    assert path in [one.path for one in (*read(text).left, *read(text).taken)]


def test_the_header_of_a_statement_says_title_and_version() -> None:
    text = "# Data Statement\n\n## 1. HEADER\n- **Dataset Title:** Tides\n- **Dataset Version:** 2.1, 14 June 2023\n"
    made = read(text)
    assert (made.values["dataset.title"], made.values["dataset.version"]) == ("Tides", "2.1")
    assert ("dataset.version", "2.1, 14 June 2023") in [(one.path, one.text) for one in made.left]


def test_tags_behind_their_standard_are_the_languages() -> None:
    assert list(listed("BCP-47: en-GB and cy. Spoken English.")) == [("dataset.languages", ["en-GB", "cy"])]
    assert list(listed("tr-TR, Istanbul Turkish.")) == [("dataset.languages", ["tr-TR"])]


def test_what_texts_are_is_their_language() -> None:
    assert list(tongues("All released text is English. Others were left out.")) == [("dataset.languages", ["en"])]


def test_the_country_of_most_is_not_that_of_all() -> None:
    assert list(countries("Annotators were primarily from Venezuela (56%) and the United States (29%).")) == []
    assert list(countries("They live in Peru.")) == [("pools.raters.countries", ["PE"])]


@pytest.mark.parametrize(
    "text",
    [
        "The adapters are trained on top of Qwen, which is released under the Apache License 2.0.",
        "The code of the bench is released under the MIT License.",
        "We use the Tides data, which is released under CC BY 4.0.",
    ],
)
def test_the_licence_of_a_model_is_not_that_of_the_data(text: str) -> None:
    assert [value for path, value in explicit(text) if path == "dataset.license"] == []


def test_uses_and_misuses_under_one_heading_are_parted() -> None:
    text = (
        "# Data statement\n\n## Language\n\nEnglish.\n\n## Intended use and misuse caveat\n\n"
        "The ratings are for research on moderation. They must not be used to profile people.\n"
    )
    made = read(text, "statement.md")
    assert made.values["intent.not_for"] == ["They must not be used to profile people."]
    assert [one.path for one in made.left if "Intended" in one.at] == ["intent.uses"]


def test_of_licences_for_parts_none_is_that_of_all() -> None:
    text = "Texts within the dataset are licensed under CC BY 4.0. Model responses are licensed under CC BY-NC 4.0."
    assert [value for path, value in explicit(text) if path == "dataset.license"] == []
    text = "The dataset is released under CC BY 4.0. The code is released under the MIT License."
    assert [value for path, value in explicit(text) if path == "dataset.license"] == ["CC-BY-4.0"]


def test_code_that_is_mixed_with_a_language_is_nobodys_language() -> None:
    assert list(spoken("Romanised script, often code-mixed with English")) == []
    assert list(spoken("All with English as their native tongue.")) == [("pools.raters.languages", ["en"])]


def test_a_number_of_people_before_a_colon_is_no_label() -> None:
    text = (
        "# Data Statement for Tides\n\n## 1. Header\n- License: CC BY 4.0\n- Language: Turkish\n- Contact: a@b.c\n\n"
        "## 7. Annotator demographic\n26 raters, students at the institute: 14 women and 12 men.\n"
    )
    assert read(text).values["pools.raters.size"] == 26


def test_points_of_a_list_are_sentences_of_their_own() -> None:
    text = "- Schemes may differ. - The ratings should not be used to set prices. - Dialects are missing."
    assert [value for path, value in explicit(text) if path == "intent.not_for"] == [
        ["The ratings should not be used to set prices."]
    ]


def test_who_wrote_the_statement_is_not_who_made_the_data() -> None:
    text = (
        "# Data Statement\n\n## Header\n- License: MIT\n- Language: Dutch\n- Contact: a@b.example\n"
        "- Data Statement Authors: Ada Berg\n- Data Statement Version: 4\n"
    )
    made = read(text)
    assert "dataset.version" not in made.values
    assert not [one for one in made.left if "Statement" in one.at]
