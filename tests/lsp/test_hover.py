import pytest
from lsp.marked import in_card, marked

from alignmentcard.lsp.hover import hover
from alignmentcard.model.fields import walk

TOLD = [
    ("framework:\n  dimen‸sions: specific\n", "Did you ask for a general judgement, or about named traits?"),
    ("framework:\n  dimensions: spec‸ific\n", "**specific** · How far"),
    ("framework: {authority: [law, rat‸ers]}\n", "**raters**"),
    ("framework: {authority: [law, rat‸ers]}\n", "Who fixes"),
    ("dataset:\n  ti‸tle: x\n", "Example: `Sort of Safe`"),
    ("dataset:\n  title: Some ti‸tle\n", "**dataset.title** · text, required"),
    ("ignore:\n  - rule: AC0‸09\n", "**AC009 silent-omission** · warning"),
    ("ignore:\n  - rule: AC0‸09\n", "(https://w3id.org/alignmentcard/rules/AC009)"),
    ("gaps:\n  - {field: pools.us-panel.si‸ze}\n", "**pools.\\*.size** · whole number"),
    ("evidence:\n  - {source: cen‸sus}\n", "Census of the population"),
    ("evaluations:\n  - {dimension: harm‸ful}\n", "Do you find this reply harmful?"),
    ("framework:\n  dimen‸sions: [unclosed\n", "**framework.dimensions**"),
    ("framework:\n  definitions: descrip‸tive\n  strength: [\n", "**descriptive**"),
]


@pytest.mark.parametrize(("text", "told"), TOLD, ids=[text for text, _ in TOLD])
def test_what_stands_under_the_cursor_is_explained(text: str, told: str) -> None:
    found = hover(*in_card(text))
    assert found is not None
    assert told in found.markdown


@pytest.mark.parametrize("text", ["# com‸ment\n", "nonsen‸se: 1\n", "extensions: {org: {ke‸y: 1}}\n", "‸", "a: *‸x\n"])
def test_what_the_standard_does_not_know_is_not_explained(text: str) -> None:
    assert hover(*marked(text)) is None


def test_a_section_is_explained() -> None:
    found = hover(*marked("po‸ols:\n  - id: x\n"))
    assert found is not None
    assert found.markdown.startswith("**pools** · list of records\n\nEveryone and everything")


def test_the_explained_stretch_is_the_word_itself() -> None:
    draft, offset = in_card("framework:\n  dimensions: spec‸ific\n")
    found = hover(draft, offset)
    assert found is not None
    assert draft.document.text[found.span.start : found.span.end] == "specific"


def test_texts_of_a_card_cannot_pose_as_markup() -> None:
    card = 'dimensions:\n  - {id: x, name: "[click](command:run) <b>\\u202e"}\nevaluations:\n  - {dimension: ‸x}\n'
    found = hover(*marked(card))
    assert found is not None
    assert "\\[click\\]\\(command:run\\) \\<b\\>‹U\\+202E›" in found.markdown


def test_every_field_has_an_explanation() -> None:
    fields = list(walk())
    assert len(fields) > 200
    for field in fields:
        name = field.path.removesuffix(".*")
        assert field.description, name
