"""What a measurement is made of: plain values, as they stand in `measured.json`.

A number that is not defined is an `Estimate` whose `undefined` names why, and a number that has no interval although
intervals were asked for says why in `no_interval`. What the names mean stands in `definitions`.

All of it stands in one file, since it is the format of one: records come before those that hold them, the whole last.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal, get_args, get_type_hints

Ends = tuple[float, float]
"""The lower and the upper end of an interval."""


class OrLater:
    """Lets a file that a later version wrote have a name that this version does not know."""

    def __get_pydantic_core_schema__(self, source: Any, handler: Callable[[Any], Any]) -> Any:
        """Read any text."""
        return handler(str)


Undefined = Annotated[
    Literal[
        "no_variation",
        "no_overlap",
        "few_shared",
        "few_in_pairs",
        "no_raters",
        "no_repeats",
        "no_numbers",
        "no_order",
        "negative_numbers",
        "too_many_values",
        "too_many_pairs",
        "small_groups",
        "no_labels",
        "unknown_method",
        "no_target",
        "not_crossed",
        "not_above_chance",
        "no_pairs",
        "too_many_ratings",
        "too_many_things",
        "not_linked",
        "no_lengths",
        "no_judges",
    ],
    OrLater(),
]
"""Why there is no number."""
NoInterval = Annotated[
    Literal[
        "crossed",
        "many_raters",
        "many_pairs",
        "repeats",
        "one_rater",
        "few_raters",
        "many_values",
        "unknown_raters",
        "all_agree",
        "all_alike",
        "few_items",
        "few_complete",
        "wide_scale",
        "few_defined",
        "few_comparisons",
        "drawn_circles",
        "few_answers",
        "many_numbers",
    ],
    OrLater(),
]
"""Why a number has no interval."""
Coefficient = Literal["krippendorff_alpha", "fleiss_kappa", "gwet_ac1", "cohen_kappa", "percent_agreement"]
"""The coefficients of agreement that are measured, in the order in which they are shown."""


@dataclass(frozen=True)
class Estimate:
    """A number with its interval, or the name of the reason why there is none.

    `low` and `high` are the interval over what the statistic says, of agreement over items, with the raters as they
    are. `both_low` and `both_high` are the interval over items and raters together, for what is said about people;
    `no_both` says why there is none. `rater_low` and `rater_high`, over few raters, stand in files of earlier versions.
    """

    value: float | None = None
    low: float | None = None
    high: float | None = None
    rater_low: float | None = None
    rater_high: float | None = None
    undefined: Undefined | None = None
    no_interval: NoInterval | None = None
    both_low: float | None = None
    both_high: float | None = None
    no_both: NoInterval | None = None

    @property
    def widest(self) -> Ends | None:
        """Return the interval over items and raters together where there is one, else the other."""
        for low, high in ((self.both_low, self.both_high), (self.low, self.high)):
            if low is not None and high is not None:
                return low, high
        return None


@dataclass(frozen=True)
class Spread:
    """Smallest, middle and largest of many numbers, and their mean."""

    min: float
    median: float
    mean: float
    max: float


@dataclass(frozen=True)
class Sizes:
    """How much there is. `repeats` are answers by a rater to an item beyond the first; `single` is a share of items.

    `told` says what was made of spellings and of words for missing values; `doubtful` values look like such words and
    are counted as answers.
    """

    items: int
    items_rated_twice: int
    ratings: int
    ratings_per_item: Spread
    single: float
    missing: int
    values: Mapping[str, int]
    outside_scale: Mapping[str, int]
    raters: int | None = None
    ratings_per_rater: Spread | None = None
    repeats: int | None = None
    told: tuple[str, ...] | None = None
    doubtful: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Agreement:
    """Coefficients by name. `krippendorff_alpha` is at the level of the scale; `alpha` has every level that applies.

    `coincidences` are ordered pairs of ratings of one item, by both values, each divided by the number of ratings of
    the item less one. They are given for three to eight values, and say what alpha would be if some of these were one.
    """

    level: str
    items: int
    ratings: int
    krippendorff_alpha: Estimate
    alpha: Mapping[str, Estimate]
    percent_agreement: Estimate
    fleiss_kappa: Estimate
    gwet_ac1: Estimate
    cohen_kappa: Estimate
    cohen_pairs: int = 0
    cohen_min: float | None = None
    cohen_max: float | None = None
    coincidences: Mapping[str, Mapping[str, float]] | None = None

    def coefficient(self, name: str, level: str | None = None) -> Estimate | None:
        """Return a coefficient by its name, alpha at a level or at that of the scale; None where none is measured."""
        if name == "krippendorff_alpha":
            return self.alpha.get(level) if level else self.krippendorff_alpha
        found: Estimate | None = getattr(self, name) if name in get_args(Coefficient) else None
        return found


@dataclass(frozen=True)
class Variant:
    """The same coefficients under another choice, to see how far the choice moves them.

    abstentions: counted or dropped; repeats: first, last or all; single_rated: dropped, or counted as unanimous;
    pairs: one_order, as_stored, or none where nothing is compared.
    """

    abstentions: str
    repeats: str
    single_rated: str
    pairs: str
    items: int
    ratings: int
    coefficients: Mapping[str, float | None]
    sizes: Mapping[str, float]


@dataclass(frozen=True)
class ItemSpread:
    """How far answers spread on an item: entropy in bits, over items with two ratings or more.

    On scales with many values the spread is the standard deviation, and `entropy` is None. `intervals` are those of
    entropy and unanimous, and of the quartiles (lower, median, upper) where few items have the same spread, over items.
    """

    entropy: float | None = None
    normalised: Mapping[str, float] | None = None
    deviation: Mapping[str, float] | None = None
    unanimous: float | None = None
    undefined: Undefined | None = None
    intervals: Mapping[str, Ends] = field(default_factory=dict)


@dataclass(frozen=True)
class Convergence:
    """How answers settle: for k ratings, the mean divergence from all of them, and between two disjoint sets of k."""

    raters: tuple[int, ...] = ()
    to_all: tuple[Estimate, ...] = ()
    between_halves: tuple[Estimate, ...] = ()
    items: tuple[int, ...] = ()
    tolerance: float = 0.01
    reached: int | None = None
    undefined: Undefined | None = None


@dataclass(frozen=True)
class Composition:
    """Who the raters are on one axis, or on a pair of axes: members and ratings of each group.

    Groups under the smallest cell stand together as `other`; `undisclosed` members did not say. `inconsistent` counts
    raters whose rows contradict each other.
    """

    axes: tuple[str, ...]
    raters: Mapping[str, int]
    ratings: Mapping[str, int]
    undisclosed: int
    folded: int
    inconsistent: int = 0


@dataclass(frozen=True)
class Distance:
    """How far the composition on one axis is from the target."""

    axis: str
    total_variation: float
    jensen_shannon: float
    absent: tuple[str, ...]
    weights: Mapping[str, float]


@dataclass(frozen=True)
class PoolFacts:
    """Who the raters are, and how far they are from the target population.

    `unique` counts raters whose combination of attributes nobody else has.
    """

    raters: int | None = None
    axes: tuple[Composition, ...] = ()
    pairs: tuple[Composition, ...] = ()
    distances: tuple[Distance, ...] = ()
    effective_raters: float | None = None
    rating_gini: float | None = None
    unique: int | None = None
    undefined: Undefined | None = None


@dataclass(frozen=True)
class GroupEffect:
    """A difference between two groups on items that both rated: the first less the second."""

    axis: str
    groups: tuple[str, str]
    metric: str
    unit: str
    effect: Estimate
    items: int
    raters: tuple[int, int]
    p_value: float | None = None
    p_adjusted: float | None = None


@dataclass(frozen=True)
class GroupAgreement:
    """Who agrees with whom on one axis: alpha within each group and between groups; `ratio` is between over within."""

    axis: str
    within: Mapping[str, Estimate]
    between: Mapping[str, Estimate]
    ratio: Mapping[str, float | None]


@dataclass(frozen=True)
class Overruled:
    """The share of a group's ratings that the label contradicts, and its ratio to the share of all others.

    Intervals are over items.
    """

    axis: str
    label: str
    share: Mapping[str, float]
    ratio: Mapping[str, float | None]
    share_intervals: Mapping[str, Ends] = field(default_factory=dict)
    ratio_intervals: Mapping[str, Ends] = field(default_factory=dict)


@dataclass(frozen=True)
class Groups:
    """What differs between groups of raters, axis by axis."""

    effects: tuple[GroupEffect, ...] = ()
    agreement: tuple[GroupAgreement, ...] = ()
    overruled: tuple[Overruled, ...] = ()
    undefined: Undefined | None = None


@dataclass(frozen=True)
class Components:
    """Where disagreement comes from: shares of the variance of answers; `note` tells of a share set to zero."""

    item: Estimate
    rater: Estimate
    rest: Estimate
    note: str = ""


@dataclass(frozen=True)
class Repeated:
    """Pairs of answers by the same rater to the same item, and how far they agree beyond chance.

    `stability` takes chance from all answers together, `stability_by_item` from each item's own answers.
    """

    pairs: int
    agreement: Estimate
    stability: Estimate
    stability_by_item: Estimate
    alpha: Mapping[str, float | None]


@dataclass(frozen=True)
class Signal:
    """Shares of genuine and constructed preferences and of non-attitudes; negative shares are shown as 0."""

    genuine: Estimate
    constructed: Estimate
    non_attitude: Estimate
    note: str = ""


@dataclass(frozen=True)
class Consistency:
    """What repeated questions show, asked the same way and asked another way."""

    same: Repeated | None = None
    across: Repeated | None = None
    signal: Signal | None = None
    signal_by_item: Signal | None = None
    assumptions: str = ""
    undefined: Undefined | None = None


@dataclass(frozen=True)
class Aggregated:
    """Whether the stated method gives the released label: items with a label, and how many the method reproduces.

    `ties` are items whose best values are equally many; `contradictory` items carry several labels.
    """

    method: str | None = None
    items: int = 0
    reproduced: float | None = None
    ties: int = 0
    contradictory: int = 0
    undefined: Undefined | None = None


@dataclass(frozen=True)
class Coefficients:
    """Coefficients that are asked for by name.

    Those of two raters are means over `pairs` of raters where there are more. `complete` is the number of items that
    every rater answered, on which ICC(A), ICC(C) and Kendall's W rest.
    """

    weighted_kappa_linear: Estimate
    weighted_kappa_quadratic: Estimate
    scott_pi: Estimate
    conger_kappa: Estimate
    brennan_prediger: Estimate
    gwet_ac2_linear: Estimate
    gwet_ac2_quadratic: Estimate
    icc_1: Estimate
    icc_a1: Estimate
    icc_c1: Estimate
    icc_1k: Estimate
    icc_ak: Estimate
    icc_ck: Estimate
    pearson: Estimate
    spearman: Estimate
    kendall_tau: Estimate
    kendall_w: Estimate
    pairs: int = 0
    complete: int = 0


@dataclass(frozen=True)
class RaterFacts:
    """How raters spread beside each other; nobody is named. Those with fewer than `least` answers are `hidden`.

    `one_answer` raters gave the same answer always. `most_frequent` is the share of a rater's most frequent answer,
    `agreement` that of other raters who gave the same answer to an item, `spammer` how far answers follow those of
    others, `alpha_without` alpha when one rater is left out, and `gold` the share of answers that are the gold answer.
    `pace` is a rater's usual time for an answer over that of the middle rater, `hurried` how many have a third of it or
    less, and `later` how much more raters agree with others in the later half of their answers than in the earlier.
    """

    least: int
    shown: int = 0
    hidden: int = 0
    one_answer: int = 0
    most_frequent: Spread | None = None
    agreement: Spread | None = None
    spammer: Spread | None = None
    alpha_without: Spread | None = None
    undefined: Undefined | None = None
    gold: Spread | None = None
    pace: Spread | None = None
    hurried: int | None = None
    later: Estimate | None = None


@dataclass(frozen=True)
class ItemFacts:
    """How items divide people: of those with two ratings or more, how many have different answers or a tie.

    `copied` items have answers, not all alike, that the same people gave to another item as well, and so many of them
    that chance would hardly give a pair. On `doubtful` items the likeliest answer has a chance under 0.9 to be the true
    one, by the model of Dawid and Skene.
    """

    rated_twice: int = 0
    divided: int = 0
    tied: int = 0
    copied: int | None = None
    undefined: Undefined | None = None
    doubtful: int | None = None


@dataclass(frozen=True)
class GroupCohesion:
    """What a group of raters answers, how far it agrees within and with all others, and the ratio of the two.

    `raters` is None where the table does not tell them apart.
    """

    shares: Mapping[str, Estimate]
    mean: Estimate
    within: Estimate
    across: Estimate
    association: Estimate
    raters: int | None = None


@dataclass(frozen=True)
class Cohesion:
    """The groups of raters on one axis; `merged` are those under the smallest cell, which stand together as `other`."""

    axis: str
    groups: Mapping[str, GroupCohesion]
    merged: tuple[str, ...] = ()


@dataclass(frozen=True)
class Preferences:
    """What comparisons of two things say; `ratings` of the things have a mean of 1000, the strongest first.

    `first_shown` is the share of decided comparisons that the thing shown first won, `circular` that of threes in which
    each beats the next. `longer_won` is the share that the longer thing won, `self_preferred` how much more often
    raters who are one of the things prefer themselves than others prefer them.
    """

    first_shown: Estimate
    circular: Estimate
    ratings: Mapping[str, Estimate]
    comparisons: int = 0
    ties: int = 0
    longer_won: Estimate = Estimate(undefined="no_lengths")
    self_preferred: Estimate = Estimate(undefined="no_judges")


@dataclass(frozen=True)
class Difference:
    """How far agreement differs between two parts of a table, the first less the second, by coefficient.

    `same_items` says that both are worked out on the items that both parts rated twice, of which there are `items`.
    """

    axis: str
    parts: tuple[str, str]
    items: int
    same_items: bool
    values: Mapping[str, tuple[float, float]]
    difference: Mapping[str, Estimate]


@dataclass(frozen=True)
class Runs:
    """How far answers spread over runs of the same rater, and over raters, such as personas of a model.

    `within` is the mean distance of two runs of a rater on an item, `between` that of runs of two raters; `share` is
    the part of the latter that is due to the raters. `cells` are items of a rater with several runs, `runs` their mean
    number. The unit is share_of_pairs (that differ) or squared_points.
    """

    within: Estimate
    between: Estimate
    share: Estimate
    raters: int = 0
    cells: int = 0
    runs: float | None = None
    unit: str | None = None


@dataclass(frozen=True)
class By:
    """Which function computes a field that is there where it is asked for by name, with its module in `statistics`.

    Its parameters name what it wants to see of what was counted.
    """

    function: str


@dataclass(frozen=True)
class DimensionFacts:
    """All that was measured about one dimension; what comes after `labels` is there where it was asked for by name."""

    sizes: Sizes
    agreement: Agreement
    variants: tuple[Variant, ...]
    spread: ItemSpread
    convergence: Convergence
    groups: Groups
    components: Components
    consistency: Consistency
    aggregation: Aggregated
    labels: Mapping[str, Agreement] = field(default_factory=dict)
    coefficients: Annotated[Coefficients | None, By("more_coefficients.more_coefficients")] = None
    raters: Annotated[RaterFacts | None, By("raters.rater_facts")] = None
    items: Annotated[ItemFacts | None, By("items.item_facts")] = None
    cohesion: Annotated[tuple[Cohesion, ...] | None, By("cohesion.cohesion")] = None
    preferences: Annotated[Preferences | None, By("preferences.preferences")] = None
    differences: Annotated[tuple[Difference, ...] | None, By("differences.differences")] = None
    runs: Annotated[Runs | None, By("runs.runs")] = None


EXTRAS: Mapping[str, str] = {
    name: by.function
    for name, kind in get_type_hints(DimensionFacts, include_extras=True).items()
    for by in get_args(kind)
    if isinstance(by, By)
}
"""What is measured only where it is asked for by name, or where the card states it, and the function that does it."""
