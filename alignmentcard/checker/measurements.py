"""The measurements that stand beside a card, and measuring again where the data is at hand."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import unquote, urlsplit

from alignmentcard.document import Document
from alignmentcard.errors import AlignmentCardError, MissingExtraError
from alignmentcard.loader import load
from alignmentcard.measurement.engine.confined import leads_out
from alignmentcard.measurement.results.place import facts_path
from alignmentcard.messages.retold import worded
from alignmentcard.model import Card
from alignmentcard.model.release import File
from alignmentcard.rules.evidence import Evidence

if TYPE_CHECKING:
    from alignmentcard.measurement.results.facts import Facts
    from alignmentcard.rules.evidence import Parts

Found = TypeVar("Found")


def recorded_beside(document: Document) -> Evidence:
    """Return what is recorded beside a card that is a file."""
    path = facts_path(Path(document.name)) if document.name else None
    try:
        if path is None or not path.is_file():
            return {}
    except OSError as error:
        return {
            "trouble": worded(
                "{path} cannot be looked for: {strerror}. Give the card a shorter name.",
                path=path,
                strerror=error.strerror,
            )
        }
    if leads_out(path, Path(document.name).resolve().parent):
        return {
            "trouble": worded(
                "{path} is a link that leads out of the folder of the card. Put the file itself there.", path=path
            )
        }
    from alignmentcard.measurement.results.facts import read_facts

    try:
        return {"facts": read_facts(path)}
    except AlignmentCardError as error:
        return {"trouble": error.args[0]}
    except (OSError, UnicodeDecodeError):
        return {"trouble": worded("{path} cannot be read as text. Run “alignmentcard measure” again.", path=path)}


def measured_again(document: Document, folder: Path, progress: Callable[[str], None] = lambda _: None) -> Evidence:
    """Measure the data of a card anew from its files in a folder, as it was measured before.

    A card that names no file of ratings has nothing to measure. MissingExtraError where the engine is not installed.
    """
    recorded = recorded_beside(document)
    card = load(document).card
    if card is None or not any(file.path or file.url for file in _ratings(card)):
        return recorded
    known = recorded.get("facts")
    try:
        facts, parts = _measure(card, folder, known, progress)
        return {"facts": facts, "parts": parts, "recorded": known, "trouble": recorded.get("trouble")}
    except MissingExtraError:
        raise
    except AlignmentCardError as error:
        return {"recorded": known, "trouble": error.args[0]}


def _measure(card: Card, folder: Path, known: "Facts | None", progress: Callable[[str], None]) -> "tuple[Facts, Parts]":
    try:
        from alignmentcard.measurement.counted import counted
        from alignmentcard.measurement.parts import measured_parts
        from alignmentcard.measurement.run import run
        from alignmentcard.measurement.settings import Settings, settings_of
        from alignmentcard.measurement.tables.sources import sources_of
    except ModuleNotFoundError as error:
        raise MissingExtraError("Measuring the data again", "measure") from error

    by_path = any(file.path for file in _ratings(card))
    files = [
        file.model_copy(update={"path": file.path if by_path else _last_part(file.url)}) for file in card.release.files
    ]
    here = card.model_copy(update={"release": card.release.model_copy(update={"files": files})})
    sources = sources_of(here, folder)
    settings = settings_of(known.settings) if known else Settings()
    only = next(iter(known.dimensions)) if known and len(known.dimensions) == 1 else None
    told_apart = any(file.columns.dimension or file.columns.dimensions for file in _ratings(card))
    named = only if not told_apart and any(dimension.id == only for dimension in card.dimensions) else None
    facts = run(sources, card, settings, dimension=named, root=folder, progress=progress)
    parts = _if_clear(lambda: measured_parts(sources, card, facts)) or {}
    return replace(facts, counted=_if_clear(lambda: counted(sources, card, facts))), parts


def _if_clear(look: Callable[[], Found]) -> Found | None:
    """Look for more in a table; what is known of it stands, also where a column more makes it unclear."""
    try:
        return look()
    except AlignmentCardError:
        return None


def _ratings(card: Card) -> list[File]:
    return [file for file in card.release.files if file.holds in (None, "ratings")]


def _last_part(url: str | None) -> str | None:
    """Return what a file is called whose address is all that the card says."""
    return PurePosixPath(unquote(urlsplit(url or "").path)).name or None
