"""Packages of others: their rules and profiles work like ours, and a broken one is named in one sentence."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from alignmentcard.rules import catalogue
from alignmentcard.rules.added import INPUTS
from alignmentcard.rules.example import whole_card


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the package of Acme into a folder of its own."""
    source = tmp_path_factory.mktemp("source") / "plugin"
    shutil.copytree(Path(__file__).parent / "plugin", source)
    target = tmp_path_factory.mktemp("installed")
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "--no-deps", "--no-build-isolation", "--target", target, source], check=True)
    return target


@pytest.fixture
def card(tmp_path: Path) -> Path:
    path = tmp_path / "a.card.yaml"
    path.write_text(whole_card("extensions:\n  acme: {team: core}\n"), encoding="utf-8")
    return path


def call(installed: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(installed)}
    command = [sys.executable, "-m", "alignmentcard", *map(str, arguments)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, encoding="utf-8", check=False)


def fake_package(folder: Path, entry_points: str, files: dict[str, str]) -> Path:
    """Write a package as an installer leaves it behind."""
    about = folder / "broken_cards-1.0.dist-info"
    about.mkdir(parents=True)
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: broken-cards\nVersion: 1.0\n", encoding="utf-8")
    (about / "entry_points.txt").write_text(entry_points, encoding="utf-8")
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_check_runs_the_rules_of_a_package(installed: Path, card: Path) -> None:
    result = call(installed, "check", card, "--profile", "minimal")
    assert "warning AX001 `mailto:data@example.org` is not at Acme." in result.stdout
    assert result.returncode == 0


def test_explain_shows_a_rule_of_a_package_and_lists_it(installed: Path) -> None:
    assert "The contact is not an address at Acme." in call(installed, "explain", "AX001").stdout
    assert "AX001" in call(installed, "explain").stdout


def test_sarif_documents_a_rule_of_a_package_with_its_own_link(installed: Path, card: Path) -> None:
    result = call(installed, "check", card, "--profile", "minimal", "--format", "sarif")
    run = json.loads(result.stdout)["runs"][0]
    rule = run["tool"]["driver"]["rules"][run["results"][0]["ruleIndex"]]
    assert (rule["id"], rule["helpUri"]) == ("AX001", "https://acme.example/rules/AX001")
    assert "still reach" in rule["help"]["text"]
    assert run["results"][0]["fixes"]


def test_a_profile_of_a_package_is_known_by_its_name(installed: Path, card: Path) -> None:
    result = call(installed, "check", card, "--profile", "acme")
    assert "error AX001" in result.stdout
    assert result.returncode == 1
    assert "acme" in call(installed, "profiles").stdout


def test_a_profile_of_a_package_brings_its_questions_and_its_schema(installed: Path, card: Path) -> None:
    card.write_text(whole_card("extensions:\n  acme: {team: 3}\n"), encoding="utf-8")
    assert (
        "`extensions.acme.team` must be of the type string."
        in call(installed, "check", card, "--profile", "acme").stdout
    )
    card.write_text(whole_card(""), encoding="utf-8")
    assert "Which team answers for the data?" in call(installed, "check", card, "--profile", "acme").stdout


def test_a_fix_of_a_package_is_made(installed: Path, card: Path) -> None:
    assert call(installed, "check", card, "--profile", "acme", "--fix").returncode == 0
    assert "contact: mailto:data@acme.example" in card.read_text(encoding="utf-8").replace('"', "")


RULES = "[alignmentcard.rules]\nbroken = broken_cards.rules\n"
PROFILES = "[alignmentcard.profiles]\nbroken = broken_cards.profiles\n"
NEW = '''from alignmentcard.rules import rule
@rule("CODE", "something-new", "error")
def check(PARAMETER):
    """Nothing."""
    BODY
'''


def new(code: str = "BX001", parameter: str = "card", body: str = "yield from ()") -> dict[str, str]:
    text = NEW.replace("CODE", code).replace("PARAMETER", parameter).replace("BODY", body)
    return {"broken_cards/__init__.py": "", "broken_cards/rules.py": text}


TWICE = '''from alignmentcard.rules import rule
@rule("AC206", "something-else", "error")
def check(card):
    """Nothing."""
    yield from ()
'''


@pytest.mark.parametrize(
    ("entry_points", "files", "sentence"),
    [
        (RULES, {}, "cannot be loaded: No module named 'broken_cards'."),
        (RULES, {"broken_cards/rules.py": "import nowhere"}, "cannot be loaded: No module named 'nowhere'."),
        (RULES, {"broken_cards/rules.py": "1 / 0"}, "cannot be loaded: division by zero."),
        (RULES, {"broken_cards/rules.py": "raise ValueError"}, "cannot be loaded: ValueError."),
        (
            RULES,
            {"broken_cards/rules.py": TWICE},
            "adds the rule AC206 something-else, and there is AC206 stance-conflict",
        ),
        (RULES, new(code="X1"), "adds the rule X1 something-new, and a code is two capital letters and three digits."),
        (RULES, new(parameter="crd"), "there is nothing called crd to look at, but card, document,"),
        (PROFILES, {}, "cannot be loaded: No module named 'broken_cards'."),
        (PROFILES, {"broken_cards/profiles.py": ""}, "there are no .yaml files in it."),
        (
            PROFILES,
            {"broken_cards/profiles/__init__.py": "", "broken_cards/profiles/minimal.yaml": "name: minimal"},
            "adds a profile called minimal, and there is one already.",
        ),
    ],
)
def test_a_broken_package_is_named_in_one_sentence(
    tmp_path: Path, card: Path, entry_points: str, files: dict[str, str], sentence: str
) -> None:
    result = call(fake_package(tmp_path / "installed", entry_points, files), "check", card)
    assert result.returncode == 2
    assert result.stdout == ""
    assert result.stderr.startswith("alignmentcard: The package broken-cards adds ")
    assert sentence in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_sound_rule_of_a_package_does_nothing_to_the_others(tmp_path: Path, card: Path) -> None:
    result = call(fake_package(tmp_path / "installed", RULES, new()), "check", card, "--profile", "minimal")
    assert (result.returncode, result.stderr) == (0, "")


@pytest.mark.parametrize("body", ["yield card.nothing", "return 3", "1 / 0", "yield 3"])
def test_a_rule_that_fails_is_named_with_its_package_and_can_be_left_out(tmp_path: Path, card: Path, body: str) -> None:
    installed = fake_package(tmp_path / "installed", RULES, new(body=body))
    result = call(installed, "check", card, "--profile", "minimal")
    assert result.returncode == 2
    assert result.stderr.startswith("alignmentcard: The rule BX001 of the package broken-cards failed: ")
    assert call(installed, "check", card, "--profile", "minimal", "--ignore", "BX001").returncode == 0


def test_every_rule_of_ours_looks_at_what_rules_may_look_at() -> None:
    assert {name for rule in catalogue() for name in rule.inputs} == set(INPUTS)
