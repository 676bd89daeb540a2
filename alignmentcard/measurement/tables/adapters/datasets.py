"""Published datasets that are one flat table: which column holds what, so that an engine reads them where they lie."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from alignmentcard.measurement.settings import Pair
from alignmentcard.measurement.tables.adapters.export import Asked, dimension_of
from alignmentcard.model.release import Columns

SIDES = Pair("model_a", "model_b", "model_a", "model_b")
NUMBERED = Pair("model_1", "model_2", "model_1", "model_2")
RATERS = ("judge", "judge_id", "judge_model", "judge_name", "annotator", "annotator_id", "worker", "worker_id", "rater",
          "rater_id", "user_id")  # fmt: skip


@dataclass(frozen=True)
class Dataset:
    """A dataset that is known by its columns.

    A role is held by the first of its columns that the table has; an item by all of them. Columns that match
    `questions` hold the answers for a dimension each.
    """

    tool: str
    signs: frozenset[str]
    roles: Mapping[str, tuple[str, ...]]
    attributes: Mapping[str, str] = field(default_factory=dict)
    questions: str | None = None
    pair: Pair | None = None


DATASETS = (
    Dataset("arena", frozenset({"question_id", "model_a", "model_b", "winner"}),
            {"item": ("question_id", "turn"), "rater": RATERS, "value": ("winner",), "occasion": ("run",)}, pair=SIDES),
    Dataset("arena", frozenset({"id", "model_a", "model_b", "winner"}),
            {"item": ("id",), "rater": RATERS, "value": ("winner",), "occasion": ("run",)}, pair=SIDES),
    Dataset("arena", frozenset({"question_id", "model_1", "model_2", "winner"}),
            {"item": ("question_id", "turn"), "rater": RATERS, "value": ("winner",), "occasion": ("run",)},
            pair=NUMBERED),
    Dataset("MT-bench", frozenset({"question_id", "model", "judge", "score"}),
            {"item": ("question_id", "model", "turn"), "rater": RATERS, "value": ("score",)}),
    Dataset("PRISM", frozenset({"utterance_id", "user_id", "score", "if_chosen"}),
            {"item": ("utterance_id",), "rater": ("user_id",), "value": ("score",)}),
    Dataset("DICES", frozenset({"item_id", "rater_id", "Q_overall"}),
            {"item": ("item_id",), "rater": ("rater_id",), "gold": ("safety_gold",)},
            {"gender": "rater_gender", "race": "rater_race", "age": "rater_age", "education": "rater_education",
             "locale": "rater_locale"},
            questions=r"Q\d*_.+"),
    Dataset("Polis", frozenset({"comment-id", "voter-id", "vote"}),
            {"item": ("comment-id",), "rater": ("voter-id",), "value": ("vote",), "occasion": ("timestamp",)}),
)  # fmt: skip


def known(names: Sequence[str], said: Columns) -> Dataset | None:
    """Return the dataset whose columns a table has; none where the item or the value is said to be a column of it."""
    if said.item or said.value:
        return None
    return next((dataset for dataset in DATASETS if dataset.signs <= set(names)), None)


def columns_of(dataset: Dataset, names: Sequence[str], asked: Asked, said: Columns) -> Columns:
    """Say which column of a table holds what; what is `said` comes first.

    Of the questions, those that the card asks for are read, where it asks for any.
    """
    found: dict[str, object] = {}
    for role, candidates in dataset.roles.items():
        present = [name for name in candidates if name in names]
        if present:
            found[role] = ",".join(present) if role == "item" else present[0]
    found["attributes"] = {axis: name for axis, name in dataset.attributes.items() if name in names}
    if dataset.questions:
        questions = [name for name in names if re.fullmatch(dataset.questions, name)]
        wanted = {id_: name for name in questions if (id_ := dimension_of(asked, [name]))}
        found["dimensions"] = wanted or {name: name for name in questions}
    return Columns.model_validate(found | {name: value for name, value in said.model_dump().items() if value})
