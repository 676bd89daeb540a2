"""in-toto: each review becomes a statement that the specification accepts."""

import json

from alignmentcard.convert.exports.in_toto import in_toto, lacks_for_in_toto
from alignmentcard.document import parse
from alignmentcard.loader import load

HEAD = 'alignmentcard: "1.1"\ndataset: {id: a-b, title: A, version: "1.10"}\n'
REVIEW = "  - {by: %s, date: 2026-11-28, level: 3, digest: sha256:0a1b, note: Measured again.}\n"


def written(text: str) -> str:
    card = load(parse(text)).card
    assert card is not None
    return in_toto(card)


def test_each_review_is_a_statement_on_a_line_of_its_own() -> None:
    lines = written(f"{HEAD}reviews:\n{REVIEW % 'Ada'}{REVIEW % 'Bo'}").splitlines()
    first, second = map(json.loads, lines)
    assert first == {
        "_type": "https://in-toto.io/Statement/v1",
        "subject": [{"name": "a-b", "digest": {"alignmentCardV1": "0a1b"}}],
        "predicateType": "https://w3id.org/alignmentcard/1.1/review",
        "predicate": {
            "dataset": {"id": "a-b", "title": "A", "version": "1.10"},
            "review": {"by": "Ada", "date": "2026-11-28", "level": 3, "note": "Measured again."},
        },
    }
    assert second["predicate"]["review"]["by"] == "Bo"


def test_a_card_without_reviews_states_nothing_and_says_so() -> None:
    assert written(HEAD) == ""
    assert [*lacks_for_in_toto("")] == [
        "The card has no review to state. Add one: alignmentcard review CARD --data DIR --by NAME."
    ]
