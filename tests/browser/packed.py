"""A portal that carries the pack, for tests of its pages."""

import mimetypes
import shutil

import pytest

from alignmentcard.portal.browser.downloads import cache_folder, pinned
from alignmentcard.portal.browser.pack import Pack, build_pack

STARTED = 240_000
"""Milliseconds that Python may take to start on a busy machine."""
PASTE = """(place, text) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", text);
  place.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, composed: true, cancelable: true }));
}"""


def pack_or_skip() -> Pack:
    """Return the pack of the program as it is, where its parts are in the cache."""
    files = cache_folder() / "files"
    if shutil.which("node") is None or not all(one.is_in(files) for kind in ("npm", "wheels") for one in pinned(kind)):
        pytest.skip("needs Node.js, and the parts of the pack in the cache: alignmentcard site build --browser")
    return build_pack()


def opened(visit, pack: Pack, page: str, ready: str, without: str = " ", **options):
    """Open a page of a portal that has the pack, and wait until it is ready.

    Files of the pack whose names begin as `without` says cannot be loaded.
    """
    seen = visit("guide/two-by-two/", **options)
    seen.page.context.route("**/assets/browser/pack.json", lambda route: route.fulfill(json={"pack": pack.name}))

    def serve(route):
        name = route.request.url.rpartition("/")[2]
        if name.startswith(without):
            return route.abort()
        kind = {".mjs": "text/javascript", ".wasm": "application/wasm"}.get(name[name.rfind(".") :])
        return route.fulfill(path=pack.folder / name, content_type=kind or mimetypes.guess_type(name)[0])

    seen.page.context.route(f"**/assets/browser/{pack.name}/*", serve)
    seen.page.goto(seen.page.url.replace("guide/two-by-two/", page))
    seen.page.wait_for_selector(ready, timeout=STARTED)
    return seen


def put(page, text: str) -> None:
    """Paste a text into the editor of a page over what stands there; typing would offer choices at the cursor."""
    editor = page.locator(".cm-content")
    editor.press("Control+a")
    editor.press("Delete")
    editor.evaluate(PASTE, text)
