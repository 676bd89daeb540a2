"""The extension for VS Code: what it starts is the server, and it can be built where npm reaches a registry."""

import json
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pytest
from lsp.client import Client

from alignmentcard.card_files import ENDINGS
from alignmentcard.lsp.answers import FIX_ALL
from alignmentcard.lsp.shown import LANGUAGE
from alignmentcard.rules.example import whole_card


@pytest.fixture
def folder(root: Path) -> Path:
    return root / "editors" / "vscode"


@pytest.fixture
def manifest(folder: Path) -> dict[str, Any]:
    return dict(json.loads((folder / "package.json").read_text(encoding="utf-8")))


def settings(manifest: dict[str, Any]) -> dict[str, Any]:
    named = manifest["contributes"]["configuration"]["properties"]
    return {name.partition(".")[2]: value["default"] for name, value in named.items()}


def node(folder: Path, script: str) -> Any:
    """Return what a line of JavaScript makes of the module that chooses the server."""
    program = shutil.which("node")
    if program is None:
        pytest.skip("node is not there, which runs the code of the extension")
    command = [program, "-e", f"const s = require('./src/server'); console.log(JSON.stringify({script}))"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def test_what_the_settings_start_is_a_server_that_checks(root: Path, manifest: dict[str, Any]) -> None:
    program, *arguments = settings(manifest)["command"]
    scripts = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]["scripts"]
    module = scripts[program].partition(".")[0].partition(":")[0]
    assert arguments[0] == "lsp"
    with Client(*arguments[1:], command=(sys.executable, "-m", module)) as client:
        assert client.open("framework: 1\n", "file:///folder/new.txt", LANGUAGE)
        assert client.leave() == 0


def test_the_code_of_the_extension_gives_the_profile_to_the_server(folder: Path, manifest: dict[str, Any]) -> None:
    chosen = json.dumps({**settings(manifest), "profile": "minimal"})
    started = node(folder, f"s.serverOptions({chosen})")
    assert [started["command"], *started["args"]] == [*settings(manifest)["command"], "--profile", "minimal"]
    with Client(*started["args"][1:], command=(sys.executable, "-m", "alignmentcard")) as client:
        assert client.open(whole_card(""), language=LANGUAGE) == []
        assert client.leave() == 0


def test_the_extension_names_the_language_and_the_files_of_the_server(folder: Path, manifest: dict[str, Any]) -> None:
    (language,) = manifest["contributes"]["languages"]
    assert (language["id"], tuple(language["extensions"])) == (LANGUAGE, tuple(ENDINGS))
    for name in ("configuration",):
        assert json.loads((folder / language[name]).read_text(encoding="utf-8"))
    assert f'"{FIX_ALL}"' in (folder / "README.md").read_text(encoding="utf-8")
    locked = json.loads((folder / "package-lock.json").read_text(encoding="utf-8"))["packages"][""]
    assert locked["dependencies"] == manifest["dependencies"]
    assert locked["devDependencies"] == manifest["devDependencies"]


@pytest.mark.nightly
def test_the_extension_is_built_and_packed(folder: Path, tmp_path: Path) -> None:
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("npm is not there, which builds the extension")
    copy = shutil.copytree(folder, tmp_path / "vscode", ignore=shutil.ignore_patterns("node_modules", "dist"))
    installed = subprocess.run(
        [npm, "ci", "--no-audit", "--no-fund"], cwd=copy, capture_output=True, text=True, check=False
    )
    if installed.returncode:
        pytest.skip(f"npm reaches no registry: {installed.stderr[-300:]}")
    subprocess.run([npm, "run", "package"], cwd=copy, capture_output=True, text=True, check=True)
    with zipfile.ZipFile(copy / "dist" / "alignmentcard.vsix") as packed:
        names = set(packed.namelist())
        assert {"extension/package.json", "extension/dist/extension.js", "extension/LICENSE.txt"} <= names
        assert b"--profile" in packed.read("extension/dist/extension.js")
    assert not any("node_modules" in name or "/src/" in name for name in names)
