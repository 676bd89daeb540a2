"""What the page for editors tells people to write is what the program understands."""

import json
import re
import tomllib
from pathlib import Path

from alignmentcard.lsp.answers import FIX_ALL
from alignmentcard.profiles import names


def page(root: Path) -> str:
    return (root / "site" / "docs" / "editors.md").read_text(encoding="utf-8")


def blocks(text: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


def test_every_editor_is_told_the_command_that_exists(root: Path) -> None:
    text = page(root)
    start, on_save = (json.loads(block) for block in blocks(text, "json"))
    assert [start["glspc.server.command"], *start["glspc.server.commandArguments"]] == ["alignmentcard", "lsp"]
    assert list(on_save["[yaml]"]["editor.codeActionsOnSave"]) == [FIX_ALL]
    (helix,) = (tomllib.loads(block) for block in blocks(text, "toml"))
    assert helix["language-server"]["alignmentcard"] == {"command": "alignmentcard", "args": ["lsp"]}
    assert text.count('"alignmentcard", "lsp"') + text.count('"alignmentcard" "lsp"') == 2


def test_the_profile_that_is_named_exists(root: Path) -> None:
    (named,) = re.findall(r"--profile ([a-z0-9-]+)", page(root))
    assert named in names()
