"""Files as they were in an earlier revision; the only caller of git."""

import subprocess
from pathlib import Path

from alignmentcard.document import Document, decode
from alignmentcard.errors import AlignmentCardError

UNKNOWN_PATH = ("does not exist in", "exists on disk, but not in", "fatal: path")


def at_revision(revision: str, path: Path) -> Document | None:
    """Return a file as a revision has it; None where the revision has no such file."""
    if revision.startswith("-"):
        raise AlignmentCardError(f"{revision} is not a revision.")
    call = ["git", "-C", str(path.parent), "show", "--no-textconv", f"{revision}:./{path.name}"]
    try:
        shown = subprocess.run(call, capture_output=True, check=False)  # noqa: S603
    except OSError as error:
        raise AlignmentCardError(f"git cannot be called ({error.strerror}), so there are no revisions.") from error
    if shown.returncode == 0:
        return decode(shown.stdout, f"{revision}:{path}")
    reason = shown.stderr.decode(errors="replace").strip().removeprefix("fatal: ")
    if any(words in reason for words in UNKNOWN_PATH):
        return None
    raise AlignmentCardError(f"git cannot show {revision}:{path}: {reason}")
