"""What becomes of cards: drafts, embargoes, what was withdrawn, renamed or removed, and earlier versions."""

import json
import re
import shutil
from pathlib import Path

import pytest
from small_portal import decided, source_in, text_of

from alignmentcard.errors import AlignmentCardError
from alignmentcard.portal.build import former
from alignmentcard.portal.build.build import build
from alignmentcard.portal.build.shell import Shell
from alignmentcard.portal.settings import settings_of

DAY = "2027-01-31"
BEFORE, AFTER = "1767225600", "1830297600"
"""Seconds of 1 January 2026 and of 1 January 2028."""
WITHDRAWN = 'model: {is: withdrawn, since: 2026-05-01, why: "Consent was <taken> back."}'


def versions_of(source: Path) -> None:
    """Put two earlier versions of the full card beside it."""
    folder = source / "cards" / "earlier"
    folder.mkdir()
    for version in ("1.0.0", "1.1.0"):
        text = text_of("full").replace('version: "1.2.0"', f'version: "{version}"', 1)
        (folder / f"full-{version}.card.yaml").write_text(text, "utf-8")


@pytest.fixture(scope="module")
def lived(tmp_path_factory):
    """Build the small portal with cards in every state."""
    source = source_in(tmp_path_factory.mktemp("lifecycle"))
    shutil.copy(source / "cards" / "least.card.yaml", source / "cards" / "secret.card.yaml")
    secret = source / "cards" / "secret.card.yaml"
    secret.write_text(secret.read_text("utf-8").replace("id: least", "id: secret").replace("The least", "Top secret"))
    versions_of(source)
    config = source / "mkdocs.yml"
    config.write_text(f"site_url: https://example.org/a/\n{config.read_text('utf-8')}", "utf-8")
    status = ("status:", "  least: draft", f"  secret: embargo until {DAY}", f"  {WITHDRAWN}")
    gone = ("removed:", "  lost: {since: 2026-04-01, why: The host is gone., instead: full}", "aliases: {old: full}")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", BEFORE)
        yield build(decided(source, *status, *gone)).folder


def page(folder: Path, name: str) -> str:
    return (folder / "cards" / name / "index.html").read_text("utf-8")


@pytest.mark.parametrize("hidden", ["least", "secret", "model"])
def test_a_card_with_a_status_is_on_no_list(lived, hidden):
    listing = [path for path in lived.rglob("*") if path.is_file() and "cards" not in path.relative_to(lived).parts]
    name = re.compile(rf"cards/{hidden}/|[\"']{hidden}[\"']")
    texts = {path: path.read_text("utf-8") for path in listing if path.suffix in (".html", ".json", ".xml", ".jsonld")}
    assert not [path for path, text in texts.items() if name.search(text)]
    assert "cards/full/" in (lived / "sitemap.xml").read_text("utf-8")


def test_a_draft_can_be_read_by_whoever_has_its_address(lived):
    html = page(lived, "least")
    assert "<strong>Draft.</strong>" in html
    assert 'name="robots" content="noindex"' in html
    assert "application/ld+json" not in html
    assert (lived / "cards" / "least" / "card.yaml").is_file()


def test_of_a_card_that_is_kept_back_nothing_is_told_but_the_day(lived):
    assert [path.name for path in (lived / "cards" / "secret").iterdir()] == ["index.html"]
    assert "2027-01-31" in page(lived, "secret")
    assert not [path for path in lived.rglob("*") if path.is_file() and b"Top secret" in path.read_bytes()]


def test_a_withdrawn_card_stays_and_says_why_and_so_does_its_badge(lived):
    html = page(lived, "model")
    assert "Withdrawn on 2026-05-01." in html
    assert "Consent was &lt;taken&gt; back." in html
    assert json.loads((lived / "cards" / "model" / "badge.json").read_text())["message"] == "withdrawn"


def test_a_renamed_card_leads_on_and_its_badge_stays(lived):
    html = page(lived, "old")
    assert 'http-equiv="refresh" content="0; url=../full/"' in html
    assert 'rel="canonical" href="https://example.org/a/cards/full/"' in html
    badges = [(lived / "cards" / name / "badge.svg").read_bytes() for name in ("old", "full")]
    assert badges[0] == badges[1]


def test_a_removed_card_leaves_a_page_that_says_since_when_and_why(lived):
    html = page(lived, "lost")
    assert "2026-04-01" in html
    assert "The host is gone." in html
    assert 'href="../full/"' in html
    assert "noindex" in html


def test_earlier_versions_have_pages_that_lead_to_the_latest(lived):
    latest = page(lived, "full")
    menu = re.search(r'<nav class="ac-versions".*?</nav>', latest, re.DOTALL)[0]
    assert re.findall(r'href="([^"]*)"', menu) == ["./", "v1.1.0.html", "v1.0.0.html"]
    earlier = (lived / "cards" / "full" / "v1.0.0.html").read_text("utf-8")
    assert "This is version 1.0.0, which is not the latest." in earlier
    assert 'rel="canonical" href="https://example.org/a/cards/full/"' in earlier
    assert "noindex" in earlier
    assert "noindex" not in latest
    assert 'version: "1.0.0"' in (lived / "cards" / "full" / "v1.0.0.card.yaml").read_text("utf-8")
    assert "v1.0.0.card.yaml" in earlier


def test_every_link_of_these_pages_leads_to_a_file(lived):
    for path in [*(lived / "cards").rglob("*.html")]:
        for link in re.findall(r'<a\b[^>]*\bhref="([^"#?:]+)["#?]', path.read_text("utf-8")):
            target = path.parent / link
            assert target.is_file() or (target / "index.html").is_file(), f"{path}: {link}"


def test_an_embargo_ends_on_its_day_and_only_that_card_is_made_anew(tmp_path, monkeypatch):
    source = decided(source_in(tmp_path), "status:", f"  least: embargo until {DAY}")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", BEFORE)
    out = build(source).folder
    assert "least" not in (out / "cards.json").read_text()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", AFTER)
    again = build(source)
    assert again.made == 1
    assert "The least that fits" in page(out, "least")


def test_an_id_that_leads_nowhere_any_more_is_told(tmp_path):
    source, told = source_in(tmp_path), []
    build(source)
    (source / "cards" / "least.card.yaml").unlink()
    build(source, tell=told.append)
    assert [sentence for sentence in told if sentence.startswith("cards/least/ was in the portal before")]
    told.clear()
    build(decided(source, "removed:", "  least: {since: 2026-01-01, why: It said nothing.}"), tell=told.append)
    assert told == []


@pytest.mark.nightly
def test_a_card_renamed_twice_and_then_removed_is_told_of_at_each_id(tmp_path):
    source, renamed = source_in(tmp_path), "aliases: {first: second, second: full}"
    config = (source / "mkdocs.yml").read_text("utf-8")
    folder = build(decided(source, renamed)).folder
    assert "url=../full/" in page(folder, "first")
    (source / "cards" / "full.card.yaml").unlink()
    (source / "mkdocs.yml").write_text(config, "utf-8")
    build(decided(source, renamed, "removed: {full: {since: 2026-01-01, why: The host is gone., instead: least}}"))
    for one in ("first", "second", "full"):
        html = page(folder, one)
        assert "The host is gone." in html
        assert 'href="../least/"' in html
        assert 'http-equiv="refresh"' not in html


def test_a_card_that_asks_for_the_address_of_another_is_told_and_never_mixed_up_with_one_off_the_lists(tmp_path):
    source, told = source_in(tmp_path), []
    (source / "cards" / "aaa.card.yaml").write_text(text_of("least"), "utf-8")
    build(source, tell=told.append)
    assert [one for one in told if one.startswith("aaa.card.yaml and least.card.yaml both ask for the address")]
    with pytest.raises(AlignmentCardError, match=re.escape("status.least: aaa.card.yaml and least.card.yaml both ask")):
        build(decided(source, f"status: {{least: embargo until {DAY}}}"))


@pytest.mark.nightly
def test_changes_lead_to_what_became_of_a_card_and_tell_nothing_of_one_that_is_kept_back(tmp_path, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", BEFORE)
    source = source_in(tmp_path)
    build(source)
    status = f"status: {{least: embargo until {DAY}, model: withdrawn}}"
    changed = (build(decided(source, status)).folder / "reports" / "changes" / "index.html").read_text("utf-8")
    assert "The least that fits" not in changed
    assert 'href="../../cards/model/"' in changed


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (("status: {nobody: draft}",), "status.nobody: no card of this portal has this id"),
        (("removed: {full: {since: 2026-01-01, why: x}}",), "removed.full: a card of this portal has this id"),
        (("aliases: {a: nobody}",), "aliases.a: no card has the id nobody"),
        (("aliases: {a: b, b: a}",), "aliases.a: it leads back to itself"),
        (("aliases: {a: b, b: b}",), "aliases.a: it leads back to itself"),
        (("aliases: {a: full}", "removed: {a: {since: 2026-01-01, why: x}}"), "aliases.a: it stands under removed too"),
        (("removed: {a: {since: 2026-01-01, why: x, instead: b}}",), "removed.a.instead: no card has the id b"),
        (("removed: {a: {since: 2026-01-01, why: x, instead: a}}",), "removed.a.instead: no other card has the id a"),
    ],
)
def test_what_is_decided_about_ids_fits_the_cards(tmp_path, lines, said):
    (tmp_path / "mkdocs.yml").write_text("extra:\n  generator: false\n", "utf-8")
    settings = settings_of(decided(tmp_path, *lines))
    with pytest.raises(AlignmentCardError, match=re.escape(said)):
        list(former.files(settings, tmp_path, {"full", "least", "model"}, Shell("")))


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("status: {full: hidden}", "status.full: It is draft, withdrawn, or embargo until a day"),
        ("status: {full: embargo until spring}", "“spring” is not a day. Write it as 2027-01-31."),
        ("status: {full: {is: embargo}}", "Say from when on it is published"),
        ("status: {full: {is: draft, until: 2027-01-31}}", "Only an embargo ends on a day"),
        ("status: {full: {is: draft, reason: x}}", "reason is not known here. Known are is, until, since, why."),
        ("status: [full]", "status: It is a table whose keys are ids of cards."),
        ("status: {../x: draft}", "“../x” is not an id of a card"),
        ("removed: {lost: {since: 2026-01-01}}", "removed.lost: Say since when and why"),
        ("removed: {lost: {since: 2026-02-30, why: x}}", "“2026-02-30” is not a day"),
        ("aliases: {a: ../b}", "“../b” is not an id of a card"),
        ("aliases: {a: 3}", "“3” is not an id of a card"),
    ],
)
def test_what_cannot_be_meant_is_told_with_what_to_write(tmp_path, line, said):
    with pytest.raises(AlignmentCardError) as told:
        settings_of(decided(source_in(tmp_path), line))
    assert said in str(told.value)
