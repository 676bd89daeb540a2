"""Exports after public bug reports, where they are at hand, with the value that stands beside each."""

from pathlib import Path

import pytest

from alignmentcard.document import read
from alignmentcard.errors import AlignmentCardError
from alignmentcard.loader import load
from alignmentcard.measurement.run import run
from alignmentcard.measurement.settings import Settings
from alignmentcard.measurement.tables.sources import sources_of

WILD = Path(__file__).parents[4] / "shared" / "cases" / "wild"
pytestmark = pytest.mark.skipif(not WILD.exists(), reason="the cases are not at hand (../shared/cases/wild)")
FAST = Settings(replicates=0, draws=1)

SEVEN = {"items": 3, "raters": 3, "ratings": 7}
ARGILLA = ("columns.json", "flat.json", "flat.jsonl", "flat.parquet", "index.json", "nested.json", "nestedcols.json")
CASES = [
    *(("01-labelstudio-json", "export.json", name, SEVEN)
      for name in ("tone", "score", "better", "order", "tags", "minutes")),
    ("02-labelstudio-nested-choices", "export.json", "cat", {"items": 3, "raters": 2, "ratings": 5, "percent": 0.5}),
    *(("03-labelstudio-json-min", "min.json", name, SEVEN) for name in ("tone", "score", "better", "tags")),
    *(("04-labelstudio-csv", "e.csv", name, SEVEN) for name in ("tone", "score", "better", "tags")),
    *(("05-argilla-v2", file, name, SEVEN) for file in ARGILLA for name in ("label", "quality", "topics", "order")),
    ("06-doccano-per-user", "export", "label", {"raters": 2, "ratings": 7, "nominal": 0.0}),
    ("06-doccano-per-user", "csv", "label", {"raters": 2, "ratings": 7}),
    ("07-prodigy-choice", "prodigy.jsonl", "risk", {"several": 3, "nominal": 0.444}),
    ("08-potato-output-folder", "annotation_output", "politeness", {"items": 3, "raters": 3, "ratings": 9}),
    ("09-mturk-batch-csv", "batch.csv", "sentiment", {**SEVEN, "nominal": 1.0}),
    ("10-inception-diff-csv", "diff.csv", "tone", {"items": 4, "raters": 3, "ratings": 11}),
    *(("11-list-of-annotators", file, "overall_pref", {"raters": 3, "ratings": 9})
      for file in ("multi.json", "multi.jsonl")),
    ("12-list-of-scores", "d.jsonl", "helpfulness", {"items": 3, "ratings": 9}),
    ("13-lewidi-2025", "csc.json", "sarcasm", {"ratings": 6}),
    ("43-csv-dialects", "qualtrics.csv", "v", {"items": 2, "raters": 9, "ratings": 18}),
    ("46-dices-table", "d.csv", "q-overall", {"items": 3, "raters": 3, "ratings": 9}),
    ("47-prism-utterances", "u.jsonl", "score", {"items": 6, "raters": 3, "ratings": 6, "several": 0}),
    ("48-arena-pairs", "a.jsonl", "win", {"items": 2, "ratings": 5, "percent": 0.667}),
    ("50-aggregated-preferences", "k.jsonl", "better", {"items": 2, "ratings": 2, "raters": None}),
    ("61-argilla-v2-ranking", "r.json", "order", {"percent": 0.444}),
]  # fmt: skip
REFUSED = [
    ("13-lewidi-2025", "blind.json", "blind test set"),
    ("49-oasst-aggregates", "o.jsonl", "a mean and a count"),
    ("50-aggregated-preferences", "hh.jsonl", "not single answers"),
]
OWN_COLUMNS = [("07-prodigy-choice", "risk"), ("09-mturk-batch-csv", "sentiment")]


def measured(folder, data=None, card="c.card.yaml"):
    read_card = load(read(str(WILD / folder / card))).card
    return run(sources_of(read_card, WILD / folder, data and str(WILD / folder / data)), read_card, FAST)


@pytest.mark.parametrize(("folder", "file", "dimension", "right"), CASES)
def test_an_export_gives_the_right_value_with_nothing_said(folder, file, dimension, right):
    facts = measured(folder, file).dimensions[dimension]
    found = {
        "items": facts.sizes.items,
        "raters": facts.sizes.raters,
        "ratings": facts.sizes.ratings,
        "several": facts.agreement.items,
        "percent": facts.agreement.percent_agreement.value,
        "nominal": facts.agreement.alpha["nominal"].value,
    }
    assert {name: found[name] for name in right} == pytest.approx(right, abs=5e-4)


@pytest.mark.parametrize(("folder", "file", "reason"), REFUSED)
def test_an_export_without_single_answers_is_refused_with_the_reason(folder, file, reason):
    with pytest.raises(AlignmentCardError, match=reason):
        measured(folder, file)


@pytest.mark.parametrize(("folder", "dimension"), OWN_COLUMNS)
def test_columns_that_the_author_names_are_read_as_they_stand(folder, dimension):
    facts = measured(folder, card="only.card.yaml")
    assert facts.table.tool is None
    assert list(facts.dimensions) == [dimension]
