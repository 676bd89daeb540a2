"""The one way out: whatever a command writes to a terminal or a log goes through here, made visible.

Names, values and texts come from strangers. Characters that steer a terminal or hide a text are written out, a name
cannot begin a line of its own, and no line is one that a runner of CI would carry out as a command.
"""

import codecs
import re
import shutil
import sys
from collections.abc import Iterable, Iterator

import click

from alignmentcard.text.visible import visible

STYLED = re.compile(r"(\x1b\[[0-9;]*m)")
"""What colours a text, where we colour it."""
COMMAND = re.compile(r"^(\s*:):|#(?=#\w*\[)")
"""Where a runner would read a command: `::error` at the beginning of a line, `##[error]` or `##vso[` anywhere."""
CLEAR = "\r\x1b[K"
"""Takes away what a terminal shows of the progress."""
PLAIN = str.maketrans("┌┬┐├┼┤└┴┘─│●█·…“”‘’–—\u202f", "+++++++++-|*#..\"\"''-- ", "◰◳◱◲□")
"""What stands in for our own signs where an output does not know them."""
FITTING = "alignmentcard.fitting"


def prepare() -> None:
    """Let characters that an output does not know be written in another way, in place of an error."""
    codecs.register_error(FITTING, _fitting)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors=FITTING)


def say(line: str, *, err: bool = False, styled: bool = False) -> None:
    """Write one line; line breaks within it become spaces, those around it stay. `styled` lines keep their colours."""
    _put(_line(line, styled) + "\n", err)


def tell(line: str) -> None:
    """Write one line beside the output, on standard error."""
    say(line, err=True)


def page(text: str, *, err: bool = False, styled: bool = False) -> None:
    """Write several lines of which each may hold what a stranger wrote."""
    for line in text.split("\n"):
        say(line, err=err, styled=styled)


def report(lines: Iterable[str], *, styled: bool = False, over_progress: bool = False) -> None:
    """Write many lines to standard output; `over_progress` puts each in place of what a terminal shows of progress."""
    made = (one for line in lines for one in _broken(_line(line, styled)))
    if over_progress:
        for line in made:
            _put(f"{CLEAR}{line}\n")
    else:
        _flow(made)


EXCERPT = re.compile(r"[ \d]*\| ")
"""A line of a file with what is marked in it, which is shown as it stands."""
NARROWEST = 40


def _broken(line: str) -> Iterator[str]:
    """Break a line of a terminal between words, where the terminal would break it within one."""
    width = shutil.get_terminal_size().columns
    if not sys.stdout.isatty() or len(STYLED.sub("", line)) <= width or width < NARROWEST or EXCERPT.match(line):
        yield line
        return
    blanks = " " * (len(line) - len(line.lstrip(" ")) + 2)
    now = ""
    for part in re.split(r"(?<=\S) (?=\S)", line):
        longer = f"{now} {part}" if now else part
        if now and len(STYLED.sub("", longer)) > width:
            yield now
            longer = f"{blanks}{part}"
        now = longer
    yield now


def document(text: str) -> None:
    """Write a whole text in a format of its own: byte for byte into a file or a program, made visible on a terminal."""
    if sys.stdout.isatty():
        page(text.removesuffix("\n"))
        return
    documents(iter([text.removesuffix("\n")]) if text.endswith("\n") else iter([text]), end="\n" * text.endswith("\n"))


def documents(lines: Iterable[str], *, end: str = "\n") -> None:
    """Write a text in a format of its own line by line."""
    if sys.stdout.isatty():
        _flow(_line(line, styled=False) for line in lines)
        return
    sys.stdout.flush()
    for line in lines:
        sys.stdout.buffer.write(f"{line}{end}".encode(errors="backslashreplace"))
    sys.stdout.buffer.flush()


def progress(step: str) -> None:
    """Show on a terminal what is being done, in place of what was shown before; nothing takes it away."""
    _put(f"{CLEAR}{visible(step)} …" if step else CLEAR, err=True)


def _put(text: str, err: bool = False) -> None:
    """Write to a stream as it is; where click chooses one, it takes ASCII for a mistake and writes UTF-8."""
    click.echo(text, file=sys.stderr if err else sys.stdout, nl=False)


def _flow(lines: Iterator[str]) -> None:
    for line in lines:
        sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _line(text: str, styled: bool) -> str:
    inner = text.strip("\n")
    before, after = text[: len(text) - len(text.lstrip("\n"))], text[len(text.rstrip("\n")) :] if inner else ""
    parts = STYLED.split(inner) if styled else [inner]
    return before + "".join(part if n % 2 else _shown(part) for n, part in enumerate(parts)) + after


def _shown(text: str) -> str:
    return COMMAND.sub(lambda found: f"{found[1] or ''}<U+{ord(found[0][-1]):04X}>", visible(text))


def _fitting(error: UnicodeError) -> tuple[str, int]:
    """Write out what an output cannot take, in a way that JSON reads as the same characters."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    text = error.object[error.start : error.end].translate(PLAIN)
    units = "".join(f"\\u{unit:04x}" if unit > 127 else chr(unit) for unit in _units(text))
    return units, error.end


def _units(text: str) -> Iterator[int]:
    data = text.encode("utf-16-be", "surrogatepass")
    return (int.from_bytes(data[place : place + 2], "big") for place in range(0, len(data), 2))
