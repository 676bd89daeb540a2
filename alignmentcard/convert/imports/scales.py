"""What raters could answer, where a text lists the answers or the ends of a scale, and the question beside it."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from alignmentcard.convert.imports.found import Found, Taken
from alignmentcard.convert.imports.mentioned import Values
from alignmentcard.convert.imports.values import slug
from alignmentcard.text.digits import WORDS

NUMBER = r"-?\d{1,3}"
NOTE = r"(?:\s?\([^()]{1,60}\)|\s?=\s?[\w \"“”'-]{1,40}|\s[“\"][^“”\"]{1,40}[”\"])?"
ENDS = re.compile(
    rf"(?:\b(?:from|between|scales? (?:of|from)|scale:?|rang(?:ing|es?) from|rated(?: from)?"
    rf"|scored?(?: from)?)\s+|[(]\s?)"
    rf"(?P<low>{NUMBER}){NOTE}\s?(?:to|and|-|–|—|through|\.\.\.?|…)\s?(?P<high>{NUMBER})\b(?![%.,]?\d|\s?%)",
    re.IGNORECASE,
)
"""`from 1 (poor) to 5 (excellent)`, `(0 to 4)`, `a scale of 1-10`."""
BARE_ENDS = re.compile(
    rf"\W{{0,3}}(?P<low>{NUMBER}){NOTE}\s?(?:to|-|–|—|,)\s?(?P<high>{NUMBER}){NOTE}\W{{0,3}}", re.IGNORECASE
)
"""An answer that is nothing but the ends of a scale."""
BEFORE = re.compile(
    rf"\b(?P<low>{NUMBER})\s?(?:to|-|–|—)\s?(?P<high>{NUMBER})\s(?:likert|rating )?\s?scale\b", re.IGNORECASE
)
SPEAKS = re.compile(r"\b(?:scale|likert|rat(?:e|ed|ing|ings)|scor(?:e|ed|ing|es)|judged?|how \w+)\b", re.IGNORECASE)
"""What must stand in the same sentence as two numbers, which are else those of people, pages or years."""
YEARS = re.compile(
    r"\b(?:ages?|aged|years?|old|minutes|hours|seconds|raters|annotators|workers|people|items|pages)\b", re.IGNORECASE
)
STEPS = re.compile(
    rf"\b(?:\d{{1,2}}|{'|'.join(WORDS[2:])}|eleven)[- ](?:point|level|step|star)s?\b|\blikert\b", re.IGNORECASE
)
QUOTES = r"[\"“„'‘*_`]{0,2}"
VALUE = rf"{QUOTES}[A-Za-z][\w'’/-]{{0,20}}(?:\s[\w'’-]{{1,20}}){{0,3}}{QUOTES}"
SLASHED = re.compile(
    rf"(?:[(:?,;]\s?|\b(?:answers?|options?|with|either|as|of)\s"
    rf"|[”\"]\s){QUOTES}(?P<list>[A-Za-z][\w'’ -]{{0,24}}(?:\s?/\s?[A-Za-z][\w'’ -]{{0,24}}){{1,6}})"
    rf"{QUOTES}\s?(?:[).,;]|$)"
)
"""`(yes / no / unsure)` behind a question."""
LIST = re.compile(
    rf"\W{{0,3}}(?P<list>{VALUE}(?:\s?/\s?{VALUE}){{1,8}}|{VALUE}(?:\s?,\s?{VALUE}){{1,8}}(?:,?\s(?:and|or)\s{VALUE})?)\W{{0,3}}"
)
"""An answer that is nothing but the possible answers."""
OPTIONS = re.compile(
    r"\b(?:(?:possible |with (?:the )?|the )?(?:answers?|options?|choices?|labels?|categories"
    r"|values)(?:\s(?:were|are))?:?"
    r"|(?:one|either) of(?: the (?:answers|options|labels|values))?:?"
    r"|chose(?: between| (?:one|either) of(?: the (?:answers|options|labels|values))?:?)?|choose between"
    r"|(?<=\?[”\"] )with)\s"
    rf"(?P<list>{VALUE}(?:\s?,\s?(?:and |or )?{VALUE}){{0,6}}\s?,?\s(?:and|or)\s{VALUE}"
    rf"|{VALUE}(?:\s?,\s?{VALUE}){{1,6}})"
    r"(?=\s?(?:[.;:)!?]|$))",
    re.IGNORECASE,
)
"""`with the options left, right and no difference`."""
APART = re.compile(r"\s?/\s?|\s?,\s?(?:and |or )?|\s(?:and|or)\s")
NO_VALUE = re.compile(
    r"(?:for|of|in|on|to|with|by|from|that|which|as|per|about|this|these|their|its|is|are|was|were|has|have"
    r"|they|we|you|raters|annotators|people)\b",
    re.IGNORECASE,
)
"""How a part of a sentence begins that is no answer."""
ABSTAIN = re.compile(
    r"unsure|not sure|unclear|undecided|cannot (?:say|tell|decide|judge)|can['’]t (?:say|tell|decide|judge)|(?:do not"
    r"|don['’]t) know"
    r"|no opinion|skip|prefer not to (?:say|answer)",
    re.IGNORECASE,
)
QUESTION = re.compile(r"[\"“„]([^\"“”„]{5,200}\?)[\"”]|(?:^|[.:!]\s)([A-Z][^.?!\"“”:]{5,200}\?)")
PRESENT = re.compile(r"\b(?:absence|presence)\b.*\blabels are\b|\blabels are\b.*\b(?:absence|presence)\b", re.DOTALL)
"""Labels that are each there or not are dimensions of their own, and none is an answer."""
HOW = re.compile(
    r"\bhow (?P<name>[a-z]{4,20})\b|\b(?P<noun>[a-z]{4,20}) (?:was|is|were|are) (?:rated|scored|judged)\b",
    re.IGNORECASE,
)
NAMELESS = "rating"
"""Id of a dimension that nobody names."""
NO_NAME = ("many", "much", "often", "long", "well", "strongly", "this", "that", "they", "texts", "items", "data")
MOST = 21
"""Numbers on a scale that are written out; longer ones are a range."""
SENTENCES = re.compile(r"(?<=[.!])\s+(?=[A-Z“\"])|;\s+")


def scales(text: str) -> Values:
    """Read the one scale that a text tells of, with the question that raters saw."""
    ends = BARE_ENDS.fullmatch(text)
    alone = None if ends else LIST.fullmatch(text)
    listed = _values(alone["list"]) if alone else []
    found = list(
        {str(one): one for one in ([_named(listed)] if listed else _ends(ends) if ends else _scales(text))}.values()
    )
    asked = list(dict.fromkeys(one or other for one, other in QUESTION.findall(text)))
    if len(found) > 1 or len(asked) > 1 or not (found or asked) or PRESENT.search(text):
        return
    name = _name(asked[0] if asked else text)
    of = f"dimensions.{slug(name)[:40] if name else NAMELESS}"
    if asked:
        yield f"{of}.asks", asked[0].strip()
    for field, value in found[0].items() if found else ():
        yield f"{of}.scale.{field}", value


def _ends(found: re.Match[str]) -> list[dict[str, Any]]:
    numbers = _numbers(int(found["low"]), int(found["high"]))
    return [numbers] if numbers else []


def _scales(text: str) -> Iterator[dict[str, Any]]:
    for sentence in SENTENCES.split(text):
        ends = [one for one in (*ENDS.finditer(sentence), *BEFORE.finditer(sentence)) if _is_scale(one, sentence)]
        if ends:
            yield from (one for found in ends if (one := _numbers(int(found["low"]), int(found["high"]))))
        elif STEPS.search(sentence) and SPEAKS.search(sentence):
            yield {"level": "ordinal"}
        for found in (*SLASHED.finditer(sentence), *OPTIONS.finditer(sentence)):
            if values := _values(found["list"]):
                yield _named(values)


def _named(values: list[str]) -> dict[str, Any]:
    told = [one for one in values if ABSTAIN.fullmatch(one)]
    level = {"level": "nominal"} if {"yes", "no"} <= {one.lower() for one in values} else {}
    return {**level, "values": values, **({"abstain": told} if told else {})}


def _is_scale(found: re.Match[str], sentence: str) -> bool:
    near = sentence[max(0, found.start() - 80) : found.end() + 30]
    return SPEAKS.search(sentence) is not None and not YEARS.search(near)


def _numbers(low: int, high: int) -> dict[str, Any] | None:
    if not low < high or (low not in (-10, -5, -3, -2, -1, 0, 1) and low >= 0):
        return None
    if high - low < MOST:
        return {"level": "ordinal", "values": [str(one) for one in range(low, high + 1)]}
    return {"min": low, "max": high}


def _values(listed: str) -> list[str]:
    values = [one.strip("\"“”„'‘’*_` ") for one in APART.split(listed)]
    plain = [one for one in values if one and not NO_VALUE.match(one)]
    return plain if len(set(plain)) == len(values) > 1 and "_" not in listed.strip("_") else []


def _name(text: str) -> str | None:
    found = {one["name"] or one["noun"] for one in HOW.finditer(text)}
    names = [one for one in found if one.lower() not in NO_NAME]
    return names[0].lower() if len(names) == 1 else None


def one_dimension(found: list[Found]) -> list[Found]:
    """Put a question and a scale that two answers tell of together, where a sheet has one dimension."""
    paths = [one.path.split(".")[1] for one in found if isinstance(one, Taken) and one.path.startswith("dimensions.")]
    named = set(paths) - {NAMELESS}
    if len(named) != 1 or NAMELESS not in paths:
        return found
    (name,) = named
    old, new = f"dimensions.{NAMELESS}.", f"dimensions.{name}."
    return [replace(one, path=one.path.replace(old, new, 1)) if isinstance(one, Taken) else one for one in found]
