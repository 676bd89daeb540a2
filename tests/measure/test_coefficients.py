"""Coefficients that are asked for by name, against the programs that others use for them, on random tables."""

import warnings

import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis_profiles import with_examples

from alignmentcard.measurement.results.definitions import UNDEFINED
from alignmentcard.measurement.settings import Settings
from alignmentcard.measurement.statistics.agreement import agreement
from alignmentcard.measurement.statistics.more_coefficients import more_coefficients
from alignmentcard.measurement.statistics.pairs import FEWEST_SHARED
from alignmentcard.measurement.statistics.patterns import count_patterns
from alignmentcard.measurement.tables.scale import StatedScale

NAN = float("nan")
POINTS = Settings(replicates=0)
VALUES = [1.0, 2.0, 3.0, 4.0, 5.0]
"""Told to irrCAC, which else takes a gap for one more value."""
ONE_TO_FIVE = StatedScale("interval", ("1", "2", "3", "4", "5"))
GWET = [
    [1, 1, NAN, 1], [2, 2, 3, 2], [3, 3, 3, 3], [3, 3, 3, 3], [2, 2, 2, 2], [1, 2, 3, 4],
    [4, 4, 4, 4], [1, 1, 2, 1], [2, 2, 2, 2], [NAN, 5, 5, 5], [NAN, NAN, 1, 1], [NAN, NAN, 3, NAN],
]  # fmt: skip
"""Gwet (2014): twelve items, four raters, gaps, and an item with one rating; also in irrCAC as `raw_4raters`."""


def reference(name):
    """Import another program, or skip; what it warns of itself is its own matter."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return pytest.importorskip(name)
        except (ImportError, ValueError) as error:  # binaries that do not fit each other
            pytest.skip(f"{name} cannot be imported: {error}")


def long(matrix):
    """Write a matrix (items, raters) with NaN for gaps as a long table."""
    items, raters = np.nonzero(~np.isnan(matrix))
    return {
        "item": [f"i{item:03}" for item in items],
        "rater": [f"r{rater}" for rater in raters],
        "value": [int(value) for value in matrix[items, raters]],
    }


def measured(study_of, matrix, said=ONE_TO_FIVE, settings=POINTS):
    study = study_of(long(matrix), said, settings=settings)
    return more_coefficients(study, count_patterns(study), said)


def test_those_of_a_worked_example_are_those_that_its_author_gives(study_of):
    study = study_of(long(np.array(GWET)), ONE_TO_FIVE, settings=POINTS)
    usual, found = agreement(study, count_patterns(study)), measured(study_of, np.array(GWET))
    assert usual.gwet_ac1.value == pytest.approx(0.77544, abs=5e-6)
    assert usual.fleiss_kappa.value == pytest.approx(0.76117, abs=5e-6)
    assert found.conger_kappa.value == pytest.approx(0.76282, abs=5e-6)
    assert found.brennan_prediger.value == pytest.approx(0.77273, abs=5e-6)


def test_intraclass_correlations_are_those_that_shrout_and_fleiss_print(study_of):
    table = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]
    found = measured(study_of, np.array(table, dtype=float), StatedScale("interval"))
    names = ("icc_1", "icc_a1", "icc_c1", "icc_1k", "icc_ak", "icc_ck")
    assert [round(getattr(found, name).value, 2) for name in names] == [0.17, 0.29, 0.71, 0.44, 0.62, 0.91]


def test_those_of_two_raters_are_those_of_counting(study_of):
    a, b = np.array([1, 1, 2, 2, 3, 3, 3, 2] * 3), np.array([1, 2, 2, 3, 3, 3, 1, 2] * 3)
    found = measured(study_of, np.column_stack([a, b]).astype(float), StatedScale("interval", ("1", "2", "3")))
    apart = np.abs(a[:, None] - b[None, :])
    assert found.weighted_kappa_linear.value == pytest.approx(1 - abs(a - b).mean() / apart.mean())
    assert found.weighted_kappa_quadratic.value == pytest.approx(1 - ((a - b) ** 2).mean() / (apart**2).mean())
    assert found.pearson.value == pytest.approx(np.corrcoef(a, b)[0, 1])
    order = np.sign(a[:, None] - a) * np.sign(b[:, None] - b)
    ties = [(np.sign(x[:, None] - x) ** 2).sum() for x in (a, b)]
    assert found.kendall_tau.value == pytest.approx(order.sum() / np.sqrt(ties[0] * ties[1]))


@st.composite
def matrices(draw, gaps=True):
    """Draw tables of 30 items and two to four raters who lean to the item's value; some items have one rating."""
    rng = np.random.default_rng(draw(st.integers(0, 2**32)))
    raters, noise = draw(st.integers(2, 4)), draw(st.integers(1, 3))
    truth = rng.integers(1, 6, 30)
    table = np.clip(truth[:, None] + rng.integers(-noise, noise + 1, (30, raters)), 1, 5).astype(float)
    table[:5, 0] = np.arange(1, 6)  # all values occur
    if gaps:
        table[rng.random(table.shape) < draw(st.sampled_from([0.0, 0.2, 0.4]))] = NAN
        table[:5, 0] = np.arange(1, 6)
    return table


def on_random(matrix):
    few = settings(
        with_examples(8),
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )
    return lambda test: pytest.mark.filterwarnings("ignore")(few(given(matrix=matrix)(test)))  # of others' programs


def test_those_of_two_raters_are_those_that_gwet_prints(study_of):
    """The table of two abstractors, with what its author prints of it in the overview of irrCAC."""
    table = np.array([[13, 0, 0], [0, 20, 7], [0, 4, 56]])
    matrix = np.array([[a + 1, b + 1] for (a, b), times in np.ndenumerate(table) for _ in range(times)], dtype=float)
    said = StatedScale("nominal", ("1", "2", "3"))
    study = study_of(long(matrix), said, settings=POINTS)
    assert agreement(study, count_patterns(study)).cohen_kappa.value == pytest.approx(0.7964094, abs=5e-8)
    assert measured(study_of, matrix, said).scott_pi.value == pytest.approx(0.7962397, abs=5e-8)


def by_going_through_pairs(matrix, weights):
    """Gwet's coefficients from their definitions, pair by pair of answers and of raters; weights (values, values)."""
    rated = [row[~np.isnan(row)].astype(int) - 1 for row in matrix]
    agreed = [np.mean([weights[a, b] for i, a in enumerate(row) for j, b in enumerate(row) if i != j])
              for row in rated if len(row) > 1]  # fmt: skip
    q = len(weights)
    shares = np.mean([np.bincount(row, minlength=q) / len(row) for row in rated if len(row)], axis=0)
    each = [np.bincount(column[~np.isnan(column)].astype(int) - 1, minlength=q) for column in matrix.T]
    each = [counts / counts.sum() for counts in each]
    chance = {
        "fleiss": shares @ weights @ shares,
        "gwet": weights.sum() * (shares * (1 - shares)).sum() / (q * (q - 1)),
        "bp": weights.mean(),
        "conger": np.mean([a @ weights @ b for i, a in enumerate(each) for j, b in enumerate(each) if i != j]),
    }
    return {name: (np.mean(agreed) - pe) / (1 - pe) for name, pe in chance.items()}


@on_random(matrices())
def test_those_of_many_raters_are_those_of_going_through_pairs(study_of, matrix):
    """Needs no other program, and so runs everywhere; that it is right itself, the worked example below says."""
    apart = np.abs(np.subtract.outer(np.arange(5), np.arange(5))) / 4
    plain, linear, quadratic = (by_going_through_pairs(matrix, w) for w in (np.eye(5), 1 - apart, 1 - apart**2))
    found = measured(study_of, matrix)
    study = study_of(long(matrix), ONE_TO_FIVE, settings=POINTS)
    usual = agreement(study, count_patterns(study))
    ours = [usual.fleiss_kappa, usual.gwet_ac1, found.brennan_prediger, found.conger_kappa,
            found.gwet_ac2_linear, found.gwet_ac2_quadratic]  # fmt: skip
    theirs = [*(plain[name] for name in ("fleiss", "gwet", "bp", "conger")), linear["gwet"], quadratic["gwet"]]
    assert [one.value for one in ours] == pytest.approx(theirs, abs=1e-9)


def test_going_through_pairs_gives_what_gwet_prints():
    plain = by_going_through_pairs(np.array(GWET), np.eye(5))
    printed = {"gwet": 0.77544, "fleiss": 0.76117, "conger": 0.76282, "bp": 0.77273}
    assert plain == pytest.approx(printed, abs=5e-6)


@pytest.mark.nightly
@on_random(matrices())
def test_those_of_many_raters_are_those_of_irrcac(study_of, matrix):
    pandas, raw = reference("pandas"), reference("irrCAC.raw")
    found = measured(study_of, matrix)
    study = study_of(long(matrix), ONE_TO_FIVE, settings=POINTS)
    usual = agreement(study, count_patterns(study))
    table = pandas.DataFrame(matrix).dropna(how="all")
    by_weight = {
        name: raw.CAC(table, weights=name, categories=VALUES, digits=12) for name in ("identity", "linear", "quadratic")
    }

    def theirs(weight, name):
        return getattr(by_weight[weight], name)()["est"]["coefficient_value"]

    pairs = {
        "conger": (found.conger_kappa, theirs("identity", "conger")),
        "brennan and prediger": (found.brennan_prediger, theirs("identity", "bp")),
        "AC2 linear": (found.gwet_ac2_linear, theirs("linear", "gwet")),
        "AC2 quadratic": (found.gwet_ac2_quadratic, theirs("quadratic", "gwet")),
        "AC1": (usual.gwet_ac1, theirs("identity", "gwet")),
        "fleiss": (usual.fleiss_kappa, theirs("identity", "fleiss")),
    }
    assert {name: ours.value for name, (ours, _) in pairs.items()} == pytest.approx(
        {name: value for name, (_, value) in pairs.items()}, abs=1e-9
    )


def pairs_of(matrix):
    """Yield the answers of two raters to the items that both answered, of pairs that share twenty."""
    for a in range(matrix.shape[1]):
        for b in range(a + 1, matrix.shape[1]):
            both = ~np.isnan(matrix[:, [a, b]]).any(axis=1)
            if both.sum() >= 20:
                yield matrix[both, a].astype(int), matrix[both, b].astype(int)


@pytest.mark.nightly
@on_random(matrices())
def test_those_of_two_raters_are_the_mean_of_those_of_sklearn_and_scipy(study_of, matrix):
    metrics, stats = reference("sklearn.metrics"), reference("scipy.stats")
    found, pairs = measured(study_of, matrix), list(pairs_of(matrix))
    if not pairs:
        assert found.pearson.undefined in ("few_shared", "few_in_pairs")
        return
    values = [1, 2, 3, 4, 5]
    kappa = metrics.cohen_kappa_score
    theirs = {
        "weighted_kappa_linear": [kappa(a, b, labels=values, weights="linear") for a, b in pairs],
        "weighted_kappa_quadratic": [kappa(a, b, labels=values, weights="quadratic") for a, b in pairs],
        "pearson": [stats.pearsonr(a, b)[0] for a, b in pairs],
        "spearman": [stats.spearmanr(a, b)[0] for a, b in pairs],
        "kendall_tau": [stats.kendalltau(a, b)[0] for a, b in pairs],
        "scott_pi": [_scott(a, b) for a, b in pairs],
    }
    assert {name: getattr(found, name).value for name in theirs} == pytest.approx(
        {name: np.mean(one) for name, one in theirs.items()}, abs=1e-9
    )
    assert found.pairs == len(pairs)


def _scott(a, b):
    """Scott's pi is Fleiss' kappa of two raters, as statsmodels has it."""
    inter_rater = reference("statsmodels.stats.inter_rater")
    table, _ = inter_rater.aggregate_raters(np.column_stack([a, b]))
    return inter_rater.fleiss_kappa(table)


def by_squares(matrix):
    """The intraclass correlations of McGraw and Wong (1996), table 4, from the mean squares of a matrix."""
    n, k = matrix.shape
    rows, columns, whole = matrix.mean(axis=1), matrix.mean(axis=0), matrix.mean()
    items = k * ((rows - whole) ** 2).sum() / (n - 1)
    raters = n * ((columns - whole) ** 2).sum() / (k - 1)
    rest = ((matrix - rows[:, None] - columns + whole) ** 2).sum() / ((n - 1) * (k - 1))
    within = ((matrix - rows[:, None]) ** 2).sum() / (n * (k - 1))
    return {
        "icc_1": (items - within) / (items + (k - 1) * within),
        "icc_a1": (items - rest) / (items + (k - 1) * rest + k * (raters - rest) / n),
        "icc_c1": (items - rest) / (items + (k - 1) * rest),
    }


@on_random(matrices(gaps=False))
def test_intraclass_correlations_are_those_of_the_published_formulas(study_of, matrix):
    """Their intervals are those of leaving out each row of the matrix in turn, on the scale of Fisher's z."""
    stats, (n, k) = reference("scipy.stats"), matrix.shape
    found, expected = measured(study_of, matrix, settings=Settings(replicates=1)), by_squares(matrix)
    without = [by_squares(np.delete(matrix, row, axis=0)) for row in range(n)]
    for name, value in expected.items():
        z = np.arctanh([one[name] for one in without])
        half = stats.t.ppf(0.975, n - 1) * np.sqrt((n - 1) * z.var())
        numbers = [value, *np.tanh(np.arctanh(value) + half * np.array([-1, 1]))]
        one, mean = getattr(found, name), getattr(found, {"icc_1": "icc_1k", "icc_a1": "icc_ak"}.get(name, "icc_ck"))
        assert [one.value, one.low, one.high] == pytest.approx(numbers, abs=1e-6)
        stepped = [k * number / (1 + (k - 1) * number) for number in numbers]
        assert [mean.value, mean.low, mean.high] == pytest.approx(stepped, abs=1e-5)
        assert one.no_both == mean.no_both == "crossed"


@pytest.mark.parametrize(("items", "apart", "reason"), [(29, 1, "few_items"), (30, 0, "all_agree"), (30, 1, None)])
def test_intraclass_correlations_of_few_items_or_of_one_mind_have_no_interval(study_of, items, apart, reason):
    matrix = np.array([[1 + item % 5, 1 + (item + apart * (item % 7 == 0)) % 5] for item in range(items)], dtype=float)
    found = measured(study_of, matrix, settings=Settings(replicates=1))
    assert {getattr(found, f"icc_{name}").no_interval for name in ("1", "1k")} == {reason}
    of_every_rater = "few_complete" if reason == "few_items" else reason
    assert {getattr(found, f"icc_{name}").no_interval for name in ("a1", "c1", "ak", "ck")} == {of_every_rater}


@pytest.mark.parametrize(("items", "values", "reason"), [
    (12, 2, "few_in_pairs"), (20, 2, None), (20, 1, "no_variation"),
])  # fmt: skip
def test_pairs_that_share_too_few_items_are_not_shown_and_not_said_to_have_no_number(study_of, items, values, reason):
    matrix = np.array([[1 + item % values] * 2 for item in range(items)], dtype=float)
    study = study_of(long(matrix), ONE_TO_FIVE, settings=POINTS)
    assert agreement(study, count_patterns(study)).cohen_kappa.undefined == reason
    assert measured(study_of, matrix).scott_pi.undefined == reason
    assert not UNDEFINED["few_in_pairs"].by_definition
    assert str(FEWEST_SHARED) in UNDEFINED["few_in_pairs"].since


def test_the_concordance_of_a_few_raters_on_a_wide_scale_is_not_said_to_be_of_many(study_of):
    matrix = np.random.default_rng(1).permutation(480).astype(float).reshape(120, 4)
    study = study_of(long(matrix), StatedScale("interval"), settings=Settings(replicates=1))
    found = more_coefficients(study, None, StatedScale("interval")).kendall_w
    assert found.no_interval == "wide_scale"


@on_random(matrices())
def test_those_of_two_raters_are_those_of_ranks_and_cross_tables(study_of, matrix):
    """Spearman's correlation is Pearson's of mid-ranks; weighted kappa is one less observed over expected distance."""
    stats, found = reference("scipy.stats"), measured(study_of, matrix)
    pairs = list(pairs_of(matrix))
    if not pairs:
        assert found.spearman.undefined in ("few_shared", "few_in_pairs")
        return
    ranked = [np.corrcoef(stats.rankdata(a), stats.rankdata(b))[0, 1] for a, b in pairs]
    apart = [np.subtract.outer(a, b) for a, b in pairs]
    linear = [1 - abs(a - b).mean() / abs(every).mean() for (a, b), every in zip(pairs, apart, strict=True)]
    quadratic = [1 - ((a - b) ** 2).mean() / (every**2).mean() for (a, b), every in zip(pairs, apart, strict=True)]
    ours = [found.spearman, found.weighted_kappa_linear, found.weighted_kappa_quadratic]
    assert [one.value for one in ours] == pytest.approx([np.mean(one) for one in (ranked, linear, quadratic)], abs=1e-9)


@pytest.mark.nightly
@on_random(matrices(gaps=False))
def test_intraclass_correlations_are_those_of_pingouin(study_of, matrix):
    pandas, pingouin = reference("pandas"), reference("pingouin")
    found = measured(study_of, matrix, settings=Settings(replicates=1))
    theirs = pingouin.intraclass_corr(pandas.DataFrame(long(matrix)), "item", "rater", "value")
    names = ("icc_1", "icc_a1", "icc_c1", "icc_1k", "icc_ak", "icc_ck")
    ours = [getattr(found, name) for name in names]
    assert [one.value for one in ours] == pytest.approx(list(theirs["ICC"]), abs=1e-9)


@pytest.mark.nightly
@on_random(matrices(gaps=False))
def test_kendalls_w_is_friedmans_statistic_over_its_largest(study_of, matrix):
    stats = reference("scipy.stats")
    found = measured(study_of, matrix)
    items, raters = matrix.shape
    ranks = np.column_stack([stats.rankdata(matrix[:, rater]) for rater in range(raters)])
    theirs = stats.friedmanchisquare(*ranks)[0] if items > 2 else NAN
    assert found.kendall_w.value == pytest.approx(theirs / (raters * (items - 1)), abs=1e-9)
    assert found.complete == items


def test_icc_1_of_unequal_numbers_is_that_of_the_analysis_of_variance(study_of):
    matrix = np.array([[1, 2, NAN], [3, 3, 4], [5, 4, NAN], [2, NAN, NAN]])
    groups = [row[~np.isnan(row)] for row in matrix[:3]]  # the last item has one rating
    between = sum(len(one) * (one.mean() - np.concatenate(groups).mean()) ** 2 for one in groups) / 2
    within = sum(((one - one.mean()) ** 2).sum() for one in groups) / (7 - 3)
    usual = (7 - (4 + 9 + 4) / 7) / 2
    expected = (between - within) / (between + (usual - 1) * within)
    assert measured(study_of, matrix).icc_1.value == pytest.approx(expected)


def test_pabak_of_two_values_is_twice_the_agreement_less_one(study_of):
    matrix = np.array([[1, 1]] * 15 + [[1, 2]] * 5, dtype=float)
    assert measured(study_of, matrix, StatedScale(values=("1", "2"))).brennan_prediger.value == pytest.approx(
        2 * 0.75 - 1
    )


def test_a_value_of_the_scale_that_nobody_gave_counts_for_even_chance(study_of):
    matrix = np.array([[1, 1]] * 15 + [[1, 2]] * 5, dtype=float)
    said = StatedScale(values=("1", "2", "3"))
    assert measured(study_of, matrix, said).brennan_prediger.value == pytest.approx((0.75 - 1 / 3) / (1 - 1 / 3))


def test_words_in_an_order_stand_where_the_scale_has_them(study_of):
    said = StatedScale("ordinal", ("low", "middle", "high", "top"))
    rows = {"item": [n // 2 for n in range(80)], "rater": ["a", "b"] * 40}
    words = [
        pair for n in range(40) for pair in (("low", "low"), ("low", "middle"), ("top", "top"), ("top", "low"))[n % 4]
    ]
    study = study_of({**rows, "value": words}, said)
    found = more_coefficients(study, count_patterns(study), said)
    numbers = {"low": 1, "middle": 2, "top": 4}
    study = study_of({**rows, "value": [numbers[word] for word in words]}, StatedScale("interval"))
    same = more_coefficients(study, count_patterns(study), StatedScale("interval"))
    assert found.weighted_kappa_linear.value == pytest.approx(same.weighted_kappa_linear.value)
    assert (found.pearson.undefined, found.icc_1.undefined) == ("no_numbers", "no_numbers")


@pytest.mark.parametrize(("matrix", "said", "reasons"), [
    ([[1, 1]] * 30, StatedScale("interval"), dict.fromkeys(
        ("scott_pi", "icc_a1", "kendall_w", "gwet_ac2_linear", "conger_kappa"), "no_variation")),
    ([[1, NAN], [NAN, 2]] * 15, StatedScale("interval"), {
        "scott_pi": "few_shared", "icc_a1": "not_crossed", **dict.fromkeys(
            ("icc_1", "conger_kappa", "brennan_prediger"), "no_overlap")}),
], ids=["one answer", "no item shared"])  # fmt: skip
def test_what_is_not_defined_says_why(study_of, matrix, said, reasons):
    found = measured(study_of, np.array(matrix, dtype=float), said)
    assert {name: getattr(found, name).undefined for name in reasons} == reasons


def test_names_have_no_order(study_of):
    rows = {"item": [n // 2 for n in range(80)], "rater": ["a", "b"] * 40, "value": ["x", "y", "z", "x"] * 20}
    study = study_of(rows, StatedScale("nominal"))
    found = more_coefficients(study, count_patterns(study), StatedScale("nominal"))
    names = ("weighted_kappa_linear", "gwet_ac2_quadratic", "spearman", "kendall_tau", "kendall_w")
    assert {getattr(found, name).undefined for name in names} == {"no_order"}
    assert found.icc_1.undefined == found.pearson.undefined == "no_numbers"


def test_a_table_without_variance_between_items_has_no_interval_of_icc_a(study_of):
    found = measured(study_of, np.array([[1, 2], [2, 1]] * 15, dtype=float), settings=Settings(replicates=1))
    assert found.icc_a1.value < 0
    assert found.icc_a1.no_interval == "few_defined"


def test_intervals_hold_the_number_and_say_why_where_there_is_none(study_of):
    rng = np.random.default_rng(3)
    few = np.clip(rng.integers(1, 6, (60, 1)) + rng.integers(-1, 2, (60, 3)), 1, 5).astype(float)
    found = measured(study_of, few, settings=Settings(replicates=200))
    for name in ("conger_kappa", "weighted_kappa_linear", "kendall_tau", "kendall_w", "gwet_ac2_linear", "icc_ak"):
        one = getattr(found, name)
        assert one.low < one.value < one.high, name
    assert found.scott_pi.no_interval == "few_items"
    more = measured(study_of, np.vstack([few, few[:20]]), settings=Settings(replicates=200)).scott_pi
    assert more.low < more.value < more.high
    many = np.clip(rng.integers(1, 6, (60, 1)) + rng.integers(-1, 2, (60, 12)), 1, 5).astype(float)
    found = measured(study_of, many, settings=Settings(replicates=200))
    assert {found.conger_kappa.no_interval, found.pearson.no_interval, found.kendall_w.no_interval} == {"many_raters"}
    assert found.icc_a1.low < found.icc_a1.value < found.icc_a1.high
