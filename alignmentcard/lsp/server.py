"""The language server itself: the protocol on one side, pure functions on the other; the only importer of pygls."""

import asyncio
import contextlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from lsprotocol import types as lsp
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path
from pygls.workspace import TextDocument

from alignmentcard import __version__
from alignmentcard.card_files import ENDINGS
from alignmentcard.errors import AlignmentCardError
from alignmentcard.lsp.actions import all_safe, repairs
from alignmentcard.lsp.checking import Checking, checking_of
from alignmentcard.lsp.completion import Style, complete
from alignmentcard.lsp.hover import hover
from alignmentcard.lsp.opened import OpenCard
from alignmentcard.lsp.places import declaration, outline
from alignmentcard.lsp.shown import LANGUAGE, changes, diagnostics, item, offset_of, quick_fix, range_of, symbol, wanted
from alignmentcard.text.readme import carries_card, is_readme

FIX_ALL = f"{lsp.CodeActionKind.SourceFixAll.value}.{LANGUAGE}"
PAUSE = 0.2
"""Seconds without a keystroke before a card is checked."""


class CardServer(LanguageServer):
    """Keeps the cards that are open, and checks each when its author pauses."""

    def __init__(self, profile: str | None) -> None:
        # Whole texts and no changes: pygls counts lines as Python does, which breaks on U+2028 and its like.
        super().__init__(LANGUAGE, __version__, text_document_sync_kind=lsp.TextDocumentSyncKind.Full)
        self.profile = profile
        self.cards: dict[str, OpenCard] = {}
        self.checking: dict[str, Checking] = {}
        self.waiting: dict[str, asyncio.Task[None]] = {}

    def card(self, uri: str) -> OpenCard | None:
        """Return an open card in its newest version; None for other files."""
        source = self.workspace.text_documents.get(uri)
        if source is None or not _is_card(source):
            return None
        known = self.cards.get(uri)
        if known is None or known.version != source.version or known.positions.text != source.source:
            encoding = str(getattr(self.workspace.position_encoding, "value", self.workspace.position_encoding))
            name = to_fs_path(uri) or uri
            self.cards[uri] = OpenCard.of(source.source, name, encoding, source.version, known)
        return self.cards[uri]

    def settle(self, uri: str) -> None:
        """Find out what is expected of a card; settings that cannot be used are told, and those of nobody hold."""
        path = to_fs_path(uri)
        try:
            self.checking[uri] = checking_of(Path(path) if path else None, self.profile)
        except AlignmentCardError as error:
            self.checking[uri] = Checking()
            self.window_show_message(lsp.ShowMessageParams(lsp.MessageType.Error, str(error)))

    def check_later(self, uri: str, pause: float = PAUSE) -> None:
        """Check a card after a pause, unless it is changed before."""
        self.stop_waiting(uri)
        self.waiting[uri] = task = asyncio.get_running_loop().create_task(self._check(uri, pause))
        task.add_done_callback(self._tell)

    def stop_waiting(self, uri: str) -> None:
        """Give up a check that has not been published yet."""
        if uri in self.waiting:
            self.waiting.pop(uri).cancel()

    async def _check(self, uri: str, pause: float) -> None:
        await asyncio.sleep(pause)
        card = self.card(uri)
        if card:
            await asyncio.to_thread(card.checked, self.checking[uri])
        self.publish(uri, list(diagnostics(card)) if card else [], card.version if card else None)

    def publish(self, uri: str, diagnostics: list[lsp.Diagnostic], version: int | None = None) -> None:
        """Send what is to be shown for a file."""
        self.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, diagnostics, version))

    def _tell(self, task: asyncio.Task[None]) -> None:
        error = None if task.cancelled() else task.exception()
        if error:
            message = f"The card could not be checked: {error}. This is a mistake of alignmentcard; please report it."
            self.window_show_message(lsp.ShowMessageParams(lsp.MessageType.Error, message))


def serve(profile: str | None) -> None:
    """Answer an editor on standard input and output until it says exit."""
    out = sys.stdout.buffer
    with contextlib.redirect_stdout(sys.stderr):
        build(profile).start_io(sys.stdin.buffer, out)


def build(profile: str | None) -> CardServer:
    """Make a server with everything it can answer."""
    server = CardServer(profile)
    for name, (handler, options) in HANDLERS.items():
        server.feature(name, options)(handler)
    return server


def _is_card(source: TextDocument) -> bool:
    """Say whether an open file is a card, by its name or language, or by the front matter of a README."""
    named = source.uri.endswith(ENDINGS) or source.language_id == LANGUAGE
    return named or (is_readme(source.uri) and carries_card(source.source))


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
    if server.checking.pop(uri, None):
        server.publish(uri, [])


def _hover(server: CardServer, params: lsp.HoverParams) -> lsp.Hover | None:
    card = server.card(params.text_document.uri)
    found = hover(card.draft, offset_of(card, params.position)) if card else None
    if card is None or found is None:
        return None
    return lsp.Hover(lsp.MarkupContent(lsp.MarkupKind.Markdown, found.markdown), range_of(card, found.span))


def _completion(server: CardServer, params: lsp.CompletionParams) -> lsp.CompletionList | None:
    card = server.card(params.text_document.uri)
    offer = complete(card.draft, offset_of(card, params.position), _style(server)) if card else None
    if card is None or offer is None:
        return None
    spot = range_of(card, offer.span)
    items = [item(choice, spot, number) for number, choice in enumerate(offer.choices)]
    return lsp.CompletionList(is_incomplete=False, items=items)


def _style(server: CardServer) -> Style:
    document = server.client_capabilities.text_document
    item = document.completion.completion_item if document and document.completion else None
    modes = item.insert_text_mode_support.value_set if item and item.insert_text_mode_support else ()
    return Style(bool(item and item.snippet_support), lsp.InsertTextMode.AsIs in modes)


def _definition(server: CardServer, params: lsp.DefinitionParams) -> lsp.Location | None:
    card = server.card(params.text_document.uri)
    span = declaration(card.draft, offset_of(card, params.position)) if card else None
    return lsp.Location(params.text_document.uri, range_of(card, span)) if card and span else None


def _symbols(server: CardServer, params: lsp.DocumentSymbolParams) -> list[lsp.DocumentSymbol] | None:
    card = server.card(params.text_document.uri)
    if card is None or card.draft.document.data is None:
        return None
    return [symbol(card, entry) for entry in outline(card.draft.document)]


async def _actions(server: CardServer, params: lsp.CodeActionParams) -> list[lsp.CodeAction] | None:
    card = server.card(params.text_document.uri)
    checking = server.checking.get(params.text_document.uri)
    if card is None or checking is None:
        return None
    actions = await asyncio.to_thread(lambda: list(_offered(card, params, checking)))
    return actions if server.card(params.text_document.uri) is card else None


def _offered(card: OpenCard, params: lsp.CodeActionParams, checking: Checking) -> Iterator[lsp.CodeAction]:
    uri, only = params.text_document.uri, params.context.only
    report = card.checked(checking)
    if wanted(lsp.CodeActionKind.QuickFix.value, only):
        start, end = offset_of(card, params.range.start), offset_of(card, params.range.end)
        for repair in repairs(report, start, end):
            yield quick_fix(card, uri, repair)
    edits = all_safe(report, checking) if wanted(FIX_ALL, only) else ()
    if edits:
        yield lsp.CodeAction("Mend everything that is certain", FIX_ALL, edit=changes(card, uri, edits))


HANDLERS: dict[str, tuple[Callable[..., Any], Any]] = {
    lsp.TEXT_DOCUMENT_DID_OPEN: (_opened, None),
    lsp.TEXT_DOCUMENT_DID_CHANGE: (_changed, None),
    lsp.TEXT_DOCUMENT_DID_SAVE: (_saved, None),
    lsp.TEXT_DOCUMENT_DID_CLOSE: (_closed, None),
    lsp.TEXT_DOCUMENT_HOVER: (_hover, None),
    lsp.TEXT_DOCUMENT_COMPLETION: (_completion, lsp.CompletionOptions(trigger_characters=[" ", "[", "{", ",", "."])),
    lsp.TEXT_DOCUMENT_DEFINITION: (_definition, None),
    lsp.TEXT_DOCUMENT_DOCUMENT_SYMBOL: (_symbols, None),
    lsp.TEXT_DOCUMENT_CODE_ACTION: (
        _actions,
        lsp.CodeActionOptions([lsp.CodeActionKind.QuickFix, FIX_ALL]),
    ),
}
