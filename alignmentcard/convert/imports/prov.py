"""PROV in Croissant: who annotated, as the NeurIPS editor and croissant-baker write it, and what data came from."""

from collections.abc import Iterator
from typing import Any

from alignmentcard.convert.imports.found import Found, Left, Taken, left
from alignmentcard.convert.imports.json_ld import name_of, tail, texts_in
from alignmentcard.convert.imports.values import date, period, slug

ANNOTATION = ("Q109719325", "annotation", "labelling", "labeling")
"""Activities in which people or programs judge; the first is the item of Wikidata."""
AGENTS = ("wasAttributedTo", "wasAssociatedWith", "isAssociatedWith")
MOST = 30
"""Activities that are read, and agents of each."""
TIMES = {"startedAtTime": "start", "endedAtTime": "end"}
KINDS = {"SoftwareAgent": "synthetic", "Person": "human"}


def agents(key: str, activities: list[dict[str, Any]]) -> Iterator[Found]:
    """Yield a pool for each agent of an annotation; other activities are left as texts."""
    for entry in activities[:MOST]:
        activity = _bare(entry)
        label = next(iter(texts_in(activity.get("label"))), "activity")
        at = f"{key}, {label}"
        if not _is_annotation(activity):
            yield from left("collection", [label, *texts_in(activity.get("description"))], key)
            continue
        yield from left("collection", texts_in(activity.get("description")), at)
        yield from _times(activity, at)
        for name in AGENTS:
            value = activity.get(name)
            for agent in value[:MOST] if isinstance(value, list) else [value]:
                yield from _pool(agent, at)


def _bare(entry: Any) -> dict[str, Any]:
    return {name_of(key, None).name: value for key, value in entry.items()} if isinstance(entry, dict) else {}


def _is_annotation(activity: dict[str, Any]) -> bool:
    named = [*texts_in(activity.get("type")), *texts_in(activity.get("label")), *texts_in(activity.get("@id"))]
    return any(tail(text).lower() in [word.lower() for word in ANNOTATION] for text in named)


def _times(activity: dict[str, Any], at: str) -> Iterator[Found]:
    """Yield when an activity began and ended, unless it ended before."""
    found = {name: next(iter(texts_in(activity.get(name))), "") for name in TIMES}
    if all(found.values()) and not period(*found.values()):
        yield from left("collection.period", list(found.values()), at)
        return
    for name, field in TIMES.items():
        if day := date(found[name]):
            yield Taken(f"collection.period.{field}", day, f"{at}, {name}")


def _pool(agent: Any, at: str) -> Iterator[Found]:
    """Yield a pool; what its description says is left, because numbers in prose are no counts."""
    if not isinstance(agent, dict):
        yield from left("pools", agent, at)
        return
    bare = _bare(agent)
    label = next(iter(texts_in(bare.get("label")) or texts_in(bare.get("name"))), "")
    pool = slug(tail(str(bare.get("@id") or "")).removeprefix("pool_")) or slug(label)
    if not pool:
        yield from left("pools", agent, at)
        return
    here = f"{at}, {label or pool}"
    yield Taken(f"pools.{pool}.id", pool, here)
    yield Taken(f"pools.{pool}.role", ["rater"], here)
    kind = next((KINDS[tail(one)] for one in texts_in(bare.get("@type")) if tail(one) in KINDS), None)
    if kind:
        yield Taken(f"pools.{pool}.kind", kind, here)
    yield from left(f"pools.{pool}", texts_in(bare.get("description")), here)


def derivations(key: str, value: Any) -> Iterator[Found]:
    """Yield the data that this was made from; how it was made from it, PROV does not say."""
    for entry in value if isinstance(value, list) else [value]:
        bare = _bare(entry)
        parts = [text for name in ("@id", "label", "name", "license") for text in texts_in(bare.get(name))]
        text = ", ".join(dict.fromkeys(parts or texts_in(entry)))
        if text:
            yield Left("dataset.derived_from", text, key)
