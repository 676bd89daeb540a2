"""Why a question is asked, what else an answer makes worth asking, and what it makes needless."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

WHY = {
    "dataset": "Readers must be able to name the data, find it and know whether they may use it.",
    "dataset.title": "Everything else in the card is about what has this name.",
    "dataset.summary": "It is the one paragraph that everybody reads.",
    "dataset.license": "Without a licence nobody knows whether they may use the data.",
    "dataset.items": "Whoever measures again compares this with the files.",
    "dataset.ratings": "Whoever measures again compares this with the files.",
    "intent": "What the data is for decides what counts as a fault in it.",
    "intent.written": "A plan can still be changed; a card written afterwards needs evidence for each placement.",
    "intent.beliefs": "One belief and many beliefs ask for different guidelines, pools and labels.",
    "intent.disagreement": "It decides whether to train differences away or to keep them.",
    "intent.scope": "Who answered must be able to carry what the data claims to speak for.",
    "framework": "These are the coordinates of the data; the rest of the card is held against them.",
    "framework.dimensions": "A general “better” hides what it was better at; a named trait was named by somebody.",
    "framework.definitions": "Whoever fixes the meaning fixes what a model will learn.",
    "framework.authority": "Whose reading counts is the decision that data about values hides best.",
    "dimensions": "A number means nothing without the question that it answers.",
    "dimensions.*.subjectivity": "It decides what disagreement means, and how many raters of which kind are needed.",
    "dimensions.*.definition.detail": "What raters were told, and what not, is half of what they answered.",
    "dimensions.*.asks": "Small changes of a question change its answers.",
    "collection": "How people are asked shapes what they say.",
    "collection.abstention": "Who must answer without a view makes one up.",
    "pools": "The data carries the views of those who answered, and of nobody else.",
    "pools.*.kind": "Models repeat the views that they were trained on.",
    "pools.*.size": "A few raters show their own taste, many show how people differ.",
    "pools.*.pay": "Pay decides who takes part, and readers ask whether it was fair.",
    "pools.*.consent": "People should know what their answers are used for.",
    "aggregation": "One label an item can erase the views of a minority.",
    "aggregation.*.ties": "A vote that ties is still made a label by somebody's rule.",
    "release": "Who cannot see single answers cannot look at disagreement again.",
    "statistics": "A coefficient without its numbers cannot be compared with anything.",
    "card": "Readers ask whether those who wrote the card also made the data.",
    "extensions": "The venue asks for it.",
}
"""Sentences by the path of a field, or of what contains it."""


def why(pattern: str) -> str:
    """Return why a field is asked for: its own reason, else that of what contains it."""
    while pattern not in WHY and "." in pattern:
        pattern = pattern.rpartition(".")[0]
    return WHY.get(pattern, "")


COMPANIONS = {
    "framework.chosen_by": "framework.authority",
    "framework.authors": "framework.authority",
    "dimensions.*.priority": "dimensions.*.breadth",
    "dimensions.*.definition.text": "dimensions.*.asks",
    "dimensions.*.definition.guidelines": "dimensions.*.asks",
    "pools.*.recruitment": "pools.*.countries",
    "pools.*.pay": "pools.*.countries",
    "pools.*.consent": "pools.*.countries",
    "aggregation.*.ties": "aggregation.*.method",
    "dataset.contact": "dataset.creators",
    "card.authors": "dataset.creators",
    "dataset.sources_of_items": "dataset.items",
    "collection.stages": "collection.setting",
    "collection.pilot": "collection.training",
    "pools.*.assisted_by": "pools.*.role",
    "pools.*.composition": "pools.*.countries",
    "pools.*.target": "pools.*.countries",
}
"""Fields that rules ask about as soon as an answer makes them matter, each beside an expected field it belongs to."""

EACH_ITS_OWN = ("name", "asks", "definition.text", "priority", "weight")
"""Fields in which two dimensions do not say the same."""

Relevance = Callable[[Any, Any], bool]


@dataclass(frozen=True)
class Needless:
    """A field that earlier answers make needless: when, and the note that stands under gaps if it was expected."""

    pattern: str
    when: Relevance
    note: str


VOTES = ("majority_vote", "vote_count", "threshold")
PEOPLE_ONLY = (
    *("size", "pay", "consent", "ethics", "countries", "languages", "composition", "target", "recruitment"),
    "assisted_by",
)


def _synthetic(card: Any, pool: Any) -> bool:
    return bool(pool.get("kind") == "synthetic")


def _open(card: Any, dimension: Any) -> bool:
    """Say whether raters brought their own meaning and were told no other."""
    told = dimension.get("definition", {}).get("detail") in ("brief", "detailed")
    return card.get("framework", {}).get("definitions") == "descriptive" and not told


def _no_people(card: Any, _: Any) -> bool:
    pools = card.get("pools") or []
    return bool(pools) and all(pool.get("kind") == "synthetic" for pool in pools)


def _channel(pool: Any) -> str:
    return str(pool.get("recruitment", {}).get("channel", ""))


NEEDLESS = (
    Needless(
        "framework.authors",
        lambda card, _: card.get("framework", {}).get("definitions") == "descriptive",
        "Raters brought their own meaning; there was nothing to write.",
    ),
    Needless(
        "dimensions.*.definition.guidelines", _open, "Raters brought their own meaning; there were no guidelines."
    ),
    Needless(
        "dimensions.*.definition.text",
        lambda _, one: one.get("definition", {}).get("detail") in ("none", "label"),
        "Raters were given no definition.",
    ),
    Needless("dimensions.*.priority", lambda card, _: len(card.get("dimensions", [])) < 2, "There is one dimension."),
    Needless(
        "dimensions.*.scale.values",
        lambda _, one: one.get("scale", {}).get("level") in ("interval", "ratio", "text"),
        "Answers are not taken from a list.",
    ),
    *(
        Needless(
            f"dimensions.*.scale.{end}",
            lambda _, one: one.get("scale", {}).get("level") in ("nominal", "ordinal", "text"),
            "Answers are not numbers on a range.",
        )
        for end in ("min", "max")
    ),
    Needless(
        "dimensions.*.scale.abstain",
        lambda _, one: not one.get("scale", {}).get("values"),
        "Answers are not taken from a list.",
    ),
    *(
        Needless(
            f"dimensions.*.scale.{end}",
            lambda _, one: one.get("scale", {}).get("select") != "several",
            "An answer is one of the values.",
        )
        for end in ("least", "most")
    ),
    Needless(
        "pools.*.assisted_by",
        lambda card, one: len(card.get("pools", [])) < 2,
        "There is no other pool whose answers they could have seen.",
    ),
    Needless("dataset.contact", lambda card, _: bool(card.get("release", {}).get("maintenance")), "It is said there."),
    *(Needless(f"pools.*.{name}", _synthetic, "A model or program, not people.") for name in PEOPLE_ONLY),
    Needless("release.rater_attributes", _no_people, "Models or programs judged, not people."),
    Needless("pools.*.model", lambda _, one: one.get("kind") == "human", "People, not a model."),
    Needless("pools.*.pay", lambda _, one: _channel(one) == "volunteers", "They took part unpaid."),
    Needless(
        "pools.*.ratings_per_item",
        lambda _, one: bool(one.get("role")) and "rater" not in one["role"],
        "They rated nothing.",
    ),
    Needless(
        "pools.*.recruitment.platform",
        lambda _, one: _channel(one) not in ("", "crowd_platform", "panel", "contractors"),
        "They were not reached through a platform.",
    ),
    Needless(
        "aggregation.*.ties",
        lambda _, one: one.get("method", "majority_vote") not in VOTES,
        "Nothing was decided by a vote.",
    ),
    *(
        Needless(
            f"release.{name}", lambda card, _: card.get("release", {}).get("level") == "none", "Nothing is released."
        )
        for name in ("rater_ids", "minimum_cell", "files")
    ),
)
