"""Does the data bear out what the card says of disagreement? (AC810 to AC814)"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from alignmentcard.messages.retold import worded
from alignmentcard.model import Card
from alignmentcard.rules.claims.measured import measured_dimensions
from alignmentcard.rules.limits import Limits
from alignmentcard.rules.rule import Problem, rule

if TYPE_CHECKING:
    from alignmentcard.measurement.results.facts import Facts

ONE_RATER = worded("Two halves with 1 rater each")


@rule("AC810", "definition-did-not-hold", "warning")
def definition_did_not_hold(card: Card, facts: "Facts", limits: Limits) -> Iterator[Problem]:
    """One meaning was fixed, and raters hardly agree.

    Definitions cannot remove all disagreement. When little more than chance is left, raters did not read them the
    same way, or did not keep to them, and the labels do not carry the one belief that they are said to carry.

    Bad:
        dimensions:
          - id: harmful
            name: Swear words
            asks: Does the reply contain one of the listed words?
            definition: {detail: label}
            subjectivity: manifest
            disagreement: noise
    Good:
        dimensions:
          - id: harmful
            name: Harmful content
            asks: Do you find this reply harmful?
            definition: {detail: label}
            subjectivity: latent_projective
    Source: Kirk et al. 2023, section 2.1; Kraus & Kroll 2025, on measures of agreement
    """
    for position, dimension, found in measured_dimensions(card, facts):
        fixed = card.framework.definitions == "prescriptive" or dimension.subjectivity == "manifest"
        alpha = found.agreement.krippendorff_alpha.value
        if (
            fixed
            and dimension.subjectivity != "latent_projective"
            and alpha is not None
            and alpha < limits.low_agreement
        ):
            message = worded(
                "Raters were to read `{dimension}` in one way, and Krippendorff's alpha is {alpha:.2f}.",
                dimension=dimension.id,
                alpha=alpha,
            )
            help_ = worded("Look at where they differ: mend the definition, or say that the question is one of belief.")
            yield Problem(("dimensions", position), message, help_)


@rule("AC811", "nobody-disagrees", "warning")
def nobody_disagrees(card: Card, facts: "Facts", limits: Limits) -> Iterator[Problem]:
    """A matter of belief, and almost all raters give the same answer on almost every item.

    Either the items are clear cases, or raters were led to one answer, or they are alike. Then the data says little
    about how people differ, whatever the card says.

    Bad:
        dimensions:
          - id: harmful
            asks: Do you find this reply harmful?
            subjectivity: latent_projective
    Measured:
        {"dimensions": {"harmful": {"spread": {"entropy": 0.05, "unanimous": 0.95}}}}
    Good:
        dimensions:
          - id: harmful
            asks: Do you find this reply harmful?
            subjectivity: latent_projective
    Source: Kraus & Kroll 2025, on artificial agreement
    """
    for position, dimension, found in measured_dimensions(card, facts):
        share = found.spread.unanimous
        if dimension.subjectivity == "latent_projective" and share is not None and share > limits.unanimous_items:
            message = worded(
                "`{dimension}` is a matter of belief, and raters are unanimous on {share:.0%} of the items.",
                dimension=dimension.id,
                share=share,
            )
            help_ = worded(
                "If everybody can see the answer, change the subjectivity; else say which items and raters were chosen."
            )
            yield Problem(("dimensions", position, "subjectivity"), message, help_)


@rule("AC812", "not-converged", "warning")
def not_converged(card: Card, facts: "Facts") -> Iterator[Problem]:
    """Two halves of the pool still give different distributions of answers.

    If another half of the same people would have given another picture, other people would give one more. The
    distributions cannot yet be taken for those of a population.

    Bad:
        dimensions:
          - id: harmful
            asks: Do you find this reply harmful?
            subjectivity: latent_projective
    Measured:
        {"dimensions": {"harmful": {"convergence": {"raters": [10, 50], "between_halves": [{"value": 0.09},
          {"value": 0.03}], "to_all": [{"value": 0.06}, {"value": 0.01}], "reached": null}}}}
    Good:
        dimensions:
          - id: harmful
            asks: Do you find this reply harmful?
            subjectivity: latent_projective
    Source: Kraus & Kroll 2025, on representative samples
    """
    for position, dimension, found in measured_dimensions(card, facts):
        curve = found.convergence
        values = [estimate.value for estimate in curve.between_halves if estimate.value is not None]
        if dimension.subjectivity == "latent_projective" and values and values[-1] > curve.tolerance:
            half = curve.raters[len(values) - 1]
            halves = worded("Two halves with {half} raters each", half=half) if half > 1 else ONE_RATER
            message = worded(
                "{halves} differ by {distance:.3f} on `{dimension}`; {tolerance:g} would count as settled.",
                halves=halves,
                distance=values[-1],
                dimension=dimension.id,
                tolerance=curve.tolerance,
            )
            help_ = worded(
                "Collect more ratings an item (alignmentcard plan says how many), or say what it is too small for."
            )
            yield Problem(("dimensions", position), message, help_)


@rule("AC813", "unstable-answers", "warning")
def unstable_answers(card: Card, facts: "Facts", limits: Limits) -> Iterator[Problem]:
    """Raters who were asked the same thing twice often gave another answer.

    A share of such answers are non-attitudes: given because an answer was asked for, with no view behind them. A
    model that learns from them learns noise as if it were a preference.

    Bad:
        dimensions:
          - id: harmful
            asks: Do you find this reply harmful?
    Measured:
        {"dimensions": {"harmful": {"consistency": {"same": {"pairs": 400, "agreement": {"value": 0.6},
          "stability": {"value": 0.3, "low": 0.2, "high": 0.4}, "stability_by_item": {"value": 0.2}, "alpha": {}}}}}}
    Good:
        dimensions:
          - id: harmful
            asks: Do you find this reply harmful?
    Source: Converse 1970, Attitudes and Non-attitudes; Slovic 1995, The Construction of Preference
    """
    for position, dimension, found in measured_dimensions(card, facts):
        same = found.consistency.same
        stability = same.stability if same else None
        if same is None or stability is None or stability.value is None or stability.no_interval == "one_rater":
            continue
        highest = stability.high if stability.high is not None else stability.value
        if highest < limits.stable_answers:
            message = worded(
                "Asked again, raters gave the same answer on `{dimension}` in {agreement:.0%} of {pairs} pairs: "
                "about {without:.0%} of the answers have no view behind them.",
                dimension=dimension.id,
                agreement=same.agreement.value,
                pairs=same.pairs,
                without=1 - stability.value,
            )
            help_ = worded(
                "Let raters say that they have no view, or make the question clearer; say under not_for what this bars."
            )
            yield Problem(("dimensions", position), message, help_)


@rule("AC814", "overruled-group", "warning")
def overruled_group(card: Card, facts: "Facts", limits: Limits) -> Iterator[Problem]:
    """The one label contradicts one group far more often than the others.

    A majority decides for everybody. Where the same people lose again and again, the label carries the view of the
    others and looks like everybody's.

    Bad:
        aggregation:
          - {method: soft_label, rationale: The answers of an item are kept as a distribution.}
    Measured:
        {"dimensions": {"harmful": {"groups": {"overruled": [{"axis": "gender", "label": "majority",
          "share": {"man": 0.2, "woman": 0.4}, "ratio": {"man": 0.5, "woman": 2.0}}]}}}}
    Good:
        aggregation:
          - {method: soft_label, rationale: The answers of an item are kept as a distribution.}
    Source: Xu et al. 2025, arXiv:2510.12817
    """
    for position, dimension, found in measured_dimensions(card, facts):
        for overruled in found.groups.overruled:
            for group, ratio in overruled.ratio.items():
                share = overruled.share.get(group)
                if ratio is not None and share is not None and ratio >= limits.overruled_ratio:
                    message = worded(
                        "The label of `{dimension}` contradicts {share:.0%} of the ratings of {group} ({axis}), "
                        "{ratio:.1f} times as many as of the others.",
                        dimension=dimension.id,
                        share=share,
                        group=group,
                        axis=overruled.axis,
                        ratio=ratio,
                    )
                    help_ = worded(
                        "Release the distribution beside the label, or say whom the label does not speak for."
                    )
                    yield Problem(("dimensions", position), message, help_)
