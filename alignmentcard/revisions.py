"""Files as they were in an earlier revision, and when they changed; the only caller of git."""

from pathlib import Path

from alignmentcard.document import MAX_BYTES, Document, decode
from alignmentcard.errors import AlignmentCardError
from alignmentcard.programs import git

UNKNOWN_PATH = ("does not exist in", "exists on disk, but not in", "path '")
NOT_FETCHED = ("lazy fetching disabled", "not allowed")
"""What git says where a clone has only a part of the files and would fetch the rest."""

SETTINGS = ("config value", "config line", "config file", "config variable", "in file ")
"""What git says of settings that are wrong, some of it with what stands there."""


def at_revision(revision: str, path: Path) -> Document | None:
    """Return a file as a revision has it; None where the revision has no such file."""
    if not revision or revision.startswith("-") or "\0" in revision:
        raise AlignmentCardError(f"“{revision}” is not a revision.")
    try:
        folder, name = _placed(path)
    except OSError as error:
        raise AlignmentCardError(f"{path} cannot be opened: {error.strerror}.") from error
    said = git(folder, "cat-file", "blob", f"{revision}:{name}", most=MAX_BYTES)
    if said.well:
        return decode(said.content, f"{revision}:{path}")
    if any(words in said.complaint for words in NOT_FETCHED):
        raise AlignmentCardError(
            f"This clone does not hold {revision}:{path}, and nothing is fetched here. If you trust the repository, "
            f"run git show {revision}:{name} in it once, and then this command again."
        )
    if any(words in said.complaint for words in UNKNOWN_PATH):
        return None
    if any(words in said.complaint for words in SETTINGS):  # which may stand in any file that others include
        raise AlignmentCardError(f"git cannot read the settings of the repository of {path}. Run git status there.")
    raise AlignmentCardError(f"git cannot show {revision}:{path}: {said.complaint}")


MOST_NAMES = 1 << 24
"""Bytes of names and days that are read; the newest come first."""


def last_changes(folder: Path) -> dict[Path, str]:
    """Return the day on which each file below a folder changed last in its repository, such as `2026-11-29`.

    Nothing where there is no repository or no git, and nothing of a clone without its history, in which everything
    would seem to have changed at once. What was not committed yet has its last day.
    """
    try:
        top, name = _placed(folder / "any")
        if not (top / ".git").exists():
            return {}
        said = _log(top, name.removesuffix("any") or ".")
    except (AlignmentCardError, OSError):
        return {}
    found: dict[Path, str] = {}
    day = ""
    for line in said.decode(errors="replace").splitlines():
        if line.startswith("\0"):
            day = line[1:]
        elif line:
            found.setdefault(top / line, day)
    return found


def _log(top: Path, folder: str) -> bytes:
    """Return days, each after a zero byte, with the names of what changed on them, the newest first."""
    if git(top, "rev-parse", "--is-shallow-repository", most=99).content.strip() != b"false":
        return b""
    names = ("--format=%x00%cs", "--name-only", "--no-renames")
    started = ("--no-show-signature", "--no-ext-diff", "--no-textconv")
    return git(top, "-c", "core.quotePath=false", "log", *names, *started, "--", folder, most=MOST_NAMES).content


def _placed(path: Path) -> tuple[Path, str]:
    """Return the folder of the repository and the name of a file in it.

    git itself would take a folder on the way that is made up like a repository for one, and end there.
    """
    home = path.parent.resolve()
    for folder in (home, *home.parents):
        if (folder / ".git").exists():
            return folder, (home / path.name).relative_to(folder).as_posix()
    return home, f"./{path.name}"
