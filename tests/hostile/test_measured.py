"""Hostile texts in tables of ratings of every layout, and in files of measurements, in everything that is written."""

import dataclasses
import json
from collections.abc import Iterator
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
from hostile import places
from hostile.calls import called, refuse
from hostile.held import expected
from hostile.held import refuse as refuse_outputs
from hostile.oracles import ORACLES
from hostile.outputs import document, outputs
from hostile.strings import HARMLESS, HOSTILE, turned
from measure.test_layouts import LAYOUTS, RATINGS
from small_portal import CARDS

from alignmentcard.document import read
from alignmentcard.measurement.results.facts import Facts, FactsError
from alignmentcard.measurement.tables.layouts import MEANS
from alignmentcard.paths import Route

TEXTS = [text for text in HOSTILE.values() if "\ud800" not in text]
NIGHT = [pytest.param(turn, marks=pytest.mark.nightly) for turn in range(1, len(TEXTS))]
SOUND = json.loads((CARDS / "full.measured.json").read_text("utf-8")) | {"format": 2, "account": [], "told": ["words"]}
ELSEWHERE = {"counts", "count-columns", "pairs", "questions"}
"""Layouts whose rows are no ratings by three people; tests/measure/test_hostile.py has them."""


FIXED = ("normalised",)
"""What has keys of ours, which reading asks for."""


def free(kind: Any, data: Any, route: Route = ()) -> Iterator[tuple[Route, bool]]:
    """Yield the places in measurements that their types let hold any text."""
    kind = places._bare(kind)
    if dataclasses.is_dataclass(kind):
        hints = get_type_hints(kind, include_extras=True)
        for name, value in data.items():
            yield from free(hints[name], value, (*route, name))
    elif isinstance(data, dict):
        for key, value in data.items():
            yield (*route, key), True
            yield from free(get_args(kind)[1], value, (*route, key))
    elif isinstance(data, list):
        for number, value in enumerate(data):
            yield from free(get_args(kind)[0], value, (*route, number))
    elif kind is str:
        yield route, False


@cache
def measured_places() -> tuple[tuple[Route, bool], ...]:
    return tuple(place for place in free(Facts, SOUND) if not {"settings", *FIXED} & set(place[0]))


def facts_with(texts: Iterator[str], *, keys: bool) -> Facts:
    chosen = {place for place in measured_places() if keys or not place[1]}
    return Facts.from_json(json.dumps(places.with_texts(SOUND, chosen, texts)))


@cache
def _allowed() -> dict[str, frozenset[object]]:
    """Return what outputs consist of with measurements in which nothing is odd."""
    found = dict(expected())
    own = document(places.card(turned(HARMLESS, 0)))
    words = facts_with(turned(["words"], 0), keys=False)
    of_own = Facts.from_json(json.dumps({**SOUND, "dimensions": {"a1": SOUND["dimensions"]["harmful"]}}))
    full = read(CARDS / "full.card.yaml")
    for card, facts in ((full, words), (full, Facts.from_json(json.dumps(SOUND))), (own, of_own)):
        for _, kind, text in outputs(card, facts):
            found[kind] |= ORACLES[kind](text)
    return found


@pytest.mark.parametrize("keys", [False, True])
@pytest.mark.parametrize("turn", [0, *NIGHT])
def test_hostile_texts_everywhere_in_measurements_change_no_output(turn: int, keys: bool) -> None:
    card = read(CARDS / "full.card.yaml")
    assert refuse_outputs(outputs(card, facts_with(turned(TEXTS, turn), keys=keys)), _allowed()) > 60


def test_half_a_character_in_measurements_is_refused() -> None:
    with pytest.raises(FactsError):
        facts_with(iter(["\ud800"] * 999), keys=False)


def test_every_layout_has_a_table() -> None:
    assert {shape for _, _, shape in LAYOUTS.values()} | ELSEWHERE == set(MEANS)


class Names(dict[str, str]):
    """A text for each text, the same one whenever it is asked for."""

    def __init__(self, texts: Iterator[str]) -> None:
        self.texts = texts

    def __missing__(self, name: str) -> str:
        text = self[name] = f"{next(self.texts)} {len(self)}"
        return text


def renamed(value: Any, names: Names, *, columns: bool) -> Any:
    if isinstance(value, dict):
        return {names[key] if columns else key: renamed(one, names, columns=columns) for key, one in value.items()}
    if isinstance(value, list):
        return [renamed(one, names, columns=columns) for one in value]
    return names[value] if isinstance(value, str) else value


@pytest.mark.parametrize("columns", [False, True])
@pytest.mark.parametrize("turn", [0, *NIGHT])
@pytest.mark.parametrize(
    "name",
    [one if one in ("long", "mapping by person") else pytest.param(one, marks=pytest.mark.nightly) for one in LAYOUTS],
)
def test_hostile_texts_in_a_table_are_texts(name: str, turn: int, columns: bool, tmp_path: Path) -> None:
    pa, pq = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    pytest.importorskip("duckdb")
    make, _, shape = LAYOUTS[name]
    texts = islice(turned([text for text in TEXTS if "\0" not in text], turn), 999)
    rows = renamed(make(RATINGS), Names(texts), columns=columns)
    path = tmp_path / "table.parquet"
    pq.write_table(pa.Table.from_pylist(rows), path)
    shown = called(tmp_path, ["measure", path.name, "--replicates", "0", "--layout", shape], terminal=True)
    refuse("".join(shown))
    refuse("".join(called(tmp_path, ["import", path.name], terminal=True)))
    found = tmp_path / "table.measured.json"
    if found.exists():
        facts = Facts.from_json(found.read_text("utf-8"))
        card = document(places.card(turned(HARMLESS, 0)))
        refuse_outputs(outputs(card, facts), _allowed())
    assert not list(tmp_path.rglob("zq"))
