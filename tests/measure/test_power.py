"""Planning for agreement: closed formulas where they exist, and what simulated studies show."""

import numpy as np
import pytest

from alignmentcard.errors import AlignmentCardError
from alignmentcard.measurement.results.values import Estimate
from alignmentcard.measurement.settings import Settings
from alignmentcard.measurement.statistics.patterns import Patterns, distinct
from alignmentcard.measurement.statistics.pilot import Pilot, drawn_from, read_pilot
from alignmentcard.measurement.statistics.power import AgreementAsk, PlanStep, cheapest, deviation, steps
from alignmentcard.measurement.tables.scale import StatedScale


@pytest.mark.parametrize("kappa", [0.2, 0.5, 0.8])
@pytest.mark.parametrize("share", [0.5, 0.3, 0.1])
def test_two_raters_and_two_values_have_the_variance_of_bloch_and_kraemer(kappa, share):
    varied = share * (1 - share)
    variance = (1 - kappa) * ((1 - kappa) * (1 - 2 * kappa) + kappa * (2 - kappa) / (2 * varied))
    assert deviation(kappa, (share, 1 - share), 2) ** 2 == pytest.approx(variance)


def simulated(agreement, shares, raters, items, studies, seed):
    """Return alpha of studies in which raters answer as the model says."""
    rng = np.random.default_rng(seed)
    values, shape = len(shares), (studies, items, raters)
    truth = rng.choice(values, p=shares, size=shape[:2])[..., None]
    given = np.where(rng.random(shape) < agreement**0.5, truth, rng.choice(values, p=shares, size=shape))
    counts = (given[..., None] == np.arange(values)).sum(axis=2)
    differ = 1 - (counts * (counts - 1)).sum(axis=2).mean(axis=1) / (raters * (raters - 1))
    total = counts.sum(axis=1)
    rated = items * raters
    return 1 - differ / (1 - (total * (total - 1)).sum(axis=1) / (rated * (rated - 1)))


@pytest.mark.parametrize(("raters", "shares"), [(3, (0.5, 0.5)), (5, (0.6, 0.2, 0.2))])
def test_the_planned_margin_holds_in_simulated_studies(raters, shares):
    ask = AgreementAsk(0.5, shares, margin=0.08)
    step = next(one for one in steps(ask) if one.raters == raters)
    alpha = simulated(0.5, shares, raters, step.items, 1500, 3)
    assert 0.93 <= (abs(alpha - 0.5) <= 0.08).mean() <= 0.97


def test_the_planned_power_is_reached_in_simulated_studies():
    ask = AgreementAsk(0.5, (0.5, 0.5), above=0.4, power=0.8)
    step = next(one for one in steps(ask) if one.raters == 4)
    alpha = simulated(0.5, (0.5, 0.5), 4, step.items, 1500, 4)
    low = alpha - 1.96 * deviation(0.5, (0.5, 0.5), 4) / step.items**0.5
    assert 0.77 <= (low > 0.4).mean() <= 0.83


def test_dear_items_ask_for_more_raters_on_each():
    cheap, dear = (cheapest(list(steps(AgreementAsk(0.8, (0.5, 0.5), margin=0.03, item_cost=c)))) for c in (0, 50))
    assert dear.raters > cheap.raters
    assert dear.items < cheap.items


def test_of_equal_costs_fewer_raters_are_chosen():
    assert cheapest([PlanStep(3, 10, 30, 30.0), PlanStep(2, 15, 30, 30.0)]).raters == 2


@pytest.mark.parametrize(
    ("wrong", "text"),
    [
        ({"agreement": 1.2, "margin": 0.1}, "must lie between 0 and 1"),
        ({"agreement": 0.5}, "Give a margin"),
        ({"agreement": 0.5, "above": 0.6}, "cannot be shown to be above"),
        ({"agreement": 0.5, "margin": 0.1, "shares": (1.0,)}, "from 2 to 5 values"),
        ({"agreement": 0.5, "margin": 0.1, "power": 0.3}, "power is 0.3"),
    ],
)
def test_what_cannot_be_planned_gives_one_sentence(wrong, text):
    with pytest.raises(AlignmentCardError, match=text):
        AgreementAsk(**{"shares": (0.5, 0.5), **wrong})


def piloted(agreement, shares, raters, items, seed=0):
    """A pilot of people who answer as the model says."""
    rng = np.random.default_rng(seed)
    truth = rng.choice(len(shares), p=shares, size=items)[:, None]
    given = np.where(rng.random((items, raters)) < agreement**0.5, truth,
                     rng.choice(len(shares), p=shares, size=(items, raters)))  # fmt: skip
    counts = (given[..., None] == np.arange(len(shares))).sum(axis=1)
    patterns = distinct(counts, np.ones(items, dtype=np.int64))
    return Pilot(patterns, 1 - np.eye(len(shares)), agreement, Estimate(agreement), "nominal")


@pytest.mark.parametrize(("agreement", "shares"), [(0.5, (0.5, 0.5)), (0.3, (0.6, 0.25, 0.15))])
def test_a_large_pilot_plans_as_the_closed_formulas_do(agreement, shares):
    pilot = piloted(agreement, shares, 5, 6000)
    for raters in (2, 3, 5):
        assert pilot.deviation(raters) == pytest.approx(deviation(agreement, shares, raters), rel=0.04)
    assert pilot.deviation(10) > deviation(agreement, shares, 10)  # what nobody saw is not taken to be as good


def test_more_raters_than_a_pilot_has_are_drawn_as_two_raters_and_two_values_determine():
    """Pairs of yes and no have no more to them than shares and agreement, so that a model adds nothing."""
    one = Pilot(
        Patterns(np.array([[1, 0], [0, 1]]), np.array([700, 300])), 1 - np.eye(2), 0.4, Estimate(0.4), "nominal"
    )
    assert one.deviation(2) == pytest.approx(deviation(0.4, (0.7, 0.3), 2), rel=0.02)


def test_answers_of_an_item_are_drawn_without_taking_one_twice():
    counts, rng = np.array([[3.0, 1.0, 0.0]] * 4000), np.random.default_rng(2)
    found = drawn_from(counts, 2, rng)
    assert (found.sum(axis=1) == 2).all()
    assert (found <= counts).all()
    assert found[:, 1].mean() == pytest.approx(0.5, abs=0.03)
    assert (drawn_from(counts, 4, rng) == counts).all()


def test_the_margin_that_a_pilot_of_ordered_answers_plans_holds(study_of):
    """Answers by thresholds, which the model of the closed formulas does not describe."""
    rng = np.random.default_rng(3)

    def answers(studies, items, raters):
        place = rng.normal(size=(studies, items, 1)) + rng.normal(size=(studies, items, raters))
        return np.digitize(place, [-1.2, 0.0, 1.2])

    def alphas(given):
        within = 2 * given.var(axis=2, ddof=1).mean(axis=1)
        return 1 - within / (2 * given.reshape(len(given), -1).var(axis=1, ddof=1))

    pilot = answers(1, 1500, 4)[0]
    item, rater = np.indices(pilot.shape).reshape(2, -1)
    columns = {"item": item.tolist(), "rater": rater.tolist(), "value": (pilot.reshape(-1) + 1).tolist()}
    said = StatedScale("interval", ("1", "2", "3", "4"))
    known = read_pilot(study_of(columns, said, settings=Settings(replicates=0)))
    asked = AgreementAsk(known.alpha.value, (), margin=0.06, deviations=known.deviation)
    step = next(one for one in steps(asked) if one.raters == 3)
    found = alphas(answers(1500, step.items, 3))
    assert 0.92 <= (abs(found - found.mean()) <= 0.06).mean() <= 0.98


@pytest.mark.parametrize(
    ("values", "text"),
    [([1, 2] * 10, "10 items"), ([1, 1] * 30, "is not defined"), ([1, 2] * 30, "is -0")],
    ids=["few items", "one answer", "no agreement"],
)
def test_a_pilot_that_says_too_little_is_refused(study_of, values, text):
    columns = {"item": [number // 2 for number in range(len(values))], "rater": [*"ab"] * (len(values) // 2),
               "value": values}  # fmt: skip
    with pytest.raises(AlignmentCardError, match=text):
        read_pilot(study_of(columns, StatedScale("nominal"), settings=Settings(replicates=0)))
