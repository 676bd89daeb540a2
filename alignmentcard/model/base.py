"""What every section of a card is made of: records that refuse unknown fields, and described vocabularies."""

from dataclasses import dataclass, field
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema


class Section(BaseModel):
    """A record of the card: unknown fields are refused and nothing is converted silently."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, defer_build=True)


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

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Add the definition of each term, where editors look for it."""
        schema = handler(core)
        return {**schema, "enumDescriptions": [self.terms[term].definition for term in schema["enum"]]}


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


def about(description: str, *, question: str | None = None, example: object = None, **limits: Any) -> Any:
    """Describe an optional field; `question` is what an author is asked, in plain words."""
    return Field(default=None, description=description, examples=_examples(example), **_asked(question), **limits)


def many(description: str, *, question: str | None = None, example: object = None, **limits: Any) -> Any:
    """Describe a list that may be empty."""
    return Field(
        default_factory=list,
        description=description,
        examples=_examples(example),
        **_asked(question),
        **limits,
    )


def part(kind: type[Section], description: str, *, question: str | None = None) -> Any:
    """Describe a record whose fields are all optional; left out, it is an empty one, so that readers need not ask."""
    return Field(default=kind.model_construct(), description=description, **_asked(question))


def table(description: str, *, example: object = None) -> Any:
    """Describe a mapping of free keys that may be empty."""
    return Field(default_factory=dict, description=description, examples=_examples(example))


def needed(description: str, *, question: str | None = None, example: object = None, **limits: Any) -> Any:
    """Describe a field without which its record means nothing."""
    return Field(description=description, examples=_examples(example), **_asked(question), **limits)


def _examples(example: object) -> list[Any] | None:
    return None if example is None else [example]


def _asked(question: str | None) -> dict[str, Any]:
    return {"json_schema_extra": {"question": question}} if question else {}


def _whole(value: object) -> object:
    """JSON Schema counts 3.0 as an integer; so does a card."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


Text = Annotated[str, Field(min_length=1, max_length=20_000)]
Id = Annotated[str, Field(pattern=r"^[a-z0-9]([a-z0-9_-]*[a-z0-9])?$", max_length=64)]
Date = Annotated[str, Field(pattern=r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")]
Count = Annotated[int, Field(ge=0), BeforeValidator(_whole)]
Positive = Annotated[int, Field(ge=1), BeforeValidator(_whole)]
ConformanceLevel = Annotated[int, Field(ge=0, le=4), BeforeValidator(_whole)]
Number = Annotated[float, Field(allow_inf_nan=False)]
Amount = Annotated[float, Field(ge=0, allow_inf_nan=False)]
Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
