"""Small parts of numpy that have a form of their own."""

import struct
from contextlib import contextmanager
from typing import Any

from numpy import kernel
from numpy.array import asarray, elementwise


@contextmanager
def errstate(**_: str) -> Any:
    """Do nothing: no warning is ever given."""
    yield


class finfo:  # noqa: N801 (numpy's name)
    """What numbers in double precision can hold."""

    tiny = 2.2250738585072014e-308
    eps = 2.220446049250313e-16

    def __init__(self, _: Any = float) -> None:
        """Take any kind: there is one."""


class add:  # noqa: N801 (numpy's name)
    """Adding in other ways than value by value."""

    @staticmethod
    def at(target: Any, places: Any, given: Any) -> None:
        """Add to places of an array, as often as each is named."""
        from numpy.indexing import selected

        found, _ = selected(target, places)
        more = asarray(given)
        values = more.values * len(found) if more.size == 1 else more.values
        alike = more.dtype.kind == target.dtype.kind
        if alike and kernel.gather(target.values, kernel.stored(found, "i"), values):
            return
        for place, value in zip(found, values, strict=True):
            target.values[place] += value

    @staticmethod
    def outer(one: Any, other: Any) -> Any:
        """Add each value of one array to each of another."""
        a, b = asarray(one), asarray(other)
        return elementwise(lambda x, y: x + y, a.reshape((-1, 1)), b.reshape((1, -1)))


class float32:  # noqa: N801 (numpy's name)
    """A number in single precision, which is written with as few digits as tell it apart."""

    def __init__(self, value: float) -> None:
        self._value = value

    def __str__(self) -> str:
        for digits in range(1, 10):
            text = f"{self._value:.{digits}g}"
            if struct.pack("f", float(text)) == struct.pack("f", self._value):
                break
        return repr(float(text))
