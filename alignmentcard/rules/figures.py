"""Numbers in sentences of a card, held against its fields, for AC219."""

import re
from collections.abc import Iterator
from functools import cache
from math import inf

from alignmentcard.messages import later
from alignmentcard.messages.retold import numbered, worded
from alignmentcard.model import Card, Dimension, Pool
from alignmentcard.paths import Route
from alignmentcard.rules.counting import SLACK
from alignmentcard.rules.limits import Limits
from alignmentcard.rules.phrases import compiled, means
from alignmentcard.rules.said import REASONS, UNIT, rules_of_stages, texts_of
from alignmentcard.text.digits import WORDS, whole

Said = Iterator[tuple[Route, str, str, str]]
"""Where a sentence stands, the words in it, what they say, and what the card says."""

FEW = 20
"""Items below which a number in a summary is of something else: replies to a prompt, turns, sources (ours)."""
TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "hundred": 100}
COUNTS = {word: number for number, word in enumerate(WORDS) if number} | TENS
NUMBER = rf"(?P<number>\d{{1,3}}(?:,\d{{3}})+|\d+|{'|'.join(COUNTS)})"
THINGS = (
    r"(?:items?|pairs?|repl(?:y|ies)|posts?|comments?|texts?|prompts?|questions?|comparisons?|dialogues?|sentences?)"
)
PEOPLE = r"(?:[\w-]+ ){0,2}?<people>"
ON_AN_ITEM = (
    rf"\b(?:each|every)\b[^.;]{{0,60}}?\b<judged> by (?:all |exactly )?(?:of )?{NUMBER} {PEOPLE}",
    rf"\b{NUMBER} {PEOPLE}(?: in [A-Z]\w+| \w+){{0,2}} (?:<judged>|<judge>) (?:each|every) {THINGS}\b",
    rf"\b<judged> by (?:all |exactly )?(?:of )?{NUMBER} {PEOPLE} each(?: time)?\b(?! (?:from|of|in)\b)",
    rf"\beach <judged> {NUMBER} times\b",
    rf"\b{NUMBER} (?:[\w-]+ )?(?:<labels>|<people>) (?:per|for each|for every|on each) {THINGS}\b",
    rf"\bmajority of (?:the )?{NUMBER}(?= (?:[\w-]+ )?<people>|[.,;)]|$)",
)
"""Words that say how many ratings an item has."""
OF_A_RATER = (
    r"\b(?:each|every) (?:[\w-]+ )?<people>(?: has| had)? (?:<judged>|<judge>|saw) "
    rf"(?P<most>at most |up to |no more than )?(?:about |exactly )?{NUMBER}\b(?! (?:%|times|per|of))",
    rf"\bno (?:[\w-]+ )?<people> (?:<judged>|saw|could <judge>) (?P<most>more than) {NUMBER}\b",
)
"""Words that say how many ratings one rater gave."""
NOT_OF_ALL = re.compile(
    r"\b(?:pilot|practice|trial|screen\w*|session|day|hour|week|time|first|sitting|batch|expert|test|gold|control)\b",
    re.IGNORECASE,
)
"""Words of a sentence whose number is of a part of the work."""
FROM_TO = re.compile(r"\b(?P<low>[01])(?: ?\([^)]{0,60}\))?(?: ?[-–] ?| (?:to|bis|a|à|até) )(?P<high>\d{1,3})\b")
POINTS = re.compile(rf"\b{NUMBER}[- ]point\b", re.IGNORECASE)
RATED = re.compile(r"\b(?:how|rate|scale|score|wie|skala|qu[ãa]o|c[uó]\w+|escala|échelle)\b", re.IGNORECASE)
FROM_MORE = re.compile(
    r"\b(?:from|among|than|over|(?:out|sample|subset|selection|part|half|third|quarter|\d|tenth) of)"
    r"(?: the| about| some| all| a (?:set|pool|list) of)? $",
    re.IGNORECASE,
)
"""Words before a number of which the items are a part."""

ANSWERS = (later("there is {count} answer"), later("there are {count} answers"))
RATINGS = (later("a rater gave {count:,} rating"), later("a rater gave {count:,} ratings"))
ITEMS = (later("it is of {count:,} item"), later("it is of {count:,} items"))


def figures(card: Card, limits: Limits) -> Said:
    """Yield the sentences whose numbers the fields of the card do not bear out."""
    for check in (_scales, _on_an_item, _items, _of_a_rater, _notes):
        yield from check(card, limits)


def _scales(card: Card, limits: Limits) -> Said:
    """Compare the ends and the points of a scale, as a question names them, with the answers that were possible."""
    for n, dimension in enumerate(card.dimensions):
        asks = dimension.asks or ""
        found, points = FROM_TO.search(asks), POINTS.search(asks)
        if dimension.feedback not in ("rating", "pairwise_strength") or not dimension.scale.level:
            continue
        if found and RATED.search(asks) and not _has_ends(dimension, int(found["low"]), int(found["high"])):
            says = worded("answers go from {low} to {high}", low=found["low"], high=found["high"])
            yield ("dimensions", n, "asks"), found[0], says, _answers(dimension)
        elif points and dimension.scale.values and _count(points) not in _sizes(dimension):
            says = numbered(_count(points), *ANSWERS, count=_count(points))
            yield ("dimensions", n, "asks"), points[0], says, _answers(dimension)


def _answers(dimension: Dimension) -> str:
    scale = dimension.scale
    return f"values: {', '.join(scale.values)}" if scale.values else f"min: {scale.min}, max: {scale.max}"


def _has_ends(dimension: Dimension, low: int, high: int) -> bool:
    scale = dimension.scale
    if scale.min is not None or scale.max is not None:
        return scale.min in (None, low) and scale.max in (None, high)
    return not scale.values or high - low + 1 in _sizes(dimension)


def _sizes(dimension: Dimension) -> set[int]:
    """Return how many answers there are, with those that mean no view and without."""
    return {len(dimension.scale.values), len(set(dimension.scale.values) - set(dimension.scale.abstain))}


def _on_an_item(card: Card, limits: Limits) -> Said:
    """Compare the ratings that an item has by a sentence with those of the pools."""
    people = [pool.ratings_per_item for pool in card.raters if pool.kind == "human"]
    if not people:
        return
    fewest = min(one.min or 0 for one in people)
    most = sum(inf if one.max is None else one.max for one in people)
    for route, text in (*texts_of(card, REASONS), *rules_of_stages(card)):
        for found in matches(text, ON_AN_ITEM):
            if _count(found) > 1 and not fewest <= _count(found) <= most:
                says = worded("each item has {count:,} ratings", count=_count(found))
                yield route, found[0], says, f"ratings_per_item: {fewest:,} – {most:,}"


def _items(card: Card, limits: Limits) -> Said:
    """Compare the items that a summary counts with those of the data; silent where one of its numbers fits."""
    items, summary = card.dataset.items, card.dataset.summary or ""
    numbers = list(re.finditer(rf"\b{NUMBER}\b(?P<thousands> ?k\b| thousand\b)?", summary, re.IGNORECASE))
    told = [_count(one) * (1000 if one["thousands"] else 1) for one in numbers]
    products = {one * other for one in told for other in told}
    if not items or any(abs(one - items) <= items * limits.count_rounding for one in (*told, *products)):
        return
    for found in re.finditer(rf"\b{NUMBER} (?:[\w-]+ )?(?:{_things(card)})\b", summary, re.IGNORECASE):
        whole_of = FROM_MORE.search(summary[: found.start()])
        if _count(found) >= FEW and not whole_of and means(summary, found.span()):
            says = worded("the data has {count:,} items", count=_count(found))
            yield ("dataset", "summary"), found[0], says, f"items: {items}"
            return


def _things(card: Card) -> str:
    """Return what items may be called: in general, and by the first noun of the unit."""
    unit = (card.collection.unit or "").lower()
    named = re.match(r"(?:an?|one|the|each|two) ([a-z]+)", unit)
    pairs = "|pairs" if re.search(r"\b(?:two|pairs?|both)\b", unit) else ""
    noun = named[1] if named else ""
    plural = f"|{re.sub('y$', 'ie', noun)}s|{noun}" if len(noun) > 3 and not unit.startswith("two") else ""
    return f"items{pairs}{plural}"


def _of_a_rater(card: Card, limits: Limits) -> Said:
    """Compare the ratings that one rater gave by a sentence with those that the numbers of the card give on average."""
    average = _average(card)
    if average is None:
        return
    asked = max(1, len(card.dimensions))
    for route, text in texts_of(card, (*REASONS, *UNIT)):
        for found in matches(text, OF_A_RATER):
            count = _count(found)
            fits = count * SLACK >= average / asked if found["most"] else _near(count, average, asked)
            if not fits:
                says = numbered(count, *RATINGS, count=count)
                yield route, found[0], says, worded("what comes to {average:,.0f} of each", average=average)


def _average(card: Card) -> float | None:
    pools = [pool for pool in card.raters if pool.kind == "human"]
    if len(pools) != 1 or len(card.raters) != 1 or not pools[0].size:
        return None
    return _ratings(card, pools[0]) / pools[0].size if _ratings(card, pools[0]) else None


def _ratings(card: Card, pool: Pool) -> float:
    median = pool.ratings_per_item.median
    return card.dataset.ratings or (card.dataset.items or 0) * (median or 0)


def _near(count: int, average: float, asked: int) -> bool:
    return any(average / part / SLACK <= count <= average / part * SLACK for part in (1, asked))


def _notes(card: Card, limits: Limits) -> Said:
    """Compare the items of a coefficient with those that its note says it was worked out on."""
    for n, entry in enumerate(card.statistics.agreement):
        found = re.search(
            rf"\bon (?:the |a sample of |a subset of )?{NUMBER} {THINGS}\b", entry.note or "", re.IGNORECASE
        )
        if found and entry.items is not None and _count(found) != entry.items and not (entry.of and entry.of.items):
            says = numbered(_count(found), *ITEMS, count=_count(found))
            yield ("statistics", "agreement", n, "note"), found[0], says, f"items: {entry.items}"


def _count(found: re.Match[str]) -> int:
    text = found["number"].lower().replace(",", "")
    return COUNTS.get(text) or whole(text) or 0


def matches(text: str, patterns: tuple[str, ...]) -> Iterator[re.Match[str]]:
    """Yield where a text says something, unless it is denied or of a part of the work."""
    for pattern in _compiled(patterns):
        for found in pattern.finditer(text):
            if means(text, found.span()) and not NOT_OF_ALL.search(_sentence(text, found)):
                yield found


def _sentence(text: str, found: re.Match[str]) -> str:
    start = max(text.rfind(mark, 0, found.start()) for mark in ".;") + 1
    ends = [end for mark in ".;" if (end := text.find(mark, found.end())) >= 0]
    return text[start : min(ends, default=len(text))]


@cache
def _compiled(patterns: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    return tuple(compiled(pattern) for pattern in patterns)
