"""What `evaluate` finds, in the format of Every Eval Ever: a file for each system, with uncertainty and judges.

Source: EvalEval Coalition, every_eval_ever, eval.schema.json 0.3.0. What the format asks for and no card knows (how the
system was run, whether its weights are open) is said to be unknown.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from alignmentcard.convert.ac_block import as_data
from alignmentcard.measurement.results.values import Estimate
from alignmentcard.measurement.settings import Settings
from alignmentcard.measurement.statistics.systems import Scores
from alignmentcard.model import Card
from alignmentcard.words import several

VERSION = "0.3.0"
HUB = re.compile(r"https?://huggingface\.co/datasets/([\w.-]+(?:/[\w.-]+)?)/?")
UNKNOWN = {"deployment_type": "unknown", "model_availability": "unknown"}
Relationship = Literal["first_party", "third_party", "collaborative", "other"]
RELATIONSHIPS: tuple[Relationship, ...] = ("first_party", "third_party", "collaborative", "other")
Object = dict[str, Any]


@dataclass(frozen=True)
class Measure:
    """What readers of a number must know: its name, its unit, its ends, and which end is good."""

    name: str
    kind: str
    unit: str
    lower_is_better: bool
    low: float | str
    high: float | str
    about: str


MEASURES: Mapping[str, Measure] = {
    "accuracy": Measure("Accuracy", "accuracy", "proportion", False, 0, 1,
                        "Share of items on which the system gives the most frequent answer of the raters."),
    "macro_f1": Measure("Macro F1", "f1", "proportion", False, 0, 1,
                        "Mean over answers of F1 against the most frequent answer of the raters."),
    "cohen_kappa": Measure("Cohen's kappa", "kappa", "coefficient", False, -1, 1,
                           "Agreement beyond chance with the most frequent answer of the raters."),
    "jensen_shannon": Measure("Jensen-Shannon divergence", "divergence", "bits", True, 0, 1,
                              "Mean divergence between the shares of answers of the system and of the raters."),
    "cross_entropy": Measure("Cross-entropy", "cross_entropy", "bits", True, 0, "Infinity",
                             "Mean cross-entropy of the shares of the system under those of the raters."),
    "manhattan": Measure("Manhattan distance", "distance", "proportion", True, 0, 2,
                         "Mean sum of the differences between the shares of answers."),
    "wasserstein": Measure("Wasserstein distance", "distance", "points of the scale", True, 0, "Infinity",
                           "Mean area between the cumulated shares of answers."),
    "calibration_error": Measure("Expected calibration error", "calibration", "proportion", True, 0, 1,
                                 "Distance between the share held likeliest and the share of raters who gave it."),
}  # fmt: skip


@dataclass(frozen=True)
class Run:
    """Who compared, in which relation they stand to the systems, when (seconds of Unix time), and with what."""

    evaluator: str
    relationship: Relationship
    moment: int
    version: str
    settings: Settings


def every_eval_ever(card: Card | None, table: str, score: Scores, run: Run) -> str:
    """Write how one system compares with the people; `table` names data that no card describes."""
    return json.dumps(record(card, table, score, run), ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def record(card: Card | None, table: str, score: Scores, run: Run) -> Object:
    """Return the same as plain data."""
    name = card.dataset.id if card else table
    return {
        "schema_version": VERSION,
        "evaluation_id": f"{name}/{score.system}/{run.moment}",
        "evaluation_timestamp": str(run.moment),
        "retrieved_timestamp": str(run.moment),
        "source_metadata": {
            "source_name": "AlignmentCard",
            "source_type": "evaluation_run",
            "source_organization_name": run.evaluator,
            "evaluator_relationship": run.relationship,
        },
        "eval_library": {"name": "alignmentcard", "version": run.version},
        "model_info": {"name": score.system, "id": score.system, "additional_details": UNKNOWN},
        "evaluation_results": list(_results(card, table, score, run)),
    }


def _results(card: Card | None, table: str, score: Scores, run: Run) -> Iterator[Object]:
    title = card.dataset.title if card else table
    parts = [("", {**score.hard, **score.soft}), *score.groups.items()]
    for group, found in parts:
        for name, estimate in found.items():
            if estimate.value is not None and name in MEASURES:
                who = f", {group}" if group else ""
                yield {
                    "evaluation_result_id": f"{name}{f'/{group}' if group else ''}",
                    "evaluation_name": f"{title}: {MEASURES[name].name}{who}",
                    "evaluation_timestamp": str(run.moment),
                    "source_data": _source(card, table, score),
                    "metric_config": _metric(card, name),
                    "score_details": _score(estimate, score, group, name in score.hard, run.settings),
                }


def _metric(card: Card | None, name: str) -> Object:
    one, pools = MEASURES[name], _raters(card)
    judges, who = _judges(pools), several([_called(pool) for pool in pools])
    return {
        "evaluation_description": one.about,
        "metric_id": f"alignmentcard.{name}",
        "metric_name": one.name,
        "metric_kind": one.kind,
        "metric_unit": one.unit,
        "lower_is_better": one.lower_is_better,
        "score_type": "continuous",
        "min_score": one.low,
        "max_score": one.high,
        **({"llm_scoring": judges} if judges else {}),
        **({"additional_details": {"raters": who}} if who else {}),
    }


def _raters(card: Card | None) -> list[Object]:
    """Return the pools of those whose ratings the system is held against."""
    pools = as_data(card).get("pools", []) if card else []
    return [pool for pool in pools if "rater" in pool.get("role", [])]


def _called(pool: Object) -> str:
    """Say who a pool is and how many, as far as a card says so."""
    if pool.get("kind") == "synthetic":
        model = pool.get("model", {})
        return " ".join(filter(None, (model.get("name") or f"models “{pool['id']}”", model.get("version", ""))))
    number = f"{pool['size']:,} " if "size" in pool else ""
    return f"{number}{'person' if pool.get('size') == 1 else 'people'} in the group “{pool['id']}”"


def _judges(pools: Sequence[Object]) -> Object:
    """Return the models that the system is held against, where only models judged and their prompt is known.

    Readers of the format take what has judges for judged by models, which it is not where people judged as well.
    """
    if any(pool.get("kind") != "synthetic" for pool in pools):
        return {}
    models = [pool["model"] for pool in pools if "model" in pool]
    prompts = list(dict.fromkeys(one["prompt"] for one in models if "prompt" in one))
    return {"judges": list(map(_judge, models)), "input_prompt": "\n\n".join(prompts)} if prompts else {}


def _judge(model: Object) -> Object:
    name = " ".join(filter(None, (model["name"], model.get("version", ""))))
    known = {"name": name, "id": model["name"], "additional_details": UNKNOWN}
    info = {**known, **({"inference_platform": model["provider"]} if "provider" in model else {})}
    asked = {key: str(model[key]) for key in ("decoding", "runs_per_item", "date") if key in model}
    return {
        "model_info": info,
        **({"temperature": model["temperature"]} if "temperature" in model else {}),
        **({"additional_details": asked} if asked else {}),
    }


def _source(card: Card | None, table: str, score: Scores) -> Object:
    """Say where the ratings are, as far as a card says so."""
    links = card.dataset.links if card else None
    known = [one for one in (links.homepage, links.repository, links.download) if one] if links else []
    name = card.dataset.title if card else table
    on_hub = next((found[1] for one in known if (found := HUB.fullmatch(one))), None)
    if on_hub:
        return {"dataset_name": name, "source_type": "hf_dataset", "hf_repo": on_hub, "samples_number": score.items}
    if known:
        return {"dataset_name": name, "source_type": "url", "url": known}
    return {"dataset_name": name, "source_type": "other"}


def _score(estimate: Estimate, score: Scores, group: str, hard: bool, settings: Settings) -> Object:
    """Say a number and how sure it is; items without a most frequent answer are not in measures of one label."""
    details = {"ties_among_raters": score.ties, "answers_outside_the_scale": score.outside, "unanswered": score.missing}
    ends = (estimate.low, estimate.high)
    uncertainty: Object = {} if group else {"num_samples": score.items - score.ties if hard else score.items}
    if None not in ends:
        uncertainty["confidence_interval"] = {
            "lower": ends[0],
            "upper": ends[1],
            "confidence_level": settings.confidence,
            "method": "bootstrap over items",
        }
        uncertainty["num_bootstrap_samples"] = settings.replicates
    told = {name: str(value) for name, value in details.items()} if not group else {"raters": group}
    return {
        "score": estimate.value,
        "details": told,
        **({"uncertainty": uncertainty} if uncertainty else {}),
    }


def file_name(system: str) -> str:
    """Return a name for the file of a system that is a name on every machine."""
    return f"{re.sub(r'[^A-Za-z0-9.+-]+', '-', system).strip('-.') or 'system'}.json"


def named(scores: Sequence[Scores]) -> Mapping[str, Scores]:
    """Return the scores by the names of their files; systems whose names become one get a number."""
    found: dict[str, Scores] = {}
    for score in scores:
        name, number = file_name(score.system), 2
        while name in found:
            name, number = f"{file_name(score.system).removesuffix('.json')}-{number}.json", number + 1
        found[name] = score
    return found
