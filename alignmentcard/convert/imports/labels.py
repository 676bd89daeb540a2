"""What became of several answers, as an answer mentions it: how they became one label, and what was removed before."""

import re
from typing import Any

from alignmentcard.convert.imports.mentioned import JUDGED, Values
from alignmentcard.text.digits import whole

LABELS = "aggregation.*."
"""How a reader names a part of the one entry that a sheet of one task has."""
METHODS = {
    "majority_vote": r"\bmajority[- ](?:vote|voting|label|decision|rule)\b|\bby majority\b",
    "mean": r"\b(?:mean|average)d?\b (?:\w+ ){0,2}?(?:of|over|across|from)\b|\b(?:are|were|is|was) averaged\b"
    r"|\bmean (?:rating|score)\b",
    "median": r"\bmedian (?:of|over|rating|score)\b",
    "adjudication": r"\badjudicat(?:ed|or|ors|ion)\b",
    "soft_label": r"\bsoft[- ]labels?\b|\b(?:keep|kept|release[ds]?|provide[ds]?) (?:as )?(?:the "
    r"|a )?(?:shares?|distributions?) of\b",
    "dawid_skene": r"\bdawid[-– ](?:and[- ]|& ?)?skene\b",
    "mace": r"\bMACE\b",
    "bradley_terry": r"\bbradley[-– ]terry\b",
}
KEPT = re.compile(
    r"\b(?:do not|don['’]t|did not|didn['’]t) (?:aggregate|combine|merge)\b|\b(?:not|never) (?:aggregated?"
    r"|combined?|merged?)\b|\bnon-?aggregated\b|\bunaggregated\b"
    r"|\bno aggregation\b|\bdis-?aggregated\b",
    re.IGNORECASE,
)
EVERY = re.compile(
    rf"\b(?:all|every|each)\b(?: \w+){{0,2}} (?:individual|single|raw|separate)?\s?(?:{JUDGED}|rating"
    rf"|annotation|label)\b"
    r"[^.;]{0,40}\b(?:released|published|kept|included|provided|available)\b"
    rf"|\b(?:release|publish|keep|provide)\b (?:all|every|each)\b(?: \w+){{0,2}} (?:{JUDGED}|rating|annotation|label)\b"
    rf"|\b(?:release|publish|keep|provide)\b (?:the |our )?(?:raw|individual|single|unaggregated) (?:{JUDGED})\b"
    r"|\b(?:single|individual|raw) (?:answers|responses|annotations|ratings)\b[^.;]{0,30}"
    r"\b(?:released|published|included|provided|kept)\b"
    rf"|\bindividual (?:{JUDGED})[^.;]{{0,30}}\b(?:released|published|included|provided|available)\b",
    re.IGNORECASE,
)
LED = {
    "majority_vote": r"\W*(?:(?:by|the|a|simple|we took the) ){0,2}majority\b",
    "mean": r"\W*(?:(?:by|the|a|simple|we took the) ){0,2}(?:mean|average)\b",
    "median": r"\W*(?:(?:by|the|we took the) ){0,2}median\b",
    "adjudication": r"\W*(?:by |a |an |the ){0,2}(?:discussion|consensus|third (?:rater|annotator"
    r"|person) decide[sd])\b",
    "none": r"\W*(?:not resolved|nothing|none|not aggregated|no aggregation|we (?:do not|don['’]t|did not"
    r"|didn['’]t) (?:aggregate"
    r"|combine|merge|resolve)|(?:they|it|these) (?:were|are|was) not)\b",
}
"""How an answer begins that names the way, where this is what was asked."""
TIES = {"adjudicate": r"\bties (?:are|were) (?:decided|resolved|settled|broken) by (?!coin|lot|chance)",
        "no_label": r"\bties (?:are|were) (?:dropped|discarded|removed|excluded)\b",
        "random": r"\bties (?:are|were) broken (?:at random|randomly)\b"}  # fmt: skip
REMOVED = re.compile(
    r"\b(?:removed|excluded|dropped|discarded|filtered out|filtered|deduplicated|deleted)\b", re.IGNORECASE
)
WHAT = re.compile(
    rf"\b(?:{JUDGED}|raters?|workers?|annotators?|participants?|people|respondents?|answers?|items?|questions?"
    r"|duplicates?|duplicated|comments?|examples?|instances?|records?|prompts?|pairs?|dialogues?|conversations?"
    r"|responses?|replies|texts?|posts?|tweets?|datapoints?|data points?|interactions?|samples?|sentences?|rows?)\b",
    re.IGNORECASE,
)
PERSONAL = re.compile(r"\b(?:names?|phone|e-?mails?|addresses|identifiers?|usernames?|urls?|IDs?|PII)\b", re.IGNORECASE)
RULES = re.compile(r"(?<=[.!?])\s+|(?<=[:;])\s-\s|\s-\s(?=[A-Z])")
NOTHING = re.compile(r"\b(?:no|not|none|nothing)\b", re.IGNORECASE)
OUT = re.compile(rf"\b(?<![\d.,])(\d[\d,]*)\s+(?:{JUDGED}|duplicate \w+|duplicates)\b", re.IGNORECASE)


def combined(text: str) -> Values:
    """Read how several answers became one label, where this is what was asked, so that its first words say so."""
    told = list(labelled(text))
    led = [name for name, words in LED.items() if re.match(words, text, re.IGNORECASE)]
    if led and not any(path == f"{LABELS}method" for path, _ in told):
        yield f"{LABELS}method", led[0]
        yield from [(f"{LABELS}ties", one) for one, words in TIES.items() if re.search(words, text, re.IGNORECASE)][:1]
    yield from told


def labelled(text: str) -> Values:
    """Read how several answers became one label, where one way is named, and whether single answers are released."""
    found = [name for name, words in METHODS.items() if _told(words, text)]
    if not found and KEPT.search(text):
        found = ["none"]
    if len(found) == 1:
        yield f"{LABELS}method", found[0]
    ties = [name for name, words in TIES.items() if re.search(words, text, re.IGNORECASE)]
    if len(found) == 1 and ties:
        yield f"{LABELS}ties", ties[0]
    if EVERY.search(text) or (
        found == ["none"] and re.search(r"\bwe (?:provide|release|publish)\b", text, re.IGNORECASE)
    ):
        yield "release.level", "individual"


def _told(words: str, text: str) -> bool:
    return any(
        re.search(words, one, re.IGNORECASE) and not NOTHING.search(one) for one in re.split(r"(?<=[.!?;,:])\s+", text)
    )


def removed(text: str) -> Values:
    """Read by which rules items, raters or ratings were removed; what was taken out of a text is no rule."""
    rules = [one for sentence in RULES.split(text) if (one := _rule(sentence.strip(" -")))]
    yield from [(f"{LABELS}filters", rules)] if rules else []


def _rule(sentence: str) -> dict[str, Any] | None:
    what = REMOVED.search(sentence) and WHAT.search(sentence)
    if not what or PERSONAL.search(sentence) or NOTHING.search(sentence):
        return None
    numbers = {whole(one.replace(",", "")) for one in OUT.findall(sentence)}
    count = numbers.pop() if len(numbers) == 1 else None
    of = "ratings_removed" if re.search(rf"\d\s+(?:{JUDGED})\b", sentence) else "items_removed"
    return {"rule": re.sub(r"^(?:Yes|No)[,.;:]\s+", "", sentence), **({of: count} if count else {})}
