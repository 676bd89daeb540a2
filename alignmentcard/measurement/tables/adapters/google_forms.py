"""Google Forms: a time, often an e-mail address, and a column for each question; a grid has `Question [row]`."""

import re
from typing import Any

from alignmentcard.measurement.tables.adapters.export import Asked
from alignmentcard.measurement.tables.adapters.rows import Found, Held, empty
from alignmentcard.measurement.tables.adapters.survey import Column, Respondent, read_columns
from alignmentcard.measurement.tables.columns import NAMES, find_column

TOOL = "Google Forms"
IS_PROGRAM = True
TIMES = (
    *("timestamp", "zeitstempel", "horodateur", "marca temporal", "carimbo de data/hora", "informazioni cronologiche"),
    *("tijdstempel", "sygnatura czasowa", "отметка времени", "zaman damgası", "tidsstämpel", "tidsstempel"),
    *("aikaleima", "タイムスタンプ", "时间戳记", "타임스탬프"),
)
PEOPLE = ("email", "e-mail", "mail", "correo", "username", "nutzername", "adresse e")
GRID = re.compile(r"(?P<question>.*?)\s*\[(?P<row>[^\]]+)\]\s*", re.DOTALL)
MOMENT = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}.*\d{1,2}:\d\d")
POINTS = re.compile(r"\s*\[(score|feedback)\]\s*$", re.IGNORECASE)


def fits(data: Held) -> bool:
    """Say whether a file looks like the answers to a form."""
    if len(data.header) < 2 or data.header[0].strip().lower() not in TIMES:
        return False
    if any(find_column(data.header[1:], NAMES[role]) for role in ("item", "rater")):
        return False  # a log of ratings may begin with a time, too
    times = [str(record[data.header[0]]) for record in data.first]
    return bool(times) and all(MOMENT.search(time) for time in times if not empty(time))


def read(data: Held, asked: Asked) -> Found:
    """Yield the answers."""
    time, *names = data.header
    person = next((name for name in names[:2] if name.strip().lower().startswith(PEOPLE)), None)
    rows = data.records
    people = [
        Respondent((person and row[person]) or f"response {number}", row[time] or None)
        for number, row in enumerate(rows, start=1)
    ]
    columns = [_column(name, rows) for name in names if name != person and not POINTS.search(name)]
    yield from read_columns(people, columns, asked)


def _column(name: str, rows: list[dict[str, Any]]) -> Column:
    grid = GRID.fullmatch(name)
    answers = [row[name] for row in rows]
    question = grid["question"] if grid else name.strip()
    return Column(question, question, answers, grid["row"] if grid else None)
