"""Rows of people who did not take part in the end: sent back, not accepted, out of time, or without their consent.

Panels such as Prolific export all submissions with a status, and write CONSENT_REVOKED in place of what is known of a
person. Such rows count like others until somebody takes them out, so that their number and the way to do it are told.
"""

import shlex
from collections.abc import Iterator, Sequence

from alignmentcard.measurement.engine.engines import Engine, rows
from alignmentcard.measurement.tables.columns import Layout
from alignmentcard.measurement.tables.joined import Extra
from alignmentcard.measurement.tables.profiles import Table
from alignmentcard.measurement.tables.telling import counted
from alignmentcard.measurement.tables.usual_names import bare
from alignmentcard.messages import later
from alignmentcard.messages.retold import numbered, worded

STATUS = ("status", "state", "submission_status", "participant_status", "assignment_status", "worker_status")
OUT = frozenset({"rejected", "returned", "timed out", "screened out", "partially returned", "no consent"})
ACCEPTED = frozenset({"approved", "accepted", "completed", "submitted"})
REVOKED = "CONSENT_REVOKED"
PANEL = frozenset(
    (*STATUS, "prolific_pid", "prolific_id", "participant_id", "submission_id", "completion_code", "total_approvals",
     "ethnicity_simplified", "country_of_birth", "fluent_languages", "student_status", "employment_status")
)  # fmt: skip
"""Columns by which a table of a panel is known; others are not looked through."""
MOST_STATES = 12
MOST_COLUMNS = 60


def is_status(name: str) -> bool:
    """Say whether a column has the name of what became of a submission."""
    return bare(name) in STATUS


def not_accepted(table: Table, layout: Layout, joined: Sequence[Extra]) -> Iterator[str]:
    """Tell of rows that were not accepted or whose people took back their consent, and how they are left out."""
    engine, plain = table.engine, [name for name in table.columns if table.types[name] in ("string", "large_string")]
    for name in (column for column in plain if is_status(column) and column not in layout.columns.only):
        yield from _told(name, _counts(engine, table.relation, name))
    if revoked := _revoked(engine, table.relation, plain if PANEL & {*map(bare, table.columns)} else ()):
        yield numbered(
            revoked[1],
            later(
                "A row of somebody who took back their consent ({code} in {column}) is in the table and counts. Take "
                "it out of the file before anything is published."
            ),
            later(
                "{rows:,} rows of people who took back their consent ({code} in {column}) are in the table and count. "
                "Take these rows out of the file before anything is published."
            ),
            rows=revoked[1],
            code=REVOKED,
            column=revoked[0],
        )
    for extra in joined:
        yield from _among_raters(engine, extra)


def _told(name: str, counts: dict[str, int]) -> Iterator[str]:
    out = {value: count for value, count in counts.items() if _is(value, OUT)}
    if not out or len(out) == len(counts):
        return
    good = [value for value in counts if _is(value, ACCEPTED)]
    left = [value for value in counts if value not in out and value not in good]
    shown = ", ".join(f"{value} {count:,}" for value, count in out.items())
    yield worded(
        "Not accepted, and counted all the same: {rows} ({column}: {shown}).",
        rows=counted(sum(out.values()), "row"),
        column=name,
        shown=shown,
    )
    if len(good) == 1 and not left:
        yield worded("To leave them out: {option}.", option=_option(name, good[0]))
    elif len(good) == 1:
        yield worded(
            "To leave them out, and {left} as well: {option}.", left=", ".join(left), option=_option(name, good[0])
        )
    else:
        yield worded("To leave them out, take these rows out of the file.")


def _option(name: str, value: str) -> str:
    return f"--column {shlex.quote(f'only.{name}={value}')}"


def _is(value: str, words: frozenset[str]) -> bool:
    return bare(value).replace("_", " ") in words


def _counts(engine: Engine, relation: str, name: str) -> dict[str, int]:
    """Count the values of a column; nothing where they are too many for a status."""
    quoted = engine.identifier(name)
    found = rows(engine.query(
        f"SELECT {quoted} AS v, count(*) AS n FROM {relation} WHERE {quoted} IS NOT NULL GROUP BY 1 ORDER BY 1 "
        f"LIMIT {MOST_STATES + 1}"
    ))  # fmt: skip
    return {row["v"]: int(row["n"]) for row in found} if len(found) <= MOST_STATES else {}


def _revoked(engine: Engine, relation: str, columns: Sequence[str]) -> tuple[str, int] | None:
    """Return the column in which most people took back their consent, and the number of its rows."""
    names = columns[:MOST_COLUMNS]
    if not names:
        return None
    code = engine.text(REVOKED)
    quoted = [engine.identifier(name) for name in names]
    sums = [f"sum(CASE WHEN {name} = {code} THEN 1 ELSE 0 END) AS c{n}" for n, name in enumerate(quoted)]
    found = rows(engine.query(f"SELECT {', '.join(sums)} FROM {relation}"))[0]
    counts = {name: int(found[f"c{n}"] or 0) for n, name in enumerate(names)}
    most = max(counts, key=lambda name: counts[name])
    return (most, counts[most]) if counts[most] else None


def _among_raters(engine: Engine, extra: Extra) -> Iterator[str]:
    """Tell of raters whose submission was not accepted, in a table of raters beside the ratings."""
    if extra.key != "rater":
        return
    relation = f"{extra.name}_rows"
    schema = engine.query(f"SELECT * FROM {relation} LIMIT 0").schema
    texts = [one.name for one in schema if str(one.type) in ("string", "large_string") and not one.name.startswith("@")]
    for name in (column for column in texts if is_status(column)):
        out = {value: count for value, count in _counts(engine, relation, name).items() if _is(value, OUT)}
        if out:
            yield worded(
                "Not accepted, and their ratings count: {raters} of {file} ({column}: {shown}). To leave them out, "
                "take their rows out of the ratings.",
                raters=counted(sum(out.values()), "rater"),
                file=extra.source,
                column=name,
                shown=", ".join(f"{value} {count:,}" for value, count in out.items()),
            )
    if revoked := _revoked(engine, relation, texts):
        yield worded(
            "Consent taken back ({code} in {column}), and their ratings count: {raters} of {file}. Take their rows out "
            "of the ratings before anything is published.",
            raters=counted(revoked[1], "rater"),
            file=extra.source,
            code=REVOKED,
            column=revoked[0],
        )
