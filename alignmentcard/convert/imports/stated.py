"""What an answer to a question of a form states clearly: a reader for each kind of value, silent where it is unsure."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from alignmentcard.codes.countries import country_for
from alignmentcard.convert.imports.boards import REFUSED
from alignmentcard.convert.imports.crowds import CROWD, groups, people, size_of
from alignmentcard.convert.imports.dates import published
from alignmentcard.convert.imports.licensed import licences
from alignmentcard.convert.imports.mentioned import (
    JUDGED,
    POOL,
    addresses,
    countries,
    papers,
    ratings,
    spoken,
    unfit,
    written_in,
)
from alignmentcard.convert.imports.purposes import purposes
from alignmentcard.convert.imports.shares import genders
from alignmentcard.convert.imports.tongues import tongues
from alignmentcard.convert.imports.values import contact, summary
from alignmentcard.convert.imports.versions import versions
from alignmentcard.convert.imports.wages import pay
from alignmentcard.text.digits import whole

COUNT = re.compile(
    r"\b(?<!\d[.,])(\d[\d,]{2,}|\d+)\s+(?:[a-z-]+\s+){0,2}?(?:instances|items|samples|responses|captions|examples|comments|prompts|replies|pairs|texts|posts"
    r"|rules|norms|clips|images|headlines|articles|sentences|documents|tweets|utterances|records|rows|questions|conversations|dialogues|comparisons|messages|requests|reviews|headlines|paragraphs|summaries|stories|essays|explanations|problems|claims|outputs|completions|threads|turns)\b",
    re.IGNORECASE,
)
OF_EACH = re.compile(r"\s(?:in|for|per|from) (?:each|every)\b|\s(?:each|per)\b|\sby each\b", re.IGNORECASE)
"""What follows on a number that is not that of all items."""
JUDGING = re.compile(r"\b(?:rat(?:ed|ers?|ings?|ing)|judg\w+|annotat\w+|label\w*|scor(?:ed|ing|es))\b", re.IGNORECASE)
"""Work of those whom a card calls raters."""
MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,4}")
NO_ERRORS = re.compile(
    r"\W*(?:no\b|nein\b|keine\b|ningun[oa]\b|none\b|(?:there (?:are|is)|we (?:know of|are aware of)) (?:no|none)\b|not "
    r"|we (?:are|were) not aware of any\b|we (?:do not|don't) know of any\b)",
    re.IGNORECASE,
)
ENTRY = re.compile(r"(?:^|\s)(?:[-*•]|\d{1,2}[.)])\s+(?=\S)")
"""What begins an entry of a list, on the one line that an answer has become."""

Values = Iterator[tuple[str, Any]]
Reader = Callable[[str], Values]


def workers(text: str) -> Values:
    """Read who worked on the data and what they were paid; of several groups, those who judged."""
    of_one = text
    if (led := LED_BY.match(text)) and size_of(text) is None and (number := whole(led[1].replace(",", ""))):
        yield f"{POOL}.size", number
    if groups(text) > 1:
        judging = [one for one in re.split(r"(?<=[.!?])\s+", text) if JUDGING.search(one)]
        of_one = judging[0] if len(judging) == 1 else ""
    yield from people(of_one)
    yield from pay(of_one)
    yield from countries(of_one)


def described(text: str) -> Values:
    """Read how many people took part, how they were reached, where they live and what they speak."""
    if groups(text) <= 1:
        yield from people(text)
        yield from genders(text)
    yield from countries(text)
    yield from spoken(text)


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


TOTAL = re.compile(
    r"\b(?<!\d[.,])(\d[\d,]*)\s+(?:[a-z-]+\s+){1,3}?(?:in total|total|altogether|overall)\b"
    r"|\b(?:total of|in total|altogether)(?:,|\s(?:there are|we have"
    r"|it has))?\s(\d[\d,]*)\s(?!(?:\w+\s)?(?:rat|judg|annot|label|vote))",
    re.IGNORECASE,
)


LED = re.compile(
    rf"\W*(?:(?:there are|we have|in total,?|altogether,?|the (?:data ?set|corpus) (?:has|holds"
    rf"|contains))\s)?(\d[\d,]*)\s"
    rf"(?!(?:[a-z-]+\s)?(?:{JUDGED}|{CROWD}|languages|countries|hours|splits|topics|models|dimensions|tokens|words|files)\b)"
    r"(?:[a-z-]+\s){0,1}[a-z]{3,20}s\b",
    re.IGNORECASE,
)
"""An answer that begins with a number of whatever it is."""


ALONE = re.compile(r"\W{0,3}(\d[\d,]*)\W{0,3}")
GROUPED = re.compile(r"\W{0,3}(\d{1,3}(?:[.,]\d{3})+)\s[^\W\d]+\W{0,3}")
"""`2.480 Paare.`, with whatever a language has before thousands."""
PARTS = re.compile(r"\b(?:and|while)\s\d[\d,]{2,}\s(?:are|come|came|were|is|of them)\b", re.IGNORECASE)
SOME = re.compile(
    rf"(?<![\d.,$€£-])\b(\d[\d,]+)\s(?!(?:[a-z-]+\s){{0,2}}(?:{JUDGED}|{CROWD}|languages|countries|hours|minutes|days|years|months|splits|topics"
    r"|models|dimensions|tokens|words|files|characters|points|attributes|categories|groups|times)\b)(?:[a-z-]+\s){0,2}?[a-z]{3,20}s\b",
    re.IGNORECASE,
)
FEWEST = 20
"""So many items has what is a dataset; fewer are the parts that it has."""


def items(text: str) -> Values:
    """Read the number of items where a text has one number of anything that may be an item."""
    numbers = {number for one in SOME.findall(text) if (number := whole(one.replace(",", ""))) and number >= FEWEST}
    yield from [("dataset.items", numbers.pop())] if len(numbers) == 1 else []


def count(text: str) -> Values:
    """Read the number of items, where there is one number."""
    if (alone := ALONE.fullmatch(text) or GROUPED.fullmatch(text)) and (number := whole(re.sub(r"\D", "", alone[1]))):
        yield "dataset.items", number
        return
    if PARTS.search(text):
        return  # of which only one part has a name beside its number
    numbers = {whole(one[1].replace(",", "")) for one in COUNT.finditer(text) if not OF_EACH.match(text, one.end())}
    if not COUNT.search(text) and (led := LED.match(text)) and not OF_EACH.match(text, led.end()):
        numbers = {whole(led[1].replace(",", ""))}
    totals = {whole((one[1] or one[2]).replace(",", "")) for one in TOTAL.finditer(text)} & numbers
    number = totals.pop() if len(totals) == 1 else numbers.pop() if len(numbers) == 1 else None
    if number is not None:
        yield "dataset.items", number
    yield from ratings(text)


def contacts(text: str) -> Values:
    """Read where questions are answered."""
    mails = dict.fromkeys(MAIL.findall(text))
    mail = f"mailto:{next(iter(mails))}" if len(mails) == 1 else None
    if found := mail or contact(text):
        yield "dataset.contact", found


UNKNOWN = re.compile(
    r"not (?:to our knowledge|to the best of our knowledge|that we (?:know|are aware) of)\W*", re.IGNORECASE
)


def saying(path: str) -> Reader:
    """Read an answer as it is; a no alone says too little about anything."""

    def read(text: str) -> Values:
        if (
            text
            and not text.startswith("```")
            and not UNKNOWN.fullmatch(text)
            and (len(text) > len("Nein.") or not REFUSED.match(text))
        ):
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


LED_BY = re.compile(
    r"\W{0,3}(\d[\d,]{0,6})\s(?!(?:\w+\s)?(?:euros?|dollars?|pounds?|cents|hours?|minutes?|countries|languages|percent|items|texts"
    r"|ratings|tasks)\b)(?:[a-z-]{3,20}\s){0,2}?[a-z]{4,20}s\b(?=\W|$)"
)
"""An answer about people that begins with their number, whatever they are."""
NAMED = re.compile(r"[^\n.!?]{2,100}(?:\.(?=\S)[^\n.!?]{1,40})?")
CALLED = re.compile(r"^(?:it is|the (?:data ?set|data|corpus) is|we call it|it's) (?:called |named )?", re.IGNORECASE)


def name(text: str) -> Values:
    """Read what the data is called, where an answer is nothing but a name."""
    said = CALLED.sub("", text).strip(" .\"“”'*")
    if NAMED.fullmatch(said):
        yield "dataset.title", said


def described_data(text: str) -> Values:
    """Read the summary of the data, with what it says of numbers, languages and uses."""
    if said := summary(text):
        yield "dataset.summary", said
    yield from items(text)
    yield from tongues(text)
    yield from purposes(text)


ARXIV = re.compile(r"\barxiv(?::\s?|\.org/abs/)(\d{4}\.\d{4,5})\b", re.IGNORECASE)


def numbered(text: str) -> Values:
    """Read the number that a paper has on arXiv, where one is named."""
    numbers = set(ARXIV.findall(text))
    if len(numbers) == 1:
        yield "dataset.links.paper", f"https://arxiv.org/abs/{numbers.pop()}"


def paper(text: str) -> Values:
    """Read where the paper is found: its address, its DOI, or its number on arXiv."""
    yield from list(numbered(text)) or papers(text)
    yield from ((path, value) for path, value in addresses(text) if path == "dataset.links.doi")


def places(text: str) -> Values:
    """Read in which countries people live, where an answer is a list of them, or says where."""
    codes = [
        country_for(re.sub(r"^the ", "", one.strip(" .")))
        for one in re.split(r",\s*(?:and\s+)?|\s+and\s+|\s*/\s*|;", text)
    ]
    if codes and all(codes):
        yield f"{POOL}.countries", list(dict.fromkeys(codes))
    else:
        yield from countries(text)


NUMBERED = re.compile(r"v?\.?\s?(\d{1,3}(?:\.\d{1,3}){0,2})(?:\s?[(,]\s?(?P<day>[\w .-]{4,25}))?\W{0,3}", re.IGNORECASE)


def version(text: str) -> Values:
    """Read the version, and when it came out where the answer says it too."""
    if alone := NUMBERED.fullmatch(text.strip()):
        yield "dataset.version", alone[1]
        yield from published(alone["day"] or "")
        return
    yield from versions(text)
    yield from published(text)
    days = {text[found.start() :].strip(" .") for found in WHEN.finditer(text)}
    yield from (value for one in days for value in published(one))


DATED = re.compile(
    r"\b[Vv](?:ersion|\.)?\s?\d[\d.]{0,8},\s?(?:of |from |released "
    r"|published )?(?P<day>[A-Za-z0-9 -]{4,20})(?=[).;,]|$)"
)


def dated(text: str) -> Values:
    """Read when a version came out, where its date stands behind it."""
    yield from (value for found in DATED.finditer(text) for value in published(found["day"]))


WHEN = re.compile(r"(?<=[,;(]\s)[^,;()]{4,30}$|(?<=[,;(])[^,;()]{4,30}$")


def nothing(_: str) -> Values:
    """Read nothing: the answer is a text for its author to place."""
    yield from ()
