"""The page that writes a card: its form made anew after each answer and each change of the text."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache, partial
from typing import Any

from alignmentcard.author import filling as fill
from alignmentcard.author.changed import is_blank
from alignmentcard.author.count import questions_of
from alignmentcard.author.filling import Filling
from alignmentcard.author.offered import offered
from alignmentcard.author.question import Question, RefusedError
from alignmentcard.document import Document, parse
from alignmentcard.edit import apply
from alignmentcard.errors import AlignmentCardError
from alignmentcard.layout.commented import commented
from alignmentcard.messages import _, _n, kept
from alignmentcard.messages.retold import say
from alignmentcard.model import VERSION
from alignmentcard.portal.browser import form
from alignmentcard.portal.browser.editing import marks
from alignmentcard.portal.browser.form import LISTS, Say, Shown, typed
from alignmentcard.portal.markup import marked
from alignmentcard.profiles import Profile, load_profile, names
from alignmentcard.resources import folder, template
from alignmentcard.rules.finding import Finding

START = "minimal"
"""What is asked where nobody says more: ten minutes of work."""
USUAL = (START, "standard")
SHOWN = 12
"""So many fields are shown at once of those that can be put into the form."""


def offers_at_first() -> dict[str, Any]:
    """Return what the page offers before anything is written."""
    return {
        "text": commented({"alignmentcard": VERSION}),
        "profiles": [[name, _offered(_profile(name))] for name in sorted(names(), key=_turn)],
        "profile": START,
        "starters": [[path.name, _(_title(parse(path.read_text("utf-8"))))] for path in _starters()],
    }


def starter(name: str) -> dict[str, Any]:
    """Return the text of a starter."""
    found = next((path for path in _starters() if path.name == name), None)
    if found is None:
        raise AlignmentCardError(_("There is no starter called {name}.", name=name))
    return {"text": found.read_text("utf-8")}


def written(
    text: str,
    profile: str = START,
    act: Mapping[str, Any] | None = None,
    refused: Mapping[str, Say] | None = None,
    apart: Sequence[str] = (),
    more: Sequence[str] = (),
) -> dict[str, Any]:
    """Return the form for a text, after something was done in it.

    `refused` are answers that did not stand, by path, `apart` the questions about dimensions that are answered for
    each of them, and `more` the fields that are in the form though nobody asks about them. The text comes back, changed
    only where the answer belongs.
    """
    open_answers = dict(refused or {})
    form_of = partial(_filling, profile=profile, more=tuple(more))
    if act and _is_read(form_of(text)):
        text, open_answers = _done(form_of(text), act, open_answers)
    filling = form_of(text)
    if not _is_read(filling):
        return {"text": text, "refused": open_answers, "unread": _unread(filling)}
    shown = Shown(filling, open_answers, frozenset(apart))
    return {
        "text": text,
        "refused": open_answers,
        "parts": [[part.section.path, form.section_of(part, shown)] for part in filling.parts],
        "side": form.side(filling, shown),
        "strip": form.strip(filling),
        "findings": [_marked(one) for one in filling.report.findings],
        "marks": marks(filling.report),
        "name": f"{filling.data.get('dataset', {}).get('id') or 'my-data'}.card.yaml",
    }


def further(text: str, profile: str = START, words: str = "", more: Sequence[str] = ()) -> dict[str, Any]:
    """Return the fields with some words that can be put into the form, as HTML."""
    filling = _filling(text, profile, tuple(more))
    if not _is_read(filling):
        return {"html": ""}
    found = offered(filling, words)
    shown = [(form.name_of(one.path), one) for one in found[:SHOWN]]
    return {"html": template("write_further.html.j2").render(found=shown, count=len(found), marked=marked)}


def _done(filling: Filling, act: Mapping[str, Any], refused: dict[str, Say]) -> tuple[str, dict[str, Say]]:
    """Do what was asked for; what is refused is kept with the reason."""
    path = str(act.get("path", ""))
    left = {key: value for key, value in refused.items() if key != path}
    try:
        return ACTS[str(act.get("do"))](filling, act), left
    except RefusedError as error:
        shown = typed(error.instead) if error.instead is not None else ""
        again = {"said": typed(act.get("said", "")), "why": str(error), "instead": shown, "stands": error.may_stand}
        return filling.document.text, {**left, path: again}


def _answer(filling: Filling, act: Mapping[str, Any]) -> str:
    path = str(act["path"])
    said = _said(filling.asked(path).question, act.get("said"))
    return fill.answered(filling, path, said, alike=bool(act.get("alike")), insists=bool(act.get("insists")))


def _said(question: Question, said: Any) -> Any:
    """Read what a field of the page holds; lists have an entry on each line."""
    if question.kind in LISTS and isinstance(said, str):
        lines = [line.strip() for line in said.splitlines() if line.strip()]
        return "; ".join(lines) if question.kind == "table" else lines
    return said


def _gap(filling: Filling, act: Mapping[str, Any]) -> str:
    alike = bool(act.get("alike"))
    return fill.as_gap(filling, str(act["path"]), str(act["reason"]), str(act.get("note", "")), alike=alike)


def _clear(filling: Filling, act: Mapping[str, Any]) -> str:
    return fill.cleared(filling, str(act["path"]), alike=bool(act.get("alike")))


def _share(filling: Filling, act: Mapping[str, Any]) -> str:
    """Give all dimensions what the first one says."""
    one = filling.asked(str(act["path"]))
    if one.gap:
        return fill.as_gap(filling, one.path, str(one.gap["reason"]), str(one.gap.get("note", "")), alike=True)
    return fill.answered(filling, one.path, one.value, alike=True, insists=True)


def _mend(filling: Filling, act: Mapping[str, Any]) -> str:
    """Carry out the repair of a finding."""
    found = (one for one in filling.report.findings if one.code == act["code"] and one.field == act["field"])
    fix = next((one.fix for one in found if one.fix), None)
    text, done = apply(filling.document, [fix] if fix else [])
    if not done:
        raise RefusedError(_(fill.GONE))
    return text


ACTS: dict[str, Callable[[Filling, Mapping[str, Any]], str]] = {
    "answer": _answer,
    "gap": _gap,
    "clear": _clear,
    "share": _share,
    "mend": _mend,
    "add": lambda filling, act: fill.with_entry(filling, str(act["path"]), str(act.get("said", ""))),
    "remove": lambda filling, act: fill.without_entry(filling, str(act["path"]), str(act["entry"])),
}


def _turn(name: str) -> tuple[int, str]:
    """Put the profiles of the standard before those of venues."""
    return (USUAL.index(name) if name in USUAL else len(USUAL), name)


@kept(4)
def _filling(text: str, profile: str, more: tuple[str, ...] = ()) -> Filling:
    return Filling(parse(text, "card.yaml"), _profile(profile), more)


@lru_cache(32)
def _profile(name: str) -> Profile:
    return load_profile(name)


@lru_cache(32)
def _counted(name: str) -> int:
    return questions_of(_profile(name))


def _offered(profile: Profile) -> str:
    """Return what a profile is called, and how much it asks."""
    count = _n("{count} question", "{count} questions", _counted(profile.name))
    return _("{name}: {count}", name=_(profile.title) or profile.name, count=count)


def _starters() -> list[Any]:
    return sorted((folder("templates") / "starters").glob("*.card.yaml"))


def _title(document: Document) -> str:
    return str(document.data["dataset"]["title"])


def _is_read(filling: Filling) -> bool:
    """Say whether a text can be read as a card, or nothing is written yet."""
    document = filling.document
    return is_blank(document) or (not document.faults and isinstance(document.data, dict))


def _marked(finding: Finding) -> dict[str, str]:
    """Return what the editor shows where a finding is."""
    told = {"message": say(finding.message), "help": say(finding.help)}
    return {"code": finding.code, "severity": finding.severity, **told}


def _unread(filling: Filling) -> dict[str, Any]:
    """Return the first reason why a text is no card, and its place."""
    found = next(iter(filling.report.findings), None)
    if found is None:
        return {"line": 1, "why": _("This text is not a card.")}
    return {"line": found.line, "why": f"{say(found.message)} {say(found.help)}".strip()}
