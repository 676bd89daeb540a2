"""The program in a page, in Chromium: the first finding, a keystroke, a measurement, and what goes over the wire.

PYTHONPATH=tests python bench/browser.py [--rounds 5] [--ratings 1e5] [--mbit 50]
"""

import argparse
import gzip
import shutil
import statistics
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from os import getloadavg
from pathlib import Path
from typing import ClassVar

from measure import generate
from playwright.sync_api import sync_playwright
from small_portal import source_in, text_of

from alignmentcard.measurement.run import Machine
from alignmentcard.portal.browser.measuring import measured
from alignmentcard.portal.browser.pack import build_pack
from alignmentcard.portal.build.build import build

CARD = Path(__file__).parents[1] / "site" / "cards" / "dices-350.card.yaml"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
PACKED = {".html", ".css", ".js", ".mjs", ".wasm", ".json"}
"""What hosts compress; archives are already."""
FOUND = """new MutationObserver(() => {
  if (window.found === undefined && document.querySelector(".ac-check-found ol > li")) window.found = performance.now();
}).observe(document, { childList: true, subtree: true });"""
ASKED = """async ([base, question, times]) => {
  const { asking, packOf } = await import(`${base}assets/tab.js`);
  const page = document.createElement("div");
  page.dataset.pack = `${base}assets/browser/`;
  const ask = asking(await packOf(page));
  const took = [];
  for (let time = 0; time < times; time += 1) {
    const start = performance.now();
    const answer = await ask({ ...question, text: `${question.text}# ${time}\\n` });
    if (answer.error) throw new Error(answer.error);
    took.push(performance.now() - start);
  }
  return took;
}"""
MEASURED = """async ([base, table]) => {
  const { asking, packOf } = await import(`${base}assets/tab.js`);
  const page = document.createElement("div");
  page.dataset.pack = `${base}assets/browser/`;
  const ask = asking(await packOf(page));
  const bytes = new Uint8Array(await (await fetch(`${base}${table}`)).arrayBuffer());
  const about = { folder: "/given", table, columns: {} };
  await ask({ ask: "look", ...about }, { files: [{ name: `/given/${table}`, bytes }], patience: 1e7 });
  const start = performance.now();
  const answer = await ask({ ask: "measure", far: true, ...about }, { patience: 1e7 });
  return { took: performance.now() - start, ...answer, html: "" };
}"""


class Host(SimpleHTTPRequestHandler):
    """A static host that compresses, counts what it sends, and sends no faster than it is told."""

    sent: ClassVar[Counter[str]] = Counter()
    bytes_a_second = 0.0
    turn = threading.Lock()

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        """Send a file."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        content = path.read_bytes()
        self.send_response(200)
        if path.suffix in PACKED:
            content = gzip.compress(content, 6)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Length", str(len(content)))
        lasting = "assets/browser/" in self.path and not self.path.endswith("pack.json")
        self.send_header("Cache-Control", "public, max-age=31536000" if lasting else "no-cache")
        self.end_headers()
        self.sent[self.path.partition("?")[0]] += len(content)
        for start in range(0, len(content), 1 << 16):
            part = content[start : start + (1 << 16)]
            with self.turn:
                self.wfile.write(part)
                if self.bytes_a_second:
                    time.sleep(len(part) / self.bytes_a_second)


Host.extensions_map = {**Host.extensions_map, ".mjs": "text/javascript", ".wasm": "application/wasm"}


@contextmanager
def hosted(folder: Path) -> Iterator[str]:
    """Serve a folder."""

    class Here(Host):
        def __init__(self, *given: object) -> None:
            super().__init__(*given, directory=str(folder))  # type: ignore[arg-type]

    server = ThreadingHTTPServer(("127.0.0.1", 0), Here)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


def first_finding(context: object, address: str) -> float:
    """Return the seconds from asking for the page to its first finding, with a card given as a file of the page."""
    page = context.new_page()
    page.add_init_script(FOUND)
    page.goto(f"{address}check/#card={shared(page, text_of('broken'))}")
    page.wait_for_selector(".ac-check-found ol > li", timeout=600_000)
    took = page.evaluate("window.found") / 1000
    page.locator(".ac-tab-offline", has_text="without").wait_for(timeout=600_000)
    page.close()
    return took


def shared(page: object, text: str) -> str:
    """Return the fragment of a link that holds a card."""
    return page.evaluate(
        """async (text) => {
          const stream = new Blob([text]).stream().pipeThrough(new CompressionStream("deflate-raw"));
          const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
          const letters = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
          return letters.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
        }""",
        text,
    )


def wire() -> float:
    """Return the megabytes that were sent since this was asked last."""
    total = sum(Host.sent.values()) / 1e6
    Host.sent.clear()
    return total


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--ratings", type=float, default=1e5)
    parser.add_argument("--mbit", type=float, default=50)
    wanted = parser.parse_args()
    top = Path(tempfile.mkdtemp())
    build(source_in(top), top / "host", pack=build_pack())
    print("load before:", *(f"{one:.1f}" for one in getloadavg()))
    with sync_playwright() as playwright, hosted(top / "host") as address:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        foreign: list[str] = []

        def context() -> object:
            made = browser.new_context()
            made.on("request", lambda one: foreign.append(one.url) if not one.url.startswith((address, "blob:")) else 0)
            return made

        cold, warm = [], []
        for _ in range(wanted.rounds):
            here = context()
            Host.bytes_a_second = wanted.mbit * 1e6 / 8
            wire()
            cold.append(first_finding(here, address))
            first = wire()
            Host.bytes_a_second = 0.0
            warm.append(first_finding(here, address))
            here.close()
        print(f"first finding, first visit at {wanted.mbit:g} Mbit/s: {told(cold)} s; again: {told(warm)} s")
        print(f"on the wire at the first visit of /check/: {first:.1f} MB")

        here = context()
        page = here.new_page()
        page.goto(address)
        question = {"ask": "check", "text": CARD.read_text("utf-8"), "name": "card.yaml"}
        times = page.evaluate(ASKED, [address, question, 5 * wanted.rounds])[2:]
        print(f"check after a keystroke, card of {len(question['text'].splitlines())} lines: {told(times)} ms")

        table = top / "host" / "ratings.parquet"
        generate(table, int(wanted.ratings), ids="numbers")
        wire()
        found = page.evaluate(MEASURED, [address, table.name])
        size = table.stat().st_size / 1e6
        print(f"on the wire for measuring, beside what checking needs: {wire() - size:.1f} MB")
        if found.get("error"):
            print("measuring:", found["error"])
        else:
            start = time.perf_counter()
            ours = measured(str(table.parent), table.name, {}, machine=Machine())
            took = time.perf_counter() - start
            same = "the same bytes" if ours["json"] == found["json"] else "OTHER BYTES"
            print(
                f"measuring {wanted.ratings:,.0f} ratings: {found['took'] / 1000:.1f} s in the page, {took:.1f} s with "
                f"the program, {found['took'] / 1000 / took:.1f} times; {same}"
            )
        print("requests to other hosts:", len(foreign))
        browser.close()
    print("load after:", *(f"{one:.1f}" for one in getloadavg()))


def told(times: list[float]) -> str:
    """Say the middle of some times, the least and the most."""
    digits = 0 if max(times) > 100 else 1
    return f"{statistics.median(times):.{digits}f} ({min(times):.{digits}f} to {max(times):.{digits}f})"


if __name__ == "__main__":
    main()
