"""What becomes of a card in a portal: a draft, kept back until a day, withdrawn, gone, or under another name."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from alignmentcard.text.digits import whole

DRAFT, EMBARGO, WITHDRAWN = "draft", "embargo", "withdrawn"
STATES = (DRAFT, EMBARGO, WITHDRAWN)
UNTIL = re.compile(r"embargo until (\S+)")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
ID = re.compile(r"[a-z0-9](?:[a-z0-9_-]{0,62}[a-z0-9])?")


class RefusedError(ValueError):
    """What somebody decided cannot be used; its text says what to write."""


@dataclass(frozen=True)
class Status:
    """Why a card stands on no list, and what its page says of that."""

    state: str
    until: str = ""
    """The day from which it is published."""
    since: str = ""
    why: str = ""

    @property
    def key(self) -> str:
        """The same as a text, by which two are compared."""
        return "|".join((self.state, self.until, self.since, self.why))

    @property
    def holds(self) -> bool:
        """Whether it still is so today."""
        return self.state != EMBARGO or today() < self.until


@dataclass(frozen=True)
class Removed:
    """A card that is gone."""

    since: str
    why: str
    instead: str = ""
    """The id of a card to read in its place."""


def today() -> str:
    """Return the day of the build in UTC; builds that are to be repeated say it, as `SOURCE_DATE_EPOCH`."""
    said = os.environ.get("SOURCE_DATE_EPOCH", "")
    seconds = whole(said)
    now = datetime.now(UTC) if seconds is None else datetime.fromtimestamp(seconds, UTC)
    return now.date().isoformat()


def read_status(value: Any) -> Status:
    """Read the status of a card: a word, `embargo until` a day, or a table that says more."""
    told = {"is": value} if isinstance(value, str) else _table(value, ("is", "until", "since", "why"))
    until = UNTIL.fullmatch(told.get("is", ""))
    told = {**told, "is": EMBARGO, "until": until[1]} if until else told
    if told.get("is") not in STATES:
        raise RefusedError("It is draft, withdrawn, or embargo until a day, such as embargo until 2027-01-31.")
    if told["is"] == EMBARGO and "until" not in told:
        raise RefusedError("Say from when on it is published: embargo until 2027-01-31.")
    if told["is"] != EMBARGO and "until" in told:
        raise RefusedError("Only an embargo ends on a day: embargo until 2027-01-31.")
    return Status(told["is"], _day(told.get("until", "")), _day(told.get("since", "")), told.get("why", ""))


def read_removed(value: Any) -> Removed:
    """Read what is said of a card that is gone: since when and why, and what to read in its place."""
    told = _table(value, ("since", "why", "instead"))
    if not told.get("since") or not told.get("why"):
        raise RefusedError("Say since when and why, such as: {since: 2026-05-01, why: Replaced by a larger release.}")
    return Removed(_day(told["since"]), told["why"], read_id(told["instead"]) if told.get("instead") else "")


def read_id(value: Any) -> str:
    """Read the id of a card, which is a part of its address."""
    if not isinstance(value, str) or not ID.fullmatch(value):
        raise RefusedError(f"“{value}” is not an id of a card: lower case letters, digits, - and _.")
    return value


def _table(value: Any, known: tuple[str, ...]) -> dict[str, str]:
    if not isinstance(value, Mapping) or not all(isinstance(one, str) for one in value.values()):
        raise RefusedError(f"It is a table of texts: {', '.join(known)}.")
    if others := [str(name) for name in value if name not in known]:
        raise RefusedError(f"{others[0]} is not known here. Known are {', '.join(known)}.")
    return {str(name): one for name, one in value.items()}


def _day(text: str) -> str:
    if text:
        try:
            if not DAY.fullmatch(text):
                raise ValueError(text)
            date.fromisoformat(text)
        except ValueError:
            raise RefusedError(f"“{text}” is not a day. Write it as 2027-01-31.") from None
    return text
