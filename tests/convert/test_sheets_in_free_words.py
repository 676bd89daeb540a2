"""Sheets that follow no template: pages, tables of questions, labels before answers; scales, groups, rough numbers."""

from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from alignmentcard.convert.imports import NotImportableError, draft
from alignmentcard.convert.imports.boards import board, consent
from alignmentcard.convert.imports.credits import organisations
from alignmentcard.convert.imports.crowds import people
from alignmentcard.convert.imports.dates import period, published
from alignmentcard.convert.imports.explicit import explicit
from alignmentcard.convert.imports.figures import figures
from alignmentcard.convert.imports.free_words import FOUND, PEOPLE, PERIOD, TASK, standing_for
from alignmentcard.convert.imports.guessed import about
from alignmentcard.convert.imports.labels import combined
from alignmentcard.convert.imports.openness import level
from alignmentcard.convert.imports.page import as_markdown
from alignmentcard.convert.imports.parties import parties
from alignmentcard.convert.imports.scales import scales
from alignmentcard.convert.imports.shares import asked_each, each, genders
from alignmentcard.convert.imports.stated import count, places, version
from alignmentcard.convert.imports.wages import pay

POOL = "pools.raters"
FIVE = ["1", "2", "3", "4", "5"]
ANSWERS = {
    "What is the collection called?": "Harbour Talk",
    "How many remarks were judged?": "1.430 remarks",
    "Who judged them? How many people?": "27 students of nautics",
    "Did they get money? How much?": "11,50 EUR per hour",
    "Licence": "CC BY 4.0",
    "What should it not be used for?": "Choosing whom to hire",
}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Rated from 1 (rude) to 5 (kind).", {"scale.level": "ordinal", "scale.values": FIVE}),
        ("How polite is it, on a scale of 1-5?", {"scale.values": FIVE}),
        ("1 = rude to 5 = kind", {"scale.values": FIVE}),
        ("on a seven-point Likert scale", {"scale.level": "ordinal"}),
        ("“Is it true?” (yes / no / unsure)", {"asks": "Is it true?", "scale.abstain": ["unsure"]}),
        ("with the options left, right and no difference", {"scale.values": ["left", "right", "no difference"]}),
        ("fine / odd / broken", {"scale.values": ["fine", "odd", "broken"]}),
        ("kindness, rated on a slider from 0 to 100", {"scale.min": 0, "scale.max": 100}),
    ],
)
def test_a_scale_is_read_with_its_answers(text: str, wanted: dict[str, Any]) -> None:
    found = {path.split(".", 2)[2]: value for path, value in scales(text)}
    assert {field: found.get(field) for field in wanted} == wanted


@pytest.mark.parametrize(
    "text",
    [
        "Raters were from 18 to 65 years old.",
        "labels for speed and for safety of ships",
        "We rate from 1 to 5 for trust and from 1 to 7 for care.",
        "Texts were collected from 2010 to 2014.",
    ],
)
def test_numbers_that_are_no_scale_are_none(text: str) -> None:
    assert list(scales(text)) == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "14 crowdworkers and 2 linguists judged them",
            [("crowdworkers", 14, "crowd_platform"), ("linguists", 2, "experts")],
        ),
        ("30 nurses, 20 students", [("nurses", 30, "experts"), ("students", 20, "students")]),
        ("each reply was read by 3 crowdworkers and 1 expert", []),
        ("Prompts were written by 20 volunteers and 4 experts", []),
        ("23 annotators of whom 21 answered", []),
    ],
)
def test_groups_of_raters_are_counted_apart(text: str, wanted: list[Any]) -> None:
    assert parties(text) == wanted


def test_what_is_said_of_one_group_is_not_said_of_all() -> None:
    text = (
        "# Ferry Tales\n\n## Raters\n\n14 crowdworkers and 2 linguists. The crowdworkers were found on Toloka. All of "
        "them live in Malta.\n\n## Pay\n\nCrowdworkers got $9 per hour; linguists did it as part of their work.\n\n"
        "## Consent\n\nAll gave informed consent.\n"
    )
    values = draft(text, name="x.md").values
    assert (values["pools.crowdworkers.size"], values["pools.linguists.size"]) == (14, 2)
    assert values["pools.crowdworkers.recruitment.platform"] == "Toloka"
    assert values["pools.crowdworkers.pay"]["amount"] == 9
    assert "pools.linguists.pay" not in values
    assert values["pools.linguists.consent"] == values["pools.crowdworkers.consent"] == "informed"
    assert not [path for path in values if path.startswith("pools.raters")]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("about 1,000 people", {f"{POOL}.size_stated": {"about": 1000}}),
        ("more than 300 raters took part", {f"{POOL}.size_stated": {"at_least": 300}}),
        ("Each was rated by at least three people; 40 people took part", {f"{POOL}.size": 40}),
        ("50 raters: 30 women, 20 men", {f"{POOL}.size": 50}),
        ("60 raters; 5 raters were left out", {f"{POOL}.size": 60}),
        ("One student and 2 raters from outside", {}),
    ],
)
def test_a_number_of_people_is_as_exact_as_it_is_told(text: str, wanted: dict[str, Any]) -> None:
    assert {path: value for path, value in people(text) if ".size" in path} == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("each reply was annotated by at least three people", {"min": 3}),
        ("5 annotators per pair", {"min": 5, "max": 5}),
        ("up to 20 ratings per image", {"max": 20}),
        ("every remark was seen by four sailors", {"min": 4, "max": 4}),
        ("Each rater saw 40 replies", None),
        ("12 raters per language", None),
        ("an average of 5 ratings per item", None),
    ],
)
def test_judgements_of_an_item_are_read(text: str, wanted: dict[str, int] | None) -> None:
    assert list(each(text)) == ([(f"{POOL}.ratings_per_item", wanted)] if wanted else [])


@pytest.mark.parametrize(
    ("text", "wanted"), [("5", {"min": 5, "max": 5}), ("Between 2 and 4", {"min": 2, "max": 4}), ("many", None)]
)
def test_a_number_alone_answers_how_many_judgements_an_item_has(text: str, wanted: dict[str, int] | None) -> None:
    assert list(asked_each(text)) == ([(f"{POOL}.ratings_per_item", wanted)] if wanted else [])


def test_genders_are_counted_and_small_groups_are_not_shown() -> None:
    counted = [{"axis": "gender", "basis": "self_reported", "counts": {"woman": 15, "man": 8}}]
    assert list(genders("15 annotators self-identified as women, and eight as men")) == [
        (f"{POOL}.composition", counted)
    ]
    assert list(genders("40 women, 38 men and 2 non-binary people")) == []
    assert list(genders("52% women, 48% men")) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Sea Lab at Bay University, together with Kelp AI", ["Sea Lab", "Kelp AI"]),
        ("Anthropic (Ada Example, Bo Example and others)", ["Anthropic"]),
        ("the people of one street", None),
        ("Instituut voor Zee, Leiden; mail us", None),
    ],
)
def test_organisations_are_makers_where_an_answer_is_their_names(text: str, names: list[str] | None) -> None:
    found = dict(organisations(text)).get("dataset.creators")
    assert (found and [one["name"] for one in found]) == names


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1.430 remarks", "1430 remarks"),
        ("43.050 single ratings", "43050 single ratings"),
        ("1'250 posts", "1250 posts"),
        ("took 1.250 seconds", "took 1.250 seconds"),
        ("an alpha of 0.581 points", "an alpha of 0.581 points"),
        ("version 1.430", "version 1.430"),
    ],
)
def test_thousands_are_joined_and_measures_are_not(text: str, said: str) -> None:
    assert figures(text) == said


@pytest.mark.parametrize(("text", "amount"), [("0,20 EUR per answer", 0.2), ("1,200 USD", 1200), ("12,50 €", 12.5)])
def test_an_amount_may_have_a_comma(text: str, amount: float) -> None:
    assert dict(pay(text))[f"{POOL}.pay"]["amount"] == amount


@pytest.mark.parametrize(
    ("read", "text", "wanted"),
    [
        (period, "Sept. 2022 until Jan. 2023", {"collection.period": {"start": "2022-09", "end": "2023-01"}}),
        (period, "2024-09-02 / 2024-11-15", {"collection.period": {"start": "2024-09-02", "end": "2024-11-15"}}),
        (published, "since March 3rd 2021", {"dataset.published": "2021-03-03"}),
        (version, "2.1 (May 2025)", {"dataset.version": "2.1", "dataset.published": "2025-05"}),
        (version, "Version 1.1 is planned.", {}),
        (places, "Kenya, Uganda and Tanzania", {f"{POOL}.countries": ["KE", "UG", "TZ"]}),
        (consent, "written", {f"{POOL}.consent": "informed"}),
        (board, "No approval needed according to the Ethics Authority", {f"{POOL}.ethics": {"status": "exempt"}}),
        (combined, "Majority; ties were decided by one of us", {"aggregation.*.ties": "adjudicate"}),
        (combined, "We don't aggregate.", {"aggregation.*.method": "none"}),
        (level, "All single answers, with pseudonyms", {"release.rater_ids": "pseudonymous"}),
        (level, "Only means; no single answers", {}),
        (count, "10,594 remarks are from one port, and 7862 are from another", {}),
    ],
)
def test_an_answer_gives_what_it_says(read: Any, text: str, wanted: dict[str, Any]) -> None:
    found = dict(read(text))
    assert wanted.items() <= found.items()
    assert wanted or not found


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("They were paid $12 an hour.", {f"{POOL}.pay"}),
        ("The set holds 2,480 pairs of replies.", {"dataset.items"}),
        ("All raters signed a consent form.", {f"{POOL}.consent"}),
        ("It must not be used to rank ports.", {"intent.not_for"}),
        ("Raters should be paid $15 an hour.", set()),
        ("In previous work, 30 raters judged them.", set()),
        ("20 volunteers wrote the prompts and were paid $10 an hour.", set()),
        ("Glue has pairs with a score from 1 to 5.", set()),
    ],
)
def test_a_sentence_is_believed_where_it_is_clear(text: str, wanted: set[str]) -> None:
    assert {path for path, _ in explicit(text)} == wanted


@pytest.mark.parametrize(
    ("title", "question"),
    [
        ("How did you get hold of them?", PEOPLE),
        ("Reward", PEOPLE),
        ("Possible answers", TASK),
        ("What they did", TASK),
        ("Start / end of rating", PERIOD),
        ("Do you publish the single answers?", FOUND),
        ("Results", None),
        ("Model training", None),
        ("Installation", None),
    ],
)
def test_a_label_stands_for_a_question(title: str, question: str | None) -> None:
    assert standing_for(title) == question


def test_a_form_may_be_a_table_with_a_row_for_each_question(tmp_path: Path) -> None:
    rows = "".join(f'"{question}","{answer}"\n' for question, answer in ANSWERS.items())
    (tmp_path / "form.csv").write_text(f"Item,Your answer\n{rows}")
    (tmp_path / "export.csv").write_text(
        "\n".join(",".join(f'"{one}"' for one in row) for row in (("Timestamp", *ANSWERS), ("2024", *ANSWERS.values())))
    )
    for name in ("form.csv", "export.csv"):
        values = draft(tmp_path / name).values
        assert values["dataset.title"] == "Harbour Talk"
        assert values["dataset.items"] == 1430
        assert values[f"{POOL}.size"] == 27
        assert values[f"{POOL}.pay"] == {"amount": 11.5, "currency": "EUR", "per": "hour"}
        assert values["dataset.license"] == "CC-BY-4.0"
        assert values["intent.not_for"] == ["Choosing whom to hire"]
    assert draft((tmp_path / "form.csv").read_text(), name="form.csv").values["dataset.items"] == 1430


@pytest.mark.parametrize("layout", ["- **{}** {}", "{}: {}", "{}\n    {}\n", "| {} | {} |", "###### {}\n\n{}\n"])
def test_labels_are_questions_in_whatever_layout(layout: str) -> None:
    told = {"Sponsor": "Bay Fund", "Licence": "MIT", "Raters": "12 sailors", "Contact": "a@bay.example"}
    text = "\n".join(layout.format(label, answer) for label, answer in told.items())
    values = draft(f"# Ropes\n\n{text}\n", name="x.md").values
    assert values["intent.funded_by"] == ["Bay Fund"]
    assert (values["dataset.license"], values["dataset.contact"]) == ("MIT", "mailto:a@bay.example")


def test_a_colon_in_prose_is_no_label() -> None:
    text = "# Ropes\n\nOne thing: we tie knots.\nAnother: we cut them.\nLicence: see below.\n"
    assert "dataset.license" not in draft(text, name="x.md").values


def test_a_page_of_the_web_is_read_as_it_is_seen() -> None:
    page = (
        "<!DOCTYPE html><title>x</title><script>var people = '99 raters'</script><h1>Knots</h1><p>A <b>rope</b> "
        "<a href='https://knots.example/a'>here</a><dl><dt>Pay<dd>9 &pound;<dt>When</dl>"
        "<table><tr><td>a<td>b<tr><th>c</th><td>d</td></table><footer>none</footer>"
    )
    assert as_markdown(page).split() == (
        "# Knots A **rope** here (https://knots.example/a) ###### Pay 9 £ ###### When | a | b | | c | d |".split()
    )


def test_a_page_is_imported(tmp_path: Path) -> None:
    (tmp_path / "knots.html").write_text(
        "<html><h1>Knots</h1><h2>Raters</h2><p>40 sailors</p><h2>Ethics</h2><p>The ethics board of Bay University "
        "approved it.</p><ul><li>Licence: MIT</li><li>Reward: $9 an hour</li><li>Language: English</li></ul>"
    )
    values = draft(tmp_path / "knots.html").values
    assert (values["dataset.title"], values["dataset.license"], values[f"{POOL}.size"]) == ("Knots", "MIT", 40)
    assert values[f"{POOL}.ethics"]["status"] == "approved"


def test_latex_keeps_its_title_points_and_letters() -> None:
    text = (
        "\\title{The \\textsc{Knot} Data}\\section{Task}\n\\begin{itemize}\n\\item \\textbf{Unit:} a knot\n"
        "\\item \\textbf{Licence:} MIT\n\\item \\textbf{Contact:} a@bay.example\n\\end{itemize}\nBokm\\aa l, caf\\'e\n"
    )
    made = draft(text, name="x.tex")
    assert made.values["dataset.title"] == "The Knot Data"
    assert made.values["dataset.license"] == "MIT"
    assert "Bokmål, café" in made.text()


@pytest.mark.parametrize("lead", ["Q: {}   \nA: {}\n\n", "**Q1. {}**\n\nA1: {}\n\n"])
def test_questions_and_answers_may_have_a_letter_each(lead: str) -> None:
    told = ("Who funded it?", "Bay Fund."), ("Which licence has it?", "MIT."), ("Who may use it?", "Everybody.")
    values = draft("".join(lead.format(*one) for one in told), name="x.md").values
    assert (values["dataset.license"], values["release.access"]) == ("MIT", "open")


def test_a_text_under_an_unknown_heading_is_left_where_its_words_belong() -> None:
    assert about("The annotators were recruited on a beach and paid in shells.") == "pools"
    assert about("Krippendorff's alpha shows an inter-rater agreement of .6") == "statistics"
    assert about("```\npip install annotators paid\n```") is None
    made = draft("# X\n\n## Odds and ends\n\nThe annotators were recruited at sea and paid in shells.\n", name="x.md")
    assert [(one.path, one.at) for one in made.left] == [("pools", "Odds and ends")]


@pytest.mark.parametrize(
    "piece",
    [" ", "9", ",", "1, ", "1.000", "| a ", "a: ", "- ", "<a ", "<td>", "12 nurses and ", "each a ", "yes / ", "“a ",
     "from 1 ", "options a, ", "Q: a?\nA: b\n", "**a** b\n", "A & ", "\t"],
)  # fmt: skip
@pytest.mark.parametrize("name", ["x.md", "x.html", "x.csv", "x.tex"])
def test_a_long_text_of_one_piece_holds_nobody_up(piece: str, name: str) -> None:
    lead = {"x.tex": "\\section{a}\n", "x.md": "# a\n\n## Raters\n\n"}.get(name, "")
    with suppress(NotImportableError):
        draft(lead + piece * (20_000 // len(piece)), name=name)
