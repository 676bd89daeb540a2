"""What an engine is told of files of text that are written alike."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Part:
    """Files of one dialect and one row of names, in UTF-8, with `given` columns that the folders say.

    `numbers` are those of the files among all of the table.
    """

    paths: tuple[str, ...]
    numbers: tuple[int, ...]
    names: tuple[str, ...]
    separator: str = ","
    quote: str = '"'
    escape: str = '"'
    given: Mapping[str, str] = field(default_factory=dict)
