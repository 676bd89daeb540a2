"""The page for reviewers: one to three cards, held to what a venue asks, side by side, with a report to take along."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any

from alignmentcard.checker.check import Report, check
from alignmentcard.document import parse, parse_readme
from alignmentcard.errors import AlignmentCardError
from alignmentcard.messages import _
from alignmentcard.model.records import Gap
from alignmentcard.portal.catalogue.compare import index, row
from alignmentcard.portal.collection.entry import CardEntry
from alignmentcard.portal.collection.summary import CardSummary, summary_of
from alignmentcard.portal.map.drawn import map_of
from alignmentcard.portal.markup import marked
from alignmentcard.profiles import DEFAULT, Profile, load_profile, names
from alignmentcard.profiles.completeness import Answer, Completeness, completeness
from alignmentcard.report import completeness as questions
from alignmentcard.report import machine, markdown
from alignmentcard.report.completeness import verdict
from alignmentcard.report.grouped import Group, grouped
from alignmentcard.resources import template
from alignmentcard.words import severities, term

MOST = 3
"""Cards that have room side by side."""
NOBODY_LOOKED = ("to_do", "not_consulted")
"""Reasons of gaps that say that an answer may be had."""


@dataclass(frozen=True)
class Reviewed:
    """A card as a reviewer sees it; `number` tells it from the others."""

    number: int
    report: Report
    profile: Profile

    @property
    def id(self) -> str:
        """What the page calls the card."""
        return f"card-{self.number}"

    @cached_property
    def entry(self) -> CardEntry:
        """The card as the portal knows cards."""
        return CardEntry(self.id, self.report)

    @cached_property
    def summary(self) -> CardSummary:
        """What lists and the map show of it."""
        return summary_of(self.entry)

    @cached_property
    def held(self) -> Completeness:
        """The card held to the questions of the profile."""
        return completeness(self.report.document, self.profile)

    @property
    def verdict(self) -> str:
        """How many questions are answered."""
        return verdict(self.held) if self.held.asked else ""

    @property
    def groups(self) -> list[Group]:
        """What is wrong or weak; of several places that have the same, one sentence."""
        return [one for one in grouped(self.report.findings) if one.first.severity != "info"]

    @property
    def further(self) -> list[Group]:
        """What a reader may ask."""
        return [one for one in grouped(self.report.findings) if one.first.severity == "info"]

    @property
    def open(self) -> list[Answer]:
        """The questions of the venue that the card leaves open."""
        return [one for one in self.held.answers if one.state == "open"]

    @property
    def gaps(self) -> list[tuple[str, list[Gap]]]:
        """What the card lists as not known: first what somebody may still find out."""
        listed = self.report.card.gaps if self.report.card else []
        asked = [one for one in listed if one.reason in NOBODY_LOOKED]
        return [("asked", asked), ("settled", [one for one in listed if one.reason not in NOBODY_LOOKED])]


@dataclass(frozen=True)
class Compared:
    """One line of the comparison: what each card says."""

    section: str
    name: str
    texts: tuple[tuple[str, ...], ...]

    @property
    def differs(self) -> bool:
        """Whether the cards say different things."""
        return len(set(self.texts)) > 1


def venues() -> dict[str, Any]:
    """Return the profiles that a review can hold cards to."""
    known = [load_profile(name) for name in names()]
    return {"profiles": [[one.name, _(one.title) or one.name] for one in known], "profile": DEFAULT}


def reviewed(cards: Sequence[Mapping[str, str]], profile: str = DEFAULT) -> dict[str, Any]:
    """Return what a reviewer sees of one to three cards, each with a name and a text, and the report of the program."""
    if not 0 < len(cards) <= MOST:
        raise AlignmentCardError(_("A review is of one to {most} cards.", most=MOST))
    wanted = load_profile(profile)
    seen = [Reviewed(number, check(_document(one), wanted), wanted) for number, one in enumerate(cards, 1)]
    html = template("review_found.html.j2").render(
        seen=seen,
        profile=wanted,
        map=map_of([one.summary for one in seen if one.report.card]),
        asked=list(_asked(seen)),
        lines=list(_lines(seen)) if len(seen) > 1 else [],
        unknown=_unknown,
        term=term,
        marked=marked,
        severities=severities(),
        root="../",
    )
    reports = [one.report for one in seen]
    return {
        "html": html,
        "titles": [one.entry.title for one in seen],
        "report": "\n".join([*markdown.as_markdown(reports), "", *questions.as_markdown(one.held for one in seen)]),
        "json": "\n".join(machine.as_json(reports)),
    }


def _document(card: Mapping[str, str]) -> Any:
    name = card["name"]
    return (parse_readme if PurePosixPath(name).suffix.lower() == ".md" else parse)(card["text"], name)


def _asked(seen: Sequence[Reviewed]) -> Iterator[tuple[Answer, tuple[Answer, ...]]]:
    """Yield each question of the venue with what became of it in each card."""
    yield from ((answers[0], answers) for answers in zip(*(one.held.answers for one in seen), strict=True))


def _unknown(answer: Answer) -> list[tuple[str, str]]:
    """Return why fields of an answer are gaps, and what is known all the same; each once."""
    return list(dict.fromkeys((one.reason, one.note) for one in answer.places if one.state == "gap"))


def _lines(seen: Iterable[Reviewed]) -> Iterator[Compared]:
    """Yield what cards say beside each other, as the page that compares cards of a portal has it."""
    rows = [row(one.entry)["lines"] for one in seen]
    for (section, name), *texts in zip(index([])["lines"], *rows, strict=True):
        if any(texts):
            yield Compared(section, name, tuple(map(tuple, texts)))
