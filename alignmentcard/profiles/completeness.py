"""A card held to the questions of a profile: which it answers, which it lists as a gap, which it leaves open."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from alignmentcard.document import Document
from alignmentcard.paths import Route, covers, path_of, route_of, split
from alignmentcard.profiles import Profile, Question

State = Literal["answered", "gap", "open", "not asked"]
STATES: tuple[State, ...] = ("answered", "gap", "open", "not asked")
"""What a question is counted as; the third outweighs the second, the second the first."""


@dataclass(frozen=True)
class Place:
    """A field that belongs to a question, what became of it, and where it stands; no line where it is absent."""

    path: str
    state: State
    line: int | None = None
    reason: str = ""
    note: str = ""


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
    gaps = list(_gaps(document.data))
    answers = tuple(Answer(question, tuple(_places(document, question, gaps))) for question in profile.questions)
    return Completeness(profile, document.name, answers)


def _places(document: Document, question: Question, gaps: list[dict[str, Any]]) -> Iterator[Place]:
    for expected in question.expects:
        for route in expected.routes(document.data):
            yield _place(document, route, gaps)
        holder = route_of(document.data, expected.path.partition(".*")[0])
        if "*" in expected.path and (holder is None or not document.has(holder)):
            yield _place(document, split(expected.path.partition(".*")[0]), gaps)


def _place(document: Document, route: Route, gaps: list[dict[str, Any]]) -> Place:
    path = path_of(document.data, route)
    gap = next((gap for gap in gaps if covers(gap["field"], path)), None)
    if document.has(route):
        return Place(path, "answered", document.position(document.span(route).start)[0])
    if gap:
        line = document.position(document.span(("gaps", gap["position"])).start)[0]
        return Place(path, "gap", line, gap["reason"], gap["note"])
    return Place(path, "open")


def _gaps(data: Any) -> Iterator[dict[str, Any]]:
    entries = data.get("gaps") if isinstance(data, dict) else None
    for position, entry in enumerate(entries if isinstance(entries, list) else []):
        if isinstance(entry, dict) and isinstance(entry.get("field"), str):
            texts = {name: str(entry.get(name) or "") for name in ("reason", "note")}
            yield {"field": entry["field"], "position": position, **texts}
