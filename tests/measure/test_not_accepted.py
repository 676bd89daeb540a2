"""Submissions of a panel that were not accepted, or whose people took back their consent, are told with what to do."""

import pytest

from alignmentcard.measurement.run import run
from alignmentcard.measurement.settings import Settings
from alignmentcard.measurement.tables.files import find
from alignmentcard.measurement.tables.loading import Source
from alignmentcard.model.release import Columns

FAST = Settings(replicates=0, draws=1)
IDS = [f"{k:024x}" for k in range(6)]


def written(tmp_path, states, ages=(), header="Participant id,Status,Age,item_id,rating"):
    """Write four answers of each of six people, with what became of their submission."""
    rows = [
        f"{IDS[k]},{states[k]},{ages[k] if ages else 20 + k},i{i},{1 + (i * k) % 5}" for k in range(6) for i in range(4)
    ]
    (tmp_path / "r.csv").write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return find(tmp_path / "r.csv")


def told(files, more=(), **said):
    facts = run([Source(files, Columns(item="item_id", rater="Participant id", value="rating", **said)), *more],
                settings=FAST)  # fmt: skip
    return [text for text in facts.told if "accepted" in text or "onsent" in text or "leave them out" in text]


def test_rows_that_were_not_accepted_are_told_by_state_with_the_option_that_leaves_them_out(tmp_path):
    files = written(tmp_path, ["APPROVED", "APPROVED", "APPROVED", "REJECTED", "RETURNED", "TIMED-OUT"])
    assert told(files) == [
        "Not accepted, and counted all the same: 12 rows (Status: REJECTED 4, RETURNED 4, TIMED-OUT 4).",
        "To leave them out: --column only.Status=APPROVED.",
    ]
    assert told(files, only={"Status": "APPROVED"}) == []


def test_what_else_would_be_left_out_is_said(tmp_path):
    files = written(tmp_path, ["APPROVED", "APPROVED", "AWAITING REVIEW", "RETURNED", "APPROVED", "APPROVED"])
    assert told(files)[1] == "To leave them out, and AWAITING REVIEW as well: --column only.Status=APPROVED."


@pytest.mark.parametrize(
    ("states", "header"),
    [
        (["APPROVED"] * 6, "Participant id,Status,Age,item_id,rating"),
        (["Texas", "Ohio", "Iowa", "Utah", "Maine", "Texas"], "Participant id,State,Age,item_id,rating"),
        (["RETURNED"] * 6, "Participant id,Status,Age,item_id,rating"),
        (["RETURNED", "APPROVED"] * 3, "Participant id,Letter,Age,item_id,rating"),
    ],
)
def test_where_nothing_became_of_rows_nothing_is_told(tmp_path, states, header):
    assert told(written(tmp_path, states, header=header)) == []


def test_people_who_took_back_their_consent_are_told(tmp_path):
    ages = [20, 21, "CONSENT_REVOKED", 23, 24, 25]
    assert told(written(tmp_path, ["APPROVED"] * 6, ages)) == [
        "4 rows of people who took back their consent (CONSENT_REVOKED in Age) are in the table and count. Take these "
        "rows out of the file before anything is published."
    ]


def test_raters_of_a_table_beside_are_told(tmp_path):
    files = written(tmp_path, ["x"] * 6, header="Participant id,Letter,Age,item_id,rating")
    states = ["APPROVED", "APPROVED", "RETURNED", "APPROVED", "APPROVED", "APPROVED"]
    lines = [f"{one},{state},{'CONSENT_REVOKED' if k == 4 else 'Male'}" for k, (one, state) in
             enumerate(zip(IDS, states, strict=True))]  # fmt: skip
    (tmp_path / "demographics.csv").write_text("\n".join(["Participant id,Status,Sex", *lines]), encoding="utf-8")
    beside = Source(find(tmp_path / "demographics.csv"), Columns(rater="Participant id"))
    assert told(files, [beside]) == [
        "Not accepted, and their ratings count: 1 rater of demographics.csv (Status: RETURNED 1). To leave them out, "
        "take their rows out of the ratings.",
        "Consent taken back (CONSENT_REVOKED in Sex), and their ratings count: 1 rater of demographics.csv. Take their "
        "rows out of the ratings before anything is published.",
    ]


def test_the_id_of_prolific_is_the_rater_and_not_the_session():
    from alignmentcard.measurement.tables.usual_names import named

    assert named("rater", "PROLIFIC_PID") > named("rater", "SESSION_ID")
