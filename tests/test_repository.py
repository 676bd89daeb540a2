"""The habits of the repository: workflows, forms, hooks and targets name what there is, and may do what they must."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from release import HEADING, PLACES, UNRELEASED, refusal, versions, write

ROOT = Path(__file__).parent.parent
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
TARGETS = set(re.search(r"^\.PHONY: (.*)$", MAKEFILE, re.MULTILINE)[1].split())
GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
FORMS = sorted(path for path in (GITHUB / "ISSUE_TEMPLATE").glob("*.yml") if path.name != "config.yml")
CHANGES = ("Added", "Changed", "Deprecated", "Removed", "Fixed", "Security")


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def jobs(path: Path) -> list[dict[str, Any]]:
    return list(yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"].values())


def steps(path: Path) -> list[dict[str, Any]]:
    return [step for job in jobs(path) for step in job["steps"]]


def test_make_says_what_each_target_does() -> None:
    told = set(re.findall(r"(?m)^# make ([a-z-]+)", MAKEFILE)) | set(re.findall(r"; ([a-z-]+): ", MAKEFILE))
    assert told >= TARGETS - {"clean", "lint"}
    assert set(re.findall(r"(?m)^# make ([a-z-]+)", MAKEFILE)) <= TARGETS


def test_every_test_that_make_names_exists() -> None:
    named = re.findall(r"\btests/[\w/.-]+", MAKEFILE)
    assert named
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_every_promise_about_security_names_a_test_that_exists(root: Path) -> None:
    promises = re.search(r"## What holds it\n(.*?)\n## ", text_of("SECURITY.md"), re.DOTALL)
    assert promises
    rows = [row for row in promises[1].splitlines() if row.startswith("| ")][2:]
    named = {row: re.findall(r"`(tests/[\w/.-]+|make [\w-]+)`", row) for row in rows}
    assert len(rows) > 10
    assert [row for row, tests in named.items() if not tests] == []
    files = [name for tests in named.values() for name in tests if name.startswith("tests/")]
    assert [name for name in files if not (ROOT / name).exists()] == []


def test_every_page_of_the_portal_has_its_link(root: Path) -> None:
    text = (root / "site" / "mkdocs.yml").read_text(encoding="utf-8")
    linked = set(re.findall(r"(?m)[\w/._-]+\.md\b", text))
    docs = root / "site" / "docs"
    pages = {path.relative_to(docs).as_posix() for path in docs.rglob("*.md")}
    assert pages - linked == {"cards/_shell.md"}, "the frame of the pages of cards is the only page without a link"


def test_ci_runs_the_same_tests_everywhere(root: Path) -> None:
    assert "exec make test" in text_of(".ci/run")
    assert [step["run"] for step in steps(GITHUB / "workflows" / "test.yml") if ".ci/run" in step.get("run", "")]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
class TestWorkflow:
    def test_actions_are_named_by_commit_and_version(self, path: Path) -> None:
        used = re.findall(r"uses: (.*)", path.read_text(encoding="utf-8"))
        assert used
        assert [one for one in used if not re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", one)] == []

    def test_what_may_write_installs_nothing(self, path: Path) -> None:
        whole = yaml.safe_load(path.read_text(encoding="utf-8"))
        assert whole["permissions"] in ({}, {"contents": "read"})
        for job in whole["jobs"].values():
            if "write" in job.get("permissions", {}).values():
                assert not any(re.search(r"make |pip |\.ci/", step.get("run", "")) for step in job["steps"])

    def test_only_what_pushes_keeps_the_token(self, path: Path) -> None:
        for job in jobs(path):
            pushes = job.get("permissions", {}).get("contents") == "write"
            for step in job["steps"]:
                if step.get("uses", "").startswith("actions/checkout@"):
                    assert step.get("with", {}).get("persist-credentials", True) is pushes

    def test_no_expression_stands_in_a_script(self, path: Path) -> None:
        assert [step["run"] for step in steps(path) if "${{" in step.get("run", "")] == []

    def test_every_job_ends_by_itself(self, path: Path) -> None:
        assert all(job["timeout-minutes"] <= 120 for job in jobs(path))

    def test_it_makes_what_there_is(self, path: Path) -> None:
        made = {name for step in steps(path) for name in re.findall(r"make ([a-z-]+)", step.get("run", ""))}
        for job in jobs(path):
            made |= set(job.get("strategy", {}).get("matrix", {}).get("what", ()))
        assert made <= TARGETS


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_a_form_says_what_it_is_for_and_asks_each_thing_once(path: Path) -> None:
    form = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert form["description"].endswith(".")
    asked = [field["id"] for field in form["body"] if field["type"] != "markdown"]
    assert len(set(asked)) == len(asked) > 2
    assert all(field["type"] in ("input", "markdown", "textarea") for field in form["body"])
    assert any(field.get("validations", {}).get("required") for field in form["body"])


def test_there_is_a_form_for_each_of_the_frequent_requests() -> None:
    assert {path.stem for path in FORMS} == {"new-rule", "unread-table", "wrong-finding"}


def test_owners_own_what_there_is() -> None:
    lines = [line.split() for line in text_of(".github/CODEOWNERS").splitlines() if line and not line.startswith("#")]
    assert lines[0][0] == "*"
    assert [place for place, *_ in lines[1:] if not list(ROOT.glob(place.strip("/")))] == []


def test_own_hooks_are_those_that_others_get() -> None:
    offered = {hook["id"]: hook["entry"] for hook in yaml.safe_load(text_of(".pre-commit-hooks.yaml"))}
    (local,) = yaml.safe_load(text_of(".pre-commit-config.yaml"))["repos"]
    ours = {hook["id"]: hook["entry"] for hook in local["hooks"]}
    assert ours["alignmentcard"].startswith(f".venv/bin/{offered['alignmentcard']}")
    assert all(entry.startswith(".venv/bin/") for entry in ours.values())


def test_cards_that_are_checked_before_a_commit_are_those_of_the_gallery_and_the_starters() -> None:
    (local,) = yaml.safe_load(text_of(".pre-commit-config.yaml"))["repos"]
    pattern = next(hook["files"] for hook in local["hooks"] if hook["id"] == "alignmentcard")
    assert re.search(pattern, "site/cards/dices-350.card.yaml")
    assert re.search(pattern, "templates/starters/vote.card.yaml")
    assert not re.search(pattern, "schema/conformance/AC206/bad.card.yaml")


def test_one_version_stands_everywhere() -> None:
    version = tomllib.loads(text_of("pyproject.toml"))["project"]["version"]
    assert versions(ROOT) == {name: {version} for name in PLACES}


def test_changes_stand_by_version_and_by_kind() -> None:
    text = text_of("CHANGELOG.md")
    headings = re.findall(r"(?m)^## .*$", text)
    assert headings[0] == UNRELEASED.strip()
    assert [heading for heading in headings[1:] if not re.fullmatch(HEADING, heading)] == []
    assert set(re.findall(r"(?m)^### (.*)$", text)) <= set(CHANGES)
    for part in re.split(r"(?m)^## .*$", text)[1:]:
        kinds = re.findall(r"(?m)^### (.*)$", part)
        assert kinds == sorted(kinds, key=CHANGES.index)
        assert len(set(kinds)) == len(kinds)
        assert part.lstrip().startswith("### ")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for name in (*PLACES, "CHANGELOG.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text_of(name), encoding="utf-8")
    return tmp_path


def test_a_version_is_written_wherever_it_stands(copy: Path) -> None:
    write(copy, "9.1.0", "2030-02-03")
    assert versions(copy) == {name: {"9.1.0"} for name in PLACES}
    before, _, changes = (copy / "CHANGELOG.md").read_text(encoding="utf-8").partition("## 9.1.0 - 2030-02-03\n")
    assert before.endswith("## Unreleased\n\n")
    assert changes.startswith("\n### Added\n")


def test_a_version_is_released_once_and_with_changes(copy: Path) -> None:
    assert refusal(copy, "9.1.0") is None
    write(copy, "9.1.0", "2030-02-03")
    assert refusal(copy, "9.2.0") == "CHANGELOG.md lists nothing under Unreleased. Say there first what changed."
    assert refusal(copy, "9.1.0").startswith("9.1.0 is released already")
    assert refusal(copy, "9.0.9").startswith("9.1.0 is released already")
    assert refusal(copy, "next") == "next is not a version. Write it like 1.2.3."
