"""Files of others that go into the pack: from the registries of npm and Python, each pinned by version and digest."""

import json
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from alignmentcard.errors import AlignmentCardError
from alignmentcard.programs import run_module, run_program

PINNED = Path(__file__).parent / "pinned.json"
PLATFORM = ("--platform", "pyemscripten_2026_0_wasm32", "--platform", "manylinux2014_x86_64", "--platform", "any")
"""Of a package without a wheel for the browser, one of another platform serves: only its Python files are taken."""
PYTHON = ("--python-version", "3.14", "--implementation", "cp", "--abi", "cp314", "--abi", "none")


@dataclass(frozen=True)
class Pinned:
    """A file of a registry."""

    name: str
    version: str
    file: str
    sha256: str

    def is_in(self, folder: Path) -> bool:
        """Say whether the file is there, byte for byte."""
        path = folder / self.file
        return path.is_file() and sha256(path.read_bytes()).hexdigest() == self.sha256


def pinned(kind: str) -> list[Pinned]:
    """Return the files of one registry: `npm` or `wheels`."""
    found: dict[str, list[Any]] = json.loads(PINNED.read_text("utf-8"))
    return [Pinned(**one) for one in found[kind]]


def cache_folder() -> Path:
    """Return where downloads and packs are kept."""
    home = os.environ.get("XDG_CACHE_HOME")
    return (Path(home) if home else Path.home() / ".cache") / "alignmentcard" / "browser"


def downloaded(folder: Path) -> None:
    """Bring all files into a folder; those that are there are not asked for again."""
    folder.mkdir(parents=True, exist_ok=True)
    _bring(pinned("npm"), folder, _npm)
    _bring(pinned("wheels"), folder, _pip)


def _bring(wanted: Iterable[Pinned], folder: Path, ask: Callable[[list[Pinned], Path], str]) -> None:
    missing = [one for one in wanted if not one.is_in(folder)]
    said = ask(missing, folder) if missing else ""
    for one in missing:
        if not one.is_in(folder):
            (folder / one.file).unlink(missing_ok=True)
            raise AlignmentCardError(
                f"{one.file} could not be had from its registry as it was pinned. Look at your connection and try "
                f"again.{said and f' It said: {said}'}"
            )


def _npm(wanted: list[Pinned], folder: Path) -> str:
    names = [f"{one.name}@{one.version}" for one in wanted]
    return run_program("npm", "pack", "--silent", *names, folder=folder).complaint


def _pip(wanted: list[Pinned], folder: Path) -> str:
    if find_spec("pip") is None:
        raise AlignmentCardError("The pack for browsers needs pip, to get its packages. Install it and try again.")
    names = [f"{one.name}=={one.version}" for one in wanted]
    options = ("--quiet", "--no-deps", "--only-binary=:all:", *PLATFORM, *PYTHON, "--dest", str(folder))
    done = run_module("pip", "download", *options, *names, environment={"PIP_DISABLE_PIP_VERSION_CHECK": "1"})
    return done.stderr.decode(errors="replace").strip() if done.returncode else ""
