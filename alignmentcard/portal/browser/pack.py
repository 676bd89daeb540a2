"""The pack: Python, the packages and this program, as one folder that every portal can serve."""

import json
import tarfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from io import BytesIO
from pathlib import Path, PurePosixPath
from shutil import copytree
from zipfile import ZipFile

from alignmentcard.errors import AlignmentCardError
from alignmentcard.portal.browser.compiled import packed
from alignmentcard.portal.browser.downloads import PINNED, cache_folder, downloaded, pinned
from alignmentcard.programs import run_program
from alignmentcard.resources import PACKAGE, folder
from alignmentcard.saving import folder_beside

HERE = Path(__file__).parent
NODE, ENGINE, STANDINS = HERE / "node.mjs", HERE / "engine.mjs", HERE / "standins"
TAKEN = {".py", ".yaml", ".json", ".jsonld", ".ttl", ".typed"}
TAKEN_FOLDERS = ("jsonschema_specifications/schemas/",)
"""Folders of packages whose files have no ending and are read."""
LEFT_OUT = ("pydantic/v1/", "pydantic/mypy.py", "jsonschema/tests/", "jsonschema/benchmarks/", "referencing/tests/")
SHIPPED = ("schema", "templates")
PLACE = PurePosixPath("assets", "browser")
MEASURING = {
    "@duckdb/duckdb-wasm": {"dist/duckdb-browser-blocking.mjs": "duckdb.mjs", "dist/duckdb-eh.wasm": "duckdb.wasm"},
    "parquet-wasm": {"esm/parquet_wasm.js": "parquet.mjs", "esm/parquet_wasm_bg.wasm": "parquet.wasm"},
}
"""Files of packages that are only loaded where somebody measures, and what they are called in the pack."""
MEASURING_FILES = frozenset(
    ("engine.mjs", "nothing.mjs", *(name for taken in MEASURING.values() for name in taken.values()))
)
UNUSED = b'"apache-arrow"'
"""What the module of DuckDB imports to show results as objects of JavaScript, which nothing here asks for."""


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
    name = sha256(PINNED.read_bytes() + NODE.read_bytes() + ENGINE.read_bytes() + sources).hexdigest()[:16]
    place = cache / "packs" / name
    if not place.is_dir():
        _compile(cache / "files", sources, place)
    return Pack(place)


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
        for one in pinned("npm")[1:]:
            _take(files / one.file, MEASURING[one.name], made)
        (made / ENGINE.name).write_bytes(ENGINE.read_bytes())
        (made / "nothing.mjs").write_bytes(b"")
        made.chmod(0o755)
        try:
            made.rename(place)
        except OSError:
            if not place.is_dir():  # another build was faster, with the same bytes
                raise


def _take(archive: Path, wanted: Mapping[str, str], made: Path) -> None:
    """Put files of a package of npm into the pack; what they import of others and nothing uses is taken out."""
    with tarfile.open(archive) as opened:
        for inner, name in wanted.items():
            member = opened.extractfile(f"package/{inner}")
            content = member.read() if member else b""
            (made / name).write_bytes(content.replace(UNUSED, b'"./nothing.mjs"') if name == "duckdb.mjs" else content)


def _sources(files: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the files of the packages and of this program, by their names below the folder of packages."""
    for one in pinned("wheels"):
        with ZipFile(BytesIO((files / one.file).read_bytes())) as wheel:
            yield from ((name, wheel.read(name)) for name in wheel.namelist() if _goes_along(name))
    yield from _files(PACKAGE, "alignmentcard")
    for place in sorted(STANDINS.iterdir()):
        yield from _files(place, place.name)
    for name in SHIPPED:
        yield from _files(folder(name), f"alignmentcard/_shipped/{name}")
    about = f"Metadata-Version: 2.1\nName: alignmentcard\nVersion: {_version()}\n"
    yield f"alignmentcard-{_version()}.dist-info/METADATA", about.encode()


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
        hidden = any(
            part in ("__pycache__", "_shipped", "conformance", STANDINS.name) or part[0] == "." for part in inner.parts
        )
        if path.is_file() and not hidden:
            yield f"{name}/{inner.as_posix()}", path.read_bytes()


def _version() -> str:
    try:
        return version("alignmentcard")
    except PackageNotFoundError:
        return "0"


if __name__ == "__main__":
    build_pack()
