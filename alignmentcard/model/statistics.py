"""Sections `statistics` and `evaluations`: what the authors state about the result."""

from typing import Annotated

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
    entries,
    mapping,
    optional,
)
from alignmentcard.model.terms import (
    ArtefactBasis,
    ArtefactKind,
    EffectUnit,
    Filtering,
    Level,
    Metric,
    MissingValues,
    RepeatKind,
)


class WorkedOutOn(Section):
    """The part of the data that a stated number was worked out on; all of it where this is left out."""

    pool: Id | None = optional("Id of the pool.", example="us-crowd")
    items: Count | None = optional("How many items.", example=50)
    stage: Filtering | None = optional("Before or after items and ratings were removed.")
    subset: dict[Text, Text] = mapping("Rows, by a column and the value it has there.", example={"split": "test"})
    files: list[Text] = entries("Paths of the released files.", example=["ratings.parquet"])
    note: Text | None = optional("What no field says.", example="prompts in English only")


class Agreement(Section):
    """A coefficient of agreement that the authors state."""

    dimension: Id | None = optional("Id of the dimension.", example="harmful")
    metric: Annotated[Metric, about("The coefficient.")]
    metric_name: Text | None = optional("Name of the coefficient, where the metric is other.", example="Scott's pi")
    of: WorkedOutOn | None = optional("What it was worked out on, where it was not everything.")
    between: list[Id] = entries(
        "Ids of the two pools that were compared, such as people and a model; left out for raters of one pool.",
        example=["experts", "us-crowd"],
        max_length=2,
    )
    level: Level | None = optional("Level of measurement it was computed at.")
    value: Annotated[Number, about("The value.", example=0.21)]
    low: Number | None = optional("Lower end of the interval.", example=0.18)
    high: Number | None = optional("Upper end of the interval.", example=0.24)
    confidence: Share | None = optional("Confidence of the interval, between 0 and 1.", example=0.95)
    items: Count | None = optional("Items it was computed on.", example=350)
    raters: Count | None = optional("Raters it was computed on.", example=123)
    missing_values: MissingValues | None = optional("What was done with missing ratings.")
    note: Text | None = optional("What a reader must know to repeat it.")


class Convergence(Section):
    """How the distribution of answers settles as raters are added."""

    dimension: Id | None = optional("Id of the dimension.", example="harmful")
    metric: Annotated[Text, about("The distance that was used.", example="jensen_shannon")]
    of: WorkedOutOn | None = optional("What it was worked out on, where it was not everything.")
    raters: list[Positive] = entries("Numbers of raters.", example=[100, 300, 600])
    value: list[Amount] = entries("The distance at each of these numbers.", example=[0.04, 0.01, 0.004])
    tolerance: Amount | None = optional("The distance that was called small enough.", example=0.01)


class Consistency(Section):
    """What repeated questions showed."""

    dimension: Id | None = optional("Id of the dimension.", example="harmful")
    kind: RepeatKind | None = optional("What changed between the askings.")
    of: WorkedOutOn | None = optional("What it was worked out on, where it was not everything.")
    pairs: Count | None = optional("Pairs of answers.", example=400)
    agreement: Share | None = optional("Share of pairs that are the same.", example=0.83)
    genuine: Share | None = optional("Share of genuine preferences: stable across ways of asking.", example=0.6)
    non_attitude: Share | None = optional("Share of non-attitudes: unstable even when asked the same way.", example=0.2)
    constructed: Share | None = optional(
        "Share of constructed preferences: stable when asked the same way only.", example=0.2
    )


class GroupEffect(Section):
    """A difference between groups of raters."""

    dimension: Id | None = optional("Id of the dimension.", example="harmful")
    axis: Annotated[Text, about("The attribute by which raters differ.", example="gender")]
    groups: list[Text] = entries(
        "The two groups; the effect is the first less the second.", example=["woman", "man"], max_length=2
    )
    metric: Text | None = optional("What was compared.", example="share of yes")
    value: Annotated[Number, about("The difference.", example=3.4)]
    unit: EffectUnit | None = optional("Unit of the difference.")
    low: Number | None = optional("Lower end of the interval.")
    high: Number | None = optional("Upper end of the interval.")
    adjusted: bool | None = optional("Whether the interval or test allows for several comparisons.")
    of: WorkedOutOn | None = optional("What it was worked out on, where it was not everything.")
    note: Text | None = optional("What a reader must know to repeat it.")


class ModelEffect(Section):
    """What it does to a model who the raters were."""

    axis: Annotated[Text, about("The attribute by which raters differ.", example="gender")]
    groups: list[Text] = entries(
        "The two groups; the effect is the first less the second.", example=["woman", "man"], max_length=2
    )
    outcome: Text | None = optional("What was measured of the model.", example="share of toxic replies")
    value: Annotated[Number, about("The difference.", example=3.4)]
    unit: EffectUnit | None = optional("Unit of the difference.")
    low: Number | None = optional("Lower end of the interval.")
    high: Number | None = optional("Upper end of the interval.")
    note: Text | None = optional("What a reader must know to repeat it.")


class Artefact(Section):
    """Something beside what was asked that answers follow, so that a model may learn it as a shortcut."""

    kind: Annotated[ArtefactKind, about("What answers follow.")]
    dimension: Id | None = optional("Id of the dimension.", example="harmful")
    basis: ArtefactBasis | None = optional("Whether it is said or was measured.")
    metric: Text | None = optional("What was measured.", example="correlation of length and rating")
    value: Number | None = optional("The value.", example=0.18)
    note: Text | None = optional("What a reader must know to repeat it.")


class Statistics(Section):
    """What the authors state about agreement, stability and groups."""

    agreement: list[Agreement] = entries("Coefficients of agreement.", question="Which agreement did you compute?")
    convergence: list[Convergence] = entries("How answers settle as raters are added.")
    consistency: list[Consistency] = entries("What repeated questions showed.")
    group_effects: list[GroupEffect] = entries("Differences between groups of raters.")
    model_effects: list[ModelEffect] = entries("What it does to a model who the raters were.")
    artefacts: list[Artefact] = entries(
        "What answers follow beside what was asked, such as length.",
        question="Do answers follow length, position or format?",
    )


class Score(Section):
    """One number by which a system was compared with people."""

    metric: Annotated[Text, about("The measure.", example="accuracy")]
    value: Annotated[Number, about("The value.", example=0.81)]


class Evaluation(Section):
    """A system compared with the people."""

    system: Annotated[Text, about("Name of the system.", example="guardrail-2")]
    dimension: Id | None = optional("Id of the dimension.", example="harmful")
    hard: Score | None = optional("Comparison with one label per item.")
    soft: Score | None = optional("Comparison with the distribution of answers.")
    note: Text | None = optional("What a reader must know to repeat it.")
