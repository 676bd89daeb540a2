"""What is said where there is nothing of what a field asks for: “none” after our beginning would claim the opposite."""

import re
from collections.abc import Mapping
from typing import Any

from alignmentcard.convert.prose.words import inside, plain

DENIED = re.compile(
    r"(?:none(?: at all)?|no(?:ne|thing)? (?:is |are |was )?(?:planned|foreseen|offered|provided|else|known|needed"
    r"|excluded|left out)|nobody wrote (?:any|one|them|it)"
    r"|no (?:mechanism|way|means|possibility|option|provision)|no|no one|nobody"
    r"|nothing|not (?:possible|applicable|any|planned|foreseen|offered|provided|available|at all)"
    r"|impossible|n/?a|[-–—]|(?:keine?|nichts|niemand|ningun[oa]|nada|nadie|aucune?|rien)(?=\W*$))"
    r"(?: (?:of it )?in the (?:release|data(?:set)?|files?))?"
    r"(?=\s*(?:$|[.;,:(–—]| (?:about|beyond|but|other than|apart from|except|after|besides|that we know)\b))",
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
    "intent.funded_by": "The data was made without funding",
    "intent.not_for": "No use of the data is ruled out",
    "pools.*.recruitment.criteria": "{They} had to meet no criteria",
    "release.maintenance": "No maintenance of the data is planned",
    "release.personal_data": "The release holds no personal data",
    "release.withdrawal": "Raters cannot withdraw",
}
"""What is so where there is nothing, by the path of the field."""


UNKNOWN = re.compile(r"(?:unknown|not known|unclear|not documented|not recorded)(?=\s*(?:$|[.;,:(–—]))", re.IGNORECASE)
"""What an author says first who does not know the answer."""
NOT_KNOWN: Mapping[str, str] = {
    "framework.authors": "Who wrote the guidelines is not known",
    "intent.funded_by": "Who funded the data is not known",
    "intent.guidance.aim": "How well the aim could be defined is not known",
    "intent.guidance.applications": "How well the later uses could be foreseen is not known",
    "intent.guidance.assessable": "How well people can judge what is asked for is not known",
    "intent.whose_values": "Whose values the data carries is not known",
    "release.maintenance": "Who maintains the data is not known",
    "release.personal_data": "Whether the release holds personal data is not known",
    "release.withdrawal": "Whether raters can withdraw is not known",
}
"""What is said where an author does not know it, by the path of the field."""


def denial(path: str, value: Any) -> tuple[str, str] | None:
    """Return our phrase for a value that says that there is nothing, or not what, and what its author goes on with."""
    for pattern, phrases in ((DENIED, SAID), (UNKNOWN, NOT_KNOWN)):
        rest = _beyond(pattern, value) if path in phrases else None
        if rest is not None:
            return phrases[path], rest if rest.startswith((";", ",", ":", ".")) else f" {rest}".rstrip()
    return None


def is_nothing(value: Any) -> bool:
    """Say whether a text, or the only one of a list, only says that there is nothing."""
    return _beyond(DENIED, value) == ""


def _beyond(pattern: re.Pattern[str], value: Any) -> str | None:
    """Return what stands behind words at the beginning of a text, or of the only one of a list; None for all others."""
    one = value[0] if isinstance(value, list) and len(value) == 1 else value
    found = pattern.match(plain(one)) if isinstance(one, str) else None
    return inside(plain(one)[found.end() :]) if found else None
