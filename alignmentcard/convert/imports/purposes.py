"""What data is for, in the words that a card has for it, where an answer says so."""

import re

from alignmentcard.convert.imports.mentioned import Values, without

USES = {
    "reward_model": r"\breward[- ]model(?:s|l?ing)?\b(?! evaluation)|\bpreference[- ]models?\b",
    "fine_tuning": r"\bfine-?tun(?:e|ed|ing)\b|\binstruction[- ]tuning\b|\bpreference (?:optimi[sz]ation"
    r"|tuning)\b|\bDPO\b",
    "evaluation": r"\bevaluat(?:e|ed|ing|ion)\b|\bbenchmark(?:s|ing)?\b",
    "red_teaming": r"\bred[- ]team(?:ing)?\b",
    "guardrail": r"\bguardrails?\b|\bsafety classifiers?\b|\bharm(?:fulness)? classifiers?\b",
    "opinion_study": r"\bopinion research\b|\bpublic opinion\b|\b(?:studying|study|studies of|research on) (?:how )?"
    r"(?:\w+ ){0,2}(?:disagree\w*|differ\w*)\b|\bfind out whether (?:\w+ ){1,6}agree\b",
    "moderation": r"\b(?:content )?moderation\b",
}
MODELS_JUDGED = re.compile(
    r"\b(?:evaluat(?:e|ed|ing|ion of)|benchmarking(?: of)?|evaluation|benchmarks?)\s+(?:a |an |the |of )?"
    r"(?P<what>[^.;,]{0,60})",
    re.IGNORECASE,
)
REWARD = re.compile(r"\breward[- ]model", re.IGNORECASE)
AIM = re.compile(
    r"\b(?:to (?:train|evaluate|fine-?tune|benchmark|red-?team|study|learn|find|support)|for|so that"
    r"|as (?:training|test) data"
    r"|intended|meant|purpose|aims?|benchmark)\b",
    re.IGNORECASE,
)
NOT = re.compile(r"\b(?:not|no|never|cannot|existing|previous|prior|current)\b", re.IGNORECASE)
STEPS = re.compile(r"(?<=[.!?;])\s+|,\s+(?=(?:and|but) (?:it|they|the data) )|\s(?=and (?:should|must|may|is) not\b)")


def purposes(text: str) -> Values:
    """Read what data was made for, from the sentences that name an aim."""
    yield from _uses(" ".join(one for one in without(NOT, text, STEPS) if AIM.search(one)))


def tasks(text: str) -> Values:
    """Read what data can be used for; each sentence of such an answer names uses, unless it takes one back."""
    yield from _uses(" ".join(without(NOT, text, STEPS)))


def _uses(text: str) -> Values:
    found = [name for name, words in USES.items() if re.search(words, text, re.IGNORECASE)]
    if "reward_model" in found and "evaluation" in found and not _trains(text):
        found.remove("reward_model")
    yield from [("intent.uses", found)] if found else []


def _trains(text: str) -> bool:
    """Say whether reward models are made with the data, and not only judged with it."""
    judged = [one for one in MODELS_JUDGED.finditer(text) if REWARD.search(one["what"])]
    rest = MODELS_JUDGED.sub(" ", text) if judged else text
    return bool(REWARD.search(rest)) or bool(re.search(r"\btrain(?:ing)?\b[^.;]{0,40}\breward", text, re.IGNORECASE))
