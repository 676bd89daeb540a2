"""What the portal knows of one card: its address, what checking it gave, and the words for lists of cards."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from alignmentcard.checker.check import Report
from alignmentcard.checker.levels import REVIEWED, Level
from alignmentcard.checker.reviews import digest
from alignmentcard.coordinates import Position, placed, quadrant
from alignmentcard.messages import _, spoken
from alignmentcard.model import Card
from alignmentcard.portal.lifecycle import Status
from alignmentcard.words import glance

ID = re.compile(r"[a-z0-9](?:[a-z0-9_-]*[a-z0-9])?")
SUFFIX = re.compile(r"\.card\.ya?ml$")


@dataclass(frozen=True)
class Version:
    """A version of a card and the file of its page, beside that of the card."""

    version: str
    file: str


@dataclass(frozen=True)
class CardEntry:
    """One card of the portal; `address` is the name of its folder under `cards/`."""

    address: str
    report: Report
    earlier: tuple[Card, ...] = ()
    """Earlier versions of the card, oldest first."""
    status: Status | None = None
    """Why the card stands on no list."""
    versions: tuple[Version, ...] = ()
    """The versions that have pages, the newest first; none where there is only one."""
    latest: bool = True
    """Whether it is the newest version."""
    house: str = ""
    """The file of the profile that the house of the portal asks by."""

    @property
    def version(self) -> str:
        """The version of the data that the card describes."""
        return (self.card.dataset.version if self.card else None) or ""

    @property
    def card(self) -> Card | None:
        """The card; None where the file does not fit the standard."""
        return self.report.card

    @property
    def data(self) -> Any:
        """What stands in the file."""
        return self.report.document.data

    @property
    def title(self) -> str:
        """The title, or the name of the file where there is none to read."""
        title = _at(self.data, "dataset", "title")
        return title if isinstance(title, str) and title.strip() else self.file

    @property
    def summary(self) -> str:
        """The summary of the dataset."""
        summary = _at(self.data, "dataset", "summary")
        return summary if isinstance(summary, str) else ""

    @property
    def file(self) -> str:
        """The name of the file."""
        return Path(self.report.document.name).name

    @cached_property
    def sentence(self) -> str:
        """The sentences at the head of the card."""
        if self.card is None:
            return _("This file does not fit the standard yet, so nothing can be said about the data.")
        return glance(self.card)

    @cached_property
    def quadrant(self) -> str | None:
        """The character of the declared quadrant."""
        return quadrant(self.card) if self.card else None

    @cached_property
    def position(self) -> Position | None:
        """Where the card is drawn."""
        return placed(self.card) if self.card else None

    @cached_property
    def digest(self) -> str | None:
        """The digest of the card and its measurements, which badges and reviews name."""
        return digest(self.card, self.report.facts) if self.card else None

    @cached_property
    def level(self) -> Level | None:
        """The level of conformance that was reached."""
        return self.report.level


def answered(level: Level | None) -> str:
    """Say how much of its profile a card answers, and of which where it is not the usual one; empty where none asks."""
    held = level.held if level else None
    if level is None or held is None:
        return ""
    share = spoken().percent(held / 100)
    return (
        _("{share} of {profile} answered", share=share, profile=level.profile)
        if level.profile
        else _("{share} answered", share=share)
    )


def in_words(level: Level | None) -> str:
    """Return a level as it is told: number, name and how much is answered; empty where there is none."""
    return ", ".join(filter(None, (str(level.number), named(level), answered(level)))) if level else ""


def named(level: Level) -> str:
    """Return the name of a level, and what the signature of the review is worth that it rests on."""
    signed = _(REVIEWED[level.review], signer=level.signer) if level.review else ""
    return f"{_(level.name)} ({signed})" if signed else _(level.name)


def wanted(report: Report) -> str:
    """Return the address that a card asks for: its id, or the name of its file."""
    given = _at(report.document.data, "dataset", "id")
    if isinstance(given, str) and len(given) <= 64 and ID.fullmatch(given):
        return given
    stem = SUFFIX.sub("", Path(report.document.name).name).lower()
    return re.sub(r"[^a-z0-9]+", "-", stem).strip("-")[:64] or "card"


def numbered(name: str) -> Iterator[str]:
    """Yield a name and then variants of it, for cards that ask for the same address."""
    yield name
    number = 2
    while True:
        yield f"{name}-{number}"
        number += 1


def _at(data: Any, *keys: str) -> Any:
    for key in keys:
        data = data.get(key) if isinstance(data, dict) else None
    return data
