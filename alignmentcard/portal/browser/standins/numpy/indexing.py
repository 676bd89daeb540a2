"""What an index selects: the places of values in the list of an array, and the shape that they have."""

import math
from collections.abc import Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.array import ndarray

from numpy import kernel

Shape = tuple[int, ...]


def strides(shape: Sequence[int]) -> list[int]:
    """Return how far apart in the list neighbours along each axis are."""
    found, step = [], 1
    for length in reversed(shape):
        found.append(step)
        step *= length
    return found[::-1]


def offsets(shape: Sequence[int], steps: Sequence[int]) -> list[int]:
    """Return the place of each value of a shape, where each axis has a step."""
    found = [0]
    for length, step in zip(shape, steps, strict=True):
        parts = range(0, length * step, step) if step else [0] * length
        found = [place + part for place in found for part in parts]
    return found


def selected(array: "ndarray", key: Any) -> tuple[list[int], Shape | None]:
    """Return the places that a key selects, and their shape; None for a single value."""
    keys = _expanded(array, key if isinstance(key, tuple) else (key,))
    axes: list[tuple[str, Any, int]] = []
    steps, at = strides(array.shape), 0
    for one in keys:
        if one is None:
            axes.append(("new", range(1), 0))
            continue
        length, step = array.shape[at], steps[at]
        at += 1
        if isinstance(one, slice):
            axes.append(("slice", range(*one.indices(length)), step))
        elif isinstance(one, int):
            axes.append(("int", _inside(one, length), step))
        else:
            axes.append(("list", ([_inside(value, length) for value in one.values], one.shape), step))
    if any(kind == "list" for kind, *_ in axes):
        return _with_lists(axes)
    places, shape = [0], []
    for kind, part, step in axes:
        if kind == "int":
            shift = part * step
            places = [place + shift for place in places] if shift else places
        else:
            shifts = [number * step for number in part]
            places = [place + shift for place in places for shift in shifts]
            shape.append(len(part))
    return places, tuple(shape) if shape or not all(kind == "int" for kind, *_ in axes) else None


def rows_of(array: "ndarray", key: Any) -> "ndarray | None":
    """Select rows, or single values, by a list of their places or a mask; None for any other key."""
    from numpy.array import ndarray

    if not isinstance(key, ndarray) or key.ndim != 1:
        return None
    if key.dtype.kind == "b":
        key = nonzero(key)[0]
    if key.dtype.kind != "i":
        return None
    made = kernel.take(array.values, math.prod(array.shape[1:]), key.values)
    return None if made is None else ndarray(made, (len(key), *array.shape[1:]), array.dtype)


def by_steps(array: "ndarray", key: Any) -> "ndarray | None":
    """Select by slices, whole numbers and new axes alone; None for any other key."""
    from numpy.array import ndarray

    keys = key if isinstance(key, tuple) else (key,)
    if not all(one is None or one is Ellipsis or type(one) in (int, slice) for one in keys):
        return None
    first, at, shape, apart = 0, 0, [], []
    steps = strides(array.shape)
    for one in _expanded(array, keys):
        if one is None:
            shape.append(1)
            apart.append(0)
            continue
        if isinstance(one, slice):
            part = range(*one.indices(array.shape[at]))
            first += part.start * steps[at] if part else 0
            shape.append(len(part))
            apart.append(part.step * steps[at])
        else:
            first += _inside(one, array.shape[at]) * steps[at]
        at += 1
    made = kernel.spread(array.values, first, shape, apart)
    return None if made is None else ndarray(made, tuple(shape), array.dtype)


def _inside(place: Any, length: int) -> int:
    place = int(place)
    if not -length <= place < length:
        raise IndexError(f"there is no place {place} among {length}")
    return place % length if length else place


def _expanded(array: "ndarray", key: tuple[Any, ...]) -> list[Any]:
    """Turn masks and lists into arrays of places, and put slices where the key says nothing."""
    from numpy.array import asarray

    read: list[Any] = []
    for one in key:
        if one is None or one is Ellipsis or isinstance(one, slice):
            read.append(one)
        elif isinstance(one, int) and not isinstance(one, bool):
            read.append(int(one))
        else:
            part = asarray(one)
            if part.dtype.kind == "b":
                read.extend(nonzero(part))
            elif part.ndim == 0:
                read.append(int(part.values[0]))
            else:
                read.append(part)
    used = sum(one is not None and one is not Ellipsis for one in read)
    rest = [slice(None)] * (array.ndim - used)
    where = next((place for place, one in enumerate(read) if one is Ellipsis), None)
    return [*read, *rest] if where is None else [*read[:where], *rest, *read[where + 1 :]]


def _with_lists(axes: list[tuple[str, Any, int]]) -> tuple[list[int], Shape]:
    """Select by lists of places, which go together; they stand first where something else lies between them."""
    from numpy.array import INT, broadcast_shapes, broadcast_to, ndarray

    lists = [place for place, (kind, *_) in enumerate(axes) if kind in ("list", "int")]
    parts = [axes[place][1] if axes[place][0] == "list" else ([axes[place][1]], ()) for place in lists]
    together = broadcast_shapes(*(shape for _, shape in parts))
    shifts = [0] * math.prod(together)
    for place, (values, shape) in zip(lists, parts, strict=True):
        step = axes[place][2]
        wide = broadcast_to(ndarray(values, shape, INT), together).values
        shifts = [shift + value * step for shift, value in zip(shifts, wide, strict=True)]
    neighbours = lists == list(range(lists[0], lists[-1] + 1))
    first = lists[0] if neighbours else 0
    before = [axis for place, axis in enumerate(axes) if place not in lists and place < first]
    after = [axis for place, axis in enumerate(axes) if place not in lists and place >= first]
    places = [0]
    for group in (before, None, after):
        for shift in [shifts] if group is None else [[n * step for n in part] for _, part, step in group]:
            places = [place + one for place in places for one in shift]
    shape = chain((len(part) for _, part, _ in before), together, (len(part) for _, part, _ in after))
    return places, tuple(shape)


def nonzero(array: "ndarray") -> tuple["ndarray", ...]:
    """Return the places of what is not zero, axis by axis."""
    from numpy.array import INT, ndarray

    flat = [place for place, value in enumerate(array.values) if value]
    found = []
    for length, step in zip(array.shape, strides(array.shape), strict=True):
        found.append(ndarray([place // step % length for place in flat], (len(flat),), INT))
    return tuple(found)
