"""What the language server answers: the protocol on one side, pure functions on the other."""

import asyncio
from collections.abc import Callable, Iterator
from typing import Any

from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcInvalidParams

from alignmentcard.checker.check import Report
from alignmentcard.errors import AlignmentCardError
from alignmentcard.layout.text import formatted
from alignmentcard.lsp.actions import all_safe, repairs
from alignmentcard.lsp.actions import changes as differing
from alignmentcard.lsp.cards import CardServer
from alignmentcard.lsp.checking import Checking
from alignmentcard.lsp.completion import Style, complete
from alignmentcard.lsp.folding import folds
from alignmentcard.lsp.hover import hover
from alignmentcard.lsp.opened import OpenCard
from alignmentcard.lsp.places import declaration, outline
from alignmentcard.lsp.renaming import named, renamed
from alignmentcard.lsp.shown import (
    LANGUAGE,
    changes,
    client_wants,
    fold,
    item,
    offset_of,
    quick_fix,
    range_of,
    symbol,
    text_edits,
)

FIX_ALL = f"{lsp.CodeActionKind.SourceFixAll.value}.{LANGUAGE}"


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


async def _read(server: CardServer, uri: str) -> OpenCard | None:
    """Return an open card that can be read; None for other files and texts."""
    card = server.card(uri)
    if card and card.unread:
        await asyncio.to_thread(card.read)
    return card if card and isinstance(card.draft.document.data, dict) else None


async def _symbols(server: CardServer, params: lsp.DocumentSymbolParams) -> list[lsp.DocumentSymbol] | None:
    card = await _read(server, params.text_document.uri)
    if card is None:
        return None
    return await asyncio.to_thread(lambda: [symbol(card, entry) for entry in outline(card.draft.document)])


async def _folds(server: CardServer, params: lsp.FoldingRangeParams) -> list[lsp.FoldingRange] | None:
    card = await _read(server, params.text_document.uri)
    if card is None:
        return None
    return await asyncio.to_thread(lambda: [fold(lines) for lines in folds(card.draft.document, card.positions)])


async def _formatting(server: CardServer, params: lsp.DocumentFormattingParams) -> list[lsp.TextEdit] | None:
    """Lay a card out as `alignmentcard fmt` does, which leaves a README and what cannot be read as it is."""
    card = await _read(server, params.text_document.uri)
    if card is None or card.draft.document.in_readme:
        return None
    try:
        return await asyncio.to_thread(_laid_out, card)
    except AlignmentCardError as error:
        server.window_log_message(lsp.LogMessageParams(lsp.MessageType.Info, str(error)))
        return None


def _laid_out(card: OpenCard) -> list[lsp.TextEdit]:
    document = card.draft.document
    return text_edits(card, differing(document.text, formatted(document)))


async def _renamable(server: CardServer, params: lsp.PrepareRenameParams) -> lsp.PrepareRenamePlaceholder | None:
    card = await _read(server, params.text_document.uri)
    found = named(card.draft.document, offset_of(card, params.position)) if card else None
    return lsp.PrepareRenamePlaceholder(range_of(card, found.span), found.id) if card and found else None


async def _renamed(server: CardServer, params: lsp.RenameParams) -> lsp.WorkspaceEdit | None:
    uri = params.text_document.uri
    card = await _read(server, uri)
    found = named(card.draft.document, offset_of(card, params.position)) if card else None
    if card is None or found is None:
        return None
    try:
        edits = await asyncio.to_thread(renamed, card.draft.document, found, params.new_name)
    except AlignmentCardError as error:
        raise JsonRpcInvalidParams(str(error)) from error
    return changes(card, uri, edits)


def _lenses(server: CardServer, params: lsp.CodeLensParams) -> list[lsp.CodeLens]:
    """Tell what a card had reached when it was last checked; the editor is told when that is over."""
    shown = server.lenses.get(params.text_document.uri)
    return [shown] if shown else []


async def _actions(server: CardServer, params: lsp.CodeActionParams) -> list[lsp.CodeAction] | None:
    uri = params.text_document.uri
    card, checking = server.card(uri), server.checking.get(uri)
    if card is None or checking is None:
        return None

    def offered() -> list[lsp.CodeAction]:
        report = server.checked(uri, card)
        return list(_offered(card, report, params, checking)) if report else []

    actions = await server.in_background(offered)
    return actions if server.card(uri) is card else None


def _offered(
    card: OpenCard, report: Report, params: lsp.CodeActionParams, checking: Checking
) -> Iterator[lsp.CodeAction]:
    uri, only = params.text_document.uri, params.context.only
    if client_wants(lsp.CodeActionKind.QuickFix.value, only):
        start, end = offset_of(card, params.range.start), offset_of(card, params.range.end)
        for repair in repairs(report, start, end):
            yield quick_fix(card, uri, repair)
    edits = all_safe(report, checking) if client_wants(FIX_ALL, only) else ()
    if edits:
        yield lsp.CodeAction("Mend everything that is certain", FIX_ALL, edit=changes(card, uri, edits))


ANSWERS: dict[str, tuple[Callable[..., Any], Any]] = {
    lsp.TEXT_DOCUMENT_HOVER: (_hover, None),
    lsp.TEXT_DOCUMENT_COMPLETION: (_completion, lsp.CompletionOptions(trigger_characters=[" ", "[", "{", ",", "."])),
    lsp.TEXT_DOCUMENT_DEFINITION: (_definition, None),
    lsp.TEXT_DOCUMENT_DOCUMENT_SYMBOL: (_symbols, None),
    lsp.TEXT_DOCUMENT_FOLDING_RANGE: (_folds, None),
    lsp.TEXT_DOCUMENT_FORMATTING: (_formatting, None),
    lsp.TEXT_DOCUMENT_PREPARE_RENAME: (_renamable, None),
    lsp.TEXT_DOCUMENT_RENAME: (_renamed, lsp.RenameOptions(prepare_provider=True)),
    lsp.TEXT_DOCUMENT_CODE_LENS: (_lenses, lsp.CodeLensOptions()),
    lsp.TEXT_DOCUMENT_CODE_ACTION: (
        _actions,
        lsp.CodeActionOptions([lsp.CodeActionKind.QuickFix, FIX_ALL]),
    ),
}
