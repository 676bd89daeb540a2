"""How texts, numbers, dates and names stand within a sentence."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from alignmentcard.codes.countries import country_name, is_country
from alignmentcard.codes.languages import is_tag, language_name
from alignmentcard.convert.prose.judges import Judges, said_of
from alignmentcard.words import several

Record = Mapping[str, Any]
STOPS = (".", "!", "?", ".”", "!”", "?”", "…", "。", "！", "？", "।", "۔", "؟")
WITH_ARTICLE = re.compile(
    r"United |Republic of |.*(Republic|Islands|Emirates)$|(Netherlands|Philippines|Bahamas|Gambia|Maldives)$"
)
DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
MONTHS = "January February March April May June July August September October November December".split()
NONE = re.compile(r"(?<![\d,.])0 (items that were|single judgements|single votes)\b")
"""Counts of nothing, which are said in a word."""
ONE = re.compile(
    r"(?<![\d,.])(?<! to )1 (item|rating|rater|member|page|minute|day|time|turn|token|pair|single judgement)s\b"
)
SINGLE = {"There are 1 ": "There is 1 ", "There were 1 ": "There was 1 ", " 1 item that were ": " 1 item that was "}
"""Verbs of several beside one."""
VERB = re.compile("|".join(SINGLE))
SINGLE_MARKS = str.maketrans("“”", "‘’")
SEVERAL = "several languages"
SPECIAL = {"mul": SEVERAL, "und": "languages that are not known", "mis": "languages without a code"}
"""Tags that stand for no single language."""
WITH_CODE = "the language with the code "
"""What stands before the tag of a language whose name is not known here."""
OWN_LICENCE = "LicenseRef-"
OF_COUNTRIES = re.compile(r"\b(?:countr(?:y|ies)|nation(?:s|ality)?|residence)\b")
OF_LANGUAGES = re.compile(r"\b(?:languages?|tongues?)\b")
JOINED = re.compile(r" (?:and|or) ")
"""What joins two things within a text, which a list would join otherwise."""
BETWEEN_WORDS = re.compile(r"(?<=[^\W\d_])_+(?=[^\W_])|(?<=[^\W_])_+(?=[^\W\d_])")
"""What programs put between words, and people do not."""


OWN = {
    "The definition of {it}": "Its definition",
    "The guidelines for {it}": "Its guidelines",
    "the guidelines for {it}": "its guidelines",
}
"""What a sentence says shorter where its subject has just been named."""


@dataclass(frozen=True)
class Subject:
    """Whom and what sentences are about: pronouns where a title has named them, else their names."""

    who: str = "they"
    """Members of a pool."""
    group: str = ""
    """Which of several pools they are in, to stand behind their number."""
    nouns: tuple[str, str] | None = None
    """What one and several of them are called."""
    single: bool = False
    """Whether they are one person."""
    beside_models: bool = False
    """Whether models judged as well."""
    what: str = "it"
    """A dimension."""
    every: bool = False
    """Whether these are all dimensions that there are, which need no name where a sentence is true of all."""
    judges: Judges = "raters"
    """Who judged: sentences about raters call them so."""
    one: bool = False
    """Whether one thing was judged only."""
    explained: bool = True
    """Whether raters got more than a word or a question."""

    @lru_cache(4096)  # noqa: B019 (subjects are few and small, and every card says the same phrases)
    def put_into(self, phrase: str) -> str:
        """Fill the places of a phrase where the subject stands."""
        on = "" if self.what == "it" else f"For {self.what}, "
        phrase = said_of(phrase, self.judges, self.one)
        if not self.explained:
            phrase = phrase.replace("The definition of {it} has these", "{It} has these")
        phrase = phrase.replace("{On some}", "" if self.every else on)
        for whole, short in OWN.items() if self.what == "it" else ():
            phrase = phrase.replace(whole, short)
        phrase = phrase.replace("{They}", capital(self.who)).replace("{they}", self.who).replace("{On it}", on)
        return capital(phrase.replace("{It}", capital(self.what)).replace("{it}", self.what))

    def agreeing(self, text: str) -> str:
        """Return a text whose verbs are those of one person, where its sentences name a single one."""
        if not self.single or self.who == NAMED_BEFORE.who:
            return text
        first, rest = self.who[0], re.escape(self.who[1:])
        name = rf"\b([{first}{first.upper()}]{rest}) ({'|'.join(OF_ONE)})\b"
        return re.sub(name, lambda found: f"{found[1]} {OF_ONE[found[2]]}", text)


OF_ONE = {
    "were": "was",
    "are": "is",
    "have": "has",
    "speak": "speaks",
    "divide": "divides",
    "belong": "belongs",
}
"""Verbs beside several people, and the same beside one."""
NAMED_BEFORE = Subject()


def capital(text: str) -> str:
    """Return a text with a capital letter at its start."""
    return text[:1].upper() + text[1:]


def plain(value: Any) -> str:
    """Write a number or a text on one line; counts have commas between thousands."""
    if type(value) is str:
        return " ".join(value.split())
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}"
    return f"{value:.15g}" if isinstance(value, float) else " ".join(str(value).split())


def ended(text: str) -> str:
    """End a sentence with a point, unless it has an end or is nothing; it begins with a capital letter."""
    line = " ".join(text.split())
    return capital(line if not line or line.endswith(STOPS) else f"{line.rstrip(' ,;:')}.")


def in_a_row(texts: Iterable[str]) -> str:
    """Put sentences one after the other; an address that ends one has a stop where another follows."""
    known = [text for text in texts if text]
    return " ".join([*(text if text.endswith(STOPS) else f"{text}." for text in known[:-1]), *known[-1:]])


def with_one(text: str) -> str:
    """Return a text in which one of a thing is not called several."""
    if "0 " in text:
        text = NONE.sub(r"no \1", text)
    return VERB.sub(lambda found: SINGLE[found[0]], ONE.sub(r"1 \1", text)) if "1 " in text else text


def within(text: str) -> str:
    """Return a text as it stands within marks of quotation, where its own are single ones."""
    return text.translate(SINGLE_MARKS)


def inside(text: Any) -> str:
    """Return a text as it stands within a sentence: on one line, without a full stop at its end."""
    return plain(text).rstrip(".")


def joined(parts: Iterable[str], joiner: str = ", ") -> str:
    """Join those of some parts that are there."""
    return joiner.join(part for part in parts if part)


def listed(texts: Iterable[str]) -> str:
    """Join texts as in a sentence: with semicolons where they have commas, with numbers where they have sentences."""
    known: Sequence[str] = list(texts)
    if any(text.endswith(".") or ". " in text for text in known):
        each = [ended(text) for text in known]
        return numbered(each, " ") if len(each) > 1 else each[0]
    apart = any(", " in text for text in known) or (
        len(known) > 1 and any(" and " in text or " or " in text.partition(" (")[0] for text in known)
    )
    return "; ".join(known) if apart else several(known)


def with_and(texts: Sequence[str]) -> str:
    """Join phrases as in a sentence, with a comma before the last “and” where one before it has an “and” or “or”."""
    apart = any(map(JOINED.search, texts[:-1]))
    return f"{', '.join(texts[:-1])}, and {texts[-1]}" if apart else several(texts)


def numbered(texts: Iterable[str], joiner: str = "; ") -> str:
    """Join texts with a number before each."""
    return joiner.join(f"({number}) {text}" for number, text in enumerate(texts, 1))


def in_brackets(text: str, note: str) -> str:
    """Put a note into brackets behind a text, or into those at its end."""
    return f"{text[:-1]}; {note})" if text.endswith(")") else f"{text} ({note})"


def counted(value: Any, more: str) -> str:
    """Write a number with its noun, which is given for several."""
    return with_one(f"{plain(value)} {more}")


def share(value: float) -> str:
    """Write a share between 0 and 1 as a percentage."""
    return f"{100 * value:.6g} %"


def groups(one: Record) -> Iterator[str]:
    """Yield each group of a record with its number or share."""
    for group, number in one.get("counts", {}).items():
        yield f"{group_name(group, one)} ({plain(number)})"
    for group, part in one.get("shares", {}).items():
        yield f"{group_name(group, one)} ({share(part)})"
    if one.get("undisclosed"):
        yield f"{plain(one['undisclosed'])} did not say"


def in_groups(found: Sequence[str]) -> str:
    """Join groups with their numbers; those with commas in their names have semicolons between them."""
    apart = any("," in re.sub(r"\([\d,.]+\)", "", text) for text in found)
    return "; ".join(found) if apart else several(found)


def group_name(group: str, one: Record) -> str:
    """Call a group as people do: codes of countries and languages by what they stand for, where these part people."""
    axis = spaced(one.get("axis", "")).lower()
    if OF_COUNTRIES.search(axis) and is_country(group):
        return country_name(group)
    return language_name(group) if OF_LANGUAGES.search(axis) and is_tag(group) else spaced(group)


def spaced(name: Any) -> str:
    """Return a name that programs gave as people write it."""
    return inside(BETWEEN_WORDS.sub(" ", plain(name)))


def plain_date(text: str) -> str:
    """Write a date as in `29 December 2023`, as far as it is known; other texts stay as they are."""
    found = DATE.fullmatch(text)
    if not found or int(found[2] or 1) not in range(1, len(MONTHS) + 1):
        return text
    parts = (str(int(found[3])) if found[3] else "", MONTHS[int(found[2]) - 1] if found[2] else "", found[1])
    return joined(parts, " ")


def dated(text: str) -> str:
    """Write a date with the word that stands before it: on a day, in a month or year."""
    return f"{'on' if text.count('-') > 1 else 'in'} {plain_date(text)}"


def in_country(code: str) -> str:
    """Return the name of a country as it stands after `in`, with its article where it has one."""
    name = country_name(code)
    return f"the {name}" if WITH_ARTICLE.match(name) else name


def in_languages(tags: Sequence[str]) -> list[str]:
    """Return the names of languages as they stand after `in`; a tag for several has words of its own."""
    others = [tag for tag in tags if tag not in SPECIAL]
    known = [SPECIAL[tag] for tag in tags if tag in SPECIAL]
    names = [name if (name := language_name(tag)) != tag else f"{WITH_CODE}“{tag}”" for tag in others]
    return [*names, *("other languages" if others and one == SEVERAL else one for one in known)]


def licence(name: str) -> str:
    """Return what a licence is called, or several of an expression; one of somebody's own is called so."""
    parts = re.split(r"\s+(AND|OR|WITH)\s+", name.replace("(", "").replace(")", "")) if " " in name else [name]
    return " ".join(part.lower() if part in ("AND", "OR", "WITH") else _licence(part) for part in parts)


def _licence(name: str) -> str:
    if name.startswith(OWN_LICENCE):
        return f"a licence of its own, “{name.removeprefix(OWN_LICENCE).replace('-', ' ')}”"
    return name if name.startswith("CC") or "licen" in name.lower() else f"the {name} licence"
