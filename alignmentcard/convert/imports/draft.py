"""A draft of a card: what was found in a file, put together so that it fits the model."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from alignmentcard.convert.imports.draft_text import commented, in_order
from alignmentcard.convert.imports.found import Found, Left, Open, Taken, Unread, Whole, named, plain, texts
from alignmentcard.convert.imports.values import slug
from alignmentcard.document import Document, parse
from alignmentcard.loader import load
from alignmentcard.messages import _
from alignmentcard.model import REQUIRED, VERSION
from alignmentcard.model.placing import put
from alignmentcard.paths import covers, expand, path_of, route_of, split

SOURCE = "imported"
"""Id of the source that stands for the imported file."""
UNTITLED = "Untitled dataset"
NAMELESS = ("", "readme", "input", "metadata", "croissant", "datasheet", "datacard", "citation")
"""Names of files that say nothing about what is in them."""
CONFIRMED = "card.authors"
UNCONFIRMED = (
    "Nobody has confirmed this card yet. Its values were proposed, each with a quotation that stands under evidence; "
    "the quotations are in the source. Compare them, mend what is wrong, and write here who did so."
)
"""What stays to do until a person has read a draft with quotations, and says so."""
MOST_TEXT = 200_000
"""Characters of text that a draft keeps; a card is a file that people read."""


@dataclass(frozen=True)
class Draft:
    """What was found in a file; `values` and `places` say by path what a field may hold and where that stands."""

    name: str
    about: str
    taken: tuple[Taken, ...] = ()
    left: tuple[Left, ...] = ()
    unread: tuple[Unread, ...] = ()
    whole: Whole | None = None
    open: tuple[str, ...] = ()
    """Paths of fields that something was proposed for that could not be taken."""

    @property
    def values(self) -> dict[str, Any]:
        """Values by path, with ids in place of positions."""
        return {one.path: one.value for one in self.taken}

    @property
    def places(self) -> dict[str, str]:
        """The key or heading of the file that each value comes from, by path."""
        return {one.path: one.at for one in self.taken}

    @cached_property
    def data(self) -> dict[str, Any]:
        """The data of the card, without gaps."""
        if self.whole:
            return self.whole.data
        data: dict[str, Any] = {"alignmentcard": VERSION, "dataset": {"id": "", "title": ""}}
        for one in (*self._names(), *self.taken):
            put(data, one.path, one.value)
        data["sources"] = [{"id": SOURCE, "title": f"{named(self.name)} ({_(self.about)})"}, *data.get("sources", [])]
        data["evidence"] = [
            {"field": one.path, "source": SOURCE, "at": one.at, **({"note": one.quotation} if one.quotation else {})}
            for one in self.taken
            if split(one.path)[0] != "sources" and split(one.path)[-1] != "id"
        ]
        return in_order({key: value for key, value in data.items() if value != []})

    def _names(self) -> Iterator[Taken]:
        """Yield a title and an id where the file has none, for a card cannot do without."""
        values = self.values
        stem = named(self.name.rpartition("/")[2].partition(".")[0])
        title = values.get("dataset.title") or (stem if slug(stem) not in NAMELESS else UNTITLED)
        yield Taken("dataset.title", title, "")
        yield Taken("dataset.id", slug(title) or slug(stem) or "dataset", "")

    @cached_property
    def document(self) -> Document:
        """The card as it is read, with no gaps and no comments."""
        return parse(commented(self.data))

    def gaps(self, expected: Iterable[str] = ()) -> list[str]:
        """Return the paths that are required or expected and that the draft has nothing for."""
        required = (path_of(self.data, route) for pattern in REQUIRED for route in expand(self.data, pattern))
        known = (path for path in (*required, *expected, *self.open) if not self._has(path))
        return list(dict.fromkeys(known))

    def _has(self, path: str) -> bool:
        route = route_of(self.data, path)
        return route is not None and self.document.has(route)

    def text(self, expected: Iterable[str] = ()) -> str:
        """Return the card as YAML with comments; what is expected and not known is listed under gaps."""
        if self.whole:
            return commented(self.data)
        gaps = [{"field": path, "reason": "to_do"} for path in self.gaps(expected) if path != CONFIRMED]
        if any(one.quotation for one in self.taken):
            gaps.append({"field": CONFIRMED, "reason": "to_do", "note": UNCONFIRMED})
        return commented(in_order({**self.data, **({"gaps": gaps} if gaps else {})}), self.left, self.name, self.unread)


def compose(found: Iterable[Found], name: str, about: str) -> Draft:
    """Put what was found together: the first value of a field counts, and what does not fit the model is told."""
    taken: dict[str, Taken] = {}
    left: list[Left] = []
    unread: list[Unread] = []
    open_: list[str] = []
    for one in found:
        if isinstance(one, Whole):
            return Draft(name, about, whole=one)
        if isinstance(one, Unread):
            unread.append(Unread(named(one.at), one.why, one.text))
        elif isinstance(one, Open):
            open_.append(one.path)
        elif isinstance(one, Left):
            left.append(Left(one.path, one.text, named(one.at)))
        elif one.path not in taken:
            taken[one.path] = Taken(one.path, _clean(one.value), named(one.at), one.quotation)
        elif taken[one.path].value != _clean(one.value):
            left.append(Left(one.path, ", ".join(texts(one.value)), named(one.at)))
    if "dataset.title" not in taken:
        left.append(
            Left("dataset.title", _("The file says no title; this one is made from its name."), _("name of the file"))
        )
    values = tuple(taken.values())
    return _fitting(Draft(name, about, values, tuple(_kept(left)), tuple(unread), open=tuple(open_)))


def _clean(value: Any) -> Any:
    """Put every text on one line that can be printed; texts from elsewhere may hold anything."""
    if isinstance(value, dict):
        return {plain(key): _clean(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [_clean(entry) for entry in value]
    return plain(value) if isinstance(value, str) else value


def _kept(left: Iterable[Left]) -> Iterator[Left]:
    """Yield texts, each once, as far as a draft has room for them."""
    room = MOST_TEXT
    for one in dict.fromkeys(left):
        room -= len(one.text) + len(one.at)
        if room < 0:
            return
        yield one


def _fitting(draft: Draft) -> Draft:
    """Take out values that the standard does not allow, and say so."""
    misfits = load(draft.document).misfits
    if not misfits:
        return draft
    data = draft.document.data
    wrong = {path_of(data, m.route[:-1] if m.kind == "missing" else m.route) for m in misfits}
    odd = [one for one in draft.taken if any(covers(one.path, path) or covers(path, one.path) for path in wrong)]
    told = [Unread(one.path if one.quotation else one.at, f"Its value does not fit {one.path}.") for one in odd]
    rest = tuple(one for one in draft.taken if one not in odd)
    open_ = (*draft.open, *(one.path for one in odd if one.quotation))
    return _fitting(replace(draft, taken=rest, unread=(*draft.unread, *told), open=open_)) if odd else draft
