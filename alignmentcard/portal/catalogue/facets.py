"""The properties by which the catalogue can be filtered, and what a card says about each."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from alignmentcard.checker.levels import NAMES as LEVELS
from alignmentcard.checker.own_sums import own_name, spelled
from alignmentcard.codes.licences import GRANTS, Commercial, commercial_use
from alignmentcard.messages import _, kept, later
from alignmentcard.model import Card
from alignmentcard.portal.collection.entry import CardEntry
from alignmentcard.portal.house import counted
from alignmentcard.profiles.own_fields import OwnField
from alignmentcard.resources import visible
from alignmentcard.words import NAMES, RELEASED, STANCE, WHO, caption, term

UNSTATED = "unstated"
SHOWN = 7
"""So many values of a facet are shown at once; more are unfolded."""


@dataclass(frozen=True)
class Facet:
    """A property by which the catalogue can be filtered."""

    id: str
    title: str
    values: Callable[[Card], Iterable[str | None]]
    name: Callable[[str], str] = term
    further: bool = False
    """Whether it stands among those that a reader unfolds."""
    ranked: bool = False
    """Whether its values have an order of their own; those of others come by the number of cards."""
    codes: str = ""
    """What the values are codes of, for the browser to name: `region` or `language`."""
    offered: int | None = None
    """So many values are offered, of those that most cards have; None for all. The search finds the others."""
    own: bool = False
    """Whether it is a field of the house of the portal; it is offered where cards share an answer."""


@dataclass(frozen=True)
class Choice:
    """One value of a facet and how many cards have it."""

    value: str
    name: str
    count: int


def _raw(value: str) -> str:
    return value


def _quadrant(card: Card) -> Iterable[str]:
    place = (card.framework.dimensions, card.framework.definitions)
    return ["-".join(filter(None, place))] if all(place) else []


def _level(value: str) -> str:
    return f"{value} {_(LEVELS[int(value)])}"


def _year(published: str | None) -> str | None:
    year = (published or "")[:4]
    return year if len(year) == 4 and year.isascii() and year.isdigit() else None


def _makers(card: Card) -> Iterator[str | None]:
    """Yield where people worked who made the data; the name of a creator who says none, as an organisation."""
    return (creator.affiliation or creator.name for creator in card.dataset.creators)


PEOPLE = "people"


def _models(card: Card) -> Iterable[str | None]:
    """Return the models that judged; where all raters are people, that."""
    if card.raters and all(pool.kind == "human" for pool in card.raters):
        return [PEOPLE]
    return [pool.model.name for pool in card.raters if pool.model]


def _judge(value: str) -> str:
    return _("None, only people") if value == PEOPLE else value


COMMERCIAL = {
    "allowed": later("Allowed by the licence"),
    "forbidden": later("Not allowed by the licence"),
    "unclear": later("Own terms, or not clear"),
}


def commercial(card: Card) -> Commercial | None:
    """Return what the licence says of commercial use, None where there is none; that of a part binds the whole."""
    stated = [card.dataset.license, *(source.license for source in card.dataset.sources_of_items)]
    return min(map(commercial_use, filter(None, stated)), key=GRANTS.index) if card.dataset.license else None


LEVEL = "level"
PROPER = (_raw, _judge, own_name)
"""What names a value by a name, which is written as it is."""
NAMED = 60
"""So many makers or models can be chosen: a large collection has thousands."""
SIGNS = {name: sign for sign, name in NAMES.items()}
FACETS = (
    Facet("quadrant", later("Quadrant"), _quadrant, lambda value: caption(SIGNS[value])[0]),
    Facet("subjectivity", later("Where answers come from"), lambda c: [d.subjectivity for d in c.dimensions]),
    Facet("disagreement", later("Disagreement is"), lambda c: [c.intent.disagreement], lambda value: _(STANCE[value])),
    Facet("feedback", later("How raters answered"), lambda c: [d.feedback for d in c.dimensions]),
    Facet("raters", later("Raters are"), lambda c: [p.kind for p in c.raters], lambda value: _(WHO[value])),
    Facet("release", later("Finest level released"), lambda c: [c.release.level], lambda value: _(RELEASED[value])),
    Facet("commercial", later("Commercial use"), lambda c: [commercial(c)], lambda value: _(COMMERCIAL[value])),
    Facet(LEVEL, later("Level reached"), lambda c: [], _level, ranked=True),
    Facet("year", later("Published in"), lambda c: [_year(c.dataset.published)], _raw, further=True, ranked=True),
    Facet("maker", later("Made by"), _makers, _raw, further=True, offered=NAMED),
    Facet("uses", later("Made for"), lambda c: c.intent.uses, further=True),
    Facet("judge", later("Models that judged"), _models, _judge, further=True, offered=NAMED),
    Facet("channel", later("Raters came through"), lambda c: [p.recruitment.channel for p in c.raters], further=True),
    Facet(
        "country",
        later("Raters came from"),
        lambda c: [country for p in c.raters for country in p.countries],
        _raw,
        further=True,
        codes="region",
    ),
    Facet(
        "language", later("Language of the items"), lambda c: c.dataset.languages, _raw, further=True, codes="language"
    ),
    Facet(
        "aggregation", later("Answers were combined by"), lambda c: [one.method for one in c.aggregation], further=True
    ),
    Facet("licence", later("Licence"), lambda c: [c.dataset.license], _raw, further=True),
)


@kept()
def facets_of(house: str = "") -> tuple[Facet, ...]:
    """Return all facets; what the house of the portal asks in fields of its own comes before what all portals have."""
    return (*(_of_house(one) for one in counted(house) if not one.numeric), *FACETS)


def _of_house(one: OwnField) -> Facet:
    return Facet(one.path, one.name, lambda c: map(spelled, one.answers(c)), own_name, True, offered=NAMED, own=True)


def values_of(entry: CardEntry) -> dict[str, list[str]]:
    """Return the values of a card for each facet; a facet that the card says nothing about has one of its own."""
    found = {facet.id: facet.values(entry.card) if entry.card else () for facet in facets_of(entry.house)}
    found[LEVEL] = [str(entry.level.number)] if entry.level else []
    return {name: sorted({visible(value) for value in values if value}) or [UNSTATED] for name, values in found.items()}


def unified(found: Sequence[Mapping[str, list[str]]]) -> list[dict[str, list[str]]]:
    """Return the values of cards; what differs in capitals alone is written as most cards write it.

    One model is `GPT-4` to some and `gpt-4` to others, and a reader who chooses it means both.
    """
    commonest = {name: _commonest(card[name] for card in found) for name in (found[0] if found else ())}
    return [
        {
            name: sorted({commonest[name].get(value, value) for value in values}) if commonest[name] else values
            for name, values in card.items()
        }
        for card in found
    ]


def _commonest(sets: Iterable[list[str]]) -> dict[str, str]:
    """Return for each value that is not written as in most cards how they write it; of two as common, the first."""
    counts = Counter(value for values in sets for value in values)
    best: dict[str, str] = {}
    for value in sorted(counts, key=lambda value: (-counts[value], value)):
        best.setdefault(value.casefold(), value)
    return {value: best[value.casefold()] for value in counts if best[value.casefold()] != value}


def choices(
    found: Sequence[Mapping[str, list[str]]], facets: Iterable[Facet] = FACETS
) -> Iterator[tuple[Facet, list[Choice]]]:
    """Yield each facet with its values, those of most cards first."""
    for facet in facets:
        counts = counted_values(facet, found)
        order = dict.fromkeys(counts, 0) if facet.ranked else counts
        known = sorted((value for value in counts if value != UNSTATED), key=lambda value: (-order[value], value))
        listed = [Choice(value, _named(facet, value), counts[value]) for value in known[: facet.offered]]
        if counts[UNSTATED]:
            listed.append(Choice(UNSTATED, _("Not stated"), counts[UNSTATED]))
        yield facet, listed


def counted_values(facet: Facet, found: Sequence[Mapping[str, list[str]]]) -> Counter[str]:
    """Count the cards that have each value of a facet."""
    counts = Counter[str]()
    for values, count in Counter([tuple(card[facet.id]) for card in found]).items():
        counts.update(dict.fromkeys(values, count))
    return counts


def told_apart(found: Sequence[Mapping[str, list[str]]], house: str = "") -> Iterator[Facet]:
    """Yield the facets by which cards can be told apart: a field of the house that each answers its own way is none."""
    for facet in facets_of(house):
        if not facet.own or any(n > 1 for value, n in counted_values(facet, found).items() if value != UNSTATED):
            yield facet


def _named(facet: Facet, value: str) -> str:
    name = facet.name(value)
    return name if facet.name in PROPER else name[:1].upper() + name[1:]
