"""Completeness of cards as text, JSON and Markdown: what a venue reads before it reads the card."""

import json
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import Any

from alignmentcard.messages import _n
from alignmentcard.profiles.completeness import STATES, Answer, Completeness, Place
from alignmentcard.report.markdown import escaped
from alignmentcard.report.text import visible

FORMAT = 1
MARKS = {"answered": "yes", "gap": "gap", "open": "OPEN", "not asked": "-"}


def as_text(checked: Iterable[Completeness]) -> Iterator[str]:
    """Yield a line for each card and profile, then its questions, the fields that are open or gaps below them."""
    for held in checked:
        yield f"{visible(held.file)}, {held.profile.title or held.profile.name}: {verdict(held)}"
        for section, answers in groupby(held.answers, key=lambda answer: answer.question.section):
            if section:
                yield f"\n  {section}"
            for answer in answers:
                yield f"  {MARKS[answer.state]:<5} {answer.question.text}"
                yield from (f"          {line}" for line in map(_state_in_words, answer.places) if line)
        yield ""


def as_json(checked: Iterable[Completeness]) -> Iterator[str]:
    """Yield one JSON document, in a shape that is versioned by `format`."""
    yield json.dumps({"format": FORMAT, "cards": [_record(held) for held in checked]}, ensure_ascii=False, indent=2)


def as_markdown(checked: Iterable[Completeness]) -> Iterator[str]:
    """Yield a table for each card and profile, ready for an appendix or a pull request."""
    for held in checked:
        yield f"## {escaped(held.profile.title or held.profile.name)}: {escaped(held.file)}\n"
        yield f"{verdict(held)}\n"
        for section, answers in groupby(held.answers, key=lambda answer: answer.question.section):
            if section:
                yield f"**{escaped(section)}**\n"
            yield "| question | answer | where |"
            yield "| --- | --- | --- |"
            for answer in answers:
                where = "<br>".join(_cell(place) for place in answer.places)
                yield f"| {escaped(answer.question.text)} | {MARKS[answer.state]} | {where} |"
            yield ""


def overview_as_text(checked: Iterable[Completeness]) -> Iterator[str]:
    """Yield one line for each card and profile."""
    held_to = list(checked)
    width = max((len(held.profile.name) for held in held_to), default=0)
    for file, group in groupby(held_to, key=lambda held: held.file):
        yield visible(file)
        yield from (f"  {held.profile.name:<{width}}  {verdict(held)}" for held in group)


def overview_as_markdown(checked: Iterable[Completeness]) -> Iterator[str]:
    """Yield one table with a row for each card and profile."""
    yield "| card | profile | questions | answered | gaps | open |"
    yield "| --- | --- | ---: | ---: | ---: | ---: |"
    for held in checked:
        counts = " | ".join(str(held.count(state)) for state in STATES[:3])
        yield f"| {escaped(held.file)} | {escaped(held.profile.name)} | {held.asked} | {counts} |"


Format = Callable[[Iterable[Completeness]], Iterator[str]]
FORMATS: dict[str, Format] = {"text": as_text, "json": as_json, "markdown": as_markdown}
OVERVIEWS: dict[str, Format] = {"text": overview_as_text, "json": as_json, "markdown": overview_as_markdown}


def verdict(held: Completeness) -> str:
    """Say in one sentence how many questions are answered."""
    answered, gaps, left = (held.count(state) for state in STATES[:3])
    parts = [_n("{count} gap with a reason", "{count} gaps with a reason", gaps) if gaps else ""]
    parts.append(_n("{count} left open", "{count} left open", left) if left else "")
    rest = "".join(f", {part}" for part in parts if part)
    return _n(
        "{answered} of {count} question answered{rest}.",
        "{answered} of {count} questions answered{rest}.",
        held.asked,
        answered=answered,
        rest=rest,
    )


def _state_in_words(place: Place) -> str:
    if place.state == "gap":
        note = f": {place.note}" if place.note else ""
        return visible(f"{place.path} is a gap, {place.reason.replace('_', ' ')}{note}")
    return visible(f"{place.path} is empty") if place.state == "open" else ""


def _cell(place: Place) -> str:
    line = f", line {place.line}" if place.line else ""
    what = {"gap": f"gap, {place.reason.replace('_', ' ')}{line}", "open": "empty"}.get(place.state, line.lstrip(", "))
    note = f": {escaped(place.note)}" if place.note else ""
    return f"<code>{escaped(place.path)}</code> ({escaped(what)}){note}"


def _record(held: Completeness) -> dict[str, Any]:
    counts = {state.replace(" ", "_"): held.count(state) for state in STATES}
    questions = [_question(answer) for answer in held.answers]
    return {"file": held.file, "profile": held.profile.name, **counts, "questions": questions}


def _question(answer: Answer) -> dict[str, Any]:
    fields = [
        {"field": p.path, "state": p.state, "line": p.line, "reason": p.reason or None, "note": p.note or None}
        for p in answer.places
    ]
    question = answer.question
    return {"section": question.section or None, "question": question.text, "state": answer.state, "fields": fields}
