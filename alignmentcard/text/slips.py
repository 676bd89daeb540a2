"""What somebody probably typed where a text is not YAML: what is there, where, and what to type instead.

A parser says where it gave up, in words of its grammar. The cause is on that line or just above it, and nearly always
one of a few slips: a tab, a bullet, a blank too many, a quote that is not closed.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

BULLETS = "•◦▪▸►‣∙·●○■–—−*+➤➢→⇒✓✔▶"
CURLY = "“”„‟‘’‚‛«»"
STRAIGHT = str.maketrans({**dict.fromkeys("“”„‟«»", '"'), **dict.fromkeys("‘’‚‛", "'")})
UNSEEN = re.compile("[\u00a0\u00ad\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u2064\u3000\ufeff]")
"""Characters that look like a blank or like nothing."""
KEY = re.compile(r"(?P<indent> *(?:- +)*)(?P<key>[A-Za-z_][\w-]*)\s*:(?P<rest>.*)")
PLAIN_VALUE = re.compile(r"(?P<before> *(?:- +)*(?:[A-Za-z_][\w-]*: +)?)(?P<value>\S.*)")


@dataclass(frozen=True)
class Slip:
    """A slip: what is wrong, what to type, and where it stands; lines and columns count from 0."""

    message: str
    help: str
    line: int
    column: int = 0
    length: int = 0


@dataclass(frozen=True)
class Broken:
    """A text that a parser gave up on: its lines, the line and column where that was, and the reason it gave."""

    lines: tuple[str, ...]
    line: int
    column: int
    reason: str

    def near(self) -> Iterator[tuple[int, str]]:
        """Yield the line where the parser gave up, and the one above it that says something."""
        above = next((n for n in range(min(self.line, len(self.lines)) - 1, -1, -1) if self._says(n)), None)
        for number in (self.line, above):
            if number is not None and number < len(self.lines):
                yield number, self.lines[number]

    def _says(self, number: int) -> bool:
        return bool(self.lines[number].strip()) and not self.lines[number].lstrip().startswith("#")


def slip_in(text: str, start: int, index: int, reason: str) -> Slip | None:
    """Return the slip that made a parser give up at an index of a text whose card begins at `start`."""
    before = text[start:index]
    lines = tuple(line.rstrip("\r") for line in text[start:].split("\n"))
    broken = Broken(lines, before.count("\n"), len(before) - before.rfind("\n") - 1, reason)
    return next(filter(None, (look(broken) for look in LOOKS)), None)


def _conflict(broken: Broken) -> Slip | None:
    marks = [n for n, line in enumerate(broken.lines) if re.match(r"(<{7}|={7}|>{7}|\|{7})( |$)", line)]
    if not marks:
        return None
    message = f"line {marks[0] + 1} is a mark of git, which could not join two versions of this text"
    help_ = "Keep one of the two versions, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>."
    return Slip(message, help_, marks[0], 0, len(broken.lines[marks[0]]))


def _fence(broken: Broken) -> Slip | None:
    fences = [n for n, line in enumerate(broken.lines) if re.match(r"\s*(```|~~~)", line)]
    if not fences:
        return None
    shown = broken.lines[fences[0]].strip()
    message = f"line {fences[0] + 1} is a fence of Markdown, `{shown}`" if "`" not in shown else FENCE
    return Slip(message.format(fences[0] + 1), "Delete the fences; a card is the lines between them.", fences[0], 0, 3)


FENCE = "line {} is a fence of Markdown, three backticks"


def _table(broken: Broken) -> Slip | None:
    rows = [line for line in broken.lines[:3] if line.strip()]
    if len(rows) > 1 and all(row.lstrip().startswith("{") and row.rstrip().endswith("}") for row in rows[:2]):
        return Slip("this is a table in JSON Lines, not a card", IMPORT, 0)
    name = separator_of(rows)
    return Slip(f"this is a table with {name} between its columns, not a card", IMPORT, 0) if name else None


IMPORT = "To draft a card from a table: alignmentcard import FILE"
SEPARATORS = {",": "commas", "\t": "tabs", ";": "semicolons"}


def separator_of(rows: list[str]) -> str:
    """Name what stands between the columns of the first lines of a table; nothing where they are none."""
    if len(rows) < 2 or re.match(r"\s*[\w-]+:( |$)|[-{[#]", rows[0]):
        return ""
    for character, name in SEPARATORS.items():
        if rows[0].count(character) and len({_cells(row, character) for row in rows}) == 1:
            return name
    return ""


def _cells(row: str, separator: str) -> int:
    return re.sub(r'"[^"]*"', "", row).count(separator)


def _markup(broken: Broken) -> Slip | None:
    for number, line in broken.near():
        if re.match(r"\s*(<!--|//|/\*|;)", line):
            mark = line.split()[0][:4]
            return Slip(f"line {number + 1} begins with `{mark}`", "A comment of YAML begins with #.", number, 0, 2)
    if re.match(r"\s*<(!DOCTYPE|html|\?xml)", broken.lines[0], re.IGNORECASE):
        return Slip("this is a page of the web or XML, not a card", "Save the file itself, not the page about it.", 0)
    return None


def _foreign(broken: Broken) -> Slip | None:
    """Find a line as other languages write it: a key between stars or in a tag, a comma at the end, a placeholder."""
    for number, line in broken.near():
        for pattern, said, typed in FOREIGN:
            found = re.match(pattern, line)
            if found:
                shown = found.expand(typed).strip()
                return Slip(f"line {number + 1} {said}", f"Type: `{shown}`", number, 0, len(line))
        if re.search(r": *(\{%|<%)", line):
            help_ = "Put what it stands for in its place: nothing fills it in here."
            return Slip(f"line {number + 1} has a placeholder of a template", help_, number, line.index(":") + 1, 3)
    return None


FOREIGN = (
    (
        r"( *(?:- +)?)\*\*?([A-Za-z_][\w-]*)(?::\*\*?|\*\*?:) +(.*)$",
        "has stars around its key, as Markdown does",
        r"\2: \3",
    ),
    (r"( *)<([A-Za-z_][\w-]*)>(.*)</\2>\s*$", "is written with tags, as XML does", r"\2: \3"),
    (r'( *(?:- +)?)"?([A-Za-z_][\w-]*)"? *: *("[^"]*"|\'[^\']*\'), *$', "ends with a comma, as JSON does", r"\2: \3"),
    (r"( *(?:- +)?)([A-Za-z_][\w-]*)(?:; +|：\s*)(\S.*)$", "has another sign than a colon after its key", r"\2: \3"),
)
"""Lines of other languages: how they look, what to say of them, and what to type."""


def _tab(broken: Broken) -> Slip | None:
    for number, line in broken.near():
        found = re.match(r" *(?:- *)*\t", line)
        if found:
            typed = f"`{line.replace(chr(9), '  ').rstrip()}`"
            help_ = f"Delete the tab and type blanks, two for each level: {typed}"
            return Slip(f"line {number + 1} is indented with a tab", help_, number, found.end() - 1, 1)
    return None


def name_of(character: str) -> str:
    """Name a character that cannot be seen, as in `no-break space (U+00A0)`."""
    return f"{unicodedata.name(character, 'character').lower()} (U+{ord(character):04X})"


def seen(text: str) -> str:
    """Return a text as it was meant: blanks in place of those that only look so, nothing in place of the unseen."""
    return UNSEEN.sub(lambda found: " " if unicodedata.category(found[0]) == "Zs" else "", text)


def _unseen(broken: Broken) -> Slip | None:
    for number, line in broken.near():
        found = UNSEEN.search(line)
        if found:
            message = f"line {number + 1} has a {name_of(found[0])}, which looks like a blank or like nothing"
            return Slip(
                message, f"Delete it and type the line again: `{seen(line).rstrip()}`", number, found.start(), 1
            )
    return None


def _bullet(broken: Broken) -> Slip | None:
    for number, line in broken.near():
        found = re.match(rf"( *)([{re.escape(BULLETS)}]) *(?=\S)", line)
        if found and not re.match(r"\*\S+:?$", line.strip()):
            help_ = f"Type a hyphen and a blank: `{found[1]}- {line[found.end() :].rstrip()}`"
            return Slip(f"line {number + 1} begins with `{found[2]}`", help_, number, len(found[1]), 1)
    return None


def _close_dash(broken: Broken) -> Slip | None:
    for number, line in broken.near():
        found = re.match(r"( *)(--+ *|-(?=[A-Za-z_]+:)|(?:\d+|[a-h])[.)] +)(?=\S)", line)
        if found and (line.strip() != "---"):
            said = f"begins with `{found[2].strip()}`" if found[2] != "-" else "has no blank after its dash"
            help_ = f"Type one hyphen and a blank: `{found[1]}- {line[found.end() :].rstrip()}`"
            return Slip(f"line {number + 1} {said}", help_, number, len(found[1]), 1)
    return None


def _dash_among(broken: Broken) -> Slip | None:
    near = list(broken.near())
    if len(near) < 2 or ("expected key" not in broken.reason and "block end" not in broken.reason):
        return None
    (number, line), (_, above) = near
    if line.lstrip().startswith("- ") and not above.lstrip().startswith("- ") and _indent(line) == _indent(above):
        help_ = (
            f"Take the dash away: `{' ' * _indent(line)}{line.strip()[1:].lstrip()}`; or let all its fellows have one."
        )
        return Slip(f"line {number + 1} begins with a dash, and the lines beside it are keys", help_, number, 0, 1)
    return None


def _backslash(broken: Broken) -> Slip | None:
    if "escape" not in broken.reason:
        return None
    for number, line in broken.near():
        found = re.search(r'"(.*\\.*)"', line)
        if found:
            typed = "'" + found[1].replace("'", "''") + "'"
            help_ = f"Put the text in single quotes, where a backslash is itself: `{typed}`"
            return Slip(f"line {number + 1} has a backslash inside of double quotes", help_, number, found.start(), 1)
    return None


def _close_colon(broken: Broken) -> Slip | None:
    for number, line in broken.near():
        found = re.match(r"( *(?:- +)?[A-Za-z_][\w-]*):([^\s:/].*)$", line)
        if found and not KEY.match(line[found.end(1) + 1 :].strip() or "x"):
            help_ = f"Type a blank after the colon: `{found[1].lstrip()}: {found[2].rstrip()}`"
            return Slip(f"line {number + 1} has no blank after its colon", help_, number, found.end(1), 1)
    return None


def _equals(broken: Broken) -> Slip | None:
    for number, line in broken.near():
        found = re.match(r"( *(?:- +)?)([A-Za-z_][\w-]*) *(=|=>|->|:=) *(\S.*)$", line)
        if found:
            help_ = f"Type a colon and a blank: `{found[2]}: {found[4].rstrip()}`"
            return Slip(f"line {number + 1} has `{found[3]}` after its key", help_, number, found.start(3), 1)
    return None


def _dash_beside(broken: Broken) -> Slip | None:
    if "sequence entries" not in broken.reason:
        return None
    for number, line in broken.near():
        found = re.match(r"( *(?:- +)?)([A-Za-z_][\w-]*): +- +(\S.*)$", line)
        if found:
            help_ = f"Put the entry on a line of its own: `{found[2]}:`, and below it `  - {found[3]}`"
            return Slip(f"line {number + 1} begins a list beside its key", help_, number, found.end(2), 1)
    return None


def _curly(broken: Broken) -> Slip | None:
    for number, line in broken.near():
        found = re.search(rf"(?:: +|- +|[\[{{,] *)([{CURLY}])", line)
        if found:
            help_ = f"Type straight quotes: `{line.translate(STRAIGHT).strip()}`"
            message = f"line {number + 1} has the curly quote {found[1]}, which is a letter for YAML"
            return Slip(message, help_, number, found.start(1), 1)
    return None


def _after_end(broken: Broken) -> Slip | None:
    """Find text behind a value that has ended: a word in quotes with more behind it, a bracket at the beginning."""
    for number, line in broken.near():
        found = PLAIN_VALUE.match(line)
        value = found["value"].rstrip() if found else ""
        whole = re.match(r"""("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|\[[^\]]*\]|\{[^}]*\}) *(?=[^\s#,:])""", value)
        if found and whole:
            begun = "quotes" if value[0] in "\"'" else "brackets"
            message = f"line {number + 1} goes on after its closing {begun}"
            help_ = f"Put the whole text in quotes: `{found['before'].lstrip()}{quoted(value)}`"
            return Slip(message, help_, number, found.start("value"), len(value))
    return None


def _special(broken: Broken) -> Slip | None:
    for number, line in broken.near():
        found = re.match(r"( *(?:- +)*(?:[A-Za-z_][\w-]*: +)?)([@`%&!|>,?*][^\s].*|[@`%|>&*,] .*|\? *)$", line)
        found = found or re.match(r"( *(?:- +)*[A-Za-z_][\w-]*: +)(\? .*|- *)$", line)
        if found and re.search("token|scan|expected|mapping keys|block sequence", broken.reason):
            message = f"line {number + 1} has a text that begins with `{found[2][0]}`, which is a sign of YAML"
            if found[2].strip() in ("?", "-"):
                return Slip(f"line {number + 1} has `{found[2].strip()}` as its value", ASK, number, found.start(2), 1)
            if found[2][0] == "`":
                message = f"line {number + 1} has a text that begins with a backtick, which is a sign of YAML"
            help_ = f"Put the text in quotes: `{found[1].lstrip()}{quoted(found[2].rstrip())}`"
            return Slip(message, help_, number, found.start(2), 1)
    return None


ASK = "Where there is no answer, delete the line, and list the field under gaps with a reason such as unknown."


def _unclosed(broken: Broken) -> Slip | None:
    if not re.search(r"',' or|node content|end of stream|expected ':'|quoted scalar|document start", broken.reason):
        return None
    for number in range(min(broken.line, len(broken.lines) - 1), -1, -1):
        found = PLAIN_VALUE.match(broken.lines[number])
        opened, mended = _closed(found["value"]) if found else ("", "")
        if found and opened and not _closed("\n".join((found["value"], *broken.lines[number + 1 :])))[0]:
            return _comma(broken)
        if found and opened:
            help_ = f"Close it, most likely at the end of that line: `{mended}`"
            where = number, found.start("value"), len(found["value"])
            return Slip(f"line {number + 1} opens a {NAMES[opened]} that is not closed", help_, *where)
    return _comma(broken)


def _swallowed(broken: Broken) -> Slip | None:
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
            message = f"line {number + 1} opens a {NAMES[opened]} that is not closed in that line"
            where = number, found.start("value"), len(found["value"])
            return Slip(message, f"Close it, most likely at the end of that line: `{mended}`", *where)
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
            f"line {above + 1} has no comma at its end", f"Type one: `{text.strip()},`", above, len(text) - 1, 1
        )
    before, token = line[: broken.column].rstrip().rpartition(" ")[::2]
    typed = f"{before.rstrip().rstrip(';')}, {token}{line[broken.column :]}".strip()
    if before.rstrip().endswith(";"):
        message = f"line {number + 1} has a semicolon between two entries"
        return Slip(message, f"Type a comma: `{typed}`", number, len(before.rstrip()) - 1, 1)
    return Slip(f"line {number + 1} has no comma between two entries", f"Type one: `{typed}`", number, len(before), 1)


CLOSING = {"[": "]", "{": "}", '"': '"', "'": "'"}
NAMES = {"[": "bracket, `[`,", "{": "brace, `{`,", '"': 'quote, `"`,', "'": "quote, `'`,"}


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


def _indentation(broken: Broken) -> Slip | None:
    near = list(broken.near())
    if len(near) < 2 or near[0][1][:1] == "{":
        return None
    (number, line), (above, _) = near
    first = next(n for n, one in enumerate(broken.lines) if one.strip() and not one.lstrip().startswith("#"))
    if _indent(broken.lines[first]) and first == above and not _indent(line):
        number, line, levels = first, broken.lines[first], [0]
    else:
        levels = _levels(broken.lines[:number], line.lstrip().startswith("- "))
    blanks = _indent(line)
    opens = re.search(r":( +#.*)?$", broken.lines[above].rstrip()) and blanks > _indent(broken.lines[above])
    if not line.strip() or blanks in levels or not levels or (opens and number > above):
        return None
    right = min(levels, key=lambda level: (abs(level - blanks), -level))
    amount = "more" if blanks > right else "fewer"
    message = (
        f"line {number + 1} begins with {_blanks(blanks)}, {amount} than the {right or 'none'} of the lines beside it"
    )
    help_ = f"Let it begin with {_blanks(right)}: `{' ' * right}{line.strip()}`"
    before = (n for n in range(above, -1, -1) if broken.lines[n].strip())
    opened = next((n for n in before if _indent(broken.lines[n]) <= blanks), 0)
    is_entry = broken.lines[opened].startswith(f"{' ' * blanks}- ")
    if is_entry and right > blanks and not line.lstrip().startswith("- "):
        help_ += f", or, if no list is meant, take the dash of line {opened + 1} away"
    return Slip(message, help_, number, 0, max(blanks, 1))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _blanks(count: int) -> str:
    return f"{count or 'no'} blank{'' if count == 1 else 's'}"


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


def _bare_word(broken: Broken) -> Slip | None:
    """Find a key without its colon: a word above deeper lines, or a word and a text above a key."""
    near = list(broken.near())
    if len(near) < 2 or not re.search("mapping values|expected ':'", broken.reason):
        return None
    (_, line), (number, above) = near
    found = re.match(r" *(?:- +)?([A-Za-z_]+)$", above.rstrip())
    if found and _indent(line) > _indent(above):
        return Slip(f"line {number + 1} is a word without a colon", f"Type a colon after it: `{found[1]}:`", number)
    found = re.match(r" *(?:- +)?([a-z_]+) +([^\s:=].*)$", above.rstrip())
    if found and ":" not in above and _indent(line) == _indent(above):
        help_ = f"Type a colon after the first word: `{found[1]}: {found[2]}`"
        return Slip(f"line {number + 1} has no colon", help_, number, _indent(above), len(found[1]))
    return None


def _block(broken: Broken) -> Slip | None:
    """Find a text over several lines that begins no deeper than the key that opens it."""
    for number, line in broken.near():
        above = broken.lines[number - 1] if number else ""
        opens = re.match(r" *(?:- +)?([A-Za-z_][\w-]*): *[|>][-+0-9]*$", above.rstrip())
        if opens and line.strip() and _indent(line) <= _indent(above) and not KEY.match(line):
            blanks = " " * (_indent(above) + 2)
            message = f"line {number + 1} belongs to the text that `{opens[1]}` opens, and begins no deeper"
            return Slip(message, f"Let each line of the text begin with more blanks: `{blanks}{line.strip()}`", number)
    return None


def _colon(broken: Broken) -> Slip | None:
    if "mapping values" not in broken.reason:
        return None
    for number, line in broken.near():
        found = re.match(r"( *(?:- +)?[A-Za-z_][\w-]*: +)([^\s\"'\[{].*:( .*|$))", line)
        key = re.match(r"([a-z_]+): +\S", found[2]) if found else None
        if found and key:
            braces = f"`{found[1].strip()} {{{found[2].strip()}}}`"
            help_ = f"Where `{key[1]}` is a key, put braces around what follows: {braces}; where it is a text, quotes."
            return Slip(f"line {number + 1} has two keys", help_, number, found.start(2), len(key[1]))
        if found:
            message = f"line {number + 1} has a colon inside of a text without quotes"
            help_ = f"Put quotes around the text: `{found[1].strip()} {quoted(found[2].rstrip())}`"
            return Slip(message, help_, number, broken.column if number == broken.line else found.start(2), 1)
    return None


def _no_colon(broken: Broken) -> Slip | None:
    if not re.search(r"expected ':'|expected key", broken.reason):
        return None
    for number, line in broken.near():
        found = re.match(r"( *(?:- +)?)([a-z_]+) +([^\s:=].*)$", line)
        if found and ":" not in line:
            help_ = f"Where its first word is a key, type a colon after it: `{found[2]}: {found[3].rstrip()}`. {DEEPER}"
            return Slip(f"line {number + 1} has no colon", help_, number, found.start(2), len(found[2]))
        found = re.match(r" *([a-z_]+)$", line)
        if found:
            help_ = f"Type a colon after it: `{found[1]}:`"
            return Slip(f"line {number + 1} is a word without a colon", help_, number, found.start(1), len(found[1]))
    return None


DEEPER = "A text over several lines begins with more blanks than its key."


def quoted(text: str) -> str:
    """Write a text in quotes, single ones where it holds double ones."""
    text = text.strip()
    if text[:1] in "\"'" and text.endswith(text[:1]) and len(text) > 1:
        text = text[1:-1]
    return f'"{text}"' if '"' not in text and "\\" not in text else "'" + text.replace("'", "''") + "'"


LOOKS: tuple[Callable[[Broken], Slip | None], ...] = (
    *(
        _conflict,
        _fence,
        _table,
        _markup,
        _foreign,
        _tab,
        _unseen,
        _bullet,
        _close_dash,
        _close_colon,
        _equals,
        _dash_beside,
    ),
    *(
        _block,
        _curly,
        _after_end,
        _backslash,
        _special,
        _bare_word,
        _swallowed,
        _indentation,
        _colon,
        _unclosed,
        _dash_among,
        _no_colon,
    ),
)
"""What is looked for, in this order: what is certain first."""
