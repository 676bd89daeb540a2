"""What the page for editors tells people to write is what the program understands."""

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from alignmentcard.lsp.answers import FIX_ALL
from alignmentcard.profiles import names
from alignmentcard.rules.example import whole_card


def page(root: Path) -> str:
    return (root / "site" / "docs" / "editors.md").read_text(encoding="utf-8")


def blocks(text: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


def test_every_editor_is_told_the_command_that_exists(root: Path) -> None:
    text = page(root)
    (settings,) = (json.loads(block) for block in blocks(text, "json"))
    assert settings["alignmentcard.command"] == ["alignmentcard", "lsp"]
    assert list(settings["[alignmentcard]"]["editor.codeActionsOnSave"]) == [FIX_ALL]
    (helix,) = (tomllib.loads(block) for block in blocks(text, "toml"))
    assert helix["language-server"]["alignmentcard"] == {"command": "alignmentcard", "args": ["lsp"]}
    assert text.count('"alignmentcard", "lsp"') + text.count('"alignmentcard" "lsp"') == 4
    assert "`alignmentcard lsp`" in text


def test_the_profile_that_is_named_exists(root: Path) -> None:
    (named,) = re.findall(r"--profile ([a-z0-9-]+)", page(root))
    assert named in names()


def shim(folder: Path) -> dict[str, str]:
    """Return an environment whose first program of the name `alignmentcard` is the one that is tested."""
    program = folder / "bin" / "alignmentcard"
    program.parent.mkdir(exist_ok=True)
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m alignmentcard "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    home = {name: str(folder) for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")}
    return {**os.environ, **home, "PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}"}


def installed(program: str) -> str:
    found = shutil.which(program)
    if found is None:
        pytest.skip(f"{program} is not installed")
    return found


def run(command: list[str], folder: Path) -> str:
    """Open a wrong card in an editor that ends by itself, and return all that it says."""
    (folder / "wrong.card.yaml").write_text(whole_card("framework:\n  defintions: descriptive\n"), encoding="utf-8")
    done = subprocess.run(
        command, cwd=folder, env=shim(folder), capture_output=True, text=True, timeout=240, check=False
    )
    return done.stdout + done.stderr


WAIT_NVIM = """
vim.wait(200000, function() return #vim.diagnostic.get(0) > 0 end)
for _, found in ipairs(vim.diagnostic.get(0)) do io.stdout:write(found.code .. " " .. found.lnum .. "\\n") end
vim.cmd("qa!")
"""


@pytest.mark.nightly
def test_the_recipe_for_neovim_shows_findings(root: Path, tmp_path: Path) -> None:
    nvim = installed("nvim")
    told = subprocess.run([nvim, "--version"], capture_output=True, text=True, check=True).stdout
    version = tuple(int(part) for part in re.findall(r"\d+", told)[:2])
    newest, older = blocks(page(root), "lua")
    (tmp_path / "init.lua").write_text(newest if version >= (0, 11) else older, encoding="utf-8")
    (tmp_path / "wait.lua").write_text(WAIT_NVIM, encoding="utf-8")
    command = [
        nvim,
        "--headless",
        "-u",
        "init.lua",
        "--cmd",
        "filetype on",
        "wrong.card.yaml",
        "-c",
        "luafile wait.lua",
    ]
    assert "AC004" in run(command, tmp_path)


@pytest.mark.nightly
def test_the_recipe_for_emacs_names_the_server(root: Path, tmp_path: Path) -> None:
    emacs = installed("emacs")
    (recipe,) = blocks(page(root), "lisp")
    (tmp_path / "init.el").write_text(recipe, encoding="utf-8")
    begin = '(progn (defvar eglot-server-programs nil) (provide \'eglot) (load-file "init.el"))'
    said = run([emacs, "--batch", "--eval", begin, "--eval", "(princ eglot-server-programs)"], tmp_path)
    assert "((yaml-mode yaml-ts-mode markdown-mode) alignmentcard lsp)" in said


WAIT_EMACS = """
(require 'eglot)
(find-file "wrong.card.yaml")
(yaml-mode)
(apply #'eglot (eglot--guess-contact))
(with-timeout (60) (while (null (flymake-diagnostics)) (flymake-start) (accept-process-output nil 0.2)))
(dolist (found (flymake-diagnostics)) (princ (flymake-diagnostic-text found)))
(eglot-shutdown-all)
"""


@pytest.mark.nightly
def test_the_recipe_for_emacs_shows_findings(root: Path, tmp_path: Path) -> None:
    emacs = [installed("emacs"), "--batch", "--eval", "(package-initialize)"]
    there = "(princ (and (require 'eglot nil t) (require 'yaml-mode nil t) 'both))"
    if "both" not in run([*emacs, "--eval", there], tmp_path):
        pytest.skip("Eglot or yaml-mode is not installed")
    (recipe,) = blocks(page(root), "lisp")
    (tmp_path / "init.el").write_text(recipe, encoding="utf-8")
    (tmp_path / "wait.el").write_text(WAIT_EMACS, encoding="utf-8")
    said = run([*emacs, "--load", "init.el", "--load", "wait.el"], tmp_path)
    assert "AC004" in said
    assert "Did you mean `definitions`?" in said
