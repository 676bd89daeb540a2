"""What sentences call those who judged: raters in general, voters where all that was asked for is a vote, or models."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache, partial
from typing import Any, Literal

Data = Mapping[str, Any]
Judges = Literal["raters", "rater", "voters", "model", "models"]
MANY = re.compile(r".*(?:\bmodels\b|, | and )", re.IGNORECASE)
"""What the name of several models has."""
OF_MODELS = (
    (r"Raters brought their own understanding of what they judged, so that differences between them are expected",
     "No meaning was fixed for {}, which judged by {its} own understanding"),
    (r"raters who depart from it are mistaken", "answers that depart from it are mistaken"),
    (r"raters may rightly differ", "answers may rightly differ"),
    (r"Disagreement between raters", "Disagreement between ratings"),
    (r"where raters differed", "where ratings differed"),
    (r"random for each rater", "random for each answer"),
    (r"was the same for everybody", "was always the same"),
    (r"Raters read written instructions", "{} were given written instructions"),
    (r"Ratings by the same rater can be recognised by pseudonymous ids",
     "The release says which model gave each rating"),
    (r"attributes of each single rater", "a description of the model behind each rating"),
    (r"describes the raters only as a whole", "describes {} only for the ratings as a whole"),
    (r"nothing about who the raters are", "nothing more about {}"),
    (r"the rater's own beliefs and experience", "what {} had learned before"),
    (r"Raters were not asked for reasons", "{} gave no reasons"),
    (r"how far raters agree(?: and whether groups of them differ)?", "how far ratings agree"),
    (r"whether groups of raters differ", "whether ratings differ by group"),
    (r"how many raters a stable result needs", "how many ratings a stable result needs"),
    (r"whether raters answer the same when they are asked again",
     "whether answers stay the same when a question is asked again"),
    (r"each rater's agreement", "each model's agreement"),
    (r"\b(?:a|the same|each|the) rater\b", None),
    (r"(?<!\{\} )(?<!number of )\b(?:the )?raters\b|\bpeople(?= (?:voted|wrote|changed|said|tried)\b)", "{}"),
)  # fmt: skip
"""Our phrases about raters, and how they are said of models."""
OF_ONE = (
    (r"Raters brought their own understanding of what they judged, so that differences between them are expected",
     "The rater judged by their own understanding"),
    (r"raters who depart from it are mistaken", "answers that depart from it are mistaken"),
    (r"raters may rightly differ", "answers may rightly differ"),
    (r"Disagreement between raters", "Disagreement between ratings"),
    (r"where raters differed", "where ratings differed"),
    (r"the raters themselves", "the rater"),
    (r"attributes of each single rater", "attributes of the rater"),
    (r"who the raters are", "who the rater is"),
    (r"how far raters agree(?: and whether groups of them differ)?", "how far ratings agree"),
    (r"whether groups of raters differ", "whether ratings differ by group"),
    (r"how many raters a stable result needs", "how many ratings a stable result needs"),
    (r"whether raters answer the same when they are asked again",
     "whether answers stay the same when a question is asked again"),
    (r"\ba rater\b|(?<!\{\} )(?<!number of )(?<!groups of )\b(?:the )?raters\b", "the rater"),
    (r"(?<=[Tt]he rater )were\b|(?<=, )were\b(?= told how)|(?<= and )were\b(?= told how)", "was"),
    (r"(?<=[Tt]he rater )have\b", "has"),
)  # fmt: skip
"""Our phrases about raters, and how they are said of a single one."""
OF_VOTERS = (
    (r"^Raters judged (?=[“{])", "The votes count as "),
    (r"\bFor each answer a rater\b", "For each vote, a voter"),
    (r"\brater(?=s?\b)", "voter"),
    (r"\bRater(?=s?\b)", "Voter"),
    (r"\brating(?=s?\b)", "vote"),
    (r"\bRating(?=s?\b)", "Vote"),
    (r"(?<=\bsingle )judgement(?=s?\b)", "vote"),
    (r"\bEach item was judged\b", "Each item was voted on"),
    (r"(?<=\bitems that were )judged\b", "voted on"),
)
"""Our phrases about raters and ratings, and how they are said of voters and votes."""
SINGULAR = (
    (r"(?<=[Tt]he model )were\b", "was"),
    (r"(?<=[Tt]he model )have\b", "has"),
    (r"\bthey (?:have|had)\b", "it has"),
    (r"\bthemselves\b", "itself"),
    (r"\bthey\b", "it"),
    (r"\btheir\b", "its"),
)
"""Words that go with several, and the same for one."""
ONE = (("gave general judgements", "gave a general judgement"), ("judged named traits", "judged one named trait"))
"""What is said of all questions, and how where there is one."""


def judges_of(data: Data, dimension: Data | None = None) -> Judges:
    """Say who judged, or who judged one thing: models where no person did, and voters where all answers are votes."""
    pools = [one for one in data.get("pools", []) if _judged(one, dimension)]
    if pools and all(one.get("kind") == "synthetic" for one in pools):
        return "model" if len(pools) == 1 and is_one(pools[0]) else "models"
    asked = data.get("dimensions", []) if dimension is None else [dimension]
    if asked and all(one.get("feedback") == "vote" for one in asked):
        return "voters"
    alone = len(pools) == 1 and (pools[0].get("kind"), pools[0].get("size")) == ("human", 1)
    return "rater" if alone else "raters"


def _judged(pool: Data, dimension: Data | None) -> bool:
    known = pool.get("dimensions")
    about = {dimension.get("id"), f"“{dimension.get('name')}”"} if dimension else set()
    return "rater" in pool.get("role", ["rater"]) and (not known or not about or bool(about & set(known)))


def is_one(pool: Data) -> bool:
    """Say whether a pool of models is a single one, as far as its size, the name of the model or its id tells."""
    if "size" in pool or "size_stated" in pool:
        return bool(pool.get("size") == 1)
    name = str(pool.get("model", {}).get("name", ""))
    return not MANY.match(name) and not (not name and str(pool.get("id", "")).endswith("s"))


@lru_cache(4096)
def said_of(phrase: str, judges: Judges, one: bool = False) -> str:
    """Return a phrase of ours about raters as it is said of those who judged; `one` says that one thing was judged."""
    for many, single in ONE if one else ():
        phrase = phrase.replace(many, single)
    if judges == "raters":
        return phrase
    if judges == "rater":
        for pattern, words in OF_ONE:
            phrase = re.sub(pattern, partial(_in_place, words=words), phrase, flags=re.IGNORECASE)
        return phrase
    if judges == "voters":
        for pattern, words in OF_VOTERS:
            phrase = re.sub(pattern, words, phrase)
        return phrase
    name, its = ("the model", "its") if judges == "model" else ("the models", "their")
    for pattern, said in OF_MODELS:
        phrase = _replaced(phrase, pattern, said, name, its)
    for pattern, words in SINGULAR if judges == "model" and name in phrase.lower() else ():
        phrase = re.sub(pattern, words, phrase)
    return phrase


def _replaced(phrase: str, pattern: str, words: str | None, name: str, its: str) -> str:
    def told(found: re.Match[str]) -> str:
        if words is None:
            text = {"the same rater": "the same model"}.get(found[0], name)
        else:
            text = words.replace("{}", name).replace("{its}", its)
        return _in_place(found, text)

    return re.sub(pattern, told, phrase, flags=re.IGNORECASE)


def _in_place(found: re.Match[str], words: str) -> str:
    """Return words with a capital letter where those in whose place they stand have one."""
    return (words[:1].upper() if found[0][0].isupper() else words[:1].lower()) + words[1:]


def variants(phrase: str) -> Iterator[str]:
    """Yield every way in which a phrase of ours is said, the one about raters first."""
    kinds: Sequence[Judges] = ("raters", "rater", "voters", "model", "models")
    yield from dict.fromkeys(said_of(phrase, kind, one) for kind in kinds for one in (False, True))
