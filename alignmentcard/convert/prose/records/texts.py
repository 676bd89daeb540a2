"""Texts of authors that we begin: whose values, why, who looks after the data, what it tells about people."""

import re
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from alignmentcard.convert.prose.articles import with_the
from alignmentcard.convert.prose.authored import going_on, is_finished, is_sentence, is_whole, sentence
from alignmentcard.convert.prose.words import (
    ended,
    inside,
    listed,
    plain,
)

OWNERS = re.compile(
    r"(?:By|In|At|On|Mostly|Partly|Mainly|From) |[^,;.:]*\bvalues\b"
    r"|(?:[^,;.:]*(?:['’]s|s['’])|mine|ours|hers|his|theirs)"
    r"(?: in particular| alone| only)?(?:[,;.]|$)",
    re.IGNORECASE,
)
"""Whose values are told as a possessive, or with how they are."""
WAYS = tuple(
    word
    for way in ("by", "through", "via", "with", "within", "on", "in", "at", "until", "every", "from")
    for word in (f"{way} ", f"{way.capitalize()} ")
)
"""How a text begins that says how something is done, and needs no colon."""
WITHDRAWN = re.compile(
    r"\b(?:with(?:draw\w*|drew)|(?:taken?|left) out|(?:delet|remov|eras|revok)\w+|opt\w* out|stop\w*)\b"
)
"""What a text has that tells by itself of withdrawing."""
UNSURE = re.compile(r"(?:possibly|maybe|perhaps|probably|likely|unknown|unclear|not known|yes)\b", re.IGNORECASE)
"""What a text begins with that says whether there is something, and not what."""
BECAUSE = re.compile(r"(?:because|so that|in order to|to [a-z]+)\b", re.IGNORECASE)


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
    if is_finished(text) and not text.startswith(WAYS) and WITHDRAWN.search(text):
        return ended(text)
    return ended(f"Raters can withdraw {_in_this_way(text)}")


def maintenance(text: str) -> str:
    """Say who looks after the data and how, in the author's sentences where they are that."""
    return ended(text if is_finished(ended(text)) else f"The data is maintained {_in_this_way(text)}")


def _in_this_way(text: str) -> str:
    text = re.sub(r"^yes[,;:.] *", "", text, flags=re.IGNORECASE)
    return f"{text[:1].lower()}{text[1:]}" if text.startswith(WAYS) else f"as follows: {going_on(text)}"


def reason(begin: str, done: str, text: str) -> str:
    """Say why something is so, in the author's sentences where they are that."""
    if is_whole(ended(plain(text).partition(". ")[0])):
        return ended(text)
    if BECAUSE.match(text):
        return ended(f"{done} {text[:1].lower()}{text[1:]}")
    return ended(f"{begin} {going_on(text)}")


def funded_by(names: Sequence[str]) -> str:
    """Say who paid."""
    return ended(f"The data was funded by {listed([with_the(inside(name)) for name in names])}")


def whose_values(text: str) -> str:
    """Say whose norms the data carries: those of somebody, or somebody's."""
    if OWNERS.match(text):
        return sentence("The values in the data are", text)
    return sentence("The data carries the values of", text.removeprefix("Those of ").removeprefix("those of "))


VALUES: dict[str, Callable[[Any], str]] = {
    "history.*.changes": partial(sentence, "What changed:"),
    "framework.chosen_because": partial(
        reason, "The reason for the choice of what is asked is the following:", "This was asked"
    ),
    "framework.positions": partial(sentence, "The authors describe their position as follows:"),
    "framework.rationale": partial(reason, "The design is explained as follows:", "This design was chosen"),
    "intent.funded_by": funded_by,
    "intent.whose_values": whose_values,
    "release.maintenance": maintenance,
    "release.personal_data": personal_data,
    "release.withdrawal": withdrawal,
}
