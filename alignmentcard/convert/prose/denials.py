"""What is said where there is nothing of what a field asks for: “none” after our beginning would claim the opposite."""

import re
from collections.abc import Mapping
from typing import Any

from alignmentcard.convert.prose.words import inside, plain

DENIED = re.compile(
    r"(?:none(?: at all)?|no(?:ne|thing)? (?:is |are |was )?(?:planned|foreseen|offered|provided|else|known|needed)"
    r"|no (?:mechanism|way|means|possibility|option|provision)|no|no one|nobody"
    r"|nothing|not (?:possible|applicable|any|planned|foreseen|offered|provided|available|at all)"
    r"|impossible|n/?a|[-–—]|(?:keine?|nichts|niemand|ningun[oa]|nada|nadie|aucune?|rien)(?=\W*$))"
    r"(?: (?:of it )?in the (?:release|data(?:set)?|files?))?"
    r"(?=\s*(?:$|[.;,:(–—]| (?:beyond|but|other than|apart from|except) ))",
    re.IGNORECASE,
)
"""What an author says first where there is nothing of what was asked for."""
SAID: Mapping[str, str] = {
    "aggregation.*.weighting": "Ratings were not weighted",
    "collection.context_shown": "Raters saw nothing else",
    "collection.platform": "No platform was used",
    "collection.tool": "No annotation tool was used",
    "framework.authors": "Nobody wrote guidelines",
    "framework.exclusions": "The definitions leave nothing out",
    "intent.affected": "Nobody is affected by the result without a say in it",
    "intent.funded_by": "Nobody funded the data",
    "intent.not_for": "No use of the data is ruled out",
    "pools.*.recruitment.criteria": "{They} had to meet no criteria",
    "release.maintenance": "No maintenance of the data is planned",
    "release.personal_data": "The release holds no personal data",
    "release.withdrawal": "Raters cannot withdraw",
}
"""What is so where there is nothing, by the path of the field."""


def denial(path: str, value: Any) -> tuple[str, str] | None:
    """Return our phrase for a value that says that there is nothing, and what the author goes on with."""
    rest = _beyond(value) if path in SAID else None
    if rest is None:
        return None
    return SAID[path], rest if rest.startswith((";", ",", ":", ".")) else f" {rest}".rstrip()


def is_nothing(value: Any) -> bool:
    """Say whether a text, or the only one of a list, only says that there is nothing."""
    return _beyond(value) == ""


def _beyond(value: Any) -> str | None:
    """Return what stands behind the words that there is nothing; None for all other values."""
    one = value[0] if isinstance(value, list) and len(value) == 1 else value
    found = DENIED.match(plain(one)) if isinstance(one, str) else None
    return inside(plain(one)[found.end() :]) if found else None
