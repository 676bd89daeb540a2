import pytest
from lsp.test_actions import applied

from alignmentcard.document import parse
from alignmentcard.errors import AlignmentCardError
from alignmentcard.lsp.renaming import named, renamed
from alignmentcard.rules.example import whole_card

CARD = whole_card(
    "aggregation:\n  - {dimensions: [harmful], method: soft_label}\n"
    "release:\n  level: individual\n  files:\n"
    "    - {path: a.csv, columns: {item: i, rater: r, dimensions: {harmful: h}}}\n"
    "evidence:\n  - {field: dimensions.harmful.asks, source: census}\n"
    "gaps:\n  - {field: 'pools.us-panel.pay', reason: unknown}\n"
    "extensions:\n  org: {note: harmful}\n"
)


def rename(text: str, where: str, new: str, shift: int = 0) -> str:
    document = parse(text)
    found = named(document, text.index(where) + shift)
    assert found
    return applied(text, renamed(document, found, new))


@pytest.mark.parametrize(
    ("where", "shift"),
    [("id: harmful", 5), ("[harmful]", 2), ("{harmful: h}", 2), ("dimensions.harmful.asks", 12)],
    ids=["its declaration", "a use", "the key of a table", "a path"],
)
def test_an_id_is_renamed_with_all_its_uses_from(where: str, shift: int) -> None:
    expected = CARD
    for one in ("id: harmful", "[harmful]", "{harmful: h}", "dimensions.harmful.asks", "dimension: harmful"):
        expected = expected.replace(one, one.replace("harmful", "hurtful"))
    assert rename(CARD, where, "hurtful", shift) == expected


def test_the_id_of_a_pool_is_renamed_in_quoted_paths_too() -> None:
    changed = parse(rename(CARD, "us-panel", "crowd")).data
    assert changed["gaps"][0]["field"] == "pools.crowd.pay"
    assert changed["pools"][0]["id"] == "crowd"


@pytest.mark.parametrize(
    ("new", "says"), [("Not an id", "is no id"), ("other", "the id of another"), ("x\x1b[1m", "is no id")]
)
def test_a_name_that_cannot_be_is_refused_in_a_sentence(new: str, says: str) -> None:
    text = CARD.replace("  - id: harmful\n", "  - {id: other}\n  - id: harmful\n")
    with pytest.raises(AlignmentCardError, match=says) as told:
        rename(text, "id: harmful", new, 5)
    assert "\x1b" not in str(told.value)


@pytest.mark.parametrize("where", ["title", "CC-BY", "note: harmful", "name: Harmful"])
def test_what_is_no_id_is_not_renamed(where: str) -> None:
    assert named(parse(CARD), CARD.index(where) + len(where) - 2) is None
