"""Patterns of strangers, matched in a time that grows as the text does: by the engine that pydantic brings along."""

from functools import lru_cache
from typing import Annotated

from pydantic import ConfigDict, StringConstraints, TypeAdapter, ValidationError
from pydantic_core import SchemaError

LINEAR = ConfigDict(regex_engine="rust-regex")
"""Without look-around and references to groups, which make a pattern take as long as its author likes."""


class BadPatternError(ValueError):
    """Why a pattern cannot be used, in few words."""


@lru_cache(1000)
def _compiled(pattern: str) -> "TypeAdapter[str]":
    try:
        return TypeAdapter(Annotated[str, StringConstraints(pattern=pattern)], config=LINEAR)
    except SchemaError as error:
        raise BadPatternError(_reason(str(error))) from None


def _reason(told: str) -> str:
    """Return the last line of what the engine says; those before it show the pattern."""
    last = told.strip().splitlines()[-1].removeprefix("error: ").partition("SchemaError: ")
    return (last[2] or last[0]).strip().rstrip(".")


def compile_pattern(pattern: str) -> None:
    """Look whether a pattern can be used; BadPatternError where it cannot."""
    _compiled(pattern)


def found_in(pattern: str, text: str) -> bool:
    """Whether a pattern is found anywhere in a text."""
    try:
        _compiled(pattern).validate_python(text)
    except ValidationError:
        return False
    return True
