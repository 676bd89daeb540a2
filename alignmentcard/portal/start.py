"""The starter of a portal: pages, look, one card, and a workflow that checks and publishes it."""

import json
import re
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from urllib.parse import urlsplit

from alignmentcard.errors import AlignmentCardError
from alignmentcard.messages import SOURCE, speaking
from alignmentcard.portal.configuration import ABOUT, CONFIG
from alignmentcard.portal.prose import in_language
from alignmentcard.resources import folder as shipped
from alignmentcard.resources import template
from alignmentcard.saving import folder_beside

CARD = "rating-descriptive.card.yaml"
RECIPES = {
    ".github/workflows/portal.yml": "workflow.yml",
    ".gitlab-ci.yml": "gitlab.yml",
    "deploy/nginx.conf": "deploy/nginx.conf",
    "deploy/Containerfile": "deploy/Containerfile",
    "deploy/s3.sh": "deploy/s3.sh",
}
"""Ways to publish a portal, and the templates that they come from."""
MARK = re.compile("@VERSION@|@BELOW@|@PREFIX@")
OURS = ("docs/index.md",)
"""Pages of our own portal that every other portal writes for itself."""
SUPPLIED = (".css", ".js", ".png")
"""The look and the scripts, which a build adds from the program, and pictures of our own portal."""
IGNORED = ("build/", ".build-cache/", ".alignmentcard-*.tmp")
"""What programs leave in a portal that is not for its repository: what was built, and files half written."""


def start(folder: Path, name: str, address: str = "", language: str = SOURCE) -> list[str]:
    """Write the starter of a portal into a new or an empty folder; return its files.

    `address` is where the portal will stand; empty where that is not known yet. `language` is the tag of its language.
    """
    _refuse(folder, address)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with folder_beside(folder) as work, speaking(language):
        for path, contents in _files(name, address):
            (work / path).parent.mkdir(parents=True, exist_ok=True)
            (work / path).write_bytes(contents)
        if folder.exists():
            folder.rmdir()
        work.chmod(0o755)
        work.rename(folder)
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def _refuse(folder: Path, address: str) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise AlignmentCardError(
            f"{folder} is not empty. Choose a new folder, so that nothing of yours is overwritten."
        )
    if address and (urlsplit(address).scheme not in ("http", "https") or not urlsplit(address).hostname):
        raise AlignmentCardError(
            f"“{address}” is not the address of a portal. Write it in full, such as https://example.org/cards/."
        )


def pages() -> Iterator[tuple[str, Path]]:
    """Yield the pages of a starter by their places in the portal, each with the English file that is shipped."""
    yield from (one for one in _shipped() if one[1].suffix == ".md")
    yield "docs/index.md", shipped("templates") / "portal" / "index.md"


def _shipped() -> Iterator[tuple[str, Path]]:
    site = shipped("site")
    for path in sorted(path for place in ("docs", "overrides") for path in (site / place).rglob("*")):
        known = path.relative_to(site).as_posix()
        if path.is_file() and path.suffix not in SUPPLIED and known not in OURS:
            yield known, path


def _files(name: str, address: str) -> Iterator[tuple[str, bytes]]:
    texts = shipped("templates")
    yield from ((known, path.read_bytes()) for known, path in _shipped() if path.suffix != ".md")
    yield from ((known, in_language(known, path.read_text("utf-8")).encode()) for known, path in pages())
    config = (shipped("site") / CONFIG).read_text("utf-8")
    yield CONFIG, in_language(CONFIG, _config(config, name, address)).encode()
    yield "README.md", template("portal/README.md").render(name=name).encode()
    for known, origin in RECIPES.items():
        yield known, _recipe((texts / "portal" / origin).read_text("utf-8"), address).encode()
    yield ".gitignore", "".join(f"{line}\n" for line in IGNORED).encode()
    yield "cards/example.card.yaml", (texts / "starters" / CARD).read_bytes()


def _recipe(text: str, address: str) -> str:
    """Fill in a recipe: the version that wrote it, and the path below which the portal stands."""
    below = f"/{urlsplit(address).path.strip('/')}/".replace("//", "/")
    said = {"@VERSION@": version("alignmentcard"), "@BELOW@": below, "@PREFIX@": below.lstrip("/")}
    return MARK.sub(lambda found: said[found[0]], text)


def _config(text: str, name: str, address: str) -> str:
    """Turn the configuration of our own portal into that of another one."""
    where = f"site_url: {_quoted(address.rstrip('/') + '/')}" if address else "# site_url: https://example.org/cards/"
    said = {
        "site_name": f"site_name: {_quoted(name)}",
        "site_description": f"site_description: {_quoted(ABOUT)}\n{where}",
        "site_dir": "site_dir: build",
    }
    return re.sub(r"^(site_\w+):.*$", lambda found: said.get(found[1], ""), text, flags=re.MULTILINE)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
