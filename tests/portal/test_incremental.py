"""Building again: the same bytes as from nothing, whatever changed, whatever went wrong."""

import contextlib
import os
import shutil
from pathlib import Path

import pytest
from small_portal import source_in

from alignmentcard.errors import AlignmentCardError
from alignmentcard.portal.build import build as building
from alignmentcard.portal.build import card_folders as cards
from alignmentcard.portal.build import digests, swap, workers
from alignmentcard.portal.build import linked_folders as folders
from alignmentcard.portal.build.build import Portal, build
from alignmentcard.portal.build.swap import cache_of, exclusive_cache

TOLD_ANEW = "reports/changes/index.html"
"""This page compares with the portal before, so it is another one after another history."""


def tree(folder: Path) -> dict[str, bytes]:
    found = {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    return {name: contents for name, contents in found.items() if name != TOLD_ANEW}


def replaced(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def changed_text(source: Path, out: Path) -> None:
    replaced(source / "cards" / "full.card.yaml", "Harm in replies", "Harm in answers")


def another_with_the_same_id(source: Path, out: Path) -> None:
    shutil.copy(source / "cards" / "least.card.yaml", source / "cards" / "a-first.card.yaml")


def first_of_two_is_gone(source: Path, out: Path) -> None:
    (source / "cards" / "a-first.card.yaml").unlink()


def renamed_file(source: Path, out: Path) -> None:
    (source / "cards" / "model.card.yaml").rename(source / "cards" / "deeper.card.yaml")


def renamed_card(source: Path, out: Path) -> None:
    replaced(source / "cards" / "deeper.card.yaml", "id: model", "id: model-2")


def broken_measurements(source: Path, out: Path) -> None:
    (source / "cards" / "least.measured.json").write_text("{", "utf-8")


def pages_of_the_portal_are_damaged(source: Path, out: Path) -> None:
    (out / "cards" / "full" / "index.html").write_text("damaged")
    (out / "cards" / "least" / "card.json").unlink()
    shutil.rmtree(out / "cards" / "broken")


def changed_page(source: Path, out: Path) -> None:
    replaced(source / "docs" / "index.md", "# Whose judgement", "# Whose view")


def changed_configuration(source: Path, out: Path) -> None:
    replaced(source / "mkdocs.yml", "site_name: AlignmentCard", "site_name: Cards\nsite_url: https://example.org/a/")


# What is done, one after another, and how many cards are made anew for it.
EDITS = (
    (changed_text, 1),
    (another_with_the_same_id, 2),
    (first_of_two_is_gone, 1),
    (renamed_file, 1),
    (renamed_card, 1),
    (broken_measurements, 1),
    (pages_of_the_portal_are_damaged, 1),
    (changed_page, 0),
    (changed_configuration, 4),
)


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Portal:
    folder = tmp_path_factory.mktemp("first")
    return build(source_in(folder), folder / "out")


@pytest.fixture
def start(tmp_path: Path, first: Portal) -> tuple[Path, Path, Portal]:
    """Copy a source, its portal and its cache."""
    shutil.copytree(first.folder.parent, tmp_path, dirs_exist_ok=True)
    return tmp_path / "small", tmp_path / "out", first


@pytest.mark.slow
@pytest.mark.parametrize("each", [False, pytest.param(True, marks=pytest.mark.nightly)], ids=["the last", "each"])
def test_after_every_edit_the_portal_is_the_one_that_is_built_from_nothing(start, tmp_path, each):
    source, out, _ = start
    for edit, anew in EDITS:
        edit(source, out)
        made = build(source, out).made
        if not each and edit is not EDITS[-1][0]:
            assert made == anew, edit.__name__
            continue
        fresh = tree(build(source, tmp_path / "fresh").folder)
        shutil.rmtree(tmp_path / "fresh")
        assert (made, tree(out)) == (anew, fresh), edit.__name__
    shutil.rmtree(cache_of(tmp_path / "fresh"))
    assert tree(out) == tree(build(source, tmp_path / "fresh").folder)


def test_nothing_is_made_where_nothing_changed(start, monkeypatch):
    source, out, first = start
    assert first.made == 4
    monkeypatch.setattr("alignmentcard.portal.build.prose._run", lambda *_: pytest.fail("MkDocs ran"))
    before = (out / "cards" / "full" / "index.html").stat().st_mtime_ns
    assert build(source, out).made == 0
    assert (out / "cards" / "full" / "index.html").stat().st_mtime_ns == before


def test_everything_is_made_by_another_program_and_on_request(start, monkeypatch):
    source, out, _ = start
    assert build(source, out, clean=True).made == 4
    monkeypatch.setattr(digests, "of_program", lambda: "another")
    assert build(source, out).made == 4


@pytest.mark.parametrize("clean", [False, True])
def test_pages_of_rules_are_made_once_and_on_request(start, monkeypatch, clean):
    source, out, _ = start
    page = "reference/rules/AC206/index.html"
    monkeypatch.setattr(building, "rule_pages", lambda shell: [(page, "made anew")])
    changed_text(source, out)
    build(source, out, clean=clean)
    assert ((out / page).read_text("utf-8") == "made anew") == clean


def test_a_changed_template_is_another_program(tmp_path, monkeypatch):
    monkeypatch.setattr(digests, "folder", lambda name: tmp_path)
    (tmp_path / "a.html.j2").write_text("<p>")
    before = digests.of_program()
    (tmp_path / "a.html.j2").write_text("<b>")
    assert digests.of_program() != before


def aged(source: Path) -> None:
    """Make the files of a source as old as those of a portal usually are."""
    for path in source.rglob("*"):
        os.utime(path, (1e9, 1e9))


def test_a_card_that_is_as_it_was_seen_is_not_read(start, monkeypatch):
    source, out, _ = start
    aged(source)
    build(source, out)
    monkeypatch.setattr(digests, "of_card", lambda path: pytest.fail(f"{path} was read"))
    assert build(source, out).made == 0


def test_a_card_of_the_same_size_and_time_with_another_text_is_made_anew(start):
    source, out, _ = start
    aged(source)
    build(source, out)
    changed_text(source, out)
    replaced(source / "cards" / "full.card.yaml", "Harm in answers", "Harm in Replies")
    aged(source)
    assert build(source, out).made == 1
    assert b"Harm in Replies" in (out / "cards" / "full" / "index.html").read_bytes()


def test_a_card_that_was_written_just_now_is_read(tmp_path):
    path = tmp_path / "a.card.yaml"
    path.write_text("a")
    written = path.stat().st_mtime_ns
    assert digests.seen(path, written + 1_000_000) == ""
    assert digests.seen(path, written + 3_000_000_000) != ""


@pytest.mark.parametrize("line", ["docs_dir: ../elsewhere", "site_author: !ENV NAME", "INHERIT: ../base.yml"])
def test_prose_that_depends_on_more_than_its_folder_is_always_made_anew(tmp_path, line):
    (tmp_path / "mkdocs.yml").write_text(f"site_dir: ../build\n{line}\n")
    assert digests.of_prose(tmp_path, tmp_path / "cards", tmp_path / "out") is None


@pytest.mark.parametrize("damage", ["", "{", "[]", "\0", '"x"\n[1, 2]'])
def test_a_manifest_that_cannot_be_read_costs_time_and_nothing_else(start, damage):
    source, out, _ = start
    before = tree(out)
    (cache_of(out) / "manifest").write_text(damage)
    assert build(source, out).made == 4
    assert tree(out) == before


def test_a_manifest_of_another_portal_is_not_used(start):
    source, out, _ = start
    (out / building.STAMP).write_text("another")
    assert build(source, out).made == 4


def test_many_cards_are_made_by_many_processes_in_the_same_way(start, tmp_path, monkeypatch):
    source, out, _ = start
    monkeypatch.setattr(workers, "processors", lambda: 2)
    with workers.Workers(2) as two:
        assert tree(build(source, tmp_path / "fresh", workers=two).folder) == tree(out)


def test_a_second_build_at_the_same_time_is_told_in_one_sentence(start):
    source, out, _ = start
    with (
        exclusive_cache(out),
        pytest.raises(AlignmentCardError, match=r"^Another build is writing to .*out\. Wait for it"),
    ):
        build(source, out)
    assert build(source, out).made == 0


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Return the portal after a change, built from nothing."""
    folder = tmp_path_factory.mktemp("changed")
    source = source_in(folder)
    changed_text(source, folder)
    return tree(build(source, folder / "out").folder)


# Where a build stops: in which module, at which function, at which call of it.
STOPS = [
    (cards, "make", 0),
    (cards, "write", 5),
    (folders.os, "link", 3),
    (building, "write", 0),
    (building, "write", 12),
    (building, "publish", 0),
    (building, "keep_linked_folders", 0),
    *((swap.Path, "rename", call) for call in range(7)),
]


@pytest.mark.parametrize("in_one_step", [True, False], ids=["exchanged", "renamed"])
@pytest.mark.parametrize(("where", "name", "call"), STOPS, ids=lambda value: str(getattr(value, "__name__", value)))
@pytest.mark.sampled(9)
def test_a_build_that_stops_leaves_the_old_portal_or_the_new_one(
    start, monkeypatch, changed, where, name, call, in_one_step
):
    source, out, _ = start
    before = tree(out)
    changed_text(source, out)
    calls, original = [], getattr(where, name)

    def stop(*given, **options):
        calls.append(name)
        if len(calls) == call + 1:
            raise KeyboardInterrupt
        return original(*given, **options)

    with monkeypatch.context() as patch:
        patch.setattr(where, name, stop)
        if not in_one_step:
            patch.setattr(swap, "_exchanged", lambda *_: False)
        with contextlib.suppress(KeyboardInterrupt):
            build(source, out)
    assert calls
    assert tree(out) in (before, changed)
    assert build(source, out).made <= 1
    assert tree(out) == changed


def test_after_the_second_names_of_files_are_lost_they_are_given_again(start, changed):
    source, out, _ = start
    shutil.rmtree(cache_of(out) / "linked")
    changed_text(source, out)
    assert build(source, out).made == 1
    assert tree(out) == changed


def test_no_file_of_a_published_portal_is_written_again(start):
    source, out, _ = start
    files = {path: path.open("rb") for path in out.rglob("*") if path.is_file()}
    before = {path: path.read_bytes() for path in files}
    changed_text(source, out)
    build(source, out)
    for path, file in files.items():
        with file:
            assert file.read() == before[path]
