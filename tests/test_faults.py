"""Broken machines: whatever happens while a file is written, it is the old one or the new one, and nothing is lost."""

import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from permissions import bound

from alignmentcard import saving
from alignmentcard.card_files import find_cards
from alignmentcard.cli import main
from alignmentcard.convert.exports import FORMATS as EXPORTS
from alignmentcard.document import read
from alignmentcard.edit import Rename
from alignmentcard.migrate import STEPS, step
from alignmentcard.model import VERSION
from alignmentcard.report import FORMATS as REPORTS
from alignmentcard.rules.example import whole_card
from alignmentcard.saving import ChangedMeanwhileError, UnwritableError, write_atomically

MENDABLE = whole_card("").replace("  beliefs: many\n", "  belifs: many\n")
OLDER = whole_card("").replace('alignmentcard: "1.1"', 'alignmentcard: "0.9"').replace("  license:", "  licence:")
RATINGS = "item,rater,label\n" + "".join(f"{i},{r},{(i * r) % 2}\n" for i in range(6) for r in range(3))
NAME, SOUND, OLD = "a.card.yaml", "b.card.yaml", "old.card.yaml"
REVIEWER = ["--by", "Bo Reviewer", "--date", "2026-01-02", "--profile", "minimal"]
README = "# Title\n\nWords.\n"

# Every command that writes: what it is called with, and the file that it writes.
WRITERS = {
    "check --fix": (["check", NAME, "--profile", "minimal", "--fix"], NAME),
    "check --report": (["check", NAME, "--report", "sarif=out.sarif"], "out.sarif"),
    "fmt": (["fmt", NAME], NAME),
    "migrate": (["migrate", "--write", OLD], OLD),
    "export -o": (["export", SOUND, "--to", "croissant", "-o", "out.json"], "out.json"),
    "export --into": (["export", SOUND, "--to", "huggingface", "--into", "README.md", "-o", "README.md"], "README.md"),
    "import -o": (["import", "README.md", "-o", "out.card.yaml", "--force"], "out.card.yaml"),
    "new": (["new", "out.card.yaml", "--answers", "answers.yaml", "--yes"], "out.card.yaml"),
    "report -o": (["report", NAME, "-o", "out.md"], "out.md"),
    "render -o": (["render", SOUND, "-o", "out.html"], "out.html"),
    "measure": (["measure", SOUND, "--data", "ratings.csv", "--replicates", "0"], "b.measured.json"),
    "measure --soft-labels": (
        ["measure", SOUND, "--data", "ratings.csv", "--replicates", "0", "--soft-labels", "out.parquet"],
        "out.parquet",
    ),
    "review": (["review", "small.card.yaml", "--data", ".", *REVIEWER], "small.card.yaml"),
    "review -o": (["review", "small.card.yaml", "--data", ".", *REVIEWER, "-o", "out.md"], "out.md"),
}
MEASURING = ("measure", "review")
LONG = ("measure --soft-labels", "review", "review -o")
"""They write as others do, and measure first at each of the steps at which they are stopped."""
ALIKE = (*MEASURING, "render", "report")
"""Commands that do most before they write and then write as others do: they are stopped at every step at night."""
Writer = tuple[list[str], str, Path]

STOPPED = """
import os, pathlib, sys
from alignmentcard import saving
from alignmentcard.cli import main
from alignmentcard.edit import Rename
from alignmentcard.migrate import step

folders, stops, sys.argv = sys.argv[1].split(","), eval(sys.argv[2]), ["alignmentcard", *sys.argv[3:]]
step("0.9", "1.1")(lambda document: iter([Rename(("dataset", "licence"), "license")]))
left = -1

def counted(do):
    def call(*arguments, **named):
        global left
        if left == 0:
            os._exit(137)
        left -= 1
        return do(*arguments, **named)
    return call

steps = {os: ("fsync", "open", "close", "fchmod", "fdopen"), pathlib.Path: ("replace", "open", "unlink", "stat")}
for module, names in steps.items():
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

if sys.argv[1] in ("measure", "review"):  # threads of an engine that runs do not survive a fork
    import duckdb, pyarrow.parquet, alignmentcard.cli.measure, alignmentcard.measurement.run
else:  # so that everything is imported once
    stop = stops.pop()
    run(folders.pop())
for folder, stop in zip(folders, stops):
    child = os.fork()
    if child == 0:
        os._exit(run(folder))
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""
"""The program once in each folder, ended at the n-th step of writing a file as if the power had gone."""
MOMENTS = 30
"""More steps than writing a file takes."""


def filled(folder: Path) -> Path:
    """Make a folder with something for every command."""
    folder.mkdir()
    (folder / OLD).write_text(OLDER)
    (folder / NAME).write_text(MENDABLE)
    (folder / SOUND).write_text(whole_card(""))
    (folder / "README.md").write_text(README)
    (folder / "ratings.csv").write_text(RATINGS)
    (folder / "answers.yaml").write_text("dataset.title: A title of a dataset\n")
    return folder


@pytest.fixture(scope="session")
def measured(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with something for every command, measurements that can be reviewed included."""
    pytest.importorskip("duckdb", reason="measuring needs the extra measure")
    from test_review import CARD

    folder = filled(tmp_path_factory.mktemp("measured") / "here")
    (folder / "small.card.yaml").write_text(CARD)
    lines = [f"i{item},r{rater},{'yes' if item * rater % 3 else 'no'}\n" for item in range(40) for rater in range(8)]
    (folder / "ratings.csv").write_text("item,rater,answer\n" + "".join(lines))
    assert call("measure", "small.card.yaml", "--replicates", "0", cwd=folder).returncode == 0
    return folder


@pytest.fixture(params=[pytest.param(name, marks=[pytest.mark.nightly] * (name in LONG)) for name in WRITERS])
def writer(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[list[str], str, Path]:
    """Return how each command is called that writes, the file that it writes, and a folder for it."""
    arguments, written = WRITERS[request.param]
    if arguments[0] in MEASURING:
        shutil.copytree(request.getfixturevalue("measured"), tmp_path / "here")
        return arguments, written, tmp_path / "here"
    return arguments, written, filled(tmp_path / "here")


@pytest.fixture
def older() -> Iterator[None]:
    """Let there be an older version of the standard."""
    step("0.9", VERSION)(lambda _: iter([Rename(("dataset", "licence"), "license")]))
    yield
    STEPS.pop()


def call(*arguments: str, cwd: Path, program: tuple[str, ...] = ("-m", "alignmentcard")) -> Any:
    command = [sys.executable, *program, *arguments]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=240, check=False)


def contents(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.parametrize(
    "writer",
    [pytest.param(name, marks=[pytest.mark.nightly] * (WRITERS[name][0][0] in ALIKE)) for name in WRITERS],
    indirect=True,
)
def test_stopped_at_any_step_leaves_the_old_file_or_the_new(writer: Writer, tmp_path: Path) -> None:
    arguments, written, folder = writer
    folders = [shutil.copytree(folder, tmp_path / f"step{step}") for step in range(MOMENTS)]
    before = contents(folder / written)
    ends = programs([*folders, folder], [*range(MOMENTS), -1], arguments)
    after = contents(folder / written)
    stopped = [folder for folder, end in zip(folders, ends, strict=False) if end == 137]
    assert after not in (None, before)
    assert 4 < len(stopped) < MOMENTS
    assert {contents(folder / written) for folder in stopped} == {before, after}
    for folder in stopped:
        assert all(path.suffix != ".tmp" for path in find_cards([folder]))
    again = [folder for folder in stopped if contents(folder / written) == before]
    programs(again, [-1] * len(again), arguments)
    assert {contents(folder / written) for folder in again} == {after}
    assert [path for folder in again for path in folder.glob(".alignmentcard-*")] == []


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


@pytest.mark.usefixtures("older")
@pytest.mark.parametrize(("refused", "number", "words"), REFUSALS.values(), ids=REFUSALS)
def test_refusal_is_one_sentence_and_changes_nothing(
    writer: Writer,
    refused: str,
    number: int,
    words: str,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    arguments, written, folder = writer
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


# Every command that shows something, in every format.
TELLERS = {
    **{f"check --format {name}": ["check", NAME, "--format", name] for name in REPORTS},
    **{f"explain --format {name}": ["explain", "--format", name] for name in ("text", "json", "markdown")},
    **{f"export --to {name}": ["export", SOUND, "--to", name] for name in EXPORTS},
    **{f"report --format {name}": ["report", NAME, "--format", name] for name in ("json", "markdown")},
    "diff": ["diff", SOUND, SOUND],
    "import": ["import", "README.md"],
    "migrate": ["migrate", OLD],
    "plan": ["plan", "--margin", "0.05"],
    "profiles": ["profiles"],
    "schema": ["schema"],
    "show": ["show", SOUND],
    "--help": ["--help"],
    "--version": ["--version"],
}


@pytest.mark.parametrize("arguments", TELLERS.values(), ids=TELLERS)
@pytest.mark.parametrize(("stream", "words"), [("full", "No space left on device"), ("closed", "Bad file descriptor")])
@pytest.mark.sampled(20)
def test_output_that_takes_nothing_is_one_sentence(
    arguments: list[str], stream: str, words: str, tmp_path: Path
) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("needs /dev/full")
    command = [sys.executable, "-c", OLDER_AND_MAIN, *arguments]
    closing = {"preexec_fn": lambda: os.close(1)} if stream == "closed" else {}
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            command, cwd=filled(tmp_path / "here"), stdout=full, stderr=subprocess.PIPE, text=True, timeout=240,
            check=False, **closing,
        )  # fmt: skip
    said = done.stderr.splitlines()[-1]
    assert (done.returncode, said) == (2, f"alignmentcard: The output cannot be written: {words}.")


def test_notes_on_a_full_device_take_nothing_from_the_work(tmp_path: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("needs /dev/full")
    folder = filled(tmp_path / "here")
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "alignmentcard", *WRITERS["check --fix"][0]]
        subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=full, timeout=240, check=False)
    assert (folder / NAME).read_text() == whole_card("")


@pytest.mark.usefixtures("older")
@pytest.mark.parametrize("writer", ["check --fix", "fmt", "migrate", "export --into", "review"], indirect=True)
def test_file_that_changes_after_it_was_read_is_left_alone(
    writer: Writer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments, written, folder = writer
    theirs, begin = b"# theirs\n", saving._write

    def meanwhile(path: Path, content: bytes) -> None:
        (folder / written).write_bytes(theirs)
        begin(path, content)

    monkeypatch.chdir(folder)
    monkeypatch.setattr(saving, "_write", meanwhile)
    assert run(monkeypatch, *arguments) == 2
    assert (folder / written).read_bytes() == theirs
    assert "was changed by somebody else in the meantime" in capsys.readouterr().err
    assert not list(folder.glob(".*"))


def test_table_that_changes_while_it_is_measured_is_not_measured(
    measured: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from alignmentcard.measurement import run as measuring

    folder, pool = shutil.copytree(measured, tmp_path / "here"), measuring.pool

    def meanwhile(*arguments: Any) -> Any:
        with (folder / "ratings.csv").open("a") as file:
            file.write("i1,r9,no\n")
        return pool(*arguments)

    before = contents(folder / "small.measured.json")
    monkeypatch.chdir(folder)
    monkeypatch.setattr(measuring, "pool", meanwhile)
    assert run(monkeypatch, "measure", "small.card.yaml") == 2
    assert "ratings.csv was changed while it was read." in capsys.readouterr().err
    assert contents(folder / "small.measured.json") == before


def test_many_processes_mend_one_file_at_once(tmp_path: Path) -> None:
    folder = filled(tmp_path / "here")
    command = [sys.executable, "-m", "alignmentcard", *WRITERS["check --fix"][0]]
    running = [subprocess.Popen(command, cwd=folder, stdout=-3, stderr=subprocess.PIPE, text=True) for _ in range(4)]
    told = [process.communicate(timeout=240)[1] for process in running]
    assert (folder / NAME).read_text() == whole_card("")
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


def test_text_of_a_private_file_is_never_readable_by_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, write, seen = tmp_path / NAME, saving._write, []
    path.write_text("a: 1\n")
    path.chmod(0o600)

    def written(handle: int, content: bytes) -> None:
        seen.extend(stat.S_IMODE(one.stat().st_mode) for one in tmp_path.iterdir())
        write(handle, content)

    monkeypatch.setattr(saving, "_write", written)
    before = os.umask(0)
    try:
        write_atomically(path, "a: 2\n")
    finally:
        os.umask(before)
    assert seen == [0o600, 0o600]


LEFT = ".alignmentcard-0123456789abcdef.tmp"


def test_what_a_killed_run_left_is_swept_up_and_nothing_else(tmp_path: Path) -> None:
    others = [".alignmentcard-0123.tmp", ".alignmentcard-0123456789abcdef.tmp.yaml", "0123456789abcdef.tmp"]
    for name in (LEFT, *others):
        (tmp_path / name).write_text("a: 1\n")
    write_atomically(tmp_path / NAME, "a: 2\n")
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([*others, NAME])


def test_what_somebody_else_is_writing_is_left_alone(tmp_path: Path) -> None:
    fcntl = pytest.importorskip("fcntl")
    with (tmp_path / LEFT).open("w") as theirs:
        fcntl.flock(theirs, fcntl.LOCK_EX)
        write_atomically(tmp_path / NAME, "a: 2\n")
        assert (tmp_path / LEFT).exists()


def test_pipe_that_is_called_like_a_file_of_ours_stops_nothing(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / LEFT)
    (tmp_path / LEFT.replace("0", "1")).symlink_to(tmp_path / "other")
    (tmp_path / "other").write_text("theirs")
    write_atomically(tmp_path / NAME, "a: 2\n")
    assert stat.S_ISFIFO((tmp_path / LEFT).stat().st_mode)
    assert (tmp_path / "other").read_text() == "theirs"


def test_other_names_of_a_file_are_told(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    path = tmp_path / NAME
    path.write_text("a: 1\n")
    (tmp_path / "other").hardlink_to(path)
    write_atomically(path, "a: 2\n")
    assert caplog.messages == [f"alignmentcard: {path} was written. Its other names (hard links) keep the old text."]
    assert (tmp_path / "other").read_text() == "a: 1\n"


@pytest.mark.skipif(not hasattr(os, "setxattr"), reason="needs attributes of files")
def test_attributes_are_kept_or_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / NAME
    path.write_text("a: 1\n")
    try:
        os.setxattr(path, "user.origin", b"here")
    except OSError:
        pytest.skip("this disk has no attributes")
    write_atomically(path, "a: 2\n")
    assert os.getxattr(path, "user.origin") == b"here"
    monkeypatch.setattr(os, "setxattr", refusing(95))
    write_atomically(path, "a: 3\n")
    assert caplog.messages == [f"alignmentcard: {path} was written. Its attributes user.origin could not be kept."]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may give files away")
def test_owner_is_kept_or_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / NAME
    path.write_text("a: 1\n")
    os.chown(path, 12345, 54321)
    path.chmod(0o4640)
    write_atomically(path, "a: 2\n")
    status = path.stat()
    assert (status.st_uid, status.st_gid, stat.S_IMODE(status.st_mode)) == (12345, 54321, 0o4640)
    assert caplog.messages == []

    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "fchown", refuse)
    write_atomically(path, "a: 3\n")
    said = "It belonged to the user 12345 and the group 54321, and that could not be kept."
    assert caplog.messages == [f"alignmentcard: {path} was written. {said}"]
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_what_is_lost_is_told_by_commands(tmp_path: Path) -> None:
    folder = filled(tmp_path / "here")
    (tmp_path / "other").hardlink_to(folder / NAME)
    done = call(*WRITERS["check --fix"][0], cwd=folder)
    assert f"alignmentcard: {folder / NAME} was written. Its other names (hard links) keep" in done.stderr


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
    assert (tmp_path / "real" / "card.yaml").read_text() == whole_card("")
    assert [path.name for path in (tmp_path / "real").iterdir()] == ["card.yaml"]


def test_circle_of_links_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "one").symlink_to("two")
    (tmp_path / "two").symlink_to("one")
    with pytest.raises(UnwritableError, match="Too many levels of symbolic links"):
        write_atomically(tmp_path / "one", "a: 1\n")
    assert (tmp_path / "one").is_symlink()


@pytest.mark.parametrize("command", ["check", "fmt", "report", "migrate"])
def test_circles_of_links_in_a_folder_hide_no_card(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "inside").mkdir()
    (tmp_path / "inside" / "again").symlink_to("..")
    (tmp_path / "inside" / "itself").symlink_to("itself")
    (tmp_path / "inside" / "README.md").symlink_to("README.md")
    (tmp_path / "inside" / SOUND).write_text(whole_card(""))
    monkeypatch.chdir(tmp_path)
    assert run(monkeypatch, command, ".") == 0
    told = "".join(capsys.readouterr())
    assert "1 card" in told


def test_pipe_is_written_into_and_stays_a_pipe(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    reader = subprocess.Popen(["cat", "pipe"], cwd=tmp_path, stdout=subprocess.PIPE, text=True)
    write_atomically(tmp_path / "pipe", "a: 1\n")
    assert reader.communicate(timeout=240)[0] == "a: 1\n"
    assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)


def test_folder_that_may_not_be_written_is_one_sentence_and_stays_as_it_is(writer: Writer) -> None:
    arguments, written, folder = writer
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    folder.chmod(0o500)
    command = [sys.executable, "-c", OLDER_AND_MAIN, *arguments]
    done = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, timeout=240, check=False, preexec_fn=bound
    )
    folder.chmod(0o700)
    said = done.stderr.splitlines()[-1]
    assert said == f"alignmentcard: {written} cannot be written: Permission denied. Nothing was changed."
    assert (done.returncode, "Traceback" in done.stderr) == (2, False)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


OLDER_AND_MAIN = """
from alignmentcard.cli import main
from alignmentcard.edit import Rename
from alignmentcard.migrate import step
step("0.9", "1.1")(lambda document: iter([Rename(("dataset", "licence"), "license")]))
main()
"""


@pytest.mark.parametrize("writer", [name for name in WRITERS if WRITERS[name][1].startswith("out.")], indirect=True)
def test_folder_in_place_of_the_file_is_one_sentence_and_stays_empty(writer: Writer) -> None:
    arguments, written, folder = writer
    (folder / written).mkdir()
    before = {path.name for path in folder.iterdir()}
    done = call(*arguments, cwd=folder)
    assert (done.returncode, "Traceback" in done.stderr) == (2, False)
    assert written in done.stderr.splitlines()[-1]
    assert {path.name for path in folder.iterdir()} == before
    assert list((folder / written).iterdir()) == []
