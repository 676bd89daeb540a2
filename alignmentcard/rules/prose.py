"""Do sentences of the card say something else than its fields? (AC219)"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from alignmentcard.model import Card, Dimension
from alignmentcard.paths import Route
from alignmentcard.rules.limits import Limits
from alignmentcard.rules.phrases import phrases
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
    Source: The standard 1.1, "Prose is read"
    """
    for reading in readings(card, limits):
        known = phrases()[reading.sense]
        for route, text in reading.texts:
            words = known.found_in(text)
            if words:
                message = f'"{words}" reads as if {known.says}, and the card says {reading.field}.'
                yield Problem(
                    route, message, "Correct the sentence or the field; or accept this, and say how it is meant."
                )
    yield from _long_labels(card, limits)


@dataclass(frozen=True)
class Reading:
    """A sense to look for, because a field says otherwise, and the texts in which it would contradict the field."""

    sense: str
    field: str
    texts: Texts


def readings(card: Card, limits: Limits) -> Iterator[Reading]:
    """Yield the senses that would contradict what the fields of a card say, with the texts to look at."""
    yield from _of_stance(card)
    yield from _of_disagreement(card)
    yield from _of_raters(card)
    release = card.release
    if release.personal_data and (release.rater_ids or release.level in ("distribution", "aggregate")):
        kept = f"rater_ids: {release.rater_ids}" if release.rater_ids else f"level: {release.level}"
        yield Reading("identifiers_out", kept, iter([(("release", "personal_data"), release.personal_data)]))


def _of_stance(card: Card) -> Iterator[Reading]:
    definitions = card.framework.definitions
    if definitions == "prescriptive":
        yield Reading("own_judgement", "definitions: prescriptive", _of_dimensions(card, lambda _: True))
    if definitions == "descriptive":
        yield Reading("fixed_meaning", "definitions: descriptive", _of_dimensions(card, lambda _: True))
        yield Reading("screened", "definitions: descriptive", _criteria(card))
    if card.intent.scope == "particular":
        yield Reading("everybody", "scope: particular", _whose(card))
    general = _asks(card, lambda d: d.breadth == "broad" and not d.definition.parts)
    yield Reading("named_criteria", "breadth: broad, without parts", general)


def _of_disagreement(card: Card) -> Iterator[Reading]:
    if card.intent.beliefs == "many" and card.intent.disagreement == "signal":
        yield Reading("noise", "disagreement: signal", _reasons(card))
    elif card.intent.disagreement == "noise" and not any(disagreement_of(card, d) != "noise" for d in card.dimensions):
        yield Reading("legitimate_difference", "disagreement: noise", _reasons(card))
    if card.aggregation and all(step.method in ("none", "soft_label", "vote_count") for step in card.aggregation):
        methods = ", ".join(dict.fromkeys(step.method or "" for step in card.aggregation))
        yield Reading("averaged", f"method: {methods}", _rationales(card))


def _of_raters(card: Card) -> Iterator[Reading]:
    kinds = {pool.kind for pool in card.raters}
    about = [(("dataset", "summary"), card.dataset.summary), (("dataset", "title"), card.dataset.title)]
    texts = [(route, text) for route, text in about if text]
    if kinds == {"human"} and not any(pool.assisted_by for pool in card.pools):
        yield Reading("program_judged", "that people judged (kind: human)", iter(texts))
    elif kinds == {"synthetic"}:
        yield Reading("people_judged", "that a model judged (kind: synthetic)", iter(texts))


def _of_dimensions(card: Card, wanted: Callable[[Dimension], bool]) -> Texts:
    yield from _asks(card, wanted)
    for n, dimension in enumerate(card.dimensions):
        if dimension.definition.text and wanted(dimension):
            yield ("dimensions", n, "definition", "text"), dimension.definition.text


def _asks(card: Card, wanted: Callable[[Dimension], bool]) -> Texts:
    for n, dimension in enumerate(card.dimensions):
        if dimension.asks and wanted(dimension):
            yield ("dimensions", n, "asks"), dimension.asks


def _criteria(card: Card) -> Texts:
    for n, pool in enumerate(card.pools):
        for m, text in enumerate(pool.recruitment.criteria if pool.rates else ()):
            yield ("pools", n, "recruitment", "criteria", m), text


def _whose(card: Card) -> Texts:
    if card.intent.whose_values:
        yield ("intent", "whose_values"), card.intent.whose_values


def _rationales(card: Card) -> Texts:
    for n, step in enumerate(card.aggregation):
        if step.rationale:
            yield ("aggregation", n, "rationale"), step.rationale
        if step.weighting:
            yield ("aggregation", n, "weighting"), step.weighting


def _reasons(card: Card) -> Texts:
    if card.framework.rationale:
        yield ("framework", "rationale"), card.framework.rationale
    if card.dataset.summary:
        yield ("dataset", "summary"), card.dataset.summary
    if card.collection.pilot and card.collection.pilot.outcome:
        yield ("collection", "pilot", "outcome"), card.collection.pilot.outcome
    yield from _rationales(card)


def _long_labels(card: Card, limits: Limits) -> Iterator[Problem]:
    """Yield definitions that are longer than a label, where raters are said to have had no more than one."""
    for n, dimension in enumerate(card.dimensions):
        words = (dimension.definition.text or "").split()
        if dimension.definition.detail in ("none", "label") and len(words) >= limits.definition_words:
            message = f"The definition of `{dimension.id}` has {len(words)} words, and the card says that raters had "
            message += "a label." if dimension.definition.detail == "label" else "nothing."
            help_ = "Write detail: brief or detailed; or take the text out if raters did not see it."
            yield Problem(("dimensions", n, "definition", "text"), message, help_)
