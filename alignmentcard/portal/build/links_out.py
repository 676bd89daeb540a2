"""Links in the prose of a portal that lead out of its folder: the site generator would follow and publish them."""

import os
from collections.abc import Iterator
from pathlib import Path

from alignmentcard.errors import AlignmentCardError

PROSE = ("mkdocs.yml", "docs", "overrides")


def refuse_links_out(source: Path) -> None:
    """Refuse the source of a portal whose prose has a link to a file or folder outside of it."""
    home = source.resolve()
    for path in _links(source):
        if not path.resolve().is_relative_to(home):
            name = path.relative_to(source)
            raise AlignmentCardError(
                f"{name} is a link that leads out of {source}, and would be published. Put the file itself there."
            )


def _links(source: Path) -> Iterator[Path]:
    """Yield the links in the prose; no link is gone through, because what it leads to inside is looked at there."""
    yield from (source / name for name in PROSE if (source / name).is_symlink())
    for name in PROSE:
        for here, folders, files in os.walk(source / name):
            yield from (path for one in sorted((*folders, *files)) if (path := Path(here, one)).is_symlink())
