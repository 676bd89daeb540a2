"""Columns that say which rows do not count: the status of an assignment, test questions, answers that were refused."""

import re
from collections.abc import Iterator, Sequence

from alignmentcard.measurement.tables.columns import Layout
from alignmentcard.measurement.tables.profiles import Table
from alignmentcard.measurement.tables.usual_names import bare
from alignmentcard.messages.retold import worded

MOST_COLUMNS = 8
MOST_VALUES = 6
STATES = re.compile(
    r"(.*_)?(status|state|tainted|golden|is_gold|rejected|accepted|approved|approval|valid|is_valid|invalid|excluded|exclude"
    r"|spam|is_spam|spammer|deleted|is_deleted|cancelled|canceled|was_cancelled|discarded|draft|is_draft|is_test|test_question"
    r"|attention_check|attention|passed|failed|bot|is_bot|duplicate|is_duplicate|review|reviewed|submitted|completed|finished)"
)


def states(table: Table, layout: Layout, unread: Sequence[str]) -> Iterator[str]:
    """Tell of columns that were not read and may say that some rows do not count."""
    if layout.shape != "long" or not layout.guessed:
        return
    names = [name for name in unread if STATES.fullmatch(bare(name).strip("_"))][:MOST_COLUMNS]
    for name, seen in table.profile(names).items() if names else ():
        if seen.short and 1 < seen.different <= MOST_VALUES and not seen.nested:
            shown = ", ".join(sorted(seen.values))
            yield worded(
                "The column {name} ({values}) was not read, so all rows count whatever it says. If some do not, say "
                "which do: --column only.{name}=VALUE.",
                name=name,
                values=shown,
            )
