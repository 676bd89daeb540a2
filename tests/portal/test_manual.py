"""Reference pages are made from what they describe, so that they are never stale."""

import re
from dataclasses import fields

import pytest

import alignmentcard
from alignmentcard.cli import COMMANDS, manual
from alignmentcard.measure.results import DimensionFacts
from alignmentcard.portal.manual import STATISTICS
from alignmentcard.profiles import load_profile, names
from alignmentcard.resources import PACKAGE


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


def test_everything_that_is_measured_about_a_dimension_is_explained():
    told = {field.name for field in fields(DimensionFacts)} - {"sizes", "variants", "labels"}
    assert told <= set(STATISTICS)
    assert all((PACKAGE / "measure" / f"{name}.py").is_file() for name in STATISTICS)


@pytest.mark.parametrize("words", ["1 - D_o / D_e", "S_cross", "Lin 1991", "multinomial"])
def test_statistics_are_explained_in_the_words_of_the_code(portal, words):
    assert words in page(portal, "statistics")


def test_the_reference_of_python_names_nothing_that_changes_with_the_process(portal):
    assert " at 0x" not in page(portal, "python")
