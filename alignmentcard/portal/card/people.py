"""Who judged: pools, how they were found, and how their composition compares with the target population."""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from alignmentcard.messages import _, _n, plural
from alignmentcard.model import Card, Pool
from alignmentcard.model.pools import Composition, SyntheticModel
from alignmentcard.portal.card.lines import Fact, fact_of
from alignmentcard.portal.charts.inline import bar
from alignmentcard.portal.countries import country, language
from alignmentcard.words import counted_crowd, crowd, figure, headcount, several, term


@dataclass(frozen=True)
class Share:
    """A group of a pool: how many, which share, and which share of the target population."""

    group: str
    count: int
    share: float
    target: float | None
    chart: Markup


@dataclass(frozen=True)
class People:
    """A pool: who they were."""

    id: str
    title: str
    facts: tuple[Fact, ...]
    groups: tuple[tuple[str, tuple[Share, ...]], ...]


def people(card: Card) -> list[People]:
    """Return the pools in the order of the card."""
    return [People(pool.id, _pool_title(pool), tuple(_pool(pool)), tuple(_groups(pool))) for pool in card.pools]


def _pool_title(pool: Pool) -> str:
    kind, (size, sure) = pool.kind or "unknown", headcount([pool])
    named = counted_crowd(kind, size, sure) if size else _("An unknown number of {who}", who=crowd(kind))
    named = named[:1].upper() + named[1:]
    count = pool.size or SEVERAL
    did = several([_n(*ROLES[role], count) for role in pool.role])
    return _n("{who} who {did}", "{who} who {did}", count, who=named, did=did) if did else named


SEVERAL = 2
"""Stands for a number of people that is not known: more than one."""


ROLES = {
    "rater": plural("judged items", "judged items"),
    "guideline_author": plural("wrote the guidelines", "wrote the guidelines"),
    "adjudicator": plural("decided where raters differed", "decided where raters differed"),
    "prompter": plural("wrote what was judged", "wrote what was judged"),
    "prompt_writer": plural("wrote the prompts", "wrote the prompts"),
    "generator": plural("wrote the replies", "wrote the replies"),
    "assistant": plural("answered first", "answered first"),
}


def _pool(pool: Pool) -> Iterator[Fact]:
    recruitment = pool.recruitment
    if pool.countries:
        yield Fact(_("Countries"), several([country(code) for code in pool.countries]))
    if pool.languages:
        yield Fact(_("Languages"), several([language(tag) for tag in pool.languages]))
    yield from fact_of(_("Reached through"), "Channel", recruitment.channel)
    if recruitment.platform:
        yield Fact(_("Platform"), recruitment.platform)
    yield from fact_of(_("Chosen by"), "Sampling", recruitment.sampling)
    if recruitment.criteria:
        yield Fact(_("Had to fulfil"), "; ".join(recruitment.criteria))
    if pool.pay:
        amount = f"{figure(pool.pay.amount)} {pool.pay.currency or ''}"
        each = _("{amount} per {unit}", amount=amount, unit=term(pool.pay.per)) if pool.pay.per else amount
        yield Fact(_("Pay"), each, pool.pay.standard or "")
    yield from fact_of(_("Consent"), "Consent", pool.consent)
    if pool.ethics:
        yield from fact_of(_("Ethics board"), "EthicsStatus", pool.ethics.status)
    if pool.target:
        yield Fact(_("Should stand for"), pool.target.population)
    if pool.model:
        yield from _model(pool.model)
    yield from _part(pool)
    yield from _ratings(pool)


def _part(pool: Pool) -> Iterator[Fact]:
    """Yield what a pool judged, and whose answers it saw."""
    if pool.dimensions:
        yield Fact(_("Judged"), several(pool.dimensions))
    if pool.assisted_by:
        yield Fact(_("Saw the answers of"), pool.assisted_by)


def _model(model: SyntheticModel) -> Iterator[Fact]:
    version = f" {model.version}" if model.version else ""
    yield Fact(_("Model"), f"{model.name}{version}", _("Told to answer as different people.") if model.personas else "")
    if model.prompt:
        yield Fact(_("Prompt"), model.prompt)
    if model.temperature is not None:
        yield Fact(_("Temperature"), figure(model.temperature))
    if model.position_swapped is not None:
        yield Fact(_("Options in both orders"), _("yes") if model.position_swapped else _("no"))
    if model.same_family_as:
        yield Fact(_("Of one family with"), several(model.same_family_as))


def _ratings(pool: Pool) -> Iterator[Fact]:
    each = pool.ratings_per_item
    if each.min is not None and each.min == each.max:
        yield Fact(_("Ratings of each item"), figure(each.min))
    elif each.min is not None and each.max is not None:
        middle = (
            _(", half of the items at most {median}", median=figure(each.median)) if each.median is not None else ""
        )
        yield Fact(
            _("Ratings of each item"),
            _("{min} to {max}{middle}", min=figure(each.min), max=figure(each.max), middle=middle),
        )
    elif each.median is not None:
        yield Fact(_("Ratings of each item"), _("{median} in the middle", median=figure(each.median)))


def _groups(pool: Pool) -> Iterator[tuple[str, tuple[Share, ...]]]:
    for composition in pool.composition:
        yield term(composition.axis), tuple(_shares(composition, _target(pool, composition.axis)))


def _target(pool: Pool, axis: str) -> dict[str, float]:
    known = pool.target.composition if pool.target else []
    return next((dict(target.shares) for target in known if target.axis == axis), {})


def _shares(composition: Composition, target: dict[str, float]) -> Iterator[Share]:
    counts = dict(composition.counts)
    if composition.undisclosed:
        counts[_("did not say")] = composition.undisclosed
    total = sum(counts.values()) or 1
    for group in (*counts, *(name for name in target if name not in counts)):
        count, wanted = counts.get(group, 0), target.get(group)
        yield Share(group, count, count / total, wanted, bar(count / total, wanted))
