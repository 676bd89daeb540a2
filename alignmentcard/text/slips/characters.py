"""Characters that look like others, or like nothing."""

import re
import unicodedata

from alignmentcard.messages.retold import worded
from alignmentcard.text.slips.broken import Broken, Slip

BULLETS = "•◦▪▸►‣∙·●○■–—−*+➤➢→⇒✓✔▶"


CURLY = "“”„‟‘’‚‛«»"


STRAIGHT = str.maketrans({**dict.fromkeys("“”„‟«»", '"'), **dict.fromkeys("‘’‚‛", "'")})


UNSEEN = re.compile("[\u00a0\u00ad\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u2064\u3000\ufeff]")
"""Characters that look like a blank or like nothing."""


def tab(broken: Broken) -> Slip | None:
    """Find a tab."""
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


def unseen(broken: Broken) -> Slip | None:
    """Find a character that looks like a blank or like nothing."""
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


def bullet(broken: Broken) -> Slip | None:
    """Find a bullet in the place of a dash."""
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


def curly(broken: Broken) -> Slip | None:
    """Find quotation marks of a word processor."""
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
