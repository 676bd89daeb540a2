"""Who judged, as an answer tells it: how many people, and how and through whom they were reached."""

import re
from collections.abc import Iterator

from alignmentcard.convert.imports.mentioned import POOL, Values, countries
from alignmentcard.text.digits import WORDS, whole

CROWD = (
    r"annotators|raters|crowd ?workers|workers|participants|people|students|contractors|volunteers|experts|judges"
    r"|linguists|translators|evaluators|labell?ers|respondents|employees|native speakers|freelancers|clinicians|nurses"
    r"|physicians|doctors|pupils|teachers|lawyers|farmers|adults|undergraduates|graduates|assistants|reviewers"
    r"|testers|red[- ]teamers|panell?ists|members|coders|readers|viewers|listeners|speakers|patients"
    r"|journalists|engineers"
    r"|researchers|scientists|moderators|women|parents"
)
SIZE = re.compile(
    rf"\b(?<!\d[.,])(\d(?:[\d,]*\d)?|{'|'.join(WORDS[2:])})\s+(?:[a-z'’-]+\s+){{0,3}}?(?:{CROWD})\b(?!['’])"
    r"(?!\s+(?:(?:took part|were \w+|participated|rated|judged)\s+)?(?:in each|per|for each|from each|each)\b)",
    re.IGNORECASE,
)
OF_AN_ITEM = re.compile(r"\b(?:each|every)\b[^.;]{0,80}\bby (?:at least |up to |about )?$", re.IGNORECASE)
"""What stands before a number of people that is that of one item."""
LEFT_OUT = re.compile(
    r"[^.;]{0,80}\b(?:were|was) (?:removed|excluded|dropped|discarded|left out|screened out|rejected)\b", re.IGNORECASE
)
"""What stands behind a number of people whose answers do not count."""
BESIDE_OTHERS = re.compile(
    r"\b(?:one|an?)\s(?:[a-z-]+\s){0,2}(?:student|post-?doc|post doc|researcher|author|expert|assistant"
    r"|linguist)\b[^.;]{0,40}"
    r"\band\s(?:\d+|two|three|four|five)\s",
    re.IGNORECASE,
)
"""Somebody beside those who are counted, so that their number is that of a part."""
GENDER = re.compile(
    rf"\b(?:\d[\d,]*|{'|'.join(WORDS[1:])})\s(?:of (?:them|whom)\s)?(?:are\s"
    rf"|were\s)?(?:wom[ae]n|m[ae]n|females?|males?|non-?binary)\b",
    re.IGNORECASE,
)
"""Parts of those who are counted already."""
PART_OF = re.compile(
    rf"\b(?:\d[\d,]*|{'|'.join(WORDS[1:])})\s(?:of (?:them|whom)\s|are\s|were\s){{1,2}}(?:wom[ae]n|m[ae]n)\b"
)
"""`four are women`, which is said of a part and of nobody else."""
BOUNDS = {
    "about": re.compile(
        r"(?:\b(?:about|around|roughly|approximately|circa|ca\.?|some|nearly|almost|close to)|~|≈)\s?$", re.IGNORECASE
    ),
    "at_least": re.compile(r"(?:\b(?:at least|more than|over|no fewer than|upwards of)|>)\s?$", re.IGNORECASE),
}
"""What stands before a number that is no exact one."""
IN_ALL = re.compile(r"\b(?<!\d[.,])(\d[\d,]*)\s+(?:people\s+)?(?:in all|in total|altogether|overall)\b", re.IGNORECASE)
ASIDE = re.compile(r"\([^()]*\)")
PLATFORMS = {
    "Prolific": "crowd_platform",
    "Amazon Mechanical Turk": "crowd_platform",
    "Mechanical Turk": "crowd_platform",
    "MTurk": "crowd_platform",
    "AMT": "crowd_platform",
    "Toloka": "crowd_platform",
    "Appen": "crowd_platform",
    "CloudResearch": "crowd_platform",
    "Figure Eight": "crowd_platform",
    "CrowdFlower": "crowd_platform",
    "Clickworker": "crowd_platform",
    "Microworkers": "crowd_platform",
    "Surge AI": "contractors",
    "Scale AI": "contractors",
    "Upwork": "contractors",
    "Fiverr": "contractors",
    "iMerit": "contractors",
    "Qualtrics Panels": "panel",
    "YouGov": "panel",
    "Ipsos": "panel",
    "Kantar": "panel",
    "Cint": "panel",
    "Dynata": "panel",
    "GeoPoll": "panel",
}
"""Names under which people are found, and how a card calls the way."""
FULL_NAMES = {
    "Mechanical Turk": "Amazon Mechanical Turk",
    "MTurk": "Amazon Mechanical Turk",
    "AMT": "Amazon Mechanical Turk",
}
FORMERLY = re.compile(r"\(?\b(?:formerly|previously|now)\b[^().;]{0,60}\)?")
"""An older name of a platform is none of another."""
FIRMS = {
    "crowd_platform": r"crowd ?sourcing (?:company|platform|firm|provider|marketplace|service)",
    "panel": r"(?:survey|polling|market research) (?:firm|company|institute)|(?:panel|sample) provider",
    "contractors": r"(?:data )?(?:annotation|labell?ing) (?:company|firm|vendor|provider)|data vendor",
}
"""What a firm is called beside its name, where the name itself says nothing."""
FIRM = re.compile(
    rf"\b(?:{'|'.join(FIRMS.values())})\s+(?P<behind>[A-Z]\w+(?:\s[A-Z]\w+)?)"
    r"|\b(?:the|an?|by) (?:[a-z]+ )?(?:panel (?:of|firm)|firm|company|agency|vendor"
    r"|provider) (?P<plain>[A-Z]\w+(?:\s(?:AI|Data|Research))?)"
    rf"|\b(?P<before>[A-Z]\w+(?:\s[A-Z]\w+)?),\s+(?:an?|the)\s+(?:\w+\s+){{0,2}}?(?:{'|'.join(FIRMS.values())})"
)
THROUGH = re.compile(
    r"\b(?:recruited|hired|found|sourced)\b[^.;]{0,40}?\b(?:through|via)\s(?:the (?:panel|pool|platform"
    r"|service|agency|firm|company) (?:of )?)?([A-Z][A-Za-z]{2,30})(?=\s(?:and|with|in|from|to|who|for)\b|[.,;]|$)"
)
"""A name of one word through which people were found, whatever it is."""
CHANNELS = {
    "crowd_platform": r"crowd ?(?:workers?|sourc)|prolific\b|mechanical turk|mturk|toloka|appen\b",
    "students": r"students?\b|undergraduates?\b",
    "contractors": r"contractors?|freelancers?|hired|vendor",
    "panel": r"(?:survey|online|access|consumer) panel|the panel of\b",
    "employees": r"employe(?:es|d by)|staff\b",
    "experts": r"experts\b",
    "volunteers": r"volunteer(?:s|ed)?\b|voluntarily\b",
    "authors": r"by (?:us, )?the authors|authors of (?:the|this) (?:paper|dataset)"
    r"|an author (?:annotated|rated|labell?ed|judged)|(?:one|two|three|four|some|all|both) of (?:the|our) authors"
    r"|(?:annotators|raters|evaluators|judges) (?:are|were) (?:\w+ ){0,3}authors",
}
NOT_SO = re.compile(r"\b(?:not?|non|nor|rather than|instead of)[\s-]+(?:\w+\s+){0,2}$", re.IGNORECASE)
"""What takes back the word that follows it."""
SAMPLING = {
    "quota": r"\bquotas?\b",
    "convenience": r"\bconvenience sampl",
    "self_selected": r"\bself-select",
    "stratified": r"\bstratified (?:random )?sampl",
}


def people(text: str) -> Values:
    """Read how many people took part, and how they were reached."""
    if (size := size_of(text)) is not None:
        bound = _bound(text, size)
        yield (f"{POOL}.size_stated", {bound: size}) if bound else (f"{POOL}.size", size)
    platform, by_name = _platform(text)
    told = text if not _names(text) else ""
    channel = by_name or next((name for name, words in CHANNELS.items() if _says(words, told)), None)
    if channel:
        yield f"{POOL}.recruitment.channel", channel
    if platform:
        yield f"{POOL}.recruitment.platform", platform
    ways = [name for name, words in SAMPLING.items() if re.search(words, text, re.IGNORECASE)]
    if len(ways) == 1 and not re.search(r"\bno quotas?\b", text, re.IGNORECASE):
        yield f"{POOL}.recruitment.sampling", ways[0]


def size_of(text: str) -> int | None:
    """Return how many people a text counts: the total where it names one, else the one number outside of brackets."""
    if BESIDE_OTHERS.search(text):
        return None
    totals = {whole(one.replace(",", "")) for one in IN_ALL.findall(text)}
    if len(totals) == 1 and re.search(rf"\b(?:{CROWD})\b", text, re.IGNORECASE):
        return totals.pop()
    text = GENDER.sub(" ", PART_OF.sub(" ", text)) if len(GENDER.findall(text)) > 1 else PART_OF.sub(" ", text)
    sizes = set(_sizes(text))
    outside = set(_sizes(ASIDE.sub(" ", text)))
    if len(outside) > 1:
        outside = set(_sizes(GENDER.sub(" ", ASIDE.sub(" ", text))))
    return outside.pop() if len(outside) == 1 else sizes.pop() if len(sizes) == 1 else None


def _sizes(text: str) -> Iterator[int]:
    for found in SIZE.finditer(text):
        number = _number(found[1])
        others = OF_AN_ITEM.search(text[max(0, found.start() - 100) : found.start()]) or LEFT_OUT.match(
            text, found.end()
        )
        if number is not None and not others:
            yield number


def _number(text: str) -> int | None:
    return WORDS.index(text.lower()) if text.lower() in WORDS else whole(text.replace(",", ""))


def _bound(text: str, size: int) -> str | None:
    """Say whether a number of people is only about so many, or at least so many."""
    before = [text[max(0, one.start() - 30) : one.start()] for one in SIZE.finditer(text) if _number(one[1]) == size]
    for bound, words in BOUNDS.items():
        if before and all(words.search(one) for one in before):
            return bound
    return None


def groups(text: str) -> int:
    """Return how many groups of people a text counts apart."""
    return 1 if size_of(text) is not None else len(set(_sizes(GENDER.sub(" ", text))))


def _names(text: str) -> set[str]:
    told = FORMERLY.sub("", text)
    return {FULL_NAMES.get(name, name) for name in PLATFORMS if re.search(rf"\b{name}\b", told)}


def _platform(text: str) -> tuple[str | None, str | None]:
    """Return through whom people were found, and by which way; nothing where several are named."""
    names = _names(text)
    if len(names) == 1:
        name = names.pop()
        return name, PLATFORMS[name]
    if names:
        ways = {PLATFORMS[name] for name in names}
        return None, ways.pop() if len(ways) == 1 else None
    if through := THROUGH.search(text):
        return through[1], None
    if firm := FIRM.search(text):
        plain = "panel" if "panel" in firm[0] else "contractors"
        way = next((way for way, words in FIRMS.items() if re.search(words, firm[0])), plain)
        return firm["behind"] or firm["before"] or firm["plain"], way
    return None, None


def _says(words: str, text: str) -> bool:
    found = re.finditer(rf"\b(?:{words})", text, re.IGNORECASE)
    return any(not NOT_SO.search(text[max(0, one.start() - 40) : one.start()]) for one in found)


LIVE = re.compile(
    rf"[^.;]{{0,80}}\b(?:{CROWD})\b[^.;]{{0,30}}\b(?:live|lived"
    rf"|living|based|reside|work|worked|located)\s+in\b[^.;]{{2,200}}",
    re.IGNORECASE,
)


JUDGED_BY = re.compile(
    rf"(?<!each )\b(?:judged|rated|annotated|labell?ed|evaluated) by (\d[\d,]+) (?:[a-z-]+ ){{0,2}}(?:{CROWD})\b",
    re.IGNORECASE,
)
FEW = 12
"""So many people may judge each item; more are all that took part."""


def judged_by(text: str) -> Values:
    """Read how many people judged, where an answer about items says it of all of them."""
    found = {whole(one.replace(",", "")) for one in JUDGED_BY.findall(text)}
    number = found.pop() if len(found) == 1 else None
    if number and number > FEW and not re.search(r"\b(?:each|every|per)\b", text, re.IGNORECASE):
        yield f"{POOL}.size", number


def residents(text: str) -> Values:
    """Read where those who judged live, from a sentence that says so of them."""
    yield from (one for found in LIVE.findall(text) for one in countries(found))
