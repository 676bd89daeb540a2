"""Do sentences of the card say anything about this data? (AC036)"""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from alignmentcard.document import Document
from alignmentcard.messages import later
from alignmentcard.messages.retold import worded
from alignmentcard.model import Card
from alignmentcard.model.fields import walk
from alignmentcard.paths import Route, path_of
from alignmentcard.rules.finish import DATA, texts_in
from alignmentcard.rules.rule import Problem, rule

ANSWERS = ("dataset", "intent", "framework", "dimensions", "collection", "pools", "aggregation", "release")
"""Sections in which a sentence answers a question; others tell of sources, of gaps and of the card itself."""
SENTENCE = 3
"""Words from which a text is a sentence; names and words of a vocabulary may well come up again."""
ALIKE = 3
"""Fields of as many kinds with the same words are no accident."""
DISTINCT = 0.4
"""Share of different words below which a text repeats itself (ours): in English prose it is .6 and more."""
NAMES = frozenset({"name", "title", "platform", "body", "tool", "source"})
"""Fields that hold a name, which may well come up again."""
AUXILIARY = r"(?:was|were|is|are|has\ been)"
EMPTY = re.compile(
    rf"""
      (?:all\ |the\ )?(?:\w+\ ){{0,2}}(?:aspects|factors|points|criteria|issues)\ {AUXILIARY}
      \ (?:taken\ into\ account|considered)
    | (?:this|it|everything|(?:the|this)\ (?:data|work|task|dataset|collection))
      \ {AUXILIARY}\ (?:\w+\ ){{0,2}}(?:done|carried\ out|handled|collected|made|chosen|designed|conducted)
      \ (?:in\ an?\ (?:\w+\ )?(?:way|manner|fashion)|\w+ly|with\ (?:\w+\ )?care
        | (?:following|according\ to|using|in\ line\ with)\ (?:the\ |\w+\ )?(?:practices?|standards?)(?:\ \w+){{0,8}})
    | (?:the\ )?(?:usual|common|best|industry|relevant|standard|appropriate)
      \ (?:standards|practices|procedures|methods|measures)(?:\ (?:of|in)\ (?:the\ )?\w+)?
      \ {AUXILIARY}\ (?:followed|applied|used|taken)
    | (?:further\ |more\ |all\ )?(?:details|information)\ (?:can|may|could|will)\ be
      \ (?:provided|found|obtained|given|requested)(?:\ \w+){{0,5}}
    | (?:this|it)\ is\ (?:described|explained|documented|available)\ (?:in\ (?:the|our)\ \w+|elsewhere)
    | (?:as|where|if|when)\ (?:needed|appropriate|applicable|necessary)
    | .*\b(?:dolor\ sit\ amet|consectetur\ adipiscing|lorem\ ipsum)\b.*
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""Sentences that could stand in every card."""
NOT_KNOWN = re.compile(
    r"(?:(?:this|the) (?:information|detail) (?:is|was) |(?:this|it) (?:is|was) )?"
    r"(?:not (?:yet )?(?:recorded|known|available|provided|specified|stated|disclosed|documented|reported)"
    r"|unknown|unspecified|undisclosed|no information(?: is)?(?: available)?)"
    r"(?: (?:by|at|to|in|on|for|here)\b[^.;,]{0,60})?\.?",
    re.IGNORECASE,
)
"""What is no answer and has a place of its own, under gaps."""


@rule("AC036", "words-without-content", "warning")
def words_without_content(document: Document, card: Card) -> Iterator[Problem]:
    """A sentence would be as true of any other data, or stands in place of several answers.

    The same words under several questions answer none of them; nor do those of the standard itself, a word again and
    again, or “the usual practices were followed”. Whoever looks for the answer finds out last. A gap with its reason
    is honest and takes less time. A card with three such fields stays a draft.

    Bad:
        framework:
          dimensions: specific
          rationale: The data was collected in a careful way.
        collection:
          unit: one reply in a dialogue
    Good:
        framework:
          dimensions: specific
          rationale: Harm is asked about alone, since the model is used where nothing else matters.
        collection:
          unit: one reply in a dialogue
    Source: The standard, "Principles"
    """
    answers = [(route, text, _plain(text)) for route, text in texts_in(document) if _is_sentence(document, route, text)]
    again = _again(answers)
    for route, text, plain in answers:
        says = _says_nothing(text, plain, len(again[plain]))
        if says:
            said = worded(says, path=path_of(document.data, route), number=len(again[plain]) - 1)
            yield Problem(route, said, worded("Write what is so of this data; or delete it, and list it under gaps."))


def _says_nothing(text: str, plain: str, kinds: int) -> str | None:
    if NOT_KNOWN.fullmatch(text):
        return later("`{path}` says that something is not known, as a gap does.")
    if kinds >= ALIKE:
        return later("`{path}` has the same words as {number} other fields.")
    if plain in _of_the_standard():
        return later("`{path}` says what the standard asks, and not what is so.")
    words = plain.split()
    if len(words) >= 2 * SENTENCE and len(set(words)) <= DISTINCT * len(words):
        return later("`{path}` has the same few words again and again.")
    if all(EMPTY.fullmatch(one.strip()) for one in re.split(r"[.;!]", text) if one.strip()):
        return later("`{path}` says nothing that is not so of every dataset.")
    return None


def _is_sentence(document: Document, route: Route, text: str) -> bool:
    """Say whether a text is an answer in words, or stands in the place of one."""
    if route[0] not in ANSWERS or route[-1] in NAMES:
        return False
    if text.count(" ") < SENTENCE - 1 and not NOT_KNOWN.fullmatch(text):
        return False
    return not DATA.search(path_of(document.data, route))


def _again(answers: list[tuple[Route, str, str]]) -> dict[str, set[Route]]:
    """Return the kinds of fields that a text stands in: two pools may well have the same one."""
    kinds: dict[str, set[Route]] = defaultdict(set)
    for route, _, plain in answers:
        kinds[plain].add(tuple(part for part in route if isinstance(part, str)))
    return kinds


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


@cache
def _of_the_standard() -> frozenset[str]:
    """Return what the standard says of its fields, and what it asks."""
    return frozenset(_plain(text) for one in walk() for text in (one.description, one.question) if text)
