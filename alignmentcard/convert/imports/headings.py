"""Sheets and READMEs by their headings: what stands under each, and where in a card it belongs."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

from alignmentcard.convert.imports.answers import LONGEST, answered, begins_with_none, says_none, without_form
from alignmentcard.convert.imports.beside import OPENING, SHEET, beside
from alignmentcard.convert.imports.citation import sources
from alignmentcard.convert.imports.dates import published
from alignmentcard.convert.imports.found import Found, Left, Taken, Unread, left, plain
from alignmentcard.convert.imports.free_words import TWICE, standing_for
from alignmentcard.convert.imports.guessed import about
from alignmentcard.convert.imports.licensed import stated_licence
from alignmentcard.convert.imports.lines import LABEL, PART, SEVERAL
from alignmentcard.convert.imports.mentioned import addresses
from alignmentcard.convert.imports.parties import apart
from alignmentcard.convert.imports.question_names import NAME
from alignmentcard.convert.imports.questions import OF_WRITERS, asked
from alignmentcard.convert.imports.readme_headings import PATHS, POINTS
from alignmentcard.convert.imports.scales import one_dimension
from alignmentcard.convert.imports.sections import IN_BOLD, IN_LINE, Section, bare, points, says_nothing, sections
from alignmentcard.convert.imports.sheets import as_headings
from alignmentcard.convert.imports.stated import version
from alignmentcard.convert.imports.tongues import listed, tongues
from alignmentcard.convert.imports.values import contact, languages, licence, link, summary
from alignmentcard.messages import _
from alignmentcard.paths import split

TITLE = re.compile(
    r"(?:(?:dataset|data|model) ?(?:card|sheet|statement)s?|fact ?sheet|datenblatt"
    r"|hoja de datos|declaración de datos|ficha (?:técnica|de datos)"
    r"|data statement, version \d|crowd ?work ?sheets?|(?:\w+ ){0,4}checklist)\s*"
    r"(?:for a data ?set:|for(?: the)?|für(?: den datensatz)?"
    r"|zu(?: den daten)?|de(?:l conjunto de datos)?(?=\s)|:|[-–—])\s*(.+)"
    r"|(.+?)\s+(?:data ?(?:set )?(?:card|sheet|statement)|(?:responsible nlp|neurips)[\w ]*checklist)",
    re.IGNORECASE,
)
UNNAMED = re.compile(
    r"\W*(?:(?:dataset )?name|(?:add|insert|your) data ?set name(?: here)?|\{\{.*|(?:dataset|data) ?(?:card"
    r"|sheet|statement)\b.*|(?:[\w-]+ ){0,5}checklist(?: \([^()]*\))?"
    r"|(?:\w*ACL|ARR|EMNLP|NeurIPS)(?: Rolling Review)?(?: \d{4})?"
    r"|alignment card|California AB 2013, .*|EU AI Act, .*|(?:EU: )?public summary of training content.*)\W*",
    re.IGNORECASE,
)
SHEET_OF = re.compile(
    r"\s*(?:[:–—-]\s*(?:an? )?(?:fact ?sheet|data ?sheet|data ?card|questionnaire|info(?:rmation)? sheet"
    r"|documentation|read ?me)"
    r"|\((?:paper|submission) ?#?\d+\))$",
    re.IGNORECASE,
)
"""What a title says of the sheet and not of the data."""
TITLED = "dataset.title"
SHORT_QUESTION = 2
"""So many words has a question that begins a line without a sign before it, as `Questions? Write to us.`"""
THE_DATASET = re.compile(r"\bfor the \S{1,80} dataset\b")
"""A heading in which the last word is none of the name."""
FORM_ABOUT = re.compile(r"^The answers are about the data of “([^“”]{1,300})”\.$", re.MULTILINE)
"""How a form that this program filled says which dataset it is about; its heading is that of the form."""
OURS = re.compile(
    rf"{FORM_ABOUT.pattern}|^# (?:Datasheet for a dataset|CrowdWorkSheets|Data statement, version 3): .{{1,300}}$",
    re.MULTILINE,
)
"""How a sheet begins that this program filled for one dataset."""
WORK = re.compile(r"(?<![*\w])\*[A-Z][^*\n]{20,200}\*(?!\*)|[“\"][A-Z][^“”\"\n]{20,200}[”\"]")
"""The title of a work, whose words are not what the sheet says of data."""
PROSE = ("intent", "framework", "dimensions", "collection", "pools", "aggregation", "statistics")
"""Sections of a card that parts of a section with an unknown heading may belong to as well."""
LANGUAGES = "dataset.languages"
NUMBER = re.compile(r"\d{2}")
"""What no name of a language has, so that the text says something else too."""
NO_PLACE = "A card has no field for it."


def from_headings(text: str, *, lines: bool = True) -> Iterator[Found]:
    """Yield what the headings of a Markdown text lead to; the prose under them is left for the author.

    With `lines`, the beginning of a line may be what is asked, as in sheets; in READMEs it is a point of a list.
    """
    own = OURS.search(text) is not None
    outline = list(_outline(text, lines=lines, own=own))
    found = list(_from_outline(outline, own=own))
    names = [
        one for one in found if isinstance(one, Taken) and one.path == "dataset.title" and standing_for(one.at) == NAME
    ]
    found = [*names, *(one for one in found if one not in names)]
    if own:
        yield from found
    else:
        every = one_dimension(_placed_after_all([*found, *_mentioned(outline, found)], outline))
        told = [(one.title, plain(one.text)) for one, _ in outline if not OF_WRITERS.search(one.title)]
        kept = every if _is_sheet(outline) else list(map(_named, every))
        yield from apart(kept if lines else map(_of_form, kept), told)


def _placed_after_all(found: list[Found], outline: list[tuple[Section, str | None]]) -> list[Found]:
    """Return what was found, where a text that seemed to have no place and gave a value stands beside that value."""
    values = {one.at: one.path for one in found if isinstance(one, Taken)}
    texts = {section.title: section.text for section, _ in outline}

    def placed(one: Found) -> Found:
        known = isinstance(one, Unread) and one.why == NO_PLACE and one.at in values and one.at in texts
        return Left(values[one.at], texts[one.at], one.at) if known else one  # type: ignore[union-attr]

    return list(map(placed, found))


def _is_sheet(outline: list[tuple[Section, str | None]]) -> bool:
    """Say whether a text asks so much of what sheets ask that all of it may be an answer."""
    return sum(one.level > 1 and is_known(one.title) for one, _ in outline) >= SHEET


def _named(one: Found) -> Found:
    """Return what is told of a text that is no sheet: its heading, and not what stands below it."""
    return replace(one, text="") if isinstance(one, Unread) else one


def _of_form(one: Found) -> Found:
    """Return what is told of a README, of which only answers to questions of a form are kept without a field."""
    return _named(one) if isinstance(one, Unread) and asked(one.at) is None else one


def _mentioned(outline: list[tuple[Section, str | None]], found: list[Found]) -> Iterator[Found]:
    yield from _beside([section for section, _ in outline], {one.path for one in found if isinstance(one, Taken)})


def _beside(outline: list[Section], known: set[str]) -> Iterator[Found]:
    """Yield what the answers of a filled sheet mention beside their questions, and what any text says clearly."""
    every = [
        (one, without_form(plain(one.text)[:LONGEST]).replace("**", ""))
        for one in outline
        if not OF_WRITERS.search(one.title)
    ]
    every = [(one, text) for one, text in every if text and not says_none(text) and not begins_with_none(text)]
    told = [
        (one.title, text)
        for one, text in every
        if asked(one.title) is not None or (one.level > 1 and (standing_for(one.title) or bare(one.title) in PATHS))
    ]
    opening = " ".join(
        f"{one.title}.\n{WORK.sub(' ', plain(one.text))}"
        for one in outline
        if asked(one.title) is None and one.level <= 1
    )
    if len(told) < SHEET:
        told = []
    yield from beside(
        [(OPENING, opening[:LONGEST]), *told] if told else [], [(one.title, text) for one, text in every], known
    )


def _from_outline(outline: list[tuple[Section, str | None]], *, own: bool) -> Iterator[Found]:
    named = False
    for section, path in outline:
        yield from _title(section, first=not named)
        opening = path is None and (not section.title or (section.level == 1 and not named))
        named = named or section.level == 1
        yield from _points(section)
        if opening:
            yield from _opening(section, own=own)
        elif not says_nothing(section.text) and not says_none(without_form(plain(section.text))):
            yield from _placed(section, path, own=own)


def _opening(section: Section, *, own: bool) -> Iterator[Found]:
    """Leave the words with which a text begins, before its first heading or under it: often they sum it up."""
    if about := FORM_ABOUT.search(section.text):
        yield Taken("dataset.title", about[1], section.title)
    if own:
        yield from answered(section.title, section.text, own=True)
        return
    answers = list(answered(section.title, section.text)) if _in_words_of_a_form(section.title) else []
    yield from answers
    if not answers and not says_nothing(text := _without_points(section.text)):
        yield from left("dataset.summary", text, section.title or _("text before the first heading"))


def _is_label(title: str) -> bool:
    """Say whether a label in a list of a README asks for something that no point of its template does."""
    return bare(title) not in POINTS and is_known(title)


def _outline(text: str, *, lines: bool, own: bool) -> Iterator[tuple[Section, str | None]]:
    """Yield sections with the place of each; one without a place has that of the section it is part of."""
    above: dict[int, str | None] = {}
    unnamed = True
    for section in _joined(
        sections(
            as_headings(text, is_known if lines and not own else None, None if lines or own else _is_label),
            known=_begins_answer,
            marked=is_known,
        )
    ):
        above = {level: path for level, path in above.items() if level < min(section.level, IN_BOLD)}
        outer = above[max(above)] if above else None
        name = unnamed and section.level == 1 and "?" not in section.title
        unnamed = unnamed and not name
        path = _in_words_of_a_form(section.title) if name else place_of(section.title)
        if path is None:
            path = outer if outer and (split(outer)[0] in PROSE or section.level == LABEL) else None
        above[section.level] = path
        yield section, path


def _joined(found: Iterable[Section]) -> Iterator[Section]:
    """Put lines in bold that are no known heading back into the text that they stand in.

    A question in bold stays one where most lines in bold are questions that sheets ask.
    """
    last: Section | None = None
    every = list(found)
    bold = [one.title for one in every if one.level == IN_BOLD]
    asks = sum(map(is_known, bold)) >= max(SEVERAL, PART * len(bold))
    for section in every:
        if (
            last
            and section.level == IN_BOLD
            and not is_known(section.title)
            and not (asks and section.title.endswith("?"))
        ):
            last = replace(last, text=f"{last.text}\n\n{section.title}\n\n{section.text}".strip())
            continue
        if last:
            yield last
        last = section
    if last:
        yield last


def place_of(title: str) -> str | None:
    """Return the field or section that a heading asks for; of several questions, the first.

    A question of a form that no field answers has an empty place; a heading that nobody knows has none.
    """
    path = _in_words_of_a_form(title)
    meant = standing_for(title) if path is None else None
    if meant is None and path is None and TWICE.search(title):
        return next((one for one in map(place_of, title.split(" / ")) if one is not None), None)
    return _in_words_of_a_form(meant) if meant else path


def _in_words_of_a_form(title: str) -> str | None:
    words = bare(title)
    return PATHS.get(words) or PATHS.get(bare(title.partition("?")[0])) or POINTS.get(words) or asked(title)


def is_known(title: str) -> bool:
    """Say whether a heading or label asks for something that sheets ask for."""
    return place_of(title) is not None


def _is_of_a_form(title: str) -> bool:
    return _in_words_of_a_form(title) is not None


def _begins_answer(title: str) -> bool:
    """Say whether a question at the beginning of a line is one that the rest of the line answers."""
    return _is_of_a_form(title) or (len(title.split()) <= SHORT_QUESTION and standing_for(title) is not None)


def _title(section: Section, *, first: bool) -> Iterator[Taken]:
    """Yield the name in a heading such as “Dataset Card for X”, or the first heading of all."""
    if not section.title and first and (line := TITLE.fullmatch(section.text.partition("\n")[0].strip())):
        section = replace(section, title=line[0], level=1)
    found = TITLE.fullmatch(section.title.strip()) if section.level == 1 else None
    name = (found[1] or found[2]) if found else section.title if section.level == 1 and first else ""
    name = re.sub(r",? version \d[\d.]*$| \(v?\d[\d.]*\)$|[\"”] data ?set$", "", name.strip(), flags=re.IGNORECASE)
    name = SHEET_OF.sub("", re.sub(r"\s[-–—]\s(?=[a-z]).*$", "", name))
    name = re.sub(r" dataset$", "", name) if THE_DATASET.search(section.title) else name
    name = re.sub(r"^data ?sets? from (?=[\"“])", "", name)
    name = re.sub(r"^(?:data ?set )?[\"“'`\[*_]+|[\"”'`\]*_]+$|\s[-–—]+$|:$", "", name.strip())
    if name and not UNNAMED.fullmatch(name) and not _is_of_a_form(name):
        yield Taken("dataset.title", name, section.title)


def _points(section: Section) -> Iterator[Found]:
    for name, text in points(section.text):
        path = POINTS.get(bare(name))
        if path and not says_nothing(text):
            yield from _valued(path, text, name)


def _placed(section: Section, path: str | None, *, own: bool) -> Iterator[Found]:
    at = section.title
    known = list(answered(at, _without_points(section.text), own=own))
    if known or own:
        yield from known
    elif path is None and (guess := about(section.text)):
        yield from left(guess, section.text, at)
    elif not path:
        yield Unread(at, NO_PLACE, without_form(section.text))
    elif path == "sources":
        yield from sources(section.text, at)
        yield from (
            Taken(field, value, at) for field, value in addresses(plain(section.text)) if field.endswith(".doi")
        )
    elif path in READERS or path in POINTS.values():
        yield from _valued(path, _without_points(section.text), at)
    else:
        form = section.level == IN_LINE or asked(at) is not None or standing_for(at) is not None
        yield from left(path, without_form(section.text) if form else section.text, at)


def _without_points(text: str) -> str:
    names = {f"{name}{value}" for name, value in points(text) if bare(name) in POINTS}
    return "\n".join(line for line in text.split("\n") if not any(f"{n}{v}" in names for n, v in points(line))).strip()


def _only_languages(text: str) -> list[str]:
    tags, rest = languages(text)
    return tags if not rest else next((tags for read in (listed, tongues) for _, tags in read(text)), [])


READERS: dict[str, Callable[[str], Any]] = {
    "dataset.title": lambda text: text.strip(),
    "dataset.summary": summary,
    "dataset.license": licence,
    "dataset.contact": contact,
    "dataset.languages": _only_languages,
    "dataset.version": lambda text: next(
        (value for path, value in version(plain(text)) if path == "dataset.version"), None
    ),
    "dataset.published": lambda text: next((value for _, value in published(plain(text))), None),
    "dataset.creators": lambda _: None,
    "intent.funded_by": lambda _: None,
}
"""How the text of a field becomes its value; names in prose are never taken apart."""


DATED = ("dataset.version", "dataset.published")
"""Fields whose text often says more than the value that is read from it."""


def _valued(path: str, text: str, at: str) -> Iterator[Found]:
    """Yield the value of a field where a text is nothing else; the text itself otherwise."""
    value = READERS.get(path, link)(text)
    named = stated_licence(plain(text)[:LONGEST]) if path == "dataset.license" and not value else None
    if value or named:
        yield Taken(path, value or named, at)
    more = path == LANGUAGES and NUMBER.search(text)
    if value and not more and not (path in DATED and len(text.split()) > len(str(value).split()) + 1):
        return
    if not says_nothing(text):
        yield Left(path, text, at)
