"""Platforms, languages and licences that sentences of a card name, held against its fields, for AC219."""

import re
from functools import cache

from alignmentcard.codes.languages import tag_for
from alignmentcard.codes.licences import expression_for
from alignmentcard.messages.retold import worded
from alignmentcard.model import Card, Pool
from alignmentcard.paths import Route
from alignmentcard.rules.figures import Said
from alignmentcard.rules.phrases import means
from alignmentcard.rules.pools.people import people
from alignmentcard.rules.pools.place import language_of, named_countries
from alignmentcard.rules.said import ABOUT, CARE, texts_of

PLATFORMS = {
    "Prolific": re.compile(r"\bProlific\b(?! (?:writer|author|poster|user))"),
    "Mechanical Turk": re.compile(r"\b(?:Amazon )?(?:Mechanical Turk|M-?Turk|AMT)\b", re.IGNORECASE),
    "Toloka": re.compile(r"\bToloka\b"),
    "Appen": re.compile(r"\b(?:Appen|Figure[- ]Eight|CrowdFlower)\b"),
    "Upwork": re.compile(r"\bUpwork\b"),
    "Clickworker": re.compile(r"\bClickworker\b", re.IGNORECASE),
    "Surge AI": re.compile(r"\bSurge(?: ?AI| HQ)\b"),
    "Scale AI": re.compile(r"\bScale ?AI\b"),
}
"""Marketplaces of small tasks, under the names that they have or had."""
SPEAKERS = re.compile(
    r"(?:\b(?:native|fluent|first[- ]language|mother[- ]tongue)\b|\b(?:speaks?|speakers?|speaking|mother tongue)\b)",
    re.IGNORECASE,
)
RESIDENTS = re.compile(r"\b(?:live[sd]?|living|residents?|resides?|residing|based|located|citizens?)\b", re.IGNORECASE)
LANGUAGE = re.compile(r"\b[A-Z][a-z]{3,}\b")
IN_LANGUAGE = re.compile(r"\bin (?P<name>[A-Z][a-z]{3,})\b(?! [A-Z])")
LICENCE = re.compile(
    r"\bCC[- ]?0\b|\bCC[ -]BY(?:[ -](?:NC|SA|ND))*(?:[ -]\d\.\d)?\b"
    r"|\b(?:MIT|Apache(?:[ -]2\.0)?|ODC-By|ODbL)(?= licen[cs]e)"
)


def names(card: Card) -> Said:
    """Yield the sentences that name another platform, language or licence than the fields of the card."""
    for check in (_platforms, _meeting_places, _languages, _speakers, _residents, _licences):
        yield from check(card)


def marketplaces_in(text: str) -> frozenset[str]:
    """Return the marketplaces of small tasks that a text names, each by its usual name."""
    return frozenset(name for name, pattern in PLATFORMS.items() if pattern.search(text))


def _platforms(card: Card) -> Said:
    """Compare the platform that a summary names with those of the fields."""
    stated = [pool.recruitment.platform for _, pool in people(card)]
    if not stated or not all(stated):
        return
    fields = [*map(str, stated), card.collection.platform or ""]
    known = marketplaces_in(" ".join(fields))
    for route, text in texts_of(card, ABOUT):
        for name, pattern in PLATFORMS.items():
            found = pattern.search(text)
            if found and name not in known and means(text, found.span()):
                says = worded("raters came through {platform}", platform=name)
                yield route, found[0], says, f"platform: {', '.join(dict.fromkeys(filter(None, fields)))}"


def _meeting_places(card: Card) -> Said:
    """Compare the platform of the collection with those on which people were found, where all are marketplaces."""
    platform = card.collection.platform or ""
    here, there = (
        marketplaces_in(platform),
        [marketplaces_in(pool.recruitment.platform or "") for _, pool in people(card)],
    )
    if here and there and all(there) and here.isdisjoint(frozenset().union(*there)):
        named = ", ".join(sorted(frozenset().union(*there)))
        says = worded("raters came through {platform}", platform=platform)
        yield ("collection", "platform"), platform, says, f"recruitment.platform: {named}"


def _languages(card: Card) -> Said:
    """Compare the languages that a summary says texts to be in with those of the data and its raters."""
    known = {language_of(tag) for tag in card.dataset.languages}
    spoken = {language_of(tag) for pool in card.raters for tag in pool.languages}
    for route, text in texts_of(card, ABOUT) if known else ():
        found = [(one, tag) for one in IN_LANGUAGE.finditer(text) if (tag := _tag(one["name"]))]
        if found and not {tag for _, tag in found} & (known | spoken) and means(text, found[0][0].span()):
            says = worded("the texts are in {language}", language=found[0][0]["name"])
            yield route, found[0][0][0], says, f"languages: {', '.join(card.dataset.languages)}"


def _speakers(card: Card) -> Said:
    """Compare the languages that raters had to speak with those that they are said to speak."""
    for position, pool in people(card):
        for n, text in enumerate(pool.recruitment.criteria):
            named = _named(text) if SPEAKERS.search(text) else {}
            if named and pool.languages and not set(named.values()) & _spoken(pool):
                language = next(iter(named))
                says = worded("raters speak {language}", language=language)
                route: Route = ("pools", position, "recruitment", "criteria", n)
                yield route, text, says, f"languages: {', '.join(pool.languages)}"


def _residents(card: Card) -> Said:
    """Compare the country in which raters had to live with those in which they are."""
    for position, pool in people(card):
        for n, text in enumerate(pool.recruitment.criteria):
            named = named_countries(text) if RESIDENTS.search(text) else frozenset()
            if named and pool.countries and named.isdisjoint(pool.countries):
                says = worded("raters live in {countries}", countries=", ".join(sorted(named)))
                route: Route = ("pools", position, "recruitment", "criteria", n)
                yield route, text, says, f"countries: {', '.join(pool.countries)}"


def _spoken(pool: Pool) -> set[str]:
    return {language_of(tag) for tag in pool.languages}


def _named(text: str) -> dict[str, str]:
    return {name: tag for name in LANGUAGE.findall(text) if (tag := _tag(name))}


@cache
def _tag(name: str) -> str | None:
    """Return the tag of a language that is well known, by its name; rare ones have names that mean other things too."""
    tag = tag_for(name)
    return language_of(tag) if tag and len(tag.partition("-")[0]) == 2 else None


def _licences(card: Card) -> Said:
    """Compare the licence that a sentence names with that of the data and those of its sources."""
    stated = " ".join(filter(None, [card.dataset.license, *(one.license for one in card.dataset.sources_of_items)]))
    for route, text in texts_of(card, (*ABOUT, *CARE)) if card.dataset.license else ():
        for found in LICENCE.finditer(text):
            family = _family(found[0])
            if family and family not in _families(stated) and means(text, found.span()):
                says = worded("the licence is {licence}", licence=found[0])
                yield route, found[0], says, f"license: {card.dataset.license}"


def _family(text: str) -> str:
    """Return a licence without its version, as its id begins."""
    plain = (expression_for(text) or text.replace(" ", "-")).upper().replace("CC-0", "CC0")
    return re.sub(r"-\d[\d.]*$", "", plain)


def _families(stated: str) -> set[str]:
    return {_family(one) for one in re.findall(r"[\w.+-]+", stated)}
