"""Links in the prose of a portal: what they lead to outside of its folder is never published."""

from collections.abc import Callable
from pathlib import Path

import pytest
from small_portal import source_in

from alignmentcard.errors import AlignmentCardError
from alignmentcard.portal.build.build import build
from alignmentcard.portal.build.links_out import refuse_links_out

SECRET = "secret-word"


def linked(name: str, target: str) -> Callable[[Path], str]:
    def make(source: Path) -> str:
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).unlink(missing_ok=True)
        (source / name).symlink_to(target)
        return name

    return make


def moved(source: Path) -> str:
    (source / "docs").rename(source.parent / "elsewhere")
    (source / "docs").symlink_to("../elsewhere")
    return "docs"


OUT = {
    "page": linked("docs/secret.md", "../../secret.md"),
    "file": linked("docs/assets/secret.txt", "../../../secret.md"),
    "folder": linked("docs/more", "../../secrets"),
    "absolute": linked("docs/hosts.txt", "/etc/hosts"),
    "link to a link": linked("docs/secret.md", "../overrides/../../secret.md"),
    "link to nothing": linked("docs/none.md", "../../none.md"),
    "template": linked("overrides/partials/secret.html", "../../../secret.md"),
    "settings": linked("mkdocs.yml", "../secret.md"),
    "all of it": moved,
}
INSIDE = {
    "page": linked("docs/again.md", "index.md"),
    "folder": linked("docs/more", "assets"),
    "circle": linked("docs/circle", "."),
}


@pytest.fixture
def source(tmp_path: Path) -> Path:
    (tmp_path / "secret.md").write_text(f"# {SECRET}\n")
    (tmp_path / "secrets").mkdir()
    (tmp_path / "secrets" / "page.md").write_text(f"# {SECRET}\n")
    return source_in(tmp_path)


@pytest.mark.parametrize("make", OUT.values(), ids=OUT)
def test_link_out_of_the_prose_ends_the_build(make: Callable[[Path], str], source: Path, tmp_path: Path) -> None:
    name = make(source)
    with pytest.raises(AlignmentCardError, match=rf"{name} is a link that leads out of .*Put the file itself there"):
        refuse_links_out(source)


@pytest.mark.parametrize("make", INSIDE.values(), ids=INSIDE)
def test_link_that_stays_inside_is_fine(make: Callable[[Path], str], source: Path) -> None:
    make(source)
    refuse_links_out(source)


def test_build_looks_for_them(source: Path, tmp_path: Path) -> None:
    pytest.importorskip("material", reason="building needs the extra portal")
    OUT["page"](source)
    with pytest.raises(AlignmentCardError, match="leads out of"):
        build(source, tmp_path / "out")
    assert not (tmp_path / "out").exists()
