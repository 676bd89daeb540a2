"""Every command, with hostile texts in whatever it takes: arguments, options, settings, profiles, names, revisions."""

import json
import os
import subprocess
from functools import cache
from pathlib import Path

import click
import pytest
import yaml
from fuzz.around import OWN_PROFILE, made
from hostile import places
from hostile.calls import Command, called, commands, refuse, takes_text
from hostile.oracles import ORACLES
from hostile.outputs import kind
from hostile.strings import HOSTILE, turned
from test_trust import SECRET, card

from alignmentcard.report import FORMATS as REPORTS
from alignmentcard.settings import KINDS, OWN_FILE, TEXTS
from alignmentcard.text.writing import block_of_levels

TEXTS_OF_STRANGERS = [text.replace("\ud800", "\udcff") for text in HOSTILE.values()]
CARD, OTHER, BROKEN = "a.card.yaml", "b.card.yaml", "broken.card.yaml"
CALLS: dict[Command, list[str]] = {
    ("new",): ["out.card.yaml", "--answers", "answers.yaml", "--yes"],
    ("check",): ["."],
    ("show",): [CARD],
    ("explain",): ["AC206"],
    ("profiles",): ["ours.yaml", "--card", CARD],
    ("measure",): [OTHER, "--replicates", "0"],
    ("plan",): ["--margin", "0.05"],
    ("evaluate",): [OTHER, "--system", "s=own.csv", "--replicates", "0"],
    ("diff",): [CARD, OTHER],
    ("review",): [OTHER, "--data", ".", "--by", "Bo Reviewer", "--profile", "minimal"],
    ("fmt",): ["--check", "."],
    ("report",): ["."],
    ("migrate",): ["."],
    ("import",): ["README.md"],
    ("export",): [CARD, "--to", "bibtex"],
    ("render",): [CARD],
    ("schema",): [],
    ("site", "build"): ["nothing"],
    ("site", "new"): ["portal"],
    ("site", "translate"): ["nothing"],
}
WAITING = {("lsp",), ("site", "serve")}
"""They do not end by themselves."""
SLOW = {("measure",), ("evaluate",), ("review",)}
SUFFIXES = {"json-schema": "json", "context": "json", "vocabulary": "ttl", "report": "json"}


@cache
def cards() -> dict[str, bytes]:
    """Return a card with a hostile text in each place, one that fits the standard no more, and one to compare with."""
    data = places.card(turned(list(HOSTILE.values()), 3))
    written = {
        CARD: block_of_levels(data, 0),
        BROKEN: block_of_levels(data | dict.fromkeys(HOSTILE.values(), 1), 0),
        OTHER: card("own.csv"),
    }
    return {name: text.encode("utf-8", "surrogatepass") for name, text in written.items()}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder in which every text is hostile."""
    here = tmp_path / "one" / "two" / "here"
    here.mkdir(parents=True)
    for name, content in cards().items():
        (here / name).write_bytes(content)
    (here / "own.csv").write_text(SECRET)
    (here / "ours.yaml").write_text(OWN_PROFILE)
    (here / "answers.yaml").write_text("dataset.title: A title\n")
    (here / "README.md").write_text(
        "\n\n".join(f"# {text}\n\n{text}" for text in TEXTS_OF_STRANGERS), "utf-8", "replace"
    )
    return here


def test_every_command_is_called() -> None:
    assert {name for name, _ in commands()} == set(CALLS) | WAITING


FORMATS = [
    (name, option.opts[0], choice)
    for name, command in commands()
    for option in command.params
    if isinstance(option.type, click.Choice) and option.opts[0] in ("--format", "--to")
    for choice in option.type.choices
]


@pytest.mark.parametrize(("name", "option", "choice"), FORMATS)
def test_every_format_of_every_command_is_what_it_says(name: Command, option: str, choice: str, folder: Path) -> None:
    arguments = [*name, *CALLS[name], option, choice]
    shown, told = called(folder, arguments, terminal=True)
    refuse(shown + told, annotations=choice == "github")
    text, told = called(folder, arguments, terminal=False)
    refuse(told)
    oracle = ORACLES.get(SUFFIXES.get(choice, kind(choice)))
    if oracle and text:
        oracle(text)


PARAMETERS = [
    (name, parameter)
    for name, command in commands()
    if name not in WAITING
    for parameter in command.params
    if takes_text(parameter)
]


def calls(name: Command, parameter: click.Parameter, text: str) -> list[str]:
    """Call a command with a text in one place."""
    if isinstance(parameter, click.Argument):
        return [*name, "--", text, *([CARD] if parameter.name == "old" else [])]
    return [*name, *CALLS[name], parameter.opts[0], *[text] * parameter.nargs]


def id_of(value: object) -> str | None:
    return (
        value.opts[0] if isinstance(value, click.Parameter) else " ".join(value) if isinstance(value, tuple) else None
    )


@pytest.mark.parametrize(
    ("name", "parameter"),
    [pytest.param(*one, marks=[pytest.mark.nightly] * (one[0] in SLOW)) for one in PARAMETERS],
    ids=id_of,
)
def test_hostile_argument_is_a_text_and_nothing_else(name: Command, parameter: click.Parameter, folder: Path) -> None:
    number = PARAMETERS.index((name, parameter))
    _argued(name, parameter, folder, [TEXTS_OF_STRANGERS[number * 5 % len(TEXTS_OF_STRANGERS)]])


@pytest.mark.nightly
@pytest.mark.parametrize(("name", "parameter"), PARAMETERS, ids=id_of)
def test_every_hostile_argument_is_a_text(name: Command, parameter: click.Parameter, folder: Path) -> None:
    _argued(name, parameter, folder, TEXTS_OF_STRANGERS)


def _argued(name: Command, parameter: click.Parameter, folder: Path, texts: list[str]) -> None:
    for text in texts:
        if "\0" not in text:  # which no argument can hold
            shown, told = called(folder, calls(name, parameter, text), terminal=True)
            refuse(shown + told)
    assert not list(folder.parent.parent.rglob("zq"))


def written(name: str, text: str) -> str:
    """Write a setting in TOML."""
    quoted = json.dumps(text.replace("\udcff", "�"))
    return {TEXTS: f"[{quoted}]", "a text in quotes": quoted}.get(KINDS[name], f"{{{quoted} = [{quoted}]}}")


@pytest.mark.parametrize("every", [False, pytest.param(True, marks=pytest.mark.nightly)])
def test_hostile_settings_are_told_in_sentences(every: bool, folder: Path) -> None:
    (folder / CARD).unlink()
    for name in KINDS:
        for text in TEXTS_OF_STRANGERS if every else TEXTS_OF_STRANGERS[len(name) % 12 :: 12]:
            (folder / OWN_FILE).write_text(f"{name} = {written(name, text)}\n", "utf-8")
            refuse("".join(called(folder, ["check", "."], terminal=True)))
            refuse("".join(called(folder, ["check", "--show-settings"], terminal=True)))


@pytest.mark.parametrize("every", [False, pytest.param(True, marks=pytest.mark.nightly)])
def test_hostile_profiles_are_told_in_sentences(every: bool, folder: Path) -> None:
    sound = yaml.safe_load(OWN_PROFILE)
    for number, place in enumerate(places.routes(sound)):
        for text in TEXTS_OF_STRANGERS if every else TEXTS_OF_STRANGERS[number % 34 :: 34 if number % 3 == 0 else 99]:
            (folder / "ours.yaml").write_bytes(
                block_of_levels(places.with_text(sound, place, text), 0).encode("utf-8", "surrogateescape")
            )
            refuse("".join(called(folder, ["profiles", "ours.yaml", "--card", OTHER], terminal=True)))
            refuse("".join(called(folder, ["check", OTHER, "--profile", "ours.yaml"], terminal=True)))


def named(text: str) -> str:
    """Return a text as a name that a file can have."""
    return os.fsdecode(os.fsencode(text.translate({0: None, ord("/"): "_"}))[:200])


@pytest.mark.parametrize("every", [False, pytest.param(True, marks=pytest.mark.nightly)])
def test_hostile_names_of_files_are_names(every: bool, folder: Path) -> None:
    for text in TEXTS_OF_STRANGERS if every else TEXTS_OF_STRANGERS[::9]:
        home = folder / named(text)
        home.mkdir()
        path = home / f"{named(text)}.card.yaml"
        path.write_text(card("own.csv"))
        for form in REPORTS:
            shown, told = called(folder, ["check", "--format", form, "--", home.name], terminal=False)
            refuse(told)
            if "\udcff" not in text:  # a byte that is no text stays one in JSON, so that a program finds the file
                ORACLES[kind(form)](shown)
        for name in ("show", "render", "diff", "fmt", "report", "migrate"):
            more = [OTHER] if name == "diff" else ["--check"] if name == "fmt" else []
            refuse("".join(called(folder, [name, *more, "--", str(path.relative_to(folder))], terminal=True)))
    assert not list(folder.rglob("zq"))


@pytest.mark.parametrize("every", [False, pytest.param(True, marks=pytest.mark.nightly)])
def test_hostile_revisions_and_texts_of_commits_are_texts(every: bool, folder: Path) -> None:
    made(folder)
    git = ["git", "-c", "user.name=<b>\x1b[31m", "-c", "user.email=a@example.org", "-C", str(folder)]
    for text in TEXTS_OF_STRANGERS if every else TEXTS_OF_STRANGERS[::9]:
        if "\0" in text:
            continue
        message = os.fsencode(text)
        subprocess.run(
            [*git, "commit", "-q", "--allow-empty", "-F", "-"], input=message, check=True, capture_output=True
        )
        for revision in (text, f":/{text}", f"HEAD^{{/{text}}}"):
            refuse("".join(called(folder, ["check", OTHER, "--since", revision], terminal=True)))
            refuse("".join(called(folder, ["diff", f"{revision}:{OTHER}", OTHER], terminal=True)))
        refuse("".join(called(folder, ["diff", f"HEAD:{text}", OTHER], terminal=True)))
    assert not list(folder.rglob("zq"))
