"""Which sentences of findings a page in another language would have to show in English."""

from collections.abc import Iterable, Iterator

from alignmentcard.messages import speaking
from alignmentcard.messages.retold import again

OF_OTHERS = {"AC015": "help"}
"""What is not ours to translate: the words of a profile's own schema."""


def left_in_english(findings: Iterable) -> list[str]:
    """Return the sentences of findings, or of faults, that are not in the catalogues."""
    with speaking("de"):
        return [text for one in findings for name, text in _sentences(one) if _is_left(one, name, text)]


def _sentences(one) -> Iterator[tuple[str, str]]:
    yield "message", one.message
    yield "help", one.help
    fix = getattr(one, "fix", None)
    if fix:
        yield "title", fix.title


def _is_left(one, name: str, text: str) -> bool:
    return again(text) is None and OF_OTHERS.get(getattr(one, "code", "")) != name
