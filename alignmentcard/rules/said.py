"""The texts of a card in which sentences are looked for, and which sense is looked for where, for AC219."""

from collections.abc import Callable, Iterator
from functools import partial

from alignmentcard.model import Card
from alignmentcard.paths import Route

Texts = Iterator[tuple[Route, str]]


def said_in(card: Card, sense: str) -> Texts:
    """Yield the texts of a card in which a sense is looked for, whatever the fields say."""
    yield from texts_of(card, SAID_IN[sense])


def texts_of(card: Card, where: tuple[Callable[[Card], Texts], ...]) -> Texts:
    """Yield the texts of several places of a card."""
    for texts in where:
        yield from texts(card)


def rules_of_stages(card: Card) -> Texts:
    """Yield by which rule items or raters came to each stage of the collection."""
    for n, stage in enumerate(card.collection.stages):
        if stage.rule:
            yield ("collection", "stages", n, "rule"), stage.rule


def _field(path: str, card: Card) -> Texts:
    """Yield the text of a field outside all lists."""
    route = path.split(".")
    text: object = card
    for name in route:
        text = getattr(text, name, None)
    if isinstance(text, str) and text:
        yield tuple(route), text


def _fields(*paths: str) -> tuple[Callable[[Card], Texts], ...]:
    return tuple(partial(_field, path) for path in paths)


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


def _of_beliefs(card: Card) -> Texts:
    """Yield questions whose answer is said to come from the rater, and the answers that were offered."""
    for n, dimension in enumerate(card.dimensions):
        if dimension.subjectivity == "latent_projective":
            if dimension.asks:
                yield ("dimensions", n, "asks"), dimension.asks
            if dimension.scale.values:
                yield ("dimensions", n, "scale", "values"), ", ".join(dimension.scale.values)


def _criteria(card: Card) -> Texts:
    for n, pool in enumerate(card.pools):
        for m, text in enumerate(pool.recruitment.criteria if pool.rates else ()):
            yield ("pools", n, "recruitment", "criteria", m), text


def _pay(card: Card) -> Texts:
    for n, pool in enumerate(card.pools):
        if pool.rates and pool.pay and pool.pay.standard:
            yield ("pools", n, "pay", "standard"), pool.pay.standard


def _prompts(card: Card) -> Texts:
    for n, pool in enumerate(card.pools):
        if pool.rates and pool.model and pool.model.prompt:
            yield ("pools", n, "model", "prompt"), pool.model.prompt


def _not_for(card: Card) -> Texts:
    for n, text in enumerate(card.intent.not_for):
        yield ("intent", "not_for", n), text


def _filters(card: Card) -> Texts:
    for n, step in enumerate(card.aggregation):
        for m, one in enumerate(step.filters):
            if one.rule:
                yield ("aggregation", n, "filters", m, "rule"), one.rule


def _rationales(card: Card) -> Texts:
    for n, step in enumerate(card.aggregation):
        if step.rationale:
            yield ("aggregation", n, "rationale"), step.rationale
        if step.weighting:
            yield ("aggregation", n, "weighting"), step.weighting


ABOUT = _fields("dataset.summary", "dataset.title")
WHOSE = _fields("intent.whose_values")
WHY = _fields("framework.rationale")
REASONS = (*_fields("framework.rationale", "dataset.summary", "collection.pilot.outcome"), _rationales)
CARE = _fields("release.maintenance")
PERSONAL = _fields("release.personal_data")
WITHDRAWAL = _fields("release.withdrawal")
PEOPLE = _fields("framework.positions", "framework.authors")
UNIT = _fields("collection.unit")
SHOWN = (*UNIT, *_fields("collection.context_shown"))

SAID_IN: dict[str, tuple[Callable[[Card], Texts], ...]] = {
    "own_judgement": (_asks, _definitions),
    "fixed_meaning": (_asks, _definitions),
    "screened": (_criteria,),
    "everybody": WHOSE,
    "somebody": WHOSE,
    "named_criteria": (_general_questions,),
    "chosen": (partial(_questions, "rating"),),
    "noise": REASONS,
    "one_answer": REASONS,
    "legitimate_difference": REASONS,
    "dissent_removed": REASONS,
    "averaged": (_rationales,),
    "program_judged": ABOUT,
    "people_judged": ABOUT,
    "identifiers_out": PERSONAL,
    "unpaid": (*ABOUT, _pay, _not_for, _criteria),
    "trained": REASONS,
    "checked": (_filters, *REASONS, *CARE),
    "unchecked": REASONS,
    "scored": (partial(_questions, "comparison"),),
    "forced": (_asks, *ABOUT),
    "fixed_order": (*REASONS, *SHOWN),
    "asked_once": REASONS,
    "judged_by_one": (*ABOUT, _rationales),
    "whoever_came": (*REASONS, _criteria),
    "on_request": (*ABOUT, *CARE, *PERSONAL),
    "for_everybody": (*ABOUT, *CARE),
    "attributes_out": (*ABOUT, *PERSONAL),
    "codebook": ABOUT,
    "own_reading": (*ABOUT, *WHY),
    "no_guideline": (*ABOUT, *WHY, *PEOPLE),
    "policy_values": WHOSE,
    "edge_case": WHY,
    "fact_asked": (_of_beliefs,),
    "single_item": UNIT,
    "mean_taken": (_rationales,),
    "majority_taken": (_rationales,),
    "experts_judged": ABOUT,
    "lay_people": (*ABOUT, _criteria),
    "qualified": (_criteria,),
    "not_assisted": (*ABOUT, *WHY, *SHOWN),
    "assisted": (*ABOUT, *WHY, *SHOWN),
    "persona": (*ABOUT, _prompts),
    "no_pilot": REASONS,
    "not_told": (*ABOUT, *PERSONAL, *WITHDRAWAL, *PEOPLE),
    "taken_from_web": (*ABOUT, *SHOWN, *PERSONAL),
    "no_ethics": (*ABOUT, *WHY, *PERSONAL, *PEOPLE),
    "self_chosen": (*ABOUT, _criteria),
    "not_traceable": (*PERSONAL, *WITHDRAWAL),
    "only_labels_out": (*ABOUT, *PERSONAL, *CARE, _rationales),
    "singles_out": (*ABOUT, *PERSONAL, *CARE, _rationales),
    "no_personal_data": PERSONAL,
    "commercial_out": (*ABOUT, *CARE, _not_for),
    "afterwards": (*ABOUT, *WHY),
    "people_wrote": ABOUT,
    "no_redistribution": (*ABOUT, *CARE, *PERSONAL, _not_for),
}
"""Where each sense of `schema/phrases.yaml` is looked for."""
