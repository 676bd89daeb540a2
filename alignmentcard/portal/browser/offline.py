"""Use without a connection: a service worker that knows, file by file, what the pages need that run the program."""

import json
import re
from collections.abc import Iterable, Iterator
from hashlib import sha256
from html import escape
from pathlib import Path
from urllib.parse import unquote

from alignmentcard.messages import _, later, spoken
from alignmentcard.portal.browser.modules import MEASURING_FILES
from alignmentcard.portal.browser.pack import PLACE, Pack

HERE = Path(__file__).parent
NAME = "service-worker.js"
TOOLS = ("check", "measure", "write", "review")
"""Pages that run the program, where a portal has them."""
NAMED = re.compile(r'<(?:link|script|img)\b[^>]*?\b(?:href|src)="?([^"#?\s>]+)')
RENEWED = later("A new version of this page is being put in place.")
RENEWING = """<!doctype html>
<html lang="{language}">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>{text}</title>
<p>{text}</p>
<script type="module" src="@@script@@"></script>
</html>
"""
"""What is shown while a new build takes the place of the one that is kept; it runs nothing else."""
LOADED = {".css", ".js", ".json", ".png", ".svg"}


def add_offline(portal: Path, pack: Pack | None) -> None:
    """Write the service worker of a portal; without a pack, one that gives up what an earlier one kept."""
    if pack is None:
        (portal / NAME).write_bytes((HERE / "no-service-worker.js").read_bytes())
        return
    groups = {name: _digests(portal, files) for name, files in _groups(portal, pack).items()}
    listed = json.dumps(groups, sort_keys=True, indent=1)
    renewing = json.dumps(RENEWING.format(language=spoken().tag, text=escape(_(RENEWED))))
    text = (HERE / NAME).read_text("utf-8").replace("@@renewing@@", renewing).replace("@@groups@@", listed)
    (portal / NAME).write_text(text.replace("@@version@@", sha256(text.encode()).hexdigest()[:16]), "utf-8")


def _groups(portal: Path, pack: Pack) -> dict[str, list[Path]]:
    """Return what is kept at the first visit, and what is kept when somebody measures."""
    place = portal / PLACE
    files = sorted(path for path in (place / pack.name).iterdir() if path.is_file())
    later = [path for path in files if path.name in MEASURING_FILES]
    pages = [page for name in TOOLS if (page := portal / name / "index.html").is_file()]
    first = {*pages, *_named_by(pages, portal), place / "pack.json", *(path for path in files if path not in later)}
    return {"check": sorted(first), "measure": later}


def _named_by(pages: Iterable[Path], portal: Path) -> Iterator[Path]:
    """Yield what pages load, and all scripts of the portal with their texts, since they load each other."""
    yield from (portal / "assets").glob("*.js")
    for name in ("texts.json", "language.json"):
        yield from (portal / "assets").glob(name)
    for page in pages:
        for name in NAMED.findall(page.read_text("utf-8")):
            path = (page.parent / unquote(name)).resolve()
            if path.suffix in LOADED and path.is_relative_to(portal.resolve()) and path.is_file():
                yield portal / path.relative_to(portal.resolve())


def _digests(portal: Path, files: Iterable[Path]) -> dict[str, str]:
    return {path.relative_to(portal).as_posix(): sha256(path.read_bytes()).hexdigest() for path in files}
