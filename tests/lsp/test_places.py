import pytest
from lsp.marked import in_card, marked, sound

from alignmentcard.document import parse
from alignmentcard.lsp.places import Entry, declaration, outline

LEADS = [
    ("aggregation:\n  - {dimensions: [harm‸ful], method: soft_label}\n", "harmful", "  - id: harmful"),
    ("statistics:\n  agreement:\n    - dimension: harm‸ful\n", "harmful", "  - id: harmful"),
    ("evaluations:\n  - {system: x, dimension: ‸harmful}\n", "harmful", "  - id: harmful"),
    ("evidence:\n  - {field: dataset.items, source: cens‸us}\n", "census", "  - {id: census, title"),
    ("pools:\n  - {id: us-panel, target: {source: cen‸sus}}\n", "census", "  - {id: census, title"),
    ("evidence:\n  - field: framework.dimen‸sions\n", "dimensions", "  dimensions: specific"),
    ("gaps:\n  - field: pools.us-panel.s‸ize\n", "size", "    size: 800"),
    ("gaps:\n  - field: pools.us-panel.pay.norm‸\n", "pay", "    pay: {amount"),
    ("ignore:\n  - {rule: AC602, field: relea‸se.level}\n", "level", "  level: individual"),
]


@pytest.mark.parametrize(("text", "word", "line"), LEADS, ids=[text for text, *_ in LEADS])
def test_a_use_leads_to_the_declaration(text: str, word: str, line: str) -> None:
    draft, offset = in_card(text)
    span = declaration(draft, offset)
    assert span is not None
    document = draft.document
    assert document.text[span.start : span.end] == word
    assert document.line(document.position(span.start)[0]).startswith(line)


@pytest.mark.parametrize(
    "text",
    [
        "evaluations:\n  - {dimension: nob‸ody}\n",
        "evaluations:\n  - {dimens‸ion: harmful}\n",
        "gaps:\n  - field: nowhere.‸at.all\n",
        "gaps:\n  - field: ‸12\n",
        "ignore:\n  - rule: AC6‸02\n",
        "dataset:\n  title: harm‸ful\n",
    ],
)
def test_what_names_nothing_leads_nowhere(text: str) -> None:
    assert declaration(*in_card(text)) is None


def test_the_way_is_found_in_a_text_that_is_broken_elsewhere() -> None:
    text = sound().text
    broken = text.replace("dataset:\n", "dataset:\n  [\n").replace("{dimension: harmful,", "{dimension: harm‸ful,", 1)
    draft, offset = marked(broken)
    assert draft.document.data is None
    span = declaration(draft, offset)
    assert span is not None
    assert draft.document.line(draft.document.position(span.start)[0]) == "  - id: harmful"


def test_a_declaration_that_was_changed_since_is_not_guessed_at() -> None:
    text = sound().text
    broken = text.replace("- id: harmful", "- id: [").replace("{dimension: harmful,", "{dimension: harm‸ful,", 1)
    assert declaration(*marked(broken)) is None


def names(entries: tuple[Entry, ...]) -> list[str]:
    return [entry.name for entry in entries]


def test_the_outline_has_sections_entries_and_fields() -> None:
    document = sound()
    entries = {entry.name: entry for entry in outline(document)}
    assert list(entries) == list(document.data)
    assert [(entry.name, entry.kind) for entry in entries["dimensions"].children] == [("harmful", "entry")]
    assert names(entries["dimensions"].children[0].children)[:3] == ["id", "name", "asks"]
    assert names(entries["statistics"].children[0].children) == ["krippendorff_alpha"]
    assert entries["framework"].kind == "section"


def test_every_entry_of_the_outline_lies_inside_the_one_above_it() -> None:
    def inside(entry: Entry) -> int:
        assert entry.span.start <= entry.selection.start <= entry.selection.end <= entry.span.end
        for child in entry.children:
            assert entry.span.start <= child.span.start <= child.span.end <= entry.span.end
        return 1 + sum(map(inside, entry.children))

    assert sum(map(inside, outline(sound()))) > 50


def test_hostile_names_neither_vanish_nor_deceive() -> None:
    document = parse('"": 1\n"\\u202e": 2\n' + "x" * 500 + ": 3\na: &a {b: 1}\nc: *a\n")
    shown = outline(document)
    assert names(shown) == ["?", "‹U+202E›", "x" * 80, "a", "c"]
    assert shown[-1].children == ()


def test_an_empty_document_has_no_outline() -> None:
    assert outline(parse("")) == ()
