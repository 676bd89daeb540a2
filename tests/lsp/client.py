"""A client of the language server over standard input and output, as an editor is one."""

import json
import queue
import subprocess
import sys
import threading
from collections.abc import Callable
from types import TracebackType
from typing import Any

PATIENCE = 240
"""Seconds until an answer that does not come is a failure."""
URI = "file:///folder/example.card.yaml"


class Client:
    """Starts the server, sends what an editor would send, and keeps everything that comes back."""

    def __init__(
        self,
        *arguments: str,
        capabilities: dict[str, Any] | None = None,
        command: tuple[str, ...] = (sys.executable, "-m", "alignmentcard"),
    ) -> None:
        self.process = subprocess.Popen(
            [*command, "lsp", *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        self.capabilities = capabilities or {}
        self.inbox: queue.Queue[dict[str, Any] | None] = queue.Queue()
        self.seen: list[dict[str, Any]] = []
        self.number = 0
        self.version = 0
        self.errors = b""
        self.initialized: dict[str, Any] = {}
        self.readers = [threading.Thread(target=target, daemon=True) for target in (self._listen, self._collect)]

    def __enter__(self) -> "Client":
        for reader in self.readers:
            reader.start()
        self.initialized = self.ask(
            "initialize", {"processId": None, "rootUri": None, "capabilities": self.capabilities}
        )
        self.tell("initialized", {})
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        for reader in self.readers:
            reader.join()
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            if stream:
                try:
                    stream.close()
                except BrokenPipeError:
                    continue

    def leave(self) -> int:
        """Say goodbye as the protocol wants it; return the exit status."""
        self.ask("shutdown", None)
        self.tell("exit", None)
        return self.process.wait(PATIENCE)

    def ask(self, method: str, params: Any) -> Any:
        """Send a request and wait for its result."""
        self.number += 1
        self._send({"id": self.number, "method": method, "params": params})
        number = self.number
        answer = self._wait(lambda message: message.get("id") == number and "method" not in message)
        assert "error" not in answer, answer
        return answer["result"]

    def tell(self, method: str, params: Any) -> None:
        """Send a notification."""
        self._send({"method": method, "params": params})

    def open(self, text: str, uri: str = URI, language: str = "yaml") -> list[dict[str, Any]]:
        """Open a text and wait for its diagnostics."""
        self.version += 1
        item = {"uri": uri, "languageId": language, "version": self.version, "text": text}
        self.tell("textDocument/didOpen", {"textDocument": item})
        return self.diagnostics(self.version)

    def change(self, text: str, uri: str = URI, *, wait: bool = True) -> list[dict[str, Any]]:
        """Replace the text, and wait for its diagnostics."""
        self.version += 1
        document = {"uri": uri, "version": self.version}
        self.tell("textDocument/didChange", {"textDocument": document, "contentChanges": [{"text": text}]})
        return self.diagnostics(self.version) if wait else []

    def diagnostics(self, version: int) -> list[dict[str, Any]]:
        """Wait for the diagnostics of a version."""
        published = "textDocument/publishDiagnostics"
        found = self._wait(lambda m: m.get("method") == published and m["params"].get("version") == version)
        return list(found["params"]["diagnostics"])

    def message(self, method: str) -> dict[str, Any]:
        """Wait for a message of a kind."""
        return self._wait(lambda message: message.get("method") == method)

    def at(self, method: str, line: int, character: int, uri: str = URI) -> Any:
        """Ask about a position."""
        position = {"line": line, "character": character}
        return self.ask(f"textDocument/{method}", {"textDocument": {"uri": uri}, "position": position})

    def actions(self, range_: dict[str, Any], only: list[str] | None = None, uri: str = URI) -> list[dict[str, Any]]:
        """Ask for the repairs of a stretch."""
        context: dict[str, Any] = {"diagnostics": [], **({"only": only} if only else {})}
        params = {"textDocument": {"uri": uri}, "range": range_, "context": context}
        return list(self.ask("textDocument/codeAction", params) or [])

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.raw(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))

    def raw(self, content: bytes) -> None:
        """Send bytes as they are."""
        assert self.process.stdin
        self.process.stdin.write(content)
        self.process.stdin.flush()

    def _wait(self, wanted: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        while True:
            message = self.inbox.get(timeout=PATIENCE)
            assert message is not None, f"the server ended: {self.errors.decode(errors='replace')}"
            self.seen.append(message)
            if wanted(message):
                return message

    def _listen(self) -> None:
        """Read messages; anything else on standard output breaks the reading, and so the test."""
        stream = self.process.stdout
        assert stream
        while header := stream.readline():
            assert header.startswith(b"Content-Length: "), header
            while stream.readline().strip():
                pass
            self.inbox.put(json.loads(stream.read(int(header.split(b":")[1]))))
        self.inbox.put(None)

    def _collect(self) -> None:
        assert self.process.stderr
        self.errors = self.process.stderr.read()
