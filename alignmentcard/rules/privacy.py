"""Is anybody exposed, and were they asked? (AC901 to AC907)"""

import re
from collections.abc import Iterator
from itertools import product
from math import prod
from typing import TYPE_CHECKING

from alignmentcard.document import Document
from alignmentcard.edit import Fix, Operation, Remove, Rename, Set
from alignmentcard.loader import Loaded
from alignmentcard.messages import later
from alignmentcard.messages.retold import numbered, worded
from alignmentcard.model import Card, Pool
from alignmentcard.model.pools import Composition
from alignmentcard.model.release import File, Release
from alignmentcard.paths import Route, expand
from alignmentcard.rules.limits import Limits
from alignmentcard.rules.parts import numbered_raters
from alignmentcard.rules.reading.gaps import unanswered
from alignmentcard.rules.reading.schema import RELEASE_LEVEL
from alignmentcard.rules.rule import Problem, rule

if TYPE_CHECKING:
    from alignmentcard.measurement.results.facts import Facts

OTHER = "other"
"""The name of the group that small groups are merged into."""
MOST_CELLS = 1_000_000
"""Combinations up to which the expected share is counted out; beyond, nearly everybody is alone in any pool."""


@rule("AC901", "small-cell", "error")
def small_cell(card: Card, limits: Limits) -> Iterator[Problem]:
    """A group in the composition is smaller than the smallest group that may be shown.

    Two people of sixty or older in a pool of colleagues, or one nonbinary student of a course, are known to everybody
    who knows the pool. What the card says about the group it then says about them. The limit is `release.minimum_cell`,
    and 5 where the card sets none.

    Bad:
        pools:
          - id: us-panel
            kind: human
            composition:
              - {axis: gender, basis: self_reported, counts: {woman: 410, man: 383, nonbinary: 4, agender: 3}}
    Good:
        pools:
          - id: us-panel
            kind: human
            composition:
              - {axis: gender, basis: self_reported, counts: {woman: 410, man: 383, other: 7}}
    Fix: Merges the small groups into `other`, where that makes a group that is large enough. It is offered and never
        made without being asked for, since a name is lost.
    Source: ours, after the rules for small cells of offices of statistics
    """
    smallest = card.release.minimum_cell or limits.smallest_cell
    for number, pool in enumerate(card.pools):
        if pool.kind == "synthetic":
            continue
        for position, composition in enumerate(pool.composition):
            small = {group: n for group, n in composition.counts.items() if 0 < n < smallest}
            if small:
                route: Route = ("pools", number, "composition", position, "counts")
                named = ", ".join(f"`{group}` ({n})" for group, n in small.items())
                message = worded(
                    "By {axis}, pool `{pool}` has groups of fewer than {smallest}: {named}.",
                    axis=composition.axis,
                    pool=pool.id,
                    smallest=smallest,
                    named=named,
                )
                help_ = worded(
                    "Merge groups until each has that many; or set minimum_cell lower, if smaller ones are safe."
                )
                yield Problem((*route, next(iter(small))), message, help_, _merged(route, composition, small, smallest))


def _merged(route: Route, composition: Composition, small: dict[str, int], smallest: int) -> Fix | None:
    """Merge small groups, and a group `other` that is there already, into the last of them."""
    together = [group for group in composition.counts if group in small or group == OTHER]
    total = sum(composition.counts[group] for group in together)
    if len(together) < 2 or total < smallest:
        return None
    *gone, last = together
    operations: list[Operation] = [Remove((*route, group)) for group in gone]
    if last != OTHER:
        operations.append(Rename((*route, last), OTHER))
    return Fix(
        worded("Merge them into {other} ({total})", other=OTHER, total=total),
        (*operations, Set((*route, last), total)),
        safe=False,
    )


@rule("AC902", "identifying-combination", "warning")
def identifying_combination(card: Card, limits: Limits, facts: "Facts | None" = None) -> Iterator[Problem]:
    """Attributes are released rater by rater, and their combinations would single out many raters.

    Age, gender, region and education are harmless one at a time. Together they are a fingerprint: a neighbour or an
    employer who knows four facts about somebody finds their row, and with it every opinion they gave. Where data was
    measured, those who are alone were counted; elsewhere their share is estimated from the composition, as if the
    attributes had nothing to do with each other.

    Bad:
        release:
          rater_attributes: individual
          access: open
        pools:
          - id: us-panel
            role: [rater]
            kind: human
            size: 100
            ratings_per_item: {min: 20, median: 25, max: 30}
            composition:
              - {axis: gender, basis: self_reported, counts: {woman: 52, man: 48}}
              - {axis: age, basis: self_reported, counts: {18-29: 25, 30-44: 30, 45-59: 25, 60+: 20}}
              - {axis: education, basis: self_reported, counts: {school: 35, college: 30, university: 35}}
              - {axis: region, basis: self_reported, counts: {north: 25, east: 25, south: 25, west: 25}}
            target: {population: adults in the US}
        statistics:
          agreement:
            - {dimension: harmful, metric: krippendorff_alpha, level: nominal, value: 0.21, low: 0.18, high: 0.24}
    Good:
        release:
          rater_attributes: pooled
          access: open
        pools:
          - id: us-panel
            role: [rater]
            kind: human
            size: 100
            ratings_per_item: {min: 20, median: 25, max: 30}
            composition:
              - {axis: gender, basis: self_reported, counts: {woman: 52, man: 48}}
              - {axis: age, basis: self_reported, counts: {18-29: 25, 30-44: 30, 45-59: 25, 60+: 20}}
              - {axis: education, basis: self_reported, counts: {school: 35, college: 30, university: 35}}
              - {axis: region, basis: self_reported, counts: {north: 25, east: 25, south: 25, west: 25}}
            target: {population: adults in the US}
        statistics:
          agreement:
            - {dimension: harmful, metric: krippendorff_alpha, level: nominal, value: 0.21, low: 0.18, high: 0.24}
    Source: Sweeney 2000, on simple demographics that identify people
    """
    people = [(number, pool) for number, pool in numbered_raters(card) if pool.kind != "synthetic"]
    if not people or card.release.rater_attributes != "individual" or card.release.access in ("on_request", "closed"):
        return
    if facts and facts.pool.raters and facts.pool.unique is not None:
        alone, total = facts.pool.unique, facts.pool.raters
        if alone / total > limits.unique_raters:
            message = numbered(
                alone,
                later("In the data, {alone} of {total} raters is alone with a combination of attributes."),
                later("In the data, {alone} of {total} raters are alone with their combination of attributes."),
                alone=alone,
                total=total,
            )
            yield Problem(("release", "rater_attributes"), message, COARSER)
        return
    for number, pool in people:
        axes = [axis for axis in _released(card, pool) if axis.counts]
        share = share_alone(axes)
        if share > limits.unique_raters:
            names = ", ".join(axis.axis for axis in axes)
            message = worded(
                "About {share:.0%} of the raters in `{pool}` would be alone with their combination of {names}.",
                share=share,
                pool=pool.id,
                names=names,
            )
            yield Problem(("pools", number, "composition"), message, COARSER)


COARSER = worded("Release fewer attributes or coarser groups, or give access on request; or accept this and say why.")


def _released(card: Card, pool: Pool) -> list[Composition]:
    """Return the attributes that are released for each rater: those with a column, all where no column is named."""
    columns = {axis for file in card.release.files for axis in file.columns.attributes}
    return [axis for axis in pool.composition if not columns or axis.axis in columns]


def share_alone(axes: list[Composition]) -> float:
    """Return the expected share of raters who are alone with their groups, if attributes are independent.

    A rater of a combination with probability p is alone with probability (1 - p)^(n - 1), and a share p of the raters
    is of that combination; the sum goes over all combinations. Raters who did not say are a group of their own.
    """
    groups = [[*axis.counts.values(), axis.undisclosed or 0] for axis in axes]
    totals = [sum(counts) for counts in groups]
    if len(axes) < 2 or not all(totals):
        return 0.0
    if prod(len(counts) for counts in groups) > MOST_CELLS:
        return 1.0
    shares = [[n / total for n in counts if n] for counts, total in zip(groups, totals, strict=True)]
    others = max(totals) - 1
    return sum(p * (1 - p) ** others for p in map(prod, product(*shares)))


@rule("AC903", "consent-missing", "warning")
def consent_missing(card: Card) -> Iterator[Problem]:
    """People gave ratings, and the card says neither what they agreed to nor what an ethics board said.

    Raters give their views and sometimes read what harms them. Whoever uses the data takes over the duty towards them,
    and journals, companies and courts will ask. "They were not asked" is an answer; silence is none.

    Bad:
        pools:
          - id: us-panel
            role: [rater]
            kind: human
    Good:
        pools:
          - id: us-panel
            role: [rater]
            kind: human
            consent: informed
            ethics: {status: approved, body: Ethics board of the University of Somewhere}
    Source: CrowdWorkSheets, arXiv:2206.08931
    """
    for number, pool in numbered_raters(card):
        answered = pool.consent or pool.ethics or pool.recruitment.channel == "authors"
        gap = card.is_gap(f"pools.{pool.id}.consent") or card.is_gap(f"pools.{pool.id}.ethics")
        if pool.kind == "human" and not answered and not gap:
            message = worded(
                "The people in `{pool}` gave ratings, and neither consent nor an ethics review is mentioned.",
                pool=pool.id,
            )
            help_ = worded("Say what they agreed to under consent, none if they were not asked; or list it as a gap.")
            yield Problem(("pools", number, "consent"), message, help_)


@rule("AC904", "no-withdrawal", "info")
def no_withdrawal(card: Card) -> Iterator[Problem]:
    """Each person's answers are released, and nothing says how somebody can take theirs back.

    A view that is published today stays with its pseudonym for good. People change their minds, and some will find
    that they are easier to recognise than they thought. An address to write to is enough; so is saying until when it is
    possible. (Silent where ratings carry no id of the rater: then nobody's answers can be found any more.)

    Bad:
        release:
          level: individual
    Good:
        release:
          level: individual
          withdrawal: Raters write to the contact address.
    Source: CrowdWorkSheets, arXiv:2206.08931
    """
    people = any(pool.kind == "human" for pool in card.raters)
    told = card.release.withdrawal or card.is_gap("release.withdrawal") or card.release.rater_ids == "none"
    if card.release.level == "individual" and people and not told:
        message = worded("Each person's answers are released, and nothing says how somebody can take theirs back.")
        help_ = worded(
            "Say under withdrawal whom to write to and until when; or that it is not possible; or list it as a gap."
        )
        yield Problem(("release", "withdrawal"), message, help_)


@rule("AC905", "release-unstated", "error")
def release_unstated(document: Document, loaded: Loaded) -> Iterator[Problem]:
    """The card does not say what others can get: every answer, counts, one label, or nothing.

    It is the first thing that somebody asks who wants to use the data, and it decides what all the rest is worth to
    them: disagreement that is a signal and is not released is a signal to nobody.

    Bad:
        release:
          access: open
    Good:
        release:
          level: distribution
          access: open
    Source: Xu et al. 2025, arXiv:2510.12817, on releasing annotator-level preferences
    """
    if not isinstance(document.data, dict) or not isinstance(document.data.get("release", {}), dict):
        return
    for route in unanswered(document, loaded, expand(document.data, RELEASE_LEVEL)):
        message = worded("The card does not say what others can get.")
        help_ = worded("Write individual, distribution, aggregate or none under release.level; or list it as a gap.")
        yield Problem(route, message, help_)


@rule("AC906", "missing-checksum", "warning")
def missing_checksum(card: Card) -> Iterator[Problem]:
    """A released file has no SHA-256.

    Files on the web change without notice. With a digest a reader knows in a second whether the file they hold is the
    one that the card speaks of; without one, no measurement can be tied to it.

    Bad:
        release:
          withdrawal: Raters write to the contact address.
          files:
            - path: ratings.csv
              format: csv
    Good:
        release:
          withdrawal: Raters write to the contact address.
          files:
            - path: ratings.csv
              format: csv
              sha256: e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
    Source: ours; Croissant asks for the same
    """
    for position, file in enumerate(card.release.files):
        name = file.path or file.url
        if name and not file.sha256 and not card.is_gap(f"release.files.{position}.sha256"):
            message = worded("The file {name} has no SHA-256.", name=name)
            help_ = worded("Put the 64 digits that `sha256sum FILE` prints under sha256; or list it as a gap.")
            yield Problem(("release", "files", position), message, help_)


@rule("AC907", "release-contradicts-files", "warning")
def release_contradicts_files(card: Card) -> Iterator[Problem]:
    """What the card says that others get is not what its files and other fields give them.

    Whoever protects raters reads `release.level`; whoever uses the data reads the files. If they say different things,
    either answers are out that should not be, or readers do not find what they were promised.

    Bad:
        release:
          level: none
          rater_ids: none
          reasoning: released
          access: open
    Good:
        release:
          level: distribution
          rater_ids: none
          reasoning: released
          access: open
    Source: Xu et al. 2025, arXiv:2510.12817, on releasing annotator-level preferences
    """
    release = card.release
    help_ = worded("Correct the one or the other, so that readers know what is out.")
    for name, message in (*_of_none(release), *_of_files(release)):
        yield Problem(("release", name), message, help_)
    if release.access == "closed" and card.dataset.links.download:
        message = worded("The card says that nobody outside gets the data, and where to download it.")
        yield Problem(("release", "access"), message, help_)
    if release.access == "open" and NOT_RELEASED.fullmatch(card.dataset.license or ""):
        message = worded(
            "The card says that anybody gets the data, and its licence is called {licence}.",
            licence=card.dataset.license,
        )
        yield Problem(("release", "access"), message, help_)


NOT_RELEASED = re.compile(
    r"LicenseRef-(?:.*-)?(?:Not-?Released|Unreleased|Internal|Confidential|Private|Closed)(?:-.*)?", re.IGNORECASE
)
"""Names of licences that say that nobody outside has one."""


def _of_none(release: Release) -> Iterator[tuple[str, str]]:
    """Yield what is out although the card says that no answers are."""
    if release.level != "none":
        return
    out = {
        worded("raters' reasons are"): release.reasoning == "released",
        worded("the attributes of each rater are"): release.rater_attributes == "individual",
        worded("ids of raters are"): release.rater_ids == "pseudonymous",
        worded("a file of ratings is"): any(_is_out(file) and file.holds == "ratings" for file in release.files),
    }
    told = [what for what, is_out in out.items() if is_out]
    if told:
        yield "level", worded("The card says that no answers are released, and {told}.", told=told[0])


def _of_files(release: Release) -> Iterator[tuple[str, str]]:
    """Yield where what is said of answers and raters differs from the columns of the files."""
    levels = [FINEST.index(file.level) for file in release.files if file.level]
    if release.level and levels and (FINEST.index(release.level) > min(levels) or _all_coarser(release)):
        yield (
            "level",
            worded(
                "The card says {level}, and the finest of its files is {finest}.",
                level=release.level,
                finest=FINEST[min(levels)],
            ),
        )
    ratings = [file.columns for file in release.files if file.holds == "ratings"]
    rows = [columns for columns in ratings if columns.rater and columns.value and not columns.count]
    if release.level in ("distribution", "aggregate") and rows:
        yield (
            "level",
            worded("The card says {level}, and a file has a row for each rating and rater.", level=release.level),
        )
    if release.level == "individual" and ratings and all(columns.count for columns in ratings):
        yield "level", worded("The card says individual, and the files have counts of answers only.")
    if release.rater_ids == "none" and rows:
        yield (
            "rater_ids",
            worded(
                "The card says that raters cannot be recognised, and a column holds them: {rater}.", rater=rows[0].rater
            ),
        )
    attributes = [file.columns.attributes for file in release.files if file.columns.attributes]
    if release.rater_attributes == "none" and attributes:
        named = ", ".join(attributes[0])
        yield (
            "rater_attributes",
            worded("The card says that nothing is released about raters, and columns hold: {named}.", named=named),
        )
    if release.access == "closed" and any(file.url for file in release.files):
        yield "access", worded("The card says that nobody outside gets the data, and a file has an address.")


FINEST = ("individual", "distribution", "aggregate", "none")
"""Levels of release, the finest first."""


def _all_coarser(release: Release) -> bool:
    """Say whether every file of ratings states a level, and each a coarser one than the release."""
    stated = [file.level for file in release.files if file.holds in ("ratings", None)]
    if not release.level or not stated or None in stated:
        return False
    return all(FINEST.index(level) > FINEST.index(release.level) for level in stated if level)


def _is_out(file: File) -> bool:
    return bool(file.path or file.url)
