"""measure, plan and evaluate, as somebody calls them."""

import json

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner
from ruamel.yaml import YAML

from alignmentcard.cli.evaluate import command as evaluate
from alignmentcard.cli.measure import command as measure
from alignmentcard.cli.measuring import plotted
from alignmentcard.cli.plan import command as plan
from alignmentcard.errors import AlignmentCardError
from alignmentcard.measurement.results.facts import read_facts
from alignmentcard.measurement.results.values import Estimate

CARD = """\
alignmentcard: "1.1"
dataset:
  id: replies
  title: Replies
  summary: Ratings by many people of how safe the replies of a chatbot in dialogues are.
dimensions:
  - id: unsafe
    name: Unsafe
    scale: {level: nominal, values: ["n", "y", "?"], abstain: ["?"]}
release:
  files:
    - path: ratings.parquet
      columns: {item: post, rater: worker, value: label, attributes: {gender: sex}}
"""
ROWS = [
    (f"p{i}", f"w{r}", "ny?"[(i * r + i // 3) % 2 + (i + r == 9)], "fm"[r % 2]) for i in range(12) for r in range(12)
]
NAMES = ("post", "worker", "label", "sex")
FAST = ["--replicates", "50"]


@pytest.fixture
def card(tmp_path):
    table = {name: [row[place] for row in ROWS] for place, name in enumerate(NAMES)}
    pq.write_table(pa.table(table), tmp_path / "ratings.parquet")
    (tmp_path / "replies.card.yaml").write_text(CARD, encoding="utf-8")
    return tmp_path / "replies.card.yaml"


def call(command, *arguments):
    return CliRunner().invoke(command, [str(argument) for argument in arguments])


def test_what_is_asked_for_by_name_stands_beside_the_usual_and_in_the_settings(card):
    usual = call(measure, card, *FAST)
    plain = json.loads(card.with_name("replies.measured.json").read_text(encoding="utf-8"))
    result = call(measure, card, *FAST, "--with", "coefficients")
    more = json.loads(card.with_name("replies.measured.json").read_text(encoding="utf-8"))
    assert (usual.exit_code, result.exit_code) == (0, 0), result.output
    assert more["settings"].pop("extras") == "coefficients"
    assert more["dimensions"]["unsafe"].pop("coefficients")["scott_pi"]
    assert more == plain
    assert "Conger's kappa" in result.stdout
    assert "Conger's kappa" not in usual.stdout


def test_raters_are_written_on_request_and_those_under_the_smallest_cell_that_the_card_promises_are_not(card):
    kept = card.with_name("raters.csv")
    assert call(measure, card, *FAST, "--raters", kept).exit_code == 0
    assert len(kept.read_text(encoding="utf-8").splitlines()) == 13
    assert len(card.with_name("raters.pairs.csv").read_text(encoding="utf-8").splitlines()) == 67
    card.write_text(CARD.replace("release:", "release:\n  minimum_cell: 13"), encoding="utf-8")
    assert call(measure, card, *FAST, "--raters", kept).exit_code == 0
    assert len(kept.read_text(encoding="utf-8").splitlines()) == 1


def test_a_name_that_nothing_has_is_told_with_those_that_there_are(card):
    result = call(measure, card, "--with", "nonsense")
    assert isinstance(result.exception, AlignmentCardError)
    assert "“nonsense” is nothing that can be asked for. Choose of: coefficients" in str(result.exception)


@pytest.mark.parametrize("metric", ["weighted_kappa", "scott_pi", "kendall_w"])
def test_what_the_card_states_is_measured_without_being_asked_for(card, metric):
    stated = f"statistics:\n  agreement:\n    - {{metric: {metric}, value: 0.2}}\n"
    card.write_text(CARD + stated, encoding="utf-8")
    assert call(measure, card, *FAST).exit_code == 0
    assert read_facts(card.with_name("replies.measured.json")).settings["extras"] == "coefficients"


def test_a_table_that_no_card_describes_is_measured_as_it_is(card):
    ratings = card.with_name("ratings.parquet")
    result = call(measure, ratings, "--column", "item=post", "--column", "rater=worker", *FAST)
    assert result.exit_code == 0, result.output
    assert read_facts(card.with_name("ratings.measured.json")).card is None
    assert "144 ratings" in result.stdout


def test_a_folder_of_files_is_measured_as_one_table(tmp_path):
    for part in "ab":
        (tmp_path / "data").mkdir(exist_ok=True)
        (tmp_path / "data" / f"{part}.csv").write_text(f"item,rater,value\n{part}1,r,x\n{part}1,s,x\n")
    result = call(measure, tmp_path / "data", *FAST)
    assert result.exit_code == 0, result.output
    assert [one.used for one in read_facts(tmp_path / "data.measured.json").account] == [2, 2]


def test_a_folder_of_cards_names_one_of_them(tmp_path):
    for name in ("b.card.yaml", "a.card.yaml", "a.measured.json"):
        (tmp_path / name).write_text("{}")
    said = str(call(measure, tmp_path).exception)
    assert said.endswith(f"one card is measured at a time: alignmentcard measure {tmp_path / 'a.card.yaml'}")


def test_a_table_and_another_one_are_too_many(card):
    result = call(measure, card.with_name("ratings.parquet"), "--data", "other.csv")
    assert str(result.exception).endswith("is a table, and so is other.csv. Name one of them, or a card and --data.")


def test_a_file_that_is_neither_card_nor_table_is_told_by_its_kind(tmp_path):
    (tmp_path / "r.txt").write_text("item\trater\tvalue\n")
    result = call(measure, tmp_path / "r.txt")
    assert "If it is a table, call it .csv or .tsv" in str(result.exception)


def test_a_card_in_json_is_a_card(card):
    as_json = card.with_name("replies.json")
    as_json.write_text(json.dumps(YAML(typ="safe").load(CARD)))
    assert call(measure, as_json, *FAST).exit_code == 0
    assert read_facts(card.with_name("replies.measured.json")).card is not None


def test_measure_writes_facts_beside_the_card_and_shows_them(card):
    result = call(measure, card, *FAST)
    assert result.exit_code == 0
    facts = read_facts(card.with_name("replies.measured.json"))
    assert facts.files[0].path == "ratings.parquet"
    assert f"alpha (nominal)        {facts.dimension('unsafe').agreement.krippendorff_alpha.value:.3f}" in result.stdout
    assert "without abstentions" in result.stdout
    assert "raters by gender: f 6, m 6; 0 did not say" in result.stdout


def test_measure_tells_what_was_made_of_the_cells(card, tmp_path):
    values = ["n,y", "y, n", "n", "n", "y", "NA"]
    rows = [f'p{place // 2},w{place % 2},"{value}",f' for place, value in enumerate(values)]
    (tmp_path / "other.csv").write_text("\n".join(["post,worker,label,sex", *rows]) + "\n")
    named = [part for name in ("item=post", "rater=worker", "value=label") for part in ("--column", name)]
    result = call(measure, card, "--data", tmp_path / "other.csv", *named, *FAST)
    assert result.exit_code == 0, result.output
    assert "alpha (MASI, sets)" in result.stdout
    assert "1 rating: NA is read as missing. If it is an answer, list it under scale.values." in result.stdout
    assert "1 rating: spellings of one answer are counted together: “n,y”, “y, n” as n,y." in result.stdout
    facts = read_facts(card.with_name("replies.measured.json"))
    assert len(facts.dimension("unsafe").sizes.told) == 3


def test_measuring_twice_writes_the_same_bytes(card):
    written = []
    for _ in range(2):
        call(measure, card, *FAST)
        written.append(card.with_name("replies.measured.json").read_bytes())
    assert written[0] == written[1]


def test_columns_can_be_named_in_the_call(card, tmp_path):
    table = {"a": ["1", "1", "2", "2"], "b": [*"xyxy"], "c": [*"nyyy"]}
    pq.write_table(pa.table(table), tmp_path / "other.parquet")
    said = ["--column", "item=a", "--column", "rater=b", "--column", "value=c"]
    plain = CARD.replace(
        "columns: {item: post, rater: worker, value: label, attributes: {gender: sex}}", "holds: ratings"
    )
    card.write_text(plain, encoding="utf-8")
    result = call(measure, card, "--data", tmp_path / "other.parquet", "--output", tmp_path / "o.json", *said, *FAST)
    assert result.exit_code == 0
    assert json.loads((tmp_path / "o.json").read_text())["table"]["columns"] == {
        "item": "a",
        "rater": "b",
        "value": "c",
    }


def test_soft_labels_are_written_where_wanted(card, tmp_path):
    assert call(measure, card, *FAST, "--soft-labels", tmp_path / "soft.parquet").exit_code == 0
    soft = pq.read_table(tmp_path / "soft.parquet")
    assert soft.column_names == ["item", "ratings", "share_n", "share_y", "share_?"]
    assert soft.num_rows == 12


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--column", "value=nothing"], "no column “nothing”"),
        (["--data", "nowhere.csv"], "There is no file at nowhere.csv"),
        (["--memory", "lots"], "is not an amount of memory"),
    ],
)
def test_what_cannot_be_measured_is_one_sentence_and_nothing_is_written(card, arguments, message):
    result = call(measure, card, *arguments)
    assert isinstance(result.exception, AlignmentCardError)
    assert message in str(result.exception)
    assert not card.with_name("replies.measured.json").exists()


@pytest.mark.parametrize("column", ["item", "colour=blue", "item="])
def test_a_column_option_that_makes_no_sense_is_misuse(card, column):
    assert call(measure, card, "--column", column).exit_code == 2


def test_evaluate_says_which_system_is_nearer(card, tmp_path):
    for name, label in (("always", "y"), ("never", "n")):
        rows = [f"p{item},{label}" for item in range(12)]
        (tmp_path / f"{name}.csv").write_text("\n".join(["post,label", *rows]) + "\n")
    systems = [part for name in ("always", "never") for part in ("--system", f"{name}={tmp_path / name}.csv")]
    result = call(evaluate, card, *systems, *FAST)
    assert result.exit_code == 0
    assert "always against never, on 12 items\nright of the middle, always is nearer to the people:\n" in result.stdout
    assert "gender: f, Jensen-Shannon divergence (bits)" in result.stdout


@pytest.mark.parametrize(("system", "told"), [
    ("GPT-4o", ["“claude-3” looks like a model and counts as a rater"]),
    ("claude-3", ["“gpt-4o” looks like a model and counts as a rater"]),
])  # fmt: skip
def test_only_what_is_said_of_the_system_itself_is_not_told(tmp_path, system, told):
    """A system among the raters is no rater here; the other model is told all the same."""
    raters = ("ann", "ben", "gpt-4o", "claude-3")
    rows = [f"i{item},{rater},{'yn'[(item + n) % 2]}" for item in range(12) for n, rater in enumerate(raters)]
    (tmp_path / "t.csv").write_text("\n".join(["item,rater,value", *rows, "total,ann,y"]) + "\n")
    result = call(evaluate, tmp_path / "t.csv", "--system", f"{system}={tmp_path / 't.csv'}", "--yes", *FAST)
    said = [line for line in result.stderr.splitlines() if "like" in line or "“total”" in line]
    assert [one in line for one, line in zip(["“total” counts as an item", *told], said, strict=True)] == [True] * 2


def test_evaluate_needs_a_name_for_each_system(card):
    assert call(evaluate, card, "--system", "file.csv").exit_code == 2


def test_plan_says_how_many_are_enough_and_draws_the_margin():
    result = call(plan, "--margin", "0.05", "--items", "100", "--per-rater", "20")
    assert result.exit_code == 0
    assert "each item          385 ratings; 38,500 in all, by 1,925 raters" in result.stdout
    assert "770  0.0353" in result.stdout


def test_plan_takes_a_share_or_a_deviation_and_not_both():
    assert call(plan, "--margin", "0.05", "--share", "0.1", "--deviation", "2").exit_code == 2
    assert "139 ratings" in call(plan, "--margin", "0.05", "--share", "0.1").stdout


@pytest.mark.parametrize(
    ("found", "drawn"),
    [
        (Estimate(0.5, 0.25, 0.75), "··├─●─┤··"),
        (Estimate(0.0, 0.0, 0.25), "●─┤······"),
        (Estimate(1.0), "········●"),
        (Estimate(-0.3, -0.5, 0.1), "●┤·······"),
        (Estimate(undefined="no_overlap"), ""),
    ],
)
def test_an_estimate_is_drawn_between_two_ends(found, drawn):
    assert plotted(found, 0, 1, width=9) == drawn
