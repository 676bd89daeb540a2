"""Small inputs after public bug reports: the right number, where the folder of cases is at hand."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from alignmentcard.cli.measure import command as measure
from alignmentcard.measurement.results.facts import read_facts

WILD = Path(__file__).parents[3] / "shared" / "cases" / "wild"
ALPHAS = {
    ("14-alpha-one-disagreement", "c", "r.csv"): {"nominal": 0.0, "ordinal": 0.0},
    ("15-alpha-degenerate", "c", "r.csv"): {"nominal": None},
    ("16-single-rater", "c", "r.csv"): {"ordinal": None},
    ("17-alpha-negative", "c", "r.csv"): {"nominal": -0.5},
    ("18-ratio-zero", "c", "r.csv"): {"ratio": 0.748},
    ("19-interval-large-numbers", "c", "r.csv"): {"interval": 0.333},
    ("19-interval-large-numbers", "c", "big.csv"): {"interval": 0.333},
    ("19-interval-large-numbers", "c", "huge.csv"): {"interval": 0.333},
    ("20-ordinal-words", "c", "r.csv"): {"ordinal": 0.819},
    ("21-missing-placeholder", "c", "r.csv"): {"nominal": 1.0},
    ("21-missing-placeholder", "s", "r.csv"): {"ordinal": 1.0},
    ("22-number-spellings", "c", "r.csv"): {"ordinal": 0.79},
    ("23-item-ids", "c", "r.csv"): {"nominal": 1.0},
    ("23-item-ids", "c", "r.jsonl"): {"nominal": 1.0},
    ("24-pandas-float-column", "c", "r.csv"): {"ordinal": 0.778},
    ("24-pandas-float-column", "c", "r.jsonl"): {"ordinal": 0.778},
    ("53-multilabel-order", "c", "r.csv"): {"nominal": 0.696},
    ("53-multilabel-order", "v", "r.csv"): {"nominal": 0.696},
    ("53-multilabel-order", "c", "r.jsonl"): {"nominal": 0.696},
    ("60-booleans", "c", "r.csv"): {"nominal": 0.444},
    ("60-booleans", "c", "r.jsonl"): {"nominal": 0.444},
}


def found(case, card, data, tmp_path):
    folder = WILD / case
    if not folder.is_dir():
        pytest.skip("needs the folder of cases in ../shared/cases/wild")
    output = tmp_path / "found.measured.json"
    arguments = [folder / f"{card}.card.yaml", "--data", folder / data, "--output", output, "--replicates", "0"]
    result = CliRunner().invoke(measure, [str(argument) for argument in arguments])
    assert result.exit_code == 0, result.output
    facts = read_facts(output)
    return next(iter(facts.dimensions.values())), result.stdout


@pytest.mark.parametrize(("case", "card", "data"), ALPHAS)
def test_a_small_table_has_the_alpha_of_its_oracle(tmp_path, case, card, data):
    measured, _ = found(case, card, data, tmp_path)
    for level, alpha in ALPHAS[case, card, data].items():
        value = measured.agreement.alpha[level].value
        assert value is None if alpha is None else value == pytest.approx(alpha, abs=0.0005)
    assert measured.sizes.outside_scale == {}


def test_an_order_that_is_not_stated_gives_no_ordinal_alpha(tmp_path):
    measured, _ = found("20-ordinal-words", "n", "r.csv", tmp_path)
    assert "ordinal" not in measured.agreement.alpha


def test_words_for_no_answer_are_told(tmp_path):
    _, text = found("21-missing-placeholder", "c", "r.csv", tmp_path)
    assert "1 rating: None is read as missing." in text


def test_sets_are_told_and_their_distance_is_shown(tmp_path):
    measured, text = found("53-multilabel-order", "c", "r.csv", tmp_path)
    assert measured.agreement.percent_agreement.value == 0.75
    assert f"alpha (MASI, sets)  {measured.labels['sets'].alpha['masi'].value:.3f}" in text


@pytest.mark.parametrize("card", ["c", "n"])
def test_labels_that_look_alike_are_named(tmp_path, card):
    _, text = found("57-label-spelling", card, "r.csv", tmp_path)
    assert "“Kind” (1), “kind” (2), “kind ” (1) differ only in capitals, blanks" in text
