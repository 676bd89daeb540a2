"""The licences of what is in a pack, as one file: taken from the packages themselves when the pack is built."""

import tarfile
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, files
from io import BytesIO
from pathlib import Path, PurePosixPath
from zipfile import ZipFile

from alignmentcard.errors import AlignmentCardError
from alignmentcard.portal.browser.downloads import Pinned, pinned
from alignmentcard.resources import PACKAGE

NAME = "licences.txt"
KEPT = Path(__file__).parent / "licences"
WITHOUT = {"pyodide": ("MPL-2.0.txt",), "@duckdb/duckdb-wasm": ("duckdb.txt",)}
"""Texts for packages that bring none."""
SAME = {"pyodide": "typing-extensions"}
"""Pyodide holds Python, whose licence is that of another package here, word for word."""
CALLED = ("licen", "copying", "notice", "authors")
LINE = "=" * 100


def notices(folder: Path) -> bytes:
    """Return the licence texts of all that is in a pack, whose parts lie in a folder."""
    parts = [_headed("AlignmentCard", "", _own())]
    texts = {one.name: list(_texts(one, folder)) for kind in ("npm", "wheels") for one in pinned(kind)}
    for kind in ("npm", "wheels"):
        for one in pinned(kind):
            found = [*texts[one.name], *texts.get(SAME.get(one.name, ""), [])]
            if not found:
                raise AlignmentCardError(f"{one.name} {one.version} comes without the text of its licence.")
            parts.append(_headed(f"{one.name} {one.version}", _source(one), "\n\n".join(found)))
    return "\n\n".join(parts).encode()


def _headed(name: str, source: str, text: str) -> str:
    return f"{LINE}\n{name}\n{source}{LINE}\n\n{text.strip()}\n"


def _source(one: Pinned) -> str:
    place = "https://www.npmjs.com/package" if one.file.endswith(".tgz") else "https://pypi.org/project"
    return f"Source: {place}/{one.name}, version {one.version}\n"


def _texts(one: Pinned, folder: Path) -> Iterator[str]:
    content = (folder / one.file).read_bytes()
    for name, text in _of_npm(content) if one.file.endswith(".tgz") else _of_wheel(content):
        if PurePosixPath(name).name.lower().startswith(CALLED):
            yield text.decode("utf-8", "replace")
    for name in WITHOUT.get(one.name, ()):
        yield (KEPT / name).read_text("utf-8")


def _of_npm(content: bytes) -> Iterator[tuple[str, bytes]]:
    with tarfile.open(fileobj=BytesIO(content)) as archive:
        for member in archive:
            if len(PurePosixPath(member.name).parts) == 2 and (found := archive.extractfile(member)):
                yield member.name, found.read()


def _of_wheel(content: bytes) -> Iterator[tuple[str, bytes]]:
    with ZipFile(BytesIO(content)) as wheel:
        for name in wheel.namelist():
            if ".dist-info/" in name and not name.endswith("/"):
                yield name, wheel.read(name)


def _own() -> str:
    """Return the licence of this program: beside the package in a checkout, else in what was installed."""
    if (here := PACKAGE.parent / "LICENSE").is_file():
        return here.read_text("utf-8")
    try:
        found = next(path for path in files("alignmentcard") or [] if path.name == "LICENSE")
    except (PackageNotFoundError, StopIteration):
        raise AlignmentCardError("The licence of this program is missing. Install it again.") from None
    return found.read_text("utf-8")
