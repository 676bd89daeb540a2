"""Importing: what a draft takes, what it leaves as text, and that nothing in a file can do harm.

`python tests/convert/test_import.py` writes the expected drafts and reports anew.
"""

import json
from pathlib import Path

import pytest

from alignmentcard.checker.check import check
from alignmentcard.cli.import_ import expected_paths, lines
from alignmentcard.convert.ac_block import as_data
from alignmentcard.convert.exports import FORMATS as EXPORTS
from alignmentcard.convert.imports import FORMATS, Draft, NotImportableError, draft
from alignmentcard.convert.imports.found import Left, Taken, Unread
from alignmentcard.convert.imports.headings import from_headings
from alignmentcard.convert.imports.values import creators
from alignmentcard.document import parse, read
from alignmentcard.loader import load
from alignmentcard.profiles import load_profile, names

CASES = Path(__file__).parent.parent / "cases" / "convert"
INPUTS = sorted(path for path in CASES.glob("*/*") if not path.name.endswith((".card.yaml", ".txt")))

each_case = pytest.mark.parametrize("path", INPUTS, ids=lambda path: f"{path.parent.name}-{path.stem}")


def text_of(made: Draft, profile: str = "standard") -> str:
    return made.text(expected_paths(made, profile))


def report_of(made: Draft) -> str:
    return "".join(f"{line}\n" for line in lines(made))


def errors(text: str, profile: str = "standard") -> list[str]:
    found = check(parse(text), profile=load_profile(profile)).findings
    return [f"{one.code} {one.field}: {one.message}" for one in found if one.severity == "error"]


def real(kind: str) -> list[Path]:
    folder = Path(__file__).parents[3] / "shared" / "cards" / kind
    return sorted(path for path in folder.glob("*") if path.name != "manifest.json")


REAL = [*real("hf"), *real("croissant")] or [
    pytest.param(Path(), marks=pytest.mark.skip("needs real cards in ../shared/cards"))
]
each_real_file = pytest.mark.parametrize("path", REAL, ids=lambda path: path.name)


@each_case
def test_draft_and_report_are_as_expected(path: Path) -> None:
    made = draft(path)
    assert text_of(made) == path.with_suffix(".card.yaml").read_text(encoding="utf-8")
    assert report_of(made) == path.with_suffix(".txt").read_text(encoding="utf-8")


@each_case
def test_format_is_found_out(path: Path) -> None:
    assert draft(path).about == FORMATS[path.parent.name].about


@pytest.mark.parametrize("path", [path for path in INPUTS if path.stem != "with-a-card"], ids=lambda path: path.stem)
@pytest.mark.parametrize("profile", names())
def test_draft_has_no_errors_under_any_profile(path: Path, profile: str) -> None:
    assert errors(text_of(draft(path), profile), profile) == []


@each_case
def test_every_taken_value_has_its_place_under_evidence(path: Path) -> None:
    made = draft(path)
    card = load(parse(text_of(made))).card
    assert card is not None
    wanted = {one.path for one in made.taken if not one.path.startswith("sources.") and not one.path.endswith(".id")}
    assert {entry.field for entry in card.evidence} == wanted


@each_real_file
def test_real_file_becomes_a_draft_without_errors(path: Path) -> None:
    made = draft(path)
    assert errors(text_of(made)) == []
    assert len(report_of(made).splitlines()) > 3


@each_real_file
def test_what_a_real_file_says_in_prose_stands_only_in_comments(path: Path) -> None:
    made = draft(path)
    data = parse(text_of(made)).data
    assert (
        data == parse("\n".join(line for line in text_of(made).split("\n") if not line.lstrip().startswith("#"))).data
    )
    taken = json.dumps(data, ensure_ascii=False)
    assert not [one.at for one in made.left if len(one.text) > 60 and json.dumps(one.text, ensure_ascii=False) in taken]


def test_real_tables_become_drafts(real_data: Path) -> None:
    for path in sorted(real_data.glob("*.parquet")):
        made = draft(path)
        assert errors(text_of(made)) == [], path.name
        assert made.values["dataset.items"] > 0


@pytest.mark.parametrize(("name", "text"), [
    ("t.csv", "item,rater,value\n1,a,yes\n1,b,no\n2,a,NA\n2,b,yes\n3,a,no\n3,b,None\n"),
    ("t.jsonl", "".join(f'{{"item": {n // 2}, "rater": "{"ab"[n % 2]}", "value": "{value}"}}\n'
                        for n, value in enumerate(("yes", "no", "NA", "yes", "no", "None")))),
])  # fmt: skip
def test_a_word_for_no_answer_is_never_proposed_as_one(tmp_path: Path, name: str, text: str) -> None:
    """In a text file it is missing; in a typed file it may be an answer, so the author is asked."""
    (tmp_path / name).write_text(text)
    made = draft(tmp_path / name)
    assert made.data["dimensions"][0]["scale"]["values"] == ["no", "yes"]
    asked = [one.text for one in made.left if "no answer" in one.text]
    told = "NA, None may stand for no answer. Add to the values, or declare as missing?"
    assert asked == ([] if name == "t.csv" else [told])


def test_answers_that_may_be_meant_otherwise_are_asked_about(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("item,rater,value\n1,a,1 star\n1,b,2 stars\n2,a,3 stars\n2,b,2 stars\n")
    left = {(one.path, one.text) for one in draft(tmp_path / "t.csv").left}
    assert any(path.startswith("dimensions") and "look like numbers" in text for path, text in left)


LOSSLESS = [name for name, form in EXPORTS.items() if form.lossless]
GALLERY = sorted((Path(__file__).parents[2] / "site" / "cards").glob("*.card.yaml"))


@pytest.mark.parametrize("name", LOSSLESS)
@pytest.mark.parametrize("path", GALLERY, ids=lambda path: path.name.partition(".")[0])
def test_exported_card_comes_back_without_loss(path: Path, name: str) -> None:
    card = load(read(path)).card
    assert card is not None
    again = draft(EXPORTS[name].write(card))
    assert load(parse(text_of(again))).card == card
    assert as_data(card) == again.data


REFUSED = [
    ('{"name": "x",}', None, "is not JSON"),
    ('{"name": ', None, "is not JSON"),
    ("[1, 2]", "croissant", "describes no dataset"),
    ("[" * 100_000, "croissant", "nested too deeply"),
    ("[" * 150 + "]" * 150, "croissant", "nested more than 100"),
    ("9" * 5000, "croissant", "is not JSON that can be used"),
    ("a,b\n1,2\n", "table", "from a file"),
    ("nothing", "bibtex", "no entry of BibTeX"),
    ("title: x", "citation-cff", "not a citation file"),
    ("cff-version: 1.2.0\ntitle: Tones: all\n", None, 'line 2 has a colon .* `title: "Tones: all"`'),
    ('# card\nalignmentcard: "1.1"\n', None, "is a card already"),
]


@pytest.mark.parametrize(("text", "form", "told"), REFUSED)
def test_what_cannot_be_imported_is_said_in_one_sentence(text: str, form: str | None, told: str) -> None:
    with pytest.raises(NotImportableError, match=told):
        draft(text, form)


def test_first_statement_of_a_field_counts_and_another_is_left_as_text() -> None:
    made = draft("---\npretty_name: One\nlicense: mit\nlicenses: [apache-2.0]\n---\n# Dataset Card for Two\n")
    assert (made.values["dataset.title"], made.places["dataset.title"]) == ("One", "pretty_name")
    assert made.values["dataset.license"] == "MIT"
    assert [(one.path, one.text) for one in made.left] == [("dataset.license", "Apache-2.0"), ("dataset.title", "Two")]


@pytest.mark.parametrize(
    "window", ["2024/2023", "2024-02-30/2024-03-01", "2024-05-01/..", "2023/2024/2025", "May 2024"]
)
def test_a_window_that_no_calendar_has_is_left_as_text(window: str) -> None:
    made = draft(json.dumps({"name": "x", "rai:dataCollectionTimeframe": window, "datePublished": "2023-02-29"}))
    assert [(one.path, one.text) for one in made.left] == [
        ("collection.period", window),
        ("dataset.published", "2023-02-29"),
    ]


def test_a_long_text_is_cut_in_the_draft_and_says_so() -> None:
    text = text_of(draft("# X\n\n## Annotation process\n\n" + "many words " * 2000))
    assert "(the rest stands in the file)" in " ".join(text.replace("#", " ").split())
    assert len(text) < 6000


def test_a_file_that_is_too_large_or_not_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "latin.md").write_bytes(b"caf\xe9")
    with pytest.raises(NotImportableError, match="not UTF-8"):
        draft(tmp_path / "latin.md")
    with (tmp_path / "large.md").open("wb") as file:
        file.truncate(1 << 25)
    with pytest.raises(NotImportableError, match="more than"):
        draft(tmp_path / "large.md")


def test_a_name_keeps_its_particle_and_its_suffix():
    person = {"given-names": "Ana", "name-particle": "van der", "family-names": "Berg", "name-suffix": "Jr."}
    assert list(creators([person])) == [{"name": "Ana van der Berg Jr."}]


if __name__ == "__main__":
    for case in INPUTS:
        case.with_suffix(".card.yaml").write_text(text_of(draft(case)), encoding="utf-8")
        case.with_suffix(".txt").write_text(report_of(draft(case)), encoding="utf-8")


QUESTIONS = {
    "in bold": "**For what purpose was the dataset created?** To train.",
    "in bold, over two lines": "**For what purpose was\nthe dataset created?** To train.",
    "in bold and a point": "- **For what purpose was the dataset created?** To train.",
    "in bold with a number": "**Q1. For what purpose was the dataset created?** To train.",
    "a number before bold": "1. **For what purpose was the dataset created?** To train.",
    "a number with parts": "1.2 For what purpose was the dataset created? To train.",
    "a number": "3) For what purpose was the dataset created? To train.",
    "in italics": "_For what purpose was the dataset created?_ To train.",
    "plain": "For what purpose was the dataset created? To train.",
    "Q and A": "Q: For what purpose was the dataset created?\nA: To train.",
    "Q and A in bold": "**Q: For what purpose was the dataset created?**\n**A:** To train.",
    "a colon behind": "**For what purpose was the dataset created?**: To train.",
}


@pytest.mark.parametrize("asked", QUESTIONS.values(), ids=QUESTIONS)
def test_a_question_that_is_no_heading_leads_to_its_field_too(asked: str) -> None:
    text = f"# Datasheet for X\n\n{asked}\n\n2. **Who blessed it, and why?** Nobody.\n\n**License:** MIT\n"
    found = list(from_headings(text))
    assert [one for one in found if isinstance(one, Left)] == [
        Left("intent", "To train.", found[1].at),
    ]
    assert ("dataset.license", "MIT") in [(one.path, one.value) for one in found if isinstance(one, Taken)]
    assert [one.at for one in found if isinstance(one, Unread)] == ["Who blessed it, and why?"]


def test_bold_words_at_the_start_of_a_paragraph_are_no_heading() -> None:
    text = "# X\n\n## Annotations\n\n**Note:** people rated twice. Why? Because.\n"
    assert [one.text for one in from_headings(text) if isinstance(one, Left)] == [
        "**Note:** people rated twice. Why? Because."
    ]
