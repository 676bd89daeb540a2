"""The catalogue: families of rules, a module each. Other packages add families by an entry point."""

from functools import cache
from importlib import import_module

from alignmentcard.errors import BadPluginError
from alignmentcard.plugins import plugins
from alignmentcard.rules.rule import Problem, Rule, Severity, rule, rules_in

__all__ = ["Problem", "Rule", "Severity", "catalogue", "find", "rule"]

FAMILIES = (
    "reading",
    "venue",
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
ENTRY_POINT = "alignmentcard.rules"


@cache
def catalogue() -> tuple[Rule, ...]:
    """Return all rules, ours by code and then those of other packages."""
    ours = [rule for family in FAMILIES for rule in rules_in(import_module(f"{__name__}.{family}"))]
    return tuple(_with_plugins(sorted(ours, key=lambda rule: rule.code)))


def _with_plugins(rules: list[Rule]) -> list[Rule]:
    for plugin in plugins(ENTRY_POINT):
        for added in rules_in(plugin.module):
            taken = next((r for r in rules if added.code == r.code or added.name == r.name), None)
            if taken:
                raise BadPluginError(
                    f"The package {plugin.package} adds the rule {added.code} {added.name}, and there is {taken.code} "
                    f"{taken.name} already. Update the package or uninstall it."
                )
            rules.append(added)
    return rules


def find(code: str) -> Rule | None:
    """Return the rule with a code or a name."""
    wanted = code.strip().lower()
    return next((r for r in catalogue() if wanted in (r.code.lower(), r.name)), None)
