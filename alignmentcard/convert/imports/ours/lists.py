"""Lists, names, numbers and dates that stand in our sentences, as the values that they were written from."""

import re
from collections.abc import Iterator, Mapping

from alignmentcard.codes.countries import country_for
from alignmentcard.codes.languages import is_tag, tag_for
from alignmentcard.convert.prose.words import MONTHS, SPECIAL, WITH_CODE
from alignmentcard.text.digits import whole

BETWEEN = re.compile(r"(?:(?<=\d\))|(?<=%\))),? and |(?:(?<=\d\))|(?<=%\)))[,;] ")
"""What stands between groups with their numbers."""
NUMBERED = re.compile(r"(?:^|(?<=[.;!?”] ))\((\d{1,3})\) ")
DATE = re.compile(rf"(?:(\d{{1,2}}) )?(?:({'|'.join(MONTHS)}) )?(\d{{4}})")
PARTICLES = frozenset("de del della der den di da dos du el la le van von zu bin ibn al y e".split())
OF_BODIES = re.compile(
    r"\b(?:Universit\w*|Institut\w*|Cent(?:er|re)|Lab\w*|Compan\w*|Inc|Team|Foundation|School|College|Research|Data"
    r"|Department|Ministry|Agency|Group|Project|AI|Google|Meta|Microsoft|OpenAI|Anthropic|Council|Society)\b"
)
"""Words in the names of organisations, which may have an “and” of their own."""


def unlisted(text: str) -> list[str]:
    """Return the entries of a list in a sentence: numbered, with semicolons, or with commas and an “and”."""
    if NUMBERED.match(text):
        _, *rest = NUMBERED.split(text)
        numbers, entries = rest[::2], [one.strip().rstrip(";").strip() for one in rest[1::2]]
        return entries if numbers == [str(number) for number in range(1, len(entries) + 1)] else [text]
    if "; " in text:
        return [one.strip() for one in text.split("; ")]
    return parted(text)


def parted(text: str) -> list[str]:
    """Return what commas and the last “and” part, outside of brackets and quotations."""
    pieces = apart(text, ", ")
    *first, last = pieces
    ends = apart(last, " and ")
    return [*first, *([" and ".join(ends[:-1]), ends[-1]] if len(ends) > 1 else ends)]


def apart(text: str, mark: str) -> list[str]:
    """Part a text at a mark that stands in no bracket and no quotation."""
    pieces, depth, start = [], 0, 0
    for place, sign in enumerate(text):
        depth += (sign in "(“[") - (sign in ")”]")
        if depth <= 0 and text.startswith(mark, place) and place >= start:
            pieces.append(text[start:place])
            start = place + len(mark)
    return [*pieces, text[start:]]


def people(text: str) -> list[dict[str, str]]:
    """Return the names in a list with their affiliations; nothing where an “and” may belong to a name."""
    maker, _, own = text.partition(": ")
    if own and "(" not in own and (found := people(f"{own}, all of {maker}")):
        return [*found, {"name": re.sub(r"^the (?=[A-Z0-9])", "", maker)}]
    text, _, shared = text.partition(", all of ")
    entries = [text] if not text.count(", ") and not _are_persons(parted(text)) else parted(text)
    if any(len(apart(one, " and ")) > 1 for one in entries):
        return []
    return [_person(one, shared) for one in entries]


def _are_persons(names: list[str]) -> bool:
    bare = [one.partition(" (")[0] for one in names]
    apart_ = any(" (" in one for one in names[:-1]) or all(one.startswith("The ") for one in names)
    return apart_ or all(_is_person(one) for one in bare)


def _is_person(name: str) -> bool:
    words = name.split()
    known = all(word[:1].isupper() or word in PARTICLES for word in words)
    return len(words) > 1 and known and not OF_BODIES.search(name)


def _person(text: str, shared: str) -> dict[str, str]:
    text = re.sub(r"^the (?=[A-Z0-9])", "", text)
    name, bracket, more = text.partition(" (")
    of = shared or (more[:-1] if bracket and more.endswith(")") else "")
    return {"name": name if bracket and of != shared else text, **({"affiliation": of} if of else {})}


def words_in(text: str, words: Mapping[str, str]) -> list[str]:
    """Return the words of a vocabulary that stand in a list as phrases; nothing where more stands there."""
    places = {text.find(phrase): word for word, phrase in words.items() if phrase in text}
    rest = text
    for phrase in sorted(words.values(), key=len, reverse=True):
        rest = rest.replace(phrase, "")
    return [places[place] for place in sorted(places)] if not re.sub(r"\band\b|[,.;\s]", "", rest) else []


def languages(text: str) -> list[str]:
    """Return the tags of languages in a list; nothing where one of them has none."""
    known = {**{name: tag for tag, name in SPECIAL.items()}, "other languages": "mul"}
    names = [one.removeprefix(WITH_CODE).strip("“”") for one in unlisted(text)]
    tags = [known.get(one) or tag_for(one) or (one if is_tag(one) else None) for one in names]
    return [tag for tag in tags if tag] if all(tags) else []


def countries(text: str) -> list[str]:
    """Return the codes of countries in a list; nothing where one of them has none."""
    codes = [country_for(one.removeprefix("the ")) or country_for(one) for one in unlisted(text)]
    return [code for code in codes if code] if all(codes) else []


def number(text: str) -> int | None:
    """Return a whole number with commas between thousands."""
    return whole(text.replace(",", ""))


def date(text: str) -> str | None:
    """Return a date as `2024-05-03`, as far as it is known."""
    found = DATE.fullmatch(text.strip())
    if not found or (found[1] and not found[2]):
        return None
    month = f"-{MONTHS.index(found[2]) + 1:02}" if found[2] else ""
    return f"{found[3]}{month}{f'-{int(found[1]):02}' if found[1] else ''}"


def groups(text: str) -> dict[str, dict[str, float]] | None:
    """Return the counts or shares of groups in a list such as `woman (10), man (9), 2 did not say`."""
    found: dict[str, dict[str, float]] = {}
    for entry in BETWEEN.split(text):
        one = re.fullmatch(r"(.{1,200}) \((?:(\d[\d,]*)|(\d[\d.]*) %)\)", entry)
        if one:
            kind, value = ("counts", number(one[2])) if one[2] else ("shares", round(float(one[3]) / 100, 8))
            found.setdefault(kind, {})[one[1]] = value or 0
        elif said := re.fullmatch(r"(\d[\d,]*) did not say|it is not known of (\d[\d,]*)", entry):
            found["undisclosed"] = {"": number(said[1] or said[2]) or 0}
        else:
            return None
    return found


def quoted(text: str) -> Iterator[str]:
    """Yield what stands between marks of quotation."""
    yield from re.findall(r"“([^“”]{1,2000})”", text)
