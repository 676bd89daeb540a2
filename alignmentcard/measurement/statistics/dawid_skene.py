"""Which answer to an item is true, if raters err in their own ways: the model of Dawid & Skene (1979) by EM.

Each rater has a chance to give each answer where each is true; both are worked out in turn, from the shares of the
answers on, until nothing moves.
"""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Whole = NDArray[np.int64]
STEPS = 200
CLOSE = 1e-6
LEAST = 1e-10
"""The chance of an answer that a rater never gave, so that one answer alone rules nothing out for good."""


def posterior(item: Whole, rater: Whole, code: Whole, values: int) -> Array:
    """Return the chance of each value to be true of each item, shape (items, values), from one row for each answer."""
    items, raters = int(item.max()) + 1, int(rater.max()) + 1
    true = np.zeros((items, values))
    np.add.at(true, (item, code), 1.0)
    true /= true.sum(axis=1, keepdims=True)
    for _ in range(STEPS):
        before, errors = true, np.zeros((raters, values, values))
        np.add.at(errors, (rater, code), true[item])  # by rater, answer, and what is true
        errors /= np.maximum(errors.sum(axis=1, keepdims=True), LEAST)
        weight = np.tile(np.log(np.maximum(true.mean(axis=0), LEAST)), (items, 1))
        np.add.at(weight, item, np.log(np.maximum(errors[rater, code], LEAST)))
        true = np.exp(weight - weight.max(axis=1, keepdims=True))
        true /= true.sum(axis=1, keepdims=True)
        if float(np.abs(true - before).max()) < CLOSE:
            break
    return true
