"""Answers that cannot stand, in the words of the checker, with what to answer instead where that is known."""

from typing import Any

from alignmentcard.author.question import Question, RefusedError
from alignmentcard.author.session import MISSING, Session
from alignmentcard.author.values import lookup
from alignmentcard.edit import Fix, Set
from alignmentcard.edit.operations import intended
from alignmentcard.loader import Misfit, load
from alignmentcard.messages.retold import say
from alignmentcard.paths import covers, route_of
from alignmentcard.rules.misfits.wording import wrong_value


def refuse_wrong_answer(
    before: Session, after: Session, question: Question, least: str = "error", *, contradicts: bool = False
) -> None:
    """Refuse an answer that the model, or a rule about this very field, does not take; milder findings if mended."""
    target = question.path
    misfits = [wrong_value(one, after.document) for one in load(after.document).misfits if _is_at(one, after, target)]
    for message, help_, _fix in misfits:
        instead = _mended(after, target, [one[2] for one in misfits if one[2]])
        raise RefusedError(f"{say(message)} {say(help_)}".strip().replace(f"`{target}`", "This"), instead)
    old = {(finding.code, finding.field) for finding in before.report.findings}
    new = [one for one in after.report.findings if (one.code, one.field) not in old and covers(target, one.field)]
    instead = _mended(after, target, [finding.fix for finding in new if finding.fix])
    for finding in new:
        mendable = least == "warning" and finding.fix and instead is not None
        wrong = finding.severity == "error" and not contradicts
        if (wrong or mendable) and finding.code not in MISSING:
            raise RefusedError(f"{say(finding.message)} {say(finding.help)}".strip(), instead, may_stand=not wrong)


def _is_at(misfit: Misfit, session: Session, path: str) -> bool:
    return misfit.kind != "missing" and covers(_plain(session, path), ".".join(map(str, misfit.route)))


def _mended(session: Session, path: str, fixes: list[Fix]) -> Any:
    """Return what a field says after the repairs that change nothing else; None where there are none."""
    here = route_of(session.data, path) or ()
    steps: list[Set] = []
    for fix in fixes:
        inside = [one for one in fix.operations if isinstance(one, Set) and one.route[: len(here)] == here]
        steps += inside if len(inside) == len(fix.operations) else []
    return lookup(intended(session.data, steps), path) if here and steps else None


def _plain(session: Session, path: str) -> str:
    route = route_of(session.data, path)
    return path if route is None else ".".join(map(str, route))
