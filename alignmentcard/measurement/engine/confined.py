"""Files that a card names lie in its folder: names and links that lead out of it are refused."""

from pathlib import Path, PurePosixPath

from alignmentcard.errors import AlignmentCardError
from alignmentcard.messages.retold import worded


class OutsideError(AlignmentCardError):
    """A card names a file that lies outside of the folder."""


def refuse_name(name: str, folder: Path) -> None:
    """Refuse a name that would lead out of a folder: an absolute one, one with `..`, an address, a drive."""
    parts = PurePosixPath(name.replace("\\", "/"))
    if parts.is_absolute() or ".." in parts.parts or ":" in next(iter(parts.parts), ""):
        raise _outside(name, folder)


def refuse_link(path: Path, folder: Path) -> None:
    """Refuse a file that lies elsewhere than its path says, because of a link."""
    if not path.resolve().is_relative_to(folder.resolve()):
        raise _outside(path, folder)


def leads_out(path: Path, folder: Path) -> bool:
    """Say whether a path is a link to a file outside of a folder."""
    return path.is_symlink() and path.is_file() and not path.resolve().is_relative_to(folder.resolve())


def _outside(name: str | Path, folder: Path) -> OutsideError:
    where = worded("this folder") if folder == Path() else str(folder)
    return OutsideError(
        worded(
            "The card names the file “{name}”, which lies outside of {where}. Name it by its path inside that folder; "
            "if you trust the card, measure with --allow-outside.",
            name=str(name),
            where=where,
        )
    )
