"""What pages about many cards know of one: plain values, so that a portal of any size fits in memory and in a cache."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from alignmentcard.coordinates import Position
from alignmentcard.messages import _, _n, kept, later
from alignmentcard.model import Card
from alignmentcard.portal.catalogue.facets import UNSTATED, values_of
from alignmentcard.portal.collection.entry import CardEntry, answered, named
from alignmentcard.rules.finding import Finding
from alignmentcard.words import (
    RELEASED,
    caption,
    counted_crowd,
    crowd,
    headcount,
    judges,
    several,
    term,
)

SILENT = later("not stated")


@dataclass(frozen=True, slots=True)
class CardSummary:
    """One card as lists, map, catalogue, reports and feeds show it; everything in it can be written as JSON."""

    file: str
    address: str
    title: str
    summary: str
    sentence: str
    fits: bool
    """Whether the file fits the standard; of one that does not, little is known."""
    sign: str | None = None
    """The character of the declared quadrant."""
    x: float | None = None
    y: float | None = None
    across: list[float] = field(default_factory=lambda: [0.0, 1.0])
    up: list[float] = field(default_factory=lambda: [0.0, 1.0])
    """How far the coordinates can lie."""
    raters: int | None = None
    sure: str = ""
    """How sure the number of raters is, where it is not exact."""
    judges: str = "unknown"
    dimensions: list[str] = field(default_factory=list)
    makers: list[str] = field(default_factory=list)
    """Who made the data, where they worked, and where it is to be found."""
    countries: list[str] = field(default_factory=list)
    composed: bool = False
    """Whether it says anything about who the raters were."""
    release: str | None = None
    published: str | None = None
    facets: dict[str, list[str]] = field(default_factory=dict)
    level: int | None = None
    level_name: str = ""
    """The name of the level in words, with what its review is worth."""
    answered: str = ""
    """How much of the default profile the card answers, in words."""
    severities: dict[str, int] = field(default_factory=dict)
    fault: str = ""
    """Its first error as a terminal tells it, with its line; empty where there is none."""
    codes: dict[str, int] = field(default_factory=dict)
    """How often each rule spoke."""
    accepted: int = 0
    status: str = ""
    """Why it stands on no list, by its key; empty where it does."""

    @property
    def quadrant(self) -> str | None:
        """The character of the declared quadrant."""
        return self.sign

    @property
    def position(self) -> Position | None:
        """Where the card is drawn."""
        (left, right), (low, high) = self.across, self.up
        return Position(self.x, self.y, (left, right), (low, high)) if self.sign else None

    @property
    def place(self) -> str:
        """The name of the quadrant."""
        return caption(self.sign)[0]

    @property
    def subjectivity(self) -> str:
        """Where answers come from, in words."""
        return _terms(*self.facets["subjectivity"])

    @property
    def pool(self) -> str:
        """Who judged, in words."""
        return _pool(self.judges, self.raters, self.sure) if self.fits else _(SILENT)

    @property
    def released(self) -> str:
        """What others can get, in words."""
        return _(RELEASED.get(self.release or "", SILENT))

    @property
    def conformance(self) -> str:
        """The level that was reached and how much is answered, in words."""
        level = f"{self.level} {self.level_name}"
        return _("none") if self.level is None else ", ".join(filter(None, (level, self.answered)))

    @property
    def findings(self) -> str:
        """How much the checker found, in words."""
        return _findings(self.severities.get("error", 0), self.severities.get("warning", 0), self.accepted)

    @property
    def text(self) -> str:
        """The words that the search of the catalogue looks at, beside title and address."""
        return " ".join((self.summary, *self.dimensions, *self.makers))


@kept(1024)
def _terms(*words: str) -> str:
    return several([term(word) for word in words if word != UNSTATED]) or _(SILENT)


@kept(1024)
def _pool(kind: str, count: int | None, sure: str) -> str:
    return counted_crowd(kind, count, sure) if count else _("{who}, number unknown", who=crowd(kind))


@kept(1024)
def _findings(errors: int, warnings: int, accepted: int) -> str:
    parts = [_n("{count} error", "{count} errors", errors)] if errors else []
    parts += [_n("{count} warning", "{count} warnings", warnings)] if warnings else []
    return ", ".join([*parts, *([_n("{count} accepted", "{count} accepted", accepted)] if accepted else [])]) or _(
        "none"
    )


def summary_of(entry: CardEntry) -> CardSummary:
    """Sum a checked card up."""
    found, level = entry.report.findings, entry.level
    return CardSummary(
        entry.file,
        entry.address,
        entry.title,
        entry.summary,
        entry.sentence,
        fits=entry.card is not None,
        facets=values_of(entry),
        level=level.number if level else None,
        level_name=named(level) if level else "",
        answered=answered(level),
        severities=dict(Counter(finding.severity for finding in found)),
        fault=next((_told(one) for one in found if one.severity == "error"), ""),
        codes=dict(Counter(finding.code for finding in found)),
        accepted=len(entry.report.accepted),
        status=entry.status.key if entry.status else "",
        **(_of_card(entry, entry.card) if entry.card else {}),
    )


def _told(finding: Finding) -> str:
    return f"line {finding.line}: {finding.code} {finding.message}"


def _makers(card: Card) -> Iterator[str]:
    for creator in card.dataset.creators:
        yield from filter(None, (creator.name, creator.affiliation, creator.orcid))
    links = card.dataset.links
    yield from filter(None, (links.homepage, links.repository, links.paper, links.doi, links.download))


def _of_card(entry: CardEntry, card: Card) -> dict[str, Any]:
    position = entry.position
    return {
        "sign": entry.quadrant,
        "x": position.x if position else None,
        "y": position.y if position else None,
        **({"across": list(position.across), "up": list(position.up)} if position else {}),
        **dict(zip(("raters", "sure"), headcount(card.raters), strict=True)),
        "judges": judges(card),
        "dimensions": [dimension.name or dimension.id for dimension in card.dimensions],
        "makers": list(_makers(card)),
        "countries": sorted({country for pool in card.raters for country in pool.countries}),
        "composed": any(pool.composition for pool in card.raters),
        "release": card.release.level,
        "published": card.dataset.published,
    }
