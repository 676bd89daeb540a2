"""A portal that is there already, in another language."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from alignmentcard.cli.site import command
from alignmentcard.errors import AlignmentCardError
from alignmentcard.portal.build.build import build
from alignmentcard.portal.start import start
from alignmentcard.portal.translate import translate


def texts(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in folder.rglob("*.[my][dm]*")}


@pytest.fixture
def portal(tmp_path: Path) -> Path:
    start(tmp_path / "portal", "Our cards")
    return tmp_path / "portal"


def test_a_portal_is_as_if_it_had_begun_in_that_language(portal, tmp_path):
    start(tmp_path / "german", "Our cards", language="de")
    done = translate(portal, "de")
    assert texts(portal) == texts(tmp_path / "german")
    assert not done.own
    assert {"mkdocs.yml", "docs/index.md", "docs/catalogue.md"} <= set(done.written)
    assert translate(portal, "de").written == ()


def test_there_and_back_by_way_of_a_third_language(portal):
    before = texts(portal)
    for tag in ("es", "de", "en"):
        translate(portal, tag)
    after = texts(portal)
    assert after.pop("mkdocs.yml").replace("  language: en\n", "") == before.pop("mkdocs.yml")
    assert after == before


def test_what_the_operator_wrote_stays(portal):
    (portal / "docs" / "check.md").write_text("# Ours\n")
    config = portal / "mkdocs.yml"
    config.write_text(config.read_text().replace("- Compare:", "- Side by side:") + "hooks: [a.py]\n")
    done = translate(portal, "de")
    assert done.own == ("docs/check.md",)
    assert (portal / "docs" / "check.md").read_text() == "# Ours\n"
    assert "  - Side by side: compare.md\n" in config.read_text()
    assert "  - Katalog: catalogue.md\n" in config.read_text()
    assert config.read_text().endswith("hooks: [a.py]\n")


def test_lines_stay_ended_as_they_were_and_what_is_no_text_is_not_written(portal):
    config = portal / "mkdocs.yml"
    config.write_bytes(config.read_bytes().replace(b"\n", b"\r\n"))
    translate(portal, "de")
    assert b"- Katalog: catalogue.md\r\n" in config.read_bytes()
    assert config.read_bytes().count(b"\n") == config.read_bytes().count(b"\r\n")
    config.write_bytes(odd := config.read_bytes() + b"# \xff\n")
    before = texts(portal / "docs")
    with pytest.raises(AlignmentCardError, match="is not text in UTF-8"):
        translate(portal, "es")
    assert config.read_bytes() == odd
    assert texts(portal / "docs") == before


def test_a_build_says_how_until_it_is_done(portal):
    config = portal / "mkdocs.yml"
    config.write_text(config.read_text().replace("name: material", "name: material\n  language: de"))
    told: list[str] = []
    build(portal, tell=told.append)
    assert "can be in “de” as the rest is: alignmentcard site translate" in told[0]
    run = CliRunner().invoke(command, ["translate", str(portal)])
    assert run.exit_code == 0, run.output
    told.clear()
    build(portal, tell=told.append)
    assert told == []
    assert '<div lang="en">' not in (portal / "build/cards/example-how-rude/index.html").read_text("utf-8")


def test_a_folder_that_is_no_portal_and_a_language_without_texts_are_refused(tmp_path, portal):
    for arguments, sentence in (
        ([str(tmp_path)], "Choose the folder of a portal"),
        ([str(portal), "--language", "xx"], "there are texts in en, de, es"),
    ):
        run = CliRunner().invoke(command, ["translate", *arguments])
        assert run.exit_code != 0
        assert sentence in f"{run.output}{run.exception}"


def test_a_dialect_is_translated_into_its_language(portal):
    run = CliRunner().invoke(command, ["translate", str(portal), "--language", "de_CH"])
    assert run.exit_code == 0, run.output
    assert "language: de\n" in (portal / "mkdocs.yml").read_text("utf-8")


def test_a_language_that_the_theme_does_not_have_is_told_with_the_one_to_write(portal):
    config = portal / "mkdocs.yml"
    config.write_text(config.read_text().replace("name: material", "name: material\n  language: de-AT"))
    with pytest.raises(AlignmentCardError, match=r"the theme has no language “de-AT”\. Write de behind “language:”"):
        build(portal)
