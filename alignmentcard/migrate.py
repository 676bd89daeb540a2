"""Cards of older versions of the standard to the newest: steps that change the text and keep what people wrote.

A step is a generator of operations for a card of one version; each operation names places in the card as the ones
before it left it. Comments, order and quotes of everything else stay byte for byte. Whoever only reads a card needs
no new text: `as_newest` carries out the same operations on its data.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from alignmentcard.document import Document
from alignmentcard.edit import Fix, Operation, Set, apply
from alignmentcard.edit.operations import intended
from alignmentcard.errors import AlignmentCardError
from alignmentcard.model import VERSION

Change = Callable[[Document], Iterator[Operation]]


@dataclass(frozen=True)
class Step:
    """A change of the standard: from which version, to which, and how a card follows."""

    old: str
    new: str
    change: Change

    @property
    def summary(self) -> str:
        """What changed, from the first line of the docstring."""
        return (self.change.__doc__ or "").strip().partition("\n")[0]


STEPS: list[Step] = []


def step(old: str, new: str, steps: list[Step] = STEPS) -> Callable[[Change], Change]:
    """Register a generator of operations as the step from one version to the next."""

    def register(change: Change) -> Change:
        steps.append(Step(old, new, change))
        return change

    return register


@step("1.0", "1.1")
def _added(document: Document) -> Iterator[Operation]:
    """Fields and words were added; those of 1.0 keep their places and meanings."""
    yield from ()


SCHEMA_LINE = re.compile(
    r"^(# yaml-language-server: \$schema=https://w3id\.org/alignmentcard/)[0-9.]+(?=/schema\.json)"
)
"""The first line of a card that editors read: which schema it is to fit."""


@dataclass(frozen=True)
class Migration:
    """The card as it was, as it is in the newest version, and the steps between."""

    before: Document
    after: Document
    steps: tuple[Step, ...]


def version_of(document: Document) -> str | None:
    """Return the version that a card says it was written for."""
    version = document.data.get("alignmentcard") if isinstance(document.data, dict) else None
    return version if isinstance(version, str) else None


def steps_to_newest(version: str | None, steps: list[Step] = STEPS, newest: str = VERSION) -> list[Step] | None:
    """Return the steps from a version to the newest, none if it is the newest; None where there is no way."""
    taken: list[Step] = []
    while version != newest:
        following = next((step for step in steps if step.old == version), None)
        if following is None or following in taken:
            return None
        taken.append(following)
        version = following.new
    return taken


def upgrade(document: Document, steps: list[Step] = STEPS, newest: str = VERSION) -> Migration:
    """Take a card to the newest version; raises where it has none that is known, or a step cannot be carried out."""
    taken = steps_to_newest(version_of(document), steps, newest)
    if taken is None:
        known = ", ".join(sorted({newest, *(step.old for step in steps)}))
        raise AlignmentCardError(
            f"{document.name} is written for the version {version_of(document)} of the standard, and there is no way "
            f"from there to {newest}. Known versions: {known}."
        )
    after = document
    for each in taken:
        after = _with_schema(_renumbered(_changed(after, each), each), each.new)
    return Migration(document, after, tuple(taken))


def as_newest(document: Document) -> Any:
    """Return the data of a card as it is in the newest version; as it is where there is no way there."""
    for each in steps_to_newest(version_of(document)) or ():
        for operation in (*each.change(document), Set(("alignmentcard",), each.new)):
            document = replace(document, data=intended(document.data, (operation,)))
    return document.data


def _renumbered(document: Document, each: Step) -> Document:
    """Write the new version in the place and the quotes of the old one."""
    mark = document.mark(("alignmentcard",))
    if mark and document.text[mark.start : mark.end] in (f"'{each.old}'", f'"{each.old}"'):
        return document.again(document.text[: mark.start + 1] + each.new + document.text[mark.end - 1 :])
    return _carried_out(document, Set(("alignmentcard",), each.new), each)


def _with_schema(document: Document, version: str) -> Document:
    text = SCHEMA_LINE.sub(rf"\g<1>{version}", document.text)
    return document if text == document.text else document.again(text)


def _changed(document: Document, each: Step) -> Document:
    for operation in each.change(document):
        document = _carried_out(document, operation, each)
    return document


def _carried_out(document: Document, operation: Operation, each: Step) -> Document:
    text, done = apply(document, [Fix(each.summary, (operation,))])
    if not done:
        place = ".".join(map(str, operation.route))
        raise AlignmentCardError(
            f"{document.name}: the step from {each.old} to {each.new} cannot change {place} without touching more. "
            "Write that field on lines of its own, or change it by hand. Nothing was changed."
        )
    return document.again(text)
