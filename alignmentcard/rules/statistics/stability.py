"""Do repeated answers, as the authors state them, hold? (AC713)"""

from collections.abc import Iterator

from alignmentcard.messages.retold import worded
from alignmentcard.model import Card, Dimension
from alignmentcard.model.statistics import Consistency
from alignmentcard.rules.aggregation import names_of
from alignmentcard.rules.limits import Limits
from alignmentcard.rules.rule import Problem, rule
from alignmentcard.rules.statistics.stated import concerned, entry_route
from alignmentcard.rules.subjectivity import disagreement_of


@rule("AC713", "answers-do-not-hold", "warning")
def answers_do_not_hold(card: Card, limits: Limits) -> Iterator[Problem]:
    """Differences are kept as a signal, and the stated repeats say that answers do not hold.

    Who gives another answer when asked the same again has no settled view to differ by. If that is so of many, most of
    the spread is chance, and calling it a signal passes chance on as somebody's values. Of two possible answers, half
    the pairs agree by chance alone; this is allowed for.

    Bad:
        statistics:
          consistency:
            - {dimension: harmful, kind: retest, pairs: 400, agreement: 0.55}
    Good:
        statistics:
          consistency:
            - {dimension: harmful, kind: retest, pairs: 400, agreement: 0.83}
    Source: Converse 1970, Attitudes and Non-attitudes; the standard, "Signal types"
    """
    for position, entry in enumerate(card.statistics.consistency):
        kept = [d for d in concerned(card, entry.dimension) if disagreement_of(card, d) == "signal"]
        told = _how_unsteady(entry, min(map(_chance, kept), default=0.0), limits)
        if kept and told:
            message = worded("Differences in {names} count as signal, and {told}.", names=names_of(kept), told=told)
            help_ = worded("Write mixed or noise; or accept this, and say under not_for what the answers cannot carry.")
            yield Problem(entry_route("consistency", position), message, help_)


def _chance(dimension: Dimension) -> float:
    """Return the least share of pairs that agree by chance, which is that of answers that are spread evenly."""
    values = len(set(dimension.scale.values) - set(dimension.scale.abstain))
    return 1 / values if values > 1 else 0.0


def _how_unsteady(entry: Consistency, chance: float, limits: Limits) -> str | None:
    """Say in words how little answers hold; None where they do or nothing says it."""
    if (entry.non_attitude or 0) > limits.no_view:
        return worded("{non_attitude:.0%} of the answers have no view behind them", non_attitude=entry.non_attitude)
    if entry.kind != "retest" or entry.agreement is None:
        return None
    beyond = (entry.agreement - chance) / (1 - chance)
    return (
        worded("asked again, {agreement:.0%} gave the same answer", agreement=entry.agreement)
        if beyond < limits.held_answers
        else None
    )
