"""How people were asked, as an answer mentions it: the program, the preparation, the checks, the order, a way out."""

import re

from alignmentcard.convert.imports.mentioned import Values, without

TOOLS = (
    *("Label Studio", "Argilla", "Qualtrics", "LimeSurvey", "PsychoPy", "Prodigy", "doccano", "INCEpTION", "brat"),
    *("Potato", "Google Forms", "Gorilla", "jsPsych", "Labelbox", "LightTag", "SurveyMonkey", "oTree", "Dynabench"),
    *("SoSci Survey", "Microsoft Forms", "KoboToolbox", "Streamlit", "Gradio", "Datasaur", "Tagtog", "SurveyCTO"),
)
TOOL = re.compile(
    rf"\b({'|'.join(TOOLS)})\b(?!\s[Pp]anel)(\s(?:v(?:ersion)?\.?\s?)?\d{{1,2}}(?:\.\d{{1,3}}){{0,2}}\b(?!\s?%))?"
)
CONTROLS = {
    "attention_check": r"\battention[- ]checks?\b|\binstructional manipulation checks?\b"
    r"|\battention (?:questions?|tests?)\b",
    "gold_items": r"\bgold(?:en)?[- ](?:standard )?(?:items?|questions?|comparisons?|examples?|units?)\b"
    r"|\bcontrol (?:questions?|items?)\b|\bhoney ?pots?\b|\b(?:with|had|have|whose) (?:an? "
    r"|the )?known (?:answers?|labels?)\b"
    r"|\bknown answers?\b",
    "time_limit": r"\b(?:in |needed |took |spent )?(?:less|fewer|under|shorter|faster)(?: than)? (?:\w+ )?"
    r"(?:\d+|\w+) (?:seconds?|minutes?)\b|\btoo (?:fast|quickly)\b",
    "consistency_check": r"\bconsistency checks?\b|\b(?:repeated|duplicated?) items? to check\b"
    r"|\b(?:shown|asked|rated|presented|judged|came|appeared|repeated) twice\b|\brepeated (?:items"
    r"|questions|comparisons)\b",
    "manual_review": r"\bspot[- ]check|\bmanual(?:ly)? (?:review|inspect)\w*",
}
TRAININGS = {
    "instructions": r"\b(?:read|given|received|studied) (?:\w+ ){0,3}(?:instructions|guidelines)\b",
    "video": r"\b(?:training|introductory|instruction(?:al)?) videos?\b",
    "practice_round": r"\bpracti[cs]e (?:round|items?|trials?|tasks?|session)s?\b|\btraining round\b",
    "qualification_test": r"\bqualif(?:ication|ying) (?:test|task|quiz|exam|round)\b|\bhad to pass a (?:\w+ )?test\b",
}
RANDOM = re.compile(
    r"\border\b[^.;]{0,60}\b(?:randomi[sz]ed|shuffled|random)\b|\b(?:randomi[sz]ed|shuffled"
    r"|random) (?:the )?order\b|\bin (?:a )?random (?:order|sequence)\b",
    re.IGNORECASE,
)
BALANCED = re.compile(r"\bcounter-?balanced\b", re.IGNORECASE)
WAY_OUT = re.compile(
    r"\bcould (?:also )?(?:skip|abstain|say that they (?:did not|don't))|\b(?:cannot|can't|can’t"
    r"|could not) (?:say|tell|decide)\b"
    r"|\b(?:don't|don’t|do not) know\b|\bnot sure\b|\bunsure\b|\bno opinion\b|\bprefer not to (?:judge|rate)\b",
    re.IGNORECASE,
)
MINUTES = re.compile(
    r"\bsessions?\s(?:of|lasted|took)\s(?:about |around |roughly )?(\d{1,3})\s?min"
    r"|\b(\d{1,3})[- ]min(?:ute)?s? sessions?\b",
    re.IGNORECASE,
)
NOT = re.compile(r"\b(?:no|not|without|never|neither)\b|n[’']t\b", re.IGNORECASE)


def tool(text: str) -> Values:
    """Read the program in which people answered, where one that is known is named."""
    named = {name: name + version.rstrip() for name, version in TOOL.findall(text)}
    if len(named) == 1:
        yield "collection.tool", " ".join(named.popitem()[1].split())


def controls(text: str) -> Values:
    """Read how careless answers were found."""
    yield from _words("collection.quality_controls", CONTROLS, text)


def trainings(text: str) -> Values:
    """Read how raters were prepared."""
    yield from _words("collection.training", TRAININGS, text)


PREPARATIONS = {
    "instructions": r"\b(?:guidelines?|instructions?|manual|codebook|handbook|hand-?out|leaflet)\b",
    "video": r"\bvideos?\b",
    "practice_round": r"\bpracti[cs]e\b|\btrial (?:items?|rounds?|run)\b|\btraining (?:items|examples|rounds?|sets?)\b",
    "qualification_test": r"\b(?:test|quiz|exam|screening|qualif\w+)\b",
    "feedback_loop": r"\bfeedback\b|\bcould ask\b|\b(?:weekly|regular) (?:meetings?|calls?|calibration)\b",
}
"""The same where preparation is what was asked, so that one word is enough."""


def prepared(text: str) -> Values:
    """Read how raters were prepared, where this is what was asked."""
    yield from _words("collection.training", PREPARATIONS, text)


def _words(path: str, known: dict[str, str], text: str) -> Values:
    told = without(NOT, text)
    found = [name for name, words in known.items() if any(re.search(words, one, re.IGNORECASE) for one in told)]
    yield from [(path, found)] if found else []


def order(text: str) -> Values:
    """Read in which order options were shown."""
    told = " ".join(without(NOT, text))
    found = {name for name, words in (("randomised", RANDOM), ("counterbalanced", BALANCED)) if words.search(told)}
    yield from [("collection.order", found.pop())] if len(found) == 1 else []


def way_out(text: str) -> Values:
    """Read whether people could say that they have no view; that they could not is said in too many ways."""
    if WAY_OUT.search(text) and not re.search(r"\b(?:no|not) (?:option|possib|allow)", text, re.IGNORECASE):
        yield "collection.abstention", True


def session(text: str) -> Values:
    """Read how long a session was, where this is what was asked."""
    found = LONG.fullmatch(text)
    if found:
        yield "collection.minutes_per_session", int(found[1]) * (60 if found[2].lower().startswith("h") else 1)
    else:
        yield from minutes(text)


LONG = re.compile(
    r"\W*(?:about |around |roughly |on average )?(\d{1,3})\s?(min(?:ute)?s?|h(?:ou)?rs?|h)\.?\W*", re.IGNORECASE
)


def minutes(text: str) -> Values:
    """Read how long a session was."""
    found = {int(one or other) for one, other in MINUTES.findall(text)}
    yield from [("collection.minutes_per_session", found.pop())] if len(found) == 1 else []
