"""What an answer to a question of a form states clearly: a reader for each kind of value, silent where it is unsure."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from alignmentcard.convert.imports.dates import published
from alignmentcard.convert.imports.mentioned import (
    POOL,
    addresses,
    countries,
    ratings,
    spoken,
    standard,
    unfit,
    written_in,
)
from alignmentcard.convert.imports.values import contact, licence
from alignmentcard.text.digits import WORDS, whole

SYMBOLS = {
    "$": "USD",
    "US$": "USD",
    "€": "EUR",
    "£": "GBP",
    "euro": "EUR",
    "dollar": "USD",
    "pound": "GBP",
    "rupee": "INR",
}
NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
CODES = "USD|EUR|GBP|CHF|INR|CAD|AUD|JPY|KRW|CNY|BRL|MXN|ZAR|KES|NGN|SEK|NOK|DKK|PLN|SGD"
MONEY = re.compile(
    rf"(US\$|[$€£])\s?({NUMBER})|({NUMBER})\s?({CODES}|[$€£]|euros?\b|dollars?\b|pounds?\b|rupees?\b)"
    rf"|\b({CODES})\s?({NUMBER})"
)
PER = re.compile(r"(?:per|an|a|each|/)\s*(hour|hr|h|item|comparison|annotation|HIT|task|session)\b|\b(hourly)\b", re.I)
NEAR = 30
"""Characters behind an amount in which it is said what it was paid for."""
PERS = {"hour": "hour", "hr": "hour", "h": "hour", "hourly": "hour", "session": "session"}
CROWD = (
    r"annotators|raters|crowd ?workers|workers|participants|people|students|contractors|volunteers|experts|judges"
    r"|linguists|translators|evaluators|labell?ers|respondents|employees|native speakers"
)
SIZE = re.compile(rf"\b(?<!\d\.)(\d[\d,]*|{'|'.join(WORDS[2:])})\s+(?:[a-z-]+\s+){{0,3}}?(?:{CROWD})\b", re.IGNORECASE)
COUNT = re.compile(
    r"\b(?<!\d\.)(\d[\d,]{2,}|\d+)\s+(?:[a-z-]+\s+){0,2}?(?:instances|items|samples|responses|captions|examples|comments|prompts|replies|pairs|texts|posts"
    r"|clips|images|headlines|articles|sentences|documents|tweets|utterances|records|rows|questions|conversations|dialogues|comparisons|messages|requests|reviews|headlines|paragraphs|summaries)\b",
    re.IGNORECASE,
)
PLATFORMS = (
    *("Prolific", "Amazon Mechanical Turk", "Mechanical Turk", "MTurk", "Surge AI", "Scale AI", "Appen", "Toloka"),
    *("Upwork", "CloudResearch", "Figure Eight", "CrowdFlower", "Qualtrics Panels", "YouGov"),
)
CHANNELS = {
    "crowd_platform": r"crowd ?(?:workers?|sourc)|prolific|mechanical turk|mturk|toloka|appen\b",
    "students": r"students?",
    "contractors": r"contractors?|hired|vendor|upwork",
    "panel": r"(?:survey|online|access) panel|yougov",
    "employees": r"employe(?:es|d by)|staff",
    "experts": r"experts",
    "volunteers": r"volunteers?",
    "authors": r"by (?:us, )?the authors|authors of (?:the|this) (?:paper|dataset)"
    r"|an author (?:annotated|rated|labell?ed|judged)|(?:one|two|three|four|some|all|both) of (?:the|our) authors"
    r"|(?:annotators|raters|evaluators|judges) (?:are|were) (?:\w+ ){0,3}authors",
}
JUDGING = re.compile(r"\b(?:rat(?:ed|ers?|ings?|ing)|judg\w+|annotat\w+|label\w*|scor(?:ed|ing|es))\b", re.IGNORECASE)
"""Work of those whom a card calls raters."""
NOT_SO = re.compile(r"\b(?:not?|non|nor|rather than|instead of)[\s-]+(?:\w+\s+){0,2}$", re.IGNORECASE)
"""What takes back the word that follows it."""
NAME = r"[A-Z][\w'-]{1,30}"
BOARD = re.compile(
    rf"\b((?:{NAME} (?:(?:of|for|the|and) )?){{0,4}}(?:Ethics|Review|Research) (?:{NAME} ){{0,3}}?(?:Board|Committee)"
    rf"(?: (?:of|at) (?:the )?{NAME}(?: (?:of )?{NAME}){{0,3}})?)"
)
"""Every repetition has an end: without one, a long row of names takes minutes."""
GENERIC = re.compile(r"(?:(?:The|An|Our) )?(?:Institutional |Ethics |Research |Review )+(?:Board|Committee)")
"""What every such board is called; it names none."""
AGREED = re.compile(r"\W*(?:answer:\s*)?yes\b", re.IGNORECASE)
MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,4}")
LICENCES = re.compile(
    r"CC0(?:[ -]1\.0)?|CC[ -]BY(?:[ -](?:NC|SA|ND))*[ -]\d\.\d|Apache(?: License)?(?:, Version)?[ -]2\.0|\bMIT\b"
    r"|\bODC[ -]By(?:[ -]1\.0)?\b|Open Data Commons Attribution License|Open Data Commons Open Database License"
    r"|Open Database License|\bODbL\b"
)
OF_CODE = re.compile(r"\b(?:code|software|scripts)\b", re.IGNORECASE)
OWN_DATA = re.compile(
    r"\b(?:our|ours|we (?:will )?(?:release|publish|distribute|share))\b.{0,200}?(?:,\s(?!version)|$)", re.IGNORECASE
)
"""What authors say of what is their own, as far as the next comma."""
OF_DATA = re.compile(r"\bdata(?:set)?s?\b", re.IGNORECASE)
NO_ERRORS = re.compile(
    r"\W*(?:no\b|none\b|(?:there (?:are|is)|we (?:know of|are aware of)) (?:no|none)\b|not "
    r"|we (?:are|were) not aware of any\b|we (?:do not|don't) know of any\b)",
    re.IGNORECASE,
)
REFUSED = re.compile(r"\W*(?:answer:\s*)?no\b", re.IGNORECASE)
ENTRY = re.compile(r"(?:^|\s)(?:[-*•]|\d{1,2}[.)])\s+(?=\S)")
"""What begins an entry of a list, on the one line that an answer has become."""

NO_BOARD = re.compile(
    r"\b(?:not|no|without)\b[^.]*\b(?:approv|review)|\bno (?:\w+ ){0,2}(?:ethics?|ethical|review) (?:committee|board)",
    re.IGNORECASE,
)
NO_CONSENT = re.compile(
    r"\b(?:no|not|without|never)\b[^.;]{0,60}\bconsent"
    r"|\bconsent(?: forms?)? (?:was|were|is|are) (?:not|unnecessary|waived)\b",
    re.IGNORECASE,
)
"""What says that consent was not given, or not needed; the second is no answer to what people agreed to."""
NOT_ASKED = re.compile(
    r"\bno\b[^.;]{0,30}\bconsent (?:was|were) (?:asked|obtained|collected|sought|given)"
    r"|\b(?:not|never) (?:ask|obtain|collect|seek|sought|gave|give)|\bwithout (?:their |any )?consent\b",
    re.IGNORECASE,
)
Values = Iterator[tuple[str, Any]]
Reader = Callable[[str], Values]


def pay(text: str) -> Values:
    """Read the first amount of money, and what it was paid for."""
    found = MONEY.search(text)
    if found:
        symbol, amount, other, code, first, last = found.groups()
        sign = symbol or code or first
        pay: dict[str, Any] = {
            "amount": float((amount or other or last).replace(",", "")),
            "currency": SYMBOLS.get(sign.rstrip("s"), sign),
        }
        if each := PER.search(text, found.end(), found.end() + NEAR):
            pay["per"] = PERS.get((each[1] or each[2]).lower(), "item")
        if said := standard(text):
            pay["standard"] = said
        yield f"{POOL}.pay", pay
    elif re.search(r"\bunpaid\b|not (?:paid|compensated)", text, re.IGNORECASE):
        yield f"{POOL}.pay", {"amount": 0}


def people(text: str) -> Values:
    """Read how many people took part, and how they were reached."""
    sizes = {_size(one) for one in SIZE.findall(text)}
    size = sizes.pop() if len(sizes) == 1 else None
    if size is not None:
        yield f"{POOL}.size", size
    channel = next((name for name, words in CHANNELS.items() if _says(words, text)), None)
    if channel:
        yield f"{POOL}.recruitment.channel", channel
    platform = next((name for name in PLATFORMS if re.search(rf"\b{name}\b", text, re.IGNORECASE)), None)
    if platform:
        yield f"{POOL}.recruitment.platform", platform


def _size(text: str) -> int | None:
    return WORDS.index(text.lower()) if text.lower() in WORDS else whole(text.replace(",", ""))


def _says(words: str, text: str) -> bool:
    found = re.finditer(rf"\b(?:{words})", text, re.IGNORECASE)
    return any(not NOT_SO.search(text[max(0, one.start() - 40) : one.start()]) for one in found)


def workers(text: str) -> Values:
    """Read who worked on the data and what they were paid; of several groups, those who judged."""
    of_one = text
    if len(set(SIZE.findall(text))) > 1:
        judging = [one for one in re.split(r"(?<=[.!?])\s+", text) if JUDGING.search(one)]
        of_one = judging[0] if len(judging) == 1 else ""
    yield from people(of_one)
    yield from pay(of_one) if len(set(MONEY.findall(of_one))) == 1 or not MONEY.search(of_one) else ()
    yield from countries(of_one)


def described(text: str) -> Values:
    """Read how many people took part, how they were reached, where they live and what they speak."""
    yield from people(text)
    yield from countries(text)
    yield from spoken(text)


EXEMPT = re.compile(
    r"\bexempt|\b(?:determined|decided|concluded|confirmed|ruled|told us)\b[^.\n]{0,60}\b(?:no|not)\b[^.\n]{0,40}"
    r"\b(?:necessary|required|needed)\b",
    re.IGNORECASE,
)
"""A board was asked, and let the study be done without its review."""


def board(text: str) -> Values:
    """Read what an ethics board said; an approval of something else is none."""
    exempt = EXEMPT.search(text)
    approved = re.search(r"\bapprov(?:ed|al)\b", text, re.IGNORECASE)
    none = REFUSED.match(text) or NO_BOARD.search(text)
    by_whom = re.search(r"\b(?:irb|ethics?|ethical|board|committee)\b", text, re.IGNORECASE) or AGREED.match(text)
    status = "exempt" if exempt else "none" if none else "approved" if approved and by_whom else None
    if status:
        named = BOARD.search(text)
        body = {"body": named[1]} if named and status != "none" and not GENERIC.fullmatch(named[1]) else {}
        yield f"{POOL}.ethics", {"status": status, **body}


def consent(text: str) -> Values:
    """Read what people agreed to."""
    if REFUSED.match(text):
        yield f"{POOL}.consent", "none"
    elif re.search(r"terms of (?:service|use)", text, re.IGNORECASE):
        yield f"{POOL}.consent", "terms_of_service"
    elif NO_CONSENT.search(text):
        yield from [(f"{POOL}.consent", "none")] if NOT_ASKED.search(text) else []
    elif re.search(r"\bconsent|\bagreed\b", text, re.IGNORECASE):
        yield f"{POOL}.consent", "informed"


def found_at(text: str) -> Values:
    """Read where data is found."""
    yield from addresses(text)


def asset(text: str) -> Values:
    """Read what a paper says of a new dataset: how large it is, and where it is found."""
    yield from count(text)
    yield from written_in(text)
    yield from addresses(text)


def purpose(text: str) -> Values:
    """Read what data is not meant for; what it is for has words of its own in a card."""
    yield from unfit(text)


def count(text: str) -> Values:
    """Read the number of items, where there is one number."""
    numbers = {whole(one.replace(",", "")) for one in COUNT.findall(text)}
    number = numbers.pop() if len(numbers) == 1 else None
    if number is not None:
        yield "dataset.items", number
    yield from ratings(text)


def stated_licence(text: str) -> str | None:
    """Return the one licence that a text names for the data; what is said of the code alone is left out."""
    clauses = re.split(r";|(?<=\.)\s+|,?\s(?=(?:and|while|whereas)\s(?:the\s)?(?:code|software|scripts)\b)", text)
    of_data = [one for one in clauses if not OF_CODE.search(one) or OF_DATA.search(one)]
    own = [found[0] for one in of_data if (found := OWN_DATA.search(one)) and LICENCES.search(found[0])]
    words = [word for one in own or of_data for word in LICENCES.findall(one)]
    return licence(text) or licence(words[0] if len(set(words)) == 1 else "")


def licences(text: str) -> Values:
    """Read the licence of the data."""
    if found := stated_licence(text):
        yield "dataset.license", found


def contacts(text: str) -> Values:
    """Read where questions are answered."""
    mails = dict.fromkeys(MAIL.findall(text))
    if found := contact(text) or (f"mailto:{next(iter(mails))}" if len(mails) == 1 else None):
        yield "dataset.contact", found


def saying(path: str) -> Reader:
    """Read an answer as it is; a no alone says too little about anything."""

    def read(text: str) -> Values:
        if text and (len(text) > len("No.") or not REFUSED.match(text)):
            yield path, text

    return read


def listing(path: str) -> Reader:
    """Read a list, or one entry; a no says that there is nothing to list, whatever follows it."""

    def read(text: str) -> Values:
        lead, *entries = [one.strip() for one in ENTRY.split(text)]
        listed = entries and (not lead or lead.endswith(":"))
        if not REFUSED.match(text):
            yield path, list(filter(None, entries)) if listed else [text]

    return read


PROTECTED = re.compile(
    r"\b(?:anonymi[sz]|pseudonym|de-?identif|personal(?:ly)? (?:data|information|identif)|PII\b|hashed)",
    re.IGNORECASE,
)


def protected(text: str) -> Values:
    """Read what is said of personal data where a question is about secrets of all kinds."""
    if PROTECTED.search(text) and not REFUSED.match(text):
        yield from saying("release.personal_data")(text)


def published_under(text: str) -> Values:
    """Read when data came out and under which licence."""
    yield from published(text)
    yield from licences(text)


def units(text: str) -> Values:
    """Read what an item is, and the language that it is said to be in."""
    yield from saying("collection.unit")(text)
    yield from written_in(text)


def issues(text: str) -> Values:
    """Read a known error, unless the answer is that there is none."""
    if not NO_ERRORS.match(text):
        yield "dataset.known_issues", [{"title": text}]


def nothing(_: str) -> Values:
    """Read nothing: the answer is a text for its author to place."""
    yield from ()
