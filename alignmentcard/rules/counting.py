"""Numbers of pools, parts and stages held against each other, for AC108."""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from alignmentcard.messages import later
from alignmentcard.messages.retold import numbered, worded
from alignmentcard.model import Card, Pool
from alignmentcard.paths import Route
from alignmentcard.rules.limits import Limits
from alignmentcard.text.digits import whole

Found = Iterator[tuple[Route, str]]
SLACK = 1.5
"""How many times an approximate size a pool may have at most."""
FAR = 0.05
"""How far a stated share may lie from the one that follows from counts."""


def fewest_ratings(pool: Pool, items: int) -> float:
    """Return how many ratings a pool gave at least: at each item the fewest, at half of them the median or more."""
    count = pool.ratings_per_item
    fewest = count.min or 0
    return max(items * fewest, items / 2 * (fewest + (count.median or 0)))


def of_one_pool(card: Card, limits: Limits) -> Found:
    """Compare raters of a statistic that is of one pool with the members of that pool."""
    sizes = {pool.id: (_most(pool), pool) for pool in card.pools}
    for name in ("agreement", "convergence"):
        for position, entry in enumerate(getattr(card.statistics, name)):
            most, pool = sizes.get((entry.of and entry.of.pool) or "", (None, None))
            stated = entry.raters if isinstance(entry.raters, int) else max(entry.raters or [0])
            if pool and most is not None and stated > most:
                yield (
                    ("statistics", name, position, "raters"),
                    worded(
                        "{stated:,} raters are stated of the pool `{pool}`, which has {told}.",
                        stated=stated,
                        pool=pool.id,
                        told=_size_in_words(pool),
                    ),
                )


def _size_in_words(pool: Pool) -> str:
    about = pool.size_stated.about if pool.size_stated else None
    return (
        worded("{most:,.0f} at most", most=_most(pool))
        if pool.size is not None
        else worded("about {about:,}", about=about)
    )


def _most(pool: Pool) -> float | None:
    runs = pool.model.runs_per_item or 1 if pool.model and pool.kind == "synthetic" else 1
    if pool.size is not None:
        return pool.size * runs
    return pool.size_stated.about * SLACK if pool.size_stated and pool.size_stated.about else None


def shares_of_sources(card: Card, limits: Limits) -> Found:
    """Compare the share of a source with its items, and its items with those counted by source."""
    whole = card.dataset.items
    for position, source in enumerate(card.dataset.sources_of_items):
        route: Route = ("dataset", "sources_of_items", position)
        if whole and source.share is not None and source.items is not None and source.items <= whole:
            share = source.items / whole
            if abs(share - source.share) > FAR:
                message = numbered(
                    source.items,
                    later("{items:,} of {whole:,} items is a share of {share:.2g}, not of {share_2:g}."),
                    later("{items:,} of {whole:,} items are a share of {share:.2g}, not of {share_2:g}."),
                    items=source.items,
                    whole=whole,
                    share=share,
                    share_2=source.share,
                )
                yield (*route, "share"), message


def by_language(card: Card, limits: Limits) -> Found:
    """Compare languages that items are counted by with the languages of the data."""
    said = {_base(one) for one in card.dataset.languages}
    for position, by in enumerate(card.dataset.counts):
        named = sorted({_base(tag) for tag in (*by.items, *by.ratings)} - said)
        if by.axis == "language" and said and named and all(2 <= len(tag) <= 3 for tag in named):
            words = ", ".join(named)
            yield (
                ("dataset", "counts", position),
                worded(
                    "Items in {words} are counted, and the languages of the data are {languages}.",
                    words=words,
                    languages=", ".join(card.dataset.languages),
                ),
            )


def _base(tag: str) -> str:
    return tag.replace("_", "-").partition("-")[0].lower()


def orders(card: Card, limits: Limits) -> Found:
    """Compare the least, the middle and the most of turns, and the versions in which a fault came and went."""
    turns = card.collection.turns
    if turns:
        known = [number for number in (turns.min, turns.median, turns.max) if number is not None]
        if any(less > more for less, more in pairwise(known)):
            yield (
                ("collection", "turns"),
                worded("Fewest, median and most turns are {known}.", known=", ".join(f"{n:g}" for n in known)),
            )
    for position, issue in enumerate(card.dataset.known_issues):
        came, went = _version(issue.since), _version(issue.fixed_in)
        if came and went and came > went:
            yield (
                ("dataset", "known_issues", position, "fixed_in"),
                worded(
                    "A fault that came in {since} cannot have been mended in {fixed_in}.",
                    since=issue.since,
                    fixed_in=issue.fixed_in,
                ),
            )


def versions(card: Card, limits: Limits) -> Found:
    """Compare the version of the data with those that its history tells of: it is the last of them."""
    now = _version(card.dataset.version)
    for position, change in enumerate(card.history):
        then = _version(change.version)
        if now and then and then > now:
            message = worded(
                "The history tells of version {version}, and the data is of {version_2}.",
                version=change.version,
                version_2=card.dataset.version,
            )
            yield ("history", position, "version"), message
    yield from _in_order(card)
    for position, issue in enumerate(card.dataset.known_issues):
        mended = _version(issue.fixed_in)
        if now and mended and mended > now:
            message = worded(
                "A fault was mended in {version}, and the data is of {version_2}.",
                version=issue.fixed_in,
                version_2=card.dataset.version,
            )
            yield ("dataset", "known_issues", position, "fixed_in"), message


def _in_order(card: Card) -> Found:
    """Yield versions that came, by their dates, before a lower one."""
    told = ((_version(one.version), one.date, n) for n, one in enumerate(card.history))
    known = sorted((version, day, n) for version, day, n in told if version and day)
    for (_, before, _), (_, day, n) in pairwise(known):
        length = min(len(before), len(day))
        if day[:length] < before[:length]:
            message = worded(
                "Version {version} is of {date}, and one before it of {before}.",
                version=card.history[n].version,
                date=day,
                before=before,
            )
            yield ("history", n, "date"), message


def _version(text: str | None) -> tuple[int, ...] | None:
    parts = (text or "").removeprefix("v").split(".")
    numbers = tuple(number for number in map(whole, parts) if number is not None)
    return numbers if len(numbers) == len(parts) else None


def days_apart(card: Card, limits: Limits) -> Found:
    """Compare the days between two askings with those that the collection lasted."""
    period = card.collection.period
    if not period.start or not period.end:
        return
    lasted = (day_of(period.end, last=True) - day_of(period.start, last=False)).days + 1
    for position, repeat in enumerate(card.collection.repeats):
        if lasted > 0 and repeat.gap_days is not None and repeat.gap_days > lasted:
            message = worded(
                "{gap:g} days lie between two askings, and the collection lasted {lasted} days at most.",
                gap=repeat.gap_days,
                lasted=lasted,
            )
            yield ("collection", "repeats", position, "gap_days"), message


def dated_versions(card: Card, limits: Limits) -> Found:
    """Compare guidelines and models whose version is a day or a month with when they were used."""
    end = card.collection.period.end
    for n, dimension in enumerate(card.dimensions):
        version = dimension.definition.guidelines.version or ""
        if end and _is_later(version, end):
            message = worded(
                "The guidelines are of {version}, and the collection ended in {end}.", version=version, end=end
            )
            yield ("dimensions", n, "definition", "guidelines", "version"), message
    for n, pool in enumerate(card.pools):
        if pool.model and pool.model.date and _is_later(pool.model.version or "", pool.model.date):
            message = worded(
                "`{pool}` was asked in {date}, and is of {version}.",
                pool=pool.id,
                date=pool.model.date,
                version=pool.model.version,
            )
            yield ("pools", n, "model", "version"), message


DATED = re.compile(r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?")
"""Versions that are a month or a day."""


def _is_later(version: str, date: str) -> bool:
    """Say whether a version is a date that comes after another, as far as both are told."""
    length = min(len(version), len(date))
    return bool(DATED.fullmatch(version)) and version[:length] > date[:length]


def day_of(text: str, last: bool) -> date:
    """Return the first or last day of a year, a month or a day; dates out of the calendar are another rule's."""
    year, month, day = (*(int(part) for part in text.split("-")), 0, 0)[:3]
    year, month = min(max(year, 1), 9999), min(month or (12 if last else 1), 12)
    longest = monthrange(year, month)[1]
    return date(year, month, min(day or (longest if last else 1), longest))
