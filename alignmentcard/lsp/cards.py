"""The cards that are open in an editor, and when each of them is checked."""

import asyncio
import gc
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcException, PyglsError
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path
from pygls.workspace import TextDocument

from alignmentcard import __version__
from alignmentcard.card_files import ENDINGS
from alignmentcard.checker.check import Report
from alignmentcard.errors import AlignmentCardError
from alignmentcard.lsp.checking import Checking, checking_of
from alignmentcard.lsp.opened import OpenCard
from alignmentcard.lsp.shown import LANGUAGE, diagnostics, lens
from alignmentcard.lsp.unreadable import SENTENCE
from alignmentcard.text.readme import carries_card, is_readme

T = TypeVar("T")
TIDY = 50
"""Checks after which memory is looked through for what nobody uses."""
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
        self.lenses: dict[str, lsp.CodeLens] = {}
        """What stood above each card when it was last checked."""
        self.count = 0
        self.desk = ThreadPoolExecutor(1)
        """One check at a time: two would slow each other down, and the answers to the editor with them."""

    def report_server_error(self, error: Exception, source: type[PyglsError] | type[JsonRpcException]) -> None:
        """Say in one sentence what a message is that cannot be read; other failures as the library tells them."""
        if source is JsonRpcException:
            self.window_show_message(lsp.ShowMessageParams(lsp.MessageType.Warning, SENTENCE))
        else:
            super().report_server_error(error, source)

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
        """Find out what is expected of a card; settings that cannot be used are told, and the usual ones hold."""
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
        if card is None:
            self.publish(uri, [])
            return

        def found() -> tuple[list[lsp.Diagnostic], lsp.CodeLens | None] | None:
            return (list(diagnostics(card)), lens(card)) if self.checked(uri, card) else None

        shown = await self.in_background(found)
        if shown is not None:
            self.publish(uri, shown[0], card.version)
            self._above(uri, shown[1])
            self.count += 1
            if self.count % TIDY == 0:
                await self.in_background(gc.collect)

    async def in_background(self, work: Callable[[], T]) -> T:
        """Return what a long piece of work gives; one runs at a time, and the editor gets other answers meanwhile."""
        return await asyncio.get_running_loop().run_in_executor(self.desk, work)

    def checked(self, uri: str, card: OpenCard) -> Report | None:
        """Check a card, unless the editor has changed it by now or closed it."""
        source, checking = self.workspace.text_documents.get(uri), self.checking.get(uri)
        if source is None or checking is None or source.version != card.version:
            return None
        return card.checked(checking)

    def _above(self, uri: str, shown: lsp.CodeLens | None) -> None:
        """Keep what stands above a card, and let the editor know where it is something else."""
        if shown is None or shown == self.lenses.get(uri):
            return
        self.lenses[uri] = shown
        workspace = self.client_capabilities.workspace
        if workspace and workspace.code_lens and workspace.code_lens.refresh_support:
            self.workspace_code_lens_refresh(None)

    def publish(self, uri: str, diagnostics: list[lsp.Diagnostic], version: int | None = None) -> None:
        """Send what is to be shown for a file."""
        self.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, diagnostics, version))

    def _tell(self, task: asyncio.Task[None]) -> None:
        error = None if task.cancelled() else task.exception()
        if error:
            message = f"The card could not be checked: {error}. This is a mistake of alignmentcard; please report it."
            self.window_show_message(lsp.ShowMessageParams(lsp.MessageType.Error, message))


def _is_card(source: TextDocument) -> bool:
    """Say whether an open file is a card, by its name or language, or by the front matter of a README."""
    named = source.uri.endswith(ENDINGS) or source.language_id == LANGUAGE
    return named or (is_readme(source.uri) and carries_card(source.source))
