"""Rules of other packages: held to what ours promise, and named with their package when they fail."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import wraps
from typing import Any

from alignmentcard.errors import AlignmentCardError, BadPluginError
from alignmentcard.plugins import Plugin, plugins
from alignmentcard.rules.rule import Check, Problem, Rule, rules_in

ENTRY_POINT = "alignmentcard.rules"
CODE = re.compile(r"[A-Z]{2}[0-9]{3}")
INPUTS = (
    *("card", "document", "loaded", "facts", "parts", "recorded", "trouble", "previous", "retiring"),
    *("profile", "limits", "findings", "accepted", "idle"),
)
"""The names that the parameters of a check may have."""


def rules_of_plugins(ours: list[Rule]) -> Iterator[Rule]:
    """Yield the rules that installed packages add to ours; BadPluginError where one cannot be used."""
    known = list(ours)
    for plugin in plugins(ENTRY_POINT):
        for added in rules_in(plugin.module):
            reason = _unusable(added, known)
            if reason:
                raise BadPluginError(
                    f"The package {plugin.package} adds the rule {added.code} {added.name}, and {reason}. "
                    "Update the package or uninstall it."
                )
            known.append(added)
            yield replace(added, check=_guarded(added, plugin))


def _unusable(added: Rule, known: list[Rule]) -> str:
    taken = next((rule for rule in known if added.code == rule.code or added.name == rule.name), None)
    if taken:
        return f"there is {taken.code} {taken.name} already"
    if not CODE.fullmatch(added.code):
        return "a code is two capital letters and three digits"
    strange = [name for name in added.inputs if name not in INPUTS]
    return f"there is nothing called {strange[0]} to look at, but {', '.join(INPUTS)}" if strange else ""


def _guarded(added: Rule, plugin: Plugin) -> Check:
    """Make whatever goes wrong in the code of others one sentence that names it."""

    @wraps(added.check)
    def check(**inputs: Any) -> Iterator[Problem]:
        try:
            for problem in added.check(**inputs):
                if not isinstance(problem, Problem):
                    raise TypeError(f"it yields {problem!r}, which is no Problem")
                yield problem
        except AlignmentCardError:
            raise
        except Exception as error:  # code of others may fail in any way, and the user can only act on its name
            raise BadPluginError(
                f"The rule {added.code} of the package {plugin.package} failed: {type(error).__name__}: {error}. "
                f"Tell its authors, and leave it out with --ignore {added.code}."
            ) from error

    return check
