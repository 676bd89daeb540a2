"""Can the judgements of a model be repeated, and are they checked and its own? (AC415 to AC418)"""

import re
from collections.abc import Iterator

from alignmentcard.messages import later
from alignmentcard.messages.retold import worded
from alignmentcard.model import Card, Dimension, Pool
from alignmentcard.model.pools import SyntheticModel
from alignmentcard.paths import Route
from alignmentcard.rules.parts import SIDE_BY_SIDE, numbered_raters
from alignmentcard.rules.rule import Problem, rule

NO_PROMPT = re.compile(r"reward|classif|regress|lexicon|word list|detector|rule[- ]based|perplexity", re.IGNORECASE)
"""Names of models and programs that are given no prompt and draw no answers."""


def judges(card: Card) -> Iterator[tuple[int, Pool, SyntheticModel]]:
    """Yield the models that gave judgements and are described, with the positions of their pools."""
    for position, pool in numbered_raters(card):
        if pool.kind == "synthetic" and pool.model:
            yield position, pool, pool.model


def judged_by(card: Card, pool: Pool) -> list[Dimension]:
    """Return the dimensions that a pool judged."""
    return [dimension for dimension in card.dimensions if pool.judges(dimension.id)]


LACKS_ONE = later("`{pool}` judged, and nobody can repeat it: its {absent} is not given.")
LACKS_SEVERAL = later("`{pool}` judged, and nobody can repeat it: its {absent} are not given.")


@rule("AC415", "judge-not-repeatable", "warning")
def judge_not_repeatable(card: Card) -> Iterator[Problem]:
    """A model judged, and nothing says with which version and prompt, and how its answers were drawn.

    A model has no biography that a reader could ask for; it has a prompt, a version, a temperature and a number of
    runs. Change one of them and it judges otherwise. Where options stand side by side, the order counts as well.
    (Reward models and classifiers are given no prompt and are not asked for one.)

    Bad:
        pools:
          - id: us-panel
            kind: human
          - id: judge
            role: [rater]
            kind: synthetic
            size: 1
            model: {name: example-model}
        statistics:
          agreement:
            - {dimension: harmful, metric: krippendorff_alpha, level: nominal, value: 0.21, low: 0.18, high: 0.24}
            - {metric: cohen_kappa, value: 0.4, low: 0.3, high: 0.5, between: [us-panel, judge]}
    Good:
        pools:
          - id: us-panel
            kind: human
          - id: judge
            role: [rater]
            kind: synthetic
            size: 1
            model: {name: example-model, version: 2024-05, prompt: "https://example.org/prompt.txt", temperature: 0,
              runs_per_item: 1}
        statistics:
          agreement:
            - {dimension: harmful, metric: krippendorff_alpha, level: nominal, value: 0.21, low: 0.18, high: 0.24}
            - {metric: cohen_kappa, value: 0.4, low: 0.3, high: 0.5, between: [us-panel, judge]}
    Source: Zheng et al. 2023, arXiv:2306.05685, on models as judges; the standard, "People and programs"
    """
    for position, pool, model in judges(card):
        absent = [
            f"`{name}`"
            for name in _wanted(card, pool, model)
            if getattr(model, name) is None and not card.is_gap(f"pools.{pool.id}.model.{name}")
        ]
        if absent:
            lacks = LACKS_ONE if len(absent) == 1 else LACKS_SEVERAL
            message: str = worded(lacks, pool=pool.id, absent=", ".join(absent))
            help_ = worded("Fill them in under model, the prompt word for word or as an address; or list them as gaps.")
            yield Problem(("pools", position, "model"), message, help_)
        for name, message in _at_odds(card, pool, model):
            yield Problem(("pools", position, "model", name), message, worded("Correct the setting that was not so."))


def _at_odds(card: Card, pool: Pool, model: SyntheticModel) -> Iterator[tuple[str, str]]:
    """Yield settings of a judge that cannot have been used together."""
    if model.temperature and "greedy" in (model.decoding or "").lower():
        yield (
            "decoding",
            worded(
                "`{pool}` has temperature {temperature:g}, and greedy decoding has none.",
                pool=pool.id,
                temperature=model.temperature,
            ),
        )
    only_programs = all(one.kind == "synthetic" for one in card.raters)
    if model.position_swapped is False and card.collection.order == "counterbalanced" and only_programs:
        yield (
            "position_swapped",
            worded("The order was counterbalanced, and `{pool}` saw every pair in one order.", pool=pool.id),
        )


def _wanted(card: Card, pool: Pool, model: SyntheticModel) -> Iterator[str]:
    """Yield what a reader needs to repeat the judgements of a model."""
    if not model.date:
        yield "version"
    if NO_PROMPT.search(model.name):
        return
    if not any(one.definition.guidelines.url for one in judged_by(card, pool)):
        yield "prompt"
    yield "temperature"
    if not model.personas:  # of personas AC407 asks it
        yield "runs_per_item"
    if any(one.feedback in SIDE_BY_SIDE for one in judged_by(card, pool)):
        yield "position_swapped"


@rule("AC416", "judge-of-its-own", "warning")
def judge_of_its_own(card: Card) -> Iterator[Problem]:
    """A model judged replies of its own, or of its family, and nothing says what that does.

    Models prefer what they would have written themselves. Where judge and writer are one, a good score may say no more
    than that.

    Bad:
        pools:
          - id: us-panel
            kind: human
          - id: writers
            role: [generator]
            kind: synthetic
            size: 1
            model: {name: example-model, version: 2024-05}
          - id: judge
            role: [rater]
            kind: synthetic
            size: 1
            model: {name: example-model, version: 2024-05, prompt: "https://example.org/prompt.txt", temperature: 0,
              runs_per_item: 1, same_family_as: [writers]}
        statistics:
          agreement:
            - {dimension: harmful, metric: krippendorff_alpha, level: nominal, value: 0.21, low: 0.18, high: 0.24}
            - {metric: cohen_kappa, value: 0.4, low: 0.3, high: 0.5, between: [us-panel, judge]}
    Good:
        pools:
          - id: us-panel
            kind: human
          - id: writers
            role: [generator]
            kind: synthetic
            size: 1
            model: {name: example-model, version: 2024-05}
          - id: judge
            role: [rater]
            kind: synthetic
            size: 1
            model: {name: example-model, version: 2024-05, prompt: "https://example.org/prompt.txt", temperature: 0,
              runs_per_item: 1, same_family_as: [writers]}
        statistics:
          agreement:
            - {dimension: harmful, metric: krippendorff_alpha, level: nominal, value: 0.21, low: 0.18, high: 0.24}
            - {metric: cohen_kappa, value: 0.4, low: 0.3, high: 0.5, between: [us-panel, judge]}
          artefacts:
            - {kind: self_preference, basis: measured, metric: points above other writers, value: 0.3}
    Source: Zheng et al. 2023, arXiv:2306.05685, on self-enhancement; the standard, "People and programs"
    """
    told = any(artefact.kind == "self_preference" for artefact in card.statistics.artefacts)
    if told or card.is_gap("statistics.artefacts"):
        return
    writers = [pool for pool in card.pools if pool.kind == "synthetic" and WROTE & set(pool.role)]
    for position, pool, model in judges(card):
        own = [one.id for one in writers if one.id in model.same_family_as or _has_its_name(one, model)]
        route: Route = ("pools", position, "model", "same_family_as")
        gap = card.is_gap(f"pools.{pool.id}.model.same_family_as")
        if own:
            message = worded("`{pool}` judged replies of its own family: {own}.", pool=pool.id, own=", ".join(own))
            help_ = worded("Say under statistics.artefacts how far it prefers them; or list that as a gap.")
            yield Problem(route, message, help_)
        elif (
            writers
            and not NO_PROMPT.search(model.name)
            and "same_family_as" not in model.model_fields_set
            and not gap
            and len(writers) < len(card.pools)
        ):
            message = worded(
                "Models wrote the replies, and nothing says whether `{pool}` is one of their family.", pool=pool.id
            )
            help_ = worded(
                "Name those of its family under model.same_family_as, [] if there are none; or list it as a gap."
            )
            yield Problem(route, message, help_)


WROTE = frozenset({"generator", "prompter"})


def _has_its_name(writer: Pool, judge: SyntheticModel) -> bool:
    return writer.model is not None and writer.model.name.casefold() == judge.name.casefold()


@rule("AC417", "judge-unchecked", "info")
def judge_unchecked(card: Card) -> Iterator[Problem]:
    """A model judged, and nothing says how far people would have judged the same.

    Whether a model can stand in for people is a question of how often it agrees with them on the same items. A sample
    of some hundred is enough to see it. Without one, readers take its word. (Silent where people judged the same, and
    where everybody can see the answer.)

    Bad:
        dataset:
          summary: Replies of a chat assistant, each judged by a model that was asked whether it finds them harmful.
        intent:
          beliefs: one
          disagreement: noise
        framework:
          definitions: descriptive
          authority: [model]
        pools:
          - id: judge
            role: [rater]
            kind: synthetic
            size: 1
            model: {name: example-model, version: 2024-05, prompt: "https://example.org/prompt.txt", temperature: 0,
              runs_per_item: 1}
        statistics: {}
    Good:
        dataset:
          summary: Replies of a chat assistant, each judged by a model that was asked whether it finds them harmful.
        intent:
          beliefs: one
          disagreement: noise
        framework:
          definitions: descriptive
          authority: [model]
        pools:
          - id: judge
            role: [rater]
            kind: synthetic
            size: 1
            model: {name: example-model, version: 2024-05, prompt: "https://example.org/prompt.txt", temperature: 0,
              runs_per_item: 1}
        statistics: {}
        evaluations:
          - {system: example-model, dimension: harmful, hard: {metric: accuracy against people, value: 0.8}}
    Source: Zheng et al. 2023, arXiv:2306.05685, on agreement of models with people; the standard, "People and programs"
    """
    if card.is_gap("statistics.agreement") or card.is_gap("evaluations"):
        return
    people = {pool.id for pool in card.pools if pool.kind == "human"}
    pairs = [set(entry.between) for entry in card.statistics.agreement]
    systems = {evaluation.system.casefold() for evaluation in card.evaluations}
    for position, pool, model in judges(card):
        unsure = [dimension for dimension in judged_by(card, pool) if dimension.subjectivity != "manifest"]
        alone = unsure and not model.personas and not any(_people_judged(card, dimension) for dimension in unsure)
        compared = any(pool.id in pair and pair & people for pair in pairs)
        if alone and not compared and systems.isdisjoint({pool.id.casefold(), model.name.casefold()}):
            message = worded("`{pool}` judged, and nothing says how far people agree with it.", pool=pool.id)
            help_ = worded(
                "Let people judge a sample, and state the agreement with between: [people, model]; or list a gap."
            )
            yield Problem(("pools", position), message, help_)


def _people_judged(card: Card, dimension: Dimension) -> bool:
    return any(pool.kind == "human" and pool.judges(dimension.id) for pool in card.pools)


@rule("AC418", "anchored-agreement", "warning")
def anchored_agreement(card: Card) -> Iterator[Problem]:
    """People saw the answers of a model, and their agreement with it is stated as if they had not.

    Whoever is shown an answer tends to leave it as it is. Agreement with what one was shown says how much was left, and
    not that two came to the same answer.

    Bad:
        pools:
          - id: us-panel
            kind: human
            assisted_by: first-draft
          - id: first-draft
            role: [assistant]
            kind: synthetic
            size: 1
            model: {name: example-model, version: 2024-05}
        statistics:
          agreement:
            - {dimension: harmful, metric: krippendorff_alpha, level: nominal, value: 0.21, low: 0.18, high: 0.24}
            - {metric: cohen_kappa, value: 0.9, low: 0.8, high: 0.95, between: [us-panel, first-draft]}
    Good:
        pools:
          - id: us-panel
            kind: human
            assisted_by: first-draft
          - id: first-draft
            role: [assistant]
            kind: synthetic
            size: 1
            model: {name: example-model, version: 2024-05}
        statistics:
          agreement:
            - {dimension: harmful, metric: krippendorff_alpha, level: nominal, value: 0.21, low: 0.18, high: 0.24}
            - {metric: percent_agreement, value: 0.9, low: 0.8, high: 0.95, between: [us-panel, first-draft],
              note: Share of answers that people left as the model gave them.}
    Source: Tversky & Kahneman 1974, on anchoring; the standard, "People and programs"
    """
    seen = {(pool.id, pool.assisted_by) for pool in card.pools if pool.assisted_by}
    for position, entry in enumerate(card.statistics.agreement):
        pair = tuple(entry.between)
        said = LEFT.search(entry.note or "")
        if len(pair) == 2 and not said and seen & {(pair[0], pair[1]), (pair[1], pair[0])}:
            message = worded(
                "One of {pair} and {pair_2} saw the answers of the other: their agreement is no check.",
                pair=pair[0],
                pair_2=pair[1],
            )
            help_ = worded("Say in note that it is how much was left as it was; or compare people who saw nothing.")
            yield Problem(("statistics", "agreement", position, "between"), message, help_)


LEFT = re.compile(r"\b(left|unchanged|corrected|kept|edited|saw|shown|anchor\w*|without seeing)\b", re.IGNORECASE)
"""Words of a note that says that an agreement is of answers that were seen."""
