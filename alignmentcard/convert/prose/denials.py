"""What is said where there is nothing of what a field asks for: “none” after our beginning would claim the opposite."""

import re
from collections.abc import Mapping
from typing import Any

from alignmentcard.convert.prose.words import inside, plain

DENIED = re.compile(
    r"(?:none(?: at all)?|no(?:ne|thing)? (?:is |are |was )?(?:planned|foreseen|offered|provided|else|known|needed)"
    r"|no (?:mechanism|way|means|possibility|option|provision)|no|no one|nobody"
    r"|nothing|not (?:possible|applicable|any|planned|foreseen|offered|provided|available|at all)"
    r"|impossible|n/?a)"
    r"(?: in the (?:release|data(?:set)?|files?))?(?=\s*(?:$|[.;,:(–—]| beyond | other than | except | after | besides "
    r"| apart from | that we know))",
    re.IGNORECASE,
)
"""What an author says first where there is nothing of what was asked for."""
SAID: Mapping[str, str] = {
    "aggregation.*.weighting": "Ratings were not weighted",
    "collection.context_shown": "Raters saw nothing else",
    "collection.platform": "No platform was used",
    "collection.tool": "No annotation tool was used",
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
    one = value[0] if isinstance(value, list) and len(value) == 1 else value
    for pattern, phrases in ((DENIED, SAID), (UNKNOWN, NOT_KNOWN)):
        if path in phrases and isinstance(one, str) and (found := pattern.match(plain(one))):
            return phrases[path], _rest(inside(plain(one)[found.end() :]))
    return None


def _rest(rest: str) -> str:
    return rest if rest.startswith((";", ",", ":", ".")) else f" {rest}".rstrip()
