"""How fast raters answer, and whether they agree less in later answers, where a long table says when or how long."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from alignmentcard.measurement.engine.places import FILE, PLACE, ROW
from alignmentcard.measurement.results.values import Estimate
from alignmentcard.measurement.statistics.one_way import over_raters
from alignmentcard.measurement.tables.study import Study
from alignmentcard.measurement.tables.usual_names import bare

Array = NDArray[np.float64]
DURATIONS = (
    "duration", "seconds", "duration_seconds", "duration_in_seconds", "lead_time", "response_time", "reaction_time",
    "rt", "time_spent", "time_taken", "time_on_task", "work_time", "work_time_in_seconds", "worktime", "elapsed",
    "elapsed_time", "answer_time", "annotation_time", "rating_time",
)  # fmt: skip
"""Names of columns that say how long an answer took."""
MOMENTS = (
    "answered_at", "annotated_at", "submitted_at", "completed_at", "created_at", "timestamp", "submit_time", "time",
    "datetime", "trial", "trial_index", "trial_number", "sequence", "position", "order", "presentation_order",
)  # fmt: skip
"""Names of columns that say when an answer was given, or as which one."""
SORTABLE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}([T ].*)?|")
MOST_LOOKED_AT = 1000
HURRIED = 1 / 3


def usual_times(study: Study) -> Mapping[str, float]:
    """Return the middle time of each rater's answers, in the unit of the table; nothing where it has no times."""
    column = next(_known(study, DURATIONS), None)
    return _usual(study, column) if column else {}


def later_agreement(study: Study, shown: Collection[str]) -> Estimate | None:
    """Return agreement with the others in the later half of a rater's answers less that in the earlier half.

    It is the mean over the raters who are shown, None where the table does not say when answers were given.
    """
    column = next((name for name in _known(study, MOMENTS) if _sorts(study, name)), None)
    return _later(study, column, shown) if column else None


def _known(study: Study, names: Sequence[str]) -> Iterator[str]:
    """Yield the columns that are called so, of tables with a row for each answer that count one of each rater's."""
    layout = study.table.layout
    if layout.shape in ("long", "pairs") and layout.relation == "source" and not study.counts_repeats:
        columns = {bare(name): name for name in reversed(_columns(study))}
        yield from (columns[name] for name in names if name in columns)


def beside_the_middle(usual: Mapping[str, float]) -> list[float]:
    """Return each rater's usual time as a multiple of that of the middle rater, which has no unit."""
    middle = float(np.median(list(usual.values()))) if usual else 0.0
    return [time / middle for time in usual.values()] if middle > 0 else []


def _columns(study: Study) -> list[str]:
    table = study.query(f"SELECT * FROM {study.table.layout.relation} LIMIT 0")
    taken = {study.table.layout.columns.occasion, *study.table.layout.items}
    return [name for name in table.column_names if name not in PLACE and name not in taken]


def _joined(study: Study) -> str:
    """Write the ratings beside the rows of the file that they stand in."""
    file, row = study.engine.identifier(FILE), study.engine.identifier(ROW)
    return (
        f"{study.ratings} r JOIN {study.table.layout.relation} t "
        f"ON r.file IS NOT DISTINCT FROM t.{file} AND r.place IS NOT DISTINCT FROM t.{row}"
    )


def _usual(study: Study, column: str) -> dict[str, float]:
    """Return the middle time of each rater's answers, in whatever unit the column has."""
    number = f"try_cast(CAST(t.{study.engine.identifier(column)} AS STRING) AS DOUBLE)"
    found = study.query(
        f"SELECT rater AS r, median(taken) AS middle FROM (SELECT CAST(r.rater AS STRING) AS rater, {number} AS taken "
        f"FROM {_joined(study)} WHERE r.rater IS NOT NULL) s WHERE taken >= 0 AND NOT isnan(taken) GROUP BY rater "
        "ORDER BY rater"
    ).to_pydict()
    return dict(zip(found["r"], map(float, found["middle"]), strict=True))


def _sorts(study: Study, column: str) -> bool:
    """Say whether the texts of a column stand in the order of time: numbers, or dates that begin with the year."""
    quoted = study.engine.identifier(column)
    found = study.query(
        f"SELECT DISTINCT CAST({quoted} AS STRING) AS moment, try_cast(CAST({quoted} AS STRING) AS DOUBLE) AS number "
        f"FROM {study.table.layout.relation} WHERE {quoted} IS NOT NULL LIMIT {MOST_LOOKED_AT}"
    ).to_pydict()
    numbers = [number is not None for number in found["number"]]
    return len(numbers) > 1 and (all(numbers) or all(map(SORTABLE.fullmatch, found["moment"])))


def _later(study: Study, column: str, shown: Collection[str]) -> Estimate | None:
    """Return agreement with the others in the later half of each rater's answers less that in the earlier half."""
    halves = {name: half for name, half in _halves(study, column).items() if name in shown and half[:, 1].all()}
    if not halves:
        return None
    sums = np.array(list(halves.values()))  # (raters, halves, sum of shares and answers)
    weights = sums[:, :, 1].sum(axis=1)
    more = sums[:, 1, 0] / sums[:, 1, 1] - sums[:, 0, 0] / sums[:, 0, 1]
    value = float(weights @ more / weights.sum())
    with np.errstate(divide="ignore", invalid="ignore"):
        without = (weights @ more - weights * more) / (weights.sum() - weights)
    return over_raters(value, without, weights, study.settings, most=1.0)


def _halves(study: Study, column: str) -> dict[str, Array]:
    """Return, for each rater, the sum of shares of others with the same answer and their number, of both halves."""
    known, moment = f"FROM {study.ratings} WHERE rater IS NOT NULL", f"t.{study.engine.identifier(column)}"
    order = f"try_cast(CAST({moment} AS STRING) AS DOUBLE), CAST({moment} AS STRING), r.file, r.place"
    found = study.query(f"""
        WITH cells AS (SELECT item, code, sum(n) AS c {known} GROUP BY item, code),
        sizes AS (SELECT item, sum(n) AS m {known} GROUP BY item HAVING sum(n) > 1),
        given AS (
            SELECT CAST(r.rater AS STRING) AS rater, r.item AS item, r.code AS code,
                   row_number() OVER (PARTITION BY r.rater ORDER BY {order}) AS turn,
                   count(*) OVER (PARTITION BY r.rater) AS turns
            FROM {_joined(study)} WHERE r.rater IS NOT NULL AND {moment} IS NOT NULL)
        SELECT given.rater AS r, CASE WHEN 2 * turn <= turns THEN 0 ELSE 1 END AS half, c, m, count(*) AS n
        FROM given JOIN cells ON given.item = cells.item AND given.code = cells.code
        JOIN sizes ON given.item = sizes.item
        GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4""").to_pydict()
    sums: dict[str, Array] = {}
    for name, half, c, m, n in zip(*(found[key] for key in ("r", "half", "c", "m", "n")), strict=True):
        share = (float(c) - 1) / (float(m) - 1)
        sums.setdefault(name, np.zeros((2, 2)))[half] += (share * float(n), float(n))
    return sums
