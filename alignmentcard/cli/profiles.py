"""alignmentcard profiles: what venues expect, and how far a card answers them."""

import json
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import click

from alignmentcard.author.count import questions_of
from alignmentcard.card_files import find_cards
from alignmentcard.cli import note, terminal
from alignmentcard.document import Document, read
from alignmentcard.errors import AlignmentCardError
from alignmentcard.profiles import Expected, Profile, load_profile, names
from alignmentcard.profiles.completeness import completeness
from alignmentcard.report.completeness import FORMATS, OVERVIEWS
from alignmentcard.report.markdown import escaped

FORMAT = 1


@click.command()
@click.argument("name", required=False)
@click.option(
    "--card",
    "cards",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Say how far this card, or each card in this folder, answers the profile; may be given several times.",
)
@click.option("--format", "format_", type=click.Choice(list(FORMATS)), default="text", show_default=True)
def command(name: str | None, cards: tuple[Path, ...], format_: str) -> None:
    """List the profiles, show what one expects, or hold cards to it.

    NAME is a profile or the file of one; without it all profiles are meant.
    """
    profiles = [load_profile(chosen) for chosen in ([name] if name else names())]
    if cards:
        wanted = FORMATS if name else OVERVIEWS
        documents = [_document(path) for path in find_cards(cards, note)]
        lines = wanted[format_](completeness(document, profile) for document in documents for profile in profiles)
    elif format_ == "json":
        records = [_record(profile) for profile in profiles]
        lines = iter([json.dumps({"format": FORMAT, "profiles": records}, ensure_ascii=False, indent=2)])
    elif format_ == "markdown":
        lines = (line for profile in profiles for line in _markdown(profile))
    else:
        lines = _page(profiles[0]) if name else _list(profiles)
    if format_ != "text":
        terminal.documents(lines)
        return
    for line in lines:
        terminal.page(line)


def _document(path: Path) -> Document:
    document = read(path)
    if not isinstance(document.data, dict):
        raise AlignmentCardError(f"{path} cannot be read as a card. alignmentcard check {path} says why.")
    return document


def _list(profiles: list[Profile]) -> Iterator[str]:
    width = max(len(profile.name) for profile in profiles)
    for profile in profiles:
        yield f"{profile.name:<{width}}  {questions_of(profile):>3} questions  {profile.title}"
    yield "\nSo many does `alignmentcard new` ask about one trait and one group of people."
    yield "One of them in full: alignmentcard profiles standard"
    yield "How far a card answers one: alignmentcard profiles standard --card CARD"


def _page(profile: Profile) -> Iterator[str]:
    yield f"{profile.title or profile.name} ({profile.name})\n"
    yield profile.description
    if profile.source:
        yield f"\nSource: {profile.source}"
    if profile.extends:
        yield f"\nWith everything that {profile.extends} asks."
    for section, questions in groupby(profile.questions, key=lambda question: question.section):
        yield f"\n{section}" if section else ""
        for question in questions:
            yield f"  {question.text}"
            yield f"      {', '.join(map(_wanted, question.expects))}"
    if profile.rules:
        yield f"\nSeverities: {', '.join(f'{code} {severity}' for code, severity in profile.rules.items())}"


def _wanted(expected: Expected) -> str:
    when = " and ".join(f"{name} is {value}" for name, value in expected.when.items())
    return f"{expected.path} (where {when})" if when and "*" in expected.path else expected.path


def _markdown(profile: Profile) -> Iterator[str]:
    yield f"## {escaped(profile.title or profile.name)}\n"
    yield f"{escaped(profile.description)}\n"
    yield "| section | question | fields |"
    yield "| --- | --- | --- |"
    for question in profile.questions:
        fields = "<br>".join(f"<code>{escaped(expected.path)}</code>" for expected in question.expects)
        yield f"| {escaped(question.section)} | {escaped(question.text)} | {fields} |"
    yield ""


def _record(profile: Profile) -> dict[str, Any]:
    return {
        "name": profile.name,
        "title": profile.title,
        "description": profile.description,
        "source": profile.source or None,
        "extends": profile.extends,
        "questions": [
            {
                "section": question.section or None,
                "question": question.text,
                "fields": [expected.path for expected in question.expects],
                "when": dict(question.expects[0].when),
            }
            for question in profile.questions
        ],
        "rules": dict(profile.rules),
        "schemas": [dict(fragment.schema) for fragment in profile.schemas],
    }
