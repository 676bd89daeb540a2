"""Who answered, and can they carry what the card says? (AC401 to AC412)"""

import re
from collections.abc import Iterator
from math import ceil, sqrt

from alignmentcard.codes import countries
from alignmentcard.edit import Add, Fix
from alignmentcard.model import Card, Pool
from alignmentcard.model.pools import Composition, TargetComposition
from alignmentcard.paths import Route
from alignmentcard.rules.aggregation import names_of
from alignmentcard.rules.framework import numbered_raters
from alignmentcard.rules.limits import Limits
from alignmentcard.rules.rule import Problem, rule

PAID = frozenset({"crowd_platform", "panel", "contractors"})
"""Channels where people work for money, and each task has its price."""
SELF_CHOSEN = frozenset({"convenience", "self_selected"})
SEVERAL_ANSWERS = re.compile(r"all that apply|one or more|more than one|several|multiple", re.IGNORECASE)
"""Words of a question to which a person may give more than one answer, so that groups overlap."""
OTHER = "other"
"""The group that small groups are merged into, so that nobody can be recognised."""
Z_95 = 1.96
"""Quantile of the normal distribution for a confidence of 95 %."""


def _people(card: Card) -> Iterator[tuple[int, Pool]]:
    """Yield the pools of people who gave judgements, with their positions."""
    return ((n, pool) for n, pool in numbered_raters(card) if pool.kind == "human")


def _programs(card: Card) -> Iterator[tuple[int, Pool]]:
    return ((n, pool) for n, pool in enumerate(card.pools) if pool.kind == "synthetic")


def _depends_on_people(card: Card) -> str | None:
    """Say in words why it matters who the raters were; None where it does not."""
    projective = [d for d in card.dimensions if d.subjectivity == "latent_projective"]
    if projective:
        return f"the answer to {names_of(projective)} comes from the rater's own beliefs"
    open_ = [d for d in card.dimensions if d.subjectivity != "manifest"]
    if card.framework.definitions == "descriptive" and open_:
        return "raters brought their own meaning"
    return None


@rule("AC401", "pool-unknown", "warning")
def pool_unknown(card: Card) -> Iterator[Problem]:
    """The answers depend on who gave them, and nothing says who they were.

    Where raters bring their own beliefs or meanings, other raters would have given other answers. Readers need to know
    who they were, at least by the attributes that matter for the task, to judge whose view a model will learn.

    Bad:
        pools:
          - id: us-panel
            role: [rater]
            kind: human
            size: 800
            ratings_per_item: {min: 90, median: 100, max: 110}
            recruitment: {channel: panel, sampling: quota}
            pay: {amount: 12, currency: USD, per: hour}
            consent: informed
            target:
              population: adults in the US
    Good:
        pools:
          - id: us-panel
            role: [rater]
            kind: human
            size: 800
            ratings_per_item: {min: 90, median: 100, max: 110}
            recruitment: {channel: panel, sampling: quota}
            pay: {amount: 12, currency: USD, per: hour}
            consent: informed
            composition:
              - {axis: gender, basis: self_reported, counts: {woman: 410, man: 390}, undisclosed: 0}
            target:
              population: adults in the US
    Source: Kirk et al. 2023, section 3; arXiv:2510.12817
    """
    because = _depends_on_people(card)
    for position, pool in _people(card):
        if because and not pool.composition and not card.is_gap(f"pools.{pool.id}.composition"):
            message = f"Nothing says who the raters of `{pool.id}` were, and {because}."
            help_ = "Count them under composition by what matters for the task, or list it as a gap with the reason."
            yield Problem(("pools", position, "composition"), message, help_)


@rule("AC402", "no-target", "warning")
def no_target(card: Card) -> Iterator[Problem]:
    """The answers depend on who gave them, and nothing says whom the raters should stand for.

    A pool is balanced or lopsided only against somebody: the users of a product, the members of a community, adults
    of a country. Naming them takes a line, and is the first thing that a reviewer holds the pool against.

    Bad:
        pools:
          - id: us-panel
            role: [rater]
            kind: human
            size: 800
            ratings_per_item: {min: 90, median: 100, max: 110}
            recruitment: {channel: panel, sampling: quota}
            pay: {amount: 12, currency: USD, per: hour}
            consent: informed
            composition:
              - {axis: gender, basis: self_reported, counts: {woman: 410, man: 390}, undisclosed: 0}
    Good:
        pools:
          - id: us-panel
            role: [rater]
            kind: human
            size: 800
            ratings_per_item: {min: 90, median: 100, max: 110}
            recruitment: {channel: panel, sampling: quota}
            pay: {amount: 12, currency: USD, per: hour}
            consent: informed
            composition:
              - {axis: gender, basis: self_reported, counts: {woman: 410, man: 390}, undisclosed: 0}
            target:
              population: adults in the US
    Source: Kraus & Kroll 2025, recruiting raters who match those whom a system will meet
    """
    because = _depends_on_people(card)
    for position, pool in _people(card):
        if because and pool.target is None and not card.is_gap(f"pools.{pool.id}.target"):
            message = f"Nothing says whom the raters of `{pool.id}` should stand for, and {because}."
            help_ = "Name the population under target; if they stand for nobody but themselves, write that there."
            yield Problem(("pools", position, "target"), message, help_)


@rule("AC403", "counts-do-not-add-up", "error")
def counts_do_not_add_up(card: Card, limits: Limits) -> Iterator[Problem]:
    """The numbers that describe a pool do not fit together.

    The groups of an attribute and those who did not say make up the pool, shares make up the whole, and a median lies
    between the fewest and the most. Where they do not, readers cannot tell which of the numbers is wrong. Groups may
    overlap where the question allows several answers: give the question, with words such as "all that apply".

    Bad:
        pools:
          - id: us-panel
            role: [rater]
            kind: human
            size: 800
            ratings_per_item: {min: 90, median: 100, max: 110}
            recruitment: {channel: panel, sampling: quota}
            pay: {amount: 12, currency: USD, per: hour}
            consent: informed
            composition:
              - {axis: gender, basis: self_reported, counts: {woman: 410, man: 380}}
            target:
              population: adults in the US
    Good:
        pools:
          - id: us-panel
            role: [rater]
            kind: human
            size: 800
            ratings_per_item: {min: 90, median: 100, max: 110}
            recruitment: {channel: panel, sampling: quota}
            pay: {amount: 12, currency: USD, per: hour}
            consent: informed
            composition:
              - {axis: gender, basis: self_reported, counts: {woman: 410, man: 380}, undisclosed: 10}
            target:
              population: adults in the US
    Fix: Counts the members who are in no group as undisclosed, where the card does not say how many there are.
    Source: Arithmetic; shares may be rounded
    """
    for position, pool in enumerate(card.pools):
        for n, entry in enumerate(pool.composition if pool.kind != "synthetic" else ()):
            yield from _sum_of_counts(card, pool, entry, ("pools", position, "composition", n))
        for n, wanted in enumerate(pool.target.composition if pool.target else ()):
            total, slack = sum(wanted.shares.values()), max(2, len(wanted.shares)) * limits.share_rounding
            if wanted.shares and abs(total - 1) > slack:
                message = f"The shares of {wanted.axis} in the target of `{pool.id}` add up to {total:.3g}, not to 1."
                help_ = "Correct the shares; add an entry such as other for the rest."
                yield Problem(("pools", position, "target", "composition", n, "shares"), message, help_)
        ratings = pool.ratings_per_item
        known = [value for value in (ratings.min, ratings.median, ratings.max) if value is not None]
        if known != sorted(known):
            message = f"The ratings an item of `{pool.id}` are out of order: the fewest are not the smallest number."
            yield Problem(("pools", position, "ratings_per_item"), message, "Exchange or correct min, median and max.")


def _sum_of_counts(card: Card, pool: Pool, entry: Composition, route: Route) -> Iterator[Problem]:
    if not entry.counts or pool.size is None or SEVERAL_ANSWERS.search(entry.question or ""):
        return
    counted = sum(entry.counts.values()) + (entry.undisclosed or 0)
    missing = pool.size - counted
    open_ = entry.undisclosed is None and card.is_gap(f"pools.{pool.id}.composition.{route[-1]}.undisclosed")
    if missing == 0 or (missing > 0 and open_):
        return
    message = f"The groups of {entry.axis} in `{pool.id}` add up to {counted}, and the pool has {pool.size} members."
    if missing > 0 and entry.undisclosed is None:
        fix = Fix(f"Count {missing} as undisclosed", (Add(route, "undisclosed", missing),), safe=False)
        help_ = "Count under undisclosed those who did not say; or correct the counts."
        yield Problem((*route, "counts"), message, help_, fix)
    else:
        yield Problem((*route, "counts"), message, "Correct the counts, undisclosed, or the size of the pool.")


@rule("AC404", "missing-group", "warning")
def missing_group(card: Card, limits: Limits) -> Iterator[Problem]:
    """A group of the target population is absent from the pool, or the pool is far from the target.

    What a group would have said cannot be weighted back in if nobody of it was asked. The distance is the total
    variation: the share of the pool that would have to be somebody else to match the target. A group counts as absent
    if at least one member was to be expected.

    Bad:
        pools:
          - id: us-panel
            role: [rater]
            kind: human
            size: 800
            ratings_per_item: {min: 90, median: 100, max: 110}
            recruitment: {channel: panel, sampling: quota}
            pay: {amount: 12, currency: USD, per: hour}
            consent: informed
            composition:
              - {axis: age, basis: self_reported, counts: {18-39: 480, 40-64: 320}, undisclosed: 0}
            target:
              population: adults in the US
              composition:
                - {axis: age, shares: {18-39: 0.38, 40-64: 0.40, 65+: 0.22}}
    Good:
        pools:
          - id: us-panel
            role: [rater]
            kind: human
            size: 800
            ratings_per_item: {min: 90, median: 100, max: 110}
            recruitment: {channel: panel, sampling: quota}
            pay: {amount: 12, currency: USD, per: hour}
            consent: informed
            composition:
              - {axis: age, basis: self_reported, counts: {18-39: 320, 40-64: 320, 65+: 160}, undisclosed: 0}
            target:
              population: adults in the US
              composition:
                - {axis: age, shares: {18-39: 0.38, 40-64: 0.40, 65+: 0.22}}
    Source: arXiv:2510.12817; arXiv:2511.14476, where models differ by 3 to 5 points with the group that rated
    """
    for position, pool in _people(card):
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
        message = f"The groups of {wanted.axis} have other names in `{pool.id}` than in its target: {names}."
        yield message, "Give a group the same name in both places, so that the two can be compared."
    elif absent:
        message = f"The target of `{pool.id}` has groups of {wanted.axis} that nobody in the pool is of: {names}."
        yield message, "Recruit them, narrow the target to those who were asked, or accept this and say why."
    elif distance > limits.pool_distance:
        message = (
            f"By {wanted.axis}, {distance:.0%} of `{pool.id}` would have to be somebody else to match its target "
            f"(up to {limits.pool_distance:.0%} is taken as close)."
        )
        yield message, "Recruit those who are few, weight the answers, or accept this and say what it does to them."


def _shares(wanted: TargetComposition, counts: dict[str, int]) -> dict[str, float]:
    """Return shares that add up to 1; groups that the pool may have merged into `other` are merged here too."""
    whole = sum(wanted.shares.values())
    shares: dict[str, float] = {}
    for group, share in wanted.shares.items():
        name = group.casefold()
        name = name if name in counts or OTHER not in counts else OTHER
        shares[name] = shares.get(name, 0) + share / whole
    return shares


@rule("AC405", "synthetic-demographics", "error")
def synthetic_demographics(card: Card) -> Iterator[Problem]:
    """A pool of models or programs is described with what only people have.

    A program has no gender, is not paid and consents to nothing. Counted among raters, its personas turn up in tables
    as people who were asked, and nobody was.

    Bad:
        pools:
          - id: us-panel
            role: [rater]
            kind: human
            size: 800
            ratings_per_item: {min: 90, median: 100, max: 110}
            recruitment: {channel: panel, sampling: quota}
            pay: {amount: 12, currency: USD, per: hour}
            consent: informed
            composition:
              - {axis: gender, basis: self_reported, counts: {woman: 410, man: 390}, undisclosed: 0}
            target:
              population: adults in the US
          - id: simulated
            role: [rater]
            kind: synthetic
            size: 100
            composition:
              - {axis: gender, counts: {woman: 50, man: 50}}
            model: {name: example-model, version: 2024-05, personas: true, runs_per_item: 5}
    Good:
        pools:
          - id: us-panel
            role: [rater]
            kind: human
            size: 800
            ratings_per_item: {min: 90, median: 100, max: 110}
            recruitment: {channel: panel, sampling: quota}
            pay: {amount: 12, currency: USD, per: hour}
            consent: informed
            composition:
              - {axis: gender, basis: self_reported, counts: {woman: 410, man: 390}, undisclosed: 0}
            target:
              population: adults in the US
          - id: simulated
            role: [rater]
            kind: synthetic
            size: 100
            model: {name: example-model, version: 2024-05, personas: true, runs_per_item: 5}
    Source: The standard, "Signal types"; Hu & Collier 2024, arXiv:2402.10811, on what personas explain
    """
    for position, pool in _programs(card):
        stated = {
            "composition": bool(pool.composition),
            "pay": pool.pay is not None,
            "consent": pool.consent in ("informed", "terms_of_service"),
        }
        for name, is_stated in stated.items():
            if is_stated:
                message = f"`{pool.id}` is synthetic, and the card gives {name} for it, as for people."
                help_ = "Take it out, and describe personas in the model's documentation; or write kind: human."
                yield Problem(("pools", position, name), message, help_)


@rule("AC406", "personas-as-people", "error")
def personas_as_people(card: Card) -> Iterator[Problem]:
    """Only models or programs answered, and the card claims the beliefs of many or calls disagreement a signal.

    A model that is asked again gives other answers, and asked as other people hardly more different ones. The spread
    shows how unsure the model is, not how people differ; a system that is trained on it learns a model's guesses about
    people.

    Bad:
        pools:
          - id: simulated
            role: [rater]
            kind: synthetic
            size: 100
            ratings_per_item: {min: 100, median: 100, max: 100}
            model: {name: example-model, version: 2024-05, personas: true, runs_per_item: 5}
    Good:
        pools:
          - id: us-panel
            role: [rater]
            kind: human
            size: 800
            ratings_per_item: {min: 90, median: 100, max: 110}
            recruitment: {channel: panel, sampling: quota}
            pay: {amount: 12, currency: USD, per: hour}
            consent: informed
            composition:
              - {axis: gender, basis: self_reported, counts: {woman: 410, man: 390}, undisclosed: 0}
            target:
              population: adults in the US
    Source: The standard, "Signal types"; Hu & Collier 2024, arXiv:2402.10811, on what personas explain
    """
    pools = card.raters
    if not pools or any(pool.kind != "synthetic" for pool in pools):
        return
    names = ", ".join(pool.id for pool in pools)
    if card.intent.beliefs == "many":
        message = f"A diversity of beliefs is to be captured, and only programs answered: {names}."
        help_ = "Write one: the belief is that of the model and its makers; or ask people."
        yield Problem(("intent", "beliefs"), message, help_)
    elif card.intent.disagreement == "signal":
        message = f"Disagreement counts as signal, and only programs answered: {names}."
        help_ = "Write noise: runs of a program differ by chance; or ask people."
        yield Problem(("intent", "disagreement"), message, help_)


@rule("AC407", "persona-runs", "warning")
def persona_runs(card: Card) -> Iterator[Problem]:
    """A model answered as different people, and was asked once in each role.

    With one run for each persona, nobody can tell whether two personas differ or whether the model would have said
    something else the second time. Repeated runs show how much of the spread is chance.

    Bad:
        pools:
          - id: us-panel
            role: [rater]
            kind: human
            size: 800
            ratings_per_item: {min: 90, median: 100, max: 110}
            recruitment: {channel: panel, sampling: quota}
            pay: {amount: 12, currency: USD, per: hour}
            consent: informed
            composition:
              - {axis: gender, basis: self_reported, counts: {woman: 410, man: 390}, undisclosed: 0}
            target:
              population: adults in the US
          - id: simulated
            role: [rater]
            kind: synthetic
            size: 100
            model: {name: example-model, version: 2024-05, personas: true}
    Good:
        pools:
          - id: us-panel
            role: [rater]
            kind: human
            size: 800
            ratings_per_item: {min: 90, median: 100, max: 110}
            recruitment: {channel: panel, sampling: quota}
            pay: {amount: 12, currency: USD, per: hour}
            consent: informed
            composition:
              - {axis: gender, basis: self_reported, counts: {woman: 410, man: 390}, undisclosed: 0}
            target:
              population: adults in the US
          - id: simulated
            role: [rater]
            kind: synthetic
            size: 100
            model: {name: example-model, version: 2024-05, personas: true, runs_per_item: 5}
    Source: The standard, "Signal types"; Hu & Collier 2024, arXiv:2402.10811, on what personas explain
    """
    for position, pool in _programs(card):
        model = pool.model
        if model is None or not model.personas or card.is_gap(f"pools.{pool.id}.model.runs_per_item"):
            continue
        if model.runs_per_item is None or model.runs_per_item < 2:
            told = "each item was asked once" if model.runs_per_item else "nothing says how often an item was asked"
            message = f"`{pool.id}` answered in the role of personas, and {told}."
            help_ = "Ask each persona several times and give runs_per_item; if you did not, list it as a gap."
            yield Problem(("pools", position, "model", "runs_per_item"), message, help_)


@rule("AC408", "recruitment-missing", "warning")
def recruitment_missing(card: Card) -> Iterator[Problem]:
    """Nothing says how the raters were reached, or how they were chosen.

    Who sees a call and who is let in shape the pool before the first question. Readers need both to judge who could
    not have been among the raters.

    Bad:
        pools:
          - id: us-panel
            role: [rater]
            kind: human
            size: 800
            ratings_per_item: {min: 90, median: 100, max: 110}
            recruitment: {platform: Example Panel}
            pay: {amount: 12, currency: USD, per: hour}
            consent: informed
            composition:
              - {axis: gender, basis: self_reported, counts: {woman: 410, man: 390}, undisclosed: 0}
            target:
              population: adults in the US
    Good:
        pools:
          - id: us-panel
            role: [rater]
            kind: human
            size: 800
            ratings_per_item: {min: 90, median: 100, max: 110}
            recruitment: {channel: panel, platform: Example Panel, sampling: quota}
            pay: {amount: 12, currency: USD, per: hour}
            consent: informed
            composition:
              - {axis: gender, basis: self_reported, counts: {woman: 410, man: 390}, undisclosed: 0}
            target:
              population: adults in the US
    Source: CrowdWorkSheets, arXiv:2206.08931
    """
    asked = {"channel": "how they were reached", "sampling": "how they were chosen"}
    for position, pool in _people(card):
        if pool.recruitment.channel == "authors":
            continue
        absent = [
            name
            for name in asked
            if not getattr(pool.recruitment, name) and not card.is_gap(f"pools.{pool.id}.recruitment.{name}")
        ]
        if absent:
            message = f"Of the raters of `{pool.id}`, the card does not say {' or '.join(asked[n] for n in absent)}."
            help_ = f"Fill {' and '.join(absent)} under recruitment, or list what nobody knows as a gap."
            yield Problem(("pools", position, "recruitment"), message, help_)


@rule("AC409", "pay-missing", "warning")
def pay_missing(card: Card) -> Iterator[Problem]:
    """The raters worked for money, and nothing says for how much.

    Pay decides who takes a task and how much time they give it. Readers judge by it whether the work was fair, and
    reviewers of many venues ask for it.

    Bad:
        pools:
          - id: us-panel
            role: [rater]
            kind: human
            size: 800
            ratings_per_item: {min: 90, median: 100, max: 110}
            recruitment: {channel: panel, sampling: quota}
            consent: informed
            composition:
              - {axis: gender, basis: self_reported, counts: {woman: 410, man: 390}, undisclosed: 0}
            target:
              population: adults in the US
    Good:
        pools:
          - id: us-panel
            role: [rater]
            kind: human
            size: 800
            ratings_per_item: {min: 90, median: 100, max: 110}
            recruitment: {channel: panel, sampling: quota}
            pay: {amount: 12, currency: USD, per: hour}
            consent: informed
            composition:
              - {axis: gender, basis: self_reported, counts: {woman: 410, man: 390}, undisclosed: 0}
            target:
              population: adults in the US
    Source: CrowdWorkSheets, arXiv:2206.08931
    """
    for position, pool in _people(card):
        if pool.recruitment.channel in PAID and pool.pay is None and not card.is_gap(f"pools.{pool.id}.pay"):
            channel = (pool.recruitment.channel or "").replace("_", " ")
            message = f"The raters of `{pool.id}` came through a channel that pays ({channel}), and no pay is given."
            help_ = "Give amount, currency and what it was for under pay; 0 if they were not paid."
            yield Problem(("pools", position, "pay"), message, help_)


@rule("AC410", "platform-as-population", "warning")
def platform_as_population(card: Card) -> Iterator[Problem]:
    """The raters should stand for the people of a country, and were whoever came.

    Who is easy to reach on a platform is younger, more online and closer to the next task than the people of a
    country. The more raters of that kind, the surer the wrong answer.

    Bad:
        pools:
          - id: us-panel
            role: [rater]
            kind: human
            size: 800
            ratings_per_item: {min: 90, median: 100, max: 110}
            recruitment: {channel: crowd_platform, sampling: convenience}
            pay: {amount: 12, currency: USD, per: hour}
            consent: informed
            composition:
              - {axis: gender, basis: self_reported, counts: {woman: 410, man: 390}, undisclosed: 0}
            target:
              population: adults in the US
    Good:
        pools:
          - id: us-panel
            role: [rater]
            kind: human
            size: 800
            ratings_per_item: {min: 90, median: 100, max: 110}
            recruitment: {channel: crowd_platform, sampling: convenience}
            pay: {amount: 12, currency: USD, per: hour}
            consent: informed
            composition:
              - {axis: gender, basis: self_reported, counts: {woman: 410, man: 390}, undisclosed: 0}
            target:
              population: workers of the platform who live in the US
    Source: Kraus & Kroll 2025, open question on platforms and populations
    """
    for position, pool in _people(card):
        sampling = pool.recruitment.sampling
        if pool.target and sampling in SELF_CHOSEN and _is_a_people(pool.target.population, pool):
            chosen = "whoever was easy to reach" if sampling == "convenience" else "whoever chose to come"
            message = f"`{pool.id}` should stand for {pool.target.population}, and its raters were {chosen}."
            help_ = "Name those who could really be asked as the target; or accept this and say what was done about it."
            yield Problem(("pools", position, "target", "population"), message, help_)


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


@rule("AC411", "pool-too-small", "warning")
def pool_too_small(card: Card, limits: Limits) -> Iterator[Problem]:
    """The answer comes from the raters' own beliefs, and there are too few of them to tell how people answer.

    The fewer were asked, the more the share of an answer is an accident of who was. With n raters drawn at random, a
    share near one half is known to within 0.98 divided by the root of n: 97 raters for ten points, 385 for five. A
    profile sets the margin; a census of everybody concerned has none.

    Bad:
        pools:
          - id: us-panel
            role: [rater]
            kind: human
            size: 40
            ratings_per_item: {min: 20, median: 20, max: 20}
            recruitment: {channel: panel, sampling: quota}
            pay: {amount: 12, currency: USD, per: hour}
            consent: informed
            composition:
              - {axis: gender, basis: self_reported, counts: {woman: 21, man: 19}, undisclosed: 0}
            target:
              population: adults in the US
    Good:
        pools:
          - id: us-panel
            role: [rater]
            kind: human
            size: 400
            ratings_per_item: {min: 20, median: 20, max: 20}
            recruitment: {channel: panel, sampling: quota}
            pay: {amount: 12, currency: USD, per: hour}
            consent: informed
            composition:
              - {axis: gender, basis: self_reported, counts: {woman: 210, man: 190}, undisclosed: 0}
            target:
              population: adults in the US
    Source: Kraus & Kroll 2025, mechanism 2; Cochran 1977, Sampling Techniques, section 4.4
    """
    pools = list(_people(card))
    sizes = [pool.size for _, pool in pools if pool.size is not None]
    projective = [d for d in card.dimensions if d.subjectivity == "latent_projective"]
    if not projective or not sizes or len(sizes) < len(pools):
        return
    total = sum(sizes)
    needed = raters_for(limits.margin) if limits.margin > 0 else 0
    if total < needed and all(pool.recruitment.sampling != "census" for _, pool in pools):
        message = (
            f"{total} raters judged {names_of(projective)}: a share of answers is known to within "
            f"{margin_of(total) * 100:.0f} points only; to within {limits.margin * 100:.0f} takes {needed} raters."
        )
        help_ = (
            "Ask more people; or accept this, and say under not_for that shares of answers do not carry over to others."
        )
        yield Problem(("pools", pools[0][0], "size"), message, help_)


def raters_for(margin: float) -> int:
    """Return the raters needed for a margin of a proportion near one half: z² p (1 - p) / margin²."""
    return ceil(Z_95**2 * 0.25 / margin**2)


def margin_of(raters: int) -> float:
    """Return the margin of a proportion near one half with so many raters."""
    return Z_95 * sqrt(0.25 / raters)


@rule("AC412", "inferred-identity", "warning")
def inferred_identity(card: Card) -> Iterator[Problem]:
    """Who the raters are was guessed, not asked.

    A name, a picture or an address tells what somebody or something takes a person for. Guesses are wrong most often
    about those who are few, and a person may not want to be counted that way.

    Bad:
        pools:
          - id: us-panel
            role: [rater]
            kind: human
            size: 800
            ratings_per_item: {min: 90, median: 100, max: 110}
            recruitment: {channel: panel, sampling: quota}
            pay: {amount: 12, currency: USD, per: hour}
            consent: informed
            composition:
              - {axis: gender, basis: inferred, counts: {woman: 410, man: 390}, undisclosed: 0}
            target:
              population: adults in the US
    Good:
        pools:
          - id: us-panel
            role: [rater]
            kind: human
            size: 800
            ratings_per_item: {min: 90, median: 100, max: 110}
            recruitment: {channel: panel, sampling: quota}
            pay: {amount: 12, currency: USD, per: hour}
            consent: informed
            composition:
              - {axis: gender, basis: self_reported, counts: {woman: 410, man: 390}, undisclosed: 0}
            target:
              population: adults in the US
    Source: Data Statements, version 3, on how demographic information was obtained
    """
    for position, pool in enumerate(card.pools):
        for n, entry in enumerate(pool.composition):
            if entry.basis == "inferred" and pool.kind != "synthetic":
                message = f"The {entry.axis} of the raters of `{pool.id}` was inferred; they did not say it themselves."
                help_ = "Ask them, leave the attribute out, or accept this and say how, and how often wrongly."
                yield Problem(("pools", position, "composition", n, "basis"), message, help_)
