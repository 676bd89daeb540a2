"""Numbers on published tables, worked out twice by others, must come out the same."""

import csv
import json
from collections import defaultdict

import numpy as np
import pytest

from alignmentcard.measurement.settings import Settings
from alignmentcard.measurement.statistics.agreement import agreement, pattern_agreement
from alignmentcard.measurement.statistics.coefficients import Sums, alpha, cohen_kappa
from alignmentcard.measurement.statistics.few_raters import count_signatures
from alignmentcard.measurement.statistics.groups import groups
from alignmentcard.measurement.statistics.patterns import count_patterns
from alignmentcard.measurement.statistics.pool import pool
from alignmentcard.measurement.statistics.sizes import sizes
from alignmentcard.measurement.statistics.spread import spread
from alignmentcard.measurement.tables.scale import StatedScale
from alignmentcard.measurement.tables.study import open_study
from alignmentcard.model.release import Columns

ORDERED = {
    "dices_350": ("No", "Unsure", "Yes"),
    "polis_concussions": ("disagree", "pass", "agree"),
    "polis_minwage": ("disagree", "pass", "agree"),
    "polis_bowling_green": ("disagree", "pass", "agree"),
    "convabuse_full": ("-3", "-2", "-1", "0", "1"),
}
SEVERITY = "question = 'severity'"
CASES = [
    ("concor", "all", "", "all"),
    ("concor", "crowd only", "NOT expert", "all"),
    ("annotation_paradigms", "all 60 annotators", "", "all"),
    *(("annotation_paradigms", name, f"condition IN ({quoted})", "all") for name, quoted in [
        ("g1", "'g1'"), ("g2", "'g2'"), ("g3", "'g3'"),
        ("g1+g2", "'g1', 'g2'"), ("g2+g3", "'g2', 'g3'"), ("g1+g3", "'g1', 'g3'"),
    ]),
    ("hatecheck", "all 3901", "", "all"),
    ("hatecheck", "test suite 3728", "in_test_suite", "all"),
    ("mtbench_human", "order-normalised", "", "all"),
    ("mtbench_human", "first vote per judge x item", "", "first"),
    ("dices_350", "all", "", "all"),
    ("dices_350", "Unsure dropped", "value <> 'Unsure'", "all"),
    ("pandalm_pairs", "all", "", "all"),
    ("polis_concussions", "all votes incl. repeats", "", "all"),
    ("polis_concussions", "last vote per voter x item", "", "last"),
    ("polis_minwage", "all votes incl. repeats", "", "all"),
    ("polis_minwage", "last vote per voter x item", "", "last"),
    ("polis_bowling_green", "all", "", "all"),
    ("xstest_completions", "all", "", "all"),
    ("convabuse_full", "severity, first occasion only", f"{SEVERITY} AND occasion = 1", "all"),
    ("convabuse_full", "severity, all rows incl. repeats (rater identity ignored)", SEVERITY, "all"),
    *(("convabuse_full", f"{question} (only rows with severity<0)", f"question = '{question}' AND occasion = 1", "all")
      for question in ("type.sexist", "target.system", "direction.explicit")),
]  # fmt: skip


def rounded(value, digits=6):
    return pytest.approx(value, abs=0.51 * 10**-digits)


@pytest.mark.parametrize(
    ("table", "key", "where", "repeats"), CASES, ids=lambda part: part if isinstance(part, str) else ""
)
def test_published_tables_give_the_numbers_that_were_computed_twice(real, study_of, table, key, where, repeats):
    expected = json.loads((real / "expected.json").read_text())[table][key]
    values = ORDERED.get(table, ())
    values = tuple(value for value in values if value in expected["value_counts"])
    said = StatedScale("ordinal", values) if len(values) > 1 else StatedScale()
    study = study_of(real / f"{table}.parquet", said, settings=Settings(repeats=repeats, replicates=0), where=where)
    patterns = count_patterns(study)
    size, agreed, spreads = sizes(study), agreement(study, patterns), spread(study, patterns)
    assert size.ratings == expected["n_ratings"]
    assert size.items == expected["n_items"]
    assert size.items_rated_twice == expected["n_items_ge2"]
    assert size.raters == expected["n_annotators"]
    assert size.ratings_per_item.mean == rounded(expected["ratings_per_item"]["mean"], 4)
    for part in ("min", "median", "max"):
        assert getattr(size.ratings_per_item, part) == expected["ratings_per_item"][part]
        assert getattr(size.ratings_per_rater, part) == expected["ratings_per_annotator"][part]
    assert {value: count for value, count in size.values.items() if count} == expected["value_counts"]
    if repeats == "all":
        assert size.repeats == expected["repeat_ratings_same_annotator_item"]
    for level, value in expected["alpha"].items():
        assert agreed.alpha[level].value == rounded(value)
    assert agreed.percent_agreement.value == rounded(expected["mean_pairwise_percent_agreement_items_ge2"])
    assert spreads.entropy == rounded(expected["mean_item_entropy_bits_items_ge2"])
    assert spreads.unanimous == rounded(expected["share_unanimous_items_ge2"])
    if "fleiss_kappa_equal_n" in expected:
        assert agreed.fleiss_kappa.value == rounded(expected["fleiss_kappa_equal_n"])


def test_an_abstention_can_be_counted_with_another_value(real, study_of):
    expected = json.loads((real / "expected.json").read_text())["dices_350"]["Unsure counted with Yes"]
    study = study_of(real / "dices_350.parquet", StatedScale(values=("No", "Unsure", "Yes")))
    merged = count_patterns(study).merged(np.array([[1, 0], [0, 1], [0, 1]]))
    assert pattern_agreement(merged, study).alpha["nominal"].value == rounded(expected["alpha"]["nominal"])


def test_the_pairs_of_three_raters_have_the_published_kappas(real, study_of):
    expected = json.loads((real / "expected.json").read_text())["pandalm_pairs"]["cohen_kappa"]
    signatures = count_signatures(study_of(real / "pandalm_pairs.parquet"), 10)
    tables, _ = signatures.cross_tables()
    names = ["-".join(signatures.raters[rater] for rater in pair) for pair in signatures.pairs()]
    found = dict(zip(names, cohen_kappa(tables), strict=True))
    assert found == {pair: rounded(value) for pair, value in expected.items()}


def test_concor_batches_have_the_published_alphas(real, study_of):
    published = {
        row["batch"]: row
        for row in csv.DictReader(
            (real / "published" / "concor_k_alpha_per_batch_4_options.csv").read_text().splitlines()
        )
    }
    study = study_of(real / "concor.parquet", columns=Columns(dimension="batch"))
    assert len(published) == 60
    for number, (batch, row) in enumerate(published.items()):
        one = open_study(study.table, batch, StatedScale(), study.settings, number)
        found = pattern_agreement(count_patterns(one), one).alpha["nominal"]
        if row["k_alpha_4"] == "zero division":
            assert found.undefined == "no_overlap"
        else:
            assert round(found.value, 3) == float(row["k_alpha_4"])
        assert sizes(one).raters == int(row["num_annotators"])


def test_concor_pairs_of_raters_have_the_published_alphas(real, study_of):
    published = defaultdict(list)
    for row in csv.DictReader((real / "published" / "concor_pairwise_alpha.csv").read_text().splitlines()):
        published[row["batch"]].append(float(row["alpha"]))
    study = study_of(real / "concor.parquet", columns=Columns(dimension="batch"))
    for number, (batch, alphas) in enumerate(published.items()):
        found = count_signatures(open_study(study.table, batch, StatedScale(), study.settings, number), 12)
        tables, items = found.cross_tables()
        sums = Sums(tables + tables.transpose(0, 2, 1), items, items, items, items)
        assert sorted(alpha(sums, "nominal")) == pytest.approx(sorted(alphas), abs=0.00051)


BY_GROUP = [
    ("concor", "crowd only", "NOT expert", "sex", "all"),
    ("concor", "crowd only", "NOT expert", "student_status", "all"),
    ("annotation_paradigms", "all 60 annotators", "", "gender", "all"),
    ("annotation_paradigms", "g1", "condition = 'g1'", "gender", "all"),
    ("mtbench_human", "order-normalised", "", "judge_kind", "all"),
    ("polis_concussions", "last vote per voter x item", "", "opinion_group", "last"),
    ("polis_minwage", "last vote per voter x item", "", "opinion_group", "last"),
    ("polis_bowling_green", "all", "", "opinion_group", "all"),
]


@pytest.mark.parametrize(("table", "key", "where", "axis", "repeats"), BY_GROUP)
def test_groups_of_raters_have_the_alphas_and_sizes_that_were_computed(
    real, study_of, table, key, where, axis, repeats
):
    expected = json.loads((real / "expected.json").read_text())[table][key]["by_group"][axis]
    settings = Settings(repeats=repeats, replicates=0, minimum_cell=1)
    columns = Columns(attributes={axis: axis})
    study = study_of(real / f"{table}.parquet", StatedScale("nominal"), columns, settings, where)
    found = next(part for part in groups(study).agreement if part.axis == axis)
    alphas = {name: group["alpha"]["nominal"] for name, group in expected["groups"].items() if group.get("alpha")}
    assert alphas
    for name, alpha_of in alphas.items():
        assert found.within[name].value == rounded(alpha_of)
    composition = pool(study.table, 1, {}).axes[0]
    stated = {name: n for name, n in expected["pool_composition_annotators"].items() if name not in ("nan", "None")}
    assert composition.raters == stated
    assert composition.undisclosed == sum(
        n for name, n in expected["pool_composition_annotators"].items() if name not in stated
    )
