"""Every shape of every tool gives the same measurement of the same answers, with nothing said but the file."""

import itertools

import pytest
from tool_exports import ANSWERS, ITEMS, NAMED, NAMELESS, RATERS, by_item

from alignmentcard.measurement.measure import measure
from alignmentcard.measurement.settings import Settings
from alignmentcard.model import Card

FAST = Settings(replicates=0, draws=1)


SUMMARY = "Answers of a few people about the tone of posts, written for a trial."
OTHER_NAMES = {"dices": "q-overall"}


def card(name="tone"):
    return Card.model_validate({
        "alignmentcard": "1.1",
        "dataset": {"id": "x", "title": "X", "summary": SUMMARY},
        "dimensions": [{"id": name, "name": name, "feedback": "rating"}],
    })  # fmt: skip


def oracle():
    """Return percent agreement and nominal alpha, from the pairs of answers of each item."""
    units = [[value for _, value in given] for given in by_item().values()]
    shares = [
        sum(a == b for a, b in itertools.combinations(unit, 2)) / (len(unit) * (len(unit) - 1) / 2) for unit in units
    ]
    n = len(ANSWERS)
    differing = sum(sum(a != b for a, b in itertools.permutations(unit, 2)) / (len(unit) - 1) for unit in units) / n
    values = [value for _, _, value in ANSWERS]
    expected = sum(a != b for a, b in itertools.permutations(values, 2)) / (n * (n - 1))
    return sum(shares) / len(shares), 1 - differing / expected


@pytest.mark.parametrize("shape", NAMED | NAMELESS)
def test_a_shape_gives_the_answers_that_were_written(tmp_path, shape):
    if shape.endswith("sheet"):
        pytest.importorskip("python_calamine")
    writer = (NAMED | NAMELESS)[shape]
    name = OTHER_NAMES.get(shape, "tone")
    measured = measure(writer(tmp_path), card(name), settings=FAST).dimension(name)
    percent, alpha = oracle()
    assert (measured.sizes.items, measured.sizes.ratings) == (len(ITEMS), len(ANSWERS))
    assert measured.sizes.raters == (len(RATERS) if shape in NAMED else None)
    assert measured.agreement.percent_agreement.value == pytest.approx(percent)
    assert measured.agreement.alpha["nominal"].value == pytest.approx(alpha)
