"""The tree of a card's fields as HTML; put together from strings, because a card has hundreds of them."""

from functools import lru_cache

from markupsafe import Markup

from alignmentcard.messages import _, kept
from alignmentcard.portal.card.everything import Node, Value
from alignmentcard.portal.card.notes import Proof
from alignmentcard.portal.markup import escaped
from alignmentcard.words import label

REFERENCE = "../../reference/fields/#"


def inside(node: Node) -> Markup:
    """Return what stands in a field: its values, why there are none, who says so, and the fields below it."""
    return Markup(_inside(node))  # noqa: S704 (every part is escaped)


def _inside(node: Node) -> str:
    if not (node.gap or node.proofs or node.children or node.unstated):  # as of most fields
        return _values(node.values)
    parts = [_values(node.values), _gap(node), *map(_proof, node.proofs), *map(_field, node.children), _unstated(node)]
    return "".join(parts)


@lru_cache(4096)
def _known(text: str) -> str:
    """Escape a text that card after card says: a path, a definition."""
    return escaped(text)


@kept(4096)
def _link_to(path: str) -> str:
    return escaped(_("Link to {path}", path=path))


def _field(node: Node) -> str:
    path = _known(node.path)
    return (
        f'<div class="ac-field{" ac-group" if node.children else ""}" id="field-{path}">\n'
        f'<div class="ac-name">{_name(node)}'
        f'<a class="ac-anchor" href="#field-{path}" aria-label="{_link_to(node.path)}">#</a></div>\n'
        f'<div class="ac-value">{_inside(node)}</div>\n</div>\n'
    )


def _name(node: Node) -> str:
    if node.known:
        return _linked(node.known.path, node.known.name, node.known.description)
    anchor = f' id="field-{escaped(node.titled)}"' if node.titled else ""
    return f'<bdi class="ac-label"{anchor}>{escaped(node.label)}</bdi>'


@kept()
def _linked(path: str, name: str, about: str) -> str:
    """Return the name of a field of the standard, with its description and the way to its definition."""
    return f'<a class="ac-label" href="{REFERENCE}{path}" title="{escaped(_(about))}">{escaped(label(name))}</a>'


def _values(values: tuple[Value, ...]) -> str:
    if len(values) > 1:
        return f"<ul>{''.join(f'<li>{_value(one)}</li>' for one in values)}</ul>"
    return _value(values[0]) if values else ""


def _value(value: Value) -> str:
    text = escaped(value.text)
    if value.href:
        text = f'<a href="{escaped(value.href)}" rel="noopener">{text}</a>'
    else:
        text = f"<code>{text}</code>" if value.code else f'<bdi class="ac-text">{text}</bdi>'
    return f'{text} <span class="ac-meaning">{_known(value.meaning)}</span>' if value.meaning else text


def _gap(node: Node) -> str:
    if node.gap is None:
        return ""
    note = f" <bdi>{escaped(node.gap.note)}</bdi>" if node.gap.note else ""
    word = escaped(_("Gap."))
    return f'<p class="ac-gap"><strong>{word}</strong> {escaped(node.why)}{note}</p>'


def _proof(proof: Proof) -> str:
    at = f", {escaped(proof.at)}" if proof.at else ""
    note = f": <bdi>{escaped(proof.note)}</bdi>" if proof.note else ""
    source = f'<a href="#field-sources.{escaped(proof.source)}">{escaped(proof.title)}</a>'
    return f'<p class="ac-proof">{source}{at}{note}</p>\n'


def _unstated(node: Node) -> str:
    if not node.unstated:
        return ""
    path = _known(node.path)
    names = (f'<span id="field-{path}.{one.name}"{_described(one.name, one.description)}' for one in node.unstated)
    word = escaped(_("Not stated:"))
    return f'<p class="ac-unstated">{word} {", ".join(names)}.</p>\n'


@kept()
def _described(name: str, about: str) -> str:
    return f' title="{escaped(_(about))}">{escaped(label(name))}</span>'
