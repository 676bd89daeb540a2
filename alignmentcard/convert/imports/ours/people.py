"""Sentences about those who took part, as the values that they were written from."""

import re
from typing import Any

from alignmentcard.convert.imports.ours import lists
from alignmentcard.convert.imports.ours.sentence import NAMES, NOUNS, PLACES, Said, Sentence, Values, sentence
from alignmentcard.convert.prose.phrases.people import CHANNELS
from alignmentcard.convert.prose.records.people import BASES, BOARDS, OF_ONE, PER
from alignmentcard.convert.prose.words import capital

THEY = PLACES["{They}"]
PAID = "|".join(f"(?P<{name}>{re.escape(words)})" for name, words in PER.items())
LINE = r"(?:[^().]|\.(?=\S)){0,300}"
BESIDE = rf"(?: \((?P<in>[^()]{{1,600}})\)|: (?P<after>{LINE}(?:\([^()]{{0,300}}\){LINE}){{0,4}}?))?"


def _channel(name: str, words: str = "") -> Sentence:
    def read(said: Said) -> Values:
        firm = said.match["in"] or said.match["after"]
        yield from ((one, name) for one in said.at("pools.*.recruitment.channel"))
        yield from ((one, firm) for one in said.at("pools.*.recruitment.platform") if firm)

    how = re.escape(words or f"were recruited {CHANNELS[name]}")
    if name in OF_ONE:
        how = f"were recruited (?:{CHANNELS[name]}|{OF_ONE[name]})"
    pattern = rf"{THEY} {how}{BESIDE}\."
    return sentence(pattern, read, "pools.*.recruitment.channel")


def pay(said: Said) -> Values:
    """Read what work was paid, and by which standard."""
    found: dict[str, Any] = {}
    if said.match["money"]:
        found["amount"] = float(said.match["money"].replace(",", ""))
    if said.match["code"]:
        found["currency"] = said.match["code"]
    if per := next((name for name in PER if said.match[name]), None):
        found["per"] = per
    if standard := said.match["in"] or said.match["after"]:
        found["standard"] = standard
    yield from ((one, found) for one in said.at("pools.*.pay") if found)


def unpaid(said: Said) -> Values:
    """Read that work was not paid."""
    yield from ((one, {"amount": 0}) for one in said.at("pools.*.pay"))


def _board(status: str, pattern: str) -> Sentence:
    def read(said: Said) -> Values:
        names = said.match.groupdict()
        body = names.get("body") or capital(names.get("board") or "")
        yield from ((one, {"status": status, **({"body": body} if body else {})}) for one in said.at("pools.*.ethics"))

    return sentence(pattern, read, "pools.*.ethics")


BODY = r"(?: \((?P<body>[^()]{1,300}(?:\([^()]{0,100}\)[^()]{0,100}){0,3})\))?"
BOARD = rf"(?:An ethics board{BODY}|(?:The )?(?P<board>(?=[^.()]{{0,300}}{BOARDS.pattern})(?-i:[^.()]{{1,300}}?)))"
WITH = rf"(?:them|(?P<who>{THEY.removeprefix('(?P<who>')[:-1]}))"


def size(said: Said) -> Values:
    """Read how many took part; only stated numbers stand apart."""
    number = lists.number(said.match["number"] or "")
    yield from ((one, number) for one in said.at("pools.*.size") if number is not None)
    for name in ("about", "at_least"):
        stated = lists.number(said.match[name] or "")
        yield from ((one, stated) for one in said.at(f"pools.*.size_stated.{name}") if stated is not None)


COUNT = r"\d[\d,]{0,15}"
SIZE = (
    rf"There (?:was|were) (?:about (?P<about>{COUNT})|at least (?P<at_least>{COUNT})|(?P<number>{COUNT}))"
    rf" (?P<who>(?:{NOUNS})(?: in the groups? {NAMES})?)(?:, who also [^.]{{1,400}})?\."
)
AS_BEFORE = "as before"
"""The basis of an attribute that stands behind another one of the same pool."""
COMPOSITION = (
    rf"By (?P<axis>[^.,:]{{1,80}})"
    rf"(?:(?:, (?P<basis>{'|'.join(BASES.values())}))?,"
    rf" {PLACES['{they}']} (?:divides? into|belongs? to one group:) |: )"
)


def composition(said: Said) -> Values:
    """Read who took part by one attribute; several attributes make one list."""
    found = lists.groups(said.text.rstrip("."))
    if not found:
        return
    undisclosed = found.pop("undisclosed", None)
    basis = next((name for name, words in BASES.items() if words == said.match["basis"]), "")
    basis = basis or ("" if said.match["who"] else AS_BEFORE)
    entry: dict[str, Any] = {"axis": said.match["axis"].replace(" ", "_"), **({"basis": basis} if basis else {})}
    entry |= {**found, **({"undisclosed": undisclosed[""]} if undisclosed else {})}
    yield from ((one, [entry]) for one in said.at("pools.*.composition"))


SENTENCES = (
    *(_channel(name) for name in CHANNELS if name not in ("authors", "product_users")),
    _channel("volunteers", "were recruited as unpaid volunteers"),
    _channel("product_users", "were not recruited, but used a product or site for their own ends"),
    sentence(
        rf"{THEY} are (?:an author|authors) of the data\.",
        lambda said: ((one, "authors") for one in said.at("pools.*.recruitment.channel")),
    ),
    sentence(
        rf"{THEY} were recruited through (?P<text>[^.]{{1,100}}(?:\.\w[^.]{{0,100}}){{0,3}})\.",
        lambda said: ((one, said.text) for one in said.at("pools.*.recruitment.platform")),
    ),
    sentence(rf"{THEY} were not paid\.", unpaid, "pools.*.pay"),
    sentence(
        rf"{THEY} were paid (?=\S)(?P<code>[A-Z]{{3}})?(?: ?(?P<money>\d[\d,]*(?:\.\d+)?))?(?:{PAID})?{BESIDE}\.",
        pay,
        "pools.*.pay",
    ),
    sentence(
        rf"{THEY} were paid as follows: ",
        lambda said: ((one, said.text) for one in said.at("pools.*.pay.standard")),
        goes_on=True,
    ),
    _board("approved", rf"{BOARD} approved the work with {WITH}\."),
    _board("exempt", rf"{BOARD} determined that the work with {WITH} is exempt\."),
    _board("none", rf"No ethics board was asked about the work with {WITH}\."),
    sentence(SIZE, size, "pools.*.size"),
    sentence(COMPOSITION, composition, "pools.*.composition", goes_on=True),
)
