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

from alignmentcard import __version__
from alignmentcard.cards import ENDINGS
from alignmentcard.edit import Edit
from alignmentcard.errors import AlignmentCardError
from alignmentcard.finding import Accepted, Finding
from alignmentcard.lsp.actions import Repair, all_safe, place, repairs
from alignmentcard.lsp.checking import Checking, checking_of
from alignmentcard.lsp.completion import Choice, Style, complete
from alignmentcard.lsp.hover import hover
from alignmentcard.lsp.opened import OpenCard
from alignmentcard.lsp.places import Entry, declaration, outline
from alignmentcard.resources import visible
from alignmentcard.text.marks import Span

LANGUAGE = "alignmentcard"
FIX_ALL = f"{lsp.CodeActionKind.SourceFixAll.value}.{LANGUAGE}"
PAUSE = 0.2
"""Seconds without a keystroke before a card is checked."""
MOST = 500
"""Findings of one card that are shown; nobody mends more at a time."""
SEVERITIES = {
    "error": lsp.DiagnosticSeverity.Error,
    "warning": lsp.DiagnosticSeverity.Warning,
    "info": lsp.DiagnosticSeverity.Information,
}
KINDS = {
    "field": lsp.CompletionItemKind.Field,
    "term": lsp.CompletionItemKind.EnumMember,
    "constant": lsp.CompletionItemKind.Constant,
    "reference": lsp.CompletionItemKind.Reference,
    "path": lsp.CompletionItemKind.Property,
    "rule": lsp.CompletionItemKind.Event,
}
SYMBOLS = {
    "section": lsp.SymbolKind.Object,
    "list": lsp.SymbolKind.Array,
    "entry": lsp.SymbolKind.Struct,
    "value": lsp.SymbolKind.Field,
}


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
        if source is None or not (uri.endswith(ENDINGS) or source.language_id == LANGUAGE):
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
            self.publish(uri, list(_diagnostics(card)), card.version)

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


def _range(card: OpenCard, span: Span) -> lsp.Range:
    return lsp.Range(
        lsp.Position(*card.positions.position(span.start)), lsp.Position(*card.positions.position(span.end))
    )


def _offset(card: OpenCard, position: lsp.Position) -> int:
    return card.positions.offset(position.line, position.character)


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
    if params.text_document.uri in server.checking:
        server.check_later(params.text_document.uri)


def _closed(server: CardServer, params: lsp.DidCloseTextDocumentParams) -> None:
    uri = params.text_document.uri
    server.stop_waiting(uri)
    server.cards.pop(uri, None)
    if server.checking.pop(uri, None):
        server.publish(uri, [])


def _diagnostics(card: OpenCard) -> Iterator[lsp.Diagnostic]:
    report = card.report
    if report is None:
        return
    for finding in report.findings[:MOST]:
        yield _diagnostic(card, finding)
    for accepted in report.accepted[:MOST]:
        yield _hint(card, accepted)


def _diagnostic(card: OpenCard, finding: Finding) -> lsp.Diagnostic:
    return lsp.Diagnostic(
        range=_range(card, place(card.draft.document, finding)),
        message=visible(f"{finding.message} {finding.help}".strip()),
        severity=SEVERITIES[finding.severity],
        code=finding.code,
        code_description=lsp.CodeDescription(finding.url),
        source=LANGUAGE,
    )


def _hint(card: OpenCard, accepted: Accepted) -> lsp.Diagnostic:
    """Show a finding that the author accepts, in the quietest way there is."""
    diagnostic = _diagnostic(card, accepted.finding)
    diagnostic.severity = lsp.DiagnosticSeverity.Hint
    diagnostic.message = visible(f"{accepted.finding.message} Accepted: {accepted.reason}")
    return diagnostic


def _hover(server: CardServer, params: lsp.HoverParams) -> lsp.Hover | None:
    card = server.card(params.text_document.uri)
    found = hover(card.draft, _offset(card, params.position)) if card else None
    if card is None or found is None:
        return None
    return lsp.Hover(lsp.MarkupContent(lsp.MarkupKind.Markdown, found.markdown), _range(card, found.span))


def _completion(server: CardServer, params: lsp.CompletionParams) -> lsp.CompletionList | None:
    card = server.card(params.text_document.uri)
    offer = complete(card.draft, _offset(card, params.position), _style(server)) if card else None
    if card is None or offer is None:
        return None
    spot = _range(card, offer.span)
    items = [_item(choice, spot, number) for number, choice in enumerate(offer.choices)]
    return lsp.CompletionList(is_incomplete=False, items=items)


def _style(server: CardServer) -> Style:
    document = server.client_capabilities.text_document
    item = document.completion.completion_item if document and document.completion else None
    modes = item.insert_text_mode_support.value_set if item and item.insert_text_mode_support else ()
    return Style(bool(item and item.snippet_support), lsp.InsertTextMode.AsIs in modes)


def _item(choice: Choice, spot: lsp.Range, number: int) -> lsp.CompletionItem:
    snippet, lines = choice.snippet, "\n" in choice.insert
    return lsp.CompletionItem(
        label=choice.label,
        kind=KINDS[choice.kind],
        detail=choice.detail or None,
        documentation=lsp.MarkupContent(lsp.MarkupKind.Markdown, choice.about) if choice.about else None,
        sort_text=f"{number:05}",
        text_edit=lsp.TextEdit(spot, choice.insert),
        insert_text_format=lsp.InsertTextFormat.Snippet if snippet else None,
        insert_text_mode=lsp.InsertTextMode.AsIs if lines else None,
    )


def _definition(server: CardServer, params: lsp.DefinitionParams) -> lsp.Location | None:
    card = server.card(params.text_document.uri)
    span = declaration(card.draft, _offset(card, params.position)) if card else None
    return lsp.Location(params.text_document.uri, _range(card, span)) if card and span else None


def _symbols(server: CardServer, params: lsp.DocumentSymbolParams) -> list[lsp.DocumentSymbol] | None:
    card = server.card(params.text_document.uri)
    if card is None or card.draft.document.data is None:
        return None
    return [_symbol(card, entry) for entry in outline(card.draft.document)]


def _symbol(card: OpenCard, entry: Entry) -> lsp.DocumentSymbol:
    return lsp.DocumentSymbol(
        name=entry.name,
        kind=SYMBOLS[entry.kind],
        range=_range(card, entry.span),
        selection_range=_range(card, entry.selection),
        children=[_symbol(card, child) for child in entry.children],
    )


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
    if _wanted(lsp.CodeActionKind.QuickFix.value, only):
        start, end = _offset(card, params.range.start), _offset(card, params.range.end)
        for repair in repairs(report, start, end):
            yield _quick_fix(card, uri, repair)
    edits = all_safe(report, checking) if _wanted(FIX_ALL, only) else ()
    if edits:
        yield lsp.CodeAction("Mend everything that is certain", FIX_ALL, edit=_changes(card, uri, edits))


def _wanted(kind: str, only: object) -> bool:
    """Say whether a client that asks for certain kinds, by name or by the beginning of one, gets this one."""
    names = [str(getattr(entry, "value", entry)) for entry in only] if isinstance(only, list | tuple) else []
    return not names or any(kind == name or kind.startswith(f"{name}.") for name in names)


def _quick_fix(card: OpenCard, uri: str, repair: Repair) -> lsp.CodeAction:
    return lsp.CodeAction(
        title=repair.title,
        kind=lsp.CodeActionKind.QuickFix,
        diagnostics=[_diagnostic(card, repair.finding)],
        is_preferred=repair.safe,
        edit=_changes(card, uri, repair.edits),
    )


def _changes(card: OpenCard, uri: str, edits: tuple[Edit, ...]) -> lsp.WorkspaceEdit:
    changes = [lsp.TextEdit(_range(card, Span(edit.start, edit.end)), edit.text) for edit in edits]
    return lsp.WorkspaceEdit(changes={uri: changes})


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
