"""The text of a draft: sections in their order, and under each the texts that may belong there, as comments."""

from collections.abc import Iterable, Iterator
from textwrap import wrap
from typing import Any

from alignmentcard.convert.imports.found import Left, Unread, named, paragraphs
from alignmentcard.layout.comments import Notes
from alignmentcard.layout.text import WIDTH, laid_out, ordered
from alignmentcard.messages import _, later
from alignmentcard.model.fields import Field, tree
from alignmentcard.paths import Route, split

LONGEST = 3000
"""Characters of a text that are shown; the rest can be read in the imported file."""
HEAD = later(
    "A draft made from {name}. Values are what the file says, each with its place under evidence. Texts behind a # "
    "may answer a field: write what they say into the field, and delete them. Fields that are not known yet stand "
    "under gaps; who fills a field takes its gap out. Then: alignmentcard check"
)
NO_PLACE = later("What else the file says. A card has no field for it, or it was not clear which one:")
HINTS = {
    "intent": later("written: ex_post if the data existed before this card, ex_ante if both were planned together.")
}
"""What an author is told where nothing can be read off a file."""


def in_order(data: dict[str, Any]) -> dict[str, Any]:
    """Put the fields of a card, and of the records in it, into the order of the standard."""
    ordered: dict[str, Any] = _ordered(tree(), data)
    return ordered


def _ordered(field: Field, value: Any) -> Any:
    if isinstance(value, list):
        return [_ordered(field, entry) for entry in value]
    if not isinstance(value, dict) or not field.children:
        return value
    known = {name: _ordered(child, value[name]) for name, child in field.children.items() if name in value}
    return {**known, **value, **known}


def commented(data: dict[str, Any], left: Iterable[Left] = (), name: str = "", unread: Iterable[Unread] = ()) -> str:
    """Write a card as YAML, with the texts that an author may place; `name` is the file that it was drafted from."""
    left = list(left)
    around = Notes(head=[*(f"# {line}" for line in wrap(_(HEAD, name=named(name)), WIDTH)), ""] if name else [])
    waiting: list[str] = []
    for section in (*tree().children, *(key for key in data if key not in tree().children)):
        if section in data:
            around.above[section,] = ["", *waiting, ""] if waiting else []
            waiting = []
        remarks = list(_remarks(section, data, left, hints=bool(name)))
        if section not in data:
            waiting += ["", *remarks] if remarks else []
        elif remarks:
            around.below[_end(section, data[section])] = remarks
    beside = [line for one in unread if one.text for line in _comment(_('"{at}":', at=named(one.at)), one.text)]
    around.tail.extend([*waiting, *(["", *_wrapped(_(NO_PLACE)), *beside] if beside else [])])
    return laid_out(data, around)


def _remarks(section: str, data: dict[str, Any], left: list[Left], *, hints: bool) -> Iterator[str]:
    """Yield what an author is told about a section, and the texts that may belong there."""
    here = [one for one in left if split(one.path)[0] == section]
    hint = HINTS.get(section) if hints and "written" not in data.get(section, {}) else None
    if section not in data and (here or hint):
        yield f"# {section}: {_(tree().children[section].description)}"
    if hint:
        yield f"# {_(hint)}"
    for one in here:
        yield from _comment(_('{path}, from "{at}":', path=one.path, at=named(one.at)), one.text)


def _end(section: str, value: Any) -> Route:
    """Return the last place of a section on its first level, which remarks about the section stand below."""
    if isinstance(value, list) and value:
        return section, len(value) - 1
    return (section, ordered(value, (section,))[-1]) if isinstance(value, dict) and value else (section,)


def _wrapped(text: str) -> Iterator[str]:
    yield from (f"# {line}" for line in wrap(text, WIDTH - 4))


def _comment(lead: str, said: str) -> Iterator[str]:
    text = paragraphs(said[: 2 * LONGEST])
    if len(text) > LONGEST:
        text = f"{text[:LONGEST].rstrip()} … {_('(the rest stands in the file)')}"
    yield from _wrapped(lead)
    for line in text.split("\n"):
        for piece in wrap(line, WIDTH - 6, break_long_words=True, break_on_hyphens=False) or [""]:
            yield f"#   {piece}".rstrip()
