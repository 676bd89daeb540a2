"""What work was paid, as people write it, read as the card writes it; None where that is not sure."""

import re
from typing import Any

from alignmentcard.rules.misfits.quantities import APART, number

CURRENCIES = {"$": "USD", "us$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₩": "KRW", "chf": "CHF"}
CURRENCIES |= {"euro": "EUR", "euros": "EUR", "dollar": "USD", "dollars": "USD", "pounds": "GBP"}
UNPAID = ("unpaid", "none", "no", "nothing", "volunteers", "volunteer", "0", "unbezahlt")


HOURLY = re.compile(r"\s*\b(?:hourly|stündlich|per hr|/hr)\b\.?", re.IGNORECASE)
MIDDLE = re.compile(
    r"^(?:paid|(?:on )?average|avg\.?|mean|median|above|over|at least|more than|min(?:imum|\.)?|rate)\s+(?:of\s+)?",
    re.IGNORECASE,
)
"""What people write before an amount that not everybody was paid, or was paid at least."""
CENTS = re.compile(r"([0-9]+(?:[.,][0-9]+)?)\s*(?:cents?|ct|¢)\b", re.IGNORECASE)


def money(text: str) -> dict[str, Any] | None:
    """Read what work was paid: `$12/hour`, `12 EUR per hour`, `£0.50 an item`, `10 cents per task`, `unpaid`."""
    if text.strip().lower() in UNPAID:
        return {"amount": 0}
    bare = MIDDLE.sub("", HOURLY.sub(" per hour", text.strip()))
    bare = CENTS.sub(lambda found: str(float(found[1].replace(",", ".")) / 100), bare.replace("¢", "¢ ").strip())
    found = re.fullmatch(rf"(?:about |~|ca\. ?)?{PAID}", bare, re.IGNORECASE)
    amount = number(found[2].rstrip(".,")) if found else None
    if found is None or amount is None:
        return None
    said = (found[1] or found[3] or "").lower()
    currency = CURRENCIES.get(said, said.upper() if len(said) == 3 else None)
    if said and not currency:
        return None
    paid: dict[str, Any] = {"amount": int(amount) if amount.is_integer() else amount}
    paid |= {"currency": currency} if currency else {}
    return paid | ({"per": found[4]} if found[4] else {})


SIGN = r"[$€£¥₹₩]|US\$|[A-Za-z]{3,7}"
PAID = rf"({SIGN})?\s*([0-9][0-9.,]*)\s*({SIGN})?\s*(?:(?:/|per|an?|pro|je|each)\s*([A-Za-z]+))?\.?"
"""An amount, with its currency before or behind it, and what it was paid for."""


def ends_of_pay(text: str) -> tuple[str, str] | None:
    """Return the least and the most of a range of pay: `$15-18 an hour`, `between 15 and 18 EUR per hour`.

    What only one of them says, the currency and what was paid for, is said of both.
    """
    bare = re.sub(r"^(?:between|from|zwischen|von)\s+", "", text.strip(), flags=re.IGNORECASE)
    signed = rf"(?:{SIGN})?\s*[0-9][0-9.,]*\s*(?:[$€£¥₹₩]|[A-Z]{{3}}\b)?"
    joined = rf"({signed})(?:{APART}|\s+(?:and|und)\s+){PAID}"
    found = re.fullmatch(joined, bare, re.IGNORECASE)
    if not found or not money(found[1]):
        return None
    first, sign, amount, behind, per = found.groups()
    currency = "".join(re.findall(rf"^\s*(?:{SIGN})|(?:{SIGN})\s*$", first, re.IGNORECASE)) or sign or behind or ""
    bare_first = re.sub(r"[^0-9.,]", "", first)
    each = f" per {per}" if per else ""
    return f"{bare_first} {currency.strip()}{each}".strip(), f"{amount} {currency.strip()}{each}".strip()


def pay(text: str) -> dict[str, Any] | None:
    """Read what work was paid; of a range the least, which everybody was sure of."""
    ends = ends_of_pay(text)
    return money(ends[0] if ends else text)
