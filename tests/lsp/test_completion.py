from collections.abc import Iterator

import pytest
from lsp.marked import in_card, marked, sound

from alignmentcard.document import parse
from alignmentcard.edit import Edit
from alignmentcard.lsp.completion import Offer, Style, complete
from alignmentcard.lsp.context import field_at, is_entry
from alignmentcard.lsp.draft import Draft
from alignmentcard.model.fields import tree
from alignmentcard.paths import Route
from alignmentcard.rules import catalogue
from alignmentcard.text.marks import Mark, Span

RICH = Style(snippets=True, lines=True)


def offered(text: str, style: Style | None = None) -> Offer:
    offer = complete(*marked(text), style)
    assert offer is not None
    return offer


def in_sound_card(sections: str) -> Offer:
    offer = complete(*in_card(sections))
    assert offer is not None
    return offer


def labels(text: str) -> list[str]:
    return [choice.label for choice in offered(text).choices]


def accepted(text: str, label: str, style: Style | None = None) -> str:
    """Return the text as it is after a choice was taken; `$1` stays, to show where the cursor goes."""
    offer = offered(text, style)
    choice = next(choice for choice in offer.choices if choice.label == label)
    plain = text.replace("‸", "")
    edit = Edit(*offer.span, choice.insert)
    return plain[: edit.start] + edit.text + plain[edit.end :]


FRAMEWORK = [name for name in tree().children["framework"].children if name != "strength"]
OFFERED = [
    ("dataset: {}\n‸", [name for name in tree().children if name != "dataset"]),
    ("framework:\n  strength: clear\n  ‸\n", FRAMEWORK),
    ("framework: {strength: clear, ‸", FRAMEWORK),
    ("framework:\n  dimensions: ‸", ["broad", "specific"]),
    ("framework:\n  dimensions: bro‸", ["broad", "specific"]),
    ("framework: {dimensions: ‸}", ["broad", "specific"]),
    ("collection:\n  abstention: ‸", ["true", "false"]),
    ("alignmentcard: ‸", ["1.1"]),
    ("intent:\n  beliefs: one\n  uses: [evaluation, guardrail, moderation, red_teaming, other, ‸]",
     ["reward_model", "fine_tuning", "opinion_study"]),
    ("framework:\n  authority:\n    - law\n    - experts\n    - ‸",
     ["organisation", "designers", "raters", "community", "users", "model"]),
    ("ignore:\n  - rule: ‸", [rule.code for rule in catalogue() if rule.severity != "error"]),
]  # fmt: skip

REFERRED = [
    ("statistics:\n  agreement:\n    - dimension: ‸", ["harmful"]),
    ("statistics: {agreement: [{dimension: har‸", ["harmful"]),
    ("aggregation:\n  - dimensions: [‸]", ["harmful"]),
    ("evaluations:\n  - {system: x, dimension: ‸}", ["harmful"]),
    ("pools:\n  - {id: us-panel, dimensions: [‸]}", ["harmful"]),
    ("pools:\n  - {id: us-panel, assisted_by: ‸}", ["us-panel"]),
    ("evidence:\n  - {field: dataset.items, source: ‸", ["census"]),
    ("pools:\n  - target: {source: ‸}", ["census"]),
]

NOTHING = [
    "dataset:\n  title: ‸",
    "dimensions:\n  - asks: Is it ‸",
    "extensions:\n  org:\n    ‸",
    "nonsense:\n  ‸",
    "framework: ‸",
    "pools: [‸]",
    "# ‸",
]


@pytest.mark.parametrize(("text", "wanted"), OFFERED, ids=[text for text, _ in OFFERED])
def test_what_fits_is_offered_in_the_order_of_the_standard(text: str, wanted: list[str]) -> None:
    assert labels(text) == wanted


@pytest.mark.parametrize(("text", "wanted"), REFERRED, ids=[text for text, _ in REFERRED])
def test_ids_are_offered_where_something_declared_is_named(text: str, wanted: list[str]) -> None:
    assert [choice.label for choice in in_sound_card(text).choices] == wanted


@pytest.mark.parametrize("text", NOTHING)
def test_nothing_is_offered_where_the_text_is_free(text: str) -> None:
    offer = complete(*marked(text))
    assert offer is None or offer.choices == ()


WRITTEN = [
    ("intent:\n  ‸\n", "scope", "intent:\n  scope: \n"),
    ("intent:\n  sc‸\n", "scope", "intent:\n  scope: \n"),
    ("intent:\n  sc‸: universal\n", "scope", "intent:\n  scope: universal\n"),
    ("intent:\n  ‸\n", "uses", "intent:\n  uses: [$1]\n"),
    ("intent: {‸}\n", "scope", "intent: {scope: }\n"),
    ("dimensions:\n  - {‸}\n", "definition", "dimensions:\n  - {definition: {$1}}\n"),
    ("dimensions:\n  - ‸\n", "id", "dimensions:\n  - id: \n"),
    ("dimensions:\n  -‸\n", "id", "dimensions:\n  - id: \n"),
    ("dimensions:\n  ‸\n", "id", "dimensions:\n  - id: \n"),
    ("dimensions:\n  - id: x\n    ‸\n", "definition", "dimensions:\n  - id: x\n    definition:\n      \n"),
    ("dimensions:\n  - ‸\n", "definition", "dimensions:\n  - definition:\n      \n"),
    ("‸", "pools", "pools:\n  - id: "),
    ("intent:\n  beliefs:‸\n", "many", "intent:\n  beliefs: many\n"),
    ("intent:\n  beliefs: o‸ne\n", "many", "intent:\n  beliefs: many\n"),
    ("intent:\n  uses: ‸\n", "evaluation", "intent:\n  uses: [evaluation]\n"),
    ("intent:\n  uses:\n    ‸\n", "evaluation", "intent:\n  uses:\n    - evaluation\n"),
    ("alignmentcard: ‸\n", "1.1", 'alignmentcard: "1.1"\n'),
    ('alignmentcard: "‸"\n', "1.1", 'alignmentcard: "1.1"\n'),
    ("collection:\n  abstention: ‸\n", "true", "collection:\n  abstention: true\n"),
    ("gaps:\n  - field: dataset.pub‸\n", "dataset.published", "gaps:\n  - field: dataset.published\n"),
]


@pytest.mark.parametrize(("before", "label", "after"), WRITTEN, ids=[f"{b} {label}" for b, label, _ in WRITTEN])
def test_what_is_inserted_fits_its_place(before: str, label: str, after: str) -> None:
    assert accepted(before, label, RICH) == after


def test_whoever_types_a_card_from_the_top_is_offered_each_of_its_fields_and_words() -> None:
    """Cut off before each key and each word of a vocabulary, the text is one that is being typed."""
    document = sound()
    tried = 0
    for route, span, word in typed(document.root, ()):
        field = field_at(route)
        if field is None or (is_entry(route) and not field.vocabulary):
            continue
        cut = parse(document.text[: span.start + 1])
        offer = complete(Draft.after(Draft.after(None, document), cut), span.start + 1)
        assert offer is not None, route
        assert word in [choice.label for choice in offer.choices], route
        tried += 1
    assert tried > 100


def typed(mark: Mark, route: Route) -> Iterator[tuple[Route, Span, str]]:
    """Yield the keys of a card, and the words from vocabularies, in the order of the text."""
    for key, span in mark.keys.items():
        yield (*route, key), span, key
    children = mark.children.items() if isinstance(mark.children, dict) else enumerate(mark.children or ())
    for place, child in children:
        field = field_at((*route, place))
        if child.children is None and field and field.vocabulary:
            span = Span(child.start, child.end)
            yield (*route, place), span, sound().text[child.start : child.end]
        yield from typed(child, (*route, place))


def test_an_editor_that_knows_only_words_gets_one_line_without_marks() -> None:
    assert accepted("intent:\n  ‸\n", "uses") == "intent:\n  uses: []\n"
    assert accepted("‸", "pools") == "pools:"


def test_an_id_that_looks_like_a_number_is_quoted() -> None:
    text = 'dimensions:\n  - id: "2023"\nevaluations:\n  - dimension: ‸\n'
    assert accepted(text, "2023").endswith('dimension: "2023"\n')


def test_gaps_are_offered_for_empty_fields_and_evidence_for_filled_ones() -> None:
    empty = {choice.label for choice in in_sound_card("gaps:\n  - field: ‸\n").choices}
    filled = {choice.label for choice in in_sound_card("evidence:\n  - field: ‸\n").choices}
    assert {"dataset.published", "dimensions.harmful.priority", "pools.us-panel.pay.standard"} <= empty
    assert {"dataset.title", "dimensions.harmful.asks", "pools.us-panel.pay.amount"} <= filled
    assert not empty & filled


def test_ids_come_from_the_last_readable_text_while_this_one_is_broken() -> None:
    good = parse("dimensions:\n  - {id: kind, name: Kindness}\n")
    draft = Draft.after(Draft.after(None, good), parse("dimensions: [\nevaluations:\n  - dimension: "))
    offer = complete(draft, len(draft.document.text))
    assert offer is not None
    assert [(choice.label, choice.detail) for choice in offer.choices] == [("kind", "Kindness")]


def test_fields_terms_and_rules_carry_their_meaning() -> None:
    field = offered("framework:\n  ‸").choices[0]
    term = offered("framework:\n  dimensions: ‸").choices[0]
    rule = offered("ignore:\n  - rule: ‸").choices[0]
    assert "general judgements or named traits" in field.about
    assert term.about == "One general judgement, such as better, preferred or good."
    assert catalogue()[0].code < rule.label
    assert rule.detail in rule.about


def test_a_record_begins_with_all_that_it_cannot_be_without() -> None:
    choices = {c.label: c for c in complete(Draft.after(None, parse("\n")), 0, Style(True, True)).choices}
    assert choices["sources"].insert == "sources:\n  - id: $1\n    title: $2"
    assert choices["gaps"].insert == "gaps:\n  - field: $1\n    reason: $2"
    assert choices["dataset"].insert == "dataset:\n  id: $1\n  title: $2"
    assert choices["pools"].insert == "pools:\n  - id: "
    assert not choices["pools"].snippet
