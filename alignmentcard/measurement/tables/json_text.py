"""JSON that others wrote: read, or refused in a sentence where it is nested, long or broken beyond what can be held."""

import json
import re
from typing import Any

from alignmentcard.measurement.engine.engines import UnreadableTableError
from alignmentcard.messages.retold import worded

HALF_OF_PAIR = re.compile(
    r"(?<!\\)(?:\\\\)*(?:\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F][0-9a-fA-F]{2})"
    r"|(?<!\\u[dD][89abAB][0-9a-fA-F]{2})\\u[dD][c-fC-F][0-9a-fA-F]{2})"
)
"""A sign of which JSON holds one half only, as half an emoji: no text can have it."""


def read_json(text: str, where: object) -> Any:
    """Read JSON; `where` names the file in messages. JSONDecodeError is left to the caller, who knows the lines."""
    try:
        found = json.loads(text)
    except json.JSONDecodeError:
        raise
    except RecursionError:
        raise UnreadableTableError(
            worded("{where} is nested too deep to be a table of ratings.", where=where)
        ) from None
    except ValueError:
        raise UnreadableTableError(
            worded("{where} holds a number of thousands of digits. Correct or remove it.", where=where)
        ) from None
    if "\\u" in text and (half := HALF_OF_PAIR.search(text)):
        line = text.count("\n", 0, half.start()) + 1
        raise UnreadableTableError(
            worded(
                "{where}, line {line}, holds half of a sign ({half}). Save the file as UTF-8.",
                where=where,
                line=line,
                half=half[0],
            )
        )
    return found
