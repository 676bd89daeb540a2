"""The pack for browsers, run by Node: the same bytes each time, and the findings of the command line."""

import gzip
import json
import re
import shutil
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import pytest
from write_cases import SUITE, entries_of

from alignmentcard.errors import AlignmentCardError
from alignmentcard.portal.browser import downloads, notices
from alignmentcard.portal.browser.compiled import compiled, packed
from alignmentcard.portal.browser.downloads import Pinned, cache_folder, pinned
from alignmentcard.portal.browser.modules import EDITOR, MEASURING_FILES
from alignmentcard.portal.browser.pack import NODE, Pack, build_pack
from alignmentcard.programs import run_program

HERE = Path(__file__).parent
FOLDERS = sorted(path.name for path in SUITE.iterdir() if path.is_dir())
WIRE, MEASURED = 15_000_000, 26_000_000
"""Bytes that go to a reader at the first visit, at most; and to one who measures."""


def bytes_of(pack: Pack) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in pack.folder.iterdir()}


def checked(pack: Pack, folders: list[str], work: Path) -> dict:
    script = work / "script.py"
    given = {"TESTS": str(HERE.parent), "SUITE": str(SUITE), "FOLDERS": folders}
    head = "".join(f"{name} = {value!r}\n" for name, value in given.items())
    script.write_text(head + (HERE / "in_the_pack.py").read_text("utf-8"), "utf-8")
    mounted = (str(HERE.parent), str(SUITE))
    said = run_program("node", str(NODE), "run", str(pack.folder), str(script), *mounted, folder=work)
    assert said.well, said.complaint
    return json.loads(said.content)


@pytest.mark.parametrize(
    "folders",
    [
        pytest.param(["AC015", *FOLDERS[::30]], id="some"),
        pytest.param(FOLDERS, id="all", marks=pytest.mark.nightly),
    ],
)
def test_the_pack_finds_in_the_cards_of_the_suite_what_the_suite_says(pack, folders, tmp_path) -> None:
    assert checked(pack, folders, tmp_path) == {name: entries_of(SUITE / name) for name in folders}


def test_what_goes_to_a_reader_is_small(pack) -> None:
    sizes = {path.name: path.stat().st_size for path in pack.folder.iterdir()}
    assert sizes.keys() == {
        *("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "pyodide-lock.json"),
        *("python_stdlib.zip", "packages.tgz", "unpacked.mjs", "licences.txt"),
        *(name for _, name in EDITOR.values()),
        *MEASURING_FILES,
    }
    wire = {path.name: len(gzip.compress(path.read_bytes())) for path in pack.folder.iterdir()}
    assert sum(size for name, size in wire.items() if name not in MEASURING_FILES) < WIRE
    assert sum(wire.values()) < MEASURED


def test_modules_of_the_pack_import_only_what_is_in_it(pack) -> None:
    there = {path.name for path in pack.folder.iterdir()}
    asked = {
        name
        for path in pack.folder.glob("*.mjs")
        for name in re.findall(
            r'(?:^|[};])\s*(?:import|export)\b[^;\'"]*\bfrom\s*["\']([^"\']*)', path.read_text("utf-8"), re.M
        )
    }
    assert {name for name in asked if name.removeprefix("./") not in there} == set()
    assert len(asked) > len(EDITOR) / 2


def test_no_part_of_the_pack_is_without_its_licence(pack) -> None:
    parts = re.split(r"^={100}\n", (pack.folder / "licences.txt").read_text("utf-8"), flags=re.M)[1:]
    told = {head.splitlines()[0]: text for head, text in zip(parts[::2], parts[1::2], strict=True)}
    wanted = {f"{one.name} {one.version}" for kind in ("npm", "wheels") for one in pinned(kind)}
    assert told.keys() == {"AlignmentCard", *wanted}
    sure = (
        "Permission is hereby granted",
        "Redistribution and use",
        "Apache License",
        "Mozilla Public License",
        "PYTHON SOFTWARE FOUNDATION LICENSE",
    )
    assert [name for name, text in told.items() if not any(words in text for words in sure)] == []
    assert "PYTHON SOFTWARE FOUNDATION LICENSE" in told[next(name for name in told if name.startswith("pyodide"))]


def test_a_part_without_a_licence_is_refused(pack, monkeypatch) -> None:
    monkeypatch.setattr(notices, "WITHOUT", {})
    with pytest.raises(AlignmentCardError, match=r"@duckdb/duckdb-wasm .* without the text of its licence"):
        notices.notices(cache_folder() / "files")


def test_the_pack_holds_no_wheel_that_it_could_ask_another_host_for(pack) -> None:
    assert json.loads((pack.folder / "pyodide-lock.json").read_text("utf-8"))["packages"] == {}


@pytest.mark.nightly
def test_the_same_files_give_the_same_bytes(pack, tmp_path, monkeypatch) -> None:
    other = tmp_path / "alignmentcard" / "browser"
    shutil.copytree(cache_folder() / "files", other / "files")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    again = build_pack()
    assert again.name == pack.name
    assert bytes_of(again) == bytes_of(pack)


def test_modules_are_compiled_and_other_files_stay(tmp_path) -> None:
    made = tmp_path / "made.zip"
    made.write_bytes(compiled(packed({"a/__init__.py": b"x = 1\n", "a/b.yaml": b"c: d\n"})))
    with ZipFile(made) as archive:
        assert archive.namelist() == ["a/__init__.pyc", "a/b.yaml"]
        assert archive.read("a/b.yaml") == b"c: d\n"


def test_an_archive_does_not_depend_on_the_order_of_its_files() -> None:
    assert packed({"a": b"1", "b": b"2"}) == packed({"b": b"2", "a": b"1"})


def test_a_download_with_other_bytes_is_refused_and_not_kept(tmp_path, monkeypatch) -> None:
    wanted = Pinned("thing", "1", "thing-1.tgz", sha256(b"right").hexdigest())

    def wrong(missing: list[Pinned], folder: Path) -> str:
        (folder / "thing-1.tgz").write_bytes(b"wrong")
        return ""

    monkeypatch.setattr(downloads, "pinned", lambda kind: [wanted] if kind == "npm" else [])
    monkeypatch.setattr(downloads, "_npm", wrong)
    with pytest.raises(downloads.AlignmentCardError, match=r"thing-1\.tgz could not be had from its registry"):
        downloads.downloaded(tmp_path)
    assert not (tmp_path / "thing-1.tgz").exists()


def test_what_is_there_with_the_right_bytes_is_not_asked_for_again(tmp_path, monkeypatch) -> None:
    (tmp_path / "thing-1.tgz").write_bytes(b"right")
    wanted = Pinned("thing", "1", "thing-1.tgz", sha256(b"right").hexdigest())
    monkeypatch.setattr(downloads, "pinned", lambda kind: [wanted] if kind == "npm" else [])
    downloads.downloaded(tmp_path)
