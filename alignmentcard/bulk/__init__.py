"""Many cards: reports in the order of the files, from several processes and from the cache, in little memory."""

import functools
import gc
import os
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from alignmentcard.bulk.cache import Cache, circumstances, key_of
from alignmentcard.bulk.packing import pack, unpack
from alignmentcard.check import check, selection
from alignmentcard.document import MAX_BYTES, Document, decode, read
from alignmentcard.levels import Kept
from alignmentcard.measure.beside import beside
from alignmentcard.measure.place import facts_path
from alignmentcard.profiles import Profile
from alignmentcard.text import readme
from alignmentcard.text.marks import Fault, Span

MANY = 1000
"""Cards from which it pays to start other processes."""
CHUNK = 25
"""Cards that a process is given at a time."""
AHEAD = 3
"""Chunks for each process that are handed out before the first of them is back."""
YOUNG = 50_000
"""Objects of a process between two searches for garbage in circles, which the data of a card does not make."""
BATCH = 500
"""Reports that are written into the cache at a time."""


@dataclass(frozen=True)
class Task:
    """What is done with every card: the profile, the choice of rules, and the cache if there is one."""

    profile: Profile
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    cache: Path | None = None
    basis: bytes = b""


class _Checked(NamedTuple):
    name: str
    text: str
    packed: str
    key: bytes | None = None
    """Where to keep it; None where it came from the cache or must not go there."""


def bulk(
    names: Sequence[str],
    task: Task,
    jobs: int | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> Iterator[Kept]:
    """Yield a report for each file, in order; each is compared with the measurements beside it.

    `jobs` is the number of processes; left out, as many as there are processors for more than a thousand cards.
    """
    jobs = jobs or (_processors() if len(names) > MANY else 1)
    if task.cache:
        task = replace(task, basis=circumstances(task.profile, task.select, task.ignore))
    found = _parallel(task, names, jobs) if jobs > 1 else (_one(task, name) for name in names)
    for done, checked in enumerate(_kept(found, task.cache)):
        if done % CHUNK == 0:
            progress(f"{done:,} of {len(names):,} cards")
        yield unpack(checked.packed, checked.name, checked.text, readme.is_readme(checked.name))


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _kept(found: Iterator[_Checked], path: Path | None) -> Iterator[_Checked]:
    """Pass on what was found, and put what is new into the cache, also when somebody stops half-way."""
    new: list[tuple[bytes, str]] = []
    try:
        for checked in found:
            if checked.key:
                new.append((checked.key, checked.packed))
            if path and len(new) >= BATCH:
                _cache(path, os.getpid()).put(new)
                new.clear()
            yield checked
    finally:
        if path:
            _cache(path, os.getpid()).put(new)
            _cache(path, os.getpid()).close()
            _cache.cache_clear()


@functools.cache
def _cache(path: Path, process: int) -> Cache:
    """Open the cache once in each process; a connection must not go from one to another."""
    return Cache(path)


def _parallel(task: Task, names: Sequence[str], jobs: int) -> Iterator[_Checked]:
    left = deque(names[start : start + CHUNK] for start in range(0, len(names), CHUNK))
    while left:
        under_way: deque[tuple[Sequence[str], Future[list[_Checked]]]] = deque()
        try:
            yield from _together(task, left, under_way, jobs)
        except BrokenProcessPool:
            for chunk, _ in under_way:
                yield from _one_by_one(task, deque(chunk))


def _together(
    task: Task,
    left: deque[Sequence[str]],
    under_way: deque[tuple[Sequence[str], Future[list[_Checked]]]],
    jobs: int,
) -> Iterator[_Checked]:
    """Take chunks from `left` and yield what became of them; BrokenProcessPool where a process died."""
    pool = _pool(jobs)
    try:
        while left or under_way:
            while left and len(under_way) < AHEAD * jobs:
                future = pool.submit(_work, task, left[0])
                under_way.append((left.popleft(), future))
            found = under_way[0][1].result()
            under_way.popleft()
            yield from found
    finally:
        pool.shutdown(cancel_futures=True)


def _one_by_one(task: Task, left: deque[str]) -> Iterator[_Checked]:
    """Check cards alone, one of which a process died of."""
    while left:
        with _pool(1) as pool:
            try:
                while left:
                    found = pool.submit(_work, task, [left[0]]).result()
                    left.popleft()
                    yield from found
            except BrokenProcessPool:
                yield _lost(task, left.popleft())


def _pool(jobs: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(jobs, initializer=_begin)


def _begin() -> None:
    """Leave Ctrl-C to the process that hands out the cards, and what is loaded to itself."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.freeze()
    gc.set_threshold(YOUNG)


def _lost(task: Task, name: str) -> _Checked:
    message = "The process that checked this card was ended from outside, perhaps because memory ran out."
    fault = Fault("unreadable", message, Span(0, 0), help=f"Check it alone: alignmentcard check {name}")
    document = Document(name, "", faults=(fault,))
    return _Checked(name, "", pack(check(document, task.profile, selection(("AC001",), ()))))


def _work(task: Task, names: Sequence[str]) -> list[_Checked]:
    return [_one(task, name) for name in names]


def _one(task: Task, name: str) -> _Checked:
    content = _content(Path(name))
    if content is None:
        return _Checked(name, "", _packed(task, read(name)))
    text = _text(content)
    if task.cache is None:
        return _Checked(name, text, _packed(task, decode(content, name)))
    key = key_of(task.basis, name, content, _measured(name))
    known = _cache(task.cache, os.getpid()).get(key)
    if known:
        return _Checked(name, text, known)
    packed = _packed(task, decode(content, name))
    same = key == key_of(task.basis, name, content, _measured(name))
    return _Checked(name, text, packed, key if same else None)


def _text(content: bytes) -> str:
    """Return what a finding can show of a card."""
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return ""


def _packed(task: Task, document: Document) -> str:
    return pack(check(document, task.profile, selection(task.select, task.ignore), **beside(document)))


def _content(path: Path) -> bytes | None:
    """Return the bytes of a card; None where there is something to say about the file itself."""
    try:
        return path.read_bytes() if path.is_file() and path.stat().st_size <= MAX_BYTES else None
    except OSError:
        return None


def _measured(name: str) -> bytes:
    """Return the bytes of the measurements beside a card, and something else where they cannot be read."""
    try:
        return b"+" + facts_path(Path(name)).read_bytes()
    except OSError as error:
        return f"-{error.errno}".encode()
