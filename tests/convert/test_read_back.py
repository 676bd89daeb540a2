"""Sheets that are written from a card are read back: each sentence has an inverse, or a reason why it has none."""

import sys
from pathlib import Path

import pytest

from alignmentcard.convert.imports import draft
from alignmentcard.convert.imports.ours.phrases import EXCEPTIONS, TOGETHER, excepted
from alignmentcard.convert.imports.ours.reading import read
from alignmentcard.convert.prose.phrases import PHRASES, Together
from alignmentcard.convert.prose.records import LISTS, VALUES, WRITERS
from alignmentcard.convert.prose.values import in_sentences
from alignmentcard.convert.prose.words import Subject
from alignmentcard.document import read as read_card
from alignmentcard.loader import load
from alignmentcard.model.fields import find, walk

ROOT = Path(__file__).parents[2]
CARDS = ROOT / "site" / "cards"
FIELDS = {one.path: one for one in walk()}
SUBJECT = Subject(who="the raters", what="“Tone of reply”")
TURNED = [path for path in PHRASES if path in TOGETHER or not excepted(path)]
SAMPLES = {
    "dataset.license": "CC-BY-4.0 AND MIT",
    "dataset.published": "2024-05-03",
    "dataset.languages": ["en", "sw"],
    "pools.*.languages": ["en"],
    "pools.*.countries": ["US", "KE"],
}
RECORDS = {
    "dataset.links": {
        "homepage": "https://a.example/x",
        "paper": "https://b.example/y.z",
        "doi": "10.5072/ab.1",
        "repository": "https://c.example/r",
        "download": "https://d.example/f",
    },
    "dataset.license": "LicenseRef-Not-Released",
    "collection.platform": "OpenAI API",
    "dataset.counts": {"axis": "domain", "items": {"law": 5, "health care": 1200}},
    "dataset.derived_from": [{"id": "owner/name", "relation": "subset"}],
    "dataset.known_issues": [{"title": "Twelve replies occur twice", "fixed_in": "1.1"}],
    "dataset.creators": [{"name": "Ada Lopez", "affiliation": "Lab, Oslo"}, {"name": "Bo de Wit"}],
    "dataset.sources_of_items": [
        {"name": "a forum", "items": 40, "written_by": "people"},
        {"name": "a model", "share": 0.6},
    ],
    "dimensions.*.scale": {
        "level": "nominal",
        "values": ["No", "Unsure", "Yes"],
        "select": "one",
        "abstain": ["Unsure"],
    },
    "collection.period": {"start": "2023-11", "end": "2024-02-29"},
    "collection.stages": [{"id": "first-round", "who": ["staff"], "asks": "Rate it", "rule": "Three each"}],
    "pools.*.recruitment": {"channel": "students", "platform": "Sona", "sampling": "census", "criteria": ["over 17"]},
    "pools.*.pay": {"amount": 9.5, "currency": "EUR", "per": "item", "standard": "the local minimum"},
    "pools.*.ethics": {"status": "exempt", "body": "University of Oslo"},
    "pools.*.composition": [
        {"axis": "age", "basis": "platform", "counts": {"18-30": 4, "over 30": 9}, "undisclosed": 2}
    ],
    "aggregation.*.filters": [{"rule": "spam", "ratings_removed": 3}, {"rule": "late raters"}],
    "release.personal_data": "names of the raters",
    "intent.whose_values": "Those of ten clerks",
    "collection.tool": "a web form",
    "framework.authors": "two linguists",
    "release.maintenance": "by the board",
    "intent.funded_by": ["Ministry of Health", "a donor"],
    "framework.chosen_because": "to see whether it works",
    "framework.positions": "young and tired",
    "framework.rationale": "guidelines with examples",
    "aggregation.*.weighting": "none",
    "release.withdrawal": "not once the data is out",
}
UNREAD = {
    "aggregation.*.dimensions": "it stands before the method, and is read with it",
    "collection.repeats": "entries have no id that a draft could call them by",
    "history.*.changes": "an entry has no id that a draft could call it by",
    "collection.turns": "no imported form asks for it",
    "framework.bounds": "entries have no id that a draft could call them by",
    "collection.pilot.outcome": "a sentence of the author",
    "intent.guidance.aim": "no imported form asks for it",
    "intent.guidance.applications": "no imported form asks for it",
    "intent.guidance.assessable": "no imported form asks for it",
    "pools.*.model.prompt": "forms ask about people",
    "pools.*.model.runs_per_item": "forms ask about people",
    "pools.*.ratings_per_item": "no imported form asks for it",
    "pools.*.target.composition": "nothing reads the population that people should stand for",
    "release.files": "no imported form asks for it",
    "release.minimum_cell": "no imported form asks for it",
    "statistics.agreement.*.of": "no imported form asks for numbers of agreement",
    "statistics.convergence.*.of": "no imported form asks for numbers of agreement",
    "statistics.consistency.*.of": "no imported form asks for numbers of agreement",
    "statistics.group_effects.*.of": "no imported form asks for numbers of agreement",
}
"""Records and values that no inverse reads, and why."""


@pytest.fixture(scope="module")
def forms():
    sys.path.insert(0, str(ROOT / "bench"))
    try:
        import forms
    finally:
        sys.path.remove(str(ROOT / "bench"))
    return forms


def values_of(path: str) -> list:
    phrase = PHRASES[path]
    if isinstance(phrase, Together):
        return [list(phrase.words), *([word] for word in phrase.alone)]
    if not isinstance(phrase, str):
        return [{"yes": True, "no": False}.get(word, word) for word, text in phrase.items() if text]
    field = FIELDS[path]
    if path in SAMPLES:
        return [SAMPLES[path]]
    if phrase.endswith(" at {}"):
        return ["https://a.example/b.c"]
    if field.type in ("whole number", "number"):
        return [1, 1250]
    return [["first of them", "the second"]] if field.shape == "list" else ["words of an author"]


def back(text: str) -> dict:
    """Return what is read, by the path of the field."""
    named = {path.replace(".raters.", ".*.").replace(".tone-of-reply.", ".*."): one for path, one in read(text).values}
    return {name: one for path, value in named.items() for name, one in _flat(path, value)}


def _flat(path: str, value):
    if isinstance(value, dict):
        for name, one in value.items():
            yield from _flat(f"{path}.{name}", one)
    elif path == "aggregation":
        for name, one in value[0].items():
            yield f"aggregation.*.{name}", one
    else:
        yield path, value


def written(path: str, value) -> str:
    field = find(tuple(path.split(".")))
    return in_sentences(field, value, SUBJECT)


@pytest.mark.parametrize(
    ("scale", "said"),
    [
        ({"values": ["-1", "0", "1"], "min": -1, "max": 1}, "The possible answers were -1, 0 and 1."),
        ({"values": ["2", "1"], "min": 1, "max": 2}, "The possible answers were 2 and 1."),
        ({"values": ["0", "1"]}, "The possible answers were “0” and “1”."),
        ({"values": ["0", "1"], "min": 0, "max": 5}, "The possible answers were “0” and “1”. Answers ran from 0 to 5."),
        (
            {"values": ["01", "2"], "min": 1, "max": 2},
            "The possible answers were “01” and “2”. Answers ran from 1 to 2.",
        ),
    ],
)
def test_numbers_that_run_from_the_least_to_the_most_are_said_once(scale: dict, said: str) -> None:
    assert written("dimensions.*.scale", scale) == f"For “Tone of reply”, t{said[1:]}"
    assert back(written("dimensions.*.scale", scale)) == {
        f"dimensions.*.scale.{key}": one for key, one in scale.items()
    }


@pytest.mark.parametrize("path", TURNED)
def test_each_phrase_is_read_back(path: str) -> None:
    for value in values_of(path):
        text = written(path, value)
        found = back(f"{text} The documentation of the data does not state what people were paid.").get(path)
        assert found == value or found == [value], text


@pytest.mark.parametrize("path", RECORDS)
def test_each_record_is_read_back(path: str) -> None:
    value = RECORDS[path]
    text = written(path, value)
    assert back(text) == dict(_flat(path, value)) or _alike(back(text), path, value), text


def _alike(found: dict, path: str, value) -> bool:
    """Say whether a value came back but for how its text begins."""
    one = found.get(path)
    if path == "dataset.counts":
        return one == [value]
    return isinstance(value, str) and value.lower().removeprefix("those of ") in str(one).lower()


def test_what_has_no_inverse_has_a_reason() -> None:
    """A new phrase or writer needs an inverse, or a line that says why it has none."""
    writers = {*WRITERS, *LISTS, *VALUES}
    assert writers - set(RECORDS) == set(UNREAD)
    stale = [one for one in EXCEPTIONS if not any(excepted(path) and _covers(one, path) for path in PHRASES)]
    assert not stale


def _covers(one: str, path: str) -> bool:
    return path == one or (one.endswith(".*") and path.startswith(one[:-1]))


@pytest.mark.parametrize("form", ["arr", "datasheet"])
@pytest.mark.parametrize("name", ["helpsteer2", "dices-350", "annotation-paradigms-control", "red-team-attempts"])
def test_a_filled_sheet_comes_back(forms, name: str, form: str) -> None:
    words = [one for one, *_ in forms.compared(load(read_card(CARDS / f"{name}.card.yaml")).card, form)]
    told = len(words) - words.count("wrong")
    assert words.count("right") >= 0.9 * told
    assert words.count("wrong") <= 1


@pytest.mark.nightly
@pytest.mark.parametrize("form", ["arr", "datasheet"])
def test_the_sheets_of_the_gallery_come_back(forms, form: str) -> None:
    cards = [load(read_card(path)).card for path in sorted(CARDS.glob("*.card.yaml"))]
    words = [one for card in cards if card for one, *_ in forms.compared(card, form)]
    assert words.count("right") >= 0.95 * (len(words) - words.count("wrong"))
    assert words.count("wrong") <= 0.01 * len(words)


SHEET = """# ACL Rolling Review, Responsible NLP Research checklist

The answers are about the data of “Bread”.

Source of the questions: https://aclrollingreview.org/responsibleNLPresearch; version: 1; read on 2026-11-28.

## D. Did you use human annotators (e.g., crowdworkers) or research with human participants?

### D2. Did you report information about how you recruited participants, and discuss if such payment is adequate?

No. The raters in the group “bakers” were paid EUR 20 an hour. The raters in the group “guests” were not paid. The
documentation of the data does not state how people were recruited (asked at the door).

### D3. Did you discuss whether and how consent was obtained from people whose data you're using/curating?

No. The raters were not asked for consent. Left to the authors of the paper: whether that was right.
"""


def test_groups_are_told_apart_and_no_word_of_the_form_is_left() -> None:
    found = draft(SHEET, name="sheet.md")
    assert found.values["dataset.title"] == "Bread"
    assert found.values["pools.bakers.pay"] == {"amount": 20.0, "currency": "EUR", "per": "hour"}
    assert found.values["pools.guests.pay"] == {"amount": 0}
    assert found.values["pools.raters.consent"] == "none"
    told = " ".join(one.text for one in found.left)
    assert "asked at the door" in told
    assert "Source of the questions" not in told
    assert "Left to" not in told


def test_what_is_not_ours_goes_the_way_of_others() -> None:
    """A stranger's answer with a sentence that could be ours keeps what else it says."""
    text = (
        "# Datasheet for Bread\n\n## Who was involved in the data collection process and how were they compensated?\n\n"
    )
    found = draft(f"{text}They are in Kenya. We recruited 86 crowdworkers on Prolific.", name="sheet.md")
    assert found.values["pools.raters.countries"] == ["KE"]
    assert found.values["pools.raters.size"] == 86
    assert found.values["pools.raters.recruitment.platform"] == "Prolific"


def test_an_unsure_list_is_not_taken_apart() -> None:
    """An “and” may belong to a name."""
    assert not back("The dataset was made by LAION and contributors to Open-Assistant.")


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("collection", {"setting": "lab", "platform": "Sona", "tool": "Qualtrics"}),
        ("collection", {"setting": "lab", "platform": "a site of the lab", "tool": "own page"}),
        ("collection", {"setting": "lab", "tool": "a page, with a timer"}),
        ("pools.*.ethics", {"status": "approved", "body": "Ethics board of X"}),
        ("pools.*.ethics", {"status": "exempt", "body": "X (Y)"}),
        ("dimensions.*.scale", {"values": ["a", "b", "c"], "select": "several", "least": 1, "most": 2}),
        ("dimensions.*.scale", {"values": ["a", "b", "c"], "least": 1, "most": 2}),
        ("framework.exclusions", ["none"]),
        ("release.maintenance", "a volunteer, in her spare time"),
        ("release.withdrawal", "By mail."),
        ("dataset.languages", ["en", "mul"]),
        ("dataset.languages", ["mul"]),
    ],
)
def test_names_and_means_are_read_back(path: str, value: object) -> None:
    assert back(written(path, value)) == dict(_flat(path, value))


def test_a_no_for_some_is_no_text_of_an_author() -> None:
    found = draft(SHEET.replace("No. The raters in the", "No, not all of it. The raters in the"), name="sheet.md")
    assert not any("not all of it" in one.text for one in found.left)
    assert found.values["pools.bakers.pay"] == {"amount": 20.0, "currency": "EUR", "per": "hour"}
