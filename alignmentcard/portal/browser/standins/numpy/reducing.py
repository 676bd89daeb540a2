"""Many values to few: sums, extremes, orders and counts."""

import math
import operator
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from functools import reduce
from itertools import accumulate
from typing import Any

from numpy import kernel
from numpy.array import BOOL, FLOAT, INT, along, asarray, dtype, elementwise, ndarray
from numpy.scalars import quotient, single

Reducer = Callable[[list[Any]], Any]


def reduced(given: Any, reducer: Reducer, axis: Any, kind: dtype, keepdims: bool = False, name: str = "") -> Any:
    """Reduce the values along an axis, along several, or all of them; a page may know the name of what is done."""
    array = asarray(given)
    if axis is None or (array.ndim <= 1 and not keepdims):
        made = kernel.reduce(name, array.values, kind.kind, (1, array.size, 1)) if name else None
        return single(reducer(array.values) if made is None else made[0])
    axes = sorted((one % array.ndim for one in (axis if isinstance(axis, tuple) else (axis,))), reverse=True)
    if len(axes) > 1:
        whole, rest = array.shape, [one for one in range(array.ndim) if one not in axes]
        shape = tuple(array.shape[one] for one in rest)
        array = array.transpose([*rest, *sorted(axes)]).reshape((*shape, -1))
        found = reduced(array, reducer, -1, kind, name=name)
        kept = tuple(1 if one in axes else length for one, length in enumerate(whole))
        return asarray(found).reshape(kept) if keepdims else found
    rows, shape, (before, after) = along(array, axes[0])
    made = kernel.reduce(name, array.values, kind.kind, (before, array.shape[axes[0]], after)) if name else None
    values = [reducer(row) for row in rows] if made is None else made
    if keepdims:
        shape = (*array.shape[: axes[0]], 1, *array.shape[axes[0] + 1 :])
    return ndarray(values, shape, kind) if shape else single(values[0])


def total(values: list[Any]) -> Any:
    """Add up; floating point numbers in halves, so that what is lost stays small."""
    if len(values) <= 128 or not isinstance(values[0], float):
        return _plainly(values)
    half = len(values) // 2
    return total(values[:half]) + total(values[half:])


def _plainly(values: list[Any]) -> Any:
    return reduce(operator.add, values, 0)


def _zero(kind: dtype) -> Reducer:
    return (lambda values: float(total(values))) if kind.kind == "f" else (lambda values: int(total(values)))


def sum_(given: Any, axis: Any = None, keepdims: bool = False) -> Any:
    """Add up."""
    array = asarray(given)
    kind = FLOAT if array.dtype.kind == "f" else INT
    return reduced(array, _zero(kind), axis, kind, keepdims, "sum")


def mean(given: Any, axis: Any = None, keepdims: bool = False) -> Any:
    """Return the arithmetic mean."""
    array = asarray(given)
    axes = () if axis is None else axis if isinstance(axis, tuple) else (axis,)
    count = array.size if axis is None else math.prod(array.shape[one] for one in axes)
    return elementwise(quotient, sum_(array, axis, keepdims), count, "f")


def _centre(values: list[Any]) -> float:
    ordered = sorted(values)
    half = len(ordered) // 2
    if not ordered or any(value != value for value in ordered):
        return math.nan
    return float(ordered[half]) if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def median(given: Any, axis: Any = None) -> Any:
    """Return the value in the middle."""
    return reduced(given, _centre, axis, FLOAT)


def variance(given: Any, axis: Any = None, ddof: int = 0, keepdims: bool = False) -> Any:
    """Return the mean squared distance from the mean."""
    array = asarray(given)
    count = array.size if axis is None else array.shape[axis]
    squares = (array - mean(array, axis, keepdims=axis is not None)) ** 2
    return elementwise(quotient, sum_(squares, axis, keepdims), count - ddof, "f")


def std(given: Any, axis: Any = None, ddof: int = 0) -> Any:
    """Return the standard deviation."""
    return variance(given, axis, ddof) ** 0.5


def _extreme(choose: Callable[..., Any], name: str) -> Callable[..., Any]:
    def of(given: Any, axis: Any = None, keepdims: bool = False, initial: Any = None) -> Any:
        array = asarray(given)
        start = [] if initial is None else [float(initial) if array.dtype.kind == "f" else initial]

        def reducer(values: list[Any]) -> Any:
            broken = next((value for value in values if value != value), None)
            return choose([*start, *values]) if broken is None else broken

        return reduced(array, reducer, axis, array.dtype, keepdims, "" if start else name)

    return of


largest, smallest = _extreme(max, "max"), _extreme(min, "min")


def argmax(given: Any, axis: Any = None) -> Any:
    """Return the place of the first largest value."""
    return reduced(given, lambda values: values.index(max(values)), axis, INT)


def argmin(given: Any, axis: Any = None) -> Any:
    """Return the place of the first smallest value."""
    return reduced(given, lambda values: values.index(min(values)), axis, INT)


def any_(given: Any, axis: Any = None) -> Any:
    """Say whether one value is true."""
    return reduced(given, any, axis, BOOL)


def all_(given: Any, axis: Any = None) -> Any:
    """Say whether all values are true."""
    return reduced(given, all, axis, BOOL)


def prod(given: Any, axis: Any = None) -> Any:
    """Multiply."""
    array = asarray(given)
    return reduced(array, math.prod, axis, array.dtype)


def trace(given: Any, axis1: int = 0, axis2: int = 1) -> Any:
    """Add up what stands on the diagonal of two axes."""
    from numpy.making import diagonal

    return sum_(diagonal(given, axis1, axis2), -1)


def cumsum(given: Any, axis: Any = None) -> ndarray:
    """Return the sums up to each value."""
    array = asarray(given)
    kind = INT if array.dtype.kind == "b" else array.dtype
    if axis is None or array.ndim == 1:
        return ndarray(list(accumulate(array.values)), (array.size,), kind)
    axis %= array.ndim
    rows, shape, _ = along(array, axis)
    found = ndarray([value for row in rows for value in accumulate(row)], (*shape, array.shape[axis]), kind)
    order = list(range(array.ndim - 1))
    order.insert(axis, array.ndim - 1)
    return found.transpose(order)


def diff(given: Any) -> ndarray:
    """Return the distances of neighbours."""
    array = asarray(given)
    return array[1:] - array[:-1]


def sort(given: Any, axis: int = -1) -> ndarray:
    """Return the values in order, along the last axis."""
    array = asarray(given)
    rows, _, _ = along(array, axis)
    return ndarray([value for row in rows for value in sorted(row)], array.shape, array.dtype)


def argsort(given: Any, kind: Any = None, stable: Any = None) -> ndarray:
    """Return the places in the order of their values."""
    values = asarray(given).values
    return ndarray(sorted(range(len(values)), key=values.__getitem__), (len(values),), INT)


def lexsort(keys: Any) -> ndarray:
    """Return places in the order of several keys, the last of them first."""
    rows = list(zip(*(asarray(key).values for key in reversed(list(keys))), strict=True))
    return ndarray(sorted(range(len(rows)), key=rows.__getitem__), (len(rows),), INT)


def unique(given: Any, return_inverse: bool = False, return_counts: bool = False, axis: int | None = None,
           return_index: bool = False) -> Any:  # fmt: skip
    """Return the different values, or rows, in order; with the place of each given one, and how often each is."""
    array = asarray(given)
    width = math.prod(array.shape[1:])
    rows: list[Any] = array.values
    if axis is not None:
        rows = (
            [tuple(array.values[at : at + width]) for at in range(0, array.size, width)] if width else [()] * len(array)
        )
    found = sorted(set(rows))
    place = {row: number for number, row in enumerate(found)}
    if axis is None:
        values = ndarray(found, (len(found),), array.dtype)
    else:
        values = ndarray([value for row in found for value in row], (len(found), *array.shape[1:]), array.dtype)
    told: list[Any] = [values]
    numbers = [place[row] for row in rows]
    if return_index:
        first: dict[Any, int] = {}
        for number, row in enumerate(rows):
            first.setdefault(row, number)
        told.append(ndarray([first[row] for row in found], (len(found),), INT))
    if return_inverse:
        told.append(ndarray(numbers, (len(numbers),), INT))
    if return_counts:
        told.append(bincount(numbers, minlength=len(found)))
    return values if len(told) == 1 else tuple(told)


def bincount(given: Any, weights: Any = None, minlength: int = 0) -> ndarray:
    """Count how often each number is there, or add up weights by number."""
    numbers = asarray(given).values
    length = max(max(numbers, default=-1) + 1, int(minlength))
    made = kernel.room("i" if weights is None else "f", length)
    if kernel.gather(made, numbers, kernel.room("i", 0) if weights is None else asarray(weights, float).values):
        return ndarray(made, (length,), INT if weights is None else FLOAT)
    if weights is None:
        found: list[Any] = [0] * length
        for number in numbers:
            found[number] += 1
        return ndarray(found, (length,), INT)
    found = [0.0] * length
    for number, weight in zip(numbers, asarray(weights).values, strict=True):
        found[number] += weight
    return ndarray(found, (length,), FLOAT)


def searchsorted(ordered: Any, wanted: Any, side: str = "left") -> Any:
    """Return where values would stand among ordered ones."""
    values, find = asarray(ordered).values, bisect_left if side == "left" else bisect_right
    array = asarray(wanted)
    found = [find(values, value) for value in array.values]
    return ndarray(found, array.shape, INT) if array.shape else single(found[0])


def quantile(given: Any, shares: Any, axis: Any = None) -> Any:
    """Return values below which shares of all lie, on straight lines between neighbours."""
    array, parts = asarray(given), asarray(shares)

    def of(share: float) -> Any:
        return reduced(array, lambda values: _between(sorted(values), share), axis, FLOAT)

    found = [of(share) for share in parts.values]
    return asarray(found) if parts.shape else found[0]


def _between(ordered: list[Any], share: float) -> float:
    place = share * (len(ordered) - 1)
    low = min(math.floor(place), len(ordered) - 1)
    part, high = place - low, ordered[min(low + 1, len(ordered) - 1)]
    step = high - ordered[low]
    return float(high - step * (1 - part) if part >= 0.5 else ordered[low] + step * part)


def average(given: Any, weights: Any = None, axis: Any = None) -> Any:
    """Return the mean, where values may weigh more or less."""
    if weights is None:
        return mean(given, axis)
    array, heavy = asarray(given), asarray(weights)
    return sum_(array * heavy, axis) / sum_(heavy)


def count_nonzero(given: Any) -> int:
    """Count what is not zero."""
    return sum(map(bool, asarray(given).values))


def isin(given: Any, wanted: Any) -> ndarray:
    """Say of each value whether it is among others."""
    array, known = asarray(given), set(asarray(list(wanted)).values)
    return ndarray([value in known for value in array.values], array.shape, BOOL)


METHODS = {
    "sum": sum_, "mean": mean, "max": largest, "min": smallest, "argmax": argmax, "argmin": argmin, "any": any_,
    "all": all_, "prod": prod, "cumsum": cumsum, "var": variance, "std": std, "trace": trace, "argsort": argsort,
}  # fmt: skip
for _name, _function in METHODS.items():
    setattr(ndarray, _name, _function)
