"""Whom do the raters stand for, and can they? (AC402, AC404, AC410)"""

import re
from collections.abc import Iterator

from alignmentcard.codes import countries
from alignmentcard.messages import later
from alignmentcard.messages.retold import worded
from alignmentcard.model import Card, Pool
from alignmentcard.model.pools import Composition, TargetComposition
from alignmentcard.rules.limits import Limits
from alignmentcard.rules.pools.people import depends_on_people, people
from alignmentcard.rules.rule import Problem, rule
from alignmentcard.rules.subjectivity import could_be_asked

OF_ONE_KIND = {
    "students": later("students"),
    "employees": later("employees of those who made the data"),
    "authors": later("those who made the data"),
}
"""Channels that lead to people who are alike in what matters: age, schooling or employer."""
STUDENTS = re.compile(r"^(?:enrolled\b|students?\b|undergraduates?\b|(?:is|being) a student\b)", re.IGNORECASE)
SMALLEST_PEOPLE = 10_000
"""Members below which a pool is not all people of a country (ours): all but the very smallest have more."""
OTHER = "other"
"""The group that small groups are merged into, so that nobody can be recognised."""


@rule("AC402", "no-target", "warning")
def no_target(card: Card) -> Iterator[Problem]:
    """The answers depend on who gave them, and nothing says whom the raters should stand for.

    A pool is balanced or lopsided only against somebody: the users of a product, the members of a community, adults
    of a country. Naming them takes a line, and is the first thing that a reviewer holds the pool against.

    Bad:
        pools:
          - id: us-panel
            kind: human
    Good:
        pools:
          - id: us-panel
            kind: human
            target:
              population: adults in the US
    Source: Kraus & Kroll 2025, recruiting raters who match those whom a system will meet
    """
    because = depends_on_people(card) if could_be_asked(card) else None
    for position, pool in people(card):
        if because and pool.target is None and not card.is_gap(f"pools.{pool.id}.target"):
            message = worded(
                "Nothing says whom the raters of `{pool}` should stand for, and {because}.",
                pool=pool.id,
                because=because,
            )
            help_ = worded(
                "Name the population under target; if they stand for nobody but themselves, write that there."
            )
            yield Problem(("pools", position, "target"), message, help_)


@rule("AC404", "missing-group", "warning")
def missing_group(card: Card, limits: Limits) -> Iterator[Problem]:
    """A group of the target population is absent from the pool, or the pool is far from the target.

    What a group would have said cannot be weighted back in if nobody of it was asked. The distance is the total
    variation: the share of the pool that would have to be somebody else to match the target. A group counts as absent
    if at least one member was to be expected.

    Bad:
        pools:
          - id: us-panel
            kind: human
            composition:
              - {axis: age, basis: self_reported, counts: {18-39: 480, 40-64: 320}, undisclosed: 0}
            target:
              population: adults in the US
              composition:
                - {axis: age, shares: {18-39: 0.38, 40-64: 0.40, 65+: 0.22}}
    Good:
        pools:
          - id: us-panel
            kind: human
            composition:
              - {axis: age, basis: self_reported, counts: {18-39: 320, 40-64: 320, 65+: 160}, undisclosed: 0}
            target:
              population: adults in the US
              composition:
                - {axis: age, shares: {18-39: 0.38, 40-64: 0.40, 65+: 0.22}}
    Source: Xu et al. 2025, arXiv:2510.12817; arXiv:2511.14476, where models differ with the group that rated
    """
    for position, pool in people(card):
        for n, wanted in enumerate(pool.target.composition if pool.target else ()):
            found = next((c for c in pool.composition if c.axis.casefold() == wanted.axis.casefold()), None)
            if found and sum(found.counts.values()) and sum(wanted.shares.values()):
                for message, help_ in _gap_between(pool, found, wanted, limits):
                    yield Problem(("pools", position, "target", "composition", n), message, help_)


def _gap_between(
    pool: Pool, found: Composition, wanted: TargetComposition, limits: Limits
) -> Iterator[tuple[str, str]]:
    """Yield at most one message with its help."""
    counts = {group.casefold(): count for group, count in found.counts.items()}
    told = sum(counts.values())
    shares = _shares(wanted, counts)
    expected = {group.casefold(): group for group in wanted.shares}
    absent = [expected.get(g, g) for g, share in shares.items() if not counts.get(g) and share * told >= 1]
    distance = sum(abs(counts.get(group, 0) / told - shares.get(group, 0)) for group in {*shares, *counts}) / 2
    names = ", ".join(absent)
    if absent and len(absent) == len(shares):
        message = worded(
            "The groups of {axis} have other names in `{pool}` than in its target: {names}.",
            axis=wanted.axis,
            pool=pool.id,
            names=names,
        )
        yield message, worded("Give a group the same name in both places, so that the two can be compared.")
    elif absent:
        message = worded(
            "The target of `{pool}` has groups of {axis} that nobody in the pool is of: {names}.",
            pool=pool.id,
            axis=wanted.axis,
            names=names,
        )
        yield message, worded("Recruit them, narrow the target to those who were asked, or accept this and say why.")
    elif distance > limits.pool_distance:
        message = worded(
            "By {axis}, {distance:.0%} of `{pool}` would have to be somebody else to match its target (up to "
            "{pool_distance:.0%} is taken as close).",
            axis=wanted.axis,
            distance=distance,
            pool=pool.id,
            pool_distance=limits.pool_distance,
        )
        yield (
            message,
            worded("Recruit those who are few, weight the answers, or accept this and say what it does to them."),
        )


def _shares(wanted: TargetComposition, counts: dict[str, int]) -> dict[str, float]:
    """Return shares that add up to 1; groups that the pool may have merged into `other` are merged here too."""
    whole = sum(wanted.shares.values())
    shares: dict[str, float] = {}
    for group, share in wanted.shares.items():
        name = group.casefold()
        name = name if name in counts or OTHER not in counts else OTHER
        shares[name] = shares.get(name, 0) + share / whole
    return shares


@rule("AC410", "platform-as-population", "warning")
def platform_as_population(card: Card) -> Iterator[Problem]:
    """The raters should stand for the people of a country, and were whoever came, or people of one kind.

    Who is easy to reach on a platform is younger, more online and closer to the next task than the people of a
    country; so are students and employees. The more raters of that kind, the surer the wrong answer.

    Bad:
        pools:
          - id: us-panel
            kind: human
            recruitment: {channel: crowd_platform, sampling: convenience}
            target:
              population: adults in the US
    Good:
        pools:
          - id: us-panel
            kind: human
            recruitment: {channel: crowd_platform, sampling: convenience}
            target:
              population: workers of the platform who live in the US
    Source: Kraus & Kroll 2025, on platforms and the populations of countries
    """
    for position, pool in people(card):
        chosen = _chosen(pool)
        if pool.target and chosen and _is_a_people(pool.target.population, pool):
            message = worded(
                "`{pool}` should stand for {population}, and its raters were {chosen}.",
                pool=pool.id,
                population=pool.target.population,
                chosen=chosen,
            )
            help_ = worded(
                "Name those who could really be asked as the target; or accept this and say what was done about it."
            )
            yield Problem(("pools", position, "target", "population"), message, help_)


def _chosen(pool: Pool) -> str:
    """Say how raters were chosen where that cannot give the people of a country; nothing where it may."""
    if pool.recruitment.channel in OF_ONE_KIND:
        return worded(OF_ONE_KIND[pool.recruitment.channel])
    if any(STUDENTS.search(text) for text in pool.recruitment.criteria):
        return worded(OF_ONE_KIND["students"])
    if pool.recruitment.sampling == "census" and pool.size is not None and pool.size < SMALLEST_PEOPLE:
        return worded("{size:,} and not everybody, as a census has it", size=pool.size)
    return {
        "convenience": worded("whoever was easy to reach"),
        "self_selected": worded("whoever chose to come"),
    }.get(pool.recruitment.sampling or "", "")


PEOPLE = re.compile(
    r"\b(adults?|people|persons|population|public|citizens|residents|inhabitants|voters)\b", re.IGNORECASE
)
PLATFORM = re.compile(
    r"\b(workers?|users?|members?|panel\w*|platform|raters?|annotators?|employees|students?|volunteers?|visitors?"
    r"|participants?|registered|recruited|who took part|who came)\b",
    re.IGNORECASE,
)
UNMISTAKABLE = re.compile(r"\b(?:US|USA|UK|GB)\b|\bU\.S\.|\bU\.K\.")
MOST_WORDS = 5
"""Words of the longest name of a country that is looked for."""


def _is_a_people(population: str, pool: Pool) -> bool:
    """Say whether a text names the people of a country, and not those of a platform in it."""
    platform = pool.recruitment.platform
    narrowed = PLATFORM.search(population) or (platform and platform.lower() in population.lower())
    if narrowed or not PEOPLE.search(population):
        return False
    return _names_a_country(population, pool) or "general population" in population.lower()


def _names_a_country(text: str, pool: Pool) -> bool:
    codes = set(re.findall(r"\b[A-Z]{2}\b", text)) & set(pool.countries)
    if codes or UNMISTAKABLE.search(text):
        return True
    words = re.findall(r"[^\W\d_]+(?:[-'][^\W\d_]+)*", text.lower())
    runs = {" ".join(words[n : n + m]) for n in range(len(words)) for m in range(1, MOST_WORDS + 1)}
    return not runs.isdisjoint(countries.names())
