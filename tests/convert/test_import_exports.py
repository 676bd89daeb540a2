"""A draft of a card from the export of a tool: what was asked, how much there is, and how the file was understood."""

import pytest
from tool_exports import ANSWERS, GIVEN, ITEMS, NAMED, NAMELESS, RATERS, dump, lines

from alignmentcard.convert.imports import draft
from alignmentcard.document import parse
from alignmentcard.loader import load
from alignmentcard.measurement.measure import measure
from alignmentcard.measurement.settings import Settings

FLAT = {name for name in NAMED if name.startswith("plain_")}
PLAIN_VALUES = {"polis_votes": ["-1", "1"], "polis_matrix": ["-1", "1"], "prodigy_binary": ["accept", "reject"],
                "arena": ["model_a", "model_b"], "arena_json": ["model_a", "model_b"],
                "arena_parquet": ["model_a", "model_b"], "arena_votes": ["model_a", "model_b"],
                "summaries": ["first", "second"], "helpsteer_2": ["1", "4"], "helpsteer_3": ["1", "4"]}  # fmt: skip


def asked(made):
    """Return the dimension that the answers are about, of those in a draft."""
    return next(
        one for one in made.data["dimensions"] if one["id"] not in ("stars", "note", "q2-harmful-content-overall")
    )


@pytest.mark.parametrize("shape", NAMED | NAMELESS)
def test_a_draft_says_what_was_asked_and_how_much_there_is(tmp_path, shape):
    if shape.endswith("sheet"):
        pytest.importorskip("python_calamine")
    path = (NAMED | NAMELESS)[shape](tmp_path)
    made = draft(path)
    dimension = asked(made)
    assert dimension["scale"]["values"] == PLAIN_VALUES.get(shape, ["calm", "sharp"])
    assert made.data["dataset"]["items"] == len(ITEMS)
    assert made.data["pools"][0].get("size") == (len(RATERS) if shape in NAMED else None)
    file = made.data["release"]["files"][0]
    assert file["path"] == path.name
    assert ("columns" in file) == (shape in FLAT)


@pytest.mark.parametrize("shape", ["label_studio", "prodigy", "mturk", "arena", "dices", "multipref", "qualtrics"])
def test_a_draft_measures_its_file_as_the_file_alone(tmp_path, shape):
    path = NAMED[shape](tmp_path)
    made = draft(path)
    card = load(parse(made.text([]))).card
    found = measure(path, card, settings=Settings(replicates=0, draws=1))
    assert found.dimension(asked(made)["id"]).sizes.ratings == len(ANSWERS)


def test_a_draft_names_the_program_and_what_it_set_aside(tmp_path):
    made = draft(NAMED["label_studio"](tmp_path))
    assert made.data["collection"]["tool"] == "Label Studio"
    assert any("Of 36 answers 10 count." in one.text and "free text 10" in one.text for one in made.left)


def test_a_draft_of_outcomes_says_that_there_are_no_single_answers(tmp_path):
    made = draft(lines(tmp_path / "pairs.jsonl", [{"prompt": "p", "chosen": "a", "rejected": "b"}] * 3))
    assert made.data["dataset"]["items"] == 3
    assert made.data["release"]["level"] == "aggregate"
    assert "dimensions" not in made.data


def test_a_mapping_of_items_is_no_description_of_a_dataset(tmp_path):
    items = {item: {"annotations": {rater: GIVEN[item, rater] for rater in RATERS if (item, rater) in GIVEN},
                    "annotators": "a"} for item in ITEMS}  # fmt: skip
    assert draft(dump(tmp_path / "x.json", items)).about == "rating table"
    described = {"@context": {"@vocab": "https://schema.org/"}, "@type": "sc:Dataset", "name": "x"}
    assert draft(dump(tmp_path / "y.json", described)).about == "Croissant"
