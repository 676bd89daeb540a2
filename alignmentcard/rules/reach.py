"""Numbers that scale, design or session cannot give, for AC108."""

from collections.abc import Iterator
from math import inf

from alignmentcard.messages.retold import worded
from alignmentcard.model import Card, Dimension
from alignmentcard.model.statistics import Agreement
from alignmentcard.paths import Route
from alignmentcard.rules.aggregation import by_id
from alignmentcard.rules.limits import Limits
from alignmentcard.rules.statistics.stated import entry_route, is_counted
from alignmentcard.words import term

Found = Iterator[tuple[Route, str]]
BEYOND_CHANCE = frozenset(
    {"krippendorff_alpha", "fleiss_kappa", "cohen_kappa", "conger_kappa", "gwet_ac1", "brennan_prediger", "scott_pi"}
)
"""Coefficients that take agreement by chance off the share of answers that agree, and so are never above it."""
SAME = 0.01
"""How far above raw agreement a coefficient may lie by rounding and by corrections for few answers (ours)."""


def effects_within_scale(card: Card, limits: Limits) -> Found:
    """Compare differences in points of a scale with the points that it has."""
    for position, effect in enumerate(card.statistics.group_effects):
        dimension = _dimension(card, effect.dimension)
        if dimension is None or effect.unit != "scale_points":
            continue
        span = _span(dimension)
        if span is not None and abs(effect.value) > span:
            message = worded(
                "A difference of {value:g} points is stated, and the answers to `{dimension}` lie at most "
                "{span:g} apart.",
                value=effect.value,
                dimension=dimension.id,
                span=span,
            )
            yield (*entry_route("group_effects", position), "value"), message


def _dimension(card: Card, name: str | None) -> Dimension | None:
    found = by_id(card).get(name or "", ())
    return found[0][1] if found else card.dimensions[0] if name is None and len(card.dimensions) == 1 else None


def _span(dimension: Dimension) -> float | None:
    """Return how far the ends of a scale lie apart: in numbers where its values are some, or else in steps."""
    scale = dimension.scale
    if scale.min is not None and scale.max is not None:
        return scale.max - scale.min
    values = [value for value in scale.values if value not in scale.abstain]
    if len(values) < 2 or scale.select == "several":
        return None
    try:
        numbers = [float(value) for value in values]
    except ValueError:
        return len(values) - 1
    return max(numbers) - min(numbers)


def beyond_chance(card: Card, limits: Limits) -> Found:
    """Compare coefficients that allow for chance with raw agreement on the same answers, which they cannot exceed."""
    stated = card.statistics.agreement
    for position, entry in enumerate(stated):
        raw = [one.value for one in stated if one.metric == "percent_agreement" and _of_the_same(entry, one)]
        nominal = entry.level == "nominal" or entry.metric in ("gwet_ac1", "brennan_prediger", "scott_pi")
        if raw and nominal and entry.metric in BEYOND_CHANCE and max(raw) + SAME < entry.value <= 1:
            message = worded(
                "{metric} is {value:g}, and only {raw:g} of the answers agree: what allows for chance is never more.",
                metric=term(entry.metric),
                value=entry.value,
                raw=max(raw),
            )
            yield (*entry_route("agreement", position), "value"), message


def _of_the_same(one: Agreement, other: Agreement) -> bool:
    """Say whether two coefficients are of the same answers, as far as the card tells; a note may tell otherwise."""
    same = (one.dimension, one.items, one.raters, one.of, one.between, one.note)
    return same == (other.dimension, other.items, other.raters, other.of, other.between, other.note)


def agreement_of_several(card: Card, limits: Limits) -> Found:
    """Compare agreement between people with how many of them judged an item: it takes two."""
    for position, entry in enumerate(card.statistics.agreement):
        pools = [pool for pool in card.raters if not entry.dimension or pool.judges(entry.dimension)]
        if entry.between or entry.of or entry.note or any(pool.kind != "human" for pool in pools) or not pools:
            continue
        route = entry_route("agreement", position)
        if entry.raters == 1 and not card.collection.repeats:
            yield (*route, "raters"), worded("Agreement is stated of one rater, and it takes two.")
        elif _of_all_items(card, entry) and _most_on_an_item(card, entry.dimension) <= 1:
            yield route, worded("Agreement is stated, and no item has more than one rating: nobody could agree.")


def _of_all_items(card: Card, entry: Agreement) -> bool:
    return entry.items is not None and entry.items == card.dataset.items


def _most_on_an_item(card: Card, dimension: str | None) -> float:
    """Return how many answers to a question an item has at most; infinite where a pool does not say."""
    judges = [pool.ratings_per_item.max for pool in card.raters if not dimension or pool.judges(dimension)]
    return sum(inf if most is None else most for most in judges) if judges else inf


def answers_of_example(card: Card, limits: Limits) -> Found:
    """Compare the answers that an example had with those that an item can have."""
    example = card.dataset.example
    dimension = _dimension(card, example.dimension)
    if dimension is None or not is_counted(dimension) or dimension.scale.select == "several":
        return
    told, most = sum(example.answers.values()), _most_on_an_item(card, dimension.id)
    if told > most * (1 + limits.count_rounding):
        message = worded("The example has {told:,} answers, and an item has {most:,.0f} at most.", told=told, most=most)
        yield ("dataset", "example", "answers"), message


def seconds_each(card: Card, limits: Limits) -> Found:
    """Compare the items of a session with its minutes."""
    items, minutes = card.collection.items_per_session, card.collection.minutes_per_session
    if items and minutes and minutes * 60 / items < limits.item_seconds:
        message = worded(
            "{items:,} items in {minutes:g} minutes leave {seconds:.1f} seconds for each.",
            items=items,
            minutes=minutes,
            seconds=minutes * 60 / items,
        )
        yield ("collection", "minutes_per_session"), message
