"""Firefox, driven by its own protocol Marionette over a socket: numbered commands and answers in JSON."""

import json
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
"""The key under which the WebDriver standard hands out elements."""
PREFERENCES = {
    "browser.download.folderList": 2,
    "browser.helperApps.neverAsk.saveToDisk": "application/octet-stream,text/plain,application/json",
    "browser.download.alwaysOpenPanel": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "toolkit.telemetry.reportingpolicy.firstRun": False,
    "app.update.enabled": False,
    "network.proxy.type": 1,
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": 9,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": 9,
    "network.proxy.no_proxies_on": "127.0.0.1",
}
"""Nothing is asked and nothing but this machine is reached."""
PATIENCE = 150.0
"""Seconds that a page may take on a busy machine."""


class Firefox:
    """A window of Firefox."""

    def __init__(self, connection: socket.socket, downloads: Path) -> None:
        self._stream, self._count, self.downloads = connection.makefile("rwb"), 0, downloads
        self._read()
        self.ask("WebDriver:NewSession", pageLoadStrategy="normal", strictFileInteractability=False)
        self.ask("WebDriver:SetTimeouts", script=int(PATIENCE * 1000), pageLoad=int(PATIENCE * 1000))

    def _read(self) -> Any:
        length = b""
        while (digit := self._stream.read(1)) != b":":
            length += digit
        return json.loads(self._stream.read(int(length)))

    def ask(self, command: str, **given: Any) -> Any:
        """Send a command and return what it gives."""
        self._count += 1
        text = json.dumps([0, self._count, command, given]).encode()
        self._stream.write(b"%d:%s" % (len(text), text))
        self._stream.flush()
        _, _, error, found = self._read()
        if error:
            raise AssertionError(f"{command}: {error['error']}: {error['message']}")
        return found

    def open(self, address: str) -> None:
        """Go to an address."""
        self.ask("WebDriver:Navigate", url=address)

    def reload(self) -> None:
        """Load the page again as F5 does; the command for it would go round the service worker, as Shift and F5 do."""
        self.run("window.before = true; setTimeout(() => location.reload())")
        end = time.monotonic() + PATIENCE
        while True:
            with suppress(AssertionError):  # a script may end with the page that it ran in
                if self.run("return !window.before && document.readyState === 'complete'"):
                    return
            assert time.monotonic() < end, "the page was not loaded again"
            time.sleep(0.1)

    def run(self, script: str, *given: Any) -> Any:
        """Run the body of a function in the page, and return what it returns."""
        return self.ask("WebDriver:ExecuteScript", script=script, args=list(given))["value"]

    def until(self, script: str, *given: Any) -> Any:
        """Run the body of a function until it returns something, and return that."""
        end = time.monotonic() + PATIENCE
        while not (found := self.run(script, *given)):
            assert time.monotonic() < end, (
                f"nothing came of: {script} {given}\n{self.run('return document.body.innerText')}"
            )
            time.sleep(0.1)
        return found

    def shown(self, selector: str) -> str:
        """Wait for an element that can be seen, and return its text."""
        return str(
            self.until(
                "const one = document.querySelector(arguments[0]);"
                "return one && one.offsetParent && (one.innerText || ' ')",
                selector,
            )
        )

    def element(self, selector: str) -> str:
        """Return the handle of an element."""
        found = self.ask("WebDriver:FindElement", using="css selector", value=selector)["value"]
        return str(found[ELEMENT])

    def click(self, selector: str) -> None:
        """Click an element that is there."""
        self.ask("WebDriver:ElementClick", id=self.element(selector))

    def write(self, selector: str, text: str) -> None:
        """Type into an element, or choose a file by its path."""
        self.ask("WebDriver:ElementSendKeys", id=self.element(selector), text=text)

    def type(self, text: str) -> None:
        """Type where the cursor stands."""
        strokes = [{"type": kind, "value": sign} for sign in text for kind in ("keyDown", "keyUp")]
        self.ask("WebDriver:PerformActions", actions=[{"type": "key", "id": "keys", "actions": strokes}])

    def downloaded(self, name: str) -> bytes:
        """Wait for a file that was downloaded whole, and take it away."""
        path, end = self.downloads / name, time.monotonic() + PATIENCE
        while not path.is_file() or not path.stat().st_size or list(self.downloads.glob("*.part")):
            assert time.monotonic() < end, f"{name} was not downloaded"
            time.sleep(0.1)
        content = path.read_bytes()
        path.unlink()
        return content


@contextmanager
def firefox(work: Path) -> Iterator[Firefox]:
    """Start Firefox with a fresh profile, and end it."""
    program = shutil.which("firefox-esr") or shutil.which("firefox")
    assert program, "look for Firefox first"
    (profile := work / "profile").mkdir(parents=True)
    (downloads := work / "downloads").mkdir()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    wanted = {**PREFERENCES, "marionette.port": port, "browser.download.dir": str(downloads)}
    lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in wanted.items()]
    (profile / "user.js").write_text("".join(lines), "utf-8")
    command = [program, "--headless", "--no-remote", "--marionette", "--profile", str(profile)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        with _connected(port, process) as connection:
            yield Firefox(connection, downloads)
    finally:
        process.terminate()
        process.wait(60)


def _connected(port: int, process: "subprocess.Popen[bytes]") -> socket.socket:
    end = time.monotonic() + PATIENCE
    while True:
        try:
            connection = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
        except ConnectionRefusedError:
            assert process.poll() is None, "Firefox ended before it began"
            assert time.monotonic() < end, "Firefox did not start"
            time.sleep(0.1)
        else:
            return connection
