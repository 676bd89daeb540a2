"""Print constraints that pin what the project depends on to the lowest version that pyproject.toml allows.

python tests/lowest.py [EXTRA ...] > constraints.txt
"""

import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

PYPROJECT = Path(__file__).parent.parent / "pyproject.toml"
BOUND = re.compile(r"(?P<name>[A-Za-z0-9._-]+)>=(?P<lowest>[0-9][^,;\s]*)")


def constraints(extras: list[str]) -> Iterator[str]:
    """Yield NAME==LOWEST for the dependencies of the program and of the extras."""
    project = tomllib.loads(PYPROJECT.read_text("utf-8"))["project"]
    listed = [*project["dependencies"], *(one for extra in extras for one in project["optional-dependencies"][extra])]
    for requirement in (one for one in listed if not one.startswith(f"{project['name']}[")):
        bound = BOUND.match(requirement)
        if bound is None:
            raise SystemExit(f"{requirement} has no lower bound. Write NAME>=VERSION in {PYPROJECT.name}.")
        yield f"{bound['name']}=={bound['lowest']}"


if __name__ == "__main__":
    sys.stdout.writelines(f"{line}\n" for line in constraints(sys.argv[1:]))
