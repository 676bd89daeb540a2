"""The cache: never out of date, the same output byte for byte, and of no consequence when it is broken."""

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from many_cards import start, write_cards

from alignmentcard.checker import bulk as module
from alignmentcard.checker import cache
from alignmentcard.checker.bulk import Task, bulk
from alignmentcard.checker.silenced import Choice
from alignmentcard.profiles import load_profile
from alignmentcard.report import FORMATS

COUNT = 24
UNREADABLE = 1
"""Files that there is nothing to remember of."""


@pytest.fixture
def names(tmp_path: Path) -> list[str]:
    return write_cards(tmp_path / "cards", COUNT)


@pytest.fixture
def task(tmp_path: Path) -> Task:
    return Task(load_profile(), cache=tmp_path / "cache" / cache.NAME)


@pytest.fixture
def checked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the cards that are checked and not found in the cache."""
    seen: list[str] = []
    report_of = module.report_of
    monkeypatch.setattr(
        module,
        "report_of",
        lambda choice, document, *a, **b: seen.append(document.name) or report_of(choice, document, *a, **b),
    )
    return seen


def text(names: list[str], task: Task, form: str = "text") -> str:
    return "\n".join(FORMATS[form](bulk(names, task)))


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_reads_the_same_without_cache_cold_and_warm(
    names: list[str], task: Task, checked: list[str], form: str
) -> None:
    without = text(names, Task(task.profile), form)
    cold = text(names, task, form)
    checked.clear()
    assert text(names, task, form) == cold == without
    assert len(checked) == UNREADABLE


def test_several_processes_share_the_cache(names: list[str], task: Task, checked: list[str]) -> None:
    cold = "\n".join(FORMATS["json"](bulk(names, task, 2)))
    assert text(names, task, "json") == cold
    assert len(checked) == UNREADABLE
    assert "\n".join(FORMATS["json"](bulk(names, task, 2))) == cold


def test_a_changed_card_is_checked_anew(names: list[str], task: Task, checked: list[str]) -> None:
    text(names, task)
    checked.clear()
    Path(names[1]).write_text("dataset: 3\n", encoding="utf-8")
    assert text(names, task) == text(names, Task(task.profile))
    assert checked.count(names[1]) == 2
    assert checked.count(names[2]) == 1


def test_a_card_is_checked_anew_when_its_measurements_change(names: list[str], task: Task, checked: list[str]) -> None:
    text(names, task)
    checked.clear()
    Path(names[0].replace(".card.yaml", ".measured.json")).write_text("{", encoding="utf-8")
    assert "AC817" in text(names, task)
    assert names[0] in checked
    assert len(checked) == 1 + UNREADABLE


def _with_profile(task: Task, patch: pytest.MonkeyPatch) -> Task:
    return Task(load_profile("minimal"), cache=task.cache)


def _with_choice(task: Task, patch: pytest.MonkeyPatch) -> Task:
    return Task(task.profile, Choice(("AC0",)), cache=task.cache)


def _with_another_choice(task: Task, patch: pytest.MonkeyPatch) -> Task:
    return Task(task.profile, Choice((), ("AC0",)), cache=task.cache)


def _with_version(task: Task, patch: pytest.MonkeyPatch) -> Task:
    patch.setattr(cache, "registered", lambda place: ["pydantic-99.0.dist-info"])
    return task


def _with_rule(task: Task, patch: pytest.MonkeyPatch) -> Task:
    patch.setattr(cache, "_stamps", lambda: iter([("rules/claims.py", 3, 3)]))
    return task


@pytest.mark.parametrize("change", [_with_profile, _with_choice, _with_another_choice, _with_version, _with_rule])
def test_all_cards_are_checked_anew_when_what_they_are_held_to_changes(
    names: list[str],
    task: Task,
    checked: list[str],
    monkeypatch: pytest.MonkeyPatch,
    change: Callable[[Task, pytest.MonkeyPatch], Task],
) -> None:
    text(names, task)
    checked.clear()
    other = change(task, monkeypatch)
    text(names, other)
    assert checked == names
    text(names, other)
    assert len(checked) == len(names) + UNREADABLE


def _garbage(path: Path) -> None:
    path.write_bytes(b"no data base\n" * 1000)


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])


def _holes(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096 * 2 :] = b"\xff" * (len(content) - 4096 * 2)
    path.write_bytes(content)


def _other_findings(path: Path) -> None:
    with sqlite3.connect(path) as store:
        store.execute("UPDATE checked SET packed = replace(packed, 'error', 'info')")
    store.close()


def _swapped(path: Path) -> None:
    with sqlite3.connect(path) as store:
        store.execute(
            "UPDATE checked SET packed = (SELECT max(packed) FROM checked), sum = (SELECT max(sum) FROM checked)"
        )
    store.close()


def _deleted(path: Path) -> None:
    shutil.rmtree(path.parent)


@pytest.mark.parametrize("harm", [_garbage, _cut, _holes, _other_findings, _swapped, _deleted])
def test_a_harmed_cache_changes_no_report_and_is_made_anew(
    names: list[str], task: Task, checked: list[str], harm: Callable[[Path], None]
) -> None:
    cold = text(names, task)
    assert task.cache
    harm(task.cache)
    checked.clear()
    assert text(names, task) == cold
    assert len(checked) > UNREADABLE
    checked.clear()
    assert text(names, task) == cold
    assert len(checked) == UNREADABLE


def test_without_a_place_for_the_cache_cards_are_checked_all_the_same(names: list[str], tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    task = Task(load_profile(), cache=tmp_path / "file" / cache.NAME)
    assert text(names, task) == text(names, Task(task.profile))


def test_what_was_checked_before_somebody_stopped_is_kept(names: list[str], task: Task, checked: list[str]) -> None:
    reports = bulk(names, task)
    for _ in range(10):
        next(reports)
    reports.close()
    checked.clear()
    text(names, task)
    assert checked == names[10:]


def test_old_entries_are_let_go(names: list[str], task: Task, monkeypatch: pytest.MonkeyPatch) -> None:
    text(names, task)
    now = cache.time.time()
    monkeypatch.setattr(cache.time, "time", lambda: now + cache.KEPT + 1)
    text([], task)
    store = sqlite3.connect(str(task.cache))
    assert store.execute("SELECT count(*) FROM checked").fetchone() == (0,)
    store.close()


def test_calls_at_the_same_time_give_the_same_and_leave_a_whole_cache(names: list[str], tmp_path: Path) -> None:
    folder = Path(names[0]).parent
    alone = start(folder, "--no-cache", cache=tmp_path).communicate()[0]
    at_once = [start(folder, "--jobs", jobs, cache=tmp_path) for jobs in (1, 2, 1)]
    assert [process.communicate() for process in at_once] == [(alone, "")] * 3
    store = sqlite3.connect(tmp_path / "alignmentcard" / cache.NAME)
    assert store.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert store.execute("SELECT count(*) FROM checked").fetchone() == (len(names) - UNREADABLE,)
    store.close()


def test_no_cache_writes_none(names: list[str], tmp_path: Path) -> None:
    start(Path(names[0]).parent, "--no-cache", cache=tmp_path / "none").communicate()
    assert not (tmp_path / "none").exists()


def test_after_a_fix_the_card_is_no_longer_what_was_remembered(names: list[str], tmp_path: Path) -> None:
    folder = Path(names[0]).parent
    assert "can be mended with --fix" in start(folder, cache=tmp_path).communicate()[0]
    fixed = start(folder, "--fix", cache=tmp_path).communicate()[0]
    assert "can be mended with --fix." not in fixed
    assert start(folder, cache=tmp_path).communicate()[0] == fixed
