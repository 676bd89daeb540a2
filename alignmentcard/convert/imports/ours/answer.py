"""What an answer in our sentences leads to: values at their fields, and beside them what else it says."""

import re
from collections.abc import Iterator

from alignmentcard.convert.imports.found import Found, Left, Taken
from alignmentcard.convert.imports.ours.reading import Read, read
from alignmentcard.convert.imports.questions import asked
from alignmentcard.convert.prose.silence import SEE

VERDICT = re.compile(
    r"\s*(?:Yes|No(?:, not (?:all of it|for all of them))?|N/A)\.(?:\s+Not (?:all of it|for all of them)\.)?(?:\s+|$)"
)
NO_ANSWER = ("Not answered", SEE)
SEVERAL = re.compile(r"(?m)^- \*\*[^\n]{1,400}\*\*: ")
"""How a form that is about several cards says of which one it speaks."""
TEXTS = (
    (r"for what purpose was|documentation of the artifacts", "dataset.summary"),
    (r"considered (?:confidential|sensitive)|possible to identify|uniquely identifies individual",
     "release.personal_data"),
    (r"revoke their consent", "release.withdrawal"),
    (r"supporting/hosting|be updated", "release.maintenance"),
    (r"anything about the composition", "intent.whose_values"),
)  # fmt: skip
"""Questions whose answers begin with a text of the author."""


def ours(title: str, text: str, *, whole: bool) -> tuple[list[Found], str | None]:
    """Return what our sentences in an answer lead to, and the text that others have still to read; None for nothing.

    `whole` says that this program wrote the whole sheet, so that what stands beside its sentences is the card's.
    """
    if SEVERAL.search(text):
        return [], text
    said = read(VERDICT.sub("", text, count=1), whole=whole)
    if not said.known and not whole:
        return [], text
    if not whole:
        rest = " ".join((said.before, *(one for _, one in said.rest)))
        return list(_taken(title, said)), rest or None
    return list(_of_sheet(title, said)), None


def _taken(title: str, said: Read) -> Iterator[Found]:
    yield from (Taken(path, value, title) for path, value in said.values)


def _of_sheet(title: str, said: Read) -> Iterator[Found]:
    """Yield the values, the text that begins the answer, and all else as texts for the author."""
    yield from _taken(title, said)
    words = " ".join(title.lower().split())
    place = next((path for pattern, path in TEXTS if re.search(pattern, words)), None)
    if said.before and place and not said.before.startswith(NO_ANSWER):
        yield Taken(place, said.before, title)
        rest = []
    else:
        rest = [said.before]
    rest += [one for path, one in said.rest if not path]
    yield from (Left(path.partition(".*")[0].rstrip("."), one, title) for path, one in said.rest if path)
    rest += said.gaps
    where = asked(title)
    text = " ".join(filter(None, rest))
    if text and where and not text.startswith(NO_ANSWER):
        yield Left(where, text, title)
