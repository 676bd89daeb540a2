"""What every section of a card is made of: records that refuse unknown fields, described fields and vocabularies.

A record is a frozen model of pydantic that converts nothing silently. Its validator is built when it is first used, and
that of a card builds those of all sections in one go; building each for itself would take as long as checking a card.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

if TYPE_CHECKING:
    from pydantic import GetJsonSchemaHandler


@dataclass(frozen=True)
class Term:
    """One word of a vocabulary: its definition in a sentence, and the words of others that mean the same."""

    definition: str
    maps: tuple[str, ...] = ()


@dataclass(frozen=True)
class Vocabulary:
    """The words that a field may hold; an annotation beside a `Literal`, so that both stand in one place."""

    name: str
    description: str
    source: str = ""
    terms: dict[str, Term] = field(default_factory=dict, hash=False)

    def __get_pydantic_json_schema__(self, words: Any, schema_of: "GetJsonSchemaHandler") -> dict[str, Any]:
        """Return the JSON Schema of the words with the definition of each, where editors look for it."""
        schema = schema_of(words)
        return {**schema, "enumDescriptions": [self.terms[word].definition for word in schema["enum"]]}


def vocabulary(
    name: str,
    description: str,
    /,
    *,
    source: str = "",
    maps: dict[str, tuple[str, ...]] | None = None,
    **terms: str,
) -> Vocabulary:
    """Build a vocabulary from `term="definition"` pairs and a table of equivalents elsewhere."""
    maps = maps or {}
    return Vocabulary(name, description, source, {t: Term(text, maps.get(t, ())) for t, text in terms.items()})


def about(description: str, *, question: str | None = None, example: object = None) -> Any:
    """Describe a field that cannot be left out, beside its type; `question` is what an author is asked."""
    return _field(description, question, example)


def optional(
    description: str,
    *,
    question: str | None = None,
    example: object = None,
    min_length: int | None = None,
    max_length: int | None = None,
) -> Any:
    """Describe a field that may be left out, and is then None."""
    return _field(description, question, example, default=None, min_length=min_length, max_length=max_length)


def entries(
    description: str, *, question: str | None = None, example: object = None, max_length: int | None = None
) -> Any:
    """Describe a list that may be empty."""
    return _field(description, question, example, default_factory=_no_entries, max_length=max_length)


def mapping(description: str, *, example: object = None) -> Any:
    """Describe a mapping of free keys that may be empty."""
    return _field(description, None, example, default_factory=_no_keys)


def record(kind: "type[Section]", description: str, *, question: str | None = None) -> Any:
    """Describe a record whose fields are all optional; left out, it is an empty one, so that readers need not ask."""
    empty = kind.empty()
    shared = all(value is None for _, value in empty)  # nothing in it can change, so that cards need none of their own
    return _field(description, question, None, default_factory=(lambda: empty) if shared else kind.empty)


def _field(description: str, question: str | None, example: object, **more: Any) -> Any:
    asked: Any = {"question": question} if question else None
    examples = None if example is None else [example]
    return Field(description=description, examples=examples, json_schema_extra=asked, **more)


def _no_entries() -> list[Any]:
    """Return a new list; pydantic looks at the signature of what makes it, and that of `list` takes it long."""
    return []


def _no_keys() -> dict[str, Any]:
    return {}


class Section(BaseModel):
    """A record of the card: unknown fields are refused and nothing is converted silently."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid", defer_build=True)

    @classmethod
    def empty(cls) -> Self:
        """Return a record in which everything is left out."""
        values, factories = _defaults(cls)
        return cls.model_construct(set(), **values, **{name: factory() for name, factory in factories.items()})

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Return a record with some fields changed, which are not checked; TypeError for a field that it lacks."""
        unknown = sorted(set(update or ()) - set(type(self).model_fields))
        if unknown:
            raise TypeError(f"A {type(self).__name__} has no field {', '.join(unknown)}.")
        return super().model_copy(update=update, deep=deep)

    @classmethod
    def model_json_schema(cls, *args: Any, **options: Any) -> dict[str, Any]:
        """Return the JSON Schema of the record as the standard writes it."""
        from alignmentcard.model.jsonschema import CardJsonSchema

        return super().model_json_schema(*args, **{"schema_generator": CardJsonSchema, **options})


@cache
def _defaults(kind: type[Section]) -> tuple[dict[str, Any], dict[str, Callable[[], Any]]]:
    """Return what stands for fields that are left out, so that no record has to look for it again."""
    fields = kind.model_fields.items()
    factories: Any = {name: info.default_factory for name, info in fields if info.default_factory}
    return {name: info.default for name, info in fields if name not in factories}, factories


def _whole(value: object) -> object:
    """JSON Schema counts 3.0 as an integer; so does a card."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


Whole = BeforeValidator(_whole)
"""Comes after the limits of a number, so that these are checked by the core of pydantic."""

Text = Annotated[str, Field(min_length=1, max_length=20_000)]
Id = Annotated[str, Field(pattern=r"^[a-z0-9]([a-z0-9_-]*[a-z0-9])?$", max_length=64)]
Date = Annotated[str, Field(pattern=r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")]
Count = Annotated[int, Field(ge=0), Whole]
Positive = Annotated[int, Field(ge=1), Whole]
ConformanceLevel = Annotated[int, Field(ge=0, le=4), Whole]
Number = Annotated[float, Field(allow_inf_nan=False)]
Amount = Annotated[float, Field(ge=0, allow_inf_nan=False)]
Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
