"""Functions of each value by itself."""

import math
from collections.abc import Callable
from typing import Any

from numpy import kernel
from numpy.array import BOOL, FLOAT, NAMES, asarray, broadcast_to, elementwise, ndarray, result, wider
from numpy.making import broadcast_arrays
from numpy.scalars import quotient


def _each(function: Callable[[Any], Any], kind: Any = FLOAT, fast: Any = None, name: str = "") -> Callable[..., Any]:
    def of(given: Any, out: Any = None, where: Any = None) -> Any:
        array = asarray(given)
        if where is None:
            made = kernel.unary(name, array.values, (kind or array.dtype).kind) if name else None
            return result(
                _all(function, fast, array.values) if made is None else made, array.shape, kind or array.dtype
            )
        test = broadcast_to(where, array.shape).values
        kept = zip(test, array.values, out.values, strict=True)
        out.values[:] = kernel.stored([function(value) if true else old for true, value, old in kept], out.dtype.kind)
        return out

    return of


def _all(function: Callable[[Any], Any], fast: Any, values: list[Any]) -> list[Any]:
    """Do something with all values; the careful way is only taken where the fast one fails."""
    if fast is not None:
        try:
            return list(map(fast, values))
        except ValueError:
            pass
    return list(map(function, values))


def _log(value: float) -> float:
    return math.log(value) if value > 0 else -math.inf if value == 0 else math.nan


def _log2(value: float) -> float:
    return math.log2(value) if value > 0 else -math.inf if value == 0 else math.nan


def _unbounded(function: Callable[[float], float]) -> Callable[[float], float]:
    def of(value: float) -> float:
        try:
            return function(value)
        except OverflowError:
            return math.inf

    return of


def _root(value: float) -> float:
    return math.sqrt(value) if value >= 0 else math.nan


log, log2 = _each(_log, fast=math.log, name="log"), _each(_log2, fast=math.log2, name="log2")
sqrt = _each(_root, fast=math.sqrt, name="sqrt")
log1p = _each(lambda value: math.log1p(value) if value > -1 else -math.inf if value == -1 else math.nan, name="log1p")
exp, expm1 = _each(_unbounded(math.exp), name="exp"), _each(_unbounded(math.expm1), name="expm1")
absolute = _each(abs, None, name="abs")
isnan = _each(lambda value: value != value, BOOL, name="isnan")
isfinite = _each(math.isfinite, BOOL, name="isfinite")
sign = _each(lambda value: (value > 0) - (value < 0), None)
floor = _each(lambda value: float(math.floor(value)) if math.isfinite(value) else value, name="floor")
ceil = _each(lambda value: float(math.ceil(value)) if math.isfinite(value) else value, name="ceil")
rint = _each(lambda value: float(round(value)) if math.isfinite(value) else value)


def round_(given: Any, decimals: int = 0) -> Any:
    """Round as numpy does: scaled, to the nearest whole number, and back."""
    scale = 10.0**decimals
    return rint(asarray(given) * scale) / scale


def nan_to_num(given: Any) -> Any:
    """Put 0 for what is no number."""
    return _each(lambda value: 0 if value != value else value, None)(given)


def where(condition: Any, one: Any, other: Any) -> Any:
    """Choose between two by a condition."""
    test, a, b = broadcast_arrays(condition, one, other)
    kind = wider(a.dtype, b.dtype)
    made = kernel.where(test.values, a.values, b.values, kind.kind)
    if made is not None:
        return ndarray(made, test.shape, kind)
    found = [yes if true else no for true, yes, no in zip(test.values, a.values, b.values, strict=True)]
    return ndarray(list(map(kind.read, found)) if kind.kind == "f" else found, test.shape, kind)


def _two(choose: Callable[[Any, Any], Any], name: str) -> Callable[[Any, Any], Any]:
    def of(one: Any, other: Any) -> Any:
        return one if one != one else other if other != other else choose(one, other)

    NAMES[of] = name
    return lambda one, other: elementwise(of, one, other)


maximum, minimum = _two(max, "maximum"), _two(min, "minimum")
choice = where


def clip(given: Any, low: Any, high: Any) -> Any:
    """Put values into bounds."""
    found = given if low is None else maximum(given, low)
    return found if high is None else minimum(found, high)


def divide(one: Any, other: Any, out: Any = None, where: Any = None) -> Any:
    """Divide where a condition holds; elsewhere what is given stays."""
    if where is None:
        return elementwise(quotient, one, other, "f")
    found = choice(where, elementwise(quotient, *(broadcast_to(part, out.shape) for part in (one, other)), "f"), out)
    out.values[:] = found.values
    return out
