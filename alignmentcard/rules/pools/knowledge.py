"""Does anything show that experts are some? (AC422)"""

from collections.abc import Iterator

from alignmentcard.messages.retold import worded
from alignmentcard.model import Card, Pool
from alignmentcard.rules.named import marketplaces_in
from alignmentcard.rules.phrases import found_in
from alignmentcard.rules.pools.people import people
from alignmentcard.rules.rule import Problem, rule


@rule("AC422", "experts-unexplained", "info")
def experts_unexplained(card: Card) -> Iterator[Problem]:
    """Raters are called experts, came from a crowd, and nothing says what they know or that somebody tested it.

    Who calls raters experts asks readers to trust their answers more. On a marketplace anybody can tick a box. A
    degree, a licence, years of practice or a test is what makes the difference.

    Bad:
        pools:
          - id: us-panel
            kind: human
            recruitment: {channel: experts, platform: Prolific, sampling: quota}
    Good:
        pools:
          - id: us-panel
            kind: human
            recruitment:
              channel: experts
              platform: Prolific
              sampling: quota
              criteria: [licensed nurse, five years of practice]
    Source: CrowdWorkSheets, arXiv:2206.08931
    """
    if "qualification_test" in card.collection.training:
        return
    for position, pool in people(card):
        alone = len(card.raters) == 1 and card.collection.setting == "crowd_platform"
        crowd = alone or marketplaces_in(pool.recruitment.platform or "")
        if pool.recruitment.channel == "experts" and crowd and not _is_known(pool):
            message = worded(
                "The raters of `{pool}` are called experts, and nothing says what they know.", pool=pool.id
            )
            help_ = worded(
                "Say under recruitment.criteria what they had to show, or under training that there was a test; or "
                "correct the channel."
            )
            yield Problem(("pools", position, "recruitment"), message, help_)


def _is_known(pool: Pool) -> bool:
    return any(found_in("qualified", text) for text in pool.recruitment.criteria)
