"""Work that is done in another process beside this one."""

import os
import sys
import threading

import pytest

from alignmentcard import processes
from alignmentcard.errors import AlignmentCardError
from alignmentcard.processes import in_fork

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
