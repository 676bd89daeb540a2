"""Whether the stated method of aggregation gives the label that was released."""

from typing import Any

from alignmentcard.errors import MissingExtraError
from alignmentcard.measurement.results.values import Aggregated
from alignmentcard.measurement.tables.scale import label_of, literal
from alignmentcard.measurement.tables.study import Study

MODELS = {"dawid_skene": "DawidSkene", "one_coin_dawid_skene": "OneCoinDawidSkene", "glad": "GLAD", "mace": "MACE",
          "mmsr": "MMSR", "wawa": "Wawa", "kos": "KOS"}  # fmt: skip
MOST_FOR_MODELS = 2_000_000
CLOSE = 1e-6


def aggregation(study: Study, method: str | None) -> Aggregated:
    """Compare released labels with what the method makes of the ratings."""
    if not study.table.labelled:
        return Aggregated(method, undefined="no_labels")
    if method == "majority_vote" and study.answers.narrow:
        return _majority(study)
    labels, contradictory = _labels(study)
    if method in ("mean", "median"):
        return _average(study, labels, contradictory, method)
    if method in MODELS:
        return _model(study, labels, contradictory, method)
    return Aggregated(method, len(labels), contradictory=contradictory, undefined="unknown_method")


def _labels(study: Study) -> tuple[dict[Any, str], int]:
    """Return the released label of each item, and how many items carry several."""
    found = study.rows(f"SELECT item, label FROM ({_single(study)}) l")
    return {row["item"]: label_of(row["label"]) or "" for row in found}, _contradictory(study)


def _single(study: Study) -> str:
    """Select the label of each item that has just one."""
    return (
        f"SELECT item, min(label) AS label FROM {study.askings} WHERE label IS NOT NULL GROUP BY item "
        "HAVING min(label) = max(label)"
    )


def _contradictory(study: Study) -> int:
    found = study.rows(
        f"SELECT count(*) AS n FROM (SELECT item FROM {study.askings} WHERE label IS NOT NULL GROUP BY item "
        "HAVING min(label) < max(label)) s"
    )
    return int(found[0]["n"])


def coded_label(study: Study) -> str:
    """Write an expression that is the code of a label in the scale, -1 where the scale does not have it."""
    codes = {label: code for code, label in enumerate(study.answers.labels)}
    raw = [row["label"] for row in study.rows(f"SELECT DISTINCT label FROM {study.askings} WHERE label IS NOT NULL")]
    cases = " ".join(
        f"WHEN {literal(study.engine, value)} THEN {codes.get(label_of(value) or '', -1)}" for value in raw
    )
    return f"CASE label {cases} END" if cases else "-1"


def _majority(study: Study) -> Aggregated:
    """A label among the values with most votes is reproduced, however a tie was broken."""
    found = study.rows(
        f"WITH votes AS (SELECT item, code, sum(n) AS c FROM {study.ratings} GROUP BY item, code), "
        "most AS (SELECT item, max(c) AS c FROM votes GROUP BY item), "
        f"labels AS (SELECT item, {coded_label(study)} AS code FROM ({_single(study)}) l), "
        "best AS (SELECT v.item, v.code FROM votes v JOIN most m ON v.item = m.item AND v.c = m.c), "
        "judged AS (SELECT l.item, max(CASE WHEN b.code = l.code THEN 1 ELSE 0 END) AS hit, count(*) AS top "
        "FROM labels l JOIN best b ON l.item = b.item GROUP BY l.item) "
        "SELECT count(*) AS items, sum(hit) AS hits, sum(CASE WHEN top > 1 THEN 1 ELSE 0 END) AS ties FROM judged"
    )[0]
    items = int(found["items"])
    reproduced = int(found["hits"]) / items if items else None
    return Aggregated("majority_vote", items, reproduced, int(found["ties"] or 0), _contradictory(study))


def _average(study: Study, labels: dict[Any, str], contradictory: int, method: str) -> Aggregated:
    """A label is reproduced where it is the average, or the average rounded to as many places."""
    if study.answers.numbers is None:
        return Aggregated(method, len(labels), contradictory=contradictory, undefined="no_numbers")
    function = {"mean": "avg", "median": "median"}[method]
    found = study.rows(f"SELECT item, {function}(x) AS y FROM {study.ratings} GROUP BY item")
    averages = {row["item"]: row["y"] for row in found}
    compared = [(label, averages[item]) for item, label in labels.items() if item in averages]
    same = sum(_rounds_to(average, label) for label, average in compared)
    return Aggregated(method, len(compared), same / len(compared) if compared else None, 0, contradictory)


def _rounds_to(average: float, label: str) -> bool:
    try:
        stated = float(label)
    except ValueError:
        return False
    places = len(label.partition(".")[2])
    return bool(abs(stated - average) <= 0.5 * 10.0**-places + CLOSE)


def _model(study: Study, labels: dict[Any, str], contradictory: int, method: str) -> Aggregated:
    """Let crowd-kit work out the labels."""
    if not study.table.rater:
        return Aggregated(method, len(labels), contradictory=contradictory, undefined="no_raters")
    if study.answers.ratings > MOST_FOR_MODELS:
        return Aggregated(method, len(labels), contradictory=contradictory, undefined="too_many_pairs")
    try:
        import pandas as pd
        from crowdkit import aggregation as crowd
    except ModuleNotFoundError as error:
        raise MissingExtraError(f"Checking labels made by {method}", "models") from error
    rated = study.query(f"SELECT item, rater, code FROM {study.ratings} ORDER BY item, rater, code").to_pydict()
    frame = pd.DataFrame({"task": rated["item"], "worker": rated["rater"], "label": rated["code"]})
    given = getattr(crowd, MODELS[method])().fit_predict(frame)
    compared = [
        (label, study.answers.labels[int(given[item])]) for item, label in labels.items() if item in given.index
    ]
    same = sum(label == found for label, found in compared)
    return Aggregated(method, len(compared), same / len(compared) if compared else None, 0, contradictory)
