"""What the specification of Croissant requires and its validator does not look at."""

import json
import re
from collections.abc import Iterator
from typing import Any

from alignmentcard.convert.ac_block import find_block
from alignmentcard.convert.exports.croissant_files import DIGEST

REQUIRED = {
    "@context": "Take the one of the specification.",
    "@type": "Write sc:Dataset.",
    "conformsTo": "Without it the file counts as version 0.8; write http://mlcommons.org/croissant/1.1.",
    "name": "Write dataset.title.",
    "description": "Write dataset.summary.",
    "license": "Write dataset.license.",
    "url": "Write dataset.links.homepage.",
    "creator": "Write dataset.creators.",
    "datePublished": "Write dataset.published.",
    "distribution": "Write release.files, each with url, format and sha256.",
}
"""Required properties (Croissant 1.1, "Dataset-level information") and what to do where one is missing."""
VERSION = re.compile(r"\d+\.\d+\.\d+(?:[-+][0-9A-Za-z.+-]+)?")


def lacks_for_croissant(text: str) -> Iterator[str]:
    """Say what Croissant requires and a file does not have, one sentence each."""
    data: dict[str, Any] = json.loads(text.removeprefix("\ufeff"))
    for name, advice in REQUIRED.items():
        if not any(_stated(data, other) for other in (name, f"sc:{name}", f"dct:{name}")):
            yield f"Croissant requires `{name}`. {advice}"
    version = data.get("version")
    if isinstance(version, str) and not VERSION.fullmatch(version):
        yield f"Croissant wants a version such as 1.0.0; this one is {version}. Write dataset.version so."
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
            yield "A file of the card is not in the distribution, because it has neither url nor path."
        elif not DIGEST.fullmatch(file.get("sha256", "")):
            yield f"{name} is not in the distribution, because Croissant wants a digest. Write its sha256."
