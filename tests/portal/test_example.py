"""The item that a card shows: its text and the split of its answers, or nothing."""

import pytest
from small_portal import entry_of

from alignmentcard.portal.card import page as pages
from alignmentcard.portal.card.example import example

ITEM = """  example:
    text: "Is <b>this</b> kind?"
    dimension: better
    answers: {"no": 1, "yes": 2, "pass": 1}
    chosen: by lot
"""


def with_item(least: str, item: str):
    return entry_of(least.replace("framework:", f"{item}framework:", 1), "least")


def test_an_item_is_shown_with_its_answers_the_most_frequent_first(least):
    found = example(with_item(least, ITEM).card)
    assert found is not None
    assert [(one.answer, one.count, one.share) for one in found.splits] == [
        ("yes", "2", "50\u202f%"),
        ("no", "1", "25\u202f%"),
        ("pass", "1", "25\u202f%"),
    ]
    assert (found.dimension, found.total, found.chosen) == ("Better", "4", "by lot")


def test_the_text_of_an_item_is_text_on_the_page_and_stands_before_what_is_missing(least):
    html = pages.page(with_item(least, ITEM))
    assert "Is &lt;b&gt;this&lt;/b&gt; kind?" in html
    assert html.index('id="item"') < html.index('id="lacks"')


@pytest.mark.parametrize("part", ['text: "Is <b>this</b> kind?"', 'answers: {"no": 1, "yes": 2, "pass": 1}'])
def test_without_its_text_or_its_answers_no_item_is_shown(least, part):
    entry = with_item(least, ITEM.replace(f"    {part}\n", ""))
    assert entry.card is not None
    assert example(entry.card) is None
    assert 'id="item"' not in pages.page(entry)


def test_answers_that_nobody_gave_make_no_split(least):
    assert example(with_item(least, ITEM.replace("1", "0").replace("2", "0")).card) is None
