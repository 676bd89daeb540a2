"""Cards of older versions of the standard to the newest: steps that change the text and keep what people wrote.

A step is a generator of operations for a card of one version; each operation names places in the card as the ones
before it left it. Comments, order and quotes of everything else stay byte for byte. There is no step yet, because
there has been one version so far.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from alignmentcard.document import Document
from alignmentcard.edit import Fix, Operation, Set, apply
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


def way(version: str | None, steps: list[Step] = STEPS, newest: str = VERSION) -> list[Step] | None:
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
    taken = way(version_of(document), steps, newest)
    if taken is None:
        known = ", ".join(sorted({newest, *(step.old for step in steps)}))
        raise AlignmentCardError(
            f"{document.name} is written for the version {version_of(document)} of the standard, and there is no way "
            f"from there to {newest}. Known versions: {known}."
        )
    after = document
    for each in taken:
        after = _carried_out(_changed(after, each), Set(("alignmentcard",), each.new), each)
    return Migration(document, after, tuple(taken))


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
