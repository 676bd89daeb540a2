"""Answers to the questions of datasheets and venues, and the values of a card that they clearly state."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from alignmentcard.convert.imports.found import Found, Left, Taken, plain
from alignmentcard.convert.imports.values import contact, date, licence

POOL = "pools.raters"
"""Where an answer about the people who judged goes; a form speaks of them as one group."""
SYMBOLS = {"$": "USD", "US$": "USD", "€": "EUR", "£": "GBP"}
MONEY = re.compile(
    r"(US\$|[$€£])\s?(\d+(?:\.\d+)?)|(\d+(?:\.\d+)?)\s?(USD|EUR|GBP|CHF|INR|CAD)|(USD|EUR|GBP)\s?(\d+(?:\.\d+)?)"
)
PER = re.compile(r"(?:per|an|a|each|/)\s*(hour|hr|h|item|comparison|annotation|HIT|task|session)\b|\b(hourly)\b", re.I)
PERS = {"hour": "hour", "hr": "hour", "h": "hour", "hourly": "hour", "session": "session"}
CROWD = r"annotators|raters|crowd ?workers|workers|participants|people|students|contractors|volunteers|experts"
SIZE = re.compile(rf"\b(\d[\d,]*)\s+(?:[a-z-]+\s+){{0,3}}?(?:{CROWD})\b", re.IGNORECASE)
COUNT = re.compile(
    r"\b(\d[\d,]{2,}|\d+)\s+(?:[a-z-]+\s+){0,2}?(?:instances|items|examples|comments|prompts|replies|pairs|texts|posts"
    r"|clips|images|headlines|articles|sentences|documents|tweets|utterances|records|rows|questions|conversations|dialogues|comparisons)\b",
    re.IGNORECASE,
)
PLATFORMS = (
    *("Prolific", "Amazon Mechanical Turk", "Mechanical Turk", "MTurk", "Surge AI", "Scale AI", "Appen", "Toloka"),
    *("Upwork", "CloudResearch", "Figure Eight", "CrowdFlower", "Qualtrics Panels"),
)
CHANNELS = {
    "crowd_platform": r"crowd ?(?:workers?|sourc)|prolific|mechanical turk|mturk|toloka|appen",
    "students": r"students?",
    "contractors": r"contractors?|hired|vendor|upwork",
    "employees": r"employees|staff",
    "experts": r"experts",
    "volunteers": r"volunteers?",
}
MONTHS = "january february march april may june july august september october november december".split()
MONTH = rf"(?:(?:{'|'.join(MONTHS)})\s+\d{{4}}|\d{{4}}(?:-\d\d){{0,2}})"
PERIOD = re.compile(rf"({MONTH})\s*(?:to|and|until|through|[-–])\s*({MONTH})", re.IGNORECASE)
NAME = r"[A-Z][\w'-]{1,30}"
BOARD = re.compile(
    rf"\b((?:{NAME} (?:(?:of|for|the|and) )?){{0,4}}(?:Ethics|Review|Research) (?:{NAME} ){{0,3}}?(?:Board|Committee)"
    rf"(?: (?:of|at) (?:the )?{NAME}(?: (?:of )?{NAME}){{0,3}})?)"
)
"""Every repetition has an end: without one, a long row of names takes minutes."""
SENTENCE = r"(?:e\.g\.|i\.e\.|etc\.|[^.?]){1,600}?"
PROMPT = re.compile(rf"[\s*_(\-]{{0,9}}(?:(?:If|Please)\b{SENTENCE}\.[)*_]{{0,3}}|{SENTENCE}\?[)*_]{{0,3}})(?=\s|$)")
"""What forms print below a question: further questions, and what to say if so; the answer comes after it."""
TOLD_TO = re.compile(r"\bplease\b|\bprovide\b|\?[)*_]{0,3}$", re.IGNORECASE)
MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,4}")
NO_ERRORS = re.compile(
    r"\W*(?:no\b|none\b|(?:there (?:are|is)|we (?:know of|are aware of)) (?:no|none)\b|not )", re.IGNORECASE
)
LONGEST = 5000
"""Characters of an answer that values are looked for in."""
NOTHING = re.compile(r"\W*(?:n/?a|not applicable|none|\[?todo\]?)\b\W*(?:$|\.)", re.IGNORECASE)
REFUSED = re.compile(r"\W*no\b", re.IGNORECASE)
LEAD = re.compile(r"^\W*(?:yes|no|answer:\s*(?:yes|no))\b\W*", re.IGNORECASE)

Values = Iterator[tuple[str, Any]]
Reader = Callable[[str], Values]


def _pay(text: str) -> Values:
    found = MONEY.search(text)
    if found:
        symbol, amount, other, code, first, last = found.groups()
        pay: dict[str, Any] = {"amount": float(amount or other or last), "currency": SYMBOLS.get(symbol, code or first)}
        if each := PER.search(text, found.end()):
            pay["per"] = PERS.get((each[1] or each[2]).lower(), "item")
        yield f"{POOL}.pay", pay
    elif re.search(r"\bunpaid\b|not (?:paid|compensated)", text, re.IGNORECASE):
        yield f"{POOL}.pay", {"amount": 0}


def _people(text: str) -> Values:
    sizes = {int(one.replace(",", "")) for one in SIZE.findall(text)}
    if len(sizes) == 1:
        yield f"{POOL}.size", sizes.pop()
    channel = next((name for name, words in CHANNELS.items() if re.search(rf"\b(?:{words})", text, re.I)), None)
    if channel:
        yield f"{POOL}.recruitment.channel", channel
    platform = next((name for name in PLATFORMS if name.lower() in text.lower()), None)
    if platform:
        yield f"{POOL}.recruitment.platform", platform


def _workers(text: str) -> Values:
    yield from _people(text)
    yield from _pay(text)


def _board(text: str) -> Values:
    exempt = re.search(r"\bexempt", text, re.IGNORECASE)
    approved = re.search(r"\bapprov(?:ed|al)\b", text, re.IGNORECASE)
    none = REFUSED.match(text) or re.search(r"\b(?:not|no|without)\b[^.]*\b(?:approv|review)", text, re.IGNORECASE)
    status = "exempt" if exempt else "none" if none else "approved" if approved else None
    if status:
        named = BOARD.search(text)
        body = {"body": named[1]} if named and status != "none" else {}
        yield f"{POOL}.ethics", {"status": status, **body}


def _consent(text: str) -> Values:
    if REFUSED.match(text):
        yield f"{POOL}.consent", "none"
    elif re.search(r"terms of (?:service|use)", text, re.IGNORECASE):
        yield f"{POOL}.consent", "terms_of_service"
    elif re.search(r"\bconsent|\bagreed\b", text, re.IGNORECASE):
        yield f"{POOL}.consent", "informed"


def _period(text: str) -> Values:
    days = [_day(one) for found in PERIOD.findall(text) for one in found]
    known = [day for day in days if day]
    if known and len(known) == len(days):
        yield "collection.period", {"start": min(known[::2]), "end": max(known[1::2])}


def _day(text: str) -> str | None:
    name, _, year = text.partition(" ")
    return f"{year.strip()}-{MONTHS.index(name.lower()) + 1:02}" if name.lower() in MONTHS else date(text)


def _count(text: str) -> Values:
    numbers = {int(one.replace(",", "")) for one in COUNT.findall(text)}
    if len(numbers) == 1:
        yield "dataset.items", numbers.pop()


def _licence(text: str) -> Values:
    words = re.findall(
        r"CC0(?:[ -]1\.0)?|CC[ -]BY(?:[ -](?:NC|SA|ND))*[ -]\d\.\d|Apache(?: License)?(?:, Version)?[ -]2\.0|\bMIT\b",
        text,
    )
    found = licence(text) or licence(words[0] if len(set(words)) == 1 else "")
    if found:
        yield "dataset.license", found


def _contact(text: str) -> Values:
    mails = dict.fromkeys(MAIL.findall(text))
    if found := contact(text) or (f"mailto:{next(iter(mails))}" if len(mails) == 1 else None):
        yield "dataset.contact", found


def _saying(path: str, *, listed: bool = False) -> Reader:
    def read(text: str) -> Values:
        yield path, [text] if listed else text

    return read


def _origin(text: str) -> Values:
    yield from _people(text)


def _issues(text: str) -> Values:
    if not NO_ERRORS.match(text):
        yield "dataset.known_issues", [{"title": text}]


ASKED: tuple[tuple[str, Reader], ...] = (
    (r"who funded the creation|what support was needed", _saying("intent.funded_by", listed=True)),
    (r"what do the instances that comprise", _saying("collection.unit")),
    (r"how many instances are there|report relevant statistics like the number of examples", _count),
    (r"who was involved in the data collection|how you recruited|how participants were recruited", _workers),
    (r"wages|crowdsourcing and research with human subjects", _workers),
    (r"over what timeframe was the data collected", _period),
    (r"ethical review processes|ethics review board|institutional review board|\birb\b", _board),
    (r"did the individuals in question consent|whether and how consent was obtained", _consent),
    (r"mechanism to revoke their consent", _saying("release.withdrawal")),
    (r"demographic and geographic characteristics of the annotator", _origin),
    (r"are there tasks for which the dataset should not be used", _saying("intent.not_for", listed=True)),
    (r"possible to identify individuals|uniquely identifies individual", _saying("release.personal_data")),
    (r"distributed under a copyright|license or terms for use|licenses for existing assets", _licence),
    (r"who (?:will be|is) supporting/hosting/maintaining", _saying("release.maintenance")),
    (r"how can the owner/curator/manager of the dataset be contacted", _contact),
    (r"are there any errors, sources of noise", _issues),
)
"""What a question asks, by words that it has in all versions of a form, and how its answer is read."""


def without_form(text: str) -> str:
    """Return an answer without what the form prints before it, and without marks that enclose all of it."""
    while (found := PROMPT.match(text)) and TOLD_TO.search(found[0]):
        text = text[found.end() :].lstrip()
    bare = text.strip()
    for mark in ("***", "**", "*", "_"):
        inner = bare[len(mark) : -len(mark)]
        if len(bare) > 2 * len(mark) and bare.startswith(mark) and bare.endswith(mark) and mark not in inner:
            return inner.strip()
    return bare


def answered(title: str, text: str) -> Iterator[Found]:
    """Yield the values that an answer states; a text that says more than they do is kept beside them."""
    question = " ".join(title.lower().replace("’", "'").split())
    reader = next((read for words, read in ASKED if re.search(words, question)), None)
    said = without_form(plain(text)[: LONGEST + 1])
    if reader is None or not said or NOTHING.match(said):
        return
    if len(said) > LONGEST:
        yield Left(POOL.partition(".")[0], text, title)
        return
    values = list(reader(said if reader in (_board, _consent) else LEAD.sub("", said)))
    for path, value in values:
        yield Taken(path, value, title)
    whole = licence(said) or contact(said)
    if values and not whole and values[0][1] not in (said, [said]):
        yield Left(values[0][0].rpartition(".")[0] if "pools" in values[0][0] else values[0][0], text, title)
