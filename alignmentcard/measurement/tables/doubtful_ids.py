"""Ids that may not be what they seem: look-alikes, totals, ids that a spreadsheet shortened.

Ids stay as they are, so these are told and never merged. Ids of people are not shown.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator

from alignmentcard.measurement.engine.engines import Engine
from alignmentcard.measurement.tables.telling import counted, word_for

MOST_ROWS = 200_000
"""Of larger tables ids are not compared with each other, which would take longer than reading them."""
TOTALS = frozenset(
    "total|totals|grand total|sub total|subtotal|sum|average|avg|mean|median|std|overall|summe|gesamt|mittelwert|somme|"
    "moyenne|suma|promedio|media|合計|平均|kappa|cohen's kappa|alpha|agreement|% agreement|percent agreement".split("|")
)
NOT_PEOPLE = (
    frozenset(
        "gold|gold standard|gold label|majority|majority vote|majority label|consensus|aggregate|aggregated|final|"
        "adjudicated|adjudication|ground truth".split("|")
    )
    | TOTALS
)
MODELS = re.compile(
    r"(chat)?gpt\W?\d?.*|claude\W?.*|(meta\W)?llama\W?\d?.*|gemini\W.*|gemini|gemma.*|mi[sx]tral.*|qwen.*|deepseek.*|grok.*"
    r"|llm\W?.*|command\Wr.*",
    re.IGNORECASE,
)
SHORTENED = re.compile(r"\d(\.\d+)?[eE]\+?\d{2,}")
MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
MADE_DATES = re.compile(rf"\d{{1,2}}-({MONTHS})|({MONTHS})-\d{{1,2}}", re.IGNORECASE)


def doubts(engine: Engine, relation: str, *, rater: bool) -> Iterator[str]:
    """Tell of ids of items, and of raters where there are, that may not be what they seem or are not there."""
    roles = ("item", "rater") if rater else ("item",)
    fields = ", ".join(f"CAST({role} AS STRING) AS {role}" for role in roles)
    if (
        engine.query(f"SELECT 1 AS one FROM {relation} WHERE value IS NOT NULL LIMIT {MOST_ROWS + 1}").num_rows
        > MOST_ROWS
    ):
        return  # which is known sooner than their ids
    found = engine.query(f"SELECT {fields} FROM {relation} WHERE value IS NOT NULL")
    for role in roles:
        ids = sorted(one for one in found.column(role).unique().to_pylist() if one is not None)
        yield from _alike(role, ids)
        yield from _totals(role, ids)
        yield from _from_spreadsheets(role, ids)
    yield from _models(found.column("rater").unique().to_pylist() if rater else ())
    nobody = found.column("rater").null_count if rater else 0
    if nobody:
        yield f"{counted(nobody, 'answer')} without a rater: each counts as if it were by somebody else."


def _alike(role: str, ids: Collection[str]) -> Iterator[str]:
    groups: dict[str, int] = {}
    for one in ids:
        bare = _bare(one)
        groups[bare] = groups.get(bare, 0) + 1
    alike = sum(number for number in groups.values() if number > 1)
    if alike:
        yield (
            f"{counted(alike, 'id')} of {role}s differ from another one only in capitals, blanks, leading zeros or the "
            f"way in which accents are stored, and count as different {role}s. If they are one, write them in one way "
            "and measure again."
        )


def _bare(text: str) -> str:
    """Write an id without what tells look-alikes apart."""
    bare = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    return bare.lstrip("0") or "0" if bare.isdecimal() else bare


def _totals(role: str, ids: Collection[str]) -> Iterator[str]:
    names = TOTALS if role == "item" else NOT_PEOPLE
    found = [one for one in ids if one.strip(" :").casefold() in names]
    for one in found:
        advice = "take its rows out of the table" if role == "item" else f"take the rows of “{one}” out of the table"
        yield f"“{one}” counts as {_with_article(role)}. If it sums up others, {advice} and measure again."


def _models(raters: Collection[str | None]) -> Iterator[str]:
    """Tell of models among people."""
    models = sorted(one for one in raters if one is not None and MODELS.fullmatch(one.strip()))
    if models and len(models) < sum(one is not None for one in raters):
        what = word_for(len(models), "looks like a model and counts as a rater", "look like models and count as raters")
        yield (
            f"{', '.join(f'“{one}”' for one in models[:5])} {what} beside the others. If agreement is to be that of "
            "people, take these rows out and measure again."
        )


def _with_article(role: str) -> str:
    return "an item" if role == "item" else "a rater"


def _from_spreadsheets(role: str, ids: Collection[str]) -> Iterator[str]:
    shortened = [one for one in ids if SHORTENED.fullmatch(one)]
    if shortened and len(shortened) > len(ids) / 2:
        yield (
            f"{counted(len(shortened), 'id')} of {role}s {word_for(len(shortened), 'is a number', 'are numbers')} such "
            "as 1.23457E+17, into which spreadsheets and programs turn long ids: different ids may have become one. "
            "Export the table again with ids as text."
        )
    dates = [one for one in ids if MADE_DATES.fullmatch(one)]
    if dates:
        yield (
            f"{counted(len(dates), 'id')} of {role}s {word_for(len(dates), 'looks', 'look')} like a date such as 3-Mar"
            ", into which spreadsheets turn ids such as 3-3 and MAR3. Export the table again with ids as text."
        )
