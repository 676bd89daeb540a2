"""What somebody probably typed where a text is not YAML: what is there, where, and what to type instead.

A parser says where it gave up, in words of its grammar. The cause is on that line or just above it, and nearly always
one of a few slips: a tab, a bullet, a blank too many, a quote that is not closed.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from alignmentcard.messages import later
from alignmentcard.messages.retold import worded

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
    message = worded("line {line} is a mark of git, which could not join two versions of this text", line=marks[0] + 1)
    help_ = worded("Keep one of the two versions, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>.")
    return Slip(message, help_, marks[0], 0, len(broken.lines[marks[0]]))


def _fence(broken: Broken) -> Slip | None:
    fences = [n for n, line in enumerate(broken.lines) if re.match(r"\s*(```|~~~)", line)]
    if not fences:
        return None
    shown = broken.lines[fences[0]].strip()
    text = FENCE if "`" in shown else OTHER_FENCE
    message = worded(text, line=fences[0] + 1, shown=shown)
    return Slip(message, worded("Delete the fences; a card is the lines between them."), fences[0], 0, 3)


FENCE = later("line {line} is a fence of Markdown, three backticks")
OTHER_FENCE = later("line {line} is a fence of Markdown, `{shown}`")


def _table(broken: Broken) -> Slip | None:
    rows = [line for line in broken.lines[:3] if line.strip()]
    if len(rows) > 1 and all(row.lstrip().startswith("{") and row.rstrip().endswith("}") for row in rows[:2]):
        return Slip(worded("this is a table in JSON Lines, not a card"), IMPORT, 0)
    name = separator_of(rows)
    return (
        Slip(worded("this is a table with {name} between its columns, not a card", name=name), IMPORT, 0)
        if name
        else None
    )


IMPORT = worded("To draft a card from a table: alignmentcard import FILE")
SEPARATORS = {",": worded("commas"), "\t": worded("tabs"), ";": worded("semicolons")}


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
            return Slip(
                worded("line {line} begins with `{mark}`", line=number + 1, mark=mark),
                worded("A comment of YAML begins with #."),
                number,
                0,
                2,
            )
    if re.match(r"\s*<(!DOCTYPE|html|\?xml)", broken.lines[0], re.IGNORECASE):
        return Slip(
            worded("this is a page of the web or XML, not a card"),
            worded("Save the file itself, not the page about it."),
            0,
        )
    return None


def _foreign(broken: Broken) -> Slip | None:
    """Find a line as other languages write it: a key between stars or in a tag, a comma at the end, a placeholder."""
    for number, line in broken.near():
        for pattern, said, typed in FOREIGN:
            found = re.match(pattern, line)
            if found:
                shown = found.expand(typed).strip()
                return Slip(
                    worded("line {line} {said}", line=number + 1, said=said),
                    worded("Type: `{shown}`", shown=shown),
                    number,
                    0,
                    len(line),
                )
        if re.search(r": *(\{%|<%)", line):
            help_ = worded("Put what it stands for in its place: nothing fills it in here.")
            return Slip(
                worded("line {line} has a placeholder of a template", line=number + 1),
                help_,
                number,
                line.index(":") + 1,
                3,
            )
    return None


FOREIGN = (
    (
        r"( *(?:- +)?)\*\*?([A-Za-z_][\w-]*)(?::\*\*?|\*\*?:) +(.*)$",
        worded("has stars around its key, as Markdown does"),
        r"\2: \3",
    ),
    (r"( *)<([A-Za-z_][\w-]*)>(.*)</\2>\s*$", worded("is written with tags, as XML does"), r"\2: \3"),
    (
        r'( *(?:- +)?)"?([A-Za-z_][\w-]*)"? *: *("[^"]*"|\'[^\']*\'), *$',
        worded("ends with a comma, as JSON does"),
        r"\2: \3",
    ),
    (
        r"( *(?:- +)?)([A-Za-z_][\w-]*)(?:; +|：\s*)(\S.*)$",
        worded("has another sign than a colon after its key"),
        r"\2: \3",
    ),
)
"""Lines of other languages: how they look, what to say of them, and what to type."""


def _tab(broken: Broken) -> Slip | None:
    for number, line in broken.near():
        found = re.match(r" *(?:- *)*\t", line)
        if found:
            typed = f"`{line.replace(chr(9), '  ').rstrip()}`"
            help_ = worded("Delete the tab and type blanks, two for each level: {typed}", typed=typed)
            return Slip(
                worded("line {line} is indented with a tab", line=number + 1), help_, number, found.end() - 1, 1
            )
    return None


def name_of(character: str) -> str:
    """Name a character that cannot be seen, as in `no-break space (U+00A0)`."""
    return f"{unicodedata.name(character, 'character').lower()} (U+{ord(character):04X})"


def as_meant(text: str) -> str:
    """Return a text as it was meant: blanks in place of those that only look so, nothing in place of the unseen."""
    return UNSEEN.sub(lambda found: " " if unicodedata.category(found[0]) == "Zs" else "", text)


def _unseen(broken: Broken) -> Slip | None:
    for number, line in broken.near():
        found = UNSEEN.search(line)
        if found:
            message = worded(
                "line {line} has a {name_of}, which looks like a blank or like nothing",
                line=number + 1,
                name_of=name_of(found[0]),
            )
            return Slip(
                message,
                worded("Delete it and type the line again: `{seen}`", seen=as_meant(line).rstrip()),
                number,
                found.start(),
                1,
            )
    return None


def _bullet(broken: Broken) -> Slip | None:
    for number, line in broken.near():
        found = re.match(rf"( *)([{re.escape(BULLETS)}]) *(?=\S)", line)
        if found and not re.match(r"\*\S+:?$", line.strip()):
            help_ = worded(
                "Type a hyphen and a blank: `{found}- {line}`", found=found[1], line=line[found.end() :].rstrip()
            )
            return Slip(
                worded("line {line} begins with `{found}`", line=number + 1, found=found[2]),
                help_,
                number,
                len(found[1]),
                1,
            )
    return None


def _close_dash(broken: Broken) -> Slip | None:
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


def _dash_among(broken: Broken) -> Slip | None:
    near = list(broken.near())
    if len(near) < 2 or ("expected key" not in broken.reason and "block end" not in broken.reason):
        return None
    (number, line), (_, above) = near
    if line.lstrip().startswith("- ") and not above.lstrip().startswith("- ") and _indent(line) == _indent(above):
        help_ = worded(
            "Take the dash away: `{value}{lstrip}`; or let all its fellows have one.",
            value=" " * _indent(line),
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


def _backslash(broken: Broken) -> Slip | None:
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


def _close_colon(broken: Broken) -> Slip | None:
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


def _equals(broken: Broken) -> Slip | None:
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


def _dash_beside(broken: Broken) -> Slip | None:
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


def _curly(broken: Broken) -> Slip | None:
    for number, line in broken.near():
        found = re.search(rf"(?:: +|- +|[\[{{,] *)([{CURLY}])", line)
        if found:
            help_ = worded("Type straight quotes: `{translate}`", translate=line.translate(STRAIGHT).strip())
            message = worded(
                "line {line} has the curly quote {found}, which is a letter for YAML",
                line=number + 1,
                found=found[1],
            )
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
            message = worded("line {line} goes on after its closing {begun}", line=number + 1, begun=begun)
            help_ = worded(
                "Put the whole text in quotes: `{lstrip}{quoted}`",
                lstrip=found["before"].lstrip(),
                quoted=quoted(value),
            )
            return Slip(message, help_, number, found.start("value"), len(value))
    return None


def _special(broken: Broken) -> Slip | None:
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


def _unclosed(broken: Broken) -> Slip | None:
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


MORE = later("line {line} begins with {blanks}, more than the {right} of the lines beside it")
FEWER = later("line {line} begins with {blanks}, fewer than the {right} of the lines beside it")


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
    text = MORE if blanks > right else FEWER
    message = worded(text, line=number + 1, blanks=_blanks(blanks), right=right or worded("none"))
    help_ = worded(
        "Let it begin with {blanks}: `{value}{line}`", blanks=_blanks(right), value=" " * right, line=line.strip()
    )
    before = (n for n in range(above, -1, -1) if broken.lines[n].strip())
    opened = next((n for n in before if _indent(broken.lines[n]) <= blanks), 0)
    is_entry = broken.lines[opened].startswith(f"{' ' * blanks}- ")
    if is_entry and right > blanks and not line.lstrip().startswith("- "):
        help_ = worded(
            "{help}, or, if no list is meant, take the dash of line {line} away", help=help_, line=opened + 1
        )
    return Slip(message, help_, number, 0, max(blanks, 1))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


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


def _bare_word(broken: Broken) -> Slip | None:
    """Find a key without its colon: a word above deeper lines, or a word and a text above a key."""
    near = list(broken.near())
    if len(near) < 2 or not re.search("mapping values|expected ':'", broken.reason):
        return None
    (_, line), (number, above) = near
    found = re.match(r" *(?:- +)?([A-Za-z_]+)$", above.rstrip())
    if found and _indent(line) > _indent(above):
        return Slip(
            worded("line {line} is a word without a colon", line=number + 1),
            worded("Type a colon after it: `{found}:`", found=found[1]),
            number,
        )
    found = re.match(r" *(?:- +)?([a-z_]+) +([^\s:=].*)$", above.rstrip())
    if found and ":" not in above and _indent(line) == _indent(above):
        help_ = worded("Type a colon after the first word: `{found}: {found_2}`", found=found[1], found_2=found[2])
        return Slip(worded("line {line} has no colon", line=number + 1), help_, number, _indent(above), len(found[1]))
    return None


def _block(broken: Broken) -> Slip | None:
    """Find a text over several lines that begins no deeper than the key that opens it."""
    for number, line in broken.near():
        above = broken.lines[number - 1] if number else ""
        opens = re.match(r" *(?:- +)?([A-Za-z_][\w-]*): *[|>][-+0-9]*$", above.rstrip())
        if opens and line.strip() and _indent(line) <= _indent(above) and not KEY.match(line):
            blanks = " " * (_indent(above) + 2)
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


def _colon(broken: Broken) -> Slip | None:
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


def _no_colon(broken: Broken) -> Slip | None:
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
