"""What an editor shows above a field, a word of a vocabulary, an id, a path or the code of a rule."""

import re
from dataclasses import dataclass

from alignmentcard.lsp.context import declared, field_at, is_entry, reference_kind, under, word_at
from alignmentcard.lsp.draft import Draft
from alignmentcard.lsp.slots import Slot
from alignmentcard.messages import _, later, spoken
from alignmentcard.model.base import Vocabulary
from alignmentcard.model.fields import Field, find
from alignmentcard.paths import split
from alignmentcard.resources import visible
from alignmentcard.rules import Rule
from alignmentcard.rules import find as find_rule
from alignmentcard.text.marks import Span
from alignmentcard.text.writing import flow

MARKUP = re.compile(r"([\\`*_{}\[\]()<>#+!|&~-])")
LONGEST = 300
SHAPES = {"value": "{what}", "list": later("list of {what}"), "table": later("table of {what}")}
TERM, TERMS, RECORDS = later("term"), later("terms"), later("records")


@dataclass(frozen=True)
class Hover:
    """A text in Markdown and the stretch that it is about."""

    span: Span
    markdown: str


def hover(draft: Draft, offset: int) -> Hover | None:
    """Describe what stands at an offset."""
    slot = under(draft.document, offset)
    text = _about(draft, slot) if slot else None
    return Hover(slot.span, text) if slot and text else None


def _about(draft: Draft, slot: Slot) -> str | None:
    field = field_at(slot.route)
    if field is None or (is_entry(slot.route) and slot.role == "key"):
        return None
    if slot.role == "key":
        return describe_field(field)
    word = word_at(draft.document, slot)
    return _about_word(draft, slot, field, word) or describe_field(field)


def _about_word(draft: Draft, slot: Slot, field: Field, word: str) -> str | None:
    if field.vocabulary and word in field.vocabulary.terms:
        return describe_term(field.vocabulary, word)
    kind = reference_kind(slot.route)
    if kind == "rules":
        return describe_rule(word)
    if kind == "fields":
        named = find(split(word))
        return describe_field(named) if named else None
    entry = next((d.entry for d in declared(draft.data, kind) if d.id == word), None) if kind else None
    return describe_entry(word, entry) if entry else None


def describe_field(field: Field) -> str:
    """Say what a field means, what it may hold and what an author is asked."""
    needed = ", " + _("required") if field.required else ""
    name = field.path.replace("*", "\\*")
    lines = [f"**{name}** · {kind_of(field)}{needed}", _(field.description)]
    if field.question:
        lines.append(f"*{_(field.question)}*")
    if field.vocabulary:
        lines.append(_terms(field.vocabulary))
    if field.example is not None:
        lines.append(_("Example:") + f" `{flow(field.example)}`")
    return "\n\n".join(lines)


def kind_of(field: Field) -> str:
    """Say what a field may hold, in two or three words."""
    if field.shape == "record":
        return _("record")
    what = TERMS if field.vocabulary and field.shape == "list" else TERM if field.vocabulary else field.type
    if field.shape == "list" and field.type == "record":
        what = RECORDS
    return _(SHAPES[field.shape], what=_(what))


def _terms(vocabulary: Vocabulary) -> str:
    return "\n".join(f"- `{term}`: {_(meaning.definition)}" for term, meaning in vocabulary.terms.items())


def describe_term(vocabulary: Vocabulary, word: str) -> str:
    """Say what a word of a vocabulary means, what others call it, and where the vocabulary comes from."""
    term = vocabulary.terms[word]
    lines = [f"**{word}** · {_(vocabulary.description)}", _(term.definition)]
    if term.maps:
        lines.append(_("Elsewhere:") + " " + ", ".join(f"`{name}`" for name in term.maps))
    if vocabulary.source:
        lines.append(_("Source:") + f" {vocabulary.source}")
    return "\n\n".join(lines)


def describe_rule(code: str) -> str | None:
    """Say what a rule finds and why it matters."""
    rule = find_rule(code)
    if rule is None:
        return None
    title = f"**{rule.code} {rule.name}** · {_(rule.severity)}"
    named = _("{code} in the reference", code=rule.code)
    link = f"[{named}]({rule.url})"
    return "\n\n".join(filter(None, [title, _(rule.summary), _why(rule), link]))


def _why(rule: Rule) -> str:
    """Return why a rule matters, in English; a page that speaks another language has no such texts with it."""
    return rule.docs.why if spoken().is_source else ""


def describe_entry(word: str, entry: dict[str, object]) -> str:
    """Say what an id stands for, in the words of the card."""
    told = [entry.get(name) for name in ("name", "title", "asks", "url")]
    return "\n\n".join([f"**{plain(word)}**", *(plain(text) for text in told if isinstance(text, str))])


def plain(text: str) -> str:
    """Write a text of a card so that Markdown shows it as it stands."""
    short = text if len(text) <= LONGEST else text[:LONGEST] + " …"
    return MARKUP.sub(r"\\\1", visible(" ".join(short.split())))
