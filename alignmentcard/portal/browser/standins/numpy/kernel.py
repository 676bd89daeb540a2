"""What takes long for large arrays, handed to the page: the module `arrays.mjs`, in the memory that both see.

Each function returns None where the page does not do it: where there is no page, for arrays of other values than
numbers, and for whole numbers that a number of JavaScript does not hold. Python does it then.
"""

import math
from array import array
from collections.abc import Sequence
from typing import Any

FEW = 100
"""Values that are worked on here even where there is a page: to hand them over takes longer."""
CODES = {"f": "d", "i": "q", "b": "b"}
"""How values of a kind lie in memory; of other kinds they stand in a list."""
_NUMBERS = {"d": 0, "q": 1, "b": 2}
_page: dict[str, Any] = {}


def start(page: Any) -> None:
    """Take the functions of a page."""
    made = page.kernels(array("d", [0.0]))
    names = ("binary", "unary", "reduce", "spread", "take", "where", "matmul", "gather")
    _page.update({name: getattr(made, name) for name in names})


def stored(values: Any, kind: str) -> Any:
    """Return values as they lie in memory; numbers of more than 64 bits stay in a list."""
    code = CODES.get(kind)
    if code is None or (type(values) is array and values.typecode == code):
        return values
    try:
        return array(code, values)
    except OverflowError:
        return list(values)


def room(kind: str, length: int) -> Any:
    """Return memory for so many values."""
    return array(CODES[kind], [0]) * length


def _place(values: Any) -> tuple[int, int, int]:
    address, length = values.buffer_info()
    return _NUMBERS[values.typecode], address, length


def _fit(length: int, *given: Any) -> bool:
    return bool(_page) and length >= FEW and all(type(values) is array for values in given)


def _asked(name: str, numbers: Sequence[Any], *operation: str) -> bool:
    plan = array("d", numbers)
    return bool(_page[name](*operation, *plan.buffer_info()))


def steps(given: Sequence[int], wanted: Sequence[int]) -> list[int]:
    """Return how far apart neighbours along each axis are in an array that is stretched to a shape."""
    found, step = [], 1
    for length in reversed(given):
        found.append(0 if length == 1 else step)
        step *= length
    return [0] * (len(wanted) - len(given)) + found[::-1]


def binary(name: str, one: Any, other: Any, shape: Sequence[int], kind: str) -> Any:
    """Do something with two arrays, value by value, each stretched to a shape."""
    length = math.prod(shape)
    if not _fit(length, one.values, other.values) or kind not in CODES:
        return None
    if all(part.shape == shape or part.size == 1 for part in (one, other)):
        axes = [length, *(int(part.size > 1) for part in (one, other))]
    else:
        axes = [*shape, *steps(one.shape, shape), *steps(other.shape, shape)]
    out = room(kind, length)
    given = (*_place(out), *_place(one.values), *_place(other.values), len(axes) // 3, *axes)
    return out if _asked("binary", given, name) else None


def unary(name: str, values: Any, kind: str) -> Any:
    """Do something with each value."""
    if not _fit(len(values), values) or kind not in CODES:
        return None
    out = room(kind, len(values))
    return out if _asked("unary", (*_place(out), *_place(values)), name) else None


def reduce(name: str, values: Any, kind: str, lengths: tuple[int, int, int]) -> Any:
    """Reduce the values along an axis; lengths are those before, along and after it."""
    before, along, after = lengths
    if not _fit(len(values), values) or kind not in CODES or not along:
        return None
    out = room(kind, before * after)
    return out if _asked("reduce", (*_place(out), *_place(values), *lengths), name) else None


def spread(values: Any, first: int, shape: Sequence[int], apart: Sequence[int]) -> Any:
    """Return values by steps along each axis, from a first one on."""
    length = math.prod(shape)
    if not _fit(length, values):
        return None
    out = array(values.typecode, [0]) * length
    given = (values.itemsize, _place(out)[1], _place(values)[1], first, len(shape), *shape, *apart)
    return out if _asked("spread", given) else None


def take(values: Any, width: int, places: Any) -> Any:
    """Return rows of so many values by their places."""
    if not _fit(len(places) * width, values, places) or not width:
        return None
    out = array(values.typecode, [0]) * (len(places) * width)
    rows = len(values) // width
    given = (values.itemsize * width, _place(out)[1], _place(values)[1], rows, _place(places)[1], len(places))
    return out if _asked("take", given) else None


def where(test: Any, one: Any, other: Any, kind: str) -> Any:
    """Choose between two by a condition."""
    if not _fit(len(test), test, one, other) or kind not in CODES:
        return None
    out = room(kind, len(test))
    return out if _asked("where", [number for part in (out, test, one, other) for number in _place(part)]) else None


def matmul(one: Any, other: Any, kind: str, lengths: tuple[int, int, int, int]) -> Any:
    """Multiply matrices; lengths are how many, rows, what is added up, and columns."""
    times, rows, inner, columns = lengths
    if not _fit(times * rows * inner * columns, one, other) or kind not in CODES:
        return None
    out = room(kind, times * rows * columns)
    return out if _asked("matmul", (*_place(out), *_place(one), *_place(other), *lengths)) else None


def gather(out: Any, places: Any, heavy: Any) -> bool:
    """Add to places of an array what stands beside each, or one where nothing does."""
    if not _fit(len(places), out, places, heavy):
        return False
    kept = out[:]
    if _asked("gather", (*_place(out), *_place(places), *_place(heavy))):
        return True
    out[:] = kept
    return False
