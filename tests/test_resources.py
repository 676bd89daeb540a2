import pytest

from alignmentcard.resources import folder, template, visible


@pytest.mark.parametrize(("name", "holds"), [("templates", "card.html.j2"), ("schema", "profiles")])
def test_folders_are_found_in_a_checkout(name, holds):
    assert (folder(name) / holds).exists()


def test_templates_escape_what_they_print():
    html = template("vocabulary.html.j2").render(root='"><script>', vocabularies=[])
    assert "<script" not in html


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain\ttext\nin lines", "plain\ttext\nin lines"),
        ("a\u202eb", "a‹U+202E›b"),
        ("a\x00b\x1b[31m", "a‹U+0000›b‹U+001B›[31m"),
        ("مفيد\u200f وصادق", "مفيد\u200f وصادق"),
        ("👩‍🔬", "👩‍🔬"),
    ],
)
def test_characters_that_could_deceive_are_named_and_others_are_kept(text, shown):
    assert visible(text) == shown
