"""Each card with a picture of its own, which other sites show beside a link to it."""

import re
from dataclasses import replace
from html import unescape
from io import BytesIO
from pathlib import Path

import pytest
from small_portal import decided, entry_of, source_in, text_of

from alignmentcard.errors import AlignmentCardError, MissingExtraError
from alignmentcard.messages import speaking
from alignmentcard.portal.build.build import Portal, build
from alignmentcard.portal.card import pictures
from alignmentcard.portal.charts.picture_words import Words
from alignmentcard.portal.settings import Settings, settings_of

Image = pytest.importorskip("PIL.Image", reason="the extra pictures is not installed")
picture = pytest.importorskip("alignmentcard.portal.charts.picture")
ADDRESS = "https://example.org/a"
TOLD = ("pictures: true", "picture: assets/card.png", "status: {least: embargo until 2999-01-01, model: draft}")
LONG = "Bewertungen der Hilfsbereitschaft und Ehrlichkeit großer Sprachmodelle durch Bürgerinnen und Bürger"


def words(title: str = "A title", sign: str = "◲", **changed: str) -> Words:
    rows = {"Judged by:": "32 people", "Agreement:": "not stated", "Specific, descriptive:": "Named traits", **changed}
    return Words("A portal", title, sign, list(rows.items()))


def shown(content: bytes) -> "Image.Image":
    return Image.open(BytesIO(content))


def differing(one: bytes, other: bytes) -> tuple[int, int, int, int]:
    from PIL import ImageChops

    found = ImageChops.difference(shown(one).convert("RGB"), shown(other).convert("RGB")).getbbox()
    assert found
    return found


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Portal, list[str]]:
    """A portal whose cards have pictures: its source, what was built, and what was told."""
    source = decided(source_in(tmp_path_factory.mktemp("pictures")), *TOLD)
    config = source / "mkdocs.yml"
    text = config.read_text("utf-8").replace("primary: white", "primary: teal")
    config.write_text(f"site_url: {ADDRESS}/\n{text}", "utf-8")
    hebrew = text_of("least").replace("id: least", "id: hebrew")
    hebrew = re.sub(r"(?m)^  title: .*$", "  title: שיפוט", hebrew)
    assert "id: hebrew" in hebrew
    assert "שיפוט" in hebrew
    (source / "cards" / "hebrew.card.yaml").write_text(hebrew, "utf-8")
    told: list[str] = []
    return source, build(source, tell=told.append), told


def meta(built: Portal, card: str) -> dict[str, str]:
    html = (built.folder / "cards" / card / "index.html").read_text("utf-8")
    return {
        name: unescape(text) for name, text in re.findall(r'<meta (?:property|name)="([\w:]+)" content="(.*?)"', html)
    }


def test_the_page_of_a_card_names_its_picture_and_says_what_it_shows(portal):
    found = meta(portal[1], "full")
    assert found["og:image"] == found["twitter:image"] == f"{ADDRESS}/cards/full/picture.png"
    assert (found["og:image:width"], found["og:image:height"]) == ("1200", "630")
    assert found["og:image:alt"].startswith(f"{found['og:title']}. Judged by: ")
    assert " Agreement: " in found["og:image:alt"]
    image = shown((portal[1].folder / "cards" / "full" / "picture.png").read_bytes())
    assert (image.format, image.size, image.mode) == ("PNG", (1200, 630), "P")
    assert image.convert("RGB").getpixel((5, 300)) == (0x00, 0x94, 0x85), "the band has the colour of the theme"
    assert image.info == {}, "no time and no name of a program"


def test_what_cannot_be_drawn_is_shown_with_the_picture_of_the_portal_and_told(portal):
    _, built, told = portal
    for card in ("hebrew", "broken"):
        assert meta(built, card)["og:image"] == f"{ADDRESS}/assets/card.png"
        assert "og:image:alt" not in meta(built, card)
        assert not (built.folder / "cards" / card / "picture.png").exists()
    assert [one for one in told if "letters" in one] == list(pictures.undrawn(1))


def test_a_card_that_is_kept_back_has_no_picture_and_a_draft_has(portal):
    folder = portal[1].folder / "cards"
    assert not (folder / "least" / "picture.png").exists()
    assert "og:image" not in meta(portal[1], "least")
    assert (folder / "model" / "picture.png").is_file()


def test_pages_follow_the_settings_that_pictures_are_made_from(portal):
    source, built, _ = portal
    config, there = source / "mkdocs.yml", built.folder / "cards" / "full" / "picture.png"
    before, text = there.read_bytes(), config.read_text("utf-8")
    cards = len(list((source / "cards").glob("*.card.yaml")))
    assert build(source).made == 0
    config.write_text(re.sub("(?m)^site_name: .*$", "site_name: Another name", text), "utf-8")
    assert build(source).made == cards
    assert differing(before, there.read_bytes())[3] < 120, "only the first line, with the name of the portal"
    config.write_text(text.replace("pictures: true", "pictures: false"), "utf-8")
    assert build(source).made == cards
    assert not there.exists()
    assert meta(built, "full")["og:image"] == f"{ADDRESS}/assets/card.png"


def test_the_same_words_give_the_same_small_file():
    first, second = picture.draw(words(LONG), pictures.OURS), picture.draw(words(LONG), pictures.OURS)
    assert first == second
    assert len(first) < 25_000


def test_the_quarter_of_the_card_is_filled_at_the_upper_right():
    left, _, _, bottom = differing(
        picture.draw(words(sign="◲"), pictures.OURS), picture.draw(words(sign="◰"), pictures.OURS)
    )
    assert left > 1000
    assert bottom < 140


@pytest.mark.parametrize(
    "text", ["W" * 2000, "ab " * 900, "Donaudampfschifffahrt" * 9 + " a b c"], ids=["W", "ab", "D"]
)
def test_however_long_texts_are_they_stay_within_the_edges(text):
    blank = shown(picture.draw(words("-"), pictures.OURS)).convert("L")
    image = shown(picture.draw(words(text, **{"Judged by:": text, "Agreement:": text}), pictures.OURS)).convert("L")
    paper = blank.getpixel((1190, 600))
    assert paper == 255
    for box in ((1150, 0, 1200, 630), (28, 600, 1200, 630), (28, 0, 80, 630)):
        assert image.crop(box).getextrema() == (paper, paper)


def test_a_long_title_is_smaller_and_what_does_not_fit_ends_with_a_sign():
    room = picture.BOTTOM - 112
    assert picture._fitting(words("HH"), room)[0] == picture.TITLES[0]
    size, lines, *_ = picture._fitting(words(LONG), room)
    assert size < picture.TITLES[0]
    assert " ".join(picture._text(line) for line in lines) == LONG
    size, lines, *_ = picture._fitting(words(f"{LONG} {LONG} {LONG}"), room)
    assert (size, len(lines)) == (picture.TITLES[-1], picture.LINES)
    assert picture._text(lines[-1]).endswith(" …")


def test_a_title_is_smaller_before_anything_below_it_is_cut():
    title = "The safety of a chatbot, judged by 123 people each time"
    agreement = "Closer to chance than to full agreement: 0.16, measured (0 is chance, 1 is full)"
    size, *_ = picture._fitting(words(title), room := picture.BOTTOM - 112)
    smaller, _, _, rows = picture._fitting(words(title, **{"Agreement:": agreement * 2}), room)
    assert smaller < size
    assert " ".join(picture._text(line) for line in rows[1]) == f"Agreement: {agreement * 2}"


def test_a_number_with_a_narrow_space_is_drawn_and_never_broken():
    text = "people " * 7 + "12\u202f345 people"
    assert picture.draw(words(**{"Judged by:": text}), pictures.OURS)
    lines = picture._lines([(0, "1\u00a02 " * 40 + "1\u00a02")], picture._font("Regular", 32), 500, 9)
    assert len(lines) > 2
    assert {word for line in lines for _, word in line} == {"1\u00a02"}


@pytest.mark.parametrize("text", ["Größe, señal, čeština, Ελληνικά, Русский, Tiếng Việt", "1 – 2 … “a” ‚b‘ ‹U+202E›"])
def test_letters_with_accents_greek_and_cyrillic_are_drawn(text):
    assert picture.draw(words(text), pictures.OURS)


@pytest.mark.parametrize("text", ["שלום", "中文", "مفيد", "👍", "हिन्दी"])
def test_letters_that_the_font_lacks_are_seen(text):
    assert picture.draw(words(text), pictures.OURS) is None
    assert picture.draw(words(**{"Judged by:": text}), pictures.OURS) is None


def test_a_picture_speaks_the_language_of_the_portal():
    entry = replace(entry_of(text_of("full")), address="full")
    with speaking("de"):
        found = pictures.drawn(entry, Settings(pictures=True), "", f"{ADDRESS}/cards/full/")
    assert "Übereinstimmung: " in found.says
    assert found.content != pictures.drawn(entry, Settings(pictures=True), "", f"{ADDRESS}/cards/full/").content


def test_without_an_address_no_picture_is_drawn_and_that_is_told(tmp_path):
    told: list[str] = []
    built = build(decided(source_in(tmp_path), "pictures: true"), tell=told.append)
    assert not list((built.folder / "cards").rglob(pictures.FILE))
    assert "add site_url" in " ".join(told)


def test_without_the_library_the_build_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setattr(pictures, "find_spec", lambda name: None)
    with pytest.raises(MissingExtraError, match=re.escape("pip install 'alignmentcard[pictures]'")):
        build(decided(source_in(tmp_path), "pictures: true"))
    pictures.refuse_without_library(Settings())


def test_pictures_are_on_or_off(tmp_path):
    with pytest.raises(AlignmentCardError, match=re.escape("extra.alignmentcard.pictures: It is true or false.")):
        settings_of(decided(source_in(tmp_path), "pictures: assets/card.png"))
