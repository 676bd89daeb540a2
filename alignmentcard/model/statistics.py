"""Sections `statistics` and `evaluations`: what the authors state about the result."""

from alignmentcard.model.base import (
    Amount,
    Count,
    Id,
    Number,
    Positive,
    Section,
    Share,
    Text,
    about,
    many,
    needed,
)
from alignmentcard.model.terms import EffectUnit, Level, Metric, MissingValues, RepeatKind


class Agreement(Section):
    """A coefficient of agreement that the authors state."""

    dimension: Id | None = about("Id of the dimension.", example="harmful")
    metric: Metric = needed("The coefficient.")
    level: Level | None = about("Level of measurement it was computed at.")
    value: Number = needed("The value.", example=0.21)
    low: Number | None = about("Lower end of the interval.", example=0.18)
    high: Number | None = about("Upper end of the interval.", example=0.24)
    confidence: Share | None = about("Confidence of the interval, between 0 and 1.", example=0.95)
    items: Count | None = about("Items it was computed on.", example=350)
    raters: Count | None = about("Raters it was computed on.", example=123)
    missing_values: MissingValues | None = about("What was done with missing ratings.")
    note: Text | None = about("What a reader must know to repeat it.")


class Convergence(Section):
    """How the distribution of answers settles as raters are added."""

    dimension: Id | None = about("Id of the dimension.", example="harmful")
    metric: Text = needed("The distance that was used.", example="jensen_shannon")
    raters: list[Positive] = many("Numbers of raters.", example=[100, 300, 600])
    value: list[Amount] = many("The distance at each of these numbers.", example=[0.04, 0.01, 0.004])
    tolerance: Amount | None = about("The distance that was called small enough.", example=0.01)


class Consistency(Section):
    """What repeated questions showed."""

    dimension: Id | None = about("Id of the dimension.", example="harmful")
    kind: RepeatKind | None = about("What changed between the askings.")
    pairs: Count | None = about("Pairs of answers.", example=400)
    agreement: Share | None = about("Share of pairs that are the same.", example=0.83)
    genuine: Share | None = about("Share of genuine preferences: stable across ways of asking.", example=0.6)
    non_attitude: Share | None = about("Share of non-attitudes: unstable even when asked the same way.", example=0.2)
    constructed: Share | None = about(
        "Share of constructed preferences: stable when asked the same way only.", example=0.2
    )


class GroupEffect(Section):
    """A difference between groups of raters."""

    dimension: Id | None = about("Id of the dimension.", example="harmful")
    axis: Text = needed("The attribute by which raters differ.", example="gender")
    groups: list[Text] = many(
        "The two groups; the effect is the first less the second.", example=["woman", "man"], max_length=2
    )
    metric: Text | None = about("What was compared.", example="share of yes")
    value: Number = needed("The difference.", example=3.4)
    unit: EffectUnit | None = about("Unit of the difference.")
    low: Number | None = about("Lower end of the interval.")
    high: Number | None = about("Upper end of the interval.")
    adjusted: bool | None = about("Whether the interval or test allows for several comparisons.")
    note: Text | None = about("What a reader must know to repeat it.")


class Statistics(Section):
    """What the authors state about agreement, stability and groups."""

    agreement: list[Agreement] = many("Coefficients of agreement.", question="Which agreement did you compute?")
    convergence: list[Convergence] = many("How answers settle as raters are added.")
    consistency: list[Consistency] = many("What repeated questions showed.")
    group_effects: list[GroupEffect] = many("Differences between groups of raters.")


class Score(Section):
    """One number by which a system was compared with people."""

    metric: Text = needed("The measure.", example="accuracy")
    value: Number = needed("The value.", example=0.81)


class Evaluation(Section):
    """A system compared with the people."""

    system: Text = needed("Name of the system.", example="guardrail-2")
    dimension: Id | None = about("Id of the dimension.", example="harmful")
    hard: Score | None = about("Comparison with one label per item.")
    soft: Score | None = about("Comparison with the distribution of answers.")
    note: Text | None = about("What a reader must know to repeat it.")
