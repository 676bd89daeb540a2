"""Raters of several kinds: `12 crowdworkers and 3 linguists` are two pools, and what is said of one is not of both."""

import re
from collections.abc import Iterable, Iterator

from alignmentcard.convert.imports.crowds import people
from alignmentcard.convert.imports.figures import figures
from alignmentcard.convert.imports.found import Found, Left, Taken
from alignmentcard.convert.imports.mentioned import POOL, Values, countries, spoken
from alignmentcard.convert.imports.shares import each
from alignmentcard.convert.imports.values import slug
from alignmentcard.convert.imports.wages import pay
from alignmentcard.text.digits import WORDS, whole

CHANNELS = {
    "crowd_platform": r"crowd ?workers?|turkers?|mturk workers?|prolific workers?|upworkers?",
    "experts": r"(?:domain |subject |subject-matter |language )?experts?|linguists?|nurses?|physicians?"
    r"|doctors?|clinicians?"
    r"|lawyers?|teachers?|psychologists?|philosophers?|researchers?|journalists?|translators?|professionals?|moderators?"
    r"|scientists?|therapists?|engineers?",
    "students": r"(?:phd |graduate |undergraduate |doctoral |university )?students?|undergraduates?",
    "volunteers": r"volunteers?",
    "contractors": r"contractors?|freelancers?",
    "employees": r"employees?|staff members?",
    "authors": r"authors?",
    "": r"laypeople|lay ?persons?|lay ?(?:raters?|annotators?|people)|non-experts?|citizens?|patients?|parents?|pupils?"
    r"|native speakers?|users?|community members?",
}
"""What people are called who judge, by the way in which such people are reached; some names say nothing of it."""
KIND = "|".join(CHANNELS.values())
NUMBER = rf"(?:\d[\d,]{{0,8}}|{'|'.join(WORDS[1:])})"
ONE = rf"\b{NUMBER}\s(?:[a-z-]{{3,20}}\s){{0,2}}?(?:{KIND})\b(?:\s\([^()]{{0,80}}\))?"
SEVERAL = re.compile(
    rf"{ONE}(?:(?:,\s(?:and\s)?|\s(?:and|plus|&|as well as|together with)\s){ONE}){{1,3}}", re.IGNORECASE
)
PARTY = re.compile(
    rf"\b(?P<number>{NUMBER})\s(?P<adjectives>(?:[a-z-]{{3,20}}\s){{0,2}}?)(?P<kind>{KIND})\b", re.IGNORECASE
)
OF_AN_ITEM = re.compile(r"\b(?:each|every|per)\b[^.;]{0,60}$", re.IGNORECASE)
OTHER_WORK = re.compile(
    r"\b(?:wr(?:ote|itten|ite)|author(?:ed)?|translat\w+|designed|curat\w+|pilot\w*)\b[^.;]{0,80}$", re.IGNORECASE
)
CLAUSES = re.compile(rf"(?<=[.!?])\s+|;\s+|,\s(?=(?:and |but |while )?(?:the )?(?:{KIND})\b)", re.IGNORECASE)
OF_ALL = ("consent", "ethics", "countries", "languages")
"""What holds of every group where it is said of raters as a whole."""
OF_SOME = ("pay", "ratings_per_item")
"""What holds of every group where nobody says it of one of them."""


def parties(text: str) -> list[tuple[str, int, str]]:
    """Return the groups of people that a text counts beside each other: id, number and channel."""
    lists = [one for one in SEVERAL.finditer(text) if not _of_others(text, one)]
    if len({one[0] for one in lists}) != 1:
        return []
    found = [(slug(one["kind"]), _number(one["number"]), _channel(one["kind"])) for one in PARTY.finditer(lists[0][0])]
    names = {name for name, *_ in found}
    counted = [(name, number, channel) for name, number, channel in found if number]
    return counted if len(names) == len(counted) == len(found) > 1 else []


def _of_others(text: str, found: re.Match[str]) -> bool:
    before = text[max(0, found.start() - 100) : found.start()]
    after = text[found.end() : found.end() + 40]
    return bool(
        OF_AN_ITEM.search(before)
        or OTHER_WORK.search(before)
        or re.match(r"\s(?:per|for each|each|wrote|written)\b", after)
    )


def _number(text: str) -> int | None:
    return WORDS.index(text.lower()) if text.lower() in WORDS else whole(text.replace(",", ""))


def _channel(kind: str) -> str:
    return next(name for name, words in CHANNELS.items() if re.fullmatch(words, kind, re.IGNORECASE))


def apart(found: Iterable[Found], told: list[tuple[str, str]]) -> Iterator[Found]:
    """Give each group of raters its own pool, with what is said of it alone, where a sheet counts several groups."""
    every = list(found)
    groups = {tuple(some): (title, some) for title, text in told if (some := parties(figures(text)))}
    if len(groups) != 1:
        yield from every
        return
    at, some = groups.popitem()[1]
    own = dict(_own([name for name, *_ in some], told))
    for name, number, channel in some:
        yield Taken(f"pools.{name}.size", number, at)
        if channel:
            own[f"pools.{name}.recruitment.channel"] = channel, at
    yield from (Taken(path, value, title) for path, (value, title) in own.items())
    for one in every:
        field = one.path.removeprefix(f"{POOL}.") if isinstance(one, Taken) else ""
        if not isinstance(one, Taken) or field == one.path:
            yield one
        elif field in OF_ALL or (field in OF_SOME and not any(path.endswith(f".{field}") for path in own)):
            yield from (
                Taken(path, one.value, one.at) for name, *_ in some if (path := f"pools.{name}.{field}") not in own
            )
    known = {one.at for one in every if isinstance(one, Left)}
    yield from (Left("pools", text, title) for title, text in told if title == at and title not in known)


def _own(names: list[str], told: list[tuple[str, str]]) -> Iterator[tuple[str, tuple[object, str]]]:
    """Yield what clauses say that name one group and no other; what two of them say differently is none of these."""
    found: dict[str, tuple[object, str]] = {}
    unclear: set[str] = set()
    for title, text in told:
        for clause in CLAUSES.split(figures(text)):
            named = [name for name in names if _names(name, clause)]
            for field, value in _read(clause) if len(named) == 1 else ():
                path = field.replace(POOL, f"pools.{named[0]}")
                if path in found and found[path][0] != value:
                    unclear.add(path)
                found.setdefault(path, (value, title))
    yield from ((path, one) for path, one in found.items() if path not in unclear)


def _names(name: str, clause: str) -> bool:
    stem = name.replace("-", "[ -]?").removesuffix("s")
    return re.search(rf"\b{stem}s?\b", clause, re.IGNORECASE) is not None


def _read(clause: str) -> Values:
    yield from pay(clause)
    yield from ((path, value) for path, value in people(clause) if ".recruitment." in path)
    yield from countries(clause)
    yield from spoken(clause)
    yield from each(clause)
