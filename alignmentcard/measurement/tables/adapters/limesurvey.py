"""LimeSurvey: a row for each response, its own columns first; rows of an array stand behind the question, `q[1]`.

Responses without a date of submission are unfinished, and set aside.
"""

import re

from alignmentcard.measurement.tables.adapters.export import Asked
from alignmentcard.measurement.tables.adapters.rows import Aside, Found, Held, empty
from alignmentcard.measurement.tables.adapters.survey import Column, Respondent, read_columns
from alignmentcard.messages import later

TOOL = "LimeSurvey"
IS_PROGRAM = True
IDS, SUBMITTED = ("response id", "id"), ("date submitted", "submitdate")
OWN = frozenset({*IDS, *SUBMITTED, "last page", "lastpage", "start language", "startlanguage", "seed", "date started",
                 "startdate", "date last action", "datestamp", "ip address", "ipaddr", "referrer url", "refurl",
                 "token", "access code", "total time", "interviewtime"})  # fmt: skip
SIGNS = ({"last page", "start language"}, {"lastpage", "startlanguage"})
ARRAY = re.compile(r"(?P<question>.*?)\s*\[(?P<row>[^\]]+)\]\s*", re.DOTALL)
UNFINISHED = later("unfinished response")


def fits(data: Held) -> bool:
    """Say whether a file looks like an export."""
    names = {name.strip().strip(".").lower() for name in data.header}
    return any(names >= signs for signs in SIGNS)


def read(data: Held, asked: Asked) -> Found:
    """Yield the answers."""
    own = {name.strip().strip(".").lower(): name for name in data.header}
    id_, submitted = (next((own[name] for name in names if name in own), "") for names in (IDS, SUBMITTED))
    questions = [name for name in data.header if name.strip().strip(".").lower() not in OWN]
    rows = []
    for row in data.records:
        if submitted and empty(row[submitted]):
            yield Aside(UNFINISHED, sum(not empty(row[name]) for name in questions) or 1)
        else:
            rows.append(row)
    people = [Respondent(row.get(id_) or f"response {n}", row.get(submitted)) for n, row in enumerate(rows, start=1)]
    yield from read_columns(people, [_column(name, [row[name] for row in rows]) for name in questions], asked)


def _column(name: str, answers: list[str]) -> Column:
    array = ARRAY.fullmatch(name)
    question = array["question"] if array else name.strip()
    return Column(question, question, answers, array["row"] if array else None)
