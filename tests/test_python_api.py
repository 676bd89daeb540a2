"""The card as a model of pydantic: in models of others, as JSON, copied, hashed, and known to type checkers."""

import copy
import os
import pickle
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel, TypeAdapter, ValidationError

from alignmentcard.document import parse
from alignmentcard.model import Card, Dimension, Pool
from alignmentcard.model.base import Section, optional
from alignmentcard.model.dataset import Dataset
from alignmentcard.model.export import json_schema
from alignmentcard.model.framework import Definition
from alignmentcard.model.records import Gap, Source
from alignmentcard.rules.example import whole_card

ROOT = Path(__file__).parent.parent
DATA: dict[str, Any] = parse(whole_card("")).data
CARD = Card.model_validate(DATA)
LEAST: dict[str, Any] = {"alignmentcard": "1.1", "dataset": {"id": "x", "title": "X"}}


class Entry(BaseModel):
    """What somebody else keeps of a card."""

    card: Card
    stars: int = 0


def test_a_card_is_a_field_of_a_model_of_others() -> None:
    entry = Entry.model_validate({"card": DATA, "stars": "3"})
    assert entry.card == CARD
    assert Entry.model_validate_json(entry.model_dump_json()) == entry


def test_a_misfit_in_a_model_of_others_stands_at_its_place() -> None:
    with pytest.raises(ValidationError) as caught:
        Entry.model_validate({"card": {**DATA, "dataset": {"id": "x", "title": 3}}})
    assert [(error["loc"], error["type"]) for error in caught.value.errors()] == [
        (("card", "dataset", "title"), "string_type")
    ]


def test_a_model_of_others_has_a_json_schema() -> None:
    schema = Entry.model_json_schema()
    assert schema["properties"]["card"] == {"$ref": "#/$defs/Card"}
    assert set(json_schema()["$defs"]) < set(schema["$defs"])


def test_the_json_schema_of_a_card_is_that_of_the_standard() -> None:
    mine, standard = Card.model_json_schema(), json_schema()
    head = {"$schema", "$id", "title"}
    assert {key: value for key, value in mine.items() if key != "title"} == {
        key: value for key, value in standard.items() if key not in head
    }


def test_a_card_is_read_from_json_and_written_to_it() -> None:
    assert Card.model_validate_json(CARD.model_dump_json()) == CARD
    assert TypeAdapter(list[Card]).validate_python([DATA]) == [CARD]


def test_a_record_is_built_by_the_names_of_its_fields() -> None:
    built = Card(alignmentcard="1.1", dataset=Dataset(id="x", title="X"), pools=[Pool(id="crowd", size=3)])
    assert built == Card.model_validate({**LEAST, "pools": [{"id": "crowd", "size": 3}]})


@pytest.mark.parametrize("way", [copy.copy, copy.deepcopy, lambda one: pickle.loads(pickle.dumps(one))])
def test_a_copy_says_the_same_and_knows_what_was_given(way: Any) -> None:
    assert way(CARD) == CARD
    assert way(CARD).model_dump(exclude_unset=True) == CARD.model_dump(exclude_unset=True)


def test_a_changed_copy_takes_only_fields_of_the_record() -> None:
    assert CARD.model_copy(update={"pools": []}).pools == []
    with pytest.raises(TypeError, match="A Card has no field poolz"):
        CARD.model_copy(update={"poolz": []})


def test_a_record_cannot_be_changed() -> None:
    with pytest.raises(ValidationError):
        CARD.pools[0].size = 3  # type: ignore[misc]


def test_records_without_lists_are_hashed_by_what_they_say() -> None:
    gap = Gap(field="pools", reason="unknown")
    assert {gap: 1}[Gap(field="pools", reason="unknown")] == 1
    assert len({Source(id="a", title="A"), Source(id="b", title="A")}) == 2


def test_what_is_left_out_is_empty_and_belongs_to_one_card() -> None:
    one, other = Card.model_validate(LEAST), Card.model_validate(LEAST)
    one.intent.uses.append("evaluation")
    one.pools.append(Pool(id="crowd"))
    assert (other.intent.uses, other.pools, other.intent.guidance.aim) == ([], [], None)
    assert other.model_fields_set == set(LEAST)
    assert other.model_dump(exclude_defaults=True) == LEAST


def test_an_empty_record_is_one_in_which_nothing_was_given() -> None:
    assert Definition.empty() == Definition()
    assert Definition.empty().model_fields_set == set()


def test_what_stands_for_a_record_that_is_left_out_is_one_of_its_kind() -> None:
    for kind in Section.__subclasses__():
        for name, field in kind.model_fields.items():
            if isinstance(field.annotation, type) and issubclass(field.annotation, Section) and not field.is_required():
                assert type(field.get_default(call_default_factory=True)) is field.annotation, f"{kind.__name__}.{name}"


def test_a_limit_that_is_misspelt_is_refused() -> None:
    with pytest.raises(TypeError, match="max_lenght"):
        optional("Name.", max_lenght=3)  # type: ignore[call-arg]


@pytest.mark.parametrize(
    ("role", "rates"),
    [([], True), (["rater"], True), (["rater", "adjudicator"], True), (["guideline_author"], False)],
)
def test_a_pool_rates_if_its_role_says_so_or_nothing(role: list[str], rates: bool) -> None:
    pool = Pool.model_validate({"id": "crowd", "role": role})
    assert pool.rates == rates
    assert Card.model_validate({**LEAST, "pools": [pool]}).raters == [pool] * rates


@pytest.mark.parametrize(
    ("definition", "defined"),
    [
        ({}, False),
        ({"detail": "label"}, False),
        ({"detail": "brief"}, True),
        ({"text": "Harm to a person."}, True),
        ({"guidelines": {"pages": 2}}, True),
        ({"guidelines": {"examples": False}}, False),
    ],
)
def test_a_dimension_is_defined_if_raters_were_told_more_than_its_label(
    definition: dict[str, Any], defined: bool
) -> None:
    assert Dimension.model_validate({"id": "harm", "definition": definition}).is_defined == defined


@pytest.mark.parametrize(
    ("path", "gap"),
    [("pools.crowd", True), ("pools.crowd.size", True), ("pools", False), ("pools.crowd-2", False)],
)
def test_a_gap_is_a_field_that_is_listed_or_lies_in_one_that_is(path: str, gap: bool) -> None:
    card = Card.model_validate({**LEAST, "gaps": [{"field": "pools.crowd", "reason": "unknown"}]})
    assert card.is_gap(path) == gap


USES = """
from pydantic import BaseModel

from alignmentcard import Card
from alignmentcard.model import Pool
from alignmentcard.model.dataset import Dataset


class Entry(BaseModel):
    card: Card


pool = Pool(id="crowd", size=173, countries=["US"])
card = Card(alignmentcard="1.1", dataset=Dataset(id="x", title="X"), pools=[pool])
entry = Entry(card=card)
size: int | None = entry.card.pools[0].size
channel: str | None = pool.recruitment.channel
Pool(idd="crowd")  # error: call-arg
Pool()  # error: call-arg
Pool("crowd")  # error: call-arg
Pool(id=3)  # error: arg-type
Pool(id="crowd", kind="robots")  # error: arg-type
pool.sizes  # error: attr-defined
"""


def test_a_type_checker_knows_constructors_and_fields(tmp_path: Path) -> None:
    pytest.importorskip("mypy")
    file = tmp_path / "uses.py"
    file.write_text(USES)
    command = [sys.executable, "-m", "mypy", "--strict", "--follow-imports=silent", "--no-error-summary", file.name]
    environment = {**os.environ, "MYPYPATH": str(ROOT), "MYPY_CACHE_DIR": str(tmp_path / "cache")}
    told = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False).stdout
    found = [(int(line.split(":")[1]), line.rpartition("[")[2].rstrip("]")) for line in told.splitlines()]
    wrong = [(n, line.split("# error: ")[1]) for n, line in enumerate(USES.splitlines(), 1) if "# error: " in line]
    assert found == wrong, told
