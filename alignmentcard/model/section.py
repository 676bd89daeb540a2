"""Records of a card: classes of annotated fields, checked by the core of pydantic without the layer above it.

That layer takes longer to load than a card takes to check. What stays is what a card needs: fields that are described,
unknown fields refused, nothing converted silently, and the methods that pydantic's models have under the same names.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import UnionType
from typing import Annotated, Any, Literal, NamedTuple, Self, Union, get_args, get_origin

from pydantic_core import SchemaSerializer, SchemaValidator

SLOTS = ("__dict__", "__pydantic_extra__", "__pydantic_fields_set__", "__pydantic_private__")
"""What the core writes into a record."""


class Limits:
    """What a value must keep to beside its type, by the keywords of the core, such as min_length and ge."""

    def __init__(self, **keywords: Any) -> None:
        self.keywords = keywords


class About(NamedTuple):
    """What a field means, what an author is asked, what it must keep to, and what stands for one that is left out."""

    description: str
    question: str | None = None
    example: Any = None
    limits: Mapping[str, Any] = {}
    default: Callable[[], Any] | None = None
    """Makes what stands for a field that is left out; None where it cannot be left out."""


class Section:
    """A record of the card: unknown fields are refused and nothing is converted silently."""

    __slots__ = SLOTS
    __pydantic_fields_set__: set[str]

    def __init__(self, /, **data: Any) -> None:
        _validator(type(self)).validate_python(data, self_instance=self)

    @classmethod
    def fields(cls) -> dict[str, tuple[Any, About]]:
        """Return the annotation and the description of each field."""
        return {name: (annotation, vars(cls)[name]) for name, annotation in cls.__annotations__.items()}

    @classmethod
    def empty(cls) -> Self:
        """Return a record in which everything is left out."""
        made = object.__new__(cls)
        _fill(made, {name: default() for name, default in _defaults(cls)}, set())
        return made

    @classmethod
    def model_validate(cls, data: Any) -> Self:
        """Return a record of data; ValidationError with every place that does not fit."""
        made: Self = _validator(cls).validate_python(data)
        return made

    def model_dump(self, **choice: Any) -> dict[str, Any]:
        """Return plain data; `exclude_unset`, `exclude_defaults`, `include` and `exclude` choose what."""
        plain: dict[str, Any] = _serializer(type(self)).to_python(self, **choice)
        return plain

    def model_copy(self, *, update: Mapping[str, Any]) -> Self:
        """Return a record with some fields changed, which are not checked."""
        made = object.__new__(type(self))
        _fill(made, {**self.__dict__, **update}, {*self.model_fields_set, *update})
        return made

    @property
    def model_fields_set(self) -> set[str]:
        """The fields that were given."""
        return self.__pydantic_fields_set__

    def __setattr__(self, name: str, value: object) -> None:
        """Refuse: a record is a value."""
        raise AttributeError(f"A {type(self).__name__} cannot be changed; model_copy makes another one.")

    def __delattr__(self, name: str) -> None:
        """Refuse: a record is a value."""
        raise AttributeError(f"A {type(self).__name__} cannot be changed; model_copy makes another one.")

    def __iter__(self) -> Iterator[tuple[str, Any]]:
        """Yield the name and the value of each field."""
        yield from self.__dict__.items()

    def __eq__(self, other: object) -> bool:
        """Say whether another record of the same kind says the same."""
        return type(self) is type(other) and self.__dict__ == other.__dict__

    def __reduce__(self) -> tuple[Any, ...]:
        """Copy and pickle what was given."""
        return type(self).model_validate, (self.model_dump(exclude_unset=True),)

    def __repr__(self) -> str:
        """Show every field."""
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in self.__dict__.items())})"


def _fill(record: Section, values: dict[str, Any], given: set[str]) -> None:
    for slot, value in zip(SLOTS, (values, None, given, None), strict=True):
        object.__setattr__(record, slot, value)


_DEFAULTS: dict[type[Section], list[tuple[str, Callable[[], Any]]]] = {}
_VALIDATORS: dict[type[Section], SchemaValidator] = {}
_SERIALIZERS: dict[type[Section], SchemaSerializer] = {}


def _defaults(kind: type[Section]) -> list[tuple[str, Callable[[], Any]]]:
    if kind not in _DEFAULTS:
        _DEFAULTS[kind] = [(name, about.default) for name, (_, about) in kind.fields().items() if about.default]
    return _DEFAULTS[kind]


def _validator(kind: type[Section]) -> SchemaValidator:
    if kind not in _VALIDATORS:
        _VALIDATORS[kind] = SchemaValidator(_record(kind))
    return _VALIDATORS[kind]


def _serializer(kind: type[Section]) -> SchemaSerializer:
    if kind not in _SERIALIZERS:
        _SERIALIZERS[kind] = SchemaSerializer(_record(kind))
    return _SERIALIZERS[kind]


def _record(kind: type[Section]) -> Any:
    """Return how the core checks a record and writes it out."""
    fields = {name: {"type": "model-field", "schema": _field(*field)} for name, field in kind.fields().items()}
    return {
        "type": "model",
        "cls": kind,
        "schema": {"type": "model-fields", "fields": fields, "model_name": kind.__name__},
        "config": {"title": kind.__name__, "strict": True, "extra_fields_behavior": "forbid"},
    }


def _field(annotation: Any, about: About) -> Any:
    schema = _value(annotation, about.limits)
    if about.default is None:
        return schema
    if schema["type"] == "nullable":
        return {"type": "default", "schema": schema, "default": None}
    return {"type": "default", "schema": schema, "default_factory": about.default}


def _value(annotation: Any, limits: Mapping[str, Any] = {}) -> Any:
    """Return how the core checks what an annotation allows; `limits` go before those of the annotation."""
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _value(inner[0], {**limits_of(inner[1:]), **limits})
    if origin in (Union, UnionType):
        return {"type": "nullable", "schema": _value(inner[0], limits)}
    if origin is list:
        return {"type": "list", "items_schema": _value(inner[0]), **limits}
    if origin is dict:
        return {"type": "dict", "keys_schema": _value(inner[0]), "values_schema": _value(inner[1]), **limits}
    if origin is Literal:
        return {"type": "literal", "expected": list(inner)}
    if annotation is int:
        whole = {"type": "int", **limits}
        return {"type": "function-before", "function": {"type": "no-info", "function": _whole}, "schema": whole}
    if annotation in PLAIN:
        return {"type": PLAIN[annotation], **limits}
    return _record(annotation)


PLAIN = {str: "str", float: "float", bool: "bool", Any: "any"}


def limits_of(extras: Iterable[object]) -> dict[str, Any]:
    """Return the limits among what stands beside a type."""
    return {name: value for extra in extras if isinstance(extra, Limits) for name, value in extra.keywords.items()}


def _whole(value: object) -> object:
    """JSON Schema counts 3.0 as an integer; so does a card."""
    return int(value) if isinstance(value, float) and value.is_integer() else value
