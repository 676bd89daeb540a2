"""git in a repository of a stranger: its settings start nothing, whatever they name, and nothing is fetched."""

import os
import shutil
import subprocess
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from click.testing import CliRunner

from alignmentcard import programs
from alignmentcard.cli import group
from alignmentcard.document import MAX_BYTES
from alignmentcard.errors import AlignmentCardError
from alignmentcard.revisions import at_revision, last_changes
from alignmentcard.rules.example import whole_card

NAME = "a.card.yaml"
SETTINGS = ("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
pytestmark = pytest.mark.skipif(not shutil.which("git"), reason="needs git")


def git(folder: Path, *arguments: str, check: bool = True) -> str:
    call = ["git", *SETTINGS, "-C", str(folder), *arguments]
    done = subprocess.run(call, capture_output=True, text=True, check=check, stdin=subprocess.DEVNULL, timeout=240)
    return done.stdout.strip()


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Return a repository with a card, and beside it a program that leaves a trace."""
    folder = tmp_path / "here"
    folder.mkdir()
    (folder / NAME).write_text(whole_card(""), encoding="utf-8")
    git(folder, "init", "-q")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "one")
    program = tmp_path / "evil"
    program.write_text(f"#!/bin/sh\ntouch {tmp_path}/ran\n")
    program.chmod(0o755)
    return folder


def part_of(folder: Path, url: str, *settings: str) -> None:
    """Make a repository a clone that holds a part only, and would fetch the card from an address."""
    blob = git(folder, "rev-parse", f"HEAD:{NAME}")
    (git_folder(folder) / "objects" / blob[:2] / blob[2:]).unlink()
    remote = f'[extensions]\npartialClone = x\n[remote "x"]\npromisor = true\nurl = {url}\n'
    allowed = "[protocol]\nallow = always\n" + "".join(f'[protocol "{p}"]\nallow = always\n' for p in PROTOCOLS)
    configure(folder, "[core]\nrepositoryformatversion = 1\n" + remote + allowed, *settings)


def moved(folder: Path) -> None:
    """Let the settings of a repository stand in another file."""
    (git_folder(folder) / "config").rename(git_folder(folder) / "more")
    part = "[core]\nrepositoryformatversion = 1\n[extensions]\npartialClone = x\n"
    configure(folder, part, "[include]\npath = more")


PROTOCOLS = ("ext", "ssh", "git", "http", "https", "file")


def git_folder(folder: Path) -> Path:
    return folder / ".git" if (folder / ".git").exists() else folder


def configure(folder: Path, *settings: str) -> None:
    with (git_folder(folder) / "config").open("a") as file:
        file.write("\n".join(("", *settings, "")))


def placed(folder: Path, evil: str) -> None:
    hooked(folder, evil)
    shutil.move(git_folder(folder) / "hooks", folder / "h")
    configure(folder, "[core]\nhooksPath = h")


def hooked(folder: Path, evil: str) -> None:
    for name in ("post-checkout", "post-index-change", "reference-transaction", "pre-auto-gc", "post-merge"):
        hook = git_folder(folder) / "hooks" / name
        hook.parent.mkdir(exist_ok=True)
        hook.write_text(f"#!/bin/sh\n{evil}\n")
        hook.chmod(0o755)


def attributed(folder: Path, *settings: str) -> None:
    attributes = git_folder(folder) / "info" / "attributes"
    attributes.parent.mkdir(exist_ok=True)
    attributes.write_text("* diff=evil filter=evil\n")
    configure(folder, *settings)


# What a repository may name, and the plain call of git that starts it.
KINDS: dict[str, tuple[Callable[[Path, str], object], tuple[str, ...]]] = {
    "fetching with a program": (lambda f, e: part_of(f, f"ext::{e}"), ("show", f"HEAD:{NAME}")),
    "fetching over ssh": (
        lambda f, e: part_of(f, "ssh://x.invalid/y", f"[core]\nsshCommand = {e}"), ("show", f"HEAD:{NAME}")
    ),
    "fetching through a proxy": (
        lambda f, e: part_of(f, "git://x.invalid/y", f"[core]\ngitProxy = {e}"), ("show", f"HEAD:{NAME}")
    ),
    "fetching from a folder": (
        lambda f, e: part_of(f, ".", f'[remote "x"]\nuploadpack = {e}'), ("show", f"HEAD:{NAME}")
    ),
    "fetching with a helper": (
        lambda f, e: part_of(f, e, '[remote "x"]\nvcs = ext'), ("show", f"HEAD:{NAME}")
    ),
    "rewritten address": (
        lambda f, e: part_of(f, "https://x.invalid/y", f'[url "ext::{e} "]\ninsteadOf = https'),
        ("show", f"HEAD:{NAME}"),
    ),
    "settings from elsewhere": (
        lambda f, e: (part_of(f, f"ext::{e}"), moved(f)), ("show", f"HEAD:{NAME}")
    ),
    "watcher of files": (lambda f, e: configure(f, f"[core]\nfsmonitor = {e}"), ("status",)),
    "hooks": (hooked, ("checkout", "--force", "-b", "new")),
    "place of hooks": (placed, ("checkout", "--force", "-b", "new")),
    "program for differences": (
        lambda f, e: configure(f, f"[diff]\nexternal = {e}"), ("show", "--ext-diff", "HEAD")
    ),
    "converter of texts": (
        lambda f, e: attributed(f, f'[diff "evil"]\ntextconv = {e}'), ("show", "--textconv", f"HEAD:{NAME}")
    ),
    "filter": (
        lambda f, e: attributed(f, f'[filter "evil"]\nsmudge = {e}\nclean = {e}'),
        ("cat-file", "--filters", f"HEAD:{NAME}"),
    ),
    "pager": (lambda f, e: configure(f, f"[core]\npager = {e}\n[pager]\nshow = true\ncat-file = true"), ("-p", "show")),
    "alias": (
        lambda f, e: configure(f, f"[alias]\ncat-file = !{e}\nshow = !{e}\nevil = !{e}"), ("evil",)
    ),
}  # fmt: skip


def hostile(kind: str, folder: Path) -> tuple[str, ...]:
    make, plain = KINDS[kind]
    make(folder, str(folder.parent / "evil"))
    return plain


def asked(folder: Path) -> None:
    """Ask for a card as our commands do; that there is none is an answer, too."""
    with suppress(AlignmentCardError):
        found = at_revision("HEAD", folder / NAME)
        assert found is not None
        assert found.text == whole_card("")


@pytest.mark.parametrize("kind", KINDS)
def test_settings_of_a_repository_start_nothing(kind: str, repository: Path, tmp_path: Path) -> None:
    hostile(kind, repository)
    asked(repository)
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize("kind", [kind for kind in KINDS if KINDS[kind][0].__code__.co_names[:1] == ("part_of",)])
def test_older_git_starts_nothing_either(
    kind: str, repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(programs.KEPT_OUT, "GIT_NO_LAZY_FETCH")  # which git before 2.39.4 does not know
    hostile(kind, repository)
    asked(repository)
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize("kind", KINDS)
def test_plain_git_would_start_it(kind: str, repository: Path, tmp_path: Path) -> None:
    git(repository, *hostile(kind, repository), check=False)
    if kind == "pager":
        pytest.skip("a pager is started on a terminal only")
    assert (tmp_path / "ran").exists()


@pytest.mark.parametrize("kind", KINDS)
def test_folder_that_looks_like_a_repository_starts_nothing(kind: str, repository: Path, tmp_path: Path) -> None:
    inner = repository / "cards"
    shutil.copytree(repository / ".git", inner)
    hostile(kind, inner)
    (inner / NAME).write_text(whole_card(""), encoding="utf-8")
    assert at_revision("HEAD", inner / NAME) is None
    assert not (tmp_path / "ran").exists()


def test_commands_start_nothing(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inner = repository / "cards"
    shutil.copytree(repository / ".git", inner)
    hostile("fetching with a program", inner)
    (inner / NAME).write_text(whole_card(""), encoding="utf-8")
    monkeypatch.chdir(repository)
    assert CliRunner().invoke(group, ["check", ".", "--since", "HEAD", "--profile", "minimal"]).exit_code == 0
    found = CliRunner().invoke(group, ["diff", f"HEAD:cards/{NAME}", NAME])
    assert str(found.exception) == f"HEAD has no file cards/{NAME}."
    assert not (tmp_path / "ran").exists()


def test_file_that_the_clone_does_not_hold_is_told_with_the_next_step(repository: Path) -> None:
    hostile("fetching with a program", repository)
    with pytest.raises(AlignmentCardError, match=rf"nothing is fetched here\. .* run git show HEAD:{NAME} in it"):
        at_revision("HEAD", repository / NAME)


@pytest.mark.parametrize("text", ["[core]\n\tcompression = SECRET\n", "[core]\n\tbare = SECRET\n"])
def test_file_that_the_settings_include_is_not_quoted(text: str, repository: Path, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text(text)
    configure(repository, "[include]\npath = ../../secret")
    with pytest.raises(AlignmentCardError, match="git cannot read the settings of the repository") as raised:
        at_revision("HEAD", repository / NAME)
    assert "SECRET" not in str(raised.value)


@pytest.mark.parametrize("revision", ["--help", "-p", "", "--output=victim", "HEAD\0x"])
def test_option_is_no_revision(revision: str, repository: Path) -> None:
    with pytest.raises(AlignmentCardError, match=f"“{revision}” is not a revision"):
        at_revision(revision, repository / NAME)


@pytest.mark.parametrize("name", ["--textconv", "-x.card.yaml", "new\nline.card.yaml", "b:c.card.yaml", "*.card.yaml"])
def test_name_of_a_file_is_a_name(name: str, repository: Path) -> None:
    (repository / name).write_text("a: 1\n")
    assert at_revision("HEAD", repository / name) is None
    git(repository, "add", "--", f"./{name}")
    git(repository, "commit", "-qm", "two")
    found = at_revision("HEAD", repository / name)
    assert found is not None
    assert found.text == "a: 1\n"


def test_large_file_is_not_read_to_its_end(repository: Path) -> None:
    (repository / NAME).write_bytes(b"a" * (MAX_BYTES * 3))
    git(repository, "commit", "-qam", "large")
    found = at_revision("HEAD", repository / NAME)
    assert found is not None
    assert [fault.kind for fault in found.faults] == ["too-large"]


def test_git_that_says_nothing_is_ended(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(programs, "PATIENCE", 0.2)
    (repository / ".git" / "HEAD").unlink()
    os.mkfifo(repository / ".git" / "HEAD")
    with pytest.raises(AlignmentCardError, match="git cannot show HEAD:"):
        at_revision("HEAD", repository / NAME)


def test_program_of_the_working_folder_is_not_git(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(tmp_path / "evil", repository / "git")
    assert os.access(repository / "git", os.X_OK)
    monkeypatch.chdir(repository)
    monkeypatch.setenv("PATH", f".{os.pathsep}{os.pathsep}{os.environ['PATH']}")
    assert at_revision("HEAD", Path(NAME)) is not None
    assert not (tmp_path / "ran").exists()


def test_missing_git_is_a_sentence(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(repository))
    with pytest.raises(AlignmentCardError, match="There is no git on this machine"):
        at_revision("HEAD", repository / NAME)


def test_answers_are_understood_in_any_language(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    monkeypatch.setenv("LANGUAGE", "de")
    assert at_revision("HEAD", repository / "new.card.yaml") is None


def commit(folder: Path, day: str) -> None:
    moment = {**os.environ, "GIT_COMMITTER_DATE": f"{day}T12:00:00Z"}
    git(folder, "add", ".")
    subprocess.run(["git", *SETTINGS, "-C", str(folder), "commit", "-qm", day], env=moment, check=True, timeout=240)


def test_each_file_has_the_day_on_which_it_changed_last(repository: Path) -> None:
    cards = repository / "cards"
    cards.mkdir()
    for day, names in (("2024-01-31", ("a", "b", "ä b")), ("2025-02-01", ("b",))):
        for name in names:
            (cards / name).write_text(day)
        commit(repository, day)
    (cards / "new").write_text("not committed")
    assert last_changes(cards) == {cards / "a": "2024-01-31", cards / "b": "2025-02-01", cards / "ä b": "2024-01-31"}


def test_where_nothing_tells_when_files_changed_no_day_is_made_up(repository: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{repository}", str(copy))
    assert (last_changes(copy), last_changes(tmp_path)) == ({}, {})


@pytest.mark.parametrize("kind", KINDS)
def test_asking_for_days_starts_nothing(kind: str, repository: Path, tmp_path: Path) -> None:
    hostile(kind, repository)
    last_changes(repository)
    assert not (tmp_path / "ran").exists()


def test_asking_for_days_checks_no_signature(repository: Path, tmp_path: Path) -> None:
    told = subprocess.run(["git", "-C", str(repository), "cat-file", "commit", "HEAD"], capture_output=True, check=True)
    head, _, text = told.stdout.partition(b"\n\n")
    signed = head + b"\ngpgsig -----BEGIN PGP SIGNATURE-----\n \n aa\n -----END PGP SIGNATURE-----\n\n" + text
    write = ["git", "-C", str(repository), "hash-object", "-t", "commit", "-w", "--stdin"]
    name = subprocess.run(write, input=signed, capture_output=True, check=True).stdout.decode().strip()
    git(repository, "update-ref", "HEAD", name)
    configure(repository, f"[gpg]\nprogram = {tmp_path / 'evil'}\n[log]\nshowSignature = true")
    assert last_changes(repository)
    assert not (tmp_path / "ran").exists()
    git(repository, "log", check=False)
    assert (tmp_path / "ran").exists()
