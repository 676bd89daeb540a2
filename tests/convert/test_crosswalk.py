"""The crosswalk says what the exporters do, field by field."""

import copy
import json
from collections.abc import Iterator
from typing import Any

import pytest

from alignmentcard.convert.ac_block import as_data, find_block
from alignmentcard.convert.crosswalk import LOST, ROWS, WHOLE, row_for
from alignmentcard.convert.exports import FORMATS
from alignmentcard.document import parse_readme
from alignmentcard.model import Card
from alignmentcard.model.fields import Field, find, tree, walk
from alignmentcard.portal.reference.standard import crosswalk
from alignmentcard.text.writing import block_of_levels

APART = ("alignmentcard", "extensions", "release.files.*.path")
COLUMNS = [name for name, form in FORMATS.items() if form.column]
LEAVES = [field for field in walk() if not field.children and field.path not in APART]
SPECIAL: dict[str, Any] = {
    "dataset.languages": ["en-GB"],
    "dataset.license": "CC-BY-4.0",
    "dataset.summary": "Replies of an assistant, each judged by people who said whether they find it harmful.",
    "dataset.derived_from.*.id": "https://huggingface.co/datasets/a/b",
    "release.files.*.sha256": "0" * 64,
    "pools.*.composition.*.scheme": "https://example.org/scheme",
}
"""Values that matter to a format, where the example of a field does not show what happens to it."""


def value_of(field: Field) -> Any:
    if field.path in SPECIAL:
        return SPECIAL[field.path]
    if field.children:
        record = {name: value_of(child) for name, child in field.children.items()}
        return [record] if field.shape == "list" else record
    one = next(iter(field.vocabulary.terms)) if field.vocabulary else BY_TYPE[field.type]
    plain = {"list": [one], "table": {"a": one}, "value": one}[field.shape]
    return field.example if field.example is not None and not field.vocabulary else plain


BY_TYPE: dict[str, Any] = {
    "text": "text",
    "whole number": 7,
    "number": 0.5,
    "true or false": True,
    "anything": {"b": 1},
}


def complete() -> dict[str, Any]:
    return {**{name: value_of(field) for name, field in tree().children.items()}, "alignmentcard": "1.1"}


def another(field: Field, value: Any) -> Any:
    """Return a value of the same kind that differs, also in what formats make of it."""
    if field.path in DIFFERENT and not isinstance(value, list):
        return DIFFERENT[field.path]
    if isinstance(value, list):
        return [another(field, value[0]), *value[1:]]
    if isinstance(value, dict):
        return {key: another(field, inner) for key, inner in value.items()}
    if field.vocabulary:
        terms = list(field.vocabulary.terms)
        return terms[-1] if value == terms[0] else terms[0]
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value * 100 + 1
    if isinstance(value, float):
        return value / 2
    return f"{value}9" if value[:1].isdigit() or "/" in value else f"{value}x"


DIFFERENT: dict[str, Any] = {
    "dataset.published": "2021-02-03",
    "dataset.creators.*.orcid": "0000-0001-5109-3700",
    "dataset.languages": "de-AT",
    "dataset.license": "MIT",
    "collection.period.start": "2020-01-01",
    "collection.period.end": "2020-02-02",
    "history.*.date": "2020-01-01",
    "sources.*.year": "2020",
    "reviews.*.level": 1,
    "reviews.*.date": "2020-01-01",
    "pools.*.model.date": "2020-01",
    "ignore.*.rule": "AC101",
    "release.files.*.sha256": "1" * 64,
}


def changed(data: Any, path: str, field: Field) -> Any:
    """Return the data with another value at a path."""
    data = copy.deepcopy(data)
    here = data
    *above, last = path.split(".")
    for name in above:
        here = here[0] if name == "*" else here[name]
    here[last] = another(field, here[last])
    return data


def said(name: str, data: dict[str, Any]) -> str:
    """Return an export without the card that it carries whole."""
    text = FORMATS[name].write(Card.model_validate(data))
    if name == "croissant":
        return json.dumps({key: value for key, value in json.loads(text).items() if key != "ac:card"})
    if name == "huggingface":
        return text.replace(block_of_levels({"alignmentcard": parse_readme(text).data}, 0), "")
    return text


FULL = complete()


def test_every_field_has_a_row_and_every_row_a_field() -> None:
    rows = [row_for(field.path) for field in walk() if not field.children]
    assert None not in rows
    assert {row.path for row in rows if row} == {row.path for row in ROWS}
    assert all(find(tuple(row.path.split("."))) for row in ROWS)


@pytest.mark.parametrize("name", COLUMNS)
def test_the_table_is_true(name: str) -> None:
    before = said(name, FULL)
    wrong = {}
    for field in LEAVES:
        row = row_for(field.path)
        cell = row[name] if row else LOST
        differs = said(name, changed(FULL, field.path, field)) != before
        if cell.how != "part" and differs != (cell != LOST):
            wrong[field.path] = "is carried" if differs else "is not carried"
    assert wrong == {}


def test_the_path_of_a_file_is_carried_where_it_has_no_address() -> None:
    data = copy.deepcopy(FULL)
    (file,) = data["release"]["files"]
    del file["url"]
    file["path"] = "first.csv"
    assert [name for name in COLUMNS if "first.csv" in said(name, data)] == ["croissant"]


def test_formats_that_carry_the_card_say_so() -> None:
    assert {name for name, form in FORMATS.items() if form.lossless} == set(WHOLE)


def test_a_cell_is_of_a_format_with_a_column() -> None:
    assert {name for row in ROWS for name in row.cells} == set(COLUMNS)


def test_every_field_comes_back_from_the_formats_that_carry_the_card() -> None:
    card = Card.model_validate(FULL)
    assert {path for path, _ in leaves(as_data(card))} >= {field.path for field in LEAVES}
    assert find_block(json.loads(FORMATS["croissant"].write(card))) == as_data(card)
    assert parse_readme(FORMATS["huggingface"].write(card)).data == as_data(card)


def leaves(data: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, Any]]:
    """Yield the paths of all values, as the model names them, and the paths above them."""
    yield ".".join(path), data
    if isinstance(data, dict):
        for key, value in data.items():
            yield from leaves(value, (*path, key))
    elif isinstance(data, list):
        for value in data:
            yield from leaves(value, (*path, "*") if isinstance(value, dict) else path)


def test_the_page_names_every_field_for_every_format() -> None:
    page = crosswalk("../")
    for name in COLUMNS:
        section = page.partition(f'<section class="ac-vocabulary" id="{name}">')[2].partition("</section>")[0]
        for row in ROWS:
            assert f">{row.path}</code>" in section, (name, row.path)
