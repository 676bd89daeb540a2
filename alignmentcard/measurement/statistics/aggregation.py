"""Whether the stated method of aggregation gives the label that was released."""

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from alignmentcard.errors import MissingExtraError
from alignmentcard.measurement.results.values import Aggregated, Undefined
from alignmentcard.measurement.tables.cells import EMPTY_WORDS, as_text
from alignmentcard.measurement.tables.coding import plain
from alignmentcard.measurement.tables.numbers import read_number
from alignmentcard.measurement.tables.study import Study
from alignmentcard.measurement.tables.tallies import Shape
from alignmentcard.messages.retold import worded

if TYPE_CHECKING:
    import pandas
    import pyarrow as pa

MODELS = {"dawid_skene": "DawidSkene", "one_coin_dawid_skene": "OneCoinDawidSkene", "glad": "GLAD", "mace": "MACE",
          "mmsr": "MMSR", "wawa": "", "kos": "KOS"}  # fmt: skip
"""Classes of crowd-kit by method; its Wawa does not run with a current scikit-learn, and is put together here."""
ONLY_TWO_VALUES = frozenset({"kos"})
MOST_FOR_MODELS = 2_000_000
CLOSE = 1e-6


@dataclass(frozen=True)
class Released:
    """The released labels as texts in their order, and the relation that has the number of each for every item.

    The relation has item, place (the number of the label) and code (its position in the scale, -1 where it has none).
    """

    texts: tuple[str, ...]
    relation: str

    def single(self) -> str:
        """Select item, place and code of the items that have just one label."""
        return (
            f"SELECT item, min(place) AS place, min(code) AS code FROM {self.relation} GROUP BY item "
            "HAVING min(place) = max(place)"
        )


def different_labels(study: Study) -> str:
    """Write the query of the labels that stand in the table; shards need those of the whole, held as WHOLE_given."""
    return f"SELECT DISTINCT label FROM {study.whole or study.askings} WHERE label IS NOT NULL"


def released(study: Study) -> Released:
    """Read the released labels as answers are read, so that 1.0 is 1; what stands for no label is left out."""
    import pyarrow as pa

    answers, missing = study.answers, study.table.layout.columns.missing
    given = f"{study.whole}_given" if study.in_shard else f"({different_labels(study)}) different"
    column = study.query(f"SELECT label FROM {given}").column("label")
    words = [as_text(value).strip() for value in plain(column)]
    gone = {*missing, *(EMPTY_WORDS - set(answers.labels) if study.table.untyped else ())}
    labels = {
        row: label
        for row, (value, word) in enumerate(zip(plain(column), words, strict=True))
        if word not in gone and (label := answers.reading.label(value)) is not None
    }
    texts = tuple(sorted(set(labels.values())))
    codes = {label: code for code, label in enumerate(answers.labels)}
    places = {label: place for place, label in enumerate(texts)}
    name = f"{study.askings}_label"
    study.engine.hold(f"{name}_held", pa.table({
        "known": column.take(pa.array(list(labels), pa.int64())),
        "place": pa.array([places[label] for label in labels.values()], pa.int32()),
        "code": pa.array([codes.get(label, -1) for label in labels.values()], pa.int32()),
    }))  # fmt: skip
    study.engine.view(f"{name}_codes", f"SELECT known, place, code FROM {name}_held", keep=True)
    study.engine.view(
        f"{name}s", f"SELECT r.item, l.place, l.code FROM {study.askings} r JOIN {name}_codes l ON r.label = l.known"
    )
    return Released(texts, f"{name}s")


def aggregation(study: Study, method: str | None) -> Aggregated:
    """Compare released labels with what the method makes of the ratings."""
    if not study.table.labelled:
        return Aggregated(method, undefined="no_labels")
    if method in MODELS:
        labels = released(study)
        return _model(study, _single(study, labels), _contradictory(study, labels), method)
    found = tally_labels(study, method).to_pylist()[0]
    items, hits, ties, contradictory = (int(found[name]) for name in SUMS)
    if not _compares(study, method):
        reason: Undefined = "no_numbers" if method in AVERAGES else "unknown_method"
        return Aggregated(method, items, contradictory=contradictory, undefined=reason)
    return Aggregated(method, items, hits / items if items else None, ties, contradictory)


SUMS = ("items", "hits", "ties", "contradictory")
AVERAGES = {"mean": "avg", "median": "median"}


def tally_labels(study: Study, method: str | None) -> "pa.Table":
    """Count the items with one label, those of them whose label the method gives, ties, and items with several labels.

    What the method gives is not looked at where it is none that is worked out from single items.
    """
    return study.tally(f"labels {method}", Shape((), SUMS), lambda: _labels(study, method))


def _labels(study: Study, method: str | None) -> "pa.Table":
    import pyarrow as pa

    labels = released(study)
    if not _compares(study, method):
        counted = len(_single(study, labels)), 0, 0
    elif method == "majority_vote":
        counted = _majority(study, labels)
    else:
        counted = _average(study, _single(study, labels), str(method))
    counts = (*counted, _contradictory(study, labels))
    return pa.table({name: [count] for name, count in zip(SUMS, counts, strict=True)})


def _compares(study: Study, method: str | None) -> bool:
    """Say whether what a method gives can be worked out item by item."""
    if method == "majority_vote":
        return study.answers.narrow
    return method in AVERAGES and study.answers.line is not None


def _single(study: Study, labels: Released) -> dict[Any, str]:
    """Return the label of each item that has just one."""
    return {row["item"]: labels.texts[row["place"]] for row in study.rows(labels.single())}


def _contradictory(study: Study, labels: Released) -> int:
    """Count the items that carry several labels."""
    found = study.rows(
        f"SELECT count(*) AS n FROM (SELECT item FROM {labels.relation} GROUP BY item HAVING min(place) < max(place)) s"
    )
    return int(found[0]["n"])


def _majority(study: Study, labels: Released) -> tuple[int, int, int]:
    """Count items, those whose label is reproduced, and ties.

    A label among the values with most votes is reproduced, however a tie was broken.
    """
    found = study.rows(
        f"WITH votes AS (SELECT item, code, sum(n) AS c FROM {study.ratings} GROUP BY item, code), "
        "most AS (SELECT item, max(c) AS c FROM votes GROUP BY item), "
        f"labels AS ({labels.single()}), "
        "best AS (SELECT v.item, v.code FROM votes v JOIN most m ON v.item = m.item AND v.c = m.c), "
        "judged AS (SELECT l.item, max(CASE WHEN b.code = l.code THEN 1 ELSE 0 END) AS hit, count(*) AS top "
        "FROM labels l JOIN best b ON l.item = b.item GROUP BY l.item) "
        "SELECT count(*) AS items, sum(hit) AS hits, sum(CASE WHEN top > 1 THEN 1 ELSE 0 END) AS ties FROM judged"
    )[0]
    return int(found["items"]), int(found["hits"] or 0), int(found["ties"] or 0)


def _average(study: Study, labels: dict[Any, str], method: str) -> tuple[int, int, int]:
    """Count items and those whose label is reproduced: the average, or the average rounded to as many places."""
    line = study.answers.line
    if line is None:
        return len(labels), 0, 0
    found = study.rows(
        f"SELECT item, {AVERAGES[method]}(x) AS y FROM {study.ratings} WHERE x IS NOT NULL GROUP BY item"
    )
    averages = {row["item"]: row["y"] for row in found}
    span = (max(line.places) - min(line.places)) * line.unit
    compared = [(label, averages[item]) for item, label in labels.items() if item in averages]
    same = sum(_rounds_to(label, line.origin, average * line.unit, CLOSE * span) for label, average in compared)
    return len(compared), same, 0


def _rounds_to(label: str, origin: Decimal, beyond: float, close: float) -> bool:
    """Say whether a label is `origin` and what is `beyond` it, or that rounded to as many places."""
    stated = read_number(label)
    if stated is None:
        return False
    places = max(-int(stated.as_tuple().exponent), 0)
    return abs(float(stated - origin) - beyond) <= 0.5 * 10.0**-places + close


def _model(study: Study, labels: dict[Any, str], contradictory: int, method: str) -> Aggregated:
    """Let crowd-kit work out the labels."""
    if not study.table.rater:
        return Aggregated(method, len(labels), contradictory=contradictory, undefined="no_raters")
    if method in ONLY_TWO_VALUES and len(study.answers.labels) > 2:
        return Aggregated(method, len(labels), contradictory=contradictory, undefined="too_many_values")
    if study.answers.ratings > MOST_FOR_MODELS:
        return Aggregated(method, len(labels), contradictory=contradictory, undefined="too_many_pairs")
    try:
        import crowdkit.aggregation
        import pandas as pd
    except ModuleNotFoundError as error:
        raise MissingExtraError(worded("Checking labels made by {method}", method=method), "models") from error
    rated = study.query(f"SELECT item, rater, code FROM {study.ratings} ORDER BY item, rater, code").to_pydict()
    frame = pd.DataFrame({"task": rated["item"], "worker": rated["rater"], "label": rated["code"]})
    given = _weighted(frame) if method == "wawa" else getattr(crowdkit.aggregation, MODELS[method])().fit_predict(frame)
    compared = [
        (label, study.answers.labels[int(given[item])]) for item, label in labels.items() if item in given.index
    ]
    same = sum(label == found for label, found in compared)
    return Aggregated(method, len(compared), same / len(compared) if compared else None, 0, contradictory)


def _weighted(frame: "pandas.DataFrame") -> Any:
    """Vote, with the votes of each rater weighted by their agreement with the majority."""
    from crowdkit.aggregation import MajorityVote
    from crowdkit.aggregation.utils import get_accuracy

    majority = MajorityVote().fit_predict(frame)
    return MajorityVote().fit_predict(frame, get_accuracy(frame, true_labels=majority, by="worker"))
