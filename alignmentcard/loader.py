"""Document to card: the one place where the model looks at data."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import Any

from pydantic import ValidationError

from alignmentcard.document import Document
from alignmentcard.migrate import as_newest
from alignmentcard.model import VERSION, Card
from alignmentcard.paths import Route, value_at

MOST = 1000
"""A text with more places than this that do not fit is no card, and nobody reads so long a list."""


@dataclass(frozen=True)
class Misfit:
    """A place where the data does not fit the model: what kind of misfit, and what the model would take."""

    kind: str
    route: Route
    limits: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Loaded:
    """The card, or the places where the data does not fit."""

    card: Card | None
    misfits: tuple[Misfit, ...] = ()


def load(document: Document) -> Loaded:
    """Fit the data of a document to the model; a card of an older version is read as it is in the newest."""
    if document.data is None or any(fault.kind != "duplicate-key" for fault in document.faults):
        return Loaded(None)
    if not isinstance(document.data, dict):
        return Loaded(None, (Misfit("dict_type", ()),))
    empty = tuple(Misfit("empty", route) for route in document.empty)
    data = _without(as_newest(document), document.empty)
    try:
        card = Card.model_validate({**data, "alignmentcard": VERSION})
    except ValidationError as error:
        told = set(document.empty)
        misfits = chain(empty, (one for one in _misfits(error, document.data) if one.route not in told))
        return Loaded(None, _first(misfits, len(empty) + error.error_count()))
    known = data.get("alignmentcard") == VERSION  # no way leads here from a version that nobody knows
    return Loaded(card if known and not empty and not document.faults else None, _first(empty, len(empty)))


def _first(misfits: Iterable[Misfit], count: int) -> tuple[Misfit, ...]:
    """Return as many misfits as a person can use, and a last one that says how many more there are."""
    more = count - MOST
    return (*islice(misfits, MOST), *([Misfit("too_many", (), {"more": more})] if more > 0 else []))


def _misfits(error: ValidationError, data: Any) -> Iterator[Misfit]:
    for place in error.errors(include_url=False, include_input=False):
        route = _existing(place["loc"], data, keep_last=place["type"] == "missing")
        yield Misfit(place["type"], route, dict(place.get("ctx", {})))


def _existing(loc: Route, data: Any, *, keep_last: bool) -> Route:
    """Drop what the model adds to a place and the text does not have, such as the name of a key check."""
    for length in range(len(loc), 0, -1):
        try:
            value_at(data, loc[:length])
        except (KeyError, IndexError, TypeError):
            continue
        return (*loc[:length], loc[length]) if keep_last and length < len(loc) else loc[:length]
    return loc[:1]


def _without(data: Any, routes: tuple[Route, ...]) -> Any:
    """Copy data without the keys that have no value; an empty place in a list stays, for the model to refuse."""
    gone = {route for route in routes if isinstance(route[-1], str)}
    return _copy(data, (), gone) if gone else data


def _copy(data: Any, route: Route, gone: set[Route]) -> Any:
    if isinstance(data, dict):
        return {k: _copy(v, (*route, k), gone) for k, v in data.items() if (*route, k) not in gone}
    if isinstance(data, list):
        return [_copy(v, (*route, n), gone) for n, v in enumerate(data)]
    return data
