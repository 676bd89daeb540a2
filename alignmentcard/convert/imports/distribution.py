"""Resources of Croissant as released files."""

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from alignmentcard.convert.imports.found import Found, Taken, left
from alignmentcard.convert.imports.json_ld import is_a, name_of, texts_in
from alignmentcard.convert.imports.values import address, digest

FORMATS = {
    "text/csv": "csv",
    "text/tab-separated-values": "csv",
    "application/x-parquet": "parquet",
    "application/vnd.apache.parquet": "parquet",
    "application/parquet": "parquet",
    "application/jsonl": "jsonl",
    "application/jsonlines": "jsonl",
    "application/x-jsonlines": "jsonl",
    "application/x-ndjson": "jsonl",
}
"""Media types, and the formats of files that a card knows."""
MOST = 100


def files(key: str, resources: list[dict[str, Any]]) -> Iterator[Found]:
    """Yield the files that are released by themselves; repositories, sets and parts of archives are left as texts."""
    entries, rest = [], []
    for resource in resources[:MOST]:
        bare = {name_of(name, None).name: value for name, value in resource.items()}
        file = _file(bare) if is_a(resource, "FileObject") and "containedIn" not in bare else None
        if file:
            entries.append(file)
        else:
            rest.append(_words(bare))
    if len(resources) > MOST:
        rest.append(f"and {len(resources) - MOST} more")
    if entries:
        yield Taken("release.files", entries, key)
    yield from left("release.files", rest, key)


def _words(bare: dict[str, Any]) -> str:
    parts = [text for name in ("name", "description", "contentUrl", "includes") for text in texts_in(bare.get(name))]
    return ", ".join(dict.fromkeys(parts))


def _file(bare: dict[str, Any]) -> dict[str, str] | None:
    place = next(iter(texts_in(bare.get("contentUrl"))), "").strip()
    kind = next(iter(texts_in(bare.get("encodingFormat"))), "").lower()
    where = {"url": place} if address(place) else {"path": place} if _is_relative(place) else {}
    if not where or kind.startswith("git"):
        return None
    sha256, form = digest(bare.get("sha256")), FORMATS.get(kind)
    return {**where, **({"sha256": sha256} if sha256 else {}), **({"format": form} if form else {})}


def _is_relative(place: str) -> bool:
    path = PurePosixPath(place)
    return (
        bool(place) and place.isprintable() and ":" not in place and not path.is_absolute() and ".." not in path.parts
    )
