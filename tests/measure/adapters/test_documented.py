"""The guide names every tool and dataset that is read."""

from pathlib import Path

import pytest
from tool_exports import NAMED

from alignmentcard.measurement.tables.adapters import PROGRAMS, TOOLS, long_table
from alignmentcard.measurement.tables.adapters.datasets import DATASETS
from alignmentcard.measurement.tables.files import find

GUIDE = Path(__file__).parents[3] / "site" / "docs" / "guide" / "ratings-you-have.md"
DESCRIBED = {"aggregated preferences": "PKU-SafeRLHF", "chosen and rejected texts": "`chosen` and `rejected`",
             "lists of annotations (as MultiPref and HelpSteer have them)": "MultiPref, HelpSteer 3",
             "lists of scores (as HelpSteer 2 has them)": "HelpSteer 2"}  # fmt: skip


@pytest.mark.parametrize("name", sorted({one.TOOL for one in TOOLS} | {one.tool for one in DATASETS}))
def test_the_guide_names_what_is_read(name):
    assert DESCRIBED.get(name, name) in GUIDE.read_text("utf-8")


def test_each_program_has_an_export_among_the_examples(tmp_path):
    found = set()
    for name, make in NAMED.items():
        if not name.endswith("sheet"):  # read by a library that is not always there
            (tmp_path / name).mkdir()
            found.add(long_table(find(make(tmp_path / name)).paths).tool)
    assert found >= PROGRAMS
