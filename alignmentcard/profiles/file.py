"""The file of a profile to plain values: every key has its type, or one sentence says what is wrong and where."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import cached_property
from math import isfinite
from pathlib import Path
from typing import Any

from alignmentcard.document import Document, read
from alignmentcard.errors import BadProfileError
from alignmentcard.messages import later
from alignmentcard.messages.retold import worded
from alignmentcard.model.fields import find
from alignmentcard.paths import Route, expand, split, value_or_none
from alignmentcard.rules.limits import Limits
from alignmentcard.rules.rule import SEVERITIES

KEYS = {
    "name": str,
    "title": str,
    "description": str,
    "source": str,
    "extends": str,
    "expects": list,
    "rules": dict,
    "limits": dict,
    "schema": dict,
    "form": dict,
}
QUESTION_KEYS = {
    "field": str,
    "fields": list,
    "question": str,
    "section": str,
    "when": dict,
    "number": str,
    "about": str,
    "yes": list,
    "no": list,
    "leaves": str,
    "adds": list,
    "mentions": list,
    "without": list,
    "given": dict,
    "either": bool,
    "second_hand": bool,
}
FORM_KEYS = {"version": str, "read": str, "second_hand": bool, "answers": str, "written": str, "of": str}
ANSWERS, WRITTEN, OF = ("sentences", "yes_no"), ("markdown", "latex"), ("card", "folder")
ABOUT = ("paper", "model", "provider", "developer")
OWN = "extensions."
TYPES = {
    str: later("a text"),
    list: later("a list"),
    dict: later("a mapping"),
    bool: later("true or false"),
    int: later("a number"),
    float: later("a number"),
}


@dataclass(frozen=True)
class Expected:
    """A field that a profile wants filled, or listed as a gap, and the question that it asks."""

    path: str
    question: str = ""
    when: Mapping[str, str] = field(default_factory=dict, hash=False)
    """What the entry of a list must say for the field to be wanted of it, such as `kind: human`."""
    instead: tuple[tuple[str, ...], ...] = field(default=(), compare=False)
    """For each question that wants the field, others that answer it as well: free text for fields, fields for it."""

    @cached_property
    def place(self) -> Route:
        """The only route that is ever wanted; empty where that depends on the card."""
        names, replaced = split(self.path), self.instead and all(self.instead)
        return () if "*" in names or replaced or names[-1] in OTHERWISE else names

    def routes(self, data: Any) -> Sequence[Route]:
        """Return the routes that are wanted in a card."""
        if self.place:
            return (self.place,)
        if self.instead and all(any(_answers(data, path) for path in paths) for paths in self.instead):
            return ()
        meant = self._meant(data)
        if split(self.path)[-1] not in OTHERWISE:
            return meant
        return [route for route in meant if not _answered_otherwise(data, route)]

    def _meant(self, data: Any) -> Sequence[Route]:
        """Return the routes in those entries of a list that say what they must; outside of lists all are meant."""
        holder, star, below = self.path.partition(".*")
        if not star or not self.when:
            return expand(data, self.path)
        found: list[Route] = []
        entries, above = value_or_none(data, split(holder)), split(holder)
        for position, entry in enumerate(entries if isinstance(entries, list) else ()):
            if all(_says(entry, name, value) for name, value in self.when.items()):
                inner = expand(entry, below[1:]) if below else ((),)
                found += [(*above, position, *route) for route in inner]
        return found


@dataclass(frozen=True)
class Question:
    """What a venue asks, and the fields of a card that answer it."""

    text: str
    expects: tuple[Expected, ...]
    section: str = ""
    number: str = ""
    """What the form calls the question by, such as B2."""
    about: str = ""
    """What the question concerns where it is not the data: a card does not answer it."""
    yes: tuple[str, ...] = ()
    """The words of a vocabulary that mean yes, where not every answer does."""
    no: tuple[str, ...] | None = None
    """The words that mean no, where other words mean neither; None where every word that does not mean yes means no."""
    of_people: bool = False
    """Whether it is asked about people only, as `when: {kind: human}` says."""
    leaves: str = ""
    """What the question asks beside, which no field of a card answers."""
    adds: tuple[str, ...] = ()
    """Fields that add to an answer where a card has them, and are not missed where it does not."""
    mentions: tuple[str, ...] = ()
    """Words of which a sentence must have one to answer, where the fields say other things, too."""
    without: tuple[str, ...] = ()
    """Parts of the fields that are about something else than what is asked, such as the paper beside the data."""
    given: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Fields and the words that they must say for a card to be concerned, such as who can get data that is listed."""
    either: bool = False
    """Whether one of the fields is enough to answer."""
    second_hand: bool = False
    """Whether its wording was taken from somebody who reproduces the form, where that is not so of the whole form."""

    def instead_of(self, path: str) -> tuple[str, ...]:
        """Return the fields that answer the question as well: free text of a profile, or fields of the standard."""
        own = path.startswith(OWN)
        return tuple(one.path for one in self.expects if one.path.startswith(OWN) != own)


@dataclass(frozen=True)
class Form:
    """A form that people hand in: which version was read when, and its questions, those about other things too."""

    version: str = ""
    read: str = ""
    second_hand: bool = True
    """Whether the wording was taken from somebody who reproduces the form, and not from the form itself."""
    answers: str = "sentences"
    written: str = "markdown"
    of: str = "card"
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True)
class Written:
    """A profile as its file has it, before it inherits anything."""

    name: str
    title: str = ""
    description: str = ""
    source: str = ""
    extends: str | None = None
    questions: tuple[Question, ...] = ()
    rules: Mapping[str, str] = field(default_factory=dict)
    limits: Mapping[str, Any] = field(default_factory=dict)
    schema: Mapping[str, Any] | None = None
    form: Form | None = None


def read_profile(path: Path) -> Written:
    """Read the file of a profile; BadProfileError where it is not one."""
    document = read(path)
    if document.faults:
        fault = document.faults[0]
        line = document.position(fault.span.start)[0]
        raise BadProfileError(
            worded(
                "The profile {path} cannot be read: {why} (line {line})", path=str(path), why=fault.message, line=line
            )
        )
    data = _mapping(document, (), document.data, KEYS)
    questions = tuple(_questions(document, data.get("expects", []), isinstance(data.get("form"), dict)))
    return Written(
        name=data.get("name", path.stem),
        title=data.get("title", ""),
        description=data.get("description", ""),
        source=data.get("source", ""),
        extends=data.get("extends"),
        questions=tuple(question for question in questions if question.expects),
        rules=_severities(document, data.get("rules", {})),
        limits=_limits(document, data.get("limits", {})),
        schema=data.get("schema"),
        form=_form(document, data["form"], questions) if "form" in data else None,
    )


def _form(document: Document, written: dict[str, Any], questions: tuple[Question, ...]) -> Form:
    data = _mapping(document, ("form",), written, FORM_KEYS)
    for key, words in (("answers", ANSWERS), ("written", WRITTEN), ("of", OF)):
        if data.get(key, words[0]) not in words:
            sentence = worded("{key} must be one of {known}.", key=key, known=", ".join(words))
            raise _refusal(document, ("form", key), sentence)
    return Form(**data, questions=questions)


def _refusal(document: Document, route: Route, sentence: str) -> BadProfileError:
    line = document.position(document.span(route).start)[0]
    return BadProfileError(
        worded("The profile {path} cannot be used: {why} (line {line})", path=document.name, why=sentence, line=line)
    )


def _mapping(document: Document, route: Route, data: Any, keys: Mapping[str, type]) -> dict[str, Any]:
    """Return a mapping whose keys are known and of their types; a key without a value counts as absent."""
    here = f"`{route[0]}`" if route else worded("it")
    known = ", ".join(keys)
    if not isinstance(data, dict):
        raise _refusal(
            document, route, worded("{here} must hold mappings with the keys {known}.", here=here, known=known)
        )
    for key, value in data.items():
        if key not in keys:
            sentence = worded("{here} has an unknown key, {key}. Known: {known}.", here=here, key=str(key), known=known)
            raise _refusal(document, (*route, key), sentence)
        if value is not None and not isinstance(value, keys[key]):
            sentence = worded(
                "{key} must be {wanted}, and is {found}.", key=key, wanted=_said(keys[key]), found=_kind(value)
            )
            raise _refusal(document, (*route, key), sentence)
    return {key: value for key, value in data.items() if value is not None}


def _kind(value: object) -> str:
    return worded("empty") if value is None else _said(type(value))


def _said(kind: type) -> str:
    return worded(TYPES.get(kind, later("something else")))


def _questions(document: Document, entries: list[Any], form: bool) -> Iterator[Question]:
    for position, entry in enumerate(entries):
        route: Route = ("expects", position)
        data = _mapping(document, route, entry, QUESTION_KEYS)
        paths = [*([data["field"]] if "field" in data else []), *data.get("fields", [])]
        if data.get("about", ABOUT[0]) not in ABOUT:
            raise _refusal(
                document,
                (*route, "about"),
                worded("{key} must be one of {known}.", key="about", known=", ".join(ABOUT)),
            )
        if not paths and not (form and "about" in data):
            raise _refusal(document, route, worded("an entry of `expects` names no field."))
        asked, when = data.get("question", ""), _when(document, route, data.get("when", {}))
        expects = [_expected(document, route, path, asked, when) for path in paths]
        for group in [expects] if asked else [[one] for one in expects]:
            text = asked or group[0].question
            said = {name: data.get(name, "") for name in ("section", "number", "about", "leaves")}
            words = tuple(map(str, data.get("yes", [])))
            against = tuple(map(str, data["no"])) if "no" in data else None
            adds, without = (
                tuple(_expected(document, route, path, asked, when).path for path in data.get(name, []))
                for name in ("adds", "without")
            )
            yield Question(
                text,
                tuple(group),
                **said,
                yes=words,
                no=against,
                adds=adds,
                without=without,
                mentions=tuple(map(str, data.get("mentions", []))),
                either=data.get("either", False),
                given=tuple(_known_words(document, route, data.get("given", {}))),
                of_people=when.get("kind") == "human",
                second_hand=data.get("second_hand", False),
            )


def _expected(document: Document, route: Route, path: Any, asked: str, when: Mapping[str, str]) -> Expected:
    """Look a field up; where the profile asks nothing of its own, the question of the standard stands."""
    known = find(split(path)) if isinstance(path, str) else None
    if known is None:
        raise _refusal(
            document, route, worded("the standard has no field `{path}`. Write it as in pools.*.size.", path=str(path))
        )
    home = path.partition(".*")[0]
    meant = {name: value for name, value in when.items() if find((*split(home), "*", name)) or "*" not in path}
    return Expected(path, asked or known.question or known.description, meant)


def _known_words(document: Document, route: Route, data: dict[str, Any]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for path, words in data.items():
        if find(split(path)) is None or not isinstance(words, list):
            sentence = worded("`given` names a field with a list of words, and {path} is not.", path=str(path))
            raise _refusal(document, (*route, "given"), sentence)
        yield path, tuple(map(str, words))


def _when(document: Document, route: Route, data: dict[str, Any]) -> dict[str, str]:
    for name, value in data.items():
        if not isinstance(value, str):
            sentence = worded("`when` compares with a text, and {name} is {found}.", name=str(name), found=_kind(value))
            raise _refusal(document, (*route, "when"), sentence)
    return data


def _severities(document: Document, chosen: dict[str, Any]) -> dict[str, str]:
    from alignmentcard.rules import catalogue  # the catalogue needs profiles before this is called

    codes = {rule.code for rule in catalogue()} if chosen else set()
    for code, severity in chosen.items():
        if code not in codes:
            sentence = worded("no rule has the code {code}. alignmentcard explain lists all rules.", code=str(code))
            raise _refusal(document, ("rules", code), sentence)
        if severity not in (*SEVERITIES, "off"):
            sentence = worded(
                "{code} has the severity {severity}; use error, warning, info or off.",
                code=code,
                severity=str(severity),
            )
            raise _refusal(document, ("rules", code), sentence)
    return chosen


def _limits(document: Document, chosen: dict[str, Any]) -> dict[str, Any]:
    known = sorted(entry.name for entry in fields(Limits))
    for name, value in chosen.items():
        number = isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)
        if name not in known or not number:
            sentence = worded(
                "the limit {name} is set to {value}; limits are numbers: {known}.",
                name=str(name),
                value=str(value),
                known=", ".join(known),
            )
            raise _refusal(document, ("limits", name), sentence)
    return chosen


def _says(entry: Any, name: str, value: str) -> bool:
    """Compare what the entry of a list says."""
    said = entry.get(name) if isinstance(entry, dict) else None
    return value in said if isinstance(said, list) else said == value


def _answers(data: Any, path: str) -> bool:
    return any(value_or_none(data, route) not in (None, [], {}) for route in expand(data, path))


OTHERWISE = {"size": "size_stated"}
"""Fields that another one of the same record answers, where no exact value is known."""


def _answered_otherwise(data: Any, route: Route) -> bool:
    """Say whether a field that another one can answer is empty, and that one says the same, less exactly."""
    entry = value_or_none(data, route[:-1])
    return isinstance(entry, dict) and route[-1] not in entry and bool(entry.get(OTHERWISE[str(route[-1])]))
