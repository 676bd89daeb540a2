"""Findings to the level of conformance that a card has reached, and what is missing for the next."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil
from typing import TYPE_CHECKING

from alignmentcard.checker.drafts import drafted, hollow_in
from alignmentcard.checker.reviews import judged, remeasurement_of
from alignmentcard.checker.signatures import MEND, Look, Signature, signature_unverified
from alignmentcard.document import Document
from alignmentcard.measurement.results.place import card_digest
from alignmentcard.messages import later
from alignmentcard.messages.retold import Worded, worded
from alignmentcard.model import Card
from alignmentcard.once import once
from alignmentcard.paths import covering, expand, path_of
from alignmentcard.profiles import DEFAULT, Profile, load_profile
from alignmentcard.profiles.tally import Tally, tally_of
from alignmentcard.rules.finding import Finding

if TYPE_CHECKING:
    from alignmentcard.measurement.results.facts import Facts

NAMES = (later("draft"), later("placed"), later("coherent"), later("measured"), later("verified"))
RECOMPUTED = later("recomputed")
"""What level 3 is called where those who wrote the data or the card measured again; nobody else has."""

REVIEWED = {
    "": "",
    "unsigned": later("review not signed"),
    "unchecked": later("signature not checked here"),
    "signed": later("signed by {signer}"),
}
"""What is told of the signature of the review that a level rests on."""

PLACED = (
    "framework.dimensions",
    "framework.definitions",
    "dimensions.*.subjectivity",
    "pools.*.kind",
    "aggregation",
    "release.level",
)
"""What level 1 wants stated or listed as a gap, and one of it stated."""
NEEDLESS = "not_applicable"
"""The reason of a gap that leaves nothing to answer: the question does not arise."""
FEWEST = 0.25
"""Share of the questions from which a card can be coherent (ours): below it there is little that could disagree."""
TOO_FEW = later("more answers: {fewest} of the {asked} questions at least")


@dataclass(frozen=True)
class Level:
    """A level of conformance, and what the next one takes."""

    number: int
    missing: tuple[str, ...] = ()
    answered: int = 0
    """Questions of the profile that the card answers; a gap is no answer."""
    asked: int = 0
    """Questions of the profile that concern the card, without those that do not arise for its data."""
    recomputed: bool = False
    """Whether those who wrote the data or the card measured again."""
    review: str = ""
    """What the signature of the review is worth that the level rests on, a key of `REVIEWED`; empty without one."""
    signer: str = ""
    """Whose signature it is, where that was verified."""
    profile: str = ""
    """Whose questions are counted, where that is not the standard profile."""

    @property
    def name(self) -> str:
        """The name of the level."""
        return RECOMPUTED if self.recomputed and NAMES[self.number] == "measured" else NAMES[self.number]

    @property
    def words(self) -> str:
        """The level as it is told: number, name and how much is answered."""
        signed = REVIEWED[self.review].replace("{signer}", self.signer)
        name = f"{self.name} ({signed})" if signed else self.name
        return ", ".join(filter(None, (str(self.number), name, self.percent)))

    @property
    def share(self) -> float | None:
        """Which part of the questions is answered; None where none is asked."""
        return self.answered / self.asked if self.asked else None

    @property
    def held(self) -> int | None:
        """The share in percent; 100 only where nothing is left, 0 only where nothing is answered."""
        if self.share is None:
            return None
        rounded = round(100 * self.share)
        return min(max(rounded, int(self.answered > 0)), 100 if self.answered == self.asked else 99)

    @property
    def percent(self) -> str:
        """The share as it is told, such as `80 % of standard answered`; empty where no question is asked."""
        of = f" of {self.profile}" if self.profile else ""
        return "" if self.held is None else f"{self.held} %{of} answered"


def level_of(
    card: Card,
    document: Document,
    facts: "Facts | None",
    told: Sequence[Finding],
    left_out: Sequence[Finding],
    profile: Profile,
    look: Look = signature_unverified,
    accepted: Sequence[Finding] = (),
) -> Level:
    """Return the level of a card with such findings, told and left out, and how much of a profile it answers.

    `look` says what the signatures of reviews are worth. Of what the author accepts, only words in place of an answer
    count: to accept them does not make them one.
    """
    hollow = list(hollow_in([*told, *left_out, *accepted]))
    reached = _reached(card, document, facts, told, left_out, _answered(card, document, profile), look, hollow)
    return reached if profile.called == DEFAULT else replace(reached, profile=profile.called)


def _reached(
    card: Card,
    document: Document,
    facts: "Facts | None",
    told: Sequence[Finding],
    left_out: Sequence[Finding],
    counts: tuple[int, int],
    look: Look,
    hollow: Sequence[str],
) -> Level:
    unplaced = [*_unplaced(card, document), *drafted(card), *_silent(document, *counts), *hollow]
    errors, warnings = (_all_of(severity, told, left_out) for severity in ("error", "warning"))
    if errors or unplaced:
        return Level(0, (*unplaced, *(worded("{many} to mend", many=many) for many in errors)), *counts)
    if warnings:
        accepted = (worded("{many} to mend, or to accept with a reason", many=many) for many in warnings)
        return Level(1, tuple(accepted), *counts)
    if counts[0] < FEWEST * counts[1]:
        return Level(1, (worded(TOO_FEW, asked=counts[1], fewest=ceil(FEWEST * counts[1])),), *counts)
    unmeasured = tuple(_unmeasured(card, facts))
    if unmeasured:
        return Level(2, unmeasured, *counts)
    word = remeasurement_of(card, facts, look)
    if word.standing == "verified":
        return _signed(Level(4, (), *counts), word.signature)
    missing = (*_unsound(card, facts, look), *_unverified(card))
    return _signed(Level(3, missing, *counts, word.standing == RECOMPUTED), word.signature)


def _signed(level: Level, signature: Signature | None) -> Level:
    """Say of a level what the signature of the review is worth that it rests on."""
    if signature is None:
        return level
    if signature.good:
        return replace(level, review="signed", signer=signature.by)
    return replace(level, review="unchecked" if signature.key else "unsigned")


def _unsound(card: Card, facts: "Facts | None", look: Look) -> Iterator[str]:
    """Yield why a record does not count that fits but for its signature."""
    for one in judged(card, facts, look):
        if one.fits and not one.holds:
            why, mend = worded(one.signature.sentence), worded(MEND)
            yield worded(UNSOUND, name=one.review.by, why=why, mend=mend)


UNSOUND = later("a review that counts, as the one by {name} does not. {why} {mend}")


def _answered(card: Card, document: Document, profile: Profile) -> tuple[int, int]:
    """Count the questions that are answered, and those that are asked: all but those that do not arise for the data.

    A card that says so of more questions than it answers is not taken at its word.
    """
    tally = tally_of(profile)
    whole = tally.of(document)[profile.name]
    needless = frozenset({NEEDLESS} & {gap.reason for gap in card.gaps})
    arising = tally.of(document, needless)[profile.name] if needless else whole
    passed = sum(whole) - sum(arising)
    answered, *left = arising if passed <= arising[0] else whole
    return answered, answered + sum(left)


def _all_of(severity: str, told: Sequence[Finding], left_out: Sequence[Finding]) -> list[Worded]:
    """Say how many findings of a severity there are, those that are not shown apart."""
    shown, hidden = (sum(one.severity == severity for one in findings) for findings in (told, left_out))
    unseen = worded("{many} of rules that were not selected", many=_several(hidden, severity))
    return [*([_several(shown, severity)] if shown else []), *([unseen] if hidden else [])]


def _several(count: int, severity: str) -> Worded:
    if severity == "error":
        return worded("{number} error", number=count) if count == 1 else worded("{number} errors", number=count)
    return worded("{number} warning", number=count) if count == 1 else worded("{number} warnings", number=count)


NOTHING = worded("an answer: the card lists what is not known and answers nothing")


def _silent(document: Document, answered: int, asked: int) -> Iterator[str]:
    """Yield that a card answers nothing of what a profile asks, or, whatever that asks, nothing of the standard."""
    if (asked and not answered) or not _of_standard(document):
        yield NOTHING


def _of_standard(document: Document) -> int:
    return _standard(DEFAULT).of(document)[DEFAULT][0]


@once
def _standard(name: str) -> Tally:
    return Tally([load_profile(name)])


def _unverified(card: Card) -> Iterator[str]:
    if not card.card.authors:
        yield worded("who wrote the card, under card.authors")
    command = "alignmentcard review CARD --data DIR --by NAME"
    yield worded("a review by somebody who wrote neither the data nor the card: {command}", command=command)


def _unmeasured(card: Card, facts: "Facts | None") -> Iterator[str]:
    """Yield what keeps the measurements from carrying the card; errors and warnings are ruled out before."""
    if facts is None:
        yield worded("measurements from rater-level data: {command}", command=MEASURE)
        return
    if facts.card != card_digest(card):
        yield worded("measurements of this version of the card: {command}", command=MEASURE)
    if not any(file.sha256 for file in facts.files):
        yield worded("the digest of the data that was measured")
    for dimension in card.dimensions:
        if dimension.id not in facts.dimensions:
            yield worded("a measurement of dimension {dimension}", dimension=dimension.id)


MEASURE = "alignmentcard measure CARD"
UNPLACED = worded("an answer about its place: coordinates, subjectivity, raters, aggregation and release are all gaps")


def _unplaced(card: Card, document: Document) -> list[str]:
    data = document.data
    gap = covering(tuple(gap.field for gap in card.gaps))
    routes = [route for pattern in PLACED for route in expand(data, pattern)]
    empty = [path_of(data, route) for route in routes if not document.has(route)]
    missing: list[str] = [worded("{path} is not stated", path=path) for path in empty if not gap(path)]
    if not missing and len(empty) == len(routes):
        missing.append(UNPLACED)
    return missing
