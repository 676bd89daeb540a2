"""Where a text may belong whose heading says nothing to us: by the words that stand in it."""

import re

SECTIONS = {
    "pools": r"\b(?:annotators?|raters?|crowd ?workers?|participants|turkers?|paid|compensat\w+|wages?"
    r"|demographic\w*|gender|women"
    r"|native speakers?|recruit\w+|prolific|mechanical turk|consent\w*|irb|ethics)\b",
    "collection": r"\b(?:interface|annotation tool|instructions?|guidelines?|training|attention checks?"
    r"|quality control|annotated"
    r"|labell?ed|rated)\b",
    "dimensions": r"\b(?:likert|scale|questions? (?:was|were)|asked (?:to|whether|how|if)|options?|labels?)\b",
    "aggregation": r"\b(?:majority|aggregat\w+|adjudicat\w+|averaged|discarded|filtered)\b",
    "statistics": r"\b(?:krippendorff\w*|kappa|inter-?(?:annotator|rater)|agreement)\b",
    "release": r"\b(?:download\w*|released?|licen[sc]\w+|available at|hosted|anonymi[sz]\w+)\b",
    "intent.not_for": r"\b(?:should not|must not|not (?:be|to be) used|limitations?|caveats?|misuse)\b",
    "intent": r"\b(?:purpose|motivat\w+|aims? to|goal|intended|designed to)\b",
    "dataset.sources_of_items": r"\b(?:scraped|crawled|sampled from|taken from|drawn from|collected from"
    r"|reddit|twitter|wikipedia)\b",
    "intent.funded_by": r"\b(?:funded by|grants?|supported by|financial support)\b",
}
WORDS = {path: re.compile(words, re.IGNORECASE) for path, words in SECTIONS.items()}
LONGEST = 5000
CODE = re.compile(r"```.*?(?:```|\Z)", re.DOTALL)
LEAST = 2
"""Words of one kind that a text must have."""


def about(text: str) -> str | None:
    """Return the section that most words of a text speak of; None where they speak of none, or of several alike."""
    prose = CODE.sub(" ", text[:LONGEST])
    counts = {path: len({found.lower() for found in words.findall(prose)}) for path, words in WORDS.items()}
    most = max(counts.values())
    best = [path for path, count in counts.items() if count == most]
    return best[0] if most >= LEAST and len(best) == 1 else None
