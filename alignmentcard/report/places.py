"""Where a file stands in its repository: what code hosts want to know, from whatever folder it was named."""

import os
from functools import lru_cache
from pathlib import Path


def from_root(name: str) -> str:
    """Return the name of a file from the root of its repository; as it is named where there is none."""
    path = Path(name)
    try:
        whole = Path(os.path.normpath(Path.cwd() / path))
        root = _root(Path.cwd())
    except OSError:  # the folder in which we are is gone
        return name
    if root is None or not whole.is_relative_to(root):
        near = whole.relative_to(Path.cwd()) if path.is_absolute() and whole.is_relative_to(Path.cwd()) else path
        return os.path.normpath(near).replace(os.sep, "/") if not near.is_absolute() else str(near)
    return whole.relative_to(root).as_posix()


@lru_cache(8)
def _root(folder: Path) -> Path | None:
    """Return the folder of the repository that a folder belongs to."""
    found = next((home for home in (folder, *folder.parents) if (home / ".git").exists()), None)
    told = next((Path(os.environ[name]) for name in CHECKOUTS if os.environ.get(name)), None)
    return found or (told if told and folder.is_relative_to(told) else None)


CHECKOUTS = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")
"""Where runners of CI say that the checkout lies."""
