"""alignmentcard check with measurements: beside the card, and made again from the data."""

import builtins
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from alignmentcard.checker.check import check
from alignmentcard.checker.measurements import measured_again, recorded_beside
from alignmentcard.cli import group
from alignmentcard.document import parse, read
from alignmentcard.lsp.checking import Checking
from alignmentcard.measurement.results.facts import facts_path
from alignmentcard.measurement.settings import Pair, Settings, settings_of
from alignmentcard.measurement.tables.files import digest
from alignmentcard.profiles import load_profile

MINIMAL = load_profile("minimal")
CARD = """\
alignmentcard: "1.1"
dataset:
  id: doors
  title: Doors
  summary: Photographs of doors; three people said of each whether it is open, to see if a camera can tell.
  license: CC-BY-4.0
  contact: https://example.org/doors
  items: {items}
intent: {{written: ex_ante, beliefs: one, disagreement: noise}}
framework: {{dimensions: specific, definitions: prescriptive, authority: [designers], authors: Those with the camera.}}
dimensions:
  - id: open
    name: Open
    asks: Is the door open?
    breadth: specific
    definition: {{detail: detailed, text: A door is open when somebody could walk through the gap without touching it.}}
    subjectivity: manifest
    feedback: rating
    scale: {{level: nominal, values: [{values}]}}
pools:
  - id: team
    role: [rater]
    kind: human
    size: 3
    recruitment: {{channel: employees, sampling: census}}
    consent: informed
aggregation:
  - {{method: majority_vote, ties: no_label}}
release:
  level: individual
  rater_ids: pseudonymous
  withdrawal: Not possible.
  files:
    - {{{file}}}
gaps:
  - {{field: statistics.agreement, reason: unknown}}
{gap}"""
GAP = "  - {field: release.files.0.sha256, reason: unknown}\n"
TABLE = "item,rater,value\n" + "".join(
    f"{item},{rater},{'shut' if item % 2 or (item == 4 and rater == 'r0') else 'open'}\n"
    for item in range(8)
    for rater in ("r0", "r1", "r2")
)


def card(file: str = "path: doors.csv", items: int = 8, values: str = "open, shut") -> str:
    return CARD.format(file=file, items=items, values=values, gap="" if "sha256" in file else GAP)


@pytest.fixture
def call():
    arguments = ["check", "--profile", "minimal"]
    return lambda *more: CliRunner().invoke(group, [*arguments, *map(str, more)])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "cards").mkdir()
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "doors.csv").write_text(TABLE, encoding="utf-8")
    (tmp_path / "cards" / "doors.card.yaml").write_text(card(), encoding="utf-8")
    return tmp_path


def measure(folder: Path, name: str = "doors") -> Path:
    path = folder / "cards" / f"{name}.card.yaml"
    result = CliRunner().invoke(
        group, ["measure", str(path), "--data", str(folder / "data" / "doors.csv"), "--replicates", "20"]
    )
    assert result.exit_code == 0, result.output
    return facts_path(path)


def codes(result) -> list[str]:
    return [finding["code"] for finding in json.loads(result.stdout)["findings"]]


def test_without_measurements_a_card_stays_at_level_two_and_is_told_what_is_missing(folder: Path) -> None:
    level = check(parse(card()), MINIMAL).level
    assert level.number == 2
    assert level.missing == ("measurements from rater-level data: alignmentcard measure CARD",)


def test_a_card_that_its_measurements_bear_out_reaches_level_three(call, folder: Path) -> None:
    measure(folder)
    data = json.loads(call("--format", "json", folder / "cards").stdout)
    assert data["findings"] == []
    assert [level["level"] for level in data["levels"].values()] == [3]
    assert "claims" not in data["skipped"]


def test_a_card_is_compared_with_the_measurements_beside_it(call, folder: Path) -> None:
    measure(folder)
    (folder / "cards" / "doors.card.yaml").write_text(card(items=9), encoding="utf-8")
    result = call("--format", "json", folder / "cards")
    assert (result.exit_code, codes(result)) == (1, ["AC801"])


def test_fix_writes_the_measured_value(call, folder: Path) -> None:
    measure(folder)
    path = folder / "cards" / "doors.card.yaml"
    path.write_text(card(items=9), encoding="utf-8")
    assert call("--fix", path).exit_code == 0
    assert path.read_text(encoding="utf-8") == card(items=8)


def test_a_changed_scale_makes_measurements_stale_and_costs_the_level(call, folder: Path) -> None:
    measure(folder)
    path = folder / "cards" / "doors.card.yaml"
    path.write_text(card(values="open, shut, ajar"), encoding="utf-8")
    assert codes(call("--format", "json", path)) == ["AC809"]
    ignored = card(values="open, shut, ajar") + "ignore:\n  - {rule: AC809, reason: Nobody chose ajar.}\n"
    path.write_text(ignored, encoding="utf-8")
    level = check(read(path), MINIMAL, **recorded_beside(read(path))).level
    assert level.number == 2
    assert level.missing == ("measurements of this version of the card: alignmentcard measure CARD",)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "is not JSON"),
        ('{"format": 7}', "has format 7, not 2"),
        ('{"format": 1}', "does not fit its format"),
        ("[]", "has format None"),
    ],
)
def test_measurements_that_cannot_be_read_are_a_finding_and_no_stop(call, folder: Path, text: str, said: str) -> None:
    (folder / "cards" / "another.card.yaml").write_text(card(), encoding="utf-8")
    (folder / "cards" / "doors.measured.json").write_text(text, encoding="utf-8")
    result = call("--format", "json", folder / "cards")
    assert (result.exit_code, codes(result)) == (1, ["AC817"])
    assert said in result.stdout
    assert json.loads(result.stdout)["cards"] == 2


def test_measurements_that_are_no_text_are_a_finding(call, folder: Path) -> None:
    (folder / "cards" / "doors.measured.json").write_bytes(b"\xff\xfe\x00")
    assert codes(call("--format", "json", folder / "cards")) == ["AC817"]


def test_data_measures_again_and_finds_what_was_never_measured(call, folder: Path) -> None:
    (folder / "cards" / "doors.card.yaml").write_text(card(items=9), encoding="utf-8")
    result = call("--format", "json", "--data", folder / "data", folder / "cards")
    assert codes(result) == ["AC801"]
    assert not facts_path(folder / "cards" / "doors.card.yaml").exists()


def test_measuring_again_gives_what_is_recorded(folder: Path) -> None:
    path = measure(folder)
    found = measured_again(read(folder / "cards" / "doors.card.yaml"), folder / "data")
    assert found["facts"].to_json() == found["recorded"].to_json() == path.read_text(encoding="utf-8")


def test_data_that_changed_since_it_was_measured_is_found(call, folder: Path) -> None:
    measure(folder)
    changed = TABLE.replace("6,r0,open", "6,r0,shut")
    (folder / "data" / "doors.csv").write_text(changed, encoding="utf-8")
    assert call("--format", "json", folder / "cards").exit_code == 0
    result = call("--format", "json", "--data", folder / "data", folder / "cards")
    assert codes(result) == ["AC808"]
    assert "the file that was measured had" in result.stdout


def test_a_digest_in_the_card_is_compared_with_the_file(call, folder: Path) -> None:
    path = folder / "cards" / "doors.card.yaml"
    true = digest(str(folder / "data" / "doors.csv"))
    for stated, wanted in ((true, []), ("0" * 64, ["AC808"])):
        path.write_text(card(f'path: doors.csv, sha256: "{stated}"'), encoding="utf-8")
        assert codes(call("--format", "json", "--data", folder / "data", path)) == wanted


def test_a_file_that_the_card_knows_by_address_only_is_found_by_its_name(call, folder: Path) -> None:
    path = folder / "cards" / "doors.card.yaml"
    path.write_text(card('url: "https://example.org/v1/doors.csv?raw=1"', items=9), encoding="utf-8")
    assert codes(call("--format", "json", "--data", folder / "data", path)) == ["AC801"]


def test_a_card_without_files_has_nothing_to_measure(call, folder: Path) -> None:
    path = folder / "cards" / "doors.card.yaml"
    path.write_text(card().split("  files:")[0], encoding="utf-8")
    result = call("--format", "json", "--select", "AC8", "--data", folder / "data", path)
    assert codes(result) == []
    assert json.loads(result.stdout)["skipped"]["claims"] == "no data given"


@pytest.mark.parametrize("name", ["../secret.csv", "/etc/passwd", "a/../../secret.csv", "C:\\\\secret.csv", "link.csv"])
def test_a_file_outside_of_the_folder_is_refused_in_one_sentence(call, folder: Path, name: str) -> None:
    (folder / "secret.csv").write_text(TABLE, encoding="utf-8")
    (folder / "data" / "link.csv").symlink_to(folder / "secret.csv")
    path = folder / "cards" / "doors.card.yaml"
    path.write_text(card(f'path: "{name}"'), encoding="utf-8")
    result = call("--format", "json", "--data", folder / "data", folder / "cards")
    messages = [(finding["code"], finding["message"]) for finding in json.loads(result.stdout)["findings"]]
    assert [code for code, _ in messages] == ["AC817"]
    assert "lies outside of" in messages[0][1]


def test_a_link_in_a_glob_that_leads_out_is_refused(folder: Path) -> None:
    (folder / "secret.csv").write_text(TABLE, encoding="utf-8")
    (folder / "data" / "more.csv").symlink_to(folder / "secret.csv")
    found = measured_again(parse(card('path: "*.csv"'), "doors.card.yaml"), folder / "data")
    assert "more.csv" in found["trouble"]
    assert "facts" not in found


def test_a_file_that_is_not_there_is_a_finding_and_no_stop(call, folder: Path) -> None:
    (folder / "cards" / "gone.card.yaml").write_text(card("path: gone.csv"), encoding="utf-8")
    result = call("--format", "json", "--data", folder / "data", folder / "cards")
    assert codes(result) == ["AC817"]
    assert json.loads(result.stdout)["cards"] == 2


def test_without_the_engine_one_sentence_says_what_to_install(call, folder: Path, monkeypatch) -> None:
    real = builtins.__import__

    def without(name, *arguments, **options):
        if name == "duckdb":
            raise ModuleNotFoundError(name)
        return real(name, *arguments, **options)

    monkeypatch.setattr(builtins, "__import__", without)
    result = call("--data", folder / "data", folder / "cards")
    assert result.exit_code != 0
    assert "pip install 'alignmentcard[measure]'" in str(result.exception)


def test_settings_are_read_back_as_they_were_told() -> None:
    told = {"seed": 7, "repeats": "last", "pair.first": "a", "pair.second": "b"}
    told |= {"pair.first_wins": "1", "pair.second_wins": "2"}
    assert settings_of(told) == Settings(seed=7, repeats="last", pair=Pair("a", "b", "1", "2"))


def test_rows_of_other_cards_in_the_same_table_are_left_out(folder: Path) -> None:
    rows = [f"{line},{'day' if n < 12 else 'night'}" for n, line in enumerate(TABLE.splitlines()[1:])]
    (folder / "data" / "doors.csv").write_text("item,rater,value,light\n" + "\n".join(rows), encoding="utf-8")
    document = parse(card("path: doors.csv, columns: {only: {light: day}}"), "doors.card.yaml")
    assert measured_again(document, folder / "data")["facts"].dimensions["open"].sizes.items == 4
    wrong = parse(card("path: doors.csv, columns: {only: {lamp: day}}"), "doors.card.yaml")
    assert "no column “lamp”" in measured_again(wrong, folder / "data")["trouble"]


def test_an_editor_sees_the_measurements_too(folder: Path) -> None:
    measure(folder)
    path = folder / "cards" / "doors.card.yaml"
    path.write_text(card(items=9), encoding="utf-8")
    document = read(path)
    assert "AC801" in [finding.code for finding in Checking().check(document).findings]
    assert "items: 8" in Checking().mend(document).text


@pytest.mark.parametrize(("table", "help_"), [
    (TABLE.replace(",open", ",0").replace(",shut", ",1"), "No answer of the data is on the scale"),
    (TABLE.replace(",open", ",OPEN"), "They differ in capitals or blanks only"),
    (TABLE.replace("1,r0,", "9,r0,ajar\n1,r0,"), "Add them to the values"),
])  # fmt: skip
def test_answers_off_the_scale_are_told_with_what_they_probably_are(call, folder: Path, table: str, help_: str) -> None:
    (folder / "data" / "doors.csv").write_text(table, encoding="utf-8")
    result = call("--data", folder / "data", "--select", "AC806", "--format", "json", folder / "cards")
    assert [one["help"][: len(help_)] for one in json.loads(result.stdout)["findings"]] == [help_]


def test_many_answers_off_the_scale_are_counted_and_not_dropped(call, folder: Path) -> None:
    rows = "".join(f"{item},r9,extra{item}\n" for item in range(8))
    (folder / "data" / "doors.csv").write_text(TABLE + rows, encoding="utf-8")
    result = call("--data", folder / "data", "--select", "AC806", "--format", "json", folder / "cards")
    assert json.loads(result.stdout)["findings"][0]["message"].endswith("`extra4` (1) and 3 more.")


def test_what_was_accepted_of_the_data_is_not_called_unused_without_it(call, folder: Path) -> None:
    path = folder / "cards" / "doors.card.yaml"
    path.write_text(card() + "ignore:\n  - {rule: AC812, reason: The doors were few.}\n", encoding="utf-8")
    assert codes(call("--format", "json", path)) == []
    assert codes(call("--format", "json", "--data", folder / "data", path)) == ["AC013"]


def test_a_file_in_place_of_the_folder_of_data_says_which_folder(call, folder: Path) -> None:
    result = call("--data", folder / "data" / "doors.csv", folder / "cards")
    assert result.exit_code == 2
    assert f"Name the folder in which it lies: --data {folder / 'data'}." in " ".join(result.stderr.split())
