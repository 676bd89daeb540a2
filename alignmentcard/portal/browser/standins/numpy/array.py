"""Arrays: values in one row, and a shape. What is selected from an array is a copy, not a view of it."""

import math
import operator
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate, product, repeat
from typing import Any

from numpy import indexing, kernel
from numpy.scalars import power, quotient, single

Shape = tuple[int, ...]
KINDS = {float: "f", int: "i", bool: "b", str: "U", object: "O"}
ORDER = "biufUO"
"""Kinds from the narrowest to the widest; of two that meet, the wider is that of the result."""


class dtype:  # noqa: N801 (numpy's name)
    """The kind of the values of an array: b, i, u, f, U or O, and the number of bits where whole numbers wrap."""

    def __init__(self, kind: str, bits: int = 64, scalar: Any = None) -> None:
        self.kind, self.bits, self.scalar = kind, bits, scalar

    def __call__(self, value: Any = 0) -> Any:
        """Make a single number of this kind."""
        return single(self.read(value))

    def read(self, value: Any) -> Any:
        """Turn one value into this kind."""
        if self.kind == "f":
            return float("nan") if value is None else float(value)
        if self.kind == "b":
            return bool(value)
        if self.kind in "iu":
            whole = int(value)
            return whole & ((1 << self.bits) - 1) if self.kind == "u" else whole
        return str(value) if self.kind == "U" else value

    def __eq__(self, other: object) -> bool:
        try:
            return self.kind == kind_of(other).kind
        except KeyError:
            return False

    def __hash__(self) -> int:
        return hash(self.kind)


BOOL, INT, FLOAT, TEXT, OBJECT = dtype("b"), dtype("i"), dtype("f"), dtype("U"), dtype("O")
STANDARD = {"b": BOOL, "i": INT, "u": dtype("u"), "f": FLOAT, "U": TEXT, "O": OBJECT}


def kind_of(given: Any) -> dtype:
    """Return the kind that somebody names: a kind, or a type of Python."""
    if isinstance(given, dtype):
        return given
    return STANDARD[KINDS[given]] if given in KINDS else STANDARD["f" if issubclass(given, float) else "i"]


def wider(*kinds: dtype) -> dtype:
    """Return the kind that can hold what several hold."""
    return max(kinds, key=lambda one: ORDER.index(one.kind))


def kind_of_values(values: Iterable[Any]) -> dtype:
    """Return the kind of values of Python."""
    seen = {type(value) for value in values}
    if not seen:
        return FLOAT
    kinds = [_kind_of_type(one) for one in seen]
    if any(kind.kind == "U" for kind in kinds) and len(kinds) > 1:
        return OBJECT
    return wider(*kinds)


def _kind_of_type(kind: type) -> dtype:
    for base, found in ((bool, BOOL), (int, INT), (float, FLOAT), (str, TEXT)):
        if issubclass(kind, base):
            return found
    return OBJECT


class ndarray:  # noqa: N801 (numpy's name)
    """Values of one kind in a shape."""

    __slots__ = ("dtype", "shape", "values")
    __array_priority__ = 1

    def __init__(self, values: Any, shape: Shape, kind: dtype) -> None:
        self.values, self.shape, self.dtype = kernel.stored(values, kind.kind), shape, kind

    @property
    def ndim(self) -> int:
        """Return the number of axes."""
        return len(self.shape)

    @property
    def size(self) -> int:
        """Return the number of values."""
        return len(self.values)

    @property
    def T(self) -> "ndarray":  # noqa: N802 (numpy's name)
        """Return the array with its axes in reverse order."""
        return self.transpose()

    def transpose(self, *axes: Any) -> "ndarray":
        """Return the array with its axes in another order."""
        wanted = (axes[0] if len(axes) == 1 and not isinstance(axes[0], int) else axes) or range(self.ndim)[::-1]
        order = [axis % self.ndim for axis in wanted]
        if self.ndim < 2:
            return self.copy()
        apart = indexing.strides(self.shape)
        shape = tuple(self.shape[axis] for axis in order)
        return ndarray(spread(self.values, 0, shape, [apart[axis] for axis in order]), shape, self.dtype)

    def __len__(self) -> int:
        if not self.shape:
            raise TypeError("len() of an array without axes")
        return self.shape[0]

    def __iter__(self) -> Iterator[Any]:
        if self.ndim == 1:
            return map(self._plain, self.values)
        step = math.prod(self.shape[1:])
        rows = range(self.shape[0])
        return (ndarray(self.values[n * step : (n + 1) * step], self.shape[1:], self.dtype) for n in rows)

    def _plain(self, value: Any) -> Any:
        """Return one value as it is outside of an array."""
        return bool(value) if self.dtype.kind == "b" else single(value)

    def __getitem__(self, key: Any) -> Any:
        if self.ndim == 1 and isinstance(key, int) and not isinstance(key, bool):
            return self._plain(self.values[key])
        if self.ndim == 1 and isinstance(key, slice):
            found = self.values[key]
            return ndarray(found, (len(found),), self.dtype)
        if (place := self._single(key)) is not None:
            return self._plain(self.values[place])
        if (column := self._column(key)) is not None:
            return ndarray(self.values[column], self.shape[:-1], self.dtype)
        if (rows := indexing.rows_of(self, key)) is not None:
            return rows
        if (part := indexing.by_steps(self, key)) is not None:
            return part
        places, shape = indexing.selected(self, key)
        values = self.values
        if shape is None:
            return self._plain(values[places[0]])
        return ndarray([values[place] for place in places], shape, self.dtype)

    def _single(self, key: Any) -> int | None:
        """Return where one value stands that a key of whole numbers names; None for any other key."""
        if type(key) is not tuple or len(key) != len(self.shape):
            return None
        place = 0
        for number, length in zip(key, self.shape, strict=True):
            if type(number) is not int or not -length <= number < length:
                return None
            place = place * length + (number if number >= 0 else number + length)
        return place

    def _column(self, key: Any) -> slice | None:
        """Return where the values stand that a key such as `[..., 2]` names; None for any other key."""
        if type(key) is not tuple or len(key) != 2 or key[0] is not Ellipsis or self.ndim < 2:
            return None
        width, number = self.shape[-1], key[1]
        return slice(number % width, None, width) if type(number) is int and -width <= number < width else None

    def __setitem__(self, key: Any, given: Any) -> None:
        if (place := self._single(key)) is not None and isinstance(given, int | float):
            self.values[place] = self.dtype.read(given)
            return
        read, values = self.dtype.read, self.values
        given = asarray(given)
        alike = given.dtype.kind == self.dtype.kind and self.dtype.kind in "bif"
        if (column := self._column(key)) is not None:
            found = broadcast_to(given, self.shape[:-1]).values
            values[column] = found if alike else kernel.stored(list(map(read, found)), self.dtype.kind)
            return
        places, shape = indexing.selected(self, key)
        if given.size == 1:
            value = read(given.values[0])
            for place in places:
                values[place] = value
            return
        for place, value in zip(places, broadcast_to(given, shape or ()).values, strict=True):
            values[place] = value if alike else read(value)

    def __float__(self) -> float:
        return float(self.item())

    def __int__(self) -> int:
        return int(self.item())

    def __index__(self) -> int:
        return operator.index(self.item())

    def __bool__(self) -> bool:
        if len(self.values) != 1:
            raise ValueError("an array of several values is neither true nor false")
        return bool(self.values[0])

    def __contains__(self, value: Any) -> bool:
        return value in self.values

    __hash__ = None  # type: ignore[assignment]

    def item(self) -> Any:
        """Return the only value."""
        (value,) = self.values
        return bool(value) if self.dtype.kind == "b" else value

    def tolist(self) -> Any:
        """Return the values as lists of lists."""
        if not self.shape:
            return self.item()
        found: list[Any] = list(map(bool, self.values) if self.dtype.kind == "b" else self.values)
        for length in self.shape[:0:-1]:
            found = [found[n : n + length] for n in range(0, len(found), length)] if length else [[]] * self.shape[0]
        return found

    def copy(self) -> "ndarray":
        """Return the same values, apart from these."""
        return ndarray(self.values[:], self.shape, self.dtype)

    def astype(self, kind: Any, copy: bool = True) -> "ndarray":
        """Return the values as another kind."""
        wanted = kind_of(kind)
        if wanted.kind == self.dtype.kind and wanted.kind != "u":
            return self.copy() if copy else self
        widens = ORDER.index(wanted.kind) > ORDER.index(self.dtype.kind)
        made = kernel.unary("same", self.values, wanted.kind) if widens else None
        if made is not None:
            return ndarray(made, self.shape, wanted)
        plain = {"f": float, "i": int, "b": bool, "U": str}.get(wanted.kind, wanted.read)
        return ndarray(list(map(plain, self.values)), self.shape, wanted)

    def reshape(self, *shape: Any) -> "ndarray":
        """Return the same values in another shape; -1 stands for what is left."""
        wanted = list(shape[0] if len(shape) == 1 and not isinstance(shape[0], int) else shape)
        if -1 in wanted:
            known = math.prod(length for length in wanted if length != -1)
            wanted[wanted.index(-1)] = self.size // known if known else 0
        if math.prod(wanted) != self.size:
            raise ValueError(f"{self.size} values do not fit the shape {wanted}")
        return ndarray(self.values[:], tuple(wanted), self.dtype)

    def ravel(self) -> "ndarray":
        """Return the values in one row."""
        return self.reshape(-1)

    flatten = ravel

    def __neg__(self) -> "ndarray":
        made = kernel.unary("neg", self.values, self.dtype.kind)
        return ndarray(map(operator.neg, self.values) if made is None else made, self.shape, self.dtype)

    def __invert__(self) -> "ndarray":
        if self.dtype.kind != "b":
            return ndarray(list(map(operator.invert, self.values)), self.shape, self.dtype)
        made = kernel.unary("not", self.values, "b")
        return ndarray(map(operator.not_, self.values) if made is None else made, self.shape, self.dtype)

    def __abs__(self) -> "ndarray":
        return ndarray(list(map(abs, self.values)), self.shape, self.dtype)

    def __matmul__(self, other: Any) -> Any:
        from numpy.linear import matmul

        return matmul(self, asarray(other))

    def __rmatmul__(self, other: Any) -> Any:
        from numpy.linear import matmul

        return matmul(asarray(other), self)


def asarray(given: Any, dtype: Any = None) -> ndarray:
    """Return what is given as an array; one of the wanted kind as it is."""
    if not isinstance(given, ndarray):
        given = given.to_numpy() if hasattr(given, "to_numpy") else _made(given)
    return given if dtype is None or kind_of(dtype) == given.dtype else given.astype(dtype)


def _made(given: Any) -> ndarray:
    if isinstance(given, int | float | str) or given is None:
        return ndarray([given], (), kind_of_values([given]))
    rows = list(given)
    if rows and all(isinstance(row, ndarray | Sequence) and not isinstance(row, str) for row in rows):
        parts = [asarray(row) for row in rows]
        if len({part.shape for part in parts}) != 1:
            raise ValueError("rows of different lengths make no array")
        values = [value for part in parts for value in part.values]
        kind = wider(*(part.dtype for part in parts))
        return ndarray(values, (len(parts), *parts[0].shape), kind)
    values = [row.values[0] if isinstance(row, ndarray) else _plain(row) for row in rows]
    kind = kind_of_values(values)
    return ndarray(list(map(float, values)) if kind.kind == "f" else values, (len(values),), kind)


def _plain(value: Any) -> Any:
    """Return the single numbers of this package as Python's."""
    return value.item() if hasattr(value, "item") and isinstance(value, int | float) else value


def broadcast_shapes(*shapes: Shape) -> Shape:
    """Return the shape that several shapes are stretched to."""
    most = max(map(len, shapes), default=0)
    found = []
    for lengths in zip(*((1,) * (most - len(shape)) + tuple(shape) for shape in shapes), strict=True):
        wide = {length for length in lengths if length != 1}
        if len(wide) > 1:
            raise ValueError(f"shapes {shapes} do not fit each other")
        found.append(wide.pop() if wide else 1)
    return tuple(found)


def broadcast_to(given: Any, shape: Any) -> ndarray:
    """Return an array stretched to a shape."""
    array = asarray(given)
    shape = (shape,) if isinstance(shape, int) else tuple(shape)
    if array.shape == shape:
        return array
    if array.size == 1:
        return ndarray(array.values * math.prod(shape), shape, array.dtype)
    lead = len(shape) - array.ndim
    lengths = (1,) * lead + array.shape
    if any(length not in (1, wanted) for length, wanted in zip(lengths, shape, strict=True)):
        raise ValueError(f"{array.shape} cannot be stretched to {shape}")
    if array.shape == shape[lead:]:
        return ndarray(array.values * math.prod(shape[:lead]), shape, array.dtype)
    return ndarray(spread(array.values, 0, shape, kernel.steps(lengths, shape)), shape, array.dtype)


def spread(values: Any, first: int, shape: Sequence[int], apart: Sequence[int]) -> Any:
    """Return values by steps along each axis, from a first one on."""
    made = kernel.spread(values, first, shape, apart)
    return [values[first + place] for place in indexing.offsets(shape, apart)] if made is None else made


def result(values: list[Any], shape: Shape, kind: dtype) -> Any:
    """Return an array, or a single number where there are no axes."""
    return ndarray(values, shape, kind) if shape else single(values[0])


COMPARISONS = ("eq", "ne", "lt", "le", "gt", "ge")
NAMES: dict[Any, str] = {getattr(operator, name): name for name in ("add", "sub", "mul", *COMPARISONS)}
NAMES[quotient] = "truediv"
BITWISE = {**NAMES, operator.and_: "and", operator.or_: "or"}
"""What a page can do with two arrays; the last two with yes and no only."""


def elementwise(operation: Callable[[Any, Any], Any], one: Any, other: Any, kind: str | None = None) -> Any:
    """Do something with the values of two arrays, each stretched to the shape of both."""
    a, b = asarray(one), asarray(other)
    found = wider(a.dtype, b.dtype) if kind is None else STANDARD[kind]
    shape = a.shape if a.shape == b.shape else broadcast_shapes(a.shape, b.shape)
    if operation is power and b.size == 1 and b.values[0] == 2:
        operation, b = operator.mul, a
    name = BITWISE.get(operation) if a.dtype.kind == b.dtype.kind == "b" else NAMES.get(operation)
    if name and (made := kernel.binary(name, a, b, shape, found.kind)) is not None:
        return ndarray(made, shape, found)
    if isinstance(other, int | float) and isinstance(one, ndarray) and one.shape:
        return ndarray(_mapped(operation, a.values, b.values if b is a else repeat(other)), a.shape, found)
    if a.shape != b.shape:
        a, b = broadcast_to(a, shape), broadcast_to(b, shape)
    return result(_mapped(operation, a.values, b.values), a.shape, found)


def _mapped(operation: Callable[[Any, Any], Any], one: Iterable[Any], other: Iterable[Any]) -> list[Any]:
    """Do something with values two by two; a division is only looked at closely where one of them goes wrong."""
    if operation is quotient:
        try:
            return list(map(operator.truediv, one, other))
        except (ZeroDivisionError, OverflowError):
            pass
    return list(map(operation, one, other))


def _both_ways(name: str, operation: Callable[[Any, Any], Any], kind: Callable[[dtype, dtype], str | None]) -> None:
    def forward(self: ndarray, other: Any) -> Any:
        return elementwise(operation, self, other, kind(self.dtype, asarray(other).dtype))

    def backward(self: ndarray, other: Any) -> Any:
        return elementwise(operation, other, self, kind(asarray(other).dtype, self.dtype))

    def in_place(self: ndarray, other: Any) -> ndarray:
        found = elementwise(operation, self, other, kind(self.dtype, asarray(other).dtype))
        self.values[:] = found.values if found.dtype.kind == self.dtype.kind else found.astype(self.dtype).values
        return self

    setattr(ndarray, f"__{name}__", forward)
    setattr(ndarray, f"__r{name}__", backward)
    setattr(ndarray, f"__i{name}__", in_place)


def _summed(one: dtype, other: dtype) -> str:
    return "i" if one.kind == other.kind == "b" else wider(one, other).kind


def floor_quotient(one: Any, other: Any) -> Any:
    """Divide and round down; by zero as numpy does."""
    if other:
        return one // other
    return 0 if isinstance(one, int) and isinstance(other, int) else math.floor(quotient(one, other))


def remainder(one: Any, other: Any) -> Any:
    """Return what is left of a division; by zero as numpy does."""
    return one % other if other else 0 if isinstance(one, int) else math.nan


_both_ways("add", operator.add, _summed)
_both_ways("sub", operator.sub, _summed)
_both_ways("mul", operator.mul, lambda one, other: wider(one, other).kind)
_both_ways("truediv", quotient, lambda *_: "f")
_both_ways("floordiv", floor_quotient, _summed)
_both_ways("mod", remainder, _summed)
_both_ways("pow", power, lambda one, other: wider(one, other).kind)
_both_ways("and", operator.and_, lambda one, other: wider(one, other).kind)
_both_ways("or", operator.or_, lambda one, other: wider(one, other).kind)
_both_ways("xor", operator.xor, lambda one, other: wider(one, other).kind)
_both_ways("lshift", operator.lshift, _summed)
_both_ways("rshift", operator.rshift, _summed)


def _comparison(name: str) -> None:
    operation = getattr(operator, name)
    setattr(ndarray, f"__{name}__", lambda self, other: elementwise(operation, self, other, "b"))


for _name in COMPARISONS:
    _comparison(_name)


def along(array: ndarray, axis: int) -> tuple[Iterator[list[Any]], Shape, tuple[int, int]]:
    """Yield the values along an axis, row after row of the others; with the shape of those, and the lengths around."""
    axis %= array.ndim
    length, after = array.shape[axis], math.prod(array.shape[axis + 1 :])
    before = math.prod(array.shape[:axis])
    shape = array.shape[:axis] + array.shape[axis + 1 :]
    values, block = array.values, length * after
    if after == 1:
        rows = (
            (values[start : start + length] for start in range(0, block * before, length))
            if length
            else repeat([], before)
        )
    else:
        rows = (
            values[start + at : start + at + block : after] if length else []
            for start, at in product(range(0, max(block, 1) * before, max(block, 1)), range(after))
        )
    return iter(rows), shape, (before, after)


def running(array: ndarray) -> list[Any]:
    """Return the sums up to each value."""
    return list(accumulate(array.values))
