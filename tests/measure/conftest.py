"""Short ways to measure a table in memory, and the published tables where they are at hand."""

from pathlib import Path

import pyarrow as pa
import pytest

from alignmentcard.measurement.engine.engines import open_engine
from alignmentcard.measurement.settings import Settings
from alignmentcard.measurement.statistics.pool import members
from alignmentcard.measurement.tables.files import find
from alignmentcard.measurement.tables.ratings import Source, open_ratings
from alignmentcard.measurement.tables.scale import StatedScale
from alignmentcard.measurement.tables.study import open_study
from alignmentcard.model.release import Columns

REAL = Path(__file__).parents[3] / "shared" / "data"


@pytest.fixture
def engine():
    opened = open_engine()
    yield opened
    opened.close()


@pytest.fixture
def study_of(engine):
    """Open a table (a mapping of columns, or a Parquet file and a condition) as one study."""

    def open_table(data, said=None, columns=None, settings=None, where="", **options):
        said, settings = said or StatedScale(), settings or Settings(replicates=0)
        if isinstance(data, dict):
            source = Source(pa.table(data), columns or Columns())
        elif where:
            engine.read("whole", (str(data),), "parquet")
            source = Source(engine.query(f"SELECT * FROM whole WHERE {where}"), columns or Columns())
        else:
            source = Source(find(data), columns or Columns())
        table = open_ratings(engine, source, pair=settings.pair, **options)
        if table.rater:
            members(table)
        return open_study(table, None, said, settings)

    return open_table


@pytest.fixture
def real():
    """Return the folder of published tables, or skip."""
    if not REAL.exists():
        pytest.skip("the published tables are not at hand (../shared/data)")
    return REAL
