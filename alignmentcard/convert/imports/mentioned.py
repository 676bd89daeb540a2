"""What an answer mentions by name or number beside what it was asked for: languages, countries, counts, addresses.

Each reader is silent where a text takes a name back, or holds more than one thing that could be meant.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from alignmentcard.codes.countries import country_for
from alignmentcard.codes.languages import tag_for
from alignmentcard.convert.imports.values import address
from alignmentcard.text.digits import WORDS, whole

POOL = "pools.raters"
"""Where an answer about the people who judged goes; a form speaks of them as one group."""
Values = Iterator[tuple[str, Any]]
CAPITAL = re.compile(r"\b(?:(?:American|British|Brazilian) )?[A-Z][a-z]{2,20}\b")
IN = re.compile(r"\b(?:in|into)\s+((?:[A-Z][a-z]{2,20}(?:,? (?:and|or) |, )?){1,20})")
SPEAKERS = re.compile(r"\bspeakers? of ((?:[A-Z][a-z]+(?:,? and |, | )?){1,5})|\b([A-Z][a-z]+) speakers?\b")
NATIVE = re.compile(
    r"\b(?:speaks?|spoke|fluent in|native (?:language|tongue)s? (?:is|was|are|were)|mother tongues? (?:is"
    r"|was|are|were)|first"
    r" languages? (?:is|was|are|were))\s((?:[A-Z][a-z]+(?:,? and |, | or )?){1,5})"
    r"|\bwith\s((?:[A-Z][a-z]+(?:,? and |, | or )?){1,5}) as (?:an? |their )?(?:native|first|mother)"
)
TWO_LETTERS = 2
"""Tags of languages that are widely spoken have two letters; names of others are words of English, too."""
TAKEN_BACK = re.compile(
    r"\b(?:not?|except|other than|instead of|rather than|translated from|unlike|nor)\b", re.IGNORECASE
)
COUNTRY = r"(?:the\s+)?[A-Z][A-Za-z.]{1,30}(?:(?<!\.)\s(?:of\s)?[A-Z][A-Za-z]{2,30}){0,3}(?:\s*\(\d[^()]{0,12}\))?"
PLACE = re.compile(
    rf"\b(?:in|from|across|between|within|(?:restricted"
    rf"|limited) to)\s+(?P<names>{COUNTRY}(?:(?:,\s*(?:(?:and|or)\s+)?|\s+and\s+|\s+or\s+){COUNTRY}){{0,60}})"
)
"""Names with capitals behind a word that says where, each perhaps with the number of people from there."""
GOES_ON = re.compile(rf"(?:,\s*(?:(?:and|or)\s+)?|\s+and\s+|\s+or\s+){COUNTRY}")
LISTED = re.compile(rf"\s\(({COUNTRY}(?:(?:,\s*(?:and\s+)?|\s+and\s+){COUNTRY}){{1,60}})\)")
LIVE = re.compile(r"\b(?:live|lives|living|based|residing|reside|located|residents)\s*$", re.IGNORECASE)
BESIDE = re.compile(r"\s*\([^()]*\)")
BASED = re.compile(r"\b(US|UK|U\.S\.)[- ]based\b")
APART = re.compile(r",\s*(?:(?:and|or)\s+)?|\s+(?:and|or)\s+")
PARTLY = re.compile(r"\b(?:primarily|mostly|mainly|majority|most|predominantly|chiefly|largely)\b", re.IGNORECASE)
"""What is said of most people names some of their countries."""
WAGE = re.compile(
    r"(?:[^,;.()]|\.(?=\d)){0,60}\b(?:(?:minimum|living)\s+wage)\b(?:\s+(?:in|of|for)\s[^,;.()]{2,40})?", re.IGNORECASE
)
LEAD = re.compile(r"^(?:(?:and|which|that)\s+)?(?:(?:is|was|were|are|i\.e\.)\s+)?", re.IGNORECASE)
JUDGED = r"judge?ments?|ratings|annotations|labels|votes|scores|rankings|choices|preferences"
FEW = rf"\d{{1,3}}|{'|'.join(WORDS[2:])}"
OTHERS = r"(?:[a-z-]+\s+){0,2}?"
BY = r"(?:raters|annotators|workers|people|judges|participants|students|clinicians|experts|pupils)"
RATINGS = re.compile(
    rf"\b(?<!\d[.,])(\d[\d,]*\d|\d)\s+{OTHERS}(?:{JUDGED})\b|\((\d[\d,]*\d)\s+in total\)", re.IGNORECASE
)
EACH = re.compile(
    rf"(?<![\d.,])\b({FEW})\s+{OTHERS}(?:{JUDGED})\s+(?:each|(?:per|for each|for every|of each)\s+\w+)"
    rf"|\b(?:each|every)\s[\w ]{{3,60}}?\b({FEW})\s+{OTHERS}(?:{JUDGED})\b"
    rf"|\ball ({FEW})\s+{OTHERS}(?:{JUDGED})\s(?:of|for|on)\s(?:an?|each|every)\s",
    re.IGNORECASE,
)
EACH_BY = re.compile(
    rf"\b(?:each|every)\s[\w ]{{3,40}}?\b(?:by|has|had|got)\s(?P<low>{FEW})"
    rf"(?:\s?(?:to|or|[-–])\s?(?P<high>{FEW}))?\s+{OTHERS}{BY}\b"
    rf"|\b(?P<few>{FEW})\s+{OTHERS}{BY}\s+(?:each\b|(?:per|for each|for every)\s\w+"
    r"|(?:ranked|rated|judged|labell?ed|annotated)\s(?:[\w]+\s){0,4}?(?:each|every)\b)",
    re.IGNORECASE,
)
"""How many people judged an item, where they are counted in place of their judgements."""
LINKS = re.compile(r"https?://[^\s<>\"'\])]{3,500}")
HOSTS = (
    ("repository", ("://github.com/", "://gitlab.com/", "://codeberg.org/", "://bitbucket.org/")),
    ("download", ("://huggingface.co/datasets/", "://osf.io/", "://zenodo.org/", "://www.kaggle.com/datasets/")),
)
DOI = re.compile(
    r"(?:https?://(?:dx\.)?doi\.org/|\b(?:doi|DOI):?\s{0,2}|(?<![\w./]))(10\.\d{4,9}/[^\s<>\"'\])}]{2,200})"
)
PAPERS = ("://arxiv.org/abs/", "://aclanthology.org/", "://doi.org/", "://openreview.net/")
SENTENCES = re.compile(r"(?<=[.!?])\s+|;\s+")
UNFIT = re.compile(
    r"\b(?:not|never)\b(?: to)?(?: be)? (?:meant|intended|suitable|suited|designed|used|made|appropriate)\b[\w ]{0,10}?"
    r" (?:for|to)\b",
    re.IGNORECASE,
)
FIRST = re.compile(r"\(?1[.)]\s")
"""A list with numbers goes on in sentences that say nothing of what the data is not for."""
FUNDED = re.compile(
    r"\b(?:funded by|paid for by|financed by|with money (?:from|of)|funding (?:came |was |provided ){0,2}"
    r"(?:from|by)|(?:a )?grants? (?:from|of|by))\s+([^.;]{3,200})",
    re.IGNORECASE,
)


def languages(text: str) -> Values:
    """Read the languages of the items, by their English names."""
    tags = _tags(CAPITAL.findall(_straight(text)))
    yield from [("dataset.languages", tags)] if tags else []


def written_in(text: str) -> Values:
    """Read the languages of the items where a text says what they are in, and each name is one that is known."""
    words = [word for names in IN.findall(_straight(text)) for word in CAPITAL.findall(names)]
    known = all(_tags([word]) for word in words)
    yield from [("dataset.languages", _tags(words))] if words and known else []


def spoken(text: str) -> Values:
    """Read which languages people speak, where a text calls them speakers of it."""
    told = _straight(text)
    words = [" ".join(some) for some in SPEAKERS.findall(told) + NATIVE.findall(told)]
    tags = _tags(word for some in words for word in CAPITAL.findall(some))
    yield from [(f"{POOL}.languages", tags)] if tags else []


def _tags(words: Iterable[str]) -> list[str]:
    tags = (tag_for(word) for word in words)
    return list(dict.fromkeys(tag for tag in tags if tag and len(tag.partition("-")[0]) == TWO_LETTERS))


def _straight(text: str) -> str:
    """Return the sentences of a text that take nothing back."""
    return " ".join(without(TAKEN_BACK, text))


def without(words: re.Pattern[str], text: str, parts: re.Pattern[str] = SENTENCES) -> list[str]:
    """Return the sentences of a text, or other `parts`, in which none of these words stands."""
    return [one for one in parts.split(text) if not words.search(one)]


def countries(text: str) -> Values:
    """Read the countries in which people are said to be, unless one of them is none that is known."""
    told = " ".join(without(PARTLY, _straight(text)))
    bare = LISTED.sub(_opened, WAGE.sub("", BASED.sub(r"based in \1 ", told)))
    if any(GOES_ON.match(bare, one.end()) for one in PLACE.finditer(bare)):
        return  # a longer list than is read, of which a part would be wrong
    places = [(LIVE.search(bare[: one.start()]) is not None, _codes(one["names"])) for one in PLACE.finditer(bare)]
    at_home = any(lives for lives, codes in places if codes)
    found = [code for lives, codes in places for code in codes if lives or not at_home]
    if found:
        yield f"{POOL}.countries", list(dict.fromkeys(found))


def _opened(found: re.Match[str]) -> str:
    """Take a list in brackets behind a number of countries out of them, so that it is read as one that follows."""
    return f" in {found[1]} " if _codes(found[1]) else found[0]


def _codes(names: str) -> list[str]:
    parts = [re.sub(r"^the\s+", "", one.strip()) for one in APART.split(BESIDE.sub("", names))]
    codes = [country_for(one.rstrip(".")) for one in parts]
    return [code for code in codes if code] if all(codes) else []


def standard(text: str) -> str | None:
    """Return the wage that an amount is compared with, in the words of the answer; None where there are several."""
    found = [LEAD.sub("", one.group().strip()) for one in WAGE.finditer(text)]
    return (
        found[0] if len(found) == 1 and not re.search(r"\b(?:no|not|below|less)\b", found[0], re.IGNORECASE) else None
    )


def ratings(text: str) -> Values:
    """Read how many judgements there are, and how many an item has, where it is one number each."""
    each = {next(filter(None, one)) for one in EACH.findall(text)}
    whole_text = EACH.sub("", text)
    totals = {
        number for one, other in RATINGS.findall(whole_text) if (number := whole((one or other).replace(",", "")))
    }
    if len(totals) == 1:
        yield "dataset.ratings", totals.pop()
    number = _number(each.pop()) if len(each) == 1 else None
    if number:
        yield f"{POOL}.ratings_per_item", {"min": number, "max": number}
    elif not each and len(found := list(EACH_BY.finditer(text))) == 1:
        low = _number(found[0]["low"] or found[0]["few"])
        high = _number(found[0]["high"] or "") or low
        if low and high and low <= high:
            yield f"{POOL}.ratings_per_item", {"min": low, "max": high}


def _number(text: str) -> int | None:
    return WORDS.index(text.lower()) if text.lower() in WORDS else whole(text)


def addresses(text: str) -> Values:
    """Read where the data is found: an address whose host says what stands there, and a DOI."""
    found = [one.rstrip(".,;:") for one in LINKS.findall(text) if "licen" not in one.lower()]
    for name, hosts in HOSTS:
        fits = list(dict.fromkeys(one for one in found if any(host in one.lower() for host in hosts) and address(one)))
        if len(fits) == 1:
            yield f"dataset.links.{name}", fits[0]
    dois = {one.rstrip(".,;:") for one in DOI.findall(text)}
    if len(dois) == 1:
        yield "dataset.links.doi", dois.pop()


def papers(text: str) -> Values:
    """Read where the paper is found, where an answer speaks of one and has one address."""
    found = list(dict.fromkeys(one.rstrip(".,;:") for one in LINKS.findall(text)))
    if len(found) == 1 and any(host in found[0].lower() for host in PAPERS) and address(found[0]):
        yield "dataset.links.paper", found[0]


def unfit(text: str) -> Values:
    """Read what data is not meant for, from the sentences that say so."""
    found = [one.strip() for one in SENTENCES.split(text) if UNFIT.search(one)]
    if found and not any(FIRST.search(one) for one in found):
        yield "intent.not_for", found


def funders(text: str) -> Values:
    """Read who paid for the data, where a text that says more names them."""
    found = [one.strip() for one in FUNDED.findall(text)]
    if len(found) == 1:
        yield "intent.funded_by", found
