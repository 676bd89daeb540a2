"""The model and the JSON Schema accept the same cards.

They are compared on data without nulls: a key without a value is taken out before the model sees the data (`load`),
so that the model never meets the null that its optional fields would take and the schema does not know.
"""

import copy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis_profiles import with_examples
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from alignmentcard.document import parse, read
from alignmentcard.loader import load
from alignmentcard.model import Card
from alignmentcard.model.base import Section
from alignmentcard.model.export import json_schema
from alignmentcard.paths import Route, value_at
from alignmentcard.rules import catalogue
from alignmentcard.rules.example import bad_card, good_card, whole_card

GALLERY = sorted((Path(__file__).parent.parent / "site" / "cards").glob("*.card.yaml"))


def as_ecmascript_reads(schema: Any) -> Any:
    """In ECMAScript `$` is the very end; in Python, where jsonschema runs, it is also before a last line end."""
    if isinstance(schema, list):
        return [as_ecmascript_reads(entry) for entry in schema]
    if not isinstance(schema, dict):
        return schema
    pattern = schema.get("pattern")
    inner = {key: as_ecmascript_reads(value) for key, value in schema.items()}
    return {**inner, "pattern": pattern.removesuffix("$") + r"\Z"} if isinstance(pattern, str) else inner


SCHEMA = as_ecmascript_reads({key: value for key, value in json_schema().items() if key[0] != "$" or key == "$defs"})
VALIDATOR = Draft202012Validator(SCHEMA)
RECORDS = {record.__name__: record for record in Section.__subclasses__()}


def taken_by(model: type[Section], data: Any) -> bool:
    try:
        model.model_validate(data)
    except ValidationError:
        return False
    return True


def schemas(schema: Any) -> Iterator[dict[str, Any]]:
    """Every schema inside a schema."""
    if isinstance(schema, dict):
        yield schema
        for keyword in ("properties", "$defs"):
            for inner in schema.get(keyword, {}).values():
                yield from schemas(inner)
        for keyword in ("items", "additionalProperties", "propertyNames"):
            yield from schemas(schema.get(keyword))


def test_every_record_of_the_schema_is_one_of_the_model() -> None:
    assert {*SCHEMA["$defs"], "Card"} == set(RECORDS)


LARGEST = 10**300
"""No card holds a larger number: what has more digits is read as a text, and JSON cannot promise to carry it."""
WHOLE = st.integers(-LARGEST, LARGEST)
STRINGS = st.text(st.characters(codec="utf-8"), max_size=5) | st.sampled_from(
    [
        "specific",
        "other",
        "none",
        "2024",
        "2024-02-31",
        "2024-13",
        "2024-05-01\n",
        "a",
        "a-",
        "A",
        "AC101",
        "AC101\n",
        "x" * 70,
    ]
)
VALUES = st.recursive(
    st.booleans() | WHOLE | st.floats(allow_nan=False, allow_infinity=False) | STRINGS
    | st.sampled_from([0, 1, 1.0, -1.0, 0.5, 3.0, 1e300, 10**300, -0.0]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=4,
)  # fmt: skip


def data_of(schema: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Everything that a schema takes, for the keywords that the schema of a card uses."""
    if "$ref" in schema:
        return data_of(SCHEMA["$defs"][schema["$ref"].rpartition("/")[2]])
    if "const" in schema:
        return st.just(schema["const"])
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    return KINDS[schema["type"]](schema) if "type" in schema else VALUES


def objects(schema: dict[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    fields = {name: data_of(inner) for name, inner in schema.get("properties", {}).items()}
    if not fields:
        entry = schema.get("additionalProperties", True)
        keys = data_of({"type": "string", **schema.get("propertyNames", {})})
        return st.dictionaries(keys, VALUES if entry is True else data_of(entry), max_size=3)
    needed = {name: fields.pop(name) for name in schema.get("required", [])}
    return st.fixed_dictionaries(needed, optional=fields)


def strings(schema: dict[str, Any]) -> st.SearchStrategy[str]:
    least, most = schema.get("minLength", 0), schema.get("maxLength", 20_000)
    if "pattern" in schema:
        return st.from_regex(schema["pattern"], fullmatch=True).filter(lambda text: least <= len(text) <= most)
    texts = st.text(st.characters(codec="utf-8"), min_size=least, max_size=min(most, least + 5))
    return texts | st.sampled_from([least, most]).filter(bool).map(lambda length: "é" * length)


def numbers(schema: dict[str, Any]) -> st.SearchStrategy[float]:
    least, most = schema.get("minimum"), schema.get("maximum")
    finite = st.floats(least, most, allow_nan=False, allow_infinity=False)
    return finite | st.integers(-LARGEST if least is None else int(least), LARGEST if most is None else int(most))


def integers(schema: dict[str, Any]) -> st.SearchStrategy[float]:
    whole_numbers = st.integers(schema.get("minimum"), schema.get("maximum"))
    return whole_numbers | whole_numbers.filter(lambda number: abs(number) < 2**53).map(float)


KINDS = {
    "object": objects,
    "string": strings,
    "number": numbers,
    "integer": integers,
    "boolean": lambda _: st.booleans(),
    "array": lambda schema: st.lists(data_of(schema["items"]), max_size=min(schema.get("maxItems", 3), 3)),
}
KEYWORDS = {
    *("$ref", "const", "enum", "type", "properties", "required", "additionalProperties", "propertyNames", "items"),
    *("pattern", "minLength", "maxLength", "minimum", "maximum", "maxItems"),
    *("title", "description", "examples", "enumDescriptions", "$defs"),
}


def test_every_keyword_of_the_schema_is_one_that_these_tests_make_data_for() -> None:
    assert {keyword for schema in schemas(SCHEMA) for keyword in schema} <= KEYWORDS


@pytest.mark.hypothesis
@pytest.mark.parametrize("name", sorted(SCHEMA["$defs"]))
def test_model_takes_records_that_the_schema_takes(name: str) -> None:
    @with_examples(25)
    @given(data_of(SCHEMA["$defs"][name]))
    def every(data: Any) -> None:
        RECORDS[name].model_validate(data)

    every()


@with_examples(50)
@given(data_of(SCHEMA))
def test_model_takes_cards_that_the_schema_takes(data: Any) -> None:
    assert VALIDATOR.is_valid(data)
    Card.model_validate(data)


SOUND = [parse(whole_card("")).data, *(read(path).data for path in GALLERY)]


def routes(data: Any, route: Route = ()) -> list[Route]:
    pairs = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [route] + [below for key, value in pairs for below in routes(value, (*route, key))]


@st.composite
def mutants(draw: st.DrawFn) -> Any:
    """A sound card with one to three changes anywhere: another value, something missing, something too many."""
    data = copy.deepcopy(draw(st.sampled_from(SOUND)))
    for _ in range(draw(st.integers(1, 3))):
        *above, last = draw(st.sampled_from(routes(data)[1:]))
        holder: Any = value_at(data, tuple(above))
        change = draw(st.sampled_from(["set", "set", "delete", "add", "copy"]))
        if change == "set":
            holder[last] = draw(VALUES)
        elif change == "delete":
            del holder[last]
        elif isinstance(holder, list):
            holder.append(draw(VALUES) if change == "add" else copy.deepcopy(holder[last]))
        else:
            name = draw(st.sampled_from(["id", "note", "field", "level", "value"]) | st.text(max_size=3))
            holder[name] = draw(VALUES) if change == "add" else copy.deepcopy(holder[last])
    return data


@with_examples(300)
@given(mutants())
def test_model_and_schema_agree_on_mutants_of_sound_cards(data: Any) -> None:
    assert taken_by(Card, data) == VALIDATOR.is_valid(data)


EXAMPLES = [card(rule) for rule in catalogue() for card in (bad_card, good_card)]


@pytest.mark.parametrize("text", EXAMPLES)
def test_model_and_schema_agree_on_the_examples_of_rules(text: str) -> None:
    document = parse(text)
    if isinstance(document.data, dict) and not document.empty and not document.faults:
        assert VALIDATOR.is_valid(document.data) == (load(document).card is not None)
