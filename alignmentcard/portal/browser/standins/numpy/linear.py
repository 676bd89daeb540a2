"""Products of matrices, and what is solved with them."""

import math
from operator import mul
from typing import Any

from numpy import kernel
from numpy.array import FLOAT, asarray, broadcast_shapes, broadcast_to, ndarray, wider
from numpy.indexing import offsets, strides
from numpy.scalars import single


def matmul(one: ndarray, other: ndarray) -> Any:
    """Multiply matrices; of more than two axes, those that the last two hold."""
    kind = wider(one.dtype, other.dtype)
    a = one.reshape((1, -1)) if one.ndim == 1 else one
    b = other.reshape((-1, 1)) if other.ndim == 1 else other
    if a.shape[-1] != b.shape[-2]:
        raise ValueError(f"matrices of {one.shape} and {other.shape} cannot be multiplied")
    lead = broadcast_shapes(a.shape[:-2], b.shape[:-2])
    a, b = broadcast_to(a, (*lead, *a.shape[-2:])), broadcast_to(b, (*lead, *b.shape[-2:]))
    (rows, inner), columns = a.shape[-2:], b.shape[-1]
    shape = (*lead, *((rows,) if one.ndim > 1 else ()), *((columns,) if other.ndim > 1 else ()))
    made = kernel.matmul(a.values, b.values, kind.kind, (math.prod(lead), rows, inner, columns))
    if made is not None:
        return ndarray(made, shape, kind) if shape else single(made[0])
    values: list[Any] = []
    for number in range(math.prod(lead)):
        left = a.values[number * rows * inner : (number + 1) * rows * inner]
        right = b.values[number * inner * columns : (number + 1) * inner * columns]
        values += _product(left, right, rows, inner, columns)
    if kind.kind == "f":
        values = list(map(float, values))
    return ndarray(values, shape, kind) if shape else single(values[0])


def _product(left: list[Any], right: list[Any], rows: int, inner: int, columns: int) -> list[Any]:
    turned = [right[column::columns] for column in range(columns)] if inner else [[]] * columns
    found = []
    for row in range(rows):
        line = left[row * inner : (row + 1) * inner]
        used = [place for place, value in enumerate(line) if value]
        if 3 * len(used) < inner and all(map(math.isfinite, right)):
            line = [line[place] for place in used]
            found += [sum(map(mul, line, [column[place] for place in used])) for column in turned]
        else:
            found += [sum(map(mul, line, column)) for column in turned]
    return found


def dot(one: Any, other: Any) -> Any:
    """Multiply two rows of numbers, or matrices."""
    return matmul(asarray(one), asarray(other))


def einsum(formula: str, *given: Any, optimize: Any = None) -> Any:
    """Multiply values by names of their axes and add up over those that the result does not name."""
    names, wanted = formula.split("->")
    arrays = [asarray(one) for one in given]
    parts = [_named(name, array.ndim) for name, array in zip(names.split(","), arrays, strict=True)]
    dots = max((part.count("0") + part.count("1") + part.count("2") for part in parts), default=0)
    wanted = wanted.replace("...", "210"[3 - dots :])
    lengths: dict[str, int] = {}
    for part, array in zip(parts, arrays, strict=True):
        for axis, length in zip(part, array.shape, strict=True):
            lengths[axis] = max(lengths.get(axis, 1), length)
    inner = [axis for axis in lengths if axis not in wanted]
    order = [*wanted, *inner]
    shape = [lengths[axis] for axis in order]
    places = []
    for part, array in zip(parts, arrays, strict=True):
        of = {
            axis: 0 if length == 1 else step
            for axis, length, step in zip(part, array.shape, strides(array.shape), strict=True)
        }
        places.append(offsets(shape, [of.get(axis, 0) for axis in order]))
    products = _times([[array.values[place] for place in one] for array, one in zip(arrays, places, strict=True)])
    width = math.prod(lengths[axis] for axis in inner)
    sums = (
        [sum(products[at : at + width]) for at in range(0, len(products), width)]
        if width
        else [0] * math.prod(lengths[axis] for axis in wanted)
    )
    kind = wider(*(array.dtype for array in arrays))
    sums = list(map(kind.read, sums))
    return ndarray(sums, tuple(lengths[axis] for axis in wanted), kind) if wanted else single(sums[0])


def _named(name: str, ndim: int) -> str:
    return name.replace("...", "210"[3 - (ndim - len(name.replace("...", ""))) :]) if "..." in name else name


def _times(parts: list[list[Any]]) -> list[Any]:
    found, *rest = parts
    for part in rest:
        found = list(map(mul, found, part))
    return found


class linalg:  # noqa: N801 (numpy's name)
    """Solving and decomposing."""

    class LinAlgError(ValueError):
        """A matrix that cannot be inverted."""

    @staticmethod
    def solve(matrix: Any, wanted: Any) -> ndarray:
        """Return what a matrix turns into the wanted values."""
        rows, _ = _eliminated(asarray(matrix), asarray(wanted))
        found = [row[-1] for row in rows]
        return ndarray(found, (len(found),), FLOAT)

    @staticmethod
    def det(matrix: Any) -> float:
        """Return the determinant."""
        try:
            return _eliminated(asarray(matrix), None)[1]
        except linalg.LinAlgError:
            return 0.0

    @staticmethod
    def eigh(matrix: Any) -> tuple[ndarray, ndarray]:
        """Return eigenvalues in ascending order and eigenvectors as columns, by Jacobi's rotations."""
        return _rotated(asarray(matrix))


def _eliminated(matrix: ndarray, wanted: ndarray | None) -> tuple[list[list[float]], float]:
    """Eliminate by Gauss and Jordan with the largest pivot; also return the determinant."""
    size, determinant = len(matrix), 1.0
    rows = [[float(value) for value in row] for row in matrix.tolist()]
    if wanted is not None:
        rows = [[*row, float(value)] for row, value in zip(rows, wanted.values, strict=True)]
    for place in range(size):
        best = max(range(place, size), key=lambda row: abs(rows[row][place]))
        if not rows[best][place]:
            raise linalg.LinAlgError("Singular matrix")
        if best != place:
            rows[place], rows[best], determinant = rows[best], rows[place], -determinant
        pivot = rows[place][place]
        determinant *= pivot
        rows[place] = [value / pivot for value in rows[place]]
        for row in range(size):
            if row != place and rows[row][place]:
                factor = rows[row][place]
                rows[row] = [a - factor * b for a, b in zip(rows[row], rows[place], strict=True)]
    return rows, determinant


def _rotated(matrix: ndarray) -> tuple[ndarray, ndarray]:
    size = len(matrix)
    a = [[float(value) for value in row] for row in matrix.tolist()]
    v = [[float(row == column) for column in range(size)] for row in range(size)]
    for _ in range(100):
        off = sum(a[p][q] ** 2 for p in range(size) for q in range(p + 1, size))
        if off <= 1e-30 * sum(a[p][p] ** 2 for p in range(size)):
            break
        for p in range(size):
            for q in range(p + 1, size):
                if a[p][q]:
                    _rotate(a, v, p, q)
    order = sorted(range(size), key=lambda place: a[place][place])
    vectors = [v[row][place] for row in range(size) for place in order]
    return ndarray([a[place][place] for place in order], (size,), FLOAT), ndarray(vectors, (size, size), FLOAT)


def _rotate(a: list[list[float]], v: list[list[float]], p: int, q: int) -> None:
    theta = (a[q][q] - a[p][p]) / (2 * a[p][q])
    t = math.copysign(1.0, theta) / (abs(theta) + math.hypot(theta, 1.0))
    c = 1 / math.hypot(t, 1.0)
    s = t * c
    for row in a:
        row[p], row[q] = c * row[p] - s * row[q], s * row[p] + c * row[q]
    a[p], a[q] = (
        [c * x - s * y for x, y in zip(a[p], a[q], strict=True)],
        [s * x + c * y for x, y in zip(a[p], a[q], strict=True)],
    )
    for row in v:
        row[p], row[q] = c * row[p] - s * row[q], s * row[p] + c * row[q]
