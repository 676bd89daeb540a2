"""The senses that would contradict what the fields of a card say, for AC219."""

from collections.abc import Iterator
from dataclasses import dataclass

from alignmentcard.codes.licences import commercial_use
from alignmentcard.messages.retold import worded
from alignmentcard.model import Card, Pool
from alignmentcard.rules.parts import SIDE_BY_SIDE
from alignmentcard.rules.phrases import found_in
from alignmentcard.rules.said import Texts, said_in
from alignmentcard.rules.subjectivity import disagreement_of

BY_VOTES = frozenset({"majority_vote", "threshold", "adjudication", "wawa", "dawid_skene", "mace", "median"})
"""Methods that choose one of the answers."""
BY_NUMBERS = frozenset({"mean", "bradley_terry", "noisy_bradley_terry", "elo"})
"""Methods that make a number of the answers."""
FROM_THE_CROWD = frozenset({"crowd_platform", "panel", "product_users"})
"""Channels through which people come of whom nobody knows what they know."""


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


def _of_stance(card: Card) -> Iterator[tuple[str, str]]:
    definitions = card.framework.definitions
    if definitions == "prescriptive":
        yield "own_judgement", "definitions: prescriptive"
        yield "own_reading", "definitions: prescriptive"
    if definitions == "descriptive":
        yield "policy_values", "definitions: descriptive"
        yield "fixed_meaning", "definitions: descriptive"
        yield "screened", "definitions: descriptive"
        yield "codebook", "definitions: descriptive"
    if card.intent.scope == "particular":
        yield "everybody", "scope: particular"
    if card.intent.scope == "universal":
        yield "somebody", "scope: universal"
    if any(dimension.definition.guidelines.exist for dimension in card.dimensions):
        yield "no_guideline", worded("which guidelines there were")
    if card.framework.strength == "clear":
        yield "edge_case", "strength: clear"
    yield "fact_asked", "subjectivity: latent_projective"
    yield "named_criteria", worded("breadth: broad, without parts")
    yield "chosen", "feedback: rating"
    yield "scored", "feedback: comparison"
    forms = {dimension.feedback for dimension in card.dimensions}
    if forms and forms <= SIDE_BY_SIDE:
        yield "single_item", f"feedback: {', '.join(sorted(map(str, forms)))}"


def _of_disagreement(card: Card) -> Iterator[tuple[str, str]]:
    if card.intent.disagreement == "signal":
        yield "dissent_removed", "disagreement: signal"
    if card.intent.beliefs == "many":
        yield "one_answer", "beliefs: many"
    if card.intent.beliefs == "many" and card.intent.disagreement == "signal":
        yield "noise", "disagreement: signal"
    elif card.intent.disagreement == "noise" and not any(disagreement_of(card, d) != "noise" for d in card.dimensions):
        yield "legitimate_difference", "disagreement: noise"
    several = any(pool.ratings_per_item.max != 1 for pool in card.raters)
    kept = all(step.method in ("none", "soft_label", "vote_count") for step in card.aggregation)
    if card.aggregation and kept and several:  # of one answer nothing is made
        methods = ", ".join(dict.fromkeys(step.method or "" for step in card.aggregation))
        yield "averaged", f"method: {methods}"
    yield from _of_methods(card)


def _of_methods(card: Card) -> Iterator[tuple[str, str]]:
    """Yield what a card does not do with several answers, where it does one known thing with all of them."""
    methods = {step.method for step in card.aggregation}
    named = f"method: {', '.join(sorted(map(str, methods)))}"
    if methods and methods <= BY_VOTES:
        yield "mean_taken", named
    elif methods and methods <= BY_NUMBERS:
        yield "majority_taken", named


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
    yield from _of_knowledge(card)
    models = [pool.model for pool in card.raters if pool.model]
    if models and not any(model.personas is not False for model in models):
        yield "persona", "personas: false"
    if any(pool.assisted_by for pool in card.raters):
        yield "not_assisted", worded("that raters saw the answers of a model (assisted_by)")
    elif kinds == {"human"} and not any("assistant" in pool.role for pool in card.pools):
        yield "assisted", worded("that people judged (kind: human)")


def _of_knowledge(card: Card) -> Iterator[tuple[str, str]]:
    """Yield experts where raters came from a crowd that nobody tested, and lay people where they are experts."""
    people = [pool for pool in card.raters if pool.kind == "human"]
    channels = {pool.recruitment.channel for pool in people}
    named = f"channel: {', '.join(sorted(map(str, channels)))}"
    tested = "qualification_test" in card.collection.training
    known = any(found_in("qualified", text) for _, text in said_in(card, "qualified"))
    if channels and channels <= FROM_THE_CROWD and not tested and not known:
        yield "experts_judged", named
    elif channels == {"experts"}:
        yield "lay_people", named


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
    if people and sampled <= {"probability", "census"}:
        yield "self_chosen", f"sampling: {', '.join(sorted(map(str, sampled)))}"
    yield from _of_consent(people)


def _of_consent(people: list[Pool]) -> Iterator[tuple[str, str]]:
    if people and all(pool.consent == "informed" for pool in people):
        yield "not_told", "consent: informed"
        if all(pool.recruitment.channel == "product_users" for pool in people):
            yield "taken_from_web", "consent: informed"
    if any(pool.ethics and pool.ethics.status == "approved" for pool in people):
        yield "no_ethics", "ethics: approved"


def _of_the_course(card: Card) -> Iterator[tuple[str, str]]:
    if card.intent.written == "ex_ante":
        yield "afterwards", "written: ex_ante"
    if card.collection.pilot:
        yield "no_pilot", worded("that there was one (pilot)")
    sources = card.dataset.sources_of_items
    if sources and all(source.written_by == "models" for source in sources):
        yield "people_wrote", "written_by: models"
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
    if release.level == "individual":
        yield "only_labels_out", "level: individual"
    elif release.level:
        yield "singles_out", f"level: {release.level}"
    if release.rater_ids == "pseudonymous":
        yield "not_traceable", "rater_ids: pseudonymous"
    if card.dataset.license and commercial_use(card.dataset.license) == "allowed":
        yield "commercial_out", f"license: {card.dataset.license}"
        yield "no_redistribution", f"license: {card.dataset.license}"
    if release.rater_attributes == "individual":
        yield "no_personal_data", "rater_attributes: individual"
    if release.rater_attributes in ("pooled", "none"):
        yield "attributes_out", f"rater_attributes: {release.rater_attributes}"
