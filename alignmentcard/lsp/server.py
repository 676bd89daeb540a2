"""The language server itself: how it begins and ends, and what it does when a file is opened, changed or closed."""

import contextlib
import gc
import sys
from collections.abc import Callable
from typing import Any

from lsprotocol import types as lsp

from alignmentcard.lsp.answers import ANSWERS
from alignmentcard.lsp.cards import CardServer
from alignmentcard.lsp.unreadable import log_in_sentences


def serve(profile: str | None) -> None:
    """Answer an editor on standard input and output until it says exit."""
    gc.disable()  # it would stop every answer for as long as it looks through a large card
    sys.setswitchinterval(0.001)  # an answer is not to wait for a check that runs beside it
    log_in_sentences()
    out = sys.stdout.buffer
    with contextlib.redirect_stdout(sys.stderr):
        build(profile).start_io(sys.stdin.buffer, out)


def build(profile: str | None) -> CardServer:
    """Make a server with everything it can answer."""
    server = CardServer(profile)
    for name, (handler, options) in {**HANDLERS, **ANSWERS}.items():
        server.feature(name, options)(handler)
    return server


def _opened(server: CardServer, params: lsp.DidOpenTextDocumentParams) -> None:
    uri = params.text_document.uri
    server.cards.pop(uri, None)
    if server.card(uri):
        server.settle(uri)
        server.check_later(uri, 0)


def _saved(server: CardServer, params: lsp.DidSaveTextDocumentParams) -> None:
    """Check again, because the settings of the project may have changed."""
    uri = params.text_document.uri
    card = server.card(uri)
    if card:
        server.cards[uri] = card.again()
        server.settle(uri)
        server.check_later(uri, 0)


def _changed(server: CardServer, params: lsp.DidChangeTextDocumentParams) -> None:
    """Check a card again; a README may get its card, or lose it, while it is open."""
    uri = params.text_document.uri
    if uri not in server.checking and server.card(uri):
        server.settle(uri)
    if uri in server.checking:
        server.check_later(uri)


def _closed(server: CardServer, params: lsp.DidCloseTextDocumentParams) -> None:
    uri = params.text_document.uri
    server.stop_waiting(uri)
    server.cards.pop(uri, None)
    server.lenses.pop(uri, None)
    if server.checking.pop(uri, None):
        server.publish(uri, [])


HANDLERS: dict[str, tuple[Callable[..., Any], Any]] = {
    lsp.TEXT_DOCUMENT_DID_OPEN: (_opened, None),
    lsp.TEXT_DOCUMENT_DID_CHANGE: (_changed, None),
    lsp.TEXT_DOCUMENT_DID_SAVE: (_saved, None),
    lsp.TEXT_DOCUMENT_DID_CLOSE: (_closed, None),
}
