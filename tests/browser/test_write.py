"""Writing a card in the browser: form and text are one card, a reload loses nothing, and nothing leaves the page."""

import re

import pytest
from small_portal import text_of

from alignmentcard.checker.check import check
from alignmentcard.document import parse
from alignmentcard.profiles import load_profile
from browser.conftest import expect, visits
from browser.packed import STARTED, opened, pack_or_skip, put

pytestmark = pytest.mark.browser
PART = ".ac-write-part"
TEXT = "#ac-write-text"
WORDS = (
    *("before the collection", "one One belief", "noise"),
    *("specific", "prescriptive One meaning", "human", "aggregate"),
)
EVIL = '"><img src=x onerror="window.hacked=1"><script>window.hacked=1</script>'


@pytest.fixture(scope="module")
def pack():
    return pack_or_skip()


@pytest.fixture(scope="module")
def begun(chromium, site, pack):
    """One page for all tests, because Python takes its time to start."""
    with visits(chromium, site) as visit:
        yield opened(visit, pack, "write/", PART)


@pytest.fixture
def writing(begun):
    """The page with nothing written, and what it complained of."""
    page = begun.page
    page.locator(".ac-write-begin").evaluate("(box) => (box.open = true)")
    page.get_by_role("button", name="Begin with nothing").click()
    expect(page.locator(TEXT)).not_to_have_value(re.compile("dataset"), timeout=STARTED)
    told(page, "15 questions are left")
    return begun


def group(page, question: str):
    """The question with these words."""
    return page.get_by_role("group", name=question)


def read(page, value: str) -> str:
    """Wait until the text of the card says something, and return it."""
    expect(page.locator(TEXT)).to_have_value(re.compile(re.escape(value)))
    return page.input_value(TEXT)


def shows(field, value: str) -> None:
    """Wait until a field of the form says something."""
    expect(field).to_have_value(value, timeout=STARTED)


def told(page, words: str) -> None:
    """Wait until the line that says where the card stands has these words."""
    page.locator(".ac-write-strip", has_text=words).wait_for(timeout=STARTED)


def test_a_newcomer_writes_a_card_without_a_finding_and_sees_where_it_stands(writing, axe):
    page = writing.page
    group(page, "What is the dataset called?").get_by_role("textbox").fill("Polite replies")
    page.keyboard.press("Enter")
    read(page, "id: polite-replies")
    summary = "Replies of an assistant to customers, judged by ten colleagues for how polite they are."
    group(page, "In one paragraph").get_by_role("textbox").fill(summary)
    group(page, "Under which licence").get_by_role("textbox").fill("CC0-1.0")
    for word in WORDS:
        page.get_by_role("radio", name=re.compile(f"^{word}")).check()
    told(page, "Specific, prescriptive")
    assert page.locator(".ac-write-map .mark.q-specific-prescriptive").is_visible()
    group(page, "What were raters asked about?").get_by_role("textbox").fill("Polite\nShort")
    page.keyboard.press("Tab")
    read(page, "id: short")
    page.get_by_role("radio", name=re.compile("^detailed")).check()
    page.get_by_role("radio", name=re.compile("^shared pattern")).check()
    group(page, "How many are they?").get_by_role("textbox").fill("10")
    group(page, "How did several ratings become one label?").get_by_label("How did several").select_option(
        "majority_vote"
    )
    told(page, "Nothing is left")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the card").click()
    text = download.value.path().read_text("utf-8")
    report = check(parse(text), profile=load_profile("minimal"))
    assert [one.code for one in report.findings if one.severity == "error"] == []
    assert report.level.number >= 1
    assert [one["subjectivity"] for one in parse(text).data["dimensions"]] == ["latent_pattern"] * 2
    assert download.value.suggested_filename == "polite-replies.card.yaml"
    assert not writing.complaints
    page.evaluate(axe)
    found = page.evaluate("axe.run()")["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []


def test_a_click_counts_though_an_answer_arrives_while_the_button_is_held(writing):
    page = writing.page
    group(page, "Under which licence").get_by_role("textbox").fill("CC0-1.0")
    radio = page.get_by_role("radio", name=re.compile("^before the collection"))
    radio.scroll_into_view_if_needed()
    place = radio.bounding_box()
    page.mouse.move(place["x"] + place["width"] / 2, place["y"] + place["height"] / 2)
    page.mouse.down()
    read(page, "license: CC0-1.0")
    page.mouse.up()
    read(page, "written: ex_ante")


def test_what_is_changed_by_hand_shows_in_the_form_and_remarks_are_kept(writing):
    page = writing.page
    put(page, "# mine\nalignmentcard: '1.1'\ndataset:\n  title: By hand   # not settled\n  id: a\n")
    title = group(page, "What is the dataset called?").get_by_role("textbox")
    shows(title, "By hand")
    title.fill("In the form")
    title.press("Enter")
    text = read(page, "In the form")
    assert text == "# mine\nalignmentcard: '1.1'\ndataset:\n  title: In the form   # not settled\n  id: a\n"
    page.get_by_role("button", name="Undo").click()
    read(page, "By hand")
    put(page, "a: [")
    page.locator(".ac-write-waiting").wait_for(timeout=STARTED)
    assert "wait until the text can be read" in page.inner_text("#ac-write-hint")


def test_a_reload_loses_nothing_not_even_what_is_typed_and_not_answered(writing):
    page = writing.page
    group(page, "What is the dataset called?").get_by_role("textbox").fill("Kept")
    page.keyboard.press("Enter")
    read(page, "id: kept")
    group(page, "Under which licence").get_by_role("textbox").fill("CC0-1.0")
    page.reload()
    page.wait_for_selector(PART, timeout=STARTED)
    assert "title: Kept" in read(page, "license: CC0-1.0")
    assert group(page, "What is the dataset called?").get_by_role("textbox").input_value() == "Kept"


def test_hostile_texts_run_nothing_and_nothing_leaves_the_page(writing):
    page, asked = writing.page, []
    page.on("request", lambda request: asked.append((request.method, request.url, request.post_data)))
    title = group(page, "What is the dataset called?").get_by_role("textbox")
    title.fill(EVIL)
    title.press("Enter")
    read(page, "onerror")
    group(page, "What were raters asked about?").get_by_role("textbox").fill(f"{EVIL}\nother")
    page.keyboard.press("Tab")
    page.locator(".ac-write-traits").wait_for(timeout=STARTED)
    licence = group(page, "Under which licence").get_by_role("textbox")
    licence.fill(EVIL)
    licence.press("Enter")
    told(page, "questions are left")
    assert page.evaluate("window.hacked") is None
    assert page.locator(".ac-write img, .ac-write script, .ac-write [onerror]").count() == 0
    assert asked == []
    assert not writing.complaints


def test_a_keystroke_and_an_answer_are_drawn_by_keyboard_alone_and_the_focus_stays(writing):
    page = writing.page
    put(page, text_of("full"))
    choice = page.get_by_role("radio", name=re.compile("^one One belief"))
    expect(choice).to_be_checked(timeout=STARTED)
    choice.focus()
    page.keyboard.press("ArrowDown")
    read(page, "beliefs: many")
    assert page.evaluate("document.activeElement.value") == "many"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    read(page, "intent.beliefs")
    assert page.evaluate("document.activeElement.getAttribute('aria-pressed')") == "true"


def test_a_field_that_nobody_asks_about_is_found_added_answered_and_left_out_again_by_keyboard(writing, axe):
    page = writing.page
    page.get_by_text("Say more than is asked").focus()
    page.keyboard.press("Enter")
    page.get_by_role("searchbox", name="Find a field").focus()
    page.keyboard.type("zebra")
    page.get_by_text("No field has these words.").wait_for(timeout=STARTED)
    page.keyboard.press("Control+a")
    page.keyboard.type("withdrawal")
    field = page.locator(".ac-write-offered button[data-more='release.withdrawal']")
    field.wait_for(timeout=STARTED)
    page.evaluate(axe)
    assert [one["id"] for one in page.evaluate("axe.run()")["violations"]] == []
    field.focus()
    page.keyboard.press("Enter")
    question = page.locator("[data-path='release.withdrawal']").get_by_role("textbox")
    question.wait_for(timeout=STARTED)
    field.wait_for(state="detached", timeout=STARTED)
    assert question.evaluate("(box) => box === document.activeElement")
    page.keyboard.type("Write to the authors.")
    page.keyboard.press("Tab")
    read(page, "withdrawal: Write to the authors.")
    page.reload()
    page.wait_for_selector(PART, timeout=STARTED)
    shows(question, "Write to the authors.")
    box = page.locator("fieldset[data-path='release.withdrawal']")
    box.get_by_role("button", name="Take the answer back").press("Enter")
    box.get_by_role("button", name="Do not ask this").press("Enter")
    box.wait_for(state="detached", timeout=STARTED)
    assert "withdrawal" not in page.input_value(TEXT)
    assert not writing.complaints


def test_a_card_is_handed_over_to_the_checker_in_the_link(writing):
    page = writing.page
    put(page, text_of("full"))
    shows(group(page, "What is the dataset called?").get_by_role("textbox"), "Harm in replies, judged under a policy")
    page.get_by_role("button", name="Check it").click()
    page.wait_for_url(re.compile(r"/check/#card="))


def test_a_portal_without_the_program_says_what_to_install(visit):
    seen = visit("write/")
    expect(seen.page.locator(".ac-tab-state")).to_contain_text("alignmentcard new my-data.card.yaml")
    assert not seen.complaints


def test_without_javascript_the_page_says_what_to_install(visit):
    page = visit("write/", java_script_enabled=False).page
    assert "alignmentcard new my-data.card.yaml" in page.locator(".ac-write noscript").inner_text()
