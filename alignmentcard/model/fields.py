"""The fields of the standard as a tree, read off the model: for paths, suggestions, questions and the reference."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from alignmentcard.model.base import Section, Vocabulary
from alignmentcard.model.card import Card


@dataclass(frozen=True)
class Field:
    """One field: its path with `*` for entries of lists and tables, what it means, and what it may hold."""

    path: str
    description: str
    question: str | None = None
    example: Any = None
    required: bool = False
    shape: Literal["value", "record", "list", "table"] = "value"
    type: str = "text"
    vocabulary: Vocabulary | None = None
    record: str | None = None
    """The name of the record that the field, or each of its entries, holds."""
    children: dict[str, "Field"] = field(default_factory=dict)

    @cached_property
    def name(self) -> str:
        """The last part of the path that is not a star."""
        return next(part for part in reversed(self.path.split(".")) if part != "*")


@cache
def tree() -> Field:
    """Return the card as a field whose children are the sections."""
    return Field("", (Card.__doc__ or "").strip(), shape="record", record="Card", children=_children(Card, ""))


def find(names: tuple[str, ...]) -> Field | None:
    """Return the field that the parts of a path name; any one name stands for an entry of a list or table.

    Below an organisation's name under `extensions` every path is that organisation's to give a meaning.
    """
    here, entry = tree(), False
    for name in names:
        if entry and here.type == "anything":
            return here
        if here.shape in ("list", "table") and not entry:
            entry = True
            continue
        if name not in here.children:
            return None
        here, entry = here.children[name], False
    return here


def walk() -> Iterator[Field]:
    """Yield every field, a record before its parts."""
    yield from _walk(tree())


def _walk(parent: Field) -> Iterator[Field]:
    for child in parent.children.values():
        yield child
        yield from _walk(child)


def _children(model: type[Section], path: str) -> dict[str, Field]:
    prefix = f"{path}." if path else ""
    return {name: _field(info, prefix + name) for name, info in model.model_fields.items()}


def _field(info: FieldInfo, path: str) -> Field:
    kind, shape, words = _take_apart(info.annotation, info.metadata)
    record = isinstance(kind, type) and issubclass(kind, Section)
    inner = path if shape == "value" else f"{path}.*"
    return Field(
        path,
        info.description or "",
        _question(info),
        info.examples[0] if info.examples else None,
        info.is_required(),
        "record" if record and shape == "value" else shape,
        "record" if record else TYPES.get(kind, "text"),
        words,
        kind.__name__ if record else None,
        _children(kind, inner) if record else {},
    )


def _question(info: FieldInfo) -> str | None:
    said = info.json_schema_extra
    return str(said["question"]) if isinstance(said, dict) else None


TYPES: dict[Any, str] = {str: "text", int: "whole number", float: "number", bool: "true or false", Any: "anything"}


def _take_apart(
    annotation: Any, extras: Iterable[object]
) -> tuple[Any, Literal["value", "list", "table"], Vocabulary | None]:
    shape: Literal["value", "list", "table"] = "value"
    words = _vocabulary(extras)
    while True:
        origin, inner = get_origin(annotation), get_args(annotation)
        if origin is Annotated:
            words = _vocabulary(inner[1:]) or words
            annotation = inner[0]
        elif origin in (Union, UnionType):
            annotation = next(option for option in inner if option is not type(None))
        elif origin is list:
            shape, annotation = "list", inner[0]
        elif origin is dict:
            if shape == "table":
                return Any, shape, words
            shape, annotation = "table", inner[1]
        elif origin is Literal:
            return str, shape, words
        else:
            return annotation, shape, words


def _vocabulary(extras: Iterable[object]) -> Vocabulary | None:
    return next((extra for extra in extras if isinstance(extra, Vocabulary)), None)
