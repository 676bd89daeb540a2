"""What stands around a card, changed in odd ways: measurements, settings, profiles and repositories of git."""

import json
import shutil
import subprocess
from collections.abc import Callable
from contextlib import suppress
from copy import deepcopy
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml
from fuzz.changed import ODD, PIECES, changed, routes
from fuzz.invariants import SOUND
from hypothesis import strategies as st

from alignmentcard.checker.check import check
from alignmentcard.checker.measurements import recorded_beside
from alignmentcard.errors import AlignmentCardError
from alignmentcard.paths import value_at
from alignmentcard.profiles import load_profile
from alignmentcard.profiles.completeness import completeness
from alignmentcard.report import FORMATS as REPORTS
from alignmentcard.resources import folder
from alignmentcard.revisions import at_revision
from alignmentcard.settings import KINDS, OWN_FILE, SHARED_FILE, TABLE, load_settings

CARDS = Path(__file__).parent.parent / "portal" / "cards"
CARD = "a.card.yaml"
WORDS = {"format": tuple(REPORTS), "fail-on": ("error", "warning", "info")}
OWN_PROFILE = """name: ours
title: Ours
extends: standard
expects:
  - {field: dataset.contact, question: "Whom do we ask?", section: Who}
  - {fields: [pools.*.size, pools.*.kind], when: {kind: human}}
rules: {AC206: error, AC009: "off"}
limits: {smallest_cell: 7}
schema:
  type: object
  required: [dataset]
  properties:
    dataset: {type: object, properties: {title: {type: string, pattern: "^[A-Z][a-z ]*$", maxLength: 80}}}
    pools: {type: array, items: {$ref: "#/$defs/pool"}, minItems: 1, uniqueItems: true}
  patternProperties: {"^x": {const: 1}}
  additionalProperties: true
  $defs: {pool: {type: object, required: [id], properties: {kind: {enum: [human, model]}}}}
"""
OWN_SETTINGS = """profile = "minimal"
select = ["AC0", "AC3"]
ignore = ["AC301"]
fail-on = "warning"
format = "json"
paths = ["cards", "more/a.card.yaml"]
extend = "base.toml"
extend-select = ["AC1"]
exclude = ["drafts/**"]
per-file-ignores = {"old/*" = ["AC3"]}
baseline = "baseline.json"
"""


def measurements() -> st.SearchStrategy[bytes]:
    """Return files of measurements: the text is changed, or values in it are others."""
    sound = [path.read_bytes() for path in sorted(CARDS.glob("*.measured.json"))]
    return changed(sound) | altered([json.loads(text) for text in sound], json.dumps)


def settings() -> st.SearchStrategy[bytes]:
    """Return files of settings, of a name of their own or of a table in pyproject.toml."""
    own = OWN_SETTINGS.encode()
    return changed([own, b"[project]\nname = 'x'\n[%s]\n%s" % (TABLE.encode(), own)])


def profiles() -> st.SearchStrategy[bytes]:
    """Return files of profiles: shipped ones and one with all that a profile can have, changed."""
    shipped = [path.read_bytes() for path in sorted((folder("schema") / "profiles").glob("*.yaml"))]
    full = yaml.safe_load(OWN_PROFILE)
    return changed([OWN_PROFILE.encode(), *shipped]) | altered([full], partial(yaml.safe_dump, allow_unicode=False))


def repositories() -> st.SearchStrategy[tuple[str, str, bytes]]:
    """Return a revision to ask for, a file inside of .git, and what stands in it instead."""
    names = st.sampled_from([*sorted(_inside()), "shallow", "objects/info/alternates", "info/attributes", "commondir"])
    revisions = st.sampled_from(["HEAD", "main", "HEAD~1", "@{-1}", ":/one", "HEAD^{tree}", "-x", "", *PIECES])
    contents = changed([*_inside().values(), b"[include]\n\tpath = /etc/passwd\n[core]\n\tworktree = ..\n"])
    return st.tuples(revisions, names, contents)


@st.composite
def altered(draw: st.DrawFn, sound: list[Any], written: Callable[[Any], str]) -> bytes:
    """Put a few odd values into data, or values of its own in other places, and write it."""
    data = draw(st.sampled_from(sound).map(deepcopy))
    for _ in range(draw(st.integers(1, 2))):
        found = list(routes(data))
        if not found:
            break
        *place, last = draw(st.sampled_from(found))
        own = st.sampled_from(found).map(partial(value_at, data)).map(deepcopy)
        value_at(data, place)[last] = deepcopy(draw(st.sampled_from([*ODD, *PIECES, 10**9, -(10**9), 5e-324]) | own))
    return written(data).encode("utf-8", "surrogatepass")


@cache
def _folder() -> TemporaryDirectory[str]:
    """Return a folder for files that each input replaces; to make one takes longer than to read what is in it."""
    return TemporaryDirectory()


def _path(name: str, content: bytes) -> Path:
    path = Path(_folder().name, name)
    path.write_bytes(content)
    return path


def measured(content: bytes) -> None:
    """Measurements beside a card are read, or are a finding of the card; every report can be written."""
    path = _path("a.measured.json", content)
    document = replace(SOUND, name=str(path.with_name(CARD)))
    found = recorded_beside(document)
    assert set(found) in ({"facts"}, {"trouble"})
    if "facts" in found:
        list(REPORTS["json"]([check(document, load_profile(), **found)]))
    else:
        report = check(document, load_profile(), lambda rule: rule.code == "AC817", **found)
        assert [finding.code for finding in report.findings] == ["AC817"]


def set_up(content: bytes) -> None:
    """Settings are read, or one sentence says what is wrong; either file name."""
    for name in (OWN_FILE, SHARED_FILE):
        with suppress(AlignmentCardError):
            found = load_settings(_path(name, content), WORDS)
            assert set(found.values) <= set(KINDS)
            assert all(isinstance(value, str) for value in found.defaults.values())
            assert all(isinstance(one, Path) for one in found.paths)


def profiled(content: bytes) -> None:
    """A profile is used on a card, or one sentence says what is wrong with it."""
    with suppress(AlignmentCardError):
        profile = load_profile(str(_path("ours.yaml", content)))
        list(REPORTS["json"]([check(SOUND, profile)]))
        assert completeness(SOUND, profile).asked >= 0


@cache
def _inside() -> dict[str, bytes]:
    """Return the files inside of .git that steer git, of a repository with one card."""
    with TemporaryDirectory() as home:
        made(Path(home))
        files = [path for path in Path(home, ".git").rglob("*") if path.is_file() and "objects" not in path.parts]
        return {str(path.relative_to(Path(home, ".git"))): path.read_bytes() for path in files
                if path.suffix != ".sample"}  # fmt: skip


def made(home: Path) -> None:
    """Make a repository with one card."""
    Path(home, CARD).write_text(SOUND.text, encoding="utf-8")
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false", "-C", str(home)]
    for arguments in (["init", "-q", "-b", "main", "--template="], ["add", "."], ["commit", "-qm", "one"]):
        subprocess.run([*git, *arguments], check=True, capture_output=True, stdin=subprocess.DEVNULL)


@cache
def _template() -> TemporaryDirectory[str]:
    found = TemporaryDirectory()
    made(Path(found.name))
    return found


def revised(asked: tuple[str, str, bytes]) -> None:
    """A card of a revision is read from a repository that somebody changed, or one sentence says why not."""
    revision, name, content = asked
    with TemporaryDirectory() as home:
        here = Path(shutil.copytree(_template().name, Path(home, "here")))
        path = here / ".git" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        with suppress(AlignmentCardError):
            before = at_revision(revision, here / CARD)
            assert before is None or before.name.startswith(revision)
