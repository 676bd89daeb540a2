"""The page that writes a card, asked here: its form, what is refused, and texts that mean harm."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from small_portal import text_of

from alignmentcard.document import parse
from alignmentcard.portal.browser.form import name_of
from alignmentcard.portal.browser.session import answer

HOSTILE = sorted((Path(__file__).parents[1] / "cases" / "hostile").glob("*.card.yaml"))
EVIL = '"><script>window.hacked=1</script><img src=x onerror="window.hacked=1">\u202e'


def ask(**question):
    return json.loads(answer(json.dumps(question)))


def write(text, **more):
    told = ask(ask="write", text=text, **more)
    assert "error" not in told, told
    return told


class Elements(HTMLParser):
    """The elements of a page with their attributes."""

    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


def elements(told):
    return Elements("".join(html for _, html in told["parts"]) + told["side"] + told["strip"]).found


def question(told, path):
    """The HTML of the question about a field."""
    html = "".join(html for _, html in told["parts"])
    start = html.index(f'id="{name_of(path)}"')
    return html[start : html.index(f'id="{name_of(path)}-told"', start)]


def told_at(told, path):
    """The HTML of what is told at the question about a field."""
    html = "".join(html for _, html in told["parts"])
    start = html.index(f'id="{name_of(path)}-told"')
    return html[start : html.index("</div>", start)]


def test_a_form_begins_with_nothing_a_starter_or_another_description():
    begun = ask(ask="begin")
    assert write(begun["text"])["strip"].count("left")
    assert begun["profile"] in [name for name, _ in begun["profiles"]]
    for name, title in begun["starters"]:
        text = ask(ask="starter", name=name)["text"]
        assert parse(text).data["dataset"]["title"] == title


def test_a_starter_that_is_none_is_refused():
    assert "no starter" in ask(ask="starter", name="../example.card.yaml")["error"]


@pytest.mark.parametrize("profile", [name for name, _ in ask(ask="begin")["profiles"]])
@pytest.mark.sampled(4)
def test_every_profile_makes_a_form(profile):
    told = write(text_of("full"), profile=profile)
    assert told["parts"][0][0] == "dataset"


def test_an_answer_comes_back_in_text_and_form():
    text = ask(ask="begin")["text"]
    told = write(text, act={"do": "answer", "path": "dataset.title", "said": "Polite replies"})
    assert parse(told["text"]).data["dataset"] == {"title": "Polite replies", "id": "polite-replies"}
    assert 'value="Polite replies"' in question(told, "dataset.title")
    assert told["name"] == "polite-replies.card.yaml"


def test_a_change_of_the_text_shows_in_the_form():
    text = text_of("full")
    title = parse(text).data["dataset"]["title"]
    assert "Renamed by hand" in question(write(text.replace(title, "Renamed by hand")), "dataset.title")


def test_a_word_shows_what_it_means_and_who_chose_it():
    told = write(ask(ask="begin")["text"])
    assert "raters may rightly differ" in question(told, "intent.beliefs")
    assert "As in “" in question(told, "intent.beliefs")


def test_the_place_moves_with_the_answers():
    text = "alignmentcard: '1.1'\ndataset: {id: a, title: A}\n"
    assert "Not placed" in write(text)["strip"]
    told = write(text + "framework: {dimensions: specific, definitions: descriptive}\n")
    assert "Specific, descriptive" in told["strip"]
    assert 'class="mark q-specific-descriptive' in told["side"]


def test_traits_are_columns_and_a_row_that_is_the_same_for_all_is_one_field():
    text = "alignmentcard: '1.1'\ndataset: {id: a, title: A}\ndimensions: [{id: one}, {id: two}, {id: three}]\n"
    path = "dimensions.one.subjectivity"
    told = write(text)
    assert "data-alike" in question(told, path)
    assert f'id="{name_of("dimensions.two.subjectivity")}"' not in dict(told["parts"])["dimensions"]
    told = write(text, act={"do": "answer", "path": path, "said": "manifest", "alike": True})
    assert [one["subjectivity"] for one in parse(told["text"]).data["dimensions"]] == ["manifest"] * 3
    apart = write(told["text"], apart=["dimensions.*.subjectivity"])
    assert f'id="{name_of("dimensions.two.subjectivity")}"' in dict(apart["parts"])["dimensions"]
    told = write(told["text"], act={"do": "answer", "path": path, "said": "latent_pattern"})
    assert "data-alike" not in question(told, path)
    told = write(told["text"], act={"do": "share", "path": path})
    assert [one["subjectivity"] for one in parse(told["text"]).data["dimensions"]] == ["latent_pattern"] * 3


def test_a_refused_answer_stays_at_its_question_with_what_to_write_until_it_is_mended():
    text = text_of("full")
    act = {"do": "answer", "path": "dataset.license", "said": "CC BY 4.0"}
    told = write(text, act=act)
    assert told["text"] == text
    assert 'value="CC BY 4.0"' in question(told, "dataset.license")
    assert told["refused"]["dataset.license"]["instead"] == "CC-BY-4.0"
    assert "It is not in the card yet." in told_at(told, "dataset.license")
    assert 'data-do="insist"' in told_at(told, "dataset.license")
    told = write(text, act={**act, "said": "CC-BY-4.0"}, refused=told["refused"])
    assert told["refused"] == {}


def test_an_answer_that_nobody_can_insist_on_is_not_offered_to_be_kept():
    told = write(text_of("full"), act={"do": "answer", "path": "dataset.summary", "said": "Rude words"})
    assert "This is too short" in told_at(told, "dataset.summary")
    assert 'data-do="insist"' not in told_at(told, "dataset.summary")
    assert 'data-do="forget"' in told_at(told, "dataset.summary")


def test_a_repair_is_carried_out_where_it_is_offered():
    text = text_of("full").replace("license: CC-BY-4.0", "license: CC BY 4.0", 1)
    told = write(text)
    code = next(found["data-code"] for _, found in elements(told) if found.get("data-do") == "mend")
    after = write(text, act={"do": "mend", "path": "dataset.license", "code": code, "field": "dataset.license"})
    assert parse(after["text"]).data["dataset"]["license"] == "CC-BY-4.0"


@pytest.mark.parametrize("text", ["a: [", "just words", "- a\n- list\n", "&a [*a]"])
def test_a_text_that_cannot_be_read_is_told_with_its_line_and_is_not_touched(text):
    told = write(text, act={"do": "answer", "path": "dataset.title", "said": "A"})
    assert told["text"] == text
    assert told["unread"]["line"] >= 1
    assert told["unread"]["why"]


@pytest.mark.parametrize(
    "text",
    [
        f"{name}: {value}\n"
        for name in ("dimensions", "pools", "gaps", "dataset", "aggregation", "evidence")
        for value in ("1", "text", "[1, 2]", "{a: 1}", "[{}]", "[[]]", "[{id: [1]}]", "null")
    ],
)
@pytest.mark.sampled(12)
def test_a_card_of_any_shape_has_a_form(text):
    told = write(f"alignmentcard: '1.1'\n{text}", act={"do": "answer", "path": "intent.beliefs", "said": "many"})
    assert parse(told["text"]).data["intent"] == {"beliefs": "many"}


@pytest.mark.parametrize("path", HOSTILE, ids=lambda path: path.name)
@pytest.mark.sampled(6)
def test_nothing_in_a_card_becomes_an_element_or_an_attribute(path):
    told = write(path.read_text("utf-8"), profile="standard")
    if "unread" in told:
        return
    for tag, found in elements(told):
        assert tag not in ("script", "iframe", "object", "base", "meta", "link", "style")
        assert not [name for name in found if name.startswith("on")]
        assert re.match(r"(#|\.\./)", found.get("href") or "#")


def test_hostile_answers_are_texts():
    text = ask(ask="begin")["text"]
    for path, said in (("dataset.title", EVIL), ("dimensions", [EVIL, "b"]), ("pools", "human")):
        text = write(text, act={"do": "answer", "path": path, "said": said})["text"]
    told = write(text, profile="standard", refused={"dataset.license": {"said": EVIL, "why": EVIL, "instead": EVIL}})
    assert {tag for tag, _ in elements(told)}.isdisjoint({"script", "img"})
    assert "\u202e" not in "".join(html for _, html in told["parts"])
    assert parse(text).data["dimensions"][0]["name"] == EVIL


def test_what_is_still_to_do_is_left_and_every_other_reason_is_an_answer():
    text = "alignmentcard: '1.1'\ndataset: {id: a, title: A}\n"
    before = int(re.search(r"(\d+) question", write(text)["strip"])[1])
    counts = []
    for reason in ("to_do", "not_published"):
        told = write(text, act={"do": "gap", "path": "dataset.license", "reason": reason})
        counts.append(int(re.search(r"(\d+) question", told["strip"])[1]))
    assert counts == [before, before - 1]


@pytest.mark.parametrize("profile", ["minimal", "arr"])
def test_an_empty_form_has_as_many_questions_left_as_the_list_of_profiles_says(profile):
    begun = ask(ask="begin")
    (offered,) = (text for name, text in begun["profiles"] if name == profile)
    told = write(begun["text"], profile=profile)
    assert re.search(r"(\d+) questions", told["strip"])[1] == re.search(r": (\d+) questions", offered)[1]
    assert "answered" not in told["side"]


@pytest.mark.parametrize("profile", ["minimal", "standard"])
def test_names_of_fields_in_findings_look_like_code(profile):
    """Whatever stands between backticks in the text of a finding is no sign on the page."""
    told = write(text_of("full").replace("human", "humn", 1), profile=profile)
    html = "".join([told["side"], *(part for _, part in told["parts"])])
    assert "<code>" in html
    assert "`" not in html


def test_fields_that_nobody_asks_about_are_shown_with_what_they_say_and_put_into_the_form():
    found = ask(ask="further", text=text_of("full"), words="withdrawal")["html"]
    wanted = {"data-more": "release.withdrawal", "data-go": name_of("release.withdrawal"), "type": "button"}
    assert [attrs for tag, attrs in Elements(found).found if tag == "button"] == [wanted]
    assert f'id="{name_of("release.withdrawal")}"' not in "".join(part for _, part in write(text_of("full"))["parts"])
    told = write(text_of("full"), more=["release.withdrawal", "no.such.field"])
    assert f'id="{name_of("release.withdrawal")}"' in "".join(part for _, part in told["parts"])
    act = {"do": "answer", "path": "release.withdrawal", "said": "Write to us."}
    after = write(text_of("full"), more=["release.withdrawal"], act=act)
    assert "withdrawal: Write to us." in after["text"]
    assert ask(ask="further", text="a: [", words="")["html"] == ""


def test_what_was_put_into_the_form_and_not_answered_can_be_left_out_again():
    buttons = [
        attrs for tag, attrs in Elements("".join(p for _, p in write("", more=["dataset.contact"])["parts"])).found
    ]
    assert [one["data-more"] for one in buttons if one.get("data-do") == "less"] == ["dataset.contact"]
