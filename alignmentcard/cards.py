"""Which files are cards: what a path or a folder on the command line stands for."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from pathspec import GitIgnoreSpec

from alignmentcard import readme
from alignmentcard.errors import NothingToCheckError

ENDINGS = (".card.yaml", ".card.yml")


def find_cards(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield the cards that paths stand for: a file as it is, a folder for every card below it, in order of names.

    A README below a folder counts where its front matter carries a card.
    """
    for path in paths:
        if path.is_dir():
            yield from _below(path)
        elif path.exists() or path.is_symlink():
            yield path
        else:
            raise NothingToCheckError(f"There is no file or folder called {path}.")


def _below(folder: Path) -> Iterator[Path]:
    found = False
    for path in _walk(folder):
        found = True
        yield path
    if not found:
        raise NothingToCheckError(
            f"There are no cards in {folder}. A card is a file whose name ends in {' or '.join(ENDINGS)}, or a "
            f"README.md with a card below `{readme.KEY}` in its front matter."
        )


def _walk(folder: Path) -> Iterator[Path]:
    specs: dict[str, GitIgnoreSpec] = {}
    for here, folders, files in os.walk(folder):
        if ".gitignore" in files:
            specs[here] = GitIgnoreSpec.from_lines(_lines(Path(here) / ".gitignore"))
        folders[:] = sorted(f for f in folders if not f.startswith(".") and not _ignored(here, f"{f}/", specs))
        for name in sorted(files):
            if _is_card(Path(here), name) and not _ignored(here, name, specs):
                yield Path(here) / name


def _is_card(here: Path, name: str) -> bool:
    if name.lower() == readme.NAME:
        return readme.carries_card("\n".join(_lines(here / name)))
    return name.endswith(ENDINGS)


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []


def _ignored(here: str, name: str, specs: dict[str, GitIgnoreSpec]) -> bool:
    for base, spec in specs.items():
        inside = os.path.relpath(here, base)
        if not inside.startswith("..") and spec.match_file(
            os.path.normpath(f"{inside}/{name}") + "/" * name.endswith("/")
        ):
            return True
    return False
