"""Is the card finished, and does it hold only what somebody meant to type? (AC031 to AC035)"""

import html
import re
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from typing import Any

from alignmentcard.document import Document
from alignmentcard.edit import Fix, Set, flow
from alignmentcard.messages.retold import worded
from alignmentcard.model import Card
from alignmentcard.model.fields import find
from alignmentcard.once import once
from alignmentcard.paths import Route, path_of, split
from alignmentcard.rules.misfits.rewriting import as_gap, gap_place
from alignmentcard.rules.misfits.short_answers import POINTER, gap_reason
from alignmentcard.rules.misfits.spelling import closest
from alignmentcard.rules.rule import Problem, rule
from alignmentcard.text.slips.characters import UNSEEN, as_meant, name_of

NOTE = re.compile(r"T(?<=\bT)(?:ODO|O DO|B[DAC])\b|F(?<=\bF)IXME\b|X(?<=\bX)XX+\b")
"""Each begins with its letter, and looks behind that: so a search goes from one such letter to the next."""
NOTHING = re.compile(
    r"(?:todo|to do|fixme|tbd|tba|tbc|xxx+|tk|\?+|\.\.\.|…|[-–—]+|n/?a|n\.a\.|coming soon|lorem ipsum.*"
    r"|forthcoming|to appear|in press|in prep(?:aration)?|under review|work in progress|wip"
    r"|to be (?:done|determined|announced|written|added|filled in|confirmed)"
    r"|\$\{[^{}]*\}"
    r"|[<\[{](?!https?:|[^>]*@)[^<>\[\]{}]*[>\]}])\.?",
    re.IGNORECASE | re.DOTALL,
)
DATA = re.compile(
    r"asks|scale\.(values|abstain)|columns|composition|shares|group_effects|extensions|ignore|history|evidence"
)
"""What is written here as it stands in the data, or speaks of what is done."""
JOINERS = "\u200c\u200d\u200e\u200f"
"""Characters that cannot be seen and that scripts and emoji need."""
WRAPPED = re.compile(r"[“„«‟]([^“”„«»‟]*)[”“»]|[‘‚‛]([^‘’‚‛]*)[’‘]")
LONGEST_VERSION = 40
NUMBER = re.compile(r"(?<![\w.])v?([0-9]+(?:\.[0-9]+)+)(?![\w.]*\w)")


@rule("AC031", "unfinished-value", "warning")
def unfinished_value(document: Document, card: Card) -> Iterator[Problem]:
    """A value is a note to its author or reader, such as TODO or "see the paper", in place of an answer.

    Programs count the field as answered, and people find out that it is not when they need it. What is not known yet
    is a gap with a reason: it counts as what it is, and comes up again.

    Bad:
        collection:
          unit: TBD
          setting: online_panel
    Good:
        collection:
          setting: online_panel
        gaps:
          - {field: collection.unit, reason: to_do}
    Fix: Lists the field as a gap. It is offered and never made without being asked for.
    Source: The standard, "Principles"
    """
    for route, text in texts_in(document):
        found = _known_note(text) if len(text) <= WORDS else _note(text)
        if not found or DATA.search(path := path_of(document.data, route)):
            continue
        message = worded("`{path}` says `{found}`, which is a note and no answer.", path=path, found=found)
        place = gap_place(document, route)
        if place is None:
            yield Problem(route, message, worded("Write the answer."))
            continue
        line, entry, fix = as_gap(document, route, place, _reason(text))
        help_ = worded(
            "Write the answer, or delete {line} and write under gaps: `- {written}`", line=line, written=entry
        )
        yield Problem(route, message, help_, fix if found == text.strip() else None)


WORDS = 40
"""Characters that a word of a vocabulary, a date or an id may have, which stand in card after card."""


def _note(text: str) -> str:
    """Return the note to author or reader that a text is or has in it; nothing where it is an answer."""
    bare = text.strip()
    found = NOTHING.fullmatch(bare) or POINTER.fullmatch(bare) or NOTE.search(text)
    return found[0] if found else ""


_known_note = lru_cache(4096)(_note)


def _reason(text: str) -> str:
    if POINTER.fullmatch(text.strip()):
        return "to_do"
    reasons = find(("gaps", "*", "reason"))
    return (gap_reason(reasons.vocabulary, text) if reasons and reasons.vocabulary else None) or "unknown"


@once
def texts_in(document: Document) -> list[tuple[Route, str]]:
    """Return every text of a card with its place."""
    found: list[tuple[Route, str]] = []
    _gather(document.data, (), found)
    return found


def _gather(data: dict[str, Any] | list[Any], route: Route, found: list[tuple[Route, str]]) -> None:
    """Put the texts in data into a list; generators within generators would hand each on through all levels."""
    for part, value in data.items() if isinstance(data, dict) else enumerate(data):
        if isinstance(value, str):
            found.append(((*route, part), value))
        elif isinstance(value, (dict, list)):
            _gather(value, (*route, part), found)


@rule("AC032", "pasted-characters", "warning")
def pasted_characters(document: Document, card: Card) -> Iterator[Problem]:
    """A value holds characters that came with it from a word processor: curly quotes around it, or what nobody sees.

    Quotes of YAML are straight. Curly ones around a value are letters of it, so that it differs from the value that
    others write. A blank that cannot break and a space without width look right and are not found by any search.

    Bad:
        dataset:
          title: “Sort of Safe”
    Good:
        dataset:
          title: Sort of Safe
    Fix: Takes the characters out.
    Source: The standard, "Principles"
    """
    for route, text in texts_in(document):
        if text.isascii() and text.isprintable() and not SOURCE.search(text):  # as most texts
            continue
        path = path_of(document.data, route)
        if DATA.search(path):
            continue
        if meant := read_wrongly(text):
            message = worded("`{path}` was read in another encoding, or copied from a page's source.", path=path)
            fix = Fix(worded("Write it as it was"), (Set(route, meant),), safe=False)
            yield Problem(route, message, worded("Write: `{line}`", line=_line(route, meant)), fix)
        elif wrapped := WRAPPED.fullmatch(text.strip()):
            inner = wrapped[1] or wrapped[2] or ""
            message = worded("`{path}` has curly quotes around it, which are a part of it.", path=path)
            help_ = worded("Write: `{line}`", line=_line(route, inner))
            yield Problem(route, message, help_, _fix(worded("Take them away"), route, inner))
        elif odd := _odd(text):
            yield _unseen_in(route, path, text, odd)


def _unseen_in(route: Route, path: str, text: str, odd: str) -> Problem:
    """Return the problem of a text with a character that nobody sees."""
    plain = _without(text)
    if plain.strip():
        message = worded("`{path}` has a {name_of} in it, which nobody sees.", path=path, name_of=name_of(odd))
        help_ = worded("Write: `{line}`", line=_line(route, plain))
        return Problem(route, message, help_, _fix(worded("Take it out"), route, plain))
    message = worded(
        "`{path}` has a {name_of} in it, which nobody sees, and nothing else.", path=path, name_of=name_of(odd)
    )
    return Problem(route, message, worded("Write the answer, or delete the line."))


def _fix(title: str, route: Route, text: str) -> Fix | None:
    """Return what writes a text, where it is not too short for its field without what is taken out."""
    return Fix(title, (Set(route, text),)) if len(text.strip()) >= SHORTEST.get(route, 1) else None


SHORTEST: dict[Route, int] = {("dataset", "summary"): 50}
"""Fields whose text has a least length."""


def _line(route: Route, value: str) -> str:
    shown = flow(value if len(value) <= LONGEST_VERSION else f"{value[:LONGEST_VERSION]}…")
    return f"{route[-1]}: {shown}" if isinstance(route[-1], str) else f"- {shown}"


def _odd(text: str) -> str:
    """Return the first character that cannot be seen and has no work to do: at an end, or in an address."""
    if not UNSEEN.search(text):
        return ""
    ends, alone = text[:1] + text[-1:], _is_one_word(text)
    odd = [c for c in text if UNSEEN.match(c) and c not in JOINERS and (alone or c in ends or c in NEVER)]
    return odd[0] if odd else ""


def _without(text: str) -> str:
    plain = text.translate(dict.fromkeys(map(ord, NEVER)))
    if _is_one_word(plain):
        return UNSEEN.sub("", plain)
    return as_meant(plain[:1]).strip() + plain[1:-1] + as_meant(plain[-1:]).strip()


NEVER = "\ufeff\u00ad"
"""What has no work to do anywhere in a card: a byte order mark, and a place where a word may be parted."""
PLACE = re.compile(r"[a-z]{3,8}:|10\.[0-9]{4}|[^@]+@", re.IGNORECASE)


def _is_one_word(text: str) -> bool:
    """Say whether a text is one word or an address, in which a blank that only looks so parts nothing."""
    bare = UNSEEN.sub("", text)
    one = not re.search(r"\s", bare) and bare.isascii()
    return one and (not re.search(r"\s", as_meant(text).strip()) or PLACE.match(bare) is not None)


def read_wrongly(text: str) -> str | None:
    """Return a text as it was before it was read as Windows-1252, or as HTML; None where it was not."""
    plain = TAGS.sub(lambda found: found[2], TEX.sub(lambda found: found[1] or found[2], text))
    plain = html.unescape(plain) if ENTITY.search(plain) else plain
    if re.search("[ÃÂâ][\u0080-\u00bf‚-›€™]", plain):
        with suppress(UnicodeError):
            plain = plain.encode("cp1252").decode("utf-8")
    return plain if plain != text else None


SOURCE = re.compile(r"&|</|\\")
"""What a text has in it that was copied from the source of a page or a paper."""
TEX = re.compile(r"\\(?:text(?:it|bf|tt|sc|rm)|emph)\{([^{}\\]*)\}|\\([%&#_$])")
"""A word in a font of LaTeX, and signs that LaTeX writes with a backslash."""
TAGS = re.compile(r"<(b|i|em|strong|p|span|div|a|sup|sub|u|h[1-6]|li)(?: [^<>]*)?>([^<>]*)</\1>", re.IGNORECASE)
"""A text between two tags of a page."""
ENTITY = re.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|#x?[0-9a-fA-F]{2,5});")


@rule("AC033", "version-in-prose", "warning")
def version_in_prose(card: Card) -> Iterator[Problem]:
    """The version is a sentence or more, and not a number that can be compared.

    A version says which of two cards is newer, and whether labels were replaced between them. Programs compare it, and
    papers cite it. What changed in a version has its own place under `history`.

    Bad:
        dataset:
          version: This is version 1.2.0, in which we took out about two hundred items that were duplicates.
    Good:
        dataset:
          version: "1.2.0"
    Fix: Writes the number, where the text has just one. It is offered and never made without being asked for.
    Source: Semantic Versioning 2.0.0
    """
    routes: list[tuple[Route, str]] = [(("dataset", "version"), card.dataset.version or "")]
    routes += [(("history", n, "version"), change.version) for n, change in enumerate(card.history)]
    for route, text in routes:
        if len(text) > LONGEST_VERSION or len(text.split()) > 3:
            numbers = set(NUMBER.findall(text))
            number = numbers.pop() if len(numbers) == 1 else None
            message = worded("The version is a text of {count} words.", count=len(text.split()))
            help_ = worded(
                'Write a number, as in `version: "{value}"`; what changed goes under history.', value=number or "1.0.0"
            )
            yield Problem(route, message, help_, _version(route, number))


def _version(route: Route, number: str | None) -> Fix | None:
    return Fix(worded("Write {number}", number=number), (Set(route, number),), safe=False) if number else None


@rule("AC034", "abstention-not-offered", "warning")
def abstention_not_offered(card: Card) -> Iterator[Problem]:
    """An answer that means no view is not among the values of its scale.

    The list of abstentions says which of the values mean no view. One that is not a value is not found in the data, so
    that abstentions are counted as views.

    Bad:
        dimensions:
          - id: harmful
            scale: {level: nominal, values: ["no", "unsure", "yes"], abstain: [Unsure]}
    Good:
        dimensions:
          - id: harmful
            scale: {level: nominal, values: ["no", "unsure", "yes"], abstain: [unsure]}
    Fix: Writes the value as the scale spells it, where one is clearly meant.
    Source: The standard, "Fields"
    """
    for position, dimension in enumerate(card.dimensions):
        values = dimension.scale.values
        for n, answer in enumerate(dimension.scale.abstain if values else ()):
            if answer in values:
                continue
            meant = next((value for value in values if value.casefold() == answer.strip().casefold()), None)
            near = meant or closest(answer, values)[0]
            route: Route = ("dimensions", position, "scale", "abstain", n)
            message = worded(
                "The abstention `{answer}` is not among the values {values}.", answer=answer, values=", ".join(values)
            )
            help_ = (
                worded("Write `{near}`, if that is meant; else add it to values.", near=near)
                if near
                else worded("Add it to values.")
            )
            fix = Fix(worded("Write {near}", near=near), (Set(route, near),), safe=meant is not None) if near else None
            yield Problem(route, message, help_, fix)


CUT = re.compile(r"[ \t]+(#\w.*)")
"""A number sign behind a text, and the rest of the line; whoever means a remark puts a blank after the sign."""
QUOTED = ("'", '"', "|", ">")
"""How a text begins that says itself where it ends."""


@rule("AC035", "text-cut-at-number-sign", "warning")
def text_cut_at_number_sign(document: Document, card: Card) -> Iterator[Problem]:
    """A text ends at a number sign, and what was written behind it is a remark for YAML.

    A blank and a number sign begin a remark wherever they stand outside of quotes. The rest of the text is in the file
    and not in the card: no page shows it, and no program reads it.

    Bad:
        dataset:
          title: Safe #1 list
    Good:
        dataset:
          title: "Safe #1 list"
    Source: YAML 1.2.2, section 6.6, on comments
    """
    signs = " #" in document.text or "\t#" in document.text
    for route, text in texts_in(document) if signs else ():
        mark = document.mark(route)
        field = find(split(path_of(document.data, route)))
        if mark is None or document.text[mark.start : mark.start + 1] in QUOTED or (field and field.vocabulary):
            continue
        found = CUT.match(document.text, mark.end)
        if found:
            whole = f"{text} {found[1].rstrip()}"
            message = worded(
                "The text ends at `{split}`: what follows a blank and `#` is a remark.", split=found[1].split()[0]
            )
            help_ = worded("Write: `{line}`, or put a blank after `#`, if it is a remark.", line=_line(route, whole))
            yield Problem(route, message, help_)
