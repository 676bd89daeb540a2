"""What somebody probably typed where a text is not YAML: what is there, where, and what to type instead.

A parser says where it gave up, in words of its grammar. The cause is on that line or just above it, and nearly always
one of a few slips: a tab, a bullet, a blank too many, a quote that is not closed.
"""

from collections.abc import Callable

from alignmentcard.text.slips.broken import Broken, Slip
from alignmentcard.text.slips.characters import bullet, curly, tab, unseen
from alignmentcard.text.slips.indentation import block, indentation
from alignmentcard.text.slips.keys import (
    bare_word,
    close_colon,
    close_dash,
    colon,
    dash_among,
    dash_beside,
    equals,
    no_colon,
)
from alignmentcard.text.slips.other_texts import conflict, fence, foreign, markup, table
from alignmentcard.text.slips.quotes import after_end, backslash, special, swallowed, unclosed


def slip_in(text: str, start: int, index: int, reason: str) -> Slip | None:
    """Return the slip that made a parser give up at an index of a text whose card begins at `start`."""
    before = text[start:index]
    lines = tuple(line.rstrip("\r") for line in text[start:].split("\n"))
    broken = Broken(lines, before.count("\n"), len(before) - before.rfind("\n") - 1, reason)
    return next(filter(None, (look(broken) for look in LOOKS)), None)


LOOKS: tuple[Callable[[Broken], Slip | None], ...] = (
    *(
        conflict,
        fence,
        table,
        markup,
        foreign,
        tab,
        unseen,
        bullet,
        close_dash,
        close_colon,
        equals,
        dash_beside,
    ),
    *(
        block,
        curly,
        after_end,
        backslash,
        special,
        bare_word,
        swallowed,
        indentation,
        colon,
        unclosed,
        dash_among,
        no_colon,
    ),
)
"""What is looked for, in this order: what is certain first."""
