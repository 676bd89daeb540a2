"""What changed between versions, on the page of a card."""

from pathlib import Path

from alignmentcard.card_files import find_cards
from alignmentcard.checker.check import check
from alignmentcard.document import read
from alignmentcard.portal.build import digests
from alignmentcard.portal.build.card_folders import Source
from alignmentcard.portal.build.shell import Shell
from alignmentcard.portal.card import page as pages
from alignmentcard.portal.card.changes import earlier_cards
from alignmentcard.portal.collection.entry import CardEntry
from alignmentcard.rules.example import whole_card


def versions(folder: Path) -> Path:
    """Write a card of version 2.0.0 with two earlier ones, and another card that is not of the same name."""
    (folder / "earlier").mkdir()
    text = whole_card("")
    now = folder / "sort-of-safe.card.yaml"
    now.write_text(text.replace('"1.0.0"', '"2.0.0"').replace("size: 800", "size: 900"), encoding="utf-8")
    (folder / "earlier" / "sort-of-safe-1.10.0.card.yaml").write_text(
        text.replace('"1.0.0"', '"1.10.0"').replace("access: open", 'access: gated\n  personal_data: "<b>none</b>"'),
        encoding="utf-8",
    )
    (folder / "earlier" / "sort-of-safe-1.9.0.card.yaml").write_text(text.replace("1.0.0", "1.9.0"), encoding="utf-8")
    (folder / "earlier" / "other-1.0.0.card.yaml").write_text(text, encoding="utf-8")
    return now


def test_earlier_versions_are_found_by_name_and_put_in_order(tmp_path: Path) -> None:
    assert [card.dataset.version for card in earlier_cards(versions(tmp_path))] == ["1.9.0", "1.10.0"]


def test_the_page_says_what_changed_the_newest_first_and_text_stays_text(tmp_path: Path) -> None:
    path = versions(tmp_path)
    html = pages.page(CardEntry("sort-of-safe", check(read(path)), earlier_cards(path)))
    assert html.index("From 1.10.0 to 2.0.0") < html.index("From 1.9.0 to 1.10.0")
    assert "800 -&gt; 900 (+100)" in html
    assert "The changes ask for a major bump, and the version moved from 1.10.0 to 2.0.0." in html
    assert "<b>none</b>" not in html
    assert 'href="#changes"' in html


def test_a_card_without_earlier_versions_has_no_such_section(tmp_path: Path) -> None:
    (tmp_path / "a.card.yaml").write_text(whole_card(""), encoding="utf-8")
    assert 'id="changes"' not in pages.page(CardEntry("a", check(read(tmp_path / "a.card.yaml"))))


def test_earlier_versions_are_no_cards_of_the_portal_and_count_for_the_digest(tmp_path: Path) -> None:
    path = versions(tmp_path)
    assert [found for found, _ in Source(tmp_path, list(find_cards([tmp_path])), Shell(""), "").keys([])] == [path]
    before = digests.of_card(path)
    (tmp_path / "earlier" / "sort-of-safe-1.9.0.card.yaml").unlink()
    assert digests.of_card(path) != before
