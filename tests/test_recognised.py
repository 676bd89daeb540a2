"""Sentences that stand in files in English are said again: which text they were made of is read from their words."""

import pytest

from alignmentcard.measurement.tables.telling import below_zero, counted, some_of
from alignmentcard.messages import speaking
from alignmentcard.messages.recognised import recognised

NOTES = {
    "12,000 answers without a rater: each counts as if it were by somebody else.": (
        "12.000 Antworten ohne Bewertende: Jede zählt, als käme sie von jemand anderem."
    ),
    "Not read: age and 3 more.": "Nicht gelesen: age und 3 weitere.",
    "rude: 2 answers are by a rater who answered the item before, and count as if by somebody else (repeats: all).": (
        "rude: 2 Antworten kommen von Personen, die zu dem Element schon geantwortet hatten, und zählen, als kämen sie "
        "von jemand anderem (repeats: all)."
    ),
    "No column names the item, so each row is one.": "Keine Spalte nennt das Element, also ist jede Zeile eines.",
    "1 answer is by a rater who answered the item before; of each rater's answers to an item the first in the table "
    "counts (--repeats).": (
        "1 Antwort kommt von einer Person, die zu dem Element schon geantwortet hatte; von allen Antworten einer "
        "Person zu einem Element zählt die erste in der Tabelle (--repeats)."
    ),
    "“total” counts as a rater. If it sums up others, take the rows of “total” out of the table and measure again.": (
        "„total“ zählt als bewertende Person. Fasst es andere zusammen, nehmen Sie die Zeilen von „total“ aus der "
        "Tabelle und messen Sie neu."
    ),
}


@pytest.mark.parametrize("note", NOTES)
def test_a_note_of_measurements_is_said_in_german(note: str) -> None:
    with speaking("de"):
        assert recognised(note) == NOTES[note]


def test_what_no_text_fits_is_not_said() -> None:
    with speaking("de"):
        assert recognised("Somebody wrote this sentence by hand.") is None
        assert recognised("“total” counts as a rater. If it sums up others, take the rows of “sum” out.") is None


def test_a_note_as_long_as_nobody_writes_it_stays_as_it_is() -> None:
    """Patterns with several gaps take longer than a text grows."""
    note = f"No {'a of b is among the ratings. ' * 200}"
    with speaking("de"):
        assert recognised(note) is None
        assert recognised(note[:1000]) is None


def test_names_in_a_note_stay_as_they_are() -> None:
    with speaking("de"):
        assert recognised("Not read: Rating.") == "Nicht gelesen: Rating."


def test_in_english_everything_stays() -> None:
    assert recognised("Somebody wrote this sentence by hand.") == "Somebody wrote this sentence by hand."


@pytest.mark.parametrize(
    "note", [counted(1, "row"), counted(1200, "answer"), some_of([*"abcde"], 3), below_zero(["item", "non_attitude"])]
)
def test_what_a_program_has_just_made_and_what_a_file_holds_are_said_alike(note: str) -> None:
    with speaking("es"):
        assert recognised(str(note)) is not None
        assert recognised(note) == recognised("".join(note))
