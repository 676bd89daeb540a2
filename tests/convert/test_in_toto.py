"""in-toto: each review becomes a statement that the specification accepts."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from alignmentcard.convert.exports.in_toto import in_toto, lacks_for_in_toto
from alignmentcard.document import parse, read
from alignmentcard.loader import load

CARDS = Path(__file__).parents[2] / "site" / "cards"
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


def accept(line: str) -> dict[str, Any]:
    """Read a statement as a receiver does: what `in-toto-attestation` or a strict JSON reader refuses fails."""
    found = json.loads(line, parse_constant=pytest.fail, object_pairs_hook=once)
    assert found["_type"] == "https://in-toto.io/Statement/v1"
    assert found["subject"]
    for one in found["subject"]:
        assert one["digest"]
        assert all(isinstance(value, str) and re.fullmatch("[0-9a-f]+", value) for value in one["digest"].values())
        assert set(one) <= {"name", "uri", "digest", "content", "downloadLocation", "mediaType", "annotations"}
    assert re.match(r"[a-z][a-z0-9+.-]*:\S+$", found["predicateType"])
    assert isinstance(found["predicate"], dict)
    assert found["predicate"]
    return found


def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    assert len(dict(pairs)) == len(pairs)
    return dict(pairs)


@pytest.mark.parametrize("path", sorted(CARDS.glob("*.card.yaml")), ids=lambda path: path.stem)
def test_receivers_take_the_statements_of_the_gallery(path: Path) -> None:
    card = load(read(path)).card
    assert card is not None
    assert len([*map(accept, in_toto(card).splitlines())]) == len(card.reviews)


@pytest.mark.parametrize("name", ["Ada", "'Zoë “Z” \u2028 D''Arc'", '"a\\nb"'])
def test_names_of_any_kind_leave_a_statement_on_one_line(name: str) -> None:
    text = written(f"{HEAD}reviews:\n{REVIEW % name}")
    assert text.count("\n") == 1
    assert text.isascii()
    accept(text)


@pytest.mark.parametrize("digest", ["'sha256:'", "none"])
def test_a_review_of_nothing_in_particular_is_no_statement(digest: str) -> None:
    assert written(f"{HEAD}reviews:\n{REVIEW.replace('sha256:0a1b', digest) % 'Ada'}") == ""


def test_a_digest_is_written_as_receivers_compare_it() -> None:
    found = accept(written(f"{HEAD}reviews:\n{REVIEW.replace('0a1b', '0A1B') % 'Ada'}"))
    assert found["subject"][0]["digest"] == {"alignmentCardV1": "0a1b"}


def test_a_card_without_reviews_states_nothing_and_says_so() -> None:
    assert written(HEAD) == ""
    assert [*lacks_for_in_toto("")] == [
        "The card has no review to state. Add one: alignmentcard review CARD --data DIR --by NAME."
    ]
