"""The collection as a whole: how far its cards have come, what is found most often, what is new."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from alignmentcard.completeness import completeness
from alignmentcard.levels import NAMES as LEVELS
from alignmentcard.portal.charts import bar
from alignmentcard.portal.entry import Entry
from alignmentcard.portal.feeds import news
from alignmentcard.portal.markup import marked
from alignmentcard.portal.rows import row
from alignmentcard.portal.site import Site
from alignmentcard.portal.words import number
from alignmentcard.profiles import Profile, load_profile, names
from alignmentcard.resources import template
from alignmentcard.rules import catalogue

MOST = 15
"""So many findings and so many pieces of news are listed."""


@dataclass(frozen=True)
class Step:
    """A level of conformance and how many cards have reached it and no more."""

    number: int
    name: str
    count: int
    chart: Markup


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


def page(site: Site, root: str) -> str:
    """Render the report on the collection."""
    told = news(site.cards)
    return template("reports.html.j2").render(
        root=root,
        count=len(site.cards),
        said=_said(site.cards),
        steps=steps(site.cards),
        unfit=sum(entry.level is None for entry in site.cards),
        venues=venues(site.cards),
        frequent=frequent(site.cards)[:MOST],
        news=told[:MOST],
        more=max(0, len(told) - MOST),
    )


def _said(cards: Sequence[Entry]) -> str:
    clean = sum(not entry.report.findings for entry in cards)
    broken = sum(entry.report.count("error") > 0 for entry in cards)
    return (
        f"Of {len(cards)} cards {number(broken)} {'has' if broken == 1 else 'have'} errors, and about {number(clean)} "
        "the checker has nothing to remark."
    )


def steps(cards: Sequence[Entry]) -> list[Step]:
    """Count the cards at each level."""
    counts = Counter(entry.level.number for entry in cards if entry.level)
    total = len(cards) or 1
    return [Step(n, name, counts[n], bar(counts[n] / total)) for n, name in enumerate(LEVELS)]


def venues(cards: Sequence[Entry]) -> list[Venue]:
    """Hold all cards to every profile that asks questions."""
    profiles = [load_profile(name) for name in names()]
    return [_venue(profile, cards) for profile in profiles if profile.questions]


def _venue(profile: Profile, cards: Sequence[Entry]) -> Venue:
    found = [completeness(entry.report.document, profile) for entry in cards if entry.card]
    asked = sum(one.asked for one in found) or 1
    answered = sum(one.count("answered") for one in found) / asked
    gaps = sum(one.count("gap") for one in found) / asked
    return Venue(profile, answered, gaps, sum(one.count("open") == 0 for one in found), bar(answered, answered + gaps))


def frequent(cards: Sequence[Entry]) -> list[Frequent]:
    """Return the rules that found something, first what most cards have."""
    known = {rule.code: rule for rule in catalogue()}
    open_, accepted = Counter[str](), Counter[str]()
    in_cards = Counter[str]()
    for entry in cards:
        open_.update(finding.code for finding in entry.report.findings)
        accepted.update(one.finding.code for one in entry.report.accepted)
        in_cards.update({finding.code for finding in entry.report.findings})
    order = sorted(open_ | accepted, key=lambda code: (-in_cards[code], -open_[code], code))
    return [
        Frequent(code, marked(known[code].summary), known[code].severity, in_cards[code], open_[code], accepted[code])
        for code in order
        if code in known
    ]


@dataclass(frozen=True)
class Changed:
    """A card that is not as it was in the portal before."""

    title: str
    address: str
    what: str


def changes(site: Site, root: str) -> str:
    """Render what changed since the last build."""
    rows = {entry.address: row(entry) for entry in site.cards}
    found = list(differences(site.before, rows)) if site.before is not None else []
    return template("changes.html.j2").render(root=root, first=site.before is None, changed=found)


def differences(old: Mapping[str, Mapping[str, Any]], new: Mapping[str, Mapping[str, Any]]) -> Iterator[Changed]:
    """Yield the cards that are new, changed or gone, with what changed in words."""
    for name, now in new.items():
        then = old.get(name)
        if then is None:
            yield Changed(now["title"], f"cards/{name}/", "New")
        elif then.get("digest") != now["digest"] or then.get("level") != now["level"]:
            yield Changed(now["title"], f"cards/{name}/", _what(then, now))
    for name in sorted(set(old) - set(new)):
        yield Changed(str(old[name].get("title", name)), "", "No longer here")


def _what(then: Mapping[str, Any], now: Mapping[str, Any]) -> str:
    parts = ["The card or its measurements changed"] if then.get("digest") != now["digest"] else []
    if then.get("level") != now["level"]:
        parts.append(f"level {_level(then.get('level'))} became level {_level(now['level'])}")
    if then.get("version") != now["version"]:
        parts.append(f"version {then.get('version') or 'without a number'} became {now['version'] or 'none'}")
    text = ", ".join(parts)
    return text[:1].upper() + text[1:]


def _level(value: object) -> str:
    return "none" if value is None else str(value)
