"""The server of a portal for its authors: files, a script that reloads the page, and news of builds."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Condition, Thread
from urllib.parse import parse_qs, urlsplit

from alignmentcard.errors import AlignmentCardError
from alignmentcard.resources import folder as shipped
from alignmentcard.text.digits import whole

OWN = ".alignmentcard/"
"""Below this path the server answers itself; no file of a portal stands there."""
PATIENCE = 25.0
"""Seconds that a page waits for news before it asks again."""
LOOK = 0.05
"""Seconds after which the server sees at the latest that it is to end."""
LOCAL = ("127.0.0.1", "localhost")


class News:
    """How the last build went; pages wait for the next one."""

    def __init__(self) -> None:
        self.version = 0
        self.error = ""
        self._running = False
        self._changed = Condition()

    def begin(self) -> None:
        """Say that a build runs."""
        self._running = True

    def end(self, error: str = "") -> None:
        """Say that the build is over, and why it failed if it did."""
        with self._changed:
            self.version, self.error, self._running = self.version + 1, error, False
            self._changed.notify_all()

    def after(self, version: int, patience: float = PATIENCE) -> dict[str, object]:
        """Wait for a build that a page does not know yet, or for so many seconds."""
        with self._changed:
            self._changed.wait_for(lambda: self.version != version, patience)
            return {"version": self.version, "error": self.error}

    def rest(self) -> None:
        """Wait until no build runs."""
        with self._changed:
            self._changed.wait_for(lambda: not self._running, PATIENCE)


class Handler(SimpleHTTPRequestHandler):
    """Answers requests from this machine; pages get the script that reloads them."""

    def __init__(self, *given: object, news: News, path: str, **options: object) -> None:
        self.news, self.top = news, path
        super().__init__(*given, **options)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """Answer a request."""
        if (self.headers.get("Host") or "").partition(":")[0] not in LOCAL:
            self.send_error(HTTPStatus.FORBIDDEN, "This portal is shown on this machine only")
        elif not self.path.startswith(self.top):
            self._moved()
        elif self.path.removeprefix(self.top).startswith(OWN):
            self._own()
        else:
            self._file()

    def _own(self) -> None:
        name, query = urlsplit(self.path).path.rpartition("/")[2], parse_qs(urlsplit(self.path).query)
        if name == "wait":
            known = whole(query.get("version", [""])[0])
            self._send(json.dumps(self.news.after(-1 if known is None else known)), "application/json")
        elif name == "reload.js":
            self._send((shipped("templates") / "portal" / "reload.js").read_text("utf-8"), "text/javascript")
        else:
            self.send_error(HTTPStatus.NOT_FOUND)

    def _moved(self) -> None:
        self.send_response(HTTPStatus.FOUND)
        self.send_header("Location", self.top)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _file(self) -> None:
        path = Path(self.translate_path(self.path))
        if not path.exists():
            self.news.rest()
        page = path / "index.html" if path.is_dir() else path
        if path.is_dir() and not urlsplit(self.path).path.endswith("/"):
            super().do_GET()
        elif page.suffix == ".html" and page.is_file():
            self._page(page, HTTPStatus.OK)
        elif page.is_file():
            super().do_GET()
        else:
            self._page(Path(self.directory) / "404.html", HTTPStatus.NOT_FOUND)

    def _page(self, page: Path, status: HTTPStatus) -> None:
        html = page.read_text("utf-8") if page.is_file() else "<head></head>Not found"
        script = f'<script src="{self.top}{OWN}reload.js?version={self.news.version}" defer></script></head>'
        self._send(html.replace("</head>", script, 1), "text/html", status)

    def _send(self, text: str, kind: str, status: HTTPStatus = HTTPStatus.OK) -> None:
        content = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def translate_path(self, path: str) -> str:
        """Return the file of an address below the path of the portal."""
        return super().translate_path("/" + path.removeprefix(self.top))

    def end_headers(self) -> None:
        """Tell the browser to ask again each time."""
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Keep the terminal for builds."""


class Web(ThreadingHTTPServer):
    """A server that says nothing of readers who close a page while it waits for news."""

    daemon_threads = True
    block_on_close = False

    def handle_error(self, *given: object) -> None:
        """Tell of what went wrong, unless it is that nobody listens any more."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(*given)  # type: ignore[arg-type]


@contextmanager
def server(folder: Path, port: int, path: str, news: News) -> Iterator[str]:
    """Serve a folder on this machine, below a path; gives the address."""
    handler = partial(Handler, news=news, path=path, directory=str(folder))
    try:
        web = Web((LOCAL[0], port), handler)
    except OSError as error:
        raise AlignmentCardError(
            f"The portal cannot be shown at port {port}: {error.strerror}. Choose another one with --port."
        ) from error
    thread = Thread(target=web.serve_forever, args=(LOOK,), daemon=True)
    thread.start()
    try:
        yield f"http://{LOCAL[0]}:{web.server_port}{path}"
    finally:
        web.shutdown()
        web.server_close()
        thread.join()
