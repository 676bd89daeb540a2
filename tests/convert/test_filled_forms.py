"""Filled datasheets, ARR answer sheets, checklists and Word documents: answers in the fields that they answer."""

import re
import zipfile
from pathlib import Path
from typing import Any

import pytest

from alignmentcard.convert.imports import NotImportableError, draft
from alignmentcard.convert.imports.answers import answered, without_form
from alignmentcard.convert.imports.boards import board, consent
from alignmentcard.convert.imports.dates import period, published
from alignmentcard.convert.imports.found import Taken
from alignmentcard.convert.imports.licensed import stated_licence
from alignmentcard.convert.imports.mentioned import (
    addresses,
    countries,
    funders,
    languages,
    ratings,
    unfit,
    written_in,
)
from alignmentcard.convert.imports.sheets import as_headings
from alignmentcard.convert.imports.stated import protected, workers
from alignmentcard.document import parse
from alignmentcard.loader import load

DATASHEET = {
    "For what purpose was the dataset created?": ("To study how readers from four cities judge advice.", None),
    "Who funded the creation of the dataset?": (
        "The Open Rivers Foundation, grant 44-B.",
        ("intent.funded_by", ["The Open Rivers Foundation, grant 44-B."]),
    ),
    "What do the instances that comprise the dataset represent (e.g., documents, photos, people, countries)?": (
        "One reply of a chatbot to a question about health.",
        ("collection.unit", "One reply of a chatbot to a question about health."),
    ),
    "How many instances are there in total (of each type, if appropriate)?": (
        "There are 1,240 replies.",
        ("dataset.items", 1240),
    ),
    "Are there any errors, sources of noise, or redundancies in the dataset?": (
        "Twelve replies occur twice.",
        ("dataset.known_issues", [{"title": "Twelve replies occur twice."}]),
    ),
    "Is it possible to identify individuals (i.e., one or more natural persons), either directly or indirectly from "
    "the dataset?": (
        "No. Raters have numbers, and their ages are kept in bands.",
        ("release.personal_data", "No. Raters have numbers, and their ages are kept in bands."),
    ),
    "Who was involved in the data collection process (e.g., students, crowdworkers, contractors) and how were they "
    "compensated (e.g., how much were crowdworkers paid)?": (
        "We recruited 86 crowdworkers on Prolific and paid them £11.50 per hour.",
        ("pools.raters.pay", {"amount": 11.5, "currency": "GBP", "per": "hour"}),
    ),
    "Over what timeframe was the data collected?": (
        "From March 2024 to May 2024.",
        ("collection.period", {"start": "2024-03", "end": "2024-05"}),
    ),
    "Were any ethical review processes conducted (e.g., by an institutional review board)?": (
        "Yes, the study was approved by the Research Ethics Committee of Northmoor.",
        ("pools.raters.ethics", {"status": "approved", "body": "Research Ethics Committee of Northmoor"}),
    ),
    "Did the individuals in question consent to the collection and use of their data?": (
        "Yes, all gave informed consent before the first task.",
        ("pools.raters.consent", "informed"),
    ),
    "If consent was obtained, were the consenting individuals provided with a mechanism to revoke their consent in "
    "the future or for certain uses?": (
        "They can write to us within a year.",
        ("release.withdrawal", "They can write to us within a year."),
    ),
    "Are there tasks for which the dataset should not be used?": (
        "Giving medical advice.",
        ("intent.not_for", ["Giving medical advice."]),
    ),
    "Will the dataset be distributed under a copyright or other intellectual property (IP) license, and/or under "
    "applicable terms of use (ToU)?": ("Under CC BY 4.0.", ("dataset.license", "CC-BY-4.0")),
    "Who will be supporting/hosting/maintaining the dataset?": (
        "The library of the university.",
        ("release.maintenance", "The library of the university."),
    ),
    "How can the owner/curator/manager of the dataset be contacted (e.g., email address)?": (
        "data@example.org",
        ("dataset.contact", "mailto:data@example.org"),
    ),
}
ARR = {
    "B2. Did you discuss the license or terms for use and / or distribution of any artifacts?": (
        "Yes. Section 7: the data is released under CC BY-SA 4.0.",
        ("dataset.license", "CC-BY-SA-4.0"),
    ),
    "B4. Did you discuss the steps taken to check whether the data that was collected / used contains any information "
    "that names or uniquely identifies individual people or offensive content, and the steps taken to protect / "
    "anonymize it?": (
        "Yes. Names were replaced before annotation (Section 3.2).",
        ("release.personal_data", "Names were replaced before annotation (Section 3.2)."),
    ),
    "B6. Did you report relevant statistics like the number of examples, details of train / test / dev splits, etc. "
    "for the data that you used / created?": ("Yes. Section 3: 5,000 comparisons.", ("dataset.items", 5000)),
    "D2. Did you report information about how you recruited (e.g., crowdsourcing platform, students) and paid "
    "participants, and discuss if such payment is adequate given the participants’ demographic?": (
        "Yes. Appendix C: 40 students, paid 15 EUR per hour.",
        ("pools.raters.pay", {"amount": 15.0, "currency": "EUR", "per": "hour"}),
    ),
    "D3. Did you discuss whether and how consent was obtained from people whose data you're using/curating?": (
        "Yes. Appendix C: they agreed in writing.",
        ("pools.raters.consent", "informed"),
    ),
    "D4. Was the data collection protocol approved (or determined exempt) by an ethics review board?": (
        "Yes. It was determined exempt.",
        ("pools.raters.ethics", {"status": "exempt"}),
    ),
}
CHECKLIST = r"""
\begin{enumerate}
\item {\bf Crowdsourcing and Research with Human Subjects}
    \item[] Question: For crowdsourcing experiments, does the paper include the full text of instructions?
    \item[] Answer: \answerYes{}
    \item[] Justification: \textbf{See} Section~4: 25 annotators from Toloka got \$0.30 per item.
\item {\bf Institutional Review Board (IRB) Approvals or Equivalent for Research with Human Subjects}
    \item[] Answer: \answerNo{}
    \item[] Justification: Our university has no board.
\item {\bf Licenses for existing assets}
    \item[] Answer: \answerNA{}
    \item[] Justification: MIT is not used.
\end{enumerate}
"""


PRINTED = """## ACL 2023 Responsible NLP Checklist

<sup>✓</sup> B4. Did you discuss the steps taken to check whether the data that was collected / used contains any
 information that names or uniquely identifies individual people or offensive content? We replaced names by numbers.

The Responsible NLP Checklist used at ACL 2023 is adopted from NAACL 2022, with an addition.

D <sup>✓</sup> Did you use human annotators (e.g., crowdworkers) or research with human participants? Section 6

<sup>✓</sup> D2. Did you report information about how you recruited (e.g., crowdsourcing platform, students) and paid
 participants (e.g., country of residence)? Three students of ours, who got 11 euros per hour.

✗ D3. Did you discuss whether and how consent was obtained from people whose data you’re using/curating? For example,
 if you collected data via crowdsourcing, did your instructions to crowdworkers explain how the data would be used? They
 work with us, so no consent form was needed.

✗ D4. Was the data collection protocol approved (or determined exempt) by an ethics review board? Texts are harmless.

✗ D5. Did you report the basic demographic and geographic characteristics of the annotator population that is the source
 of the data? Left blank.
""".replace("\n ", " ")
"""A checklist as it is printed behind a paper, in the layout of its text: box, question and answer in one line."""


def sheet(form: dict[str, Any], mark: str = "## ") -> str:
    return "# Datasheet for Rivers\n\n" + "\n\n".join(f"{mark}{asked}\n\n{told}" for asked, (told, _) in form.items())


def found(form: dict[str, Any], values: dict[str, Any]) -> list[str]:
    """Return the fields of a form that are right."""
    return [one[0] for _, one in form.values() if one and values.get(one[0]) == one[1]]


@pytest.mark.parametrize("form", [DATASHEET, ARR], ids=["datasheet", "arr"])
def test_at_least_four_of_five_answers_stand_in_their_fields(form: dict[str, Any]) -> None:
    made = draft(sheet(form), name="sheet.md")
    assert len(found(form, made.values)) >= 0.8 * len(form)
    assert [one[0] for _, one in form.values() if one and made.values.get(one[0]) != one[1]] == []
    assert load(parse(made.text())).card


def test_a_checklist_in_latex_says_who_was_paid_and_that_no_board_was_asked() -> None:
    values = draft(CHECKLIST, name="paper.tex").values
    assert values["pools.raters.pay"] == {"amount": 0.3, "currency": "USD", "per": "item"}
    assert values["pools.raters.size"] == 25
    assert values["pools.raters.ethics"] == {"status": "none"}
    assert "dataset.license" not in values


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("D4. Was the protocol approved by an ethics review board?", "N/A"),
        ("D2. Did you report how you recruited and paid participants?", "Yes. Section 5."),
        ("Over what timeframe was the data collected?", "Over some months."),
    ],
)
def test_an_answer_that_states_no_value_is_not_made_into_one(asked: str, told: str) -> None:
    values = draft(f"# Datasheet for X\n\n## {asked}\n\n{told}", name="x.md").values
    assert set(values) == {"dataset.title"}


@pytest.mark.parametrize("words", ["Ethics ", "Aa of ", "Aa the the Bb ", "March 2020 ", "1 a "])
def test_a_long_row_of_names_says_nothing_and_holds_nobody_up(words: str) -> None:
    """Patterns without an end to their repetitions took minutes for this; the suite would not come to its end."""
    asked = "D4. Was the protocol approved by an ethics review board?"
    assert "pools.raters.ethics" not in draft(f"# Datasheet for X\n\n## {asked}\n\n{words * 700}", name="x.md").values


def test_a_word_document_is_read_as_its_text(tmp_path: Path) -> None:
    docx = pytest.importorskip("docx", reason="needs python-docx")
    document = docx.Document()
    document.add_heading("Datasheet for Rivers", 1)
    for asked, (told, _) in DATASHEET.items():
        document.add_heading(asked, 2)
        document.add_paragraph(told)
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = next(iter(ARR)), "CC0"
    path = tmp_path / "sheet.docx"
    document.save(str(path))
    values = draft(path).values
    assert len(found(DATASHEET, values)) == len(DATASHEET) - 1
    assert values["dataset.title"] == "Rivers"


def archive(path: Path, parts: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return path


@pytest.mark.parametrize(
    ("parts", "why"),
    [
        (None, "no archive"),
        ({}, "not a sound Word document"),
        ({"word/document.xml": b"<a/>"}, "not a sound Word document"),
        ({"word/vbaProject.bin": b"x"}, "holds macros"),
        ({"word/document.xml": b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'}, "entities"),
        ({"word/document.xml": b" " * (1 << 26) + b"<a/>"}, "more than 64 MB"),
    ],
)
def test_a_hostile_document_is_refused_in_one_sentence(
    tmp_path: Path, parts: dict[str, bytes] | None, why: str
) -> None:
    pytest.importorskip("docx", reason="needs python-docx")
    path = tmp_path / "x.docx"
    if parts is None:
        path.write_bytes(b"# Datasheet")
    else:
        archive(path, parts)
    with pytest.raises(NotImportableError, match=why):
        draft(path)


def test_a_missing_reader_is_told_with_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "docx", None)
    with pytest.raises(NotImportableError, match=r"pip install 'alignmentcard\[author\]'"):
        draft(archive(tmp_path / "x.docx", {"word/document.xml": b"<a/>"}))


@pytest.mark.parametrize(
    ("question", "answer", "path", "value"),
    [
        (
            "Did the individuals in question consent to the collection and use of their data?",
            "If so, please describe how consent was requested and provided, and provide a link or other access "
            "point to the exact language to which the individuals consented.\n\nN/A",
            "pools.raters.consent",
            None,
        ),
        (
            "Did the individuals in question consent to the collection and use of their data?",
            "If so, please describe (or show with screenshots) how consent was requested.\n\n*All gave consent.*",
            "pools.raters.consent",
            "informed",
        ),
        (
            "What do the instances that comprise the dataset represent (e.g., documents, photos, people, countries)?",
            "Are there multiple types of instances (e.g. movies, users, and ratings)? Please provide a description.\n\n"
            "Each instance is a headline.",
            "collection.unit",
            "Each instance is a headline.",
        ),
        (
            "What support was needed to make this dataset?",
            "(e.g. who funded the creation of the dataset? If there is an associated grant, provide the name of the "
            "grantor, or if it was supported by a company, give those details.)\n\n*A grant of Somewhere.*",
            "intent.funded_by",
            ["A grant of Somewhere."],
        ),
        (
            "Over what timeframe was the data collected?",
            "First 2020-02-07 – 2020-04-02, then 2021-11-23 – 2022-01-11.",
            "collection.period",
            {"start": "2020-02-07", "end": "2022-01-11"},
        ),
        (
            "How can the owner/curator/manager of the dataset be contacted (e.g. email address)?",
            "*Via email at <info@example.com>*",
            "dataset.contact",
            "mailto:info@example.com",
        ),
        (
            "How can the owner/curator/manager of the dataset be contacted (e.g. email address)?",
            "By mail: a@example.com, b@example.com",
            "dataset.contact",
            None,
        ),
        (
            "How many instances are there in total (of each type, if appropriate)?",
            "*There are a total of 1,712 audio clips and their accompanying labels.*",
            "dataset.items",
            1712,
        ),
        (
            "Will the dataset be distributed under a copyright or other intellectual property (IP) license?",
            "Yes, the dataset will be distributed under an Apache License 2.0 license.",
            "dataset.license",
            "Apache-2.0",
        ),
        (
            "Are there any errors, sources of noise, or redundancies in the dataset?",
            "If so, please provide a description.\n\n*There are no errors to our knowledge.*",
            "dataset.known_issues",
            None,
        ),
    ],
)
def test_an_answer_is_read_without_what_the_form_prints_before_it(
    question: str, answer: str, path: str, value: object
) -> None:
    found = {one.path: one.value for one in answered(question, answer) if isinstance(one, Taken)}
    assert found.get(path) == value


@pytest.mark.parametrize(
    "text", ["(" * 4000, "If " * 3000, "e.g. " * 2000, "please? " * 1000, "a" * 4000 + "?", "i.e.e.g." * 600]
)
def test_taking_the_words_of_a_form_off_ends_for_any_text(text: str) -> None:
    assert isinstance(without_form(text), str)


SHORT = """# Datasheet for dataset "Tides"

**Who created the dataset?**
A group at the harbour school.

**Who funded the creation of the dataset?** We will disclose this upon acceptance.

---

### What are the instances? (that is, examples) Are there several types of them?

One question about a tide table. An example: ```When is low water?

2. **Over what timeframe was
    the data collected?** From 2019-03-01 to 2019-04-30.

- **Who is supporting/hosting/maintaining the dataset?** The harbour office.
- **License.** Data under CC BY-SA 4.0 (see the file); code under MIT.

**Are there tasks for which the dataset should not be used?** Yes:
- Navigation at sea.
- Selling forecasts.

**Any other comments?** None.

<a id="contact"></a>**How can the owner be reached?** Write to tides@example.org.
"""
"""The shapes that sheets have: questions shortened, in bold, over two lines, beside a fence left open."""


def test_questions_are_known_by_their_words_however_they_are_written() -> None:
    made = draft(SHORT, name="DATASHEET.md")
    assert made.values == {
        "dataset.title": "Tides",
        "collection.unit": "One question about a tide table. An example: ```When is low water?",
        "collection.period": {"start": "2019-03-01", "end": "2019-04-30"},
        "release.maintenance": "The harbour office.",
        "dataset.license": "CC-BY-SA-4.0",
        "intent.not_for": ["Navigation at sea.", "Selling forecasts."],
        "dataset.contact": "mailto:tides@example.org",
    }
    assert ("dataset.creators", "Who created the dataset?") in {(one.path, one.at) for one in made.left}
    assert not any("upon acceptance" in one.text for one in made.left)


@pytest.mark.parametrize(
    ("question", "answer", "path", "value"),
    [
        (
            "Were any ethical review processes conducted?",
            "It went to print after approval.",
            "pools.raters.ethics",
            None,
        ),
        (
            "Were any ethical review processes conducted?",
            "It was approved by the IRB.",
            "pools.raters.ethics",
            {"status": "approved"},
        ),
        ("Over what timeframe was the data collected?", "It holds 1851-1981 and 1982-now.", "collection.period", None),
        ("Are there tasks for which the dataset should not be used?", "No.", "intent.not_for", None),
        ("Are there tasks for which the dataset should not be used?", "Unsure.", "intent.not_for", None),
        (
            "Are there tasks for which the dataset should not be used?",
            "No serious one comes to mind.",
            "intent.not_for",
            None,
        ),
        (
            "Will the dataset be distributed under a copyright or other intellectual property (IP) license?",
            "The code is under the MIT license. Each text keeps its own terms.",
            "dataset.license",
            None,
        ),
        (
            "Who was involved in the data collection process and how were they compensated?",
            "Colleagues, not crowdsourced; 0.22$ per item.",
            "pools.raters.pay",
            {"amount": 0.22, "currency": "USD", "per": "item"},
        ),
        (
            "Who was involved in the data collection process and how were they compensated?",
            "Colleagues, not crowdsourced; 0.22$ per item.",
            "pools.raters.recruitment.channel",
            None,
        ),
        (
            "Who was involved in the data collection process and how were they compensated?",
            "All of it was done by the authors.",
            "pools.raters.recruitment.channel",
            "authors",
        ),
        (
            "If consent was obtained, were they provided with a mechanism to revoke their consent?",
            "Yes.",
            "release.withdrawal",
            None,
        ),
    ],
)
def test_an_answer_gives_a_value_only_where_it_says_one(question: str, answer: str, path: str, value: Any) -> None:
    assert draft(f"# Datasheet for X\n\n## {question}\n\n{answer}", name="x.md").values.get(path) == value


SHEET = """# Responsible NLP Research Checklist — Tides

### A1. Did you describe the limitations of your work?
**Yes.** In its own section.

### B2. Did you discuss the license or terms of use of any artifacts?
**Yes.** The data is under CC-BY-NC-4.0, and the code under MIT.

### B5. Did you provide documentation of the artifacts?
**Yes.** `docs/` has a page for each table, and the languages are listed there.

## D. Human annotators

### D1–D5: Did you use crowdworkers / human annotators?
**Yes.** 12 students took part.
"""


def test_a_sheet_of_answers_by_number_is_read_by_its_numbers() -> None:
    made = draft(SHEET, name="sheet.md")
    assert made.values["dataset.title"] == "Tides"
    assert made.values["dataset.license"] == "CC-BY-NC-4.0"
    assert made.values["pools.raters.size"] == 12
    assert "dataset.languages" in {one.path for one in made.left}
    assert [one.at for one in made.unread] == ["A1. Did you describe the limitations of your work?"]


def test_a_checklist_keeps_what_it_says_where_no_value_can_be_read() -> None:
    text = CHECKLIST.replace(r"\answerNA{}", r"\answerYes{}").replace("MIT is not used.", "All are credited.")
    left = {(one.path, one.text) for one in draft(text, name="p.tex").left}
    assert ("dataset.derived_from", "All are credited.") in left


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.pdf", b"%PDF-1.7\n\xe2", "a.pdf is a PDF. Save its text as Markdown"),
        ("a.zip", b"PK\x03\x04..x.txt", "a.zip is a ZIP archive. Unpack it"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.doc is a document of an old office program"),
        ("a.odt", b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.text", "text processor"),
        ("a.md", b" \n", "a.md is empty"),
        ("a.md", "Datasheet".encode("utf-16"), "a.md is UTF-16 text. Save the file as UTF-8"),
        ("a.md", "Müller".encode("latin-1"), "not UTF-8 text: byte 2"),
    ],
)
def test_a_file_that_holds_no_sheet_is_told_by_what_it_is(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(NotImportableError, match=re.escape(said)):
        draft(tmp_path / name)


def test_a_word_document_without_text_is_empty(tmp_path: Path) -> None:
    docx = pytest.importorskip("docx", reason="needs python-docx")
    docx.Document().save(str(tmp_path / "a.docx"))
    with pytest.raises(NotImportableError, match=r"a\.docx is empty"):
        draft(tmp_path / "a.docx")


PUBLISHED = """# ACL 2023 Responsible NLP Checklist

A For every submission:

<sup>✓</sup> A1. Did you describe the limitations of your work? 8

B <sup>✓</sup> Did you use or create scientific artifacts? Section 3

<sup>✓</sup> B1. Did you cite the creators of artifacts you used? Section 3, Section 4

<sup>✓</sup> B2. Did you discuss the license or terms for use and / or distribution of any artifacts? CC BY-SA 4.0

☑ D2. Did you report information about how you recruited (e.g., crowdsourcing platform, students) and paid
participants? Appendix E: 14 students were paid 12 EUR per hour

<sup>✓</sup> D3. Did you discuss whether and how consent was obtained from people whose data you’re using/curating? For
example, did your instructions explain how the data would be used? Sec. 4.4

✗ D4. Was the data collection protocol approved (or determined exempt) by an ethics review board? Not applicable.
"""
"""As a checklist stands at the end of a paper that was published."""


def test_a_checklist_behind_a_paper_gives_what_it_says_and_no_part_of_the_paper() -> None:
    made = draft(re.sub(r"(?<=\w)\n(?=[a-z])", " ", PUBLISHED), name="paper.md")
    assert "dataset.title" not in made.values
    assert made.values["dataset.license"] == "CC-BY-SA-4.0"
    assert {path: value for path, value in made.values.items() if "raters" in path} == {
        "pools.raters.size": 14,
        "pools.raters.recruitment.channel": "students",
        "pools.raters.pay": {"amount": 12.0, "currency": "EUR", "per": "hour"},
    }
    assert not any("Section" in one.text or "Sec." in one.text for one in made.left if one.path != "dataset.summary")


def test_a_printed_checklist_is_read_where_box_question_and_answer_stand_in_one_line() -> None:
    values = draft(PRINTED, name="x.md").values
    pool = {path.removeprefix("pools.raters."): value for path, value in values.items()}
    assert values["release.personal_data"] == "We replaced names by numbers."
    assert pool["recruitment.channel"] == "students"
    assert pool["pay"] == {"amount": 11.0, "currency": "EUR", "per": "hour"}
    assert pool["ethics"] == {"status": "none"}, "the box says no"
    assert "consent" not in pool, "that none was needed is no consent"


def test_what_a_form_prints_is_no_part_of_an_answer_that_is_left() -> None:
    [said] = [one.text for one in draft(PRINTED, name="x.md").left if "D3" in one.at]
    assert said == "They work with us, so no consent form was needed."
    assert not [one for one in draft(PRINTED, name="x.md").left if "is adopted from" in one.text]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("No consent was obtained.", "none"),
        ("We did not ask for consent, as posts are public.", "none"),
        ("Consent was not required.", None),
        ("They signed a consent form and were not paid.", "informed"),
    ],
)
def test_only_consent_that_was_given_is_consent(text: str, value: str | None) -> None:
    assert dict(consent(text)).get("pools.raters.consent") == value


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        ("The annotators are the authors", "authors"),
        ("A check of 50 items by one of the authors", "authors"),
        ("Friends of ours, as volunteers", "volunteers"),
        ("See the list of authors", None),
    ],
)
def test_who_judged_is_read_in_the_words_of_checklists(text: str, channel: str | None) -> None:
    assert dict(workers(text)).get("pools.raters.recruitment.channel") == channel


@pytest.mark.parametrize(
    ("text", "status"),
    [("There is no formal ethics committee here.", "none"), ("The texts are harmless.", None)],
)
def test_a_board_that_is_not_there_has_approved_nothing(text: str, status: str | None) -> None:
    assert dict(board(text)).get("pools.raters.ethics", {}).get("status") == status


@pytest.mark.parametrize(
    ("read", "text", "values"),
    [
        (languages, "All chats are in English and German.", {"dataset.languages": ["en", "de"]}),
        (languages, "We left out posts that are not in English.", {}),
        (
            countries,
            "They live in the UK (52) and Germany (32). Age was not asked.",
            {"pools.raters.countries": ["GB", "DE"]},
        ),
        (countries, "Three come from Brazil and live in Portugal.", {"pools.raters.countries": ["PT"]}),
        (countries, "Twice the minimum wage in Kenya.", {}),
        (countries, "People from Texas and Georgia.", {}),
        (
            ratings,
            "3,400 pairs, each of them with seven judgments (23,800 judgments overall).",
            {"dataset.ratings": 23800, "pools.raters.ratings_per_item": {"min": 7, "max": 7}},
        ),
        (ratings, "We kept 400 of 500 ratings and 20 annotations.", {}),
        (
            unfit,
            "Meant for research. It is not meant for ranking people.",
            {"intent.not_for": ["It is not meant for ranking people."]},
        ),
        (addresses, "On GitHub, https://github.com/a/b. See https://github.com/c/d.", {}),
        (addresses, "At https://doi.org/10.5281/zenodo.12.", {"dataset.links.doi": "10.5281/zenodo.12"}),
        (written_in, "Posts in Amharic or Afan Oromo.", {}),
        (funders, "It was made by a student, supported by a colleague.", {}),
        (protected, "No, the binaries are compiled from public code.", {}),
        (
            workers,
            "7 workers got $0.22 for an example, about $15 per hour.",
            {
                "pools.raters.size": 7,
                "pools.raters.pay": {"amount": 0.22, "currency": "USD", "per": "item"},
            },
        ),
        (workers, "7 workers got $0.22 in May and $0.30 in June.", {"pools.raters.size": 7}),
        (period, "Between February and May 2024.", {"collection.period": {"start": "2024-02", "end": "2024-05"}}),
        (
            period,
            "From 3 June 2022 to 28 July 2022.",
            {"collection.period": {"start": "2022-06-03", "end": "2022-07-28"}},
        ),
        (period, "From 31 February 2022 to 28 July 2022.", {}),
        (published, "It was released on 15 January 2024.", {"dataset.published": "2024-01-15"}),
        (published, "In May 2023 for reviewers, in June 2024 for all.", {}),
        (
            workers,
            "62 students rated for 14 euros per hour. The 40 workers who wrote got $0.60 each.",
            {
                "pools.raters.size": 62,
                "pools.raters.recruitment.channel": "students",
                "pools.raters.pay": {"amount": 14.0, "currency": "EUR", "per": "hour"},
            },
        ),
        (
            workers,
            "Paid KRW 9,860 an hour, the legal minimum wage in Korea at the time.",
            {
                "pools.raters.pay": {
                    "amount": 9860.0,
                    "currency": "KRW",
                    "per": "hour",
                    "standard": "the legal minimum wage in Korea at the time",
                }
            },
        ),
    ],
)
def test_what_an_answer_mentions_is_taken_only_where_one_thing_is_meant(read, text, values) -> None:
    assert dict(read(text)) == values


def test_the_licence_of_the_own_data_stands_before_that_of_what_was_used() -> None:
    assert stated_licence("Prompts are from Aya (Apache 2.0). Our own data is released under CC-BY-4.0.") == "CC-BY-4.0"


def test_a_table_of_waves_is_no_checklist_and_guidelines_below_an_answer_are_no_part_of_it() -> None:
    table = "| Wave | Days |\n| D1 | 2020 |\n| D2 | 2021 |\n| D3 | 2022 |"
    assert as_headings(table) == table
    paper = (
        "Question: Are new assets introduced in the paper well documented?\nAnswer: [Yes]\nJustification: See A.\n"
        "Guidelines:\n- Name the license (e.g., CC-BY 4.0).\n"
    )
    assert as_headings(paper) == "### Are new assets introduced in the paper well documented?\n\nSee A.\n"


def test_a_form_that_this_program_filled_names_the_dataset_and_not_itself() -> None:
    text = (
        "# ACL Rolling Review, Responsible NLP Research checklist\n\n"
        "The answers are about the data of “Rude or not”.\n\n"
        "### B6. Did you report relevant statistics like the number of examples?\n\nYes. There are 420 ratings.\n"
    )
    assert draft(text, name="arr.md").values["dataset.title"] == "Rude or not"


def test_lists_are_read_whole_or_not_at_all() -> None:
    many = ["Spain", "Chile", "Kenya", "Ghana", "India", "Japan", "Peru", "Cuba"]
    [(_, codes)] = countries(f"They are in {', '.join(many * 4)} and Italy.")
    assert codes == ["ES", "CL", "KE", "GH", "IN", "JP", "PE", "CU", "IT"]
    assert list(countries(f"They are in {', '.join(many * 9)} and Italy.")) == []
    assert list(unfit("The data should not be used for the following: (1) Names. Nobody agreed. (2) Court.")) == []


@pytest.mark.parametrize("whom", ["authors of the paper", "provider or developer"])
def test_what_a_filled_form_leaves_to_others_is_no_answer(whom: str) -> None:
    asked = "### B4. Did you discuss whether the data uniquely identifies individual people?"
    text = f"# A\n\n{asked}\n\nNames are replaced by numbers.\n\nLeft to the {whom}: how items were checked.\n"
    made = draft(text, name="a.md")
    assert made.values["release.personal_data"] == "Names are replaced by numbers."
    assert "Left to" not in made.text()


def test_an_item_of_a_checklist_with_a_reason_and_no_answer_yet_is_read() -> None:
    open_one = CHECKLIST.replace(r"\answerNA{}", r"\answerTODO{}").replace(
        "MIT is not used.",
        "The dataset is released under CC-BY-4.0. Left to the authors of the paper: what else it uses.",
    )
    assert draft(open_one, name="paper.tex").values["dataset.license"] == "CC-BY-4.0"
    empty = open_one.partition("Justification: The dataset")[0] + r"Justification: \justificationTODO{}"
    assert "dataset.license" not in draft(empty, name="paper.tex").values


IN_LATEX = r"""
\documentclass{article}
\section{Datasheet for Rivers} % one for each
\subsection{Collection}
\textbf{Who was involved in the data collection process and how were they
compensated?}
40 participants on Prolific, 95\% of whom live in Kenya, got \$12 per hour.

\noindent\textbf{Were any ethical review processes conducted?} \\
The board of Lakeside College determined that no review was \emph{necessary}.
\paragraph{Where can the dataset be found?} At \url{https://github.com/lakeside/rivers}.
"""


def test_a_datasheet_in_latex_is_read_as_one_in_markdown() -> None:
    values = draft(IN_LATEX, name="datasheet.tex").values
    assert values["dataset.title"] == "Rivers"
    assert values["pools.raters.size"] == 40
    assert values["pools.raters.recruitment.platform"] == "Prolific"
    assert values["pools.raters.pay"] == {"amount": 12, "currency": "USD", "per": "hour"}
    assert values["pools.raters.ethics"]["status"] == "exempt"
    assert values["dataset.links.repository"] == "https://github.com/lakeside/rivers"


@pytest.mark.parametrize("told", ["1.25 prompts", "0.5 items", "0.250 annotators"])
def test_a_number_with_a_point_is_not_read_from_the_middle(told: str) -> None:
    asked = "How many instances are there in total?"
    values = draft(f"# Datasheet for X\n\n## {asked}\n\nAbout {told}.", name="x.md").values
    assert not {"dataset.items", "pools.raters.size"} & set(values)


@pytest.mark.parametrize("words", [r"\textbf{", r"\item \textbf{a ", r"\section{x}\href{a}{", r"\begin{a}\emph{"])
def test_a_long_text_in_latex_without_an_end_holds_nobody_up(words: str) -> None:
    draft(r"\section{A}" + words * 4_000, name="x.tex")
