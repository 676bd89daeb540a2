"""Whether data comes from those who use a product, as far as a card tells: who gave answers, who wrote the items."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from alignmentcard.convert.prose.statements import statements
from alignmentcard.convert.prose.subjects import Data
from alignmentcard.model import Card
from alignmentcard.profiles import Question
from alignmentcard.words import several

SETTING = "collection.setting"
ASKED = frozenset(("online_panel", "crowd_platform", "lab", "field", "workplace"))
"""Settings in which people answer because they were asked to."""
FROM_USE = {"product_use": "while people used a product", "web_archive": "from what people had done on the web"}
BY_ASKING, BY_MODELS = "by asking people for them", "from models"
"""How answers were collected, in the order in which it is counted."""
OF_THOSE_ASKED = "Answers come from people who were asked for them, not from the use of a product."
OF_MODELS = "Answers come from models, and from no people."
ALSO_WROTE = "Those who judged also wrote prompts or texts."
WRITERS = frozenset(("prompter", "prompt_writer"))
USERS = re.compile(r"\b(?:users?|visitors?|customers?|clients?)\b", re.IGNORECASE)
"""What the name of a source has that comes from those who use something."""
CONVERSED = re.compile(
    r"\b(?:chat|conversation|dialogue|exchange|message)s?\b.*\b(?:model|chatbot|assistant|bot|LLM)s?\b",
    re.IGNORECASE,
)
"""What tells that somebody talked with a model in what raters looked at."""
WROTE_RULES = ["guideline_author"]
"""What those did who are no participants."""


def only_models(card: Card) -> bool:
    """Say whether pools are known, and none of them is one of participants."""
    pools = [pool for pool in card.pools if pool.role != WROTE_RULES]
    return bool(card.pools) and all(pool.kind == "synthetic" for pool in pools)


def is_about_users(question: Question) -> bool:
    """Say whether a question is about the use of a product: it asks where answers were collected, and nothing else."""
    return [expected.path for expected in question.expects] == [SETTING]


def is_of_users(source: Data) -> bool:
    """Say whether a source of items comes from those who use something, as far as its name tells."""
    return bool(USERS.search(str(source.get("name", ""))))


def _were_asked(card: Card) -> bool:
    """Say whether people were asked for their answers: by where they sat, else by how all of them were recruited."""
    if card.collection.setting:
        return card.collection.setting in ASKED
    channels = {pool.recruitment.channel for pool in card.pools if pool.kind == "human" and "rater" in pool.role}
    return bool(channels) and not channels & {None, "product_users"}


def from_users(card: Card, sentences: Iterable[str]) -> Iterator[str]:
    """Yield what answers whether data comes from users; where people were asked, it does not matter where they sat."""
    first = OF_MODELS if only_models(card) else OF_THOSE_ASKED if _were_asked(card) else ""
    yield from [first] if first else sentences
    named = any(USERS.search(one.name or "") for one in card.dataset.sources_of_items)
    if CONVERSED.search(card.collection.unit or "") and not named:
        yield from statements(card, "collection.unit")
    if any(pool.kind == "human" and "rater" in pool.role and WRITERS & set(pool.role) for pool in card.pools):
        yield ALSO_WROTE


def settings(cards: Sequence[Card]) -> Iterator[str]:
    """Count datasets by whether their answers come from the use of a product."""
    found = Counter(map(_how, cards))
    told = [f"{how} for {found[how]}" for how in (*FROM_USE.values(), BY_ASKING, BY_MODELS) if found[how]]
    unknown = f"; for {found['']} it is not known" if found[""] else ""
    if told:
        yield f"Of the {len(cards)} datasets, answers were collected {several(told)}{unknown}."


def _how(card: Card) -> str:
    if only_models(card):
        return BY_MODELS
    return BY_ASKING if _were_asked(card) else FROM_USE.get(card.collection.setting or "", "")
