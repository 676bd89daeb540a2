"""What in a card would give its authors away in a blind review: names, addresses, places of work, thanks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from alignmentcard.convert.ac_block import as_data
from alignmentcard.convert.authors import ARXIV, DOI, Authors, pattern
from alignmentcard.model import Card
from alignmentcard.model.fields import find
from alignmentcard.paths import Route, covers, path_of

CAPITAL = r"[^\W\d_a-zß-öø-ÿ][\w.’'-]*"
PLACES = r"Universit(?:y|ies|ät|é|à|at|eit)|Universidad|Institut\w*|College|Laborator\w+|Polytechnic|Academy|Hochschule"
PATTERNS = {
    "an e-mail address": r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
    "an ORCID": r"(?:https?://orcid\.org/)?\b\d{4}-\d{4}-\d{4}-\d{3}[\dX]\b",
    "a DOI": rf"(?:https?://(?:dx\.)?doi\.org/)?{DOI.pattern}",
    "an arXiv number": rf"(?:https?://arxiv\.org/\w+/|arxiv:\s*){ARXIV.pattern}",
    "an address": r"(?:https?://|www\.)[^\s<>\"“”]+[^\s<>\"“”.,;:)\]]",
    "an account": r"\b(?:github|gitlab|huggingface|kaggle|bitbucket)\.(?:com|co|org|io)/[\w./-]+|"
    r"(?<![\w-])[\w-]+\.git(?:hub|lab)\.io\b|(?<![\w@])@[A-Za-z]\w+",
    "the folder of a user": r"(?:/home/|/Users/|[A-Z]:\\Users\\)[^\s/\\]+",
    "a place of work": rf"(?-i:(?<![\w.’'-])(?:{CAPITAL} ){{0,5}}(?:{PLACES})\b"
    rf"(?: (?:of|for|de|di|du|zu|van)(?: {CAPITAL})+)*)",
    "thanks or money": r"\b(?:we (?:would like to )?thank|acknowledge?ments?|(?:funded|financed) by|"
    r"(?:work|research|study|project) (?:is|was|were) (?:\w+ )?supported by|grant (?:no|nr|number|agreement|id))\b",
    "an earlier work": r"\b(?:our|my) (?:own )?(?:previous|earlier|prior|last) "
    r"(?:work|papers?|stud(?:y|ies)|data ?sets?|releases?|cards?)\b",
}
"""What is looked for in every text that is the authors' own."""
FINDS = {what: re.compile(text, re.IGNORECASE) for what, text in PATTERNS.items()}
OTHERS = ("sources.*", "dataset.derived_from.*", "dataset.license", "pools.*.composition.*.scheme")
"""Fields about what others made: only what names the authors counts there."""


@dataclass(frozen=True)
class Trace:
    """A place that would give the authors away."""

    field: str
    what: str
    text: str

    def __str__(self) -> str:
        """One sentence for the author."""
        return f"{self.field} holds {self.what}: “{self.text}”."


def traces(card: Card, authors: Authors) -> Iterator[Trace]:
    """Yield what gives authors away, in the order of the card; each place once."""
    data = as_data(card)
    for route, text in _texts(data, ()):
        path = path_of(data, route)
        yield from (Trace(path, what, found) for what, found in _traces_in(text, path, authors))
    if not (authors.full or authors.works):
        yield from (Trace(f"sources.{one.id}", UNKNOWN, one.title) for one in card.sources)


UNKNOWN = "a work that may be your own, which cannot be told since the card names neither creators nor links"


def _traces_in(text: str, path: str, authors: Authors) -> Iterator[tuple[str, str]]:
    taken: list[tuple[int, int]] = []
    own = (("a name of the authors", one) for one in (*authors.full, *authors.surnames))
    accounts = (("an account or host of the authors", one) for one in authors.accounts)
    looked_for = [(what, pattern(name, text)) for what, name in (*own, *accounts)]
    if not any(covers(one, path) for one in OTHERS):
        looked_for = [*FINDS.items(), *looked_for]
    for what, wanted in looked_for:
        for one in wanted.finditer(text):
            if all(one.end() <= start or end <= one.start() for start, end in taken):
                taken.append(one.span())
                yield what, one.group()


def _texts(value: Any, route: Route) -> Iterator[tuple[Route, str]]:
    """Yield every text of a card that an author wrote: no words of vocabularies, but keys of tables."""
    if isinstance(value, dict):
        for key, one in value.items():
            if not _known(route, key):
                yield (*route, key), key
            yield from _texts(one, (*route, key))
    elif isinstance(value, list):
        for position, one in enumerate(value):
            yield from _texts(one, (*route, position))
    elif isinstance(value, str) and not _is_word(route):
        yield route, value


def _known(route: Route, key: str) -> bool:
    here = find(tuple(map(str, route))) if route else None
    return not route or (here is not None and key in here.children)


def _is_word(route: Route) -> bool:
    known = find(tuple(map(str, route)))
    return known is not None and known.vocabulary is not None
