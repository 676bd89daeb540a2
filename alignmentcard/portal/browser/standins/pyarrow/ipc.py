"""Files of Arrow."""

from typing import Any

from pyarrow.stream import read_stream
from pyarrow.table import Table


class _Opened:
    def __init__(self, source: Any) -> None:
        self._data = source.read()

    def read_all(self) -> Table:
        return read_stream(self._data)


def open_stream(source: Any) -> _Opened:
    """Open a stream."""
    return _Opened(source)


def open_file(source: Any) -> _Opened:
    """Open a file."""
    return _Opened(source)
