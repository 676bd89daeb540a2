"""Who decided where raters did not? (AC420)"""

from collections.abc import Iterator

from alignmentcard.messages.retold import worded
from alignmentcard.model import Card
from alignmentcard.model.release import Aggregation
from alignmentcard.rules.rule import Problem, rule


@rule("AC420", "decider-unknown", "info")
def decider_unknown(card: Card) -> Iterator[Problem]:
    """Somebody decides where raters differ, and no pool is said to have done so.

    A person who decides has more say than all raters together. Readers want to know who that was, how many, and
    whether it was one of the raters. A pool may have several roles.

    Bad:
        dimensions:
          - id: harmful
            subjectivity: manifest
            disagreement: noise
        pools:
          - id: us-panel
            role: [rater]
            kind: human
        aggregation:
          - method: majority_vote
            ties: adjudicate
    Good:
        dimensions:
          - id: harmful
            subjectivity: manifest
            disagreement: noise
        pools:
          - id: us-panel
            role: [rater, adjudicator]
            kind: human
        aggregation:
          - method: majority_vote
            ties: adjudicate
    Source: ours
    """
    decided = next((position for position, step in enumerate(card.aggregation) if _is_decided(step)), None)
    if decided is None or not card.pools or any("adjudicator" in pool.role for pool in card.pools):
        return
    named = "method" if card.aggregation[decided].method == "adjudication" else "ties"
    message = worded("Somebody decided where raters differed, and no pool has the role adjudicator.")
    help_ = worded(
        "Give the role to the pool that decided, beside rater where it rated too; or add a pool for those who did."
    )
    if not card.is_gap("pools"):
        yield Problem(("aggregation", decided, named), message, help_)


def _is_decided(step: Aggregation) -> bool:
    return "adjudicat" in (step.method or "") or step.ties == "adjudicate"
