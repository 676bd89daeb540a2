"""What the specification of Croissant requires and its validator does not look at."""

import json
import re
from collections.abc import Iterator
from typing import Any

from alignmentcard.convert.ac_block import find_block
from alignmentcard.convert.exports.croissant_files import DIGEST
from alignmentcard.messages import later
from alignmentcard.messages.retold import joined, worded

REQUIRED = {
    "@context": later("Take the one of the specification."),
    "@type": later("Write sc:Dataset."),
    "conformsTo": later("Without it the file counts as version 0.8; write http://mlcommons.org/croissant/1.1."),
    "name": later("Write dataset.title."),
    "description": later("Write dataset.summary."),
    "license": later("Write dataset.license."),
    "url": later("Write dataset.links.homepage."),
    "creator": later("Write dataset.creators."),
    "datePublished": later("Write dataset.published."),
    "distribution": later("Write release.files, each with url, format and sha256."),
}
"""Required properties (Croissant 1.1, "Dataset-level information") and what to do where one is missing."""
VERSION = re.compile(r"\d+\.\d+\.\d+(?:[-+][0-9A-Za-z.+-]+)?")


def lacks_for_croissant(text: str) -> Iterator[str]:
    """Say what Croissant requires and a file does not have, one sentence each."""
    data: dict[str, Any] = json.loads(text.removeprefix("\ufeff"))
    for name, advice in REQUIRED.items():
        if not any(_stated(data, other) for other in (name, f"sc:{name}", f"dct:{name}")):
            yield joined(" ", [worded("Croissant requires `{name}`.", name=name), worded(advice)])
    version = data.get("version")
    if isinstance(version, str) and not VERSION.fullmatch(version):
        yield worded(
            "Croissant wants a version such as 1.0.0; this one is {version}. Write dataset.version so.", version=version
        )
    yield from _left_out(data)


def _stated(data: dict[str, Any], name: str) -> bool:
    return data.get(name) not in (None, "", [], {})


def _left_out(data: dict[str, Any]) -> Iterator[str]:
    """Say which files of the card could not be described."""
    card = find_block(data)
    files = card.get("release", {}).get("files", []) if isinstance(card, dict) else []
    for file in files:
        name = file.get("url") or file.get("path")
        if name is None:
            yield worded("A file of the card is not in the distribution, because it has neither url nor path.")
        elif not DIGEST.fullmatch(file.get("sha256", "")):
            yield worded(
                "{name} is not in the distribution, because Croissant wants a digest. Write its sha256.", name=name
            )
