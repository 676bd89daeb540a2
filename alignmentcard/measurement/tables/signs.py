"""Signs of trouble in a table: codes for missing values that nobody declared, and ids that name people."""

import re

from alignmentcard.measurement.engine.engines import rows
from alignmentcard.measurement.tables.cells import LIKE_MISSING
from alignmentcard.measurement.tables.ratings import Ratings

PLATFORMS = {
    "email": re.compile(r"[^@\s]+@[^@\s]+\.[a-z]{2,}", re.IGNORECASE),
    "prolific": re.compile(r"[0-9a-f]{24}"),
    "mturk": re.compile(r"A[0-9A-Z]{11,14}"),
}
LOOKED_AT = 500


def missing_codes(table: Ratings) -> dict[str, tuple[str, ...]]:
    """Find undeclared codes for missing values in the attributes of raters; needs the relation `members`."""
    found = {}
    for number, axis in enumerate(table.attributes):
        texts = rows(table.engine.query(f"SELECT DISTINCT a{number} AS grp FROM members WHERE a{number} IS NOT NULL"))
        codes = tuple(sorted(row["grp"] for row in texts if LIKE_MISSING.fullmatch(row["grp"].strip())))
        if codes:
            found[axis] = codes
    return found


def platform(table: Ratings) -> str | None:
    """Name the platform whose ids the raters' look like, if nearly all of some hundred do; needs `members`."""
    found = rows(table.engine.query(
        f"SELECT CAST(rater AS STRING) AS rater FROM members ORDER BY CAST(rater AS STRING) LIMIT {LOOKED_AT}"
    ))  # fmt: skip
    ids = [row["rater"] for row in found]
    for name, pattern in PLATFORMS.items():
        if ids and sum(bool(pattern.fullmatch(one)) for one in ids) >= 0.9 * len(ids):
            return name
    return None
