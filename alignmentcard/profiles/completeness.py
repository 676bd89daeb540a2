"""A card held to the questions of a profile: which it answers, which it lists as a gap, which it leaves open."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, Literal

from alignmentcard.document import Document
from alignmentcard.paths import Cover, Route, path_of, split
from alignmentcard.profiles import Expected, Profile, Question

State = Literal["answered", "gap", "open", "not asked"]
STATES: tuple[State, ...] = ("answered", "gap", "open", "not asked")
"""What a question is counted as; the third outweighs the second, the second the first."""


@dataclass(frozen=True)
class Place:
    """A field that belongs to a question, what became of it, and the entry under `gaps` that speaks of it."""

    document: Document
    route: Route
    state: State
    gap: Mapping[str, Any] = field(default_factory=dict)

    @property
    def path(self) -> str:
        """The path of the field."""
        return path_of(self.document.data, self.route)

    @property
    def line(self) -> int | None:
        """The line of the field or of its gap; None where there is neither."""
        route = ("gaps", self.gap["position"]) if self.gap else self.route
        return None if self.state == "open" else self.document.position(self.document.span(route).start)[0]

    @property
    def reason(self) -> str:
        """Why there is a gap."""
        return str(self.gap.get("reason", ""))

    @property
    def note(self) -> str:
        """What the card says about the gap."""
        return str(self.gap.get("note", ""))


@dataclass(frozen=True)
class Answer:
    """A question and the fields that answer it."""

    question: Question
    places: tuple[Place, ...]

    @property
    def state(self) -> State:
        """Open where one field is open, a gap where one is a gap; not asked where the card has none of the fields."""
        found = {place.state for place in self.places}
        return next((state for state in ("open", "gap", "answered") if state in found), "not asked")

    def paths(self, state: State) -> list[str]:
        """Return the fields that are answered, gaps or open."""
        return [place.path for place in self.places if place.state == state]


@dataclass(frozen=True)
class Completeness:
    """The answers of one card to one profile."""

    profile: Profile
    file: str
    answers: tuple[Answer, ...]

    def count(self, state: State) -> int:
        """Count the questions of a state."""
        return sum(answer.state == state for answer in self.answers)

    @property
    def asked(self) -> int:
        """How many questions concern this card."""
        return len(self.answers) - self.count("not asked")


def completeness(document: Document, profile: Profile) -> Completeness:
    """Hold a card to a profile; a card with errors is read as far as it can be."""
    gaps = Gaps(document)
    answers = (
        Answer(question, _enough(chain.from_iterable(_places(document, one, gaps) for one in question.expects)))
        for question in profile.questions
    )
    return Completeness(profile, document.name, tuple(answers))


def _enough(places: Iterable[Place]) -> tuple[Place, ...]:
    """Leave out what is not missed: free text of the profile where the standard answers, and the other way round."""
    known = tuple(places)
    answered = {place.route[0] == "extensions" for place in known if place.state == "answered"}
    return tuple(place for place in known if place.state != "open" or (place.route[0] != "extensions") not in answered)


def _places(document: Document, expected: Expected, gaps: "Gaps") -> Iterator[Place]:
    for route in routes(document, expected):
        yield _place(document, route, gaps)


def routes(document: Document, expected: Expected) -> Sequence[Route]:
    """Return where a card answers what is wanted, or does not; the list itself where a list has no entries."""
    found = expected.routes(document.data)
    if "*" in expected.path:
        holder = split(expected.path.partition(".*")[0])
        if not document.has(holder):
            return (*found, holder)
    return found


def _place(document: Document, route: Route, gaps: "Gaps") -> Place:
    if document.has(route):
        return Place(document, route, "answered")
    path = path_of(document.data, route)
    gap = gaps.of(path)
    return Place(document, route, "gap", gap) if gap else Place(document, route, "open")


class Gaps:
    """The gaps that a card lists, found by the fields that they cover."""

    def __init__(self, document: Document) -> None:
        self._listed: dict[str, dict[str, Any]] = {}
        for gap in listed_gaps(document.data):
            self._listed.setdefault(gap["field"], gap)
        self._cover = Cover(self._listed)

    def of(self, path: str) -> dict[str, Any] | None:
        """Return the first gap that covers a field."""
        found = (self._listed[one] for one in self._cover.covers_of(path))
        return min(found, key=lambda gap: int(gap["position"]), default=None)


def listed_gaps(data: Any) -> Iterator[dict[str, Any]]:
    """Yield the gaps that a card lists: the field, the position in the list, the reason and the note."""
    entries = data.get("gaps") if isinstance(data, dict) else None
    for position, entry in enumerate(entries if isinstance(entries, list) else []):
        if isinstance(entry, dict) and isinstance(entry.get("field"), str):
            texts = {name: str(entry.get(name) or "") for name in ("reason", "note")}
            yield {"field": entry["field"], "position": position, **texts}
