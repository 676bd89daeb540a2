import pytest
from hypothesis import given
from hypothesis import strategies as st

from alignmentcard.document import parse
from alignmentcard.lsp.context import under
from alignmentcard.lsp.scan import slot_at

SLOTS = [
    ("‸", ("",), "key", ""),
    ("data‸", ("data",), "key", ""),
    ("dim‸ensions: x\npools: []", ("dimensions",), "key", "pools"),
    ("framework:\n  ‸\n  dimensions: specific\n", ("framework", ""), "key", "dimensions"),
    ("framework:\r\n  ‸\r\n  dimensions: specific\r\n", ("framework", ""), "key", "dimensions"),
    ("framework:\n  defi‸\n  dimensions: x\n", ("framework", "defi"), "key", "dimensions"),
    ("framework: # where it stands\n  defi‸", ("framework", "defi"), "key", ""),
    ("framework:\n  dimensions: ‸", ("framework", "dimensions"), "value", "dimensions"),
    ("framework:\n  dimensions:‸\n", ("framework", "dimensions"), "value", "dimensions"),
    ("framework:\n  dimensions: spe‸cific # named\n", ("framework", "dimensions"), "value", "dimensions"),
    ("a: 'x‸", ("a",), "value", "a"),
    ("dimensions:\n  - ‸", ("dimensions", 0), "value", ""),
    ("dimensions:\n  -‸", ("dimensions", 0), "value", ""),
    ("dimensions:\n  ‸\npools: []", ("dimensions", ""), "key", ""),
    ("dimensions:\n- id: a\n  ‸\npools:\n", ("dimensions", 0, ""), "key", "id"),
    ("dimensions:\n- id: a\n‸\npools:\n", ("",), "key", "dimensions pools"),
    ("dimensions:\n  - id: a\n  - id: b\n    ‸\n    name: B", ("dimensions", 1, ""), "key", "id name"),
    ("dimensions:\n  - id: a\n    definition:\n      ‸\n    name: B", ("dimensions", 0, "definition", ""), "key", ""),
    (
        "dimensions:\n  - id: a\n    definition:\n      detail: label\n    ‸",
        ("dimensions", 0, ""),
        "key",
        "id definition",
    ),
    ("intent:\n  uses:\n    - evaluation\n    - g‸\n    - other", ("intent", "uses", 1), "value", "evaluation other"),
    ("intent:\n  uses: [evaluation, ‸", ("intent", "uses", 1), "value", "evaluation"),
    ("intent:\n  uses: [\n    evaluation,\n    ‸\n  ]\n", ("intent", "uses", 1), "value", "evaluation"),
    ("a: [b, c\nintent:\n  ‸", ("intent", ""), "key", ""),
    ("a: [b, c\nd:\n- e‸", ("d", 0), "value", ""),
    ('a: "b\nintent:\n  ‸', ("intent", ""), "key", ""),
    ("a: {b: {c: d}, ‸}", ("a", ""), "key", "b"),
    ("a: {b: {c: d, ‸}}", ("a", "b", ""), "key", "c"),
    ("a: {b: [x, y], c‸}", ("a", "c"), "key", "b"),
    ("a: {b‸: c, d: e}", ("a", "b"), "key", "d"),
    ("a: {b: ‸, c: d}", ("a", "b"), "value", "b c"),
    ("a:\n  - {b: ‸\n  - {b: c}", ("a", 0, "b"), "value", "b"),
    ("a: {b: 'c‸'}", ("a", "b"), "value", "b"),
    ("a: |\n  text\n‸\nb: 1", ("",), "key", "a b"),
    ("a: |\n  text\n\n  more\nb:\n  c: ‸", ("b", "c"), "value", "c"),
    ("---\na:\n  ‸", ("a", ""), "key", ""),
]

NOTHING = [
    "x: y # c‸",
    "# c‸",
    "x: [a # ‸\n",
    "a: |\n  text ‸ here\nb: 1",
    "a: |\n  text\n  ‸\n  more\nb: 1",
    'a: "first line\n  second‸ line"\n',
    "framework:\n  dimensions: specific\n    ‸",
    "framework:\n  rationale: It is long\n    and goes on: here‸\n",
    "a: {b: c ‸}",
    "a: ‸[b]",
    "a: [b]‸",
]


@pytest.mark.parametrize(("text", "route", "role", "others"), SLOTS, ids=[text for text, *_ in SLOTS])
def test_slot_of_unfinished_text(text: str, route: tuple, role: str, others: str) -> None:
    slot = slot_at(text.replace("‸", ""), text.index("‸"))
    assert slot is not None
    assert (slot.route, slot.role, slot.others) == (route, role, frozenset(others.split()))


@pytest.mark.parametrize("text", NOTHING)
def test_nothing_is_to_be_written_inside_comments_and_longer_texts(text: str) -> None:
    assert slot_at(text.replace("‸", ""), text.index("‸")) is None


def test_what_a_choice_takes_the_place_of_is_the_word_at_the_cursor() -> None:
    text = "framework:\n  dimensions: spe‸cific # named\n"
    slot = slot_at(text.replace("‸", ""), text.index("‸"))
    assert slot is not None
    assert text.replace("‸", "")[slot.span.start : slot.span.end] == "specific"


def test_inside_quotes_only_the_text_between_them_is_replaced() -> None:
    slot = slot_at('a: "1.0"', 5)
    assert slot is not None
    assert (slot.span, slot.bare) == ((4, 7), False)


@given(st.text(alphabet=st.sampled_from("ab:-[]{}, \n\t'\"#|&*!\r\ufeff🙂"), max_size=80), st.data())
def test_any_text_can_be_scanned_at_any_place(text: str, data: st.DataObject) -> None:
    cursor = data.draw(st.integers(0, len(text)))
    slot = slot_at(text, cursor)
    assert slot is None or slot.span.start <= cursor <= slot.span.end <= len(text)


def test_readable_and_unfinished_texts_are_understood_alike(root) -> None:
    """Whatever the scan says about a card of the gallery, the parser says too."""
    compared = 0
    for path in sorted((root / "site" / "cards").glob("*.card.yaml"))[:6]:
        document = parse(path.read_text(encoding="utf-8"))
        for offset in range(0, len(document.text), 29):
            parsed, scanned = under(document, offset), slot_at(document.text, offset)
            if parsed and scanned and scanned.span.start < scanned.span.end:
                assert scanned.route == parsed.route, document.position(offset)
                compared += 1
    assert compared > 300
