"""What a page asks the checker beside it: questions and answers are JSON, the logic is that of the package."""

import json
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from importlib import import_module
from pathlib import PurePosixPath
from typing import Any

from alignmentcard.checker.check import Report, check
from alignmentcard.document import Document, parse, parse_readme
from alignmentcard.errors import AlignmentCardError, MissingExtraError
from alignmentcard.messages import SOURCE, _, speaking, speaking_of
from alignmentcard.messages.carried import unpacked
from alignmentcard.messages.languages import ENGLISH, Language
from alignmentcard.messages.retold import say
from alignmentcard.portal.browser import editing
from alignmentcard.portal.collection.entry import CardEntry
from alignmentcard.portal.collection.summary import CardSummary, summary_of
from alignmentcard.portal.map.chart import chart
from alignmentcard.portal.map.marks import NARROW
from alignmentcard.portal.map.page import marks_of
from alignmentcard.profiles import DEFAULT, load_profile, names
from alignmentcard.report.machine import as_json


def answer(question: str, tell: Callable[[str], None] = lambda _: None) -> str:
    """Answer a question given as JSON; what the reader has to change is told under `error`.

    What takes long tells how far it is. The answer is in the language that was brought last, English otherwise.
    """
    asked = json.loads(question)
    if asked.pop("far", False):
        asked["tell"] = lambda what: tell(say(what))
    with speaking_of(BROUGHT[-1]):
        try:
            told = _called(ANSWERS[asked.pop("ask")])(**asked)
        except MissingExtraError:
            told = {
                "error": _("A page cannot do this; the program can. A spreadsheet can be saved as CSV and chosen here.")
            }
        except AlignmentCardError as error:
            told = {"error": say(error.args[0]).replace(f"{asked.get('folder')}/", "")}
    return json.dumps(told, ensure_ascii=False)


def _called(name: str) -> Callable[..., dict[str, Any]]:
    module, _, function = name.rpartition(".")
    found: Callable[..., dict[str, Any]] = getattr(import_module(f"{__package__}.{module}"), function)
    return found


BROUGHT: list[Language] = [ENGLISH]
"""The languages that the program was told to speak; the last is spoken."""


def spoken(language: dict[str, Any]) -> dict[str, Any]:
    """Speak the language of the page from now on, as the portal wrote it down."""
    BROUGHT[:] = [unpacked(language)]
    return {}


def choices() -> dict[str, Any]:
    """Return what a page offers at first: the profiles."""
    return {"profiles": names(), "profile": DEFAULT}


_profile = cache(load_profile)
"""Profiles that are shipped do not change, and to read one takes a page a fifth of a check."""


def checked(text: str, name: str, profile: str = DEFAULT) -> dict[str, Any]:
    """Return the JSON report of a card as the command line writes it, and what a page shows of the card."""
    report = _report(text, name, profile)
    summary = summary_of(CardEntry("card", report))
    return {
        "report": "\n".join(_in_english(report)),
        "said": [[say(one.message), say(one.help)] for one in report.findings],
        "title": summary.title,
        "place": summary.place,
        "conformance": summary.conformance,
        "map": _map(summary),
        "marks": editing.marks(report),
    }


def _in_english(report: Report) -> list[str]:
    """Return the JSON report as the command line writes it, whatever the page speaks."""
    with speaking(SOURCE):
        return list(as_json([report]))


def looked(folder: str, table: str, columns: dict[str, str], card: str = "") -> dict[str, Any]:
    """Return how a table is read, with ratings from it; the page shows it before anything is measured."""
    from alignmentcard.portal.browser.measuring import look

    return dict(look(folder, table, columns, card))


def measured(
    folder: str, table: str, columns: dict[str, str], card: str = "", *, tell: Callable[[str], None]
) -> dict[str, Any]:
    """Return the measurements of a table as a file and as a page shows them."""
    from alignmentcard.portal.browser import measuring

    return measuring.measured(folder, table, columns, card, progress=tell)


def _report(text: str, name: str, profile: str) -> Report:
    return check(document(text, name), _profile(profile))


def document(text: str, name: str) -> Document:
    """Read a text as the program reads a file of that name."""
    readme = PurePosixPath(name).suffix.lower() == ".md"
    return parse_readme(text, name) if readme else parse(text, name)


def _map(summary: CardSummary) -> str:
    """Draw the map with this card alone; empty where the card says no place."""
    marks = [replace(mark, address="#card") for mark in marks_of([summary])]
    return str(chart(NARROW, marks, "../catalogue/")) if marks else ""


ANSWERS = {
    "speak": "session.spoken",
    "choices": "session.choices",
    "check": "session.checked",
    "look": "session.looked",
    "measure": "session.measured",
    "formats": "exporting.formats",
    "export": "exporting.exported",
    "import": "taking.imported",
    "take": "taking.taken",
    "gather": "taking.gathered",
    "begin": "writing.offers_at_first",
    "starter": "writing.starter",
    "write": "writing.written",
    "further": "writing.further",
    "venues": "reviewing.venues",
    "review": "reviewing.reviewed",
    "hover": "editing.hovered",
    "complete": "editing.completed",
    "mend": "editing.mended",
    "lay out": "editing.laid_out",
}
"""Which function answers what; its module is imported when it is first asked, so that a first check waits for none."""
