"""Where a row stands: the number of its file, and its place in the file."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote

if TYPE_CHECKING:
    import pyarrow as pa

PATH, FILE, FOLDER, ROW = "@path", "@file", "@folder", "@row"
PLACE = (FILE, ROW)
"""Columns that rows have beside those of their file: the number of the file, and what puts its rows in order."""
OF_FILES = (FILE, FOLDER)
"""What an id may be made of beside columns: the name of a row's file, or that of the folder with the file."""


def numbered(
    column: str, paths: Sequence[str], text: Callable[[str], str], numbers: Sequence[int] | None = None
) -> str:
    """Write an expression that is the number of a row's file; `text` quotes a text for the engine.

    The numbers are those of the paths in their order, where no others are given.
    """
    numbers = range(len(paths)) if numbers is None else numbers
    if len(paths) == 1:
        return str(numbers[0])
    cases = " ".join(f"WHEN {text(path)} THEN {number}" for number, path in zip(numbers, paths, strict=True))
    return f"CAST(CASE {column} {cases} END AS INT)"


def path_of(address: str) -> str:
    """Return the path of a file on this machine that is given as an address; other addresses stay as they are."""
    return unquote(re.sub(r"^file:/+", "/", address)) if address.startswith("file:") else address


def above_keys(paths: Sequence[str]) -> str | None:
    """Return the folder above folders that are named for a key and its value, such as `language=en`."""
    parts = Path(paths[0]).parts
    keyed = next((place for place, part in enumerate(parts[:-1]) if "=" in part), None)
    return None if keyed is None else str(Path(*parts[:keyed]).absolute())


def names_of(paths: Sequence[str]) -> tuple[str, ...]:
    """Return short names of files: without endings, and without folders and names that all of them share."""
    plain = [path.replace("\\", "/").split("/") for path in paths]
    if len(plain) == 1:
        return (_stem(plain[0][-1]),)
    names = _without_shared([[*folders, _stem(name)] for *folders, name in plain])
    return names if len(set(names)) == len(names) else tuple(paths)


def folders_of(paths: Sequence[str]) -> tuple[str, ...]:
    """Return short names of the folders that files are in: without folders above and below that all of them share."""
    folders = [path.replace("\\", "/").split("/")[:-1] or ["."] for path in paths]
    return _without_shared(folders)


def _without_shared(parts: list[list[str]]) -> tuple[str, ...]:
    """Join parts of paths, without those at either end that all paths share; one part of each is left."""
    for end in (0, -1):
        while len({one[end] for one in parts}) == 1 and min(map(len, parts)) > 1:
            for one in parts:
                del one[end]
    return tuple("/".join(one) for one in parts)


def _stem(name: str) -> str:
    """Return the name of a file without its endings."""
    return PurePosixPath(name.removesuffix(".gz")).stem


def in_file(table: "pa.Table", numbers: "int | Sequence[int]") -> "pa.Table":
    """Put the number of its file beside each row, or one number beside all."""
    import numpy as np
    import pyarrow as pa

    return table.append_column(FILE, pa.array(np.broadcast_to(np.asarray(numbers, dtype=np.int32), table.num_rows)))


def placed(table: "pa.Table") -> "pa.Table":
    """Put the place of each row beside its columns."""
    import numpy as np
    import pyarrow as pa

    if FILE not in table.column_names:
        table = in_file(table, 0)
    return table.append_column(ROW, pa.array(np.arange(table.num_rows)))
