"""Do sentences of the card say something else than its fields? (AC219)"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from alignmentcard.messages import later
from alignmentcard.messages.retold import worded
from alignmentcard.model import Card
from alignmentcard.paths import Route
from alignmentcard.rules.limits import Limits
from alignmentcard.rules.phrases import found_in, phrases
from alignmentcard.rules.rule import Problem, rule
from alignmentcard.rules.subjectivity import disagreement_of

Texts = Iterator[tuple[Route, str]]


@rule("AC219", "prose-says-otherwise", "info")
def prose_says_otherwise(card: Card, limits: Limits) -> Iterator[Problem]:
    """A sentence says one thing, and the field that it speaks of another.

    Readers believe the sentence, programs the field, and both take the card at its word. The phrases that are looked
    for, with examples, stand in `schema/phrases.yaml`; the finding quotes what was read. It is a question, since
    sentences can be meant in another way.

    Bad:
        dataset:
          summary: Replies of a chat assistant, judged by GPT-4 that was prompted to answer as 800 adults in the US.
    Good:
        dataset:
          summary: Replies of a chat assistant, each judged by people from an online panel of adults in the US.
    Source: The standard, "Prose is read"
    """
    for reading in readings(card):
        for route, text in reading.texts:
            if words := found_in(reading.sense, text):
                says = worded(phrases(reading.sense)[0].says)
                message = worded(
                    "“{words}” reads as if {says}, and the card says {field}.",
                    words=words,
                    says=says,
                    field=reading.field,
                )
                yield Problem(
                    route,
                    message,
                    worded("Correct the sentence or the field; or accept this, and say how it is meant."),
                )
    yield from _long_labels(card, limits)


@dataclass(frozen=True)
class Reading:
    """A sense to look for, because a field says otherwise, and the texts in which it would contradict the field."""

    sense: str
    field: str
    texts: Texts


def readings(card: Card) -> Iterator[Reading]:
    """Yield the senses that would contradict what the fields of a card say, with the texts to look at."""
    for sense, field in (
        *_of_stance(card), *_of_disagreement(card), *_of_raters(card), *_of_the_work(card), *_of_the_course(card),
        *_of_release(card),
    ):  # fmt: skip
        yield Reading(sense, field, said_in(card, sense))


def said_in(card: Card, sense: str) -> Texts:
    """Yield the texts of a card in which a sense is looked for, whatever the fields say."""
    for texts in SAID_IN[sense]:
        yield from texts(card)


def _of_stance(card: Card) -> Iterator[tuple[str, str]]:
    definitions = card.framework.definitions
    if definitions == "prescriptive":
        yield "own_judgement", "definitions: prescriptive"
        yield "own_reading", "definitions: prescriptive"
    if definitions == "descriptive":
        yield "fixed_meaning", "definitions: descriptive"
        yield "screened", "definitions: descriptive"
        yield "codebook", "definitions: descriptive"
    if card.intent.scope == "particular":
        yield "everybody", "scope: particular"
    if card.intent.scope == "universal":
        yield "somebody", "scope: universal"
    yield "named_criteria", worded("breadth: broad, without parts")
    yield "chosen", "feedback: rating"
    yield "scored", "feedback: comparison"


def _of_disagreement(card: Card) -> Iterator[tuple[str, str]]:
    if card.intent.disagreement == "signal":
        yield "dissent_removed", "disagreement: signal"
    if card.intent.beliefs == "many":
        yield "one_answer", "beliefs: many"
    if card.intent.beliefs == "many" and card.intent.disagreement == "signal":
        yield "noise", "disagreement: signal"
    elif card.intent.disagreement == "noise" and not any(disagreement_of(card, d) != "noise" for d in card.dimensions):
        yield "legitimate_difference", "disagreement: noise"
    if card.aggregation and all(step.method in ("none", "soft_label", "vote_count") for step in card.aggregation):
        methods = ", ".join(dict.fromkeys(step.method or "" for step in card.aggregation))
        yield "averaged", f"method: {methods}"


def _of_raters(card: Card) -> Iterator[tuple[str, str]]:
    kinds = {pool.kind for pool in card.raters}
    if kinds == {"human"} and not any(pool.assisted_by for pool in card.pools):
        yield "program_judged", worded("that people judged (kind: human)")
    elif kinds == {"synthetic"}:
        yield "people_judged", worded("that a model judged (kind: synthetic)")
    release = card.release
    if release.rater_ids or release.level in ("distribution", "aggregate"):
        kept = f"rater_ids: {release.rater_ids}" if release.rater_ids else f"level: {release.level}"
        yield "identifiers_out", kept


def _of_the_work(card: Card) -> Iterator[tuple[str, str]]:
    people = [pool for pool in card.raters if pool.kind == "human"]
    if people and all(pool.pay and pool.pay.amount for pool in people):
        yield "unpaid", worded("what people were paid")
    if card.collection.training == ["none"]:
        yield "trained", "training: [none]"
    if card.collection.quality_controls == ["none"]:
        yield "checked", "quality_controls: [none]"
    elif card.collection.quality_controls:
        yield "unchecked", f"quality_controls: [{', '.join(card.collection.quality_controls)}]"
    if people and all(((pool.ratings_per_item and pool.ratings_per_item.min) or 0) > 1 for pool in people):
        yield "judged_by_one", worded("several ratings an item (ratings_per_item)")
    sampled = {pool.recruitment.sampling for pool in people}
    if people and sampled <= {"quota", "stratified", "probability", "census"}:
        yield "whoever_came", f"sampling: {', '.join(sorted(map(str, sampled)))}"


def _of_the_course(card: Card) -> Iterator[tuple[str, str]]:
    if card.collection.abstention:
        yield "forced", "abstention: true"
    if card.collection.order in ("randomised", "counterbalanced"):
        yield "fixed_order", f"order: {card.collection.order}"
    if card.collection.repeats:
        yield "asked_once", worded("that some were asked again (repeats)")


def _of_release(card: Card) -> Iterator[tuple[str, str]]:
    release = card.release
    if release.access == "open":
        yield "on_request", "access: open"
    elif release.access:
        yield "for_everybody", f"access: {release.access}"
    if release.rater_attributes in ("pooled", "none"):
        yield "attributes_out", f"rater_attributes: {release.rater_attributes}"


def _asks(card: Card) -> Texts:
    for n, dimension in enumerate(card.dimensions):
        if dimension.asks:
            yield ("dimensions", n, "asks"), dimension.asks


def _definitions(card: Card) -> Texts:
    for n, dimension in enumerate(card.dimensions):
        if dimension.definition.text:
            yield ("dimensions", n, "definition", "text"), dimension.definition.text


def _general_questions(card: Card) -> Texts:
    for n, dimension in enumerate(card.dimensions):
        if dimension.asks and dimension.breadth == "broad" and not dimension.definition.parts:
            yield ("dimensions", n, "asks"), dimension.asks


def _questions(feedback: str, card: Card) -> Texts:
    for n, dimension in enumerate(card.dimensions):
        if dimension.asks and dimension.feedback == feedback:
            yield ("dimensions", n, "asks"), dimension.asks


def _care(card: Card) -> Texts:
    if card.release.maintenance:
        yield ("release", "maintenance"), card.release.maintenance


def _criteria(card: Card) -> Texts:
    for n, pool in enumerate(card.pools):
        for m, text in enumerate(pool.recruitment.criteria if pool.rates else ()):
            yield ("pools", n, "recruitment", "criteria", m), text


def _pay(card: Card) -> Texts:
    for n, pool in enumerate(card.pools):
        if pool.rates and pool.pay and pool.pay.standard:
            yield ("pools", n, "pay", "standard"), pool.pay.standard


def _not_for(card: Card) -> Texts:
    for n, text in enumerate(card.intent.not_for):
        yield ("intent", "not_for", n), text


def _filters(card: Card) -> Texts:
    for n, step in enumerate(card.aggregation):
        for m, one in enumerate(step.filters):
            if one.rule:
                yield ("aggregation", n, "filters", m, "rule"), one.rule


def _personal_data(card: Card) -> Texts:
    if card.release.personal_data:
        yield ("release", "personal_data"), card.release.personal_data


def _about(card: Card) -> Texts:
    if card.dataset.summary:
        yield ("dataset", "summary"), card.dataset.summary
    if card.dataset.title:
        yield ("dataset", "title"), card.dataset.title


def _whose(card: Card) -> Texts:
    if card.intent.whose_values:
        yield ("intent", "whose_values"), card.intent.whose_values


def _rationales(card: Card) -> Texts:
    for n, step in enumerate(card.aggregation):
        if step.rationale:
            yield ("aggregation", n, "rationale"), step.rationale
        if step.weighting:
            yield ("aggregation", n, "weighting"), step.weighting


def _why(card: Card) -> Texts:
    if card.framework.rationale:
        yield ("framework", "rationale"), card.framework.rationale


def _reasons(card: Card) -> Texts:
    yield from _why(card)
    if card.dataset.summary:
        yield ("dataset", "summary"), card.dataset.summary
    if card.collection.pilot and card.collection.pilot.outcome:
        yield ("collection", "pilot", "outcome"), card.collection.pilot.outcome
    yield from _rationales(card)


SAID_IN: dict[str, tuple[Callable[[Card], Texts], ...]] = {
    "own_judgement": (_asks, _definitions),
    "fixed_meaning": (_asks, _definitions),
    "screened": (_criteria,),
    "everybody": (_whose,),
    "somebody": (_whose,),
    "named_criteria": (_general_questions,),
    "chosen": (partial(_questions, "rating"),),
    "noise": (_reasons,),
    "one_answer": (_reasons,),
    "legitimate_difference": (_reasons,),
    "dissent_removed": (_reasons,),
    "averaged": (_rationales,),
    "program_judged": (_about,),
    "people_judged": (_about,),
    "identifiers_out": (_personal_data,),
    "unpaid": (_about, _pay, _not_for, _criteria),
    "trained": (_about,),
    "checked": (_filters,),
    "unchecked": (_reasons,),
    "scored": (partial(_questions, "comparison"),),
    "forced": (_asks, _about),
    "fixed_order": (_reasons,),
    "asked_once": (_reasons,),
    "judged_by_one": (_about,),
    "whoever_came": (_reasons, _criteria),
    "on_request": (_about, _care, _personal_data),
    "for_everybody": (_about, _care),
    "attributes_out": (_about, _personal_data),
    "codebook": (_about,),
    "own_reading": (_about, _why),
}
"""Where each sense of `schema/phrases.yaml` is looked for."""


A_LABEL = later("The definition of `{dimension}` has {words} words, and the card says that raters had a label.")
NOTHING = later("The definition of `{dimension}` has {words} words, and the card says that raters had nothing.")


def _long_labels(card: Card, limits: Limits) -> Iterator[Problem]:
    """Yield definitions that are longer than a label, where raters are said to have had no more than one."""
    for n, dimension in enumerate(card.dimensions):
        words = (dimension.definition.text or "").split()
        if dimension.definition.detail in ("none", "label") and len(words) >= limits.definition_words:
            text = A_LABEL if dimension.definition.detail == "label" else NOTHING
            message = worded(text, dimension=dimension.id, words=len(words))
            help_ = worded("Write detail: brief or detailed; or take the text out if raters did not see it.")
            yield Problem(("dimensions", n, "definition", "text"), message, help_)
