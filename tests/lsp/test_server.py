"""A real client talks to a real server over standard input and output."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lsp.client import PATIENCE, URI, Client

from alignmentcard.document import parse
from alignmentcard.layout.text import formatted
from alignmentcard.lsp.unreadable import SENTENCE
from alignmentcard.model.fields import tree
from alignmentcard.rules.example import whole_card

WRONG = whole_card(
    "framework:\n  dimensions: specific\n  defintions: descriptive # 🙂 as raters see it\n"
    "  authority: [rater, raters]\n"
)
SNIPPETS = {
    "textDocument": {
        "completion": {
            "completionItem": {"snippetSupport": True, "insertTextModeSupport": {"valueSet": [1, 2]}},
        }
    }
}


@pytest.fixture(scope="module")
def client() -> Iterator[Client]:
    with Client("--profile", "minimal") as opened:
        yield opened


def place(text: str, what: str) -> tuple[int, int]:
    """Return the line and the UTF-16 column of the first place of a text, counted from 0."""
    before = text[: text.index(what)]
    return before.count("\n"), len(before.rpartition("\n")[2].encode("utf-16-le")) // 2


def at(line: int, character: int) -> dict[str, int]:
    return {"line": line, "character": character}


def stretch(text: str, what: str) -> dict[str, Any]:
    line, start = place(text, what)
    return {"start": at(line, start), "end": at(line, start + len(what.encode("utf-16-le")) // 2)}


def cut(text: str, range_: dict[str, Any]) -> str:
    """Return the text of a range as an editor understands it."""
    start, end = (_offset(text, range_[name]) for name in ("start", "end"))
    return text[start:end]


def _offset(text: str, position: dict[str, int]) -> int:
    lines = text.split("\n")
    inside = lines[position["line"]].encode("utf-16-le")[: position["character"] * 2].decode("utf-16-le")
    return sum(len(line) + 1 for line in lines[: position["line"]]) + len(inside)


def applied(text: str, action: dict[str, Any]) -> str:
    """Apply the edits of an action, last first."""
    edits = action["edit"]["changes"][URI]
    for edit in sorted(edits, key=lambda e: (e["range"]["start"]["line"], e["range"]["start"]["character"]))[::-1]:
        start, end = (_offset(text, edit["range"][name]) for name in ("start", "end"))
        text = text[:start] + edit["newText"] + text[end:]
    return text


def codes(diagnostics: list[dict[str, Any]]) -> list[str]:
    return [diagnostic["code"] for diagnostic in diagnostics]


def on_disk(tmp_path: Path, text: str) -> str:
    """Return what `check --fix` makes of a text."""
    path = tmp_path / "example.card.yaml"
    path.write_bytes(text.encode())
    command = [sys.executable, "-m", "alignmentcard", "check", "--fix", "--profile", "minimal", str(path)]
    subprocess.run(command, capture_output=True, check=False)
    return path.read_bytes().decode()


def test_a_finding_comes_with_place_severity_code_and_link(client: Client) -> None:
    wrong = client.open(WRONG)[0]
    assert wrong["range"] == stretch(WRONG, "defintions")
    assert (wrong["code"], wrong["severity"], wrong["source"]) == ("AC004", 1, "alignmentcard")
    assert wrong["codeDescription"] == {"href": "https://w3id.org/alignmentcard/rules/AC004"}
    assert "Did you mean `definitions`?" in wrong["message"]


def test_findings_follow_the_text_as_it_is_typed(client: Client) -> None:
    sound = whole_card("")
    assert client.open(sound) == []
    assert codes(client.change(sound.replace("definitions:", "definitons:"))) == ["AC004"]
    assert codes(client.change(sound.replace("definitions:", "definitions: ["))) == ["AC001"]
    assert client.change(sound) == []


def test_only_the_last_of_many_quick_changes_is_published(client: Client) -> None:
    client.open(whole_card(""))
    for typed in ("d", "de", "def", "defi"):
        client.change(whole_card("").replace("definitions:", f"{typed}:"), wait=False)
    known = len(client.seen)
    assert client.change(whole_card("")) == []
    published = [m for m in client.seen[known:] if m.get("method") == "textDocument/publishDiagnostics"]
    assert [m["params"]["version"] for m in published] == [client.version]


def test_places_after_characters_outside_the_first_plane_are_counted_as_utf_16(client: Client) -> None:
    text = whole_card('extensions: {"🙂🙂": {a: 1}, b: 2}\n')
    found = client.open(text)
    assert [cut(text, diagnostic["range"]) for diagnostic in found] == ["2"]
    line, column = place(text, "2}")
    assert found[0]["range"]["start"] == at(line, column)


@pytest.mark.parametrize(("encoding", "column"), [("utf-8", 32), ("utf-16", 28), ("utf-32", 26)])
def test_the_server_counts_as_the_client_asks(encoding: str, column: int) -> None:
    with Client("--profile", "minimal", capabilities={"general": {"positionEncodings": [encoding]}}) as client:
        assert client.initialized["capabilities"]["positionEncoding"] == encoding
        found = client.open(whole_card('extensions: {"🙂🙂": {}, b: 2}\n'))
        assert found[0]["range"]["start"]["character"] == column
        assert client.leave() == 0


def test_windows_line_ends_change_no_place_and_stay(client: Client, tmp_path: Path) -> None:
    text = WRONG.replace("\n", "\r\n")
    found = client.open(text)
    assert found[0]["range"] == stretch(WRONG, "defintions")
    mended = applied(text, client.actions(found[0]["range"], only=["source.fixAll"])[0])
    assert mended == on_disk(tmp_path, text)
    assert mended.count("\n") == mended.count("\r\n")


def test_a_quick_fix_mends_its_finding(client: Client) -> None:
    found = client.open(WRONG)[0]
    action = client.actions(found["range"], only=["quickfix"])[0]
    assert action["title"] == "Rename it to definitions"
    assert action["isPreferred"] is True
    assert action["diagnostics"] == [found]
    assert applied(WRONG, action) == WRONG.replace("defintions", "definitions")


def test_mending_all_gives_the_text_of_check_fix(client: Client, tmp_path: Path) -> None:
    client.open(WRONG)
    action = client.actions({"start": at(0, 0), "end": at(0, 0)}, only=["source"])[0]
    assert action["kind"] == "source.fixAll.alignmentcard"
    mended = applied(WRONG, action)
    assert mended == on_disk(tmp_path, WRONG) != WRONG


def test_an_accepted_finding_is_a_hint_with_the_reason(client: Client) -> None:
    text = whole_card(
        "intent:\n  written: ex_ante\n  beliefs: many\n  disagreement: noise\n"
        "ignore:\n  - {rule: AC302, reason: One answer is needed for each item.}\n"
    )
    hints = [diagnostic for diagnostic in client.open(text) if diagnostic["severity"] == 4]
    assert codes(hints) == ["AC302"]
    assert hints[0]["message"].endswith("Accepted: One answer is needed for each item.")


def test_a_field_is_explained_where_the_mouse_is(client: Client) -> None:
    client.open(WRONG)
    line, column = place(WRONG, "authority")
    told = client.at("hover", line, column + 2)
    assert "Who fixes what the dimensions mean." in told["contents"]["value"]
    assert told["range"] == stretch(WRONG, "authority")
    assert client.at("hover", *place(WRONG, "# 🙂")) is None


def test_fields_are_offered_while_the_text_cannot_be_read() -> None:
    with Client(capabilities=SNIPPETS) as client:
        client.open(whole_card(""))
        text = whole_card("").replace("framework:\n", "framework:\n  \n  🙂: [\n")
        assert codes(client.change(text))[0] == "AC001"
        offered = client.at("completion", place(text, "framework:")[0] + 1, 2)
        unsaid = set(tree().children["framework"].children) - set(parse(whole_card("")).data["framework"])
        assert {item["label"] for item in offered["items"]} == unsaid
        text = text.replace("aggregation:\n", "aggregation:\n  - dimensions: [har\n")
        client.change(text)
        line, column = place(text, "[har")
        item = client.at("completion", line, column + 4)["items"][0]
        assert (item["label"], item["textEdit"]["newText"]) == ("harmful", "harmful")
        assert cut(text, item["textEdit"]["range"]) == "har"
        assert client.leave() == 0


def test_several_lines_are_offered_only_to_editors_that_keep_their_indentation(client: Client) -> None:
    client.open("‸\n".replace("‸", ""))
    plain = {item["label"]: item for item in client.at("completion", 0, 0)["items"]}
    assert plain["pools"]["textEdit"]["newText"] == "pools:"
    with Client(capabilities=SNIPPETS) as rich:
        rich.open("\n")
        items = {item["label"]: item for item in rich.at("completion", 0, 0)["items"]}
        assert items["pools"]["textEdit"]["newText"] == "pools:\n  - id: "
        assert items["pools"]["insertTextMode"] == 1
        assert sorted(items, key=lambda label: items[label]["sortText"])[:3] == ["alignmentcard", "dataset", "intent"]
        assert rich.leave() == 0


def test_a_use_leads_to_its_declaration(client: Client) -> None:
    text = whole_card("")
    client.open(text)
    line, column = place(text, "{dimension: harmful, metric: krippendorff_alpha")
    there = client.at("definition", line, column + len("{dimension: h"))
    assert there["uri"] == URI
    assert cut(text, there["range"]) == "harmful"
    assert there["range"]["start"]["line"] == place(text, "- id: harmful")[0]


def test_the_outline_lists_the_sections(client: Client) -> None:
    text = whole_card("")
    client.open(text)
    symbols = client.ask("textDocument/documentSymbol", {"textDocument": {"uri": URI}})
    assert [symbol["name"] for symbol in symbols] == list(parse(text).data)


HERE = {"textDocument": {"uri": URI}}
SPACES = {"tabSize": 2, "insertSpaces": True}


def test_a_card_is_laid_out_as_fmt_does(client: Client) -> None:
    text = whole_card("").replace("  id: sort-of-safe\n", "  id:    sort-of-safe   # short\n")
    client.open(text)
    edits = client.ask("textDocument/formatting", {**HERE, "options": SPACES})
    assert applied(text, {"edit": {"changes": {URI: edits}}}) == formatted(parse(text))
    client.change(formatted(parse(text)))
    assert client.ask("textDocument/formatting", {**HERE, "options": SPACES}) == []
    client.change("framework: [")
    assert client.ask("textDocument/formatting", {**HERE, "options": SPACES}) is None


def test_an_id_is_renamed_and_a_name_that_cannot_be_is_told(client: Client) -> None:
    text = whole_card("")
    client.open(text)
    line, column = place(text, "harmful, metric")
    ready = client.at("prepareRename", line, column + 1)
    assert (ready["placeholder"], cut(text, ready["range"])) == ("harmful", "harmful")
    where = {**HERE, "position": at(line, column)}
    done = applied(text, {"edit": client.ask("textDocument/rename", {**where, "newName": "hurtful"})})
    assert "id: hurtful" in done
    assert "dimension: harmful" not in done
    with pytest.raises(AssertionError, match="is no id"):
        client.ask("textDocument/rename", {**where, "newName": "No id"})


def test_sections_fold_and_the_level_stands_above_the_card(client: Client) -> None:
    text = whole_card("")
    client.open(text)
    folds = client.ask("textDocument/foldingRange", HERE)
    assert {"startLine": 1, "endLine": 10, "kind": "region"} in folds
    (lens,) = client.ask("textDocument/codeLens", HERE)
    assert lens["command"]["title"].startswith("Level 2, coherent, ")
    assert lens["range"]["start"] == at(0, 0)


def test_an_editor_that_can_is_told_when_the_level_has_changed() -> None:
    with Client("--profile", "minimal", capabilities={"workspace": {"codeLens": {"refreshSupport": True}}}) as client:
        client.open(whole_card(""))
        assert client.message("workspace/codeLens/refresh")
        assert client.leave() == 0


@pytest.mark.parametrize("name", ["notes.yaml", "card.yaml.txt", "README.md"])
def test_other_files_are_left_alone(client: Client, name: str) -> None:
    uri = f"file:///folder/{name}"
    item = {"uri": uri, "languageId": "yaml", "version": 1, "text": "framework: 1\n"}
    client.tell("textDocument/didOpen", {"textDocument": item})
    assert client.at("hover", 0, 1, uri) is None
    assert client.at("completion", 0, 0, uri) is None
    assert client.actions({"start": at(0, 0), "end": at(0, 9)}, uri=uri) == []
    assert all(message.get("params", {}).get("uri") != uri for message in client.seen)


def test_any_file_is_a_card_whose_language_the_editor_calls_so(client: Client) -> None:
    assert codes(client.open("framework: 1\n", "untitled:Untitled-1", "alignmentcard"))


def test_a_closed_card_leaves_no_findings(client: Client) -> None:
    assert client.open(WRONG)
    known = len(client.seen)
    client.tell("textDocument/didClose", {"textDocument": {"uri": URI}})
    assert client.at("hover", 0, 0) is None
    published = [m["params"] for m in client.seen[known:] if m.get("method") == "textDocument/publishDiagnostics"]
    assert [(params["uri"], params["diagnostics"]) for params in published] == [(URI, [])]


HOSTILE = {
    "empty": "",
    "blank": "\n\n  \n",
    "byte order mark": "\ufeff" + WRONG,
    "brackets": "[" * 100_000,
    "aliases": "a: &a [1, 2, 3]\n" + "".join(f"k{n}: &b{n} [*a, *a, *a]\n" for n in range(50)),
    "control characters": "a: \x00\x07\x1b[31m\n",
    "half a surrogate pair": "dataset:\n  title: \ud83d\n",
    "separators that are no line ends": "a: \u2028\u2029\x85\x0b\x0c b\nframework: 1\n",
    "lone carriage returns": "a: 1\rframework: 2\r",
    "quotes": "'" * 50_000,
    "long line": "a: {" + "b: 🙂, " * 60_000 + "}",
    "several documents": "--- 1\n--- 2\n",
    "tags": "!!python/object/apply:os.system [id]\n",
    "fields that nobody knows": "dataset:\n" + "".join(f"  field_{n}: a text\n" for n in range(2_000)),
    "megabyte": whole_card(
        "extensions:\n  org:\n" + "".join(f"    key_{n}: {'🙂 text ' * 5}\n" for n in range(16_000))
    ),
    "more than a megabyte": "a: b\n" * 250_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
@pytest.mark.sampled(6)
def test_whatever_the_text_the_server_answers_and_lives(client: Client, text: str) -> None:
    client.open(WRONG)
    assert len(client.change(text)) <= 500
    for line, column in ((0, 0), (0, 5), (1, 3), (10**6, 10**6)):
        client.at("hover", line, column)
        client.at("completion", line, column)
        client.at("definition", line, column)
    client.actions({"start": at(0, 0), "end": at(3, 0)})
    client.ask("textDocument/documentSymbol", {"textDocument": {"uri": URI}})
    assert codes(client.change(WRONG))[0] == "AC004"


def test_the_server_leaves_when_told_and_says_nothing_else() -> None:
    with Client("--stdio") as client:
        client.open(WRONG)
        assert client.leave() == 0
    assert client.errors == b""


def test_the_server_ends_with_its_editor() -> None:
    with Client() as client:
        client.open(WRONG)
        assert client.process.stdin
        client.process.stdin.close()
        client.process.wait(PATIENCE)


def test_a_message_that_is_no_message_does_not_end_the_server() -> None:
    with Client() as client:
        for body in (b"{not json", b"[]", b"4", b'{"jsonrpc":"2.0"}'):
            client.raw(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        assert client.open(WRONG)
        assert client.leave() == 0
    shown = [seen["params"]["message"] for seen in client.seen if seen.get("method") == "window/showMessage"]
    assert set(shown) == {SENTENCE}
    assert client.errors.decode().splitlines() == [SENTENCE] * 4


def opened_in(folder: Path, client: Client, text: str) -> list[str]:
    return codes(client.open(text, (folder / "example.card.yaml").as_uri()))


def test_the_settings_of_the_project_hold_in_the_editor_too(tmp_path: Path) -> None:
    text = whole_card("intent:\n  written: ex_ante\n  beliefs: many\n  disagreement: noise\n")
    (tmp_path / "alignmentcard.toml").write_text('profile = "minimal"\nignore = ["AC302"]\n', encoding="utf-8")
    with Client() as client:
        assert "AC302" not in opened_in(tmp_path, client, text)
        (tmp_path / "alignmentcard.toml").write_text('profile = "minimal"\n', encoding="utf-8")
        uri = (tmp_path / "example.card.yaml").as_uri()
        client.tell("textDocument/didSave", {"textDocument": {"uri": uri}})
        assert "AC302" in codes(client.diagnostics(client.version))
        assert client.leave() == 0


def test_settings_that_cannot_be_used_are_told_and_the_card_is_checked_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "alignmentcard.toml").write_text('profle = "minimal"\n', encoding="utf-8")
    with Client() as client:
        assert "AC004" in opened_in(tmp_path, client, WRONG)
        told = [m["params"]["message"] for m in client.seen if m.get("method") == "window/showMessage"]
        assert len(told) == 1
        assert "unknown setting profle" in told[0]
        assert client.leave() == 0


NOISY = """
import alignmentcard.lsp.checking as checking
from alignmentcard.cli import main
quiet = checking.check
def loud(document, **options):
    print("printed by a rule")
    return quiet(document, **options)
checking.check = loud
main()
"""


def test_what_a_rule_prints_does_not_reach_the_editor(tmp_path: Path) -> None:
    script = tmp_path / "noisy.py"
    script.write_text(NOISY, encoding="utf-8")
    with Client(command=(sys.executable, str(script))) as client:
        assert "AC004" in codes(client.open(WRONG))
        assert client.leave() == 0
    assert b"printed by a rule" in client.errors


def test_a_rule_that_breaks_is_told_and_the_server_lives(tmp_path: Path) -> None:
    script = tmp_path / "broken.py"
    script.write_text(NOISY.replace('print("printed by a rule")', "document.nonsense()"), encoding="utf-8")
    with Client(command=(sys.executable, str(script))) as client:
        client.tell(
            "textDocument/didOpen", {"textDocument": {"uri": URI, "languageId": "yaml", "version": 1, "text": ""}}
        )
        told = client.message("window/showMessage")
        assert "please report it" in told["params"]["message"]
        assert client.at("completion", 0, 0)["items"]
        assert client.leave() == 0


def test_a_profile_that_does_not_exist_is_one_sentence() -> None:
    command = [sys.executable, "-m", "alignmentcard", "lsp", "--profile", "nowhere"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    assert done.returncode == 2
    assert done.stdout == ""
    assert "nowhere" in done.stderr
    assert "Traceback" not in done.stderr


def test_without_the_extra_the_command_says_how_to_install_it() -> None:
    code = (
        "import sys; sys.modules['pygls'] = None; sys.argv = ['alignmentcard', 'lsp'];"
        "from alignmentcard.cli import main; main()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "pip install 'alignmentcard[lsp]'" in done.stderr
