"""Write a version wherever it stands, and close the list of unreleased changes with it.

python tests/release.py VERSION [DATE]
"""

import datetime
import re
import sys
from pathlib import Path

import translated
from packaging.version import InvalidVersion, Version

ROOT = Path(__file__).parent.parent
PLACES = {
    "pyproject.toml": r'(?m)^(version = ")([^"]+)(")$',
    "CITATION.cff": r"(?m)^(version: )(\S+)($)",
    "site/docs/integrations.md": r"((?:alignmentcard@|rev: )v)([0-9][0-9.]*[0-9])(\s)",
}
"""Where the version of the program stands, between what is before it and what is after it."""
UNRELEASED = "## Unreleased\n"
HEADING = r"(?m)^## (\S+) - (\d{4}-\d\d-\d\d)$"


def versions(root: Path) -> dict[str, set[str]]:
    """Return the versions that each file names."""
    return {name: {found[1] for found in re.findall(place, _text(root / name))} for name, place in PLACES.items()}


def write(root: Path, version: str, date: str) -> None:
    """Write a version everywhere, and give what is unreleased its heading."""
    for name, place in PLACES.items():
        text = re.sub(place, rf"\g<1>{version}\g<3>", _text(root / name))
        (root / name).write_text(text, encoding="utf-8")
    text = _text(root / "CHANGELOG.md").replace(UNRELEASED, f"{UNRELEASED}\n## {version} - {date}\n", 1)
    (root / "CHANGELOG.md").write_text(text, encoding="utf-8")


def refusal(root: Path, version: str) -> str | None:
    """Return why a version cannot be released, in a sentence; None where it can."""
    changes = _text(root / "CHANGELOG.md")
    released = [found[0] for found in re.findall(HEADING, changes)]
    try:
        older = [one for one in released if Version(one) >= Version(version)]
    except InvalidVersion:
        return f"{version} is not a version. Write it like 1.2.3."
    if older:
        return f"{older[0]} is released already, and {version} is not after it. Choose a higher version."
    if not re.search(rf"{UNRELEASED}\s*[^#\s]|{UNRELEASED}\s*### ", changes):
        return "CHANGELOG.md lists nothing under Unreleased. Say there first what changed."
    return None


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    if reason := refusal(ROOT, sys.argv[1]):
        sys.exit(reason)
    today = datetime.datetime.now(tz=datetime.UTC).date().isoformat()
    write(ROOT, sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else today)
    sys.stdout.writelines(f"{told}\n" for told in translated.renew())
