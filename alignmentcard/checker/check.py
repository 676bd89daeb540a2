"""Document to findings: run the rules that a profile selects, and set aside what the author accepts with a reason."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, Unpack

from alignmentcard.checker.levels import Level, level_of
from alignmentcard.checker.signatures import Look, signature_unverified
from alignmentcard.document import Document
from alignmentcard.edit import Fix, apply
from alignmentcard.loader import load
from alignmentcard.messages import SOURCE, speaking
from alignmentcard.messages.retold import worded
from alignmentcard.model import RETIRING, Card
from alignmentcard.model.records import Ignore
from alignmentcard.paths import Cover, path_of
from alignmentcard.profiles import Profile, load_profile
from alignmentcard.rules import Problem, Rule, catalogue
from alignmentcard.rules.evidence import Evidence
from alignmentcard.rules.finding import Accepted, Finding, Silenced, Unchecked, locate
from alignmentcard.rules.misfits.short_answers import says_why

if TYPE_CHECKING:
    from alignmentcard.measurement.results.facts import Facts
    from alignmentcard.rules.evidence import Parts

MOST = 1000
"""Findings of one rule in one card; nobody reads so long a list, and one card is not to stop a portal of thousands."""
OURS = "AC"
"""How codes of the standard begin; rules of other packages are run only where they are selected."""
MISSING_INPUT = {"card": "the card does not fit the schema yet", "facts": "no data given"}


@dataclass(frozen=True)
class Checked(ABC):
    """What checking one card gave: findings in the order of the text, accepted ones apart, and what could not run."""

    document: Document
    findings: tuple[Finding, ...]
    accepted: tuple[Accepted, ...] = ()
    skipped: dict[str, str] = field(default_factory=dict)
    """Families of rules that could not run, and why."""
    unchecked: tuple[Unchecked, ...] = ()
    """Stated statistics that could not be compared with the measurements that there are."""
    silenced: tuple[Silenced, ...] = field(default=(), kw_only=True)
    """What settings and a profile of the project keep out of the findings."""

    @property
    @abstractmethod
    def level(self) -> Level | None:
        """The level of conformance; None where the text does not even fit the schema."""

    def count(self, severity: str) -> int:
        """Count the findings of one severity."""
        return sum(finding.severity == severity for finding in self.findings)


@dataclass(frozen=True)
class Report(Checked):
    """What checking one card gave, with the card itself."""

    card: Card | None = None
    """The card; None where the text does not fit the schema."""
    facts: "Facts | None" = None
    """What was measured about the data, if anything was."""
    parts: "Parts" = field(default_factory=dict)
    """What was measured about parts of it, of which the card states coefficients."""
    profile: Profile = field(default_factory=load_profile)
    """Whose questions the card was held to."""
    left_out: tuple[Finding, ...] = ()
    """Findings of rules that were not selected; nobody is told of them, and they count for the level."""
    look: Look = signature_unverified
    """What says what signatures of reviews are worth."""

    @cached_property
    def level(self) -> Level | None:
        """The level of conformance; None where the text does not even fit the schema."""
        if self.card is None:
            return None
        told, accepted = self.findings, [one.finding for one in self.accepted]
        return level_of(
            self.card, self.document, self.facts, told, self.left_out, self.profile, self.look, accepted=accepted
        )


@dataclass(frozen=True)
class Remembered(Checked):
    """A report from another process or an earlier call, which knows its level but has no card."""

    level: Level | None = None


Selection = Callable[[Rule], bool]


@lru_cache(8)
def selection(select: tuple[str, ...], ignore: tuple[str, ...]) -> Selection:
    """Return a test that takes the rules of `begins`, and those on preview only where their whole code is selected."""
    return lambda rule: begins(rule, select, ignore) and (not rule.preview or rule.code in select)


def begins(rule: Rule, select: tuple[str, ...], ignore: tuple[str, ...]) -> bool:
    """Say whether a code begins with one of `select` and with none of `ignore`; without `select` all are taken."""
    return (not select or rule.code.startswith(select)) and not rule.code.startswith(ignore)


def check(
    document: Document,
    profile: Profile | None = None,
    selects: Selection = lambda rule: True,
    most: int | None = MOST,
    **evidence: Unpack[Evidence],
) -> Report:
    """Check one card, and beside what is known of it; without measurements the comparison with them is skipped.

    `most` is how many findings of one rule are told; None for all of them. Rules of the standard that are not selected
    are run as well: a card has the same level whatever somebody chooses to be told. Findings are in English, whatever
    is spoken; what shows them says them again.
    """
    with speaking(SOURCE):
        return _check(document, profile or load_profile(), selects, most, evidence)


def _check(document: Document, profile: Profile, selects: Selection, most: int | None, evidence: Evidence) -> Report:
    loaded = load(document)
    facts, parts = evidence.get("facts"), evidence.get("parts", {})
    inputs = {
        "document": document,
        "loaded": loaded,
        "card": loaded.card,
        "facts": facts,
        "recorded": evidence.get("recorded"),
        "trouble": evidence.get("trouble"),
        "parts": parts,
        "previous": evidence.get("previous"),
        "retiring": evidence.get("retiring", RETIRING),
        "profile": profile,
        "limits": profile.limits,
    }
    selected, first, last, codes = _chosen(selects)
    found = sorted(_run(first, inputs, most), key=_place)
    found = _told_once(found) if "AC803" in codes else found
    open_findings, accepted = _set_aside(found, loaded.card)
    said = {"accepted": accepted, "findings": tuple(found), "idle": _idle([*first, *last], inputs)}
    late = _run(last, {**inputs, **said}, most)
    findings = sorted((*open_findings, *late), key=_place)
    unchecked = tuple(_unchecked(document, loaded.card, facts, parts)) if loaded.card and facts else ()
    return Report(
        document,
        tuple(finding for finding in findings if finding.code in codes),
        tuple(one for one in accepted if one.finding.code in codes),
        _skipped(selected, inputs),
        unchecked,
        card=loaded.card,
        facts=facts,
        parts=parts,
        profile=profile,
        left_out=tuple(finding for finding in findings if finding.code not in codes),
    )


def _unchecked(document: Document, card: Card, facts: "Facts", parts: "Parts") -> Iterator[Unchecked]:
    """Yield the stated statistics that the measurements say nothing about."""
    from alignmentcard.rules.claims.claim import claims

    for claim in claims(document, card, facts, parts):
        if claim.unchecked:
            line, column = document.position(document.span(claim.route).start)
            stated = f"{claim.what} of {claim.stated:g}"
            yield Unchecked(document.name, path_of(document.data, claim.route), line, column, stated, claim.unchecked)


def mend(document: Document, wanted: Callable[[Fix], bool], **options: Any) -> tuple[Document, list[Fix]]:
    """Apply the wanted fixes until none is left; return the changed document and what was done.

    In a card that would take too long some may be left: they are findings still, and can be mended the next time.
    """
    done: list[Fix] = []
    read = 0
    for number in range(ROUNDS):
        read += len(document.text)
        if read > CHARACTERS and number >= FEWEST_ROUNDS:
            break
        fixes = [f.fix for f in check(document, most=None, **options).findings if f.fix and wanted(f.fix)]
        text, applied = apply(document, fixes)
        if not applied:
            break
        done += applied
        document = document.again(text)
    return document, done


ROUNDS = 100
"""More rounds than any card needs: a fix may open the way for another, and each round carries out at least one."""
FEWEST_ROUNDS = 3
"""Rounds that a card of any size gets."""
CHARACTERS = 500_000
"""What is read again in all rounds together, so that nobody waits for a card that is made to be slow."""


def _told_once(found: list[Finding]) -> list[Finding]:
    """Leave out what cannot be (AC705) where the data says of the same number what it is (AC803): that is one slip."""
    compared = {one.field for one in found if one.code == "AC803"}
    return [one for one in found if one.code != "AC705" or one.field not in compared]


def _place(finding: Finding) -> tuple[int, int, str]:
    return finding.line, finding.column, finding.code


@lru_cache(8)
def _chosen(selects: Selection) -> tuple[list[Rule], list[Rule], list[Rule], frozenset[str]]:
    """Return the rules that are taken, of those to run the ones that look at the card and at findings, and the codes.

    The codes are those of the rules that are taken.
    """
    selected = [rule for rule in catalogue() if selects(rule)]
    rules = [rule for rule in catalogue() if rule in selected or (rule.code.startswith(OURS) and not rule.preview)]
    last = [rule for rule in rules if {"accepted", "findings", "idle"} & set(rule.inputs)]
    codes = frozenset(rule.code for rule in selected)
    return selected, [rule for rule in rules if rule not in last], last, codes


def _run(rules: Iterable[Rule], inputs: dict[str, Any], most: int | None) -> Iterator[Finding]:
    profile, document = inputs["profile"], inputs["document"]
    absent = {name for name, value in inputs.items() if value is None}
    known: dict[tuple[str, ...], dict[str, Any]] = {}
    for rule in rules:
        severity = profile.severity(rule)
        if severity is None or not absent.isdisjoint(rule.needs):
            continue
        if rule.inputs not in known:
            known[rule.inputs] = {name: inputs[name] for name in rule.inputs}
        for number, problem in enumerate(rule.check(**known[rule.inputs])):
            if most is not None and number == most:  # as many as a person can use
                yield locate(_more(most), rule, severity, document)
                break
            yield locate(problem, rule, severity, document)


def _idle(rules: Sequence[Rule], inputs: dict[str, Any]) -> frozenset[str]:
    """Return the codes of rules that do not run: left out, switched off, or without something that they look at."""
    absent = {name for name, value in inputs.items() if value is None}
    ran = (one for one in rules if inputs["profile"].severity(one) is not None and absent.isdisjoint(one.needs))
    return frozenset(one.code for one in catalogue()) - {one.code for one in ran}


def _more(most: int) -> Problem:
    """Return what says that there are more problems of a kind than are told."""
    message = worded(
        "This is so in more than {most:,} places; the others are shown when the first ones are mended.", most=most
    )
    return Problem((), message, worded("Mend the first ones, or move data out of the card, into a file of its own."))


def _set_aside(found: Iterable[Finding], card: Card | None) -> tuple[list[Finding], list[Accepted]]:
    """Part findings that an `ignore` entry accepts with a reason from the others; errors cannot be accepted."""
    kept: list[Finding] = []
    accepted: list[Accepted] = []
    reasons = Reasons(card.ignore if card else ())
    for finding in found:
        reason = None if finding.severity == "error" else reasons.of(finding)
        if reason:
            accepted.append(Accepted(finding, reason))
        else:
            kept.append(finding)
    return kept, accepted


class Reasons:
    """The reasons for which a card accepts findings; of several entries under `ignore` that fit, the first counts."""

    def __init__(self, entries: Sequence[Ignore]) -> None:
        self._first: dict[tuple[str | None, str | None], int] = {}
        for position, entry in enumerate(entries):
            if not says_why(entry.reason):
                continue
            self._first.setdefault((entry.rule, entry.field), position)
        fields: dict[str | None, list[str]] = {}
        for code, path in self._first:
            fields.setdefault(code, []).extend([path] if path is not None else [])
        self._entries = entries
        self._covers = {code: Cover(paths) for code, paths in fields.items()}

    def of(self, finding: Finding) -> str | None:
        """Return the reason for a finding; None where nothing accepts it."""
        cover = self._covers.get(finding.code)
        if cover is None:
            return None
        known = ((finding.code, path) for path in (None, *cover.covers_of(finding.field)))
        first = min((self._first[one] for one in known if one in self._first), default=None)
        return None if first is None else self._entries[first].reason


def _skipped(rules: Iterable[Rule], inputs: dict[str, Any]) -> dict[str, str]:
    skipped: dict[str, str] = {}
    for rule in rules:
        for name in rule.needs:
            if name in MISSING_INPUT and inputs[name] is None:
                skipped.setdefault(rule.family, MISSING_INPUT[name])
    return skipped
