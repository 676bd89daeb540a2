"""Where people work: the hooks of pre-commit and the GitHub Action do what they say."""

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from alignmentcard.checker.check import check
from alignmentcard.cli.outcome import FAILING
from alignmentcard.document import parse
from alignmentcard.profiles import load_profile
from alignmentcard.rules.example import whole_card
from alignmentcard.settings import find_settings

TYPO = "framework:\n  dimensions: Specific\n  definitions: descriptive\n  authority: [raters]\n"


def hooks(root: Path) -> list[dict[str, Any]]:
    return yaml.safe_load((root / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("name", "fits"),
    [("a.card.yaml", True), ("deep/a.card.yml", True), ("card.yaml", False), ("a.card.yaml.bak", False)],
)
def test_hooks_are_called_for_cards_only(root: Path, name: str, fits: bool) -> None:
    for hook in hooks(root):
        assert bool(re.search(hook["files"], name)) == fits


@pytest.mark.parametrize(
    ("hook_id", "status", "written"), [("alignmentcard", 1, "Specific"), ("alignmentcard-fix", 0, "specific")]
)
def test_hooks_check_and_mend(root: Path, tmp_path: Path, hook_id: str, status: int, written: str) -> None:
    card = tmp_path / "a.card.yaml"
    card.write_text(whole_card(TYPO), encoding="utf-8")
    entry = next(hook["entry"] for hook in hooks(root) if hook["id"] == hook_id)
    command = [sys.executable, "-m", *shlex.split(entry), "--", str(card)]
    assert subprocess.run(command, cwd=tmp_path, capture_output=True, check=False).returncode == status
    assert f"dimensions: {written}" in card.read_text(encoding="utf-8")


OPTIONS = ["--report=json=victim.card.yaml", "--report=json=sub/victim.card.yml", "-h.card.yaml", "--fix.card.yaml"]


@pytest.mark.parametrize("more", [None, ["--profile", "minimal"], ["--profile", "minimal", "--"]])
@pytest.mark.parametrize("name", OPTIONS)
def test_card_that_is_called_like_an_option_is_a_card(
    root: Path, tmp_path: Path, name: str, more: list[str] | None
) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text(whole_card(TYPO), encoding="utf-8")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    hook = hooks(root)[0]
    command = [sys.executable, "-m", *shlex.split(hook["entry"]), *(hook["args"] if more is None else more), name]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert f"{name}:" in done.stdout
    assert "AC006" in done.stdout
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("command", ["check", "fmt", "migrate", "report"])
def test_commands_that_hooks_may_call_take_a_card_for_a_card(command: str, tmp_path: Path) -> None:
    (tmp_path / "--help.card.yaml").write_text(whole_card(""), encoding="utf-8")
    call = [sys.executable, "-m", "alignmentcard", command, "--help.card.yaml"]
    done = subprocess.run(call, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "1 card" in done.stdout + done.stderr


def action(root: Path) -> dict[str, Any]:
    return yaml.safe_load((root / "action.yml").read_text(encoding="utf-8"))


class Runner:
    """Runs the shell steps of the action as a runner of GitHub does, in folders of its own."""

    def __init__(self, root: Path, folder: Path) -> None:
        self.action, self.root, self.workspace, self.temp = action(root), root, folder / "work", folder / "temp"
        self.summary, self.output = folder / "summary.md", folder / "output"
        for place in (self.workspace, self.temp):
            place.mkdir()
        for file in (self.summary, self.output):
            file.touch()

    def step(self, name: str, **inputs: str) -> subprocess.CompletedProcess[str]:
        step = next(step for step in self.action["runs"]["steps"] if step["name"] == name)
        values = {f"inputs.{key}": entry["default"] for key, entry in self.action["inputs"].items()}
        values |= {f"inputs.{key.replace('_', '-')}": value for key, value in inputs.items()}
        values |= {"steps.python.outputs.python-path": sys.executable, "github.action_path": str(self.root)}
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.temp),
            "RUNNER_TEMP": str(self.temp),
            "GITHUB_STEP_SUMMARY": str(self.summary),
            "GITHUB_OUTPUT": str(self.output),
            "PIP_NO_DEPS": "1",
            "PIP_NO_BUILD_ISOLATION": "0",
        }
        given = {key: re.sub(r"\$\{\{ (.*?) \}\}", lambda m: values[m[1]], text) for key, text in step["env"].items()}
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
        return subprocess.run(
            command, cwd=self.workspace, env=environment | given, capture_output=True, text=True, check=False
        )


@pytest.fixture
def runner(root: Path, tmp_path: Path) -> Runner:
    runner = Runner(root, tmp_path)
    (runner.workspace / "good.card.yaml").write_text(whole_card(""), encoding="utf-8")
    return runner


def test_the_action_uses_official_actions_at_a_commit(root: Path) -> None:
    used = [step["uses"] for step in action(root)["runs"]["steps"] if "uses" in step]
    assert used
    assert all(re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40}", name) for name in used)


def test_the_action_puts_no_input_into_a_script(root: Path) -> None:
    assert all("${{" not in step.get("run", "") for step in action(root)["runs"]["steps"])


def test_every_input_is_described_and_used(root: Path) -> None:
    text = (root / "action.yml").read_text(encoding="utf-8")
    for name, entry in action(root)["inputs"].items():
        assert entry["description"].endswith((".", "newer."))
        assert f"${{{{ inputs.{name} }}}}" in text
    assert all(severity in action(root)["inputs"]["fail-on"]["description"] for severity in FAILING)


@pytest.mark.slow
def test_the_action_installs_what_it_runs(runner: Runner) -> None:
    installed = runner.step("Install AlignmentCard")
    assert (installed.returncode, installed.stderr) == (0, "")
    assert (runner.temp / "alignmentcard" / "alignmentcard" / "__init__.py").is_file()
    checked = runner.step("Check cards", profile="minimal")
    assert checked.stdout == "1 card (level 2, coherent, 100 % of minimal answered): nothing to report.\n"


def test_the_action_annotates_summarises_and_fails(runner: Runner) -> None:
    (runner.workspace / "typo.card.yaml").write_text(whole_card(TYPO), encoding="utf-8")
    result = runner.step("Check cards", profile="minimal", sarif="out.sarif")
    assert result.stdout.startswith("::error file=typo.card.yaml,line=")
    assert result.returncode == 1
    assert runner.output.read_text() == "status=1\n"
    assert "| typo.card.yaml |" in runner.summary.read_text(encoding="utf-8")
    assert json.loads((runner.workspace / "out.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"


def test_the_action_succeeds_without_findings_and_can_leave_the_summary_out(runner: Runner) -> None:
    result = runner.step("Check cards", profile="minimal", summary="false")
    assert (result.returncode, runner.output.read_text(), runner.summary.read_text()) == (0, "status=0\n", "")


def test_the_action_takes_several_paths_and_a_severity(runner: Runner) -> None:
    empty = whole_card("intent:\n  written: ex_ante\n  beliefs: many\n")
    (runner.workspace / "with space.card.yaml").write_text(empty, encoding="utf-8")
    inputs = {"profile": "minimal", "paths": "good.card.yaml\nwith space.card.yaml\n"}
    assert runner.step("Check cards", **inputs).returncode == 0
    assert runner.step("Check cards", **inputs, fail_on="warning").returncode == 1


@pytest.mark.parametrize(
    "text", ["$(touch hacked)", "; touch hacked", "`touch hacked`", "--help", "${{ github.token }}"]
)
def test_what_an_input_says_is_never_run(runner: Runner, text: str) -> None:
    for name in ("paths", "profile", "fail-on", "sarif"):
        runner.step("Check cards", **{"profile": "minimal", name: text})
    assert not (runner.workspace / "hacked").exists()


def test_a_wrong_call_fails_with_status_2_and_says_why(runner: Runner) -> None:
    result = runner.step("Check cards", profile="nowhere")
    assert "There is no profile and no file called nowhere." in result.stderr
    assert (result.returncode, runner.output.read_text()) == (2, "status=2\n")


def blocks(root: Path, language: str) -> list[str]:
    text = (root / "site" / "docs" / "integrations.md").read_text(encoding="utf-8")
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


def test_the_page_names_hooks_and_inputs_that_exist(root: Path) -> None:
    pre_commit, workflow, _ = (yaml.safe_load(block) for block in blocks(root, "yaml"))
    assert {hook["id"] for hook in pre_commit["repos"][0]["hooks"]} <= {hook["id"] for hook in hooks(root)}
    steps = workflow["jobs"]["cards"]["steps"]
    assert steps[1]["with"].keys() <= action(root)["inputs"].keys()


def test_the_settings_of_the_page_can_be_used(root: Path, tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(blocks(root, "toml")[0], encoding="utf-8")
    assert find_settings(tmp_path, {"fail-on": tuple(FAILING)}).values["fail-on"] == "warning"


def test_the_profile_of_the_page_can_be_used(root: Path, tmp_path: Path) -> None:
    path = tmp_path / "our-lab.yaml"
    path.write_text(blocks(root, "yaml")[2], encoding="utf-8")
    findings = check(parse(whole_card("extensions: {our-lab: {team: 3}}\n")), profile=load_profile(str(path))).findings
    assert [f.field for f in findings if f.code == "AC015"] == ["extensions.our-lab.team"]
