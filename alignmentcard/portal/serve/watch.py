"""A portal for its authors: built, shown on this machine, and built again when a file changes."""

import re
import signal
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from types import FrameType
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from alignmentcard.errors import AlignmentCardError
from alignmentcard.portal.build.build import Portal, build, place_of
from alignmentcard.portal.build.card_folders import load_templates
from alignmentcard.portal.build.placeholders import Place
from alignmentcard.portal.build.workers import FEW, Workers
from alignmentcard.portal.serve.preview import News, server
from alignmentcard.resources import folder as shipped

if TYPE_CHECKING:
    from watchdog.events import FileSystemEvent

LOOK = 0.5
"""Seconds after which somebody who stops it is heard at the latest."""
QUIET = 0.03
"""Seconds without a change after which a build begins: editors write a file in several steps."""
CHANGES = frozenset(("created", "modified", "deleted", "moved", "closed"))
SITE_URL = re.compile(r"^site_url:[ \t]*[\"']?([^\"'#\s]+)", re.MULTILINE)


def serve(source: Path, port: int, more: Mapping[str, Place], say: Callable[[str], None]) -> None:
    """Build and show a portal until the user stops it; `say` takes what the terminal should show."""
    source = source.resolve()
    out = place_of(source)
    news = News()
    if not built(source, more, news, say) and not out.is_dir():
        raise AlignmentCardError("There is no portal to show yet. Mend what is said above, and start again.")
    with server(out, port, path_of(source), news) as address, watched(source, out) as changed, Workers(FEW) as workers:
        workers.start(load_templates)
        say(f"Portal: {address}  (Ctrl-C stops it)")
        with interrupted() as stop:
            while not stop:
                if changed.wait(LOOK):
                    settle(changed)
                    built(source, more, news, say, workers)
        say("Stopped.")


@contextmanager
def interrupted() -> Iterator[list[int]]:
    """Give a list that Ctrl-C puts its number into, and end quietly when it comes.

    An exception alone may be lost: Python drops one that is raised while an object is taken away or a module's callback
    runs, and then nobody would hear that the program was to stop.
    """
    heard: list[int] = []

    def hear(number: int, frame: FrameType | None) -> None:
        heard.append(number)
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGINT, hear)
    try:
        yield heard
    except KeyboardInterrupt:
        pass
    finally:
        signal.signal(signal.SIGINT, before)


def built(
    source: Path, more: Mapping[str, Place], news: News, say: Callable[[str], None], workers: Workers | None = None
) -> bool:
    """Build a portal and tell how that went; what goes wrong is told too, and the old pages stay."""
    begun = time.perf_counter()
    news.begin()
    try:
        portal = build(source, None, more, workers=workers)
    except Exception as error:  # an author may break any file, templates too, and has to read why
        reason = str(error) if isinstance(error, AlignmentCardError) else f"{type(error).__name__}: {error}"
        say(f"The portal could not be built: {reason}")
        news.end(reason)
        return False
    say(_said(portal, time.perf_counter() - begun))
    news.end()
    return True


def _said(portal: Portal, seconds: float) -> str:
    errors = f" With errors: {', '.join(portal.broken)}." if portal.broken else ""
    return f"Built in {seconds:.2f} s, {portal.made} of {portal.cards} cards anew.{errors}"


def path_of(source: Path) -> str:
    """Return the path below which the portal will stand, so that it is shown below the same one; `/` at least."""
    found = SITE_URL.search((source / "mkdocs.yml").read_text("utf-8"))
    path = urlsplit(found[1]).path if found else ""
    return f"/{path.strip('/')}/" if path.strip("/") else "/"


def settle(changed: Event) -> None:
    """Wait until nothing changes any more."""
    while changed.is_set():
        changed.clear()
        time.sleep(QUIET)


@contextmanager
def watched(source: Path, out: Path) -> Iterator[Event]:
    """Give an event that is set whenever a file of the source or a template changes."""
    from watchdog.events import FileSystemEventHandler
    from watchdog.observers import Observer

    changed = Event()

    class Changed(FileSystemEventHandler):
        def on_any_event(self, event: "FileSystemEvent") -> None:
            paths = [Path(str(name)) for name in (event.src_path, event.dest_path) if name]
            if event.event_type in CHANGES and not event.is_directory and any(map(matters, paths)):
                changed.set()

    def matters(path: Path) -> bool:
        below = path.relative_to(source).parts if path.is_relative_to(source) else (path.name,)
        return not path.is_relative_to(out) and not any(part.startswith(".") for part in below)

    observer = Observer()
    observer.schedule(Changed(), str(source))
    for place in (*sorted(filter(matters, source.iterdir())), shipped("templates")):
        if place.is_dir():
            observer.schedule(Changed(), str(place), recursive=True)
    observer.start()
    try:
        yield changed
    finally:
        observer.stop()
        observer.join()
