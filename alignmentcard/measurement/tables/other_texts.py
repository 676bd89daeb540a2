"""Texts that are laid out in lines and are no tables of values: marks on tokens or characters, tables in Markdown."""

import itertools
import re

from alignmentcard.measurement.engine.engines import UnreadableTableError
from alignmentcard.messages import later
from alignmentcard.messages.retold import worded

MARKS = later(
    "{path} holds marks on parts of a text, an image or a recording. Ratings are read from tables: write a row for "
    "each part and person, with columns such as item, part, rater and value, and save it as CSV."
)
WEBANNO = later(
    "{path} holds marks of one person on the tokens of a text (WebAnno TSV). INCEpTION and WebAnno write the answers "
    "of all people beside each other on their page for agreement: export the differences there as CSV, and measure "
    "that file."
)
MARKDOWN = later("{path} holds a table in Markdown. Save it as CSV, with the names of columns in the first line.")
WEBANNO_SIGN = re.compile(r"#\s?FORMAT=WebAnno TSV")
UNIVERSAL = re.compile(r"# (newdoc|newpar|sent_id|text|global\.columns)\b")
STANDOFF = re.compile(
    r"T\d+\t[^\t ]+ \d+ \d+(;\d+ \d+)*\t|R\d+\t\S+ Arg1:\S+ Arg2:|[AE]\d+\t\S+ \S+|#\d+\tAnnotatorNotes \S+\t"
)
TAG, BEGINS = re.compile(r"O|[BIESLU]-\S+"), re.compile(r"[BSU]-\S+")
PRINTED = later(
    "{path} holds a table as a program prints it. Let the program write CSV instead, with the names of columns in the "
    "first line, such as with \\copy or --csv of a database."
)
DRAWN = re.compile(r"\s*[+|]?[-=]{3,}(\+[-=]{3,})+[+|]?\s*")
RULE = re.compile(r"\s*\|(\s*:?-+:?\s*\|)+\s*|\s*:?-{2,}:?\s*(\|\s*:?-{2,}:?\s*)+\|?\s*")
"""What rules off the names of columns in Markdown; where no bar stands at its start, single hyphens are empty cells."""
LOOKED_AT = 400
LINES_ABOVE = 5
MOSTLY = 0.9


def refuse_other_text(path: str, sample: str) -> None:
    """Refuse a text whose beginning says that it is no table of values."""
    text = what_else(sample)
    if text:
        raise UnreadableTableError(worded(text, path=path))


def what_else(sample: str) -> str | None:
    """Return the sentence for a text that is no table of values; None for all others."""
    lines = [line for line in sample.split("\n", LOOKED_AT)[:LOOKED_AT] if line.strip()]
    if not lines:
        return None
    if WEBANNO_SIGN.match(lines[0]):
        return WEBANNO
    if any(UNIVERSAL.match(line) for line in lines[:5]) or all(map(STANDOFF.match, lines[:20])) or _tagged(lines):
        return MARKS
    if any(map(DRAWN.fullmatch, lines[:LINES_ABOVE])):
        return PRINTED
    return MARKDOWN if _in_markdown(lines) else None


def _tagged(lines: list[str]) -> bool:
    """Say whether each line is a token with its tag, as CoNLL has them, and no line of names stands above."""
    last = [line.split()[-1] for line in lines if not line.startswith("-DOCSTART-")]
    tags = [bool(TAG.fullmatch(one)) for one in last]
    return len(last) > 2 and tags[0] and sum(tags) >= MOSTLY * len(tags) and any(map(BEGINS.fullmatch, last))


def _in_markdown(lines: list[str]) -> bool:
    """Say whether a line of hyphens rules off the names of columns from the rows."""
    return any("|" in above and RULE.fullmatch(line) for above, line in itertools.pairwise(lines))
