"""Put changed cards through the whole program for a while; what breaks it is kept in a file.

python tests/fuzz/run.py [MINUTES] [FOLDER]
"""

import signal
import sys
import time
import traceback
from pathlib import Path
from types import FrameType

from hypothesis import HealthCheck, Phase, given, settings

sys.path.insert(0, str(Path(__file__).parent))
from invariants import holds, imports, mutated

LONGEST = 20
"""Seconds that one input may take on any machine."""
FEW = 200
"""Inputs between two looks at the clock."""


def hang(signum: int, frame: FrameType | None) -> None:
    """Say that an input takes too long."""
    raise TimeoutError(f"an input took more than {LONGEST} seconds")


def main(minutes: float, folder: Path) -> int:
    """Return how many different ways to break the program were found."""
    signal.signal(signal.SIGALRM, hang)
    end, tried, found = time.monotonic() + 60 * minutes, 0, {}

    @settings(max_examples=FEW, deadline=None, database=None, phases=[Phase.generate],
              suppress_health_check=list(HealthCheck))  # fmt: skip
    @given(mutated())
    def some(content: bytes) -> None:
        nonlocal tried
        if time.monotonic() > end:
            return
        tried += 1
        signal.alarm(LONGEST)
        try:
            holds(content)
            imports(content.decode("utf-8", "replace"))
        except Exception as error:
            where = traceback.extract_tb(error.__traceback__)[-1]
            name = f"{type(error).__name__}-{Path(where.filename).stem}-{where.lineno}"
            if name not in found:
                folder.mkdir(parents=True, exist_ok=True)
                (folder / f"{name}.yaml").write_bytes(content)
                print(f"{folder / name}.yaml: {error!r}"[:400], flush=True)  # noqa: T201
            found[name] = content
        finally:
            signal.alarm(0)

    while time.monotonic() < end:
        some()
    print(f"{tried:,} inputs, {len(found)} of them kept in {folder}")  # noqa: T201
    return len(found)


if __name__ == "__main__":
    given_minutes = float(sys.argv[1]) if len(sys.argv) > 1 else 60
    given_folder = Path(sys.argv[2]) if len(sys.argv) > 2 else Path("build/fuzz")
    sys.exit(main(given_minutes, given_folder) > 0)
