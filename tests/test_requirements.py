"""The versions that tests run with: complete, by digest, from no index in particular, in step with pyproject.toml."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
LOCKS = ("core", "dev", "lowest-core", "portal", "properdocs", "sources")
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PROJECT = PYPROJECT["project"]
BUILD = [Requirement(line) for line in PYPROJECT["build-system"]["requires"]]


def direct(*extras: str) -> Iterator[Requirement]:
    """Yield what the program and some of its extras name, and what extras name that they name."""
    yield from map(Requirement, PROJECT["dependencies"])
    for one in map(Requirement, (line for extra in extras for line in PROJECT["optional-dependencies"][extra])):
        if one.name == PROJECT["name"]:
            yield from direct(*one.extras)
        else:
            yield one


def entries(name: str) -> Iterator[list[str]]:
    """Yield the lines of each entry of a lock: the version first, then digests."""
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    lines = re.sub(r" \\\n *", "\n    ", re.sub(r"(?m)^ *#.*\n", "", text)).splitlines()
    starts = [number for number, line in enumerate(lines) if not line.startswith(" ")]
    yield from (lines[start:end] for start, end in zip(starts, [*starts[1:], len(lines)], strict=True))


def locked(name: str) -> dict[str, set[str]]:
    """Return versions by name; there are several where a version is for some Pythons or systems only."""
    found: dict[str, set[str]] = {}
    for first, *_ in entries(name):
        one = Requirement(first)
        found.setdefault(canonicalize_name(one.name), set()).add(str(one.specifier).removeprefix("=="))
    return found


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_has_versions_and_digests_and_nothing_else(name: str) -> None:
    for first, *digests in entries(name):
        assert re.fullmatch(r"[a-z0-9.-]+==[^ ;]+( ; [^\\]+)?", first)
        assert digests, first
        assert all(re.fullmatch(r"    --hash=sha256:[0-9a-f]{64}", line) for line in digests), first


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_no_place_to_install_from(name: str) -> None:
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    assert not re.search(r"://|--(?!hash)\w|^-|(?<=\s)/", re.sub(r"(?m)^ *#.*-[cr] .*\n", "", text), re.MULTILINE)


@pytest.mark.parametrize(("name", "extras"), [("core", ()), ("dev", ("dev",)), ("portal", ("portal",))])
def test_a_lock_is_in_step_with_the_project(name: str, extras: tuple[str, ...]) -> None:
    versions = locked(name)
    for wanted in (*direct(*extras), *(BUILD if extras else ())):
        found = versions.get(canonicalize_name(wanted.name), set())
        assert found, f"{wanted} is missing in requirements/{name}.txt: make lock KEEP=1"
        assert all(wanted.specifier.contains(version) for version in found), f"{wanted}: make lock KEEP=1"


@pytest.mark.parametrize("name", ["core", "portal"])
def test_versions_of_a_part_are_those_that_are_tested(name: str) -> None:
    tested = locked("dev")
    assert {one: versions for one, versions in locked(name).items() if versions != tested[one]} == {}


def test_the_lowest_versions_are_those_that_the_project_names() -> None:
    versions = locked("lowest-core")
    for wanted in (*direct(), *BUILD):
        (lowest,) = (bound.version for bound in wanted.specifier if bound.operator == ">=")
        assert len(versions[canonicalize_name(wanted.name)]) == 1, wanted
        (found,) = versions[canonicalize_name(wanted.name)]
        assert Requirement(f"x=={lowest}").specifier.contains(found), f"{wanted}: make lock KEEP=1"


def test_every_dependency_of_the_program_has_a_lowest_version() -> None:
    extras = set(PROJECT["optional-dependencies"]) - {"dev"}
    assert [str(one) for one in direct(*extras) if not any(bound.operator == ">=" for bound in one.specifier)] == []


def test_what_builds_the_program_is_locked_as_it_is_named() -> None:
    lines = (ROOT / "requirements" / "build.in").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not line.startswith("#")] == PYPROJECT["build-system"]["requires"]
