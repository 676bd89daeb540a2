"""Whether an item takes more than the column that was guessed: a reply beside a prompt, a sentence beside a document.

Ratings of several things would otherwise count as several ratings of one, which nobody sees in the numbers.
"""

import re
import shlex
from collections.abc import Iterator, Mapping, Sequence

from alignmentcard.measurement.engine.engines import Engine, rows
from alignmentcard.measurement.tables.columns import Layout, listed
from alignmentcard.measurement.tables.keys import joined_id
from alignmentcard.measurement.tables.profiles import NESTED
from alignmentcard.measurement.tables.telling import word_for
from alignmentcard.measurement.tables.usual_names import bare
from alignmentcard.messages.retold import worded

LOOKED_AT = 20_000
MOST_COLUMNS = 24
AGAIN = 0.05
"""Up to this share of answers, a rater who answers an item again is no sign of another column."""
COMES_AGAIN = 0.9
RATED = re.compile(
    r"(response|completion|output|reply|answer|summary|generation|generated|translation|hypothesis|candidate|system|model"
    r"|sentence|segment|turn|utterance|aspect|criterion|criteria|attribute|question|target)"
    r"(_?(id|text|name|no|nr|number|index|idx|key|[ab12]))?"
)
"""Names of what is rated, or of what it is rated for, beside the name of an item."""


def missing_parts(engine: Engine, layout: Layout, types: Mapping[str, str], unread: Sequence[str]) -> Iterator[str]:
    """Tell of columns that were not read and tell apart what counts as one item."""
    columns = [name for name in unread if not types[name].startswith(NESTED)][:MOST_COLUMNS]
    if layout.shape != "long" or "item" not in layout.guessed or not columns:
        return
    found = _telling_columns(engine, layout, columns)
    if found:
        item, first = layout.columns.item, found[0]
        named = {"item": shlex.quote(item or "item"), "columns": listed(found), "first": shlex.quote(first)}
        yield word_for(
            len(found),
            worded(
                "Answers to one {item} differ in {columns}, which was not read. If what is rated takes both, say "
                "--column item={item},{first}; if it is a question of its own, --column dimension={first}; if it is "
                "another asking, --column occasion={first}.",
                **named,
            ),
            worded(
                "Answers to one {item} differ in {columns}, which were not read. If what is rated takes both, say "
                "--column item={item},{first}; if it is a question of its own, --column dimension={first}; if it is "
                "another asking, --column occasion={first}.",
                **named,
            ),
        )


def _telling_columns(engine: Engine, layout: Layout, columns: Sequence[str]) -> list[str]:
    """Return the columns with which no rater answers anything twice, or whose name says that they are rated."""
    item, rater = list(layout.items), [layout.columns.rater] if layout.columns.rater else []
    counted = {"n": "count(*)", "known": _different(engine, [*item, *rater])}
    for number, column in enumerate(columns):
        counted |= {f"all{number}": _different(engine, [*item, *rater, column])}
        counted |= {f"item{number}": _different(engine, [*item, column])}
    counted["items"] = _different(engine, item)
    fields = ", ".join(f"{count} AS {name}" for name, count in counted.items())
    some = f"(SELECT * FROM {layout.relation} LIMIT {LOOKED_AT}) r"
    seen = rows(engine.query(f"SELECT {fields} FROM {some}"))[0]
    again = seen["n"] - seen["known"]
    found = []
    for number, column in enumerate(columns):
        whole, pairs = seen[f"all{number}"], seen[f"item{number}"]
        if (
            rater
            and again > AGAIN * seen["n"]
            and pairs < COMES_AGAIN * seen["n"]
            and seen["n"] - whole <= AGAIN * again
        ):
            found.append(column)
        if not rater and pairs > seen["items"] and _is_rated(column, columns):
            found.append(column)
    return found


def _is_rated(column: str, columns: Sequence[str]) -> bool:
    """Say whether a column has the name of something that is rated, or is the first of two sides (ref_A, ref_B)."""
    name = bare(column)
    return bool(RATED.fullmatch(name)) or (name.endswith("_a") and f"{name[:-1]}b" in map(bare, columns))


def _different(engine: Engine, columns: Sequence[str]) -> str:
    """Count the different values that columns have together, empty ones as one value."""
    parts = [f"coalesce(CAST({engine.identifier(name)} AS STRING), '')" for name in columns]
    return f"count(DISTINCT {joined_id(engine, parts)})"
