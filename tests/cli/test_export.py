"""alignmentcard export, as somebody calls it."""

import json
import stat
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import ROOT

from alignmentcard.cli import group
from alignmentcard.convert.exports import FORMATS
from alignmentcard.document import read
from alignmentcard.loader import load

FULL = ROOT / "tests" / "portal" / "cards" / "full.card.yaml"
LEAST = ROOT / "tests" / "portal" / "cards" / "least.card.yaml"


@pytest.fixture
def call():
    return lambda *arguments: CliRunner().invoke(group, ["export", *map(str, arguments)])


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_written_to_standard_output(call, name: str) -> None:
    card = load(read(FULL)).card
    assert card is not None
    result = call(FULL, "--to", name)
    assert result.exit_code == 0
    assert result.stdout == FORMATS[name].write(card)


def test_help_lists_every_format_with_what_it_is(call) -> None:
    told = call("--help").output
    assert all(f"{name} " in told and form.about in told for name, form in FORMATS.items())


def test_output_goes_to_a_file_that_others_may_read(call, tmp_path: Path) -> None:
    path, other = tmp_path / "x.json", tmp_path / "y"
    other.touch()
    assert call(FULL, "--to", "croissant", "-o", path).output == ""
    assert json.loads(path.read_text(encoding="utf-8"))["name"] == "Harm in replies, judged under a policy"
    assert stat.S_IMODE(path.stat().st_mode) == stat.S_IMODE(other.stat().st_mode)


def test_what_a_format_requires_and_the_card_lacks_is_told_on_standard_error(call) -> None:
    result = call(LEAST, "--to", "croissant")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["@type"] == "sc:Dataset"
    assert "croissant: Croissant requires `license`. Write dataset.license." in result.stderr.splitlines()


def test_into_merges_and_leaves_the_file_alone(call, tmp_path: Path) -> None:
    host = tmp_path / "README.md"
    host.write_bytes(b"---\r\nlicense: mit\r\n---\r\n# Mine\r\n")
    result = call(FULL, "--to", "huggingface", "--into", host)
    assert result.stdout.replace("\r\n", "\n").startswith("---\nlicense: mit\n")
    assert host.read_bytes() == b"---\r\nlicense: mit\r\n---\r\n# Mine\r\n"


def test_into_and_output_can_be_the_same_file(call, tmp_path: Path) -> None:
    host = tmp_path / "README.md"
    host.write_bytes(b"---\r\nlicense: mit\r\n---\r\n# Mine\r\n")
    assert call(FULL, "--to", "huggingface", "--into", host, "-o", host).exit_code == 0
    assert b"\r\n# Mine\r\n" in host.read_bytes()
    assert load(read(host)).card == load(read(FULL)).card
    assert CliRunner().invoke(group, ["diff", str(FULL), str(host)]).exit_code == 0


def test_a_card_in_a_readme_is_exported_like_any_other(call, tmp_path: Path) -> None:
    path = tmp_path / "README.md"
    path.write_text(call(FULL, "--to", "huggingface").stdout, encoding="utf-8")
    assert call(path, "--to", "croissant").stdout == call(FULL, "--to", "croissant").stdout


REFUSED = {
    "a card that does not fit": (["broken"], "is not a card that can be exported. See: alignmentcard check"),
    "a card that is not there": (["nothing"], "There is no file called"),
}


@pytest.mark.parametrize(("names", "reason"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_exported_is_told(call, names: list[str], reason: str) -> None:
    result = call(FULL.with_name(f"{names[0]}.card.yaml"), "--to", "bibtex")
    assert reason in str(result.exception)


def test_into_is_refused_where_nothing_can_be_merged(call) -> None:
    result = call(FULL, "--to", "bibtex", "--into", FULL)
    assert result.exit_code == 2
    assert "--into goes with croissant and huggingface" in result.stderr


def test_a_host_that_is_not_text_is_told(call, tmp_path: Path) -> None:
    host = tmp_path / "README.md"
    host.write_bytes(b"\xff\xfe")
    assert "cannot be read as UTF-8 text" in str(call(FULL, "--to", "huggingface", "--into", host).exception)


def test_an_output_that_cannot_be_written_is_told(call, tmp_path: Path) -> None:
    path = tmp_path / "no" / "x.json"
    assert "cannot be written" in str(call(FULL, "--to", "croissant", "-o", path).exception)


@pytest.mark.parametrize(
    ("name", "next_step"), [("eu-summary", "alignmentcard report {} --to eu-summary"), ("bibtex", "Name a card in it")]
)
def test_a_folder_is_told_what_takes_all_its_cards(call, tmp_path: Path, name: str, next_step: str) -> None:
    said = str(call(tmp_path, "--to", name).exception)
    assert f"{tmp_path} is a folder" in said
    assert next_step.format(tmp_path) in said
