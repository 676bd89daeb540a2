"""Where the ratings of a card are, and what is said about their columns."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from alignmentcard.errors import AlignmentCardError
from alignmentcard.measurement.tables.adapters.export import Asked, AskedDimension
from alignmentcard.measurement.tables.files import Files, find
from alignmentcard.measurement.tables.loading import Source
from alignmentcard.messages.retold import worded
from alignmentcard.model import Card
from alignmentcard.model.release import Columns, File


def sources_of(
    card: Card | None, root: Path, data: str | None = None, columns: Columns | None = None, *, outside: bool = False
) -> list[Source]:
    """Find the tables that a card names: ratings first, then tables of raters and items; without a card, `data` alone.

    `data` is another place for the ratings; `columns` adds to what the card says about their columns. What the card
    names outside of the folder `root` is refused, unless `outside` allows it.
    """
    if card is None:
        return [Source(find(data or ""), columns or Columns())]
    files = [file for file in card.release.files if file.path]
    ratings = [file for file in files if file.holds in (None, "ratings")]
    chosen = _stated(card, data)
    stated = merged(chosen.columns if chosen else Columns(), columns)
    if data:
        found = [Source(find(data), stated, asked_by(card))]
    elif chosen:
        other = next((file.path for file in ratings if file.columns != chosen.columns), None)
        if other:
            raise AlignmentCardError(
                worded(
                    "The files {path} and {other} hold ratings in different columns. Measure one at a time: "
                    "--data FILE --output FILE.",
                    path=chosen.path,
                    other=other,
                )
            )
        found = [Source(_together([_files_of(file, root, outside) for file in ratings]), stated, asked_by(card))]
    else:
        raise AlignmentCardError(
            worded(
                "The card names no file with ratings. Add one under release.files with its path, or name it: "
                "--data FILE."
            )
        )
    return found + [Source(_files_of(file, root, outside), file.columns) for file in files if file.holds in EXTRAS]


EXTRAS = ("raters", "items")


def asked_by(card: Card | None) -> Asked:
    """Return what a card says about its dimensions that helps to read the export of a tool."""
    return {one.id: AskedDimension(one.feedback, tuple(one.scale.values)) for one in card.dimensions} if card else {}


def _files_of(file: File, root: Path, outside: bool) -> Files:
    return find(str(file.path), root=root, form=file.format, confined=not outside)


def columns_of(card: Card | None, table: object, said: Mapping[str, Any] | None) -> Columns:
    """Return what is said about the columns of a table: in the call first, then in the card."""
    stated = _stated(card, str(table) if isinstance(table, str | Path) else None) if card else None
    try:
        named = Columns.model_validate(dict(said or {}))
    except ValidationError as error:
        name = ".".join(str(part) for part in error.errors()[0]["loc"])
        raise AlignmentCardError(worded("“{name}” in columns is not known or not a text.", name=name)) from None
    return merged(stated.columns if stated else Columns(), named)


def _stated(card: Card, data: str | None) -> File | None:
    """Return what the card says about a file of ratings: the one of that name, else the first."""
    ratings = [file for file in card.release.files if file.holds in (None, "ratings")]
    same = (file for file in ratings if data and file.path and Path(data).name == Path(file.path).name)
    return next(same, next(iter(ratings), None))


def merged(columns: Columns, more: Columns | None) -> Columns:
    """Put columns named on the command line in place of those in the card."""
    if more is None:
        return columns
    given = {name: value for name, value in more.model_dump().items() if value}
    return Columns.model_validate({**columns.model_dump(), **given})


def _together(found: Sequence[Files]) -> Files:
    forms = {files.form for files in found}
    if len(forms) > 1:
        raise AlignmentCardError(
            worded("The ratings stand in files of several formats ({names}).", names=", ".join(sorted(forms)))
        )
    return Files(tuple(path for files in found for path in files.paths), forms.pop())
