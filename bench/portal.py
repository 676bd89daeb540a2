"""Building portals of many cards, beside MkDocs Material with the same contents as Markdown pages.

    python bench/portal.py 1000 5000 20000 --peer 1000

Cards are made from the starters, each with its own id, title, summary and numbers. For every size: a clean build, and
a build after one card changed. For the peer, the contents of the card pages are written as Markdown, outside of the
navigation, with the configuration of our own portal. For the largest size up to 5,000: the size of the catalogue's
index, and how long a filter takes in Chromium. Everything runs one after the other on the same machine; memory is the
most that all processes of a build held together.
"""

import argparse
import gzip
import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from functools import partial
from html.parser import HTMLParser
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from alignmentcard.document import read
from alignmentcard.portal.start import start
from alignmentcard.text.writing import tall

ROOT = Path(__file__).parent.parent
STARTERS = sorted((ROOT / "templates" / "starters").glob("*.card.yaml"))
BUILD = (sys.executable, "-m", "alignmentcard", "site", "build", "--draft")
PEER = (sys.executable, "-m", "mkdocs", "build", "--quiet")


def write_cards(folder: Path, count: int) -> None:
    """Write cards that differ in what readers look for."""
    chance = random.Random(1)
    models = [read(path).data for path in STARTERS]
    words = sorted({word for model in models for word in re.findall(r"[a-z]{4,}", str(model))})
    for number in range(count):
        data = dict(models[number % len(models)])
        title = " ".join(chance.choices(words, k=4)).capitalize()
        summary = " ".join(chance.choices(words, k=35)).capitalize() + "."
        numbers = {"items": chance.randint(100, 90000), "ratings": chance.randint(100000, 900000)}
        data["dataset"] = {**data["dataset"], "id": f"card-{number}", "title": title, "summary": summary, **numbers}
        (folder / f"card-{number}.card.yaml").write_text(tall(data, 0), "utf-8")


def run(*command: str | Path) -> tuple[float, float, float]:
    """Run a command; return seconds, processor seconds, and megabytes of all its processes at their most."""
    most, done = 0.0, threading.Event()
    begun, before = time.perf_counter(), os.times()
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    )

    def watch() -> None:
        nonlocal most
        while not done.wait(0.2):
            most = max(most, sum(map(resident, family(process.pid))))

    watcher = threading.Thread(target=watch)
    watcher.start()
    said = process.communicate()[1]
    seconds, after = time.perf_counter() - begun, os.times()
    busy = after.children_user + after.children_system - before.children_user - before.children_system
    done.set()
    watcher.join()
    if process.returncode:
        sys.exit(said.decode())
    return seconds, busy, most


def family(pid: int) -> Iterator[int]:
    yield pid
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return
    for child in children:
        yield from family(int(child))


def resident(pid: int) -> float:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    except OSError:
        return 0.0


BEFORE = {"h1": "\n\n# ", "h2": "\n\n## ", "h3": "\n\n### ", "h4": "\n\n#### ", "p": "\n\n", "li": "\n- "}
BEFORE |= {"dt": "\n\n**", "dd": "** ", "tr": "\n| ", "code": "`", "div": "\n\n", "table": "\n\n", "ul": "\n"}
AFTER = {"th": " | ", "td": " | ", "code": "`"}


class Markdown(HTMLParser):
    """The contents of a card page as Markdown."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.cells = -1
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.parts.append(BEFORE.get(tag, ""))
        if tag == "thead":
            self.cells = 0
        self.cells += tag == "th" and self.cells >= 0

    def handle_endtag(self, tag: str) -> None:
        self.parts.append(AFTER.get(tag, ""))
        if tag == "thead":
            self.parts.append("\n|" + " --- |" * self.cells)
            self.cells = -1

    def handle_data(self, data: str) -> None:
        self.parts.append(" ".join(data.split()) and f"{' '.join(data.split())} ")

    def __str__(self) -> str:
        return re.sub(r"\n{3,}", "\n\n", "".join(self.parts)).strip() + "\n"


def write_peer(source: Path, built: Path, peer: Path) -> tuple[int, int]:
    """Write the card pages of a portal as Markdown; return how many and how many bytes of HTML they were."""
    shutil.copytree(source, peer, ignore=shutil.ignore_patterns("cards", "build", ".*"))
    (peer / "docs" / "cards").mkdir()
    pages = sorted((built / "cards").glob("*/index.html"))
    size = 0
    for page in pages:
        found = re.search(r'<div class="ac-card">.*(?=</article>)', page.read_text("utf-8"), re.DOTALL)
        contents = found[0] if found else sys.exit(f"{page} has no contents")
        size += len(contents.encode())
        text = re.sub(r"<(svg|script|pre).*?</\1>", "", contents, flags=re.DOTALL)
        (peer / "docs" / "cards" / f"{page.parent.name}.md").write_text(str(Markdown(text)), "utf-8")
    return len(pages), size


def filters(built: Path) -> list[tuple[float, float]]:
    """Return how long each filter and key takes in Chromium: milliseconds until laid out, and until painted."""
    from playwright.sync_api import sync_playwright

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(built)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        page.goto(f"http://127.0.0.1:{server.server_port}/catalogue/")
        page.wait_for_selector(".ac-filterbox:not([hidden])")
        page.locator("#ac-query").focus()
        page.wait_for_load_state("networkidle")
        found = page.evaluate(TIMED)
        browser.close()
    server.shutdown()
    return found


TIMED = """async () => {
  const form = document.querySelector(".ac-filters");
  const painted = () => new Promise((done) => {
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = done;
      channel.port2.postMessage(0);
    });
  });
  const timed = async (change) => {
    change();
    const begun = performance.now();
    form.dispatchEvent(new Event("input", { bubbles: true }));
    document.body.offsetHeight;
    const laid = performance.now();
    await painted();
    return [laid - begun, performance.now() - begun];
  };
  const found = [];
  for (const box of form.querySelectorAll("input[type=checkbox]")) {
    for (const on of [true, false]) found.push(await timed(() => (box.checked = on)));
  }
  for (const word of ["a", "ra", "rat", "rate", "rate people", "zzz", ""]) {
    found.push(await timed(() => (form.elements.q.value = word)));
  }
  return found;
}"""


def measure(folder: Path, count: int) -> tuple[Path, float, float]:
    """Build a portal of so many cards and print what it took."""
    source = folder / f"portal-{count}"
    start(source, "Benchmark")
    (source / "cards" / "example.card.yaml").unlink()
    write_cards(source / "cards", count)
    clean, busy, memory = run(*BUILD, source)
    card = source / "cards" / f"card-{count // 2}.card.yaml"
    card.write_text(card.read_text("utf-8").replace("title: ", "title: Changed ", 1), "utf-8")
    again, busy_again, memory_again = run(*BUILD, source)
    print(
        f"{count:>6} cards: clean {clean:.1f} s ({busy:.1f} s of processors, {1000 * busy / count:.1f} ms a card, "
        f"{memory:.0f} MB); one changed {again:.2f} s ({busy_again:.2f} s, {memory_again:.0f} MB): "
        f"1/{clean / again:.0f}, of processors 1/{busy / busy_again:.0f}",
        flush=True,
    )
    return source, clean, busy


def beside(source: Path, folder: Path, clean: float, busy: float) -> None:
    """Build the same contents with the peer and print both."""
    count, size = write_peer(source, source / "build", folder / "peer")
    seconds, used, memory = run(*PEER, "-f", folder / "peer" / "mkdocs.yml", "-d", folder / "peer-built")
    print(
        f"{count:>6} cards as Markdown, {size / count / 1000:.0f} kB of HTML each: MkDocs Material {seconds:.1f} s "
        f"({used:.1f} s of processors, {memory:.0f} MB); ours is 1/{seconds / clean:.1f} of that, of processors "
        f"1/{used / busy:.1f}",
        flush=True,
    )


def catalogue(built: Path, count: int) -> None:
    """Print what the catalogue costs a reader."""
    index = (built / "catalogue" / "index.json").read_bytes()
    words = (built / "catalogue" / "words.json").read_bytes()
    laid, painted = zip(*filters(built), strict=True)
    print(
        f"{count:>6} cards: index {len(gzip.compress(index)) / 1000:.0f} kB gzipped, words "
        f"{len(gzip.compress(words)) / 1000:.0f} kB when somebody searches; a filter in Chromium takes "
        f"{statistics.median(laid):.1f} ms in the middle and {max(laid):.1f} ms at most until it is laid out, "
        f"{statistics.median(painted):.1f} and {max(painted):.1f} ms until it is painted, {len(laid)} tried",
        flush=True,
    )


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("sizes", type=int, nargs="+")
    arguments.add_argument("--peer", type=int, default=0, help="the size that the peer builds too")
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as name:
        for count in sorted({*given.sizes, *([given.peer] if given.peer else [])}):
            source, clean, busy = measure(Path(name), count)
            if count == given.peer:
                beside(source, Path(name), clean, busy)
            if count == max((size for size in given.sizes if size <= 5000), default=0):
                catalogue(source / "build", count)
            shutil.rmtree(source)


if __name__ == "__main__":
    main()
