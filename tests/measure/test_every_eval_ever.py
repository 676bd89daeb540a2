"""Comparisons with systems in the format of Every Eval Ever, held to its own schema."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from jsonschema import Draft7Validator

from alignmentcard.cli import group
from alignmentcard.document import parse
from alignmentcard.loader import load
from alignmentcard.measurement.results.values import Estimate
from alignmentcard.measurement.settings import Settings
from alignmentcard.measurement.statistics.systems import Scores
from alignmentcard.model import Card
from alignmentcard.report.every_eval_ever import MEASURES, Run, every_eval_ever, named

SCHEMAS = Path(__file__).parents[1] / "report" / "schemas"
SCHEMA = Draft7Validator(json.loads((SCHEMAS / "every-eval-ever-0.3.0.json").read_text("utf-8")))
RUN = Run("University of Somewhere", "third_party", 1764400000, "0.9", Settings())
HEAD = 'alignmentcard: "1.1"\ndataset: {id: a-b, title: A, %s}\n'
JUDGES = """pools:
  - id: judge
    kind: synthetic
    role: [rater]
    model: {name: example-model, version: "2", provider: Example AI, temperature: 0, prompt: Which is better?}
"""


def card_of(text: str) -> Card:
    card = load(parse(text)).card
    assert card is not None
    return card


def scores(**changed: object) -> Scores:
    values = {name: Estimate(0.5, 0.4, 0.6) for name in MEASURES}
    hard = {name: values[name] for name in ("accuracy", "macro_f1", "cohen_kappa")}
    soft = {name: value for name, value in values.items() if name not in hard}
    given = {"system": "one", "items": 40, "ties": 3, "outside": 1, "missing": 2, "hard": hard, "soft": soft}
    return Scores(**{**given, **changed})  # type: ignore[arg-type]


def written(card: Card | None, score: Scores) -> dict[str, Any]:
    found = json.loads(every_eval_ever(card, "ratings", score, RUN))
    assert [error.message for error in SCHEMA.iter_errors(found)] == []
    return found


@pytest.mark.parametrize("links", ["", "links: {homepage: https://example.org}", "links: {paper: https://example.org}"])
def test_a_result_is_valid_by_the_schema(links: str) -> None:
    assert len(written(card_of(HEAD % links), scores(groups={"age: old": {"manhattan": Estimate(0.2)}}))) == 8
    assert written(None, scores())["evaluation_id"] == "ratings/one/1764400000"


def test_each_measure_says_which_end_is_good_and_how_sure_it_is() -> None:
    found = {one["evaluation_result_id"]: one for one in written(None, scores())["evaluation_results"]}
    assert list(found) == list(MEASURES)
    assert not found["accuracy"]["metric_config"]["lower_is_better"]
    assert found["manhattan"]["metric_config"]["lower_is_better"]
    ends = found["accuracy"]["score_details"]["uncertainty"]
    assert (ends["confidence_interval"]["lower"], ends["confidence_interval"]["upper"]) == (0.4, 0.6)
    assert (ends["num_samples"], found["manhattan"]["score_details"]["uncertainty"]["num_samples"]) == (37, 40)


def test_models_among_the_raters_are_judges_with_their_settings() -> None:
    found = written(card_of(HEAD % "" + JUDGES), scores())["evaluation_results"][0]["metric_config"]["llm_scoring"]
    assert found["input_prompt"] == "Which is better?"
    assert found["judges"][0]["temperature"] == 0
    assert found["judges"][0]["model_info"]["name"] == "example-model 2"


def test_people_are_named_as_those_who_judged_and_no_model_is_where_both_did() -> None:
    people = "pools: [{id: crowd, role: [rater], kind: human, size: 1204}, {id: staff, role: [prompter]}]\n"
    found = written(card_of(HEAD % "" + people), scores())["evaluation_results"][0]["metric_config"]
    assert found["additional_details"] == {"raters": "1,204 people in the group “crowd”"}
    both = JUDGES + "  - {id: expert, role: [rater], kind: human, size: 1}\n"
    found = written(card_of(HEAD % "" + both), scores())["evaluation_results"][0]["metric_config"]
    assert found["additional_details"] == {"raters": "example-model 2 and 1 person in the group “expert”"}
    assert "llm_scoring" not in found


def shown(result: dict[str, Any]) -> tuple[str, float, float | None, float | None, int | None]:
    """Read a result as a site that ranks systems does; whatever it could misread is refused."""
    config, details = result["metric_config"], result["score_details"]
    low, high = float(config["min_score"]), float(config["max_score"])
    assert low <= details["score"] <= high
    assert all(isinstance(one, str) for one in details["details"].values())
    uncertainty = details.get("uncertainty", {})
    ends = uncertainty.get("confidence_interval")
    if ends:
        assert ends["lower"] <= ends["upper"]
        assert 0 < ends["confidence_level"] < 1
        assert uncertainty["num_bootstrap_samples"] > 0
    name = config["metric_name"] + (" (lower is better)" if config["lower_is_better"] else "")
    between = (ends["lower"], ends["upper"]) if ends else (None, None)
    return name, details["score"], *between, uncertainty.get("num_samples")


def test_a_site_shows_each_number_with_its_interval_and_which_end_is_good() -> None:
    results = written(None, scores(groups={"age: old": {"manhattan": Estimate(0.2)}}))["evaluation_results"]
    rows = [shown(one) for one in results]
    assert rows[0] == ("Accuracy", 0.5, 0.4, 0.6, 37)
    assert rows[-1] == ("Manhattan distance (lower is better)", 0.2, None, None, None)
    assert len({one["evaluation_result_id"] for one in results}) == len(rows)


def test_data_on_the_hub_is_named_as_the_hub_does() -> None:
    card = card_of(HEAD % "links: {homepage: https://huggingface.co/datasets/some/data}")
    assert written(card, scores())["evaluation_results"][0]["source_data"]["hf_repo"] == "some/data"


def test_a_number_that_could_not_be_worked_out_is_left_out() -> None:
    assert len(written(None, scores(soft={}, hard={"accuracy": Estimate(None)}))["evaluation_results"]) == 0


def test_systems_whose_names_make_one_file_name_get_two_files() -> None:
    assert list(named([scores(system="a/b"), scores(system="a b"), scores(system="../")])) == [
        "a-b.json", "a-b-2.json", "system.json",
    ]  # fmt: skip


def test_the_command_writes_a_file_for_each_system(tmp_path: Path) -> None:
    rows = [f"{item},{rater},{'yn'[(item + rater) % 3 == 0]}" for item in range(12) for rater in range(5)]
    (tmp_path / "ratings.csv").write_text("item,rater,value\n" + "\n".join(rows) + "\n", "utf-8")
    (tmp_path / "one.csv").write_text("item,label\n" + "".join(f"{item},y\n" for item in range(12)), "utf-8")
    call = ["evaluate", str(tmp_path / "ratings.csv"), "--system", f"one={tmp_path / 'one.csv'}", "--replicates", "50"]
    folder = tmp_path / "results"
    refused = CliRunner().invoke(group, [*call, "--results", str(folder)])
    assert refused.exit_code == 2
    assert "--evaluator" in refused.output
    ran = CliRunner().invoke(group, [*call, "--yes", "--results", str(folder), "--evaluator", "Us"])
    assert ran.exit_code == 0, ran.output
    found = json.loads((folder / "one.json").read_text("utf-8"))
    assert [error.message for error in SCHEMA.iter_errors(found)] == []
    assert found["source_metadata"]["source_organization_name"] == "Us"
