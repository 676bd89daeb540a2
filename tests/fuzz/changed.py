"""What is put in: cards, descriptions of data and tables of ratings that were changed a little in odd ways."""

from collections.abc import Iterator
from copy import deepcopy
from functools import cache, partial
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from test_model import SCHEMA, data_of

from alignmentcard.document import decode
from alignmentcard.paths import Route, value_at
from alignmentcard.resources import folder
from alignmentcard.rules import catalogue
from alignmentcard.rules.example import bad_card, good_card
from alignmentcard.text.writing import block_of_levels

HERE = Path(__file__).parent
CORPUS = HERE / "corpus"
CASES = HERE.parent / "cases" / "convert"
SMALL = 50_000
"""Bytes of a file that is changed; larger ones are no other case, and take their time."""

# fmt: off
PIECES = [
    "\x00", "\ufeff", "\u202e", "\u2028", "\x85", "\t", "\r\n", "\r", "\\ud800", "ｉd: x", "dаtaset: x", "é",
    "\x1b[31m", "&a ", "*a", "<<: *a", "!!python/object:os.system ", "!x ", "---\n", "...\n", "? ", "? [a]: b",
    "%YAML 1.1\n", "{", "}", "[", "]", "'", '"', "|\n", ">-\n", "|+\n", "# ", ": ", "- ", "~", "null", "yes", "0x1F",
    "1e999", ".nan", "-0", "1_000", "2024-02-30", "9" * 400, "x" * 5000, "[" * 70, "<script>x</script>",
    '"><i onclick=x>', "javascript:x", "data:text/html,x", "{{ 7*7 }}", "{% raw %}", "../../x", "file:///etc/passwd",
    "\\\\server\\share", "read_csv('/etc/passwd')", "s3://x/*",
]
"""Characters and words that mean something somewhere: to YAML, to pages, to templates, to paths, to queries."""
ODD = [
    None, True, 0, -1, 1, 2, 0.5, 1e-9, 1e300, float("inf"), float("nan"), 10**30, "", " ", "\n", "x", "2024", "1.0.0",
    [], {}, [None], [[]], [{}], {"": ""}, {"x": None}, {"x": [1]}, "2024-05-01", "CC-BY-4.0", "en", "US", "https://x.y/",
    "mailto:a@b.cd", "10.5281/zenodo.1", "many", "single", "unknown", "pools.x.size", "dimensions.0", "extensions", "*",
]
"""Values that are right somewhere and wrong elsewhere."""
# fmt: on


@cache
def hostile() -> list[bytes]:
    """Return the corpus."""
    return [path.read_bytes() for path in _sorted(CORPUS)]


@cache
def sound() -> list[bytes]:
    """Return the starters, and the examples of all rules as whole cards."""
    starters = [path.read_bytes() for path in _sorted(folder("templates") / "starters", "*.yaml")]
    examples = [card(rule).encode() for rule in catalogue() for card in (bad_card, good_card)]
    return [*starters, *examples]


@cache
def descriptions() -> list[bytes]:
    """Return descriptions of data in every format that is imported as text."""
    found = [path for place in _sorted(CASES) if place.name != "table" for path in _sorted(place)]
    return [path.read_bytes() for path in found if not path.name.endswith((".card.yaml", ".txt"))]


@cache
def tables() -> list[tuple[str, bytes]]:
    """Return tables of ratings, each with the ending of its name."""
    found = [path for path in _sorted(CASES / "table") if not path.name.endswith((".card.yaml", ".txt"))]
    return [(path.suffix, path.read_bytes()) for path in found]


def _sorted(place: Path, pattern: str = "*") -> list[Path]:
    return sorted(place.glob(pattern))


@st.composite
def changed(draw: st.DrawFn, files: list[bytes]) -> bytes:
    """Choose a file and cut, double, take out and put in, a few times."""
    lines = draw(st.sampled_from([file for file in files if len(file) < SMALL])).splitlines(keepends=True)
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, max(len(lines) - 1, 0)))
        line = lines[at] if lines else b""
        piece = draw(st.sampled_from(PIECES)).encode()
        lines[at : at + 1] = draw(st.sampled_from(list(_others(line, piece, draw(st.integers(0, len(line)))))))
    return b"".join(lines)


def _others(line: bytes, piece: bytes, column: int) -> Iterator[list[bytes]]:
    """Yield what a line may become."""
    yield []
    yield [line, line]
    yield [line[:column] + piece + line[column:]]
    yield [line[:column]]
    yield [b"  " + line]
    key, colon, _ = line.partition(b":")
    yield [key + (colon or b":") + b" " + piece + b"\n"]
    first, comma, _ = line.rpartition(b",")
    yield [first + comma + piece + b"\n"]


@st.composite
def changed_table(draw: st.DrawFn) -> tuple[str, bytes]:
    """Choose a table and change it."""
    ending, content = draw(st.sampled_from(tables()))
    return ending, draw(changed([content]))


@cache
def _readable() -> list[Any]:
    """Return the data of the sound cards."""
    found = (decode(text) for text in sound())
    return [document.data for document in found if isinstance(document.data, dict) and not document.faults]


@st.composite
def altered(draw: st.DrawFn) -> bytes:
    """Choose a sound card and put a few odd values into it, or values of its own in other places."""
    data = draw(st.sampled_from(_readable()).map(deepcopy))
    for _ in range(draw(st.integers(1, 2))):
        found = list(routes(data))
        *place, last = draw(st.sampled_from(found))
        own = st.sampled_from(found).map(partial(value_at, data)).map(deepcopy)
        value_at(data, place)[last] = deepcopy(draw(st.sampled_from([*ODD, *PIECES]) | own | own))
    return block_of_levels(data, 0).encode("utf-8", "surrogatepass")


def routes(data: Any, route: Route = ()) -> Iterator[Route]:
    """Yield the places of all values in data."""
    for key, value in data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ():
        yield (*route, key)
        yield from routes(value, (*route, key))


def any_card() -> st.SearchStrategy[bytes]:
    """Return cards in every state, whole ones with anything in them that the schema takes among them."""
    taken = data_of(SCHEMA).map(lambda data: block_of_levels(data, 0).encode("utf-8", "surrogatepass"))
    return changed(hostile()) | changed(sound()) | altered() | taken
