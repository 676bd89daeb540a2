"""What receives an export reads nothing that the card does not say, and no half sentence."""

import pytest

from alignmentcard.convert.prose.clauses import CLAUSES
from alignmentcard.convert.prose.silence import clause, unstated
from alignmentcard.model.fields import walk

NEVER_GAPS = ("alignmentcard", "gaps", "evidence", "ignore", "reviews", "extensions")
"""What a card has for programs, or about itself."""
CALLED_BY = ("id", "name", "title", "version", "system", "dimension", "note", "date", "changes")
"""What entries of a list are called by, and what nobody asks for where it is missing."""


def test_one_field_that_is_not_known_is_not_told_as_its_whole_section() -> None:
    wide = {text for path, text in CLAUSES.items() if "." not in path}
    paths = [one.path for one in walk() if "." in one.path and not one.path.startswith(NEVER_GAPS)]
    paths = [path for path in paths if path.rpartition(".")[2] not in CALLED_BY]
    assert len(paths) > 200
    own = {path: clause(tuple(path.split("."))) for path in paths}
    assert {path: text for path, text in own.items() if text in wide and path not in CLAUSES} == {}


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("framework.chosen_because", "why raters were asked just this"),
        ("dataset.links.doi", "the DOI of the dataset"),
        ("release.minimum_cell", "how small a group may be about which numbers are given"),
        ("pools.people.recruitment.platform", "on which platform people were recruited"),
        ("statistics.model_effects", "what it does to a model who the raters were"),
    ],
)
def test_a_gap_is_about_its_own_field(field: str, said: str) -> None:
    data = {"pools": [{"id": "people", "kind": "human"}], "gaps": [{"field": field, "reason": "unknown"}]}
    assert list(unstated(data)) == [
        f"The documentation of the data does not state {said}; it was looked for and not found."
    ]
