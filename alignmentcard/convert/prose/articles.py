"""Articles before the names of groups and before nouns; what has a name of its own takes none."""

import re

TAKES_ARTICLE = re.compile(
    r"\b(?:Team|Group|Project|Consortium|Foundation|Initiative|Collective|API|Fund|Commission|Council|Agency|Government|Trust"
    r"|Union|Academy|Bank|Programme|Program|team|project"
    r"|department|committee|board|office|company|council)$"
    r"|^(?:[A-Z][\w-]+ )*(?:Institute|University|Centre|Center|Department|Ministry|Foundation|Office|Bureau|Council"
    r"|Association|Society|Academy|Board|City|Town|State|Government|Agency|Bank|School|College|Museum) (?:for|of)\b"
)
"""How names end, or go on, that have an article before them."""
HAS_ARTICLE = re.compile(r"(?:the|an?|our|their|its) |.*'s? |.*[,&(] ", re.IGNORECASE)
"""What has an article, a possessive or a list before its last word."""


def with_the(name: str) -> str:
    """Return the name of a group or an interface with its article, which other names do not take."""
    takes = TAKES_ARTICLE.search(name) and not HAS_ARTICLE.match(name)
    return f"the {name}" if takes else name


def with_article(text: str, of: frozenset[str] = frozenset(), noun: str = "") -> str:
    """Return a text that begins in small letters with an article, unless it has one or is about several.

    With `of`, only these nouns take one, as other words may be names; an adjective alone gets a `noun`.
    """
    head = re.split(r"[,;(+]| (?:plus|of|with|in|on|at|from|to|for|by|that|which|and|without|made|built) ", text)[
        0
    ].strip()
    last = head.rpartition(" ")[2]
    if noun and head in ADJECTIVES:
        return f"{_article(text)} {head} {noun}{text[len(head) :]}"
    named = bool(of or noun or " " not in head) and not text[:1].islower()
    if named or DETERMINED.match(text) or (of and last not in of):
        return text
    return text if last in MASS or re.search(r"(?:[^sui]s|men|people|children)$", last) else f"{_article(text)} {text}"


def _article(text: str) -> str:
    return "an" if re.match(r"(?!uni|us[ei]|uti|one\b|eu)[aeiou]|hour|honest", text) else "a"


DETERMINED = re.compile(
    r"(?:an?|the|our|their|its|his|her|my|several|some|any|each|every|all|both|no|many|few|more|most|up to|about|at"
    r"|one|two|three|four|five|six|seven|eight|nine|ten|either|another|whatever|what|own) |\d"
)
"""What has a word before its noun that takes the place of an article."""
ADJECTIVES = frozenset(("in-house", "internal", "custom", "proprietary", "bespoke", "home-made", "self-made", "own"))
MASS = frozenset("speech audio footage content code data prose music text free-text software paper".split())
"""What takes no article."""
