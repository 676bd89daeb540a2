"""The pack: Python, the packages and this program, as one folder that every portal can serve."""

import contextlib
import json
import os
import tarfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from io import BytesIO
from pathlib import Path, PurePosixPath
from shutil import copytree, rmtree
from zipfile import ZipFile

from alignmentcard.document import parse
from alignmentcard.errors import AlignmentCardError
from alignmentcard.portal.browser import notices
from alignmentcard.portal.browser.compiled import packed
from alignmentcard.portal.browser.downloads import PINNED, cache_folder, downloaded, pinned
from alignmentcard.portal.browser.modules import modules
from alignmentcard.programs import run_program
from alignmentcard.resources import PACKAGE, folder
from alignmentcard.saving import folder_beside

HERE = Path(__file__).parent
NODE, STANDINS = HERE / "node.mjs", HERE / "standins"
OURS = tuple(HERE / name for name in ("engine.mjs", "draws.mjs", "arrays.mjs", "unpacked.mjs"))
"""Modules of this program that go into a pack as they are."""
MADE_BY = (PINNED, NODE, *OURS, HERE / "modules.py", HERE / "compiled.py")
"""What a pack is made from beside the sources of Python; where one of them changes, so does its name."""
TAKEN = {".py", ".yaml", ".json", ".jsonld", ".ttl", ".typed"}
TAKEN_FOLDERS = ("jsonschema_specifications/schemas/",)
"""Folders of packages whose files have no ending and are read."""
LEFT_OUT = (
    *("pydantic/v1/", "pydantic/mypy.py"),
    *("jsonschema/tests/", "jsonschema/benchmarks/", "referencing/tests/"),
)
NOT_FOR_PAGES = ("cli", "serve", "fonts")
"""Folders of this program that no page uses: commands, what serves a portal on one's own machine, fonts of pictures."""
LEFT_FOLDERS = {"__pycache__", "_shipped", "conformance", STANDINS.name, *NOT_FOR_PAGES}
SHIPPED = ("schema", "templates")
PLACE = PurePosixPath("assets", "browser")
MONTH = 30 * 24 * 3600


@dataclass(frozen=True)
class Pack:
    """A pack that was built; its name changes with its bytes."""

    folder: Path

    @property
    def name(self) -> str:
        """The name of its folder, also in a portal."""
        return self.folder.name


def add_pack(portal: Path, pack: Pack | None) -> None:
    """Put a pack into a portal, and say in a file which it is; None where the portal has none."""
    place = portal / PLACE
    place.mkdir(parents=True, exist_ok=True)
    if pack:
        copytree(pack.folder, place / pack.name, dirs_exist_ok=True)
    (place / "pack.json").write_text(json.dumps({"pack": pack.name if pack else None}), "utf-8")


def build_pack() -> Pack:
    """Return the pack of this program; what was built before from the same files is taken from the cache."""
    cache = cache_folder()
    downloaded(cache / "files")
    sources = packed(dict(_sources(cache / "files")))
    name = sha256(b"".join(path.read_bytes() for path in MADE_BY) + sources).hexdigest()[:16]
    place = cache / "packs" / name
    if not place.is_dir():
        _compile(cache / "files", sources, place)
    os.utime(place)
    forget_old(place.parent)
    return Pack(place)


def forget_old(packs: Path) -> None:
    """Delete the packs that no build has asked for in a month: each takes some 75 MB, and each release makes one."""
    for place in packs.iterdir():
        with contextlib.suppress(OSError):
            if place.is_dir() and not place.is_symlink() and time.time() - place.stat().st_mtime > MONTH:
                rmtree(place)


def _compile(files: Path, sources: bytes, place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    with folder_beside(place) as work:
        (made := work / "made").mkdir()
        (given := work / "packages.zip").write_bytes(sources)
        with tarfile.open(files / pinned("npm")[0].file) as archive:
            archive.extractall(work, filter="data")
        said = run_program("node", str(NODE), "compile", str(work / "package"), str(given), str(made), folder=work)
        if not said.well:
            raise AlignmentCardError(f"Node.js could not build the pack for browsers. It said: {said.complaint}")
        for name, content in modules(files):
            (made / name).write_bytes(content)
        for path in OURS:
            (made / path.name).write_bytes(path.read_bytes())
        (made / notices.NAME).write_bytes(notices.notices(files))
        made.chmod(0o755)
        try:
            made.rename(place)
        except OSError:
            if not place.is_dir():  # another build was faster, with the same bytes
                raise


def _sources(files: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the files of the packages and of this program, by their names below the folder of packages."""
    for one in pinned("wheels"):
        with ZipFile(BytesIO((files / one.file).read_bytes())) as wheel:
            yield from ((name, _short(name, wheel.read(name))) for name in wheel.namelist() if _goes_along(name))
    yield from _files(PACKAGE, "alignmentcard")
    for place in sorted(STANDINS.iterdir()):
        yield from _files(place, place.name)
    for name in SHIPPED:
        yield from map(_as_data, _files(folder(name), f"alignmentcard/_shipped/{name}"))
    about = f"Metadata-Version: 2.1\nName: alignmentcard\nVersion: {_version()}\n"
    yield f"alignmentcard-{_version()}.dist-info/METADATA", about.encode()


def _as_data(file: tuple[str, bytes]) -> tuple[str, bytes]:
    """Turn the file of phrases, of which nobody asks for a line, into what is read twenty times as fast."""
    name, content = file
    if PurePosixPath(name).name != "phrases.yaml":
        return file
    return name.removesuffix(".yaml") + ".json", json.dumps(parse(content.decode()).data, ensure_ascii=False).encode()


def _short(name: str, content: bytes) -> bytes:
    """Return what a page reads of a file: of the metadata of a package all but its description."""
    return content.partition(b"\n\n")[0] + b"\n" if name.endswith("/METADATA") else content


def _goes_along(name: str) -> bool:
    """Say whether a file of a wheel is used: modules, what belongs to them, what they were compiled to, versions."""
    if ".dist-info/" in name:
        return name.endswith(("/METADATA", "/entry_points.txt"))
    if name.startswith(LEFT_OUT):
        return False
    taken = PurePosixPath(name).suffix in TAKEN or name.endswith("wasm32-emscripten.so")
    return taken or name.startswith(TAKEN_FOLDERS)


def _files(top: Path, name: str) -> Iterator[tuple[str, bytes]]:
    for path in sorted(top.rglob("*")):
        inner = path.relative_to(top)
        hidden = any(part in LEFT_FOLDERS or part[0] == "." for part in inner.parts)
        if path.is_file() and not hidden:
            yield f"{name}/{inner.as_posix()}", path.read_bytes()


def _version() -> str:
    try:
        return version("alignmentcard")
    except PackageNotFoundError:
        return "0"


if __name__ == "__main__":
    build_pack()
