"""Texts of authors that we begin: whose values, why, who looks after the data, what it tells about people."""

import re
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from alignmentcard.convert.prose.articles import with_the
from alignmentcard.convert.prose.authored import going_on, is_finished, is_sentence, is_whole, sentence
from alignmentcard.convert.prose.words import ended, inside, listed, plain

OWNERS = re.compile(
    r"(?:By|In|At|On|Mostly|Partly|Mainly|From) |[^,;.:]*\bvalues\b"
    r"|(?:[^,;.:]*(?:['’]s|s['’])|mine|ours|hers|his|theirs)(?: alone| only)?(?:[,;.]|$| in )",
    re.IGNORECASE,
)
"""Whose values are told as a possessive, or with how they are."""
OFTEN = (
    "yearly",
    "annually",
    "quarterly",
    "monthly",
    "weekly",
    "daily",
    "regularly",
    "occasionally",
    "once ",
    "twice ",
)
"""How a text begins that says how often something is done."""
WAYS = tuple(
    word
    for way in ("by ", "through ", "via ", "with ", "within ", "on ", "in ", "at ", "until ", "every ", "from ", *OFTEN)
    for word in (way, way.capitalize())
)
"""How a text begins that says how something is done, and needs no colon."""
WITHDRAWN = re.compile(
    r"\b(?:with(?:draw\w*|drew)|(?:taken?|left) out|(?:delet|remov|eras|revok)\w+|opt\w* out|stop\w*)\b"
)
"""What a text has that tells by itself of withdrawing."""
UNSURE = re.compile(r"(?:possibly|maybe|perhaps|probably|likely|unknown|unclear|not known|yes)\b", re.IGNORECASE)
"""What a text begins with that says whether there is something, and not what."""
BECAUSE = ("because ", "Because ", "so that ", "So that ", "in order to ", "In order to ", "to ", "To ")
"""How a text begins that says why something was done, and needs no colon."""
YES = re.compile(r"yes[,;:.] *", re.IGNORECASE)
"""How a text begins that answers whether before it says how."""
CANNOT = re.compile(r"(?:not|none|never|impossible|no)\b", re.IGNORECASE)
"""How a text begins that says what cannot be done."""
TOLD_AS = {
    "framework.chosen_because": "The reason for asking about this was the following:",
    "framework.positions": "The authors describe their position as follows:",
    "framework.rationale": "The design is explained as follows:",
    "release.maintenance": "Maintenance is described as follows:",
}
"""How texts of the author begin that are no sentences."""
GOES_ON = {
    "framework.chosen_because": ("This was asked", BECAUSE),
    "framework.rationale": ("This design was chosen", BECAUSE),
    "release.maintenance": ("The data is maintained", WAYS),
}
"""How they begin where the text itself begins in one of these ways."""


def personal_data(text: str) -> str:
    """Say what a release tells about people, in the author's sentences where they are that."""
    none = text.lower().startswith(("no ", "nothing "))
    if is_sentence(text) or (is_finished(text) and not none):
        return ended(text)
    if text.lower().startswith("none "):
        return ended(f"The release holds no personal data{text[len('none') :]}")
    if UNSURE.match(text):
        return ended(f"Whether the release holds personal data: {text[:1].lower()}{text[1:]}")
    return ended(f"The release holds {'' if none else 'the following personal data: '}{going_on(text)}")


def withdrawal(text: str) -> str:
    """Say how raters can withdraw, in the author's sentences where they are that."""
    if is_finished(text) and WITHDRAWN.search(text):
        return ended(text)
    text = text[found.end() :] if (found := YES.match(text)) else text
    if text.startswith(WAYS):
        return ended(f"Raters can withdraw {text[:1].lower()}{text[1:]}")
    what = "Withdrawal is described" if CANNOT.match(text) else "Raters can withdraw"
    return ended(f"{what} as follows: {going_on(text)}")


def funded_by(names: Sequence[str]) -> str:
    """Say who paid."""
    return ended(f"The data was funded by {listed([with_the(inside(name)) for name in names])}")


def whose_values(text: str) -> str:
    """Say whose norms the data carries: those of somebody, or somebody's."""
    if OWNERS.match(text):
        return sentence("The values in the data are", text)
    whom = re.sub(r"^[Tt]hose of (?=.)", "", plain(text))
    carried = "The data carries the values of"
    return sentence(carried, whom) if whom == plain(text) else ended(f"{carried} {going_on(whom)}")


def told_as(path: str, text: str) -> str:
    """Return a text of the author by itself where it begins with a sentence, and behind a beginning where not."""
    first = re.split(r"(?<=[.!?]) ", plain(text), maxsplit=1)[0]
    if is_whole(ended(first)):
        return ended(text)
    text = text[found.end() :] if (found := YES.match(text)) else text
    done, words = GOES_ON.get(path, ("", ()))
    return ended(
        f"{done} {text[:1].lower()}{text[1:]}" if text.startswith(words) else f"{TOLD_AS[path]} {going_on(text)}"
    )


VALUES: dict[str, Callable[[Any], str]] = {
    "history.*.changes": partial(sentence, "What changed:"),
    "intent.funded_by": funded_by,
    "intent.whose_values": whose_values,
    "release.personal_data": personal_data,
    "release.withdrawal": withdrawal,
    **{path: partial(told_as, path) for path in TOLD_AS},
}
