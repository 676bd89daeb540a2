"""Did the way of asking leave room for real answers? (AC501 to AC506)"""

from collections.abc import Iterator

from alignmentcard.messages import later
from alignmentcard.messages.retold import worded
from alignmentcard.model import Card, Dimension
from alignmentcard.rules.aggregation import names_of
from alignmentcard.rules.limits import Limits
from alignmentcard.rules.rule import Problem, rule
from alignmentcard.rules.subjectivity import disagreement_of

ASKED = frozenset({"rating", "comparison", "pairwise_strength", "ranking", "best_worst", "reply_choice", "opinion"})
"""Forms in which somebody puts a question; in the others people act by themselves, or not at all."""
SIDE_BY_SIDE = frozenset({"comparison", "pairwise_strength", "ranking", "best_worst", "reply_choice"})
"""Forms in which options stand in an order."""
UNASKED = frozenset({"product_use", "web_archive"})
"""Settings in which nobody could have been asked again."""


def _asks_people(card: Card) -> bool:
    return any(pool.kind == "human" for pool in card.raters)


def _is_asked(dimension: Dimension) -> bool:
    return dimension.feedback in ASKED


@rule("AC501", "no-way-out", "warning")
def no_way_out(card: Card) -> Iterator[Problem]:
    """A question of belief was put, and raters had to answer it.

    People who have no view give one when they must. Such non-attitudes look like all other answers and change from
    day to day; a system that learns from them learns the toss of a coin.

    Bad:
        dimensions:
          - id: harmful
            subjectivity: latent_projective
            feedback: rating
            scale: {level: nominal, values: ["no", "yes"]}
        collection:
          abstention: false
    Good:
        dimensions:
          - id: harmful
            subjectivity: latent_projective
            feedback: rating
            scale: {level: nominal, values: ["no", "no view", "yes"], abstain: [no view]}
        collection:
          abstention: true
    Source: Converse 1970, Attitudes and Non-attitudes; Schuman & Presser 1981, Questions and Answers in Attitude
        Surveys, on offering no opinion
    """
    forced = [
        dimension
        for dimension in card.dimensions
        if dimension.subjectivity == "latent_projective" and _is_asked(dimension) and not dimension.scale.abstain
    ]
    if card.collection.abstention is False and forced and _asks_people(card):
        message = worded(
            "Raters could not say that they have no view of {names}, a matter of belief.", names=names_of(forced)
        )
        help_ = worded(
            "Offer an answer for no view, and list it under scale.abstain; or accept this and say what it rules out."
        )
        yield Problem(("collection", "abstention"), message, help_)


@rule("AC502", "no-repeats", "info")
def no_repeats(card: Card) -> Iterator[Problem]:
    """Differences between raters are to be kept, and nobody was asked the same thing twice.

    A held view, one that was made up on the spot and no view at all look the same in a single answer. A hundred items
    that some raters see again, later or in other words, tell readers how much of the spread would stay.

    Bad:
        collection:
          setting: online_panel
          quality_controls: [attention_check]
    Good:
        collection:
          setting: online_panel
          quality_controls: [attention_check]
          repeats:
            - {kind: retest, items: 100, raters: 40, gap_days: 14}
    Source: Converse 1970, Attitudes and Non-attitudes; Slovic 1995, The Construction of Preference; the standard,
        "Signal types"
    """
    collection = card.collection
    kept = [d for d in card.dimensions if _is_asked(d) and disagreement_of(card, d) in ("signal", "mixed")]
    repeated = collection.repeats or "consistency_check" in collection.quality_controls
    possible = collection.setting not in UNASKED and _asks_people(card)
    if kept and possible and not repeated and not card.is_gap("collection.repeats"):
        message = worded(
            "Differences in {names} are to be kept, and nothing is said to have been asked twice.", names=names_of(kept)
        )
        help_ = worded(
            "Ask some raters again and say so under repeats; if you cannot, list collection.repeats as a gap."
        )
        yield Problem(("collection", "repeats"), message, help_)


@rule("AC503", "fixed-order", "warning")
def fixed_order(card: Card) -> Iterator[Problem]:
    """Options were compared, and stood in the same order for everybody.

    People favour what stands first, or last. With one order for all, nobody can tell afterwards which option was
    better and which stood better.

    Bad:
        framework:
          dimensions: broad
        dimensions:
          - id: harmful
            breadth: broad
            feedback: comparison
        collection:
          unit: two replies in a dialogue
          order: fixed
    Good:
        framework:
          dimensions: broad
        dimensions:
          - id: harmful
            breadth: broad
            feedback: comparison
        collection:
          unit: two replies in a dialogue
          order: randomised
    Source: Krosnick & Alwin 1987 on the order of answers; Zheng et al. 2023, arXiv:2306.05685, on the same in models
    """
    compared = [d for d in card.dimensions if d.feedback in SIDE_BY_SIDE]
    if compared and card.collection.order == "fixed":
        message = worded(
            "Options were compared for {names}, and stood in the same order for everybody.", names=names_of(compared)
        )
        help_ = worded(
            "Draw the order for each rater; for data that exists, accept this and say which option stood first."
        )
        yield Problem(("collection", "order"), message, help_)
    for position, pool in enumerate(card.pools):
        seen = [d for d in compared if pool.judges(d.id)]
        if pool.model and pool.model.position_swapped is False and seen and card.collection.order in (None, "fixed"):
            message = worded(
                "`{pool}` compared options for {names} in one order only.", pool=pool.id, names=names_of(seen)
            )
            help_ = worded(
                "Ask it in both orders and keep both answers; or accept this, and say which option stood first."
            )
            yield Problem(("pools", position, "model", "position_swapped"), message, help_)


@rule("AC504", "no-quality-control", "warning")
def no_quality_control(card: Card) -> Iterator[Problem]:
    """People on a crowd platform answered, and nothing was done to notice careless answers.

    Some answers on a platform are given by people in a hurry, and some by programs. Without a control they count as
    disagreement, and readers take carelessness for a difference of views.

    Bad:
        pools:
          - id: us-panel
            role: [rater]
            kind: human
            recruitment: {channel: crowd_platform, sampling: quota}
        collection:
          quality_controls: [none]
    Good:
        pools:
          - id: us-panel
            role: [rater]
            kind: human
            recruitment: {channel: crowd_platform, sampling: quota}
        collection:
          quality_controls: [attention_check]
    Source: Kraus & Kroll 2025, on attention checks and practice rounds
    """
    crowds = [f"`{p.id}`" for p in card.raters if p.kind == "human" and p.recruitment.channel == "crowd_platform"]
    collection = card.collection
    controls = [control for control in collection.quality_controls if control != "none"]
    checked = controls or card.is_gap("collection.quality_controls")
    if crowds and not checked:
        message = worded(
            "The raters of {crowds} came from a crowd platform, and no control is named.", crowds=", ".join(crowds)
        )
        help_ = worded("Say under quality_controls how careless answers were found; if nobody knows, list it as a gap.")
        yield Problem(("collection", "quality_controls"), message, help_)


MINUTES = later("A session has {value:g} minutes; above {most:g} people tire.")
ITEMS = later("A session has {value:g} items; above {most:g} people tire.")


@rule("AC505", "long-session", "info")
def long_session(card: Card, limits: Limits) -> Iterator[Problem]:
    """A session was so long that raters tire.

    Tired people answer faster, repeat themselves and stop reading. Their late answers differ from their early ones for
    no reason that lies in the items. Breaks, shorter sessions or a column with the position of each item let readers
    see it.

    Bad:
        collection:
          minutes_per_session: 150
          repeats:
            - {kind: retest, items: 100, raters: 40, gap_days: 14}
    Good:
        collection:
          minutes_per_session: 45
          repeats:
            - {kind: retest, items: 100, raters: 40, gap_days: 14}
    Source: Kraus & Kroll 2025, on the length of tasks and fatigue
    """
    if not _asks_people(card):
        return
    collection = card.collection
    for name, value, most, text in (
        ("minutes_per_session", collection.minutes_per_session, limits.session_minutes, MINUTES),
        ("items_per_session", collection.items_per_session, limits.session_items, ITEMS),
    ):
        if value is not None and value > most:
            message = worded(text, value=value, most=most)
            help_ = worded(
                "Make sessions shorter; or accept this, and say how breaks were given and whether late answers differ."
            )
            yield Problem(("collection", name), message, help_)
            return


@rule("AC506", "abstention-not-on-scale", "warning")
def abstention_not_on_scale(card: Card) -> Iterator[Problem]:
    """Raters could say that they have no view and no answer on the scale means that, or the other way round.

    Answers without a view are left out of every count. If no value stands for them, they are lost or counted as views;
    if one does and raters could not choose it, readers look for answers that nobody could give.

    Bad:
        dimensions:
          - id: harmful
            scale: {level: nominal, values: ["no", "yes"]}
        collection:
          abstention: true
    Good:
        dimensions:
          - id: harmful
            scale: {level: nominal, values: ["no", "unsure", "yes"], abstain: [unsure]}
        collection:
          abstention: true
    Source: Schuman & Presser 1981, Questions and Answers in Attitude Surveys, on offering no opinion
    """
    asked = [(n, d) for n, d in enumerate(card.dimensions) if _is_asked(d) and d.scale.values]
    offered = [(n, d) for n, d in asked if d.scale.abstain]
    expected = [(n, d) for n, d in asked if d.feedback == "comparison" or d.scale.level == "nominal"]
    if card.collection.abstention and expected and not offered and _asks_people(card) and not _some_judge(card):
        names = names_of([dimension for _, dimension in expected])
        message = worded("Raters could say that they have no view, and no answer to {names} says it.", names=names)
        help_ = worded(
            "Add the answer to the values and list it under scale.abstain; or accept this and say how it is kept."
        )
        yield Problem(("dimensions", expected[0][0], "scale"), message, help_)
    elif card.collection.abstention is False and offered:
        message = worded(
            "Raters had to answer, and `{offered}` has an answer that means no view.", offered=offered[0][1].id
        )
        help_ = worded("Write abstention: true; or take the answer out of scale.abstain if it is a view.")
        yield Problem(("dimensions", offered[0][0], "scale", "abstain"), message, help_)


def _some_judge(card: Card) -> bool:
    """Say whether programs judged too, so that the scale may be theirs and the way out that of people."""
    return any(pool.kind == "synthetic" for pool in card.raters)
