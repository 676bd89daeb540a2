"""The profile of the house: on card pages, in reports and in the reference."""

import re

import pytest
from small_portal import decided, source_in

from alignmentcard.errors import AlignmentCardError
from alignmentcard.portal.build.build import build
from alignmentcard.portal.settings import settings_of

HOUSE = """name: house
title: Our <house>
expects:
  - field: dataset.title
    question: What is it called?
  - field: intent.funded_by
    question: Who <paid>?
"""


def test_what_the_house_asks_stands_on_cards_in_reports_and_in_the_reference(tmp_path):
    source = decided(source_in(tmp_path), "profile: house.yaml")
    (source / "house.yaml").write_text(HOUSE)
    folder = build(source).folder
    card = (folder / "cards" / "least" / "index.html").read_text("utf-8")
    told = card[card.index('id="house"') :]
    assert "What Our &lt;house&gt; asks" in told
    assert "1 of 2 questions are answered." in told
    assert "Who &lt;paid&gt;?" in told
    assert "What is it called?" not in told[: told.index("</ul>")]
    reports = (folder / "reports" / "index.html").read_text("utf-8")
    assert "Our &lt;house&gt;" in reports
    reference = (folder / "reference" / "profiles" / "index.html").read_text("utf-8")
    assert '<h2 id="house">Our &lt;house&gt;</h2>' in reference
    assert re.search(r"Who &lt;paid&gt;\?", reference)


def test_what_the_house_asks_can_change(tmp_path):
    source = decided(source_in(tmp_path), "profile: house.yaml")
    (source / "house.yaml").write_text(HOUSE)
    build(source)
    (source / "house2.yaml").write_text(HOUSE.replace("Who <paid>?", "Who gave money?"))
    config = source / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("house.yaml", "house2.yaml"), "utf-8")
    again = build(source)
    assert again.made == 4
    assert "Who gave money?" in (again.folder / "reference" / "profiles" / "index.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ("missing.yaml", "There is no file missing.yaml"),
        ("../mkdocs.yml", "There is no file ../mkdocs.yml"),
        ("taken.yaml", "taken.yaml is called minimal, as a profile of the program is"),
        ("[a]", "It is the name of a file"),
        ("bad.yaml", "bad.yaml"),
    ],
)
def test_a_profile_that_cannot_be_used_is_told(tmp_path, told, said):
    source = decided(source_in(tmp_path), f"profile: {told}")
    (source / "taken.yaml").write_text(HOUSE.replace("name: house", "name: minimal"))
    (source / "bad.yaml").write_text("name: 3\n")
    with pytest.raises(AlignmentCardError, match=re.escape(said)):
        settings_of(source)
