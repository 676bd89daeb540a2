"""Strengths of compared things, by the model of Bradley & Terry (1952) with ties of Davidson (1970).

The first of two things wins with a chance in proportion to its strength, the second to its own, and a tie comes in
proportion to ν times the root of their product. Logarithms of strengths and of ν make it a model that is linear in its
parameters, so that Newton's method finds its single maximum.

Answers to one item go together: the errors of strengths are those of the sandwich with items as clusters (Liang & Zeger
1986). What is left of an item is smaller than it should be, since its answers draw the strengths to themselves, and is
put right by its leverage (Kauermann & Carroll 2001).
"""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Whole = NDArray[np.int64]
STEPS = 100
CLOSE = 1e-10
NOTHING = 1e-9
LONGEST = 2.0
"""No step of Newton's method is longer, which keeps it from running away far from the maximum."""


def fit(sides: Whole, outcomes: Array, things: int, start: Array | None = None) -> Array | None:
    """Return log strengths with mean 0, and last log ν; None where no finite strengths fit best.

    `sides` has the two things of each pair, shape (pairs, 2); `outcomes` how often the first won, the second won, and
    neither, shape (pairs, 3). Without ties log ν is minus infinity.
    """
    if not linked(sides, outcomes, things):
        return None
    tied = bool(outcomes[:, 2].sum())
    design = _design(sides, things)[:, : 3 if tied else 2, : things + tied]
    seen, total = outcomes[:, : design.shape[1]], outcomes.sum(axis=1)
    centre = np.zeros((things + tied, things + tied))
    centre[:things, :things] = 1.0
    at = np.zeros(things + tied) if start is None or not np.isfinite(start).all() else start[: things + tied].copy()
    for _ in range(STEPS):
        chances = _chances(design @ at)
        gradient = np.einsum("po,pok->k", seen - total[:, None] * chances, design)
        mean = np.einsum("po,pok->pk", chances, design)
        second = np.einsum("p,po,pok,pol->kl", total, chances, design, design, optimize=True)
        step = np.linalg.solve(second - (mean * total[:, None]).T @ mean + centre, gradient)
        longest = float(np.abs(step).max())
        at = at + step * min(1.0, LONGEST / longest if longest else 1.0)
        if longest < CLOSE:
            break
    strengths = at[:things] - at[:things].mean()
    return np.append(strengths, at[things] if tied else -np.inf)


def errors(sides: Whole, best: Array, pairs: Whole, outcomes: Array) -> Array:
    """Return the standard error of each log strength of `best`, which `fit` found, shape (things,).

    `pairs` has the number of the pair of each item, and `outcomes` what was answered about it, shape (items, 3).
    """
    things, tied = len(best) - 1, bool(np.isfinite(best[-1]))
    design = _design(sides, things)[:, : 3 if tied else 2, : things + tied]
    chances = _chances(design @ best[: things + tied])
    kinds, number = np.unique(np.column_stack([pairs, outcomes]), axis=0, return_counts=True)
    pair, seen = kinds[:, 0].astype(np.int64), kinds[:, 1 : 1 + design.shape[1]]
    total = seen.sum(axis=1)
    spread = chances[:, :, None] * np.eye(design.shape[1]) - chances[:, :, None] * chances[:, None, :]
    centre = np.zeros((things + tied, things + tied))
    centre[:things, :things] = 1.0
    answers = np.bincount(pair, number * total, len(sides))
    inverse = np.linalg.inv(np.einsum("p,pok,pon,pnl->kl", answers, design, spread, design, optimize=True) + centre)
    root, back = _powers(spread, 0.5), _powers(spread, -0.5)
    leverage = root @ design @ inverse @ design.transpose(0, 2, 1) @ root
    wider = root[pair] @ _powers(np.eye(len(root[0])) - total[:, None, None] * leverage[pair], -0.5) @ back[pair]
    left = np.einsum("ion,in->io", wider, seen - total[:, None] * chances[pair])
    added = np.einsum("io,iok->ik", left, (design @ inverse)[pair])[:, :things]
    return np.asarray(np.sqrt(number @ added**2))


def _powers(matrices: Array, power: float) -> Array:
    """Return a power of symmetric matrices without their null spaces, shape (…, n, n)."""
    values, vectors = np.linalg.eigh(matrices)
    raised = np.where(values > NOTHING, np.maximum(values, NOTHING) ** power, 0.0)
    return np.asarray((vectors * raised[..., None, :]) @ vectors.swapaxes(-1, -2))


def linked(sides: Whole, outcomes: Array, things: int) -> bool:
    """Say whether each thing has won, or tied, against the others by way of some chain, and lost so too."""
    reach = np.eye(things, dtype=bool)
    reach[sides[:, 0], sides[:, 1]] |= (outcomes[:, 0] + outcomes[:, 2]) > 0
    reach[sides[:, 1], sides[:, 0]] |= (outcomes[:, 1] + outcomes[:, 2]) > 0
    for _ in range(things.bit_length()):
        reach = reach @ reach
    return bool(reach.all())


def _design(sides: Whole, things: int) -> Array:
    """Return what the logarithm of each outcome's weight adds up from: shape (pairs, 3, things + 1)."""
    rows, design = np.arange(len(sides)), np.zeros((len(sides), 3, things + 1))
    design[rows, 0, sides[:, 0]] = design[rows, 1, sides[:, 1]] = 1
    design[rows, 2, sides[:, 0]] = design[rows, 2, sides[:, 1]] = 0.5
    design[:, 2, things] = 1
    return design


def _chances(weights: Array) -> Array:
    raised = np.exp(weights - weights.max(axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True))


def circular(sides: Whole, outcomes: Array, things: int) -> float:
    """Return the share of threes, of which each pair has a winner, that go round in a circle; NaN without any."""
    beats = np.zeros((things, things))
    ahead = outcomes[:, 0] - outcomes[:, 1]
    first, second = sides[ahead > 0], sides[ahead < 0]
    beats[first[:, 0], first[:, 1]] = 1
    beats[second[:, 1], second[:, 0]] = 1
    either = beats + beats.T
    threes = np.trace(either @ either @ either) / 6
    return float(np.trace(beats @ beats @ beats) / 3 / threes) if threes else float("nan")
