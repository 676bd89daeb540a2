"""Comparisons of two models that are not one flat column: votes as three columns, and the judgments of MT-bench.

The competition data of the arena has `winner_model_a`, `winner_model_b` and `winner_tie`, of which one is 1. The
judgments of MT-bench's models have `g1_winner` and `g2_winner`, the same pair in both orders. The pair stands in one
order, and the answer names the side in that order, so that an answer does not depend on which side was shown first.
"""

from typing import Any

from alignmentcard.measurement.tables.adapters.export import Asked
from alignmentcard.measurement.tables.adapters.rows import Answer, Aside, Found, Held, empty
from alignmentcard.messages import later

TOOL = "arena"
IS_PROGRAM = False
VOTES = {"winner_model_a": "model_a", "winner_model_b": "model_b", "winner_tie": "tie"}
GAMES = ("g1_winner", "g2_winner")
SIDES = {"model_1": "model_a", "model_2": "model_b"}
TURNED = {"model_a": "model_b", "model_b": "model_a"}
NO_VERDICT = ("error", "")
UNDECIDED = later("no verdict")


def fits(data: Held) -> bool:
    """Say whether a file looks like one of the two."""
    return any(record.keys() >= VOTES.keys() or record.keys() >= set(GAMES) for record in data.first)


def read(data: Held, asked: Asked) -> Found:
    """Yield the answers."""
    for number, record in enumerate(data.records):
        if record.keys() >= set(GAMES):
            for game in GAMES:
                winner = str(record[game])
                first, second = record["model_1"], record["model_2"]
                yield _compared(record, record.get("question_id"), (first, second), SIDES.get(winner, winner), game)
        else:
            chosen = [name for column, name in VOTES.items() if str(record[column]) in ("1", "1.0", "True", "true")]
            item = record.get("id", record.get("question_id", data.row(number)))
            sides = (record.get("model_a"), record.get("model_b"))
            yield _compared(record, item, sides, chosen[0] if len(chosen) == 1 else "", None)


def _compared(
    record: dict[str, Any], item: object, sides: tuple[Any, Any], winner: str, occasion: object
) -> Answer | Aside:
    """Return an answer about a pair that stands in one order."""
    if winner in NO_VERDICT:
        return Aside(UNDECIDED)
    turned = str(sides[0]) > str(sides[1])
    value = TURNED.get(winner, winner) if turned else winner
    turn = record.get("turn")
    parts = [item, *([] if empty(turn) else [turn]), *sorted(str(side) for side in sides)]
    judge = record.get("judge")
    rater = " ".join(str(part) for part in judge) if isinstance(judge, list) else judge
    return Answer("|".join(str(part) for part in parts), rater, None, value, occasion=occasion)
