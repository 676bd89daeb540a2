"""A file of measurements of a stranger: whatever stands in it, it is a finding of its card, and the others are told."""

import json
import math
import os
import shutil
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from alignmentcard.checker.check import check
from alignmentcard.checker.measurements import recorded_beside
from alignmentcard.checker.serialization import pack
from alignmentcard.cli import group
from alignmentcard.document import read
from alignmentcard.errors import AlignmentCardError
from alignmentcard.measurement.results.facts import Facts, FactsError
from alignmentcard.measurement.results.place import MOST_BYTES
from alignmentcard.measurement.settings import Settings, settings_of
from alignmentcard.paths import value_at
from alignmentcard.portal.card.downloads import files
from alignmentcard.portal.card.one_file import onefile
from alignmentcard.portal.collection.entry import CardEntry
from alignmentcard.report import FORMATS
from alignmentcard.rules.example import whole_card

CARDS = Path(__file__).parent.parent / "portal" / "cards"
SOUND = (CARDS / "full.measured.json").read_text(encoding="utf-8")


def with_key(value: str) -> bytes:
    """Write sound measurements with one more thing in them, which nobody asks for."""
    return SOUND.replace('"format": 1', f'"more": {value}, "format": 1').encode()


def sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(400 << 20)


def bytes_of(content: bytes) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(content)


def settings(**told: Any) -> Callable[[Path], object]:
    data = json.loads(SOUND)
    data["settings"] |= told
    return bytes_of(json.dumps(data).encode())


# What to put in place of measurements, and what is said of it.
FILES: dict[str, tuple[Callable[[Path], object], str]] = {
    "deep lists": (bytes_of(b"[" * 200_000), "is not JSON: recursion limit exceeded"),
    "deep mappings": (bytes_of(b'{"a":' * 200_000), "is not JSON: recursion limit exceeded"),
    "deep where nobody looks": (bytes_of(with_key("[" * 500 + "]" * 500)), "recursion limit exceeded"),
    "5,000 digits": (bytes_of(with_key("9" * 5000)), "is not JSON: number out of range"),
    "half a character": (bytes_of(with_key('"\\ud800"')), "is not JSON"),
    "400 megabytes": (sparse, "has 419,430,400 bytes; a file of measurements may have 16,777,216"),
    "no number": (bytes_of(SOUND.replace('"confidence": 0.95', '"confidence": NaN').encode()), "confidence is nan"),
    "without end": (bytes_of(SOUND.replace('"raters": ', '"raters": Infinity, "x": ').encode()), "does not fit"),
    "many replicates": (settings(replicates=1e9), "replicates is 1000000000.0. It must be a whole number from 0"),
    "more replicates": (settings(replicates=10**12), "replicates is 1000000000000. It must be a whole number from 0"),
    "replicates in words": (settings(replicates="many"), "replicates is many. It must be a whole number from 0"),
    "draws": (settings(draws=10**9), "draws is 1000000000. It must be a whole number from 1"),
    "cell": (settings(minimum_cell=-5), "minimum_cell is -5. It must be a whole number from 1"),
    "tolerance": (settings(tolerance=1e308), "tolerance is 1e+308. It must lie between 0 and 1"),
    "half a pair": (settings(**{"pair.first": "a"}), "tells settings that cannot be: they are not complete."),
    "list": (bytes_of(b"[]"), "has format None, not 2"),
    "long format": (bytes_of(b'{"format": "' + b"x" * 10_000 + b'"}'), f"has format {'x' * 80}, not 2"),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copy(CARDS / "full.card.yaml", tmp_path / "bad.card.yaml")
    (tmp_path / "good.card.yaml").write_text(whole_card(""), encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("jobs", [[], ["--jobs", "2"]], ids=["one process", "two"])
@pytest.mark.parametrize(("put", "words"), FILES.values(), ids=FILES)
def test_bad_file_is_one_finding_of_its_card_and_hides_no_other(
    put: Callable[[Path], object], words: str, jobs: list[str], folder: Path
) -> None:
    put(folder / "bad.measured.json")
    call = ["check", str(folder), "--format", "json", "--profile", "minimal", *jobs, "--no-cache"]
    report = json.loads(CliRunner().invoke(group, call, catch_exceptions=False).stdout)
    found = [finding for finding in report["findings"] if finding["code"] == "AC817"]
    assert [Path(finding["file"]).name for finding in found] == ["bad.card.yaml"]
    assert words in found[0]["message"]
    assert report["cards"] == 2


@pytest.mark.parametrize("name", ["a pipe", "a link out", "a folder"])
def test_what_is_no_file_is_not_opened(name: str, folder: Path, tmp_path: Path) -> None:
    path = folder / "bad.measured.json"
    if name == "a pipe":
        os.mkfifo(path)
    elif name == "a link out":
        path.symlink_to("/dev/zero")
    else:
        path.mkdir()
    call = ["check", str(folder), "--format", "json", "--profile", "minimal", "--jobs", "2"]
    known = {"XDG_CACHE_HOME": str(tmp_path / "cache")}
    report = json.loads(CliRunner(env=known).invoke(group, call, catch_exceptions=False).stdout)
    assert report["cards"] == 2


NUMBERS = [0, -1, 10**15, 0.5, "x", None]
TEXTS = ["", "\x1b[31m<b>", 0, None]


def others(value: Any) -> Iterator[Any]:
    """Yield what may stand in place of a value."""
    if isinstance(value, int | float):
        yield from NUMBERS
    elif isinstance(value, str):
        yield from TEXTS
    elif isinstance(value, list):
        yield from ([], {}, None, value[:1], value[1:], value + value[-1:])
    else:
        yield from ([], {}, None, dict(list(value.items())[:1]), dict(list(value.items())[1:]))


def places(value: Any, route: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Yield the place of every value, of places that differ in positions only the first."""
    for key, part in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        if key in (0, "") or not isinstance(key, int):
            yield (*route, key)
            yield from places(part, (*route, key))


PLACES = list(places(json.loads(SOUND)))
KINDS = {(place[-1], len(place)): place for place in PLACES}
"""One place for each name at each depth."""


@pytest.mark.slow
@pytest.mark.sampled(60)
@pytest.mark.parametrize("place", KINDS.values(), ids=lambda place: ".".join(map(str, place)))
def test_any_value_anywhere_is_refused_or_shown(place: tuple[str | int, ...], folder: Path) -> None:
    for value in others(value_at(json.loads(SOUND), place)):
        data = deepcopy(json.loads(SOUND))
        value_at(data, place[:-1])[place[-1]] = value
        (folder / "bad.measured.json").write_text(json.dumps(data))
        document = read(folder / "bad.card.yaml")
        known = recorded_beside(document)
        report = check(document, **known)
        assert known.get("trouble") is None or "AC817" in [finding.code for finding in report.findings]
        if known.get("trouble"):
            continue
        entry = CardEntry("bad", report)
        dict(files(entry))
        onefile(entry).encode()
        pack(report).encode()
        for write in FORMATS.values():
            "".join(write([report])).encode()


@pytest.mark.parametrize("place", [p for p in PLACES if isinstance(value_at(json.loads(SOUND), p), float)], ids=str)
@pytest.mark.parametrize("value", [math.nan, math.inf, 1e300])
@pytest.mark.sampled(90)
def test_number_that_cannot_be_is_refused_wherever_it_stands(place: tuple[str | int, ...], value: float) -> None:
    data = json.loads(SOUND)
    value_at(data, place[:-1])[place[-1]] = value
    with pytest.raises(FactsError, match=r"x\.json"):
        Facts.from_json(json.dumps(data), "x.json")


@pytest.mark.parametrize("name", ["seed", "replicates", "draws", "minimum_cell"])
@pytest.mark.parametrize("value", [-1, 10**20, 1.5, True, "1", None])
def test_whole_numbers_of_settings_are_bounded(name: str, value: Any) -> None:
    with pytest.raises(AlignmentCardError, match=rf"{name} is .*\. It must be a whole number from"):
        Settings(**{name: value})
    with pytest.raises(AlignmentCardError, match="It must be a whole number from"):
        settings_of({name: value})


def test_largest_file_is_larger_than_any_of_ours(root: Path) -> None:
    sizes = [path.stat().st_size for path in root.rglob("*.measured.json")]
    assert sizes
    assert max(sizes) * 100 < MOST_BYTES
