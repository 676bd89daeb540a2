"""Many cards: the order of the files whoever checks them, and nothing lost when a process dies or somebody stops."""

import os
import signal
from pathlib import Path

import pytest
from many_cards import start, write_cards, write_package

from alignmentcard.checker.bulk import CHUNK, Task, bulk
from alignmentcard.checker.check import check
from alignmentcard.checker.collection import collect
from alignmentcard.checker.measurements import recorded_beside
from alignmentcard.checker.serialization import pack
from alignmentcard.checker.silenced import Choice
from alignmentcard.document import read
from alignmentcard.profiles import load_profile
from alignmentcard.report import FORMATS
from alignmentcard.report.spool import several

COUNT = 2 * CHUNK + 9


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    return write_cards(tmp_path_factory.mktemp("many") / "cards", COUNT)


@pytest.mark.parametrize("jobs", [1, 3])
@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.sampled(4)
def test_every_format_reads_as_if_the_cards_were_checked_one_by_one(names: list[str], form: str, jobs: int) -> None:
    profile = load_profile()
    alone = [check(document, profile, **recorded_beside(document)) for document in map(read, names)]
    assert any(finding.fix and finding.fix.safe for report in alone for finding in report.findings)
    assert list(FORMATS[form](bulk(names, Task(profile), jobs))) == list(FORMATS[form](alone))


def test_reports_come_in_the_order_of_the_files(names: list[str]) -> None:
    wanted = list(reversed(names))
    assert [report.document.name for report in bulk(wanted, Task(load_profile()), 3)] == wanted


def test_what_another_process_found_never_passes_for_a_card(names: list[str]) -> None:
    remembered = next(bulk(names, Task(load_profile()), 1))
    assert remembered.level is not None
    assert {"card", "facts"}.isdisjoint(vars(remembered))
    with pytest.raises(AttributeError, match="card"):
        collect([remembered])


def test_only_the_chosen_rules_are_run(names: list[str]) -> None:
    task = Task(load_profile(), Choice(("AC0",), ("AC009",)))
    codes = {finding.code for report in bulk(names, task, 2) for finding in report.findings}
    assert {code[:3] for code in codes} == {"AC0"}
    assert "AC009" not in codes


def test_progress_counts_the_cards(names: list[str]) -> None:
    told: list[str] = []
    list(bulk(names, Task(load_profile()), 1, told.append))
    assert told[:2] == [f"0 of {len(names)} cards", f"{CHUNK} of {len(names)} cards"]


@pytest.mark.parametrize("body", ["os._exit(3)", "os.kill(os.getpid(), 9)"])
def test_a_process_that_dies_is_told_with_its_file_and_the_others_go_on(
    names: list[str], tmp_path: Path, body: str
) -> None:
    package = write_package(tmp_path / "package", f"if '030' in document.name or '055' in document.name: {body}")
    folder = Path(names[0]).parent
    process = start(folder, "--jobs", 2, "--select", "ZZ", cache=tmp_path, package=package)
    output, told = process.communicate()
    assert process.returncode == 1
    assert [line.partition(": ")[0] for line in output.splitlines() if "ended from outside" in line] == [
        f"{folder}/030.card.yaml:1:1",
        f"{folder}/055.card.yaml:1:1",
    ]
    assert f"{len(names)} cards: 2 errors." in output
    assert told == ""


def test_a_rule_of_others_that_fails_in_another_process_is_named(names: list[str], tmp_path: Path) -> None:
    package = write_package(tmp_path / "package", "1 / 0")
    process = start(Path(names[0]).parent, "--jobs", 2, cache=tmp_path, package=package)
    told = process.communicate()[1]
    assert process.returncode == 2
    assert told.startswith("alignmentcard: The rule ZZ001 of the package strange-cards failed: ZeroDivisionError")
    assert told.count("\n") == 1


@pytest.mark.parametrize("jobs", [1, 2])
def test_somebody_who_stops_it_gets_one_word_and_no_process_is_left(
    names: list[str], tmp_path: Path, jobs: int
) -> None:
    package = write_package(tmp_path / "package", "time.sleep(0.05)")
    process = start(Path(names[0]).parent, "--jobs", jobs, cache=tmp_path, package=package)
    assert process.stdout
    assert process.stdout.readline()
    os.killpg(process.pid, signal.SIGINT)
    output, told = process.communicate()
    assert (process.returncode, told.split()) == (130, ["Stopped."])
    assert f"{len(names)} cards" not in output
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.sampled(3)
def test_every_format_reads_the_same_from_a_list_and_from_reports_that_come_once(names: list[str], form: str) -> None:
    task = Task(load_profile())
    assert list(FORMATS[form](list(bulk(names, task, 1)))) == list(FORMATS[form](bulk(names, task, 1)))


def test_reports_in_a_temporary_file_are_gone_through_again_and_side_by_side(names: list[str]) -> None:
    spool = several(bulk(names, Task(load_profile()), 1))
    for one, other in zip(spool, spool, strict=True):
        assert pack(one) == pack(other)
        assert (one.document.name, one.document.text) == (other.document.name, other.document.text)
    assert [report.document.name for report in spool] == names
