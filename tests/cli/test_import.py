"""alignmentcard import, as somebody calls it."""

import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from alignmentcard.cli import group

README = "---\npretty_name: Replies\nlicense: mit\n---\n\n# Replies\n\n## Annotation process\n\nFive people each.\n"


@pytest.fixture
def readme(tmp_path: Path) -> Path:
    path = tmp_path / "README.md"
    path.write_text(README, encoding="utf-8")
    return path


def call(*arguments: object, **options: str) -> Result:
    return CliRunner().invoke(group, ["import", *map(str, arguments)], **options)


def test_draft_goes_to_standard_output_and_the_report_to_standard_error(readme: Path) -> None:
    done = call(readme)
    assert done.exit_code == 0
    assert '\nalignmentcard: "1.1"\n' in done.stdout
    assert "#   Five people each.\n" in done.stdout
    assert done.stderr.splitlines()[:3] == [
        "README.md: Hugging Face dataset card",
        "  2 taken",
        "    dataset.title  from pretty_name",
    ]


def test_draft_is_written_and_passes_check(readme: Path) -> None:
    card = readme.parent / "replies.card.yaml"
    assert call(readme, "-o", card).exit_code == 0
    assert CliRunner().invoke(group, ["check", str(card)]).exit_code == 0


def test_a_file_that_exists_is_kept_unless_told_otherwise(readme: Path) -> None:
    card = readme.parent / "replies.card.yaml"
    card.write_text("mine", encoding="utf-8")
    done = call(readme, "-o", card)
    assert (done.exit_code, card.read_text(encoding="utf-8")) == (2, "mine")
    assert "--force" in done.stderr
    assert call(readme, "-o", card, "--force").exit_code == 0
    assert "title: Replies" in card.read_text(encoding="utf-8")


def test_a_dash_reads_standard_input() -> None:
    done = call("-", input=README)
    assert "title: Replies" in done.stdout
    assert done.stderr.startswith("<input>: Hugging Face dataset card\n")


def test_format_can_be_named(readme: Path) -> None:
    assert call(readme, "--from", "markdown").stderr.startswith("README.md: document in Markdown\n")


@pytest.mark.parametrize(("profile", "listed"), [("minimal", False), ("standard", True)])
def test_profile_decides_which_fields_are_listed_as_gaps(readme: Path, profile: str, listed: bool) -> None:
    assert ("field: collection.setting, reason: to_do" in call(readme, "--profile", profile).stdout) is listed


def test_a_file_that_is_not_there_is_told_in_one_sentence(tmp_path: Path) -> None:
    done = call(tmp_path / "nothing.md")
    assert done.exit_code != 0
    assert str(done.exception).endswith("nothing.md is not a file. Check the path.")


def test_columns_of_a_table_can_be_named(tmp_path: Path) -> None:
    table = tmp_path / "kind.csv"
    table.write_text("post,who,kind,side\n1,a,yes,left\n1,b,no,right\n2,a,yes,left\n", encoding="utf-8")
    named = ["item=post", "rater=who", "value=kind", "attributes.side=side"]
    done = call(table, *[part for name in named for part in ("--column", name)])
    assert "columns: {item: post, rater: who, value: kind}" in done.stdout
    assert "--column item=post --column rater=who --column value=kind" in str(call(table).exception)


def test_a_table_without_the_engine_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "ratings.csv").write_text("item,rater,value\na,b,1\n", encoding="utf-8")
    monkeypatch.setitem(sys.modules, "duckdb", None)
    done = call(tmp_path / "ratings.csv")
    assert "alignmentcard[measure]" in str(done.exception)
