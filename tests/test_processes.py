"""Work that is done in another process beside this one."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from alignmentcard import processes
from alignmentcard.errors import AlignmentCardError
from alignmentcard.processes import in_fork
from alignmentcard.rules.example import whole_card

COPIES = pytest.mark.skipif(sys.platform != "linux", reason="processes are copied on Linux only")


@pytest.fixture(autouse=True)
def two_processors_and_one_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    """The runner of tests has threads of its own."""
    monkeypatch.setattr(processes, "processors", lambda: 2)
    monkeypatch.setattr(threading, "active_count", lambda: 1)


@COPIES
def test_work_is_done_in_another_process_and_its_result_comes_back() -> None:
    results = [in_fork(lambda n=n: (os.getpid(), "x" * n), pays=True) for n in (3, 1_000_000)]
    found = [result() for result in results]
    assert [len(text) for _, text in found] == [3, 1_000_000]
    assert os.getpid() not in [pid for pid, _ in found]


@COPIES
def test_what_went_wrong_there_is_raised_here() -> None:
    def work() -> None:
        raise AlignmentCardError("The disk is full.")

    with pytest.raises(AlignmentCardError, match=r"The disk is full\."):
        in_fork(work, pays=True)()


@COPIES
def test_a_process_that_was_ended_is_told_in_one_sentence() -> None:
    with pytest.raises(AlignmentCardError, match=r"was ended\. Run the command again\."):
        in_fork(lambda: os._exit(9), pays=True)()


@pytest.mark.parametrize(("threads", "pays"), [(2, True), (1, False)])
def test_work_stays_here_where_copying_is_dangerous_or_does_not_pay(monkeypatch, threads, pays) -> None:
    monkeypatch.setattr(threading, "active_count", lambda: threads)
    assert in_fork(os.getpid, pays=pays)() == os.getpid()


@pytest.mark.skipif(sys.platform == "win32", reason="needs limits of open files")
@pytest.mark.parametrize("method", ["fork", "spawn"])
@pytest.mark.parametrize("after", [0, 1, 2])
def test_process_that_cannot_be_started_ends_the_work_with_a_sentence(method: str, after: int, tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(LIMITED.format(method=method, after=after))
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, timeout=240, check=False)
    first, last = done.stdout.splitlines()
    assert first.startswith("A further process cannot be started: Too many open files. Free some of what")
    assert last == "[]"
    assert done.returncode == 0


LIMITED = """
import errno, multiprocessing, os
from multiprocessing.process import BaseProcess
from alignmentcard.errors import AlignmentCardError
from alignmentcard.processes import workers

if __name__ == "__main__":
    begin, left = BaseProcess.start, [{after}]

    def start(process):
        if not left[0]:
            raise OSError(errno.EMFILE, os.strerror(errno.EMFILE))
        left[0] -= 1
        begin(process)

    BaseProcess.start = start
    pool = workers(3, {method!r})
    try:
        for _ in range(3):
            pool.submit(len, "a")
    except AlignmentCardError as error:
        print(error)
    pool.shutdown()
    print(multiprocessing.active_children())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs limits of open files")
@pytest.mark.parametrize("files", range(10, 24, 2))
def test_check_with_few_open_files_ends(files: int, tmp_path: Path) -> None:
    from resource import RLIMIT_NOFILE, setrlimit

    for number in range(60):
        (tmp_path / f"{number}.card.yaml").write_text(whole_card(""))
    done = subprocess.run(
        [sys.executable, "-m", "alignmentcard", "check", ".", "--jobs", "4", "--no-cache", "--profile", "minimal"],
        cwd=tmp_path, capture_output=True, text=True, timeout=240, check=False,
        preexec_fn=lambda: setrlimit(RLIMIT_NOFILE, (files, files)),
    )  # fmt: skip
    assert done.returncode == 2 or "60 cards" in done.stdout
    assert len(done.stderr.splitlines()) == (done.returncode == 2)
