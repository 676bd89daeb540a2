"""How property-based tests draw examples: by default the same every time, at night at random and more of them.

HYPOTHESIS_PROFILE=nightly pytest -m hypothesis
"""

import os

from hypothesis import HealthCheck, settings
from hypothesis.internal.conjecture import providers

REPEATABLE, NIGHTLY = "repeatable", "nightly"
CHOSEN = os.environ.get("HYPOTHESIS_PROFILE", REPEATABLE)
TIMES = {REPEATABLE: 1, NIGHTLY: 10}
"""How many times the examples of a test are drawn in a profile."""

settings.register_profile(
    REPEATABLE,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    NIGHTLY,
    deadline=None,
    derandomize=False,
    max_examples=100 * TIMES[NIGHTLY],
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)


def load(profile: str = CHOSEN) -> None:
    """Make a profile that of all tests that are defined from here on."""
    settings.load_profile(profile)
    if profile == REPEATABLE:
        # Hypothesis also draws constants of the modules that happen to be loaded. With tests spread over several
        # processes these are others in every run, and so would be the examples.
        providers._get_local_constants = providers.Constants


def with_examples(count: int, at_night: int = 0) -> settings:
    """Return settings of a test that is slower than others or needs more: so many examples, more at night."""
    return settings(max_examples=at_night if at_night and CHOSEN == NIGHTLY else count * TIMES[CHOSEN])
