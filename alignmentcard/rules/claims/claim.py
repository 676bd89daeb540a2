"""All numbers that a card states and data could confirm: each beside the measured one, or why it was not checked."""

from collections.abc import Iterator
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from alignmentcard.document import Document
from alignmentcard.messages import later
from alignmentcard.messages.retold import told as _
from alignmentcard.messages.retold import worded
from alignmentcard.model import Card
from alignmentcard.model.statistics import Agreement, Consistency, GroupEffect
from alignmentcard.paths import Route
from alignmentcard.rules.claims.coefficients import compared
from alignmentcard.rules.claims.held import Held, consistency_held, convergence_held, effect_held
from alignmentcard.rules.claims.sizes import ratings_counted
from alignmentcard.rules.parts import numbered_raters
from alignmentcard.words import term

if TYPE_CHECKING:
    from alignmentcard.measurement.results.facts import Facts
    from alignmentcard.rules.evidence import Parts


@dataclass(frozen=True)
class Claim:
    """A number in the card beside the one that the data gives."""

    route: Route
    what: str
    stated: float
    measured: float | None = None
    unchecked: str = ""
    """Why there is none to compare with, as a clause."""
    explained: str = ""
    """The choice that gives the stated number, where the data gives another by default."""
    dimension: str | None = None

    @property
    def difference(self) -> float | None:
        """The measured number less the stated one."""
        return None if self.measured is None else self.measured - self.stated

    @property
    def is_statistic(self) -> bool:
        """Whether it is a statistic, and not a count of items or raters."""
        return self.route[0] == "statistics"


NOTHING = later("nothing was measured")


def claims(
    document: Document, card: Card, facts: "Facts | None", parts: "Parts" = MappingProxyType({})
) -> Iterator[Claim]:
    """Yield the numbers that a card states and data could confirm; `parts` are as rules are given them."""
    yield from _sizes(card, facts)
    if facts is None:
        yield from _all_unchecked(card)
        return
    for position, stated in enumerate(card.statistics.agreement):
        found = compared(document, card, position, facts, parts)
        yield Claim(
            ("statistics", "agreement", position),
            _of_agreement(stated),
            found.number.value if found.percent else stated.value,
            found.measured,
            found.unchecked,
            _("at the {level} level", level=term(found.level)) if found.level else found.choice,
            stated.dimension,
        )
    for position, effect in enumerate(card.statistics.group_effects):
        yield _claim(effect_held(document, position, effect, facts), _of_effect(effect), effect.dimension)
    for position, curve in enumerate(card.statistics.convergence):
        for held in convergence_held(document, position, curve, facts):
            at = held.route[4:]
            what = term(curve.metric)
            if at:
                count = curve.raters[int(at[0])]
                text = later("{what}, {count} rater") if count == 1 else later("{what}, {count} raters")
                what = _(text, what=what, count=count)
            yield _claim(held, what, curve.dimension)
    for position, repeats in enumerate(card.statistics.consistency):
        for held in consistency_held(document, position, repeats, facts):
            yield _claim(held, _of_repeats(repeats, str(held.route[-1])), repeats.dimension)


def _claim(held: Held, what: str, dimension: str | None) -> Claim:
    nearest = min(
        (one.value for one in held.measured if one.value is not None),
        key=lambda value: abs(value - held.number.value),
        default=None,
    )
    return Claim(held.route, what, held.number.value, nearest, held.unchecked, dimension=dimension)


def _of_agreement(stated: Agreement) -> str:
    name = _("another coefficient") if stated.metric == "other" else term(stated.metric)
    return worded("{name} ({term})", name=name, term=term(stated.level)) if stated.level else name


def _of_effect(effect: GroupEffect) -> str:
    between = (
        _("{one} less {other}", one=effect.groups[0], other=effect.groups[1])
        if len(effect.groups) == 2
        else effect.axis
    )
    return f"{between}, {_(effect.metric)}" if effect.metric else between


def _of_repeats(stated: Consistency, name: str) -> str:
    kind = f" ({term(stated.kind)})" if stated.kind else ""
    return _("{what} of repeated answers", what=term(name)) + kind


def _all_unchecked(card: Card) -> Iterator[Claim]:
    for position, one in enumerate(card.statistics.agreement):
        route = ("statistics", "agreement", position)
        yield Claim(route, _of_agreement(one), one.value, unchecked=_(NOTHING), dimension=one.dimension)


def _sizes(card: Card, facts: "Facts | None") -> Iterator[Claim]:
    sizes = [one.sizes for one in facts.dimensions.values()] if facts else []
    items = {size.items for size in sizes}
    ratings = ratings_counted(card.dataset.ratings, sizes) if len(sizes) == len(card.dimensions) else None
    if card.dataset.items is not None:
        yield Claim(("dataset", "items"), _("items"), card.dataset.items, items.pop() if len(items) == 1 else None)
    if card.dataset.ratings is not None:
        yield Claim(("dataset", "ratings"), _("ratings"), card.dataset.ratings, ratings if facts else None)
    pools = list(numbered_raters(card))
    for position, pool in pools:
        if pool.size is not None:
            counted = facts.pool.raters if facts and len(pools) == 1 else None
            yield Claim(("pools", position, "size"), _("raters ({pool})", pool=pool.id), pool.size, counted)
