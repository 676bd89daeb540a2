"""Modules to compiled ones, so that nothing is compiled in the browser of a reader; run by the Python of the pack."""

import gzip
import tarfile
from collections.abc import Iterator
from importlib.util import MAGIC_NUMBER, source_hash
from io import BytesIO
from marshal import dumps
from pathlib import PurePosixPath
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

STAMP = (1980, 1, 1, 0, 0, 0)
"""The time of all files in a pack, so that the same files give the same bytes."""
UNCHECKED = 1
"""The mark of compiled code that is never compared with a source."""


LIBRARY = "python_stdlib.zip"
READ = ("alignmentcard/rules/", "alignmentcard/model/", "alignmentcard/migrate.py")
"""Modules whose docstrings the program reads."""
ONLY_TO_MEASURE = (
    *("alignmentcard/measurement/statistics/", "alignmentcard/measurement/shards/"),
    *("alignmentcard/measurement/in_page.py", "alignmentcard/portal/browser/measuring.py"),
    *("numpy/", "pyarrow/", "duckdb/"),
)
UNUSED = (
    *("_pyrepl/", "ensurepip/", "idlelib/", "lib2to3/", "pydoc_data/", "tkinter/", "turtledemo/", "unittest/", "venv/"),
    *("wsgiref/", "xmlrpc/", "curses/", "dbm/", "sqlite3/", "multiprocessing/", "profiling/"),
    *("doctest.py", "ftplib.py", "imaplib.py", "mailbox.py", "pdb.py", "poplib.py", "pydoc.py", "smtplib.py"),
    *("cProfile.py", "profile.py", "pstats.py", "pickletools.py", "turtle.py", "webbrowser.py", "optparse.py"),
)
"""What no part of the program imports of the standard library: what starts processes, asks networks or tests."""


def archives(sources: bytes, library: bytes) -> dict[str, bytes]:
    """Return what a page loads: the packages, those that only measuring needs, and the standard library."""
    files = dict(_compiled(name, content, 0 if name.startswith(READ) else 2) for name, content in _inside(sources))
    later = {name: content for name, content in files.items() if name.startswith(_as_compiled(ONLY_TO_MEASURE))}
    return {
        "packages.tgz": rolled({name: content for name, content in files.items() if name not in later}),
        "measuring.tgz": rolled(later),
        LIBRARY: compiled(library, 2, UNUSED),
    }


def compiled(archive: bytes, level: int = 0, unused: tuple[str, ...] = ()) -> bytes:
    """Return an archive with each module of another one compiled; what is no module stays as it is.

    At level 2 modules have no docstrings, as with `python -OO`; the standard library is then a quarter smaller.
    """
    wanted = ((name, content) for name, content in _inside(archive) if not name.startswith(unused))
    return packed(dict(_compiled(name, content, level) for name, content in wanted))


def rolled(files: dict[str, bytes]) -> bytes:
    """Return files as one tar file in gzip, in the order of their names, the same bytes each time."""
    target = BytesIO()
    with (
        gzip.GzipFile(fileobj=target, mode="wb", compresslevel=9, filename="", mtime=0) as zipped,
        tarfile.open(fileobj=zipped, mode="w", format=tarfile.USTAR_FORMAT) as archive,
    ):
        for name in sorted(files):
            about = tarfile.TarInfo(name)
            about.size = len(files[name])
            archive.addfile(about, BytesIO(files[name]))
    return target.getvalue()


def packed(files: dict[str, bytes]) -> bytes:
    """Return an archive of files in the order of their names, the same bytes each time."""
    target = BytesIO()
    with ZipFile(target, "w") as archive:
        for name in sorted(files):
            archive.writestr(ZipInfo(name, STAMP), files[name], ZIP_DEFLATED, 9)
    return target.getvalue()


def _inside(archive: bytes) -> Iterator[tuple[str, bytes]]:
    with ZipFile(BytesIO(archive)) as source:
        yield from ((name, source.read(name)) for name in source.namelist() if not name.endswith("/"))


def _as_compiled(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{name}c" if name.endswith(".py") else name for name in names)


def _compiled(name: str, content: bytes, level: int) -> tuple[str, bytes]:
    if PurePosixPath(name).suffix != ".py":
        return name, content
    code = compile(content, name, "exec", dont_inherit=True, optimize=level)
    head = MAGIC_NUMBER + UNCHECKED.to_bytes(4, "little")
    return f"{name}c", head + source_hash(content) + dumps(code)
