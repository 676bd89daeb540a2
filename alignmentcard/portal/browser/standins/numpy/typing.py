"""Names for annotations, which nothing reads."""

from typing import Any


class _Named:
    def __getitem__(self, _: Any) -> Any:
        return Any


NDArray = _Named()
