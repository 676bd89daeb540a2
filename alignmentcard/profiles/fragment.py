"""JSON Schemas that profiles carry, run on the data of a card; the only importer of jsonschema."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from alignmentcard.errors import BadProfileError
from alignmentcard.messages import later
from alignmentcard.messages.retold import listed, numbered, quoted, worded
from alignmentcard.model.pattern import BadPatternError, compile_pattern
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

        from alignmentcard.profiles.bounded import TooMuchWorkError

        try:
            errors = sorted(self._validator.iter_errors(data), key=lambda e: [str(part) for part in e.absolute_path])
        except Unresolvable as error:
            why = worded("cannot be used: it refers to {part}, which does not stand in it.", part=error.ref)
            raise self._refusal(why) from error
        except TooMuchWorkError as error:
            raise self._refusal(worded("takes too long: {why}", why=error.args[0])) from error
        except RecursionError as error:
            raise self._refusal(worded("refers to itself without end.")) from error
        except (ValueError, OverflowError):  # a multiple of something, and the card says .nan or .inf
            yield Mismatch((), worded("holds a number without an end or a value, which cannot be compared"))
            return
        for misfit in errors:
            yield from _mismatches_of(misfit)

    @cached_property
    def _validator(self) -> "Draft202012Validator":
        from jsonschema import Draft202012Validator, FormatChecker
        from jsonschema.exceptions import SchemaError
        from referencing import Registry

        from alignmentcard.profiles.bounded import bounded

        if self.schema.get("$schema", DIALECT) != DIALECT:
            raise self._refusal(worded("names another dialect. Use $schema: {dialect}", dialect=DIALECT))
        try:
            named = list(_patterns(self.schema))
            Draft202012Validator.check_schema(self.schema, format_checker=FormatChecker(()))
        except SchemaError as error:
            place = ".".join(str(part) for part in error.absolute_path) or "schema"
            why = worded("is not JSON Schema: {place}: {error}", place=place, error=error.message[:LONGEST])
            raise self._refusal(why) from error
        if {"unevaluatedProperties", "patternProperties"} <= {place.rpartition(".")[2] for place, _ in named}:
            raise self._refusal(worded("has unevaluatedProperties and patternProperties; use additionalProperties."))
        for place, pattern in named:
            if pattern is not None:
                self._look(place, pattern)
        return bounded()(self.schema, registry=Registry())  # an empty registry: nothing is fetched

    def _look(self, place: str, pattern: str) -> None:
        try:
            compile_pattern(pattern)
        except BadPatternError as error:
            shown = f"{pattern[:SHOWN]}…" if len(pattern) > SHOWN else pattern
            why = worded(
                "is not JSON Schema: {place}: the pattern {shown} cannot be used: {error}.",
                place=place,
                shown=shown,
                error=error.args[0],
            )
            raise self._refusal(why) from error

    def _refusal(self, reason: str) -> BadProfileError:
        return BadProfileError(worded("The schema in the profile {file} {reason}", file=str(self.file), reason=reason))


def _patterns(schema: Any, place: str = "") -> Iterator[tuple[str, str | None]]:
    """Yield what may be a pattern in a schema, with its place, and where names are looked at that nothing looked at."""
    if isinstance(schema, list):
        for entry in schema:
            yield from _patterns(entry, place)
    if not isinstance(schema, Mapping):
        return
    for name, value in schema.items():
        here = f"{place}.{name}" if place else str(name)
        if name == "pattern" and isinstance(value, str):
            yield here, value
        elif name == "patternProperties" and isinstance(value, Mapping):
            yield from ((here, str(pattern)) for pattern in value)
        elif name == "unevaluatedProperties":
            yield here, None
        if name not in ("const", "enum", "default", "examples"):
            yield from _patterns(value, here)


SHOWN = 80
"""Characters of a pattern that are quoted."""


def _mismatches_of(error: "ValidationError") -> Iterator[Mismatch]:
    """Say in plain words what is wrong; one mismatch for each name that is missing or unknown."""
    route, instance = tuple(error.absolute_path), error.instance
    schema = error.schema if isinstance(error.schema, Mapping) else {}
    about, kind, wanted = quoted(str(schema.get("description", ""))), str(error.validator), error.validator_value
    if kind == "required" and isinstance(instance, Mapping) and isinstance(wanted, list):
        for name in wanted:
            if name not in instance:
                yield Mismatch((*route, name), worded("is missing"), _described(schema, name) or about, kind)
    elif kind == "additionalProperties" and isinstance(instance, Mapping):
        help_ = worded("Fields here: {names}.", names=", ".join(schema.get("properties", {})))
        for name in _additional(schema, instance):
            yield Mismatch((*route, name), worded("is not a field here"), help_, kind)
    else:
        yield Mismatch(route, _sentence(kind, wanted, error), about, kind)


def _additional(schema: Mapping[str, Any], instance: Mapping[str, Any]) -> Iterator[str]:
    from alignmentcard.profiles.bounded import is_additional

    return (name for name in instance if is_additional(schema, name))


def _described(schema: Mapping[str, Any], name: str) -> str:
    part = schema.get("properties", {}).get(name)
    return quoted(str(part.get("description", ""))) if isinstance(part, Mapping) else ""


def _sentence(kind: str, wanted: Any, error: "ValidationError") -> str:
    match kind:
        case "const":
            return worded("must be {wanted}", wanted=wanted)
        case "enum":
            return worded("must be one of {wanted}", wanted=", ".join(str(one) for one in wanted))
        case "type":
            return worded(
                "must be of the type {wanted}",
                wanted=listed([wanted] if isinstance(wanted, str) else wanted, either=True),
            )
        case "pattern":
            return worded("must be written like the pattern {wanted}", wanted=wanted)
        case "minLength" | "minItems" | "minProperties" | "minimum":
            return numbered(wanted, *LEAST[kind[3:]], wanted=str(wanted))
        case "maxLength" | "maxItems" | "maxProperties" | "maximum":
            return numbered(wanted, *MOST[kind[3:]], wanted=str(wanted))
        case _:
            return worded("does not fit: {message}", message=error.message[:LONGEST])


LEAST = {
    "Length": (later("must be at least {wanted} character long"), later("must be at least {wanted} characters long")),
    "Items": (later("must be at least {wanted} entry long"), later("must be at least {wanted} entries long")),
    "Properties": (later("must be at least {wanted} entry long"), later("must be at least {wanted} entries long")),
    "imum": (later("must be at least {wanted}"),) * 2,
}
MOST = {
    "Length": (later("must be at most {wanted} character long"), later("must be at most {wanted} characters long")),
    "Items": (later("must be at most {wanted} entry long"), later("must be at most {wanted} entries long")),
    "Properties": (later("must be at most {wanted} entry long"), later("must be at most {wanted} entries long")),
    "imum": (later("must be at most {wanted}"),) * 2,
}
LONGEST = 300
"""Characters of a message of jsonschema, which can quote the whole card."""
