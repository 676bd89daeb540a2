"""Does where people judged fit how they were reached and what they agreed to? (AC421)"""

from collections.abc import Iterator

from alignmentcard.messages.retold import Worded, listed, worded
from alignmentcard.model import Card, Pool
from alignmentcard.rules.pools.people import people
from alignmentcard.rules.rule import Problem, rule
from alignmentcard.words import term

IN_PERSON = frozenset({"lab", "field", "workplace"})
"""Places where somebody meets those who judge."""
ROOMS = frozenset({"lab", "workplace"})
"""Places to which people come in order to judge."""
ON_THE_WEB = frozenset({"crowd_platform"})
"""Channels through which people come whom nobody meets."""
USERS = frozenset({"product_users"})
"""Channels through which people come who do something else there."""
ASKED = frozenset({"crowd_platform", "panel", "contractors", "employees", "experts", "students", "authors"})
"""Channels through which people are asked to judge."""


@rule("AC421", "setting-misfit", "warning")
def setting_misfit(card: Card) -> Iterator[Problem]:
    """Where people judged does not fit how they were reached, or what is said of their work.

    Votes that were taken from the web afterwards come from people whom nobody asked, trained or paid. Workers of a
    platform are not in a lab. One of the two is left over from another card, and readers who judge consent or care by
    it are misled.

    Bad:
        collection:
          setting: web_archive
          repeats:
            - {kind: retest, items: 100, raters: 40, gap_days: 14}
    Good:
        collection:
          setting: online_panel
          repeats:
            - {kind: retest, items: 100, raters: 40, gap_days: 14}
    Source: The standard, "People and programs"
    """
    setting, pools = card.collection.setting, [pool for _, pool in people(card)]
    channels = {pool.recruitment.channel for pool in pools}
    if not pools or None in channels:
        return
    if (setting in IN_PERSON and channels <= ON_THE_WEB) or (setting in ROOMS and channels <= {*ON_THE_WEB, *USERS}):
        misfits = [
            worded("raters came as {channels}", channels=listed([term(one) for one in sorted(map(str, channels))]))
        ]
    else:
        misfits = list(_of_an_archive(card, pools)) if setting == "web_archive" else []
    if misfits:
        message = worded("The setting is {setting}, and {misfits}.", setting=term(setting), misfits=listed(misfits))
        help_ = worded("Correct the setting or what does not fit it; or accept this, and say how both are true.")
        yield Problem(("collection", "setting"), message, help_)


def _of_an_archive(card: Card, pools: list[Pool]) -> Iterator[Worded]:
    """Yield what can only be said of people who were asked, where answers were collected from the web afterwards."""
    work = card.collection
    if all(pool.recruitment.channel in ASKED for pool in pools):
        yield worded("raters were asked to judge")
    if all(pool.consent == "informed" for pool in pools):
        yield worded("they gave informed consent")
    if any(pool.pay and pool.pay.amount for pool in pools):
        yield worded("they were paid")
    if set(work.training) - {"none"}:
        yield worded("they were trained")
    if work.items_per_session or work.minutes_per_session:
        yield worded("they worked in sessions")
