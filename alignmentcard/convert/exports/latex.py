"""Card to an appendix of a paper in LaTeX: tables of the place, questions, people, disagreement, release, numbers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from alignmentcard.convert.ac_block import as_data
from alignmentcard.convert.exports.latex_text import latex as escaped
from alignmentcard.convert.sentences import NAMES, said
from alignmentcard.coordinates import derive
from alignmentcard.model import Card
from alignmentcard.model.base import Vocabulary
from alignmentcard.model.fields import Field, find
from alignmentcard.resources import tex_template

ROOM = 3000
"""Characters in a cell as wide as the page that still leave room on a page; longer texts go below the table."""
FACTS = ("What", "Answer"), (0.24, 0.76)
ASKED = ("Dimension", "Raters were asked", "Told to raters", "Answers"), (0.2, 0.32, 0.28, 0.2)
STATED = ("Number", "Value", "Interval", "Computed on", "Note"), (0.28, 0.1, 0.16, 0.16, 0.3)
GAPS = ("Field", "Why it is empty", "Note"), (0.3, 0.3, 0.4)
"""Heads and widths."""


@dataclass(frozen=True)
class Table:
    """A table of the appendix; `widths` are shares of the width of a line."""

    title: str
    heads: tuple[str, ...]
    widths: tuple[float, ...]
    rows: Sequence[tuple[str, ...]]
    none: str
    notes: Sequence[str] = ()
    starts: str = ""
    """The first cell of rows that begin a new group."""


def latex(card: Card) -> str:
    """Write the appendix; it compiles by itself and as a part of a paper."""
    return tex_template("appendix.tex.j2", escaped).render(
        title=card.dataset.title.rstrip("."),
        intro=[text for text in (_numbers(card), card.dataset.summary) if text],
        tables=[_with_notes(table) for table in _tables(card)],
    )


def _numbers(card: Card) -> str:
    data = card.dataset
    told = [f"Version {data.version}" if data.version else "", f"published {data.published}" if data.published else ""]
    told += [f"licence {data.license}" if data.license else ""]
    told += [f"{data.items} items" if data.items is not None else ""]
    told += [f"{data.ratings} ratings" if data.ratings is not None else ""]
    text = ", ".join(filter(None, told))
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def _tables(card: Card) -> Iterator[Table]:
    data = as_data(card)
    place = [*_facts(data, "framework"), *_derived(card)]
    yield Table("Place in the framework", *FACTS, place, "The card does not say where the data stands.")
    yield Table("What raters were asked", *ASKED, list(_asked(data)), "The card names no dimension.")
    people = [row for pool in data.get("pools", []) for row in _entry("pools", pool, "Pool")]
    yield Table("Who judged", *FACTS, people, "The card names no pool of raters.", starts="Pool")
    how = list(_facts(data, "collection"))
    yield Table("How people were asked", *FACTS, how, "The card does not say how people were asked.")
    combined = [row for one in data.get("aggregation", []) for row in _entry("aggregation", one, "Aggregation")]
    disagreement = [*_facts(data, "intent"), *combined]
    none = "The card does not say what disagreement means."
    yield Table("Purpose and disagreement", *FACTS, disagreement, none, starts="Aggregation")
    yield Table("Release", *FACTS, list(_facts(data, "release", without=("files",))), "Nothing is said of the release.")
    yield Table("What the authors state", *STATED, list(_stated(card)), "The authors state no coefficient.")
    yield Table("Gaps", *GAPS, list(_gaps(card)), "The card lists no gaps.")


def _facts(data: dict[str, Any], section: str, without: Sequence[str] = ()) -> Iterator[tuple[str, str]]:
    """Yield a row for each field of a section that is filled."""
    known = find((section,))
    for name, value in data.get(section, {}).items():
        field = known.children.get(name) if known else None
        if field and name not in without and value not in (None, [], {}):
            yield _label(field), _said(field, value)


def _entry(section: str, entry: dict[str, Any], title: str) -> Iterator[tuple[str, str]]:
    """Yield the rows for one entry of a list, the first with its name."""
    known = find((section,))
    yield title, entry.get("id") or ", ".join(entry.get("dimensions", [])) or "all dimensions"
    for name, value in entry.items():
        field = known.children.get(name) if known else None
        if field and name not in ("id", "dimensions") and value not in (None, [], {}):
            yield _label(field), _said(field, value)


def _said(field: Field, value: Any) -> str:
    if field.shape == "list" and field.type == "record":
        return "; ".join(said(field, one) for one in value)
    return said(field, value)


def _derived(card: Card) -> Iterator[tuple[str, str]]:
    place = derive(card)
    across = f"{place.x:g} from broad (0) to specific (1)" if place.x is not None else ""
    up = f"{place.y:g} from descriptive (0) to prescriptive (1)" if place.y is not None else ""
    if across or up:
        yield "Derived place", ", ".join(filter(None, [across, up]))


def _asked(data: dict[str, Any]) -> Iterator[tuple[str, ...]]:
    known = find(("dimensions",))
    for one in data.get("dimensions", []):
        told = (one.get("definition", {}).get("text"), *_parts(known, one, "subjectivity"))
        asked = (one.get("asks"), *_parts(known, one, "feedback"))
        yield one.get("name", one["id"]), _joined(asked), _joined(told), _joined(_parts(known, one, "scale"))


def _parts(known: Field | None, entry: dict[str, Any], *names: str) -> Iterator[str]:
    for name in names:
        if known and entry.get(name):
            yield _said(known.children[name], entry[name])


def _joined(texts: Sequence[str | None] | Iterator[str]) -> str:
    told = (text if text.endswith((".", "?", "!")) else f"{text}." for text in texts if text)
    return " ".join(f"{text[:1].upper()}{text[1:]}" for text in told) or "Not stated."


def _stated(card: Card) -> Iterator[tuple[str, ...]]:
    names = {one.id: one.name or one.id for one in card.dimensions}
    for one in card.statistics.agreement:
        on = [f"{one.items} items" if one.items else "", f"{one.raters} raters" if one.raters else ""]
        what = _of(names, one.dimension, one.metric.replace("_", " "))
        interval = _interval(one.low, one.high, one.confidence)
        yield what, f"{one.value:g}", interval, ", ".join(filter(None, on)), one.note or ""
    for effect in card.statistics.group_effects:
        between = " less ".join(effect.groups) or effect.axis
        what = _of(names, effect.dimension, f"{between}{f' in {effect.metric}' if effect.metric else ''}")
        unit = f" {effect.unit.replace('_', ' ')}" if effect.unit else ""
        interval = _interval(effect.low, effect.high, None)
        yield what, f"{effect.value:g}{unit}", interval, effect.axis, effect.note or ""


def _of(names: dict[str, str], dimension: str | None, what: str) -> str:
    return f"{names.get(dimension, dimension)}: {what}" if dimension else what


def _interval(low: float | None, high: float | None, confidence: float | None) -> str:
    if low is None or high is None:
        return "not stated"
    return f"{low:g} to {high:g}" + (f" ({100 * confidence:g}%)" if confidence else "")


def _gaps(card: Card) -> Iterator[tuple[str, ...]]:
    reason = find(("gaps", "*", "reason"))
    words: Vocabulary | None = reason.vocabulary if reason else None
    for gap in card.gaps:
        meaning = words.terms[gap.reason].definition if words else ""
        yield gap.field, meaning, gap.note or ""


def _label(field: Field) -> str:
    text = NAMES.get(field.path, field.name.replace("_", " "))
    return text[:1].upper() + text[1:]


def _with_notes(table: Table) -> Table:
    """Move texts that would be longer than a page of their column below the table."""
    notes: list[str] = []

    def fitted(cell: str, width: float) -> str:
        if len(cell) <= ROOM * width:
            return cell
        notes.append(cell)
        return f"See note {len(notes)} below the table."

    rows = [tuple(fitted(cell, width) for cell, width in zip(row, table.widths, strict=True)) for row in table.rows]
    return replace(table, rows=rows, notes=notes)
