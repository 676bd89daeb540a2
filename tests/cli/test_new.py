"""alignmentcard new: on a real terminal, from files, and where there is no terminal."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pexpect
import pytest
from click import unstyle
from click.testing import CliRunner

from alignmentcard.author.count import questions_of
from alignmentcard.author.session import start
from alignmentcard.checker.check import check
from alignmentcard.cli import asking, group, screen
from alignmentcard.document import read
from alignmentcard.errors import AlignmentCardError
from alignmentcard.profiles import load_profile, names
from alignmentcard.resources import folder

DOWN, ERASE = "\x1b[B", "\x15"
SUMMARY = "Replies of a chat assistant, each judged by people from an online panel."
MINIMAL = [
    ("What is the dataset called?", "Sort of Safe\r"),
    ("In one paragraph", f"{SUMMARY}\r"),
    ("Under which licence", "CC-BY-4.0\r"),
    ("before or after the collection", f"{DOWN}\r"),
    ("one belief, or capture a diversity", f"{DOWN * 2}\r"),
    ("When raters differ", f"{DOWN * 2}\r"),
    ("a general judgement, or about named", f"{DOWN * 2}\r"),
    ("Did you fix what the traits mean", f"{DOWN * 2}\r"),
    ("What were raters asked about?", "Harmful content\r"),
    ("`harmful-content`: How much were raters told", f"{DOWN * 2}\r"),
    ("Where does the answer come from?", f"{DOWN * 3}\r"),
    ("Who gave the judgements", f"{DOWN}\r"),
    ("How many are they?", "800\r"),
    ("How did several ratings become one label?", f"{DOWN}\r"),
    ("What can others get", f"{DOWN}\r"),
    ("That was the last question", "\r"),
]
ANSWERS = f"""dataset.title: Sort of Safe
dataset.summary: {SUMMARY}
dataset.license: CC-BY-4.0
dataset.contact: mailto:data@example.org
intent.written: ex_ante
intent.beliefs: many
intent.disagreement: signal
framework.dimensions: specific
framework.definitions: descriptive
framework.authority: [raters]
dimensions: [Harmful content, Helpful]
dimensions.*.subjectivity: latent_projective
dimensions.*.definition.detail: label
pools: human
pools.*.size: 800
pools.raters.pay: {{amount: 12, currency: USD, per: hour}}
aggregation: soft_label
release.level: ?withheld Decided in spring.
"""


class Terminal:
    """Somebody at a terminal who answers questions."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        known = {**os.environ, "TERM": "xterm", "PROMPT_TOOLKIT_NO_CPR": "1", "NO_COLOR": "1"}
        call = ["-m", "alignmentcard", "new", *arguments]
        size = {"dimensions": (24, 80), "encoding": "utf-8", "timeout": 30}
        self.child = pexpect.spawn(sys.executable, call, cwd=str(folder), env=known, **size)

    def answer(self, question: str, keys: str) -> None:
        self.sees(question)
        self.sees("\x1b[?2004h")  # the prompt reads keys from here on
        self.child.send(keys)

    def picks(self, row: str, keys: str) -> None:
        """Press keys as soon as a list shows a row; what stands above it was seen already."""
        self.sees(row)
        self.child.send(keys)

    def sees(self, text: str) -> None:
        self.child.expect_exact(text)

    def ends(self) -> int:
        self.child.expect(pexpect.EOF)
        self.child.close()
        return int(self.child.exitstatus)


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[object]:
    opened: list[Terminal] = []

    def begin(*arguments: str) -> Terminal:
        opened.append(Terminal(tmp_path, *arguments))
        return opened[-1]

    yield begin
    for each in opened:
        each.child.close(force=True)


def errors_of(path: Path, profile: str = "minimal") -> list[str]:
    report = check(read(path), profile=load_profile(profile))
    assert report.card is not None
    return [f.message for f in report.findings if f.severity == "error" or f.code == "AC009"]


def test_a_new_user_gets_from_nothing_to_a_clean_minimal_card(terminal, tmp_path: Path) -> None:
    session = terminal()
    for question, keys in MINIMAL:
        session.answer(question, keys)
    session.sees("The card is in sort-of-safe.card.yaml. It has level 1, placed, ")
    session.sees("alignmentcard explain AC")
    assert session.ends() == 0
    assert errors_of(tmp_path / "sort-of-safe.card.yaml") == []


def test_stopping_names_the_profile_whose_questions_are_left(terminal) -> None:
    session = terminal("my card.card.yaml", "--profile", "standard")
    session.answer(MINIMAL[0][0], MINIMAL[0][1])
    session.answer("Which version", "\x03")
    session.sees("Saved. Go on with: alignmentcard new 'my card.card.yaml' --profile standard")
    assert session.ends() == 130


def test_where_the_card_stands_is_shown_as_it_goes(terminal) -> None:
    session = terminal("my.card.yaml")
    for question, keys in MINIMAL[:8]:
        session.answer(question, keys)
    session.sees("dimensions · 9 of about 15 · ◲ specific, descriptive")


def test_text_that_is_typed_into_a_list_chooses_nothing(terminal) -> None:
    session = terminal("my.card.yaml")
    for question, keys in MINIMAL[:3]:
        session.answer(question, keys)
    session.answer(MINIMAL[3][0], "kappa, just so\x0e\r")
    session.sees("Nothing was chosen.")


def test_text_that_is_typed_where_rows_are_marked_marks_nothing(terminal, tmp_path: Path) -> None:
    (tmp_path / "uses.yaml").write_text("name: uses\ntitle: U\nexpects: [{field: intent.uses}]\n", encoding="utf-8")
    session = terminal("my.card.yaml", "--profile", "uses.yaml")
    for question, keys in MINIMAL[:2]:
        session.answer(question, keys)
    session.sees("Space marks")
    session.child.send("a\r")
    session.sees("Nothing was chosen.")


def test_stopping_saves_and_the_same_command_goes_on(terminal, tmp_path: Path) -> None:
    session = terminal("my.card.yaml")
    for question, keys in MINIMAL[:5]:
        session.answer(question, keys)
    session.answer(MINIMAL[5][0], "\x03")
    session.sees("Saved. Go on with: alignmentcard new my.card.yaml")
    assert session.ends() == 130
    session = terminal("my.card.yaml")
    session.answer("my.card.yaml exists.", "\r")
    for question, keys in MINIMAL[5:]:
        session.answer(question, keys)
    assert session.ends() == 0
    assert errors_of(tmp_path / "my.card.yaml") == []


def test_going_back_reaches_what_was_answered_before_stopping(terminal, tmp_path: Path) -> None:
    (tmp_path / "my.card.yaml").write_text(f"dataset: {{id: a, title: A, summary: '{SUMMARY}'}}\n", "utf-8")
    session = terminal("my.card.yaml", "--continue")
    session.answer("Under which licence", "<")
    session.answer("In one paragraph", "<")
    session.answer("What is the dataset called?", f"{ERASE}Better\r")
    session.answer("In one paragraph", "\r")
    session.answer("Under which licence", "\x03")
    assert session.ends() == 130
    assert read(tmp_path / "my.card.yaml").data["dataset"] == {"id": "a", "title": "Better", "summary": SUMMARY}


def test_what_is_refused_at_a_prompt_says_what_to_do_there(terminal) -> None:
    session = terminal("my.card.yaml")
    for question, keys in MINIMAL[:2]:
        session.answer(question, keys)
    session.answer("Under which licence", "some licence of ours\r")
    session.sees("\x1b[?2004h")
    told = " ".join(unstyle(session.child.before).split())
    assert "if there is no licence, type ? and say why it is not known." in told


def test_a_question_stays_on_the_screen_however_often_enter_is_pressed(terminal) -> None:
    session = terminal("my.card.yaml")
    session.answer("What is the dataset called?", "\r")
    told = ""
    for _ in range(8):
        session.answer("Nothing was answered.", "\r")
        told += session.child.before
    assert told.count("What is the dataset called?") == 1


def test_stopping_before_the_first_answer_saves_nothing(terminal, tmp_path: Path) -> None:
    session = terminal("my.card.yaml")
    session.answer(MINIMAL[0][0], "\x03")
    session.sees("nothing was saved")
    assert session.ends() == 130
    assert list(tmp_path.iterdir()) == []


def test_a_card_that_exists_is_left_as_it_is_where_its_author_says_so(terminal, tmp_path: Path) -> None:
    (tmp_path / "my.card.yaml").write_text("dataset: {id: a, title: A}\n", encoding="utf-8")
    session = terminal("my.card.yaml")
    session.answer("my.card.yaml exists.", f"{DOWN}\r")
    session.sees("Stopped.")
    session.ends()
    assert (tmp_path / "my.card.yaml").read_text(encoding="utf-8") == "dataset: {id: a, title: A}\n"


def test_a_wrong_answer_is_explained_and_asked_again(terminal) -> None:
    session = terminal("my.card.yaml")
    session.answer(*MINIMAL[0])
    session.answer("In one paragraph", "too short\r")
    session.answer("is too short: at least 50 characters", f"{SUMMARY}\r")
    session.answer("Under which licence", "mit license\r")
    session.answer("“mit license” is written MIT in a card. Enter takes it.", "\r")
    session.sees("before or after the collection")


def test_not_known_asks_for_the_reason_and_becomes_a_gap(terminal, tmp_path: Path) -> None:
    session = terminal("my.card.yaml")
    for question, keys in MINIMAL[:2]:
        session.answer(question, keys)
    session.answer("Under which licence", "?")
    session.picks("Back to the question", f"{DOWN * 2}\r")
    session.answer("What is known all the same?", "The page says nothing.\r")
    session.sees("before or after the collection")
    gap = {"field": "dataset.license", "reason": "not_published", "note": "The page says nothing."}
    assert read(tmp_path / "my.card.yaml").data["gaps"] == [gap]


def test_one_question_back_offers_the_answer_that_was_given(terminal, tmp_path: Path) -> None:
    session = terminal("my.card.yaml")
    for question, keys in MINIMAL[:2]:
        session.answer(question, keys)
    session.answer("Under which licence", "<")
    session.answer("In one paragraph", f"{ERASE}{SUMMARY} Again.\r")
    session.sees("Under which licence")
    assert read(tmp_path / "my.card.yaml").data["dataset"]["summary"].endswith("Again.")


def test_in_a_list_more_and_enter_saves_nothing_and_one_key_goes_back(terminal, tmp_path: Path) -> None:
    session = terminal("my.card.yaml")
    for question, keys in MINIMAL[:3]:
        session.answer(question, keys)
    session.answer("before or after the collection", "?")
    session.picks("Back to the question", "\r")
    session.picks("(nothing chosen yet)", "\r")
    session.answer("Nothing was chosen.", f"{DOWN}\r")
    session.answer("one belief, or capture a diversity", "<")
    session.answer("before or after the collection", f"{DOWN}\r")
    session.sees("one belief, or capture a diversity")
    assert read(tmp_path / "my.card.yaml").data["intent"] == {"written": "ex_post"}


SCREENS = [name for name in names() if (folder("schema") / "profiles" / f"{name}.yaml").is_file()]


@pytest.mark.parametrize("profile", SCREENS)
def test_question_definitions_and_options_are_visible_together(profile: str, monkeypatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("LINES", "24")
    likely = {"dimensions": [{"id": "tone"}], "pools": [{"id": "raters", "kind": "human"}]}
    for data in ({}, likely):
        session = start(load_profile(profile), data)
        for question in session.questions:
            rows = asking.rows_of(question)
            head = unstyle(screen.heading(session, question, rows)).split("\n")
            hint = f" {screen.hint(session, question)}".split("\n")
            more = max((row.more.count("\n") + 1 for row in rows if row.more), default=0)
            assert len(head) + len(rows) + len(hint) + more <= 24
            assert max(map(len, (*head, *hint, *(f"     {row.title}" for row in rows)))) <= 80
            assert question.text.split()[0] in " ".join(head)
            assert [row.title.split()[0] for row in rows[1:]] == [row.word for row in rows[1:]]


def test_the_number_of_questions_is_the_same_everywhere(root: Path) -> None:
    said = f"{questions_of(load_profile('minimal'))} questions"
    assert said in (root / "README.md").read_text(encoding="utf-8")
    assert said in (root / "site" / "docs" / "guide" / "write-a-card.md").read_text(encoding="utf-8")
    listed = CliRunner().invoke(group, ["profiles"]).output
    assert [line for line in listed.splitlines() if line.startswith("minimal") and said in line]
    shown = screen.heading(session := start(load_profile("minimal")), session.questions[0], [])
    assert f"1 of about {said.split()[0]}" in shown


def test_a_file_that_is_no_card_is_one_to_begin_from(tmp_path: Path) -> None:
    (tmp_path / "ratings.csv").write_text("item,rater,helpful\n1,a,1\n", encoding="utf-8")
    said = str(call(tmp_path / "ratings.csv", "--yes").exception)
    assert "To begin from this file: alignmentcard new --from" in said


def test_columns_that_are_not_clear_are_said_with_the_whole_command(tmp_path: Path) -> None:
    pytest.importorskip("duckdb", reason="a table needs the extra measure")
    table = tmp_path / "u.csv"
    table.write_text("prompt_id,worker,left,pick,q2\n1,a,x,1,3\n1,b,x,0,4\n2,a,x,1,5\n", encoding="utf-8")
    card = tmp_path / "u.card.yaml"
    assert f"The whole command: alignmentcard new {card} --from {table} --column " in str(
        call(card, "--from", table, "--yes").exception
    )
    named = ("--column", "item=prompt_id", "--column", "rater=worker", "--column", "value=pick")
    assert call(card, "--from", table, "--yes", *named).exit_code == 0
    assert read(card).data["dimensions"][0]["id"]


def test_several_choices_are_marked_with_the_space_bar(terminal, tmp_path: Path) -> None:
    known = ("version", "license", "languages", "creators", "published", "items", "ratings", "contact")
    known += ("sources_of_items",)
    gaps = "".join(f"dataset.{name}: ?unknown\n" for name in known)
    answers_in(tmp_path, f"dataset.title: T\ndataset.summary: {SUMMARY}\n{gaps}intent.written: ex_ante\n")
    session = terminal("my.card.yaml", "--profile", "standard", "--answers", "answers.yaml")
    session.answer("What is the data meant to be used for?", f" {DOWN} \r")
    session.sees("one belief, or capture a diversity")
    assert read(tmp_path / "my.card.yaml").data["intent"]["uses"] == ["reward_model", "fine_tuning"]


def call(*arguments: object, **options: object):
    return CliRunner().invoke(group, ["new", *map(str, arguments)], **options)


def answers_in(folder: Path, text: str = ANSWERS) -> Path:
    path = folder / "answers.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_of_answers_makes_a_card_without_a_terminal(tmp_path: Path) -> None:
    card = tmp_path / "my.card.yaml"
    result = call(card, "--answers", answers_in(tmp_path))
    assert (result.exit_code, result.exception) == (0, None)
    data = read(card).data
    assert [entry["id"] for entry in data["dimensions"]] == ["harmful-content", "helpful"]
    assert {entry["subjectivity"] for entry in data["dimensions"]} == {"latent_projective"}
    assert data["pools"][0]["pay"] == {"amount": 12, "currency": "USD", "per": "hour"}
    assert data["dataset"]["contact"] == "mailto:data@example.org"
    assert data["gaps"] == [{"field": "release.level", "reason": "withheld", "note": "Decided in spring."}]
    assert errors_of(card) == []


def test_yes_lists_the_rest_as_gaps(tmp_path: Path) -> None:
    card = tmp_path / "my.card.yaml"
    result = call(card, "--yes", "--profile", "standard")
    assert result.exit_code == 0
    assert "It has level 0, draft, 0 % answered.\nLevel 1 takes " in result.stderr
    assert "somebody to ask about dataset.version, " in result.stderr
    assert errors_of(card, "standard") == []
    assert read(card).data["dataset"] == {"id": "my", "title": "My"}


def test_without_a_name_the_card_is_called_after_its_title(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert call("--answers", answers_in(tmp_path)).exit_code == 0
    assert (tmp_path / "sort-of-safe.card.yaml").is_file()


WRONG = [
    ("dataset.titel: T\n", "the standard has no field `dataset.titel`"),
    ("dataset.title: T\ndataset.license: mit license\n", "`dataset.license`: "),
    ("dataset.title: T\nintent.beliefs: both\n", "is none of the words"),
    ("dataset.title: T\ndataset.license: ?forgotten\n", "Reasons are: not_recorded"),
    ("dataset.title: ?unknown\n", "A card cannot do without this"),
    ("dataset.title: T\ncollection.period: {begin: 2024}\n", "collection.period"),
    ("- a\n", "cannot be read"),
    ("a: [\n", "cannot be read"),
]


@pytest.mark.parametrize(("text", "because"), WRONG, ids=[row[1] for row in WRONG])
def test_a_wrong_answer_in_a_file_is_one_sentence_and_no_card(tmp_path: Path, text: str, because: str) -> None:
    card = tmp_path / "my.card.yaml"
    result = call(card, "--yes", "--answers", answers_in(tmp_path, text))
    assert isinstance(result.exception, AlignmentCardError)
    assert because in str(result.exception)
    assert not card.exists()


def test_an_existing_card_is_not_touched_without_a_terminal(tmp_path: Path) -> None:
    card = tmp_path / "my.card.yaml"
    card.write_text("dataset: {id: a, title: A}\n", encoding="utf-8")
    result = call(card, "--yes")
    assert "exists. Add --continue" in str(result.exception)
    assert card.read_text(encoding="utf-8") == "dataset: {id: a, title: A}\n"


def test_continue_fills_in_what_is_open_and_keeps_the_rest(tmp_path: Path) -> None:
    card = tmp_path / "my.card.yaml"
    card.write_text("# mine\ndataset: {id: a, title: A}  # short\n", encoding="utf-8")
    assert call(card, "--yes", "--continue").exit_code == 0
    text = card.read_text(encoding="utf-8")
    assert "# mine" in text
    assert "dataset: {id: a, title: A}  # short" in text
    assert errors_of(card) == []


def test_a_name_that_no_card_has_is_mended(tmp_path: Path) -> None:
    assert str(call(tmp_path / "my.yaml", "--yes").exception).endswith("my.card.yaml")


def test_without_a_terminal_it_says_so_and_does_not_wait(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "alignmentcard", "new", "my.card.yaml"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        cwd=tmp_path,
        timeout=240,
        check=False,
    )
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith("alignmentcard: Questions are asked on a terminal, and this is none.")
    assert list(tmp_path.iterdir()) == []


def test_the_answers_of_the_guide_make_a_clean_card(root: Path, tmp_path: Path) -> None:
    guide = (root / "site" / "docs" / "guide" / "write-a-card.md").read_text(encoding="utf-8")
    text = guide.partition("```yaml\n")[2].partition("```")[0]
    card = tmp_path / "my.card.yaml"
    assert call(card, "--answers", answers_in(tmp_path, text)).exit_code == 0
    assert errors_of(card) == []
    assert read(card).data["gaps"][0] == {
        "field": "dataset.license",
        "reason": "not_published",
        "note": "No page names one.",
    }


README = """---
license: mit
pretty_name: Sort of Safe
language: [en]
annotations_creators: [crowdsourced]
---
# Sort of Safe
"""


def test_values_of_another_description_are_taken_with_their_place_in_it(tmp_path: Path) -> None:
    readme, card = tmp_path / "README.md", tmp_path / "my.card.yaml"
    readme.write_text(README, encoding="utf-8")
    result = call(card, "--from", readme, "--yes")
    assert result.exit_code == 0
    data = read(card).data
    assert (data["dataset"]["title"], data["dataset"]["license"]) == ("Sort of Safe", "MIT")
    assert data["dataset"]["languages"] == ["en"]
    assert "Taken over from README.md without a question: dataset.languages" in result.stderr
    evidence = {entry["field"]: entry for entry in data["evidence"]}
    assert {"dataset.title", "dataset.license", "dataset.languages"} <= set(evidence)
    assert evidence["dataset.license"]["source"] in [source["id"] for source in data["sources"]]
    assert errors_of(card) == []


def test_an_answer_counts_more_than_another_description(tmp_path: Path) -> None:
    readme, card = tmp_path / "README.md", tmp_path / "my.card.yaml"
    readme.write_text(README, encoding="utf-8")
    assert call(card, "--from", readme, "--answers", answers_in(tmp_path)).exit_code == 0
    data = read(card).data
    assert data["dataset"]["license"] == "CC-BY-4.0"
    assert "dataset.license" not in [entry["field"] for entry in data["evidence"]]
