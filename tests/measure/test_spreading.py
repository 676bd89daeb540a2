"""Rows that are spread by a number come back as they were, wherever the folder for temporary files stands."""

import pyarrow as pa
import pytest

from alignmentcard.measurement.engine.duckdb_engine import DuckDB

# What ids and attributes may be: the largest numbers have no type in Parquet.
VALUES = {
    "HUGEINT": ["-170141183460469231731687303715884105727", "9007199254740993", None],
    "UHUGEINT": ["340282366920938463463374607431768211455", "0", None],
    "UBIGINT": ["18446744073709551615", "0", None],
    "DECIMAL(38, 20)": ["0.12345678901234567890", "-1", None],
    "TIMESTAMP_NS": ["2026-11-29 17:00:00.123456789", None],
    "UUID": ["c0ffee00-0000-4000-8000-000000000001", None],
    "DOUBLE": ["0.1", "nan", "-0.0", None],
    "FLOAT": ["0.1", None],
    "DATE": ["2026-11-29", None],
    "BOOLEAN": ["true", "false", None],
    "VARCHAR": ["", "é\n'\"", "007", None],
}


# A folder above may be called like a column of the rows, or hold what stands for any name.
@pytest.fixture(params=["plain", "item=5/shard=1/[a]*?'é%20"])
def odd_engine(tmp_path, request):
    folder = tmp_path / request.param
    folder.mkdir(parents=True)
    opened = DuckDB(temporary=folder)
    opened.seal([])
    yield opened
    opened.close()


def test_rows_come_back_as_they_were(odd_engine):
    for number, (kind, texts) in enumerate(VALUES.items()):
        odd_engine.hold(f"held{number}", pa.table({"text": texts, "shard": pa.array(range(len(texts)), pa.int32())}))
        rows = f"SELECT CAST(text AS {kind}) AS item, shard FROM held{number}"
        odd_engine.spread(f"spread{number}", rows, "shard", range(len(texts)))
        for shard, text in enumerate(texts):
            found = odd_engine.query(
                f"SELECT CAST(item AS VARCHAR) AS item, typeof(item) AS kind FROM spread{number}_{shard}"
            ).to_pylist()
            known = odd_engine.query(
                f"SELECT CAST(item AS VARCHAR) AS item, typeof(item) AS kind FROM ({rows}) r WHERE shard = {shard}"
            ).to_pylist()
            assert found == known, (kind, text)


def test_a_number_that_no_row_has_gives_no_rows(odd_engine):
    odd_engine.spread("spread", "SELECT 'a' AS item, 2 AS shard", "shard", [1, 2, 3])
    counts = [odd_engine.query(f"SELECT item FROM spread_{number}").num_rows for number in (1, 2, 3)]
    assert counts == [0, 1, 0]
