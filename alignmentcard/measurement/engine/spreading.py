"""Rows in files of Parquet by a number, as DuckDB writes and reads them."""

from collections.abc import Sequence

EXACT = ("BOOLEAN", "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "FLOAT",
         "DOUBLE", "VARCHAR", "DATE")  # fmt: skip
"""Types that Parquet gives back as they were; others, such as whole numbers of 128 bits, are written as texts."""
TOGETHER = 1 << 14
"""Each thread holds so many rows for each number before it writes them; by itself, DuckDB holds 32 times as many."""
FORM = f"FORMAT parquet, PARQUET_VERSION v2, COMPRESSION snappy, ROW_GROUP_SIZE {2 * TOGETHER}"

Column = tuple[str, str]
"""The name of a column, quoted, and its type."""


def writing(sql: str, columns: Sequence[Column], by: str) -> str:
    """Write the statement that puts rows into a folder, in a file for each number; `?` stands for the folder."""
    fields = ", ".join(name if kind in EXACT else f"CAST({name} AS VARCHAR) AS {name}" for name, kind in columns)
    return f"COPY (SELECT {fields} FROM ({sql}) rows_to_spread) TO ? ({FORM}, PARTITION_BY ({by}))"


def reading(columns: Sequence[Column], by: str, files: str) -> str:
    """Write the query of files of one number; names of folders above them are no columns."""
    fields = (name if kind in EXACT else f"CAST({name} AS {kind}) AS {name}" for name, kind in columns if name != by)
    return f"SELECT {', '.join(fields)} FROM read_parquet({files}, hive_partitioning = false)"
