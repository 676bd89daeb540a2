"""SurveyMonkey: two lines of headers, the question and its row or choice, then a line for each respondent.

A question with rows is a grid, whose rows are items; one with choices in columns of their own is one answer.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from alignmentcard.measurement.tables.adapters.export import Asked
from alignmentcard.measurement.tables.adapters.rows import Found, Held, empty
from alignmentcard.measurement.tables.adapters.survey import Column, Respondent, read_columns

TOOL = "SurveyMonkey"
IS_PROGRAM = True
RESPONDENT, COLLECTOR = (
    ("respondent id", "respondentid", "respondent_id"),
    ("collector id", "collectorid", "collector_id"),
)
OWN = frozenset({*RESPONDENT, *COLLECTOR, "start date", "end date", "date created", "date modified", "ip address",
                 "email address", "first name", "last name", "custom data", "custom data 1"})  # fmt: skip
ALONE = ("response", "open-ended response", "")
NAMELESS = re.compile(r"(column_\d+|Unnamed: ?\d+(_level_\d+)?)?")
"""How a column without a name is called by programs."""


def fits(data: Held) -> bool:
    """Say whether a table has the columns of SurveyMonkey, and a second line of headers."""
    names = {name.strip().lower() for name in data.header}
    ids = [name for name in data.header if name.strip().lower() in RESPONDENT]
    return bool(ids and names & set(COLLECTOR) and data.first) and empty(data.first[0].get(ids[0]))


def read(data: Held, asked: Asked) -> Found:
    """Yield the answers."""
    parts, *rows = data.records
    id_ = next(name for name in data.header if name.strip().lower() in RESPONDENT)
    people = [Respondent(row[id_] or f"response {number}") for number, row in enumerate(rows, start=1)]
    columns = [column for names in _questions(data.header) for column in _columns(names, parts, rows)]
    yield from read_columns(people, columns, asked)


def _questions(header: Sequence[str]) -> Iterator[list[str]]:
    """Yield the columns of each question: the first has its name, the others none."""
    found: list[list[str]] = []
    for name in header:
        if NAMELESS.fullmatch(name.strip()) and found:
            found[-1].append(name)
        else:
            found.append([name])
    return (names for names in found if names[0].strip().lower() not in OWN)


def _columns(names: list[str], parts: dict[str, Any], rows: Sequence[dict[str, Any]]) -> Iterator[Column]:
    question = names[0].strip()
    texts = {name: str(parts[name] or "").strip() for name in names}
    if len(names) > 1 and all(row[name] in ("", None, texts[name]) for row in rows for name in names):
        chosen = [[texts[name] for name in names if not empty(row[name])] for row in rows]
        yield Column(question, question, chosen)
        return
    for name in names:
        alone = texts[name].lower() in ALONE
        yield Column(question, question, [row[name] for row in rows], None if alone else texts[name])
