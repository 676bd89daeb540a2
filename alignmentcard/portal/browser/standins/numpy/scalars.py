"""Single numbers that divide as numpy's do: by zero they give infinity or nan, and no error."""

import math
from typing import Any


def plain(value: Any) -> Any:
    """Return a single number as Python's."""
    return value.item() if isinstance(value, _Number) else value


def quotient(one: Any, other: Any) -> float:
    """Divide; by zero the result is infinity with the sign of the number, or nan."""
    try:
        return float(plain(one) / plain(other))
    except ZeroDivisionError:
        if one != one or not one:
            return math.nan
        return math.copysign(math.inf, one) * math.copysign(1.0, other)
    except OverflowError:
        return math.inf if (one > 0) == (other > 0) else -math.inf


def power(one: Any, other: Any) -> Any:
    """Raise to a power; what no number holds is infinite, and a root of a negative number is nan."""
    try:
        found = plain(one) ** plain(other)
    except OverflowError:
        return math.inf
    except ZeroDivisionError:
        return math.inf
    return math.nan if isinstance(found, complex) else found


class _Number:
    """What numpy's single numbers have and Python's lack."""

    shape: tuple[int, ...] = ()
    ndim = 0
    size = 1

    def item(self) -> Any:
        """Return the number as Python's."""
        return int(self) if isinstance(self, int) else float(self)  # type: ignore[arg-type]

    tolist = item

    def __getitem__(self, key: Any) -> Any:
        from numpy.array import asarray

        return asarray(self)[key]

    def astype(self, kind: Any) -> Any:
        """Return the number as another kind."""
        from numpy.array import kind_of

        return single(kind_of(kind).read(self.item()))

    def __truediv__(self, other: Any) -> Any:
        return float64(quotient(self, other)) if isinstance(other, int | float) else NotImplemented

    def __rtruediv__(self, other: Any) -> Any:
        return float64(quotient(other, self)) if isinstance(other, int | float) else NotImplemented

    def __pow__(self, other: Any) -> Any:
        return single(power(self.item(), other)) if isinstance(other, int | float) else NotImplemented


def _kept(name: str) -> Any:
    def operation(self: Any, other: Any) -> Any:
        if not isinstance(other, int | float):
            return NotImplemented
        base = int if isinstance(self, int) and isinstance(other, int) else float
        return single(getattr(base, name)(base(self), base(other)))

    return operation


for _name in ("add", "sub", "mul"):
    for _side in ("", "r"):
        setattr(_Number, f"__{_side}{_name}__", _kept(f"__{_side}{_name}__"))


class float64(_Number, float):  # noqa: N801 (numpy's name)
    """A number in double precision."""

    def __neg__(self) -> "float64":
        return float64(-float(self))

    def __abs__(self) -> "float64":
        return float64(abs(float(self)))

    def __repr__(self) -> str:
        return float.__repr__(self)

    __hash__ = float.__hash__


class int64(_Number, int):  # noqa: N801 (numpy's name)
    """A whole number."""

    def __neg__(self) -> "int64":
        return int64(-int(self))

    def __repr__(self) -> str:
        return int.__repr__(self)

    __hash__ = int.__hash__


def single(value: Any) -> Any:
    """Return a number of Python as one that divides as numpy's do; other values stay."""
    kind = type(value)
    return float64(value) if kind is float else int64(value) if kind is int else value
