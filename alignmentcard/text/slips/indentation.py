"""Lines that begin with more or fewer blanks than those beside them."""

import re

from alignmentcard.messages import later
from alignmentcard.messages.retold import worded
from alignmentcard.text.slips.broken import KEY, Broken, Slip, indent_of

MORE = later("line {line} begins with {blanks}, more than the {right} of the lines beside it")


FEWER = later("line {line} begins with {blanks}, fewer than the {right} of the lines beside it")


def indentation(broken: Broken) -> Slip | None:
    """Find a line that begins with more or fewer blanks than those beside it."""
    near = list(broken.near())
    if len(near) < 2 or near[0][1][:1] == "{":
        return None
    (number, line), (above, _) = near
    first = next(n for n, one in enumerate(broken.lines) if one.strip() and not one.lstrip().startswith("#"))
    if indent_of(broken.lines[first]) and first == above and not indent_of(line):
        number, line, levels = first, broken.lines[first], [0]
    else:
        levels = _levels(broken.lines[:number], line.lstrip().startswith("- "))
    blanks = indent_of(line)
    opens = re.search(r":( +#.*)?$", broken.lines[above].rstrip()) and blanks > indent_of(broken.lines[above])
    if not line.strip() or blanks in levels or not levels or (opens and number > above):
        return None
    right = min(levels, key=lambda level: (abs(level - blanks), -level))
    text = MORE if blanks > right else FEWER
    message = worded(text, line=number + 1, blanks=_blanks(blanks), right=right or worded("none"))
    help_ = worded(
        "Let it begin with {blanks}: `{value}{line}`", blanks=_blanks(right), value=" " * right, line=line.strip()
    )
    before = (n for n in range(above, -1, -1) if broken.lines[n].strip())
    opened = next((n for n in before if indent_of(broken.lines[n]) <= blanks), 0)
    is_entry = broken.lines[opened].startswith(f"{' ' * blanks}- ")
    if is_entry and right > blanks and not line.lstrip().startswith("- "):
        help_ = worded(
            "{help}, or, if no list is meant, take the dash of line {line} away", help=help_, line=opened + 1
        )
    return Slip(message, help_, number, 0, max(blanks, 1))


def _blanks(count: int) -> str:
    if count == 1:
        return worded("1 blank")
    return worded("{count} blanks", count=count) if count else worded("no blanks")


def _levels(lines: tuple[str, ...], dash: bool) -> list[int]:
    """Return the indentations at which a key, or a dash, may go on after some lines, innermost first."""
    levels: list[int] = []
    least = 1 << 20
    for line in reversed(lines):
        found = re.match(r"( *)((?:- +)*)(?=[^\s#])", line)
        if found:
            starts = [] if dash else [found.end()]
            starts += [len(found[1])] if dash and found[2] else []
            levels += [start for start in starts if start < least]
            least = min(least, len(found[1]) + 1 if dash and not found[2] else min([least, found.end()]))
    return levels


def block(broken: Broken) -> Slip | None:
    """Find a text over several lines that begins no deeper than the key that opens it."""
    for number, line in broken.near():
        above = broken.lines[number - 1] if number else ""
        opens = re.match(r" *(?:- +)?([A-Za-z_][\w-]*): *[|>][-+0-9]*$", above.rstrip())
        if opens and line.strip() and indent_of(line) <= indent_of(above) and not KEY.match(line):
            blanks = " " * (indent_of(above) + 2)
            message = worded(
                "line {line} belongs to the text that `{opens}` opens, and begins no deeper",
                line=number + 1,
                opens=opens[1],
            )
            return Slip(
                message,
                worded(
                    "Let each line of the text begin with more blanks: `{blanks}{line}`",
                    blanks=blanks,
                    line=line.strip(),
                ),
                number,
            )
    return None
