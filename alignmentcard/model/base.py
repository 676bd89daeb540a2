"""What every section of a card is made of: records that refuse unknown fields, and described vocabularies."""

from dataclasses import dataclass, field
from typing import Annotated, Any

from alignmentcard.model.section import About, Limits, Section

__all__ = ["About", "Limits", "Section", "Term", "Vocabulary"]


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
    return About(description, question, example, limits, _nothing)


def many(description: str, *, question: str | None = None, example: object = None, **limits: Any) -> Any:
    """Describe a list that may be empty."""
    return About(description, question, example, limits, list)


def part(kind: type[Section], description: str, *, question: str | None = None) -> Any:
    """Describe a record whose fields are all optional; left out, it is an empty one, so that readers need not ask."""
    return About(description, question, default=kind.empty)


def table(description: str, *, example: object = None) -> Any:
    """Describe a mapping of free keys that may be empty."""
    return About(description, example=example, default=dict)


def needed(description: str, *, question: str | None = None, example: object = None, **limits: Any) -> Any:
    """Describe a field without which its record means nothing."""
    return About(description, question, example, limits)


def _nothing() -> None:
    return None


Text = Annotated[str, Limits(min_length=1, max_length=20_000)]
Id = Annotated[str, Limits(pattern=r"^[a-z0-9]([a-z0-9_-]*[a-z0-9])?$", max_length=64)]
Date = Annotated[str, Limits(pattern=r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")]
Count = Annotated[int, Limits(ge=0)]
Positive = Annotated[int, Limits(ge=1)]
ConformanceLevel = Annotated[int, Limits(ge=0, le=4)]
Number = Annotated[float, Limits(allow_inf_nan=False)]
Amount = Annotated[float, Limits(ge=0, allow_inf_nan=False)]
Share = Annotated[float, Limits(ge=0, le=1, allow_inf_nan=False)]
