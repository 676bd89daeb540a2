"""Migration: steps of every kind keep what people wrote, and what cannot be done is said and changes nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from alignmentcard.checker.check import check
from alignmentcard.cli import group
from alignmentcard.document import Document, parse, read
from alignmentcard.edit import Add, Append, Move, Operation, Remove, Rename, Set
from alignmentcard.errors import AlignmentCardError
from alignmentcard.loader import load
from alignmentcard.migrate import Step, step, steps_to_newest, upgrade, version_of
from alignmentcard.model import VERSION

OLD = """\
# written in a hurry
alignmentcard: "0.8"
dataset:
  id: sort-of-safe   # never changes
  # asked the lawyers
  licence: 'CC0-1.0'
  owner: Ada Example and Bo Example
  title: "Sort of Safe"
framework: {axis: wide, meaning: fixed}
raters:
  # all of them
  number: 12
  country: US
"""


def renamed(document: Document) -> Iterator[Operation]:
    """A key is spelt differently."""
    yield Rename(("dataset", "licence"), "license")


def moved(document: Document) -> Iterator[Operation]:
    """A field stands in another section."""
    yield Move(("raters", "number"), ("pool", "size"))


def split(document: Document) -> Iterator[Operation]:
    """One text becomes a list of names."""
    names = document.data["dataset"]["owner"].split(" and ")
    yield Add(("dataset",), "creators", [{"name": name} for name in names])
    yield Remove(("dataset", "owner"))


def merged(document: Document) -> Iterator[Operation]:
    """Two fields become one."""
    words = document.data["framework"]
    yield Set(("framework", "axis"), f"{words['axis']}/{words['meaning']}")
    yield Remove(("framework", "meaning"))


def reworded(document: Document) -> Iterator[Operation]:
    """A word of a vocabulary is another one now."""
    if document.data["framework"]["axis"] == "wide":
        yield Set(("framework", "axis"), "broad")


def listed(document: Document) -> Iterator[Operation]:
    """What was not said becomes a gap."""
    yield Append(("gaps",), {"field": "pools", "reason": "unknown"})


@pytest.mark.parametrize(
    ("change", "old", "new"),
    [
        (renamed, "  licence:", "  license:"),
        (
            moved,
            "  # all of them\n  number: 12\n  country: US\n",
            "  country: US\npool:\n  # all of them\n  size: 12\n",
        ),
        (
            split,
            '  owner: Ada Example and Bo Example\n  title: "Sort of Safe"\n',
            '  title: "Sort of Safe"\n  creators:\n    - {name: Ada Example}\n    - {name: Bo Example}\n',
        ),
        (merged, "{axis: wide, meaning: fixed}", "{axis: wide/fixed}"),
        (reworded, "axis: wide", "axis: broad"),
        (listed, "  country: US\n", "  country: US\ngaps:\n  - {field: pools, reason: unknown}\n"),
    ],
)
def test_a_step_changes_what_it_is_about_and_no_other_byte(change, old: str, new: str) -> None:
    migration = upgrade(parse(OLD), [Step("0.8", "0.9", change)], "0.9")
    assert migration.after.text == OLD.replace(old, new).replace('alignmentcard: "0.8"', 'alignmentcard: "0.9"')
    assert [taken.summary for taken in migration.steps] == [change.__doc__]


def test_steps_follow_each_other_up_to_the_newest_version() -> None:
    steps = [Step("0.9", "1.0", moved), Step("0.8", "0.9", renamed)]
    after = upgrade(parse(OLD), steps, "1.0").after
    assert version_of(after) == "1.0"
    assert after.data["pool"] == {"size": 12}
    assert after.data["dataset"]["license"] == "CC0-1.0"


def test_a_card_of_the_newest_version_stays_as_it_is() -> None:
    document = parse(f'alignmentcard: "{VERSION}"\n')
    assert upgrade(document).after is document


@pytest.mark.parametrize("version", ["9.9", "first", ""])
def test_an_unknown_version_is_told_in_one_sentence(version: str) -> None:
    with pytest.raises(AlignmentCardError, match=r"there is no way from there to 1\.1"):
        upgrade(parse(f'alignmentcard: "{version}"\n'))


def test_steps_in_a_circle_are_no_way() -> None:
    assert steps_to_newest("0.8", [Step("0.8", "0.9", renamed), Step("0.9", "0.8", moved)], "1.0") is None


def test_a_step_that_the_text_does_not_allow_changes_nothing() -> None:
    aliased = parse('alignmentcard: "0.8"\ndataset: &a {licence: x}\nother: *a\n')
    with pytest.raises(AlignmentCardError, match="Nothing was changed"):
        upgrade(aliased, [Step("0.8", "0.9", lambda _: iter([Remove(("other", "licence"))]))], "0.9")


@pytest.fixture
def old_card(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    steps: list[Step] = []
    step("0.8", VERSION, steps)(renamed)
    monkeypatch.setattr("alignmentcard.migrate.STEPS", steps)
    monkeypatch.setattr("alignmentcard.cli.migrate.upgrade", lambda document: upgrade(document, steps))
    path = tmp_path / "old.card.yaml"
    path.write_text(OLD, encoding="utf-8")
    return path


def test_the_command_shows_a_diff_and_writes_only_when_told(old_card: Path) -> None:
    shown = CliRunner().invoke(group, ["migrate", str(old_card)])
    assert shown.exit_code == 0
    assert "-  licence: 'CC0-1.0'\n+  license: 'CC0-1.0'" in shown.stdout
    assert "--write changes them" in shown.stderr
    assert old_card.read_text(encoding="utf-8") == OLD
    CliRunner().invoke(group, ["migrate", "--write", str(old_card)])
    assert "license: 'CC0-1.0'" in old_card.read_text(encoding="utf-8")


def test_cards_of_the_gallery_are_of_the_newest_version(root: Path) -> None:
    result = CliRunner().invoke(group, ["migrate", str(root / "site" / "cards")])
    assert result.exit_code == 0
    assert "Nothing to do" in result.stderr


OF_1_0 = sorted((Path(__file__).parent / "cases" / "1.0").glob("*.card.yaml"))
each_of_1_0 = pytest.mark.parametrize("path", OF_1_0, ids=lambda path: path.name.removesuffix(".card.yaml"))


@each_of_1_0
def test_a_card_of_1_0_keeps_every_byte_but_its_version(path: Path) -> None:
    before = read(path)
    after = upgrade(before).after
    expected = before.text.replace('\nalignmentcard: "1.0"\n', '\nalignmentcard: "1.1"\n')
    expected = expected.replace("alignmentcard/1.0/schema.json", "alignmentcard/1.1/schema.json")
    assert after.text == expected != before.text


@each_of_1_0
def test_a_card_of_1_0_is_read_as_its_migration_would_be(path: Path) -> None:
    before = read(path)
    after = upgrade(before).after
    assert load(before).card == load(after).card is not None
    assert [one.code for one in check(before).findings] == [one.code for one in check(after).findings]


def test_cards_of_1_0_are_of_every_kind_of_feedback_and_of_every_quadrant() -> None:
    cards = [card for path in OF_1_0 if (card := load(read(path)).card)]
    assert {"rating", "comparison", "ranking", "demonstration", "red_teaming", "vote"} <= {
        dimension.feedback for card in cards for dimension in card.dimensions
    }
    assert len({(card.framework.dimensions, card.framework.definitions) for card in cards}) == 4


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("alignmentcard: '1.0'\n", "alignmentcard: '1.1'\n"),
        ("alignmentcard: 1.0\n", None),
        ('{alignmentcard: "1.0", dataset: {id: a}}\n', '{alignmentcard: "1.1", dataset: {id: a}}\n'),
        ('---\r\nalignmentcard: "1.0"\r\n', '---\r\nalignmentcard: "1.1"\r\n'),
        ("# $schema=https://w3id.org/alignmentcard/1.0/schema.json\nalignmentcard: '1.0'\n",
         "# $schema=https://w3id.org/alignmentcard/1.0/schema.json\nalignmentcard: '1.1'\n"),
    ],
)  # fmt: skip
def test_the_version_keeps_its_quotes_and_its_place(written: str, read_as: str | None) -> None:
    if read_as is None:
        with pytest.raises(AlignmentCardError, match="no way from there"):
            upgrade(parse(written))
    else:
        assert upgrade(parse(written)).after.text == read_as
