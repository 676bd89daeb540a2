"""Records about what was asked and how: scales, times, stages."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from alignmentcard.convert.prose.articles import with_article, with_the
from alignmentcard.convert.prose.authored import bracketed_within, going_on, is_sentence, sentence
from alignmentcard.convert.prose.denials import denial
from alignmentcard.convert.prose.judges import Judges, said_of
from alignmentcard.convert.prose.phrases.task import AUTHORITIES, PHRASES
from alignmentcard.convert.prose.words import (
    BETWEEN_WORDS,
    NAMED_BEFORE,
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
    with_one,
    within,
)
from alignmentcard.words import several

DESCRIBED = re.compile(r"(?:an?|the|our|their|its|several|two|many) ")
"""What tells of a platform without naming it."""
WHOLE = re.compile(r"-?(?:0|[1-9]\d{0,8})")
"""A number as people write it among answers."""
TIMES = re.compile(r"(?<! to )\b([12]) times\b")
"""How often is said in a word; the end of a range is none."""
NOUNS = frozenset(
    "spreadsheet website form page app application script interface tool program survey questionnaire notebook editor "
    "system platform portal server site intranet forum board panel service game document dashboard bot plugin "
    "extension database table sheet webpage widget browser terminal chat recorder phone camera "
    "microphone tablet laptop computer".split()
)
"""What tools and platforms are called that have no name."""


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
        were = "the possible answers were" if len(values) > 1 else "the only possible answer was"
        yield f"{were} {answers}{of}{f', and {number}' if number else ''}"
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
    told = {"one": f"raters chose {words[0]}", "several": f"raters could choose {words[1]}"}
    return told.get(one.get("select", ""), "")


def _how_many(one: Record) -> str:
    """Say how many of the answers a rater could choose at least and at most."""
    found = several([f"at {name} {plain(one[name])}" for name in ("least", "most") if one.get(name)])
    what = "of them" if one.get("values") else "parts"
    return found if "select" in one or not found else f"an answer has {found} {what}"


def _quoted(values: list[str]) -> list[str]:
    return [f"“{within(BETWEEN_WORDS.sub(' ', plain(value)))}”" for value in values]


ALONE = ("the raters", "the rater", "the voters", "the voter")
"""Who need not be named where an item was judged, unless models judged as well."""


def extent(begin: str, of_people: bool = False) -> Callable[[Record, Subject], str]:
    """Return how the fewest, the median and the most of something are said, by how the sentence begins."""

    def told(one: Record, subject: Subject) -> str:
        low, high, median = one.get("min"), one.get("max"), one.get("median")
        alone = subject.who == NAMED_BEFORE.who or (subject.who in ALONE and not subject.beside_models)
        by = f" by {subject.who}" if of_people and not alone else ""
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
    name = name or "This step"
    who = f"was done by {several(one['who'])}" if one.get("who") else ""
    asked = f"asked: “{within(plain(one['asks']))}”" if "asks" in one else ""
    joiner = ", and " if " and " in who else " and "
    told = [
        f"{name} {joined((who, asked), joiner)}" if who or asked else f"There was a step “{spaced_id(one['id'])}”",
        sentence("The rule was:", one["rule"]) if "rule" in one else "",
        f"This step concerned {_share(one['share'])}" if "share" in one else "",
    ]
    return " ".join(ended(text) for text in told if text)


def _share(part: float) -> str:
    return "all items" if part == 1 else f"{share(part)} of the items"


def setting(one: Record, _: Subject) -> tuple[str, frozenset[str]]:
    """Say where answers were collected and by which means, as far as both are wanted."""
    phrases, where = PHRASES["collection.setting"], ""
    if isinstance(phrases, dict):
        where = phrases.get(one.get("setting", ""), "").rstrip(".")
    means = {name: inside(one[name]) for name in ("platform", "tool") if _is_short(f"collection.{name}", one.get(name))}
    platform, tool = means.get("platform", ""), means.get("tool", "")
    tool = "" if tool == platform else tool
    if not where or not (platform or tool):
        return "", frozenset()
    on = f", on {platform}" if DESCRIBED.match(platform) else f" ({bracketed_within(platform)})" if platform else ""
    by = f", with {_called(tool, 'tool')}" if tool else ""
    return ended(f"{where}{on}{by}"), frozenset(("setting", *means))


def _is_short(path: str, text: Any) -> bool:
    """Say whether a means can be named within a sentence: it is one, and its author does not go on to tell of it."""
    return bool(text) and not denial(path, text) and ";" not in text


def spaced_id(name: str) -> str:
    """Write an id as words."""
    return plain(name).replace("-", " ").replace("_", " ")


def platform(text: str) -> str:
    """Name the platform through which answers were collected."""
    name = _called(inside(text), "platform")
    return ended(f"Answers were collected through {with_the(name)}")


def tool(text: str) -> str:
    """Name the program in which raters answered; what has no name of its own gets an article."""
    return ended(f"The annotation tool was {_called(inside(text), 'tool')}")


def _called(name: str, noun: str) -> str:
    return f"their {name}" if name.startswith("own ") else with_article(name, NOUNS, noun)


def repeat(one: Record, subject: Subject) -> str:
    """Say what was asked again, how often and when."""
    phrases = PHRASES["collection.repeats.*.kind"]
    again = phrases.get(one.get("kind", ""), "") if isinstance(phrases, Mapping) else ""
    again = again or "Raters were asked again."
    counts = [f"{plain(one[name])} {name}" for name in ("items", "raters") if name in one]
    days = [f"{plain(one['gap_days'])} days later"] if "gap_days" in one else []
    about = with_one(joined([*counts, *days]))
    return f"{subject.put_into(again)[:-1]}{f' ({about})' if about else ''}."


def possible(subject: str, done: str, begin: str, text: str) -> str:
    """Say how well something can be done: “well; …” is told of it, and anything else stands behind a beginning."""
    how = ADVERB.match(text)
    if not how:
        return sentence(begin, text)
    word, rest = how[0].lower(), inside(text)[how.end() :]
    if word.startswith("not "):
        told = f"not be {done} {word.removeprefix('not ')}"
    else:
        told = f"{word} be {done}" if word.startswith(BEFORE) else f"be {done} {word}"
    return ended(f"{subject} {told}{rest}".replace("can not ", "cannot "))


def applications(text: str) -> str:
    """Say which later uses were in view, or how well they could be foreseen."""
    begin = "The later uses are" if SEVERAL.match(text) else "The later use is"
    return possible("The later uses could", "foreseen", begin, text)


def assessable(text: str) -> str:
    """Say how well people can judge what is asked for, also where the text only says for whom or when they can."""
    found = CAN.match(text)
    if found and not is_sentence(text):
        can, rest = "cannot" if found["not"] else "can", inside(text)[found.end() :]
        return ended(f"What is asked for {can} be judged{found['yes'] or ' '}{rest[:1].lower()}{rest[1:]}")
    return possible("What is asked for can", "judged", "What is asked for can be judged as follows:", text)


def aim(text: str) -> str:
    """Say what the data is to lead to, or how well that can be said; a verb by itself is what somebody wants to do."""
    begun = f"to {going_on(text)}" if BARE_VERB.match(text) else text
    return possible("The aim could", "defined", "The aim is", begun)


def authors(text: str) -> str:
    """Say who wrote the guidelines."""
    whom, mark, rest = text.partition(";")
    whom = with_the(whom) if whom[:1].islower() else whom
    return sentence("The guidelines were written by", f"{whom}{mark}{rest}")


def outcome(text: str) -> str:
    """Say what a pilot showed."""
    return ended(text if is_sentence(text) else f"The pilot showed the following: {text}")


BARE_VERB = re.compile(
    r"(?:find|see|learn|test|measure|train|build|make|get|know|study|compare|improve|evaluate|detect|understand|create|help"
    r"|choose|reduce|predict|classify|decide|collect|explore|examine|identify|assess) (?!of\b|for\b|in\b)",
    re.IGNORECASE,
)
"""How a text begins that tells what somebody wants to do, without its “to”."""
BEFORE = ("hardly", "barely", "scarcely", "only ")
"""Adverbs that stand before the verb."""
SEVERAL = re.compile(r"(?:not )?(?:many|few|several|some|[^\W\d_]{2,}[^\Wsui]s)\b(?! (?:is|was|has)\b)", re.IGNORECASE)
"""How a text begins that names several things."""
CAN = re.compile(
    r"yes(?P<yes>[,;] )|(?P<not>not )(?=(?:by|in|at|from|without)\b)|(?=(?:by|in (?:most|many|some|few|all)) )",
    re.IGNORECASE,
)
"""How a text begins that says whether something can be done, or by whom and when."""
ADVERB = re.compile(
    r"(?:(?:very|fairly|quite|rather|only|not|not very) )?(?:well|poorly|easily|fully|partly|badly|clearly|roughly"
    r"|completely|vaguely|exactly|sharply|loosely|readily)"
    r"(?=[.;,:]|$| (?:after|with|without|in|for|by|if|where|when|enough)\b)|(?:hardly|barely|scarcely)(?=[.;,:]|$)",
    re.IGNORECASE,
)
"""How authors answer how well something could be done."""
VALUES: dict[str, Callable[[Any], str]] = {
    "intent.guidance.aim": aim,
    "intent.guidance.applications": applications,
    "intent.guidance.assessable": assessable,
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
