"""What a parser of YAML complains of, in plain words: libyaml and ruamel.yaml have words of their own for one thing."""

import re
from typing import NamedTuple

from alignmentcard.messages.retold import worded


class Complaint(NamedTuple):
    """A kind of complaint: how the parsers begin it, what it says in plain words, and what to do."""

    begins: re.Pattern[str]
    says: str
    help: str


def complaint(problem: str) -> Complaint:
    """Return the kind that the words of a parser belong to."""
    return next((one for one in COMPLAINTS if one.begins.match(problem)), OTHER)


NOT_CLOSED = worded("A bracket or brace that was opened before is not closed.")
COMPLAINTS = (
    Complaint(
        re.compile("mapping values are not allowed|found unexpected ':'"),
        worded("a colon stands where none can stand"),
        worded("Put quotes around a text that contains a colon followed by a space."),
    ),
    Complaint(
        re.compile("(did not find )?expected ',' or"),
        worded("a comma is missing here, or the end of a list or mapping in brackets"),
        NOT_CLOSED,
    ),
    Complaint(
        re.compile("(did not find expected|expected the) node content"), worded("a value is missing here"), NOT_CLOSED
    ),
    Complaint(
        re.compile("found character .*that cannot start any token|.*expected alphabetic or numeric"),
        worded("no value can begin with this character"),
        worded("Put quotes around a text that begins with this character, and use spaces instead of tabs."),
    ),
    Complaint(
        re.compile("did not find expected (key|'-'|<document start>)|expected ('<document start>'|<block end>)"),
        worded("this does not fit what stands before it"),
        worded("Check the indentation, and that quotes inside a quoted text are doubled."),
    ),
    Complaint(
        re.compile("could not find expected ':'"),
        worded("a key has no colon"),
        worded("A key needs a colon; a text over several lines needs a deeper indentation."),
    ),
    Complaint(
        re.compile("found unexpected (end of stream|document)"),
        worded("the text ends inside of quotes"),
        worded("A quote, bracket or brace that was opened before is not closed."),
    ),
    Complaint(
        re.compile("found unknown escape|expected escape|did not find expected hex|found invalid Unicode"),
        worded("a backslash in double quotes stands before a character that it cannot stand before"),
        worded("Put single quotes around a text with a backslash in it."),
    ),
    Complaint(
        re.compile("(block )?sequence entries are not allowed"),
        worded("a list cannot begin here"),
        worded("Begin the list on a line of its own."),
    ),
    Complaint(
        re.compile("found undefined tag handle|(did not find )?expected ('!'|URI|tag URI)"),
        worded("a word that begins with an exclamation mark is a tag, and this one has no meaning"),
        worded("Put quotes around a text that begins with an exclamation mark."),
    ),
    Complaint(
        re.compile("found (duplicate|incompatible) |could not find expected dir|did not find expected (digit|version)"),
        worded("a line that begins with a percent sign speaks to programs, and no card has one"),
        worded("Delete the line."),
    ),
    Complaint(
        re.compile("found an indentation|expected (indentation|chomping)|.*expected (a )?comment or (a )?line break"),
        worded("the line goes on behind a sign that ends it"),
        worded("Put the text on the next line, with a deeper indentation."),
    ),
)
OTHER = Complaint(re.compile(""), worded("it cannot be read"), worded("Check the indentation and the quotes."))
