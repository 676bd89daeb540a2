"""What people were paid, as an answer tells it: an amount, its currency, and what it was paid for."""

import re
from typing import Any

from alignmentcard.convert.imports.mentioned import POOL, WAGE, Values, standard

SYMBOLS = {
    "$": "USD",
    "US$": "USD",
    "€": "EUR",
    "£": "GBP",
    "₹": "INR",
    "euro": "EUR",
    "dollar": "USD",
    "us dollar": "USD",
    "pound": "GBP",
    "rupee": "INR",
}
NUMBER = r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?:\.\d+)?|(?<![\d.,])\d+(?:\.\d+|,\d{1,2})?(?![\d]|[.,]\d)"
"""A comma before one or two digits is that of a fraction, as most of Europe writes it."""
CODES = "USD|EUR|GBP|CHF|INR|CAD|AUD|JPY|KRW|CNY|BRL|MXN|ZAR|KES|NGN|SEK|NOK|DKK|PLN|SGD|GHS|ETB|CZK|HUF|TRY|RON|THB"
MONEY = re.compile(
    rf"(US\$|[$€£₹])\s?({NUMBER})"
    rf"|({NUMBER})\s?({CODES}|[$€£₹]|[Ee]uros?\b|(?:US )?[Dd]ollars?\b|[Pp]ounds?\b|[Rr]upees?\b)"
    rf"|\b({CODES})\s?({NUMBER})"
)
OF_THOUSANDS = re.compile(r"[1-9]\d{0,2}\.\d{3}")
"""`1.200 €`: where prices are in euros, a point with three digits behind it parts thousands."""
ITEM = (
    "item|comparison|annotation|pair|story|response|reply|prompt|question|example|conversation|dialogue|label|rating"
    "|judge?ment|image|text|sentence|post|comment|answer|document|instance|request"
)
PER = re.compile(
    rf"(?:per|an|a|each|every|pro|por|/)\s*(?:(?:\w+\s)?(?P<item>{ITEM})|(?P<time>hour|hr|h|stunde|hora)"
    rf"|(?P<once>session|sitting|interview|study|survey)|(?P<task>(?:\d+-minute )?(?:task|HIT|assignment|batch)))\b"
    r"|\b(?P<hourly>hourly)\b",
    re.IGNORECASE,
)
BEFORE = re.compile(
    r"\b(?:survey|study|questionnaire|session|sitting)\b[^.;$€£₹]{0,60}\bpaid\s*$|\b(?:each|every|per)\s+(?:session|sitting)\b|\bhourly\b",
    re.IGNORECASE,
)
NEAR = 30
"""Characters behind an amount in which it is said what it was paid for."""
CLAUSE = re.compile(r"[,;(]|\.\s")
SESSION_OF = re.compile(
    r"\b(?:task|HIT|session|sitting|survey|study)s?\s(?:of|that took|taking|lasting)\s(?:about |around |roughly )?\d+\s"
    r"min|\d+[- ]minute\s(?:task|HIT|session|survey)",
    re.IGNORECASE,
)
"""A task that takes its time is a session; how many items another has nobody can tell."""
ABOUT = re.compile(
    r"\b(?:which|or|comes? to|equals?|equivalent|corresponds?|amounts?|translates?|exceed\w*|above|below|over|than"
    r"|roughly|about|around|approximately|bonus\w*)\b[^$€£₹\d]{0,40}$|\bi\.e\.[^$€£₹\d]{0,40}$",
    re.IGNORECASE,
)
"""What goes before an amount that only explains another."""
UNPAID = re.compile(
    r"\bunpaid\b|\bnot (?:paid|compensated|remunerated)\b|\bno (?:payment|compensation|remuneration)\b"
    r"|\bwithout (?:pay|payment|compensation|remuneration)\b",
    re.IGNORECASE,
)


def pay(text: str) -> Values:
    """Read the one amount of money that was paid, and what for."""
    found = amounts(text)
    if len(found) == 1:
        one = found[0]
        symbol, amount, other, code, first, last = one.groups()
        sign = (symbol or code or first).removesuffix("s")
        currency = SYMBOLS.get(sign.lower() if sign[0].isalpha() and "$" not in sign else sign, sign)
        pay: dict[str, Any] = {"amount": _amount(amount or other or last, currency), "currency": currency}
        if per := _per(text, one):
            pay["per"] = per
        if said := standard(text):
            pay["standard"] = said
        yield f"{POOL}.pay", pay
    elif not MONEY.search(text) and UNPAID.search(text):
        yield f"{POOL}.pay", {"amount": 0}


def _amount(text: str, currency: str) -> float:
    if currency == "EUR" and OF_THOUSANDS.fullmatch(text):
        return float(text.replace(".", ""))
    return float(re.sub(r",(?=\d{1,2}$)", ".", text).replace(",", ""))


def amounts(text: str) -> list[re.Match[str]]:
    """Return the amounts in a text, without those that explain another or are a wage by law."""
    every = list(MONEY.finditer(text))
    laws = [one.span() for one in WAGE.finditer(text)] if len(every) > 1 else []
    kept = [
        one
        for one in every
        if len(every) == 1
        or not (ABOUT.search(text[max(0, one.start() - 60) : one.start()]) or any(a <= one.start() < b for a, b in laws)
                or re.search(r"\bminimum wage (?:of|is|was)\s*$", text[: one.start()]))
    ]  # fmt: skip
    first = every[:1]
    return kept if {one[0] for one in kept} and len({one[0] for one in kept}) > 1 else kept[:1] or first


def _per(text: str, amount: re.Match[str]) -> str | None:
    """Return what an amount was paid for; None for a task of which nobody says how long it takes."""
    clause = CLAUSE.search(text, amount.end())
    each = PER.search(text, amount.end(), min(amount.end() + NEAR, clause.start() if clause else len(text)))
    if each and (each["time"] or each["hourly"]):
        return "hour"
    if each and each["item"]:
        return "item"
    if (each and each["once"]) or ((each and each["task"]) and SESSION_OF.search(text)):
        return "session"
    before = BEFORE.search(text[max(0, amount.start() - 2 * NEAR) : amount.start()]) if not each else None
    return ("hour" if before[0].lower() == "hourly" else "session") if before else None
