"""JSON Schemas that profiles carry, run on the data of a card; the only importer of jsonschema."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from alignmentcard.errors import BadProfileError
from alignmentcard.paths import Route

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import ValidationError

DIALECT = "https://json-schema.org/draft/2020-12/schema"


@dataclass(frozen=True)
class Mismatch:
    """A place where data does not fit a schema, what is wrong there, and what the schema says about the place."""

    route: Route
    message: str
    help: str = ""
    kind: str = ""
    """The keyword of the schema that was not met, such as `required`."""


@dataclass(frozen=True, eq=False)
class Fragment:
    """The JSON Schema of a profile; BadProfileError, naming its file, as soon as it is used and cannot be."""

    schema: Mapping[str, Any]
    owner: str
    file: Path

    def mismatches(self, data: Any) -> Iterator[Mismatch]:
        """Yield where data does not fit."""
        from referencing.exceptions import Unresolvable

        try:
            errors = sorted(self._validator.iter_errors(data), key=lambda e: [str(part) for part in e.absolute_path])
        except Unresolvable as error:
            raise self._refusal(f"cannot be used: it refers to {error.ref}, which does not stand in it.") from error
        except RecursionError as error:
            raise self._refusal("refers to itself without end.") from error
        except (ValueError, OverflowError):  # a multiple of something, and the card says .nan or .inf
            yield Mismatch((), "holds a number without an end or a value, which cannot be compared")
            return
        for misfit in errors:
            yield from _told(misfit)

    @cached_property
    def _validator(self) -> "Draft202012Validator":
        from jsonschema import Draft202012Validator
        from jsonschema.exceptions import SchemaError
        from referencing import Registry

        if self.schema.get("$schema", DIALECT) != DIALECT:
            raise self._refusal(f"names another dialect. Use $schema: {DIALECT}")
        try:
            Draft202012Validator.check_schema(self.schema)
        except SchemaError as error:
            place = ".".join(str(part) for part in error.absolute_path) or "schema"
            raise self._refusal(f"is not JSON Schema: {place}: {error.message[:LONGEST]}") from error
        return Draft202012Validator(self.schema, registry=Registry())  # an empty registry: nothing is fetched

    def _refusal(self, reason: str) -> BadProfileError:
        return BadProfileError(f"The schema in the profile {self.file} {reason}")


def _told(error: "ValidationError") -> Iterator[Mismatch]:
    """Say in plain words what is wrong; one mismatch for each name that is missing or unknown."""
    route, instance = tuple(error.absolute_path), error.instance
    schema = error.schema if isinstance(error.schema, Mapping) else {}
    about, kind, wanted = str(schema.get("description", "")), str(error.validator), error.validator_value
    if kind == "required" and isinstance(instance, Mapping) and isinstance(wanted, list):
        for name in wanted:
            if name not in instance:
                yield Mismatch((*route, name), "is missing", _described(schema, name) or about, kind)
    elif kind == "additionalProperties" and isinstance(instance, Mapping):
        help_ = f"Fields here: {', '.join(schema.get('properties', {}))}."
        for name in _additional(schema, instance):
            yield Mismatch((*route, name), "is not a field here", help_, kind)
    else:
        yield Mismatch(route, _sentence(kind, wanted, error), about, kind)


def _additional(schema: Mapping[str, Any], instance: Mapping[str, Any]) -> Iterator[str]:
    patterns = list(schema.get("patternProperties", {}))
    for name in instance:
        if name not in schema.get("properties", {}) and not any(re.search(pattern, name) for pattern in patterns):
            yield name


def _described(schema: Mapping[str, Any], name: str) -> str:
    part = schema.get("properties", {}).get(name)
    return str(part.get("description", "")) if isinstance(part, Mapping) else ""


def _sentence(kind: str, wanted: Any, error: "ValidationError") -> str:
    match kind:
        case "const":
            return f"must be {wanted}"
        case "enum":
            return f"must be one of {', '.join(str(one) for one in wanted)}"
        case "type":
            return f"must be of the type {wanted if isinstance(wanted, str) else ' or '.join(wanted)}"
        case "pattern":
            return f"must be written like the pattern {wanted}"
        case "minLength" | "minItems" | "minProperties" | "minimum":
            return f"must be at least {wanted} {UNITS[kind[3:]]}".rstrip()
        case "maxLength" | "maxItems" | "maxProperties" | "maximum":
            return f"must be at most {wanted} {UNITS[kind[3:]]}".rstrip()
        case _:
            return f"does not fit: {error.message[:LONGEST]}"


UNITS = {"Length": "characters long", "Items": "entries long", "Properties": "entries long", "imum": ""}
LONGEST = 300
"""Characters of a message of jsonschema, which can quote the whole card."""
