"""INCEpTION: the CSV of differences of its agreement page, with a column for each user.

A row is a position in a document, a layer and a feature. Users without a mark there have `<no annotation>`, marks
without a label `<no label>`. Positions where somebody made several marks are `STACKED`; INCEpTION leaves them out.
"""

from alignmentcard.measurement.tables.adapters.export import Asked
from alignmentcard.measurement.tables.adapters.rows import Answer, Aside, Found, Held, Note, empty
from alignmentcard.messages import later
from alignmentcard.messages.retold import worded

TOOL = "INCEpTION"
IS_PROGRAM = True
FIXED = ("type", "collection", "document", "layer", "feature", "position")
STATUS = "status"
NO_MARK, NO_LABEL = later("no annotation"), later("annotation without a label")
STACKED = later("several marks at one place")
MISSING = {"<no annotation>": NO_MARK, "<no label>": NO_LABEL}
CURATOR = "CURATION_USER"


def fits(data: Held) -> bool:
    """Say whether a file looks like an export."""
    return tuple(name.strip().lower() for name in data.header[: len(FIXED)]) == FIXED


def read(data: Held, asked: Asked) -> Found:
    """Yield the answers; which columns are users is told."""
    users = _users(data)
    yield Note(worded("Columns of raters are: {columns}.", columns=", ".join(users[:12])))
    _, collection, document, layer, feature, position = data.header[: len(FIXED)]
    places = {(row[layer], row[feature]) for row in data.records}
    features = {name for _, name in places}
    for row in data.records:
        item = "|".join(part for part in (row[collection], row[document], row[position]) if part)
        name = row[feature] if len(features) == len(places) else f"{row[layer].rpartition('.')[2]}.{row[feature]}"
        stacked = "STACKED" in row.get(_status(data), "")
        for user in users:
            value = row[user].strip()
            if empty(value) or value in MISSING:
                yield Aside(MISSING.get(value, NO_MARK))
            else:
                yield Aside(STACKED) if stacked else Answer(item, user, name, value, label=row.get(CURATOR) or None)


def _users(data: Held) -> list[str]:
    return [name for name in data.header[len(FIXED) :] if name.strip().lower() != STATUS and name != CURATOR]


def _status(data: Held) -> str:
    return next((name for name in data.header if name.strip().lower() == STATUS), "")
