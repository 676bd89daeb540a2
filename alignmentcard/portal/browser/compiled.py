"""Modules to compiled ones, so that nothing is compiled in the browser of a reader; run by the Python of the pack."""

from importlib.util import MAGIC_NUMBER, source_hash
from io import BytesIO
from marshal import dumps
from pathlib import PurePosixPath
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

STAMP = (1980, 1, 1, 0, 0, 0)
"""The time of all files in a pack, so that the same files give the same bytes."""
UNCHECKED = 1
"""The mark of compiled code that is never compared with a source."""


def compiled(archive: bytes, level: int = 0) -> bytes:
    """Return an archive with each module of another one compiled; what is no module stays as it is.

    At level 2 modules have no docstrings, as with `python -OO`; the standard library is then a quarter smaller.
    """
    with ZipFile(BytesIO(archive)) as source:
        files = {name: source.read(name) for name in source.namelist() if not name.endswith("/")}
    return packed(dict(_compiled(name, content, level) for name, content in files.items()))


def packed(files: dict[str, bytes]) -> bytes:
    """Return an archive of files in the order of their names, the same bytes each time."""
    target = BytesIO()
    with ZipFile(target, "w") as archive:
        for name in sorted(files):
            archive.writestr(ZipInfo(name, STAMP), files[name], ZIP_DEFLATED, 9)
    return target.getvalue()


def _compiled(name: str, content: bytes, level: int) -> tuple[str, bytes]:
    if PurePosixPath(name).suffix != ".py":
        return name, content
    code = compile(content, name, "exec", dont_inherit=True, optimize=level)
    head = MAGIC_NUMBER + UNCHECKED.to_bytes(4, "little")
    return f"{name}c", head + source_hash(content) + dumps(code)
