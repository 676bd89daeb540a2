"""Dashes, colons and what stands in their place."""

import re

from alignmentcard.messages.retold import worded
from alignmentcard.text.slips.broken import KEY, Broken, Slip, indent_of, quoted


def close_dash(broken: Broken) -> Slip | None:
    """Find a dash without a blank behind it."""
    for number, line in broken.near():
        found = re.match(r"( *)(--+ *|-(?=[A-Za-z_]+:)|(?:\d+|[a-h])[.)] +)(?=\S)", line)
        if found and (line.strip() != "---"):
            said = (
                worded("begins with `{found}`", found=found[2].strip())
                if found[2] != "-"
                else worded("has no blank after its dash")
            )
            help_ = worded(
                "Type one hyphen and a blank: `{found}- {line}`", found=found[1], line=line[found.end() :].rstrip()
            )
            return Slip(worded("line {line} {said}", line=number + 1, said=said), help_, number, len(found[1]), 1)
    return None


def dash_among(broken: Broken) -> Slip | None:
    """Find an entry of a list among the fields of a mapping."""
    near = list(broken.near())
    if len(near) < 2 or ("expected key" not in broken.reason and "block end" not in broken.reason):
        return None
    (number, line), (_, above) = near
    if line.lstrip().startswith("- ") and not above.lstrip().startswith("- ") and indent_of(line) == indent_of(above):
        help_ = worded(
            "Take the dash away: `{value}{lstrip}`; or let all its fellows have one.",
            value=" " * indent_of(line),
            lstrip=line.strip()[1:].lstrip(),
        )
        return Slip(
            worded("line {line} begins with a dash, and the lines beside it are keys", line=number + 1),
            help_,
            number,
            0,
            1,
        )
    return None


def close_colon(broken: Broken) -> Slip | None:
    """Find a colon without a blank behind it."""
    for number, line in broken.near():
        found = re.match(r"( *(?:- +)?[A-Za-z_][\w-]*):([^\s:/].*)$", line)
        if found and not KEY.match(line[found.end(1) + 1 :].strip() or "x"):
            help_ = worded(
                "Type a blank after the colon: `{lstrip}: {found}`", lstrip=found[1].lstrip(), found=found[2].rstrip()
            )
            return Slip(
                worded("line {line} has no blank after its colon", line=number + 1), help_, number, found.end(1), 1
            )
    return None


def equals(broken: Broken) -> Slip | None:
    """Find an equals sign in the place of a colon."""
    for number, line in broken.near():
        found = re.match(r"( *(?:- +)?)([A-Za-z_][\w-]*) *(=|=>|->|:=) *(\S.*)$", line)
        if found:
            help_ = worded("Type a colon and a blank: `{found}: {found_2}`", found=found[2], found_2=found[4].rstrip())
            return Slip(
                worded("line {line} has `{found}` after its key", line=number + 1, found=found[3]),
                help_,
                number,
                found.start(3),
                1,
            )
    return None


def dash_beside(broken: Broken) -> Slip | None:
    """Find an entry of a list on the line of its key."""
    if "sequence entries" not in broken.reason:
        return None
    for number, line in broken.near():
        found = re.match(r"( *(?:- +)?)([A-Za-z_][\w-]*): +- +(\S.*)$", line)
        if found:
            help_ = worded(
                "Put the entry on a line of its own: `{found}:`, and below it `  - {found_2}`",
                found=found[2],
                found_2=found[3],
            )
            return Slip(
                worded("line {line} begins a list beside its key", line=number + 1), help_, number, found.end(2), 1
            )
    return None


def bare_word(broken: Broken) -> Slip | None:
    """Find a key without its colon: a word above deeper lines, or a word and a text above a key."""
    near = list(broken.near())
    if len(near) < 2 or not re.search("mapping values|expected ':'", broken.reason):
        return None
    (_, line), (number, above) = near
    found = re.match(r" *(?:- +)?([A-Za-z_]+)$", above.rstrip())
    if found and indent_of(line) > indent_of(above):
        return Slip(
            worded("line {line} is a word without a colon", line=number + 1),
            worded("Type a colon after it: `{found}:`", found=found[1]),
            number,
        )
    found = re.match(r" *(?:- +)?([a-z_]+) +([^\s:=].*)$", above.rstrip())
    if found and ":" not in above and indent_of(line) == indent_of(above):
        help_ = worded("Type a colon after the first word: `{found}: {found_2}`", found=found[1], found_2=found[2])
        return Slip(worded("line {line} has no colon", line=number + 1), help_, number, indent_of(above), len(found[1]))
    return None


def colon(broken: Broken) -> Slip | None:
    """Find a colon inside of a text without quotation marks."""
    if "mapping values" not in broken.reason:
        return None
    for number, line in broken.near():
        found = re.match(r"( *(?:- +)?[A-Za-z_][\w-]*: +)([^\s\"'\[{].*:( .*|$))", line)
        key = re.match(r"([a-z_]+): +\S", found[2]) if found else None
        if found and key:
            braces = f"`{found[1].strip()} {{{found[2].strip()}}}`"
            help_ = worded(
                "Where `{key}` is a key, put braces around what follows: {braces}; where it is a text, quotes.",
                key=key[1],
                braces=braces,
            )
            return Slip(worded("line {line} has two keys", line=number + 1), help_, number, found.start(2), len(key[1]))
        if found:
            message = worded("line {line} has a colon inside of a text without quotes", line=number + 1)
            help_ = worded(
                "Put quotes around the text: `{found} {quoted}`",
                found=found[1].strip(),
                quoted=quoted(found[2].rstrip()),
            )
            return Slip(message, help_, number, broken.column if number == broken.line else found.start(2), 1)
    return None


def no_colon(broken: Broken) -> Slip | None:
    """Find a line without a colon."""
    if not re.search(r"expected ':'|expected key", broken.reason):
        return None
    for number, line in broken.near():
        found = re.match(r"( *(?:- +)?)([a-z_]+) +([^\s:=].*)$", line)
        if found and ":" not in line:
            help_ = worded(
                "Where its first word is a key, type a colon after it: `{found}: {found_2}`. {deeper}",
                found=found[2],
                found_2=found[3].rstrip(),
                deeper=DEEPER,
            )
            return Slip(
                worded("line {line} has no colon", line=number + 1), help_, number, found.start(2), len(found[2])
            )
        found = re.match(r" *([a-z_]+)$", line)
        if found:
            help_ = worded("Type a colon after it: `{found}:`", found=found[1])
            return Slip(
                worded("line {line} is a word without a colon", line=number + 1),
                help_,
                number,
                found.start(1),
                len(found[1]),
            )
    return None


DEEPER = worded("A text over several lines begins with more blanks than its key.")
