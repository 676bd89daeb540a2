"""Can a method be used on the answers that it combined? (AC609)"""

from collections.abc import Iterator

from alignmentcard.messages.retold import worded
from alignmentcard.model import Card, Dimension
from alignmentcard.model.release import Aggregation
from alignmentcard.rules.aggregation import covered
from alignmentcard.rules.protocol import SIDE_BY_SIDE
from alignmentcard.rules.rule import Problem, rule
from alignmentcard.words import english_term

ORDERED = frozenset({"mean", "median"})
"""Methods that need answers with an order."""
OF_PAIRS = frozenset({"bradley_terry", "noisy_bradley_terry", "elo"})
"""Methods that work out strengths from what was preferred to what."""
OF_ANY = frozenset({"none", "adjudication", "other"})
"""Methods that ask nothing of the answers."""


@rule("AC609", "method-misfit", "warning")
def method_misfit(card: Card) -> Iterator[Problem]:
    """Answers were combined by a method that such answers do not allow.

    A mean of names depends on how somebody numbered them, strengths need something that was preferred to something
    else, and texts cannot be counted. Either the method or the scale is not what the card says. (Silent for two values,
    whose mean is the share of one of them, and for stretches of a text, on which raters can vote word by word.)

    Bad:
        dimensions:
          - id: harmful
            subjectivity: manifest
            disagreement: noise
            feedback: rating
            scale: {level: nominal, values: [nobody, the reader, others, no view], abstain: [no view]}
        aggregation:
          - {method: mean}
    Good:
        dimensions:
          - id: harmful
            subjectivity: manifest
            disagreement: noise
            feedback: rating
            scale: {level: nominal, values: [nobody, the reader, others, no view], abstain: [no view]}
        aggregation:
          - {method: soft_label}
    Source: Stevens 1946, On the Theory of Scales of Measurement
    """
    for position, step in enumerate(card.aggregation):
        for message in _misfits(card, step):
            help_ = worded("Correct the method or the scale; or accept this, and say what was combined.")
            yield Problem(("aggregation", position, "method"), message, help_)


def _misfits(card: Card, step: Aggregation) -> list[str]:
    """Say which answers a step cannot have combined; one that names no dimension may mean those that it fits."""
    if not step.method or step.method in OF_ANY:
        return []
    found = [_misfit(step.method, dimension) for dimension in covered(card, step.dimensions)]
    return [message for message in found if message] if step.dimensions or all(found) else []


def _misfit(method: str, dimension: Dimension) -> str | None:
    scale, name = dimension.scale, dimension.id
    said = english_term(method)
    if scale.level == "text" and dimension.feedback != "span":
        return worded(
            "The answers to `{dimension}` are texts, which {method} cannot combine.", dimension=name, method=said
        )
    if method in ORDERED and scale.level == "nominal" and len(set(scale.values) - set(scale.abstain)) > 2:
        return worded(
            "The answers to `{dimension}` have no order, and {method} needs one.", dimension=name, method=said
        )
    if method in OF_PAIRS and dimension.feedback and dimension.feedback not in SIDE_BY_SIDE:
        return worded(
            "{method} works on comparisons, and the answers to `{dimension}` are none.", method=said, dimension=name
        )
    return None
