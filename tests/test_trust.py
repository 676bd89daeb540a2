"""A card is data from a stranger: it runs nothing, opens no connection and reads no file elsewhere."""

import builtins
import contextlib
import csv
import io
import itertools
import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jinja2.exceptions import SecurityError

from alignmentcard.checker.check import check
from alignmentcard.cli import group
from alignmentcard.cli.export import FORMATS
from alignmentcard.document import parse
from alignmentcard.errors import AlignmentCardError
from alignmentcard.loader import load
from alignmentcard.resources import template
from alignmentcard.rules.example import whole_card

SECRET = "item,rater,label\nsecret,a,1\nsecret,b,0\n"
OWN = "item,rater,label\n1,a,1\n1,b,0\n2,a,1\n2,b,1\n"
HOSTILE_WORDS = "{{ cycler.__init__.__globals__.os.system('touch ran') }} $(touch ran) `touch ran`"


def card(path: str) -> str:
    """Write a card that names a file with ratings."""
    return whole_card(
        "release:\n  level: individual\n  rater_ids: pseudonymous\n  access: open\n"
        f"  files:\n    - {{path: '{path}', holds: ratings, columns: {{item: item, rater: rater, value: label}}}}\n"
    )


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder for a card, with a file that it must not read beside the folder."""
    here = tmp_path / "here"
    here.mkdir()
    (tmp_path / "secret.csv").write_text(SECRET)
    (tmp_path / "secrets").mkdir()
    (tmp_path / "secrets" / "secret.csv").write_text(SECRET)
    (here / "own.csv").write_text(OWN)
    (here / "link.csv").symlink_to("../secret.csv")
    (here / "linked").symlink_to("../secrets")
    (here / "mixed").mkdir()
    (here / "mixed" / "link.csv").symlink_to("../../secret.csv")
    monkeypatch.chdir(here)
    return here


def called(*arguments: str) -> None:
    group.main(arguments, standalone_mode=False)


OUTSIDE = {
    "two dots": "../secret.csv",
    "dots in the middle": "mixed/../../secret.csv",
    "absolute": "/etc/passwd",
    "link": "link.csv",
    "folder that is a link": "linked",
    "file in a folder that is a link": "linked/secret.csv",
    "folder that holds a link": "mixed",
    "pattern that finds a link": "mix*/*.csv",
    "address": "https://example.org/secret.csv",
    "object store": "s3://bucket/secret.parquet",
    "drive": "C:secret.csv",
    "backslashes": "..\\\\secret.csv",
}


@pytest.mark.parametrize("path", OUTSIDE.values(), ids=OUTSIDE)
@pytest.mark.parametrize("command", ["measure", "evaluate"])
def test_file_outside_of_the_folder_is_refused_and_nothing_is_written(command: str, path: str, folder: Path) -> None:
    (folder / "a.card.yaml").write_text(card(path))
    more = ["--system", "s=own.csv"] if command == "evaluate" else []
    with pytest.raises(AlignmentCardError, match="outside of this folder"):
        called(command, "a.card.yaml", *more)
    assert not (folder / "a.measured.json").exists()


@pytest.mark.parametrize("path", ["../secret.csv", "link.csv", "linked"])
def test_file_outside_of_the_folder_is_read_where_it_is_allowed(path: str, folder: Path) -> None:
    pytest.importorskip("duckdb")
    (folder / "a.card.yaml").write_text(card(path))
    called("measure", "a.card.yaml", "--allow-outside", "--replicates", "0")
    assert (folder / "a.measured.json").exists()


def test_data_of_the_command_line_may_lie_anywhere(folder: Path) -> None:
    pytest.importorskip("duckdb")
    (folder / "a.card.yaml").write_text(card("own.csv"))
    called("measure", "a.card.yaml", "--data", "../secret.csv", "--replicates", "0")
    assert "secret.csv" in (folder / "a.measured.json").read_text()


@pytest.mark.parametrize("path", OUTSIDE.values(), ids=OUTSIDE)
def test_check_and_review_with_data_refuse_it_too(path: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "a.card.yaml").write_text(card(path))
    with pytest.raises(SystemExit):
        called("check", "a.card.yaml", "--data", ".")
    assert "outside of this folder" in capsys.readouterr().out
    with pytest.raises(AlignmentCardError, match="outside of this folder"):
        called("review", "a.card.yaml", "--data", ".", "--by", "Somebody Else")


class OpenedError(Exception):
    """A file or a connection was opened that must not be."""


@pytest.fixture
def guarded(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Raise where a connection is opened, a program is started, or one of the secret files is read."""

    def refused(*_: Any, **__: Any) -> Any:
        raise OpenedError

    def watching(opened: Callable[..., Any]) -> Callable[..., Any]:
        def watched(file: Any, *arguments: Any, **named: Any) -> Any:
            path = "" if isinstance(file, int) else os.path.realpath(file)  # a number was opened by `os.open`
            if "secret" in path or path == "/etc/passwd":
                raise OpenedError(file)
            return opened(file, *arguments, **named)

        return watched

    monkeypatch.setattr(socket, "socket", refused)
    monkeypatch.setattr(socket, "create_connection", refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)
    monkeypatch.setattr(os, "system", refused)
    monkeypatch.setattr(subprocess, "Popen", refused)
    for module in (builtins, io, os):
        monkeypatch.setattr(module, "open", watching(module.open))


COMMANDS = {
    "check": ["check", "a.card.yaml"],
    "check --fix": ["check", "a.card.yaml", "--fix", "--unsafe-fixes"],
    "show": ["show", "a.card.yaml"],
    "fmt": ["fmt", "a.card.yaml"],
    "render": ["render", "a.card.yaml", "-o", "out.html"],
    "report": ["report", "a.card.yaml"],
    "import": ["import", "README.md"],
    **{f"export {name}": ["export", "a.card.yaml", "--to", name] for name in FORMATS},
}


@pytest.mark.usefixtures("guarded")
@pytest.mark.parametrize("path", ["../secret.csv", "link.csv", "https://example.org/secret.csv"])
@pytest.mark.parametrize("arguments", COMMANDS.values(), ids=COMMANDS)
def test_command_opens_no_connection_and_no_other_file(arguments: list[str], path: str, folder: Path) -> None:
    hostile = card(path).replace("title: ", f"title: >-\n    {HOSTILE_WORDS}\n  # ", 1)
    (folder / "a.card.yaml").write_text(hostile)
    (folder / "README.md").write_text(f"---\nlicense: {path}\nurl: https://example.org\n---\n# {HOSTILE_WORDS}\n")
    assert load(parse(hostile)).card is not None
    with contextlib.suppress(SystemExit):
        called(*arguments)
    assert not (folder / "ran").exists()


def test_guard_would_notice(guarded: None, folder: Path) -> None:
    with pytest.raises(OpenedError):
        Path("link.csv").read_text()
    with pytest.raises(OpenedError):
        socket.create_connection(("example.org", 80))


def test_templates_cannot_reach_into_the_program() -> None:
    environment = template("onefile.html.j2").environment
    with pytest.raises(SecurityError):
        environment.from_string("{{ text.__class__.__mro__ }}").render(text="x")
    with pytest.raises(SecurityError):
        environment.from_string("{{ names.append(1) }}").render(names=[])


TAGS = ["!!python/object/apply:os.system ['touch ran']", "!!python/name:os.system", "!!python/module:os", "!x [a]"]


@pytest.mark.parametrize("tag", TAGS)
def test_tag_makes_no_object(tag: str, folder: Path) -> None:
    report = check(parse(f'alignmentcard: "1.1"\ndataset: {tag}\n'))
    assert [finding.code for finding in report.findings] == ["AC001"]
    assert not (folder / "ran").exists()


STATEMENTS = ["SELECT * FROM read_csv('{0}')", "SELECT * FROM read_text('{0}')", "SELECT * FROM glob('{0}*')",
              "COPY (SELECT 1) TO '{0}.new'", "ATTACH '{0}.db'", "INSTALL httpfs", "LOAD httpfs",
              "SET enable_external_access = true", "SET allowed_directories = ['/']"]  # fmt: skip


@pytest.mark.parametrize("statement", STATEMENTS)
def test_sealed_engine_reaches_the_named_files_only(statement: str, folder: Path) -> None:
    pytest.importorskip("duckdb")
    from alignmentcard.measurement.engine.engines import DuckDB, UnreadableTableError
    from alignmentcard.measurement.engine.parts import Part

    engine = DuckDB()
    engine.seal(["own.csv"])
    engine.read_text("source", Part(("own.csv",), (0,), ("item", "rater", "label")))
    assert engine.query("SELECT count(*) AS n FROM source").to_pylist() == [{"n": 4}]
    with pytest.raises(UnreadableTableError):
        engine.query(statement.format(folder.parent / "secret.csv"))
    engine.close()


def test_name_of_a_file_that_is_a_pattern_is_that_file_and_no_other(folder: Path) -> None:
    pytest.importorskip("duckdb")
    (folder / "*.csv").write_text(OWN)
    (folder / "a.card.yaml").write_text(card("*.csv"))
    called("measure", "a.card.yaml")
    facts = (folder / "a.measured.json").read_text()
    assert '"ratings": 4' in facts
    assert "secret" not in facts


INJECTIONS = {
    "end of a name": "x\" FROM read_csv('../secret.csv') --",
    "end of a text": "x' UNION ALL SELECT * FROM read_csv('../secret.csv') --",
    "statement": "x; COPY (SELECT 1) TO 'ran'; --",
    "backslash": "x\\' OR 1=1 --",
    "comment": "x /* */ --",
    "braces": "{x}",
    "per cent": "%s%(x)s",
}


@pytest.mark.parametrize("word", INJECTIONS.values(), ids=INJECTIONS)
def test_words_of_tables_and_cards_are_words_for_the_engine(word: str, folder: Path) -> None:
    pytest.importorskip("duckdb")
    from alignmentcard.measurement.measure import measure
    from alignmentcard.measurement.settings import Settings

    name = word.replace("*", "all")  # a star in the name of a column stands for many columns
    with (folder / "odd.csv").open("w", newline="") as file:
        write = csv.writer(file).writerow
        write(["item", name, "label", f"{word} group"])
        for item, rater in itertools.product("123", "ab"):
            write([item, f"{word} {rater}", word if rater == "a" else "b", word])
    said = {"item": "item", "rater": name, "value": "label", "attributes": {word: f"{word} group"}, "missing": [word]}
    facts = measure(folder / "odd.csv", columns=said, settings=Settings(replicates=0))
    only = facts.dimension(None)
    assert only is not None
    assert (only.sizes.items, only.sizes.ratings) == (3, 3)
    assert not (folder / "ran").exists()
    assert "secret" not in facts.to_json().replace(json_word(word), "").replace(json_word(name), "")


def json_word(word: str) -> str:
    """Write a word as it stands inside of JSON."""
    return json.dumps(word, ensure_ascii=False)[1:-1]


def test_checking_imports_no_module_that_opens_connections() -> None:
    code = (
        "import sys; from alignmentcard.checker.check import check; from alignmentcard.document import parse; "
        "check(parse('a: 1')); print(*sorted({'requests', 'urllib3', 'http.client', 'fsspec'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=240, check=True)
    assert done.stdout.strip() == ""
