"""Broken machines: whatever happens while a file is written, it is the old one or the new one, and nothing is lost."""

import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from alignmentcard import saving
from alignmentcard.cards import find_cards
from alignmentcard.cli import main
from alignmentcard.document import read
from alignmentcard.rules.example import whole
from alignmentcard.saving import ChangedMeanwhileError, UnwritableError, write_atomically

MENDABLE = whole("").replace("  beliefs: many\n", "  belifs: many\n")
RATINGS = "item,rater,label\n" + "".join(f"{i},{r},{(i * r) % 2}\n" for i in range(6) for r in range(3))
NAME, SOUND = "a.card.yaml", "b.card.yaml"
README = "# Title\n\nWords.\n"

# Every command that writes: what it is called with, and the file that it writes.
WRITERS = {
    "check --fix": (["check", NAME, "--profile", "minimal", "--fix"], NAME),
    "check --report": (["check", NAME, "--report", "sarif=out.sarif"], "out.sarif"),
    "fmt": (["fmt", NAME], NAME),
    "export -o": (["export", SOUND, "--to", "croissant", "-o", "out.json"], "out.json"),
    "export --into": (["export", SOUND, "--to", "huggingface", "--into", "README.md", "-o", "README.md"], "README.md"),
    "import -o": (["import", "README.md", "-o", "out.card.yaml", "--force"], "out.card.yaml"),
    "new": (["new", "out.card.yaml", "--answers", "answers.yaml", "--yes"], "out.card.yaml"),
    "report -o": (["report", NAME, "-o", "out.md"], "out.md"),
    "render -o": (["render", SOUND, "-o", "out.html"], "out.html"),
    "measure": (["measure", SOUND, "--data", "ratings.csv"], "b.measured.json"),
}
"""`migrate` waits for a second version of the standard, `review` for measurements; both write as these do."""
FORKING = {name: writer for name, writer in WRITERS.items() if name != "measure"}
"""The threads of the engine do not survive a fork; its results are written as all others are."""

STOPPED = """
import os, pathlib, sys
from alignmentcard import saving
from alignmentcard.cli import main

folders, stops, sys.argv = sys.argv[1].split(","), eval(sys.argv[2]), ["alignmentcard", *sys.argv[3:]]
left = -1

def counted(do):
    def call(*arguments, **named):
        global left
        if left == 0:
            os._exit(137)
        left -= 1
        return do(*arguments, **named)
    return call

for module, names in ((os, ("fsync", "open", "close")), (pathlib.Path, ("replace", "chmod", "open", "unlink", "stat"))):
    for name in names:
        setattr(module, name, counted(getattr(module, name)))
begin = saving.write_atomically

def begun(*arguments, **named):
    global left
    left = stop
    begin(*arguments, **named)
    left = -1

saving.write_atomically = begun

def run(folder):
    os.chdir(folder)
    try:
        main()
    except SystemExit as end:
        return end.code or 0
    return 0

stop = stops.pop()
last = run(folders.pop())  # so that everything is imported once
for folder, stop in zip(folders, stops):
    child = os.fork()
    if child == 0:
        os._exit(run(folder))
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
print(last, flush=True)
"""
"""The program once in each folder, ended at the n-th step of writing a file as if the power had gone."""
STEPS = 15
"""More steps than writing a file takes."""


def filled(folder: Path) -> Path:
    folder.mkdir()
    (folder / NAME).write_text(MENDABLE)
    (folder / SOUND).write_text(whole(""))
    (folder / "README.md").write_text(README)
    (folder / "ratings.csv").write_text(RATINGS)
    (folder / "answers.yaml").write_text("dataset.title: A title of a dataset\n")
    return folder


def call(*arguments: str, cwd: Path, program: tuple[str, ...] = ("-m", "alignmentcard")) -> Any:
    command = [sys.executable, *program, *arguments]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=120, check=False)


def contents(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.parametrize(("arguments", "written"), FORKING.values(), ids=FORKING)
def test_stopped_at_any_step_leaves_the_old_file_or_the_new(arguments: list[str], written: str, tmp_path: Path) -> None:
    folders = [filled(tmp_path / f"step{step}") for step in range(STEPS)]
    before = contents(folders[0] / written)
    ends = programs(folders, list(range(STEPS)), arguments)
    after = contents(folders[-1] / written)
    stopped = [folder for folder, end in zip(folders, ends, strict=True) if end == 137]
    assert after not in (None, before)
    assert 4 < len(stopped) < STEPS
    assert {contents(folder / written) for folder in stopped} == {before, after}
    for folder in stopped:
        assert all(path.suffix != ".tmp" for path in find_cards([folder]))
    programs(stopped, [-1] * len(stopped), arguments)
    assert {contents(folder / written) for folder in stopped} == {after}


def programs(folders: list[Path], stops: list[int], arguments: list[str]) -> list[int]:
    """Run the program in each folder up to a step of writing; return the exit statuses, 137 where it was stopped."""
    command = [sys.executable, "-c", STOPPED, ",".join(map(str, folders)), repr(stops), *arguments]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, timeout=300, check=True)
    return [int(line) for line in done.stdout.splitlines() if line.isdecimal()]


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    """Run the program in this process; return its exit status."""
    monkeypatch.setattr(sys, "argv", ["alignmentcard", *arguments])
    try:
        main()
    except SystemExit as stop:
        return int(stop.code or 0)
    return 0


def refusing(number: int) -> Callable[..., Any]:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    return refuse


REFUSALS = {
    "full disk while writing": ("os.fsync", 28, "No space left on device"),
    "full disk while renaming": ("pathlib.Path.replace", 28, "No space left on device"),
    "read-only disk": ("pathlib.Path.open", 30, "Read-only file system"),
    "folder without permission": ("pathlib.Path.replace", 13, "Permission denied"),
    "broken disk": ("os.fsync", 5, "Input/output error"),
}


@pytest.mark.parametrize("writer", WRITERS)
@pytest.mark.parametrize(("refused", "number", "words"), REFUSALS.values(), ids=REFUSALS)
def test_refusal_is_one_sentence_and_changes_nothing(
    writer: str,
    refused: str,
    number: int,
    words: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    arguments, written = WRITERS[writer]
    if arguments[0] == "measure":
        pytest.importorskip("duckdb")
    folder = filled(tmp_path / "here")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    monkeypatch.chdir(folder)
    begin = saving._write if refused.endswith("open") else None
    if begin:  # the whole program opens files; here only the writing of one is refused
        monkeypatch.setattr(saving, "_write", refusing(number))
    else:
        monkeypatch.setattr(refused, refusing(number))
    assert run(monkeypatch, *arguments) == 2
    monkeypatch.undo()
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    said = capfd.readouterr().err.splitlines()[-1]
    assert said == f"alignmentcard: {written} cannot be written: {words}. Nothing was changed."


def test_output_on_a_full_device_is_one_sentence(tmp_path: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("needs /dev/full")
    filled(tmp_path / "here")
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "alignmentcard", "check", NAME],
            cwd=tmp_path / "here", stdout=full, stderr=subprocess.PIPE, text=True, timeout=120, check=False,
        )  # fmt: skip
    assert (done.returncode, done.stderr) == (2, "alignmentcard: No space left on device.\n")


@pytest.mark.parametrize("arguments", [WRITERS["check --fix"][0], WRITERS["fmt"][0]], ids=["--fix", "fmt"])
def test_file_that_changes_after_it_was_read_is_left_alone(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = filled(tmp_path / "here")
    monkeypatch.chdir(folder)
    theirs, begin = MENDABLE.replace("CC-BY-4.0", "CC0-1.0"), saving._write

    def meanwhile(path: Path, content: bytes) -> None:
        (folder / NAME).write_text(theirs)
        begin(path, content)

    monkeypatch.setattr(saving, "_write", meanwhile)
    assert run(monkeypatch, *arguments) == 2
    assert (folder / NAME).read_text() == theirs
    assert "was changed by somebody else in the meantime" in capsys.readouterr().err
    assert not list(folder.glob(".*"))


def test_many_processes_mend_one_file_at_once(tmp_path: Path) -> None:
    folder = filled(tmp_path / "here")
    command = [sys.executable, "-m", "alignmentcard", *WRITERS["check --fix"][0]]
    running = [subprocess.Popen(command, cwd=folder, stdout=-3, stderr=subprocess.PIPE, text=True) for _ in range(4)]
    told = [process.communicate(timeout=120)[1] for process in running]
    assert (folder / NAME).read_text() == whole("")
    assert sum("mended 1" in text for text in told) == 1
    assert all(text == "" or "mended 1" in text or "in the meantime" in text for text in told)
    assert not list(folder.glob(".*"))


def test_text_replaces_only_what_was_read(tmp_path: Path) -> None:
    path = tmp_path / NAME
    path.write_bytes(b"\xef\xbb\xbfa: 1\r\n")
    with pytest.raises(ChangedMeanwhileError, match="left alone"):
        write_atomically(path, "a: 2\n", before="a: 1\n")
    write_atomically(path, "a: 2\n", before=read(path).text)
    assert path.read_bytes() == b"a: 2\n"


def test_file_that_is_gone_is_not_made_again(tmp_path: Path) -> None:
    with pytest.raises(UnwritableError, match="No such file"):
        write_atomically(tmp_path / NAME, "a: 2\n", before="a: 1\n")
    assert list(tmp_path.iterdir()) == []


def test_file_is_replaced_whole_and_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / NAME
    path.write_text("a: 1\n")
    path.chmod(0o640)
    write_atomically(path, "a: 2\r\n")
    assert path.read_bytes() == b"a: 2\r\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert list(tmp_path.iterdir()) == [path]


def test_new_file_has_the_rights_of_any_other(tmp_path: Path) -> None:
    (tmp_path / "other").write_text("")
    write_atomically(tmp_path / NAME, "a: 1\n")
    assert (tmp_path / NAME).stat().st_mode == (tmp_path / "other").stat().st_mode


def test_file_with_the_longest_name_is_written(tmp_path: Path) -> None:
    path = tmp_path / f"{'x' * 245}.card.yaml"
    write_atomically(path, "a: 1\n")
    assert path.read_text() == "a: 1\n"


def test_bytes_are_on_the_disk_before_the_name_and_the_name_after(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    sync, replace = os.fsync, Path.replace

    def synced(handle: int) -> None:
        steps.append("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file")
        sync(handle)

    def replaced(path: Path, target: Path) -> Path:
        steps.append("rename")
        return replace(path, target)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(Path, "replace", replaced)
    write_atomically(tmp_path / NAME, "a: 1\n")
    assert steps == ["file", "rename", "folder"]


def test_card_that_is_a_link_stays_one_and_its_target_is_mended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "card.yaml").write_text(MENDABLE)
    (tmp_path / NAME).symlink_to("real/card.yaml")
    monkeypatch.chdir(tmp_path)
    assert run(monkeypatch, "check", NAME, "--profile", "minimal", "--fix") == 0
    assert (tmp_path / NAME).is_symlink()
    assert (tmp_path / "real" / "card.yaml").read_text() == whole("")
    assert [path.name for path in (tmp_path / "real").iterdir()] == ["card.yaml"]


def test_circle_of_links_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "one").symlink_to("two")
    (tmp_path / "two").symlink_to("one")
    with pytest.raises(UnwritableError, match="Too many levels of symbolic links"):
        write_atomically(tmp_path / "one", "a: 1\n")
    assert (tmp_path / "one").is_symlink()


def test_pipe_is_written_into_and_stays_a_pipe(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    reader = subprocess.Popen(["cat", "pipe"], cwd=tmp_path, stdout=subprocess.PIPE, text=True)
    write_atomically(tmp_path / "pipe", "a: 1\n")
    assert reader.communicate(timeout=60)[0] == "a: 1\n"
    assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everything")
def test_folder_that_may_not_be_written_is_one_sentence(tmp_path: Path) -> None:
    folder = filled(tmp_path / "here")
    folder.chmod(0o500)
    done = call(*WRITERS["check --fix"][0], cwd=folder)
    folder.chmod(0o700)
    assert (done.returncode, "cannot be written: Permission denied. Nothing was changed." in done.stderr) == (2, True)
