"""What checking gave the last time, kept in one file that can be deleted at any time.

It lies in `$XDG_CACHE_HOME/alignmentcard`, or `~/.cache/alignmentcard`: nothing is written beside cards. An entry is
found by the digest of all that a report depends on, so that it is never out of date, and carries a checksum. Whatever
is wrong with the file, cards are checked as if there were none.
"""

import hashlib
import os
import sqlite3
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from alignmentcard.checker.serialization import SHAPE
from alignmentcard.plugins import plugins, registered
from alignmentcard.profiles import ENTRY_POINT as PROFILES
from alignmentcard.profiles import Profile
from alignmentcard.resources import PACKAGE, folder
from alignmentcard.rules.added import ENTRY_POINT as RULES

NAME = f"checked-{SHAPE}.sqlite3"
LIBRARIES = ("alignmentcard", "pydantic", "pyyaml", "ruamel", "jsonschema", "packaging")
"""What the names of the packages begin with that have a part in a report."""
PATIENCE = 2.0
"""Seconds to wait for another process that writes."""
KEPT = 30 * 24 * 3600
"""Seconds that an entry is kept; then the card is checked anew."""
CHECK_BYTES = 8
SOURCES = (".py", ".yaml", ".json")


def cache_file() -> Path:
    """Return where the cache lies."""
    home = os.environ.get("XDG_CACHE_HOME")
    return (Path(home) if home else Path.home() / ".cache") / "alignmentcard" / NAME


class Cache:
    """Packed reports by key; a file that cannot be used reads as empty and takes nothing."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._store = _opened(path)

    @property
    def empty(self) -> bool:
        """Whether nothing was kept so far."""
        return not self._ask("SELECT 1 FROM checked LIMIT 1", [()])

    def find(self, keys: Sequence[bytes]) -> dict[bytes, str]:
        """Return what was kept under some of the keys and is whole."""
        question = f"SELECT key, packed, sum FROM checked WHERE key IN ({', '.join('?' * len(keys))})"  # noqa: S608
        rows = self._ask(question, [tuple(keys)])
        return {key: packed for key, packed, check in rows if isinstance(packed, str) and check == _sum(key, packed)}

    def put(self, entries: Iterable[tuple[bytes, str]]) -> None:
        """Keep packed reports, all or none of them."""
        now = int(time.time())
        rows = [(key, packed, _sum(key, packed), now) for key, packed in entries]
        if rows:
            self._ask("INSERT OR REPLACE INTO checked VALUES (?, ?, ?, ?)", rows)

    def close(self) -> None:
        """Let go of the file, and of what is too old."""
        self._ask("DELETE FROM checked WHERE made < ?", [(int(time.time()) - KEPT,)])
        if self._store:
            self._store.close()
        self._store = None

    def _ask(self, question: str, rows: Sequence[tuple[object, ...]]) -> list[tuple[Any, ...]]:
        if self._store is None:
            return []
        try:
            with self._store:
                if len(rows) == 1:
                    return self._store.execute(question, rows[0]).fetchall()
                self._store.executemany(question, rows)
        except sqlite3.OperationalError:  # busy, full or read-only: what is there stays as it is
            pass
        except sqlite3.Error:
            self._store.close()
            self._store = _anew(self.path)
        return []


def _opened(path: Path) -> sqlite3.Connection | None:
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        return _connected(path)
    except (OSError, sqlite3.OperationalError):
        return None
    except sqlite3.Error:
        return _anew(path)


def _anew(path: Path) -> sqlite3.Connection | None:
    """Begin again with an empty file."""
    with suppress(OSError, sqlite3.Error):
        for name in (path, path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm")):
            name.unlink(missing_ok=True)
        return _connected(path)
    return None


def _connected(path: Path) -> sqlite3.Connection:
    store = sqlite3.connect(path, timeout=PATIENCE)
    try:
        store.execute("PRAGMA journal_mode = WAL")
        store.execute("PRAGMA synchronous = NORMAL")
        columns = "key BLOB PRIMARY KEY, packed TEXT NOT NULL, sum BLOB NOT NULL, made INTEGER NOT NULL"
        store.execute(f"CREATE TABLE IF NOT EXISTS checked ({columns}) WITHOUT ROWID")
    except sqlite3.Error:
        store.close()
        raise
    return store


def _sum(key: bytes, packed: str) -> bytes:
    return hashlib.sha256(key + packed.encode()).digest()[:CHECK_BYTES]


def circumstances(profile: Profile, *choices: object) -> bytes:
    """Return a digest of what every report depends on beside its card: program, packages, profile and `choices`."""
    digest = hashlib.sha256()
    for part in (SHAPE, sys.version, profile, choices, *_versions(), *_stamps()):
        digest.update(f"{part!r}\n".encode("utf-8", "surrogatepass"))
    return digest.digest()


def _versions() -> list[str]:
    """Return the names of the folders in which installed packages describe themselves; their versions stand there."""
    return sorted(name for place in sys.path for name in registered(place) if name.lower().startswith(LIBRARIES))


def _stamps() -> Iterator[tuple[str, int, int]]:
    """Yield name, size and time of every file that rules stand in, so that a rule that is being written counts too."""
    homes = [PACKAGE, folder("schema")]
    for plugin in (*plugins(RULES), *plugins(PROFILES)):
        yield plugin.package, 0, 0
        homes += map(Path, getattr(plugin.module, "__path__", [plugin.module.__file__]))
    for home in homes:
        for path in [home] if home.is_file() else sorted(p for p in home.rglob("*") if p.suffix in SOURCES):
            status = path.stat()
            yield str(path), status.st_size, status.st_mtime_ns


def key_of(basis: bytes, name: str, content: bytes, measured: bytes) -> bytes:
    """Return the key of a card: its name, its bytes, those of its measurements, and the circumstances."""
    digest = hashlib.sha256(basis)
    for part in (name.encode("utf-8", "surrogatepass"), content, measured):
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.digest()
