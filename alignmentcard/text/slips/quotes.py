"""Quotation marks and brackets, and characters that need them."""

import re

from alignmentcard.messages.retold import worded
from alignmentcard.text.slips.broken import KEY, PLAIN_VALUE, Broken, Slip, quoted


def backslash(broken: Broken) -> Slip | None:
    """Find a backslash between double quotation marks."""
    if "escape" not in broken.reason:
        return None
    for number, line in broken.near():
        found = re.search(r'"(.*\\.*)"', line)
        if found:
            typed = "'" + found[1].replace("'", "''") + "'"
            help_ = worded("Put the text in single quotes, where a backslash is itself: `{typed}`", typed=typed)
            return Slip(
                worded("line {line} has a backslash inside of double quotes", line=number + 1),
                help_,
                number,
                found.start(),
                1,
            )
    return None


def after_end(broken: Broken) -> Slip | None:
    """Find text behind a value that has ended: a word in quotes with more behind it, a bracket at the beginning."""
    for number, line in broken.near():
        found = PLAIN_VALUE.match(line)
        value = found["value"].rstrip() if found else ""
        whole = re.match(r"""("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|\[[^\]]*\]|\{[^}]*\}) *(?=[^\s#,:])""", value)
        if found and whole:
            begun = "quotes" if value[0] in "\"'" else "brackets"
            message = worded("line {line} goes on after its closing {begun}", line=number + 1, begun=begun)
            help_ = worded(
                "Put the whole text in quotes: `{lstrip}{quoted}`",
                lstrip=found["before"].lstrip(),
                quoted=quoted(value),
            )
            return Slip(message, help_, number, found.start("value"), len(value))
    return None


def special(broken: Broken) -> Slip | None:
    """Find a value that begins with a character that means something to YAML."""
    for number, line in broken.near():
        found = re.match(r"( *(?:- +)*(?:[A-Za-z_][\w-]*: +)?)([@`%&!|>,?*][^\s].*|[@`%|>&*,] .*|\? *)$", line)
        found = found or re.match(r"( *(?:- +)*[A-Za-z_][\w-]*: +)(\? .*|- *)$", line)
        if found and re.search("token|scan|expected|mapping keys|block sequence", broken.reason):
            message = worded(
                "line {line} has a text that begins with `{found}`, which is a sign of YAML",
                line=number + 1,
                found=found[2][0],
            )
            if found[2].strip() in ("?", "-"):
                return Slip(
                    worded("line {line} has `{found}` as its value", line=number + 1, found=found[2].strip()),
                    ASK,
                    number,
                    found.start(2),
                    1,
                )
            if found[2][0] == "`":
                message = worded(
                    "line {line} has a text that begins with a backtick, which is a sign of YAML", line=number + 1
                )
            help_ = worded(
                "Put the text in quotes: `{lstrip}{quoted}`", lstrip=found[1].lstrip(), quoted=quoted(found[2].rstrip())
            )
            return Slip(message, help_, number, found.start(2), 1)
    return None


ASK = worded("Where there is no answer, delete the line, and list the field under gaps with a reason such as unknown.")


def unclosed(broken: Broken) -> Slip | None:
    """Find a bracket or a quotation mark that is not closed."""
    if not re.search(r"',' or|node content|end of stream|expected ':'|quoted scalar|document start", broken.reason):
        return None
    for number in range(min(broken.line, len(broken.lines) - 1), -1, -1):
        found = PLAIN_VALUE.match(broken.lines[number])
        opened, mended = _closed(found["value"]) if found else ("", "")
        if found and opened and not _closed("\n".join((found["value"], *broken.lines[number + 1 :])))[0]:
            return _comma(broken)
        if found and opened:
            help_ = worded("Close it, most likely at the end of that line: `{mended}`", mended=mended)
            where = number, found.start("value"), len(found["value"])
            return Slip(
                worded("line {line} opens a {names} that is not closed", line=number + 1, names=NAMES[opened]),
                help_,
                *where,
            )
    return _comma(broken)


def swallowed(broken: Broken) -> Slip | None:
    """Find a quote that is not closed on its line, so that it ends where quotes begin in a line below."""
    begun = "\n".join((*broken.lines[: broken.line], broken.lines[broken.line][: broken.column]))
    for number in range(min(broken.line, len(broken.lines)) - 1, -1, -1):
        found = PLAIN_VALUE.match(broken.lines[number])
        opened, mended = _closed(found["value"]) if found else ("", "")
        below = broken.lines[number + 1 : broken.line + 1]
        if not found or opened not in ("'", '"') or not all(KEY.match(line) for line in below if line.strip()):
            continue
        before = "\n".join(begun.split("\n")[number:])[found.start("value") :]
        if before.endswith(opened) and before.count(opened) == 2:
            message = worded(
                "line {line} opens a {names} that is not closed in that line", line=number + 1, names=NAMES[opened]
            )
            where = number, found.start("value"), len(found["value"])
            return Slip(
                message, worded("Close it, most likely at the end of that line: `{mended}`", mended=mended), *where
            )
    return None


def _comma(broken: Broken) -> Slip | None:
    """Find entries between brackets that no comma parts."""
    near = list(broken.near())
    if "',' or" not in broken.reason or not near:
        return None
    number, line = near[0]
    if not line[: broken.column].rstrip().rpartition(" ")[0].strip() and len(near) > 1:
        above, text = near[1]
        return Slip(
            worded("line {line} has no comma at its end", line=above + 1),
            worded("Type one: `{text_},`", text_=text.strip()),
            above,
            len(text) - 1,
            1,
        )
    before, token = line[: broken.column].rstrip().rpartition(" ")[::2]
    typed = f"{before.rstrip().rstrip(';')}, {token}{line[broken.column :]}".strip()
    if before.rstrip().endswith(";"):
        message = worded("line {line} has a semicolon between two entries", line=number + 1)
        return Slip(message, worded("Type a comma: `{typed}`", typed=typed), number, len(before.rstrip()) - 1, 1)
    return Slip(
        worded("line {line} has no comma between two entries", line=number + 1),
        worded("Type one: `{typed}`", typed=typed),
        number,
        len(before),
        1,
    )


CLOSING = {"[": "]", "{": "}", '"': '"', "'": "'"}


NAMES = {
    "[": worded("bracket, `[`,"),
    "{": worded("brace, `{`,"),
    '"': worded('quote, `"`,'),
    "'": worded("quote, `'`,"),
}


def _closed(value: str) -> tuple[str, str]:
    """Return the bracket, brace or quote that a value opens and does not close, and the value with it closed."""
    stack: list[str] = []
    written: list[str] = []
    quote = lost = ""
    for place, character in enumerate(value):
        before = value[place - 1 : place]
        if quote:
            quote = "" if character == quote and before != "\\" else quote
        elif character in "\"'" and (place == 0 or (stack and before in " [{,:\n")):
            quote = character
        elif character in "[{" and (place == 0 or stack):
            stack.append(character)
        elif character in "]}" and stack:
            lost, close = _close(stack, character, lost)
            written.append(close)
            continue
        elif character == "#" and before in " \n":
            break
        written.append(character)
    end = quote + "".join(CLOSING[one] for one in reversed(stack))
    text = "".join(written).rstrip()
    return quote or lost or (stack[-1] if stack else ""), (text.rstrip(",") if end else text) + end


def _close(stack: list[str], character: str, lost: str) -> tuple[str, str]:
    """Close brackets up to the one that a character closes; return one that it left open, and what closes them."""
    opener = "[" if character == "]" else "{"
    if stack[-1] == opener:
        stack.pop()
        return lost, character
    if opener not in stack:
        return stack[-1], CLOSING[stack.pop()]
    close = ""
    lost = stack[-1]
    while stack[-1] != opener:
        close += CLOSING[stack.pop()]
    stack.pop()
    return lost, close + character
