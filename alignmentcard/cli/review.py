"""alignmentcard review: measure again, compare, and record who did; or verify the records that a card has."""

import datetime
import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from alignmentcard.checker.check import check
from alignmentcard.checker.levels import Level
from alignmentcard.checker.measurements import measured_again, recorded_beside
from alignmentcard.checker.reviews import MEASURED, digest, is_writer, judged
from alignmentcard.checker.signatures import sign, signature_of
from alignmentcard.cli import terminal
from alignmentcard.cli.files import DataFolder, no_card
from alignmentcard.document import Document, read
from alignmentcard.edit import Append, Fix, apply
from alignmentcard.errors import AlignmentCardError
from alignmentcard.loader import load
from alignmentcard.model import Card
from alignmentcard.profiles import DEFAULT, load_profile
from alignmentcard.profiles.completeness import completeness
from alignmentcard.report.review import Reviewed, as_markdown
from alignmentcard.rules.evidence import Evidence
from alignmentcard.saving import write_atomically
from alignmentcard.text.visible import visible

SHOWN = 5
"""Differences between two measurements that are named one by one."""


@click.command()
@click.argument("path", metavar="CARD", type=click.Path(path_type=Path))
@click.option("--data", type=DataFolder(), help="Folder with the files of the card.")
@click.option("--by", metavar="NAME", help="Who reviews; somebody who wrote neither the data nor the card.")
@click.option("--note", default="", help="What readers of the record should know.")
@click.option("--date", metavar="DATE", help="Date of the record; today where it is left out.")
@click.option("--profile", default=DEFAULT, show_default=True, help="What is expected of the card.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write the report there, as .md or .html.")
@click.option("--sign", "key", metavar="KEY", type=click.Path(path_type=Path), help="Sign the record with an SSH key.")
@click.option("--verify", is_flag=True, help="Only say of every record in the card whether it still fits.")
@click.option(
    "--allowed-signers",
    "allowed",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="With --verify: whose keys count, in the format of ssh-keygen.",
)
def command(
    path: Path,
    data: Path | None,
    by: str | None,
    note: str,
    date: str | None,
    profile: str,
    output: Path | None,
    key: Path | None,
    verify: bool,
    allowed: Path | None,
) -> None:
    """Measure the data of a card again, compare, and record the review in the card.

    A review needs --data and --by. The report says what the card states and what the data gives, what contradicts
    itself, what stays open, and what follows for the intended uses. A record is written only where the data gives what
    stands beside the card, and nothing contradicts the card. --verify looks at the records that are there.

    Where those who made the data or wrote the card measure again, the record says level 3, recomputed: level 4 takes
    somebody else. --sign signs the record as git signs commits, with `ssh-keygen -Y`; nothing is sent anywhere.
    """
    document = read(path)
    card = _card(document)
    if verify:
        sys.exit(_verify(card, document, allowed))
    if allowed:
        raise click.UsageError("--allowed-signers is used to look at records: add --verify.")
    if data is None or not by:
        raise click.UsageError(
            "A review needs the data and a name: --data DIR --by NAME. To look at records: --verify."
        )
    reviewed = _reviewed(document, data, profile, by, note, date or datetime.date.today().isoformat())
    _print(reviewed, output)
    _record(reviewed, key)


def _card(document: Document) -> Card:
    card = load(document).card
    if card is None:
        raise no_card(document.name, "reviewed")
    return card


def _verify(card: Card, document: Document, allowed: Path | None) -> int:
    """Print a line for each record; 1 where one does not fit, or none is signed by somebody who was asked for."""
    measured = recorded_beside(document)
    if measured.get("trouble"):
        raise AlignmentCardError(str(measured["trouble"]))
    found = list(judged(card, measured.get("facts"), lambda review: signature_of(review, allowed)))
    for one in found:
        verdict = "fits" if one.fits else "does not fit"
        words = f"{one.review.by}, {one.review.date}, level {one.review.level}: {verdict}."
        terminal.say(visible(f"{words} {one.reason} {one.signature.sentence}"))
    if not found:
        terminal.tell("The card has no records of reviews.")
    held = bool(found or allowed is None) and all(
        one.signature.good if allowed else one.signature.good is not False for one in found
    )
    return 0 if held and all(one.fits for one in found) else 1


def _reviewed(document: Document, data: Path, profile: str, by: str, note: str, date: str) -> Reviewed:
    measured = measured_again(
        document, data, lambda what: terminal.tell(f"measuring: {what}") if sys.stderr.isatty() else None
    )
    _compare(measured, document)
    chosen = load_profile(profile)
    report = check(document, profile=chosen, **measured)
    return Reviewed(report, report.level or Level(0), completeness(document, chosen), by, date, note)


def _compare(measured: Evidence, document: Document) -> None:
    """Hold the new measurements against those beside the card; what differs is said and ends the review."""
    new, old = measured.get("facts"), measured.get("recorded")
    if new is None:
        raise AlignmentCardError(measured.get("trouble") or f"{document.name} names no file of ratings to measure.")
    if old is None:
        raise AlignmentCardError(
            f"There are no measurements beside {document.name} to compare with. "
            f"Make them: alignmentcard measure {document.name}"
        )
    now = replace(new, format=old.format).to_json()
    differing = [
        place for place in _differences(json.loads(old.to_json()), json.loads(now)) if place not in ("program", "told")
    ]
    if differing:
        more = f" and {len(differing) - SHOWN} more" if len(differing) > SHOWN else ""
        raise AlignmentCardError(
            f"Measured again, the data does not give what stands beside {document.name}. Different: "
            f"{', '.join(differing[:SHOWN])}{more}. Nothing was recorded."
        )


def _differences(old: Any, new: Any, place: str = "") -> Iterator[str]:
    if isinstance(old, dict) and isinstance(new, dict):
        for name in sorted({*old, *new}):
            yield from _differences(old.get(name), new.get(name), f"{place}.{name}".lstrip("."))
    elif old != new:
        yield place


def _print(reviewed: Reviewed, output: Path | None) -> None:
    text = "\n".join(as_markdown(reviewed)) + "\n"
    if output is None:
        terminal.document(text)
    elif output.suffix == ".html":
        from alignmentcard.report.page import as_page

        write_atomically(output, as_page(text))
    else:
        write_atomically(output, text)


def _record(reviewed: Reviewed, key: Path | None) -> None:
    """Write the record into the card, signed where there is a key, unless something contradicts it."""
    report = reviewed.report
    errors = report.count("error")
    if errors or report.card is None:
        raise AlignmentCardError(
            f"The card has {errors} errors, so nothing was recorded. See: alignmentcard check {report.document.name}"
        )
    level = _level(reviewed, report.card)
    entry = {"by": reviewed.by, "date": reviewed.date, "level": level, "digest": digest(report.card, report.facts)}
    codes = sorted({accepted.finding.code for accepted in report.accepted})
    entry |= {name: value for name, value in (("note", reviewed.note), ("accepted", codes)) if value}
    if key:
        entry["signature"] = sign(entry, key)
    text, done = apply(report.document, [Fix("Record the review", (Append(("reviews",), entry, ("extensions",)),))])
    if not done:
        raise AlignmentCardError(
            f"The record has no place in {report.document.name}. Write reviews as a list of lines."
        )
    write_atomically(Path(report.document.name), text, before=report.document.text)
    signed = "signed" if key else "not signed"
    terminal.tell(f"Recorded in {report.document.name}: level {level} by {reviewed.by}, {signed}.")
    if level == MEASURED:
        terminal.tell(_no_more(reviewed, report.card))


def _level(reviewed: Reviewed, card: Card) -> int:
    """Return the level of the record; verified is what somebody else has measured again."""
    outside = bool(card.card.authors) and not is_writer(card, reviewed.by)
    return MEASURED + outside if reviewed.level.number >= MEASURED else reviewed.level.number


def _no_more(reviewed: Reviewed, card: Card) -> str:
    if is_writer(card, reviewed.by):
        return f"{reviewed.by} wrote the data or the card, so the card is recomputed. Level 4 takes somebody else."
    return "The card does not say who wrote it. Write card.authors, then review it again: level 4 takes somebody else."
