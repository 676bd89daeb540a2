"""Changes between cards: every kind, what it asks of the version, and what is no change at all."""

import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from alignmentcard.cli import group
from alignmentcard.diff import Change, bump_between, diff, least_bump
from alignmentcard.document import parse, read
from alignmentcard.loader import load
from alignmentcard.model import Card
from alignmentcard.report.changes import FORMATS, Comparison
from alignmentcard.rules.example import whole_card

BASE = whole_card("")
EFFECT = "statistics.group_effects.harmful/gender/man+woman/share of yes"


def card(text: str) -> Card:
    loaded = load(parse(text))
    assert loaded.card, loaded.misfits
    return loaded.card


def changes(old: str, new: str) -> list[tuple[str, str, str]]:
    assert old in BASE
    return [(c.path, c.kind, c.bump) for c in diff(card(BASE), card(BASE.replace(old, new)))]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("title: Sort of Safe", "title: Sort of safe", ("dataset.title", "changed", "patch")),
        ('version: "1.0.0"', 'version: "1.1.0"', ("dataset.version", "changed", "none")),
        ("  license: CC-BY-4.0\n", "  license: CC0-1.0\n", ("dataset.license", "changed", "major")),
        ("  license: CC-BY-4.0\n", "", ("dataset.license", "removed", "major")),
        (
            "  languages: [en]\n  creators",
            "  languages: [en]\n  items: 9\n  creators",
            ("dataset.items", "added", "minor"),
        ),
        ("uses: [evaluation]", "uses: [evaluation, moderation]", ("intent.uses", "changed", "minor")),
        ("disagreement: signal", "disagreement: mixed", ("intent.disagreement", "changed", "major")),
        ("  strength: clear\n", "  strength: weak\n", ("framework.strength", "changed", "major")),
        ("name: Harmful content", "name: Harm", ("dimensions.harmful.name", "changed", "patch")),
        ("asks: Do you find this", "asks: Is this", ("dimensions.harmful.asks", "changed", "major")),
        ("size: 800", "size: 900", ("pools.us-panel.size", "changed", "major")),
        ("woman: 410", "woman: 400", ("pools.us-panel.composition.gender.counts.woman", "changed", "major")),
        ("method: soft_label", "method: mean", ("aggregation.all.method", "changed", "major")),
        ("rationale: The answers", "rationale: Answers", ("aggregation.all.rationale", "changed", "patch")),
        ("level: individual", "level: distribution", ("release.level", "changed", "major")),
        ("access: open", "access: gated", ("release.access", "changed", "minor")),
        (
            "value: 3.1",
            "value: 3.2",
            (f"{EFFECT}.value", "changed", "minor"),
        ),
        ("title: Census of", "title: The census of", ("sources.census.title", "changed", "patch")),
    ],
)
def test_a_change_has_a_path_a_kind_and_a_bump(old: str, new: str, expected: tuple[str, str, str]) -> None:
    assert changes(old, new) == [expected]


def test_a_new_pool_asks_for_a_major_version_and_a_newly_filled_field_for_a_minor_one() -> None:
    added = changes("aggregation:\n", "  - {id: authors, kind: human, role: [guideline_author]}\naggregation:\n")
    assert added == [("pools.authors", "added", "major")]


def test_numbers_carry_their_difference() -> None:
    (change,) = diff(card(BASE), card(BASE.replace("size: 800", "size: 790")))
    assert change.difference == -10


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("languages: [en]\n  creators", 'languages: ["en"]\n  creators'),
        ("counts: {woman: 410, man: 380, nonbinary: 10}", "counts: {nonbinary: 10, man: 380, woman: 410}"),
        ("quality_controls: [attention_check]", "quality_controls:\n    - attention_check  # as before"),
    ],
)
def test_order_quotes_and_comments_are_no_change(old: str, new: str) -> None:
    assert changes(old, new) == []


def test_reordered_lists_are_no_change_except_where_order_means_something() -> None:
    two = BASE.replace("uses: [evaluation]", "uses: [evaluation, moderation]")
    assert list(diff(card(two), card(two.replace("[evaluation, moderation]", "[moderation, evaluation]")))) == []
    (change,) = diff(card(BASE), card(BASE.replace('["no", "unsure", "yes"]', '["yes", "unsure", "no"]')))
    assert (change.path, change.bump) == ("dimensions.harmful.scale.values", "major")


@given(st.randoms())
def test_shuffled_entries_are_no_change(chance) -> None:
    found = load(read(Path(__file__).parent.parent / "site/cards/annotation-paradigms-prescriptive.card.yaml")).card
    data = found.model_dump(exclude_defaults=True)
    for section in ("pools", "evidence", "gaps", "sources"):
        chance.shuffle(data[section])
    assert list(diff(found, Card.model_validate(data))) == []


def test_the_bumps_of_several_changes_are_as_large_as_the_largest() -> None:
    new = BASE.replace("title: Sort of", "title: Kind of").replace("access: open", "access: gated")
    assert least_bump(list(diff(card(BASE), card(new)))) == "minor"


@pytest.mark.parametrize(
    ("old", "new", "bump"),
    [
        ("1.0.0", "2.0.0", "major"),
        ("1.0.0", "1.1.0", "minor"),
        ("1.0.0", "1.0.1", "patch"),
        ("1.0.0", "1.0.0", "none"),
        ("1.2", "1.10", "minor"),
        ("2.0.0", "1.9.9", "none"),
        ("1.0.0-rc1", "1.0.1", "patch"),
        ("first", "1.0.0", None),
        (None, "1.0.0", None),
    ],
)
def test_versions_move_by_a_part(old: str | None, new: str, bump: str | None) -> None:
    assert bump_between(old, new) == bump


def committed(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    settings = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    for call in (["init", "-q"], ["add", "."], [*settings, "commit", "-qm", "one"]):
        subprocess.run(["git", "-C", str(folder), *call], check=True)


def test_the_command_compares_a_revision_in_git_with_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "a.card.yaml"
    committed(tmp_path, {"a.card.yaml": BASE})
    path.write_text(BASE.replace("size: 800", "size: 900"), encoding="utf-8")
    result = CliRunner().invoke(group, ["diff", "HEAD:a.card.yaml", "a.card.yaml"])
    assert result.exit_code == 1
    assert "pools.us-panel.size: 800 -> 900 (+100)" in result.output
    assert "the version did not move: 1.0.0 to 1.0.0" in result.output
    path.write_text(BASE.replace("size: 800", "size: 900").replace('"1.0.0"', '"2.0.0"'), encoding="utf-8")
    assert CliRunner().invoke(group, ["diff", "HEAD:a.card.yaml", "a.card.yaml"]).exit_code == 0


def test_check_warns_when_the_version_did_not_move_enough(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    committed(tmp_path, {"a.card.yaml": BASE})
    path = tmp_path / "a.card.yaml"
    call = ["check", "--profile", "minimal", "--since", "HEAD", str(tmp_path)]
    told = "1 card (level 2, coherent, 100 % of minimal answered): nothing to report.\n"
    assert CliRunner().invoke(group, call).output == told
    path.write_text(BASE.replace("access: open", "access: gated").replace('"1.0.0"', '"1.0.1"'), encoding="utf-8")
    (tmp_path / "new.card.yaml").write_text(BASE, encoding="utf-8")
    output = CliRunner().invoke(group, call).output
    assert (
        "warning AC016 Since version 1.0.0 a minor change was made (release.access), and the version is 1.0.1" in output
    )
    assert "2 cards: 1 warning." in output
    assert "git cannot show" in str(CliRunner().invoke(group, [*call[:-2], "nowhere", str(tmp_path)]).exception)


def test_a_revision_that_git_does_not_know_is_told_in_one_sentence(tmp_path: Path) -> None:
    result = CliRunner().invoke(group, ["diff", "nowhere:a.card.yaml", "nowhere:a.card.yaml"])
    assert "git cannot show nowhere:a.card.yaml:" in str(result.exception)


def test_markdown_makes_no_markup_of_a_version() -> None:
    told = "\n".join(
        FORMATS["markdown"](
            Comparison("1.0.0", "<img src=x onerror=x> @all", (Change("a.<b>", "changed", "1", "2", "major", "x"),))
        )
    )
    assert "<img" not in told
    assert "@all" not in told
