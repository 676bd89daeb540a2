"""The program in a page answers in the language of the page, and writes files in English."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest
from small_portal import text_of
from undisguised import of_authors, undisguised, undisguised_in

from alignmentcard.errors import AlignmentCardError
from alignmentcard.measurement.run import Machine
from alignmentcard.messages import pseudo, speaking
from alignmentcard.messages.carried import packed
from alignmentcard.messages.retold import say
from alignmentcard.portal.browser import measuring, session
from alignmentcard.rules.example import whole_card

ODD = whole_card("").replace("definitions: descriptive", "definitions: prescritive")


@pytest.fixture
def german():
    with speaking("de") as language:
        told = packed(language)
    asked({"ask": "speak", "language": told})
    yield
    session.BROUGHT[:] = [session.ENGLISH]


def asked(question: dict) -> dict:
    return json.loads(session.answer(json.dumps(question)))


def test_findings_are_shown_in_german_and_the_report_is_that_of_the_command_line(german) -> None:
    told = asked({"ask": "check", "text": ODD, "name": "card.yaml"})
    [found] = [one for one in json.loads(told["report"])["findings"] if one["severity"] == "error"]
    assert "is not a word of this vocabulary" in found["message"]
    assert any("ist kein Wort dieses Vokabulars. Meinten Sie `prescriptive`?" in one for one, _ in told["said"])


def test_questions_of_the_form_are_asked_in_german(german) -> None:
    told = asked({"ask": "write", "text": 'alignmentcard: "1.1"\n', "profile": "minimal"})
    html = "".join(part for _, part in told["parts"])
    assert "Wie heißt der Datensatz?" in html
    assert "What is the dataset called?" not in html


def test_without_a_language_the_program_speaks_english() -> None:
    told = asked({"ask": "check", "text": ODD, "name": "card.yaml"})
    assert [one for one, _ in told["said"]] == [one["message"] for one in json.loads(told["report"])["findings"]]


TEXTS = {
    "full": text_of("full"),
    "least": text_of("least") + "gaps:\n  - {field: dataset.license, reason: to_do}\n",
    "broken": text_of("broken"),
    "odd": ODD,
    "blank": 'alignmentcard: "1.1"\n',
}
UNREAD = ("", "a: [", "- 1", "abc\ndef: 1", "\ta: 1", "a: 1\n]", "a: !x!y z", "a: &", "%YAML 3.0\n---\na: 1")
EXAMPLE = Path(__file__).parents[2] / "site" / "docs" / "guide" / "example"


@pytest.fixture
def disguised():
    with speaking("en-XA") as language:
        told = packed(language)
    asked({"ask": "speak", "language": told})
    yield
    session.BROUGHT[:] = [session.ENGLISH]


def told_of(text: str) -> Iterator[str]:
    """Yield all that pages are told of a card, as HTML."""
    told = asked({"ask": "check", "text": text, "name": "card.yaml"})
    yield from (f"<p>{part}</p>" for both in told["said"] for part in both)
    yield told["map"]
    for profile in ("standard", "annotator-level-release"):
        told = asked({"ask": "write", "text": text, "profile": profile})
        yield from (html for _, html in told.get("parts", ()))
        yield from (told.get("side", ""), told.get("strip", ""), told.get("unread", {}).get("why", ""))
        yield asked({"ask": "review", "cards": [{"name": "a.card.yaml", "text": text}], "profile": profile})["html"]
    told = asked({"ask": "mend", "text": text, "name": "card.yaml", "start": 0, "end": len(text)})
    yield from (one["title"] for one in told["repairs"])


@pytest.mark.parametrize("name", TEXTS)
def test_what_pages_are_told_of_a_card_came_from_a_catalogue(disguised, name: str) -> None:
    cards = of_authors() + ODD.casefold() + " annotator-level-release"
    found = {text for html in told_of(TEXTS[name]) for text in undisguised(f'<p class="ac-card">{html}</p>', cards)}
    assert found == set()


@pytest.mark.parametrize("text", UNREAD)
def test_why_a_text_cannot_be_read_came_from_a_catalogue(disguised, text: str) -> None:
    told = asked({"ask": "check", "text": text, "name": "card.yaml"})
    assert [odd for both in told["said"] for part in both for odd in undisguised_in(part, "")] == []


def test_what_the_editor_tells_came_from_a_catalogue(disguised) -> None:
    text, cards = TEXTS["full"], of_authors()
    told = [asked({"ask": "hover", "text": text, "name": "card.yaml", "offset": at}) for at in range(0, len(text), 40)]
    offered = [
        asked({"ask": "complete", "text": text, "name": "card.yaml", "offset": at}) for at in (0, 300, 900, 1500)
    ]
    source = pseudo.disguised("Source:")  # behind it stand works of others
    said = [part for one in told if one for part in one["markdown"].partition(source)[0].split("\n\n")]
    said += [one["detail"] for offer in offered for one in offer["choices"] if one["kind"] == "field"]
    assert len(said) > 20
    assert [odd for part in said for odd in undisguised_in(part, cards)] == []


def said_of(columns: dict[str, str], folder: Path, table: str) -> Iterator[str]:
    """Yield what the page that measures says of a table before anything is measured, or why it cannot."""
    try:
        told = measuring.look(str(folder), table, columns, machine=Machine())
    except AlignmentCardError as error:
        yield say(error.args[0])
        return
    yield from (told.get("why", ""), told.get("means", ""), *told.get("notes", ()))
    yield from (why for likely in told.get("unclear", {}).values() for _, why in likely)


def test_what_is_said_of_a_table_came_from_a_catalogue(tmp_path: Path) -> None:
    folder = copytree(EXAMPLE, tmp_path / "example")
    (folder / "odd.csv").write_text("a,b,c\n1,2,3\n2,3,1\n", "utf-8")
    (folder / "no.json").write_text("[1", "utf-8")
    about = (("ratings.csv", {}), ("odd.csv", {}), ("no.json", {}), ("ratings.csv", {"item": "nope"}))
    with speaking("en-XA"):
        said = [part for table, columns in about for part in said_of(columns, folder, table) if part]
    assert len(said) > 6
    assert [part for part in said if "⟦" not in part] == []


ODD_FILES = {
    "empty.csv": "",
    "notes.txt": "a,b\n1,2\n",
    "page.csv": "<html></html>",
    "report.pdf": "%PDF-1.7",
    "ratings.rds": "x",
    "head.csv": "item,rater,value\n",
    "means.csv": "item,mean\na,0.5\nb,0.25\n",
    "uneven.csv": "item,rater,value\na,b\nc,d,1,2\n",
    "unclear.csv": "a,b,c\n1,2,3\n2,3,1\n",
    "pairs.jsonl": '{"chosen": "x", "rejected": "y"}\n' * 2,
}


@pytest.mark.parametrize("name", ODD_FILES)
def test_no_refusal_of_a_table_is_half_english(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(ODD_FILES[name], "utf-8")
    columns = " ".join(ODD_FILES[name].split("\n")[0].split(",")) + " item value column files release chosen rejected"
    with speaking("en-XA"):
        [said] = [part for part in said_of({}, tmp_path, name) if part and " " in part][:1]
    bare = re.sub(r"\(.*?\)|--column \S+|write\.csv\(.*?\)+|" + re.escape(str(tmp_path)) + r"\S*", " . ", said)
    assert "⟦" in said
    assert list(undisguised_in(bare, columns.casefold())) == []


def test_heads_and_steps_of_measuring_came_from_a_catalogue(tmp_path: Path) -> None:
    folder, steps = copytree(EXAMPLE, tmp_path / "example"), []
    with speaking("en-XA"):
        told = measuring.look(str(folder), "ratings.csv", {}, machine=Machine())
        measuring.measured(
            str(folder), "ratings.csv", {}, machine=Machine(), progress=lambda what: steps.append(say(what))
        )
    assert len(steps) > 8
    assert [said for said in (*told["ratings"]["head"], *steps) if "⟦" not in said] == []


def test_what_stands_for_a_column_is_said_in_the_language_of_the_page(tmp_path: Path) -> None:
    cells = "".join(f'a{n},"{{""r1"": 1, ""r2"": {n % 2}, ""r3"": 0}}"\n' for n in range(20))
    (tmp_path / "votes.csv").write_text(f"item,answers\n{cells}", "utf-8")
    with speaking("de"):
        told = measuring.look(str(tmp_path), "votes.csv", {"value": "answers"}, machine=Machine())
    assert told["made"]["key of answers"] == "Schlüssel in answers"
    assert any("gegeben von Schlüssel in answers" in note for note in told["notes"])
