"""What a card says about the people and models that judged, as sentences of a careful author."""

import re
from collections.abc import Iterator

from alignmentcard.convert.prose.words import (
    BASES,
    CHANNELS,
    CONSENTS,
    PER,
    ROLES,
    SAMPLINGS,
    count,
    counted,
    ended,
    in_country,
    inside,
    language,
    listed,
)
from alignmentcard.model import Card
from alignmentcard.model.pools import Composition, Pool
from alignmentcard.words import several

NOUNS = {
    "rater": ("rater", "raters"),
    "guideline_author": ("author of the guidelines", "authors of the guidelines"),
    "adjudicator": ("adjudicator", "adjudicators"),
    "prompter": ("author of the prompts", "authors of the prompts"),
    "prompt_writer": ("author of the prompts", "authors of the prompts"),
    "generator": ("author of the replies", "authors of the replies"),
    "assistant": ("assistant", "assistants"),
}
DESCRIBED = re.compile(r"model|, | and |^\d+ |^an? |^the ", re.IGNORECASE)
"""What the name of a model has where it describes one or lists several."""
FOR_FREE = "The {who} were not paid."


def humans(card: Card) -> list[Pool]:
    """Return the pools of people; a pool that does not say what it is counts as one of people."""
    return [pool for pool in card.pools if pool.kind != "synthetic"]


def models(card: Card) -> list[Pool]:
    """Return the pools of models and programs."""
    return [pool for pool in card.pools if pool.kind == "synthetic"]


def called(card: Card, pool: Pool) -> str:
    """Call a pool by what it did, and by its name where several did the same."""
    noun = _noun(pool)
    alike = [one for one in humans(card) if _noun(one) == noun]
    name = pool.id.replace("-", " ").replace("_", " ")
    return noun if len(alike) <= 1 or name == noun else f"{noun} in the group “{name}”"


def _noun(pool: Pool) -> str:
    return NOUNS[pool.role[0] if pool.role else "rater"][1]


def _sized(pool: Pool, noun: str) -> str:
    stated = pool.size_stated
    one = NOUNS[pool.role[0] if pool.role else "rater"][0]
    if pool.size:
        return f"{count(pool.size)} {one + noun[len(_noun(pool)) :] if pool.size == 1 else noun}"
    if stated and stated.about:
        return f"about {count(stated.about)} {noun}"
    if stated and stated.at_least:
        return f"at least {count(stated.at_least)} {noun}"
    return ""


def sizes(card: Card) -> Iterator[str]:
    """Say how many people there are and what they did."""
    for pool in humans(card):
        sized = _sized(pool, called(card, pool))
        if sized:
            roles = several([ROLES[role] for role in pool.role[1:]])
            yield ended(f"There were {sized}" + (f", who also {roles}" if roles else "")).replace(
                "There were 1 ", "There was 1 "
            )


def recruitment(card: Card) -> Iterator[str]:
    """Say how people were reached and chosen, and what they had to fulfil."""
    for pool in humans(card):
        who, how = called(card, pool), pool.recruitment
        if how.channel == "authors":
            yield f"The {who} are authors of the data."
        elif how.channel or how.platform:
            channel = CHANNELS.get(how.channel or "", "")
            place = (
                f" ({inside(how.platform)})" if how.platform and channel else f" through {inside(how.platform or '')}"
            )
            yield ended(f"The {who} were recruited {channel}{place if how.platform else ''}")
        if how.sampling:
            yield ended(SAMPLINGS[how.sampling].replace("They", f"The {who}", 1))
        if how.criteria:
            yield ended(f"Requirements for the {who} were: {listed(how.criteria)}")


def pay(card: Card) -> Iterator[str]:
    """Say what the work was paid, and by which standard."""
    for pool in humans(card):
        if pool.pay is None:
            continue
        who = called(card, pool)
        if pool.pay.amount == 0:
            yield FOR_FREE.format(who=who)
        else:
            per = f" {PER[pool.pay.per]}" if pool.pay.per else ""
            amount = f"{pool.pay.amount:,.2f}".removesuffix(".00")
            yield ended(f"The {who} were paid {pool.pay.currency or ''} {amount}{per}")
        if pool.pay.standard:
            yield ended(f"On the amount: {pool.pay.standard}")


def consent(card: Card) -> Iterator[str]:
    """Say what people agreed to."""
    for pool in humans(card):
        if pool.consent:
            yield ended(f"The {called(card, pool)} {CONSENTS[pool.consent]}")


def ethics(card: Card) -> Iterator[str]:
    """Say what an ethics board said."""
    for pool in humans(card):
        if pool.ethics is None:
            continue
        body = f" ({inside(pool.ethics.body)})" if pool.ethics.body else ""
        yield ended(
            {
                "approved": f"An ethics board{body} approved the work with the {called(card, pool)}",
                "exempt": f"An ethics board{body} determined that the work with the {called(card, pool)} is exempt",
                "none": f"No ethics board was asked about the work with the {called(card, pool)}",
            }[pool.ethics.status]
        )


def countries(card: Card) -> Iterator[str]:
    """Say in which countries people are."""
    for pool in humans(card):
        if pool.countries:
            yield ended(f"The {called(card, pool)} are in {several([in_country(one) for one in pool.countries])}")


def languages(card: Card) -> Iterator[str]:
    """Say which languages people speak."""
    for pool in humans(card):
        if pool.languages:
            yield ended(f"The {called(card, pool)} speak {several([language(one) for one in pool.languages])}")


def composition(card: Card) -> Iterator[str]:
    """Say who the people are, one attribute at a time."""
    for pool in humans(card):
        for one in pool.composition:
            yield ended(f"By {_axis(one.axis)}, the {called(card, pool)} are{_basis(one)}: {_groups(one)}")


def _axis(axis: str) -> str:
    return inside(axis.replace("_", " "))


def _basis(one: Composition) -> str:
    return f", {BASES[one.basis]}" if one.basis else ""


def _groups(one: Composition) -> str:
    told = [f"{inside(group).replace('_', ' ')} ({count(number)})" for group, number in one.counts.items()]
    if one.undisclosed:
        told.append(f"{count(one.undisclosed)} did not say")
    if not told:
        return "recorded, without numbers in the card"
    asked = f"; {count(one.asked)} were asked" if one.asked else ""
    return "; ".join(told) + asked if any("," in one for one in told) else ", ".join(told) + asked


def target(card: Card) -> Iterator[str]:
    """Say whom the people should stand for."""
    for pool in humans(card):
        if pool.target:
            yield ended(f"The {called(card, pool)} should stand for {inside(pool.target.population)}")


def synthetic(card: Card) -> Iterator[str]:
    """Say which models or programs took part and what they did."""
    for pool in models(card):
        did = several([ROLES[role] for role in pool.role]) or "judged items"
        yield ended(f"{_model(pool)} {did}")
    wrote = any(one.written_by in ("models", "both") for one in card.dataset.sources_of_items)
    if not models(card) and humans(card):
        told = "that judged items" if wrote else "that judged or wrote items"
        yield f"The documentation of the data names no model or program {told}."


def _model(pool: Pool) -> str:
    if pool.model is None:
        return f"{counted(pool.size, 'model that is', 'models that are')} not named" if pool.size else "A model"
    version = f", version {inside(pool.model.version)}" if pool.model.version else ""
    provider = f" of {inside(pool.model.provider)}" if pool.model.provider else ""
    name = inside(pool.model.name)
    plain = DESCRIBED.search(name) is None
    return f"{'The model ' if plain else ''}{name}{version}{provider}"


def ratings_per_item(card: Card) -> Iterator[str]:
    """Say how many ratings an item has."""
    for pool in card.raters:
        told = pool.ratings_per_item
        who = called(card, pool) if pool.kind != "synthetic" else "models"
        if told.min is not None and told.min == told.max:
            yield ended(f"Each item has {counted(told.min, 'rating', 'ratings')} by the {who}")
        elif told.min is not None and told.max is not None:
            yield ended(f"Each item has {count(told.min)} to {count(told.max)} ratings by the {who}")
        elif told.median is not None:
            yield ended(f"An item has a median of {count(told.median)} ratings by the {who}")


PROSE = {
    "pools.*.size": sizes,
    "pools.*.recruitment": recruitment,
    "pools.*.pay": pay,
    "pools.*.consent": consent,
    "pools.*.ethics": ethics,
    "pools.*.countries": countries,
    "pools.*.languages": languages,
    "pools.*.composition": composition,
    "pools.*.target": target,
    "pools.*.kind": synthetic,
    "pools.*.ratings_per_item": ratings_per_item,
}
"""What writes the sentences for a field."""
