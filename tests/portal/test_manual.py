"""Reference pages are made from what they describe, so that they are never stale."""

import re
from dataclasses import fields, is_dataclass
from typing import Any, get_args, get_type_hints

import pytest
from markupsafe import escape

import alignmentcard
from alignmentcard.cli import COMMANDS, manual
from alignmentcard.measurement.results.definitions import NO_INTERVAL, UNDEFINED, definitions
from alignmentcard.measurement.results.values import DimensionFacts, NoInterval, PoolFacts, Undefined
from alignmentcard.profiles import load_profile, names


def page(portal, name: str) -> str:
    return (portal.folder / "reference" / name / "index.html").read_text("utf-8")


def test_every_command_has_its_place_with_all_options(portal):
    html = page(portal, "commands")
    for command in manual.commands():
        assert f'id="{command.name.replace(" ", "-")}"' in html
        for option, _ in command.options:
            assert option.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") in html.replace("&#39;", "'")
    assert {command.name for command in manual.commands()} >= set(COMMANDS)


def test_nothing_of_a_command_stands_without_a_word_of_what_it_does(portal):
    assert not re.search(r"<(dd|p)\b[^>]*>\s*</\1>", page(portal, "commands"))
    assert [one.name for one in manual.commands() if not all(how and text for how, text in one.options)] == []


def test_every_profile_has_its_place_with_all_questions(portal):
    html = page(portal, "profiles")
    for name in names():
        assert f'id="{name}"' in html
    assert html.count("<tr>") == sum(len(p.questions) + bool(p.questions) for p in map(load_profile, names()))


def test_every_public_name_has_its_place(portal):
    html = page(portal, "python")
    assert re.findall(r'<section class="ac-rule" id="(\w+)"', html) == alignmentcard.__all__


def test_everything_that_is_measured_is_defined():
    told = {place.partition(".")[0] for one in definitions() for place in one.stands}
    assert told == {field.name for field in fields(DimensionFacts)} | {"pool"}


@pytest.mark.parametrize("place", [place for one in definitions() for place in one.stands])
def test_definitions_name_places_that_exist(place):
    assert_there(place)


@pytest.mark.parametrize("place", [place for one in definitions() for f in one.formulas for place in f.stands])
def test_formulas_name_places_that_exist(place):
    assert_there(place)


def assert_there(place: str) -> None:
    """Every part of the place is a field of what stands in `measured.json`."""
    found = PoolFacts if place.startswith("pool") else DimensionFacts
    for name in place.removeprefix("pool").split(".") if place != "pool" else ():
        assert name in get_type_hints(found), place
        found = get_type_hints(found)[name]
        found = next((kind for kind in get_args(found) if is_dataclass(kind)), found)  # of what may be absent


def test_every_reason_for_a_missing_number_is_explained(portal):
    html = page(portal, "statistics")
    reasons = {*names_in(Undefined), *names_in(NoInterval)}
    assert {*UNDEFINED, *NO_INTERVAL} == reasons
    assert [name for name in sorted(reasons) if f"<code>{name}</code>" not in html] == []


def names_in(annotated: Any) -> tuple[str, ...]:
    """The names that an annotated Literal allows."""
    return get_args(get_args(annotated)[0])


def test_statistics_have_their_formulas_and_sources(portal):
    html = page(portal, "statistics")
    for one in definitions():
        assert f'id="{one.id}"' in html
        for formula in one.formulas:
            assert all(escape(text) in html for text in (formula.name, formula.formula, formula.source))


def test_the_reference_of_python_names_nothing_that_changes_with_the_process(portal):
    assert " at 0x" not in page(portal, "python")
