"""A browser, a server below a sub-path, and axe-core; skipped with a reason where they are missing."""

import functools
import http.server
import os
import shutil
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from small_portal import source_in

from alignmentcard.cli import manual
from alignmentcard.portal.build.build import build

HERE = Path(__file__).parent
FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
BELOW = "/some/where"


def missing(what: str) -> None:
    """Skip on a developer's machine; fail in CI, where everything must be there."""
    if os.environ.get("CI"):
        pytest.fail(f"CI needs {what}")
    pytest.skip(f"needs {what}")


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def send_error(self, code, *_):
        """Show the page of the portal for what is not there, as static hosts do."""
        page = Path(self.directory, BELOW.strip("/"), "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(page)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the small portal below a sub-path; yields its address."""
    top = tmp_path_factory.mktemp("browser")
    build(source_in(top), top / "host" / BELOW.strip("/"), {"commands": manual.page})
    with served(top / "host") as address:
        yield address


@pytest.fixture(scope="session")
def packed_host(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds the small portal below the sub-path, with the program itself."""
    from browser.packed import pack_or_skip

    top = tmp_path_factory.mktemp("packed")
    build(source_in(top), top / "host" / BELOW.strip("/"), pack=pack_or_skip())
    return top / "host"


@pytest.fixture
def gallery(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """Serve the small portal with every card of the gallery, in English or another language; yields its address."""
    source = source_in(tmp_path)
    config, language = source / "mkdocs.yml", getattr(request, "param", "en")
    told = config.read_text("utf-8").replace("  name: material\n", f"  name: material\n  language: {language}\n", 1)
    config.write_text(told, "utf-8")
    for file in (HERE.parents[1] / "site" / "cards").iterdir():
        shutil.copy(file, source / "cards")
    build(source, tmp_path / "host" / BELOW.strip("/"))
    with served(tmp_path / "host") as address:
        yield address


@contextmanager
def served(host: Path) -> Iterator[str]:
    """Serve a folder that holds a portal below the sub-path; gives the address of the portal."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(host)))
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}{BELOW}/"
    server.shutdown()
    server.server_close()


def node_modules() -> Path:
    """Return the folder of what npm installs from the lock file."""
    folder = HERE / "node_modules"
    if not all((folder / name).is_dir() for name in ("axe-core", "html-validate")):
        npm = shutil.which("npm")
        if npm is None:
            missing("npm, to install axe-core and html-validate")
        command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        subprocess.run(command, cwd=HERE, check=True, capture_output=True)
    return folder


UNMOVED = """
;(() => {
  const run = axe.run.bind(axe);
  const ends = (one) => one.effect.getComputedTiming().endTime < Infinity;
  axe.run = async (what = document, how = {}) => {
    await Promise.allSettled(document.getAnimations().filter(ends).map((one) => one.finished));
    return run(what, { resultTypes: ["violations"], ...how });
  };
})();
"""


@pytest.fixture(scope="session")
def axe() -> str:
    """Return the text of axe-core, installed from the lock file; it looks at a page when nothing moves or fades.

    Every rule runs; described one by one are only parts that break one.
    """
    return (node_modules() / "axe-core" / "axe.min.js").read_text("utf-8") + UNMOVED


@pytest.fixture(scope="session")
def chromium() -> Iterator[object]:
    """Start the Chromium of the system."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        missing("Chromium on the PATH")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


PATIENCE = 240.0
"""Seconds that anything may take on a busy machine before a test says that it did not come."""
AT_REST = """async () => {
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  await new Promise((done) => requestIdleCallback(done, { timeout: 10000 }));
  const begun = { ".ac-catalogue .ac-filterbox": "[hidden]", ".ac-compare": "[hidden]", ".ac-show": "[hidden]" };
  return Object.entries(begun).every(([part, before]) => !document.querySelector(part)?.matches(before));
}"""
"""Two pictures of the page and a moment without work; then whether its scripts show that they have begun."""


@dataclass
class Visit:
    """A page in a browser, what went wrong on it, and what it has asked for and not got as yet."""

    page: object
    complaints: list[str] = field(default_factory=list)
    asked: set[object] = field(default_factory=set)
    scripts: bool = True

    def go(self, address: str) -> None:
        """Load a page and wait until it is at rest: nothing is being fetched, and its scripts have begun.

        Time is not waited for: what is counted are pictures that the page has drawn since anything was fetched.
        """
        self.page.goto(address)
        end, quiet = time.monotonic() + PATIENCE, 0
        while self.scripts and quiet < 2:
            assert time.monotonic() < end, f"{address} does not come to rest: {[one.url for one in self.asked]}"
            quiet = quiet + 1 if self.page.evaluate(AT_REST) and not self.asked else 0


@pytest.fixture
def visit(chromium, site) -> Iterator[Callable[..., Visit]]:
    """Open pages of the portal, each with a fresh profile."""
    with visits(chromium, site) as open_page:
        yield open_page


@contextmanager
def visits(chromium, site: str) -> Iterator[Callable[..., Visit]]:
    """Give what opens pages of a portal."""
    contexts = []

    def open_page(
        path: str,
        width: int = 1280,
        scheme: str = "light",
        first: Callable[[object], None] = lambda page: None,
        **options: object,
    ) -> Visit:
        """Open a page in a window of a width; what is to be done before anything is loaded, `first` does."""
        page = window(chromium, viewport={"width": width, "height": 900}, color_scheme=scheme, **options)
        contexts.append(page.context)
        first(page)
        seen = Visit(page, scripts=bool(options.get("java_script_enabled", True)))
        watch(seen, site)
        seen.go(site + path)
        return seen

    yield open_page
    for context in contexts:
        context.close()


def window(chromium, **options: object) -> object:
    """Open a window with a fresh profile, in which everything may take its time."""
    context = chromium.new_context(**options)
    context.set_default_timeout(PATIENCE * 1000)
    return context.new_page()


def expect(what: object) -> object:
    """Say what a page or a part of it is to become; it is waited for."""
    from playwright.sync_api import expect

    expect.set_options(timeout=PATIENCE * 1000)
    return expect(what)


def watch(seen: Visit, site: str) -> None:
    """Write down errors on the console, failed and foreign requests."""
    page, complaints = seen.page, seen.complaints
    page.on("request", lambda request: seen.asked.add(request))
    for end in ("requestfinished", "requestfailed"):
        page.on(end, lambda request: seen.asked.discard(request))
    page.on("console", lambda m: complaints.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda r: complaints.append(f"foreign: {r.url}") if is_foreign(r.url, site) else None)
    page.on("response", lambda r: complaints.append(f"{r.status}: {r.url}") if r.status >= 400 else None)


def is_foreign(url: str, site: str) -> bool:
    return not url.startswith((site, "data:", "blob:"))
