"""Addresses: what cannot be read is said in a sentence, and what can is all that the engine may reach."""

import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from alignmentcard.measurement.engine.engines import DuckDB, UnreadableTableError
from alignmentcard.measurement.run import run
from alignmentcard.measurement.tables.files import find
from alignmentcard.measurement.tables.ratings import Source


@pytest.mark.parametrize(
    ("where", "message"),
    [
        ("ftp://host/x.csv", "ftp://host/x.csv is no address that can be read. They start with s3://"),
        ("file:///etc/passwd", "is no address that can be read"),
        ("https://host/export.json", "export of an annotation tool. Download it"),
        ("s3://bucket/folder/", r"is a folder. Name the files in it, such as s3://bucket/folder/\*.parquet"),
        ("s3://bucket/table", "is not Parquet, CSV, JSONL, JSON, Arrow or a spreadsheet"),
    ],
)
def test_addresses_of_no_table_are_refused(where, message):
    with pytest.raises(UnreadableTableError, match=message):
        find(where)


def test_an_address_of_another_engine_names_it():
    with pytest.raises(UnreadableTableError, match=r"DuckDB cannot read hdfs:// addresses. Spark can: --engine spark"):
        run([Source(find("hdfs://host/x.parquet"))])


def test_an_extension_that_cannot_be_had_is_named_with_the_line_that_gets_it(engine, tmp_path):
    engine._run(f"SET extension_directory = '{tmp_path}'")
    engine._run(f"SET custom_extension_repository = '{tmp_path / 'nowhere'}'")
    with pytest.raises(UnreadableTableError, match=r"its extension httpfs, which is not .* run once: python -c"):
        engine.seal(["s3://bucket/x.parquet"])


@pytest.fixture
def served(tmp_path):
    """Serve two tables on this machine, where DuckDB has what it needs to read them; return the address."""
    try:
        duckdb.connect().execute("LOAD httpfs")
    except duckdb.Error:
        pytest.skip("DuckDB's extension httpfs is not installed")
    for name in ("rated.parquet", "other.parquet"):
        pq.write_table(pa.table({"item": [1, 1, 2, 2], "rater": [*"abab"], "value": [*"yyyn"]}), tmp_path / name)
    (tmp_path / "rated.csv").write_text("item,rater,value\n1,a,y\n1,b,y\n2,a,y\n2,b,n\n")

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_):
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=tmp_path))
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("name", ["rated.parquet", "rated.csv"])
def test_a_table_on_a_server_is_measured(served, name):
    found = run([Source(find(f"{served}/{name}"))])
    assert found.files[0].path == f"{served}/{name}"
    assert found.dimensions["ratings"].sizes.values == {"n": 1, "y": 3}


def test_nothing_but_the_named_address_can_be_reached(served):
    engine = DuckDB()
    engine.seal([f"{served}/rated.parquet"])
    assert engine.query(f"SELECT count(*) AS n FROM '{served}/rated.parquet'").to_pylist() == [{"n": 4}]
    with pytest.raises(UnreadableTableError, match="disabled by configuration"):
        engine.query(f"SELECT count(*) AS n FROM '{served}/other.parquet'")
    engine.close()


def test_a_table_that_a_server_does_not_have_is_said(served):
    with pytest.raises(UnreadableTableError, match="404"):
        run([Source(find(f"{served}/none.parquet"))])
