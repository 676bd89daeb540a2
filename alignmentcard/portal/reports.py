"""The collection as a whole: how far its cards have come, what is found most often, what is new."""

from collections import Counter
from collections.abc import Collection as Collected
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Any

from markupsafe import Markup

from alignmentcard.checker.levels import NAMES as LEVELS
from alignmentcard.messages import _, _n
from alignmentcard.portal.catalogue.feeds import LATEST, news
from alignmentcard.portal.charts.inline import bar
from alignmentcard.portal.collection.record import CardRecord
from alignmentcard.portal.collection.site import Collection
from alignmentcard.portal.house import asking, house_of
from alignmentcard.portal.markup import marked
from alignmentcard.portal.own_sums import sums
from alignmentcard.profiles import Profile
from alignmentcard.resources import template
from alignmentcard.rules import catalogue
from alignmentcard.words import number, percent, severities

MOST = 15
"""So many findings and so many pieces of news are listed."""


@dataclass(frozen=True)
class Step:
    """A level of conformance and how many cards have reached it and no more."""

    number: int
    name: str
    count: int
    chart: Markup
    answered: float | None = None
    """Mean share of the questions that these cards answer."""


@dataclass(frozen=True)
class Venue:
    """A profile, its questions, and how the cards answer them, as shares of all answers together."""

    profile: Profile
    answered: float
    gaps: float
    full: int
    """Cards that leave no question of it open."""
    chart: Markup


@dataclass(frozen=True)
class Frequent:
    """A rule, and how many findings in how many cards it made; accepted ones are counted apart."""

    code: str
    summary: Markup
    severity: str
    cards: int
    findings: int
    accepted: int


def page(site: Collection, root: str) -> str:
    """Render the report on the collection."""
    told = len(site.days) or sum(len(record.news) for record in site.records)
    return template("reports.html.j2").render(
        root=root,
        count=len(site.records),
        said=_said(site.records),
        steps=steps(site.records),
        unfit=sum(record.level is None for record in site.records),
        venues=venues(site.records, site.house),
        house=house_of(site.house),
        own=list(sums(site.records, site.house)),
        frequent=frequent(site.records)[:MOST],
        news=news(site, MOST),
        dated=bool(site.days),
        more=max(0, told - MOST),
        latest=LATEST,
        severities=severities(),
        percent=percent,
    )


def _said(records: Sequence[CardRecord]) -> str:
    clean = sum(not record.rules for record in records)
    broken = sum(record.errors > 0 for record in records)
    count = number(len(records))
    some = (
        _n(
            "Of {all} cards, one has errors.",
            "Of {all} cards, {count} have errors.",
            broken,
            all=count,
            count=number(broken),
        )
        if len(records) > 1
        else _("The one card has errors.")
    )
    errors = (
        some
        if broken
        else _n("The one card has no errors.", "Of {all} cards, none has errors.", len(records), all=count)
    )
    rest = _("The checker has nothing to remark about {clean} of them.", clean=number(clean)) if clean else ""
    return f"{errors} {rest}"


def steps(records: Sequence[CardRecord]) -> list[Step]:
    """Count the cards at each level."""
    counts = Counter(record.level for record in records)
    shares: dict[int | None, list[float]] = {}
    for record in records:
        shares.setdefault(record.level, []).extend([] if record.answered is None else [record.answered])
    means = [fmean(found) if (found := shares.get(n)) else None for n in range(len(LEVELS))]
    return [Step(n, _(name), counts[n], bar(counts[n] / len(records)), means[n]) for n, name in enumerate(LEVELS)]


def venues(records: Sequence[CardRecord], house: str = "") -> list[Venue]:
    """Sum up how the cards answer each profile; `house` is the file of the one that the portal has itself."""
    return [_venue(profile, [r.venues[profile.name] for r in records if r.venues]) for profile in asking(house)]


def _venue(profile: Profile, found: Sequence[tuple[int, int, int]]) -> Venue:
    answered, gaps, left = (sum(one[n] for one in found) for n in range(3))
    asked = answered + gaps + left or 1
    full = sum(one[2] == 0 for one in found)
    chart = bar(answered / asked, (answered + gaps) / asked)
    return Venue(profile, answered / asked, gaps / asked, full, chart)


def frequent(records: Sequence[CardRecord]) -> list[Frequent]:
    """Return the rules that found something, first what most cards have."""
    known = {rule.code: rule for rule in catalogue()}
    left, accepted, cards = Counter[str](), Counter[str](), Counter[str]()
    for record in records:
        left.update(record.rules)
        accepted.update(record.accepted)
        cards.update(record.rules.keys())
    order = sorted((left | accepted).keys() & known, key=lambda code: (-cards[code], -left[code], code))
    return [
        Frequent(code, marked(_(known[code].summary)), known[code].severity, cards[code], left[code], accepted[code])
        for code in order
    ]


@dataclass(frozen=True)
class Changed:
    """A card that is not as it was in the portal before."""

    title: str
    address: str
    what: str


def changes(site: Collection, root: str) -> str:
    """Render what changed since the last build."""
    found = list(differences(site.before, site.records, site.told)) if site.before is not None else []
    return template("changes.html.j2").render(root=root, first=site.before is None, changed=found)


def differences(
    old: Mapping[str, Mapping[str, Any]], new: Sequence[CardRecord], told: Collected[str] = ()
) -> Iterator[Changed]:
    """Yield the cards that are new, changed or gone, with what changed in words; `old` are rows of `cards.json`.

    `told` are ids of no listed card that have a page, which says what became of it.
    """
    for now in new:
        then = old.get(now.id)
        if then is None:
            yield Changed(now.title, f"cards/{now.id}/", _("New"))
        elif then.get("digest") != now.digest or then.get("level") != now.level:
            yield Changed(now.title, f"cards/{now.id}/", _what(then, now))
    for name in sorted(set(old) - {now.id for now in new}):
        yield Changed(str(old[name].get("title", name)), f"cards/{name}/" if name in told else "", _("No longer here"))


def _what(then: Mapping[str, Any], now: CardRecord) -> str:
    parts = [_("The card or its measurements changed")] if then.get("digest") != now.digest else []
    if then.get("level") != now.level:
        parts.append(_("level {old} became level {new}", old=_level(then.get("level")), new=_level(now.level)))
    if then.get("version") != now.version:
        parts.append(
            _(
                "version {old} became {new}",
                old=then.get("version") or _("without a number"),
                new=now.version or _("none"),
            )
        )
    text = ", ".join(parts)
    return text[:1].upper() + text[1:]


def _level(value: object) -> str:
    return _("none") if value is None else str(value)
