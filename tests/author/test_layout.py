"""fmt: the order and layout of the standard, with the same data and every comment, whatever the card."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from yaml_texts import yaml_texts

from alignmentcard.cli import group
from alignmentcard.document import parse
from alignmentcard.errors import AlignmentCardError
from alignmentcard.layout.comments import comments
from alignmentcard.layout.text import WIDTH, formatted
from alignmentcard.model.fields import tree
from alignmentcard.resources import folder
from alignmentcard.text.writing import block_of_levels, flow

ROOT = Path(__file__).parent.parent.parent
GALLERY = sorted((ROOT / "site" / "cards").glob("*.card.yaml"))
STARTERS = sorted((folder("templates") / "starters").glob("*.card.yaml"))


def plain(data: object) -> str:
    return json.dumps(data, sort_keys=True)


def holds(text: str) -> str:
    """Return the layout of a text after holding it to what fmt promises."""
    before = parse(text)
    laid_out = formatted(before)
    after = parse(laid_out)
    assert plain(after.data) == plain(before.data)
    assert sorted(comments(after)) == sorted(comments(before))
    assert formatted(after) == laid_out
    return laid_out


CASES = [
    (
        "sections stand in the order of the model",
        "release: {level: none}\nalignmentcard: '1.1'\n",
        "alignmentcard: '1.1'\n\nrelease: {level: none}\n",
    ),
    ("fields stand in the order of the model", "dataset:\n  title: T\n  id: t\n", "dataset:\n  id: t\n  title: T\n"),
    (
        "unknown keys come last, as they were",
        "dataset:\n  zz: 1\n  aa: 2\n  id: t\n",
        "dataset:\n  id: t\n  zz: 1\n  aa: 2\n",
    ),
    ("keys of tables stay as they were", "extensions:\n  us: {b: 1, a: 2}\n", "extensions:\n  us: {b: 1, a: 2}\n"),
    (
        "two spaces, whatever there was",
        "pools:\n- id: a\n  pay:\n        amount: 1\n",
        "pools:\n  - id: a\n    pay:\n      amount: 1\n",
    ),
    (
        "a short record on one line stays there",
        "pools:\n  - {id: a,   kind: human}\n",
        "pools:\n  - {id: a, kind: human}\n",
    ),
    ("the spelling of a value stays", "dataset:\n  id: 'x'\n  items: 0x1F\n", "dataset:\n  id: 'x'\n  items: 0x1F\n"),
    ("a short text that was folded needs no fold", "dataset:\n  title: >-\n    A\n    b\n", "dataset:\n  title: A b\n"),
    (
        "lines of a text stay lines",
        "dataset:\n  title: |-\n      A\n        b\n",
        "dataset:\n  title: |-\n    A\n      b\n",
    ),
    ("line ends and byte order marks stay", "\ufeffdataset:\r\n    id: a\r\n", "\ufeffdataset:\r\n  id: a\r\n"),
    ("line ends of most lines are those of all", "a: 1\r\nb: 2\nc: 3\r\n", "a: 1\r\n\r\nb: 2\r\n\r\nc: 3\r\n"),
    (
        "empty lines of a text stay",
        "dataset:\n  title: |\n    A\n\n\n    b\n",
        "dataset:\n  title: |\n    A\n\n\n    b\n",
    ),
    ("an empty value stays empty", "dataset:\n  id:\n  items:\n", "dataset:\n  id:\n  items:\n"),
    (
        "an alias is written out where what it names is",
        "dataset:\n  id: &x a\n  title: *x\n",
        "dataset:\n  id: a\n  title: a\n",
    ),
    (
        "blank lines between entries stay, never two",
        "pools:\n  - id: a\n\n\n  - id: b\n",
        "pools:\n  - id: a\n\n  - id: b\n",
    ),
    (
        "what stands at the top stays there",
        "# top\n\nrelease: {}\ndataset: {}\n",
        "# top\n\ndataset: {}\n\nrelease: {}\n",
    ),
    ("what stands at the end stays there", "dataset: {}\n\n# end\n", "dataset: {}\n\n# end\n"),
    (
        "a comment moves with the field below it",
        "dataset:\n  id: a\n# of release\nrelease: {}\n# of intent\nintent: {}\n",
        "dataset:\n  id: a\n\n# of intent\nintent: {}\n\n# of release\nrelease: {}\n",
    ),
    (
        "a comment beside a field moves with it",
        "dataset:\n  title: T  # name\n  id: t # short\n",
        "dataset:\n  id: t # short\n  title: T  # name\n",
    ),
    (
        "a comment stays in its column where it can",
        "dataset:\n  id: t      # short\n",
        "dataset:\n  id: t      # short\n",
    ),
    (
        "a field that is commented out stays in its record",
        "pools:\n  - id: a\n    # size: 3\ndataset: {}\n",
        "dataset: {}\n\npools:\n  - id: a\n    # size: 3\n",
    ),
    (
        "a comment above an entry stays above its dash",
        "pools:\n  # first\n  - kind: human\n    id: a\n",
        "pools:\n  # first\n  - id: a\n    kind: human\n",
    ),
    (
        "a record with comments inside gets lines of its own",
        "dataset:\n  languages: [en, # most\n    de] # few\n",
        "dataset:\n  languages:      # most\n    - en\n    - de # few\n",
    ),
    (
        "a comment beside the mark of a folded text is kept",
        "dataset:\n  title: >- # long\n    A\n    b\n",
        "dataset:\n  title: A b # long\n",
    ),
]


@pytest.mark.parametrize(("before", "after"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_layout(before: str, after: str) -> None:
    assert holds(before) == after


@pytest.mark.parametrize("path", GALLERY, ids=lambda path: path.name)
def test_the_gallery_is_laid_out(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert holds(text) == text


@pytest.mark.parametrize("path", STARTERS, ids=lambda path: path.name)
def test_starters_keep_data_and_comments(path: Path) -> None:
    laid_out = holds(path.read_text(encoding="utf-8"))
    assert [line for line in laid_out.splitlines() if len(line) > WIDTH + 10 and "#" not in line] == []


@given(yaml_texts())
def test_any_text_keeps_data_and_comments_and_is_laid_out_once(text: str) -> None:
    document = parse(text)
    if document.faults or not isinstance(document.data, dict):
        with pytest.raises(AlignmentCardError, match="cannot be laid out"):
            formatted(document)
    else:
        holds(text)


WORDS = st.text(st.sampled_from("abc é:#-,'\"\n [{&*!|>%@`日"), max_size=300)
VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), WORDS, st.lists(WORDS, max_size=4)
)


@given(st.data())
def test_cards_with_any_values_in_any_order_keep_them(data: st.DataObject) -> None:
    sections = data.draw(st.permutations([section for section in tree().children.values() if section.children]))
    card = {
        section.name: data.draw(st.dictionaries(st.sampled_from(sorted(section.children)), VALUES, max_size=4))
        for section in sections[:4]
    }
    for text in (block_of_levels(card, 0), flow(card)):
        laid_out = parse(holds(text))
        assert list(laid_out.data) == [name for name in tree().children if name in card]


@pytest.mark.parametrize("text", ["a: [", "", "a: 1\na: 2\n", "- 1\n"])
def test_what_is_no_card_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(AlignmentCardError, match="cannot be laid out"):
        formatted(parse(text, "my.card.yaml"))


MESSY = "dataset:\n  title: T\n  id: t\n"
NEAT = "dataset:\n  id: t\n  title: T\n"


@pytest.fixture
def cards(tmp_path: Path) -> Path:
    (tmp_path / "messy.card.yaml").write_text(MESSY, encoding="utf-8")
    (tmp_path / "neat.card.yaml").write_text(NEAT, encoding="utf-8")
    return tmp_path


def test_fmt_writes_what_changes_and_names_it(cards: Path) -> None:
    result = CliRunner().invoke(group, ["fmt", str(cards)])
    assert (result.exit_code, result.stdout) == (0, f"{cards / 'messy.card.yaml'}\n")
    assert (cards / "messy.card.yaml").read_text(encoding="utf-8") == NEAT
    assert "2 cards, 1 changed." in result.stderr


def test_fmt_check_names_files_changes_none_and_exits_1(cards: Path) -> None:
    result = CliRunner().invoke(group, ["fmt", "--check", str(cards)])
    assert (result.exit_code, result.stdout) == (1, f"{cards / 'messy.card.yaml'}\n")
    assert (cards / "messy.card.yaml").read_text(encoding="utf-8") == MESSY


def test_fmt_of_cards_in_order_says_so_and_exits_0(cards: Path) -> None:
    result = CliRunner().invoke(group, ["fmt", "--check", str(cards / "neat.card.yaml")])
    assert (result.exit_code, result.stdout) == (0, "")


def test_fmt_goes_on_after_a_file_that_it_cannot_read(cards: Path) -> None:
    (cards / "broken.card.yaml").write_text("a: [", encoding="utf-8")
    result = CliRunner().invoke(group, ["fmt", str(cards)])
    assert result.exit_code == 1
    assert "broken.card.yaml cannot be laid out" in result.stderr
    assert (cards / "messy.card.yaml").read_text(encoding="utf-8") == NEAT


def test_fmt_leaves_readmes_alone(tmp_path: Path) -> None:
    readme = tmp_path / "README.md"
    readme.write_text("---\nalignmentcard:\n  dataset: {title: T, id: t}\n---\n# Data\n", encoding="utf-8")
    before = readme.read_bytes()
    assert CliRunner().invoke(group, ["fmt", str(tmp_path)]).exit_code == 0
    assert readme.read_bytes() == before


AT_A_DASH = {
    "of the first entry": ("gaps:\n- # why\n  field: dataset.license\n  reason: unknown\n", 0),
    "of a later entry": (
        "gaps:\n- {field: dataset.license, reason: unknown}\n- # why\n  field: intent.written\n  reason: unknown\n",
        1,
    ),
    "below another comment": (
        "gaps:\n- field: dataset.license\n  reason: unknown # first\n  # below it\n- # why\n  field: intent.written\n"
        "  reason: unknown\n",
        1,
    ),
    "with a line of its own behind": (
        "pools:\n- id: a\n  kind: human\n- # why\n  # more\n  id: b\n  kind: human\n",
        1,
    ),
}


@pytest.mark.parametrize(("section", "entry"), AT_A_DASH.values(), ids=AT_A_DASH)
def test_a_comment_at_a_dash_stays_with_its_entry(section: str, entry: int) -> None:
    text = formatted(parse(f'alignmentcard: "1.0"\n{section}'))
    lines = text.splitlines()
    dashes = [number for number, line in enumerate(lines) if line.startswith("  - ")]
    found = next(number for number, line in enumerate(lines) if line.endswith("# why"))
    assert dashes[entry] in (found, found + 1, found + 2)
    assert entry == 0 or dashes[entry - 1] < found
    assert formatted(parse(text)) == text
