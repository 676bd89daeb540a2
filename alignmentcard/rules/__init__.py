"""The catalogue: families of rules, a module or a package each. Other packages add families by an entry point."""

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

from alignmentcard.rules.added import rules_of_plugins
from alignmentcard.rules.rule import Problem, Rule, Severity, rule, rules_in

__all__ = ["Problem", "Rule", "Severity", "catalogue", "find", "rule"]

FAMILIES = (
    "reading",
    "finish",
    "hollow",
    "venue",
    "versions",
    "identity",
    "licences",
    "arithmetic",
    "framework",
    "stance",
    "prose",
    "subjectivity",
    "pools",
    "protocol",
    "aggregation",
    "methods",
    "statistics",
    "claims",
    "privacy",
)


@cache
def catalogue() -> tuple[Rule, ...]:
    """Return all rules, ours by code and then those of other packages."""
    ours = [rule for family in FAMILIES for module in modules_of(family) for rule in rules_in(module)]
    ours.sort(key=lambda rule: rule.code)
    return (*ours, *rules_of_plugins(ours))


def modules_of(family: str) -> Iterator[ModuleType]:
    """Yield the module of a family, or the modules of its package."""
    home = import_module(f"{__name__}.{family}")
    yield home
    for found in iter_modules(getattr(home, "__path__", ())):
        yield import_module(f"{home.__name__}.{found.name}")


def find(code: str) -> Rule | None:
    """Return the rule with a code or a name."""
    wanted = code.strip().lower()
    return next((r for r in catalogue() if wanted in (r.code.lower(), r.name)), None)
