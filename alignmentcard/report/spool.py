"""Reports that are gone through more than once, without all of them standing in memory."""

import json
from collections.abc import Collection, Iterable, Iterator
from tempfile import TemporaryFile
from weakref import finalize

from alignmentcard.checker.check import Checked, Remembered
from alignmentcard.checker.serialization import pack, unpack


def several(reports: Iterable[Checked]) -> Iterable[Checked]:
    """Return reports that can be gone through again: as they are, or from a temporary file."""
    return reports if isinstance(reports, Collection | Spool) else Spool(reports)


class Spool:
    """Packed reports in a temporary file, which goes when nobody needs it any more."""

    def __init__(self, reports: Iterable[Checked]) -> None:
        self._file = TemporaryFile()  # noqa: SIM115
        finalize(self, self._file.close)
        for report in reports:
            document = report.document
            packed = json.dumps([pack(report), document.name, document.text, document.in_readme])
            self._file.write(f"{packed}\n".encode())
        self._end = self._file.tell()

    def __iter__(self) -> Iterator[Remembered]:
        place = 0
        while place < self._end:
            self._file.seek(place)
            line = self._file.readline()
            place += len(line)
            yield unpack(*json.loads(line))
