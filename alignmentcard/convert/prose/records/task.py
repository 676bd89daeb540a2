"""Records about what was asked and how: scales, times, stages."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from alignmentcard.convert.prose.authored import going_on, is_sentence, sentence
from alignmentcard.convert.prose.judges import Judges, said_of
from alignmentcard.convert.prose.phrases.task import AUTHORITIES, PHRASES
from alignmentcard.convert.prose.words import (
    BETWEEN_WORDS,
    Record,
    Subject,
    dated,
    ended,
    inside,
    joined,
    listed,
    plain,
    plain_date,
    share,
    with_the,
    within,
)
from alignmentcard.words import several

DESCRIBED = re.compile(r"(?:an?|the|our|their|its|several|two|many) ")
"""What tells of a platform without naming it."""
WHOLE = re.compile(r"-?(?:0|[1-9]\d{0,8})")
"""A number as people write it among answers."""
ALL_WHO_JUDGED = ("the raters", "the rater", "the voters", "the voter", "they")
TIMES = re.compile(r"(?<! to )\b([12]) times\b")
"""How often is said in a word; the end of a range is none."""
ARTICLE = re.compile(r"(?:an?|the|our|their|its|several|two|many) |.*s$")
"""What begins with an article, or needs none."""
GENERIC = re.compile(
    r"(?:\w+-)?(?:interface|form|website|webpage|page|app|application|tool|questionnaire|survey|spreadsheet|sheet|widget"
    r"|browser|terminal|script|program|editor|chat|notebook|plugin)$"
)
"""A word that is no name of a program; other words in small letters, such as doccano, are names."""


def scale(one: Record, subject: Subject) -> str:
    """Say which answers a rater could give; what it is about stands at the beginning only."""
    first, *more = _scale(one, subject.judges) or [""]
    return " ".join(map(ended, (subject.put_into("{On it}") + first, *more))) if first else ""


def _scale(one: Record, judges: Judges) -> list[str]:
    return list(_answers(one, judges))


def _answers(one: Record, judges: Judges) -> Iterator[str]:
    level, values = one.get("level"), one.get("values", [])
    of = f" ({level} scale)" if level and level != "text" else ""
    number = said_of(", ".join(filter(None, (_chosen(one), _how_many(one)))), judges)
    run = are_numbers(one)
    if values:
        answers = several(list(map(plain, values)) if run else _quoted(values))
        yield f"the possible answers were {answers}{of}{f', and {number}' if number else ''}"
    if not run and ("min" in one or "max" in one):
        ends = joined([f"from {plain(one[name])}" if name == "min" else f"to {plain(one[name])}"
                       for name in ("min", "max") if name in one], " ")  # fmt: skip
        yield f"answers ran {ends}{'' if values else of}"
    elif level == "text":
        yield "answers are free text"
    elif level and not values:
        yield f"answers are on {'an' if level[0] in 'io' else 'a'} {level} scale"
    if one.get("abstain"):
        yield f"having no view is expressed by {several(_quoted(one['abstain']), either=True)}"
    if number and not values:
        yield number


def are_numbers(one: Record) -> bool:
    """Say whether the answers are the numbers from the least to the most, which then need not be told again."""
    values = [str(value) for value in one.get("values", [])]
    if not values or not all(map(WHOLE.fullmatch, values)):
        return False
    numbers = [int(value) for value in values]
    return (min(numbers), max(numbers)) == (one.get("min"), one.get("max"))


def _chosen(one: Record) -> str:
    """Say whether a rater could choose one of the answers or several."""
    words = ("one of them", "several of them") if one.get("values") else ("one answer", "several answers")
    return {"one": f"raters chose {words[0]}", "several": f"raters could choose {words[1]}"}.get(
        one.get("select", ""), ""
    )


def _how_many(one: Record) -> str:
    """Say how many of the answers a rater could choose at least and at most."""
    what = "of them" if one.get("values") else "parts"
    found = several([f"at {name} {plain(one[name])} {what}" for name in ("least", "most") if name in one])
    return found if "select" in one or not found else f"an answer has {found}"


def _quoted(values: list[str]) -> list[str]:
    return [f"“{within(BETWEEN_WORDS.sub(' ', plain(value)))}”" for value in values]


def extent(begin: str, of_people: bool = False) -> Callable[[Record, Subject], str]:
    """Return how the fewest, the median and the most of something are said, by how the sentence begins."""

    def told(one: Record, subject: Subject) -> str:
        low, high, median = one.get("min"), one.get("max"), one.get("median")
        by = f" by {subject.who}" if of_people and subject.who not in ALL_WHO_JUDGED else ""
        start = said_of(begin, subject.judges)
        middle = f", {plain(median)} in the median" if median is not None and not low == high == median else ""
        if low is None or high is None:
            ends = f"at least {plain(low)}" if low is not None else f"at most {plain(high)}" if high is not None else ""
            if not ends:
                return f"{_times(start.format(plain(median)))} in the median{by}."
            return f"{_times(start.format(ends))}{by}{middle}."
        number = plain(low) if low == high else f"{plain(low)} to {plain(high)}"
        return f"{_times(start.format(number))}{by}{middle}."

    return told


def _times(text: str) -> str:
    """Write once and twice; a range has its number."""
    return TIMES.sub(lambda found: {"1": "once", "2": "twice"}[found[1]], text)


def bounds(those: Sequence[Record], _: Subject) -> str:
    """Say which lines no interpretation may cross, and who drew each."""
    told = [
        f"{inside(one['text'])} (drawn by {several([AUTHORITIES.get(name, name) for name in by])})"
        if by
        else one["text"]
        for one in those
        if one.get("text")
        for by in [one.get("set_by", [])]
    ]
    if len(told) == 1:
        return ended(f"No interpretation may cross this line: {going_on(told[0])}")
    whole = any(text.endswith(".") for text in told)
    return ended(f"No interpretation may cross these lines: {listed(told if whole else map(going_on, told))}")


def period(one: Record, _: Subject) -> str:
    """Say when answers were collected."""
    start, end = one.get("start"), one.get("end")
    if start and end:
        when = f"from {plain_date(start)} to {plain_date(end)}" if start != end else dated(start)
    else:
        when = f"from {plain_date(start)} on" if start else f"until {plain_date(end or '')}"
    return f"Answers were collected {when}."


def stage(one: Record, _: Subject) -> str:
    """Say what happened in a step of the collection; its name is left to the title where there is one."""
    name = f"Step “{spaced_id(one['id'])}”" if "id" in one else ""
    asked = inside(one["asks"]) if "asks" in one else ""
    who = several([_group(pool) for pool in one.get("who", [])])
    done = f"{name}, done by {who}" if name and who else name or (f"Done by {who}" if who else "")
    told = [
        joined((done, asked), ": "),
        f"The rule was: {inside(one['rule'])}" if "rule" in one else "",
        f"It concerned {share(one['share'])} of the items" if "share" in one else "",
    ]
    return " ".join(ended(text) for text in told if text)


def repeat(one: Record, subject: Subject) -> str:
    """Say how something was asked again, and of how many, about how much, and after how long."""
    kinds = PHRASES["collection.repeats.*.kind"]
    told = kinds.get(one.get("kind", ""), "") if isinstance(kinds, dict) else ""
    more = [
        f"{plain(one['raters'])} raters" if "raters" in one else "",
        f"{plain(one['items'])} items" if "items" in one else "",
        f"after {plain(one['gap_days'])} days" if "gap_days" in one else "",
    ]
    beside = f" ({joined(more)})" if any(more) else ""
    return ended(subject.put_into(f"{told.rstrip('.') or 'Raters were asked again'}{beside}"))


def _group(pool: str) -> str:
    """Call those who did a step by the id of their pool, which is in quotation marks where it names no people."""
    name = spaced_id(pool)
    return name if name.endswith(("s", "people", "staff")) and not re.search(r"\d", name) else f"“{name}”"


def setting(one: Record, _: Subject) -> tuple[str, frozenset[str]]:
    """Say where answers were collected and by which means, as far as both are wanted."""
    phrases, where = PHRASES["collection.setting"], ""
    if isinstance(phrases, dict):
        where = phrases.get(one.get("setting", ""), "").rstrip(".")
    platform, tool = (inside(one[name]) if name in one else "" for name in ("platform", "tool"))
    if not where or not (platform or tool):
        return "", frozenset()
    on = f", on {platform}" if DESCRIBED.match(platform) else f" ({platform})" if platform else ""
    means = f", with {_with_article(tool)}" if tool else ""
    return ended(f"{where}{on}{means}"), frozenset(("setting", "platform", "tool"))


def spaced_id(name: str) -> str:
    """Write an id as words."""
    return plain(name).replace("-", " ").replace("_", " ")


def platform(text: str) -> str:
    """Name the platform through which answers were collected."""
    return ended(f"Answers were collected through {with_the(inside(text))}")


def tool(text: str) -> str:
    """Name the program in which raters answered; what has no name of its own gets an article."""
    return ended(f"The annotation tool was {_with_article(inside(text))}")


def _with_article(name: str) -> str:
    if name.startswith("own "):
        return f"their {name}"
    is_name = not name[:1].islower() or (" " not in name and not GENERIC.match(name))
    first = re.split(r" (?:and|or|with|for|of|in|on)\b|,", name, maxsplit=1)[0]
    article = "" if is_name or ARTICLE.match(name) or first.endswith("s") else "an " if name[0] in "aeiou" else "a "
    return f"{article}{name}"


def authors(text: str) -> str:
    """Say who wrote the guidelines."""
    return sentence("The guidelines were written by", text)


def outcome(text: str) -> str:
    """Say what a pilot showed."""
    return ended(text if is_sentence(text) else f"The pilot showed the following: {text}")


VALUES: dict[str, Callable[[Any], str]] = {
    "collection.platform": platform,
    "collection.tool": tool,
    "collection.pilot.outcome": outcome,
    "framework.authors": authors,
}
WRITERS: dict[str, Callable[[Record, Subject], str]] = {
    "dimensions.*.scale": scale,
    "collection.turns": extent("Each item has {} turns"),
    "collection.period": period,
    "collection.repeats": repeat,
    "collection.stages": stage,
    "pools.*.ratings_per_item": extent("Each item was judged {} times", of_people=True),
}
LISTS: dict[str, Callable[[Sequence[Record], Subject], str]] = {"framework.bounds": bounds}
