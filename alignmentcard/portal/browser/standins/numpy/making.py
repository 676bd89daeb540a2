"""Making arrays, and putting them together."""

import math
from collections.abc import Sequence
from typing import Any

from numpy import kernel
from numpy.array import (
    FLOAT,
    INT,
    Shape,
    asarray,
    broadcast_shapes,
    broadcast_to,
    kind_of,
    kind_of_values,
    ndarray,
    spread,
    wider,
)
from numpy.indexing import nonzero, strides


def array(given: Any, dtype: Any = None) -> ndarray:
    """Return a new array of what is given."""
    return asarray(given, dtype).copy()


def full(shape: Any, value: Any, dtype: Any = None) -> ndarray:
    """Return an array of one value."""
    size: Shape = (shape,) if isinstance(shape, int) else tuple(shape)
    kind = kind_of(dtype) if dtype is not None else kind_of_values([value])
    return ndarray(kernel.stored([kind.read(value)], kind.kind) * math.prod(size), size, kind)


def zeros(shape: Any, dtype: Any = FLOAT) -> ndarray:
    """Return an array of 0."""
    return full(shape, 0, dtype)


def ones(shape: Any, dtype: Any = FLOAT) -> ndarray:
    """Return an array of 1."""
    return full(shape, 1, dtype)


def zeros_like(given: Any, dtype: Any = None) -> ndarray:
    """Return an array of 0, in the shape of another."""
    like = asarray(given)
    return full(like.shape, 0, dtype or like.dtype)


def full_like(given: Any, value: Any, dtype: Any = None) -> ndarray:
    """Return an array of one value, in the shape of another."""
    like = asarray(given)
    return full(like.shape, value, dtype or like.dtype)


def arange(*ends: Any, dtype: Any = None) -> ndarray:
    """Return numbers from a first one to below a last one."""
    ends = tuple(end.item() if hasattr(end, "item") else end for end in ends)
    if all(isinstance(end, int) for end in ends):
        values: list[Any] = list(range(*ends))
    else:
        start, stop, step = (0.0, *ends, 1.0) if len(ends) == 1 else (*ends, 1.0)[:3]
        values = [start + n * step for n in range(max(math.ceil((stop - start) / step), 0))]
    found = ndarray(values, (len(values),), kind_of_values(values) if values else INT)
    return found if dtype is None else found.astype(dtype)


def eye(size: int, dtype: Any = FLOAT) -> ndarray:
    """Return a square of 0 with 1 on its diagonal."""
    found = zeros((size, size), dtype)
    for place in range(size):
        found[place, place] = 1
    return found


def triu_indices(size: int, k: int = 0) -> tuple[ndarray, ndarray]:
    """Return the places on and above a diagonal of a square."""
    pairs = [(row, column) for row in range(size) for column in range(max(row + k, 0), size)]
    return _whole([row for row, _ in pairs]), _whole([column for _, column in pairs])


def triu(given: Any, k: int = 0) -> ndarray:
    """Return a square with 0 below a diagonal."""
    found = asarray(given).copy()
    rows, columns = found.shape[-2:]
    for place in range(found.size):
        row, column = place // columns % rows, place % columns
        if column < row + k:
            found.values[place] = 0
    return found


def _whole(values: list[int]) -> ndarray:
    return ndarray(values, (len(values),), INT)


def concatenate(parts: Sequence[Any], axis: int = 0) -> ndarray:
    """Join arrays along an axis."""
    arrays = [asarray(part) for part in parts]
    kind, ndim = wider(*([one.dtype for one in arrays if one.size] or [arrays[0].dtype])), arrays[0].ndim
    axis %= ndim
    before = math.prod(arrays[0].shape[:axis])
    blocks = [math.prod(one.shape[axis:]) for one in arrays]
    arrays = [one if one.dtype.kind == kind.kind else one.astype(kind) for one in arrays]
    values = arrays[0].values[:0]
    for row in range(before):
        for one, block in zip(arrays, blocks, strict=True):
            values += one.values[row * block : (row + 1) * block]
    shape = (*arrays[0].shape[:axis], sum(one.shape[axis] for one in arrays), *arrays[0].shape[axis + 1 :])
    return ndarray(values, shape, kind)


def stack(parts: Sequence[Any], axis: int = 0) -> ndarray:
    """Join arrays along a new axis."""
    arrays = [asarray(part) for part in parts]
    axis %= arrays[0].ndim + 1
    return concatenate([one.reshape((*one.shape[:axis], 1, *one.shape[axis:])) for one in arrays], axis)


def hstack(parts: Sequence[Any]) -> ndarray:
    """Join arrays side by side."""
    arrays = [asarray(part) for part in parts]
    return concatenate(arrays, 0 if arrays[0].ndim == 1 else 1)


def column_stack(parts: Sequence[Any]) -> ndarray:
    """Join arrays side by side, each of one axis as a column."""
    arrays = [asarray(part) for part in parts]
    return concatenate([one.reshape((-1, 1)) if one.ndim == 1 else one for one in arrays], 1)


def append(given: Any, more: Any) -> ndarray:
    """Put values after those of an array."""
    return concatenate([asarray(given).ravel(), asarray(more).ravel()])


def delete(given: Any, place: int, axis: int) -> ndarray:
    """Return an array without one of its rows, columns or what an axis has."""
    found = asarray(given)
    key: list[Any] = [slice(None)] * found.ndim
    key[axis] = [number for number in range(found.shape[axis]) if number != place % found.shape[axis]]
    selected: ndarray = found[tuple(key)]
    return selected


def repeat(given: Any, times: Any, axis: int | None = None) -> ndarray:
    """Return each value so many times."""
    found = asarray(given)
    counts = broadcast_to(times, (found.shape[axis or 0],)).values
    places = [place for place, count in enumerate(counts) for _ in range(count)]
    key: list[Any] = [slice(None)] * found.ndim
    key[axis or 0] = _whole(places)
    selected: ndarray = found[tuple(key)]
    return selected


def broadcast_arrays(*parts: Any) -> list[ndarray]:
    """Stretch arrays to the shape of all."""
    arrays = [asarray(part) for part in parts]
    shape = broadcast_shapes(*(one.shape for one in arrays))
    return [broadcast_to(one, shape) for one in arrays]


def moveaxis(given: Any, source: int, target: int) -> ndarray:
    """Put an axis at another place."""
    found = asarray(given)
    order = [axis for axis in range(found.ndim) if axis != source % found.ndim]
    order.insert(target % found.ndim, source % found.ndim)
    return found.transpose(order)


def diagonal(given: Any, axis1: int = 0, axis2: int = 1) -> ndarray:
    """Return what stands on the diagonal of two axes, as the last axis."""
    found = asarray(given)
    one, other = axis1 % found.ndim, axis2 % found.ndim
    steps = strides(found.shape)
    rest = [axis for axis in range(found.ndim) if axis not in (one, other)]
    shape = (*(found.shape[axis] for axis in rest), min(found.shape[one], found.shape[other]))
    apart = [*(steps[axis] for axis in rest), steps[one] + steps[other]]
    return ndarray(spread(found.values, 0, shape, apart), shape, found.dtype)


def flatnonzero(given: Any) -> ndarray:
    """Return the places of what is not zero."""
    return nonzero(asarray(given).ravel())[0]


def frombuffer(given: bytes, dtype: Any) -> ndarray:
    """Return bytes as numbers."""
    return ndarray(list(given), (len(given),), kind_of(dtype))


def ravel_multi_index(parts: Sequence[Any], lengths: Sequence[int]) -> ndarray:
    """Return the place of each value in a row, from its places along axes of some lengths."""
    found = asarray(parts[0])
    for part, length in zip(parts[1:], lengths[1:], strict=True):
        found = found * length + asarray(part)
    return found


def unravel_index(places: Any, lengths: Sequence[int]) -> tuple[ndarray, ...]:
    """Return the places along axes of some lengths, from places in a row."""
    rest, found = asarray(places), []
    for length in reversed(lengths):
        found.append(rest % length)
        rest = rest // length
    return tuple(reversed(found))
