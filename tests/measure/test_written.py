"""Lists and mappings as texts in cells: as JSON, Python and NumPy write them."""

import pytest

from alignmentcard.measurement.tables.written import written

READ = {
    '["a", "b"]': ["a", "b"],
    "['a', 'b']": ["a", "b"],
    "['a' 'b']": ["a", "b"],
    "['a, b' 'c']": ["a, b", "c"],
    "['a'\n 'b']": ["a", "b"],
    "[1 2 3]": [1, 2, 3],
    "[1. 2.5]": [1.0, 2.5],
    "[True, None]": [True, None],
    "{'ana': 1, 'ben': 2}": {"ana": 1, "ben": 2},
    "[]": [],
    "[a b]": None,
    "[see above]": None,
    "kind": None,
    "{1, 2}": None,
    "[": None,
}


@pytest.mark.parametrize("text", READ)
def test_a_text_that_writes_a_list_or_a_mapping_is_read(text):
    assert written(text) == READ[text]
