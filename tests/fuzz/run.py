"""Put changed cards, descriptions, tables and what is around them through the program; what breaks it is kept.

PYTHONPATH=tests python -m fuzz.run [MINUTES] [FOLDER]
"""

import itertools
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Any

from fuzz import around
from fuzz.changed import any_card, changed, changed_table, descriptions, hostile
from fuzz.invariants import holds, imports, measures
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis_profiles import NIGHTLY, load

LONGEST = 20
"""Seconds of the processor that one input may take on any machine."""


class Hunt:
    """Inputs that were tried, and the first that broke the program in each of its ways."""

    def __init__(self, folder: Path, longest: int = LONGEST) -> None:
        self.folder = folder
        self.longest = longest
        self.tried = 0
        self.counts: Counter[str] = Counter()
        self.seconds: Counter[str] = Counter()
        self.found: dict[str, Path] = {}
        signal.signal(signal.SIGPROF, _hang)

    def attempt(self, check: Callable[[Any], None], content: Any, ending: str = ".yaml", kind: str = "cards") -> None:
        """Try one input of a kind."""
        self.tried += 1
        self.counts[kind] += 1
        began = time.perf_counter()
        signal.setitimer(signal.ITIMER_PROF, self.longest)
        try:
            check(content)
        except Exception as error:
            self._keep(error, content, ending)
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
            self.seconds[kind] += time.perf_counter() - began

    def told(self) -> Iterator[str]:
        """Yield how many inputs of each kind were tried, and how long the program took for them."""
        for kind, count in self.counts.items():
            yield f"{count:>12,} {kind}, {self.seconds[kind]:,.0f} s"
        yield f"{self.tried:>12,} inputs, {len(self.found)} ways in which the program broke, kept in {self.folder}"

    def _keep(self, error: Exception, content: Any, ending: str) -> None:
        where = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.name != _hang.__name__][-1]
        name = f"{type(error).__name__}-{Path(where.filename).stem}-{where.lineno}"
        if name not in self.found:
            self.folder.mkdir(parents=True, exist_ok=True)
            self.found[name] = self.folder / f"{name}{ending}"
            self.found[name].write_bytes(content if isinstance(content, bytes) else repr(content).encode())
            print(f"{self.found[name]}: {error!r}"[:400], flush=True)  # noqa: T201


def some(count: int, inputs: st.SearchStrategy[Any], attempt: Callable[[Any], None]) -> Callable[[], None]:
    """Return what tries so many inputs each time that it is called."""
    chosen = settings(max_examples=count, deadline=None, database=None, phases=[Phase.generate],
                      suppress_health_check=list(HealthCheck))  # fmt: skip
    return chosen(given(inputs)(attempt))


def targets(hunt: Hunt) -> list[Callable[[], None]]:
    """Return what is put in: cards above all, descriptions and tables that are imported, and what is around a card."""

    def beside(kind: str, check: Callable[[Any], None], ending: str) -> Callable[[Any], None]:
        return lambda content: hunt.attempt(check, content, ending, kind)

    def table(given: tuple[str, bytes]) -> None:
        hunt.attempt(partial(measures, given[0]), given[1], given[0], "tables")

    return [
        some(100, any_card(), beside("cards", holds, ".yaml")),
        some(300, changed(descriptions() + hostile()), beside("descriptions", imports, ".txt")),
        some(30, changed_table(), table),
        some(2000, around.measurements(), beside("measurements", around.measured, ".json")),
        some(8000, around.settings(), beside("settings", around.set_up, ".toml")),
        some(3000, around.profiles(), beside("profiles", around.profiled, ".yaml")),
        some(300, around.repositories(), beside("repositories", around.revised, ".txt")),
    ]


def _hang(signum: int, frame: FrameType | None) -> None:
    """Say that an input takes too long."""
    raise TimeoutError("an input took too long")


def main(minutes: float, folder: Path) -> int:
    """Return in how many different ways the program broke."""
    load(NIGHTLY)
    end, hunt = time.monotonic() + 60 * minutes, Hunt(folder)
    for try_some in itertools.cycle(targets(hunt)):
        if time.monotonic() > end:
            break
        try_some()
    print("\n".join(hunt.told()))  # noqa: T201
    return len(hunt.found)


if __name__ == "__main__":
    given_minutes = float(sys.argv[1]) if len(sys.argv) > 1 else 60
    given_folder = Path(sys.argv[2]) if len(sys.argv) > 2 else Path("build/fuzz")
    sys.exit(main(given_minutes, given_folder) > 0)
