"""What a page asks the checker in the browser, asked here."""

import json
import subprocess
import sys

import pytest
from small_portal import text_of

from alignmentcard.checker.check import check
from alignmentcard.document import parse
from alignmentcard.layout.text import formatted
from alignmentcard.measurement.run import Machine
from alignmentcard.portal.browser import measuring
from alignmentcard.portal.browser.session import answer
from alignmentcard.profiles import names
from alignmentcard.report.machine import as_json

README = f"---\nalignmentcard:\n{''.join(f'  {line}' for line in text_of('full').splitlines(True))}---\n# Read me\n"


def ask(**question):
    return json.loads(answer(json.dumps(question)))


def test_the_report_is_that_of_the_command_line():
    told = ask(ask="check", text=text_of("full"), name="card.yaml")
    assert told["report"] == "\n".join(as_json([check(parse(text_of("full"), "card.yaml"))]))
    assert told["title"] == "Harm in replies, judged under a policy"


@pytest.mark.parametrize("profile", names())
def test_every_profile_is_on_offer_and_runs(profile):
    assert profile in ask(ask="choices")["profiles"]
    assert ask(ask="check", text=text_of("full"), name="card.yaml", profile=profile)["report"]


def test_a_card_has_its_place_on_the_map_with_no_link_to_a_page_that_is_not_there():
    drawn = ask(ask="check", text=text_of("full"), name="card.yaml")["map"]
    assert drawn.startswith("<svg")
    assert "cards/card/" not in drawn


@pytest.mark.parametrize("text", ["", "a: [", text_of("broken")], ids=["nothing", "no YAML", "not of the standard"])
def test_what_does_not_fit_has_findings_and_no_place(text):
    told = ask(ask="check", text=text, name="card.yaml")
    assert json.loads(told["report"])["findings"]


def test_a_readme_is_checked_by_the_card_in_its_front_matter():
    told = ask(ask="check", text=README, name="README.md")
    assert told["title"] == "Harm in replies, judged under a policy"


@pytest.mark.parametrize("form", [one["name"] for one in ask(ask="formats")["formats"]])
def test_every_format_is_written(form):
    made = ask(ask="export", text=text_of("full"), name="card.yaml", to=form)
    assert made["text"] or made["lacks"]
    assert made["name"].startswith("card")


def test_a_card_that_does_not_fit_cannot_be_exported_and_the_reader_is_told():
    assert "Mend what is marked" in ask(ask="export", text=text_of("broken"), name="card.yaml", to="croissant")["error"]


def test_croissant_becomes_a_draft():
    croissant = ask(ask="export", text=text_of("full"), name="card.yaml", to="croissant")["text"]
    assert "Harm in replies" in ask(ask="import", text=croissant, name="croissant.json")["text"]


SMILING = 'alignmentcard: "1.1"\ndataset: {id: t, title: "🙂 T"}\nframework:\n  definitions: prescriptve\n'


def test_a_place_in_the_text_is_counted_as_a_page_counts_it():
    start = SMILING.encode("utf-16-le").index("prescriptve".encode("utf-16-le")) // 2
    told = ask(ask="check", text=SMILING, name="card.yaml")
    assert [start, start + len("prescriptve")] in told["marks"]
    assert len(told["marks"]) == len(json.loads(told["report"])["findings"])
    about = ask(ask="hover", text=SMILING, name="card.yaml", offset=start - 3)
    assert "**framework.definitions**" in about["markdown"]


def test_words_are_offered_where_they_take_the_place_of_what_is_there():
    start = SMILING.encode("utf-16-le").index("prescriptve".encode("utf-16-le")) // 2
    offer = ask(ask="complete", text=SMILING, name="card.yaml", offset=start + 3)
    assert offer["from"] == start
    assert {"descriptive", "prescriptive"} <= {one["insert"] for one in offer["choices"]}
    assert ask(ask="complete", text="- a\n", name="card.yaml", offset=3)["choices"] == []


def test_a_way_out_of_a_finding_is_an_edit_of_the_text():
    units = SMILING.encode("utf-16-le")
    start = units.index("prescriptve".encode("utf-16-le")) // 2
    found = ask(ask="mend", text=SMILING, name="card.yaml", start=start, end=start)["repairs"]
    [[begin, end, text]] = next(one["edits"] for one in found if one["title"] == "Write prescriptive")
    mended = units[: 2 * begin] + text.encode("utf-16-le") + units[2 * end :]
    assert mended.decode("utf-16-le") == SMILING.replace("prescriptve", "prescriptive")


def test_a_card_is_laid_out_and_a_readme_is_not():
    text = "dataset: {title: T,   id: t}\nalignmentcard: '1.1'\n"
    made = text
    for begin, end, new in reversed(ask(ask="lay out", text=text, name="card.yaml")["edits"]):
        made = made[:begin] + new + made[end:]
    assert made == formatted(parse(text))
    assert "error" in ask(ask="lay out", text=README, name="README.md")


WITHOUT_NUMPY = """
import json, sys
sys.modules |= dict.fromkeys(("numpy", "pyarrow", "duckdb"))
from alignmentcard.portal.browser.compiled import ONLY_TO_MEASURE
from alignmentcard.portal.browser.session import ANSWERS, answer
told = [json.loads(answer(json.dumps(question))) for question in json.load(sys.stdin)]
loaded = [name for name in sys.modules if name.replace(".", "/").startswith(ONLY_TO_MEASURE) and sys.modules[name]]
json.dump([told, loaded], sys.stdout)
"""


def test_what_a_page_asks_before_it_measures_needs_nothing_that_only_measuring_loads():
    text, name = text_of("full"), "card.yaml"
    croissant = ask(ask="export", text=text, name=name, to="croissant")["text"]
    asked = [{"ask": "check", "text": text, "name": name}, {"ask": "formats"}, {"ask": "begin"}, {"ask": "venues"}]
    asked += [{"ask": "export", "text": text, "name": name, "to": one["name"]} for one in ask(ask="formats")["formats"]]
    asked += [{"ask": "take", "text": croissant, "name": "croissant.json"}]
    asked += [{"ask": "gather", "files": [{"name": "a/README.md", "text": README}]}]
    asked += [{"ask": "review", "cards": [{"name": name, "text": text}], "profile": "arr"}]
    asked += [{"ask": "hover", "text": text, "name": name, "offset": 40}]
    asked += [{"ask": "lay out", "text": text, "name": name}]
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_NUMPY], input=json.dumps(asked), capture_output=True, text=True
    )
    assert done.stderr == ""
    told, loaded = json.loads(done.stdout)
    assert told == [ask(**question) for question in asked]
    assert loaded == []


def test_a_card_is_taken_as_it_is_and_what_is_none_becomes_a_draft():
    assert ask(ask="take", text=README, name="README.md") == {"text": README, "name": "README.md", "about": ""}
    assert ask(ask="take", text="a: [", name="any.yaml")["text"] == "a: ["
    made = ask(ask="take", text="---\nlicense: mit\n---\n# Ratings\n", name="README.md")
    assert (made["name"], made["about"]) == ("card.yaml", "Hugging Face dataset card")


def test_of_a_folder_its_cards_are_taken():
    files = [{"name": "x/full.card.yaml", "text": text_of("full")}, {"name": "x/notes.md", "text": "# Notes\n"}]
    [card] = ask(ask="gather", files=files)["cards"]
    assert (card["name"], card["title"], card["errors"]) == (
        "x/full.card.yaml",
        "Harm in replies, judged under a policy",
        0,
    )
    drafts = ask(ask="gather", files=[{"name": "x/README.md", "text": "---\nlicense: mit\n---\n# Ratings\n"}])
    assert drafts["about"] == "Hugging Face dataset card"
    assert "No card is in this folder" in ask(ask="gather", files=[])["error"]


@pytest.mark.parametrize("there", [True, False], ids=["with its reader", "without"])
def test_a_table_that_a_page_cannot_read_is_told_by_its_name_and_without_a_command_to_install(
    tmp_path, monkeypatch, there
):
    (tmp_path / "ratings.xlsx").write_text("no sheet")
    if not there:
        monkeypatch.setitem(sys.modules, "python_calamine", None)
    monkeypatch.setattr(measuring, "_page", Machine)
    told = ask(ask="look", folder=str(tmp_path), table="ratings.xlsx", columns={})["error"]
    assert str(tmp_path) not in told
    assert "pip install" not in told
    assert told.startswith("ratings.xlsx is text and no spreadsheet" if there else "A page cannot do this")
