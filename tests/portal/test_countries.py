"""Codes of countries and languages are shown by their names."""

import pytest

from alignmentcard.messages import languages
from alignmentcard.portal.countries import country, language


@pytest.mark.parametrize(
    ("code", "name"), [("GB", "United Kingdom"), ("us", "United States"), ("ZZZ", "ZZZ"), ("<b>", "<b>")]
)
def test_countries_have_names_and_unknown_codes_stay(code, name):
    assert country(code) == name


@pytest.mark.parametrize(
    ("tag", "name"), [("en", "English"), ("pt-BR", "Portuguese (BR)"), ("x-ours", "x-ours"), ("<b>", "<b>")]
)
def test_languages_have_names_and_unknown_tags_stay(tag, name):
    assert language(tag) == name


def test_codes_stay_where_nobody_knows_names(monkeypatch):
    monkeypatch.setattr(languages, "find_spec", lambda name: None)
    assert (country.__wrapped__("GB"), language.__wrapped__("pt-BR")) == ("GB", "pt-BR")
