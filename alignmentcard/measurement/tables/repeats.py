"""The same rater answers the same item again: one of the answers counts, and the others are told and compared.

That is not agreement between people. Without a column that says when, the first answer is the one that stands first in
the table, file by file.
"""

from alignmentcard.measurement.engine.engines import Engine, rows

IN_TIME = (
    "try_cast(CAST(occasion AS STRING) AS DOUBLE) NULLS LAST, CAST(occasion AS STRING) NULLS LAST, "
    "CAST(condition AS STRING) NULLS LAST"
)
"""The order of askings: by number where occasions are numbers, else as texts, which suits dates; then by condition."""
IN_TABLE = "file, place"
"""The order of rows in the files of a table."""


def count_repeats(engine: Engine, askings: str, answers: int, condition: str = "true") -> int:
    """Count answers by a rater to an item beyond the first, among the rows of a relation that meet a condition."""
    known = f"FROM {askings} WHERE {condition} AND rater IS NOT NULL"
    if engine.all_differ(("item", "rater"), known, answers):
        return 0
    found = rows(engine.query(f"SELECT sum(c - 1) AS n FROM (SELECT count(*) AS c {known} GROUP BY item, rater) s"))
    return int(found[0]["n"] or 0)


def one_each(askings: str, repeats: str, *, in_time: bool) -> str:
    """Select one answer of each rater to each item, the first or the last; those of nobody known are all kept."""
    order = f"{IN_TIME}, {IN_TABLE}" if in_time else IN_TABLE
    someone = "CASE WHEN rater IS NULL THEN"
    return f"""
        SELECT * FROM (
            SELECT *, {someone} 1 ELSE row_number() OVER (PARTITION BY item, rater ORDER BY {order}) END AS turn,
                   {someone} 1 ELSE count(*) OVER (PARTITION BY item, rater) END AS turns
            FROM {askings}) asked
        WHERE turn = {"1" if repeats == "first" else "turns"}"""
