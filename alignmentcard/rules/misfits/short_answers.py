"""What a short answer stands for, however somebody spells it: a term, yes or no, an id, the reason of a gap."""

import re
from typing import Any

from alignmentcard.model.base import Vocabulary
from alignmentcard.model.fields import find
from alignmentcard.rules.misfits.synonyms import plain, synonym
from alignmentcard.text.letters import bare

YES = frozenset("yes y ja oui si on true t 1 allowed possible optional wahr vrai ✓ ✔ ☑".split())
NO = frozenset("no n nein non off false f 0 not_allowed falsch faux ✗".split())
OF_SPREADSHEETS = ("#n/a", "#na", "#null", "#ref", "#value", "#div/0", "#name?", "#name", "#num", "#spill")
"""What spreadsheets show where they know no value; a cell that is too narrow shows number signs."""
NO_ANSWER: tuple[str, ...] = (
    "none",
    "nil",
    "-",
    "--",
    "---",
    "–",
    "—",
    ".",
    "x",
    "n/a",
    "no_data",
    "no_information",
    "keine_angabe",
)
NO_ANSWER += OF_SPREADSHEETS
UNFINISHED = frozenset("todo to_do tbd tba tbc fixme xxx ??? ?? ? ... … tk pending wip work_in_progress".split())


ELSEWHERE = (
    r"(?:(?:the|our|original|main|full|dataset|data|associated|accompanying) )*"
    r"(?:above|below|elsewhere|(?:paper|article|publication|appendix|supplement(?:ary materials?)?|readme|website"
    r"|web ?page|homepage|repo(?:sitory)?|documentation|docs|data ?sheet|dataset card|model card|link)s?"
    r"(?: for (?:more )?(?:details|information))?)"
)
ANDERSWO = r"(?:(?:das|die|den|der|dem|im|in der) )?(?:oben|unten|paper|artikel|anhang|readme|webseite|dokumentation)"
POINTER = re.compile(
    rf"(?:(?:(?:please )?(?:see|cf\.?|refer to)|(?:as )?(?:described|reported|stated|given|explained) in) {ELSEWHERE}"
    rf"|(?:siehe|s\.) {ANDERSWO}|(?:same )?as above|wie oben)[.!]?",
    re.IGNORECASE,
)
"""An answer that only says where the answer is."""


def term_for(words: Vocabulary | None, text: str) -> str | None:
    """Return the word of a vocabulary that a text is, or that the table of synonyms has for it."""
    if words is None:
        return None
    spelt = plain(text)
    if spelt in words.terms:
        return spelt
    known = synonym(words.name, text, words.terms)
    return known.term if known else None


def yes_or_no(text: str) -> bool | None:
    """Read an answer of yes or no."""
    word = plain(text)
    if word in YES:
        return True
    return False if word in NO else None


def identifier(text: str) -> str:
    """Write a name as an id: lower-case letters, digits, hyphens and underscores."""
    return re.sub(r"[^a-z0-9_]+", "-", bare(text)).strip("-_")[:64].rstrip("-_")


def says_why(reason: str | None) -> bool:
    """Say whether a reason for accepting a finding can be one: no single word, and neither "none" nor "see the paper".

    In scripts that part no words, a few signs are a sentence.
    """
    told = (reason or "").strip()
    parted = len(told.split()) > 1 or (not told.isascii() and len(told) >= FEWEST_SIGNS)
    reasons = find(("gaps", "*", "reason"))
    return (
        parted
        and not POINTER.fullmatch(told)
        and not (reasons and reasons.vocabulary and gap_reason(reasons.vocabulary, told))
    )


FEWEST_SIGNS = 4


def gap_reason(words: Vocabulary, value: Any) -> str | None:
    """Return the reason of a gap that a value names in place of an answer, such as `N/A`, `TBD` or `unknown`."""
    if value is False:
        return "not_applicable"
    if not isinstance(value, str):
        return None
    word = plain(value.strip().strip("<>[]().!") or value)
    if word in words.terms:
        return word
    known = synonym(words.name, word, words.terms) or synonym(words.name, value, words.terms)
    if known:
        return known.term
    if word in NO_ANSWER or word.strip("_#") == "":
        return "not_applicable" if word in ("none", "nil", "n/a") else "unknown"
    return "to_do" if word in UNFINISHED and "to_do" in words.terms else None
