"""Texts that count: of one thing they speak in the singular."""

import re

import catalogues
import pytest

from alignmentcard.checker.check import check
from alignmentcard.document import parse
from alignmentcard.measurement.measure import measure
from alignmentcard.measurement.settings import Settings
from alignmentcard.rules.claims.measured import differs
from alignmentcard.rules.claims.sizes import ITEMS

EXAMPLE = catalogues.ROOT / "templates" / "example.card.yaml"
NOUNS = "items raters ratings rows answers cards pairs members days columns entries characters questions comparisons"
COUNTED = re.compile(rf"\{{\w+(?::[^}}]*)?\}} ({NOUNS.replace(' ', '|')})\b")
BEGINS = 24
"""So many letters of a text and of its singular are the same."""
OF_SEVERAL = (
    "A session has {value:g} items; above",
    "All {count} cards",
    "From {count} ratings of an item on",
    "Of {all} cards, one has errors.",
    "Of {answers:,} answers in {what}",
    "On none of {items} items did all",
    "On none of {items} items that several",
    "On {share} of {items} items that several",
    "one of {all} cards",
    "share of the {count} raters who are described",
    "the data has {count:,} items",
    "there are {count} answers",
    "{cards} cards. {count} of {all} lines",
    "{count:,} answers are by a rater",
    "{count:,} answers stand in rows",
    "{count:,} rows repeat the names",
    "{count} cards at about this place",
    "{count} cards, the most there can be.",
    "{gap:g} days lie between",
    "{items:,} items in {minutes:g} minutes leave",
    "{items:,} items were repeated",
    "{items:,} of {whole:,} items ",
    "{items:,} rows, each with {what}",
    "{min} to {max} ratings of each item",
    "{name} has {rows:,} rows, each with",
    "{name}: {count:,} rows end after",
    "{pairs:,} pairs of answers are stated",
    "{raters:,} raters were asked again, and",
    "{ratings:,} ratings are stated, and",
    "{rows:,} rows of people who took back",
    "{stated:,} raters are stated of the pool",
    "×{count} cards at about this place",
)
"""Begins of texts that are only said of several, or whose singular begins in another way."""


def singular(text: str) -> str:
    """A text with its counted nouns in the singular."""
    return COUNTED.sub(lambda found: re.sub("(ies|s)$", lambda end: "y" if end[0] == "ies" else "", found[0]), text)


def bare(text: str) -> str:
    return re.sub(r"[^a-z{}]", "", text.lower())[:BEGINS]


def test_texts_that_count_have_a_singular_in_the_catalogue():
    found = [one.id for one in catalogues.extracted() if one.id]
    texts = {text for one in found for text in ([one] if isinstance(one, str) else one)}
    more = {one[1] for one in found if not isinstance(one, str)}
    known = {*map(bare, texts)}
    left = [text for text in texts - more if COUNTED.search(text) and bare(singular(text)) not in known]
    assert [text for text in left if not text.startswith(OF_SEVERAL)] == []


CHANGED = {
    "size: 800": "size: 1",
    "counts: {woman: 410, man: 380, nonbinary: 10}": "counts: {woman: 3}",
    "pilot: {raters: 25,": "pilot: {raters: 1,",
    "ratings_per_item: {min: 90, median: 100, max: 110}": "size_stated: {at_least: 5}",
}
SAID = ("`us-panel` has 1 member, and", "the pool has 1 member", "The pilot had 1 rater;")


def test_findings_speak_of_one_in_the_singular():
    text = EXAMPLE.read_text("utf-8")
    for old, new in CHANGED.items():
        assert old in text
        text = text.replace(old, new)
    told = " ".join(finding.message for finding in check(parse(text)).findings)
    assert [said for said in SAID if said not in told] == []
    assert not re.search(r"\b1 (members|raters|items)\b", told)


@pytest.mark.parametrize(("table", "said"), [
    ("item,label_1\ni1,x\ni2,y\n", "This column is the only rater: label_1."),
    ("item,rater,value\n,a,x\ni1,b,x\n", "1 answer stands in a row whose item is empty."),
])  # fmt: skip
def test_what_is_told_of_a_table_speaks_of_one_in_the_singular(tmp_path, table, said):
    (tmp_path / "t.csv").write_text(table)
    columns = {"rater": "label_*"} if "label" in table else None
    assert said in " ".join(measure(tmp_path / "t.csv", columns=columns, settings=Settings(replicates=0)).told)


def test_a_claim_speaks_of_one_in_the_singular():
    one, more = (differs(("dataset", "items"), ITEMS, number, 3).message for number in (1, 2))
    assert (one, more) == (
        "The card says 1 item, and the data has 3.",
        "The card says 2 items, and the data has 3.",
    )
