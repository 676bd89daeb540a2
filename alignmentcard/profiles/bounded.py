"""JSON Schema whose work is bounded: patterns in linear time, and an end to references that multiply.

A schema of thirty lines in which each part refers to the next one twice would take a thousand million steps.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from jsonschema.validators import extend

from alignmentcard.messages.retold import worded
from alignmentcard.model.pattern import found_in

STEPS = 100_000
"""Keywords that are followed to other parts of a schema in one card."""
FOLLOWED = ("$ref", "$dynamicRef", "unevaluatedProperties", "unevaluatedItems", "dependentSchemas")
Keyword = Callable[[Any, Any, Any, Mapping[str, Any]], Iterator[ValidationError] | None]


class TooMuchWorkError(Exception):
    """A schema that takes more steps than any card needs."""


def bounded() -> type[Draft202012Validator]:
    """Return a validator for one card, which counts the steps that it takes."""
    steps = 0

    def counted(keyword: Keyword) -> Keyword:
        def count(validator: Any, value: Any, instance: Any, schema: Mapping[str, Any]) -> Iterator[ValidationError]:
            nonlocal steps
            steps += 1
            if steps > STEPS:
                raise TooMuchWorkError(worded("it refers to parts of itself more than {steps:,} times.", steps=STEPS))
            yield from keyword(validator, value, instance, schema) or ()

        return count

    followed = {name: counted(_keywords()[name]) for name in FOLLOWED}
    made: type[Draft202012Validator] = extend(Draft202012Validator, {**LINEAR, **followed})  # type: ignore[no-untyped-call]
    return made


@cache
def _keywords() -> Mapping[str, Keyword]:
    found: Mapping[str, Keyword] = Draft202012Validator.VALIDATORS
    return found


def pattern(validator: Any, wanted: str, instance: Any, schema: Mapping[str, Any]) -> Iterator[ValidationError]:
    """Yield that a text does not fit a pattern."""
    if validator.is_type(instance, "string") and not found_in(wanted, instance):
        yield ValidationError(f"{instance!r} does not match {wanted!r}")


def pattern_properties(
    validator: Any, wanted: Mapping[str, Any], instance: Any, schema: Mapping[str, Any]
) -> Iterator[ValidationError]:
    """Yield where values do not fit whose names fit a pattern."""
    for one, part in wanted.items() if validator.is_type(instance, "object") else ():
        for name, value in instance.items():
            if found_in(one, name):
                yield from validator.descend(value, part, path=name, schema_path=one)


def additional_properties(
    validator: Any, wanted: Any, instance: Any, schema: Mapping[str, Any]
) -> Iterator[ValidationError]:
    """Yield where values do not fit whose names are not named and fit no pattern."""
    if not validator.is_type(instance, "object"):
        return
    extras = [name for name in instance if is_additional(schema, name)]
    if validator.is_type(wanted, "object"):
        for name in extras:
            yield from validator.descend(instance[name], wanted, path=name)
    elif not wanted and extras:
        yield ValidationError(f"{', '.join(map(str, extras))} are not fields here")


def is_additional(schema: Mapping[str, Any], name: str) -> bool:
    """Whether a name is not named by a schema and fits none of its patterns."""
    patterns = schema.get("patternProperties", {})
    return name not in schema.get("properties", {}) and not any(found_in(one, name) for one in patterns)


LINEAR = {
    "pattern": pattern,
    "patternProperties": pattern_properties,
    "additionalProperties": additional_properties,
}
