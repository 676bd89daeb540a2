"""The derived position: every quadrant, every term of the formula, and the placements of Kirk et al. 2023, table 1."""

from pathlib import Path

import pytest

from alignmentcard.coordinates import derive, is_placeholder, placed, quadrant
from alignmentcard.document import parse, read
from alignmentcard.loader import load
from alignmentcard.model import Card

TABLE_1 = {
    "◰": ("summarize-from-feedback", "recursive-book-summaries", "lm-human-preferences", "gophercite-ratings"),
    "◳": ("chatgpt-behavior-guidelines", "diamante", "lamda-annotations", "webgpt-comparisons"),
    "◱": (
        "lmsys-chat-1m",
        "shp",
        "consensus-statements",
        "sensei-human-evaluation",
        "second-thoughts-human-evaluation",
    ),
    "◲": ("gpt-4v-red-teaming", "red-team-attempts", "hhh-alignment", "hh-rlhf", "constitutional-ai"),
}

TOLD = "  - {id: a, breadth: specific, definition: {detail: brief}}"


def card(dimensions: str, rest: str = "") -> Card:
    text = f'alignmentcard: "1.1"\ndataset: {{id: a, title: A}}\ndimensions:\n{dimensions}\n{rest}'
    loaded = load(parse(text))
    assert loaded.card, loaded.misfits
    return loaded.card


@pytest.mark.parametrize(
    ("dimensions", "rest", "x", "y"),
    [
        ("  - {id: a, breadth: broad, definition: {detail: none}}", "", 0.0, 0.0),
        ("  - {id: a, breadth: broad, definition: {detail: label}}", "", 0.0, 0.1),
        ("  - {id: a, breadth: broad, feedback: vote, definition: {detail: none}}", "", 0.1, 0.0),
        ("  - {id: a, breadth: broad, definition: {detail: brief, parts: [b, c, d]}}", "", 0.3, 0.4),
        ("  - {id: a, breadth: broad, definition: {detail: brief, parts: [b, c, d, e, f, g]}}", "", 0.45, 0.4),
        ("  - {id: a, breadth: specific, definition: {detail: label}}", "", 0.7, 0.1),
        ("  - {id: a, breadth: specific, definition: {detail: detailed}}", "", 0.8, 0.65),
        ("  - {id: a, breadth: specific, subjectivity: manifest, definition: {detail: brief}}", "", 0.9, 0.4),
        ("  - {id: a, breadth: specific, definition: {detail: detailed, guidelines: {version: '1'}}}", "", 0.8, 0.75),
        (
            "  - {id: a, breadth: specific, definition: {detail: detailed, guidelines: {pages: 5, examples: true}}}",
            "",
            0.8,
            0.8,
        ),
        (
            "  - {id: a, breadth: specific, definition: {detail: detailed, guidelines: {pages: 5, edge_cases: true}}}",
            "",
            0.8,
            0.85,
        ),
        (TOLD, "collection: {training: [video]}", 0.8, 0.4),
        (TOLD, "collection: {training: [qualification_test, video]}", 0.8, 0.5),
        (TOLD, "framework: {authority: [law]}", 0.8, 0.55),
        (TOLD, "framework: {authority: [raters]}", 0.8, 0.2),
        (TOLD, "framework: {authority: [raters, law]}", 0.8, 0.4),
        (TOLD, "intent: {disagreement: noise}", 0.8, 0.45),
        (TOLD, "intent: {disagreement: signal}", 0.8, 0.35),
        ("  - {id: a, breadth: specific, definition: {detail: none}}", "framework: {authority: [users]}", 0.7, 0.0),
        (
            "  - {id: a, breadth: specific, definition: {detail: detailed}}\n"
            "  - {id: b, breadth: broad, definition: {detail: label}}",
            "",
            0.4,
            0.375,
        ),
        ("\n".join(f"  - {{id: {name}, breadth: specific}}" for name in "abc"), "", 0.8, None),
        (
            "  - {id: a, breadth: broad, feedback: ranking, definition: {detail: none}}\n"
            "  - {id: b, breadth: specific, feedback: rating, definition: {detail: none}}",
            "",
            0.0,
            0.0,
        ),
        ("  - {id: a}", "", None, None),
        ("  - {id: a, name: Quality}", "", 0.0, None),
    ],
)
def test_each_term_of_the_formula_counts_as_documented(dimensions: str, rest: str, x: float, y: float) -> None:
    position = derive(card(dimensions, rest))
    assert (position.x, position.y) == (x, y)


def test_a_manifest_dimension_without_a_definition_does_not_make_a_card_descriptive() -> None:
    position = derive(
        card(
            "  - {id: length, breadth: specific, subjectivity: manifest, definition: {detail: none}}\n"
            "  - {id: harm, breadth: specific, subjectivity: latent_pattern, definition: {detail: detailed}}"
        )
    )
    assert position.y == 0.65


SURE = (
    "  - {id: a, breadth: specific, subjectivity: manifest, definition: {detail: brief}}",
    "framework: {authority: [raters, law]}\ncollection: {training: [none]}\nintent: {disagreement: mixed}",
)


def test_a_card_that_says_everything_has_no_range() -> None:
    position = derive(card(*SURE))
    assert (position.across, position.up) == ((position.x,) * 2, (position.y,) * 2)


@pytest.mark.parametrize(
    ("dimensions", "rest", "across", "up"),
    [
        (SURE[0].replace("breadth: specific, ", ""), SURE[1], (0.0, 1.0), (0.4, 0.4)),
        (SURE[0].replace("subjectivity: manifest, ", ""), SURE[1], (0.8, 0.9), (0.4, 0.4)),
        (SURE[0].replace("detail: brief", ""), SURE[1], (0.8, 0.9), (0.0, 1.0)),
        (SURE[0].replace("brief", "brief, guidelines: {version: '1'}"), SURE[1], (0.9, 0.9), (0.5, 0.65)),
        (SURE[0], SURE[1].replace("[raters, law]", "[]"), (0.9, 0.9), (0.2, 0.55)),
        (SURE[0], SURE[1].replace("[none]", "[]"), (0.9, 0.9), (0.4, 0.5)),
        (SURE[0], SURE[1].replace("{disagreement: mixed}", "{}"), (0.9, 0.9), (0.35, 0.45)),
        (
            SURE[0],
            f"{SURE[1]}\ngaps: [{{field: dimensions.a.definition.guidelines, reason: unknown}}]",
            (0.9, 0.9),
            (0.4, 0.65),
        ),
    ],
)
def test_what_a_card_does_not_say_spans_all_that_it_may_be(
    dimensions: str, rest: str, across: tuple[float, float], up: tuple[float, float]
) -> None:
    position = derive(card(dimensions, rest))
    assert (position.across, position.up) == (pytest.approx(across), pytest.approx(up))


def test_a_card_is_on_a_side_only_where_its_whole_range_is() -> None:
    position = derive(card(SURE[0].replace("detail: brief", "detail: detailed"), "framework: {authority: [law]}"))
    assert (position.y, position.definitions) == (0.8, "prescriptive")
    position = derive(card(SURE[0].replace("detail: brief", "detail: detailed")))
    assert (position.y, position.definitions) == (0.65, None)


@pytest.mark.parametrize("x", ["broad", "specific"])
@pytest.mark.parametrize("y", ["descriptive", "prescriptive"])
@pytest.mark.parametrize("breadth", ["broad", "specific"])
@pytest.mark.parametrize("detail", ["none", "detailed"])
def test_a_card_is_drawn_inside_the_quadrant_that_it_declares(x: str, y: str, breadth: str, detail: str) -> None:
    dimension = f"  - {{id: a, breadth: {breadth}, definition: {{detail: {detail}}}}}"
    position = placed(card(dimension, f"framework: {{dimensions: {x}, definitions: {y}}}"))
    assert (position.dimensions, position.definitions) == (x, y)


@pytest.mark.parametrize("name", ["Quality", "Human values", "alignment", "human-preference", "Preference"])
def test_names_that_stand_for_anything_are_placeholders(name: str) -> None:
    assert is_placeholder(name)


@pytest.mark.parametrize("name", ["Harmful content", "Quality of evidence", "Coherence", "Values of the Amish"])
def test_names_that_say_something_are_not_placeholders(name: str) -> None:
    assert not is_placeholder(name)


@pytest.mark.parametrize(("name", "character"), [(name, c) for c, names in TABLE_1.items() for name in names])
def test_gallery_cards_stand_where_table_1_puts_them(root: Path, name: str, character: str) -> None:
    found = load(read(root / "site" / "cards" / f"{name}.card.yaml")).card
    assert found
    assert quadrant(found) == character
    if found.framework.strength != "weak":
        derived = derive(found)
        assert (derived.dimensions, derived.definitions) == (found.framework.dimensions, found.framework.definitions)


GENERAL = "  - {id: better, breadth: broad, feedback: comparison, definition: {detail: none, parts: [PARTS]}}\n"
RATED = "\n".join(
    f"  - {{id: {name}, breadth: specific, feedback: rating, definition: {{detail: label}}}}" for name in "abc"
)


@pytest.mark.parametrize(
    ("general", "named", "x"),
    [
        ("", RATED.splitlines()[0], 0.0),
        ("", RATED, 0.6),
        ("b", RATED, 0.1),
        ("b, c", RATED.replace("rating", "comparison"), 0.65),
        ("b, c, d", RATED.replace("rating", "comparison"), 0.3),
    ],
    ids=["one label", "a study of traits", "rated parts", "compared traits", "compared parts"],
)
def test_a_general_comparison_counts_alone_where_traits_explain_it(general: str, named: str, x: float) -> None:
    assert derive(card(GENERAL.replace("PARTS", general) + named)).x == pytest.approx(x)
