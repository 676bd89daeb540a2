"""What somebody gives to a page: a card, or what a draft of a card can be made of; one file or a folder."""

from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import Any

from alignmentcard.checker.check import check
from alignmentcard.convert.imports import CARD, draft
from alignmentcard.document import parse, parse_readme
from alignmentcard.errors import AlignmentCardError
from alignmentcard.messages import _
from alignmentcard.messages.retold import say
from alignmentcard.paths import path_of
from alignmentcard.portal.collection.entry import CardEntry
from alignmentcard.portal.collection.summary import summary_of
from alignmentcard.profiles import DEFAULT, load_profile
from alignmentcard.text.readme import carries_card, is_readme

YAML = (".yaml", ".yml")
DRAFT = "card.yaml"


def taken(text: str, name: str) -> dict[str, Any]:
    """Return the text of a card and its name: that which was given, or a draft of a card and what it was made of."""
    if _is_card(text, name) or name.lower().endswith(YAML):
        return {"text": text, "name": name, "about": ""}
    return {**imported(text, PurePosixPath(name).name), "name": DRAFT}


def imported(text: str, name: str) -> dict[str, Any]:
    """Return the draft of a card from a README, a Croissant file or a datasheet."""
    made = draft(text, name=name)
    gaps = [path_of(made.data, route) for one in load_profile(DEFAULT).expects for route in one.routes(made.data)]
    return {"text": made.text(gaps), "about": say(made.about)}


def gathered(files: Iterable[dict[str, str]], profile: str = DEFAULT) -> dict[str, Any]:
    """Return the cards among the files of a folder, each with what a check of it gives; others are left out.

    Where no file is a card, a draft is made of the first one that can be read as something else.
    """
    given = list(files)
    cards = [_summed_up(one, profile) for one in given if _is_card(one["text"], one["name"])]
    if cards:
        return {"cards": cards}
    for one in sorted(given, key=lambda file: not file["name"].lower().endswith((".json", ".jsonld", ".md"))):
        try:
            made = taken(one["text"], one["name"])
        except AlignmentCardError:
            continue
        return {"cards": [_summed_up(made, profile)], "about": made["about"]}
    raise AlignmentCardError(_("No card is in this folder, and nothing that a draft of a card can be made of."))


def _is_card(text: str, name: str) -> bool:
    return carries_card(text) if is_readme(name) else CARD.match(text) is not None


def _summed_up(file: dict[str, str], profile: str) -> dict[str, Any]:
    text, name = file["text"], file["name"]
    report = check(parse_readme(text, name) if is_readme(name) else parse(text, name), load_profile(profile))
    summary = summary_of(CardEntry("card", report))
    return {
        "name": name,
        "text": text,
        "title": summary.title,
        "conformance": summary.conformance,
        "errors": report.count("error"),
        "warnings": report.count("warning"),
    }
