"""How each statistic is defined, for readers: `schema/statistics.yaml` as values, and why a number can be missing."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from alignmentcard.document import read
from alignmentcard.resources import folder

NO_INTERVAL = {
    "crossed": "items and raters would have to be drawn together",
    "many_raters": "more than ten raters",
    "many_pairs": "too many pairs to count for every draw",
    "repeats": "each of a rater's answers to an item counts",
    "one_rater": "all are by one rater",
    "few_items": "too few items",
    "few_defined": "not defined on most draws",
}
"""Why a number has no interval although intervals were asked for, by the name that stands in `measured.json`."""


@dataclass(frozen=True)
class Formula:
    """One number: its name, its formula, what the signs in it are, who defined it, and where it stands."""

    name: str
    formula: str
    where: str = ""
    source: str = ""
    stands: tuple[str, ...] = ()


@dataclass(frozen=True)
class Definition:
    """What is measured: the question that it answers, how to read the answer, and the formulas."""

    id: str
    title: str
    question: str
    reading: tuple[str, ...]
    formulas: tuple[Formula, ...] = ()
    stands: tuple[str, ...] = ()
    """Places in `measured.json`: of a dimension, or of the raters where they begin with `pool`."""


@cache
def definitions() -> tuple[Definition, ...]:
    """Return all definitions, in the order in which readers ask."""
    return tuple(map(_definition, read(folder("schema") / "statistics.yaml").data))


def _definition(data: Mapping[str, Any]) -> Definition:
    return Definition(
        data["id"],
        data["title"],
        data["question"],
        tuple(data["reading"]),
        tuple(Formula(**{**one, "stands": tuple(one.get("stands", ()))}) for one in data.get("formulas", ())),
        tuple(data.get("stands", ())),
    )
