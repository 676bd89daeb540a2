"""How many judgements an item has, and how many raters are women and men, where a text counts them."""

import re

from alignmentcard.convert.imports.mentioned import BY, FEW, JUDGED, POOL, Values
from alignmentcard.text.digits import WORDS, whole

BOUND = r"(?:at least|a minimum of|no fewer than|up to|at most|a maximum of|about|around|on average|an average of)"
MANY = rf"(?:(?P<bound>{BOUND})\s)?(?:(?P<low>{FEW})\s?(?:to|and|-|–|or)\s)?(?P<high>{FEW})"
JUDGES = r"(?:rated|judged|annotated|labell?ed|scored|ranked|evaluated|assessed|seen|read|reviewed|coded)"
WHO = (
    rf"(?:{BY}|crowd ?workers|readers|linguists|labell?ers|coders|evaluators|volunteers|reviewers|nurses"
    rf"|authors|persons|of (?:them|these))"
)
EACH = re.compile(
    rf"\b(?:each|every)\s(?:[\w-]+\s){{1,5}}?(?:(?:was|is|were|has been|had|has|have|got|gets|received|receives)\s)?"
    rf"(?:{JUDGES}\s)?(?:by\s)?{MANY}\s(?:(?:different|independent|separate|individual|unique)\s)?(?:{WHO}|{JUDGED})\b"
    rf"|\b(?:each|every)\s(?:(?:[\w-]+\s){{1,4}}?(?:was|is|were)\s)?{JUDGES}\sby\s(?P<any>{FEW})\s(?:[a-z-]+\s)?[a-z]{{3,20}}s\b"
    rf"|\b(?P<some>{FEW})\s(?:[a-z-]+\s){{0,2}}{WHO}\s(?:rated|judged|annotated|labell?ed|scored|saw|read)\s(?:each|every)\b"
    rf"|\b(?:were|was|are|is)\s{JUDGES}\sby\s(?P<all>{FEW})\s(?:[a-z-]+\s){{0,2}}{WHO}\seach\b",
    re.IGNORECASE,
)
"""`each reply was rated by 7 raters`."""
PER = re.compile(
    rf"{MANY}\s(?:(?:different|independent|separate)\s)?(?:{WHO}|{JUDGED})\s(?:per|for (?:each|every)"
    rf"|on (?:each|every))\s"
    r"(?!hour|day|week|batch|task|session|HIT\b|country|language|group|rater|annotator|worker|person|participant)[a-z]{3,20}\b",
    re.IGNORECASE,
)
"""`5 annotators per pair`."""
ALONE = re.compile(rf"\W{{0,3}}(?:between\s)?{MANY}\b(?:\s\w+){{0,4}}\W{{0,3}}", re.IGNORECASE)
"""The whole answer to the question how many there are."""
LED = re.compile(rf"\W{{0,3}}(?P<first>{FEW})(?=[,;(]|\s\(|\.\s)", re.IGNORECASE)
"""A number that something is said behind, such as when it is one more."""
LEAST = ("at least", "a minimum of", "no fewer than")
MOST = ("up to", "at most", "a maximum of")


def each(text: str) -> Values:
    """Read how many judgements an item has, where one sentence says it of all items."""
    found = {
        tuple(value.items()): value for one in (*EACH.finditer(text), *PER.finditer(text)) if (value := _range(one))
    }
    yield from [(f"{POOL}.ratings_per_item", found.popitem()[1])] if len(found) == 1 else []


def asked_each(text: str) -> Values:
    """Read how many judgements an item has, where this is what was asked."""
    told = list(each(text))
    alone = ALONE.fullmatch(text)
    value = _range(alone) if alone and not told else None
    led = LED.match(text) if not told and not value else None
    least = _number(led["first"]) if led else None
    more = {"min": least} if least else None
    yield from told or ([(f"{POOL}.ratings_per_item", value or more)] if value or more else [])


def _range(found: re.Match[str]) -> dict[str, int] | None:
    """Return the fewest and most judgements on an item; an average says neither."""
    said = found.groupdict()
    high = _number(said.get("all") or said.get("any") or said.get("some") or said["high"] or "")
    low = _number(said["low"] or "")
    bound = (said["bound"] or "").lower()
    if not high or (bound and bound not in (*LEAST, *MOST)):
        return None
    if bound:
        return {"min" if bound in LEAST else "max": high}
    return {"min": low or high, "max": high} if (low or high) <= high else None


def _number(text: str) -> int | None:
    return WORDS.index(text.lower()) if text.lower() in WORDS else whole(text)


GENDERS = {
    "woman": r"wom[ae]n|females?",
    "man": r"m[ae]n|males?",
    "nonbinary": r"non-?binary(?: people| persons?)?|genderqueer",
    "other": r"others?|another gender",
    "undisclosed": r"(?:who )?(?:preferred|prefer) not to (?:say|answer|disclose)|undisclosed|(?:did not"
    r"|didn['’]t) (?:say"
    r"|disclose|answer)|not (?:say|disclosed|stated)",
}
WHICH = "|".join(f"(?P<{name}>{words})" for name, words in GENDERS.items())
COUNTED = re.compile(
    rf"(?<![\d.,$€£])\b(?P<number>\d{{1,6}}|{'|'.join(WORDS[1:])}|fifteen)\b\s?(?!%)(?:(?:{WHO})\s)?"
    rf"(?:(?:self-)?identif\w+\s(?:themselves\s)?as\s|as\s|were\s|are\s|is\s|was\s|self-reported\s)?(?:{WHICH})\b",
    re.IGNORECASE,
)
FEWEST = 5
"""A smaller group is not shown in a card: its members might be recognised."""
SELF = re.compile(
    r"\bself-?(?:identif|report|describ|declar)|\b(?:said|told) (?:us )?(?:so )?themselves\b", re.IGNORECASE
)


def genders(text: str) -> Values:
    """Read how many raters are women, men and others, where each is counted once."""
    counts: dict[str, int] = {}
    for found in COUNTED.finditer(text):
        name = next(one for one in GENDERS if found[one])
        number = _number(found["number"])
        if name in counts or number is None:
            return
        counts[name] = number
    undisclosed = counts.pop("undisclosed", None)
    if {"woman", "man"} <= set(counts) and min(counts.values()) >= FEWEST:
        basis = {"basis": "self_reported"} if SELF.search(text) else {}
        more = {"undisclosed": undisclosed} if undisclosed is not None else {}
        yield f"{POOL}.composition", [{"axis": "gender", **basis, "counts": counts, **more}]
