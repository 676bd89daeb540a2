"""Sheets in the layouts in which people keep them: every question is found, and its answer stands where it belongs."""

from pathlib import Path

import pytest

from alignmentcard.convert.imports import Draft, draft
from alignmentcard.convert.imports.headings import place_of
from alignmentcard.convert.imports.lines import without_number


def read(text: str, name: str = "sheet.md") -> Draft:
    found = draft(text, name=name)
    assert isinstance(found, Draft)
    return found


def left(made: Draft) -> list[tuple[str, str]]:
    return [(one.path, one.text) for one in made.left]


LATEX = r"""\section{Datasheet}
\subsection{Composition}
\begin{description}[style=nextline]
\item[How many instances are there?] 5{,}640 bids.
\item[External resources.] They link to an archive.
\item[\textbf{Time frame}] \hfill \\
March 2021 to May 2021
\item[$\bullet$] Nothing.
\item[Discouraged uses]
Grading students.
\end{description}
"""


def test_labels_of_a_list_of_descriptions_in_latex_are_questions() -> None:
    made = read(LATEX, "sheet.tex")
    assert made.values["dataset.items"] == 5640
    assert made.values["collection.period"] == {"start": "2021-03", "end": "2021-05"}
    assert made.values["intent.not_for"] == ["Grading students."]
    assert ("dataset.derived_from", "They link to an archive.") in left(made)


FOLDED = """# Tides

<details>
<summary><b>Motivation – Why?</b></summary>

**Q1.1 Who built it?**
Ada Lovelace.

**Q1.2 Who paid for it?**
The Sea Fund.

</details>
<details open>
<summary>Composition & more</summary>

**Q2.1 How many are there?**
There are 812 prompts.

**Q2.2 Anything missing?**
Two replies were lost.

**Q2.3 Is it blue?**
It is green.

</details>
"""


def test_parts_that_readers_open_are_parts_of_a_sheet() -> None:
    made = read(FOLDED)
    assert made.values["intent.funded_by"] == ["The Sea Fund."]
    assert made.values["dataset.items"] == 812
    assert "summary>" not in made.text()
    assert "details" not in made.text()


def test_a_question_in_bold_that_nobody_knows_ends_the_answer_before_it() -> None:
    made = read(FOLDED)
    assert ("dataset.known_issues", "Two replies were lost.") in left(made)
    assert [(one.at, one.text) for one in made.unread] == [("Q2.3 Is it blue?", "It is green.")]


@pytest.mark.parametrize(
    ("cells", "rest"),
    [
        (["3.2", "Pay", "9 $"], ["Pay", "9 $"]),
        (["Q1", "Pay", "9 $"], ["Pay", "9 $"]),
        (["", "Pay", "9 $"], ["Pay", "9 $"]),
        (["Pay", "9 $", "an hour"], ["Pay", "9 $", "an hour"]),
        (["Uses", "Pay", "9 $"], ["Pay", "9 $"]),
        (["12", "raters"], ["12", "raters"]),
    ],
)
def test_the_number_of_a_question_has_a_cell_of_its_own(cells: list[str], rest: list[str]) -> None:
    assert without_number(cells) == rest


def test_a_table_of_numbered_questions_is_read() -> None:
    made = read(
        "# Tides\n\n| No. | Question | Our answer |\n|---|---|---|\n| 1 | Licence | MIT |\n"
        "| 2 | Discouraged uses | Grading. |\n| 3 | Number of annotators | 46 |\n"
    )
    assert made.values["dataset.license"] == "MIT"
    assert made.values["intent.not_for"] == ["Grading."]
    assert made.values["pools.raters.size"] == 46


def test_a_column_may_name_the_part_of_each_question() -> None:
    made = read(
        "# Tides\n\n<table><tr><th>Section</th><th>Question</th><th>Answer</th></tr>"
        "<tr><td>Composition</td><td>What does one look like?</td><td>A poem.</td></tr>"
        "<tr><td></td><td>Who funded it?</td><td>Verse Trust</td></tr>"
        "<tr><td>Distribution</td><td>Under which terms?</td><td>MIT</td></tr></table>\n"
    )
    assert (made.values["intent.funded_by"], made.values["dataset.license"]) == (["Verse Trust"], "MIT")


def test_a_row_with_the_title_of_a_part_begins_a_table_of_questions() -> None:
    made = read(
        "# Tides\n\n| | Composition | |\n|---|---|---|\n| **1** | **Labels?** | Which is clearer. |\n"
        "| **2** | **By whom? Pay?** | 58 drivers, 16 USD per hour. |\n\n"
        "| | Distribution and maintenance | |\n|---|---|---|\n| **3** | **Where?** | On a disk. |\n"
    )
    assert ("dimensions", "Which is clearer.") in left(made)
    assert ("release", "On a disk.") in left(made)
    assert made.values["pools.raters.pay"]["amount"] == 16


LISTED = """# Dataset Card for MealChat

### Data Collection and Annotation

- Annotators: 33 hobby cooks from Canada.
- Payment: 18 CAD per hour
- Agreement: alpha = 0.58
- Aggregation: mean of three ratings
- Time: June 2022 to August 2022
"""


@pytest.mark.parametrize(("odd", "apart"), [("", True), ("- red: 12\n- green: 30\n- blue: 41\n", False)])
def test_a_list_of_labels_in_a_readme_is_apart_where_nearly_all_of_it_is_asked(odd: str, apart: bool) -> None:
    made = read(f"---\nlicense: mit\n---\n{LISTED}{odd}", "README.md")
    assert (("statistics", "alpha = 0.58") in left(made)) is apart
    assert (made.values.get("pools.raters.size") == 33) is apart


@pytest.mark.parametrize(
    "text",
    [
        "<dl>\n<dt>Licence</dt><dd>MIT</dd>\n<dt><b>Pay?</b></dt>\n<dd>9 USD per hour</dd>\n"
        "<dt>Agreement</dt><dd>alpha = 0.5</dd></dl>\n",
        "Licence\n: MIT\n\nPay?\n: 9 USD per hour\n\nAgreement\n: alpha = 0.5\n",
        "<table>\n<tr><th>Licence</th><td>MIT</td></tr>\n<tr><td>Pay?</td>\n<td>9 USD per hour</td></tr>\n"
        "<tr><td>Agreement</td><td>alpha = 0.5</td></tr></table>\n",
    ],
)
def test_definitions_and_rows_of_html_are_questions_and_answers(text: str) -> None:
    made = read(f"# Tides\n\n{text}")
    assert made.values["dataset.license"] == "MIT"
    assert made.values["pools.raters.pay"]["amount"] == 9
    assert ("statistics", "alpha = 0.5") in left(made)


def test_a_table_of_a_word_document_has_numbers_and_titles_over_its_whole_width(tmp_path: Path) -> None:
    docx = pytest.importorskip("docx", reason="needs python-docx")
    document = docx.Document()
    rows = [("1", "Licence / terms", "MIT"), ("", "ANNOTATORS", ""), ("2", "Pay", "9 USD an hour")]
    table = document.add_table(rows=0, cols=3)
    for row in rows:
        cells = table.add_row().cells
        if row[2]:
            for cell, text in zip(cells, row, strict=True):
                cell.text = text
        else:
            cells[0].merge(cells[2]).text = row[1]
    document.save(str(tmp_path / "sheet.docx"))
    made = draft(tmp_path / "sheet.docx")
    assert (made.values["dataset.license"], made.values["pools.raters.pay"]["amount"]) == ("MIT", 9)
    assert "ANNOTATORS" not in [one.text for one in (*made.left, *made.unread)]


def test_fields_and_underlined_questions_of_restructuredtext_are_read() -> None:
    made = read(
        "Orchard\n=======\n\n:Version: 2.1\n:License: Apache-2.0\n:Contact: a@b.example\n\n"
        "How is it distributed?\n----------------------\n\nOn a disk.\n",
        "sheet.rst",
    )
    dataset = made.data["dataset"]
    assert (dataset["version"], dataset["license"], dataset["contact"]) == ("2.1", "Apache-2.0", "mailto:a@b.example")
    assert ("release", "On a disk.") in left(made)


def test_a_number_beside_a_language_is_kept() -> None:
    made = read("# Orchard\n\n## Size and language\n\n9,870 comments in Spanish.\n")
    assert made.values["dataset.languages"] == ["es"]
    assert ("dataset.languages", "9,870 comments in Spanish.") in left(made)


def test_a_question_may_stand_in_two_languages() -> None:
    made = read(
        "# Fluss\n\n* Wozu wurde er erstellt? / Purpose: Für Fähren.\n* Ersteller / Creators: Ada Lovelace\n"
        "* Förderung / Funding: Stiftung Wasser\n* Lizenz / License: MIT\n"
    )
    assert (made.values["dataset.license"], made.values["intent.funded_by"]) == ("MIT", ["Stiftung Wasser"])
    assert ("intent", "Für Fähren.") in left(made)


BESIDE = """# Fluss

## Responsible NLP Checklist

* **B1 – Cited creators of artifacts?** Yes. The dialogs derive from FerryLog.
* **B3 – Use consistent with intended use?** Yes. Effort: it was: small: enough.
* **D2 – Recruitment & pay?** Yes. 17 passengers were paid 13 EUR per hour.

## Erhebung

**Übereinstimmung** – Alpha liegt bei 0,52.

**Wie wurden die Bewertungen erhoben?** – Auf Tablets.

**Nicht geeignet für** – Entscheidungen.

**Wartung** – Einmal im Jahr.
"""


def test_a_checklist_with_short_questions_stands_beside_labels_of_a_sheet() -> None:
    made = read(BESIDE)
    assert made.values["pools.raters.size"] == 17
    assert {
        ("dataset.derived_from", "Yes. The dialogs derive from FerryLog."),
        ("statistics", "Alpha liegt bei 0,52."),
        ("collection", "Auf Tablets."),
        ("intent.not_for", "Entscheidungen."),
        ("release.maintenance", "Einmal im Jahr."),
    } <= set(left(made))


@pytest.mark.parametrize(
    ("title", "path"),
    [
        ("Q2.5 Anything missing?", "dataset.known_issues"),
        ("Q2.4 Labels?", "dimensions"),
        ("Noise and redundancies", "dataset.known_issues"),
        ("Q3.1 How was it acquired?", "collection"),
        ("Which perspectives were left out?", "pools"),
        ("Q6.2 When released?", "dataset.published"),
        ("Who keeps it going?", "release.maintenance"),
        ("How good is the quality?", "statistics"),
        ("Training of annotators", "collection"),
        ("Training", None),
        ("How were the ratings obtained?", "collection"),
        ("What is it not good for?", "intent.not_for"),
        ("Impact analysis", ""),
    ],
)
def test_questions_shortened_to_a_few_words_are_known(title: str, path: str | None) -> None:
    assert place_of(title) == path
