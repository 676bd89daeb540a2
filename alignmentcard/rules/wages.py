"""What people earn in an hour by pay, items and minutes, held against what the card says of it, for AC108."""

import re
from collections.abc import Iterator

from alignmentcard.messages.retold import worded
from alignmentcard.model import Card, Pool
from alignmentcard.model.pools import Pay
from alignmentcard.paths import Route
from alignmentcard.rules.counting import SLACK
from alignmentcard.rules.limits import Limits

Found = Iterator[tuple[Route, str]]
SIGNS = {"€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY", "₹": "INR"}
A_SUM = (
    r"(?P<before>[A-Z]{3}\b|[€$£¥₹])? ?(?P<sum>\d+(?:[.,]\d+)?) ?(?P<behind>[A-Z]{3}\b|[€$£¥₹]|euros?\b|dollars?\b)?"
)
AN_HOUR = re.compile(rf"{A_SUM} ?(?:an|per|a|each|every|/|pro|die|por|la|de l.) ?(?:hours?|hr|h|Stunde|hora|heure)\b")
EACH = re.compile(
    rf"{A_SUM} ?(?:per|a|an|each|for each|for every|/|pro|por) ?"
    r"(?:item|pair|task|repl(?:y|ies)|HIT|label|comparison|answer|rating|judge?ment|post|question|text|dialogue)\b"
)
WAGE = re.compile(r"\b(?:living|minimum) wage|\bMindestlohn|\bsalario m[ií]nimo", re.IGNORECASE)
BELOW = re.compile(r"\b(?:below|under|less than|not|no|without|unter|por debajo|menos)\b", re.IGNORECASE)
LEAST_WAGE = 5
"""What every country of the next list has as a minimum wage an hour in its own currency, and more (2025)."""
PAID_MORE = {
    **dict.fromkeys(("BE", "DE", "ES", "FR", "IE", "LU", "NL", "SI"), "EUR"),
    "US": "USD",
    "GB": "GBP",
    "CA": "CAD",
    "AU": "AUD",
    "NZ": "NZD",
}
DEAR = frozenset({"USD", "EUR", "GBP", "CAD", "AUD", "NZD", "CHF"})
DEAR_LEAST, DEAR_MOST = 0.5, 500
"""What nobody works an hour for, and what nobody pays for one, in these currencies (ours): something else was meant."""


def hourly_pay(card: Card, limits: Limits) -> Found:
    """Compare what an hour pays with what the standard of the pay says of it."""
    for position, pool in enumerate(card.pools):
        pay = pool.pay
        if pay is None or not pay.amount or pool.kind != "human":
            continue
        earned = an_hour(pay.amount, pay.per, card)
        told = _told(pay, card)
        route: Route = ("pools", position, "pay")
        if earned is not None and pay.currency in DEAR and not DEAR_LEAST <= earned <= DEAR_MOST:
            message = worded(
                "The pay of `{pool}` comes to {earned:.3g} {currency} an hour.",
                pool=pool.id,
                earned=earned,
                currency=pay.currency,
            )
            yield route, message
            continue
        if earned is not None and told is not None and not _fits(earned, *told):
            message = worded(
                "The pay of `{pool}` comes to {earned:.3g} {currency} an hour, and its standard says {told:.3g}.",
                pool=pool.id,
                earned=earned,
                currency=pay.currency or "",
                told=told[0],
            )
            yield route, message
        elif earned is not None and earned < LEAST_WAGE and _claims_wage(pool, pay):
            message = worded(
                "The pay of `{pool}` comes to {earned:.3g} {currency} an hour, and its standard speaks of a wage that "
                "is higher in each of the pool's countries.",
                pool=pool.id,
                earned=earned,
                currency=pay.currency or "",
            )
            yield route, message


def an_hour(amount: float, per: str | None, card: Card) -> float | None:
    """Return what an amount for an hour, a session or an item comes to in an hour; None where the card does not say."""
    minutes, items = card.collection.minutes_per_session, card.collection.items_per_session
    if per == "hour":
        return amount
    if not minutes or (per == "item" and not items):
        return None
    sessions = 60 / minutes
    return {"session": amount * sessions, "item": amount * (items or 0) * sessions}.get(per or "")


def _told(pay: Pay, card: Card) -> tuple[float, bool] | None:
    """Return what an hour pays by the words of the standard, and whether it may be no more than the least."""
    hourly, each = _sum(AN_HOUR, pay), _sum(EACH, pay)
    if hourly is not None:
        return hourly, True
    worked_out = an_hour(each, "item", card) if each is not None else None
    return None if worked_out is None else (worked_out, False)


def _sum(pattern: re.Pattern[str], pay: Pay) -> float | None:
    """Return the sum that a standard names, in the currency of the pay; None where it names none or another's."""
    found = list(pattern.finditer(pay.standard or ""))
    if len(found) != 1:
        return None
    named = found[0]["before"] or found[0]["behind"] or ""
    currency = {"euro": "EUR", "euros": "EUR"}.get(named, SIGNS.get(named, named))
    dollars = named.startswith(("$", "dollar")) and (pay.currency or "").endswith("D")
    return float(found[0]["sum"].replace(",", ".")) if currency in ("", pay.currency) or dollars else None


def _fits(earned: float, told: float, least: bool) -> bool:
    return told <= earned * SLACK and (least or earned <= told * SLACK)


def _claims_wage(pool: Pool, pay: Pay) -> bool:
    """Say whether the standard of a pay is the wage of countries that all have one above ours."""
    claimed = WAGE.search(pay.standard or "") and not BELOW.search(pay.standard or "")
    return bool(claimed and pool.countries) and all(PAID_MORE.get(one) == pay.currency for one in pool.countries)
