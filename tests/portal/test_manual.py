"""Reference pages are made from what they describe, so that they are never stale."""

import re

import pytest

import alignmentcard
from alignmentcard.cli import COMMANDS, manual
from alignmentcard.portal.manual import STATISTICS
from alignmentcard.profiles import load_profile, names
from alignmentcard.resources import PACKAGE

NOT_STATISTICS = {
    *("__init__", "adapters", "beside", "columns", "engine", "facts", "fewraters", "files", "moments", "parquet"),
    *("patterns", "results", "run", "scale", "settings", "several", "signs", "sizes", "sources", "study", "tables"),
    "variants",
}


def page(portal, name: str) -> str:
    return (portal.folder / "reference" / name / "index.html").read_text("utf-8")


def test_every_command_has_its_place_with_all_options(portal):
    html = page(portal, "commands")
    for command in manual.commands():
        assert f'id="{command.name.replace(" ", "-")}"' in html
        for option, _ in command.options:
            assert option.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") in html.replace("&#39;", "'")
    assert {command.name for command in manual.commands()} >= set(COMMANDS)


def test_every_profile_has_its_place_with_all_questions(portal):
    html = page(portal, "profiles")
    for name in names():
        assert f'id="{name}"' in html
    assert html.count("<tr>") == sum(len(p.questions) + bool(p.questions) for p in map(load_profile, names()))


def test_every_public_name_has_its_place(portal):
    html = page(portal, "python")
    assert re.findall(r'<section class="ac-rule" id="(\w+)"', html) == alignmentcard.__all__


def test_every_module_that_measures_is_explained_or_is_no_statistic():
    modules = {path.stem for path in (PACKAGE / "measure").glob("*.py")}
    assert modules - NOT_STATISTICS == set(STATISTICS)


@pytest.mark.parametrize("words", ["1 - D_o / D_e", "S_cross", "Lin 1991", "multinomial"])
def test_statistics_are_explained_in_the_words_of_the_code(portal, words):
    assert words in page(portal, "statistics")
