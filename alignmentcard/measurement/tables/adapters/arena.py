"""Comparisons of two models that are not one flat column: votes as three columns, and the judgments of MT-bench.

The competition data of the arena has `winner_model_a`, `winner_model_b` and `winner_tie`, of which one is 1. The
judgments of MT-bench's models have `g1_winner` and `g2_winner`, the same pair shown in both orders; both name the
winner as `model_1` or `model_2`, whichever was shown first.
"""

from typing import Any

from alignmentcard.measurement.tables.adapters.export import Asked
from alignmentcard.measurement.tables.adapters.rows import WON, Answer, Aside, Found, Held, empty
from alignmentcard.messages import later

TOOL = "arena"
IS_PROGRAM = False
VOTES = {"winner_model_a": "model_a", "winner_model_b": "model_b", "winner_tie": "tie"}
GAMES = ("g1_winner", "g2_winner")
NAMED = ("model_1", "model_2")
NO_VERDICT = ("error", "")
UNDECIDED = later("no verdict")


def fits(data: Held) -> bool:
    """Say whether a file looks like one of the two."""
    return any(record.keys() >= VOTES.keys() or record.keys() >= set(GAMES) for record in data.first)


def read(data: Held, asked: Asked) -> Found:
    """Yield the answers."""
    for number, record in enumerate(data.records):
        item = record.get("question_id", record.get("id", data.row(number)))
        if record.keys() >= set(GAMES):
            for game in GAMES:
                sides = NAMED if game == GAMES[0] else NAMED[::-1]
                winner = str(record[game])
                won = WON[sides.index(winner)] if winner in sides else winner
                yield _compared(record, item, sides, won, game)
        else:
            chosen = [name for column, name in VOTES.items() if str(record[column]) in ("1", "1.0", "True", "true")]
            yield _compared(record, record.get("id", item), WON, chosen[0] if len(chosen) == 1 else "", None)


def _compared(
    record: dict[str, Any], item: object, sides: tuple[str, ...], winner: str, occasion: object
) -> Answer | Aside:
    """Return an answer about a pair; `sides` are the columns of what was shown first and second."""
    if winner in NO_VERDICT:
        return Aside(UNDECIDED)
    first, second = (record.get(name) for name in sides)
    turn = record.get("turn")
    parts = [item, *([] if empty(turn) else [turn])]
    judge = record.get("judge")
    rater = " ".join(str(part) for part in judge) if isinstance(judge, list) else judge
    id_ = "|".join(str(part) for part in parts)
    return Answer(id_, rater, None, winner, occasion=occasion, sides=(first, second))
