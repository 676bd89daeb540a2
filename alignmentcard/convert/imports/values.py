"""Values that mean the same in other formats as in a card, or None where that is not certain."""

import datetime
import re
from collections.abc import Iterator
from typing import Any

from alignmentcard.codes.identifiers import is_mail, is_orcid, is_sha256, is_url
from alignmentcard.codes.languages import is_tag, tag_for
from alignmentcard.codes.licences import expression_for, is_expression
from alignmentcard.convert.imports.found import named, plain, texts
from alignmentcard.text.letters import hyphened

SHORTEST, LONGEST = 50, 1000
"""Characters of a summary."""
MOST_PEOPLE = 2000
LONGEST_ID = 64
LISTED = re.compile(
    r"https?://(?:www\.)?(?:choosealicense\.com/licenses|spdx\.org/licenses|opensource\.org/licenses?)/"
    r"([A-Za-z0-9.+-]+?)(?:\.html|\.json)?/?",
    re.IGNORECASE,
)
UNCLEAR = re.compile(r"(?:[al]?gpl|gfdl)(?:-\d(?:\.\d)?)?", re.IGNORECASE)
"""A GNU licence that does not say whether later versions are meant."""
MOMENT = re.compile(
    r"(\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?)(?:[T ][\d:.,]+(?:Z|[+-]\d\d:?\d\d)?)?"
)
LINK = re.compile(r"\[[^\]\n]{0,500}\]\(\s*<?([^\s)>]{1,2000})|<?((?:https?://|mailto:)[^\s<>\"'\]]{1,2000})")
SENTENCE = re.compile(r"(?<=[.!?])\s+")


def slug(text: str) -> str:
    """Return a text as an id: lower case letters, digits and hyphens; empty where it has none of them."""
    return hyphened(text)[:LONGEST_ID].strip("-")


BRACKETED = re.compile(r"\(([^()]{3,40})\)\s*$")
"""The short name that stands behind a long one, as in `Attribution 4.0 International (CC BY 4.0)`."""


def licence(text: str) -> str | None:
    """Return the SPDX expression that a licence's id, address or usual name stands for."""
    text = text.strip()
    listed = LISTED.fullmatch(text)
    text = listed[1] if listed else text
    if UNCLEAR.fullmatch(text):
        return None
    inner = BRACKETED.search(text)
    return (
        expression_for(text) or (text if is_expression(text) else None) or (expression_for(inner[1]) if inner else None)
    )


def language(text: str) -> str | None:
    """Return the BCP 47 tag that a tag or an English name stands for."""
    text = text.strip()
    return text if is_tag(text) else tag_for(text)


def languages(value: Any) -> tuple[list[str], list[str]]:
    """Return the tags in a value, and the texts that are none."""
    tags, rest = [], []
    for text in texts(value):
        parts = [language(part) for part in text.split(",")]
        if all(parts):
            tags += [part for part in parts if part]
        else:
            rest.append(text)
    return list(dict.fromkeys(tags)), rest


def date(text: str) -> str | None:
    """Return the day, month or year of a date or moment of ISO 8601 that is in the calendar."""
    found = MOMENT.fullmatch(text.strip())
    return found[1] if found and _in_calendar(found[1]) else None


def _in_calendar(text: str) -> bool:
    try:
        datetime.date.fromisoformat(f"{text}-01-01"[:10])
    except ValueError:
        return False
    return True


def period(first: str, last: str) -> tuple[str, str] | None:
    """Return the dates between which something happened, in the order of time."""
    start, end = date(first), date(last)
    if not start or not end:
        return None
    shared = min(len(start), len(end))
    return (start, end) if start[:shared] <= end[:shared] else None


def address(text: str) -> str | None:
    """Return a text that is an address on the web."""
    text = text.strip()
    web = text.lower().startswith(("http://", "https://"))
    return text if web and is_url(text) and text.isprintable() else None


def link(text: str) -> str | None:
    """Return the one address or mailto in a Markdown text; None where there are several."""
    found = list(dict.fromkeys((one or other).rstrip(".,;:)") for one, other in LINK.findall(text)))
    bare = [text.strip()] if is_mail(text.strip()) else []
    usable = [one for one in (*found, *bare) if address(one) or is_mail(one)]
    return usable[0] if len(usable) == 1 else None


def contact(text: str) -> str | None:
    """Return where questions are answered, as a mailto or an address."""
    found = link(text)
    return f"mailto:{found}" if found and is_mail(found) and not found.lower().startswith("mailto:") else found


def digest(value: Any) -> str | None:
    """Return a SHA-256 in lower case."""
    return value.strip().lower() if isinstance(value, str) and is_sha256(value.strip()) else None


def summary(text: str) -> str | None:
    """Return the first whole sentences of a text that make a summary."""
    told = ""
    for sentence in SENTENCE.split(plain(text)):
        longer = f"{told} {sentence}".strip()
        if len(longer) > LONGEST:
            break
        told = longer
    return told if len(told) >= SHORTEST else None


def creators(value: Any) -> Iterator[dict[str, str]]:
    """Yield the people and organisations in a value of schema.org or of a citation file."""
    for entry in value[:MOST_PEOPLE] if isinstance(value, list) else [value]:
        name = named(_name(entry))
        if name:
            yield {"name": name, **_orcid(entry), **_affiliation(entry)}


PARTS_OF_A_NAME = ("given-names", "givenName", "name-particle", "family-names", "familyName",
                   "name-suffix")  # fmt: skip
"""Keys of a citation file and of schema.org, in the order in which a name is said."""


def _name(entry: Any) -> str:
    if not isinstance(entry, dict):
        return entry if isinstance(entry, str) else ""
    parts = [entry.get(key) for key in PARTS_OF_A_NAME]
    alone = next(iter(texts(entry.get("name") or entry.get("legalName") or entry.get("alias"))), "")
    return alone or " ".join(part for part in parts if isinstance(part, str))


def _orcid(entry: Any) -> dict[str, str]:
    named = (
        [entry.get(key) for key in ("orcid", "sameAs", "@id", "identifier", "url")] if isinstance(entry, dict) else []
    )
    found = next((text for text in texts(named) if is_orcid(text.strip())), None)
    return {"orcid": found.strip().rstrip("/").rpartition("/")[2].upper()} if found else {}


def _affiliation(entry: Any) -> dict[str, str]:
    value = entry.get("affiliation") if isinstance(entry, dict) else None
    name = named(_name(value[0] if isinstance(value, list) and value else value))
    return {"affiliation": name} if name else {}
