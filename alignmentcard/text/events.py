"""YAML to parsing events, and a parser's complaint to a fault; the only importer of libyaml.

Events come from libyaml and, where there is no C, from the pure parser of ruamel.yaml (see `pure`).
"""

import re
from collections.abc import Iterable
from typing import Any

from alignmentcard.messages.retold import refilled, worded
from alignmentcard.text.complaints import complaint
from alignmentcard.text.marks import Fault, Span
from alignmentcard.text.slips import slip_in

NOT_PRINTABLE = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff]")
"""What YAML forbids, which compiles ten times faster than all but what it allows."""


def events(text: str, pure: bool) -> tuple[Iterable[Any], tuple[type[Exception], ...]]:
    """Return the events of a text, and what their iterator raises where the text is not YAML."""
    if not pure:
        try:
            from yaml import YAMLError as LibraryError
            from yaml import _yaml
        except ImportError:
            pass
        else:
            return iter(_yaml.CParser(text).get_event, None), (LibraryError,)
    from ruamel.yaml.error import YAMLError

    from alignmentcard.text.pure import parse

    return parse(text), (YAMLError,)


def character_fault(text: str, start: int, end: int) -> Fault | None:
    """Return a fault for the first character that YAML forbids; the parsers count bytes there, not characters."""
    found = NOT_PRINTABLE.search(text, start, end)
    if found is None:
        return None
    message = worded("This is not YAML: the character U+{ord:04X} is not allowed.", ord=ord(found.group()))
    return Fault(
        "syntax", message, Span(*found.span()), help=worded("Delete the character; it is invisible in most editors.")
    )


def met_depth_limit(error: Exception) -> bool:
    """Say whether libyaml met its own limit of levels, which it may before it tells of the first one.

    The pure parser has none, so it gets as far as the limit of this program and can say where that is.
    """
    return "nesting depth" in str(getattr(error, "problem", ""))


def syntax_fault(text: str, error: Exception, start: int) -> Fault:
    """Turn what a parser raised into a fault; `start` is what the parser did not see of the text."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    index = min(mark.index + start if mark else start, len(text))
    problem = str(getattr(error, "problem", None) or "")
    slip = slip_in(text, start, index, problem)
    if slip:
        first = _start_of(text, start, slip.line) + slip.column
        line = text.count("\n", 0, start) + slip.line + 1
        message = refilled(slip.message, line=line)
        return Fault(
            "syntax",
            worded("This is not YAML: {message}.", message=message),
            Span(first, first + slip.length),
            help=slip.help,
        )
    found = complaint(problem)
    message = worded("This is not YAML: {reason}.", reason=found.says)
    return Fault("syntax", message, Span(index, index), help=found.help)


def _start_of(text: str, start: int, line: int) -> int:
    """Return where a line begins, counted from the start of what was read."""
    for _ in range(line):
        start = text.index("\n", start) + 1
    return start
