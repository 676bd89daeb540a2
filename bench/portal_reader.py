"""What the catalogue of a portal costs a reader: its files, and how long a filter takes in Chromium."""

import gzip
import shutil
import statistics
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path
from typing import Any


def catalogue(built: Path, count: int) -> str:
    """Say what the catalogue costs."""
    index = (built / "catalogue" / "index.json").read_bytes()
    words = (built / "catalogue" / "words.json").read_bytes()
    lines = [
        f"{count:>6} cards: index {len(gzip.compress(index)) / 1000:.0f} kB gzipped, words "
        f"{len(gzip.compress(words)) / 1000:.0f} kB when somebody searches"
    ]
    for slower in (1, SLOWER):
        laid_out, painted = zip(*filters(built, slower), strict=True)
        lines.append(
            f"        {len(painted)} filters in Chromium with a processor that is {slower} times as slow, until laid "
            f"out: {_spread(laid_out)}; until painted: {_spread(painted)}"
        )
    busy = processor(built)
    lines.append(
        f"        processor time of the page for a filter, whatever else runs: {_spread(busy)}; {SLOWER} times "
        f"as slow: {SLOWER * statistics.median(busy):.0f} ms in the middle, {SLOWER * max(busy):.0f} at most"
    )
    return "\n".join(lines)


SLOWER = 4
"""How much slower than this machine a phone of a reader may be."""


def _spread(times: Sequence[float]) -> str:
    """Say the middle, the 95th of 100, and the most."""
    middle, high = statistics.median(times), statistics.quantiles(times, n=20)[-1]
    return f"{middle:.1f} ms in the middle, 95 % below {high:.1f}, {max(times):.1f} at most"


def filters(built: Path, slower: int = 1) -> list[tuple[float, float]]:
    """Return how long each filter and key takes in Chromium: milliseconds until laid out, and until painted.

    The processor seems to be `slower` by so many times, as Chromium's own throttling does it.
    """
    with opened(built) as page:
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
        found: list[tuple[float, float]] = page.evaluate(TIMED)
        return found


def processor(built: Path) -> list[float]:
    """Return the processor time in milliseconds that the main thread of the page takes for each filter."""
    with opened(built) as page:
        session = page.context.new_cdp_session(page)
        session.send("Performance.enable", {"timeDomain": "threadTicks"})
        boxes = page.locator(".ac-filters input[type=checkbox]").count()
        taken = [_busy(session)]
        for step in range(2 * boxes):
            page.evaluate(STEP, step // 2)
            taken.append(_busy(session))
        return [1000 * (after - before) for before, after in pairwise(taken)]


def _busy(session: Any) -> float:
    found = session.send("Performance.getMetrics")["metrics"]
    return next(float(one["value"]) for one in found if one["name"] == "TaskDuration")


@contextmanager
def opened(built: Path) -> Iterator[Any]:
    """Serve a portal and open its catalogue, with all that it loads."""
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
        yield page
        browser.close()
    server.shutdown()


def main() -> None:
    """Look at a portal that is built already: its folder, and how many cards it has."""
    print(catalogue(Path(sys.argv[1]), int(sys.argv[2])))


STEP = """async (n) => {
  const box = document.querySelectorAll(".ac-filters input[type=checkbox]")[n];
  box.checked = !box.checked;
  box.dispatchEvent(new Event("input", { bubbles: true }));
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
}"""

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
    found.push(await timed(() => (form.elements.words.value = word)));
  }
  return found;
}"""


if __name__ == "__main__":
    main()
