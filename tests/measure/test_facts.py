"""The file of measurements: complete, readable again, the same bytes every time, and true to its schema."""

import json
from dataclasses import fields
from importlib import import_module
from pathlib import Path
from typing import get_type_hints

import jsonschema
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from alignmentcard.errors import AlignmentCardError
from alignmentcard.measurement.export import write as write_schema
from alignmentcard.measurement.measure import measure
from alignmentcard.measurement.results.facts import (
    Facts,
    FactsError,
    card_digest,
    facts_path,
    json_schema,
    read_facts,
    rounded,
    write_facts,
)
from alignmentcard.measurement.results.values import EXTRAS, DimensionFacts
from alignmentcard.measurement.settings import Settings
from alignmentcard.measurement.statistics.dimension import STATISTICS, Counted
from alignmentcard.model import Card
from alignmentcard.resources import folder


def as_table(rows, names):
    return {name: list(column) for name, column in zip(names, zip(*rows, strict=True), strict=True)}


FAST = Settings(replicates=50, draws=20)
ROWS = [(i, f"r{r}", "ny"[(i * r + i // 3) % 2], "fm"[r % 2], 1) for i in range(12) for r in range(12)]
TABLE = as_table(ROWS, ("item", "rater", "value", "sex", "wave"))
COLUMNS = {"attributes": {"gender": "sex"}, "occasion": "wave"}
FILE = {"path": "r.parquet", "columns": {"item": "item", "rater": "rater", "value": "value", **COLUMNS}}


def card_of(**more):
    text = "Ratings by many people of how safe replies of a chatbot in dialogues are, one by one."
    return Card.model_validate({
        "alignmentcard": "1.1",
        "dataset": {"id": "x", "title": "X", "summary": text},
        "dimensions": [{"id": "unsafe", "name": "Unsafe", "scale": {"level": "nominal", "values": ["n", "y"]}}],
        "release": {"files": [FILE]},
        **more,
    })  # fmt: skip


@pytest.fixture(scope="module")
def facts():
    return measure(pa.table(TABLE), card_of(), settings=FAST)


def test_a_dimension_is_found_by_its_name(facts):
    found = facts.dimension("unsafe")
    assert found is facts.dimension(None)
    assert facts.dimension("other") is None
    assert found.agreement.krippendorff_alpha.low <= found.agreement.krippendorff_alpha.value


def test_facts_survive_writing_and_reading(facts, tmp_path):
    write_facts(facts, tmp_path / "x.measured.json")
    again = read_facts(tmp_path / "x.measured.json")
    assert again.to_json() == facts.to_json()
    assert again.dimension("unsafe").sizes == facts.dimension("unsafe").sizes


def test_every_field_of_a_dimension_is_computed():
    assert {"sizes", *STATISTICS, *EXTRAS} == {field.name for field in fields(DimensionFacts)}


@pytest.mark.parametrize("name", EXTRAS)
def test_what_is_asked_for_by_name_wants_what_there_is_and_gives_what_its_field_holds(name):
    module, _, function = EXTRAS[name].partition(".")
    wants = get_type_hints(getattr(import_module(f"alignmentcard.measurement.statistics.{module}"), function))
    assert wants.pop("return") | None == get_type_hints(DimensionFacts)[name]
    assert wants == {one: get_type_hints(Counted)[one] for one in wants}


def test_facts_fit_their_schema(facts):
    jsonschema.validate(json.loads(facts.to_json()), json_schema())


def test_the_schema_in_the_repository_is_up_to_date(tmp_path):
    text = (folder("schema") / "measured-2.schema.json").read_text(encoding="utf-8")
    write_schema(tmp_path)
    assert (tmp_path / "measured-2.schema.json").read_text(encoding="utf-8") == text


def test_files_of_the_first_format_are_read_and_stay_as_they_are():
    schema = json.loads((folder("schema") / "measured-1.schema.json").read_text(encoding="utf-8"))
    text = (folder("templates") / "example.measured.json").read_text(encoding="utf-8")
    facts = Facts.from_json(text)
    assert (facts.format, facts.account, facts.told) == (1, (), ())
    jsonschema.validate(json.loads(facts.to_json()), schema)
    assert Facts.from_json(facts.to_json()) == facts
    assert not {"account", "told"} & json.loads(facts.to_json()).keys()


def test_the_schema_takes_one_format_only(facts):
    later = {**json.loads(facts.to_json()), "format": 3}
    with pytest.raises(jsonschema.ValidationError, match="2 was expected"):
        jsonschema.validate(later, json_schema())


def test_the_same_table_gives_the_same_bytes_in_any_order(facts):
    shuffled = pa.table(TABLE).take(pa.array(sorted(range(len(ROWS)), key=lambda n: n * 7 % 144)))
    assert measure(shuffled, card_of(), settings=FAST).to_json() == facts.to_json()


def test_another_seed_gives_other_intervals_and_the_same_values(facts):
    other = measure(pa.table(TABLE), card_of(), settings=Settings(replicates=50, draws=20, seed=7))
    ours, theirs = (one.dimension("unsafe").agreement.krippendorff_alpha for one in (facts, other))
    assert ours.value == theirs.value
    assert ours.high != theirs.high


@pytest.mark.parametrize("make", [pa.table, pd.DataFrame, pl.DataFrame], ids=["pyarrow", "pandas", "polars"])
def test_anything_that_speaks_arrow_is_measured_alike(facts, make):
    assert measure(make(TABLE), card_of(), settings=FAST).to_json() == facts.to_json()


def test_a_duckdb_relation_is_measured_alike(facts):
    duckdb = pytest.importorskip("duckdb")
    given = pa.table(TABLE)
    assert measure(duckdb.from_arrow(given), card_of(), settings=FAST).to_json() == facts.to_json()


def test_measure_can_be_called_from_the_package(facts):
    import alignmentcard.measurement.results.facts  # noqa: F401  (the package is then an attribute of its parent)
    from alignmentcard import measure as public

    assert public(pa.table(TABLE), card_of(), settings=FAST).to_json() == facts.to_json()


def test_a_file_is_measured_with_its_digest(facts, tmp_path):
    pq.write_table(pa.table(TABLE), tmp_path / "r.parquet")
    found = measure(tmp_path / "r.parquet", card_of(), settings=FAST)
    assert found.files[0].path == "r.parquet"
    assert len(found.files[0].sha256) == 64
    assert found.dimensions == facts.dimensions


def test_without_a_card_columns_are_guessed_and_named():
    found = measure(pa.table(TABLE), settings=FAST)
    assert found.table.guessed == ("item", "occasion", "rater", "value")
    assert found.card is None
    assert found.dimension(None).sizes.items == 12


def test_what_is_no_table_gives_one_sentence():
    with pytest.raises(AlignmentCardError, match="is not a table that can be measured"):
        measure(42)


def test_several_dimensions_need_a_column_or_a_name():
    two = card_of(dimensions=[{"id": "a", "name": "A"}, {"id": "b", "name": "B"}])
    with pytest.raises(AlignmentCardError, match="does not tell them apart"):
        measure(pa.table(TABLE), two, settings=FAST)
    assert list(measure(pa.table(TABLE), two, settings=FAST, dimension="b").dimensions) == ["b"]


def test_a_dimension_column_gives_each_its_own_facts():
    table = {**TABLE, "dimension": ["a", "b"] * 72}
    assert list(measure(pa.table(table), settings=FAST).dimensions) == ["a", "b"]


def test_the_digest_depends_on_what_is_measured_and_on_nothing_else():
    ours = card_digest(card_of())
    assert card_digest(card_of(dataset={"id": "x", "title": "Another title"})) == ours
    assert card_digest(card_of(release={"minimum_cell": 10, "files": []})) != ours


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "is not JSON"),
        ('{"format": 9}', "has format 9"),
        ("[]", "has format None"),
        ('{"format": 1}', "does not fit"),
        ('{"format": 2}', "does not fit"),
    ],
)
def test_a_file_that_is_no_measurement_gives_one_sentence(text, message):
    with pytest.raises(FactsError, match=message):
        Facts.from_json(text, "x.measured.json")


@pytest.mark.parametrize(
    ("card", "name"),
    [("a.card.yaml", "a.measured.json"), ("a.card.yml", "a.measured.json"), ("README.md", "README.measured.json")],
)
def test_facts_stand_beside_the_card(card, name):
    assert facts_path(Path("folder") / card) == Path("folder") / name


@pytest.mark.parametrize(
    ("number", "written"), [(0.1 + 0.2, 0.3), (1 / 3, 0.3333333333), (-1e-13, 0.0), (123456.7890123456, 123456.789)]
)
def test_numbers_are_rounded_to_ten_decimals_and_digits(number, written):
    assert repr(rounded(number)) == repr(written)


def test_no_group_of_raters_under_the_smallest_cell_is_in_the_file():
    small = {**TABLE, "sex": ["rare" if rater in ("r1", "r3") else "common" for rater in TABLE["rater"]]}
    assert "rare" not in measure(pa.table(small), card_of(), settings=FAST).to_json()


def test_undeclared_codes_and_ids_of_platforms_are_noticed():
    rows = [(i, f"{r:024x}", "y", "DATA_EXPIRED" if r == 1 else "f") for i in range(3) for r in range(8)]
    table = as_table(rows, ("item", "rater", "value", "sex"))
    found = measure(pa.table(table), settings=FAST, columns={"attributes": {"gender": "sex"}})
    assert found.table.missing_codes == {"gender": ("DATA_EXPIRED",)}
    assert found.table.rater_ids == "prolific"


def test_variants_tell_what_another_choice_would_give():
    rows = [(1, "a", "y", 1), (1, "a", "n", 2), (1, "b", "y", 1), (2, "a", "n", 1), (2, "b", "?", 1), (3, "a", "y", 1)]
    table = as_table(rows, ("item", "rater", "value", "occasion"))
    scale = {"level": "nominal", "values": ["n", "y", "?"], "abstain": ["?"]}
    card = card_of(dimensions=[{"id": "q", "name": "Q", "scale": scale}], release={})
    found = measure(pa.table(table), card, settings=FAST).dimension("q").variants
    choices = {(one.abstentions, one.repeats, one.single_rated) for one in found}
    assert ("counted", "first", "dropped") in choices
    assert ("dropped", "first", "dropped") in choices
    assert ("counted", "all", "dropped") in choices
    assert ("counted", "first", "counted") in choices


def test_mtbench_variants_explain_both_published_alphas(real):
    import duckdb

    from alignmentcard.measurement.run import run
    from alignmentcard.measurement.settings import Pair
    from alignmentcard.measurement.tables.files import find
    from alignmentcard.measurement.tables.ratings import Source
    from alignmentcard.model.release import Columns

    stored = duckdb.sql(f"""
        SELECT question_id || '|' || turn || '|' || model_first || '|' || model_second AS it, *,
               CASE WHEN shown_swapped THEN model_second ELSE model_first END AS model_a,
               CASE WHEN shown_swapped THEN model_first ELSE model_second END AS model_b
        FROM '{find(real / "mtbench_human.parquet").paths[0]}'""").to_arrow_table()
    said = Columns(item="question_id, turn", rater="annotator_id", value="winner_as_stored")
    settings = Settings(replicates=0, draws=5, repeats="all", pair=Pair("model_a", "model_b", "model_a", "model_b"))
    found = run([Source(stored, said)], settings=settings).dimension(None).variants
    alphas = {one.pairs: one.coefficients.get("alpha_nominal") for one in found if one.single_rated == "dropped"}
    assert alphas == {"one_order": pytest.approx(0.485461, abs=1e-6), "as_stored": pytest.approx(0.478352, abs=1e-6)}
