"""Every place that takes a text: read off the model of a card, and found in whatever else is read."""

from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from alignmentcard.model import Card
from alignmentcard.model.base import Section, Text
from alignmentcard.paths import Route, value_at

FITTING = ("a1", "2024-05-01", "AC206", "en", "US", "https://example.org/x", "CC-BY-4.0", 1, 0.5, True, {}, "w " * 40)
"""What a place may hold that takes no text of anybody's choice."""
ANY = "A text of anybody's choice, long enough to be a summary, and not too long"
"""A text that fits wherever any does."""


def card(texts: Iterator[str]) -> dict[str, Any]:
    """Return the data of a card that has every field of the model, with the next text wherever one is taken."""
    return _section(Card, texts)


def _section(kind: type[Section], texts: Iterator[str]) -> dict[str, Any]:
    return {name: _value(_annotated(info), texts) for name, info in kind.model_fields.items()}


def _annotated(info: FieldInfo) -> Any:
    found: Any = info.annotation
    for more in info.metadata:
        found = Annotated[found, more]
    return found


def _value(annotation: Any, texts: Iterator[str]) -> Any:
    kind = _bare(annotation)
    if isinstance(kind, type) and issubclass(kind, Section):
        return _section(kind, texts)
    if get_origin(kind) is list:
        return [_value(get_args(kind)[0], texts)]
    if get_origin(kind) is dict:
        key, value = get_args(kind)
        return {_value(key, texts): _value(value, texts)}
    if kind in (Any, str) and annotation in (Any, str):
        annotation = Text  # which is what all others are
    words = get_args(kind) if get_origin(kind) is Literal else ()
    if _fits(annotation, ANY):
        text = next(texts)
        return next(one for one in (text, f"{text}: {ANY}", ANY) if _fits(annotation, one))
    return next(one for one in (*words, *FITTING) if _fits(annotation, one))


def _bare(annotation: Any) -> Any:
    """Take off what is said about a type, and that it may be left out."""
    while get_origin(annotation) in (Annotated, Union, UnionType):
        annotation = next(one for one in get_args(annotation) if one is not type(None))
    return annotation


def _fits(annotation: Any, value: Any) -> bool:
    try:
        _adapter(annotation).validate_python(value)
    except ValidationError:
        return False
    return True


def _adapter(annotation: Any) -> TypeAdapter[Any]:
    return TypeAdapter(annotation, config=ConfigDict(strict=True))


def routes(data: Any, route: Route = ()) -> Iterator[tuple[Route, bool]]:
    """Yield the place of every text in data, and whether it is a key."""
    if isinstance(data, str):
        yield route, False
    for key, value in data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ():
        if isinstance(key, str):
            yield (*route, key), True
        yield from routes(value, (*route, key))


def with_text(data: Any, place: tuple[Route, bool], text: str) -> Any:
    """Return data with a text at one place."""
    found = deepcopy(data)
    (*way, last), is_key = place
    holder = value_at(found, way)
    if is_key:
        holder[text] = holder.pop(last)
    else:
        holder[last] = text
    return found


def with_texts(data: Any, free: set[tuple[Route, bool]], texts: Iterator[str]) -> Any:
    """Return data with the next text at each of some places; keys that were the same stay the same."""
    names: dict[str, str] = {}

    def key_of(route: Route) -> str | int:
        key = route[-1]
        if not isinstance(key, str) or (route, True) not in free:
            return key
        if key not in names:
            names[key] = f"{next(texts)} {len(names)}"
        return names[key]

    def copied(value: Any, route: Route) -> Any:
        if isinstance(value, dict):
            return {key_of((*route, key)): copied(one, (*route, key)) for key, one in value.items()}
        if isinstance(value, list):
            return [copied(one, (*route, number)) for number, one in enumerate(value)]
        return next(texts) if (route, False) in free else value

    return copied(data, ())


@cache
def places() -> tuple[tuple[tuple[Route, bool], ...], tuple[tuple[Route, bool], ...]]:
    """Return the places of a card that take any text, and the texts in it that are bound by a pattern or a list."""
    data = card(f"{ANY} {number}" for number in range(10_000))
    found = list(routes(data))
    free = [one for one in found if str(one[0][-1] if one[1] else value_at(data, one[0])).startswith(ANY)]
    bound = [one for one in found if not one[1] and one not in free]
    return tuple(free), tuple(bound)
