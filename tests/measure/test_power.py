"""Planning for agreement: closed formulas where they exist, and what simulated studies show."""

import numpy as np
import pytest

from alignmentcard.errors import AlignmentCardError
from alignmentcard.measurement.statistics.power import AgreementAsk, Step, cheapest, deviation, steps


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
    assert cheapest([Step(3, 10, 30, 30.0), Step(2, 15, 30, 30.0)]).raters == 2


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
