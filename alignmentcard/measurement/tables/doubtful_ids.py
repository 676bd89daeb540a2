"""Ids that may not be what they seem: look-alikes, totals, ids that a spreadsheet shortened.

Ids stay as they are, so these are told and never merged. Ids of people are not shown.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator

from alignmentcard.measurement.engine.engines import Engine
from alignmentcard.measurement.tables.telling import counted, word_for
from alignmentcard.messages import later
from alignmentcard.messages.retold import worded

MOST_ROWS = 200_000
"""Of larger tables ids are not compared with each other, which would take longer than reading them."""
TOTALS = frozenset(
    "total|totals|grand total|sub total|subtotal|sum|count|average|avg|mean|median|std|sd|stdev|st. dev.|std. dev.|"
    "standard deviation|variance|min|max|minimum|maximum|overall|kappa|cohen's kappa|alpha|agreement|% agreement|"
    "percent agreement|summe|gesamt|insgesamt|anzahl|mittelwert|durchschnitt|standardabweichung|somme|moyenne|suma|"
    "promedio|media|合計|平均|合计|总计|평균|합계|итого|среднее".split("|")
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
WHOSE = {"item": later("items"), "rater": later("raters")}
MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
MADE_DATES = re.compile(rf"\d{{1,2}}-({MONTHS})|({MONTHS})-\d{{1,2}}", re.IGNORECASE)


def doubts(engine: Engine, relation: str, *, rater: bool, apart: Collection[str] = ()) -> Iterator[str]:
    """Tell of ids of items, and of raters where there are, that may not be what they seem or are not there.

    Raters `apart`, in whatever capitals, are known not to be people and do not count as raters.
    """
    roles = ("item", "rater") if rater else ("item",)
    fields = ", ".join(f"CAST({role} AS STRING) AS {role}" for role in roles)
    if (
        engine.query(f"SELECT 1 AS one FROM {relation} WHERE value IS NOT NULL LIMIT {MOST_ROWS + 1}").num_rows
        > MOST_ROWS
    ):
        return  # which is known sooner than their ids
    found = engine.query(f"SELECT {fields} FROM {relation} WHERE value IS NOT NULL")
    known = {name.lower() for name in apart}
    for role in roles:
        ids = sorted(one for one in found.column(role).unique().to_pylist() if one is not None)
        ids = ids if role == "item" else [one for one in ids if one.lower() not in known]
        yield from _alike(role, ids)
        yield from _totals(role, ids)
        yield from _from_spreadsheets(role, ids)
    yield from _models(ids if rater else ())
    nobody = found.column("rater").null_count if rater else 0
    if nobody:
        yield worded(
            "{answers} without a rater: each counts as if it were by somebody else.", answers=counted(nobody, "answer")
        )


def _alike(role: str, ids: Collection[str]) -> Iterator[str]:
    groups: dict[str, int] = {}
    for one in ids:
        bare = _bare(one)
        groups[bare] = groups.get(bare, 0) + 1
    alike = sum(number for number in groups.values() if number > 1)
    if alike:
        ids = counted(alike, "id")
        yield (
            worded(
                "{ids} of items differ from another one only in capitals, blanks, leading zeros or the way in which "
                "accents are stored, and count as different items. If they are one, write them in one way and measure "
                "again.",
                ids=ids,
            )
            if role == "item"
            else worded(
                "{ids} of raters differ from another one only in capitals, blanks, leading zeros or the way in which "
                "accents are stored, and count as different raters. If they are one, write them in one way and measure "
                "again.",
                ids=ids,
            )
        )


def _bare(text: str) -> str:
    """Write an id without what tells look-alikes apart."""
    bare = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    return bare.lstrip("0") or "0" if bare.isdecimal() else bare


def is_total(item: str) -> bool:
    """Say whether an item is called as a row that sums up others."""
    return item.strip(" :").casefold() in TOTALS


def _totals(role: str, ids: Collection[str]) -> Iterator[str]:
    names = TOTALS if role == "item" else NOT_PEOPLE
    found = [one for one in ids if one.strip(" :").casefold() in names]
    for one in found:
        yield (
            worded(
                "“{id}” counts as an item. If it sums up others, take its rows out of the table and measure again.",
                id=one,
            )
            if role == "item"
            else worded(
                "“{id}” counts as a rater. If it sums up others, take the rows of “{id}” out of the table and measure "
                "again.",
                id=one,
            )
        )


def _models(raters: Collection[str]) -> Iterator[str]:
    """Tell of models among people."""
    models = sorted(one for one in raters if MODELS.fullmatch(one.strip()))
    if models and len(models) < len(raters):
        names = ", ".join(f"“{one}”" for one in models[:5])
        yield word_for(
            len(models),
            worded(
                "{names} looks like a model and counts as a rater beside the others. If agreement is to be that of "
                "people, take these rows out and measure again.",
                names=names,
            ),
            worded(
                "{names} look like models and count as raters beside the others. If agreement is to be that of people, "
                "take these rows out and measure again.",
                names=names,
            ),
        )


def _from_spreadsheets(role: str, ids: Collection[str]) -> Iterator[str]:
    shortened = [one for one in ids if SHORTENED.fullmatch(one)]
    if shortened and len(shortened) > len(ids) / 2:
        yield word_for(
            len(shortened),
            worded(
                "{ids} of {whose} is a number such as 1.23457E+17, into which spreadsheets and programs turn long ids: "
                "different ids may have become one. Export the table again with ids as text.",
                ids=counted(len(shortened), "id"),
                whose=worded(WHOSE[role]),
            ),
            worded(
                "{ids} of {whose} are numbers such as 1.23457E+17, into which spreadsheets and programs turn long ids: "
                "different ids may have become one. Export the table again with ids as text.",
                ids=counted(len(shortened), "id"),
                whose=worded(WHOSE[role]),
            ),
        )
    dates = [one for one in ids if MADE_DATES.fullmatch(one)]
    if dates:
        yield word_for(
            len(dates),
            worded(
                "{ids} of {whose} looks like a date such as 3-Mar, into which spreadsheets turn ids such as 3-3 and "
                "MAR3. Export the table again with ids as text.",
                ids=counted(len(dates), "id"),
                whose=worded(WHOSE[role]),
            ),
            worded(
                "{ids} of {whose} look like a date such as 3-Mar, into which spreadsheets turn ids such as 3-3 and "
                "MAR3. Export the table again with ids as text.",
                ids=counted(len(dates), "id"),
                whose=worded(WHOSE[role]),
            ),
        )
