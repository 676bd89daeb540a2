"""Qualtrics: three rows of headers (names, questions, ImportId), then a row for each response.

Previews, tests, spam and unfinished responses are set aside. A matrix (QID2_1, QID2_2) is a grid, a loop (1_QID3) the
same question about several items; choices in columns of their own are one answer. Times, orders of display and typed
texts are no answers. The rater is an id that a panel passes on (such as PROLIFIC_PID), else the response.
"""

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from alignmentcard.measurement.tables.adapters.export import Asked
from alignmentcard.measurement.tables.adapters.rows import FREE_TEXT, Aside, Found, Held, empty
from alignmentcard.measurement.tables.adapters.survey import Column, Respondent, read_columns
from alignmentcard.measurement.tables.columns import NAMES, find_column
from alignmentcard.messages import later

TOOL = "Qualtrics"
IS_PROGRAM = True
IMPORT = "ImportId"
PANEL = ("prolific_pid", "prolific_id", "prolificid", "prolificpid", "workerid", "worker_id", "mturkcode_worker",
         "participant_id", "participantid", "pid", *NAMES["rater"])  # fmt: skip
NOT_REAL = ("survey preview", "survey test", "spam", "1", "2", "8", "9", "12", "17", "40")
TIMES = ("FIRST_CLICK", "LAST_CLICK", "PAGE_SUBMIT", "CLICK_COUNT")
TEST, UNFINISHED = later("preview or test response"), later("unfinished response")
TIMING, DISPLAY = later("time on a page"), later("order of display")
QUESTION = re.compile(r"(?:(?P<loop>\d+)_)?(?P<qid>QID\d+)(?:[_#](?P<rest>.+))?")


def fits(data: Held) -> bool:
    """Say whether a file looks like an export."""
    return any(IMPORT in str(cell) and _import_id(cell) for record in data.first[:3] for cell in record.values())


def read(data: Held, asked: Asked) -> Found:
    """Yield the answers."""
    rows = data.records
    third = next(number for number, row in enumerate(rows[:3]) if any(_import_id(cell) for cell in row.values()))
    ids = {name: _import_id(rows[third].get(name)) for name in data.header}
    texts = rows[third - 1] if third else {}
    answered, kept = rows[third + 1 :], []
    questions = {name: found for name, id_ in ids.items() if (found := QUESTION.fullmatch(id_.get(IMPORT, "")))}
    for row in answered:
        reason = _left_out(row, ids)
        if reason:
            yield Aside(reason, sum(not empty(row[name]) for name in questions) or 1)
        else:
            kept.append(row)
    yield from _no_answers(kept, questions)
    columns = list(_columns(kept, questions, ids, texts))
    yield from read_columns(_respondents(kept, ids), columns, asked)


def _import_id(cell: Any) -> dict[str, str]:
    """Read the third header: {"ImportId": "QID1", "choiceId": "2"}."""
    try:
        found = json.loads(cell) if isinstance(cell, str) and cell.startswith("{") else None
    except json.JSONDecodeError:
        return {}
    return found if isinstance(found, dict) and IMPORT in found else {}


def _named(ids: dict[str, dict[str, str]], *wanted: str) -> str:
    """Return the column of a field of Qualtrics itself."""
    return next((name for name, id_ in ids.items() if id_.get(IMPORT, "").lower() in wanted), "")


def _left_out(row: dict[str, Any], ids: dict[str, dict[str, str]]) -> str | None:
    if row.get(_named(ids, "status"), "").strip().lower() in NOT_REAL:
        return TEST
    return UNFINISHED if row.get(_named(ids, "finished"), "").strip().lower() in ("false", "0") else None


def _kind(found: "re.Match[str]") -> str | None:
    """Say what a column of a question is that is no answer."""
    rest = (found["rest"] or "").upper()
    if rest.endswith("TEXT"):
        return FREE_TEXT
    if rest.endswith(TIMES):
        return TIMING
    return DISPLAY if rest == "DO" or rest.startswith("DO_") or rest.endswith("_DO") else None


def _no_answers(rows: Sequence[dict[str, Any]], questions: dict[str, "re.Match[str]"]) -> Iterator[Aside]:
    for name, found in questions.items():
        reason, count = _kind(found), sum(not empty(row[name]) for row in rows)
        if reason and count:
            yield Aside(reason, count)


def _columns(
    rows: Sequence[dict[str, Any]],
    questions: dict[str, "re.Match[str]"],
    ids: dict[str, dict[str, str]],
    texts: dict[str, str],
) -> Iterator[Column]:
    """Yield the questions; rows of a matrix and passes of a loop are parts, choices in own columns are one answer."""
    together: dict[tuple[str, str, bool], list[str]] = {}
    for name, found in questions.items():
        if _kind(found) is None:
            key = (found["loop"] or "", found["qid"], "choiceId" in ids[name])
            together.setdefault(key, []).append(name)
    for (loop, _, choices), names in together.items():
        if choices:
            chosen = [[str(row[name]) for name in names if not empty(row[name])] for row in rows]
            yield Column(_stem(names[0], loop), texts.get(names[0], ""), chosen, loop or None)
            continue
        for name in names:
            rest = questions[name]["rest"] if len(names) > 1 else None
            yield _single(name, [row[name] for row in rows], texts.get(name, ""), loop, rest)


def _single(name: str, answers: list[str], text: str, loop: str, rest: str | None) -> Column:
    """Return a column as a question; `rest` is the number of a row in a matrix, whose text ends with the statement."""
    question, dash, statement = text.rpartition(" - ")
    part = "|".join(one for one in (loop, (statement if dash else rest) if rest else None) if one)
    return Column(_stem(name, loop) if part else name, question if rest and dash else text, answers, part or None)


def _stem(name: str, loop: str) -> str:
    """Return the name of a question without the number of a pass and that of a row or choice."""
    return re.sub(r"_\d+$", "", name.removeprefix(f"{loop}_") if loop else name)


def _respondents(rows: Sequence[dict[str, Any]], ids: dict[str, dict[str, str]]) -> list[Respondent]:
    own = [name for name, id_ in ids.items() if not QUESTION.fullmatch(id_.get(IMPORT, ""))]
    embedded = [name for name in own if ids[name].get(IMPORT) not in ("_recordId", "status", "finished", "progress")]
    filled = [name for name in embedded if rows and all(not empty(row[name]) for row in rows)]
    panel = find_column(filled, PANEL) or _named(ids, "_recordid", "responseid")
    item = find_column(filled, NAMES["item"]) or ""
    time = _named(ids, "recordeddate", "enddate")
    return [
        Respondent(row.get(panel) or f"response {number}", row.get(time) or None, row.get(item) or None)
        for number, row in enumerate(rows, start=1)
    ]
