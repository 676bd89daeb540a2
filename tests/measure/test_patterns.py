"""Count vectors are exact whatever the number of values and of ratings on one item."""

import numpy as np
import pytest

from alignmentcard.measurement.statistics.patterns import count_apart, count_patterns
from alignmentcard.measurement.tables.scale import StatedScale


def brute(table, labels):
    counts = {}
    for item, value in zip(table["item"], table["value"], strict=True):
        counts.setdefault(item, dict.fromkeys(labels, 0))[value] += 1
    return sorted(tuple(row.values()) for row in counts.values())


def vectors(patterns):
    return sorted(
        tuple(map(int, row)) for row, n in zip(patterns.counts, patterns.items, strict=True) for _ in range(n)
    )


@pytest.mark.parametrize(("values", "most"), [(2, 5), (3, 9000), (6, 400), (7, 5), (15, 300), (30, 2000)])
def test_count_vectors_are_those_of_counting(study_of, values, most):
    rng = np.random.default_rng(values)
    labels = [f"v{number:02}" for number in range(values)]
    sizes = [1, 2, 3, most, most // 2 + 1]
    table = {"item": [], "value": []}
    for item, size in enumerate(sizes):
        table["item"] += [item] * size
        table["value"] += [labels[code] for code in rng.choice(values, size, p=rng.dirichlet(np.ones(values)))]
    study = study_of(table, StatedScale(values=tuple(labels)))
    assert vectors(count_patterns(study)) == brute(table, labels)


def test_thousands_of_ratings_of_one_value_on_one_item(study_of):
    table = {"item": [0] * 70_000 + [1] * 3, "value": ["v0"] * 70_000 + ["v1", "v2", "v2"]}
    labels = [f"v{number}" for number in range(15)]
    assert vectors(count_patterns(study_of(table, StatedScale(values=tuple(labels))))) == brute(table, labels)


def test_a_table_of_counts_is_a_long_table_written_shortly(study_of):
    long = vectors(count_patterns(study_of({"item": [1] * 5 + [2] * 2, "value": [*"yyynnyy"]})))
    short = vectors(count_patterns(study_of({"item": [1, 1, 2], "value": ["y", "n", "y"], "count": [3, 2, 2]})))
    assert long == short == [(0, 2), (2, 3)]


def test_values_can_be_counted_apart_for_groups(study_of):
    table = {"item": [1, 1, 1, 2], "rater": [*"abca"], "value": [*"yyny"]}
    study = study_of(table)
    apart, packing = count_apart(study, ["rater = 'a'", "rater <> 'a'"], "kept")
    assert vectors(apart) == [(0, 1, 0, 0), (0, 1, 1, 1)]
    read = study.query(f"SELECT {packing.count(0, 1)} AS a, {packing.count(1, 0)} AS b FROM kept ORDER BY unit")
    assert read.to_pydict() == {"a": [1, 1], "b": [1, 0]}


@pytest.mark.parametrize("values", [2, 6, 15])
def test_every_count_can_be_read_out_of_its_lane(study_of, values):
    labels = [f"v{number:02}" for number in range(values)]
    given = np.random.default_rng(values).permutation(np.repeat(np.arange(values), 700 + np.arange(values)))
    study = study_of({"item": [1] * len(given), "value": [labels[code] for code in given]})
    _, packing = count_apart(study, ["item = 1", "item <> 1"], "kept")
    columns = ", ".join(f"{packing.count(0, code)} AS c{code}" for code in range(values))
    assert study.rows(f"SELECT {columns} FROM kept")[0] == {f"c{code}": 700 + code for code in range(values)}
    assert study.rows(f"SELECT {packing.count(1, values - 1)} AS c FROM kept")[0] == {"c": 0}
