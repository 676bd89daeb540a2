"""Card pages: escaped, complete, with links that lead somewhere."""

import gc
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_portal import entry_of, text_of

from alignmentcard.document import parse
from alignmentcard.model.fields import Field, find
from alignmentcard.portal.build.shell import Shell
from alignmentcard.portal.card import page as pages
from alignmentcard.portal.card.metadata import head
from alignmentcard.portal.markup import marked
from alignmentcard.portal.reference.standard import families
from alignmentcard.rules import catalogue
from alignmentcard.rules.finding import Accepted

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</title></head><body onload=alert(1)>",
    "{{ 7*7 }}{% raw %}",
    "]]></svg><svg onload=alert(1)>",
    "</script><script>alert(1)",
    "<!-- alignmentcard:card -->@@card-title@@",
]


ADDRESS = re.compile(r"#|\.\./\.\./|card\.|badge\.|https://w3id\.org/")
MANY = 30
"""The card has more fields of free text than this."""


class Reader(HTMLParser):
    """Collects elements, ids and links of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, tuple[str, ...]]] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, tuple(sorted(name for name, _ in attrs))))
        self.ids += [value for name, value in attrs if name == "id"]
        self.links += [value for name, value in attrs if name == "href"]


class Text(HTMLParser):
    """Collects the text of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.feed(html)
        self.close()

    def handle_data(self, data):
        self.texts.append(data)


def with_text(text: str) -> str:
    """Write a text into every field of a card that takes free text, also as the key of a table."""
    return json.dumps(rewritten(parse(text_of("full"), "full").data, (), text))


def rewritten(value: Any, names: tuple[str, ...], text: str) -> Any:
    if isinstance(value, dict):
        free = isinstance(find(names), Field) and find(names).shape == "table" and not find(names).children
        return {f"{text}{k}" if free else k: rewritten(v, (*names, k), text) for k, v in value.items()}
    if isinstance(value, list):
        return [rewritten(one, (*names, str(n)), text) for n, one in enumerate(value)]
    known = find(names)
    takes = isinstance(value, str) and known and not known.vocabulary and known.name not in FIXED
    return text if takes else value


FIXED = {"alignmentcard", "id", "field", "source", "dimension", "dimensions", "published", "rule", "values", "abstain"}
"""Fields whose text is bound by a pattern or names something else in the card."""


def skeleton(html: str) -> list[tuple[str, tuple[str, ...]]]:
    return Reader(html).tags


@pytest.mark.parametrize("text", HOSTILE)
def test_markup_in_a_card_ends_as_visible_text(text):
    padded = f"{text} and more text, so that a summary is long enough to be one"
    entry = entry_of(with_text(padded))
    assert entry.card is not None
    html = pages.page(entry)
    assert {tag for tag, _ in skeleton(html)} <= {tag for tag, _ in skeleton(pages.page(entry_of(text_of("full"))))}
    assert not [name for _, names in skeleton(html) for name in names if name.startswith("on")]
    assert not [link for link in Reader(html).links if ADDRESS.match(link) is None]
    assert "".join(Text(html).texts).count(padded) > MANY


@pytest.mark.parametrize("text", HOSTILE)
def test_markup_in_a_card_cannot_leave_the_head(text):
    entry = entry_of(with_text(f"{text} and more text, so that a summary is long enough to be one"))
    html = Shell("<head><title>@@card-title@@</title></head>").page("a", entry.title, "", head(entry, None), "")
    tags = [tag for tag, _ in skeleton(html)]
    assert tags == ["head", "title", "meta", "meta", "meta", "link", "link", "script"]


@given(st.text(alphabet="`<>&\"'ab \u202e", max_size=30))
def test_words_between_backticks_are_code_and_the_rest_is_text(text):
    html = marked(text)
    assert {tag for tag, _ in skeleton(html)} <= {"code"}
    assert "".join(Text(html).texts).replace("‹U+202E›", "\u202e") == re.sub(r"`([^`]+)`", r"\1", text)


def test_characters_that_nobody_sees_are_named(least):
    page = pages.page(entry_of(least.replace("The least", "The \u202eleast\u2066")))
    assert "The ‹U+202E›least‹U+2066›" in page
    assert "\u202e" not in page.split("Source of the card")[0]


def test_harmful_links_are_text(least):
    harmful = "  contact: javascript:alert(1)\n  links: {homepage: 'data:text/html,x'}\n"
    text = least.replace("framework:", f"{harmful}framework:", 1)
    page = pages.page(entry_of(text))
    assert not [link for link in Reader(page).links if not link.startswith(("#", "../", "card.", "badge.", "https://"))]
    assert "javascript:alert(1)" in page


@pytest.mark.parametrize("name", ["least", "full", "model", "broken"])
def test_every_link_inside_a_page_leads_somewhere_and_ids_are_unique(name):
    reader = Reader(pages.page(entry_of(text_of(name), name)))
    inside = {link[1:] for link in reader.links if link.startswith("#")}
    assert inside <= set(reader.ids)
    assert len(reader.ids) == len(set(reader.ids))


def test_a_page_shows_evidence_gaps_and_statistics(full):
    page = pages.page(full)
    for text in (
        "The policy has nine rules.",
        "The paper says nothing of a board.",
        "0.54 (0.52 to 0.56)",
        "3.1 (-1.5 to 7.9) percentage points",
        "Woman less man",
        "nonbinary",
        "Does the reply break the policy?",
    ):
        assert text in page


def words(html: str) -> str:
    return " ".join(" ".join(Text(html).texts).split())


def test_gaps_stand_apart_by_whether_somebody_has_looked(least):
    reasons = ("to_do", "not_consulted", "unknown", "not_applicable", "withheld")
    fields = ("dataset.license", "dataset.version", "dataset.items", "dataset.ratings", "dataset.contact")
    gaps = "".join(f"  - {{field: {f}, reason: {r}}}\n" for f, r in zip(fields, reasons, strict=True))
    said = words(pages.page(entry_of(f"{least}gaps:\n{gaps}", "least")))
    places = [
        said.index(text, said.index("Why it is empty"))
        for text in (
            "Looked for and not to be had",
            "A source that may answer was not read",
            "Nobody has been asked yet",
            "The question does not arise",
        )
    ]
    assert places == sorted(places)
    assert "Looked for and not to be had (2):" in said


@pytest.mark.parametrize(
    ("by", "more", "standing", "signed"),
    [
        ("Cy Writer", "", "does not fit any more", "Not signed"),
        ("Bo Reviewer", ", signature: AAAA", "does not fit any more", "Its signature cannot be read."),
    ],
)
def test_a_page_says_what_each_review_is_worth_and_whether_it_is_signed(least, by, more, standing, signed):
    review = f'{{by: {by}, date: "2024", level: 3, digest: x{more}}}'
    text = f"{least}card: {{authors: [{{name: Cy Writer}}]}}\nreviews: [{review}]\n"
    said = words(pages.page(entry_of(text, "least")))
    assert f"{by} , 2024: {standing} ." in said
    assert signed in said
    assert "Written by Cy Writer · nothing measured · no word from those who made the data" in said


def test_the_share_that_is_answered_stands_beside_the_level(full):
    level = full.level
    assert level is not None
    assert f"Level {level.number} of 4, {level.name} · {level.percent}" in words(pages.page(full))


def test_every_field_of_the_file_has_an_anchor(full):
    ids = set(Reader(pages.page(full)).ids)
    for path in ("dataset.links.doi", "dimensions.harmful.asks", "pools.crowd.ethics", "pools.crowd.consent"):
        assert f"field-{path}" in ids


def test_a_card_that_does_not_fit_says_so_at_the_top():
    page = pages.page(entry_of(text_of("broken")))
    assert page.index("errors.</strong>") < page.index("At a glance</h2>")
    assert "AC004" in page
    assert "summery" in page


def test_the_head_describes_the_dataset_for_machines(full):
    html = head(full, "https://example.org/cards/full/")
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    data = json.loads(found[1])
    assert data["@type"] == "Dataset"
    assert data["name"] == "Harm in replies, judged under a policy"
    assert data["license"] == "https://spdx.org/licenses/CC-BY-4.0.html"
    assert data["identifier"] == "https://doi.org/10.1234/abc"
    assert data["url"] == "https://example.org/cards/full/"
    assert data["distribution"][0]["contentUrl"] == "https://example.org/ratings.csv"


FOUR = """dimensions:
  - {id: a, name: Alpha, asks: Is it kind?, subjectivity: manifest, feedback: rating}
  - {id: b, name: Beta, subjectivity: manifest, feedback: rating, scale: {level: nominal, values: ["no", "yes"]}}
  - {id: c, name: Gamma, subjectivity: manifest, feedback: ranking}
  - {id: d, name: Delta, subjectivity: manifest, feedback: rating}
"""


def with_dimensions(least: str, dimensions: str) -> str:
    head, rest = least.split("dimensions:\n  -", 1)
    return head + dimensions + "".join(re.split(r"(?m)^(?=\w)", rest, maxsplit=1)[1:])


def test_many_dimensions_stand_in_one_table_and_only_a_question_that_is_known_has_its_own_place(least):
    html = pages.page(entry_of(with_dimensions(least, FOUR), "least"))
    table = html.split("ac-matrix", 1)[1].split("</table>")[0]
    assert re.findall(r"<bdi>(\w+)</bdi></th>", table) == ["Alpha", "Beta", "Gamma", "Delta"]
    assert table.count("Ranking") == 1
    assert html.count('class="ac-question"') == 1
    said = words(html.split('id="dimensions"', 1)[1].split('id="people"', 1)[0])
    assert "Not known as raters saw it: the question about Beta, Gamma and Delta." in said
    assert said.count("One item is judged on a scale or with a label.") == 1
    assert said.index("The same for all 4 Where the answer comes from On the surface") < said.index("Where they differ")
    assert "On the surface" not in table


def test_two_dimensions_stand_one_below_the_other(least):
    html = pages.page(entry_of(with_dimensions(least, "\n".join(FOUR.splitlines()[:3]) + "\n"), "least"))
    assert html.count('class="ac-question"') == 2
    assert "ac-matrix" not in html


def test_a_question_that_is_open_for_many_stands_once(least):
    gaps = "".join(f"  - {{field: dimensions.{one}.asks, reason: unknown}}\n" for one in "bcd")
    gaps += "  - {field: dimensions.a.definition.text, reason: unknown}\n"
    text = with_dimensions(least, FOUR.replace("asks: Is it kind?, ", "")) + f"gaps:\n{gaps}"
    more = text + "  - {field: dimensions.a.asks, reason: unknown}\n"
    told = "what raters were told, word for word (a)"
    assert f"(4): the question as raters saw it (b, c, d); {told}." in head_of(text)
    assert f"(5): the question as raters saw it (b, c, d and 1 more); {told}." in head_of(more)


def head_of(text: str) -> str:
    said = words(pages.page(entry_of(text, "least")).split('id="lacks"', 1)[1].split("</section>", 1)[0])
    return re.sub(r"\s+(?=[,.;)])", "", said).replace("( ", "(")


def test_a_page_leaves_nothing_that_only_a_search_for_circles_frees():
    """A macro in the template of a card would hold the card, and thousands of cards would stay until a search."""
    entry = entry_of(text_of("full"))
    pages.page(entry)
    gc.collect()
    gc.disable()
    try:
        pages.page(entry)
        assert not gc.collect()
    finally:
        gc.enable()


@pytest.mark.parametrize(
    ("licence", "said"),
    [
        ("CC-BY-4.0", "licence CC-BY-4.0 · commercial use allowed"),
        ("CC-BY-NC-4.0", "licence CC-BY-NC-4.0 · commercial use not allowed"),
        ("LicenseRef-Ours", "licence LicenseRef-Ours · whether commercial use is allowed is not clear"),
    ],
)
def test_beside_the_licence_stands_whether_commercial_use_is_allowed(licence, said):
    entry = entry_of(text_of("full").replace("license: CC-BY-4.0", f"license: {licence}"))
    assert " · ".join(pages._numbers(entry.card)).endswith(said)


def test_a_family_of_rules_has_one_heading_wherever_its_codes_stand():
    names = [name for name, _, _ in families()]
    assert len(names) == len(set(names))
    assert {rule.code for _, _, rules in families() for rule in rules} == {rule.code for rule in catalogue()}


def test_findings_that_are_accepted_for_one_reason_stand_together_and_say_it_once(full):
    found = next(iter(full.report.findings))
    accepted = [Accepted(replace(found, line=line), why) for line, why in enumerate(["One.", "Two.", "One."], 1)]
    html = pages.page(replace(full, report=replace(full.report, accepted=tuple(accepted))))
    told = html[html.index('id="findings"') :]
    assert re.findall(r"One\.|Two\.|Accepted for the same reason\.", told) == [
        "One.",
        "Accepted for the same reason.",
        "Two.",
    ]
    assert re.findall(r'ac-line">line (\d)<', told)[-3:] == ["1", "3", "2"]
