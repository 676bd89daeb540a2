"""The layout of large portals: what is derived from a card in one archive, and pages that say the same in less."""

import io
import re
import shutil
import tarfile
from pathlib import Path

import pytest
from small_portal import decided, entry_of, source_in, text_of

from alignmentcard.errors import AlignmentCardError
from alignmentcard.portal.build.build import build
from alignmentcard.portal.build.shell import tight, with_short_menu
from alignmentcard.portal.card.downloads import downloads, files
from alignmentcard.portal.card.packed import ALONE, ARCHIVE, beside, offered
from alignmentcard.portal.card.page import page
from alignmentcard.portal.settings import PACKED_FROM, Settings, settings_of

STARTERS = sorted((Path(__file__).parents[2] / "templates" / "starters").glob("*.card.yaml"))
STARTER = re.compile(r"^  id: (\S+)", re.MULTILINE)


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    """Build the small portal, with all starters, in the layout of a large one."""
    source = source_in(tmp_path_factory.mktemp("packed"))
    for path in STARTERS:
        shutil.copy(path, source / "cards")
    return build(decided(source, "files: packed")).folder


def test_a_folder_holds_the_page_what_others_ask_for_and_one_archive(large):
    names = {path.name for path in (large / "cards" / "full").iterdir()}
    assert names == {"index.html", ARCHIVE, *ALONE}


def test_the_archive_holds_byte_for_byte_what_stands_beside_the_page_otherwise(portal, large):
    with tarfile.open(large / "cards" / "full" / ARCHIVE) as archive:
        found = {one.name: archive.extractfile(one).read() for one in archive}
    apart = {path.name: path.read_bytes() for path in (portal.folder / "cards" / "full").iterdir()}
    assert found == {name: content for name, content in apart.items() if name not in ("index.html", *ALONE)}
    assert {"card.json", "card.croissant.json", "card.bib"} <= found.keys()


def test_the_same_card_gives_the_same_bytes(full):
    assert dict(beside(files(full))) == dict(beside(files(full)))


def test_everything_that_a_page_offers_is_there(full):
    assert {one.name for one in offered(downloads(full))} <= dict(beside(files(full))).keys()


def test_a_page_shows_the_card_as_it_was_written(full):
    html = page(full, packed=True)
    shown = re.search(r"<pre[^>]*><code>(.*?)</code>", html, re.DOTALL)[1]
    assert re.sub("<[^>]*>", "", shown).replace("&#x27;", "'").replace("&quot;", '"') == text_of("full")


@pytest.mark.parametrize("name", ["full", "least", "model", "broken"])
def test_every_link_to_a_field_leads_to_its_place(name):
    html = page(entry_of(text_of(name), name), packed=True)
    ids = re.findall(r' id="([^"]*)"', html)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#(field-[^"]*)"', html)) <= set(ids)


def test_a_card_takes_at_most_60_kilobytes_of_a_disk(large):
    """In blocks of 4 kB, with its folder; what is the same file for several cards counts once."""
    folders = [large / "cards" / STARTER.search(path.read_text("utf-8"))[1] for path in STARTERS]
    found = {path.stat().st_ino: path.stat().st_size for folder in folders for path in folder.iterdir()}
    assert sum(-(-size // 4096) * 4096 for size in found.values()) + 4096 * len(folders) <= 60_000 * len(folders)


def test_a_portal_changes_its_layout_and_back(tmp_path):
    source = source_in(tmp_path)
    config = source / "mkdocs.yml"
    plain, out = config.read_text("utf-8"), tmp_path / "out"
    build(source, out)
    before = {path.name for path in (out / "cards" / "full").iterdir()}
    build(decided(source, "files: packed"), out)
    assert {path.name for path in (out / "cards" / "full").iterdir()} == {"index.html", ARCHIVE, *ALONE}
    config.write_text(plain, "utf-8")
    build(source, out)
    assert {path.name for path in (out / "cards" / "full").iterdir()} == before


def test_portals_of_many_cards_are_packed_and_the_operator_can_choose():
    assert not Settings().packed(PACKED_FROM - 1)
    assert Settings().packed(PACKED_FROM)
    assert not Settings("separate").packed(PACKED_FROM)
    assert Settings("packed").packed(1)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("files: many", "extra.alignmentcard.files: It is one of separate, packed."),
        ("filse: packed", "filse is not a setting. Did you mean files?"),
        ("- packed", "It is a table of settings"),
        ("files: [", "mkdocs.yml, extra.alignmentcard: "),
    ],
)
def test_a_setting_that_cannot_be_used_is_told(tmp_path, line, said):
    source = decided(source_in(tmp_path), line)
    with pytest.raises(AlignmentCardError) as told:
        settings_of(source)
    assert said in str(told.value)


def test_settings_are_read_beside_tags_that_only_the_site_generator_knows(tmp_path):
    (tmp_path / "mkdocs.yml").write_text(
        "markdown_extensions:\n  - pymdownx.emoji:\n      emoji_index: !!python/name:material.x\n"
        "extra:\n  social: []\n\n  # ours\n  alignmentcard:\n    # large\n    files: packed\n  other:\n    files: 3\n"
    )
    assert settings_of(tmp_path).files == "packed"


def test_a_menu_without_its_inner_pages_keeps_its_sections():
    nested = '<li class="md-nav__item md-nav__item--nested"><label><span class="md-ellipsis">Guide</span></label><ul>'
    inner = '<li><a href="../guide/a/" class="md-nav__link"><span class="md-ellipsis">A</span></a></li>'
    html = with_short_menu(f"<ul>{nested}{inner}{inner}</ul></li><li>Last</li></ul>")
    assert html.startswith('<ul><li class="md-nav__item"><a href="../guide/a/" class="md-nav__link">')
    assert html.endswith(">Guide</span></a></li><li>Last</li></ul>")


def test_a_menu_that_is_not_understood_stays():
    html = '<ul><li class="md-nav__item md-nav__item--nested"><label>Guide</label></ul>'
    assert with_short_menu(html) == html


def test_what_has_a_form_keeps_it():
    html = "<div>\n\n    <p>a\n  b</p>\n<pre>  x\n\n  y</pre>\n\n</div>"
    assert tight(html) == "<div>\n<p>a\nb</p>\n<pre>  x\n\n  y</pre>\n</div>"


def test_an_archive_is_read_by_every_program_that_knows_tar(full):
    content = dict(beside(files(full)))[ARCHIVE]
    with tarfile.open(fileobj=io.BytesIO(content), mode="r:gz") as archive:
        assert [one.mode for one in archive] == [0o644] * len(archive.getnames())
