"""Digests that say whether something has to be made again."""

import json
import os
from collections.abc import Iterator
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, entry_points, version
from pathlib import Path

from alignmentcard.checker.card_bytes import content_of, measured_of
from alignmentcard.measurement.results.place import facts_name
from alignmentcard.portal.card.changes import earlier_files
from alignmentcard.resources import PACKAGE, folder


def digest(*parts: bytes | str) -> str:
    """Return the digest of several parts; none can run into the next."""
    state = sha256()
    for part in parts:
        content = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        state.update(b"%d:" % len(content))
        state.update(content)
    return state.hexdigest()


def of_data(value: object) -> str:
    """Return the digest of data that can be written as JSON."""
    return digest(json.dumps(value, ensure_ascii=False, sort_keys=True))


def of_program() -> str:
    """Return the digest of this program: its code, templates, schema and languages, and the packages that add rules."""
    places = (PACKAGE, folder("templates"), folder("schema"), folder("languages"))
    parts = [part for place in places for part in _parts(place, place)]
    groups = sorted(group for group in entry_points().groups if group.startswith("alignmentcard"))
    added = {point.dist for group in groups for point in entry_points(group=group) if point.dist}
    return digest(*parts, *sorted({f"{one.name} {one.version}" for one in added}))


def of_prose(source: Path, cards: Path, out: Path) -> str | None:
    """Return the digest of what the site generator reads; None where it may read what is not in the folder."""
    config = (source / "mkdocs.yml").read_text("utf-8", errors="replace")
    if any(sign in line for line in config.splitlines() for sign in OUTSIDE if not line.startswith("site_dir:")):
        return None
    versions = [f"{name} {_version(name)}" for name in ("mkdocs", "properdocs", "mkdocs-material")]
    return digest(*versions, *_parts(source, source, (cards, out)))


OUTSIDE = ("../", "!ENV", "!relative", "hooks:")
"""What in the configuration makes the prose depend on more than the files of the folder."""


def of_card(path: Path) -> str:
    """Return the digest of a card, the measurements beside it, and its earlier versions."""
    return digest(path.name, measured_of(str(path)), *(_bytes(one) for one in (path, *earlier_files(path))))


def seen(path: Path, now: int) -> str:
    """Return what tells without reading that the files of a card are as they were: their sizes, times and numbers.

    Empty where one was written so shortly before `now` (nanoseconds) that the clock of its file system may give the
    same time to what is written next.
    """
    found = [_stat(name) for name in (str(path), facts_name(str(path)), *map(str, earlier_files(path)))]
    if any(one and one.st_mtime_ns > now - RECENT for one in found):
        return ""
    return "|".join(f"{s.st_size} {s.st_mtime_ns} {s.st_ctime_ns} {s.st_ino}" if s else "" for s in found)


RECENT = 2_000_000_000
"""Nanoseconds between two times of the coarsest clock, that of FAT."""


def _stat(name: str) -> os.stat_result | None:
    try:
        return os.stat(name)  # noqa: PTH116 (a path object costs more than the question)
    except OSError:
        return None


def _parts(place: Path, top: Path, without: tuple[Path, ...] = ()) -> Iterator[bytes | str]:
    for path in sorted(place.iterdir()):
        if path.name.startswith(".") or path.name == "__pycache__" or path in without:
            continue
        if path.is_dir():
            yield from _parts(path, top, without)
        elif path.is_file():
            yield path.relative_to(top).as_posix()
            yield path.read_bytes()


def _bytes(path: Path) -> bytes:
    content = content_of(str(path))
    if content is None:
        status = _stat(str(path))
        return f"{status.st_size} {status.st_mtime_ns}".encode() if status else b""
    return content


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
