"""The pages that the site generator makes of Markdown: made anew only where something they are made from changed."""

import re
import shutil
from importlib.util import find_spec
from pathlib import Path

from alignmentcard.errors import AlignmentCardError, MissingExtraError
from alignmentcard.messages import SOURCE
from alignmentcard.messages.languages import known, nearest
from alignmentcard.programs import run_module
from alignmentcard.resources import folder as shipped

GENERATORS = {"properdocs": "ProperDocs", "mkdocs": "MkDocs"}
"""Programs that can make the prose; who installed the first of them means it."""


def generator() -> str:
    """Return the site generator that is installed."""
    found = [name for name in GENERATORS if find_spec(name)]
    if not found or find_spec("material") is None:
        raise MissingExtraError("Building a portal", "portal")
    return found[0]


def prose(source: Path, cache: Path, key: str | None) -> Path:
    """Return the folder with the built prose of a source; `key` is the digest of what it is made from."""
    built, note = cache / "prose", cache / "prose.key"
    if key and built.is_dir() and note.is_file() and note.read_text("utf-8") == key:
        return built
    fresh = cache / "prose.new"
    shutil.rmtree(fresh, ignore_errors=True)
    _run(source, fresh)
    note.unlink(missing_ok=True)
    shutil.rmtree(built, ignore_errors=True)
    fresh.rename(built)
    note.write_text(key or "", "utf-8")
    return built


def _run(source: Path, folder: Path) -> None:
    name = generator()
    arguments = ("build", "--quiet", "-f", str(source / "mkdocs.yml"), "-d", str(folder))
    done = run_module(name, *arguments, environment=QUIET)
    if done.returncode:
        said = (done.stderr or done.stdout).decode(errors="replace").strip()
        if unknown := NO_LANGUAGE.search(said):
            raise AlignmentCardError(_of_no_theme(unknown[1]))
        raise AlignmentCardError(f"{GENERATORS[name]} could not build the prose of the portal:\n{said}")


NO_LANGUAGE = re.compile(r"partials/languages/([\w-]+)\.html")
"""How the generator complains of a language that the theme does not have."""


def _of_no_theme(tag: str) -> str:
    """Say what to write instead of a language that the theme does not have."""
    instead = nearest(tag)
    there = ", ".join([SOURCE, *known()])
    way = f"Write {instead}" if instead else f"The program has texts in {there}. Write one of these"
    return f"mkdocs.yml: the theme has no language “{tag}”. {way} behind “language:”, below “theme:”."


QUIET = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
ASSETS = Path("docs", "assets")
MADE_ANEW = ("search/search_index.json", "sitemap.xml", "sitemap.xml.gz")
"""Files of the site generator that the portal writes in another way."""


def copied(prose: Path, folder: Path) -> list[Path]:
    """Copy everything but pages into a folder; return the pages, relative to the prose."""
    pages = []
    for path in sorted(prose.rglob("*")):
        name = path.relative_to(prose)
        if path.is_dir():
            (folder / name).mkdir(parents=True, exist_ok=True)
        elif path.suffix == ".html":
            pages.append(name)
        elif name.as_posix() not in MADE_ANEW:
            shutil.copy2(path, folder / name)
    return pages


def add_look(folder: Path) -> None:
    """Add the look and the scripts that the pages need; a file that the portal brings itself stays.

    They come from the program and not from the portal, because they change with the pages that the program makes.
    """
    for path in (shipped("site") / ASSETS).iterdir():
        own = folder / "assets" / path.name
        if path.suffix in (".css", ".js") and not own.exists():
            own.parent.mkdir(exist_ok=True)
            shutil.copy2(path, own)
