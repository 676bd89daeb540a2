"""What the statistics use of numpy, in plain Python, for browsers: numpy itself is not built for them by anybody.

Same functions, same meaning, same numbers drawn from the same seed. It is slow beside numpy, and needs nothing.
"""

import math

from numpy import linear, random
from numpy.array import BOOL, FLOAT, INT, OBJECT, broadcast_to, dtype, ndarray
from numpy.array import asarray as asarray
from numpy.elementary import (
    absolute,
    ceil,
    clip,
    divide,
    exp,
    expm1,
    floor,
    isfinite,
    isnan,
    log,
    log1p,
    log2,
    maximum,
    minimum,
    nan_to_num,
    rint,
    round_,
    sign,
    sqrt,
    where,
)
from numpy.linear import dot, einsum, linalg
from numpy.making import (
    append,
    arange,
    array,
    broadcast_arrays,
    column_stack,
    concatenate,
    delete,
    diagonal,
    eye,
    flatnonzero,
    frombuffer,
    full,
    full_like,
    hstack,
    moveaxis,
    ones,
    ravel_multi_index,
    repeat,
    stack,
    triu,
    triu_indices,
    unravel_index,
    zeros,
    zeros_like,
)
from numpy.reducing import all_ as all
from numpy.reducing import any_ as any
from numpy.reducing import (
    argmax,
    argmin,
    argsort,
    average,
    bincount,
    count_nonzero,
    cumsum,
    diff,
    isin,
    lexsort,
    mean,
    median,
    quantile,
    searchsorted,
    sort,
    std,
    trace,
    unique,
)
from numpy.reducing import largest as max
from numpy.reducing import prod as prod
from numpy.reducing import smallest as min
from numpy.reducing import sum_ as sum
from numpy.standins import add, errstate, finfo, float32

abs, round, empty = absolute, round_, zeros
nan, inf, pi = math.nan, math.inf, math.pi
float64, int64, bool_, object_ = FLOAT, INT, BOOL, OBJECT
int32, uint8 = dtype("i", 32), dtype("u", 8)
uint32, uint64 = dtype("u", 32), dtype("u", 64)
