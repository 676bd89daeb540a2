"""Toloka: the table of assignments (TSV), with columns `INPUT:…`, `OUTPUT:…`, `GOLDEN:…` and `ASSIGNMENT:…`.

Each output is a dimension. Rejected, skipped and expired assignments are set aside, and so are control tasks, whose
right answer stands under `GOLDEN:…`.
"""

from alignmentcard.measurement.tables.adapters.export import Asked
from alignmentcard.measurement.tables.adapters.rows import ATTENTION, CANCELLED, Answer, Aside, Found, Held, content_of
from alignmentcard.measurement.tables.adapters.rows import empty as is_empty
from alignmentcard.messages import later

TOOL = "Toloka"
IS_PROGRAM = True
INPUT, OUTPUT, GOLDEN = "INPUT:", "OUTPUT:", "GOLDEN:"
WORKER, TASK, STATUS = "ASSIGNMENT:worker_id", "ASSIGNMENT:task_id", "ASSIGNMENT:status"
REASONS = {"REJECTED": later("rejected assignment"), "SKIPPED": CANCELLED, "EXPIRED": CANCELLED, "ACTIVE": CANCELLED}


def fits(data: Held) -> bool:
    """Say whether a file looks like a table of assignments."""
    return WORKER in data.header and any(name.startswith(OUTPUT) for name in data.header)


def read(data: Held, asked: Asked) -> Found:
    """Yield the answers."""
    inputs, outputs, golden = ([name for name in data.header if name.startswith(start)]
                               for start in (INPUT, OUTPUT, GOLDEN))  # fmt: skip
    for number, row in enumerate(data.records):
        control = any(not is_empty(row[name]) for name in golden)
        reason = REASONS.get(row.get(STATUS, "").strip().upper()) or (ATTENTION if control else None)
        if reason:
            yield Aside(reason, len(outputs))
            continue
        shown = [row[name] for name in inputs]
        item = row.get(TASK) or " | ".join(shown) or data.row(number)
        for name in outputs:
            yield Answer(item, row[WORKER], name.removeprefix(OUTPUT), row[name], content=content_of(shown))
