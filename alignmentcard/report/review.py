"""What a reviewer hands in: claims beside measurements, contradictions, open questions, and what the place implies."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from alignmentcard.checker.check import Report
from alignmentcard.checker.levels import Level
from alignmentcard.checker.reviews import digest
from alignmentcard.model import Card
from alignmentcard.paths import path_of
from alignmentcard.profiles.completeness import Completeness
from alignmentcard.report.markdown import escaped
from alignmentcard.rules.claims.claim import Claim, claims

IMPLIED = {
    ("broad", "prescriptive"): (
        "A general judgement whose meaning somebody fixed. A model learns that somebody's idea of good; ask whose it "
        "is before it is used for other people."
    ),
    ("specific", "prescriptive"): (
        "Named traits whose meaning somebody fixed. A model learns a rule. It fits uses where one rule is wanted, and "
        "it carries the rule's blind spots everywhere else."
    ),
    ("broad", "descriptive"): (
        "A general judgement that each rater filled with their own meaning. A model learns what this crowd liked, "
        "with reasons that nobody can see, such as length or tone."
    ),
    ("specific", "descriptive"): (
        "Named traits as raters understood them. It fits the study of how people differ. A model that is trained on "
        "one label for each item learns the view of the larger group."
    ),
}
STRAINED = {
    ("descriptive", "moderation"): "Moderation applies one rule to everybody, and this data holds many readings.",
    ("descriptive", "guardrail"): "A guardrail decides alike for all, and this data holds many readings of the line.",
    ("prescriptive", "opinion_study"): "An opinion study asks what people think, and raters were told what to find.",
}
"""Uses that a stance makes harder (Röttger et al. 2022; Kirk et al. 2023, section 2.2)."""


@dataclass(frozen=True)
class Reviewed:
    """A card as a reviewer saw it."""

    report: Report
    level: Level
    completeness: Completeness
    by: str
    date: str
    note: str = ""


def as_markdown(reviewed: Reviewed) -> Iterator[str]:
    """Yield the report as Markdown; what stands in the card is shown as text."""
    report, card = reviewed.report, reviewed.report.card
    if card is None:
        return
    yield f"# Review of {escaped(card.dataset.title)}\n"
    yield f"By {escaped(reviewed.by)}, {reviewed.date}. Level {escaped(reviewed.level.words)}.\n"
    yield f"Card: `{escaped(report.document.name)}`, version {escaped(card.dataset.version or 'not stated')}. "
    yield f"Digest of card and measurements: `{digest(card, report.facts)}`\n"
    if reviewed.note:
        yield f"> {escaped(reviewed.note)}\n"
    yield from _claims(report.document.data, list(claims(report.document, card, report.facts, report.parts)))
    yield from _findings(report)
    yield from _questions(reviewed.completeness)
    yield from _implications(card)


def _claims(data: Any, found: list[Claim]) -> Iterator[str]:
    yield "## What the card states and what the data gives\n"
    if not found:
        yield "The card states no number that data could confirm.\n"
        return
    yield "| claim | stated | measured | difference |\n| --- | ---: | ---: | ---: |"
    for claim in found:
        measured = _unmeasured(claim) if claim.measured is None else f"{claim.measured:.6g}"
        difference = "" if claim.difference is None else f"{claim.difference:+.4g}"
        explained = f" It comes out {claim.explained}." if claim.explained else ""
        of = f"{claim.dimension}: " if claim.dimension else ""
        what = f"{path_of(data, claim.route)}{f': {of}{claim.what}' if claim.is_statistic else ''}{explained}"
        yield f"| {escaped(what)} | {claim.stated:g} | {escaped(measured)} | {difference} |"
    yield ""


def _unmeasured(claim: Claim) -> str:
    return f"not checked: {claim.unchecked}" if claim.unchecked else "not measured"


def _findings(report: Report) -> Iterator[str]:
    yield "## Contradictions and consequences\n"
    if not report.findings and not report.accepted:
        yield "None was found.\n"
    for finding in report.findings:
        yield f"- **{finding.severity} {finding.code}**, line {finding.line}: {escaped(finding.message)}"
    for entry in report.accepted:
        message, reason = escaped(entry.finding.message), escaped(entry.reason)
        yield f"- accepted by the authors, {entry.finding.code}: {message} Their reason: {reason}"
    yield ""


def _questions(held: Completeness) -> Iterator[str]:
    yield f"## Questions that the card leaves open (profile {held.profile.name})\n"
    left = [answer for answer in held.answers if answer.state in ("open", "gap")]
    if not left:
        yield "None.\n"
    for answer in left:
        reasons = {place.reason for place in answer.places if place.state == "gap" and place.reason}
        why = f" Listed as a gap: {', '.join(sorted(reasons))}." if reasons else " Nothing is said."
        yield f"- {escaped(answer.question.text)}{escaped(why)}"
    yield ""


def _implications(card: Card) -> Iterator[str]:
    yield "## What the place in the 2x2 implies\n"
    place = (card.framework.dimensions or "", card.framework.definitions or "")
    yield IMPLIED.get(place, "The card does not say where it stands, so nothing follows from it.") + "\n"
    for use in card.intent.uses:
        strained = STRAINED.get((place[1], use))
        if strained:
            yield f"- {use}: {strained}"
