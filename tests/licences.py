"""Write LICENCES.md: what the program and its extras depend on, and under which licence.

python tests/licences.py > LICENCES.md
"""

import re
import sys
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution

from packaging.requirements import Requirement

PROGRAM = "alignmentcard"
EXTRAS = ("author", "lsp", "measure", "models", "pictures", "portal", "spark")


def needed(name: str, extras: frozenset[str], seen: dict[str, Distribution]) -> None:
    """Collect what a package needs, and what that needs in turn, as far as it is installed."""
    try:
        found = distribution(name)
    except PackageNotFoundError:
        return
    seen[re.sub(r"[-_.]+", "-", name).lower()] = found
    for text in found.requires or ():
        requirement = Requirement(text)
        key = re.sub(r"[-_.]+", "-", requirement.name).lower()
        wanted = any(requirement.marker.evaluate({"extra": one}) for one in extras) if requirement.marker else True
        if wanted and key not in seen:
            needed(requirement.name, frozenset({"", *requirement.extras}), seen)


def licence(found: Distribution) -> str:
    """Return the expression of a package, else its classifiers, else the first line of what it says."""
    told = found.metadata
    if told.get("License-Expression"):
        return str(told["License-Expression"])
    classified = [c.rpartition(" :: ")[2] for c in told.get_all("Classifier") or () if c.startswith("License :: ")]
    return "; ".join(classified) or (told.get("License") or "not stated").strip().splitlines()[0][:60]


def lines() -> Iterator[str]:
    """Yield the lines of the file; versions are left out, so that it changes only where a licence does."""
    seen: dict[str, Distribution] = {}
    needed(PROGRAM, frozenset({"", *EXTRAS}), seen)
    yield "# Licences of dependencies"
    yield ""
    yield "What AlignmentCard and its extras install, as the packages themselves state it. Write it again with"
    yield "`make licences`."
    yield ""
    yield "| Package | Licence |"
    yield "| --- | --- |"
    for name in sorted(set(seen) - {PROGRAM}):
        yield f"| {name} | {licence(seen[name])} |"


if __name__ == "__main__":
    sys.stdout.writelines(f"{line}\n" for line in lines())
