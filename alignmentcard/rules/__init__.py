"""The catalogue: families of rules, a module each. Other packages add families by an entry point."""

from functools import cache
from importlib import import_module

from alignmentcard.rules.added import rules_of_plugins
from alignmentcard.rules.rule import Problem, Rule, Severity, rule, rules_in

__all__ = ["Problem", "Rule", "Severity", "catalogue", "find", "rule"]

FAMILIES = (
    "reading",
    "venue",
    "versions",
    "identity",
    "framework",
    "subjectivity",
    "pools",
    "protocol",
    "aggregation",
    "statistics",
    "claims",
    "privacy",
)


@cache
def catalogue() -> tuple[Rule, ...]:
    """Return all rules, ours by code and then those of other packages."""
    ours = [rule for family in FAMILIES for rule in rules_in(import_module(f"{__name__}.{family}"))]
    ours.sort(key=lambda rule: rule.code)
    return (*ours, *rules_of_plugins(ours))


def find(code: str) -> Rule | None:
    """Return the rule with a code or a name."""
    wanted = code.strip().lower()
    return next((r for r in catalogue() if wanted in (r.code.lower(), r.name)), None)
