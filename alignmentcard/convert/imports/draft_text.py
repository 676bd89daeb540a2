"""The text of a draft: sections in their order, and under each the texts that may belong there, as comments."""

from collections.abc import Iterable, Iterator
from textwrap import wrap
from typing import Any

from alignmentcard.convert.imports.found import Left, named, paragraphs
from alignmentcard.model.fields import Field, tree
from alignmentcard.paths import split
from alignmentcard.text.writing import flow, scalar, tall

WIDTH = 116
LONGEST = 3000
"""Characters of a text that are shown; the rest can be read in the imported file."""
FOLD = 90
HEAD = (
    "A draft made from {name}. Values are what the file says, each with its place under evidence. Texts behind a # "
    "may answer a field: write what they say into the field, and delete them. Fields that are not known yet stand "
    "under gaps; who fills a field takes its gap out. Then: alignmentcard check"
)
HINTS = {"intent": "written: ex_post if the data existed before this card, ex_ante if both were planned together."}
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


def commented(data: dict[str, Any], left: Iterable[Left] = (), name: str = "") -> str:
    """Write a card as YAML, with the texts that an author may place."""
    left = list(left)
    head = [f"# {line}" for line in wrap(HEAD.format(name=named(name)), WIDTH)] if name else []
    parts = ["\n".join([*head, f"alignmentcard: {scalar(data.get('alignmentcard'))}"]) + "\n"]
    for section in (*tree().children, *(key for key in data if key not in tree().children)):
        if section != "alignmentcard":
            here = [one for one in left if split(one.path)[0] == section]
            parts.append("".join(_section(section, data, here, hints=bool(name))))
    return "\n".join(filter(None, parts))


def _section(name: str, data: dict[str, Any], left: list[Left], *, hints: bool) -> Iterator[str]:
    if name in data:
        yield from _values(name, data[name])
    elif left or (hints and name in HINTS):
        yield f"# {name}: {tree().children[name].description}\n"
    pad = "  " if data.get(name) else ""
    if hints and name in HINTS and "written" not in data.get(name, {}):
        yield f"{pad}# {HINTS[name]}\n"
    for one in left:
        yield from _comment(one, pad)


def _values(name: str, value: Any) -> Iterator[str]:
    if not value or not isinstance(value, dict | list):
        yield f"{scalar(name)}: {flow(value)}\n"
        return
    yield f"{scalar(name)}:\n"
    if isinstance(value, list):
        yield tall(value, 2, 0 if name in ("evidence", "gaps", "sources") else 1)
        return
    for key, entry in value.items():
        yield _folded(key, entry) if _folds(entry) else tall({key: entry}, 2, 0)


def _folds(value: Any) -> bool:
    """Say whether a text is long, the same after its lines were joined again, and none of them like a comment."""
    if not isinstance(value, str) or len(value) <= FOLD or not value.isprintable() or value != " ".join(value.split()):
        return False
    return not any(line.startswith("#") for line in _wrapped(value))


def _folded(key: str, text: str) -> str:
    return f"  {scalar(key)}: >-\n" + "".join(f"    {line}\n" for line in _wrapped(text))


def _wrapped(text: str) -> list[str]:
    return wrap(text, WIDTH - 4, break_long_words=False, break_on_hyphens=False)


def _comment(one: Left, pad: str) -> Iterator[str]:
    text = paragraphs(one.text[: 2 * LONGEST])
    if len(text) > LONGEST:
        text = f"{text[:LONGEST].rstrip()} … (the rest stands in the file)"
    for line in wrap(f'{one.path}, from "{named(one.at)}":', WIDTH - len(pad) - 2):
        yield f"{pad}# {line}\n"
    for line in text.split("\n"):
        for piece in wrap(line, WIDTH - len(pad) - 4, break_long_words=True, break_on_hyphens=False) or [""]:
            yield f"{pad}#   {piece}".rstrip() + "\n"
