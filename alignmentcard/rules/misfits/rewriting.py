"""A value that does not fit, rewritten as it should stand: the line to type, and a repair that types it."""

import re
from typing import Any

from alignmentcard.document import Document
from alignmentcard.edit import Add, Append, Fix, Operation, Remove, Set, flow
from alignmentcard.loader import Misfit
from alignmentcard.messages import later
from alignmentcard.messages.retold import joined, worded
from alignmentcard.model.base import Vocabulary
from alignmentcard.model.fields import Field
from alignmentcard.model.fields import find as find_field
from alignmentcard.paths import Route, path_of, split, value_at, value_or_none
from alignmentcard.rules.misfits import dates, pay, short_answers, typed, within
from alignmentcard.rules.misfits.spelling import closest
from alignmentcard.rules.misfits.synonyms import Synonym, synonym
from alignmentcard.rules.misfits.typed import Meant
from alignmentcard.rules.misfits.unmended import MAPPING, NUMBERS, how_it_begins, is_date, unmended
from alignmentcard.text.slips.characters import UNSEEN, as_meant, name_of

Wording = tuple[str, str, Fix | None]
AFTER_GAPS = ("ignore", "history", "reviews", "extensions")
NEVER_GAPS = ("id", "title", "field", "rule", "reason", "dimension", "source")
LONGEST = 60
LEAST = worded("Of a range a card takes the least; those who were paid otherwise can be a pool of their own.")


WRITE = later("Write: {typed}. {help}")
WRITE_APART = later("The value and the ends of its interval stand apart. Write: {shown}")
WRITE_LINE = later("Write: {shown}")
WRITE_PERHAPS = later("Write: {typed}, if that is meant. {help}")


def reworded(misfit: Misfit, document: Document, field: Field, message: str, help_: str) -> Wording | None:
    """Return a better message, help and repair for a value that does not fit; None where nothing more can be said."""
    value = value_at(document.data, misfit.route)
    if misfit.kind == "literal_error" and field.vocabulary:
        return _term(misfit, document, field, field.vocabulary, value, message, help_)
    absent = _gap(misfit, document, value, message)
    if absent:
        return absent
    told = next(unmended(misfit, value, field), None)
    more = _more_than_fits(misfit, document, field, value, message)
    if more or told:
        return more or (told[0] or message, told[1], None)  # type: ignore[index]
    meant = _meant(misfit, document, field, value)
    if meant is None:
        begins = how_it_begins(field) if misfit.kind in MAPPING and isinstance(value, str) else ""
        return (message, joined(" ", (help_, begins)), None) if begins else None
    if isinstance(value, dict) and misfit.kind == "list_type":
        if meant.value == [value]:
            return _dash(misfit, document, value, message)
        if field.children and field.path not in within.PAIRS:
            return _by_id(misfit, value, message)
    typed_ = line_to_type(misfit.route, meant.value)
    if field.path.startswith("pools.*.pay") and pay.ends_of_pay(str(value)):
        help_ = joined(" ", (LEAST, help_))
    if field.path == "gaps":
        reason = find_field(("gaps", "*", "reason"))
        words = ", ".join(reason.vocabulary.terms) if reason and reason.vocabulary else ""
        help_ = worded("The reasons are: {words}.", words=words)
    fix = Fix(worded("Write {short}", short=_short(meant.value)), (Set(misfit.route, meant.value),), meant.certain)
    return (
        message,
        worded(
            WRITE if meant.certain else WRITE_PERHAPS,
            typed=typed_,
            help=help_,
        ).rstrip(),
        fix,
    )


def _more_than_fits(misfit: Misfit, document: Document, field: Field, value: Any, message: str) -> Wording | None:
    """Tell of a text that holds what belongs into several fields, or into another one."""
    holder, name = misfit.route[:-1], str(misfit.route[-1])
    if misfit.route == ("gaps",) and str(value).strip().lower() in (
        "none",
        "no",
        "no gaps",
        "nothing",
        "n/a",
        "-",
    ):
        return (
            message,
            worded("A card without gaps has no line `gaps`: delete it."),
            Fix(worded("Delete it"), (Remove(misfit.route),)),
        )
    sized = isinstance(value, dict) and value and set(value) <= {"about", "at_least"}
    rough = within.rough_size(str(value)) if not sized else value
    rough = rough if field.path == "pools.*.size" and misfit.kind in NUMBERS else None
    if rough:
        help_ = worded(
            "A size that is not exact has a field of its own. Write in place of it: `size_stated: {written}`",
            written=flow(rough),
        )
        operations: tuple[Operation, ...] = (Remove(misfit.route), Add(holder, "size_stated", rough))
        free = document.mark((*holder, "size_stated")) is None
        return message, help_, Fix(worded("Write size_stated"), operations, safe=False) if free else None
    found = within.estimate(value) if isinstance(value, str) and misfit.kind in NUMBERS and name == "value" else None
    if found:
        shown = ", ".join(f"`{key}: {flow(one)}`" for key, one in found.items())
        ends = [Add(holder, key, one) for key, one in found.items() if document.mark((*holder, key)) is None]
        fix = Fix(worded("Write the number by itself"), (Set(misfit.route, found["value"]), *ends), safe=False)
        text = WRITE_APART if len(found) > 1 else WRITE_LINE
        return message, worded(text, shown=shown), fix
    return None


def line_to_type(route: tuple[str | int, ...], value: Any) -> str:
    """Return the line to type: the key and the value, or a dash and the value."""
    head = f"{route[-1]}: " if isinstance(route[-1], str) else "- "
    if isinstance(value, list) and len(value) == 1 and isinstance(value[0], dict) and isinstance(route[-1], str):
        return worded("`{route}:`, and below it `  - {written}`", route=route[-1], written=flow(value[0]))
    return f"`{head}{flow(value)}`"


def _short(value: Any) -> str:
    text = flow(value)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def _meant(misfit: Misfit, document: Document, field: Field, value: Any) -> Meant | None:
    mark = document.mark(misfit.route)
    raw = document.text[mark.start : mark.end] if mark else ""
    if misfit.kind in MAPPING and not isinstance(value, dict):
        return typed.record(field, value)
    if misfit.kind == "list_type":
        return typed.listed(field, value)
    if misfit.kind in NUMBERS:
        alone = isinstance(value, list) and len(value) == 1 and type(value[0]) in (int, float)
        return Meant(value[0], True) if alone else typed.number(field, value, raw)
    if misfit.kind == "bool_type":
        said = short_answers.yes_or_no(str(value).strip(" .!;"))
        first = short_answers.yes_or_no(re.split(r"[,;(–]", str(value))[0])
        return Meant(said, True) if said is not None else Meant(first) if first is not None else None
    if misfit.kind == "less_than_equal" and misfit.limits.get("le") == 1 and 1 < value <= 100:
        return Meant(round(value / 100, 6))
    if misfit.kind == "string_type":
        return _text(field, value, raw)
    return _pattern(document, misfit, field, str(value)) if misfit.kind == "string_pattern_mismatch" else None


def _text(field: Field, value: Any, raw: str) -> Meant | None:
    if isinstance(value, list) and value and all(isinstance(one, str) for one in value):
        one = len(value) == 1 or field.name in ONE_OF_SEVERAL
        joined = (" " if value[0].rstrip().endswith((".", "!", "?")) else ", ").join(value)
        return Meant(value[0] if one else joined, len(value) == 1) if one or not _is_exact(field) else None
    if isinstance(value, dict) and _is_exact(field):
        inner = dates.in_parts(value) if is_date(field) else next((value[k] for k in ADDRESSES if k in value), None)
        return Meant(inner) if isinstance(inner, str) else None
    if isinstance(value, dict) and raw.startswith("{"):
        return Meant(raw)
    if is_date(field) and isinstance(value, int) and (day := dates.day_of_spreadsheet(value)):
        return Meant(day)
    if is_date(field) and isinstance(value, int) and re.fullmatch("[0-3][0-9]", raw):
        return Meant(f"20{raw}")
    found = dates.date(raw) if is_date(field) and isinstance(value, int) else None
    return Meant(found, True) if found and len(raw) == 8 else None


ONE_OF_SEVERAL = ("contact", "homepage", "repository", "paper", "doi", "download", "url")
"""Fields that take one address."""
ADDRESSES = ("email", "mail", "e-mail", "url", "address", "page")
"""Names under which people write an address into a record."""


def _is_exact(field: Field) -> bool:
    """Say whether a field takes no prose, so that neither a list nor a record can be written into it as a text."""
    return is_date(field) or field.name in (*ONE_OF_SEVERAL, "license", "version", "id")


DECLARED = {"dimension": ("dimensions", "name"), "pool": ("pools", "id"), "source": ("sources", "title")}
"""Fields that name an entry by its id, the section that the entry stands in, and what people call it by instead."""


def _declared(document: Document, field: Field, value: str) -> str | None:
    """Return the id of the entry that a field names by its name in words."""
    section, name = DECLARED.get(field.name, ("", ""))
    listed = document.data.get(section)
    entries = [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
    called = [one.get("id") for one in entries if str(one.get(name)).strip().casefold() == value.strip().casefold()]
    return called[0] if len(called) == 1 and isinstance(called[0], str) else None


def _pattern(document: Document, misfit: Misfit, field: Field, value: str) -> Meant | None:
    if is_date(field):
        found, year = dates.date(value), dates.year(value)
        found_in = within.dated(value)
        if found:
            return Meant(found, found[:4] in value)
        return next((Meant(one) for one in (found_in, year) if one), None)
    if field.name == "rule":
        code = value.strip().upper().replace("-", "").replace(" ", "").replace("_", "")
        return Meant(code, True) if len(code) == 5 and code[:2].isalpha() and code[2:].isdigit() else None
    referred = _declared(document, field, value)
    if referred:
        return Meant(referred, True)
    name = short_answers.identifier(value) if "a-z0-9" in str(misfit.limits.get("pattern")) else ""
    return Meant(name) if name else None


def _dash(misfit: Misfit, document: Document, value: dict[str, Any], message: str) -> Wording:
    """Say where the dash of the only entry of a list is missing, and show the two lines."""
    first = str(next(iter(value), ""))
    mark = document.mark(misfit.route)
    raw = document.text[mark.start : mark.end] if mark else ""
    line = raw.split("\n")[0].rstrip() if not raw.startswith("{") else raw
    help_ = worded(
        "Put a dash and a blank before `{first}`: `{route}:`, and below it `  - {line}`",
        first=first,
        route=misfit.route[-1],
        line=line,
    )
    fix = Fix(worded("Put a dash before {first}", first=first), (Set(misfit.route, [value]),))
    return message, help_, fix


def _by_id(misfit: Misfit, value: dict[str, Any], message: str) -> Wording:
    """Say how entries that stand under their ids become entries of a list."""
    first = next(iter(value))
    shown = worded(
        "`{route}:`, below it `  - id: {first}`, and below that what stands under `{first}` now",
        route=misfit.route[-1],
        first=first,
    )
    fix = Fix(
        worded("Make a list of its entries"),
        (Set(misfit.route, [{"id": key, **one} for key, one in value.items()]),),
        False,
    )
    return message, worded("Write each entry with its id: {shown}.", shown=shown), fix


def gap_place(document: Document, route: Route) -> Route | None:
    """Return what can be a gap where a value has no answer: its field, or the record that cannot be without it."""
    while route and isinstance(route[-1], str) and route[0] != "gaps":
        field = find_field(split(path_of(document.data, route)))
        if field is None or route[-1] in NEVER_GAPS:
            return None
        if not field.required:
            return route
        route = route[:-1]
    return None


def as_gap(document: Document, route: Route, place: Route, reason: str) -> tuple[str, str, Fix | None]:
    """Say which line and which gap stand for no answer, and repair it where no other answer is lost."""
    entry = {"field": path_of(document.data, place), "reason": reason}
    line = worded("the line") if place == route else f"`{path_of(document.data, place)}`"
    operations: tuple[Operation, ...] = (Remove(place), Append(("gaps",), entry, AFTER_GAPS))
    records = (value_or_none(document.data, route[:n]) for n in range(len(place), len(route)))
    alone = all(isinstance(record, dict) and len(record) == 1 for record in records)
    return line, flow(entry), Fix(worded("List it as a gap"), operations, safe=False) if alone else None


def _gap(misfit: Misfit, document: Document, value: Any, message: str) -> Wording | None:
    """Tell of a value that says that there is no answer, which is what gaps are for."""
    reasons = find_field(("gaps", "*", "reason"))
    path = path_of(document.data, misfit.route)
    name = misfit.route[-1]
    if reasons is None or reasons.vocabulary is None or not isinstance(name, str):
        return None
    reason = short_answers.gap_reason(reasons.vocabulary, value) if misfit.kind != "bool_type" else None
    if isinstance(value, bool) and misfit.kind not in MAPPING:
        return None
    field = find_field(split(path))
    words = [field.vocabulary, *(child.vocabulary for child in field.children.values())] if field else []
    none = path == "gaps" or any(one and "none" in one.terms for one in words)
    if reason is None or (misfit.kind == "list_type" and value in ("none", "no") and none):
        return None
    place = gap_place(document, misfit.route)
    if place is None:
        return None
    line, entry, fix = as_gap(document, misfit.route, place, reason)
    return (
        message,
        worded("Where there is no answer, delete {line} and write under gaps: `- {written}`", line=line, written=entry),
        fix if isinstance(document.data.get("gaps", []), list) else None,
    )


def _term(
    misfit: Misfit, document: Document, field: Field, words: Vocabulary, value: Any, message: str, help_: str
) -> Wording:
    """Say which word of a vocabulary was meant: by spelling, by meaning, or none."""
    if isinstance(value, list) and len(value) == 1 and isinstance(value[0], str):
        return _one_in_a_list(misfit, document, words, value[0], help_)
    named = _several(misfit, document, words, value, help_)
    if named:
        return named
    text = {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else value
    if not isinstance(text, str):
        known = synonym(words.name, str(text), words.terms)
        return (
            message,
            help_ if not known else worded("Did you mean `{term}`? {help}", term=known.term, help=help_),
            None,
        )
    odd = UNSEEN.search(text)
    if odd and as_meant(text).strip() in words.terms:
        return _with_unseen(misfit, as_meant(text).strip(), odd[0], help_)
    known = synonym(words.name, text.strip(" .,;:\"'“”‘’"), words.terms)
    meant, certain = closest(text.strip(" .,;:\"'“”‘’•–-*"), words.terms)
    if known and not (meant and certain):
        return _known(misfit, document, field, known, message, help_, text)
    if meant:
        fix = Fix(worded("Write {meant}", meant=meant), (Set(misfit.route, meant),), safe=certain)
        return worded("{message} Did you mean `{meant}`?", message=message, meant=meant), help_, fix
    absent = _gap(misfit, document, value, message)
    parts = [short_answers.term_for(words, part) for part in text.split(",")] if "," in text else []
    if not absent and len(parts) > 1 and all(parts) and isinstance(misfit.route[-1], int):
        return (
            message,
            worded("Write each word by itself: `[{names}]`. {help}", names=", ".join(filter(None, parts)), help=help_),
            None,
        )
    return absent or (message, _explained(words, help_), None)


def _one_in_a_list(misfit: Misfit, document: Document, words: Vocabulary, value: str, help_: str) -> Wording:
    """Say that a list stands where one word belongs, which is the word in it."""
    term = short_answers.term_for(words, value)
    fix = Fix(worded("Write {term}", term=term), (Set(misfit.route, term),)) if term else None
    said = worded("`{path}` takes one word, and is a list.", path=path_of(document.data, misfit.route))
    line = line_to_type(misfit.route, term or value)
    return said, worded("Write: {written}. {help}", written=line, help=help_), fix


def _with_unseen(misfit: Misfit, term: str, odd: str, help_: str) -> Wording:
    """Say that a word of the vocabulary has a character in it that looks like a blank or like nothing."""
    fix = Fix(worded("Write {seen}", seen=term), (Set(misfit.route, term),))
    said = worded(
        "`{seen}` has a {name_of} in it, which looks like a blank or like nothing.", seen=term, name_of=name_of(odd)
    )
    return said, worded("Type the word again: `{seen}`. {help}", seen=term, help=help_), fix


def _several(misfit: Misfit, document: Document, words: Vocabulary, value: Any, help_: str) -> Wording | None:
    """Tell of a text, a list or a mapping that names a word of the vocabulary among other things, or several."""
    parts = value if isinstance(value, str) else " ".join(map(str, value)) if isinstance(value, list | dict) else ""
    named = within.words_in(words, parts)
    if not named or (isinstance(value, str) and short_answers.term_for(words, value.strip(" .,;:?!*\"'“”‘’"))):
        return None
    path = path_of(document.data, misfit.route)
    if len(named) > 1 and not isinstance(misfit.route[-1], int):
        return (
            worded(
                "`{path}` takes one word, and names {named}: {named_2}.",
                path=path,
                named=len(named),
                named_2=", ".join(named),
            ),
            worded("Keep one. {help}", help=help_),
            None,
        )
    if len(named) > 1 or (isinstance(value, str) and len(value.split()) == 1 and value.isidentifier()):
        return None
    fix = Fix(worded("Write {named}", named=named[0]), (Set(misfit.route, named[0]),), safe=False)
    return (
        worded("`{path}` takes one word and nothing beside it. Did you mean `{named}`?", path=path, named=named[0]),
        help_,
        fix,
    )


MOST_EXPLAINED = 6
"""Words that are told with what each means, where none of them is like the one that was typed."""


def _explained(words: Vocabulary, help_: str) -> str:
    if len(words.terms) > MOST_EXPLAINED:
        return help_
    said = (joined("", (f"{word} (", worded(term.definition).rstrip("."), ")")) for word, term in words.terms.items())
    return worded("The words are: {said}.", said=joined("; ", said))


ALONE = later("Write {term}")
AND_PLATFORM = later("Write {term} and the platform")


def _known(
    misfit: Misfit, document: Document, field: Field, known: Synonym, message: str, help_: str, text: str
) -> Wording:
    """Offer the word of the standard for one of others; the name of a platform goes to the field for it."""
    operations: list[Operation] = [Set(misfit.route, known.term)]
    holder = misfit.route[:-1]
    platform = isinstance(value_at(document.data, holder), dict) and field.name in PLACES
    more = ""
    if known.how == "says_more" and platform and document.mark((*holder, "platform")) is None:
        operations.append(Add(holder, "platform", text))
        more = worded(" and `platform: {written}` beside it", written=flow(text))
    elif known.how == "says_more" and not platform:
        more = worded("; say `{text_}` in a text of the card, where that matters", text_=text)
    said = worded("{message} Did you mean `{term}`?", message=message, term=known.term)
    title = AND_PLATFORM if len(operations) > 1 else ALONE
    fix = Fix(worded(title, term=known.term), tuple(operations), known.how == "same")
    return (
        said,
        worded(
            "In this standard `{text_}` is {written}{more}. {help}",
            text_=text,
            written=line_to_type(misfit.route, known.term),
            more=more,
            help=help_,
        ),
        fix,
    )


PLACES = ("setting", "channel")
"""Fields beside which the name of a platform has its own."""
