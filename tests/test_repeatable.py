"""Tests are the same every time: no chance that is not seeded, and examples that depend on the test alone."""

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import entry_points
from pathlib import Path

import pytest
from hypothesis import settings

TESTS = Path(__file__).parent
PLUGINS = {"anyio", "hypothesispytest", "platformdirs", "xdist", "xdist.looponfail"}
"""Plugins of pytest that leave the order of tests and the seeds alone."""
SEEDED = {"default_rng", "Random"}
WITHOUT_SEED = {"SystemRandom", "seed", "token_bytes", "token_hex", "token_urlsafe", "urandom", "uuid1", "uuid4"}
LEFT_TO_THE_PROFILE = {"database", "derandomize"}


def chances(tree: ast.AST) -> Iterator[str]:
    """Yield calls that draw other numbers in every run, and settings that take a test out of the profile."""
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        of, _, name = ast.unparse(call.func).rpartition(".")
        drawn = of in ("random", "np.random", "numpy.random") and name not in SEEDED
        unseeded = name in SEEDED and not (call.args or call.keywords)
        by_the_clock = name in SEEDED and "time" in ast.unparse(call)
        aside = name == "settings" and LEFT_TO_THE_PROFILE & {word.arg for word in call.keywords}
        if drawn or unseeded or by_the_clock or aside or name in WITHOUT_SEED:
            yield f"line {call.lineno}: {ast.unparse(call)}"


@pytest.mark.parametrize(
    "code",
    [
        "random.random()",
        "np.random.rand(3)",
        "np.random.default_rng()",
        "random.Random()",
        "random.Random(time.time())",
        "secrets.token_hex()",
        "settings(derandomize=False)",
        "random.seed(0)",
    ],
)
def test_chance_without_a_seed_is_seen(code: str) -> None:
    assert len(list(chances(ast.parse(code)))) == 1


@pytest.mark.parametrize("code", ["random.Random(7)", "np.random.default_rng(seed)", "rng.random()", "settings(x)"])
def test_chance_with_a_seed_is_none(code: str) -> None:
    assert list(chances(ast.parse(code))) == []


@pytest.mark.parametrize("path", sorted(TESTS.rglob("test_*.py")), ids=lambda path: path.stem)
def test_no_test_draws_without_a_seed(path: Path) -> None:
    assert list(chances(ast.parse(path.read_text(encoding="utf-8")))) == []


def test_no_plugin_of_pytest_changes_order_or_seeds() -> None:
    assert {entry.name for entry in entry_points(group="pytest11")} <= PLUGINS


@pytest.mark.skipif("HYPOTHESIS_PROFILE" in os.environ, reason="another profile was chosen")
def test_examples_are_neither_random_nor_remembered() -> None:
    assert settings().derandomize
    assert settings().database is None


DRAWING = """
import sys
sys.path.insert(0, {tests!r})
import hypothesis_profiles
hypothesis_profiles.load()
{before}
from hypothesis import given, settings, strategies as st

def draw(values):
    print(ascii(values))

settings(max_examples=30)(given(st.lists(st.integers() | st.text() | st.floats()))(draw))()
"""


@pytest.fixture
def drawn(tmp_path: Path):
    """Return what a test draws in a process that did something else before."""

    def draw(before: str, profile: str = "repeatable") -> str:
        (tmp_path / "drawing.py").write_text(DRAWING.format(tests=str(TESTS), before=before), encoding="utf-8")
        environment = {**os.environ, "HYPOTHESIS_PROFILE": profile, "PYTHONPATH": str(TESTS.parent)}
        command = [sys.executable, "drawing.py"]
        return subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True).stdout

    return draw


@pytest.mark.parametrize("before", ["", "import alignmentcard.rules", "import random; random.seed(4)"])
def test_examples_are_the_same_whatever_ran_before(drawn, before: str) -> None:
    assert drawn(before) == drawn("import alignmentcard.report")


def test_examples_are_others_every_night(drawn) -> None:
    assert drawn("", "nightly") != drawn("", "nightly")
