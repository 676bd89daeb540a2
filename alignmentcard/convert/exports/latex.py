"""Card to an appendix of a paper in LaTeX: paragraphs with a head in bold, which fit one column and two.

Tables would need packages that the class of a paper may lack, and longtable does not work in two columns at all.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from alignmentcard.convert.ac_block import as_data
from alignmentcard.convert.exports.latex_text import MACROS
from alignmentcard.convert.exports.latex_text import latex as escaped
from alignmentcard.convert.prose.judges import MANY
from alignmentcard.convert.prose.names import name_of
from alignmentcard.convert.prose.prepared import said_of_all_before, with_names
from alignmentcard.convert.prose.silence import missing, unstated, without_point
from alignmentcard.convert.prose.subjects import spaced_id, spoken_of
from alignmentcard.convert.prose.values import in_sentences
from alignmentcard.convert.prose.words import STOPS, capital, counted, dated, ended, inside, licence
from alignmentcard.model import Card
from alignmentcard.model.fields import find
from alignmentcard.resources import tex_template
from alignmentcard.words import several

CODED = re.compile(r"[a-z]+[-_.\d]")
"""How names of models begin that are written small, such as gpt-4."""
HEAD = r"\section{Alignment card}"


@dataclass(frozen=True)
class Part:
    """A part of the appendix: paragraphs, each with its head, which is empty where the paragraph before has it."""

    title: str
    paragraphs: Sequence[tuple[str, str]]


def latex(card: Card) -> str:
    """Write the appendix; it compiles by itself and as a part of a paper."""
    written = tex_template("appendix.tex.j2", escaped).render(
        title=_stopped(card.dataset.title),
        intro=[text for text in (_numbers(card), ended(card.dataset.summary or "")) if text],
        parts=[part for part in _parts(dict(said_of_all_before(with_names(as_data(card))))) if part.paragraphs],
    )
    return written.replace(HEAD, f"{MACROS}\n{HEAD}", 1)


def _stopped(title: str) -> str:
    """Return a title as it begins a paragraph: as it is written, with one stop or the mark of its question."""
    return title if title.endswith(STOPS) else f"{title}."


def _numbers(card: Card) -> str:
    data = card.dataset
    told = [
        f"Version {data.version}" if data.version else "",
        f"published {dated(data.published)}" if data.published else "",
    ]
    told += [f"under {licence(data.license)}" if data.license else ""]
    told += [counted(data.items, "items") if data.items is not None else ""]
    told += [counted(data.ratings, "ratings") if data.ratings is not None else ""]
    text = ", ".join(filter(None, told))
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def _parts(data: dict[str, Any]) -> Iterator[Part]:
    yield Part("Purpose", list(_facts(data, "intent")))
    yield Part("What is judged", list(_facts(data, "framework")))
    yield Part("What was asked", list(_entries(data, "dimensions")))
    yield Part("Who judged", list(_entries(data, "pools")))
    yield Part("How answers were collected", list(_facts(data, "collection")))
    yield Part("Aggregation", list(_entries(data, "aggregation")))
    yield Part("Release", list(_facts(data, "release", without=("files",))))
    stated = list(_once(paragraph for name in STATISTICS for paragraph in _stated(data, name)))
    yield Part("Agreement and differences", stated)
    yield Part("What is not stated", [("", text) for text in unstated(missing(data))])
    yield Part("What does not arise", [("", text) for text in unstated(without_point(data))])


STATISTICS = ("agreement", "convergence", "consistency", "group_effects", "model_effects", "artefacts")


def _once(paragraphs: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield paragraphs, of which those with the same head have it once."""
    before = ""
    for head, text in paragraphs:
        yield "" if head == before else head, text
        before = head


def _facts(data: dict[str, Any], section: str, without: Sequence[str] = ()) -> Iterator[tuple[str, str]]:
    """Yield a paragraph for each field of a section that is filled."""
    known = find((section,))
    for name, value in data.get(section, {}).items():
        field = known.children.get(name) if known else None
        if (
            field
            and name not in without
            and value not in (None, [], {})
            and (told := in_sentences(field, value, spoken_of(data)))
        ):
            yield name_of(field), _below(name_of(field), told)


def _below(head: str, text: str) -> str:
    """Return a sentence as it stands below a head that it would repeat."""
    said_twice = re.match(rf"(?:On )?{re.escape(head)}[^:.]{{0,30}}: ", text, re.IGNORECASE)
    return capital(text[said_twice.end() :] if said_twice else text)


def _entries(data: dict[str, Any], section: str) -> Iterator[tuple[str, str]]:
    """Yield a paragraph for each entry of a list."""
    field = find((section,))
    for entry in data.get(section, []):
        rest = {name: value for name, value in entry.items() if name not in ("id", "name", "dimensions")}
        about = several(entry.get("dimensions", [])) or "all questions"
        model = inside(entry.get("model", {}).get("name", "")) if section == "pools" else ""
        known = model if model and not MANY.match(model) else spaced_id(entry.get("id", ""))
        name = known if model and CODED.match(known) else entry.get("name") or known or about
        head = name if (model and CODED.match(name)) or "://" in name else capital(name)
        if field:
            about_whom = spoken_of(data, entry if section == "dimensions" else None)
            about_whom = replace(about_whom, single=section == "pools" and entry.get("size") == 1)
            yield head, in_sentences(field, rest, about_whom) or "Nothing else is stated."


def _stated(data: dict[str, Any], name: str) -> Iterator[tuple[str, str]]:
    field = find(("statistics", name))
    for entry in data.get("statistics", {}).get(name, []):
        if field:
            yield name_of(field), in_sentences(field, entry)
