"""Released files as Croissant resources, and their columns as record sets."""

import re
from collections.abc import Iterator
from typing import Any

from alignmentcard.convert.exports.schema_org import media_type
from alignmentcard.links import href
from alignmentcard.model import Card
from alignmentcard.model.release import Columns, File

UNKNOWN_TYPE = "application/octet-stream"
COLUMNS = {
    "item": "The id of the item that was judged.",
    "rater": "The id of the rater.",
    "value": "The answer of the rater.",
    "dimension": "What was judged.",
    "occasion": "Which of several times the rater was asked.",
    "condition": "The condition under which the rater was asked.",
    "count": "How many raters gave this answer.",
    "gold": "The answer that is taken as correct.",
    "label": "The label after aggregation.",
}
"""What a column holds; those that are not named here hold an attribute of raters."""
DIGEST = re.compile(r"[0-9a-fA-F]{64}")


def distribution(card: Card) -> list[tuple[File, dict[str, Any]]]:
    """Return the files that Croissant can describe, which are those with a digest and a place."""
    usable = [file for file in card.release.files if _place(file) and DIGEST.fullmatch(file.sha256 or "")]
    return list(zip(usable, _objects(usable), strict=True))


def _objects(files: list[File]) -> Iterator[dict[str, Any]]:
    for position, file in enumerate(files, 1):
        name = (_place(file) or "").rpartition("/")[2] or f"file-{position}"
        yield {
            "@type": "cr:FileObject",
            "@id": f"file-{position}",
            "name": name,
            "contentUrl": _place(file),
            "encodingFormat": media_type(file) or UNKNOWN_TYPE,
            "sha256": (file.sha256 or "").lower(),
        }


def _place(file: File) -> str | None:
    return href(file.url) or file.path


def record_sets(card: Card) -> list[dict[str, Any]]:
    """Return a record set for each file whose columns are stated."""
    found = ((entry["@id"], file, list(_columns(file.columns))) for file, entry in distribution(card))
    return [_record_set(resource, file, columns) for resource, file, columns in found if columns]


def _record_set(resource: str, file: File, columns: list[tuple[str, str]]) -> dict[str, Any]:
    name = f"{resource}-{file.holds or 'records'}"
    fields = [_field(f"{name}/{position}", resource, *column) for position, column in enumerate(columns, 1)]
    return {"@type": "cr:RecordSet", "@id": name, "name": name, "field": fields}


def _columns(columns: Columns) -> Iterator[tuple[str, str]]:
    """Yield what a column holds and how it is called."""
    for role in ("item", "rater", "value", "dimension", "occasion", "condition", "count", "gold", "label"):
        if name := getattr(columns, role):
            yield role, name
    yield from columns.attributes.items()


def _field(key: str, resource: str, role: str, column: str) -> dict[str, Any]:
    return {
        "@type": "cr:Field",
        "@id": key,
        "name": column,
        "description": COLUMNS.get(role, f"The {role.replace('_', ' ')} of the rater."),
        "dataType": "sc:Text",
        "source": {"fileObject": {"@id": resource}, "extract": {"column": column}},
    }
