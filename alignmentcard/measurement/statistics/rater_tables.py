"""Tables of raters to keep: a row for each, and a row for each pair of them."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from alignmentcard.errors import AlignmentCardError
from alignmentcard.measurement.statistics import coefficients as of
from alignmentcard.measurement.statistics.pairs import MOST_RATERS, tables_by_pair
from alignmentcard.measurement.statistics.raters import Rater, raters_of
from alignmentcard.measurement.statistics.write_csv import Cell, write_csv
from alignmentcard.measurement.tables.study import Study

HEAD = ("rater", "answers", "most_frequent_answer", "most_frequent_share", "shared_items", "agreement_with_others",
        "low", "high", "spammer_score", "alpha_without", "gold_items", "gold_agreement", "gold_low",
        "gold_high", "usual_time")  # fmt: skip
PAIRS = ("rater", "other", "shared_items", "agreement", "cohen_kappa")


def write_raters(study: Study, path: Path) -> list[Path]:
    """Write the raters as CSV and, where they are few enough, their pairs beside it; return the files."""
    if not study.table.rater:
        raise AlignmentCardError("The table does not tell raters apart, so there is no table of raters to write.")
    if not study.answers.narrow:
        raise AlignmentCardError("Raters are compared by their values, and this scale has too many values for that.")
    shown, _ = raters_of(study)
    write_csv(path, HEAD, map(_row, shown))
    tables = tables_by_pair(study) if len(shown) <= MOST_RATERS else None
    if tables is None:
        return [path]
    names, beside = {one.name for one in shown}, path.with_name(f"{path.stem}.pairs{path.suffix}")
    least = study.settings.minimum_cell
    rows = (
        (*pair, int(table.sum()), float(np.trace(table) / table.sum()), _defined(float(of.cohen_kappa(table))))
        for pair, table in tables.items()
        if names >= set(pair) and table.sum() >= least
    )
    write_csv(beside, PAIRS, rows)
    return [path, beside]


def _row(one: Rater) -> Sequence[Cell]:
    return (one.name, one.answers, one.most_frequent, one.most_frequent_share, one.shared, one.agreement,
            *(one.ends or (None, None)), one.spammer, one.alpha_without, one.gold_items or None, one.gold,
            *(one.gold_ends or (None, None)), one.time)  # fmt: skip


def _defined(number: float) -> float | None:
    return None if np.isnan(number) else number
