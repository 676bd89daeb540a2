"""Which files are cards: what a path or a folder on the command line stands for."""

import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from alignmentcard.errors import Missed, NothingToCheckError
from alignmentcard.measurement.engine.confined import leads_out
from alignmentcard.text import readme

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

ENDINGS = (".card.yaml", ".card.yml")
Tell = Callable[[str], object]
INSTEAD = "Put the file itself there, or name it."


def find_cards(
    paths: Iterable[Path], tell: Tell = lambda _: None, excluded: tuple[Path, Sequence[str]] | None = None
) -> Iterator[Path]:
    """Yield the cards that paths stand for: a file as it is, a folder for every card below it, in order of names.

    A README below a folder counts where its front matter carries a card. A link to a file outside of the folder is
    left out, since whoever wrote it need not be allowed to read that file; `tell` is given a sentence about it, and a
    `Missed` one about a folder that cannot be read. `excluded` are patterns as in .gitignore, and the folder that they
    begin at.
    """
    for path in paths:
        try:
            folder, there = path.is_dir(), path.exists() or path.is_symlink()
        except OSError as error:
            raise NothingToCheckError(f"{path} cannot be opened: {error.strerror}.") from error
        if not there:
            raise NothingToCheckError(f"There is no file or folder called {path}.")
        if folder:
            yield from _below(path, tell, excluded)
        else:
            yield path


def _below(folder: Path, tell: Tell, excluded: tuple[Path, Sequence[str]] | None) -> Iterator[Path]:
    found = False
    closed: list[OSError] = []
    for path in _walk(folder, closed.append, tell, excluded):
        found = True
        yield path
    for error in closed if found else ():
        tell(Missed(f"The folder {Path(error.filename)} cannot be read: {error.strerror}. Its cards are missing here."))
    if not found and closed:
        raise NothingToCheckError(f"The folder {closed[0].filename} cannot be read: {closed[0].strerror}.")
    if not found:
        raise NothingToCheckError(
            f"There are no cards in {folder}. A card is a file whose name ends in {' or '.join(ENDINGS)}, or a "
            f"README.md with a card below `{readme.KEY}` in its front matter."
        )


def _walk(
    folder: Path, refused: Callable[[OSError], object], tell: Tell, excluded: tuple[Path, Sequence[str]] | None
) -> Iterator[Path]:
    specs: dict[str, GitIgnoreSpec] = {}
    if excluded:
        specs = dict.fromkeys(
            (str(excluded[0].absolute()), str(folder.absolute())), _spec(excluded[1], "exclude", tell)
        )
    for here, folders, files in os.walk(folder, onerror=refused):
        home = Path(here)
        if ".gitignore" in files and not leads_out(home / ".gitignore", folder):
            specs[here] = _spec(_lines(home / ".gitignore"), str(home / ".gitignore"), tell)
        folders[:] = sorted(f for f in folders if not f.startswith(".") and not _ignored(here, f"{f}/", specs))
        for name in sorted(filter(_may_be_card, files)):
            path = home / name
            if leads_out(path, folder):
                tell(f"{path} is a link that leads out of {folder}, and was left out. {INSTEAD}")
            elif not name.endswith(ENDINGS) and name.lower().endswith(ENDINGS):
                tell(f"{path} was passed over: the name of a card ends in small letters, {' or '.join(ENDINGS)}.")
            elif _is_card(home, name) and not _ignored(here, name, specs):
                yield path


def _may_be_card(name: str) -> bool:
    return name.lower().endswith(ENDINGS) or name.lower() == readme.NAME


def _is_card(here: Path, name: str) -> bool:
    if name.lower() == readme.NAME:
        return readme.carries_card("\n".join(_lines(here / name)))
    return name.endswith(ENDINGS)


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8", errors="replace").splitlines() if path.is_file() else []
    except OSError:
        return []


def _spec(lines: Sequence[str], source: str, tell: Tell) -> "GitIgnoreSpec":
    """Read patterns; of one that is left out, `tell` is given a sentence that names where it stands."""
    from pathspec import GitIgnoreSpec

    found = GitIgnoreSpec([])
    for line in lines:
        if line.startswith("#"):
            continue
        if len(STARS.findall(line)) > MOST_STARS:
            tell(
                f"In {source} the pattern {line[:SHOWN]} has more than {MOST_STARS} stars and is not used. Write fewer."
            )
        else:
            with suppress(ValueError):  # no pattern, such as one that ends in a backslash; git leaves it out too
                found += GitIgnoreSpec.from_lines([line])
    return found


STARS = re.compile(r"(?<!\*)\*(?!\*)")
SHOWN = 60
"""Characters of a pattern that are told."""
MOST_STARS = 3
"""A pattern with more single stars is left out: a long name keeps it busy for hours, and a stranger may set both."""


def _ignored(here: str, name: str, specs: dict[str, "GitIgnoreSpec"]) -> bool:
    for base, spec in specs.items():
        inside = os.path.relpath(here, base)
        if not inside.startswith("..") and spec.match_file(
            os.path.normpath(f"{inside}/{name}") + "/" * name.endswith("/")
        ):
            return True
    return False
