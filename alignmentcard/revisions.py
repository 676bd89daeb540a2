"""Files as they were in an earlier revision; the only caller of git."""

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


def _placed(path: Path) -> tuple[Path, str]:
    """Return the folder of the repository and the name of a file in it.

    git itself would take a folder on the way that is made up like a repository for one, and end there.
    """
    home = path.parent.resolve()
    for folder in (home, *home.parents):
        if (folder / ".git").exists():
            return folder, (home / path.name).relative_to(folder).as_posix()
    return home, f"./{path.name}"
