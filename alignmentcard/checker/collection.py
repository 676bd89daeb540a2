"""Many checked cards as a whole: levels, coverage of the 2x2, where raters come from, what is released and found."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from alignmentcard.checker.check import Report
from alignmentcard.checker.levels import NAMES
from alignmentcard.checker.own_sums import OwnSum, own_sum
from alignmentcard.coordinates import QUADRANTS
from alignmentcard.model import Card
from alignmentcard.profiles import Profile
from alignmentcard.profiles.own_fields import Answer, OwnField, answerable
from alignmentcard.text.visible import visible

NOT_STATED = "not stated"
BROKEN = "does not fit the schema"


@dataclass(frozen=True)
class CardRow:
    """One card in a few plain values."""

    file: str
    id: str
    title: str
    version: str | None
    level: int | None
    level_name: str | None
    review: str | None
    """What the signature of the review is worth that the level rests on: unsigned, unchecked or signed."""
    answered: float | None
    """Share of the questions of the profile that the card answers."""
    dimensions: str | None
    definitions: str | None
    raters: int | None
    countries: tuple[str, ...]
    languages: tuple[str, ...]
    release: str | None
    errors: int
    warnings: int
    accepted: int


@dataclass(frozen=True)
class Collection:
    """Counts over all cards; each is a table from a word to a number of cards (of findings, for `findings`)."""

    rows: tuple[CardRow, ...]
    levels: Mapping[str, int] = field(default_factory=dict)
    quadrants: Mapping[str, int] = field(default_factory=dict)
    countries: Mapping[str, int] = field(default_factory=dict)
    languages: Mapping[str, int] = field(default_factory=dict)
    releases: Mapping[str, int] = field(default_factory=dict)
    findings: Mapping[str, int] = field(default_factory=dict)
    own: tuple[OwnSum, ...] = ()
    """What the cards answer to the fields that the profile adds."""


def collect(reports: Iterable[Report], profile: Profile | None = None) -> Collection:
    """Count over checked cards; quadrants and levels without a card count 0, so that what is missing can be seen.

    `profile` is that by which they were checked; what they answer to fields of its own is summed up.
    """
    rows: list[CardRow] = []
    own: dict[OwnField, list[list[Answer]]] = {one: [] for one in (answerable(profile) if profile else ())}
    levels, quadrants = Counter(dict.fromkeys(NAMES, 0)), Counter(dict.fromkeys(map(", ".join, QUADRANTS), 0))
    findings: Counter[str] = Counter()
    for report in reports:
        row = _row(report)
        rows.append(row)
        levels[BROKEN if row.level is None else NAMES[row.level]] += 1
        quadrants[
            ", ".join((row.dimensions, row.definitions)) if row.dimensions and row.definitions else NOT_STATED
        ] += 1
        for one, given in own.items():
            if report.card and (answers := one.answers(report.card)):
                given.append(answers)
        findings.update(f"{finding.code} {finding.name}" for finding in report.findings)
    return Collection(
        tuple(rows),
        dict(levels),
        dict(quadrants),
        _counted(row.countries for row in rows),
        _counted(row.languages for row in rows),
        _counted((row.release or NOT_STATED,) for row in rows),
        dict(sorted(findings.items(), key=lambda entry: (-entry[1], entry[0]))),
        tuple(own_sum(one, given) for one, given in own.items()),
    )


def _counted(values: Iterable[tuple[str, ...]]) -> dict[str, int]:
    """Count in how many cards each value stands, most frequent first."""
    counts = Counter(value for several in values for value in set(several) or {NOT_STATED})
    return dict(sorted(counts.items(), key=lambda entry: (-entry[1], entry[0])))


def _row(report: Report) -> CardRow:
    card, level = report.card, report.level
    pools = card.raters if card else []
    return CardRow(
        file=visible(report.document.name),
        id=_own_words(report, card, "id"),
        title=_own_words(report, card, "title"),
        version=card.dataset.version if card else None,
        level=level.number if level else None,
        level_name=level.name if level else None,
        review=(level.review or None) if level else None,
        answered=level.share if level else None,
        dimensions=card.framework.dimensions if card else None,
        definitions=card.framework.definitions if card else None,
        raters=sum(pool.size or 0 for pool in pools) or None,
        countries=tuple(sorted({country for pool in pools for country in pool.countries})),
        languages=tuple(sorted({language for pool in pools for language in pool.languages})),
        release=card.release.level if card else None,
        errors=report.count("error"),
        warnings=report.count("warning"),
        accepted=len(report.accepted),
    )


def _own_words(report: Report, card: Card | None, name: str) -> str:
    """Return what a card calls itself, as far as it can be read."""
    if card:
        return str(getattr(card.dataset, name))
    data: Any = report.document.data
    dataset = data.get("dataset") if isinstance(data, dict) else None
    return str(dataset.get(name, "")) if isinstance(dataset, dict) else ""
