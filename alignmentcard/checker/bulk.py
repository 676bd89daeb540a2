"""Many cards: reports in the order of the files, from several processes and from the cache, in little memory."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from alignmentcard.checker.cache import Cache, circumstances, key_of
from alignmentcard.checker.card_bytes import content_of, measured_of
from alignmentcard.checker.check import Remembered, check, selection
from alignmentcard.checker.measurements import recorded_beside
from alignmentcard.checker.serialization import pack, unpack
from alignmentcard.checker.signatures import signature_reader
from alignmentcard.checker.silenced import Choice, report_of
from alignmentcard.document import Document, decode, read
from alignmentcard.messages.retold import worded
from alignmentcard.processes import processors, workers
from alignmentcard.profiles import Profile
from alignmentcard.text import readme
from alignmentcard.text.marks import Fault, Span

MANY = 1000
"""Cards from which it pays to start other processes."""
CHUNK = 25
"""Cards that a process is given at a time."""
AHEAD = 3
"""Chunks for each process that are handed out before the first of them is back."""
BATCH = 500
"""Reports that are written into the cache at a time."""


@dataclass(frozen=True)
class Task:
    """What is done with every card: the profile, the choice of rules, and the cache if there is one."""

    profile: Profile
    choice: Choice = field(default_factory=Choice)
    cache: Path | None = None
    basis: bytes = b""
    allowed: Path | None = None
    """Whose signatures count, where that is asked for: keys and their owners."""


class _Checked(NamedTuple):
    name: str
    text: str
    packed: str
    key: bytes | None = None
    """Where to keep it; None where it came from the cache or must not go there."""


class _Chunk(NamedTuple):
    """Cards that go together, and what the cache knows of them."""

    names: Sequence[str]
    known: Mapping[str, _Checked]

    @property
    def missing(self) -> list[str]:
        return [name for name in self.names if name not in self.known]

    def with_checked(self, checked: Iterable[_Checked]) -> Iterator[_Checked]:
        """Yield what is known of every card; `checked` are the missing ones in their order."""
        rest = iter(checked)
        return (self.known.get(name) or next(rest) for name in self.names)


def bulk(
    names: Sequence[str],
    task: Task,
    jobs: int | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> Iterator[Remembered]:
    """Yield a report for each file, in order; each is compared with the measurements beside it.

    `jobs` is the number of processes; left out, as many as there are processors for more than a thousand cards.
    """
    jobs = jobs or (processors() if len(names) > MANY else 1)
    cache = Cache(task.cache) if task.cache else None
    if cache:
        task = replace(task, basis=circumstances(task.profile, task.choice))
    chunks = _chunks(names, task, cache)
    found = _parallel(task, chunks, jobs) if jobs > 1 else _alone(task, chunks)
    for done, checked in enumerate(_kept(found, cache) if cache else found):
        if done % CHUNK == 0:
            progress(f"{done:,} of {len(names):,} cards")
        yield unpack(checked.packed, checked.name, checked.text, readme.is_readme(checked.name))


def _chunks(names: Sequence[str], task: Task, cache: Cache | None) -> Iterator[_Chunk]:
    """Look the cards up, which takes less than handing them to another process."""
    filled = cache is not None and not cache.empty
    for start in range(0, len(names), CHUNK):
        some = names[start : start + CHUNK]
        yield _Chunk(some, _known(task, some, cache) if cache and filled else {})


def _known(task: Task, names: Sequence[str], cache: Cache) -> dict[str, _Checked]:
    contents = ((name, content_of(name)) for name in names)
    read = {name: (_key(task, name, content), content) for name, content in contents if content is not None}
    kept = cache.find([key for key, _ in read.values()])
    return {name: _Checked(name, _text(content), kept[key]) for name, (key, content) in read.items() if key in kept}


def _kept(found: Iterator[_Checked], cache: Cache) -> Iterator[_Checked]:
    """Pass on what was found, and put what is new into the cache, also when somebody stops half-way."""
    new: list[tuple[bytes, str]] = []
    try:
        for checked in found:
            if checked.key:
                new.append((checked.key, checked.packed))
            if len(new) >= BATCH:
                cache.put(new)
                new.clear()
            yield checked
    finally:
        cache.put(new)
        cache.close()


def _alone(task: Task, chunks: Iterator[_Chunk]) -> Iterator[_Checked]:
    for chunk in chunks:
        yield from chunk.with_checked(_checked_card(task, name) for name in chunk.missing)


def _parallel(task: Task, chunks: Iterator[_Chunk], jobs: int) -> Iterator[_Checked]:
    under_way: deque[tuple[_Chunk, Future[list[_Checked]] | None]] = deque()
    while True:
        try:
            yield from _together(task, chunks, under_way, jobs)
            return
        except BrokenProcessPool:
            while under_way:
                chunk, _ = under_way.popleft()
                yield from chunk.with_checked(_one_by_one(task, deque(chunk.missing)))


def _together(
    task: Task,
    chunks: Iterator[_Chunk],
    under_way: deque[tuple[_Chunk, Future[list[_Checked]] | None]],
    jobs: int,
) -> Iterator[_Checked]:
    """Take chunks and yield what became of them; BrokenProcessPool where a process died. It starts with the first."""
    pool: ProcessPoolExecutor | None = None
    try:
        while True:
            for chunk in islice(chunks, AHEAD * jobs - len(under_way)):
                under_way.append((chunk, None))
                if chunk.missing:
                    pool = pool or workers(jobs)
                    under_way[-1] = (chunk, pool.submit(_work, task, chunk.missing))
            if not under_way:
                return
            chunk, future = under_way[0]
            checked = future.result() if future else []
            under_way.popleft()
            yield from chunk.with_checked(checked)
    finally:
        if pool:
            pool.shutdown(cancel_futures=True)


def _one_by_one(task: Task, left: deque[str]) -> Iterator[_Checked]:
    """Check cards alone, one of which a process died of."""
    while left:
        with workers(1) as pool:
            try:
                while left:
                    found = pool.submit(_work, task, [left[0]]).result()
                    left.popleft()
                    yield from found
            except BrokenProcessPool:
                yield _lost(task, left.popleft())


def _lost(task: Task, name: str) -> _Checked:
    message = worded("The process that checked this card was ended from outside, perhaps because memory ran out.")
    fault = Fault(
        "unreadable", message, Span(0, 0), help=worded("Check it alone: alignmentcard check {name}", name=name)
    )
    document = Document(name, "", faults=(fault,))
    return _Checked(name, "", pack(check(document, task.profile, selection(("AC001",), ()))))


def _work(task: Task, names: Sequence[str]) -> list[_Checked]:
    return [_checked_card(task, name) for name in names]


def _checked_card(task: Task, name: str) -> _Checked:
    content = content_of(name)
    if content is None:
        return _Checked(name, "", _packed(task, read(name)))
    if task.cache is None:
        return _Checked(name, _text(content), _packed(task, decode(content, name)))
    key = _key(task, name, content)
    packed = _packed(task, decode(content, name))
    return _Checked(name, _text(content), packed, key if key == _key(task, name, content) else None)


def _key(task: Task, name: str, content: bytes) -> bytes:
    return key_of(task.basis, name, content, measured_of(name))


def _text(content: bytes) -> str:
    """Return what a finding can show of a card."""
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return ""


def _packed(task: Task, document: Document) -> str:
    report = report_of(task.choice, document, task.profile, **recorded_beside(document))
    return pack(replace(report, look=signature_reader(task.allowed)))
