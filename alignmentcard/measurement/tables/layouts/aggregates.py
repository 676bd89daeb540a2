"""Tables that hold no single answers: means with counts, or what was chosen against what was rejected."""

import re

from alignmentcard.measurement.tables.columns import ColumnError, listed
from alignmentcard.measurement.tables.guessing import SURE
from alignmentcard.measurement.tables.layouts.asked import Asked
from alignmentcard.measurement.tables.layouts.hints import alike_columns
from alignmentcard.measurement.tables.profiles import Table
from alignmentcard.measurement.tables.usual_names import bare, named
from alignmentcard.messages import later
from alignmentcard.messages.retold import worded

CHOSEN = (("chosen", "rejected"), ("preferred", "dispreferred"), ("chosen_response", "rejected_response"),
          ("response_chosen", "response_rejected"), ("winning", "losing"))  # fmt: skip
MEANS = ("mean", "avg", "average", "mean_score", "avg_score", "average_score", "mean_rating", "avg_rating",
         "score_mean", "rating_mean", "median", "std", "stdev", "soft_label")  # fmt: skip
SHARE = re.compile(r"(p|prob|soft|share|frac|pct|percent)_.+|.+_(share|frac|fraction|pct|percent)", re.IGNORECASE)
OUTCOMES = ("better_response_id", "safer_response_id", "chosen_response_id", "preferred_response_id")
WHAT = later(
    "These are outcomes for several people and no single answers: their number is known, but agreement, groups and "
    "convergence cannot be measured. Name the file that has each person's answer; if there is none, say in the card "
    "that release.level is aggregate."
)


def refuse(table: Table, asked: Asked) -> None:
    """Refuse a table of outcomes, unless its columns were named."""
    _refuse(table, asked, _outcomes(table))


def refuse_summaries(table: Table, asked: Asked) -> None:
    """Refuse a table that has a summary for each item and no columns that may hold answers beside it."""
    found = _summaries(table)
    if found and len(alike_columns(table, set())) < 2:
        _refuse(table, asked, found)


def _refuse(table: Table, asked: Asked, found: str | None) -> None:
    said = asked.said
    if not found or said.value or said.rater or said.count:
        return
    if not _people(table) and not set(asked.dimensions) & set(table.columns):
        told = {"name": asked.name, "rows": table.rows, "found": found, "what": worded(WHAT)}
        raise ColumnError(
            worded("{name} has one row, with {found}. {what}", **told)
            if table.rows == 1
            else worded("{name} has {rows:,} rows, each with {found}. {what}", **told)
        )


def _people(table: Table) -> bool:
    return any(named("rater", name) >= SURE for name in table.columns if bare(name) not in ("user_id", "user", "by"))


def _outcomes(table: Table) -> str | None:
    """Say what stands for several people's answers."""
    by_name = {bare(name): name for name in table.columns}
    for first, second in CHOSEN:
        if first in by_name and second in by_name:
            return worded(
                "one text that was {first} and one that was {second}", first=by_name[first], second=by_name[second]
            )
    outcome = next((by_name[name] for name in OUTCOMES if name in by_name), None)
    if outcome:
        return worded("one outcome, {name}", name=outcome)
    for name, kind in table.types.items():
        if kind.startswith(("struct", "map")) and "value" in kind and "count" in kind:
            return worded("a mean and a count for each question, in {name}", name=name)
    return None


def _summaries(table: Table) -> str | None:
    by_name = {bare(name): name for name in table.columns}
    means = [by_name[name] for name in MEANS if name in by_name]
    shares = [name for name in table.columns if SHARE.fullmatch(name)]
    if means and not {"value", "rating", "label"} & by_name.keys():
        return worded("a summary, {name}", name=means[0])
    return worded("shares of answers, {names}", names=listed(shares)) if len(shares) > 1 else None
