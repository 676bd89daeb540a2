"""YAML to parsing events, and a parser's complaint to a fault; the only importer of the YAML parsers.

Events come from libyaml and, where there is no C, from the pure parser of ruamel.yaml.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from alignmentcard.marks import Fault, Span


def events(text: str, pure: bool) -> tuple[Iterable[Any], tuple[type[Exception], ...]]:
    if not pure:
        try:
            from yaml import YAMLError as LibraryError
            from yaml import _yaml
        except ImportError:
            pass
        else:
            return _from_libyaml(_yaml.CParser, text), (LibraryError, UnicodeEncodeError)
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    return YAML(typ="safe", pure=True).parse(text), (YAMLError,)


def _from_libyaml(parser_class: Callable[[str], Any], text: str) -> Iterator[Any]:
    parser = parser_class(text)
    try:
        while parser.check_event():
            yield parser.get_event()
    finally:
        parser.dispose()


def syntax_fault(text: str, error: Exception, start: int) -> Fault:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    index = mark.index if mark else getattr(error, "position", getattr(error, "start", 0)) or 0
    index = min(index + start, len(text))
    reason = getattr(error, "problem", None) or getattr(error, "reason", None) or "it cannot be read"
    if not mark:
        reason = f"the character {_shown(text[index : index + 1])} is not allowed"
    return Fault("syntax", f"This is not YAML: {reason}.", Span(index, index), help=_hint(str(reason)))


def _shown(character: str) -> str:
    return f"U+{ord(character):04X}" if character else "at the end"


HINTS = {
    "mapping values are not allowed": "Put quotes around a text that contains a colon followed by a space.",
    "did not find expected ',' or": "A bracket or brace that was opened before is not closed.",
    "did not find expected node content": "A bracket or brace that was opened before is not closed.",
    "found character that cannot start any token": "Put quotes around a text that begins with this character, "
    "and use spaces instead of tabs.",
    "did not find expected key": "Check the indentation, and that quotes inside a quoted text are doubled.",
    "could not find expected ':'": "A key needs a colon; a text over several lines needs a deeper indentation.",
    "found unexpected end of stream": "A quote, bracket or brace that was opened before is not closed.",
}


def _hint(reason: str) -> str:
    return next(
        (hint for start, hint in HINTS.items() if reason.startswith(start)), "Check the indentation and the quotes."
    )
