"""What is said where an author wrote that there is nothing, such as “none”, which no beginning of ours fits."""

from collections.abc import Mapping

NONE: Mapping[str, str] = {
    "intent.not_for": "No use of the data is ruled out.",
    "intent.funded_by": "The data was made without funding.",
    "intent.affected": "Nobody is affected by the result who had no say in it.",
    "framework.authors": "Nobody wrote guidelines.",
    "framework.exclusions": "The definitions leave nothing out.",
    "collection.context_shown": "Raters saw nothing else.",
    "collection.platform": "Answers were collected without a platform.",
    "collection.tool": "No annotation tool was used.",
    "aggregation.*.weighting": "Ratings were not weighted.",
    "release.maintenance": "The data is not maintained.",
    "release.personal_data": "The release holds no personal data.",
    "release.withdrawal": "Raters cannot withdraw.",
}
